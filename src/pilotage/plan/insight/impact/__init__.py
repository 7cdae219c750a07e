"""Who is hit if something moves: the plan is scheduled once more with the move in it, and both are compared."""

from pilotage.plan.insight.impact.answer import Impact, impact
from pilotage.plan.insight.impact.moving import CannotMove, Subject

__all__ = ["CannotMove", "Impact", "Subject", "impact"]
