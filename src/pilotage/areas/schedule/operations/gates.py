"""Writing gates: their criteria, and the record of their decisions."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from django.db.models import Max
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.people.models import Role
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.models import Gate as Row
from pilotage.areas.schedule.operations.plan_edit import remember
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.queries.gates import may_decide
from pilotage.areas.schedule.queries.plans import memory, plan_at
from pilotage.areas.schedule.queries.rows import stored_gates
from pilotage.areas.schedule.rules import gates as rules
from pilotage.plan.vocabulary.gates import Condition, Gate, GateOutcome
from pilotage.plan.vocabulary.program import Program

LONGEST_ID = 300


@dataclass(frozen=True, slots=True)
class GateWritten:
    """What an operation did; ``gate`` is None once it is removed. ``said`` is read aloud."""

    revision: int
    gate: Gate | None
    said: str


def add_gate(
    *, actor: Actor, program: str, activity: str, approvers: Sequence[str], now: dt.datetime, why: str = ""
) -> GateWritten:
    """Put a gate before a milestone. Raises InvalidError where it has one."""
    with editing(actor=actor, program=program, needs=ACTIONS["gate.add"], now=now, why=why) as edit:
        plan = plan_at(edit.program).program
        code = rules.free_id(activity.rpartition("/")[2], [each.id for each in plan.gates])
        fields = {"activity": activity, "approvers": list(approvers)}
        gate = rules.changed_gate(Gate(id=code, activity=activity), fields, plan)
        _insert(edit, gate)
        title = rules.title_of(gate, plan)
        edit.record(Entry(verb=events.GATE_ADDED, entity_id=code, title=title, after=_image(gate)))
        _carry(edit)
    return GateWritten(edit.revision, gate, _("Put a gate before {title}.").format(title=title))


def change_gate(
    *,
    actor: Actor,
    program: str,
    gate: str,
    version: int | None,
    fields: Mapping[str, Any],
    now: dt.datetime,
    why: str = "",
) -> GateWritten:
    """Set the milestone or the approvers of a gate."""

    def change(old: Gate, plan: Program, _edit: Edit) -> Gate:
        return rules.changed_gate(old, fields, plan)

    return _write(_Call(actor, program, gate, version, now, why), events.GATE_CHANGED, change)


def remove_gate(*, actor: Actor, program: str, gate: str, version: int | None, now: dt.datetime) -> GateWritten:
    """Remove a gate that was a mistake. Raises ConflictError once something was decided: the record stays."""
    with editing(actor=actor, program=program, needs=ACTIONS["gate.remove"], now=now) as edit:
        row, old = _find(edit, gate)
        edit.check_version(row, version, kind="gate", entity_id=gate, yours={"removed": True}, theirs=_image(old))
        if old.decisions:
            raise ConflictError(_("Something was decided at this gate; the record of it stays."))
        row.delete()
        title = rules.title_of(old, plan_at(edit.program).program)
        edit.record(Entry(verb=events.GATE_REMOVED, entity_id=gate, title=title, before=_image(old)))
        _carry(edit)
    return GateWritten(edit.revision, None, _("Removed the gate of {title}.").format(title=title))


def add_criterion(
    *,
    actor: Actor,
    program: str,
    gate: str,
    version: int | None,
    side: str,
    fields: Mapping[str, Any],
    now: dt.datetime,
) -> GateWritten:
    """Another criterion (``text``, ``owner``, ``due``) on a side: entry, exit or actions."""

    def change(old: Gate, plan: Program, _edit: Edit) -> Gate:
        return rules.with_criterion(old, side, fields, plan)[0]

    return _write(_Call(actor, program, gate, version, now), events.GATE_CHANGED, change)


def change_criterion(
    *,
    actor: Actor,
    program: str,
    gate: str,
    version: int | None,
    criterion: str,
    fields: Mapping[str, Any],
    now: dt.datetime,
) -> GateWritten:
    """Set the words, the owner or the day of a criterion."""

    def change(old: Gate, plan: Program, _edit: Edit) -> Gate:
        return rules.changed_criterion(old, criterion, fields, plan)

    return _write(_Call(actor, program, gate, version, now), events.GATE_CHANGED, change)


def remove_criterion(
    *, actor: Actor, program: str, gate: str, version: int | None, criterion: str, now: dt.datetime
) -> GateWritten:
    """Remove an entry or exit criterion. Decisions keep what was open then."""

    def change(old: Gate, _plan: Program, _edit: Edit) -> Gate:
        return rules.without_criterion(old, criterion)

    return _write(_Call(actor, program, gate, version, now), events.GATE_CHANGED, change)


def meet_criterion(
    *,
    actor: Actor,
    program: str,
    gate: str,
    version: int | None,
    criterion: str,
    met: bool,
    evidence: str,
    now: dt.datetime,
) -> GateWritten:
    """Say that a criterion or action is met today, with what shows it; or that it is not met any more."""

    def change(old: Gate, _plan: Program, edit: Edit) -> Gate:
        day = now.astimezone(ZoneInfo(edit.program.zone)).date() if met else None
        return rules.met(old, criterion, done=day, by=actor.name[:200], evidence=evidence)

    verb = events.CRITERION_MET if met else events.CRITERION_REOPENED
    return _write(_Call(actor, program, gate, version, now), verb, change)


def decide_gate(
    *,
    actor: Actor,
    program: str,
    gate: str,
    version: int | None,
    outcome: GateOutcome,
    why: str,
    conditions: Sequence[Condition],
    now: dt.datetime,
) -> GateWritten:
    """Decide a gate. The record is never changed; conditions become actions of the gate.

    Raises NotAllowedError for those whom the gate does not name and who do not own the program.
    """

    def change(old: Gate, plan: Program, edit: Edit) -> Gate:
        _require_approver(edit.role, actor, old, plan)
        return rules.decided(
            old, outcome=outcome, why=why, conditions=conditions, by=actor.name[:200], at=now, program=plan
        )

    return _write(_Call(actor, program, gate, version, now, why), events.GATE_DECIDED, change)


def save_gates(*, edit: Edit, program: Program) -> None:
    """Make the stored gates equal to those of ``program``. Records nothing: the caller knows why."""
    stored = {row.code: row for row in Row.objects.filter(program=edit.program)}
    _check_ids([gate.id for gate in program.gates])
    for position, gate in enumerate(program.gates):
        row = stored.pop(gate.id, None)
        if row is None:
            _insert(edit, gate, position)
        elif row.body != _body(gate) or row.position != position:
            row.position = position
            _update(row, gate)
    Row.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()


def restore_gate(edit: Edit, entry: AuditEntry) -> None:
    """Undo a change of a gate, unless what it set was changed, or something decided, since."""
    row = Row.objects.filter(program=edit.program, code=entry.entity_id).first()
    if entry.after is None and entry.before is not None:
        if row is not None:
            raise ConflictError(_("There is a gate “{id}” again.").format(id=entry.entity_id))
        _insert(edit, msgspec.convert(entry.before, Gate))
        _carry(edit)
        return
    if row is None:
        raise ConflictError(_("“{title}” is no longer there.").format(title=entry.entity_title))
    present = _image(_read(row))
    if any(present[name] != value for name, value in (entry.after or {}).items()):
        raise ConflictError(_("“{title}” was changed again since. Undo that first.").format(title=entry.entity_title))
    if entry.before is None:
        row.delete()
    else:
        _update(row, msgspec.convert(present | entry.before, Gate))
    _carry(edit)


@dataclass(frozen=True, slots=True)
class _Call:
    actor: Actor
    program: str
    gate: str
    version: int | None
    now: dt.datetime
    why: str = ""


def _write(call: _Call, verb: Verb, change: Callable[[Gate, Program, Edit], Gate]) -> GateWritten:
    needs = ACTIONS["gate.decide" if verb is events.GATE_DECIDED else "gate.change"]
    with editing(actor=call.actor, program=call.program, needs=needs, now=call.now, why=call.why) as edit:
        row, old = _find(edit, call.gate)
        plan = plan_at(edit.program).program
        new = change(old, plan, edit)
        image, known = _image(new), _image(old)
        after = {name: value for name, value in image.items() if known[name] != value}
        edit.check_version(row, call.version, kind="gate", entity_id=call.gate, yours=after, theirs=known)
        title = rules.title_of(new, plan)
        if not after:
            return GateWritten(edit.revision, old, _("Nothing changed."))
        _update(row, new)
        before = {name: known[name] for name in after}
        edit.record(Entry(verb=verb, entity_id=call.gate, title=_title(verb, title, new), before=before, after=after))
        _carry(edit)
    return GateWritten(edit.revision, new, _("Changed the gate of {title}.").format(title=title))


def _title(verb: Verb, title: str, gate: Gate) -> str:
    if verb is not events.GATE_DECIDED or gate.decision is None:
        return title
    words = {
        GateOutcome.GO: _("go at “{title}”"),
        GateOutcome.GO_WITH_CONDITIONS: _("go with conditions at “{title}”"),
        GateOutcome.NO_GO: _("no-go at “{title}”"),
    }
    return words[gate.decision.outcome].format(title=title)


def _carry(edit: Edit) -> None:
    """Gates move no date: the computed plan stays what it is, with the gates as they are now."""
    kept = memory().plans.get(edit.program.pk, edit.program.revision)
    if kept is None:
        return
    program = msgspec.structs.replace(kept.program, gates=stored_gates(edit.program.pk))
    schedule = kept.schedule if kept.broken else replace(kept.schedule, program=program)
    stored = replace(kept.stored, program=program)
    remember(edit.program.pk, replace(kept, revision=kept.revision + 1, stored=stored, schedule=schedule))


def _require_approver(role: Role, actor: Actor, gate: Gate, program: Program) -> None:
    if may_decide(role=role, actor=actor, gate=gate, program=program):
        return
    names = [each.name for each in program.people if each.id in gate.approvers]
    if names:
        message = _("Only {names} or an owner of the program decides this gate.").format(names=", ".join(names))
    else:
        message = _("No approver is named, so only an owner of the program decides this gate.")
    raise NotAllowedError(message)


def _check_ids(codes: Collection[str]) -> None:
    for code in codes:
        if not code or len(code) > LONGEST_ID or "\x00" in code:
            raise InvalidError(_("“{id}…” cannot be an id.").format(id=code[:60]))
    if len(set(codes)) < len(codes):
        raise InvalidError.field("gates", _("Two gates have the same id."), problem="duplicate-id")


def _find(edit: Edit, code: str) -> tuple[Row, Gate]:
    row = Row.objects.filter(program=edit.program, code=code).first()
    if row is None:
        raise NotFoundError(_("There is no gate “{id}” in this program.").format(id=code[:200]))
    return row, _read(row)


def _read(row: Row) -> Gate:
    return msgspec.json.decode(row.body, type=Gate)


def _insert(edit: Edit, gate: Gate, position: int | None = None) -> None:
    if position is None:
        last = Row.objects.filter(program=edit.program).aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
    Row.objects.create(
        program=edit.program, code=gate.id, position=position, activity=gate.activity[:300], body=_body(gate)
    )


def _update(row: Row, gate: Gate) -> None:
    row.activity = gate.activity[:300]
    row.body = _body(gate)
    row.version += 1
    row.save()


def _body(gate: Gate) -> str:
    return msgspec.json.encode(gate).decode()


def _image(gate: Gate) -> dict[str, Any]:
    fields: dict[str, Any] = plain(gate)
    return fields
