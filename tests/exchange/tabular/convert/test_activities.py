"""Rows become activities."""

import datetime as dt
from decimal import Decimal

import pytest

from pilotage import plan
from pilotage.exchange.result import ReadResult
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, Assignment, ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.amounts import Span, ThreePointEstimate, Unit
from tests.exchange.tabular.tables import ids, mapping_of, program_of, read_csv


def by_title(result: ReadResult) -> dict[str, Activity]:
    return {activity.title: activity for activity in program_of(result).activities}


def at(day: int) -> dt.datetime:
    return dt.datetime(2026, 9, day, tzinfo=dt.UTC)


PROJECT = """\
ID,WBS,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete
1,1,Ledger,20 days,2026-09-01,2026-09-28,,,
2,1.1,Schema,5 days,2026-09-01,2026-09-07,,Ann[50%];Bob,100%
3,1.2,Backfill,10 days?,2026-09-08,2026-09-21,2FS+1d,Bob,30%
4,1.3,Cut-over,0 days,2026-09-28,2026-09-28,3;2SS,,0%
"""


def test_an_export_of_a_planning_tool_becomes_a_plan_that_can_be_scheduled() -> None:
    result = read_csv(PROJECT)
    program = program_of(result)
    kinds = [(a.title, a.kind, a.parent) for a in program.activities]
    assert kinds == [
        ("Ledger", ActivityKind.SUMMARY, None),
        ("Schema", ActivityKind.TASK, "1"),
        ("Backfill", ActivityKind.TASK, "1"),
        ("Cut-over", ActivityKind.MILESTONE, "1"),
    ]
    assert [(d.predecessor, d.successor, d.kind, d.lag.minutes) for d in program.dependencies] == [
        ("2", "3", DependencyKind.FS, 480),
        ("3", "4", DependencyKind.FS, 0),
        ("2", "4", DependencyKind.SS, 0),
    ]
    schema, backfill = program.activities[1:3]
    assert schema.assignments == (Assignment("ann", 0.5), Assignment("bob"))
    assert (schema.actual_start, schema.actual_finish, schema.progress) == (at(1), at(8), 1.0)
    assert (backfill.actual_start, backfill.actual_finish, backfill.progress) == (at(8), None, 0.3)
    assert program.activities[3].target == dt.date(2026, 9, 28)
    assert plan.check(program) == ()
    assert plan.schedule(program).at("3").start == at(8)
    assert ids(result) == ["finish-assumed"]


def test_workstreams_teams_and_people_are_made_of_their_names() -> None:
    header = "Title,Duration,Workstream,Team,Owner\n"
    text = header + "Schema,5d,Ledger Split,Ledger,ann@example.org\nProxy,3d,Edge,Édge!,Bob B.\n"
    program = program_of(read_csv(text))
    assert [a.id for a in program.activities] == ["ledger-split/schema", "edge/proxy"]
    assert [(w.id, w.title, w.team) for w in program.workstreams] == [
        ("ledger-split", "Ledger Split", "ledger"),
        ("edge", "Edge", "edge"),
    ]
    assert [(p.id, p.name, p.email) for p in program.people] == [
        ("ann", "ann@example.org", "ann@example.org"),
        ("bob-b", "Bob B.", ""),
    ]
    assert plan.check(program) == ()


def test_ids_are_unique_and_repeats_are_told() -> None:
    result = read_csv("ID,Title,Duration\na,One,1d\na,Two,1d\n,Two,1d\n,日本,1d\n")
    assert [a.id for a in program_of(result).activities] == ["a", "a-2", "two", "row-5"]
    assert [(p.id, p.source.line) for p in result.problems] == [("duplicate-id", 3)]


def test_references_are_found_by_id_key_and_title_and_missing_ones_told() -> None:
    text = (
        "ID,Title,Key,Duration,Predecessors\n1,Schema,LED-7,1d,\n2,Dual writes,,1d,led-7\n3,Cut,,1d,Dual Writes;9;3\n"
    )
    result = read_csv(text)
    found = [(d.predecessor, d.successor) for d in program_of(result).dependencies]
    assert found == [("1", "2"), ("2", "3")]
    assert ids(result) == ["missing-predecessor", "self-dependency"]


