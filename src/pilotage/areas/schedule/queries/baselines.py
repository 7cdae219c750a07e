"""Baselines: their heads for lists, their entries only where dates are compared."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.schedule.models import Baseline as Row
from pilotage.areas.schedule.rules.blobs import unpack_entries
from pilotage.plan.vocabulary.history import Baseline

MOST_HISTORY = 200


@dataclass(frozen=True, slots=True)
class BaselineRecord:
    """A baseline without its entries, with how it came about. ``in_use``: variance is counted against it."""

    id: str
    title: str
    taken: dt.date
    reason: str
    version: int
    state: str
    in_use: bool
    by: str
    at: dt.datetime | None
    proposer: int | None
    decided_by: str
    decided_at: dt.datetime | None
    word: str
    alone: bool


def baseline_heads(program_id: int) -> tuple[Baseline, ...]:
    """All baselines of a program, oldest first, without their entries; no proposals."""
    found = Row.objects.filter(program_id=program_id, state=Row.State.KEPT, removed=None).order_by("taken", "id")
    return tuple(
        Baseline(id=code, title=title, taken=taken, reason=reason, chosen=chosen)
        for code, title, taken, reason, chosen in found.values_list("code", "title", "taken", "reason", "chosen")
    )


def baseline(program_id: int, zone: str, code: str | None = None, *, proposals: bool = False) -> Baseline | None:
    """One baseline with its entries; the one in use where none is named. ``proposals`` can be named too."""
    found = Row.objects.filter(program_id=program_id, removed=None).order_by("-chosen", "-taken", "-id")
    if not proposals or code is None:
        found = found.filter(state=Row.State.KEPT)
    if code is not None:
        found = found.filter(code=code)
    row = found.first()
    return None if row is None else _value(row, ZoneInfo(zone))


def all_baselines(program_id: int, zone: str) -> tuple[Baseline, ...]:
    """All baselines with their entries, oldest first."""
    local = ZoneInfo(zone)
    rows = Row.objects.filter(program_id=program_id, state=Row.State.KEPT, removed=None).order_by("taken", "id")
    return tuple(_value(row, local) for row in rows)


def baseline_records(program_id: int) -> tuple[BaselineRecord, ...]:
    """Baselines and proposals, the newest first."""
    rows = Row.objects.filter(program_id=program_id, removed=None).defer("entries").order_by("-taken", "-id")
    found = list(rows)
    kept = [row for row in found if row.state == Row.State.KEPT]
    used = next((row for row in kept if row.chosen), kept[0] if kept else None)
    return tuple(
        BaselineRecord(
            id=row.code,
            title=row.title,
            taken=row.taken,
            reason=row.reason,
            version=row.version,
            state=row.state,
            in_use=row is used,
            by=row.by,
            at=row.at,
            proposer=row.proposer,
            decided_by=row.decided_by,
            decided_at=row.decided_at,
            word=row.word,
            alone=row.alone,
        )
        for row in found
    )


def baseline_history(program_id: int) -> list[AuditEntry]:
    """What happened to the program's baselines, the latest first."""
    rows = AuditEntry.objects.filter(program_id=program_id, entity_kind="baseline")
    return list(rows.order_by("-at", "-id")[:MOST_HISTORY])


def _value(row: Row, zone: dt.tzinfo) -> Baseline:
    return Baseline(
        id=row.code,
        title=row.title,
        taken=row.taken,
        reason=row.reason,
        entries=unpack_entries(row.entries, zone),
        chosen=row.chosen,
    )
