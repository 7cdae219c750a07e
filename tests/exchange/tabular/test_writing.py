"""Programs written as tables, and tables read back."""

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import msgspec
import openpyxl
import pytest

from pilotage import exchange, plan
from pilotage.plan.vocabulary.activities import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    ConstraintKind,
    Dependency,
    DependencyKind,
)
from pilotage.plan.vocabulary.amounts import (
    DayImpact,
    Distribution,
    EstimatePoint,
    MoneyImpact,
    Span,
    ThreePointEstimate,
    Unit,
)
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind, Shift
from pilotage.plan.vocabulary.people import Person, Team, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy
from tests.exchange.tabular.tables import TODAY, ids, program_of

EVIL = '=HYPERLINK("http://x","y")'


def at(month: int, day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)


def rest(start: dt.date, end: dt.date, shifts: tuple[Shift, ...] = (), title: str = "") -> CalendarException:
    return CalendarException(start, end, shifts, title, ExceptionKind.TIME_OFF)


THREE = (Span(2400), Span(3840), Span(5760))
POINTS = (EstimatePoint(0.25, Span(2400)), EstimatePoint(0.75, Span(90, Unit.HOUR)))
QUANTILES = (
    EstimatePoint(0.05, Span(90, Unit.HOUR)),
    EstimatePoint(0.5, Span(2400)),
    EstimatePoint(0.95, Span(5760)),
)
ESTIMATES = (
    ThreePointEstimate(*THREE, Distribution.TRIANGULAR),
    ThreePointEstimate(*THREE, Distribution.PERT, 0.1),
    ThreePointEstimate(*THREE, Distribution.UNIFORM, 0.05),
    ThreePointEstimate(*THREE, Distribution.LOGNORMAL),
    ThreePointEstimate(POINTS[1].span, POINTS[1].span, Span(2400), Distribution.DISCRETE, 0.0, POINTS),
    ThreePointEstimate(Span(90, Unit.HOUR), Span(2400), Span(5760), Distribution.QUANTILES, 0.0, QUANTILES),
)

PROGRAM = Program(
    id="plan",
    title="plan",
    status_date=TODAY,
    people=(Person(id="ann", name="Ann"), Person(id="bob", name="Bob")),
    teams=(Team(id="ledger", title="Ledger"),),
    workstreams=(Workstream(id="split", title="The split", team="ledger"),),
    activities=(
        Activity(id="split/phase", title="Phase one", kind=ActivityKind.SUMMARY, workstream="split"),
        Activity(
            id="split/schema",
            title=EVIL,
            parent="split/phase",
            workstream="split",
            owner="ann",
            assignments=(Assignment("ann", 0.5), Assignment("bob")),
            estimate=ThreePointEstimate(Span(2400), Span(3840), Span(5760)),
            progress=0.25,
            actual_start=at(9, 1),
            remaining=Span(90, Unit.HOUR),
            deadline=at(10, 3),
            commitment=dt.date(2026, 10, 9),
            priority=700,
            key="jira/ABC-1",
            url="https://example.org/1",
            note="-1 line\nsecond",
            labels=("eu", "q3"),
            cost=MoneyImpact(Decimal("10000"), Decimal("12500.5"), Decimal("20000"), "EUR"),
            cost_per_day=Decimal("1200.25"),
        ),
        Activity(
            id="split/backfill",
            title="Überführung; \"quoted\", 'single'",
            workstream="split",
            duration=Span(2880, Unit.ELAPSED_DAY),
            constraint=Constraint(ConstraintKind.MUST_START_ON, at(11, 2, 9)),
        ),
        *(
            Activity(id=f"split/e{at}", title=f"Estimate {at}", workstream="split", estimate=estimate)
            for at, estimate in enumerate(ESTIMATES)
        ),
        Activity(
            id="split/retest",
            title="Retest",
            workstream="split",
            duration=Span(960),
            probability=0.125,
            branch="retest/small",
        ),
        Activity(
            id="split/held",
            title="Held",
            workstream="split",
            duration=Span(4800),
            constraint=Constraint(ConstraintKind.START_NO_LATER_THAN, at(10, 5, 9)),
            second_constraint=Constraint(ConstraintKind.FINISH_NO_EARLIER_THAN, at(11, 7)),
            expected_finish=at(11, 21),
            pauses=(
                rest(dt.date(2026, 10, 12), dt.date(2026, 10, 17), title="Fair"),
                rest(dt.date(2026, 10, 20), dt.date(2026, 10, 21), (Shift(540, 720),)),
            ),
            crash_to=Span(2400),
            crash_cost=Decimal("2500.5"),
        ),
        Activity(id="ga", title="'=GA", kind=ActivityKind.MILESTONE, target=dt.date(2026, 12, 11)),
    ),
    dependencies=(
        Dependency(predecessor="split/schema", successor="split/backfill", kind=DependencyKind.SS, lag=Span(1440)),
        Dependency(predecessor="split/schema", successor="ga", lag_percent=0.5),
        Dependency(predecessor="split/backfill", successor="ga", lag=Span(-480)),
    ),
    risks=(
        Risk(
            id="lag",
            title="Replica lag",
            cause="+shared link",
            probability=0.3,
            impact_days=DayImpact(5.0, 10.0, 20.0),
            impact_money=MoneyImpact(Decimal("1"), Decimal("2.5"), Decimal("4"), "EUR"),
            hits=("split/backfill",),
            owner="bob",
            response=Response(
                strategy=Strategy.TRANSFER,
                text="@second link",
                owner="ann",
                due=dt.date(2026, 10, 9),
                residual_probability=0.1,
            ),
            state=RiskState.OCCURRED,
            raised=dt.date(2026, 8, 1),
        ),
    ),
)


