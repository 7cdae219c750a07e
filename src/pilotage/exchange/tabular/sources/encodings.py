"""Which encoding a text file is in. Said, never silently assumed."""

import codecs
from dataclasses import dataclass

from pilotage.exchange.archive import FileRefusedError, Input
from pilotage.exchange.tabular.rows import ProblemLog
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Encoding:
    """A codec name, and what to do with bytes that it does not know."""

    name: str
    errors: str = "strict"


def detect_encoding(file: Input, wanted: str, log: ProblemLog) -> Encoding:
    """The encoding ``wanted`` by the mapping, else the file's own byte order mark, else UTF-8 where every byte fits,
    else an assumption, which becomes a problem.
    """
    head = file.head(4096)
    if wanted:
        return _as_wanted(file, wanted, log)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, "replace")
    if zeros := _utf16_without_mark(head):
        _assumed(log, zeros.upper(), None)
        return Encoding(zeros, "replace")
    line = first_undecodable_line(file, "utf-8")
    if line is None:
        return Encoding("utf-8")
    _assumed(log, "Windows-1252 (Latin-1)", line)
    return Encoding("cp1252", "replace")


def _as_wanted(file: Input, wanted: str, log: ProblemLog) -> Encoding:
    try:
        name = codecs.lookup(wanted).name
    except LookupError:
        hint = _("Use utf-8, utf-16, cp1252 or another name that Python knows.")
        log.add(
            "unknown-encoding", Severity.ERROR, _("there is no encoding “{name}”").format(name=wanted[:40]), hint=hint
        )
        return Encoding("utf-8", "replace")
    if name == "utf-8":
        name = "utf-8-sig"
    line = first_undecodable_line(file, name)
    if line is not None:
        message = _("the file is not in the encoding {name} that the mapping gives").format(name=wanted)
        log.add("wrong-encoding", Severity.ERROR, message, line=line, hint=_("Remove or change source.encoding."))
    return Encoding(name, "replace")


def _assumed(log: ProblemLog, name: str, line: int | None) -> None:
    log.add(
        "encoding-assumed",
        Severity.WARNING,
        _("the file does not say its encoding and is not UTF-8; it was read as {name}").format(name=name),
        line=line,
        hint=_("Check accented letters; set source.encoding in the mapping, or save the file as UTF-8."),
    )


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 of mostly Latin text has a zero in every second byte."""
    if len(head) < 4:
        return ""
    half = len(head) // 2
    if head[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.6 * half else ""


def first_undecodable_line(file: Input, name: str) -> int | None:
    """Line of the first byte that is not ``name``, or None. One pass, in chunks."""
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    with file.open() as stream:
        while True:
            try:
                chunk = stream.read(_CHUNK)
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return line + bytes(error.object[: error.start]).count(b"\n")
            except FileRefusedError:
                return None  # damaged further on: the reader of the rows will say so
            line += text.count("\n")
            if not chunk:
                return None