def test_a_title_that_two_rows_have_names_neither() -> None:
    result = read_csv("ID,Title,Duration,Predecessors\n1,Test,1d,\n2,Test,1d,\n3,Ship,1d,Test\n")
    assert ids(result) == ["missing-predecessor"]


def test_children_may_stand_before_their_parents_but_are_shown_after_them() -> None:
    result = read_csv("ID,Title,Duration,Parent\nb,Child,1d,a\na,Top,1d,\n")
    assert [a.id for a in program_of(result).activities] == ["a", "b"]


def test_parents_in_a_circle_are_cut_loose() -> None:
    result = read_csv("ID,Title,Duration,Parent\na,A,1d,b\nb,B,1d,a\nc,C,1d,c\nd,D,1d,gone\n")
    assert len(program_of(result).activities) == 4
    assert ids(result) == ["missing-parent", "parent-cycle", "parent-cycle"]
    assert plan.check(program_of(result)) == ()


def test_a_planned_start_holds_only_what_nothing_else_places() -> None:
    header = "ID,Title,Duration,Start,Predecessors,Actual Start\n"
    text = header + "a,A,1d,2026-10-01,,\nb,B,1d,2026-10-05,a,\nc,C,1d,2026-09-01,,2026-09-02\n"
    constraints = [a.constraint for a in program_of(read_csv(text)).activities]
    assert constraints[0] is not None
    assert constraints[0].kind is ConstraintKind.START_NO_EARLIER_THAN
    assert constraints[1:] == [None, None]


def test_two_dates_give_the_working_days_between_them() -> None:
    durations = [
        a.duration
        for a in program_of(
            read_csv("Title,Start,Finish\nA,2026-09-18,2026-09-21\nB,2026-09-19,2026-09-20\n")
        ).activities
    ]
    assert durations == [Span(960, Unit.DAY), Span(480, Unit.DAY)]


def test_estimates_in_one_column_or_in_three() -> None:
    expected = ThreePointEstimate(Span(2400), Span(3840), Span(5760))
    one = by_title(read_csv("Title,Estimate\nA,5d/8d/12d\n"))["A"]
    three = by_title(read_csv("Title,Low,Likely,High\nA,5,8,12\n"))["A"]
    assert one.estimate == three.estimate == expected
    broken = read_csv("Title,Low,Likely,High\nA,9,8,12\n")
    assert ids(broken) == ["incomplete-estimate"]
    assert by_title(broken)["A"].duration == Span(3840)


@pytest.mark.parametrize(
    ("column", "kind", "day"),
    [
        ("Must start on", ConstraintKind.MUST_START_ON, 18),
        ("Must finish on", ConstraintKind.MUST_FINISH_ON, 19),
        ("Not before", ConstraintKind.START_NO_EARLIER_THAN, 18),
        ("Not after", ConstraintKind.FINISH_NO_LATER_THAN, 19),
        ("Finish no earlier than", ConstraintKind.FINISH_NO_EARLIER_THAN, 19),
    ],
)
def test_constraints(column: str, kind: ConstraintKind, day: int) -> None:
    constraint = by_title(read_csv(f"Title,Duration,{column}\nA,1d,2026-09-18\n"))["A"].constraint
    assert constraint is not None
    assert (constraint.kind, constraint.at) == (kind, at(day))


def test_two_constraints_that_leave_room_are_kept() -> None:
    result = read_csv("Title,Duration,Not before,Not after\nA,1d,2026-09-18,2026-09-30\n")
    found = by_title(result)["A"]
    assert found.constraint is not None
    assert found.second_constraint is not None
    kinds = (found.constraint.kind, found.second_constraint.kind)
    assert kinds == (ConstraintKind.START_NO_EARLIER_THAN, ConstraintKind.FINISH_NO_LATER_THAN)
    assert (ids(result), plan.check(program_of(result))) == ([], ())


@pytest.mark.parametrize(
    "columns",
    ["Must start on,Not after\nA,1d,2026-09-18,2026-09-30", "Not before,Start by,Not after\nA,1d" + ",2026-09-30" * 3],
)
def test_constraints_that_cannot_all_be_kept_are_told(columns: str) -> None:
    result = read_csv(f"Title,Duration,{columns}\n")
    assert ids(result) == ["several-constraints"]
    assert by_title(result)["A"].second_constraint is None


