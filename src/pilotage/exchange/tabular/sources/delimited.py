"""Delimited text: CSV and its relatives, with sniffed delimiter, repeated headers and quoted line breaks."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from pilotage.exchange.archive import Input, Progress
from pilotage.exchange.tabular.rows import ProblemLog, Row
from pilotage.exchange.tabular.sources.encodings import Encoding, detect_encoding
from pilotage.exchange.tabular.sources.header import Header, looks_like_formula, unescaped
from pilotage.exchange.tabular.sources.table import MAX_ROWS
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

DELIMITERS = ",;\t|"
_FIELD_LIMIT = 8 << 20  # characters in one cell


class Delimited:
    """A CSV file. ``delimiter`` and ``encoding`` are what the mapping says, or empty to be found out."""

    format = "csv"

    def __init__(
        self, file: Input, log: ProblemLog, *, delimiter: str = "", encoding: str = "", header_row: int | None = None
    ) -> None:
        self._file = file
        self._log: ProblemLog | None = log
        self._encoding = detect_encoding(file, encoding, log)
        self.delimiter = delimiter or sniff_delimiter(self._sample())
        self._header = Header((), header_row or 0)
        csv.field_size_limit(_FIELD_LIMIT)
        self._header = self._find_header(header_row)
        self.columns: tuple[str, ...] | None = self._header.columns

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        log, self._log = self._log, None
        for number, line, cells in self._records(progress, log):
            if number <= self._header.row or not any(cells):
                continue
            if number > MAX_ROWS:
                _too_many(log)
                return
            row = Row(number, self._header.values(cells), line)
            if log is not None:
                self._check(row, cells, log)
            yield row

    def _check(self, row: Row, cells: list[str], log: ProblemLog) -> None:
        extra = [cell for cell in cells[self._header.width :] if cell.strip()]
        if extra:
            message = _("the row has {count} more cells than the header").format(count=len(extra))
            hint = _("Put quotes around values that contain the delimiter “{mark}”.").format(mark=self.delimiter)
            log.add("row-too-long", Severity.WARNING, message, row=row, hint=hint)
        for name, cell in zip(self._header.names, cells, strict=False):
            if cell[:1] in "=@+-" and looks_like_formula(cell):
                log.add(
                    "formula-text",
                    Severity.WARNING,
                    _("a cell of the column “{name}” looks like a formula; it was read as text").format(name=name),
                    row=row,
                    path=name,
                )

    def _find_header(self, wanted: int | None) -> Header:
        records = ((number, cells) for number, _line, cells in self._records(None, None))
        return Header.find(islice(records, (wanted or 0) + 30), wanted)

    def _records(self, progress: Progress | None, log: ProblemLog | None) -> Iterator[tuple[int, int, list[str]]]:
        """Number, first line and cells of every record."""
        with self._file.open(progress) as stream, _text(stream, self._encoding) as text:
            reader = csv.reader(text, delimiter=self.delimiter)
            number = 0
            while True:
                line, number = reader.line_num + 1, number + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    _unreadable(log, line, error)
                    return
                yield number, line, [unescaped(cell) for cell in cells]

    def _sample(self) -> list[str]:
        """The first lines; a line break inside quotes does no harm here."""
        head = self._file.head().decode(self._encoding.name, "replace")
        lines = head.splitlines()
        return lines[: max(1, min(len(lines) - 1, 50))]


def _text(stream: io.BufferedReader, encoding: Encoding) -> io.TextIOWrapper:
    return io.TextIOWrapper(stream, encoding.name, encoding.errors, newline="")


def sniff_delimiter(lines: list[str]) -> str:
    """The delimiter that splits the lines most evenly into more than one cell; a comma when none does."""

    def score(mark: str) -> tuple[float, int]:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=mark) if cells]
        if not widths or max(widths) == 1:
            return (0.0, 0)
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        return (widths.count(usual) / len(widths) if usual > 1 else 0.0, usual)

    return max(DELIMITERS, key=score)


def _unreadable(log: ProblemLog | None, line: int, error: csv.Error) -> None:
    if log is None:
        return
    message = _("from here on the file cannot be read as CSV ({reason})").format(reason=error)
    hint = _("A quotation mark that is never closed is the usual cause.")
    log.add("csv-unreadable", Severity.ERROR, message, line=line, hint=hint)


def _too_many(log: ProblemLog | None) -> None:
    if log is not None:
        message = _("the file has more than {count} rows; the rest was left out").format(count=MAX_ROWS)
        log.add("too-many-rows", Severity.ERROR, message)
