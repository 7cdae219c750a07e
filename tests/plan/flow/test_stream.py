"""The stream of value, on ways that are drawn by hand: a letter a day."""

import datetime as dt

import pytest

from pilotage.plan.flow.measures.stream import Kind, ValueStream, kind_of, stream
from pilotage.plan.vocabulary.work_items import StatusCategory, Transition, WorkItem

DAY0 = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
NAMES = {"b": "To do", "w": "In progress", "r": "Ready for test", "t": "Testing", ".": "Done"}
CATEGORIES = {"b": StatusCategory.TODO, ".": StatusCategory.DONE}


def drawn(*ways: str) -> list[WorkItem]:
    """``bbwwrt.``: two days to do, two in progress, one ready for test, one testing, then done."""
    found = []
    for n, way in enumerate(ways):
        moves, before = [], ""
        for day, letter in enumerate(way):
            if letter != before and before:
                at = DAY0 + dt.timedelta(days=day)
                moves.append(Transition(at, NAMES[before], NAMES[letter]))
            before = letter
        done = way[-1] == "."
        found.append(
            WorkItem(
                key=f"K-{n}",
                title="x",
                status=NAMES[way[-1]],
                status_category=CATEGORIES.get(way[-1], StatusCategory.DOING),
                created=DAY0,
                started=DAY0 + dt.timedelta(days=way.index("w")) if "w" in way else None,
                resolved=moves[-1].at if done else None,
                transitions=tuple(moves),
                logged=True,
            )
        )
    return found


def of(*ways: str, chosen: dict[str, str] | None = None) -> ValueStream:
    found = stream(drawn(*ways), as_of=dt.date(2026, 2, 1), chosen=chosen)
    assert found is not None
    return found


def test_time_is_counted_from_the_first_work_to_done() -> None:
    found = of(*["bbbwwrrrtt."] * 5)
    assert [(step.state, step.kind, step.items, step.days) for step in found.steps] == [
        ("In progress", Kind.WORK, 5, 10.0),
        ("Ready for test", Kind.WAIT, 5, 15.0),
        ("Testing", Kind.WORK, 5, 10.0),
    ]
    assert (found.work, found.wait) == (20.0, 15.0)
    assert found.efficiency == pytest.approx(20 / 35)
    assert found.longest == "Ready for test"
    assert sum(step.share for step in found.steps) == pytest.approx(1)
    assert found.steps[1].percentiles == {50: 3.0, 85: 3.0, 95: 3.0}


def test_work_that_comes_back_is_rework_and_its_visits_add_up() -> None:
    found = of("bwrtwrt.", *["bwrt."] * 5)
    assert [(each.source, each.target, each.times, each.items) for each in found.returns] == [
        ("Testing", "In progress", 1, 1)
    ]
    assert found.returned == 1
    assert found.steps[0].days == 7.0


def test_items_that_were_never_worked_on_are_not_measured() -> None:
    found = of(*["bwr."] * 4, *["bbb."] * 9)
    assert (found.finished, found.measured, found.efficiency) == (13, 4, None)


def test_without_a_state_of_waiting_nothing_is_known_of_it() -> None:
    assert of(*["bwwt."] * 6).efficiency is None
    assert of(*["bwwt."] * 6, chosen={"Testing": "wait"}).efficiency == pytest.approx(2 / 3)


def test_people_say_what_waits() -> None:
    found = of(*["bwwrt."] * 5, chosen={"In progress": "wait", "Ready for test": "work"})
    assert [(step.kind, step.chosen) for step in found.steps] == [
        (Kind.WAIT, True),
        (Kind.WORK, True),
        (Kind.WORK, False),
    ]
    assert (found.work, found.wait, found.longest) == (10.0, 10.0, "In progress")


def test_too_few_items_give_no_efficiency() -> None:
    found = of("bwr.", "bw.", "bwwr")
    assert (found.finished, found.measured, found.efficiency, found.longest) == (2, 2, None, None)
    assert [(step.state, step.now, step.percentiles) for step in found.steps] == [
        ("In progress", 0, {}),
        ("Ready for test", 1, {}),
    ]
    assert stream([WorkItem(key="K", title="x", created=DAY0)], as_of=dt.date(2026, 2, 1)) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Ready for QA", "wait"), ("waiting_for_customer", "wait"), ("On hold", "wait"), ("Review", "work")],
)
def test_a_name_tells_where_everybody_means_the_same(name: str, kind: str) -> None:
    assert kind_of(name, StatusCategory.DOING) == kind
    assert kind_of(name, StatusCategory.TODO) is Kind.WAIT
