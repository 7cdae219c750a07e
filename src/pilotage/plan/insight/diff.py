"""What changed between two states of a program, and which change moved which date.

The cause of a move is found by re-scheduling, not by guessing: each changed record alone is put into the old program,
and the shift of the milestone is its contribution. Contributions need not add up (float absorbs, paths take over).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from pilotage.plan.language.constraint_words import constraint_words
from pilotage.plan.language.messages import _
from pilotage.plan.language.wording import day, last_day, listing, number, percent, signed, span, working_days
from pilotage.plan.scheduling.rescheduling import reschedule
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Constraint, Dependency
from pilotage.plan.vocabulary.amounts import DayImpact, MoneyImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.gates import Criterion, GateDecision
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.uncertainty import Correlation

_MOST_CAUSES_TRIED = 60


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one record (``field`` is empty where a whole record was added or removed)."""

    kind: str  # added | changed | removed
    entity: str  # activity | dependency | risk | contract | calendar | person | team | workstream | factor | program
    id: str
    title: str
    field: str = ""
    before: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        if self.kind == "added":
            return _("{entity} {title} added").format(entity=_ENTITY_NAMES[self.entity], title=self.title)
        if self.kind == "removed":
            return _("{entity} {title} removed").format(entity=_ENTITY_NAMES[self.entity], title=self.title)
        return f"{self.title}: {self.detail}"

    @property
    def detail(self) -> str:
        """The change of a field without its record: ``duration 3d to 6d``."""
        return _("{field} {before} to {after}").format(
            field=_FIELD_NAMES.get(self.field, self.field.replace("_", " ")),
            before=self.before or _("none"),
            after=self.after or _("none"),
        )


class Cause(msgspec.Struct, frozen=True, kw_only=True):
    """A changed record and by how many working days it alone moves the milestone."""

    entity: str
    id: str
    title: str
    text: str
    days: float


