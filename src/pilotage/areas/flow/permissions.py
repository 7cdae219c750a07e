"""Action -> least role. Whoever may see a program may ask when it is done; the answer is kept."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "forecast.issue": Role.VIEWER,
    "limits.set": Role.EDITOR,
    "deployments.set": Role.EDITOR,
}
