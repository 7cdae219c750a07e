from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine.cuts import ENDLESS, Arc, cheapest_cut


def price_of(arcs: list[Arc], side: frozenset[int]) -> int | None:
    """From the definition; None where something endless is cut."""
    price = 0
    for tail, head, lower, upper in arcs:
        if tail in side and head not in side:
            if upper == ENDLESS:
                return None
            price += upper
        elif head in side and tail not in side:
            if lower == -ENDLESS:
                return None
            price -= lower
    return price


def cheapest_by_trying(size: int, arcs: list[Arc]) -> int | None:
    """Every cut between vertex 0 and the last one."""
    prices = []
    for sides in product((False, True), repeat=size - 2):
        side = frozenset({0, *(vertex for vertex, here in enumerate(sides, 1) if here)})
        price = price_of(arcs, side)
        if price is not None:
            prices.append(price)
    return min(prices, default=None)


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[Arc]]:
    size = draw(st.integers(2, 6))
    arcs = []
    for _ in range(draw(st.integers(0, 10))):
        tail, head = draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1))
        lower = draw(st.sampled_from([-ENDLESS, 0, 0, draw(st.integers(0, 5))]))
        upper = draw(st.sampled_from([ENDLESS, max(0, lower) + draw(st.integers(0, 9))]))
        if tail != head:
            arcs.append((tail, head, lower, upper))
    return size, arcs


@settings(max_examples=400, deadline=None)
@given(networks())
def test_the_cheapest_cut_is_the_cheapest_of_all_cuts(drawn: tuple[int, list[Arc]]) -> None:
    size, arcs = drawn
    found, expected = cheapest_cut(size, arcs, 0, size - 1), cheapest_by_trying(size, arcs)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert found.price == expected == price_of(arcs, found.side)


def test_a_long_chain_is_cut_at_its_cheapest_arc() -> None:
    size = 5000
    arcs = [(at, at + 1, 0, 10 + (at != 3000)) for at in range(size - 1)]
    found = cheapest_cut(size, arcs, 0, size - 1)
    assert found is not None
    assert (found.price, len(found.side)) == (10, 3001)
