"""Warnings of the flow of work.

Days at stake are the working days that the team needs for the items concerned, at its pace of the last half year (a
scope: at its own of the last eight weeks); at most twelve weeks, and unknown where nothing was finished.
"""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final

from pilotage.plan.flow.measures import EXPECTED, Ageing, Basis, Signal
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.insight.warnings.watching import IDLE_DAYS, Scope, TeamFlow, Watched
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, listing, number, percent
from pilotage.plan.vocabulary.facts import RecordRef

_WEEK: Final = 5.0
_MOST_DAYS: Final = 12 * _WEEK
_RECENT_WEEKS: Final = 4
_MOST_REFS: Final = 5
_SURELY: Final = 2.0


def of_flow(watched: Watched | None, evidence: Evidence) -> Iterator[EarlyWarning]:
    if watched is None:
        return
    for team in watched.teams:
        found = _Team(team, evidence, alone=len(watched.teams) == 1)
        yield from found.past_limit()
        yield from found.aged()
        yield from found.idle()
        yield from found.signals()
    for scope in watched.scopes:
        yield from _growing(scope, evidence)


class _Team:
    """One team and the warnings that its flow may give."""

    def __init__(self, team: TeamFlow, evidence: Evidence, *, alone: bool) -> None:
        self._team, self._flow, self._evidence = team, team.flow, evidence
        self._name = team.flow.name or (_("All work items") if alone else _("Items without a team"))
        self._ref = Link("flow", team.flow.name)
        self._title = Mark(self._name, ref=self._ref)

    def past_limit(self) -> Iterator[EarlyWarning]:
        """More in progress than the team means to have."""
        limit, there = self._team.limit, self._team.in_progress
        if limit is None or there is None or there <= limit:
            return
        formula = _("items in progress at the end of {date}; the limit is {limit}")
        fact = self._fact("wip", _("Items in progress"), there, formula.format(date=self._date, limit=limit))
        text = fill(
            _("{team}: {n} items in progress, its limit is {limit}"),
            team=self._title,
            n=Mark(str(there), fact=fact, tone="off"),
            limit=str(limit),
        )
        over = ngettext(
            "Start nothing until {n} is finished, or change the limit on purpose.",
            "Start nothing until {n} are finished, or change the limit on purpose.",
            there - limit,
        ).format(n=there - limit)
        yield self._warn("wip-over-limit", Urgency.MEDIUM, text, over, there - limit)

    def aged(self) -> Iterator[EarlyWarning]:
        """In progress for longer than 85 % of items took. Only where the data tells when work began."""
        flow = self._flow
        if flow.basis is not Basis.STARTED or flow.expected is None:
            return
        old = [each for each in flow.ageing if each.age > flow.expected]
        if not old:
            return
        formula = _(
            "items in progress that are older than {days} days, which {share} of {n:,} finished items took at most"
        )
        told = formula.format(days=flow.expected, share=percent(EXPECTED / 100), n=flow.cycle_time.items)
        fact = self._fact("aged", _("Items past their P85"), len(old), told, _records(old))
        text = fill(
            ngettext(
                "{team}: {n} of {all} items in progress is past {days} days, their P85: {key}, at {age}",
                "{team}: {n} of {all} items in progress are past {days} days, their P85; "
                "the oldest, {key}, is at {age}",
                len(old),
            ),
            team=self._title,
            n=Mark(f"{len(old):,}", fact=fact, tone="at"),
            all=f"{len(flow.ageing):,}",
            days=str(flow.expected),
            key=Mark(old[0].key, ref=Link("work_item", old[0].key)),
            age=f"{old[0].age:,}",
        )
        move = _("Finish or drop the oldest before anything new begins.")
        yield self._warn("past-p85", Urgency.MEDIUM, text, move, len(old), [each.key for each in old])

    def idle(self) -> Iterator[EarlyWarning]:
        """A contradiction: in progress, and nothing happens."""
        idle = self._team.idle
        if not idle:
            return
        formula = _("items in progress that nobody touched for more than {days} days up to {date}")
        told = formula.format(days=IDLE_DAYS, date=self._date)
        refs = tuple(RecordRef("work_item", each.key, each.title) for each in idle[:_MOST_REFS])
        fact = self._fact("idle", _("Items in progress without activity"), len(idle), told, refs)
        keys = [each.key for each in idle[:3]]
        if len(idle) > len(keys):
            keys.append(_("{n} more").format(n=f"{len(idle) - len(keys):,}"))
        text = fill(
            ngettext(
                "{team}: {n} item is in progress, but nothing has happened to it for more than {days} days: {keys}",
                "{team}: {n} items are in progress, but nothing has happened to them for more than {days} days: {keys}",
                len(idle),
            ),
            team=self._title,
            n=Mark(f"{len(idle):,}", fact=fact, tone="at"),
            days=str(IDLE_DAYS),
            keys=listing(keys),
        )
        move = _("Ask who has them: blocked, forgotten, or done?")
        yield self._warn("idle", Urgency.MEDIUM, text, move, len(idle), [each.key for each in idle])

    def signals(self) -> Iterator[EarlyWarning]:
        """The newest signal of the control chart of throughput, where it reaches into the last four weeks."""
        control, weeks = self._flow.control, self._flow.weeks
        if control is None:
            return
        since = weeks[-min(_RECENT_WEEKS, len(weeks))].last
        recent = [each for each in control.signals if each.last >= since]
        if recent:
            yield self._signal(max(recent, key=lambda each: (each.last, each.weeks)), control.mean)

    def _signal(self, signal: Signal, mean: float) -> EarlyWarning:
        done = sum(week.finished for week in self._flow.weeks if signal.first <= week.last <= signal.last)
        fewer = mean * signal.weeks - done
        formula = _("{done} items in {weeks} weeks to {date}; the mean is {mean} a week")
        told = formula.format(done=done, weeks=signal.weeks, date=day(signal.last), mean=number(mean))
        fact = self._fact("signal", _("Throughput"), done, told)
        template = ngettext(
            "{team}: {n} finished in the week to {date}, far from the mean of {mean}",
            "{team}: {n} finished in the {weeks} weeks to {date}, where the mean makes {expected}: the process changed",
            signal.weeks,
        )
        text = fill(
            template,
            team=self._title,
            n=Mark(str(done), fact=fact, tone="off" if fewer > 0 else "on"),
            weeks=str(signal.weeks),
            date=day(signal.last),
            mean=number(mean),
            expected=number(mean * signal.weeks),
        )
        if fewer > 0:
            move = _("Ask what changed; forecasts from the time before no longer hold.")
            return self._warn("signal", Urgency.MEDIUM, text, move, fewer)
        move = _("Ask what helped, and whether it lasts, before promising by it.")
        return self._warn("signal", Urgency.LOW, text, move, 0.0)

    @property
    def _date(self) -> str:
        return day(self._flow.as_of)

    def _fact(self, key: str, label: str, value: float, formula: str, records: tuple[RecordRef, ...] = ()) -> str:
        about = RecordRef("flow", self._flow.name, self._name, self._date)
        return self._evidence.number(f"{key}:{self._flow.name}", label, value, "count", formula, (about, *records))

    def _warn(
        self,
        rule: str,
        urgency: Urgency,
        text: Text,
        suggestion: str,
        items: float,
        keys: Sequence[str] = (),
    ) -> EarlyWarning:
        return EarlyWarning(
            id=f"{rule}:{self._flow.name}",
            urgency=urgency,
            text=text,
            suggestion=(suggestion,),
            refs=(Link("flow", self._flow.name), *(Link("work_item", key) for key in keys[:_MOST_REFS])),
            days=_days(items, self._team.pace),
        )


