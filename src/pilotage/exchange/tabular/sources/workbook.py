"""Excel workbooks. Formulas are never run: the value that Excel saved with them is read, else a problem is raised."""

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any

from pilotage.exchange.archive import FileRefusedError, Input, Progress, checked, too_big
from pilotage.exchange.tabular.rows import ProblemLog, Row
from pilotage.exchange.tabular.sources.header import Header, trimmed
from pilotage.exchange.tabular.sources.table import MAX_ROWS
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

_CORRUPT = (
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError),
    *(RuntimeError, OSError, EOFError, zlib.error, zipfile.BadZipFile),
)
"""What openpyxl and the libraries below it raise for a damaged workbook: it checks little before it uses it."""


class Workbook:
    """One sheet of an XLSX file: the one named ``sheet``, else the first that is visible and not empty."""

    format = "xlsx"

    def __init__(self, file: Input, log: ProblemLog, *, sheet: str = "", header_row: int | None = None) -> None:
        self._file = file
        self._log: ProblemLog | None = log
        self._data = _bytes(file)
        self._height = 1
        self.sheet = self._choose(sheet, log)
        self._header = Header((), 0)
        records = islice(self._cells(formulas=False), (header_row or 0) + 30)
        self._header = Header.find(
            ((number, [_value(cell) for cell in cells]) for number, cells in records), header_row
        )
        self.columns: tuple[str, ...] | None = self._header.columns

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        log, self._log = self._log, None
        plain = self._cells(formulas=False)
        written = self._cells(formulas=True) if log is not None else iter(())
        for record, source in zip_longest(plain, written):
            number, cells = record or (0, ())
            values = [_value(cell) for cell in cells]
            if number <= self._header.row or not any(value not in (None, "") for value in values):
                continue
            if number > MAX_ROWS:
                return
            row = Row(number, self._header.values(values))
            if log is not None:
                self._check(row, values, source[1] if source else (), log)
            if progress is not None and number % 200 == 0:
                progress(self._done(number), self._file.size)
            yield row
        if progress is not None:
            progress(self._file.size, self._file.size)

    def _done(self, number: int) -> int:
        """Bytes done, as far as the sheet's own word on its height can be trusted."""
        return self._file.size * min(number, self._height) // self._height

    def _check(self, row: Row, values: list[Any], source: tuple[Any, ...], log: ProblemLog) -> None:
        for name, value, cell in zip(self._header.names, values, source, strict=False):
            is_formula = isinstance(cell, str) and cell.startswith("=") and cell != value
            if is_formula and value is not None:
                message = _("the column “{name}” holds formulas; the results saved with them were read")
                log.add("formula-results", Severity.INFO, message.format(name=name), path=name)
            elif is_formula:
                message = _("the column “{name}” holds a formula whose result was not saved").format(name=name)
                hint = _("Open and save the workbook in a spreadsheet program, or paste the values.")
                log.add("formula-without-value", Severity.WARNING, message, row=row, path=name, hint=hint)
            elif isinstance(value, str) and value.startswith("="):
                message = _("a cell of the column “{name}” looks like a formula; it was read as text").format(name=name)
                log.add("formula-text", Severity.WARNING, message, row=row, path=name)

    def _cells(self, *, formulas: bool) -> Iterator[tuple[int, tuple[Any, ...]]]:
        book = _load(self._data, formulas=formulas)
        try:
            if self.sheet not in book.sheetnames:
                return
            sheet = book[self.sheet]
            self._height = max(sheet.max_row or 1, 1)
            sheet.reset_dimensions()
            yield from enumerate(sheet.iter_rows(values_only=True), 1)
        except _CORRUPT as error:
            raise _damaged(error) from error
        finally:
            book.close()

    def _choose(self, wanted: str, log: ProblemLog) -> str:
        book = _load(self._data, formulas=False)
        try:
            names = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.sheetnames
        finally:
            book.close()
        if wanted:
            found = next((name for name in names if name.casefold() == wanted.casefold()), None)
            if found is None:
                listed = ", ".join(names)
                message = _("there is no sheet “{name}”; there are: {names}").format(name=wanted[:60], names=listed)
                log.add("missing-sheet", Severity.ERROR, message, hint=_("Set source.sheet in the mapping."))
            return found or ""
        chosen = self._first_filled(names)
        if len(names) > 1:
            message = _("the workbook has {count} sheets; “{name}” was read").format(count=len(names), name=chosen)
            log.add("sheet-chosen", Severity.INFO, message, hint=_("Set source.sheet in the mapping for another."))
        return chosen

    def _first_filled(self, names: list[str]) -> str:
        for name in names:
            self.sheet = name
            filled = (cells for _number, cells in islice(self._cells(formulas=False), 50) if any(cells))
            if next(filled, None) is not None:
                return name
        return names[0] if names else ""


def _value(cell: Any) -> Any:
    if isinstance(cell, str):
        return trimmed(cell)
    return cell if isinstance(cell, int | float | bool | dt.date | dt.time | dt.timedelta) else None


def _bytes(file: Input) -> bytes:
    """The packed workbook, after a look at what it unpacks to."""
    data = file.whole()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(info.file_size for info in checked(archive, file.limits))
    except _CORRUPT as error:
        raise _damaged(error) from error
    if total > file.limits.expanded:
        raise too_big(file.limits.expanded)
    return data


def _load(data: bytes, *, formulas: bool) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that do not matter to us
            return load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas, keep_links=False)
    except (InvalidFileException, *_CORRUPT) as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> FileRefusedError:
    return FileRefusedError(
        "damaged-workbook",
        _("the workbook cannot be read ({reason})").format(reason=str(error)[:200]),
        _("Open and save it again in a spreadsheet program, or export it as CSV."),
    )
