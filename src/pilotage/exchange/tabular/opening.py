"""The right source for a file, by what the mapping says or by what the file holds."""

import re

import msgspec

from pilotage.exchange.archive import ZIP, Input
from pilotage.exchange.tabular.mapping.model import SourceSettings
from pilotage.exchange.tabular.rows import ProblemLog
from pilotage.exchange.tabular.sources.delimited import DELIMITERS, Delimited
from pilotage.exchange.tabular.sources.json_documents import JsonArray, JsonLines
from pilotage.exchange.tabular.sources.paging import page_items
from pilotage.exchange.tabular.sources.table import Table
from pilotage.exchange.tabular.sources.workbook import Workbook

FORMATS = ("csv", "xlsx", "json", "jsonl")
_CSV_ENDINGS = ("csv", "tsv", "tab", "psv")
_SECOND_OBJECT = re.compile(rb"\}\s*\n\s*\{")


def detect_table(file: Input) -> str:
    """``csv``, ``xlsx``, ``json`` or ``jsonl``; empty where the content is none of these. By content, then ending."""
    head = file.head()
    if head.startswith(ZIP):
        return "xlsx" if file.ending in ("xlsx", "xlsm") or b"xl/" in head or b"[Content_Types]" in head else ""
    text = _text(head)
    start = text.lstrip()[:1]
    if start in ("[", "{") and file.ending not in _CSV_ENDINGS:
        return _json_kind(head, file.ending) if start == "{" else "json"
    if file.ending in _CSV_ENDINGS:
        return "csv" if text.strip() else ""
    return "csv" if "\0" not in text and _has_columns(text) else ""


def _text(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    zeros = head[1::2].count(0), head[0::2].count(0)
    if max(zeros) > len(head) // 4 and len(head) > 4:
        return head.decode("utf-16-le" if zeros[0] > zeros[1] else "utf-16-be", "replace")
    return head.decode("utf-8-sig", "replace")


def _json_kind(head: bytes, ending: str) -> str:
    """One object a line, or one document?"""
    if ending in ("jsonl", "ndjson"):
        return "jsonl"
    first_line = head.split(b"\n", 1)[0]
    try:
        if page_items(msgspec.json.decode(first_line)) is not None:
            return "json"
    except (ValueError, RecursionError):
        return "json"
    return "jsonl" if _SECOND_OBJECT.search(head) else "json"


def _has_columns(text: str) -> bool:
    """At least two lines that split into the same number of cells, more than one."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return len(lines) > 1 and any(
        len({line.count(mark) for line in lines}) == 1 and mark in lines[0] for mark in DELIMITERS
    )


def open_table(file: Input, settings: SourceSettings, log: ProblemLog, format_: str = "") -> Table | None:
    """The source, or None where the format is none of ours. Raises ``FileRefusedError``."""
    chosen = format_ or settings.format or detect_table(file)
    encoding = settings.encoding
    if chosen == "csv":
        return Delimited(file, log, delimiter=settings.delimiter[:1], encoding=encoding, header_row=settings.header_row)
    if chosen == "xlsx":
        return Workbook(file, log, sheet=settings.sheet, header_row=settings.header_row)
    if chosen == "jsonl":
        return JsonLines(file, log, encoding=encoding)
    return JsonArray(file, log, path=settings.path, encoding=encoding) if chosen == "json" else None
