"""Edits of a kept network lead where a full pass over the edited network leads."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pytest
from benchmarks.networks import network as large_network
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.engine.calendars import Calendars
from pilotage.engine.graph import grouped, topological_order
from pilotage.engine.incremental import Incremental
from pilotage.engine.network import AFTER_ALL, ELAPSED, FINISHED, NONE, RUNNING, WAITING, Network
from pilotage.engine.schedule import Dates, interpreted
from tests.engine.drawn import GRAIN, ORIGIN, Drawn, networks

Link = dict[str, Any]
LINKS = ("predecessor", "successor", "kind", "lag", "lag_share", "lag_calendar")
SHAPE = ("order", "first_in", "first_out", "out")


@dataclass
class Model:
    """What was edited, kept apart from the engine: columns of nodes, and links by their numbers."""

    nodes: dict[str, Any]
    links: dict[int, Link]
    calendars: Calendars

    @classmethod
    def of(cls, network: Network, calendars: Calendars) -> "Model":
        columns = {name: np.array(column) for name, column in network._asdict().items()}
        links = {e: {name: columns[name][e].item() for name in LINKS} for e in range(len(network.kind))}
        nodes = {name: column for name, column in columns.items() if name not in (*LINKS, *SHAPE)}
        return cls(nodes, links, calendars)

    def closes_a_circle(self, i: int, j: int) -> bool:
        before = [each["predecessor"] for each in self.links.values()] + [i]
        after = [each["successor"] for each in self.links.values()] + [j]
        return i == j or len(topological_order(len(self.nodes["state"]), before, after)) < len(self.nodes["state"])

    def dates(self) -> Dates:
        size, numbers = len(self.nodes["state"]), np.array(list(self.links), np.int64)
        links: dict[str, Any] = {
            name: np.array(
                [each[name] for each in self.links.values()], np.float64 if name == "lag_share" else np.int64
            )
            for name in LINKS
        }
        order = np.array(topological_order(size, links["predecessor"].tolist(), links["successor"].tolist()))
        first_in, by_successor = grouped(links["successor"], size)
        links = {name: column[by_successor] for name, column in links.items()}
        first_out, out = grouped(links["predecessor"], size)
        made = Network(order=order, first_in=first_in, first_out=first_out, out=out, **self.nodes, **links)
        found = interpreted(made, self.calendars)
        named = [numbers[by_successor[e]] if e >= 0 else -1 for e in found.driver.tolist()]
        return Dates(**{each.name: getattr(found, each.name) for each in fields(Dates)} | {"driver": np.array(named)})


def assert_same(found: Dates, expected: Dates) -> None:
    for each in fields(Dates):
        assert np.array_equal(getattr(found, each.name), getattr(expected, each.name)), each.name


def changed_rows(before: Dates, after: Dates) -> set[int]:
    names = [each.name for each in fields(Dates) if each.name not in ("latest", "start", "finish")]
    moved = np.zeros(len(before.start), np.bool_)
    for name in names:
        moved |= getattr(before, name) != getattr(after, name)
    return set(np.flatnonzero(moved).tolist())


minute = st.integers(0, 72).map(lambda at: ORIGIN + at * GRAIN)


def progress(draw: Any, duration: int) -> dict[str, int]:
    state = draw(st.sampled_from([WAITING, RUNNING, FINISHED]))
    began = NONE if state == WAITING else draw(minute)
    rest = {WAITING: duration, RUNNING: duration // 2, FINISHED: 0}[state]
    ended = began + 120 if state == FINISHED else NONE
    instant = int(state == WAITING and duration == 0)
    return {"state": state, "began": began, "ended": ended, "remaining": rest, "instant": instant, "duration": duration}


@st.composite
def node_edits(draw: st.DrawFn, calendars: int) -> dict[str, int]:
    what = draw(st.integers(0, 4))
    if what == 0:
        return progress(draw, draw(st.sampled_from([0, 60, 480, 1000])))
    if what == 1:
        return {"calendar": draw(st.integers(0, calendars - 1))}
    if what == 2:
        return {"floor": draw(minute), "floor_reason": draw(st.integers(0, 2))}
    if what == 3:
        return {draw(st.sampled_from(["cap_start", "cap_finish", "hold_finish"])): draw(st.just(AFTER_ALL) | minute)}
    return {draw(st.sampled_from(["floor_finish", "pin_finish"])): draw(st.just(NONE) | minute)}


def link_columns(draw: Any, calendars: int) -> Link:
    return {
        "kind": draw(st.integers(0, 3)),
        "lag": draw(st.sampled_from([0, 60, -60, 480])),
        "lag_share": draw(st.sampled_from([0.0, 0.0, 0.5])),
        "lag_calendar": draw(st.integers(ELAPSED, calendars - 1)),
    }


def edit(draw: Any, kept: Incremental, model: Model, calendars: int) -> set[int]:
    """One random edit of both; returns the nodes that it edits."""
    size = len(model.nodes["state"])
    what = draw(st.sampled_from(["node", "node", "link", "add", "remove"]))
    if what == "node":
        node, columns = draw(st.integers(0, size - 1)), draw(node_edits(calendars))
        kept.change(node, **columns)
        for name, value in columns.items():
            model.nodes[name][node] = value
        return {node}
    if what == "add":
        i, j, columns = draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1)), link_columns(draw, calendars)
        if model.closes_a_circle(i, j):
            with pytest.raises(ValueError, match=r"circle|itself"):
                kept.add_link(i, j, **columns)
        else:
            number = kept.add_link(i, j, **columns)
            assert number not in model.links
            model.links[number] = {"predecessor": i, "successor": j, **columns}
    elif model.links:
        number = draw(st.sampled_from(sorted(model.links)))
        if what == "remove":
            kept.remove_link(number)
            del model.links[number]
        else:
            columns = link_columns(draw, calendars)
            kept.change_link(number, **columns)
            model.links[number] |= columns
    return set()


@settings(max_examples=150, deadline=None)
@given(networks(), st.data())
def test_any_edits_lead_where_a_full_pass_leads(drawn: Drawn, data: st.DataObject) -> None:
    kept, model = Incremental(drawn.network, drawn.calendars), Model.of(drawn.network, drawn.calendars)
    before = kept.dates()
    for _ in range(data.draw(st.integers(1, 6))):
        edited: set[int] = set()
        for _ in range(data.draw(st.integers(1, 2))):
            edited |= edit(data.draw, kept, model, len(drawn.naive))
        changed = set(kept.settle_early().tolist()) if data.draw(st.booleans()) else set()
        changed |= set(kept.settle().tolist())
        after = kept.dates()
        assert_same(after, model.dates())
        assert edited <= changed
        assert changed - edited <= changed_rows(before, after) <= changed
        before = after


def test_edits_of_a_large_network() -> None:
    network, calendars = large_network(1200, in_order=False)
    kept, model = Incremental(network, calendars), Model.of(network, calendars)
    random = np.random.default_rng(5)
    for at in range(25):
        node = int(random.integers(1200))
        if network.state[node] == WAITING:
            length = int(random.integers(1, 12)) * 240
            columns = {"duration": length, "remaining": length, "instant": 0}
            kept.change(node, **columns)
            for name, value in columns.items():
                model.nodes[name][node] = value
        i, j = (int(each) for each in random.integers(0, 1200, size=2))
        if not model.closes_a_circle(i, j):
            number = kept.add_link(i, j, 0)
            model.links[number] = dict(zip(LINKS, (i, j, 0, 0, 0.0, ELAPSED), strict=True))
        if at % 5 == 0:
            kept.settle()
            assert_same(kept.dates(), model.dates())


def test_links_by_the_hundred_come_and_go() -> None:
    network, calendars = large_network(600)
    kept, model = Incremental(network, calendars), Model.of(network, calendars)
    random = np.random.default_rng(6)
    for round_ in range(3):
        for _ in range(150):
            j = 599 if round_ == 1 else int(random.integers(1, 600))  # many in one place, or all over
            i = int(random.integers(0, j))
            number = kept.add_link(i, j, 0)
            model.links[number] = dict(zip(LINKS, (i, j, 0, 0, 0.0, ELAPSED), strict=True))
        for number in random.choice(sorted(model.links), 60, replace=False).tolist():
            kept.remove_link(number)
            del model.links[number]
        kept.settle()
        assert_same(kept.dates(), model.dates())
        with pytest.raises(ValueError, match="taken out"):
            kept.change_link(number, lag=60)


def test_a_link_closes_a_circle_over_a_long_way() -> None:
    network, calendars = large_network(600)
    kept = Incremental(network, calendars)
    before, after = network.predecessor.astype(int), network.successor.astype(int)
    first = int(before[0])
    reached = {first}
    for i, j in zip(before.tolist(), after.tolist(), strict=True):
        if i in reached:
            reached.add(j)
    last = max(reached)
    with pytest.raises(ValueError, match="circle"):
        kept.add_link(last, first, 0)
    kept.add_link(first, last, 0)
    kept.settle()
