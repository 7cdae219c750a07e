"""The roadmap of the shop: design 5 d, build 10 d, docs 3 d beside it, then GA; from Monday 7 September 2026."""

import datetime as dt
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.forecasting.simulation import simulate
from pilotage.plan.roadmap import Audience, Composition, Grouping, Settings, compose
from pilotage.plan.roadmap.choosing import straight
from pilotage.plan.roadmap.periods import period_of
from pilotage.plan.scheduling.schedule import schedule
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.people import Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.roadmap import Horizon, RoadmapEntry
from tests.plan.stories import after, milestone, shop, task

AS_OF = dt.datetime(2026, 9, 7, 9, tzinfo=dt.UTC)


def made(*entries: RoadmapEntry, program: Program | None = None, sure: bool = True, **chosen: object) -> Composition:
    plan = program or shop()
    forecast = simulate(plan, iterations=300, seed=3) if sure else None
    wanted = Settings(**chosen)  # type: ignore[arg-type]  # a test names what it sets
    return compose(schedule(plan), forecast, wanted, as_of=AS_OF, entries=entries)


def outlined() -> Program:
    """The shop with build and docs under a summary, in two workstreams, and a milestone a year after GA."""
    plan = shop()
    make = Activity(id="make", title="Make it", kind=ActivityKind.SUMMARY, workstream="core")
    inside = [
        msgspec.structs.replace(each, parent="make") if each.id in ("build", "docs") else each
        for each in plan.activities
    ]
    rows = (inside[0], make, *inside[1:], task("sell", 250), milestone("profit"))
    return msgspec.structs.replace(
        plan,
        workstreams=(Workstream(id="core", title="Core", team="core"),),
        activities=rows,
        dependencies=(*plan.dependencies, *after("ga", "sell", "profit")),
    )


def test_it_is_made_of_milestones_and_summaries_with_their_spread() -> None:
    found = made(program=outlined()).roadmap
    assert [(lane.title, [item.id for item in lane.items]) for lane in found.lanes] == [
        ("The whole program", ["ga", "profit"]),
        ("Core", ["make"]),
    ]
    make = next(item for item in found.items if item.id == "make")
    assert make.start == dt.date(2026, 9, 15)
    assert make.p50 is not None
    assert make.p85 is not None
    assert make.p50 <= make.p85
    assert next(item for item in found.items if item.id == "ga").after == ("make",)
    assert found.first == dt.date(2026, 9, 1)
    assert found.headline.startswith("GA lands by ")
    assert found.headline.endswith("target 30 Sep 2026; 2 now and 1 later.")


def test_of_more_than_ten_years_the_past_is_left_out_first() -> None:
    def window(start: int, ga: int) -> tuple[dt.date, dt.date]:
        began = dt.datetime(start, 3, 4, 9, tzinfo=dt.UTC)
        old = task("old", 3, actual_start=began, actual_finish=began + dt.timedelta(days=3), progress=1.0)
        older = msgspec.structs.replace(old, kind=ActivityKind.MILESTONE, duration=None)
        late = milestone("late", target=dt.date(ga, 6, 15))
        plan = shop()
        found = msgspec.structs.replace(plan, start=began, activities=(*plan.activities, older, late))
        roadmap = made(program=found, sure=False).roadmap
        return roadmap.first, roadmap.last

    assert window(2020, 2027) == (dt.date(2020, 3, 1), dt.date(2027, 6, 30))
    assert window(2010, 2027) == (dt.date(2017, 6, 1), dt.date(2027, 6, 30))
    assert window(2010, 2050) == (dt.date(2026, 9, 1), dt.date(2036, 9, 30))


def test_many_items_are_counted_in_thousands() -> None:
    plan = shop()
    many = tuple(milestone(f"m{n}") for n in range(1234))
    crowded = msgspec.structs.replace(plan, activities=(*plan.activities, *many))
    assert made(program=crowded, sure=False).roadmap.headline.endswith(" 1,235 now.")


def test_a_summary_has_landed_when_all_below_it_has() -> None:
    def ended(*over: str) -> Composition:
        at = dt.datetime(2026, 9, 4, 17, tzinfo=dt.UTC)
        plan = outlined()
        rows = tuple(
            msgspec.structs.replace(each, actual_start=at - dt.timedelta(days=2), actual_finish=at, progress=1.0)
            if each.id in over
            else each
            for each in plan.activities
        )
        return made(
            program=msgspec.structs.replace(plan, activities=rows, start=dt.datetime(2026, 8, 31, tzinfo=dt.UTC))
        )

    def make(found: Composition) -> tuple[Horizon, dt.date | None, dt.date | None]:
        item = next(each for each in found.roadmap.items if each.id == "make")
        return item.horizon, item.landed, item.p85

    assert make(ended("build", "docs")) == (Horizon.DONE, dt.date(2026, 9, 4), None)
    horizon, landed, p85 = make(ended("build"))
    assert (horizon, landed) == (Horizon.NOW, None)
    assert p85 is not None


def test_horizons_follow_from_dates_and_settings_and_people_override_them_with_a_reason() -> None:
    assert {item.id: item.horizon for item in made(program=outlined()).roadmap.items} == {
        "ga": Horizon.NOW,
        "make": Horizon.NOW,
        "profit": Horizon.LATER,
    }
    near = made(program=outlined(), now_weeks=1, next_weeks=100).roadmap
    assert {item.id: item.horizon for item in near.items} == {
        "ga": Horizon.NEXT,
        "make": Horizon.NEXT,
        "profit": Horizon.NEXT,
    }
    moved = made(RoadmapEntry(activity="ga", when=Horizon.LATER, reason="Waits for the board")).roadmap
    assert [(item.horizon, item.moved) for item in moved.items] == [(Horizon.LATER, "Waits for the board")]


