"""Gates: who may decide, what a decision demands, and that its record is never changed."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, StaleError
from pilotage.areas.programs import models
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations.editing import edit_plan
from pilotage.areas.schedule.operations.gates import GateWritten
from pilotage.areas.schedule.queries.plans import memory
from pilotage.areas.schedule.rules.drafting.vocabulary import RemoveActivity
from pilotage.areas.sync.operations import undo_last_change
from pilotage.areas.sync.rules.merging import merge
from pilotage.plan.vocabulary.gates import Condition, Gate, GateOutcome

GO, CONDITIONS, NO_GO = GateOutcome.GO, GateOutcome.GO_WITH_CONDITIONS, GateOutcome.NO_GO


def add(actor: Actor, now: dt.datetime, *approvers: str, criteria: Sequence[str] = ("Lights work",)) -> GateWritten:
    written = schedule.add_gate(actor=actor, program="harbor", activity="open", approvers=approvers, now=now)
    for text in criteria:
        written = schedule.add_criterion(
            actor=actor, program="harbor", gate="open", version=None, side="exit", fields={"text": text}, now=now
        )
    return written


def meet(actor: Actor, now: dt.datetime, criterion: str = "lights-work", *, met: bool = True) -> GateWritten:
    return schedule.meet_criterion(
        actor=actor,
        program="harbor",
        gate="open",
        version=None,
        criterion=criterion,
        met=met,
        evidence="test report 4",
        now=now,
    )


def decide(
    actor: Actor, now: dt.datetime, outcome: GateOutcome, why: str = "", conditions: Sequence[Condition] = ()
) -> GateWritten:
    return schedule.decide_gate(
        actor=actor,
        program="harbor",
        gate="open",
        version=None,
        outcome=outcome,
        why=why,
        conditions=conditions,
        now=now,
    )


def stored(row: Row) -> Gate:
    row.refresh_from_db()
    return load_program(row).gates[0]


def test_a_criterion_is_met_with_evidence_and_by_whom(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    add(editor, now)
    meet(editor, now)
    [criterion] = stored(harbor).exit
    assert (criterion.text, criterion.done, criterion.met_by) == ("Lights work", now.date(), editor.name)
    assert criterion.evidence == "test report 4"
    meet(editor, now, met=False)
    [criterion] = stored(harbor).exit
    assert (criterion.done, criterion.evidence) == (None, "")


def test_gates_travel_with_the_plan_that_is_remembered(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    remembered = load_program(harbor).gates
    add(editor, now)
    with_memory = stored(harbor)
    memory().plans.clear()
    assert (remembered, stored(harbor)) == ((), with_memory)


def test_only_named_approvers_and_owners_decide(harbor: Row, owner: Actor, editor: Actor, now: dt.datetime) -> None:
    add(editor, now, "mira", criteria=())
    with pytest.raises(NotAllowedError, match="Only Mira Sandoval or an owner"):
        decide(editor, now, GO)
    models.Person.objects.filter(code="mira").update(email="EDGAR@example.com")
    memory().plans.clear()
    assert decide(editor, now, GO).gate == stored(harbor)
    decide(owner, now, NO_GO, "The crane failed.")
    assert [(each.by, each.outcome) for each in stored(harbor).decisions] == [(editor.name, GO), (owner.name, NO_GO)]


def test_a_go_with_open_criteria_needs_a_reason_and_records_them(harbor: Row, owner: Actor, now: dt.datetime) -> None:
    add(owner, now, criteria=("Lights work", "Rails are laid"))
    meet(owner, now)
    with pytest.raises(InvalidError, match="1 criteria are not met"):
        decide(owner, now, GO)
    with pytest.raises(InvalidError, match="Say why it is no go"):
        decide(owner, now, NO_GO)
    decide(owner, now, NO_GO, "No rails.")
    meet(owner, now + dt.timedelta(days=3), "rails-are-laid")
    decide(owner, now + dt.timedelta(days=3), GO)
    refused, agreed = stored(harbor).decisions
    assert [(each.id, each.done) for each in refused.open_exit] == [("rails-are-laid", None)]
    assert (refused.why, agreed.open_exit) == ("No rails.", ())
    assert stored(harbor).passed


def test_conditions_become_dated_actions(harbor: Row, owner: Actor, now: dt.datetime) -> None:
    add(owner, now, criteria=())
    condition = Condition(text="Paint the deck", due=dt.date(2026, 3, 9), owner="jo")
    for outcome, conditions in ((CONDITIONS, ()), (GO, (condition,))):
        with pytest.raises(InvalidError, match="names at least one"):
            decide(owner, now, outcome, "Good enough.", conditions)
    decide(owner, now, CONDITIONS, "Good enough.", (condition, condition))
    gate = stored(harbor)
    assert [(each.id, each.due, each.owner) for each in gate.actions] == [
        ("paint-the-deck", dt.date(2026, 3, 9), "jo"),
        ("paint-the-deck-2", dt.date(2026, 3, 9), "jo"),
    ]
    with pytest.raises(ConflictError, match="A decision asked for this action"):
        schedule.remove_criterion(
            actor=owner, program="harbor", gate="open", version=None, criterion="paint-the-deck", now=now
        )
    meet(owner, now, "paint-the-deck")
    assert stored(harbor).actions[0].done == now.date()
    assert stored(harbor).decisions == gate.decisions


def test_the_record_outlives_undo_removal_and_import(harbor: Row, owner: Actor, now: dt.datetime) -> None:
    add(owner, now)
    decide(owner, now, NO_GO, "Dark.")
    with pytest.raises(ConflictError, match="the record of it stays"):
        schedule.remove_gate(actor=owner, program="harbor", gate="open", version=None, now=now)
    AuditEntry.objects.exclude(verb="gate.added").filter(verb__startswith="gate").delete()
    with pytest.raises(ConflictError):
        undo_last_change(actor=owner, program="harbor", now=now)
    harbor.refresh_from_db()
    there = load_program(harbor)
    for file in (
        msgspec.structs.replace(there, gates=()),
        msgspec.structs.replace(there, gates=(Gate(id="open", activity="open"),)),
    ):
        [gate] = merge(there, file, faithful=True, remove=True).gates
        assert gate.decisions == there.gates[0].decisions


def test_a_change_is_taken_back(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    add(editor, now)
    undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor).exit == ()
    undo_last_change(actor=editor, program="harbor", now=now)
    harbor.refresh_from_db()
    assert load_program(harbor).gates == ()


def test_what_cannot_be_is_refused(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(InvalidError, match="is none"):
        schedule.add_gate(actor=editor, program="harbor", activity="sea/dredge", approvers=(), now=now)
    with pytest.raises(InvalidError, match="no person"):
        schedule.add_gate(actor=editor, program="harbor", activity="open", approvers=("nobody",), now=now)
    add(editor, now)
    with pytest.raises(InvalidError, match="has a gate"):
        schedule.add_gate(actor=editor, program="harbor", activity="open", approvers=(), now=now)
    with pytest.raises(NotFoundError):
        meet(editor, now, "nothing")
    with pytest.raises(StaleError):
        schedule.change_gate(
            actor=editor, program="harbor", gate="open", version=1, fields={"approvers": ["mira"]}, now=now
        )
    for fields in ({"text": " "}, {"text": "x", "owner": "nobody"}, {"text": "x" * 2_001}, {"done": "2026-01-01"}):
        with pytest.raises(InvalidError):
            schedule.add_criterion(
                actor=editor, program="harbor", gate="open", version=None, side="exit", fields=fields, now=now
            )


def test_a_milestone_with_a_gate_is_not_removed(harbor: Row, owner: Actor, now: dt.datetime) -> None:
    on_harbor: dict[str, Any] = {"actor": owner, "program": "harbor", "now": now}
    programs.change_program(**on_harbor, version=None, changes={"final": None})
    add(owner, now)
    ways: tuple[Callable[[], object], ...] = (
        lambda: schedule.remove_activity(**on_harbor, activity="open", version=None),
        lambda: edit_plan(**on_harbor, changes=[RemoveActivity(id="open")]),
    )
    for remove in ways:
        with pytest.raises(ConflictError, match=r"carries a gate\. Remove the gate first"):
            remove()
    meet(owner, now)
    decide(owner, now, GO)
    with pytest.raises(ConflictError, match="Move the gate to another milestone"):
        schedule.remove_activity(**on_harbor, activity="open", version=None)
    assert [gate.activity for gate in load_program(harbor).gates] == ["open"]
