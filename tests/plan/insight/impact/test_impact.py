"""Who is hit if something moves: by hand on the shop, and against a second schedule on drawn programs."""

import datetime as dt
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.insight.impact import CannotMove, Impact, Subject, impact
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.contracts import Contract, Promise
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program

NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DAY = 480


def task(name: str, days: int, **more: object) -> Activity:
    return msgspec.convert({"id": name, "title": name.title(), "duration": {"minutes": days * DAY}} | more, Activity)


def program(activities: Sequence[Activity], links: Sequence[tuple[str, str]], **more: object) -> Program:
    made = Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
        activities=tuple(activities),
        dependencies=tuple(Dependency(predecessor=a, successor=b) for a, b in links),
    )
    return msgspec.structs.replace(made, **more)


HARBOR = program(
    [
        task("pile", 5, team="quay"),
        task("deck", 3, team="quay", owner="jo"),
        task("dredge", 4, team="sea"),
        task("buoys", 1, team="sea"),
        Activity(id="open", title="Harbor opens", kind=ActivityKind.MILESTONE, target=dt.date(2026, 3, 11)),
    ],
    [("pile", "deck"), ("deck", "open"), ("dredge", "buoys"), ("buoys", "open")],
    teams=(Team(id="quay", title="Quay"), Team(id="sea", title="Sea")),
    people=(Person(id="jo", name="Jo"),),
    final="open",
    contracts=(
        Contract(
            id="site",
            what="Dredger gone",
            provider="sea",
            consumer="quay",
            delivers="dredge",
            needed=dt.date(2026, 3, 6),
            promises=(Promise(dt.date(2026, 2, 2), dt.date(2026, 3, 6)),),
        ),
        Contract(
            id="steel",
            what="Steel",
            provider="",
            vendor="Mill",
            consumer="quay",
            needed_by_activity="deck",
            needed=dt.date(2026, 3, 4),
        ),
        Contract(id="talk", what="Talk", provider="sea", consumer="quay", needed=dt.date(2026, 3, 4)),
    ),
)
"""Piles Mon 2 to Fri 6, deck Mon 9 to Wed 11 March; dredging Mon 2 to Thu 5, buoys on Fri 6: three days of float."""


def moved(key: str, days: int, subject: Subject = Subject.ACTIVITY, of: Program = HARBOR) -> Impact:
    return impact(plan.schedule(of), subject, key, days, as_of=NOW)


def test_a_critical_activity_hits_all_after_it() -> None:
    found = moved("pile", 2)
    assert [(hit.id, hit.days, hit.through) for hit in found.activities] == [("deck", 2.0, "pile")]
    assert [(hit.id, hit.days, hit.through) for hit in found.milestones] == [("open", 2.0, "deck")]
    assert [(team.id, team.activities, team.days) for team in found.teams] == [("quay", 1, 2.0)]
    assert [person.id for person in found.people] == ["jo"]
    assert plain(found.summary) == (
        "There is no room: the first day hits somebody. Hit: 1 activity and 1 team. "
        "Harbor opens moves 2 working days, to 13 Mar."
    )
    assert set(found.facts) == {"impact-room", "impact-landing"}


def test_float_takes_a_move_up_to_the_last_day_of_it() -> None:
    free = moved("buoys", 3)
    assert (free.room, free.activities, free.milestones) == (3.0, (), ())
    assert plain(free.summary) == "Nobody is hit: there is room for 3 working days."
    assert [hit.days for hit in moved("buoys", 4).milestones] == [1.0]


def test_a_chain_is_followed_where_the_float_of_its_next_link_is_gone() -> None:
    found = moved("dredge", 5)
    assert (found.room, found.total_room) == (0.0, 3.0)
    assert [(hit.id, hit.days) for hit in found.activities] == [("buoys", 5.0)]
    assert [(hit.id, hit.days, hit.through) for hit in found.milestones] == [("open", 2.0, "buoys")]


def test_a_contract_moves_what_delivers_it_and_is_not_told_among_those_hit() -> None:
    found = moved("site", 1, Subject.CONTRACT)
    assert found.title == "Dredger gone"
    assert [hit.id for hit in found.activities] == ["buoys"]
    assert found.contracts == ()
    (other,) = moved("dredge", 3).contracts
    assert (other.id, other.days, other.late, other.breaks) == ("site", 3.0, 2.0, True)


def test_what_a_vendor_delivers_moves_what_waits_for_it() -> None:
    """Steel is needed by the end of the 4th and the deck begins on the 9th: two days of room."""
    assert moved("steel", 2, Subject.CONTRACT).activities == ()
    found = moved("steel", 3, Subject.CONTRACT)
    assert found.room == 2.0
    assert [(hit.id, hit.days, hit.through) for hit in found.activities] == [("deck", 1.0, None)]


def test_work_under_way_takes_longer() -> None:
    begun = msgspec.structs.replace(
        HARBOR.activities[0], actual_start=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), progress=0.2
    )
    of = msgspec.structs.replace(HARBOR, activities=(begun, *HARBOR.activities[1:]), status_date=dt.date(2026, 3, 2))
    assert [(hit.id, hit.days) for hit in moved("pile", 2, of=of).activities] == [("deck", 2.0)]


def test_a_summary_moves_with_all_that_is_open_below_it() -> None:
    works = Activity(id="works", title="Works", kind=ActivityKind.SUMMARY)
    below = tuple(
        msgspec.structs.replace(each, parent="works") if each.id in ("pile", "deck") else each
        for each in HARBOR.activities
    )
    of = msgspec.structs.replace(HARBOR, activities=(works, *below))
    found = moved("works", 2, of=of)
    assert found.activities == ()
    assert [hit.days for hit in found.milestones] == [2.0]


@pytest.mark.parametrize(
    ("subject", "key", "days", "words"),
    [
        (Subject.ACTIVITY, "nowhere", 1, "no activity"),
        (Subject.CONTRACT, "nowhere", 1, "no contract"),
        (Subject.CONTRACT, "talk", 1, "names no activity"),
        (Subject.ACTIVITY, "pile", 0, "from 1 to 500"),
    ],
)
def test_what_cannot_move_is_refused_in_words(subject: Subject, key: str, days: int, words: str) -> None:
    with pytest.raises(CannotMove, match=words):
        moved(key, days, subject)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_hits_are_those_of_a_second_schedule_and_room_is_the_last_day_without_any(data: st.DataObject) -> None:
    """On one calendar: within its free float a move hits nobody; the day after it does, if anything follows."""
    count = data.draw(st.integers(2, 8))
    activities = [task(f"a{number}", data.draw(st.integers(1, 4))) for number in range(count)]
    pairs = [(a, b) for b in range(count) for a in range(b)]
    links = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))
    of = program(activities, [(f"a{a}", f"a{b}") for a, b in links])
    row, days = data.draw(st.integers(0, count - 1)), data.draw(st.integers(1, 6))
    before = plan.schedule(of)
    found = impact(before, Subject.ACTIVITY, f"a{row}", days, as_of=NOW)
    twin = list(activities)
    twin[row] = msgspec.structs.replace(twin[row], duration=Span((twin[row].duration or Span(0)).minutes + days * DAY))
    after = plan.schedule(msgspec.structs.replace(of, activities=tuple(twin)))
    later = {f"a{each}" for each in range(count) if after.finish[each] > before.finish[each]} - {f"a{row}"}
    assert {hit.id for hit in found.activities} == later
    if any(a == row for a, _b in links):
        assert bool(later) == (days > found.room)
