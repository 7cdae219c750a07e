"""The pure decisions: amounts as typed, display order, roll-ups, blocks."""

import contextlib
import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pilotage.areas.errors import InvalidError
from pilotage.areas.schedule.rules.amounts import lag_text, read_estimate, read_lag, read_span, span_text
from pilotage.areas.schedule.rules.blobs import pack_entries, unpack_entries
from pilotage.areas.schedule.rules.computed import NAMES, changed_rows
from pilotage.areas.schedule.rules.layout import layout_of
from pilotage.areas.schedule.rules.planned import PlannedProgram, StoredPlan, planned
from pilotage.areas.schedule.rules.results import pack_forecast, unpack_forecast
from pilotage.plan.forecasting.simulation import simulate
from pilotage.plan.vocabulary.activities import Activity, Constraint, ConstraintKind, Dependency
from pilotage.plan.vocabulary.amounts import Span, Unit
from pilotage.plan.vocabulary.history import BaselineEntry
from pilotage.plan.vocabulary.program import Program
from tests.areas.schedule.harbor import HARBOR, days


def plan(program: Program) -> PlannedProgram:
    ones = np.ones(len(program.activities), dtype=np.int64)
    return planned(1, StoredPlan(program, ones, ones, np.ones(len(program.dependencies), dtype=np.int64)))


@given(st.integers(0, 400), st.sampled_from(list(Unit)))
def test_an_amount_reads_back_as_it_is_shown(number: int, unit: Unit) -> None:
    span = read_span("duration", f"{number}{unit.value}", HARBOR)
    assert span.unit is unit
    assert read_span("duration", span_text(span, HARBOR), HARBOR) == span


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    with contextlib.suppress(InvalidError):
        read_span("duration", text, HARBOR)
    with contextlib.suppress(InvalidError):
        read_estimate("estimate", text, HARBOR)
    with contextlib.suppress(InvalidError):
        read_lag(text, HARBOR)


def test_lags() -> None:
    assert read_lag("-1d", HARBOR) == (Span(-480), None)
    assert read_lag("\N{MINUS SIGN}1d", HARBOR) == (Span(-480), None)
    assert read_lag("50%", HARBOR) == (Span(0), 0.5)
    assert read_lag("3ed", HARBOR) == (Span(3 * 1440, Unit.ELAPSED_DAY), None)
    assert lag_text(Span(-480), None, HARBOR) == "-1d"
    assert lag_text(Span(0), 0.5, HARBOR) == "50%"
    assert lag_text(Span(0), None, HARBOR) == ""


def test_an_estimate_may_name_its_unit_once() -> None:
    assert read_estimate("estimate", "5/8/15d", HARBOR) == read_estimate("estimate", "5d/8d/15d", HARBOR)


def test_the_grid_shows_workstreams_with_their_tree() -> None:
    layout = layout_of(HARBOR)
    assert layout.ids == [
        "program:harbor", "ws:quay", "quay/works", "quay/pile", "quay/deck", "ws:sea", "sea/dredge", "open",
    ]  # fmt: skip
    assert layout.wbs == ["", "1", "1.1", "1.1.1", "1.1.2", "2", "2.1", "3"]
    assert layout.level.tolist() == [0, 1, 2, 3, 3, 1, 2, 1]
    assert layout.parent.tolist() == [-1, 0, 1, 2, 2, 0, 5, 0]
    assert [layout.ids[row] for row in layout.row_of] == [each.id for each in HARBOR.activities]


@given(st.lists(st.tuples(st.integers(-1, 9), st.sampled_from([None, "quay", "sea", "gone"])), max_size=10))
def test_every_activity_has_one_row_whatever_its_parents(shape: list[tuple[int, str | None]]) -> None:
    activities = tuple(
        Activity(id=f"a{place}", title="", parent=f"a{parent}" if parent >= 0 else None, workstream=stream)
        for place, (parent, stream) in enumerate(shape)
    )
    layout = layout_of(replace(HARBOR, activities=activities, dependencies=()))
    assert sorted(layout.activity[layout.activity >= 0].tolist()) == list(range(len(shape)))
    assert layout.activity[layout.row_of].tolist() == list(range(len(shape)))
    rows = np.arange(len(layout))[1:]
    assert (layout.parent[1:] < rows).all()
    assert (layout.level[1:] == layout.level[layout.parent[1:]] + 1).all()