def _growing(scope: Scope, evidence: Evidence) -> Iterator[EarlyWarning]:
    """More came in than was finished, by more than twice what chance makes of two such counts. A milestone that nobody
    works on is no news.
    """
    more = scope.arrived - scope.finished
    if scope.finished == 0 or more <= _SURELY * sqrt(scope.arrived + scope.finished):
        return
    name = scope.name or _("All work items")
    formula = _("{arrived} came in and {finished} were finished in {weeks} weeks: {more} more are open")
    told = formula.format(arrived=scope.arrived, finished=scope.finished, weeks=scope.weeks, more=more)
    ref = RecordRef("scope", scope.name, name)
    fact = evidence.number(f"scope:{scope.name}", _("Growth of the scope"), more, "count", told, (ref,))
    yield EarlyWarning(
        id=f"scope:{scope.name}",
        urgency=Urgency.MEDIUM,
        text=fill(
            _("{name}: {more} more items came in than were finished in {weeks} weeks; {open} are open"),
            name=Mark(name, ref=Link("scope", scope.name)),
            more=Mark(f"{more:,}", fact=fact, tone="off"),
            weeks=str(scope.weeks),
            open=f"{scope.open:,}",
        ),
        suggestion=(_("Close the scope, split what is left, or move the date: at this pace it does not end."),),
        refs=(Link("scope", scope.name),),
        days=_days(more, scope.finished / scope.weeks),
    )


def _days(items: float, pace: float) -> float | None:
    """``pace`` is in items a week."""
    if items <= 0:
        return 0.0
    return min(_MOST_DAYS, _WEEK * items / pace) if pace > 0 else None


def _records(items: Sequence[Ageing]) -> tuple[RecordRef, ...]:
    return tuple(RecordRef("work_item", each.key, each.title, each.status) for each in items[:_MOST_REFS])
