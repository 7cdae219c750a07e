"""The writers of the flow area: learning, the ledger, weekly snapshots."""

from pilotage.areas.flow.operations.learning import learn, refresh_learning
from pilotage.areas.flow.operations.ledger import Act, issue_forecast, issue_weekly, resolve_forecasts
from pilotage.areas.flow.operations.renewal import ask_for_the_week, renew
from pilotage.areas.flow.operations.snapshots import take_snapshot

__all__ = [
    "Act",
    "ask_for_the_week",
    "issue_forecast",
    "issue_weekly",
    "learn",
    "refresh_learning",
    "renew",
    "resolve_forecasts",
    "take_snapshot",
]
