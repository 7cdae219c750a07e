"""Tables of the work area, by noun."""

from pilotage.areas.work.models.blockers import Blocker
from pilotage.areas.work.models.boards import Board, LimitExcess
from pilotage.areas.work.models.items import GAP, KeptItems, Tracker, WorkItem

__all__ = ["GAP", "Blocker", "Board", "KeptItems", "LimitExcess", "Tracker", "WorkItem"]
