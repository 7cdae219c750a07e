"""Two forecasts of one milestone: of the plan's network, and of the pace of the work items that belong to it.

The network knows dependencies, calendars, estimates and risks; it does not know work that nobody has planned. The pace
knows what was finished and what still comes in; it does not know what waits for what, nor any calendar. Neither is
right by itself, so both are shown, and the difference of their P85 is taken apart, in working days:

    pace    from the network's P50 to the day on which the items that are left are done at today's pace
    growth  from there to the P50 of the pace with new items
    spread  what the distance from P50 to P85 differs by
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil
from typing import Final

import msgspec

from pilotage.engine.throughput.growing import DONE
from pilotage.plan.flow.forecasts.milestones import MilestoneForecast as TrackerForecast
from pilotage.plan.forecasting.forecasts import MilestoneForecast
from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Mark, Text, fill, join
from pilotage.plan.language.wording import day, last_day, number, read_on, signed, working_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.working_time.days_off import days_off

_AGREE: Final = 5.0
"""Working days within which two forecasts say the same."""
_TOLD: Final = 1.0


class Paced(msgspec.Struct, frozen=True, kw_only=True):
    """The forecast of a tracker's milestone as of the end of a day: ``done`` of ``items``, with how many items a week
    are ``finishing`` and ``arriving``.
    """

    name: str
    as_of: dt.date
    p50: dt.date
    p85: dt.date
    items: int
    done: int
    finishing: float
    arriving: float
    calibrated: bool


class Difference(msgspec.Struct, frozen=True):
    """What makes the pace's P85 later (negative: earlier) by so many working days: pace, growth, or spread."""

    kind: str
    days: float


class SideBySide(msgspec.Struct, frozen=True, kw_only=True):
    """``days``: working days from the network's P85 to that of the pace. The ``parts`` add up to it; there are none
    where nothing is finished at present. ``text`` explains it, ``knows`` says what each forecast does not know.
    """

    milestone: str
    title: str
    name: str
    network_p50: dt.date
    network_p85: dt.date
    paced: Paced
    days: float
    parts: tuple[Difference, ...]
    text: Text
    knows: Text


def paced(found: TrackerForecast) -> Paced | None:
    """The forecast of a tracker's milestone as it is compared; None where it has no dates."""
    dates = {each.level: each.date for each in found.when}
    if 50 not in dates or 85 not in dates:
        return None
    return Paced(
        name=found.milestone,
        as_of=found.as_of,
        p50=dates[50],
        p85=dates[85],
        items=found.items,
        done=found.done,
        finishing=found.finishing,
        arriving=found.arriving,
        calibrated=found.calibrated,
    )


def linked(program: Program, names: Iterable[str]) -> dict[str, str]:
    """The tracker's milestone of each milestone of the plan, by its id.

    The last part of the plan milestone's ``key`` names it (``jira/PAY 2.0``), else the two have one title; case and
    spaces do not matter. What fits two names, or two milestones, is linked to none.
    """
    known: dict[str, list[str]] = defaultdict(list)
    for name in names:
        known[_plain(name)].append(name)
    found = {
        each.id: match
        for each in program.activities
        if each.kind is ActivityKind.MILESTONE and (match := _named(each.key, each.title, known)) is not None
    }
    taken = list(found.values())
    return {key: name for key, name in found.items() if taken.count(name) == 1}


def _named(key: str | None, title: str, known: Mapping[str, list[str]]) -> str | None:
    for wanted in ((key or "").rpartition("/")[2], title):
        fitting = known.get(_plain(wanted), []) if wanted else []
        if len(fitting) == 1:
            return fitting[0]
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def side_by_side(schedule: Schedule, network: MilestoneForecast, tracker: Paced) -> SideBySide:
    """Both forecasts of one milestone, and why they differ."""
    with read_on(tracker.as_of):
        return _side_by_side(schedule, network, tracker)


