"""Days to win for a milestone: bought by shortening activities, or risked by overlapping them."""

from pilotage.plan.crashing.answer import Shorter, shorter_answer
from pilotage.plan.crashing.bench import shorter
from pilotage.plan.crashing.crash import Crashing, Shortening, Step, Stop, crash
from pilotage.plan.crashing.options import PERSON_DAYS, day_of
from pilotage.plan.crashing.overlap import FastTracking, Overlap, fast_track, overlapped

__all__ = [
    "PERSON_DAYS",
    "Crashing",
    "FastTracking",
    "Overlap",
    "Shortening",
    "Shorter",
    "Step",
    "Stop",
    "crash",
    "day_of",
    "fast_track",
    "overlapped",
    "shorter",
    "shorter_answer",
]
