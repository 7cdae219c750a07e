"""Action -> least role."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "priorities.set": Role.EDITOR,
    "score.set": Role.EDITOR,
    "override.set": Role.EDITOR,
    "override.remove": Role.EDITOR,
    "order.use": Role.EDITOR,
}
