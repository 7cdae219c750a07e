"""Two states of the shop's dates: design 5 d, build 10 d, docs 3 d, then GA; Wednesday 9 September is free."""

import datetime as dt
from decimal import Decimal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.insight.variance.comparison import Comparison, State, Variance, compare
from pilotage.plan.insight.variance.sides import Side, entries_of, side_of, today_side
from pilotage.plan.insight.variance.summary import Summary, summarize
from pilotage.plan.language.text import plain
from pilotage.plan.scheduling.schedule import Schedule, schedule
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.amounts import MoneyImpact
from pilotage.plan.vocabulary.calendars import Calendar, standard_week
from pilotage.plan.vocabulary.history import Baseline, baseline_in_use
from pilotage.plan.vocabulary.program import Program
from tests.plan.stories import days, milestone, shop, task

DAY = dt.date(2026, 9, 6)
AS_OF = dt.datetime(2026, 9, 6, 12, tzinfo=dt.UTC)


def first(program: Program | None = None) -> Side:
    """The shop as it was, kept as Baseline 1."""
    entries = entries_of(schedule(program or shop()))
    return side_of(Baseline(id="b1", title="Baseline 1", taken=DAY, entries=entries))


def changed(**by_id: dict[str, object]) -> Program:
    program = shop()
    rows = [msgspec.structs.replace(each, **by_id.get(each.id, {})) for each in program.activities]
    return msgspec.structs.replace(program, activities=tuple(rows))


def today(program: Program, before: Side | None = None) -> tuple[Comparison, Schedule]:
    plan = schedule(program)
    return compare(before or first(), today_side(plan, DAY), plan), plan


def row(found: Comparison, key: str) -> Variance:
    return next(each for each in found.rows if each.id == key)


def said(program: Program, before: Side | None = None) -> tuple[str, Summary, Evidence]:
    found, plan = today(program, before)
    evidence = Evidence(None, AS_OF)
    summary = summarize(found, plan, evidence)
    return plain(summary.text), summary, evidence


def test_an_unchanged_plan_has_no_variance() -> None:
    found, _plan = today(shop())
    assert {each.state for each in found.rows} == {State.SAME}
    assert said(shop())[0] == "GA is on 28 Sep, as in Baseline 1; no activity moved."


def test_a_longer_activity_is_later_by_working_days_and_longer_by_its_duration() -> None:
    found, _plan = today(changed(build={"estimate": None, "duration": days(13)}))
    build, ga = row(found, "build"), row(found, "ga")
    assert (build.state, build.start_days, build.finish_days, build.duration_days) == (State.CHANGED, 0.0, 3.0, 3.0)
    assert (ga.start_days, ga.finish_days, ga.duration_days) == (3.0, 3.0, 0.0)
    assert row(found, "docs").state is State.SAME


def test_milestones_stand_first_then_the_latest() -> None:
    longer: dict[str, dict[str, object]] = {
        "design": {"estimate": None, "duration": days(6)},
        "build": {"estimate": None, "duration": days(13)},
    }
    found, _plan = today(changed(**longer))
    assert [each.id for each in found.rows] == ["ga", "build", "design", "docs"]
    assert [each.finish_days for each in found.rows] == [4.0, 4.0, 1.0, 1.0]


def test_the_sentence_counts_what_moved_came_and_went() -> None:
    plan = changed(build={"estimate": None, "duration": days(13)})
    plan = msgspec.structs.replace(
        plan,
        activities=(*(each for each in plan.activities if each.id != "docs"), task("audit", 2)),
        dependencies=tuple(each for each in plan.dependencies if "docs" not in (each.predecessor, each.successor)),
    )
    text, summary, evidence = said(plan)
    assert text == "GA is 3 working days later than Baseline 1; 2 activities later, 1 new, 1 gone."
    assert (summary.counts.later, summary.counts.added, summary.counts.removed) == (2, 1, 1)
    assert evidence.facts["variance:ga"].value == 3.0
    assert evidence.facts["variance:ga"].formula == "working days from 28 Sep to 1 Oct = +3"
    assert [record.kind for record in evidence.facts["variance:ga"].records] == ["activity", "baseline", "plan"]
    assert evidence.facts["variance:removed"].value == 1


