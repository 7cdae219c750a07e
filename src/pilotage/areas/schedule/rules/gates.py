"""Pure decisions about gates: what may be set, and what a decision demands and leaves behind."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.gates import Condition, Criterion, Gate, GateDecision, GateOutcome
from pilotage.plan.vocabulary.program import Program

SIDES = ("entry", "exit", "actions")
MOST_CRITERIA = 200
LONGEST = {"text": 2_000, "evidence": 2_000, "why": 5_000}
_SET = frozenset({"activity", "approvers"})
_OF_CRITERION = frozenset({"text", "owner", "due"})


def title_of(gate: Gate, program: Program) -> str:
    return next((each.title for each in program.activities if each.id == gate.activity), gate.id)


def changed_gate(gate: Gate, fields: Mapping[str, Any], program: Program) -> Gate:
    """``gate`` with another milestone or other approvers. Raises InvalidError."""
    _check_names(fields, _SET)
    try:
        new = msgspec.convert(msgspec.to_builtins(gate) | dict(fields), Gate)
    except msgspec.ValidationError as error:
        raise InvalidError(str(error)) from error
    kinds = {each.id: each.kind for each in program.activities}
    if kinds.get(new.activity) is not ActivityKind.MILESTONE:
        message = _("A gate belongs to a milestone; “{id}” is none.").format(id=new.activity[:200])
        raise InvalidError.field("activity", message)
    if any(other.activity == new.activity and other.id != new.id for other in program.gates):
        raise InvalidError.field("activity", _("This milestone has a gate. Put the criteria into that one."))
    people = {each.id for each in program.people}
    for person in new.approvers:
        if person not in people:
            raise InvalidError.field(
                "approvers", _("There is no person “{id}” in this program.").format(id=person[:200])
            )
    return new


def refuse_gated(codes: Collection[str], program: Program) -> None:
    """Raises ConflictError where one of these activities, that are to go, carries a gate: criteria and decisions would
    be without their milestone.
    """
    gate = next((each for each in program.gates if each.activity in codes), None)
    if gate is None:
        return
    title = title_of(gate, program)
    if gate.decisions:
        text = _(
            "“{title}” carries a gate at which something was decided, and that record stays. Move the gate to another "
            "milestone first."
        )
    else:
        text = _("“{title}” carries a gate. Remove the gate first, or move it to another milestone.")
    raise ConflictError(text.format(title=title))


def with_criterion(gate: Gate, side: str, fields: Mapping[str, Any], program: Program) -> tuple[Gate, Criterion]:
    """Another criterion at the end of a side."""
    if side not in SIDES:
        raise InvalidError.field("side", _("A criterion is an entry or an exit criterion, or an action."))
    if len(_all(gate)) >= MOST_CRITERIA:
        raise InvalidError(_("A gate has at most {n} criteria.").format(n=MOST_CRITERIA))
    code = free_id(str(fields.get("text", "")), [each.id for each in _all(gate)])
    new = _set_criterion(Criterion(id=code, text=""), fields, program)
    return replace(gate, **{side: (*getattr(gate, side), new)}), new


def changed_criterion(gate: Gate, code: str, fields: Mapping[str, Any], program: Program) -> Gate:
    return _put(gate, code, _set_criterion(criterion(gate, code), fields, program))


def without_criterion(gate: Gate, code: str) -> Gate:
    """Raises ConflictError for an action: it is met, not dropped."""
    criterion(gate, code)
    if any(each.id == code for each in gate.actions):
        raise ConflictError(_("A decision asked for this action. Say that it is done, with what shows it."))
    return _put(gate, code, None)


def met(gate: Gate, code: str, *, done: dt.date | None, by: str, evidence: str) -> Gate:
    """A criterion that is met since ``done`` (None: is not met)."""
    old = criterion(gate, code)
    _check_length("evidence", evidence)
    if done is None:
        return _put(gate, code, replace(old, done=None, met_by="", evidence=""))
    return _put(gate, code, replace(old, done=done, met_by=by, evidence=evidence.strip()))


def criterion(gate: Gate, code: str) -> Criterion:
    """Raises NotFoundError."""
    found = next((each for each in _all(gate) if each.id == code), None)
    if found is None:
        raise NotFoundError(_("This gate has no criterion “{id}”.").format(id=code[:200]))
    return found


def decided(
    gate: Gate,
    *,
    outcome: GateOutcome,
    why: str,
    conditions: Sequence[Condition],
    by: str,
    at: dt.datetime,
    program: Program,
) -> Gate:
    """``gate`` with a decision more, and an action for each of its conditions.

    Raises InvalidError: a no-go, and a go with criteria that are not met, need a reason; conditions belong to a go with
    conditions, which has at least one.
    """
    why = why.strip()
    _check_length("why", why)
    open_entry, open_exit = (tuple(each for each in side if each.done is None) for side in (gate.entry, gate.exit))
    if not why and outcome is GateOutcome.NO_GO:
        raise InvalidError.field("why", _("Say why it is no go: what must be different at the next review."))
    if not why and (open_entry or open_exit):
        text = _("{n} criteria are not met. Say why the work may go on nevertheless.")
        raise InvalidError.field("why", text.format(n=len(open_entry) + len(open_exit)))
    if bool(conditions) != (outcome is GateOutcome.GO_WITH_CONDITIONS):
        text = _("A go with conditions names at least one, each with its day; other decisions have none.")
        raise InvalidError.field("conditions", text)
    actions: tuple[Criterion, ...] = gate.actions
    for condition in conditions:
        taken = [each.id for each in (*_all(gate), *actions)]
        fields = {"text": condition.text, "owner": condition.owner, "due": condition.due.isoformat()}
        blank = Criterion(id=free_id(condition.text, taken), text="")
        actions = (*actions, _set_criterion(blank, fields, program))
    decision = GateDecision(
        at=at,
        by=by,
        outcome=outcome,
        why=why,
        conditions=tuple(conditions),
        open_entry=open_entry,
        open_exit=open_exit,
    )
    return replace(gate, decisions=(*gate.decisions, decision), actions=actions)


def free_id(text: str, taken: Collection[str]) -> str:
    """An id from the first words of a text."""
    words = re.findall(r"[a-z0-9]+", text.lower())[:5]
    stem = "-".join(words)[:60] or "criterion"
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def _all(gate: Gate) -> tuple[Criterion, ...]:
    return (*gate.entry, *gate.exit, *gate.actions)


def _put(gate: Gate, code: str, new: Criterion | None) -> Gate:
    sides = {
        side: tuple(new if each.id == code else each for each in getattr(gate, side) if new or each.id != code)
        for side in SIDES
    }
    return replace(gate, **sides)


def _set_criterion(old: Criterion, fields: Mapping[str, Any], program: Program) -> Criterion:
    _check_names(fields, _OF_CRITERION)
    try:
        new = msgspec.convert(msgspec.to_builtins(old) | dict(fields), Criterion)
    except msgspec.ValidationError as error:
        raise InvalidError(str(error)) from error
    if not new.text.strip():
        raise InvalidError.field("text", _("A criterion needs words: what must be true."))
    _check_length("text", new.text)
    if new.owner is not None and new.owner not in {each.id for each in program.people}:
        raise InvalidError.field("owner", _("There is no person “{id}” in this program.").format(id=new.owner[:200]))
    return new


def _check_names(fields: Iterable[str], known: Collection[str]) -> None:
    for name in fields:
        if name not in known:
            raise InvalidError.field(name, _("There is no field “{name}”.").format(name=name[:60]))


def _check_length(name: str, text: str) -> None:
    if len(text) > LONGEST[name] or "\x00" in text:
        raise InvalidError.field(name, _("This text is longer than {n} characters.").format(n=f"{LONGEST[name]:,}"))
