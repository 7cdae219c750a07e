"""Weekly throughput and its natural limits, with the rules that one chooses."""

import datetime as dt
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.flow.control_charts import DEFAULT, NELSON, WESTERN_ELECTRIC, Rule, xmr
from pilotage.engine.throughput.walking import LEAST_RATE
from pilotage.plan.flow.items.history import date_of
from pilotage.plan.flow.measures.columns import Days
from pilotage.plan.language.messages import _

SETS: Final = {"default": DEFAULT, "nelson": NELSON, "western-electric": WESTERN_ELECTRIC}


class Signal(msgspec.Struct, frozen=True):
    """Weeks that differ by more than chance: ``first`` and ``last`` are the last days of weeks, ``side`` as in the
    engine.
    """

    rule: Rule
    first: dt.date
    last: dt.date
    weeks: int
    side: int


class Control(msgspec.Struct, frozen=True):
    """Weekly throughput, its natural limits, and the rules by which signals were looked for."""

    mean: float
    lower: float
    upper: float
    signals: tuple[Signal, ...]
    rules: tuple[Rule, ...] = DEFAULT


def rules_named(text: str) -> tuple[Rule, ...]:
    """Rules by the name of a set, or by their own: ``nelson``, ``1,5,6``, ``1,eight_on_one_side``; numbers are
    Nelson's. Raises ValueError for a name that is neither.
    """
    if text in SETS:
        return SETS[text]
    numbers = {str(number): rule for number, rule in enumerate(NELSON, 1)}
    known = numbers | {rule.value: rule for rule in Rule}
    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        told = _("There is no rule {name!r}. Name a set ({sets}), or rules: {rules}.")
        raise ValueError(told.format(name=(unknown or [text])[0], sets=", ".join(SETS), rules=", ".join(known)))
    return tuple(dict.fromkeys(known[name] for name in names))


def control(counted: Days, today: int, rules: tuple[Rule, ...]) -> Control | None:
    """The chart of weeks that end with ``today``; None where they are too few, or where fewer than one item a week was
    finished: counts of nought and one have no limits worth the name.
    """
    if counted.mean() < LEAST_RATE:
        return None
    chart = xmr(counted.astype(np.float64), rules=rules)
    if chart is None:
        return None

    def end_of(week: int) -> dt.date:
        return date_of(today - 7 * (len(counted) - 1 - week))

    signals = tuple(
        Signal(each.rule, end_of(each.first), end_of(each.last), each.last - each.first + 1, each.side)
        for each in chart.signals
    )
    return Control(mean=chart.center, lower=chart.lower, upper=chart.upper, signals=signals, rules=rules)
