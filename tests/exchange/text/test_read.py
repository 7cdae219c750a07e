"""What the words of a text mean, where problems are, and what hostile files come to."""

import datetime as dt
import time
from decimal import Decimal
from pathlib import Path

import pytest

from pilotage.exchange import text
from pilotage.plan.vocabulary.activities import Activity, ActivityKind, ConstraintKind, DependencyKind
from pilotage.plan.vocabulary.amounts import DayImpact, MoneyImpact, Span, Unit
from pilotage.plan.vocabulary.calendars import STANDARD, ExceptionKind, Shift
from pilotage.plan.vocabulary.contracts import Promise
from pilotage.plan.vocabulary.gates import Condition, GateOutcome
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Strategy
from tests.effort import effort

CORRECT = Path(__file__).parent / "correct"


def read(source: str) -> Program:
    result = text.read_text(source, "p.yaml")
    assert result.problems == ()
    assert result.program is not None
    return result.program


def activity(source: str, zone: str = "Europe/Berlin") -> Activity:
    return read(f"program: p\nzone: {zone}\nactivities:\n  a: {{ {source} }}\n").activities[0]


def utc(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)


def test_a_day_starts_and_ends_in_the_zone_of_the_program() -> None:
    row = activity("started: 2026-08-31, finished: 2026-09-04, deadline: 2026-10-25")
    assert row.actual_start == utc("2026-08-30T22:00")
    assert row.actual_finish == utc("2026-09-04T22:00")
    assert row.deadline == utc("2026-10-25T23:00")  # the clock went back that day
    assert row.progress == 1.0


def test_a_time_without_offset_is_local() -> None:
    row = activity("started: 2026-08-31 09:30, finished: 2026-09-04T17:00-04:00")
    assert row.actual_start == utc("2026-08-31T07:30")
    assert row.actual_finish == utc("2026-09-04T21:00")


def test_a_day_whose_midnight_the_clock_jumps_over_begins_after_the_jump() -> None:
    row = activity("started: 2017-10-15", zone="America/Sao_Paulo")
    assert row.actual_start == utc("2017-10-15T03:00")
    assert "started: 2017-10-15" in text.write(
        read("program: p\nzone: America/Sao_Paulo\nactivities: { a: { started: 2017-10-15 } }")
    )


@pytest.mark.parametrize(
    ("source", "kind", "at"),
    [
        ("not-before: 2026-11-02", ConstraintKind.START_NO_EARLIER_THAN, "2026-11-01T23:00"),
        ("start-by: 2026-11-02", ConstraintKind.START_NO_LATER_THAN, "2026-11-01T23:00"),
        ("on: 2026-11-02", ConstraintKind.MUST_START_ON, "2026-11-01T23:00"),
        ("start-on: 2026-11-02", ConstraintKind.MUST_START_ON, "2026-11-01T23:00"),
        ("soft-start-on: 2026-11-02", ConstraintKind.START_ON, "2026-11-01T23:00"),
        ("not-after: 2026-11-02", ConstraintKind.FINISH_NO_LATER_THAN, "2026-11-02T23:00"),
        ("finish-not-before: 2026-11-02", ConstraintKind.FINISH_NO_EARLIER_THAN, "2026-11-02T23:00"),
        ("finish-on: 2026-11-02", ConstraintKind.MUST_FINISH_ON, "2026-11-02T23:00"),
        ("milestone: true, on: 2026-11-02", ConstraintKind.MUST_FINISH_ON, "2026-11-02T23:00"),
    ],
)
def test_constraints(source: str, kind: ConstraintKind, at: str) -> None:
    constraint = activity(source).constraint
    assert constraint is not None
    assert (constraint.kind, constraint.at) == (kind, utc(at))


def test_durations_follow_the_hours_of_the_header() -> None:
    header = "program: p\nhours_per_day: 7.5\ndays_per_week: 4\n"
    row = read(header + "activities: { a: { duration: 2w, effort: 3d, remaining: 1.5ed } }").activities[0]
    assert row.duration == Span(2 * 4 * 450, Unit.WEEK)
    assert row.effort == Span(3 * 450, Unit.DAY)
    assert row.remaining == Span(2160, Unit.ELAPSED_DAY)


def test_dependencies() -> None:
    program = read(
        "program: p\nmilestones: { x: {} }\nworkstreams:\n  s:\n    activities:\n      a: {}\n      x: {}\n"
        "      b: { after: [a SS+3d, a FF-1d on prod, x +2ed, /x FS+50%, t/a] }\n"
        "  t: { activities: { a: { after: x } } }\n"
    )
    found = [(d.predecessor, d.successor, d.kind, d.lag, d.lag_percent, d.calendar) for d in program.dependencies]
    day = 480
    assert found == [
        ("s/a", "s/b", DependencyKind.SS, Span(3 * day), None, None),
        ("s/a", "s/b", DependencyKind.FF, Span(-day), None, "prod"),
        ("s/x", "s/b", DependencyKind.FS, Span(2880, Unit.ELAPSED_DAY), None, None),
        ("x", "s/b", DependencyKind.FS, Span(0), 0.5, None),
        ("t/a", "s/b", DependencyKind.FS, Span(0), None, None),
        ("x", "t/a", DependencyKind.FS, Span(0), None, None),
    ]


