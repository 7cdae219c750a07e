"""Two periods of one team side by side: what changed, in words with numbers, and whether it is more than chance."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import msgspec
import numpy as np

from pilotage.engine.flow.ageing import survival
from pilotage.engine.flow.comparing import by_chance
from pilotage.plan.flow.measures.columns import Basis, Days
from pilotage.plan.flow.measures.durations import EXPECTED, FEWEST
from pilotage.plan.flow.measures.measuring import Flow, Week
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, number, percent

SURELY: Final = 0.05
"""A difference that chance makes less often than this is called more than chance."""


class Compared(StrEnum):
    THROUGHPUT = "throughput"
    DURATION = "duration"
    ARRIVALS = "arrivals"
    WORK = "work"
    EFFICIENCY = "efficiency"


class Change(msgspec.Struct, frozen=True):
    """``chance`` is the probability that chance alone makes such a difference; None where that cannot be told."""

    compared: Compared
    before: float
    now: float
    chance: float | None
    text: str


def compare(before: Flow, now: Flow) -> tuple[Change, ...]:
    """What changed from one period to a later one of the same team. Where they overlap, only the weeks of the later one
    that are not in the earlier one count. Raises ValueError where none is left.
    """
    weeks = [week for week in now.weeks if week.last - dt.timedelta(days=6) > before.as_of]
    if not weeks:
        day_, other = now.as_of.isoformat(), before.as_of.isoformat()
        raise ValueError(f"no whole week lies between {other} and {day_}")
    found = [
        _weekly(Compared.THROUGHPUT, [week.finished for week in before.weeks], [week.finished for week in weeks]),
        _durations(before, now, weeks),
        _weekly(Compared.ARRIVALS, [week.arrived for week in before.weeks], [week.arrived for week in weeks]),
        _work(before, now),
        _efficiency(before, now),
    ]
    return tuple(change for change in found if change is not None)


def periods(before: Flow, now: Flow) -> str:
    """Which weeks are compared."""
    weeks = sum(week.last - dt.timedelta(days=6) > before.as_of for week in now.weeks)
    text = _("{weeks} weeks to {day} against {others} weeks to {other}")
    return text.format(
        weeks=weeks,
        day=day(now.as_of, near=now.as_of),
        others=len(before.weeks),
        other=day(before.as_of, near=now.as_of),
    )


def _weekly(compared: Compared, then: Sequence[int], since: Sequence[int]) -> Change:
    chance = by_chance(np.array(then, np.int64), np.array(since, np.int64))
    old, new = sum(then) / len(then), sum(since) / len(since)
    if compared is Compared.THROUGHPUT:
        text = _("{n} items are finished a week, {old} before")
    else:
        text = _("{n} items come in a week, {old} before")
    return Change(compared, old, new, chance, text.format(n=number(new), old=number(old)) + _verdict(chance, old, new))


def _durations(before: Flow, now: Flow, weeks: Sequence[Week]) -> Change | None:
    if before.basis is not now.basis:
        return None
    then, since = _taken(before.weeks), _taken(weeks)
    if min(len(then), len(since)) < FEWEST:
        return None
    chance = by_chance(then, since)
    old, new = _expected(then), _expected(since)
    text = _("{share} % of items took {new} days or less, {old} before").format(
        share=EXPECTED, new=f"{new:,}", old=f"{old:,}"
    )
    return Change(Compared.DURATION, old, new, chance, text + _verdict(chance, old, new))


def _taken(weeks: Sequence[Week]) -> Days:
    return np.array([each for week in weeks for each in week.taken], np.int64)


def _expected(taken: Days) -> int:
    found = survival(taken, np.zeros(0, np.int64)).percentile(EXPECTED / 100)
    assert found is not None
    return found


def _work(before: Flow, now: Flow) -> Change:
    old, new = before.weeks[-1].wip, now.weeks[-1].wip
    text = (
        _("{n} items are in progress, {old} were then.")
        if now.basis is Basis.STARTED
        else _("{n} items are open, {old} were then.")
    )
    return Change(Compared.WORK, old, new, None, text.format(n=f"{new:,}", old=f"{old:,}"))


def _efficiency(before: Flow, now: Flow) -> Change | None:
    if before.efficiency is None or now.efficiency is None:
        return None
    text = _("Items were worked on in {new} of their time, {old} before.")
    told = text.format(new=percent(now.efficiency), old=percent(before.efficiency))
    return Change(Compared.EFFICIENCY, before.efficiency, now.efficiency, None, told)


def _verdict(chance: float | None, old: float, new: float) -> str:
    if chance is None:
        return _(": too little to tell from chance.")
    if chance >= SURELY or old == new:
        return _(": no more than chance makes (p = {p}).").format(p=f"{chance:.2f}")
    shown = f"= {chance:.3f}" if chance >= 0.001 else "< 0.001"
    return _(": more than chance makes (p {p}).").format(p=shown)
