"""Action -> least role."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "report.view": Role.VIEWER,
    "report.publish": Role.EDITOR,
    "warning.mute": Role.EDITOR,
}
