"""The header of a table, and the text of its cells."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pilotage.exchange.tabular.sources.table import MAX_COLUMNS

_FORMULA = re.compile(r"=|@\w+\(|[+\-@].*[(|!]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def looks_like_formula(text: str) -> bool:
    """Text that a spreadsheet would run: ``=…``, and ``+``, ``-``, ``@`` before a call or a command."""
    return _FORMULA.match(text) is not None


def trimmed(cell: str) -> str:
    """The text of a cell without the blanks around it."""
    return cell.strip(" \t\r\n\u00a0")


def unescaped(cell: str) -> str:
    """The text of a CSV cell: trimmed, and without the apostrophe with which a writer disarmed a formula."""
    cell = trimmed(cell)
    return cell[1:] if _ESCAPED.match(cell) else cell


@dataclass(frozen=True)
class Header:
    """Column names as they stand, and the number of the row that they stand in (0: no header found)."""

    names: tuple[str, ...]
    row: int
    repeated: frozenset[str] = frozenset()

    @property
    def width(self) -> int:
        return len(self.names)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name in self.names if name))

    @classmethod
    def find(cls, records: Iterable[tuple[int, Sequence[Any]]], wanted: int | None) -> "Header":
        """The row ``wanted``, else the first row with at least two texts, else the first row with any."""
        fallback: tuple[int, Sequence[Any]] | None = None
        for number, cells in records:
            filled = [cell for cell in cells if cell not in (None, "")]
            if wanted is not None:
                if number == wanted:
                    return cls._of(cells, number)
                continue
            if len(filled) >= 2:
                return cls._of(cells, number)
            if filled and fallback is None:
                fallback = (number, cells)
        return cls._of(fallback[1], fallback[0]) if fallback else cls((), 0)

    @classmethod
    def _of(cls, cells: Sequence[Any], number: int) -> "Header":
        names = [" ".join(str(cell).split()) if cell is not None else "" for cell in cells[:MAX_COLUMNS]]
        while names and not names[-1]:
            names.pop()
        repeated = frozenset(name for name, count in Counter(names).items() if count > 1)
        return cls(tuple(names), number, repeated)

    def values(self, cells: Sequence[Any]) -> dict[str, Any]:
        """Cells by column; a repeated column holds the tuple of its non-empty cells."""
        found: dict[str, Any] = {}
        repeated = self.repeated
        for name, cell in zip(self.names, cells, strict=False):
            if not name:
                continue
            if name not in repeated:
                found[name] = cell
            elif cell not in (None, ""):
                found[name] = (*found.get(name, ()), cell)
        return found
