"""Baselines: their heads for lists, their entries only where dates are compared."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pilotage.areas.errors import NotFoundError
from pilotage.areas.people.models import Membership, Role
from pilotage.areas.people.queries import members
from pilotage.areas.schedule.models import Baseline as Row
from pilotage.areas.schedule.rules.blobs import unpack_entries
from pilotage.plan.insight.variance.comparison import Comparison, compare
from pilotage.plan.insight.variance.sides import TODAY, Side, side_of, today_side
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.history import Baseline


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


def comparison(schedule: Schedule, program_id: int, before: str | None, after: str, today: dt.date) -> Comparison:
    """Two baselines or proposals compared, or one with the plan (``today``); without a name, the one in use.

    Raises NotFoundError.
    """
    zone = schedule.program.zone

    def side(code: str | None) -> Side:
        if code == TODAY:
            return today_side(schedule, today)
        found = baseline(program_id, zone, code, proposals=True)
        if found is None:
            raise NotFoundError(
                _("There is no baseline “{id}” in this program.").format(id=code[:100])
                if code
                else _("This program has no baseline yet.")
            )
        return side_of(found)

    return compare(side(before), side(after), schedule)


def deciders(program_id: int, proposer: int | None) -> list[Membership]:
    """The owners who may decide on a proposal: all but its proposer, unless there is no other."""
    owners = [each for each in members(program_id) if each.role == Role.OWNER]
    return [each for each in owners if each.user_id != proposer] or owners


def _value(row: Row, zone: dt.tzinfo) -> Baseline:
    return Baseline(
        id=row.code,
        title=row.title,
        taken=row.taken,
        reason=row.reason,
        entries=unpack_entries(row.entries, zone),
        chosen=row.chosen,
    )
