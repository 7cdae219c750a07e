"""The roadmap: what comes now, next and later, and how sure that is, for one audience."""

from pilotage.plan.roadmap.composing import compose
from pilotage.plan.roadmap.model import Composition, Roadmap, RoadmapItem, RoadmapLane
from pilotage.plan.roadmap.settings import Audience, Grouping, Settings

__all__ = ["Audience", "Composition", "Grouping", "Roadmap", "RoadmapItem", "RoadmapLane", "Settings", "compose"]