def test_rows_summaries_and_places() -> None:
    program = text.read(CORRECT / "summaries.yaml").program
    assert program is not None
    found = [(row.id, row.kind.value, row.parent, row.workstream) for row in program.activities]
    assert found == [
        ("core/plan", "summary", None, "core"),
        ("kickoff", "milestone", None, "core"),
        ("core/draft", "task", "core/plan", "core"),
        ("core/inner", "summary", "core/plan", "core"),
        ("core/deep", "task", "core/inner", "core"),
        ("core/apart", "task", "core/plan", "core"),
        ("core/kickoff", "milestone", None, "core"),
    ]
    assert program.dependencies[1].predecessor == "kickoff"


def test_calendars() -> None:
    program = read(
        "program: p\ncalendars:\n  default:\n    week: [mon-thu 09:00-12:00 13:00-17:00, sat-sun 22:00-24:00]\n"
        "    holidays: [DE-BE, 2026-12-24 09:00-12:00 Christmas Eve]\n    extra: 2026-10-10 09:00-13:00 Saturday\n"
        "    off: [freeze 2026-12-19..2027-01-03 Freeze]\n"
    )
    calendar = program.calendars[0]
    assert program.default_calendar == "default"
    assert calendar.week is not None
    assert calendar.week[0] == (Shift(540, 720), Shift(780, 1020))
    assert calendar.week[4] == ()
    assert calendar.week[6] == (Shift(1320, 1440),)
    assert calendar.holidays == ("DE-BE",)
    assert [(e.start, e.end, e.kind, e.title) for e in calendar.exceptions] == [
        (dt.date(2026, 12, 24), dt.date(2026, 12, 25), ExceptionKind.HOLIDAY, "Christmas Eve"),
        (dt.date(2026, 12, 19), dt.date(2027, 1, 4), ExceptionKind.FREEZE, "Freeze"),
        (dt.date(2026, 10, 10), dt.date(2026, 10, 11), ExceptionKind.WORKING, "Saturday"),
    ]


def test_the_standard_calendar_is_there_unless_another_is_the_default() -> None:
    assert read("program: p").calendars == (STANDARD,)
    assert read("program: p\ncalendars: { ops: {} }").default_calendar == "standard"
    assert [c.id for c in read("program: p\ncalendars: { ops: {} }\ncalendar: ops").calendars] == ["ops"]


def test_risks() -> None:
    risk = read(
        "program: p\nrisks:\n  lag: { probability: 12.5%, impact: { days: -1/2/2.5, money: 20k/1.2M/3M },"
        " response: { mitigate: link, done: true, leaves: 5%, cost: 1.5k EUR } }"
    ).risks[0]
    assert (risk.title, risk.probability) == ("Lag", 0.125)
    assert risk.impact_days == DayImpact(-1, 2, 2.5)
    assert risk.impact_money == MoneyImpact(Decimal(20_000), Decimal(1_200_000), Decimal(3_000_000), "EUR")
    assert risk.response is not None
    assert (risk.response.strategy, risk.response.cost) == (Strategy.MITIGATE, Decimal(1500))


def test_needs() -> None:
    source = (
        "program: p\nstatus_date: 2026-09-18\nteams: { edge: {}, ledger: {} }\n"
        "workstreams: { s: { team: edge, activities: { a: {}, b: { team: ledger } } } }\nneeds:\n"
        "  one: { from: s/b, to: s/a, needed: 2026-10-02, promised: 2026-10-09 }\n"
        "  two: { from: ledger, delivers: s/b, to: edge, for: s/a, asked: 2026-08-01, needed: 2026-10-02,"
        " promised: 2026-10-09 }\n"
    )
    one, two = read(source).contracts
    for contract in (one, two):
        assert (contract.provider, contract.delivers) == ("ledger", "s/b")
        assert (contract.consumer, contract.needed_by_activity) == ("edge", "s/a")
    assert one.promises == (Promise(dt.date(2026, 9, 18), dt.date(2026, 10, 9)),)
    assert two.promises == (Promise(dt.date(2026, 8, 1), dt.date(2026, 10, 9)),)


