"""Excel workbooks."""

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import xlsxwriter

from pilotage import exchange
from tests.exchange.tabular.tables import TODAY, ids, mapping_of, program_of

HEADER = ["ID", "Title", "Duration", "Start"]


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    work = openpyxl.Workbook()
    assert work.active is not None
    work.remove(work.active)
    for name, rows in sheets:
        sheet = work.create_sheet(name)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    work.save(buffer)
    return buffer.getvalue()


def read(data: bytes, **more: Any) -> exchange.ReadResult:
    return exchange.read(("plan.xlsx", data), today=TODAY, **more)


def test_real_dates_and_numbers_are_read() -> None:
    data = book(("Plan", [HEADER, [1, "Schema", 5, dt.date(2026, 10, 1)], [2, "Backfill", "2w", dt.date(2026, 10, 8)]]))
    first, second = program_of(read(data)).activities
    assert first.constraint is not None
    assert first.constraint.at == dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    assert [one.duration and one.duration.minutes for one in (first, second)] == [2400, 4800]


def test_serial_numbers_in_a_date_column_are_dates() -> None:
    first = program_of(read(book(("Plan", [HEADER, ["a", "Schema", 5, 46296]])))).activities[0]
    assert first.constraint is not None
    assert first.constraint.at == dt.datetime(2026, 10, 1, tzinfo=dt.UTC)


def test_the_first_filled_sheet_is_read_and_named_unless_another_is_asked_for() -> None:
    data = book(("Cover", []), ("Plan", [HEADER, ["a", "Schema", 5, None]]), ("Old", [HEADER, ["b", "Other", 5, None]]))
    result = read(data)
    assert program_of(result).activities[0].title == "Schema"
    assert ids(result) == ["sheet-chosen"]
    wanted = mapping_of('[source]\nsheet = "old"\n[activities]\nid = "ID"\ntitle = "Title"\n')
    assert program_of(read(data, mapping=wanted)).activities[0].title == "Other"
    missing = mapping_of('[source]\nsheet = "Nope"\n[activities]\ntitle = "Title"\n')
    assert "missing-sheet" in ids(read(data, mapping=missing))


def test_hidden_sheets_are_not_read_by_themselves() -> None:
    rows: list[list[Any]] = [HEADER, ["a", "Schema", 5, None]]
    work = openpyxl.load_workbook(io.BytesIO(book(("Old", [HEADER, ["b", "Other", 5, None]]), ("Plan", rows))))
    work["Old"].sheet_state = "hidden"
    buffer = io.BytesIO()
    work.save(buffer)
    assert program_of(read(buffer.getvalue())).activities[0].title == "Schema"


def test_a_formula_gives_its_saved_value_and_is_told_without_one() -> None:
    buffer = io.BytesIO()
    work = xlsxwriter.Workbook(buffer)
    sheet = work.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["a", "Schema"])
    sheet.write_formula(1, 2, "=2+3", value=5)
    work.close()
    result = read(buffer.getvalue())
    assert ids(result) == ["formula-results"]
    first = program_of(result).activities[0]
    assert first.duration is not None
    assert first.duration.minutes == 2400
    unsaved = read(book(("Plan", [HEADER, ["a", "Schema", "=2+3", None]])))
    problem = next(p for p in unsaved.problems if p.id == "formula-without-value")
    assert (problem.source.row, problem.source.path) == (2, "Duration")


def test_row_numbers_are_those_of_the_sheet() -> None:
    result = read(book(("Plan", [["Atlas"], [], HEADER, ["a", "Schema", "soon", None]])))
    assert [(p.id, p.source.row) for p in result.problems] == [("unreadable-value", 4)]


def test_a_workbook_that_is_none_is_told() -> None:
    data = zip_with("xl/workbook.xml", b"<nonsense/>")
    assert "damaged-workbook" in ids(read(data))


def test_external_entities_are_not_followed() -> None:
    whole = book(("Plan", [HEADER, ["a", "Schema", 5, None]]))
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>'
    result = read(zip_with("xl/workbook.xml", evil, whole))
    assert result.program is None
    assert "damaged-workbook" in ids(result)


def zip_with(name: str, data: bytes, base: bytes | None = None) -> bytes:
    """A zip archive with one file put in or replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if base is not None:
            with zipfile.ZipFile(io.BytesIO(base)) as old:
                for info in old.infolist():
                    if info.filename != name:
                        archive.writestr(info, old.read(info))
        archive.writestr(name, data)
    return buffer.getvalue()
