"""What if: the same forecast with the same random numbers, under a supposition.

Fewer items are asked anew. Another pace or a later start turns the calibrated weeks of the base into other weeks
(`engine.throughput.course`), which assumes that all else stays as it was. A limit of work in progress moves no date:
by Little's law it shortens what one item takes, and nothing here knows what that does to the pace.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from pilotage.engine.flow.counting import LittlesLaw
from pilotage.engine.throughput.course import Course
from pilotage.plan.flow.calibration.track_record import Trained
from pilotage.plan.flow.forecasts.forecast import FARTHEST, FlowForecast, Question, forecast
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast, MilestoneHistory, forecast_milestone
from pilotage.plan.flow.items.history import WorkHistory
from pilotage.plan.language.messages import _

RAMP: Final = 26.0
"""Weeks until somebody new works at full pace: an assumption. New developers were found to need a few months in small
projects and up to a year in a large one (Zhou and Mockus 2010)."""


_SLOWEST: Final = 0.01
_LONGEST: Final = 520
_MOST_ITEMS: Final = 1_000_000


class People(msgspec.Struct, frozen=True):
    """So many people ``now`` and ``then``. Each is taken to do an equal share, so the pace becomes then / now; those
    who come reach it evenly within ``ramp`` weeks and take nothing from the others; those who go are gone at once.
    """

    now: int
    then: int
    ramp: float = RAMP


class Supposition(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is set holds together. ``drop`` items (below zero: so many are added), a ``pace`` as a share of
    that of the past, ``people``, no work before the day ``start``; a first delivery of ``split`` items, and a ``limit``
    of work in progress.
    """

    drop: int = 0
    pace: float = 1.0
    people: People | None = None
    start: dt.date | None = None
    split: int | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        low = [name for name in ("split", "limit") if (value := getattr(self, name)) is not None and value <= 0]
        if low:
            raise ValueError(_("{name} must be more than zero").format(name=low[0]))
        if abs(self.drop) > _MOST_ITEMS:
            raise ValueError(_("at most {n} items can be dropped or added").format(n=f"{_MOST_ITEMS:,}"))
        if self.people is not None and min(self.people.now, self.people.then) < 1:
            raise ValueError(_("there must be at least one person, now and then"))
        if self.people is not None and not 0 <= self.people.ramp <= _LONGEST:
            raise ValueError(_("full pace is reached within {weeks} weeks").format(weeks=_LONGEST))
        if not _SLOWEST <= self.whole_pace <= 1 / _SLOWEST:
            raise ValueError(_("the pace must lie between a hundredth and a hundred times that of the past"))

    @property
    def whole_pace(self) -> float:
        """That of all the people, as a share of the pace of the past."""
        return self.pace * (1.0 if self.people is None else self.people.then / self.people.now)

    @property
    def moves_dates(self) -> bool:
        return self != Supposition(limit=self.limit)


class Limited(msgspec.Struct, frozen=True):
    """What a limit of work in progress does: ``now`` items in progress on average, each ``days_now`` days from start
    to finish, become ``limit`` items of ``days`` each, at the same pace.
    """

    limit: int
    now: float
    days_now: float
    days: float


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """``days`` is by how many each level moves, ``chance`` by how much the chance of being on time does. ``limited`` is
    None where no limit was asked for, or where fewer items are in progress anyway, or nobody knows how many.
    """

    supposition: Supposition
    days: dict[int, int]
    chance: float | None
    limited: Limited | None = None


class Supposed(Change, frozen=True, kw_only=True):
    """What becomes of a forecast; ``first`` is that of the first delivery."""

    forecast: FlowForecast
    first: FlowForecast | None = None


class SupposedMilestone(Change, frozen=True, kw_only=True):
    """What becomes of the forecast of a milestone."""

    forecast: MilestoneForecast


def what_if(
    history: WorkHistory,
    trained: Trained,
    question: Question,
    suppositions: Sequence[Supposition],
    *,
    flow: LittlesLaw | None = None,
    lend: bool = True,
) -> tuple[Supposed, ...]:
    """Each beside the forecast of the same question; ``flow`` is Little's law of the history, for limits. Raises
    ValueError where a supposition leaves nothing to forecast.
    """
    base = forecast(history, trained, question, lend=lend)

    def changed(supposition: Supposition) -> Supposed:
        asked = msgspec.structs.replace(question, items=_left(question.items, supposition))
        course, first = _course(supposition, question.as_of), None
        found = forecast(history, trained, asked, course=course, lend=lend) if supposition.moves_dates else base
        if supposition.split is not None:
            if asked.items is None or supposition.split >= asked.items:
                raise ValueError(_("a first delivery must be smaller than the whole"))
            part = msgspec.structs.replace(asked, items=supposition.split)
            first = forecast(history, trained, part, course=course, lend=lend)
        days, chance = _moved(base, found)
        limited = _limited(supposition.limit, flow)
        return Supposed(supposition=supposition, forecast=found, days=days, chance=chance, first=first, limited=limited)

    return tuple(changed(each) for each in suppositions)


