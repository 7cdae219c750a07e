"""Who is hit if something of a stored program moves."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.risks.queries.whole import Whole
from pilotage.areas.schedule.rules.cost import READ_SECONDS, forecast_seconds
from pilotage.plan.insight.impact import CannotMove, Impact, Subject, impact
from pilotage.plan.insight.impact.odds import ITERATIONS, OddsMove, odds
from pilotage.plan.scheduling.rescheduling import reschedule

MOST_ODDS = 12
"""Milestones whose P85 is asked for: those that move most."""
_SEED = 1


@dataclass(frozen=True, slots=True)
class Answered:
    """``odds`` is None where nobody asked for them, or where they would take too long."""

    impact: Impact
    odds: tuple[OddsMove, ...] | None


def impact_of(whole: Whole, subject: Subject, key: str, days: int, *, now: dt.datetime, simulated: bool) -> Answered:
    """Raises ConflictError for a plan that cannot be scheduled, InvalidError for what cannot move."""
    if whole.plan.broken:
        raise ConflictError(_("The plan cannot be scheduled: {why}").format(why=whole.plan.broken[0]))
    try:
        found = impact(whole.schedule, subject, key, days, as_of=now)
    except CannotMove as refusal:
        raise InvalidError.field("id", str(refusal)) from refusal
    if not simulated or 2 * forecast_seconds(whole.program, ITERATIONS) > READ_SECONDS:
        return Answered(found, None)
    milestones = [hit.id for hit in found.milestones[:MOST_ODDS]]
    after = reschedule(whole.schedule, found.after)
    return Answered(found, odds(whole.schedule, after, milestones, seed=_SEED))