def test_workstreams_and_the_program_sum_up_what_is_below() -> None:
    activities = tuple(replace(each, progress=0.5) if each.id == "sea/dredge" else each for each in HARBOR.activities)
    found = plan(replace(HARBOR, activities=activities))
    columns = dict(
        zip(
            found.layout.ids, zip(*(getattr(found.computed, name).tolist() for name in NAMES), strict=True), strict=True
        )
    )
    cell = {code: dict(zip(NAMES, values, strict=True)) for code, values in columns.items()}
    assert cell["ws:sea"]["duration_days"] == cell["sea/dredge"]["duration_days"]
    assert cell["program:harbor"]["progress"] == pytest.approx(2 / 12, abs=1e-4)
    assert cell["ws:quay"]["critical"]
    assert not cell["ws:sea"]["critical"]
    assert cell["program:harbor"]["start"] == min(cell["ws:quay"]["start"], cell["ws:sea"]["start"])
    assert cell["program:harbor"]["float_days"] == 0.0


def test_only_rows_that_differ_are_told() -> None:
    longer = tuple(replace(each, duration=days(4)) if each.id == "quay/deck" else each for each in HARBOR.activities)
    old, new = plan(HARBOR), plan(replace(HARBOR, activities=longer))
    ids = [new.layout.ids[row] for row in changed_rows(old.computed, new.computed)]
    # the piles stand where they stood; dredging gains float
    assert set(ids) == {"program:harbor", "ws:quay", "quay/works", "quay/deck", "ws:sea", "sea/dredge", "open"}


def test_an_impossible_plan_is_shown_with_its_problems() -> None:
    loop = Dependency(predecessor="open", successor="quay/pile")
    found = plan(replace(HARBOR, dependencies=(*HARBOR.dependencies, loop)))
    assert [problem.id for problem in found.problems] == ["dependency-cycle"]
    assert len(found.layout) == 8


def test_an_empty_program_has_its_own_row() -> None:
    found = plan(Program(id="empty", title="Empty", start=HARBOR.start))
    assert found.layout.ids == ["program:empty"]
    assert found.computed.duration_days.tolist() == [0.0]


@given(st.lists(st.tuples(st.integers(0, 60_000_000), st.integers(0, 100_000)), max_size=20))
def test_baseline_entries_survive_their_block(rows: list[tuple[int, int]]) -> None:
    zone = ZoneInfo("Europe/Berlin")
    entries = tuple(
        BaselineEntry(
            f"a{place}",
            dt.datetime.fromtimestamp(start * 60, zone),
            dt.datetime.fromtimestamp((start + length) * 60, zone),
            length,
        )
        for place, (start, length) in enumerate(rows)
    )
    assert unpack_entries(pack_entries(entries), zone) == entries


def test_a_forecast_survives_its_block() -> None:
    made = simulate(HARBOR, iterations=500, seed=3)
    read = unpack_forecast(
        pack_forecast(made), made.schedule, iterations=500, seed=3, model=made.model, inputs=made.inputs
    )
    for name, milestone in made.milestones.items():
        again = read.milestones[name]
        assert (again.finishes == milestone.finishes).all()
        assert (again.p50, again.p85, again.on_time, again.kept) == (
            milestone.p50, milestone.p85, milestone.on_time, milestone.kept,
        )  # fmt: skip
    assert np.allclose(read.criticality, made.criticality, atol=1e-6)
    assert (read.finish_p85 == made.finish_p85).all()


def test_what_the_runs_cannot_show_is_told_again_of_a_kept_forecast() -> None:
    fixed = Constraint(ConstraintKind.FIXED_START, HARBOR.start)
    rows = [replace(each, constraint=fixed) if each.id == "quay/deck" else each for each in HARBOR.activities]
    made = simulate(replace(HARBOR, activities=tuple(rows)), iterations=500, seed=3)
    read = unpack_forecast(
        pack_forecast(made), made.schedule, iterations=500, seed=3, model=made.model, inputs=made.inputs
    )
    assert [problem.entity for problem in read.problems] == ["quay/deck"]
    assert read.problems == made.problems
