"""Results as a table for people, or as JSON or CSV for the next program."""

import csv
import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

_MOST_FITTED = 200


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How the result is written.")]


class Column:
    """A field of the rows: its key in JSON and CSV, its head in the table, and how a value looks there."""

    def __init__(self, key: str, head: str, *, right: bool = False, style: str | None = None) -> None:
        self.key, self.head, self.right, self.style = key, head, right, style


def write_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], form: Format) -> None:
    """Write rows to stdout. JSON and CSV carry full values, the table what fits a reader."""
    if form is Format.JSON:
        write_json([{column.key: row[column.key] for column in columns} for row in rows])
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout)
        writer.writerow([column.key for column in columns])
        writer.writerows([[_cell(row[column.key]) for column in columns] for row in rows])
    elif sys.stdout.isatty() and len(rows) <= _MOST_FITTED:
        _fitted_table(rows, columns)
    else:
        _plain_table(rows, columns)


def write_json(value: Any) -> None:
    json.dump(value, sys.stdout, indent=2, default=_plain, ensure_ascii=False)
    sys.stdout.write("\n")


def _plain_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    """One line a row, however long: for pipes, and for more rows than anybody reads in a window."""
    cells = [[column.head for column in columns], *([_shown(row[column.key]) for column in columns] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        padded = (
            cell.rjust(width) if column.right else cell.ljust(width)
            for cell, width, column in zip(line, widths, columns, strict=True)
        )
        sys.stdout.write("  ".join(padded).rstrip() + "\n")


def _fitted_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    """Folded to the width of the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.head, justify="right" if column.right else "left", style=column.style, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_shown(row[column.key])) for column in columns))
    Console().print(table)


def _shown(value: Any) -> str:
    from pilotage.plan.language.wording import day, number

    if value is None:
        return ""
    if isinstance(value, bool):
        return "●" if value else ""
    if isinstance(value, dt.datetime):
        return f"{day(value)} {value.year}"
    if isinstance(value, dt.date):
        return f"{day(value)} {value.year}"
    return number(value) if isinstance(value, float) else str(value)


def _cell(value: Any) -> Any:
    """A spreadsheet runs a cell that begins like a formula; a leading apostrophe makes it text."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value.isoformat() if isinstance(value, dt.date) else value


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"cannot write {type(value).__name__} as JSON")