def back(path: Path) -> Program:
    return program_of(exchange.read(path, today=TODAY))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_activities_survive_a_table(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"plan.{ending}"
    exchange.write(PROGRAM, path, schedule=plan.schedule(PROGRAM))
    found = back(path)
    assert found.activities == PROGRAM.activities
    assert set(found.dependencies) == set(PROGRAM.dependencies)
    assert (found.people, found.teams, found.workstreams) == (PROGRAM.people, PROGRAM.teams, PROGRAM.workstreams)


def test_the_days_of_a_pause_survive_whatever_its_title(tmp_path: Path) -> None:
    pauses = tuple(
        rest(dt.date(2026, 10, day), dt.date(2026, 10, day + 1), title=title)
        for day, title in enumerate(("08:00-12:00 shift", "a; b\nc"), 5)
    )
    program = Program(id="p", title="P", activities=(Activity(id="a", title="A", duration=Span(480), pauses=pauses),))
    exchange.write(program, tmp_path / "plan.csv")
    (found,) = back(tmp_path / "plan.csv").activities
    assert [(each.start, each.end, each.shifts) for each in found.pauses] == [(e.start, e.end, ()) for e in pauses]
    assert [each.title for each in found.pauses] == ["(08:00-12:00 shift)", "a, b c"]


def test_who_is_asked_for_a_skill_survives(tmp_path: Path) -> None:
    who = (
        Assignment("ann", 0.5, "sql"),
        Assignment("ann"),
        Assignment("", 0.25, "data model"),
        Assignment("", 1.0, "sql"),
    )
    program = Program(
        id="p",
        title="P",
        people=PROGRAM.people[:1],
        activities=(Activity(id="a", title="A", duration=Span(480), assignments=who),),
    )
    exchange.write(program, tmp_path / "plan.csv")
    assert back(tmp_path / "plan.csv").activities[0].assignments == who


def test_rare_columns_are_there_where_they_are_needed() -> None:
    plain = msgspec.structs.replace(PROGRAM, activities=PROGRAM.activities[:2])
    names = [
        set(exchange.encode(each, "csv")[0].decode("utf-8-sig").splitlines()[0].split(",")) for each in (PROGRAM, plain)
    ]
    rare = {"Start no later than", "Expected finish", "Pauses", "Shortest duration", "Cost of a day less"}
    assert rare <= names[0]
    assert not rare & names[1]


def test_risks_survive_a_table(tmp_path: Path) -> None:
    path = tmp_path / "risks.csv"
    exchange.write(PROGRAM, path, format="risks-csv")
    (risk,) = back(path).risks
    assert msgspec.structs.replace(risk, hits=("split/backfill",)) == PROGRAM.risks[0]


def test_json_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    assert exchange.write(PROGRAM, path) == ()
    assert back(path) == PROGRAM
    assert msgspec.json.encode(back(path)) + b"\n" == path.read_bytes()


def test_no_cell_of_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    for name in ("csv", "risks-csv"):
        path = tmp_path / f"{name}.csv"
        exchange.write(PROGRAM, path, format=name)
        cells = [cell for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")) for cell in row]
        assert not [cell for cell in cells if cell[:1] and cell[0] in "=+-@\t\r"]
        assert any(cell.startswith("'") for cell in cells)


def test_a_workbook_has_real_dates_text_for_formulas_and_a_frozen_header(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    exchange.write(PROGRAM, path, schedule=plan.schedule(PROGRAM))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Activities", "Risks"]
    sheet = book["Activities"]
    column = {str(cell.value): index for index, cell in enumerate(sheet[1], 1)}
    assert sheet.freeze_panes == "C2"
    title = sheet.cell(3, column["Title"])
    assert (title.value, title.data_type) == (EVIL, "s")
    target = sheet.cell(sheet.max_row, column["Target"])
    assert "yy" in target.number_format
    assert target.value == dt.datetime(2026, 12, 11)  # noqa: DTZ001  # Excel has no zones
    assert sheet.cell(3, column["Deadline"]).value == dt.datetime(2026, 10, 2)  # noqa: DTZ001
    assert isinstance(sheet.cell(3, column["Scheduled finish"]).value, dt.datetime)
    assert sheet.column_dimensions["B"].width > 40


def test_what_a_table_cannot_hold_is_told(tmp_path: Path) -> None:
    (problem,) = exchange.write(PROGRAM, tmp_path / "plan.csv")
    assert problem.id == "not-written"
    assert "1 risks" in problem.message
    assert exchange.write(PROGRAM, tmp_path / "plan.xlsx") == ()


def test_the_same_plan_gives_the_same_bytes() -> None:
    for name in ("csv", "xlsx", "risks-csv", "program-json"):
        assert exchange.encode(PROGRAM, name)[0] == exchange.encode(PROGRAM, name)[0]


def test_a_file_is_replaced_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("old")
    with pytest.raises(exchange.UnwritableFormatError):
        exchange.write(PROGRAM, path, format="mpp")
    assert path.read_text() == "old"
    with path.open() as reader:
        exchange.write(PROGRAM, path)
        assert reader.read() == "old"
    (tmp_path / "dir.csv").mkdir()
    with pytest.raises(OSError, match="dir"):
        exchange.write(PROGRAM, tmp_path / "dir.csv")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dir.csv", "plan.csv"]
    with pytest.raises(exchange.UnwritableFormatError, match=r"\.yaml"):
        exchange.write(PROGRAM, tmp_path / "plan.docx")


@pytest.mark.parametrize("name", ["plan.csv", "plan.xlsx", "plan.json", "plan.yaml", "plan.xml", "folder"])
def test_any_format_converts_into_any_other(tmp_path: Path, name: str) -> None:
    source = tmp_path / "source.json"
    exchange.write(PROGRAM, source)
    target = tmp_path / name
    result, _problems = exchange.convert(source, target, schedule=plan.schedule)
    assert result.format == "program-json"
    assert [a.title for a in back(target).activities] == [a.title for a in PROGRAM.activities]


def test_work_items_do_not_convert_into_a_plan(tmp_path: Path) -> None:
    issues = ("i.json", b'[{"key": "A-1", "fields": {"summary": "x", "status": {"name": "Open"}}}]')
    _result, (problem,) = exchange.convert(issues, tmp_path / "plan.yaml")
    assert problem.id == "nothing-to-write"
    assert not (tmp_path / "plan.yaml").exists()


def test_faulty_json_programs_are_told_with_their_path() -> None:
    text = msgspec.json.encode(PROGRAM)
    broken = exchange.read(("p.json", text.replace(b'"progress":0.25', b'"progress":"much"')))
    assert (broken.problems[0].id, broken.problems[0].source.path) == ("invalid-program", "$.activities[1].progress")
    assert ids(exchange.read(("p.json", text[:-40]), format="program-json")) == ["malformed-json"]
    extra = exchange.read(("p.json", text[:-1] + b',"mood":1}'))
    assert ids(extra) == ["unknown-key"]
    assert extra.program == PROGRAM
