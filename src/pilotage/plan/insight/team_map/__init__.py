"""The map of who depends on whom."""

from pilotage.plan.insight.team_map.drawing import MOST_ACTIVITIES, levels_of, team_map
from pilotage.plan.insight.team_map.model import MapEdge, MapNode, NodeKind, TeamMap
from pilotage.plan.insight.team_map.parties import Level
from pilotage.plan.insight.team_map.workspace import Member, workspace_map

__all__ = [
    "MOST_ACTIVITIES",
    "Level",
    "MapEdge",
    "MapNode",
    "Member",
    "NodeKind",
    "TeamMap",
    "levels_of",
    "team_map",
    "workspace_map",
]
