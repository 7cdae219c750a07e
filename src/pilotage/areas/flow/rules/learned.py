"""What forecasts of a program are corrected by: the walk through its own histories."""

import datetime as dt
from functools import cache
from typing import NamedTuple

from pilotage.areas.flow.rules.work import UNNAMED, Work
from pilotage.plan.flow.calibration.track_record import Progress, Trained, train
from pilotage.plan.flow.forecasts.milestones import train_milestones
from pilotage.plan.flow.items.history import histories

STALE = dt.timedelta(days=7)
SEED = 1


class Learned(NamedTuple):
    """Of histories, and of milestones. ``inputs`` is the hash of the items that taught; empty where nothing was learned
    yet.
    """

    items: Trained
    milestones: Trained
    inputs: str


@cache
def nothing() -> Learned:
    """What is known before the first walk."""
    return Learned(train(()), train_milestones(()), "")


def walk(work: Work, as_of: dt.date, progress: Progress) -> tuple[Trained, Trained]:
    """Walk through all histories and milestones, as they were known at the end of ``as_of``. All items together teach
    beside their groups, unless one group holds them all: no history teaches twice.
    """
    found = histories(work.items, as_of=as_of)
    asked, whole = found.asked, work.history(None, as_of)
    teachers = found.teachers
    if len(asked) > 1 and whole is not None:
        asked = tuple(each if each.name else each._replace(name=UNNAMED) for each in asked)
        teachers = (*teachers, whole)
    items = train(asked, teachers, until=as_of, seed=SEED, progress=progress)
    return items, train_milestones(work.milestones(as_of), seed=SEED)
