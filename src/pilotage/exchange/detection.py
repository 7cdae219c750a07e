"""What a file is: by its content first, by its ending where the content does not say."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pilotage.exchange import canonical
from pilotage.exchange.archive import FileRefusedError, Given, Input, given, is_zip, members
from pilotage.exchange.tabular.matching import matching_mapping
from pilotage.exchange.tabular.opening import FORMATS as TABLES
from pilotage.exchange.tabular.opening import detect_table
from pilotage.plan.language.messages import _


@dataclass(frozen=True)
class Format:
    """A format: its name, what people call it, the endings of its files, and whether we read and write it."""

    name: str
    title: str
    endings: tuple[str, ...]
    reads: bool = True
    writes: bool = False


FORMATS = (
    Format("text", _("Program as text (YAML file or folder)"), ("yaml", "yml"), writes=True),
    Format("program-json", _("Program as JSON"), ("json",), writes=True),
    Format("mspdi", _("Microsoft Project XML"), ("xml",), writes=True),
    Format("mpp", _("Microsoft Project"), ("mpp", "mpt", "mpx")),
    Format("xer", _("Primavera P6 XER"), ("xer",)),
    Format("pmxml", _("Primavera P6 XML"), ("xml",)),
    Format("csv", _("Table of activities, risks or issues, comma-separated"), ("csv", "tsv"), writes=True),
    Format("xlsx", _("Excel workbook"), ("xlsx", "xlsm"), writes=True),
    Format("json", _("JSON array of activities, risks or issues"), ("json",)),
    Format("jsonl", _("JSON lines"), ("jsonl", "ndjson")),
    Format("risks-csv", _("Table of risks, comma-separated"), ("csv",), reads=False, writes=True),
)
_DATA_ENDINGS = frozenset(ending for format_ in FORMATS for ending in format_.endings)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_YAML = re.compile(rb"^program\s*:", re.MULTILINE)
_PLAIN_ENDINGS = frozenset({"csv", "tsv", "tab", "psv", "txt", ""})
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<[?!A-Za-z]")


@dataclass(frozen=True)
class Detected:
    """``format`` of the file; for a table, the shipped mapping that fits, if one does, and the columns it has.

    ``file`` is the file itself, or the one inside the archive that will be read.
    """

    format: str
    file: Input
    mapping: str = ""
    columns: tuple[str, ...] = ()

    @property
    def table(self) -> bool:
        return self.format in TABLES


def formats() -> tuple[Format, ...]:
    """All formats that can be read or written."""
    return FORMATS


def detect(source: Given | Input) -> Detected | None:
    """What the file is, or None. Raises ``FileNotFoundError``, and ``FileRefusedError`` for a hostile archive."""
    file = source if isinstance(source, Input) else given(source)
    if file.path is not None and file.path.is_dir():
        return Detected("text", file)
    if file.member is None and is_zip(file):
        return _archive(file)
    head = file.head()
    name = _schedule(head, file.ending)
    if name:
        return Detected(name, file)
    table = detect_table(file)
    if table == "json" and canonical.looks_like_program(head):
        return Detected("program-json", file)
    if table and not (table == "csv" and file.ending in ("yaml", "yml")):
        mapping, columns = matching_mapping(file, table)
        # prose of any kind may look like cells: without a fitting mapping, the ending has to agree
        if mapping is not None or table != "csv" or file.ending in _PLAIN_ENDINGS:
            return Detected(table, file, mapping.name if mapping else "", columns)
    return Detected("text", file) if file.ending in ("yaml", "yml") or _YAML.search(head) else None


def _schedule(head: bytes, ending: str) -> str:
    """The files of scheduling tools, by their first bytes."""
    if head.startswith(_OLE):
        return "" if ending in ("xls", "doc", "ppt", "msg") else "mpp"
    if head.startswith(b"ERMHDR"):
        return "xer"
    if head.startswith(b"MPX"):
        return "mpp"
    text = head.replace(b"\0", b"")
    if not _XML.match(text.lstrip(b"\xff\xfe")):
        return ""
    if b"APIBusinessObjects" in text or b"primavera" in text.lower():
        return "pmxml"
    return "mspdi" if b"<Project" in text else ""


def _archive(file: Input) -> Detected | None:
    """A workbook, a program as text, or an archive around exactly one file that we read."""
    names = members(file)
    if "xl/workbook.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("xl/") for n in names)):
        mapping, columns = matching_mapping(file, "xlsx")
        return Detected("xlsx", file, mapping.name if mapping else "", columns)
    if any(PurePosixPath(name).suffix in (".yaml", ".yml") for name in names):
        return Detected("text", file)
    data = [name for name in names if _ending(name) in _DATA_ENDINGS]
    if len(data) > 1:
        raise FileRefusedError(
            "several-files",
            _("the archive holds {count} files that could be meant: {names}").format(
                count=len(data), names=", ".join(data[:10])
            ),
            _("Give one of them."),
        )
    return detect(replace(file, member=data[0])) if data else None


def _ending(name: str) -> str:
    return PurePosixPath(name.lower().removesuffix(".gz")).suffix.removeprefix(".")
