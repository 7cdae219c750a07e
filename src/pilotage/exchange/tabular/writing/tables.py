"""The tables of a program as bytes of a file."""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from pilotage.exchange.tabular.writing.columns import Cell, Column, activity_columns, is_summary, risk_columns, rows
from pilotage.exchange.tabular.writing.variances import variance_columns
from pilotage.plan.insight.variance.comparison import Comparison
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.program import Program

_DANGEROUS = re.compile(r"'*[=+\-@\t\r]")
_USUAL, _WIDE = 14, 48
_MOST_CELL = 32_767  # characters that a cell of Excel holds


def csv_cell(cell: Cell) -> str:
    """The text of a cell. Text that a spreadsheet would take for a formula gets an apostrophe before it; our reader,
    and Excel, take that off again.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if _DANGEROUS.match(cell) else cell
    if isinstance(cell, dt.datetime):
        return cell.isoformat(timespec="minutes" if not cell.second else "seconds")
    return f"{cell:g}" if isinstance(cell, float) and abs(cell) < 1e6 else str(cell)


def activities_csv(program: Program, schedule: Schedule | None = None) -> bytes:
    """The activities, UTF-8 with a byte order mark, as Excel wants it."""
    return _csv(activity_columns(program, schedule), program.activities)


def risks_csv(program: Program) -> bytes:
    return _csv(risk_columns(program), program.risks)


def comparison_csv(found: Comparison, zone: str) -> bytes:
    return _csv(variance_columns(found, zone), found.rows)


def items_csv(columns: Mapping[str, Sequence[Cell]]) -> bytes:
    """Work items given as columns by name, one row an item."""
    return _csv(_named(columns), tuple(zip(*columns.values(), strict=True)))


def items_workbook(title: str, columns: Mapping[str, Sequence[Cell]]) -> bytes:
    """The same as an XLSX file with one sheet, as `workbook` writes them."""
    return _book(title, [("Work items", _named(columns), tuple(zip(*columns.values(), strict=True)))])


def _named(columns: Mapping[str, Sequence[Cell]]) -> list[Column]:
    return [
        Column(name, _WIDE if name == "Summary" else _USUAL, itemgetter(place)) for place, name in enumerate(columns)
    ]


def _csv(columns: list[Column], records: tuple[Any, ...]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerows([csv_cell(cell) for cell in row] for row in rows(columns, records))
    return text.getvalue().encode("utf-8-sig")


def workbook(program: Program, schedule: Schedule | None = None) -> bytes:
    """An XLSX file with the sheets Activities and Risks: frozen header, filter, column widths, real dates."""
    sheets: list[tuple[str, list[Column], tuple[Any, ...]]] = [
        ("Activities", activity_columns(program, schedule), program.activities)
    ]
    if program.risks:
        sheets.append(("Risks", risk_columns(program), program.risks))
    return _book(program.title, sheets)


def comparison_workbook(found: Comparison, zone: str) -> bytes:
    """An XLSX file with one sheet, as `workbook` writes them."""
    title = f"{found.before.title} / {found.after.title}"
    return _book(title, [("Variance", variance_columns(found, zone), found.rows)])


def _book(title: str, sheets: list[tuple[str, list[Column], tuple[Any, ...]]]) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(data, options)
    book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001  # same plan, same bytes
    for name, columns, records in sheets:
        _sheet(book, name, columns, records)
    book.close()
    return data.getvalue()


def _sheet(book: Any, name: str, columns: list[Column], records: tuple[Any, ...]) -> None:
    sheet = book.add_worksheet(name)
    header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
    kinds = {"": {}, "date": {"num_format": "yyyy-mm-dd"}, "time": {"num_format": "yyyy-mm-dd hh:mm"}}
    usual = {kind: book.add_format({"valign": "top", **extra}) for kind, extra in kinds.items()}
    strong = {kind: book.add_format({"valign": "top", "bold": True, **extra}) for kind, extra in kinds.items()}
    sheet.write_row(0, 0, [column.name for column in columns], header)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
    for number, (record, row) in enumerate(zip(records, rows(columns, records), strict=True), 1):
        for index, cell in enumerate(row):
            _write(sheet, number, index, cell, strong if is_summary(record) else usual)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(records), 1), len(columns) - 1)


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    """Text is written as text, whatever it begins with; wall-clock time is what Excel knows."""
    if isinstance(cell, str):
        sheet.write_string(row, column, cell[:_MOST_CELL], formats[""])
    elif isinstance(cell, dt.datetime):
        sheet.write_datetime(row, column, cell.replace(tzinfo=None), formats["time"])
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, formats["date"])
    elif cell is not None:
        sheet.write_number(row, column, cell, formats[""])
