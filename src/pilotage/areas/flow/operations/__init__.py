"""The writers of the flow area: learning, the ledger, weekly snapshots, limits of work in progress, deployments."""

from collections.abc import Mapping

from pilotage.areas.flow.operations.deployments import restore_deployments, set_deployments
from pilotage.areas.flow.operations.learning import learn, refresh_learning
from pilotage.areas.flow.operations.ledger import (
    Act,
    issue_forecast,
    issue_some,
    resolve_forecasts,
)
from pilotage.areas.flow.operations.limits import restore_limits, set_limits
from pilotage.areas.flow.operations.renewal import ask_for_the_week, renew
from pilotage.areas.flow.operations.snapshots import take_snapshot
from pilotage.areas.programs.operations import Restorer

RESTORERS: Mapping[str, Restorer] = {"limits": restore_limits, "deployments": restore_deployments}

__all__ = [
    "RESTORERS",
    "Act",
    "ask_for_the_week",
    "issue_forecast",
    "issue_some",
    "learn",
    "refresh_learning",
    "renew",
    "resolve_forecasts",
    "set_deployments",
    "set_limits",
    "take_snapshot",
]
