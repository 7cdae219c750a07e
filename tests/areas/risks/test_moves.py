"""The life of a contract, move by move: what each leaves behind, what is refused, and that it can be undone."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, StaleError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks import operations as risks
from pilotage.areas.sync.operations.undo import undo_last_change
from pilotage.plan.insight.contracts.moves import ContractMove
from pilotage.plan.vocabulary.contracts import Act, Contract, Promise, Rung, Standing
from tests.areas.schedule.test_editing import stored

TODAY = dt.date(2026, 2, 27)
BUOYS = {"what": "Buoys", "provider": "dredge", "consumer": "build", "needed": "2026-03-09"}


class Asked:
    """A contract that was just asked for, and its moves by one actor."""

    def __init__(self, actor: Actor, now: dt.datetime, **fields: Any) -> None:
        self.actor, self.now = actor, now
        made = risks.add_contract(actor=actor, program="harbor", fields=BUOYS | fields, now=now).value
        assert made is not None
        self.id = made.id

    def move(
        self, move: ContractMove, *, actor: Actor | None = None, version: int | None = None, **said: Any
    ) -> Contract:
        written = risks.move_contract(
            actor=actor or self.actor,
            program="harbor",
            contract=self.id,
            move=move,
            version=version,
            now=self.now,
            **said,
        )
        assert written.value is not None
        return written.value


@pytest.fixture
def asked(harbor: Row, editor: Actor, now: dt.datetime) -> Asked:
    return Asked(editor, now)


def march(day: int) -> dt.date:
    return dt.date(2026, 3, day)


def test_a_promise_keeps_who_made_it_and_why_it_moved(asked: Asked, editor: Actor) -> None:
    asked.move(ContractMove.AGREE, date=march(9))
    found = asked.move(ContractMove.REPROMISE, date=march(12), why="The yard is full")
    assert found.promises == (
        Promise(TODAY, march(9), editor.name),
        Promise(TODAY, march(12), editor.name, "The yard is full"),
    )


def test_a_later_day_must_be_offered_and_holds_once_the_asker_agrees(asked: Asked, editor: Actor) -> None:
    with pytest.raises(InvalidError) as refusal:
        asked.move(ContractMove.AGREE, date=march(10))
    assert refusal.value.problems[0].entity == "date"
    offered = asked.move(ContractMove.OFFER, date=march(10), why="The yard is full")
    assert (offered.offer, offered.promised) == (Promise(TODAY, march(10), editor.name, "The yard is full"), None)
    agreed = asked.move(ContractMove.ACCEPT_OFFER)
    assert (agreed.offer, agreed.promised) == (None, march(10))
    assert agreed.promises[0].why == "The yard is full"


def test_a_refused_offer_leaves_the_request_open(asked: Asked) -> None:
    asked.move(ContractMove.OFFER, date=march(10), why="The yard is full")
    found = asked.move(ContractMove.REFUSE_OFFER, why="The ship sails on the 9th")
    assert (found.offer, [step.act for step in found.steps]) == (None, [Act.OFFERED, Act.OFFER_REFUSED])


def test_a_declined_request_can_be_asked_again(asked: Asked) -> None:
    assert asked.move(ContractMove.DECLINE, why="Not ours").standing is Standing.DECLINED
    with pytest.raises(ConflictError):
        asked.move(ContractMove.AGREE, date=march(9))
    found = asked.move(ContractMove.ASK_AGAIN, date=march(16))
    assert (found.standing, found.needed, found.promises) == (Standing.OPEN, march(16), ())


def test_a_rejected_delivery_is_none(asked: Asked) -> None:
    asked.move(ContractMove.AGREE, date=march(9))
    assert asked.move(ContractMove.DELIVER).delivered == TODAY
    rejected = asked.move(ContractMove.REJECT, why="They do not float")
    assert (rejected.delivered, rejected.promised) == (None, march(9))
    asked.move(ContractMove.DELIVER)
    accepted = asked.move(ContractMove.ACCEPT)
    assert accepted.accepted == TODAY
    assert [step.act for step in accepted.steps] == [Act.DELIVERED, Act.REJECTED, Act.DELIVERED, Act.ACCEPTED]


def test_an_escalation_climbs_the_ladder_and_stops_at_its_top(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    ladder = [{"after": 1, "whom": "jo"}, {"after": 3, "whom": "program-owner", "decide": "Who yields"}]
    asked = Asked(editor, now, ladder=ladder)
    asked.move(ContractMove.ESCALATE)
    found = asked.move(ContractMove.ESCALATE, why="Still no word")
    assert [step.to for step in found.steps] == ["Jo", "Mira Sandoval"]
    with pytest.raises(ConflictError, match="top"):
        asked.move(ContractMove.ESCALATE)
    asked.move(ContractMove.DE_ESCALATE, why="They answered")
    assert asked.move(ContractMove.ESCALATE).steps[-1].to == "Jo"


@pytest.mark.parametrize("move", [ContractMove.DECLINE, ContractMove.OFFER, ContractMove.WITHDRAW])
def test_a_refusal_needs_its_reason(move: ContractMove, asked: Asked) -> None:
    with pytest.raises(InvalidError) as refusal:
        asked.move(move, date=march(10), why=" ")
    assert refusal.value.problems[0].entity == "why"


@pytest.mark.parametrize(
    ("move", "date"),
    [
        (ContractMove.AGREE, None),
        (ContractMove.AGREE, dt.date(2026, 2, 26)),
        (ContractMove.DELIVER, march(2)),
        (ContractMove.OFFER, None),
    ],
)
def test_an_impossible_day_is_refused(move: ContractMove, date: dt.date | None, asked: Asked) -> None:
    with pytest.raises(InvalidError) as refusal:
        asked.move(move, date=date, why="So")
    assert refusal.value.problems[0].entity == "date"


def test_a_slip_needs_a_reason_but_an_earlier_day_does_not(asked: Asked) -> None:
    asked.move(ContractMove.AGREE, date=march(9))
    assert asked.move(ContractMove.REPROMISE, date=march(6)).promised == march(6)
    with pytest.raises(InvalidError):
        asked.move(ContractMove.REPROMISE, date=march(9))


def test_every_move_that_cannot_be_made_says_so(asked: Asked) -> None:
    for move in (
        ContractMove.ACCEPT_OFFER,
        ContractMove.REFUSE_OFFER,
        ContractMove.REPROMISE,
        ContractMove.ACCEPT,
        ContractMove.REJECT,
        ContractMove.ASK_AGAIN,
    ):
        with pytest.raises(ConflictError) as refusal:
            asked.move(move, date=march(9), why="So")
        assert str(refusal.value)


def test_a_move_is_undone_whole(harbor: Row, asked: Asked, editor: Actor, now: dt.datetime) -> None:
    before = stored(harbor).contracts[-1]
    asked.move(ContractMove.AGREE, date=march(9))
    assert AuditEntry.objects.latest("id").verb == "contract.agreed"
    undo_last_change(actor=editor, program="harbor", now=now)
    harbor.refresh_from_db()
    assert stored(harbor).contracts[-1] == before


def test_a_stale_move_shows_both(asked: Asked, owner: Actor) -> None:
    asked.move(ContractMove.AGREE, date=march(9), actor=owner)
    with pytest.raises(StaleError) as refusal:
        asked.move(ContractMove.AGREE, date=march(6), version=1)
    assert refusal.value.conflict.changed_by == owner.name


def test_a_viewer_may_not_answer(asked: Asked, viewer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        asked.move(ContractMove.AGREE, date=march(9), actor=viewer)


def test_a_vendor_provides_where_no_team_does(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    found = Asked(editor, now, provider="", vendor="Acme Cranes").move(ContractMove.AGREE, date=march(9))
    assert (found.external, found.vendor) == (True, "Acme Cranes")
    with pytest.raises(InvalidError):
        Asked(editor, now, provider="", vendor=" ")


def test_old_rows_read_as_before() -> None:
    promise = {"said": "2026-03-02", "date": "2026-03-09"}
    row = {"id": "c", "what": "W", "provider": "a", "consumer": "b", "needed": "2026-03-09", "promises": [promise]}
    found = msgspec.json.decode(msgspec.json.encode(row), type=Contract)
    assert (found.promises, found.standing, found.ladder) == ((Promise(march(2), march(9)),), Standing.OPEN, ())
    assert Rung(1, "x").decide == ""
