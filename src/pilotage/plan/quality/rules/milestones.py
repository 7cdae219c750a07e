"""Checks of milestones."""

import numpy as np

from pilotage.plan.language.messages import _
from pilotage.plan.quality.grounds import Grounds, linked
from pilotage.plan.quality.model import Found, Told, nothing
from pilotage.plan.quality.records import of_rows
from pilotage.plan.vocabulary.activities import Activity

_NONE = _("No milestone is open.")


def _dated(activity: Activity) -> bool:
    return activity.target is not None or activity.commitment is not None or activity.deadline is not None


def milestone_target(g: Grounds) -> Found:
    """Open milestones without target, commitment or deadline."""
    if not g.milestone.any():
        return nothing(_NONE)
    bare = np.array([not _dated(each) for each in g.program.activities], np.bool_)

    def tell(row: int) -> Told:
        fix = _("Agree on a target date for “{title}”; then its chance of being on time is known.")
        return Told(_("no target"), fix.format(title=g.activity(row).title))

    return of_rows(g.milestone, g.milestone & bare, tell, rank=g.schedule.finish.astype(np.float64))


def milestone_logic(g: Grounds) -> Found:
    """Open milestones without a predecessor. One that begins something, wished for no day, is a beginning; one that is
    held by a constraint and has successors is a delivery from outside.
    """
    if not g.milestone.any():
        return nothing(_NONE)
    before, after = linked(g, forward=False), linked(g, forward=True)
    excused = np.array([not _dated(each) or each.constraint is not None for each in g.program.activities], np.bool_)

    def tell(row: int) -> Told:
        fix = _("Link the work that “{title}” completes, or remove the milestone.")
        return Told(_("no predecessor"), fix.format(title=g.activity(row).title))

    bad = g.milestone & ~before & ~(after & excused)
    return of_rows(g.milestone, bad, tell, rank=g.schedule.finish.astype(np.float64))
