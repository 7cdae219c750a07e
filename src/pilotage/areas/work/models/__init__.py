"""Tables of the work area, by noun."""

from pilotage.areas.work.models.blockers import Blocker
from pilotage.areas.work.models.boards import Board, LimitExcess
from pilotage.areas.work.models.items import GAP, KeptItems, Tracker, WorkItem
from pilotage.areas.work.models.sprints import Sprint, SprintMove

__all__ = ["GAP", "Blocker", "Board", "KeptItems", "LimitExcess", "Sprint", "SprintMove", "Tracker", "WorkItem"]
