"""Warnings of milestones: forecasts that move, odds that fall, promises that will hardly be kept, reports that no
longer hold.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.milestones import MilestoneView, day_difference, ordinal, snapshot, weekly_records
from pilotage.plan.insight.status import AT_RISK_FROM, Status
from pilotage.plan.insight.warnings.model import EarlyWarning, Urgency
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import chance, day, last_day, working_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.facts import Fact
from pilotage.plan.vocabulary.history import ForecastRecord

_SLIPS: Final = 3
_RECENT: Final = dt.timedelta(weeks=4)


class Reported(msgspec.Struct, frozen=True):
    """The milestones as the report ``number`` of ``date`` gave them."""

    number: int
    date: dt.date
    milestones: tuple[MilestoneView, ...]


def of_milestones(
    schedule: Schedule,
    milestones: Sequence[MilestoneView],
    records: Sequence[ForecastRecord],
    reported: Reported | None,
    evidence: Evidence,
) -> Iterator[EarlyWarning]:
    """Of milestones that are still ahead."""
    today = evidence.as_of.date()
    by_milestone = weekly_records(records)
    for view in milestones:
        if view.landed is not None:
            continue
        issued = by_milestone.get(view.id, ())
        found = _Milestone(schedule, view, evidence)
        yield from found.moved(snapshot([each for each in records if each.milestone == view.id], today))
        yield from found.fell([each for each in issued if each.made.date() > today - _RECENT])
        yield from found.slips()
        yield from found.commitment()
        yield from found.contradicts(reported)


class _Milestone:
    """One milestone and the warnings that it may give."""

    def __init__(self, schedule: Schedule, view: MilestoneView, evidence: Evidence) -> None:
        self._schedule, self._view, self._evidence = schedule, view, evidence
        self._title = Mark(view.title, ref=Link("milestone", view.id))

    def moved(self, last: ForecastRecord | None) -> Iterator[EarlyWarning]:
        """The P85 is later by more than a working week."""
        view = self._view
        if last is None or view.p85 is None:
            return
        was = last_day(last.p85)
        days = day_difference(self._schedule, was, view.p85)
        if days <= self._schedule.program.days_per_week:
            return
        made = last.made.date()
        label = _("P85 of {title} since {date}").format(title=view.title, date=day(made))
        fact = self._evidence.difference(f"moved:{view.id}", label, days, was, view.p85)
        text = fill(
            _("{title}: P85 moved from {was} to {now} since {date}, {days} later"),
            title=self._title,
            was=day(was),
            now=day(view.p85, near=was),
            date=day(made),
            days=Mark(working_days(days), fact=fact, tone="off"),
        )
        below = view.on_time is not None and view.on_time < AT_RISK_FROM
        move = (_("Open Why this date? for what drives it, and tell those who count on the date."),)
        yield self._warn("p85-moved", Urgency.HIGH if below else Urgency.MEDIUM, text, move, days)

    def fell(self, recent: Sequence[ForecastRecord]) -> Iterator[EarlyWarning]:
        """P(on time) was a half or more within the last four weeks, and no longer is."""
        view = self._view
        if view.on_time is None or view.on_time >= AT_RISK_FROM or view.target is None:
            return
        above = [
            each
            for each in recent
            if each.target == view.target and each.on_time is not None and each.on_time >= AT_RISK_FROM
        ]
        if not above:
            return
        last = above[-1]
        assert last.on_time is not None
        text = fill(
            _("{title}: the chance of {target} fell from {was} on {date} to {now}"),
            title=self._title,
            target=day(view.target),
            was=Mark(chance(last.on_time), fact=self._was(last)),
            date=day(last.made.date()),
            now=Mark(chance(view.on_time), fact=view.on_time_fact, tone="off"),
        )
        move = (_("Decide while there is time: less scope, more people, or a later target."),)
        yield self._warn("odds-fell", Urgency.HIGH, text, move, self._behind_target())

    def slips(self) -> Iterator[EarlyWarning]:
        """The P85 was later in each of the last three periods."""
        view = self._view
        if view.slips < _SLIPS:
            return
        text = fill(_("{title}: {nth} slip in a row"), title=self._title, nth=ordinal(view.slips))
        move = (_("Open Why this date? and settle what drives it, before committing again."),)
        days = self._behind_target()
        lately = max(0.0, view.vs_last_days) if view.vs_last_days is not None else None
        yield self._warn("slips", Urgency.HIGH, text, move, days if days is not None else lately)

    def commitment(self) -> Iterator[EarlyWarning]:
        """The chance to keep what was promised is below a half."""
        view = self._view
        if view.kept is None or view.commitment is None or view.kept >= AT_RISK_FROM:
            return
        text = fill(
            _("{title}: committed for {date}, {chance} likely to be kept"),
            title=self._title,
            date=day(view.commitment),
            chance=Mark(chance(view.kept), fact=f"kept:{view.id}", tone="off"),
        )
        move = (_("Tell those it was promised to, with the P85 date."),)
        late = None if view.p85 is None else max(0.0, day_difference(self._schedule, view.commitment, view.p85))
        yield self._warn("commitment", Urgency.HIGH, text, move, late)

    def contradicts(self, reported: Reported | None) -> Iterator[EarlyWarning]:
        """Green for its readers, and below a half by today's forecast."""
        view = self._view
        if reported is None or view.on_time is None or view.on_time >= AT_RISK_FROM:
            return
        said = next((each for each in reported.milestones if each.id == view.id), None)
        if said is None or said.status.status is not Status.ON_TRACK or said.target != view.target:
            return
        text = fill(
            _("{title}: on track in report {number} of {date}, but its chance is now {now}"),
            title=self._title,
            number=str(reported.number),
            date=day(reported.date),
            now=Mark(chance(view.on_time), fact=view.on_time_fact, tone="off"),
        )
        move = (_("Publish a new report: until then its readers count on the old one."),)
        yield self._warn("reported-on-track", Urgency.HIGH, text, move, self._behind_target())

    def _behind_target(self) -> float | None:
        days = self._view.vs_target_days
        return None if days is None else max(0.0, days)

    def _was(self, record: ForecastRecord) -> str:
        """The fact of a chance that was told before."""
        made = record.made.date()
        return self._evidence.add(
            Fact(
                id=f"on-time-before:{self._view.id}",
                label=_("Chance of {title} on {date}").format(title=self._view.title, date=day(made)),
                value=record.on_time,
                unit="probability",
                formula=_("as issued on {date}, {n:,} runs with seed {seed}").format(
                    date=day(made), n=record.iterations, seed=record.seed
                ),
                as_of=record.made,
            )
        )

    def _warn(self, rule: str, urgency: Urgency, text: Text, suggestion: Text, days: float | None) -> EarlyWarning:
        return EarlyWarning(
            id=f"{rule}:{self._view.id}",
            urgency=urgency,
            text=text,
            suggestion=suggestion,
            refs=(Link("milestone", self._view.id),),
            days=days,
        )