class MilestoneMove(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone whose plan date differs; ``before`` or ``after`` is None where it was added or removed."""

    id: str
    title: str
    before: dt.datetime | None
    after: dt.datetime | None
    days: float  # working days on the new program calendar, positive is later
    causes: tuple[Cause, ...] = ()

    @property
    def text(self) -> str:
        if self.before is None or self.after is None:
            return (_("{title} is new") if self.before is None else _("{title} is gone")).format(title=self.title)
        because = listing([f"{cause.text} ({signed(cause.days)})" for cause in self.causes[:3]])
        move = _("{title} moves from {before} to {after}, {days} {direction}").format(
            title=self.title,
            before=day(last_day(self.before)),
            after=day(last_day(self.after), near=last_day(self.before)),
            days=working_days(self.days),
            direction=_("later") if self.days > 0 else _("earlier"),
        )
        return _("{move}, because {causes}").format(move=move, causes=because) if because else move


class ProgramDiff(msgspec.Struct, frozen=True, kw_only=True):
    changes: tuple[Change, ...]
    moves: tuple[MilestoneMove, ...]


_ENTITY_NAMES = {
    "program": _("Program"),
    "activity": _("Activity"),
    "dependency": _("Dependency"),
    "risk": _("Risk"),
    "contract": _("Contract"),
    "gate": _("Gate"),
    "calendar": _("Calendar"),
    "person": _("Person"),
    "team": _("Team"),
    "workstream": _("Workstream"),
    "factor": _("Shared factor"),
}
_FIELD_NAMES = {
    "actual_start": _("started"),
    "actual_finish": _("finished"),
    "impact_days": _("impact in days"),
    "impact_money": _("impact in money"),
    "promises": _("promise"),
    "crash_to": _("shortest duration"),
    "crash_cost": _("cost of a day less"),
    "pauses": _("rests"),
    "progress": _("done"),
}
_COLLECTIONS: tuple[tuple[str, str], ...] = (
    ("calendar", "calendars"),
    ("team", "teams"),
    ("person", "people"),
    ("workstream", "workstreams"),
    ("activity", "activities"),
    ("dependency", "dependencies"),
    ("risk", "risks"),
    ("contract", "contracts"),
    ("gate", "gates"),
    ("factor", "factors"),
)
_MOVES_DATES = frozenset({"calendar", "team", "person", "workstream", "activity", "dependency"})
_HEADER = (
    "title",
    "kind",
    "owner",
    "zone",
    "start",
    "status_date",
    "final",
    "default_calendar",
    "hours_per_day",
    "days_per_week",
    "currency",
    "rules",
    "correlations",
)


def diff(old: Program, new: Program) -> ProgramDiff:
    """Compare two states of a program. Raises Unschedulable where one of them has no dates (a cycle, say)."""
    records = list(_changed_records(old, new))
    found = tuple(change for _record, fields in records for change in fields)
    before, after = schedule(old), schedule(new)
    moves = tuple(_moves(before, after, [record for record, _fields in records]))
    return ProgramDiff(changes=found, moves=moves)


def changes(old: Program, new: Program) -> tuple[Change, ...]:
    """Compare two states record by record, without their dates: also for plans that cannot be scheduled."""
    return tuple(change for _record, fields in _changed_records(old, new) for change in fields)


class _Record(msgspec.Struct, frozen=True):
    entity: str
    id: str
    title: str
    text: str
    old: Any
    new: Any


def _changed_records(old: Program, new: Program) -> Iterable[tuple[_Record, tuple[Change, ...]]]:
    header = tuple(
        _field_change("program", new.id, new.title, name, getattr(old, name), getattr(new, name), new)
        for name in _HEADER
        if getattr(old, name) != getattr(new, name)
    )
    if header:
        yield _Record("program", new.id, new.title, _text_of(new.title, header), old, new), header
    titles = {activity.id: activity.title for program in (old, new) for activity in program.activities}
    for entity, collection in _COLLECTIONS:
        was = {record.id: record for record in getattr(old, collection)}
        now = {record.id: record for record in getattr(new, collection)}
        for key in [*was, *(key for key in now if key not in was)]:
            if was.get(key) != now.get(key):
                changes = tuple(_record_changes(entity, key, was.get(key), now.get(key), new, titles))
                title = changes[0].title if changes else key
                text = _text_of(title, changes)
                yield _Record(entity, key, title, text, was.get(key), now.get(key)), changes


def _text_of(title: str, changes: tuple[Change, ...]) -> str:
    """All that changed on one record, its title once."""
    if len(changes) == 1:
        return changes[0].text
    return f"{title}: {', '.join(change.detail for change in changes)}"


def _record_changes(
    entity: str, key: str, old: Any, new: Any, program: Program, titles: Mapping[str, str]
) -> Iterable[Change]:
    title = _title(entity, new if new is not None else old, titles)
    if old is None or new is None:
        yield Change(kind="added" if old is None else "removed", entity=entity, id=key, title=title)
        return
    for name in old.__struct_fields__:
        if getattr(old, name) != getattr(new, name):
            yield _field_change(entity, key, title, name, getattr(old, name), getattr(new, name), program)


def _title(entity: str, record: Any, titles: Mapping[str, str]) -> str:
    if isinstance(record, Dependency):
        ends = (titles.get(record.predecessor, record.predecessor), titles.get(record.successor, record.successor))
        return _("{kind} from {predecessor} to {successor}").format(
            kind=record.kind.value, predecessor=ends[0], successor=ends[1]
        )
    if entity == "contract":
        return str(record.what)
    if entity == "gate":
        return titles.get(record.activity, record.id)
    return str(getattr(record, "title", "") or getattr(record, "name", "") or record.id)


def _field_change(entity: str, key: str, title: str, name: str, old: Any, new: Any, program: Program) -> Change:
    return Change(
        kind="changed",
        entity=entity,
        id=key,
        title=title,
        field=name,
        before=_of_field(name, old, program),
        after=_of_field(name, new, program),
    )


def _of_field(name: str, value: Any, program: Program) -> str:
    """A start is shown as the day it is on; ``shown`` takes any other instant for a finish."""
    if name in ("actual_start", "start") and isinstance(value, dt.datetime):
        return day(value.astimezone(ZoneInfo(program.zone)))
    return shown(value, program)


def shown(value: Any, program: Program) -> str:
    """A field's value in a planner's words: ``8d``, ``5d/8d/15d``, ``60 %``, ``9 Oct``."""
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value, program)
    return str(value)


def _shown_struct(value: msgspec.Struct, program: Program) -> str:
    return ", ".join(
        shown(getattr(value, name), program)
        for name in value.__struct_fields__
        if getattr(value, name) not in (None, "")
    )


def _shown_money(value: MoneyImpact) -> str:
    parts = [_amount(part) for part in (value.low, value.likely, value.high)]
    return f"{parts[0] if len(set(parts)) == 1 else '/'.join(parts)} {value.currency}"


def _amount(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _shown_days(value: CalendarException) -> str:
    last = value.end - dt.timedelta(1)
    days = day(value.start) if last <= value.start else f"{day(value.start)}–{day(last, near=value.start)}"
    return f"{days} ({value.title})" if value.title else days


_Writer = Callable[[Any, Program], str]


def _alone(write: Callable[[Any], str]) -> _Writer:
    """A writer of values that need nothing of the program."""
    return lambda value, _program: write(value)


_WRITERS: tuple[tuple[Any, _Writer], ...] = (
    (type(None), _alone(lambda _value: "")),
    (bool, _alone(lambda value: _("yes") if value else _("no"))),
    (Span, lambda value, program: span(value, program.hours_per_day, program.days_per_week)),
    (
        ThreePointEstimate,
        lambda value, program: "/".join(shown(part, program) for part in (value.low, value.likely, value.high)),
    ),
    (Constraint, lambda value, program: constraint_words(value, program.zone)),
    (DayImpact, _alone(lambda value: "/".join(number(part) for part in (value.low, value.likely, value.high)))),
    (MoneyImpact, _alone(_shown_money)),
    (Decimal, lambda value, program: f"{_amount(value)} {program.currency}".strip()),
    (CalendarException, lambda value, _program: _shown_days(value)),
    (Criterion, _alone(lambda value: f"{value.text} ({_('met') if value.done else _('open')})")),
    (GateDecision, _alone(lambda value: value.outcome.value.replace("_", " "))),
    (Correlation, _alone(lambda value: f"{value.first}–{value.second} {number(value.rank)}")),
    (dt.datetime, lambda value, program: day(last_day(value.astimezone(ZoneInfo(program.zone))))),
    (dt.date, _alone(day)),
    (float, _alone(lambda value: percent(value) if 0 <= value <= 1 else number(value))),
    (tuple, lambda value, program: ", ".join(shown(part, program) for part in value[-3:])),
    (msgspec.Struct, _shown_struct),
)


def _moves(before: Schedule, after: Schedule, records: list[_Record]) -> Iterable[MilestoneMove]:
    tried: dict[tuple[str, str], Schedule | None] = {}
    for activity in after.program.activities:
        if activity.kind is not ActivityKind.MILESTONE:
            continue
        now = after.at(activity.id).finish
        if activity.id not in before.index:
            yield MilestoneMove(id=activity.id, title=activity.title, before=None, after=now, days=0.0)
            continue
        was = before.at(activity.id).finish
        days = after.working_days(was, now)
        if abs(days) >= 0.05:
            causes = tuple(_causes(before, activity.id, records, tried))
            yield MilestoneMove(id=activity.id, title=activity.title, before=was, after=now, days=days, causes=causes)
    for activity in before.program.activities:
        if activity.kind is ActivityKind.MILESTONE and activity.id not in after.index:
            was = before.at(activity.id).finish
            yield MilestoneMove(id=activity.id, title=activity.title, before=was, after=None, days=0.0)


def _causes(
    before: Schedule, milestone: str, records: list[_Record], tried: dict[tuple[str, str], Schedule | None]
) -> list[Cause]:
    causes = []
    was = before.at(milestone).finish
    for record in _candidates(records):
        if (record.entity, record.id) not in tried:
            tried[record.entity, record.id] = _schedule_with(before, record)
        alone = tried[record.entity, record.id]
        if alone is None or milestone not in alone.index:
            continue
        days = before.working_days(was, alone.at(milestone).finish)
        if abs(days) >= 0.05:
            causes.append(Cause(entity=record.entity, id=record.id, title=record.title, text=record.text, days=days))
    return sorted(causes, key=lambda cause: -abs(cause.days))


def _candidates(records: list[_Record]) -> list[_Record]:
    """Records that can move a date; the largest changes of duration first where there are too many to try."""
    movers = [record for record in records if record.entity in _MOVES_DATES or record.entity == "program"]
    if len(movers) <= _MOST_CAUSES_TRIED:
        return movers
    return sorted(movers, key=_size, reverse=True)[:_MOST_CAUSES_TRIED]


def _size(record: _Record) -> float:
    if isinstance(record.old, Activity) and isinstance(record.new, Activity):
        return abs(_minutes(record.new) - _minutes(record.old)) + 1.0
    return float("inf")  # logic and calendars first: there are few, and they reach far


def _minutes(activity: Activity) -> float:
    amount = activity.duration or (activity.estimate.likely if activity.estimate else None)
    return float(amount.minutes) if amount else 0.0


def _schedule_with(before: Schedule, record: _Record) -> Schedule | None:
    try:
        return reschedule(before, _with_record(before.program, record))
    except Unschedulable:  # the change makes sense only together with others
        return None


def _with_record(old: Program, record: _Record) -> Program:
    """The old program with one record as it is in the new one."""
    if record.entity == "program":
        return msgspec.structs.replace(old, **{name: getattr(record.new, name) for name in _HEADER})
    collection = dict(_COLLECTIONS)[record.entity]
    kept = [record.new if item.id == record.id else item for item in getattr(old, collection)]
    if record.old is None:
        kept.append(record.new)
    return msgspec.structs.replace(old, **{collection: tuple(item for item in kept if item is not None)})
