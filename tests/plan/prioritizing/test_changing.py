"""What would change an order: steps, errors of inputs, and people's own decisions."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.plan.prioritizing.methods import RankingMethod
from pilotage.plan.prioritizing.overrides import Override, overridden, seen_now, stale
from pilotage.plan.prioritizing.robustness import shaken_columns, top_shares
from pilotage.plan.prioritizing.scoring import Item, columns_of, scores
from pilotage.plan.prioritizing.settings import Settings
from pilotage.plan.prioritizing.steps import steps
from tests.plan.prioritizing.cases import SETTINGS, TODAY, backlogs, item, linear, ranked, wsjf

NOW = dt.datetime(2026, 9, 18, 9, tzinfo=dt.UTC)


def test_the_smallest_step_is_one_of_the_scale() -> None:
    """B has 11 / 3; A 16 / 3. With a size of 2 it has 5.5 and passes."""
    items = [wsjf("A", 8, 5, 3, 3), wsjf("B", 5, 3, 3, 3)]
    found = [
        each
        for each in steps(RankingMethod.WSJF, items, 1, ranked(RankingMethod.WSJF, items), SETTINGS, TODAY)
        if each.up
    ]
    assert (found[0].field, found[0].before, found[0].after, found[0].size) == ("size", 3, 2, 1)
    assert {each.other for each in found} == {"A"}


@settings(max_examples=40, deadline=None)
@given(backlogs(least=2, most=5, gaps=True), st.sampled_from(list(RankingMethod)))
def test_a_step_passes_its_neighbor(items: list[Item], method: RankingMethod) -> None:
    before = ranked(method, items)
    keys = [each.key for each in items]
    for at in range(len(items)):
        for step in steps(method, items, at, before, SETTINGS, TODAY):
            changed = replace(items[at], inputs={**items[at].inputs, step.field: step.after})
            after = ranked(method, [*items[:at], changed, *items[at + 1 :]])
            other = keys.index(step.other)
            assert (after.last[at] < after.first[other]) if step.up else (after.first[at] > after.last[other])


def test_money_moves_by_just_what_it_takes() -> None:
    items = [linear("A", 100, 2), linear("B", 80, 2)]
    found = steps(RankingMethod.DELAY, items, 1, ranked(RankingMethod.DELAY, items), SETTINGS, TODAY)
    money = next(each for each in found if each.field == "per_week")
    assert 100 < float(money.after) <= 102
    assert money.size == pytest.approx((float(money.after) - 80) / 80)


def among(level: list[float], score: list[float], top: int) -> list[bool]:
    """From the definition: fewer than ``top`` others stand before it."""
    pairs = list(zip(level, score, strict=True))
    return [sum(other > each for other in pairs) < top for each in pairs]


@settings(max_examples=25, deadline=None)
@given(backlogs(least=2, gaps=True), st.sampled_from(list(RankingMethod)), st.integers(1, 4), st.integers(0, 5))
def test_the_fast_way_counts_as_the_slow_one(items: list[Item], method: RankingMethod, top: int, seed: int) -> None:
    chosen = replace(SETTINGS, top=top)
    fast = top_shares(method, columns_of(items, chosen, TODAY), chosen, seed, draws=60)
    scored = np.flatnonzero(scores(method, columns_of(items, chosen, TODAY), chosen).scored)
    assert set(np.flatnonzero(~np.isnan(fast))) == set(scored)
    if not len(scored):
        return
    part = columns_of([items[at] for at in scored], chosen, TODAY)
    counts = [0] * len(scored)
    for columns, shares in shaken_columns(method, part, chosen, seed, 60):
        for draw in range(len(columns["value"])):
            one = {name: column[draw] for name, column in columns.items()}
            found = scores(method, one, chosen, {name: float(value[draw, 0]) for name, value in shares.items()})
            for at, inside in enumerate(among(found.level.tolist(), found.score.tolist(), top)):
                counts[at] += inside
    assert [fast[at] for at in scored] == pytest.approx([count / 60 for count in counts])


def test_a_clear_winner_is_robust_and_a_near_tie_is_not() -> None:
    items = [wsjf("far", 20, 20, 20, 1), wsjf("near", 5, 5, 5, 5), wsjf("close", 5, 5, 3, 5), wsjf("last", 1, 1, 1, 20)]
    chosen = Settings(top=2)
    found = top_shares(RankingMethod.WSJF, columns_of(items, chosen, TODAY), chosen, 1)
    assert found[0] == 1
    assert found[3] == 0
    assert 0.4 < found[1] < 0.9
    assert found[1] + found[2] == pytest.approx(1)


def test_without_errors_the_top_is_the_top() -> None:
    items = [wsjf(str(size), 5, 5, 5, size) for size in (1, 2, 3, 5)]
    chosen = Settings(top=2, spread=0)
    assert top_shares(RankingMethod.WSJF, columns_of(items, chosen, TODAY), chosen, 1).tolist() == [1, 1, 0, 0]


def decided(key: str, ahead_of: str, items: list[Item], *, minutes: int = 0, place: int = 0) -> Override:
    inputs = {each.key: each.inputs for each in items}
    seen = seen_now(RankingMethod.WSJF, SETTINGS, inputs, key, ahead_of)
    at = NOW + dt.timedelta(minutes=minutes)
    return Override(key=key, ahead_of=ahead_of, place=place, why="Promised", by="Mira", at=at, seen=seen)


def test_decisions_are_carried_out_in_the_order_in_which_they_were_made() -> None:
    items = [wsjf(key, 1, 1, 1, 1) for key in "ABCD"]
    keys = [each.key for each in items]
    first = decided("D", "A", items)
    assert overridden([0, 1, 2, 3], keys, [first]) == [3, 0, 1, 2]
    second = decided("C", "D", items, minutes=5)
    assert overridden([0, 1, 2, 3], keys, [second, first]) == [2, 3, 0, 1]
    assert overridden([0, 1, 2, 3], keys, [decided("A", "", items)]) == [1, 2, 3, 0]
    assert overridden([0, 1, 2, 3], keys, [decided("A", "gone", items, place=2)]) == [1, 2, 0, 3]
    assert overridden([0, 1], keys[:2], [first]) == [0, 1]


@settings(max_examples=40)
@given(st.permutations(range(5)), st.lists(st.tuples(st.sampled_from("ABCDE"), st.sampled_from(["", *"ABCDE"]))))
def test_a_decision_loses_no_item(order: list[int], pairs: list[tuple[str, str]]) -> None:
    items = [wsjf(key, 1, 1, 1, 1) for key in "ABCDE"]
    made = [decided(*pair, items, minutes=at) for at, pair in enumerate(pairs)]
    assert sorted(overridden(order, list("ABCDE"), made)) == list(range(5))


def test_a_decision_is_stale_when_what_it_was_made_on_changed() -> None:
    items = [wsjf("A", 1, 1, 1, 1), wsjf("B", 1, 1, 1, 1)]
    made = decided("B", "A", items)
    inputs = {each.key: dict(each.inputs) for each in items}
    assert stale(made, SETTINGS, inputs) == ()
    assert stale(made, SETTINGS, {**inputs, "A": {**inputs["A"], "size": 8.0}}) == ("A: “Job size” changed.",)
    assert stale(made, replace(SETTINGS, method=RankingMethod.RICE), inputs) == (
        "The order is made by another method now.",
    )
    assert stale(made, SETTINGS, {"B": inputs["B"]}) == ("A is no longer in the backlog.",)


def test_a_new_weight_makes_a_decision_stale() -> None:
    chosen = replace(SETTINGS, method=RankingMethod.WEIGHTED)
    items = [item("A", c_gain=1.0, c_pain=1.0), item("B", c_gain=1.0, c_pain=1.0)]
    inputs = {each.key: dict(each.inputs) for each in items}
    seen = seen_now(RankingMethod.WEIGHTED, chosen, inputs, "B", "A")
    made = Override(key="B", ahead_of="A", place=0, why="x", by="M", at=NOW, seen=seen)
    heavier = replace(chosen, criteria=(replace(chosen.criteria[0], weight=9.0), chosen.criteria[1]))
    assert stale(made, chosen, inputs) == ()
    assert stale(made, heavier, inputs) == ("The weights of the criteria changed.",)
