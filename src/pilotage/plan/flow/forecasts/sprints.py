"""What a team's own past says of a sprint: how much it finished in as many days, and how likely a commitment is kept.

Both are counted, not modeled: every run of ``length`` days within the last 26 weeks is one example of what the team
finishes in that time. Runs overlap, so the number of those that do not (``apart``) tells how much they are worth.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from pilotage.plan.flow.items.cleaning import finished
from pilotage.plan.flow.items.history import number_of
from pilotage.plan.flow.measures.sprints import Sprint
from pilotage.plan.forecasting.forecasts import wilson
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import chance, percent
from pilotage.plan.vocabulary.facts import Fact, RecordRef
from pilotage.plan.vocabulary.work_items import WorkItem

WEEKS: Final = 26
LEAST_APART: Final = 6
"""Runs that do not overlap, below which nothing is said: with five, P85 would rest on the worst one alone."""
LEVELS: Final = (50, 85, 95)
LEAST_SPRINTS: Final = 3


class SprintPace(msgspec.Struct, frozen=True, kw_only=True):
    """Of ``runs`` runs of ``length`` days, ``at_least`` of each level (percent) finished that many items or more."""

    length: int
    runs: int
    apart: int
    at_least: dict[int, int]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """How likely ``needed`` items more are finished in ``length`` days: in ``met`` of ``runs`` runs of the past."""

    needed: int
    length: int
    met: int
    runs: int
    apart: int
    share: float


class SprintRecord(msgspec.Struct, frozen=True, kw_only=True):
    """Sprints that are over: of what was in them at their end, ``carried_share`` was carried over; ``kept_share`` of
    the sprints finished as many items as they had committed to; ``done`` are the counts, oldest first.
    """

    sprints: int
    kept: int
    carried: int
    items: int
    done: tuple[int, ...]

    @property
    def carried_share(self) -> float:
        return self.carried / self.items if self.items else 0.0


def pace(items: Iterable[WorkItem], today: dt.date, length: int) -> SprintPace | None:
    """None where the history is too short for ``length`` days."""
    runs = _runs(items, today, length)
    if runs is None:
        return None
    ordered = np.sort(runs)[::-1]
    at = {level: int(ordered[min(len(ordered) - 1, -(-level * len(ordered) // 100) - 1)]) for level in LEVELS}
    return SprintPace(length=length, runs=len(runs), apart=_apart(runs, length), at_least=at)


def kept(items: Iterable[WorkItem], today: dt.date, length: int, needed: int) -> Kept | None:
    """``length`` is the days that are left. None where the history is too short, or no day is left."""
    runs = _runs(items, today, length) if length > 0 else None
    if runs is None:
        return None
    met = int((runs >= needed).sum())
    return Kept(
        needed=needed,
        length=length,
        met=met,
        runs=len(runs),
        apart=_apart(runs, length),
        share=met / len(runs),
    )


def record(sprints: Sequence[Sprint], today: dt.date) -> SprintRecord | None:
    """Of sprints that are over; None where there are fewer than three of them."""
    over = [each for each in sprints if each.closed is not None or each.finish < today]
    if len(over) < LEAST_SPRINTS:
        return None
    return SprintRecord(
        sprints=len(over),
        kept=sum(each.done >= each.committed for each in over),
        carried=sum(each.carried for each in over),
        items=sum(each.done + each.carried for each in over),
        done=tuple(each.done for each in over),
    )


def pace_fact(found: SprintPace, name: str) -> Fact:
    """At least so many items, with 85 %."""
    return Fact(
        id=f"sprint-pace:{name}",
        label=_("Items finished in {n} days, at least, with 85 %").format(n=found.length),
        value=found.at_least[85],
        unit="count",
        formula=_(
            "85 % of {runs:,} runs of {n} days in the last {weeks} weeks finished so many or more; {apart} of them "
            "do not overlap"
        ).format(runs=found.runs, n=found.length, weeks=WEEKS, apart=found.apart),
    )


def kept_fact(found: Kept, name: str) -> Fact:
    """The interval is that of as many runs as do not overlap."""
    low, high = wilson(round(found.share * found.apart), found.apart)
    return Fact(
        id=f"sprint-kept:{name}",
        label=_("Chance that the commitment of {name} is kept").format(name=name),
        value=found.share,
        unit="probability",
        formula=_("{met:,} of {runs:,} runs of {n} days finished {needed} items or more = {share}").format(
            met=found.met, runs=found.runs, n=found.length, needed=found.needed, share=chance(found.share)
        ),
        interval=(low, high),
    )


def record_fact(found: SprintRecord, name: str) -> Fact:
    return Fact(
        id=f"sprint-carried:{name}",
        label=_("Share of items carried over"),
        value=found.carried_share,
        unit="probability",
        formula=_("carried over / in a sprint at its end = {carried} / {items} = {share}").format(
            carried=found.carried, items=found.items, share=percent(found.carried_share)
        ),
        records=(RecordRef("sprints", name, _("{n} sprints that are over").format(n=found.sprints)),),
    )


def _runs(items: Iterable[WorkItem], today: dt.date, length: int) -> NDArray[np.int64] | None:
    """Items finished in each run of ``length`` days, up to the day before ``today``, since the first finish."""
    ends = np.array([number_of(day) for item in items if (day := finished(item)) is not None], np.int64)
    last = number_of(today) - 1
    ends = ends[ends <= last]
    if not len(ends):
        return None
    first = max(int(ends.min()), last - 7 * WEEKS + 1)
    days = last - first + 1
    if days < LEAST_APART * length:
        return None
    counted = np.bincount(ends[ends >= first] - first, minlength=days)
    total = np.concatenate(([0], np.cumsum(counted)))
    found: NDArray[np.int64] = total[length:] - total[:-length]
    return found


def _apart(runs: NDArray[np.int64], length: int) -> int:
    return (len(runs) + length - 1) // length
