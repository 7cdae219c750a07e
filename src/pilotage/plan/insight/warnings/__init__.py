"""Early warnings: what looks wrong, with its evidence and a suggested move; and what somebody chose not to hear."""

from pilotage.plan.insight.warnings.finding import Grounds, warnings
from pilotage.plan.insight.warnings.milestones import Reported
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.insight.warnings.muting import Mute, Muted, divide
from pilotage.plan.insight.warnings.ranking import FOREMOST, foremost
from pilotage.plan.insight.warnings.watching import Watched, watch

__all__ = [
    "FOREMOST",
    "EarlyWarning",
    "Grounds",
    "Mute",
    "Muted",
    "Reported",
    "Urgency",
    "Watched",
    "divide",
    "foremost",
    "warnings",
    "watch",
]
