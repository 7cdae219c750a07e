"""Baselines: their heads for lists, their entries only where dates are compared."""

from zoneinfo import ZoneInfo

from pilotage.areas.schedule.models import Baseline as Row
from pilotage.areas.schedule.rules.blobs import unpack_entries
from pilotage.plan.vocabulary.history import Baseline


def baseline_heads(program_id: int) -> tuple[Baseline, ...]:
    """All baselines of a program, oldest first, without their entries."""
    found = Row.objects.filter(program_id=program_id).order_by("taken", "id")
    return tuple(
        Baseline(id=code, title=title, taken=taken, reason=reason)
        for code, title, taken, reason in found.values_list("code", "title", "taken", "reason")
    )


def baseline(program_id: int, zone: str, code: str | None = None) -> Baseline | None:
    """One baseline with its entries; the latest where none is named."""
    found = Row.objects.filter(program_id=program_id).order_by("-taken", "-id")
    if code is not None:
        found = found.filter(code=code)
    row = found.first()
    if row is None:
        return None
    entries = unpack_entries(row.entries, ZoneInfo(zone))
    return Baseline(id=row.code, title=row.title, taken=row.taken, reason=row.reason, entries=entries)


def all_baselines(program_id: int, zone: str) -> tuple[Baseline, ...]:
    """All baselines with their entries, oldest first."""
    local = ZoneInfo(zone)
    return tuple(
        Baseline(
            id=row.code,
            title=row.title,
            taken=row.taken,
            reason=row.reason,
            entries=unpack_entries(row.entries, local),
        )
        for row in Row.objects.filter(program_id=program_id).order_by("taken", "id")
    )
