"""Why this date? The driving chain of an activity as a sentence and as rows, its float, and what its date rests on."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.plan.forecasting.drivers import Driver
from pilotage.plan.insight.milestones import day_difference
from pilotage.plan.language.constraint_words import constraint_words
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text, fill, join
from pilotage.plan.language.wording import day, last_day, listing, number, read_on, signed, span, working_days
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.history import Baseline
from pilotage.plan.working_time.days_off import days_off

_LEAST_IN_SENTENCE = 4


class ChainLink(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the driving chain; ``reason`` is why it starts when it does, ``lag`` that of its driving link."""

    id: str
    title: str
    start: dt.date
    finish: dt.date
    duration_days: float
    reason: str
    lag: str


class Line(msgspec.Struct, frozen=True):
    """A labelled line of text."""

    label: str
    value: Text


class LostDays(msgspec.Struct, frozen=True, kw_only=True):
    """Days of the working week inside the chain on which a calendar does not work."""

    calendar: str
    title: str
    days: float
    dates: str


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """By how many working days a step of the chain is later than in the baseline, less what came from before it."""

    id: str
    title: str
    days: float


class BaselineMove(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    title: str
    taken: dt.date
    days: float | None
    contributions: tuple[Contribution, ...]


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "why this date?" for one activity; ``drivers`` are filled where a simulation was given."""

    id: str
    title: str
    plan: dt.date
    sentence: Text
    chain: tuple[ChainLink, ...]
    floats: tuple[Line, ...]
    lost: tuple[LostDays, ...]
    driven: Driven
    driven_text: Text
    drivers: tuple[Driver, ...]
    baseline: BaselineMove | None


def why(schedule: Schedule, activity: str, *, drivers: Sequence[Driver] = (), baseline: Baseline | None = None) -> Why:
    """Explain one activity's plan date. Raises KeyError for an unknown id."""
    with read_on(schedule.program.status_date or schedule.program.start):
        return _why(schedule, activity, drivers, baseline)


def _why(schedule: Schedule, activity: str, drivers: Sequence[Driver], baseline: Baseline | None) -> Why:
    dates = schedule.at(activity)
    steps = schedule.chain(activity)
    chain = tuple(_link(schedule, step) for step in steps)
    return Why(
        id=activity,
        title=_activity(schedule, activity).title,
        plan=last_day(dates.finish),
        sentence=_sentence(schedule, steps),
        chain=chain,
        floats=_floats(schedule, activity),
        lost=_lost(schedule, steps),
        driven=_driven(schedule, activity),
        driven_text=_driven_text(schedule, activity),
        drivers=tuple(drivers),
        baseline=_against(schedule, activity, steps, baseline) if baseline else None,
    )


def _activity(schedule: Schedule, key: str) -> Activity:
    return schedule.program.activities[schedule.index[key]]


def _driven(schedule: Schedule, key: str) -> Driven:
    return Driven(int(schedule.driven_by[schedule.index[key]]))


def _driver(schedule: Schedule, key: str) -> Dependency | None:
    row = int(schedule.driver[schedule.index[key]])
    return schedule.program.dependencies[row] if row >= 0 else None


def _link(schedule: Schedule, key: str) -> ChainLink:
    dates = schedule.at(key)
    dependency = _driver(schedule, key)
    program = schedule.program
    lag = ""
    if dependency is not None and dependency.lag_percent is not None:
        lag = f"{dependency.lag_percent:+.0%}"
    elif dependency is not None and dependency.lag.minutes:
        lag = ("+" if dependency.lag.minutes > 0 else "") + span(
            dependency.lag, program.hours_per_day, program.days_per_week
        )
    return ChainLink(
        id=key,
        title=_activity(schedule, key).title,
        start=dates.start.date(),
        finish=last_day(dates.finish),
        duration_days=float(schedule.duration[schedule.index[key]]) / (program.hours_per_day * 60),
        reason=_reason(schedule, key),
        lag=lag,
    )


_REASONS = {
    Driven.START: _("starts the program"),
    Driven.DEPENDENCY: _("follows its predecessor"),
    Driven.CONSTRAINT: _("held by a date constraint"),
    Driven.ACTUAL: _("has started"),
    Driven.STATUS_DATE: _("waits for the status date"),
    Driven.CHILDREN: _("rolls up its parts"),
}


def _reason(schedule: Schedule, key: str) -> str:
    dependency = _driver(schedule, key)
    if _driven(schedule, key) is Driven.DEPENDENCY and dependency is not None and dependency.kind != "FS":
        return _("follows its predecessor ({kind})").format(kind=dependency.kind.value)
    return _REASONS[_driven(schedule, key)]


def _driven_text(schedule: Schedule, key: str) -> Text:
    """What holds this activity where it is, as what follows its name: ``started on 14 Sep``."""
    driven, activity = _driven(schedule, key), _activity(schedule, key)
    dependency = _driver(schedule, key)
    if driven is Driven.DEPENDENCY and dependency is not None:
        before = _activity(schedule, dependency.predecessor)
        return fill(
            _("waits for {title} ({kind}), which finishes {date}"),
            kind=dependency.kind.value,
            title=Mark(before.title),
            date=day(last_day(schedule.at(before.id).finish)),
        )
    if driven is Driven.CONSTRAINT and activity.constraint is not None:
        both = [each for each in (activity.constraint, activity.second_constraint) if each is not None]
        words = listing([constraint_words(each, schedule.program.zone) for each in both])
        return fill(_("is set {constraint}"), constraint=words)
    if driven is Driven.ACTUAL and activity.actual_start is not None:
        return fill(_("started on {date}"), date=day(schedule.at(key).start.date()))
    if driven is Driven.STATUS_DATE and schedule.program.status_date is not None:
        return fill(_("cannot lie before the status date, {date}"), date=day(schedule.program.status_date))
    return (_REASONS[driven],)


def _sentence(schedule: Schedule, steps: Sequence[str]) -> Text:
    """The plan lands on D because the chain's first step holds until d; then its longest steps, in order."""
    last, first = steps[-1], steps[0]
    title = Mark(_activity(schedule, last).title)
    when = Mark(day(last_day(schedule.at(last).finish)))
    if len(steps) == 1:
        return fill(
            _("{title} is on {date}: it {reason}."), title=title, date=when, reason=_driven_text(schedule, last)
        )
    opening = fill(
        _("{title} lands on {date} because {first} runs until {until}"),
        title=title,
        date=when,
        first=Mark(_activity(schedule, first).title),
        until=Mark(day(last_day(schedule.at(first).finish))),
    )
    between = _longest(schedule, steps[1:-1])
    start = fill(
        _("The chain begins with {first}, which {reason}."),
        first=Mark(_activity(schedule, first).title),
        reason=_driven_text(schedule, first),
    )
    if not between:
        return join([(*opening, "."), start])
    listed: list[str | Mark] = []
    for position, step in enumerate(between):
        listed.append("" if position == 0 else (_(" and ") if position == len(between) - 1 else ", "))
        days = number(float(schedule.duration[schedule.index[step]]) / (schedule.program.hours_per_day * 60))
        listed.extend(fill(_("{title} ({days} d)"), title=Mark(_activity(schedule, step).title), days=days))
    skipped = len(steps) - 2 - len(between)
    then = _("; then come {steps} and {n} shorter steps.") if skipped else _("; then come {steps}.")
    return join([(*opening, *fill(then, steps=tuple(listed), n=str(skipped))), start])


def _longest(schedule: Schedule, steps: Sequence[str]) -> list[str]:
    working = [step for step in steps if schedule.duration[schedule.index[step]] > 0]
    keep = sorted(working, key=lambda step: -int(schedule.duration[schedule.index[step]]))[:_LEAST_IN_SENTENCE]
    return [step for step in steps if step in keep]


def _floats(schedule: Schedule, key: str) -> tuple[Line, ...]:
    dates, activity = schedule.at(key), _activity(schedule, key)
    total = dates.total_float_days
    lines = [
        Line(_("Total float"), (Mark(working_days(total) if total >= 0 else signed(total), tone=_tone(total)),)),
        Line(_("Free float"), (working_days(dates.free_float_days),)),
    ]
    dated = (
        (_("Float to the target of {date}"), activity.target),
        (_("Float to the commitment of {date}"), activity.commitment),
        (_("Float to the deadline of {date}"), last_day(activity.deadline) if activity.deadline else None),
    )
    for label, date in dated:
        if date is not None:
            left = day_difference(schedule, last_day(dates.finish), date)
            lines.append(Line(label.format(date=day(date)), (Mark(signed(left), tone=_tone(left)),)))
    return tuple(lines)


def _tone(days: float) -> str | None:
    return "off" if days < 0 else None


def _lost(schedule: Schedule, steps: Sequence[str]) -> tuple[LostDays, ...]:
    """Holidays, freezes and days off of each step's calendar that fall inside the step or in the wait before it."""
    found: dict[tuple[str, str], list[dt.date]] = {}
    previous: dt.datetime | None = None
    for step in steps:
        dates = schedule.at(step)
        begin = min(previous, dates.start) if previous is not None else dates.start
        for off in days_off(schedule.program, _activity(schedule, step), begin.date(), last_day(dates.finish)):
            dates_of = found.setdefault((off.calendar, off.title), [])
            if off.date not in dates_of:
                dates_of.append(off.date)
        previous = dates.finish
    return tuple(
        LostDays(calendar=calendar, title=title, days=float(len(dates)), dates=_range(sorted(dates)))
        for (calendar, title), dates in found.items()
    )


def _range(dates: Sequence[dt.date]) -> str:
    return day(dates[0]) if len(dates) == 1 else _("{first} to {last}").format(first=day(dates[0]), last=day(dates[-1]))


def _against(schedule: Schedule, key: str, steps: Sequence[str], baseline: Baseline) -> BaselineMove:
    finishes = {entry.activity: entry.finish for entry in baseline.entries}
    days = schedule.working_days(finishes[key], schedule.at(key).finish) if key in finishes else None
    contributions = []
    carried = 0.0
    for step in steps:
        if step not in finishes or _activity(schedule, step).kind is ActivityKind.SUMMARY:
            continue
        late = schedule.working_days(finishes[step], schedule.at(step).finish)
        if abs(late - carried) >= 0.5:
            contributions.append(Contribution(id=step, title=_activity(schedule, step).title, days=late - carried))
        carried = late
    contributions.sort(key=lambda part: -abs(part.days))
    return BaselineMove(
        id=baseline.id, title=baseline.title, taken=baseline.taken, days=days, contributions=tuple(contributions[:5])
    )