def test_days_of_rest_that_cannot_be_read_are_told() -> None:
    result = read_csv("Title,Duration,Pauses\nA,3d,2026-09-22; over Easter\n")
    assert ids(result) == ["unreadable-value"]
    assert [each.start.day for each in by_title(result)["A"].pauses] == [22]


def test_a_finish_before_its_start_is_told() -> None:
    result = read_csv("Title,Duration,Actual Start,Actual Finish\nA,1d,2026-09-10,2026-09-01\n")
    assert ids(result) == ["finish-before-start"]
    assert plan.check(program_of(result)) == ()


def test_a_status_word_says_done() -> None:
    done = by_title(
        read_csv("Title,Status,Start,Finish\nA,Completed,2026-09-01,2026-09-02\nB,Open,2026-09-01,2026-09-02\n")
    )
    assert (done["A"].actual_finish, done["B"].actual_finish) == (at(3), None)


def test_a_link_that_is_no_web_address_is_left_out() -> None:
    result = read_csv("Title,Duration,URL\nA,1d,javascript:alert(1)\nB,1d,https://example.org/b\n")
    assert [a.url for a in program_of(result).activities] == [None, "https://example.org/b"]
    assert ids(result) == ["not-a-web-address"]


def test_program_settings_of_the_mapping() -> None:
    mapping = mapping_of(
        """
        [program]
        id = "Atlas"
        title = "Payments"
        kind = "infrastructure"
        zone = "Europe/Berlin"
        currency = "USD"
        owner = "Mira"
        start = 2026-09-01
        status_date = "2026-08-31"
        hours_per_day = 7.5
        final = "ga"
        workstream = "Ledger"
        [activities]
        id = "ID"
        title = "Title"
        duration = "Days"
        """
    )
    program = program_of(read_csv("ID,Title,Days\nga,GA,2\n", mapping=mapping))
    assert (program.id, program.title, program.zone, program.currency) == ("atlas", "Payments", "Europe/Berlin", "USD")
    assert (program.owner, program.final, program.status_date) == ("mira", "ledger/ga", dt.date(2026, 8, 31))
    assert program.activities[0].duration == Span(900)


def test_bad_program_settings_are_told_and_replaced() -> None:
    mapping = mapping_of(
        '[program]\nkind = "x"\nzone = "../etc"\ncurrency = "euros"\nhours_per_day = 0\nstatus_date = "soon"\n'
        '[activities]\ntitle = "Title"\n'
    )
    result = read_csv("Title,Days\nGA,2\n", mapping=mapping)
    assert ids(result).count("mapping-invalid-value") == 5
    assert program_of(result).zone == "UTC"


RISKS = """\
Risk ID,Risk,Probability,Days low,Days likely,Days high,Cost impact,Hits,Strategy,Mitigation,State
r1,Replica lag,30%,5,10,20,40000,backfill,mitigate,Second link,Open
r2,Key person leaves,high,,8,,,gone,hope,,Closed
r3,,10%,,,,,,,,
r4,Audit,,20,10,5,,,,,Perhaps
"""


def test_a_risk_register() -> None:
    result = read_csv(RISKS)
    program = program_of(result)
    first, second, fourth = program.risks
    assert (first.probability, second.probability, fourth.probability) == (0.3, 0.8, 0.5)
    assert first.impact_days is not None
    assert (first.impact_days.low, first.impact_days.high) == (5, 20)
    assert first.impact_money is not None
    assert (first.impact_money.likely, first.impact_money.currency) == (Decimal("40000.0"), "EUR")
    assert first.response is not None
    assert first.response.text == "Second link"
    assert (second.state, fourth.state) == ("closed", "open")
    assert fourth.impact_days is not None
    assert fourth.impact_days.low == 5
    assert sorted(set(ids(result))) == [
        "impact-out-of-order",
        "missing-probability",
        "missing-reference",
        "missing-title",
        "unknown-word",
    ]
    assert result.format == "risks-csv"
