"""Action -> least role. Creating a program or a portfolio needs an account only; its creator becomes the owner, and
only the owner of a portfolio changes or removes it.
"""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "program.view": Role.VIEWER,
    "program.change": Role.EDITOR,
    "program.remove": Role.OWNER,
    "view.save": Role.VIEWER,
    "view.share": Role.EDITOR,
    "program.move": Role.EDITOR,
}
