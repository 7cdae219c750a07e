"""The tree of a YAML text: what stands where. Every scalar stays the text that was written."""

from collections.abc import Iterator
from typing import ClassVar


class Node:
    """A place in a text. ``start`` and ``end`` are offsets in its characters (``end`` exclusive, without trailing space
    or comments), ``line`` and ``column`` count from 1.
    """

    __slots__ = ("column", "end", "file", "line", "start")
    shape: ClassVar[str]

    def __init__(self, file: str, start: int, line: int, column: int) -> None:
        self.file = file
        self.start = start
        self.end = start
        self.line = line
        self.column = column


class Scalar(Node):
    """``plain`` where it stands without quotes."""

    __slots__ = ("plain", "text")
    shape = "text"

    def __init__(self, file: str, start: int, line: int, column: int, text: str, plain: bool, end: int) -> None:
        self.file = file
        self.start = start
        self.end = end
        self.line = line
        self.column = column
        self.text = text
        self.plain = plain

    @property
    def null(self) -> bool:
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Mapping(Node):
    """``entries`` in the order written; a key occurs once."""

    __slots__ = ("entries", "flow")
    shape = "mapping"

    def __init__(self, file: str, start: int, line: int, column: int, flow: bool) -> None:
        super().__init__(file, start, line, column)
        self.flow = flow
        self.entries: dict[str, tuple[Scalar, Node]] = {}

    def get(self, key: str) -> Node | None:
        entry = self.entries.get(key)
        return entry[1] if entry else None


class Sequence(Node):
    __slots__ = ("flow", "items")
    shape = "list"

    def __init__(self, file: str, start: int, line: int, column: int, flow: bool) -> None:
        super().__init__(file, start, line, column)
        self.flow = flow
        self.items: list[Node] = []


def paths(root: Node) -> Iterator[tuple[Node, str]]:
    """Every key and value below ``root`` with its key path, such as ``risks.replica-lag.impact`` or ``asks[2].by``."""
    stack: list[tuple[Node, str]] = [(root, "")]
    while stack:
        node, path = stack.pop()
        yield node, path
        if isinstance(node, Mapping):
            for key, (key_node, value) in node.entries.items():
                inner = f"{path}.{key}" if path else key
                yield key_node, inner
                stack.append((value, inner))
        elif isinstance(node, Sequence):
            stack.extend((item, f"{path}[{row}]") for row, item in enumerate(node.items, 1))
