"""The short way for large networks finds what `cpm` defines."""

from dataclasses import fields

import numpy as np
import pytest
from benchmarks.networks import network as large_network
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine.calendars import Calendars
from pilotage.engine.graph import grouped
from pilotage.engine.network import Network
from pilotage.engine.prepared import fresh_state, prepare, run
from pilotage.engine.schedule import Dates, found_in, interpreted
from tests.engine.drawn import Drawn, networks

LINKS = ("predecessor", "successor", "kind", "lag", "lag_share", "lag_calendar")
SHAPE = ("order", "first_in", "first_out", "out")


def express(network: Network, calendars: Calendars) -> Dates:
    ready, state = prepare(network), fresh_state(len(network.order))
    return found_in(ready, calendars, state, run(ready, calendars, state))


def assert_same(found: Dates, expected: Dates) -> None:
    for each in fields(Dates):
        assert np.array_equal(getattr(found, each.name), getattr(expected, each.name)), each.name


def renumbered(network: Network, number: list[int]) -> Network:
    """The same network, node ``j`` being called ``number[j]``."""
    new, size = np.array(number), len(number)
    columns = network._asdict()
    links = {name: columns[name] for name in LINKS}
    links |= {"predecessor": new[links["predecessor"]], "successor": new[links["successor"]]}
    first_in, by_successor = grouped(links["successor"], size)
    links = {name: column[by_successor] for name, column in links.items()}
    first_out, out = grouped(links["predecessor"], size)
    nodes = {name: column[np.argsort(new)] for name, column in columns.items() if name not in (*LINKS, *SHAPE)}
    return Network(order=new[network.order], first_in=first_in, first_out=first_out, out=out, **nodes, **links)


@settings(max_examples=300, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_small_networks_with_everything(drawn: Drawn, random: object) -> None:
    number = list(range(len(drawn.network.order)))
    random.shuffle(number)  # type: ignore[attr-defined]  # hypothesis hands out a random.Random
    network = renumbered(drawn.network, number)
    assert_same(express(network, drawn.calendars), interpreted(network, drawn.calendars))


@settings(max_examples=100, deadline=None)
@given(networks(plain=True))
def test_small_networks_of_new_plans(drawn: Drawn) -> None:
    assert_same(express(drawn.network, drawn.calendars), interpreted(drawn.network, drawn.calendars))


@pytest.mark.parametrize("in_order", [True, False])
@pytest.mark.parametrize("seed", [1, 2])
def test_large_networks(seed: int, in_order: bool) -> None:
    network, calendars = large_network(1500, seed, in_order=in_order)
    assert_same(express(network, calendars), interpreted(network, calendars))


def test_a_duration_without_end_lies_past_every_horizon() -> None:
    network, calendars = large_network(300)
    endless = np.where(network.state == 0, 1 << 45, network.remaining)
    assert express(network._replace(remaining=endless, duration=endless), calendars).latest > calendars.horizon
