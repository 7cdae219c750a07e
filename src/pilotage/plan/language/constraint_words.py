"""Date constraints in words."""

import datetime as dt
from zoneinfo import ZoneInfo

from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, last_day
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind

_WORDS = {
    ConstraintKind.ASAP: _("as soon as possible"),
    ConstraintKind.ALAP: _("as late as possible"),
    ConstraintKind.START_NO_EARLIER_THAN: _("not to start before {date}"),
    ConstraintKind.START_NO_LATER_THAN: _("to start by {date}"),
    ConstraintKind.FINISH_NO_EARLIER_THAN: _("not to finish before {date}"),
    ConstraintKind.FINISH_NO_LATER_THAN: _("to finish by {date}"),
    ConstraintKind.MUST_START_ON: _("to start on {date}"),
    ConstraintKind.MUST_FINISH_ON: _("to finish on {date}"),
    ConstraintKind.FIXED_START: _("scheduled by hand on {date}"),
    ConstraintKind.START_ON: _("to start on {date} where its dependencies allow"),
    ConstraintKind.FINISH_ON: _("to finish on {date} where its dependencies allow"),
}
_OF_START = frozenset(
    {
        ConstraintKind.START_NO_EARLIER_THAN,
        ConstraintKind.START_NO_LATER_THAN,
        ConstraintKind.MUST_START_ON,
        ConstraintKind.START_ON,
        ConstraintKind.FIXED_START,
    }
)


def constraint_words(constraint: Constraint, zone: str) -> str:
    """``not to start before 2 Nov``; the day is that of the program's zone."""
    return _WORDS[constraint.kind].format(date=day(constraint_day(constraint, zone)) if constraint.at else "")


def constraint_day(constraint: Constraint, zone: str) -> dt.date:
    """The day a constraint names: a start's own day, the day that a finish ends. ``at`` must not be None."""
    assert constraint.at is not None
    at = constraint.at.astimezone(ZoneInfo(zone))
    return at.date() if constraint.kind in _OF_START else last_day(at)
