"""Writing risks and contracts, and keeping the forecast in step with the plan."""

from collections.abc import Mapping

from pilotage.areas.programs.operations import Restorer
from pilotage.areas.risks.operations.contracts import (
    add_contract,
    change_contract,
    move_contract,
    remove_contract,
    restore_contract,
    save_contracts,
)
from pilotage.areas.risks.operations.crew import remove_crew
from pilotage.areas.risks.operations.forecasting import refresh_outlook, request_simulation, run_simulation
from pilotage.areas.risks.operations.risks import add_risk, change_risk, remove_risk, restore_risk, save_register
from pilotage.areas.risks.operations.shelf import Written

RESTORERS: Mapping[str, Restorer] = {"risk": restore_risk, "contract": restore_contract}

__all__ = [
    "RESTORERS",
    "Written",
    "add_contract",
    "add_risk",
    "change_contract",
    "change_risk",
    "move_contract",
    "refresh_outlook",
    "remove_contract",
    "remove_crew",
    "remove_risk",
    "request_simulation",
    "run_simulation",
    "save_contracts",
    "save_register",
]
