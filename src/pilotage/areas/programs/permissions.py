"""Action -> least role. Creating a program needs an account only; its creator becomes the owner."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "program.view": Role.VIEWER,
    "program.change": Role.EDITOR,
    "program.remove": Role.OWNER,
}
