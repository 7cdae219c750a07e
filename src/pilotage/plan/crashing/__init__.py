"""Days to win for a milestone: bought by shortening activities, or risked by overlapping them."""

from pilotage.plan.crashing.crash import Crashing, Shortening, Step, Stop, crash
from pilotage.plan.crashing.options import PERSON_DAYS
from pilotage.plan.crashing.overlap import FastTracking, Overlap, fast_track

__all__ = [
    "PERSON_DAYS",
    "Crashing",
    "FastTracking",
    "Overlap",
    "Shortening",
    "Step",
    "Stop",
    "crash",
    "fast_track",
]
