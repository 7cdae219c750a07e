"""What changed and which change moved which date, on the shop: design 5 d, build 10 d, docs 3 d, then GA."""

import datetime as dt
from decimal import Decimal

import msgspec
import pytest

from pilotage.plan.insight.diff import changes, diff
from pilotage.plan.vocabulary.activities import Constraint, ConstraintKind
from pilotage.plan.vocabulary.amounts import MoneyImpact
from pilotage.plan.vocabulary.calendars import CalendarException
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor
from tests.plan.stories import days, milestone, shop, task


def with_activity(program: Program, key: str, **fields: object) -> Program:
    changed = [msgspec.structs.replace(a, **fields) if a.id == key else a for a in program.activities]
    return msgspec.structs.replace(program, activities=tuple(changed))


def test_nothing_changed() -> None:
    found = diff(shop(), shop())
    assert found.changes == ()
    assert found.moves == ()


def test_a_longer_activity_on_the_chain_moves_the_milestone_and_is_its_cause() -> None:
    found = diff(shop(), with_activity(shop(), "build", estimate=None, duration=days(13)))
    (move,) = found.moves
    assert (move.id, move.days) == ("ga", 3.0)
    assert [(cause.id, cause.days) for cause in move.causes] == [("build", 3.0)]
    assert move.text.startswith("GA moves from 28 Sep to 1 Oct, 3 working days later, because Build: ")


def test_a_change_that_float_absorbs_is_listed_and_moves_nothing() -> None:
    found = diff(shop(), with_activity(shop(), "docs", duration=days(6)))
    assert [change.text for change in found.changes] == ["Docs: duration 3d to 6d"]
    assert found.moves == ()


def test_of_two_changes_only_the_driving_one_is_a_cause() -> None:
    new = with_activity(with_activity(shop(), "docs", duration=days(6)), "design", estimate=None, duration=days(7))
    (move,) = diff(shop(), new).moves
    assert [cause.id for cause in move.causes] == ["design"]


def test_an_added_dependency_is_a_cause() -> None:
    old = shop()
    new = msgspec.structs.replace(old, dependencies=(*old.dependencies, *shop_link("build", "docs")))
    found = diff(old, new)
    assert found.changes[0].text == "Dependency FS from Build to Docs added"
    assert found.moves[0].days == 3.0
    assert found.moves[0].causes[0].entity == "dependency"


def shop_link(before: str, then: str) -> tuple:  # type: ignore[type-arg]
    from tests.plan.stories import after

    return after(before, then)


def test_added_and_removed_milestones_are_told() -> None:
    old = shop()
    new = msgspec.structs.replace(old, activities=(*old.activities, milestone("beta")))
    assert [move.text for move in diff(old, new).moves] == ["BETA is new"]
    assert [move.text for move in diff(new, old).moves] == ["BETA is gone"]


def test_changes_are_told_in_a_planners_words() -> None:
    constraint = Constraint(ConstraintKind.START_NO_EARLIER_THAN, dt.datetime(2026, 9, 21, tzinfo=dt.UTC))
    found = diff(shop(), with_activity(shop(), "docs", constraint=constraint, progress=0.5))
    assert [change.text for change in found.changes] == [
        "Docs: done 0 % to 50 %",
        "Docs: constraint none to not to start before 21 Sep",
    ]


AT = dt.datetime(2026, 9, 26, tzinfo=dt.UTC)  # the end of a Friday


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("crash_to", days(2), "shortest duration none to 2d"),
        ("crash_cost", Decimal(2000), "cost of a day less none to 2,000 EUR"),
        ("cost", MoneyImpact(Decimal(1000), Decimal(2000), Decimal(3000), "EUR"), "cost none to 1,000/2,000/3,000 EUR"),
        ("cost", MoneyImpact(Decimal(2000), Decimal(2000), Decimal(2000), "EUR"), "cost none to 2,000 EUR"),
        ("cost_per_day", Decimal("1500.50"), "cost per day none to 1,500.5 EUR"),
        ("probability", 0.4, "probability 100 % to 40 %"),
        ("branch", "retest/small", "branch none to retest/small"),
        ("pauses", (CalendarException(AT.date(), AT.date() + dt.timedelta(3)),), "rests none to 26 Sep–28 Sep"),
        (
            "second_constraint",
            Constraint(ConstraintKind.FINISH_NO_EARLIER_THAN, AT),
            "second constraint none to not to finish before 25 Sep",
        ),
        ("expected_finish", AT, "expected finish none to 25 Sep"),
    ],
)
def test_costs_options_and_dates_of_an_activity_are_told(field: str, value: object, told: str) -> None:
    found = changes(shop(), with_activity(shop(), "docs", **{field: value}))
    assert [change.text for change in found] == [f"Docs: {told}"]


def test_what_moves_the_forecast_alone_is_told_too() -> None:
    factor = SharedFactor(id="vendor", title="Vendor", low=1, likely=1.1, high=1.4, on=("build",))
    old = msgspec.structs.replace(shop(), factors=(factor,))
    new = msgspec.structs.replace(
        shop(),
        factors=(msgspec.structs.replace(factor, high=1.6),),
        correlations=(Correlation("build", "docs", 0.5),),
        currency="USD",
    )
    assert [change.text for change in changes(old, new)] == [
        "Web shop: currency EUR to USD",
        "Web shop: correlations none to build–docs 0.5",
        "Vendor: high 1.4 to 1.6",
    ]
    assert [change.text for change in changes(shop(), old)] == ["Shared factor Vendor added"]


def test_a_start_is_told_on_its_own_day_and_a_finish_on_the_day_it_ends() -> None:
    midnight = dt.datetime(2026, 9, 14, tzinfo=dt.UTC)
    found = diff(shop(), with_activity(shop(), "docs", actual_start=midnight, actual_finish=midnight))
    texts = {change.field: change.text for change in found.changes}
    assert texts["actual_start"] == "Docs: started none to 14 Sep"
    assert texts["actual_finish"] == "Docs: finished none to 13 Sep"


def test_a_new_activity_is_named_once_and_not_field_by_field() -> None:
    old = shop()
    new = msgspec.structs.replace(old, activities=(*old.activities, task("pack", 2)))
    assert [(change.kind, change.id) for change in diff(old, new).changes] == [("added", "pack")]


@pytest.mark.parametrize("field", ["title", "note"])
def test_words_move_no_dates(field: str) -> None:
    found = diff(shop(), with_activity(shop(), "build", **{field: "Other words"}))
    assert len(found.changes) == 1
    assert found.moves == ()
