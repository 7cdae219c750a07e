"""What people decided about the roadmap."""

from typing import Any

from pilotage.areas.schedule.models import RoadmapEntry as Row
from pilotage.plan.vocabulary.roadmap import Horizon, RoadmapEntry

FIELDS = ("shown", "public", "title", "order", "when", "reason")


def fields_of(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def roadmap_entries(program_id: int) -> tuple[tuple[RoadmapEntry, int], ...]:
    """Each entry with its version."""
    return tuple((_value(row), row.version) for row in Row.objects.filter(program_id=program_id))


def _value(row: Row) -> RoadmapEntry:
    return RoadmapEntry(
        activity=row.activity,
        shown=row.shown,
        public=row.public,
        title=row.title,
        order=row.order,
        when=Horizon(row.when) if row.when else None,
        reason=row.reason,
    )