def test_what_left_the_plan_keeps_its_name_and_kind() -> None:
    old = shop()
    beta = milestone("beta")
    old = msgspec.structs.replace(old, activities=(*old.activities, beta))
    found, _plan = today(shop(), first(old))
    gone = row(found, "beta")
    assert (gone.state, gone.title, gone.kind.value, gone.after) == (State.REMOVED, "BETA", "milestone", None)
    assert [each.id for each in found.rows][:2] == ["beta", "ga"]


def test_days_are_those_of_the_activitys_calendar() -> None:
    """Saturday counts on a six-day calendar: from Friday's end to the next Saturday's end are six days, not five."""
    six = Calendar(id="six", title="Six days", week=(*standard_week()[:5], standard_week()[0], ()))
    plain_plan = Program(
        id="p",
        title="P",
        start=dt.datetime(2026, 9, 7, tzinfo=dt.UTC),
        calendars=(*shop().calendars, six),
        default_calendar="office",
        activities=(Activity(id="night", title="Night", calendar="six", duration=days(4)),),
    )
    longer = msgspec.structs.replace(
        plain_plan, activities=(msgspec.structs.replace(plain_plan.activities[0], duration=days(10)),)
    )
    found, _plan = today(longer, first(plain_plan))
    assert row(found, "night").finish_days == 6.0


def test_two_baselines_are_compared_by_name() -> None:
    plan = schedule(changed(build={"estimate": None, "duration": days(13)}))
    second = side_of(Baseline(id="b2", title="Baseline 2", taken=DAY, entries=entries_of(plan)))
    evidence = Evidence(None, AS_OF)
    found = compare(first(), second, plan)
    text = plain(summarize(found, plan, evidence).text)
    assert text == "In Baseline 2, GA is 3 working days later than in Baseline 1; 2 activities later."


def test_cost_is_compared_where_both_have_one() -> None:
    rate = Decimal("1000")
    old = first(changed(build={"cost_per_day": rate, "estimate": None, "duration": days(10)}))
    now = changed(build={"cost_per_day": rate, "cost": MoneyImpact(rate, rate, rate, "EUR"), "duration": days(13)})
    now = msgspec.structs.replace(
        now,
        activities=tuple(
            msgspec.structs.replace(each, estimate=None) if each.id == "build" else each for each in now.activities
        ),
    )
    found, _plan = today(now, old)
    assert row(found, "build").cost == Decimal("4000.00")
    assert said(now, old)[0].endswith("It is planned to cost €4K more.")
    assert said(shop())[1].cost is None


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40))
def test_there_and_back_is_the_same_way(one: int, other: int) -> None:
    plans = [schedule(changed(build={"estimate": None, "duration": days(each)})) for each in (one, other)]
    sides = [
        side_of(Baseline(id=f"b{at}", title=str(at), taken=DAY, entries=entries_of(plan)))
        for at, plan in enumerate(plans)
    ]
    there = {each.id: each for each in compare(sides[0], sides[1], plans[0]).rows}
    back = {each.id: each for each in compare(sides[1], sides[0], plans[0]).rows}
    assert {key: each.finish_days for key, each in there.items()} == {
        key: -each.finish_days if each.finish_days else each.finish_days for key, each in back.items()
    }


def test_the_chosen_baseline_is_in_use_else_the_latest() -> None:
    one = Baseline(id="b1", title="1", taken=dt.date(2026, 1, 1))
    two = Baseline(id="b2", title="2", taken=dt.date(2026, 2, 1))
    assert baseline_in_use(()) is None
    assert baseline_in_use((two, one)) == two
    assert baseline_in_use((one, msgspec.structs.replace(two, taken=one.taken))).id == "b2"  # type: ignore[union-attr]  # not None
    chosen = msgspec.structs.replace(one, chosen=True)
    assert baseline_in_use((chosen, two)) == chosen
