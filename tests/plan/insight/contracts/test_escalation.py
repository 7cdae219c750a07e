"""The escalation ladder and its clock, in working days; the status date of the shop is a Monday."""

import datetime as dt
from typing import Any

import msgspec

from pilotage import plan
from pilotage.plan.insight.contract_status import ContractView, contract_views
from pilotage.plan.insight.contracts.escalation import USUAL_LADDER, Cause, Escalation, ladder_of
from pilotage.plan.insight.warnings.contracts import of_contracts
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.contracts import PROGRAM_OWNER, Act, ContractStep, Promise, Rung
from tests.plan.stories import shop

FRIDAY = dt.date(2026, 8, 28)
LADDER = (Rung(5, "sponsor", "Who yields?"), Rung(2, PROGRAM_OWNER))


def stuck(today: dt.date, **fields: Any) -> ContractView:
    program = msgspec.structs.replace(shop(), ladder=LADDER)
    asked: dict[str, Any] = {"asked": FRIDAY, "promises": (), "needed": dt.date(2026, 10, 2)}
    contract = msgspec.structs.replace(program.contracts[0], **(asked | fields))
    return contract_views(plan.schedule(msgspec.structs.replace(program, contracts=(contract,))), today)[0]


def clock(today: dt.date, **fields: Any) -> Escalation:
    found = stuck(today, **fields).escalation
    assert found is not None
    return found


def test_rungs_fire_in_working_days_the_soonest_first() -> None:
    found = clock(FRIDAY)
    assert [rung.fires for rung in found.rungs] == [dt.date(2026, 9, 1), dt.date(2026, 9, 4)]
    assert (found.level, found.due, found.cause) == (0, 0, Cause.UNANSWERED)
    assert found.next == found.rungs[0]
    assert found.rungs[1].title == "sponsor"


def test_a_rung_is_due_from_the_day_it_fires_until_it_is_taken() -> None:
    assert not clock(dt.date(2026, 8, 31)).is_due
    assert clock(dt.date(2026, 9, 1)).is_due
    taken = clock(dt.date(2026, 9, 2), steps=(ContractStep(dt.date(2026, 9, 1), Act.ESCALATED),))
    assert (taken.level, taken.is_due) == (1, False)
    assert taken.rungs[0].taken == dt.date(2026, 9, 1)
    back = clock(
        dt.date(2026, 9, 2),
        steps=(ContractStep(dt.date(2026, 9, 1), Act.ESCALATED), ContractStep(dt.date(2026, 9, 2), Act.DE_ESCALATED)),
    )
    assert (back.level, back.is_due) == (0, True)


def test_a_promise_stops_the_clock_and_breaking_it_starts_it_again() -> None:
    promise = (Promise(FRIDAY, dt.date(2026, 9, 10)),)
    assert stuck(dt.date(2026, 9, 9), promises=promise).escalation is None
    found = clock(dt.date(2026, 9, 14), promises=promise)
    assert (found.cause, found.since, found.is_due) == (Cause.BROKEN, dt.date(2026, 9, 10), True)


def test_a_day_that_somebody_set_is_that_of_the_next_rung() -> None:
    found = clock(dt.date(2026, 9, 2), escalates=dt.date(2026, 9, 3))
    assert [rung.fires for rung in found.rungs] == [dt.date(2026, 9, 3), dt.date(2026, 9, 4)]
    assert not found.is_due


def test_a_day_that_somebody_set_holds_while_the_promise_does_and_the_later_rungs_keep_their_distance() -> None:
    promise = (Promise(FRIDAY, dt.date(2026, 10, 16)),)  # after the need: at risk, not broken
    found = clock(dt.date(2026, 9, 18), promises=promise, escalates=dt.date(2026, 9, 22))
    assert (found.cause, found.since, found.is_due) == (Cause.SET, dt.date(2026, 9, 22), False)
    assert [rung.fires for rung in found.rungs] == [dt.date(2026, 9, 22), dt.date(2026, 9, 25)]
    on_the_day = stuck(dt.date(2026, 9, 22), promises=promise, escalates=dt.date(2026, 9, 22))
    (warning,) = of_contracts([on_the_day])
    assert "its escalation was set for 22 Sep; it goes to owner of the program" in plain(warning.text)
    up = clock(
        dt.date(2026, 9, 23),
        promises=promise,
        steps=(ContractStep(dt.date(2026, 9, 20), Act.ESCALATED),),
        escalates=dt.date(2026, 9, 30),
    )
    assert [rung.taken or rung.fires for rung in up.rungs] == [dt.date(2026, 9, 20), dt.date(2026, 9, 30)]


def test_what_went_up_stands_after_a_promise_and_nothing_more_fires() -> None:
    promise = (Promise(FRIDAY, dt.date(2026, 9, 10)),)
    went = (ContractStep(dt.date(2026, 9, 1), Act.ESCALATED),)
    found = clock(dt.date(2026, 9, 9), promises=promise, steps=went)
    assert (found.cause, found.since, found.level, found.is_due) == (Cause.STANDING, dt.date(2026, 9, 1), 1, False)


def test_a_day_that_was_set_says_nothing_once_it_is_delivered() -> None:
    delivered = {"delivered": dt.date(2026, 9, 9), "escalates": dt.date(2026, 9, 22)}
    assert stuck(dt.date(2026, 9, 18), **delivered).escalation is None


def test_a_rung_never_fires_before_the_one_below_it() -> None:
    found = clock(dt.date(2026, 9, 7), escalates=dt.date(2026, 9, 8))
    assert [rung.fires for rung in found.rungs] == [dt.date(2026, 9, 8), dt.date(2026, 9, 8)]
    assert not found.is_due


def test_a_contract_has_its_own_ladder_else_that_of_the_program_else_the_usual_one() -> None:
    program = shop()
    contract = program.contracts[0]
    assert ladder_of(program, contract) == USUAL_LADDER
    program = msgspec.structs.replace(program, ladder=LADDER)
    assert ladder_of(program, contract) == tuple(reversed(LADDER))
    own = msgspec.structs.replace(contract, ladder=(Rung(1, "boss"),))
    assert ladder_of(program, own) == own.ladder


def test_a_due_escalation_is_the_one_warning_of_its_contract() -> None:
    (warning,) = of_contracts([stuck(dt.date(2026, 9, 4))])
    assert warning.id == "escalation-due:api"
    assert "it goes to sponsor since 4 Sep" in plain(warning.text)
    assert plain(warning.suggestion) == "Escalate to sponsor: Who yields?"
    (before,) = of_contracts([stuck(dt.date(2026, 8, 31))])
    assert before.rule == "no-promise"
