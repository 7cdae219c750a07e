"""Places, ties, and the agreement of methods."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.plan.prioritizing.comparing import agreements, disagreements
from pilotage.plan.prioritizing.methods import RankingMethod
from pilotage.plan.prioritizing.scoring import Item
from tests.plan.prioritizing.cases import SETTINGS, backlogs, item, ranked, wsjf


def test_ties_share_a_band() -> None:
    """The order among them is the one they came in, whatever they are called."""
    items = [wsjf("z", 1, 1, 1, 3), wsjf("top", 8, 8, 8, 1), wsjf("a", 2, 2, 2, 6), item("none", value=3.0)]
    found = ranked(RankingMethod.WSJF, items)
    assert found.order == (1, 0, 2, 3)
    assert list(zip(found.first, found.last, strict=True)) == [(2, 3), (1, 1), (2, 3), (0, 0)]


@settings(max_examples=60)
@given(backlogs(gaps=True), st.sampled_from(list(RankingMethod)), st.randoms())
def test_bands_do_not_depend_on_the_order_of_the_items(
    items: list[Item], method: RankingMethod, random: object
) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    one, other = ranked(method, items), ranked(method, shuffled)
    places = {each.key: (one.first[at], one.last[at]) for at, each in enumerate(items)}
    assert places == {each.key: (other.first[at], other.last[at]) for at, each in enumerate(shuffled)}


@settings(max_examples=60)
@given(
    backlogs(),
    st.sampled_from((RankingMethod.WSJF, RankingMethod.RICE, RankingMethod.DELAY)),
    st.sampled_from((0.5, 2.0, 8.0)),
)
def test_the_unit_of_an_input_does_not_matter(items: list[Item], method: RankingMethod, factor: float) -> None:
    """Reach in thousands, size in days, money in cents: the order stays."""
    units = {
        RankingMethod.WSJF: ("size",),
        RankingMethod.RICE: ("reach", "effort"),
        RankingMethod.DELAY: ("per_week", "step"),
    }[method]
    scaled = [
        replace(
            each, inputs={k: v * factor if k in units and isinstance(v, float) else v for k, v in each.inputs.items()}
        )
        for each in items
    ]
    assert ranked(method, scaled) == ranked(method, items)


def test_a_class_comes_before_any_score() -> None:
    items = [
        item("could", moscow="could", value=20.0, urgency=20.0, opportunity=20.0, size=1.0),
        item("must", moscow="must", value=1.0, urgency=1.0, opportunity=1.0, size=20.0),
        item("bare", moscow="must"),
        item("other", moscow="must"),
    ]
    found = ranked(RankingMethod.MOSCOW, items)
    assert [items[at].key for at in found.order] == ["must", "bare", "other", "could"]
    assert (found.first[2], found.last[2]) == (found.first[3], found.last[3]) == (2, 3)


@settings(max_examples=40)
@given(backlogs(least=3, gaps=True))
def test_agreement_is_kendalls_tau_b(items: list[Item]) -> None:
    """Counted pair by pair, from its definition."""
    rankings = {method: ranked(method, items) for method in RankingMethod}
    for found in agreements(rankings):
        one, other = rankings[found.one].first, rankings[found.other].first
        both = [at for at in range(len(items)) if one[at] and other[at]]
        assert found.items == len(both)
        signs = [(np.sign(one[a] - one[b]), np.sign(other[a] - other[b])) for a, b in combinations(both, 2)]
        x, y = sum(s != 0 for s, _ in signs), sum(s != 0 for _, s in signs)
        if len(both) < 3 or not x or not y:
            assert found.tau is None
        else:
            assert found.tau == pytest.approx(sum(float(a * b) for a, b in signs) / math.sqrt(x * y))


def test_the_item_that_methods_place_farthest_apart_comes_first() -> None:
    items = [
        item(
            "A",
            value=20.0,
            urgency=20.0,
            opportunity=20.0,
            size=1.0,
            reach=1.0,
            impact=1.0,
            confidence=50.0,
            effort=9.0,
        ),
        item(
            "B", value=5.0, urgency=5.0, opportunity=5.0, size=5.0, reach=50.0, impact=1.0, confidence=50.0, effort=1.0
        ),
        item(
            "C", value=1.0, urgency=1.0, opportunity=1.0, size=5.0, reach=30.0, impact=1.0, confidence=50.0, effort=1.0
        ),
    ]
    found = disagreements(
        {method: ranked(method, items, SETTINGS) for method in (RankingMethod.WSJF, RankingMethod.RICE)}
    )
    assert (items[found[0].item].key, found[0].best, found[0].worst, found[0].apart) == ("A", "wsjf", "rice", 1.0)
