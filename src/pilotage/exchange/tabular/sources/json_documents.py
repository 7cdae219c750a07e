"""JSON: an array somewhere in a document, streamed element by element; and JSON lines."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from pilotage.exchange.archive import FileRefusedError, Input, Progress
from pilotage.exchange.tabular.rows import ProblemLog, Row
from pilotage.exchange.tabular.sources.encodings import Encoding, detect_encoding
from pilotage.exchange.tabular.sources.json_stream import JsonStream, MalformedJsonError
from pilotage.exchange.tabular.sources.paging import Pages
from pilotage.exchange.tabular.sources.table import MAX_ROWS
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

_LINE_LIMIT = 64 << 20  # bytes of one JSON line


class JsonArray:
    """The array at ``path`` (``data.issues``), else the first array of objects in document order.

    Pages of an export are read as one: arrays of pages, and documents one behind the other.
    """

    format = "json"

    def __init__(self, file: Input, log: ProblemLog, *, path: str = "", encoding: str = "") -> None:
        self._file = file
        self._log: ProblemLog | None = log
        self._path = tuple(part for part in path.removesuffix("[]").split(".") if part)
        self._encoding = detect_encoding(file, encoding, log)
        self.columns: tuple[str, ...] | None = None

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        log, self._log = self._log, None
        pages = Pages()
        with self._file.open(progress) as stream:
            elements = JsonStream(stream, self._encoding.name, self._encoding.errors)
            try:
                for line, element in elements.array(self._path):
                    for inner in pages.elements(element):
                        yield from _row(pages.rows, line, inner, log)
            except MalformedJsonError as error:
                _malformed(log, error, pages.rows)
            if log is not None and not elements.found:
                _no_array(log, self._path)
        pages.heads += elements.heads
        if log is not None:
            pages.say_missing(log)


class JsonLines:
    """One JSON object, or one page of them, a line. A line that cannot be read is a problem; the others are read."""

    format = "jsonl"

    def __init__(self, file: Input, log: ProblemLog, *, encoding: str = "") -> None:
        self._file = file
        self._log: ProblemLog | None = log
        self._encoding = detect_encoding(file, encoding, log)
        self.columns: tuple[str, ...] | None = None

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        log, self._log = self._log, None
        decode = msgspec.json.Decoder().decode
        pages = Pages()
        for number, line in enumerate(self._lines(progress), 1):
            if not line.strip():
                continue
            try:
                element = decode(line)
            except (ValueError, RecursionError) as error:
                if log is not None:
                    message = _("the line is not a JSON value ({reason})").format(reason=error)
                    log.add("malformed-json", Severity.ERROR, message, row=Row(number, {}, number))
                continue
            for inner in pages.elements(element):
                yield from _row(pages.rows if pages.heads else number, number, inner, log)
        if log is not None:
            pages.say_missing(log)

    def _lines(self, progress: Progress | None) -> Iterator[bytes]:
        """Lines as UTF-8."""
        with self._file.open(progress) as stream:
            if self._encoding == Encoding("utf-8"):
                while line := stream.readline(_LINE_LIMIT):
                    yield line
                return
            import io

            with io.TextIOWrapper(stream, self._encoding.name, self._encoding.errors) as text:
                for line_text in text:
                    yield line_text.encode()


def _row(number: int, line: int, element: Any, log: ProblemLog | None) -> Iterator[Row]:
    if number > MAX_ROWS:
        raise FileRefusedError("too-many-rows", _("the file has more than {count} rows").format(count=MAX_ROWS))
    if isinstance(element, dict):
        yield Row(number, element, line)
    elif log is not None:
        message = _("an object {{…}} was expected here, not {kind}").format(kind=json.dumps(element)[:40])
        log.add("not-an-object", Severity.WARNING, message, row=Row(number, {}, line))


def _malformed(log: ProblemLog | None, error: MalformedJsonError, number: int) -> None:
    if log is not None:
        message = _("the JSON breaks off after {count} rows: {reason}").format(count=number, reason=error)
        log.add("malformed-json", Severity.ERROR, message, line=error.line, hint=_("Export the file again."))


def _no_array(log: ProblemLog, path: tuple[str, ...]) -> None:
    if path:
        message = _("there is no array at “{path}”").format(path=".".join(path))
    else:
        message = _("the document holds no array of objects")
    log.add("no-rows-found", Severity.ERROR, message, hint=_("Set source.path to the array, e.g. data.issues."))
