"""How the P85 of a milestone has moved since the last snapshot, and what part of it the plan explains.

The snapshot is the newest forecast that is a week old or older. It keeps the plan date that it was made from, so the
move of the plan date is known; what is left of the move comes from risk and uncertainty. Where the plan of that day was
kept too (a report was published then), the changes that moved the plan date are named.
"""

import datetime as dt

import msgspec

from pilotage.plan.insight.diff import ProgramDiff
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.milestones import MilestoneView, day_difference
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Link, Mark, Text, fill, join
from pilotage.plan.language.wording import day, last_day, signed, working_days
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.history import ForecastRecord

_MOST_CAUSES = 2


class Delta(msgspec.Struct, frozen=True, kw_only=True):
    """Working days, later positive: ``days`` of the P85, ``plan_days`` of the plan date."""

    since: dt.date
    p85: dt.date
    days: float
    plan_days: float
    text: Text


def delta_of(
    schedule: Schedule,
    view: MilestoneView,
    snapshot: ForecastRecord | None,
    evidence: Evidence,
    changed: tuple[dt.date, ProgramDiff] | None = None,
) -> Delta | None:
    """None without an earlier forecast. ``changed`` is what has changed in the plan since a day."""
    if snapshot is None or view.p85 is None or view.landed is not None:
        return None
    since, was = snapshot.made.date(), last_day(snapshot.p85)
    days = day_difference(schedule, was, view.p85)
    planned = day_difference(schedule, last_day(snapshot.plan_finish), view.plan)
    label = _("P85 of {title} since {date}").format(title=view.title, date=day(since))
    fact = evidence.difference(f"moved:{view.id}", label, days, was, view.p85)
    causes = _causes(view, changed[1]) if changed is not None and changed[0] == since else ()
    text = join([_move(was, view.p85, since, days, fact), *_because(days, planned, causes)])
    return Delta(since=since, p85=was, days=days, plan_days=planned, text=text)


def _move(was: dt.date, now: dt.date, since: dt.date, days: float, fact: str) -> Text:
    if abs(days) < 1:
        return fill(_("P85 stays at {date} since {since}."), date=Mark(day(now), fact=fact), since=day(since))
    direction = _("{days} later") if days > 0 else _("{days} earlier")
    return fill(
        _("P85 moved from {was} to {now} since {since}, {days}."),
        was=day(was),
        now=day(now, near=was),
        since=day(since),
        days=Mark(direction.format(days=working_days(days)), fact=fact, tone="off" if days > 0 else "on"),
    )


def _because(days: float, planned: float, causes: Text) -> tuple[Text, ...]:
    """How much of it is the plan's, and whose."""
    rest = days - planned
    if abs(days) < 1 and abs(planned) < 1:
        return ()
    if abs(planned) < 1:
        return ((_("The plan date stays: the move comes from risk and uncertainty."),),)
    template = _("The plan date moved by {planned}{causes}; risk and uncertainty by {rest}.")
    if abs(rest) < 1:
        template = _("So did the plan date, by {planned}{causes}.")
    return (fill(template, planned=signed(planned), causes=causes, rest=signed(rest)),)


def _causes(view: MilestoneView, changed: ProgramDiff) -> Text:
    move = next((each for each in changed.moves if each.id == view.id), None)
    if move is None or not move.causes:
        return ()
    parts: list[str | Mark] = [_(" (")]
    for position, cause in enumerate(move.causes[:_MOST_CAUSES]):
        if position:
            parts.append("; ")
        detail = cause.text.removeprefix(cause.title)
        parts += [Mark(cause.title, ref=Link(cause.entity, cause.id)), f"{detail} {signed(cause.days)}"]
    return (*parts, ")")
