"""Action -> least role."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "states.choose": Role.EDITOR,
    "states.mark": Role.EDITOR,
    "home.choose": Role.EDITOR,
    "item.add": Role.EDITOR,
    "item.change": Role.EDITOR,
    "item.move": Role.EDITOR,
    "item.remove": Role.EDITOR,
    "board.set": Role.EDITOR,
    "blocker.add": Role.EDITOR,
    "blocker.change": Role.EDITOR,
    "blocker.resolve": Role.EDITOR,
    "sprint.add": Role.EDITOR,
    "sprint.change": Role.EDITOR,
    "sprint.remove": Role.EDITOR,
    "sprint.begin": Role.EDITOR,
    "sprint.close": Role.EDITOR,
}
