"""Advice on ways of working, on teams that are drawn by hand."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from pilotage.plan.insight.ways import Advice, advice
from pilotage.plan.language.text import Mark, plain
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.gates import Gate
from pilotage.plan.vocabulary.people import WayOfWorking, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem
from tests.plan.flow.test_stream import of

AS_OF = dt.date(2026, 6, 28)
FIRST = dt.datetime(2025, 12, 29, 9, tzinfo=dt.UTC)
PROGRAM = Program(
    id="p",
    title="P",
    workstreams=(Workstream(id="w", title="W", way=WayOfWorking.SCRUM), Workstream(id="x", title="X")),
    activities=(Activity(id="w/go", title="Go", kind=ActivityKind.MILESTONE, workstream="w"),),
)


def item(n: int, week: int, days: int = 3, kind: str = "Story") -> WorkItem:
    came = FIRST + dt.timedelta(days=7 * week)
    return WorkItem(
        key=f"K-{n}",
        title="x",
        kind=kind,
        status_category=StatusCategory.DONE,
        created=came,
        started=came,
        resolved=came + dt.timedelta(days=days - 1),
    )


def even(**fields: Any) -> list[WorkItem]:
    """Two a week, all of the same size."""
    return [item(n, n // 2, **fields) for n in range(50)]


def bursts() -> list[WorkItem]:
    """Ten every fifth week; one of five takes long; two of five are bugs."""
    return [
        item(10 * burst + n, 5 * burst, days=30 if n % 5 == 0 else 2, kind="Bug" if n % 5 < 2 else "Story")
        for burst in range(5)
        for n in range(10)
    ]


def asked(items: list[WorkItem], **changes: Any) -> Advice:
    flow = changes.pop("flow", None)
    return advice(msgspec.structs.replace(PROGRAM, **changes), "w", items, as_of=AS_OF, flow=flow)


def toward(found: Advice) -> dict[str, WayOfWorking]:
    return {reason.id: reason.toward for reason in found.reasons}


def test_steady_work_of_one_size_speaks_for_sprints() -> None:
    found = asked(even())
    assert (found.way, found.parts, found.fits) == (WayOfWorking.SCRUM, (), True)
    assert toward(found) == {"arrivals": WayOfWorking.SCRUM, "spread": WayOfWorking.SCRUM}
    assert found.facts["ways:arrivals"].value == pytest.approx(0.08)  # 25 weeks with two, one without: 0.154 / 1.923


def test_bursts_of_urgent_work_of_all_sizes_speak_for_pulling() -> None:
    found = asked(bursts())
    assert (found.way, found.fits) == (WayOfWorking.KANBAN, False)
    assert toward(found) == dict.fromkeys(("arrivals", "unplanned", "spread"), WayOfWorking.KANBAN)
    assert found.facts["ways:unplanned"].value == pytest.approx(0.4)
    assert found.facts["ways:spread"].value == 15.0
    assert plain(found.said).endswith("(3 reasons).")


def test_a_gate_and_steady_work_make_a_mixture() -> None:
    gates = (Gate(id="g", activity="w/go"),)
    found = asked(even(), gates=gates)
    assert (found.way, found.parts) == (WayOfWorking.HYBRID, (WayOfWorking.WATERFALL, WayOfWorking.SCRUM))
    assert asked([], gates=gates).way is WayOfWorking.WATERFALL


def test_waiting_speaks_for_a_look_at_the_stream() -> None:
    found = asked(even(), flow=of(*["bwrrrrrrrt."] * 5))
    assert found.parts == (WayOfWorking.SCRUM, WayOfWorking.LEAN)
    assert found.facts["ways:efficiency"].value == pytest.approx(2 / 9)
    assert asked(even(), flow=of(*["bwwrrt."] * 5)).parts == ()


def test_links_across_workstreams_speak_for_agreed_dates() -> None:
    rows = tuple(Activity(id=f"{home}/{n}", title="x", workstream=home) for home in "wx" for n in range(4))
    links = tuple(Dependency(predecessor=f"w/{n}", successor=f"x/{n}") for n in range(2)) + tuple(
        Dependency(predecessor=f"w/{n}", successor=f"w/{n + 1}") for n in range(3)
    )
    found = asked([], activities=rows, dependencies=links)
    assert toward(found) == {"crossing": WayOfWorking.WATERFALL}
    assert found.facts["ways:crossing"].value == pytest.approx(0.4)
    assert plain(found.said).endswith("a plan with gates (1 reason).")


def test_too_little_history_is_said() -> None:
    found = asked(even()[-10:])
    assert (found.way, found.reasons) == (None, ())
    assert "Too little history: 10 items" in found.missing[0]
    assert plain(found.said) == "Nothing in its data speaks for one way or another."


def test_every_number_has_its_fact() -> None:
    found = asked(bursts(), gates=(Gate(id="g", activity="w/go"),))
    for reason in found.reasons:
        marks = [part for part in reason.text if isinstance(part, Mark)]
        assert [mark.fact for mark in marks] == [reason.fact]
        assert found.facts[reason.fact].formula
        assert reason.threshold
        assert reason.source