def what_if_milestone(
    milestone: MilestoneHistory,
    trained: Trained,
    suppositions: Sequence[Supposition],
    *,
    as_of: dt.date,
    until: dt.date | None = None,
    seed: int = 1,
    flow: LittlesLaw | None = None,
) -> tuple[SupposedMilestone, ...]:
    """The same for a milestone, whose scope goes on growing. Raises ValueError where a supposition leaves nothing to
    forecast, or splits it: what comes in would belong to nobody knows which part.
    """
    base = forecast_milestone(milestone, trained, as_of=as_of, until=until, seed=seed)

    def changed(supposition: Supposition) -> SupposedMilestone:
        if supposition.split is not None:
            raise ValueError(_("a milestone is not split; ask for a number of items instead"))
        course = _course(supposition, as_of)
        found = forecast_milestone(
            milestone, trained, as_of=as_of, until=until, seed=seed, drop=supposition.drop, course=course
        )
        days, chance = _moved(base, found)
        limited = _limited(supposition.limit, flow)
        return SupposedMilestone(supposition=supposition, forecast=found, days=days, chance=chance, limited=limited)

    return tuple(changed(each) for each in suppositions)


def _moved(
    base: FlowForecast | MilestoneForecast, found: FlowForecast | MilestoneForecast
) -> tuple[dict[int, int], float | None]:
    """By how many days each level moves, and by how much the chance of being on time does."""
    before = {each.level: each.date for each in base.when}
    days = {each.level: (each.date - before[each.level]).days for each in found.when if each.level in before}
    return days, None if found.on_time is None or base.on_time is None else found.on_time - base.on_time


def _left(items: int | None, supposition: Supposition) -> int | None:
    if not supposition.drop:
        return items
    if items is None:
        raise ValueError(_("items can be dropped only from a number of items"))
    if supposition.drop >= items:
        raise ValueError(_("nothing would be left: {n} items are asked for").format(n=items))
    return items - supposition.drop


def _course(supposition: Supposition, as_of: dt.date) -> Course:
    people, start = supposition.people, supposition.start
    ramp = people.ramp if people is not None and people.then > people.now else 0.0
    wait = max(0.0, (start - as_of).days / 7) if start is not None else 0.0
    if wait > FARTHEST:
        raise ValueError(_("the start lies more than five years ahead"))
    return Course(wait, supposition.whole_pace - 1, ramp)


def _limited(limit: int | None, flow: LittlesLaw | None) -> Limited | None:
    if limit is None or flow is None or flow.cycle_time is None or limit >= flow.wip:
        return None
    return Limited(limit, flow.wip, flow.cycle_time, flow.cycle_time * limit / flow.wip)


def supposition(text: str) -> Supposition:
    """Of words such as "drop 10" or "people 5 to 6 in 8 weeks, start 2026-03-01". Raises ValueError that says which
    words there are.
    """
    found: dict[str, Any] = {}
    for part in text.split(","):
        read = next((each for form in _FORMS if (each := form(part.strip().lower())) is not None), None)
        if read is None:
            forms = _('"drop 10", "add 10", "people 5 to 6 in 8 weeks", "pace 120 %", "start 2026-03-01", "split 20"')
            text = _('{part!r} is not understood. There are: {forms} and "wip 5"; a comma joins them.')
            raise ValueError(text.format(part=part.strip(), forms=forms))
        if read.keys() & found.keys():
            raise ValueError(_("{part!r} says again what was said before").format(part=part.strip()))
        found |= read
    return Supposition(**found)


_Form = Callable[[str], dict[str, Any] | None]


def _form(pattern: str, made: Callable[..., dict[str, Any]]) -> _Form:
    compiled = re.compile(pattern)

    def read(text: str) -> dict[str, Any] | None:
        match = compiled.fullmatch(text)
        return None if match is None else made(*match.groups())

    return read


_FORMS: Final[tuple[_Form, ...]] = (
    _form(r"drop (\d{1,7})(?: items?)?", lambda n: {"drop": int(n)}),
    _form(r"add (\d{1,7})(?: items?)?", lambda n: {"drop": -int(n)}),
    _form(
        r"people (\d{1,4}) to (\d{1,4})(?: in (\d{1,3}) weeks?)?",
        lambda now, then, ramp: {"people": People(int(now), int(then), RAMP if ramp is None else float(ramp))},
    ),
    _form(r"pace (\d{1,4}) ?%", lambda share: {"pace": int(share) / 100}),
    _form(r"start (\d{4}-\d\d-\d\d)", lambda day: {"start": dt.date.fromisoformat(day)}),
    _form(r"split (\d{1,7})(?: items?)?", lambda n: {"split": int(n)}),
    _form(r"wip (?:limit )?(\d{1,5})", lambda n: {"limit": int(n)}),
)
