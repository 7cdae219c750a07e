"""Action -> least role."""

from collections.abc import Mapping

from pilotage.areas.people.models import Role

ACTIONS: Mapping[str, Role] = {
    "risk.add": Role.EDITOR,
    "risk.change": Role.EDITOR,
    "risk.remove": Role.EDITOR,
    "contract.add": Role.EDITOR,
    "contract.change": Role.EDITOR,
    "contract.move": Role.EDITOR,
    "contract.remove": Role.EDITOR,
    "crew.remove": Role.EDITOR,
    "simulation.request": Role.EDITOR,
}
