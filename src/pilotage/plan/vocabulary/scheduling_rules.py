"""How a program is scheduled where planners and tools disagree: one small value, its defaults those of most plans."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.vocabulary.amounts import Span


class Behavior(StrEnum):
    """Whose reading counts where Microsoft Project and Primavera P6 differ (docs: How Pilotage schedules)."""

    MICROSOFT = "microsoft"
    PRIMAVERA = "primavera"


class ProgressRule(StrEnum):
    """What the remaining work of a started activity waits for, besides the status date."""

    RETAINED_LOGIC = "retained_logic"  # its unfinished predecessors
    PROGRESS_OVERRIDE = "progress_override"  # nothing
    ACTUAL_DATES = "actual_dates"  # nothing, and successors count lags from what has happened


class LagCalendar(StrEnum):
    """The working time of a lag that names no calendar."""

    SUCCESSOR = "successor"
    PREDECESSOR = "predecessor"
    PROGRAM = "program"
    CLOCK = "clock"  # 24 hours a day


class CriticalRule(StrEnum):
    TOTAL_FLOAT = "total_float"  # at most ``critical_float``
    LONGEST_PATH = "longest_path"  # on a chain of driving dependencies to the last finish


class FloatRule(StrEnum):
    """Which dates total float is the difference of."""

    SMALLEST = "smallest"
    START = "start"
    FINISH = "finish"


class SchedulingRules(msgspec.Struct, frozen=True, kw_only=True):
    """``finish`` is when the program must be over: late dates are counted back from it. ``from_finish`` plans every
    activity as late as it can be for that (None: for the last early finish). ``honor_dates``: "no later than" and
    "must" dates hold even against dependencies, as Microsoft Project has it unless told otherwise.
    """

    behavior: Behavior = Behavior.MICROSOFT
    progress: ProgressRule = ProgressRule.RETAINED_LOGIC
    lag_calendar: LagCalendar = LagCalendar.SUCCESSOR
    critical: CriticalRule = CriticalRule.TOTAL_FLOAT
    critical_float: Span = Span(0)
    near_critical_float: Span = Span(5 * 480)
    total_float: FloatRule = FloatRule.SMALLEST
    honor_dates: bool = False
    open_ends_critical: bool = False
    from_finish: bool = False
    finish: dt.datetime | None = None
