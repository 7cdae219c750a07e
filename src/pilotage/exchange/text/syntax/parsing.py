"""From the bytes of a file to its tree: encoding, limits, and the part of YAML that a program may use.

The events come from libyaml, the tree is our own: nothing but text is ever made of a scalar, so no tag can build an
object, and aliases, which could blow a small file up, are refused.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from pilotage.exchange.text.syntax.nodes import Mapping, Node, Scalar, Sequence
from pilotage.exchange.text.syntax.problems import Findings, shown
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Source

MOST_BYTES = 32 * 1024 * 1024
MOST_NODES = 4_000_000
DEEPEST = 100

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML allows in a text, turned round.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class RefusedError(Exception):
    """The text holds something that a program may not hold; reading it stops here."""

    def __init__(self, problem: str, message: str, mark: Any, hint: str = "") -> None:
        super().__init__(message)
        self.problem = problem
        self.mark = mark
        self.hint = hint


def decode(content: bytes, file: str, findings: Findings) -> str | None:
    """The text of a file, or None with a problem that names the first wrong byte."""
    if len(content) > MOST_BYTES:
        message = _("The file has {size} MB; at most {most} MB are read.").format(
            size=len(content) >> 20, most=MOST_BYTES >> 20
        )
        findings.place("too-large", Source(file=file), message, _("Split the program over the files of a folder."))
        return None
    for bom, name in _BOMS:
        if content.startswith(bom):
            message = _("The file is {encoding}, not UTF-8 (bytes 1 and 2).").format(encoding=name)
            findings.place("wrong-encoding", Source(file=file, line=1, column=1), message, _("Save it as UTF-8."))
            return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line_start = content.rfind(b"\n", 0, error.start) + 1
        column = len(content[line_start : error.start].decode("utf-8", "replace")) + 1
        source = Source(file=file, line=content.count(b"\n", 0, error.start) + 1, column=column)
        message = _("Byte {byte} (0x{value:02x}) is not UTF-8.").format(
            byte=error.start + 1, value=content[error.start]
        )
        findings.place(
            "wrong-encoding", source, message, _("Save the file as UTF-8; it may be Latin-1 or Windows-1252.")
        )
        return None


def parse(text: str, file: str, findings: Findings) -> Mapping | None:
    """The tree of a text whose root is a mapping. What follows a mistake in the YAML is left out."""
    text = text.removeprefix("\ufeff")
    wrong = _FORBIDDEN.search(text)
    if wrong:
        line = text.count("\n", 0, wrong.start()) + 1
        source = Source(file=file, line=line, column=wrong.start() - text.rfind("\n", 0, wrong.start()))
        message = _("The character U+{code:04X} is not allowed in YAML.").format(code=ord(wrong.group()))
        findings.place("wrong-encoding", source, message, _("Remove it, or write it as an escape in double quotes."))
        return None
    builder = _Builder(text, file, findings)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        _report(error, file, findings)
    except RefusedError as refused:
        mark = refused.mark
        place = Source(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Source(file=file)
        findings.place(refused.problem, place, str(refused), refused.hint)
        findings.broken(file, place.line or 1)
    root = builder.root
    if root is None or (isinstance(root, Scalar) and root.null):
        return Mapping(file, 0, 1, 1, flow=False)
    if not isinstance(root, Mapping):
        found = _("a list") if isinstance(root, Sequence) else shown(getattr(root, "text", ""))
        message = _("A program is a mapping of keys to values; here is {found}.").format(found=found)
        findings.add("wrong-type", root, message, _("Begin with “program: name”."))
        return None
    return root


def _events(text: str) -> Iterator[yaml.Event]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Builder:
    """Makes a tree of events. ``root`` is usable at any moment: what is open then ends where the text stops."""

    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self.text = text
        self.file = file
        self.findings = findings
        self.root: Node | None = None
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []
        self._documents = 0
        self._count = 0

    def take(self, event: Any) -> None:
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            plain = not event.style
            end = event.end_mark.index if event.style not in ("|", ">") else self._block_end(event)
            scalar = Scalar(self.file, mark.index, mark.line + 1, mark.column + 1, event.value, plain, end)
            self._refuse(event)
            self._put(scalar, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse(event)
            mark = event.start_mark
            made: type[Mapping] | type[Sequence] = Mapping if kind is yaml.MappingStartEvent else Sequence
            node = made(self.file, mark.index, mark.line + 1, mark.column + 1, bool(event.flow_style))
            self._put(node, event)
            self._stack.append(node)
            self._keys.append(None)
            if len(self._stack) > DEEPEST:
                raise RefusedError(
                    "too-large", _("More than {most} levels are nested here.").format(most=DEEPEST), mark
                )
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.AliasEvent:
            message = _("Aliases (*{name}) are not allowed.").format(name=event.anchor)
            raise RefusedError(
                "not-allowed", message, event.start_mark, _("Write the value out, or quote it if it is a text.")
            )
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise RefusedError(
                    "not-allowed", _("A second document begins here."), event.start_mark, _("Remove the “---”.")
                )

    def _refuse(self, event: Any) -> None:
        """Anchors and tags are refused, and more nodes than any program has."""
        if event.anchor:
            message = _("Anchors (&{name}) are not allowed.").format(name=event.anchor)
            raise RefusedError(
                "not-allowed", message, event.start_mark, _("Remove it, or quote the value if it is a text.")
            )
        if event.tag:
            message = _("Tags ({name}) are not allowed.").format(name=shown(event.tag))
            raise RefusedError(
                "not-allowed", message, event.start_mark, _("Remove it, or quote the value if it is a text.")
            )
        self._count += 1
        if self._count > MOST_NODES:
            raise RefusedError(
                "too-large", _("More than {most} values are in one file.").format(most=MOST_NODES), event.start_mark
            )

    def _put(self, node: Node, event: Any) -> None:
        if not self._stack:
            self.root = node
            return
        into = self._stack[-1]
        into.end = node.end
        if isinstance(into, Sequence):
            into.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                raise RefusedError(
                    "wrong-type", _("A key must be a text."), event.start_mark, _("Quote it if it is one.")
                )
            self._keys[-1] = node
            return
        self._keys[-1] = None
        first = into.entries.setdefault(key.text, (key, node))
        if first[0] is not key:
            message = _("“{key}” stands here twice, first on line {line}.").format(key=key.text, line=first[0].line)
            self.findings.add("duplicate-key", key, message, _("The first is read; remove one."))

    def _close(self, event: Any) -> None:
        node = self._stack.pop()
        self._keys.pop()
        if node.flow:
            node.end = event.end_mark.index
        if self._stack:
            self._stack[-1].end = node.end

    def _block_end(self, event: Any) -> int:
        """libyaml counts the empty lines after a block text as part of it."""
        start: int = event.start_mark.index
        lines = self.text[start : event.end_mark.index].split("\n")
        while not lines[-1].strip():
            lines.pop()
        return start + len("\n".join(lines).removesuffix("\r"))


def _report(error: yaml.MarkedYAMLError, file: str, findings: Findings) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    findings.place("wrong-yaml", Source(file=file, line=line, column=column), *_explained(error))
    opened = error.context_mark
    unclosed = opened is not None and any(word in (error.context or "") for word in ("flow", "quoted"))
    findings.broken(file, opened.line + 1 if opened is not None and unclosed else line or 1)


def _explained(error: yaml.MarkedYAMLError) -> tuple[str, str]:
    """libyaml's words in those of somebody who does not know YAML's grammar: message and hint."""
    problem = error.problem or ""
    context = error.context or ""
    opened = error.context_mark.line + 1 if error.context_mark else 0
    if "mapping values are not allowed" in problem:
        return _("A second “: ” stands in one value."), _("Quote the text, or check the indentation of this line.")
    if "expected ',' or" in problem:
        bracket = "]" if "]" in problem else "}"
        message = _("The “{bracket}” that closes line {line} is missing, or a comma.").format(
            bracket=bracket, line=opened
        )
        return message, _("A text in brackets that holds , [ ] { } or “: ” needs quotes.")
    if "unexpected end of stream" in problem:
        return _("The quote opened on line {line} is never closed.").format(line=opened), _("Close it.")
    if "cannot start any token" in problem:
        message = _("No value can begin with this character (a tab, @, ` or %).")
        return message, _("Indent with spaces, and quote a text that begins with it.")
    if "did not find expected key" in problem or "'-' indicator" in problem:
        return _("This line does not belong to the block that begins on line {line}.").format(line=opened), _(
            "Check its indentation."
        )
    if "could not find expected ':'" in problem:
        return _("A “:” is missing after the key."), _("Write “key: value”.")
    return _("This is not YAML: {problem}.").format(problem=f"{context}, {problem}".strip(", ")), ""
