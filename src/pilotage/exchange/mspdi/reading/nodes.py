"""XML of unknown origin as a stream of records, in bounded memory.

DTDs, entities and external references are refused (``defusedxml``). Only one record (a task, a calendar, ...) is in
memory at a time; text nobody asks for is not kept.
"""

from collections.abc import Callable, Iterator
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Source

CHUNK = 1 << 16
MOST_DEPTH = 40
MOST_TEXT = 1_000_000

# The records of a file: the path of each below the root element.
RECORDS = {
    ("ExtendedAttributes", "ExtendedAttribute"),
    ("OutlineCodes", "OutlineCode"),
    ("Calendars", "Calendar"),
    ("Tasks", "Task"),
    ("Resources", "Resource"),
    ("Assignments", "Assignment"),
}
# Long branches that say nothing about a plan: work per day and per hour, and projects inside a project.
# Errors of expat that only the end of the input can give: no element found, unclosed token, partial character.
_AT_THE_END = frozenset({3, 5, 6})
SKIPPED = frozenset({"TimephasedData", "Rates", "Formula", "Views", "Filters", "Groups", "Tables", "Maps", "Reports"})


class Node:
    """An element with the text of its leaves and its branches, each with its place in the file."""

    __slots__ = ("branches", "column", "line", "name", "texts")

    def __init__(self, name: str, line: int, column: int) -> None:
        self.name = name
        self.line = line
        self.column = column
        self.texts: dict[str, tuple[str, int, int]] = {}
        self.branches: dict[str, list[Node]] = {}

    def each(self, *path: str) -> Iterator["Node"]:
        """The branches under ``path``: ``node.each("WeekDays", "WeekDay")``."""
        if not path:
            yield self
            return
        for branch in self.branches.get(path[0], ()):
            yield from branch.each(*path[1:])

    def first(self, *path: str) -> "Node | None":
        return next(self.each(*path), None)


class TooDeepError(Exception):
    """The elements are nested deeper than any schedule file."""


class Records:
    """Builds nodes from the parser's events and hands each finished record to ``found``.

    The fields of the root element stay in ``header``. A node is made only for an element that has children.
    """

    def __init__(self, found: Callable[[Node], None]) -> None:
        self.root = ""
        self.header = Node("Project", 1, 1)
        self.place: Callable[[], tuple[int, int]] = lambda: (0, 0)
        self._found = found
        self._depth = 0
        self._section = ""
        self._open: list[Node] = []  # the record being read and its open branches
        self._leaf: tuple[str, int, int] | None = None  # the innermost element, childless so far
        self._text: list[str] = []
        self._length = 0
        self._skipping = 0  # depth at which a skipped branch began

    def start(self, tag: str, _attributes: object) -> None:
        self._depth += 1
        if self._skipping:
            if self._depth > MOST_DEPTH:
                raise TooDeepError
            return
        name = tag.rpartition("}")[2]
        if name in SKIPPED:
            self._skipping = self._depth
            return
        self._text.clear()
        self._length = 0
        if self._leaf is not None:
            self._open.append(Node(*self._leaf))
        if self._open:
            self._leaf = (name, *self.place())
            if self._depth > MOST_DEPTH:
                raise TooDeepError
        else:
            self._outside(name)

    def _outside(self, name: str) -> None:
        """An element that is not in a record: the root, a section, or the beginning of a record."""
        if self._depth == 1:
            self.root = name
        elif self._depth == 2:
            self._section = name
        elif self._depth == 3 and (self._section, name) in RECORDS:
            self._open.append(Node(name, *self.place()))
        elif self._depth > MOST_DEPTH:
            raise TooDeepError

    def data(self, text: str) -> None:
        if not self._skipping and self._length < MOST_TEXT:
            self._text.append(text)
            self._length += len(text)

    def end(self, _tag: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        if self._skipping:
            if depth == self._skipping:
                self._skipping = 0
            return
        if self._leaf is not None:
            self._keep(self._open[-1], *self._leaf)
            self._leaf = None
        elif self._open:
            self._close()
        elif depth == 2:
            self._keep(self.header, self._section, *self.place())
        self._text.clear()
        self._length = 0

    def close(self) -> None:
        """The parser asks for it at the end of the file; there is nothing to give back."""

    def _close(self) -> None:
        node = self._open.pop()
        if self._open:
            self._open[-1].branches.setdefault(node.name, []).append(node)
        else:
            self._found(node)

    def _keep(self, parent: Node, name: str, line: int, column: int) -> None:
        text = "".join(self._text).strip()
        if text and name not in parent.texts:
            parent.texts[name] = (text, line, column)


def stream(file: IO[bytes], found: Callable[[Node], None], report: Report) -> Records:
    """Feed ``file`` through the parser; a fault ends the reading and keeps the records before it."""
    records = Records(found)
    parser = DefusedXMLParser(target=records, forbid_dtd=True)
    expat = parser.parser
    # The events go straight to us: half the time of building elements first.
    expat.StartElementHandler, expat.EndElementHandler = records.start, records.end
    expat.CharacterDataHandler = records.data
    records.place = lambda: (expat.CurrentLineNumber, expat.CurrentColumnNumber + 1)
    try:
        while chunk := file.read(CHUNK):
            parser.feed(chunk)
        parser.close()
    except ParseError as error:
        line, column = error.position
        _not_well_formed(report, error, Source(file=report.file, line=line, column=column + 1))
    except DefusedXmlException:
        report.error(
            "xml-forbidden",
            _("The file declares a document type or entities, which no schedule needs and attacks do."),
            _here(report, records),
            hint=_("Remove the DOCTYPE and save the file again."),
        )
    except TooDeepError:
        report.error("xml-too-deep", _("The elements are nested too deeply for a schedule."), _here(report, records))
    except (LookupError, ValueError) as error:
        report.error(
            "xml-encoding",
            _("The encoding of the file cannot be read: {reason}.").format(reason=error),
            _here(report, records),
            hint=_("Save the file as UTF-8."),
        )
    return records


def _here(report: Report, records: Records) -> Source:
    line, column = records.place()
    return Source(file=report.file, line=line, column=column)


def _not_well_formed(report: Report, error: ParseError, source: Source) -> None:
    if error.code in _AT_THE_END:
        report.error(
            "file-truncated",
            _("The file ends in the middle; what came before was read."),
            source,
            hint=_("Export or copy the file again."),
        )
    else:
        report.error(
            "xml-not-well-formed",
            _("The file is not well-formed XML here ({reason}); what came before was read.").format(reason=error),
            source,
            hint=_("Check the encoding of the file, or export it again."),
        )
