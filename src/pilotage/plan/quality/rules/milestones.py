"""Checks of milestones."""

import datetime as dt

import numpy as np

from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import last_day
from pilotage.plan.quality.grounds import Grounds, linked
from pilotage.plan.quality.model import Found, Told, nothing
from pilotage.plan.quality.records import of_rows
from pilotage.plan.vocabulary.activities import Activity

_NONE = _("No milestone is open.")


def _dates(activity: Activity) -> list[dt.date]:
    """Days that somebody expects a milestone on."""
    deadline = last_day(activity.deadline) if activity.deadline is not None else None
    return [day for day in (activity.target, activity.commitment, deadline) if day is not None]


def milestone_target(g: Grounds) -> Found:
    """Open milestones without target, commitment or deadline; one that only begins something needs none."""
    begins = linked(g, forward=True) & ~linked(g, forward=False)
    looked = g.milestone & ~begins
    if not looked.any():
        return nothing(_NONE)
    bare = np.array([not _dates(each) for each in g.program.activities], np.bool_)

    def tell(row: int) -> Told:
        fix = _("Agree on a target date for “{title}”; then its chance of being on time is known.")
        return Told(_("no target"), fix.format(title=g.activity(row).title))

    return of_rows(looked, looked & bare, tell, rank=g.schedule.finish.astype(np.float64))


def milestone_logic(g: Grounds) -> Found:
    """Open milestones without a predecessor.

    Excused are those that begin something, where no later day is expected of them than they are planned for, and where
    a constraint stands for a delivery from outside.
    """
    if not g.milestone.any():
        return nothing(_NONE)
    before, after = linked(g, forward=False), linked(g, forward=True)
    alone = g.milestone & ~before
    bad = [row for row in np.flatnonzero(alone).tolist() if not (after[row] and _excused(g, row))]
    found = np.zeros(len(alone), np.bool_)
    found[bad] = True

    def tell(row: int) -> Told:
        fix = _("Link the work that “{title}” completes, or remove the milestone.")
        return Told(_("no predecessor"), fix.format(title=g.activity(row).title))

    return of_rows(g.milestone, found, tell, rank=g.schedule.finish.astype(np.float64))


def _excused(g: Grounds, row: int) -> bool:
    activity = g.activity(row)
    if activity.constraint is not None and activity.constraint.at is not None:
        return True
    planned = g.day_of(int(g.schedule.finish[row]), start=True)
    return all(day <= planned for day in _dates(activity))