def _side_by_side(schedule: Schedule, network: MilestoneForecast, tracker: Paced) -> SideBySide:
    p50, p85 = last_day(network.p50), last_day(network.p85)
    days = day_difference(schedule, p85, tracker.p85)
    parts = _parts(schedule, p50, p85, tracker)
    said = [_verdict(p85, tracker, days), *_reasons(tracker, days, parts), *_calendar(schedule, network.id, tracker)]
    return SideBySide(
        milestone=network.id,
        title=network.title,
        name=tracker.name,
        network_p50=p50,
        network_p85=p85,
        paced=tracker,
        days=days,
        parts=parts,
        text=join(said),
        knows=_knows(schedule, tracker),
    )


def _parts(schedule: Schedule, p50: dt.date, p85: dt.date, tracker: Paced) -> tuple[Difference, ...]:
    if tracker.finishing <= 0:
        return ()
    left = max(0.0, DONE * tracker.items - tracker.done)
    frozen = tracker.as_of + dt.timedelta(days=ceil(7 * left / tracker.finishing))
    pace = day_difference(schedule, p50, frozen)
    growth = day_difference(schedule, frozen, tracker.p50)
    spread = day_difference(schedule, tracker.p50, tracker.p85) - day_difference(schedule, p50, p85)
    return (Difference("pace", pace), Difference("growth", growth), Difference("spread", spread))


def _verdict(p85: dt.date, tracker: Paced, days: float) -> Text:
    dates = {"paced": Mark(day(tracker.p85)), "planned": Mark(day(p85))}
    if abs(days) <= _AGREE:
        text = _("The plan and the pace of its work items agree: P85 is {planned} by the plan, {paced} by the pace.")
        return fill(text, **dates)
    tone, direction = ("off", _("{days} later")) if days > 0 else ("at", _("{days} earlier"))
    return fill(
        _("By the pace of its work items the P85 is {paced}, {moved} than the {planned} of the plan."),
        moved=Mark(direction.format(days=working_days(days)), tone=tone),
        **dates,
    )


def _reasons(tracker: Paced, days: float, parts: tuple[Difference, ...]) -> list[Text]:
    """The parts of a difference that is worth explaining, in words; the largest first."""
    if abs(days) <= _AGREE:
        return []
    if not parts:
        return [(_("Nothing was finished lately, so the pace says little."),)]
    words = {
        "pace": _("{days} by the pace ({left} items left at {finishing} a week)"),
        "growth": _("{days} by new items ({arriving} a week come in)"),
        "spread": _("{days} by how unsure each is"),
    }
    left = max(0, ceil(DONE * tracker.items - tracker.done))
    told = [
        words[part.kind].format(
            days=signed(part.days),
            left=f"{left:,}",
            finishing=number(tracker.finishing),
            arriving=number(tracker.arriving),
        )
        for part in sorted(parts, key=lambda part: -abs(part.days))
        if abs(part.days) >= _TOLD
    ]
    reasons: list[Text] = [(_("Working days: {parts}.").format(parts=", ".join(told)),)] if told else []
    if days > 0:
        return [*reasons, (_("Hold the plan's date only if it is known what makes the teams faster than they were."),)]
    return [*reasons, (_("The plan waits for more than its items: look at what drives its date."),)]


def _calendar(schedule: Schedule, milestone: str, tracker: Paced) -> list[Text]:
    """Days off ahead, which a pace knows nothing of."""
    activity = schedule.program.activities[schedule.index[milestone]]
    off = list(days_off(schedule.program, activity, tracker.as_of, tracker.p85))
    if not off:
        return []
    text = ngettext(
        "{n} day off lies before that, which a pace knows nothing of.",
        "{n} days off lie before that, which a pace knows nothing of.",
        len(off),
    )
    return [(text.format(n=len(off)),)]


def _knows(schedule: Schedule, tracker: Paced) -> Text:
    planned = len(schedule.program.activities)
    text = _(
        "The plan knows {planned} activities with their dependencies, calendars, estimates and risks, but no work that "
        "nobody planned. The pace knows {done} of {items} items done by {date}, and what comes in each week, but not "
        "what waits for what."
    )
    told = text.format(planned=planned, done=tracker.done, items=tracker.items, date=day(tracker.as_of))
    if not tracker.calibrated:
        told += " " + _("It is not calibrated yet: expect it to be too sure of itself.")
    return (told,)
