"""Writing the order of work items: the method, the scores, people's decisions, and the order of the board."""

from collections.abc import Mapping

from pilotage.areas.backlog.operations.overriding import override_order, remove_override, restore_override
from pilotage.areas.backlog.operations.priorities import restore_priorities, set_priorities
from pilotage.areas.backlog.operations.scoring import ScoreChange, restore_score, restore_scores, score_items
from pilotage.areas.backlog.operations.using import use_order
from pilotage.areas.backlog.operations.written import Done
from pilotage.areas.programs.operations import Restorer

RESTORERS: Mapping[str, Restorer] = {
    "priorities": restore_priorities,
    "score": restore_score,
    "scores": restore_scores,
    "override": restore_override,
}

__all__ = [
    "RESTORERS",
    "Done",
    "ScoreChange",
    "override_order",
    "remove_override",
    "score_items",
    "set_priorities",
    "use_order",
]
