"""Checks of dates: fixed by hand, impossible, too long, too loose."""

import numpy as np

from pilotage.engine import network as columns
from pilotage.plan.language.constraint_words import constraint_words
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import listing, number
from pilotage.plan.quality.catalogue import LONG
from pilotage.plan.quality.grounds import Grounds, Mask
from pilotage.plan.quality.model import Found, Told, lacking, nothing
from pilotage.plan.quality.records import of_rows
from pilotage.plan.scheduling.driven import Driven
from pilotage.plan.vocabulary.activities import Activity, Constraint, ConstraintKind

_NO_WORK = _("No activity is open.")
_HARD = frozenset(
    {
        ConstraintKind.MUST_START_ON,
        ConstraintKind.MUST_FINISH_ON,
        ConstraintKind.START_NO_LATER_THAN,
        ConstraintKind.FINISH_NO_LATER_THAN,
        ConstraintKind.START_ON,
        ConstraintKind.FINISH_ON,
        ConstraintKind.FIXED_START,
    }
)


def hard_constraints(g: Grounds) -> Found:
    """Must start or finish on, start or finish no later than: those of the source that stop a plan from moving."""
    if not g.task.any():
        return nothing(_NO_WORK)

    def tell(row: int) -> Told:
        fix = _(
            "Give “{title}” a deadline or a target in place of the constraint: they show a slip, and do not hide it."
        )
        return Told(_constraint(g, row), fix.format(title=g.activity(row).title))

    return of_rows(g.task, g.task & _hard(g), tell, rank=g.total_float)


def _hard(g: Grounds) -> Mask:
    found = np.zeros(len(g.task), np.bool_)
    for row, each in enumerate(g.program.activities):
        for one in _constraints(each):
            if one is not None and one.kind in _HARD and one.at is not None:
                found[row] = True
    return found


def _constraint(g: Grounds, row: int) -> str:
    words = [constraint_words(each, g.program.zone) for each in _constraints(g.activity(row)) if each is not None]
    return listing(words) or _("a date of its summary")


def _constraints(activity: Activity) -> tuple[Constraint | None, Constraint | None]:
    return activity.constraint, activity.second_constraint


def high_float(g: Grounds) -> Found:
    """More than 44 working days of total float."""
    if not g.task.any():
        return nothing(_NO_WORK)

    def tell(row: int) -> Told:
        days = number(float(g.total_float[row]))
        fix = _("Add the successor that needs “{title}” first: now it could slip {n} working days unnoticed.")
        return Told(_("float {n} d").format(n=days), fix.format(title=g.activity(row).title, n=days))

    return of_rows(g.task, g.task & (g.total_float > LONG), tell, measures=g.total_float, rank=-g.total_float)


def negative_float(g: Grounds) -> Found:
    """Total float below zero."""
    if not g.task.any():
        return nothing(_NO_WORK)

    def tell(row: int) -> Told:
        days = number(-float(g.total_float[row]))
        fix = _("Win back {n} working days before the limit that “{title}” leads to, or agree on a later one.")
        return Told(_("{n} d too late").format(n=days), fix.format(title=g.activity(row).title, n=days))

    return of_rows(g.task, g.task & (g.total_float < 0), tell, measures=g.total_float, rank=g.total_float)


def high_duration(g: Grounds) -> Found:
    """Longer than 44 working days."""
    if not g.task.any():
        return nothing(_NO_WORK)

    def tell(row: int) -> Told:
        days = number(float(g.duration[row]))
        fix = _("Break “{title}” into parts of a few weeks, each with a result that can be seen.")
        return Told(_("{n} d long").format(n=days), fix.format(title=g.activity(row).title))

    return of_rows(g.task, g.task & (g.duration > LONG), tell, measures=g.duration, rank=-g.duration)


def invalid_dates(g: Grounds) -> Found:
    """Actual dates after the status date; work that is planned before it though it has not been reported."""
    looked = g.leaf & g.within
    if not looked.any():
        return nothing(_("The plan has no activities."))
    status = g.status
    if status is None:
        return lacking(_("The program has no status date. Set it to the day up to which progress is known."))
    network, size = g.schedule.compiled.network, len(g.program.activities)
    told = [each.actual_start is not None or each.actual_finish is not None for each in g.program.activities]
    began, ended = np.asarray(network.began[:size]), np.asarray(network.ended[:size])
    late_start = looked & np.array(told) & (began != columns.NONE) & (began > status)
    late_finish = looked & np.array(told) & (ended != columns.NONE) & (ended > status)
    waiting = looked & (g.state == columns.WAITING) & (g.schedule.start < status)
    running = looked & g.open & ~waiting & (g.schedule.finish < status)

    def tell(row: int) -> Told:
        title = g.activity(row).title
        if waiting[row] or running[row]:
            at = g.said(int(g.schedule.start[row]), start=True) if waiting[row] else g.said(int(g.schedule.finish[row]))
            detail = _("planned to start {date}") if waiting[row] else _("planned to finish {date}")
            fix = _("Report what “{title}” has done, or remove the constraint that holds it before the status date.")
            return Told(detail.format(date=at), fix.format(title=title))
        detail = _("actual finish {date}") if late_finish[row] else _("actual start {date}")
        at = g.said(int(ended[row])) if late_finish[row] else g.said(int(began[row]), start=True)
        fix = _("Correct the actual date of “{title}”, or set the status date to the day of the report.")
        return Told(detail.format(date=at), fix.format(title=title))

    bad = late_start | late_finish | waiting | running
    return of_rows(looked, bad, tell, rank=g.schedule.start.astype(np.float64))


def held_by_date(g: Grounds) -> Found:
    """Open work and milestones whose start comes from a constraint; hard constraints of activities are told apart."""
    looked = (g.task | g.milestone) & (g.state == columns.WAITING)
    if not looked.any():
        return nothing(_("Everything has begun."))
    bad = looked & (g.schedule.driven_by == Driven.CONSTRAINT) & ~(g.task & _hard(g))

    def tell(row: int) -> Told:
        fix = _("Link “{title}” to what the date stands for: the work, the delivery or the contract it waits for.")
        return Told(_constraint(g, row), fix.format(title=g.activity(row).title))

    return of_rows(looked, bad, tell, rank=g.total_float)
