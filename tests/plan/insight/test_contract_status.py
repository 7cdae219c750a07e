"""Contracts by rule, on the shop: design (delivers, 7-14 Sep) must be there for build (waits, no float)."""

import datetime as dt

import msgspec
import pytest

from pilotage import plan
from pilotage.plan.insight.contract_status import ContractView, contract_views
from pilotage.plan.insight.status import Status
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.contracts import Promise
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import shop

TODAY = dt.date(2026, 9, 7)


def view(program: Program | None = None, **fields: object) -> ContractView:
    program = program or shop()
    contract = msgspec.structs.replace(program.contracts[0], **fields)
    program = msgspec.structs.replace(program, contracts=(contract,))
    return contract_views(plan.schedule(program), TODAY)[0]


def promise(*dates: dt.date) -> tuple[Promise, ...]:
    return tuple(Promise(dt.date(2026, 9, 1), date) for date in dates)


def test_a_promise_in_time_that_the_plan_keeps_is_on_track() -> None:
    found = view(needed=dt.date(2026, 9, 15))
    assert found.status is Status.ON_TRACK
    assert not found.in_trouble


def test_a_late_promise_on_the_critical_path_is_off_track() -> None:
    found = view(needed=dt.date(2026, 9, 11))
    assert found.status is Status.OFF_TRACK
    assert found.late_days == 1.0
    assert plain(found.reason) == "Promised 1 working day after it is needed"


def test_a_late_promise_is_at_risk_while_float_takes_it() -> None:
    """docs waits instead of build: it has 7 working days of float."""
    found = view(needed=dt.date(2026, 9, 11), needed_by_activity="docs")
    assert found.status is Status.AT_RISK


def test_a_promise_that_the_providers_plan_misses_is_at_risk() -> None:
    found = view(needed=dt.date(2026, 9, 11), promises=promise(dt.date(2026, 9, 11)))
    assert found.status is Status.AT_RISK
    assert plain(found.reason) == "Promised 11 Sep, but the plan delivers 14 Sep"


def test_no_promise_is_unknown_and_says_how_long_the_asker_waits() -> None:
    found = view(promises=())
    assert found.status is Status.UNKNOWN
    assert found.waiting_days == 5.0
    assert plain(found.reason) == "No promise, waiting 5 working days"


def test_what_was_delivered_is_out_of_trouble_however_late() -> None:
    found = view(delivered=dt.date(2026, 9, 20))
    assert found.status is Status.LANDED
    assert not found.in_trouble


@pytest.mark.parametrize(
    ("late", "status"), [(dt.date(2026, 9, 21), Status.OFF_TRACK), (dt.date(2026, 9, 16), Status.AT_RISK)]
)
def test_without_linked_work_a_week_is_the_limit(late: dt.date, status: Status) -> None:
    found = view(needed=dt.date(2026, 9, 11), promises=promise(late), needed_by_activity=None, delivers=None)
    assert found.status is status


def test_the_worst_comes_first() -> None:
    program = shop()
    contract = program.contracts[0]
    good = msgspec.structs.replace(contract, id="good", needed=dt.date(2026, 9, 20))
    program = msgspec.structs.replace(program, contracts=(good, contract))
    assert [each.contract.id for each in contract_views(plan.schedule(program), TODAY)] == ["api", "good"]


def test_an_activity_that_is_gone_does_not_break_the_contract() -> None:
    found = view(delivers="no-such", needed_by_activity="no-such")
    assert isinstance(found.contract.id, str)