def test_without_a_forecast_it_says_so() -> None:
    found = made(sure=False).roadmap
    assert (found.items[0].p85, found.items[0].finish) == (None, dt.date(2026, 9, 28))
    assert found.items[0].unknown == "No forecast yet: nobody knows how sure this date is."
    assert found.headline == "GA is planned for 28 Sep 2026, and nobody knows how sure that is; 1 now."


def test_what_is_landed_is_done_whatever_was_decided() -> None:
    done = msgspec.structs.replace(
        shop(),
        activities=tuple(
            msgspec.structs.replace(each, actual_finish=dt.datetime(2026, 9, 4, 17, tzinfo=dt.UTC))
            if each.id == "ga"
            else each
            for each in shop().activities
        ),
    )
    entry = RoadmapEntry(activity="ga", when=Horizon.LATER, reason="?")
    found = made(entry, program=done, sure=False).roadmap
    assert [(item.horizon, item.landed) for item in found.items] == [(Horizon.DONE, dt.date(2026, 9, 4))]
    without = made(entry, program=done, sure=False, done=False)
    assert (without.roadmap.items, without.left_out) == ((), ("1 is done.",))


def test_executives_see_milestones_and_their_p85_alone() -> None:
    found = made(program=outlined(), audience=Audience.EXECUTIVE, group=Grouping.TEAM).roadmap
    assert [lane.title for lane in found.lanes] == [""]
    ga = found.items[0]
    assert (ga.id, ga.start, ga.finish, ga.p50, ga.team, ga.owner, ga.after) == ("ga", None, None, None, "", "", ())
    assert ga.p85 is not None


def test_customers_see_what_is_public_by_period_and_no_internal_name() -> None:
    entries = (
        RoadmapEntry(activity="ga", public=True, title="Shopping in your region"),
        RoadmapEntry(activity="make", public=True),
        RoadmapEntry(activity="profit", public=True, title="Profit", shown=False),
    )
    found = made(*entries, program=outlined(), audience=Audience.CUSTOMER)
    [item] = found.roadmap.items
    assert (item.id, item.title, item.period.name if item.period else "") == ("1", "Shopping in your region", "Q4 2026")
    text = msgspec.json.encode(found.roadmap).decode()
    for name in ("GA", "ga", "Make", "Core", "Ada", "2026-09-30", "2026-10-09", "Payment"):
        assert name not in json.loads(text)["lanes"][0]["items"][0].values()
        assert f'"{name}"' not in text
    assert found.left_out == ("1 item is hidden.", "1 public item has no public title, so it is left out.")
    assert made(audience=Audience.CUSTOMER).left_out == (
        "Nothing is public yet. Make items public, under a title for customers.",
    )


@settings(max_examples=200, deadline=None)
@given(st.dates(dt.date(2020, 1, 1), dt.date(2050, 1, 1)), st.integers(0, 4000))
def test_a_period_holds_its_day(today: dt.date, ahead: int) -> None:
    day = today + dt.timedelta(days=ahead)
    found = period_of(day, today)
    assert found.first <= day <= found.last
    assert found.name.endswith(str(day.year))
    assert (found.last - found.first).days > 85


def test_order_and_hiding_are_peoples() -> None:
    entries = (RoadmapEntry(activity="profit", order=0), RoadmapEntry(activity="make", shown=False))
    found = made(*entries, RoadmapEntry(activity="design", shown=True), program=outlined(), group=Grouping.NONE)
    assert [item.id for item in found.roadmap.items] == ["profit", "design", "ga"]
    assert next(item for item in found.roadmap.items if item.id == "ga").after == ("design",)


@pytest.mark.parametrize(
    ("group", "lanes"),
    [
        (Grouping.TEAM, {"": ["ga", "profit"], "Core": ["make"]}),
        (Grouping.MILESTONE, {"GA": ["make", "ga"], "PROFIT": ["profit"]}),
    ],
)
def test_lanes_are_workstreams_teams_or_the_milestones_that_wait(group: Grouping, lanes: dict[str, list[str]]) -> None:
    found = made(program=outlined(), group=group).roadmap
    told = {lane.title if lane.title != "No team" else "": [item.id for item in lane.items] for lane in found.lanes}
    assert told == lanes


def test_a_program_of_one_milestone_has_a_roadmap() -> None:
    program = Program(id="one", title="One", start=AS_OF, activities=(milestone("ga"),))
    found = made(program=program).roadmap
    assert [item.id for item in found.items] == ["ga"]
    assert (found.last - found.first).days > 85
    empty = made(program=msgspec.structs.replace(program, activities=(task("a", 1),)), sure=False)
    assert empty.roadmap.headline == "Nothing is on this roadmap."


def test_what_is_waited_for_through_another_item_is_not_told_twice() -> None:
    before = {"c": ("a", "b"), "b": ("a",), "x": ("y", "a"), "y": ("x",)}
    assert straight(before) == {"c": ("b",), "b": ("a",), "x": ("y", "a"), "y": ("x",)}
    entries = [RoadmapEntry(activity=key, shown=True) for key in ("design", "build")]
    found = made(*entries, program=shop(), group=Grouping.NONE).roadmap
    assert {item.id: item.after for item in found.items} == {"design": (), "build": ("design",), "ga": ("build",)}
