"""States, whose move it is, slips: on the shop, where design delivers for build."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.insight.contract_status import ContractView, contract_views
from pilotage.plan.insight.contracts.life import ContractState, Side, slips
from pilotage.plan.insight.contracts.moves import ContractMove, moves
from pilotage.plan.insight.status import Status
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.contracts import Act, Contract, ContractStep, Promise, Standing
from tests.plan.stories import shop

TODAY = dt.date(2026, 9, 7)
ASKED = dt.date(2026, 8, 31)
NEEDED = dt.date(2026, 9, 18)


def view(today: dt.date = TODAY, **fields: Any) -> ContractView:
    program = shop()
    contract = msgspec.structs.replace(program.contracts[0], needed=NEEDED, **fields)
    return contract_views(plan.schedule(msgspec.structs.replace(program, contracts=(contract,))), today)[0]


def promises(*days: int) -> tuple[Promise, ...]:
    """Promises for days of September."""
    return tuple(Promise(ASKED, dt.date(2026, 9, day)) for day in days)


@pytest.mark.parametrize(
    ("fields", "state", "waits", "since"),
    [
        ({"promises": (), "asked": ASKED}, ContractState.PROPOSED, Side.PROVIDER, ASKED),
        (
            {"promises": (), "offer": Promise(dt.date(2026, 9, 3), dt.date(2026, 9, 25))},
            ContractState.PROPOSED,
            Side.CONSUMER,
            dt.date(2026, 9, 3),
        ),
        ({"promises": promises(15)}, ContractState.AGREED, None, None),
        ({"promises": promises(25)}, ContractState.AT_RISK, None, None),
        ({"promises": promises(4)}, ContractState.BROKEN, Side.PROVIDER, dt.date(2026, 9, 4)),
        (
            {
                "standing": Standing.DECLINED,
                "steps": (ContractStep(dt.date(2026, 9, 2), Act.DECLINED, why="Busy"),),
            },
            ContractState.DECLINED,
            Side.CONSUMER,
            dt.date(2026, 9, 2),
        ),
        ({"standing": Standing.WITHDRAWN}, ContractState.WITHDRAWN, None, None),
        ({"delivered": dt.date(2026, 9, 4)}, ContractState.DELIVERED, None, None),
        (
            {
                "delivered": dt.date(2026, 9, 4),
                "steps": (ContractStep(dt.date(2026, 9, 4), Act.DELIVERED, date=dt.date(2026, 9, 4)),),
            },
            ContractState.DELIVERED,
            Side.CONSUMER,
            dt.date(2026, 9, 4),
        ),
    ],
)
def test_a_state_and_whose_move_it_is(
    fields: dict[str, Any], state: ContractState, waits: Side | None, since: dt.date | None
) -> None:
    found = view(**fields)
    assert (found.state, found.waits_for, found.waits_since) == (state, waits, since)


def test_a_promise_is_broken_the_day_after_it() -> None:
    kept: dict[str, Any] = {"promises": promises(15), "delivers": None}
    assert view(today=dt.date(2026, 9, 15), **kept).state is ContractState.AGREED
    found = view(today=dt.date(2026, 9, 16), **kept)
    assert (found.state, found.status) == (ContractState.BROKEN, Status.OFF_TRACK)
    assert plain(found.reason) == "Promised for 15 Sep, 1 working day ago, and not delivered"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((), (0, 0)),
        ((4,), (0, 0)),
        ((4, 8, 11), (2, 2)),
        ((4, 8, 7, 11), (2, 1)),
        ((4, 8, 8), (1, 0)),
        ((9, 4), (0, 0)),
    ],
)
def test_slips_are_later_promises_and_a_row_ends_with_one_that_is_not(
    days: tuple[int, ...], expected: tuple[int, int]
) -> None:
    contract = Contract(id="c", what="c", provider="a", consumer="b", needed=NEEDED, promises=promises(*days))
    assert slips(contract) == expected


def test_a_forecast_that_sees_the_delivery_late_is_a_risk() -> None:
    """design ends on 14 September; a need by that day with uncertain work is met in less than 85 % of the runs."""
    program = shop()
    contract = msgspec.structs.replace(
        program.contracts[0], needed=dt.date(2026, 9, 14), promises=promises(14), delivers="design"
    )
    program = msgspec.structs.replace(program, contracts=(contract,))
    scheduled = plan.schedule(program)
    forecast = plan.simulate(program, iterations=200, seed=1)
    without, with_forecast = (contract_views(scheduled, TODAY, each)[0] for each in (None, forecast))
    late = forecast.percentiles_of("design")[1].date() > contract.needed
    assert without.state is ContractState.AGREED
    assert with_forecast.state is (ContractState.AT_RISK if late else ContractState.AGREED)
    assert late


def test_every_state_but_the_last_has_a_move() -> None:
    contract = shop().contracts[0]
    for state in ContractState:
        assert moves(contract, state), state
    accepted = msgspec.structs.replace(contract, delivered=TODAY, accepted=TODAY)
    assert moves(accepted, ContractState.DELIVERED) == (ContractMove.REJECT,)