def test_problems_name_file_path_and_entity() -> None:
    problem = text.read_text("program: p\nrisks:\n  lag: { probability: 30 }\n", "atlas.yaml").problems[0]
    assert str(problem).startswith("atlas.yaml:3:23: “30” is not a share.")
    assert problem.source.path == "risks.lag.probability"
    assert problem.entity == "lag"


def test_the_good_part_is_kept() -> None:
    program = text.read_text(
        "program: p\nactivities:\n  a: { duration: 5, owner: mira }\n  b: 3\n  c: {}\nrisks: [x]\n"
    ).program
    assert program is not None
    assert [(row.id, row.owner, row.kind) for row in program.activities] == [
        ("a", "mira", ActivityKind.TASK),
        ("b", None, ActivityKind.TASK),
        ("c", None, ActivityKind.TASK),
    ]


def test_places_say_where_things_are_written() -> None:
    result = text.read_text("program: p\nteams: { edge: {} }\nactivities:\n  a: {}\n", "p.yaml")
    assert str(result.places["a"]) == "p.yaml:4:3"
    assert str(result.places["edge"]) == "p.yaml:2:10"


@pytest.mark.parametrize(
    ("content", "line", "column", "said"),
    [
        ("program: p\ntitle: Größe\n".encode("latin-1"), 2, 10, "Byte 21 (0xf6)"),
        ("program: p\n".encode("utf-16"), 1, 1, "UTF-16"),
        (b"program: p\ntitle: a\x00b\n", 2, 9, "U+0000"),
    ],
)
def test_encodings(content: bytes, line: int, column: int, said: str) -> None:
    result = text.read_text(content, "p.yaml")
    assert result.program is None
    assert [p.id for p in result.problems] == ["wrong-encoding"]
    assert (result.problems[0].source.line, result.problems[0].source.column) == (line, column)
    assert said in result.problems[0].message


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert text.read_text(b"\xef\xbb\xbfprogram: p\n").problems == ()


BOMB = "a: &a [x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(
    "source",
    [
        BOMB,
        "program: p\nactivities: " + "[" * 100_000,
        "program: p\nactivities: " + "{a: " * 50_000,
        "program: p\nactivities:\n" + "".join(f"{' ' * (i + 1)}k:\n" for i in range(300)),
        "".join(f"key{i}: 1\n" for i in range(50_000)),
        "program: p\nactivities:\n" + "".join(f"  a{i}: {{ after: b{i} }}\n" for i in range(10_000)),
        "program: p\nactivities: { a: { duration: " + "9" * 1_000_000 + "d } }",
        "program: p\nactivities: { a: { after: " + "x " * 200_000 + "} }",
        "program: p\nrisks: { r: { probability: " + "1" * 5000 + "% } }",
        "program: p\nhours_per_day: 1" + "0" * 400,
        "program: p\nactivities: { a: { started: 9999-12-31, finished: 0001-01-01 } }",
    ],
    ids=["bomb", "brackets", "braces", "levels", "unknown", "dangling", "digits", "words", "percent", "hours", "years"],
)
def test_hostile_texts_are_refused_in_good_time(source: str) -> None:
    began = time.process_time()
    result = text.read_text(source, "p.yaml")
    assert time.process_time() - began < 8
    assert not result.ok
    assert 0 < len(result.problems) <= 1001
    assert all(len(problem.message) < 400 for problem in result.problems)


def test_the_work_of_reading_grows_with_the_activities_and_no_faster() -> None:
    row = "      a{}: {{ title: Do a thing, estimate: 8d/12d/20d, after: [a{} SS+3d], owner: mira, done: 60% }}\n"

    def calls(count: int) -> int:
        rows = "".join(row.format(i, max(i - 1, 0)) for i in range(count))
        source = f"program: p\nworkstreams:\n  core:\n    activities:\n{rows}"
        with effort() as spent:
            found = text.read_text(source)
        assert found.program is not None
        assert len(found.program.activities) == count
        return spent.calls

    few, many = calls(500), calls(2000)
    assert many < 4.1 * few
    assert many < 2000 * 200


def test_a_gate_keeps_its_criteria_and_the_record_of_its_decisions() -> None:
    design, launch = read((CORRECT / "gates.yaml").read_text("utf-8")).gates
    assert (design.activity, design.approvers) == ("design-freeze", ("mira",))
    assert [(each.text, each.done) for each in design.exit] == [
        ("ADR 14 is accepted, and published", dt.date(2026, 9, 11)),
        ("On call is staffed", None),
    ]
    refused, agreed = design.decisions
    assert (refused.outcome, refused.at) == (GateOutcome.NO_GO, utc("2026-09-14T10:00"))
    assert agreed.conditions == (Condition(text="Staff the second line", due=dt.date(2026, 10, 2), owner="oskar"),)
    assert [each.id for each in agreed.open_exit] == ["on-call-is-staffed"]
    assert design.passed
    assert not launch.passed
