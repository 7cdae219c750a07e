"""What an edit did, in a sentence that is read aloud: what was set, and what it does to the plan."""

import datetime as dt
from contextlib import AbstractContextManager

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pilotage.areas.schedule.rules.planned import PlannedProgram
from pilotage.plan.language.text import Link, Mark, Text, fill
from pilotage.plan.language.wording import day, last_day, long_day, percent, read_on, span, working_days
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program

MOST_MOVES = 20


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone whose plan date an edit moves, by signed working days."""

    id: str
    title: str
    days: float
    before: dt.date = msgspec.field(name="from")
    after: dt.date = msgspec.field(name="to")


def moves(before: PlannedProgram, after: PlannedProgram) -> tuple[Move, ...]:
    """Milestones of both plans that moved, the final one first, then the farthest."""
    final = final_milestone(after.program)
    found = []
    for row, activity in enumerate(after.program.activities):
        old = before.schedule.index.get(activity.id)
        wanted = activity.kind is ActivityKind.MILESTONE or activity.id == final
        if wanted and old is not None and before.schedule.finish[old] != after.schedule.finish[row]:
            was, now = before.schedule.at(activity.id).finish, after.schedule.at(activity.id).finish
            days = round(after.schedule.working_days(was, now), 2)
            found.append(
                Move(id=activity.id, title=activity.title, days=days, before=last_day(was), after=last_day(now))
            )
    found.sort(key=lambda move: (move.id != final, -abs(move.days), move.id))
    return tuple(found[:MOST_MOVES])


def effect(before: PlannedProgram, after: PlannedProgram) -> str:
    """``Plan date of GA moves 2 working days to 15 December.`` Empty without a final milestone."""
    final = final_milestone(after.program)
    if final is None or final not in after.schedule.index or final not in before.schedule.index:
        return ""
    with _reading(after.program):
        return _moved(before, after, final)


def _moved(before: PlannedProgram, after: PlannedProgram, final: str) -> str:
    title = after.program.activities[after.schedule.index[final]].title
    was, now = before.schedule.at(final).finish, after.schedule.at(final).finish
    if was == now:
        return _("Plan date of {title} stays {date}.").format(title=title, date=long_day(last_day(now)))
    days = after.schedule.working_days(was, now)
    if days == 0:
        return _("Plan date of {title} moves to {date}.").format(title=title, date=long_day(last_day(now)))
    template = (
        _("Plan date of {title} moves {days} to {date}.")
        if days > 0
        else _("Plan date of {title} moves {days} earlier, to {date}.")
    )
    return template.format(title=title, days=working_days(days), date=long_day(last_day(now)))


def preview_text(before: PlannedProgram, after: PlannedProgram) -> Text:
    """``Plan date of GA moves 11 to 15 Dec, +2 working days`` as marked text, for the cell editor."""
    found = moves(before, after)
    if not found:
        return (_("No milestone moves. P85 follows when you save."),)
    first = found[0]
    days = Mark(f"{'+' if first.days > 0 else ''}{_signed(first.days)}", tone="off" if first.days > 0 else "on")
    with _reading(after.program):
        dates = {"before": day(first.before), "after": day(first.after)}
    return fill(
        _("Plan date of {title} moves from {before} to {after}, {days}. P85 follows when you save."),
        title=Mark(first.title, ref=Link("milestone", first.id)),
        days=days,
        **dates,
    )


def _reading(program: Program) -> AbstractContextManager[None]:
    return read_on(program.status_date or program.start)


def _signed(days: float) -> str:
    text = working_days(days)
    return f"\N{MINUS SIGN}{text}" if days < 0 else text


def what_was_set(old: Activity, new: Activity, program: Program) -> str:
    """The change itself: ``Likely duration 8 days.``"""
    if old.estimate != new.estimate and new.estimate is not None:
        before = old.estimate
        others_same = before is not None and (before.low, before.high) == (new.estimate.low, new.estimate.high)
        if others_same or before is None or before.likely != new.estimate.likely:
            return _("Likely duration {days}.").format(days=_amount(new.estimate.likely, program))
        return _("Estimate {low} to {high}.").format(
            low=_amount(new.estimate.low, program), high=_amount(new.estimate.high, program)
        )
    if old.duration != new.duration and new.duration is not None:
        return _("Duration {days}.").format(days=_amount(new.duration, program))
    if old.progress != new.progress:
        return _("Progress {share}.").format(share=percent(new.progress))
    if old.title != new.title:
        return _("Renamed to {title}.").format(title=new.title)
    if old.target != new.target and new.target is not None:
        return _("Target {date}.").format(date=long_day(new.target, near=program.status_date or program.start))
    if old.commitment != new.commitment and new.commitment is not None:
        return _("Commitment {date}.").format(date=long_day(new.commitment, near=program.status_date or program.start))
    names = [str(words) for name, words in _FIELDS.items() if getattr(old, name) != getattr(new, name)]
    return _("{fields} changed.").format(fields=", ".join(names).capitalize()) if names else _("Nothing changed.")


def _amount(amount: Span, program: Program) -> str:
    minutes = program.hours_per_day * 60
    if amount.elapsed or amount.minutes % minutes:
        return span(amount, program.hours_per_day, program.days_per_week)
    days = amount.minutes / minutes
    return _("1 day") if days == 1 else _("{n} days").format(n=f"{days:g}")


_FIELDS = {
    "kind": gettext_lazy("kind"),
    "workstream": gettext_lazy("workstream"),
    "parent": gettext_lazy("parent"),
    "team": gettext_lazy("team"),
    "owner": gettext_lazy("owner"),
    "calendar": gettext_lazy("calendar"),
    "estimate": gettext_lazy("estimate"),
    "duration": gettext_lazy("duration"),
    "remaining": gettext_lazy("remaining duration"),
    "actual_start": gettext_lazy("actual start"),
    "actual_finish": gettext_lazy("actual finish"),
    "constraint": gettext_lazy("constraint"),
    "second_constraint": gettext_lazy("second constraint"),
    "expected_finish": gettext_lazy("expected finish"),
    "deadline": gettext_lazy("deadline"),
    "target": gettext_lazy("target"),
    "commitment": gettext_lazy("commitment"),
    "assignments": gettext_lazy("who does it"),
    "pauses": gettext_lazy("pauses"),
    "cost": gettext_lazy("fixed cost"),
    "cost_per_day": gettext_lazy("cost per day"),
    "crash_to": gettext_lazy("shortest duration"),
    "crash_cost": gettext_lazy("cost of a day less"),
    "probability": gettext_lazy("probability"),
    "branch": gettext_lazy("branch"),
    "note": gettext_lazy("note"),
}
