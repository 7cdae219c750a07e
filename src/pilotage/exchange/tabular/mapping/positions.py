"""Where in a TOML text a key stands. ``tomllib`` does not say, and a problem without a line is half a problem."""

import re

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9_.-]+)\s*=")


class Positions:
    """Lines and columns of the keys of one TOML text, by key path; an array of tables counts from 0."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._tables: dict[tuple[str | int, ...], int] = {(): 0}
        self._keys: dict[tuple[str | int, ...], int] = {}
        self._scan()

    def _scan(self) -> None:
        here: tuple[str | int, ...] = ()
        counts: dict[tuple[str, ...], int] = {}
        for number, line in enumerate(self._lines, 1):
            if table := _TABLE.match(line):
                parts = tuple(part.strip(" \"'") for part in table[2].split("."))
                here = parts
                if table[1] == "[[":
                    here = (*parts, counts.get(parts, 0))
                    counts[parts] = counts.get(parts, 0) + 1
                self._tables.setdefault(here, number)
            elif key := _KEY.match(line):
                self._keys.setdefault((*here, key[1].strip("\"'")), number)

    def find(self, path: tuple[str | int, ...]) -> tuple[int | None, int | None]:
        """Line and column of the key at ``path``, or of the nearest key around it."""
        for depth in range(len(path), 0, -1):
            line = self._keys.get(path[:depth]) or self._tables.get(path[:depth])
            if line:
                return line, self._column(line, path)
        return None, None

    def _column(self, line: int, path: tuple[str | int, ...]) -> int:
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self._lines[line - 1])
        return found.start() + 1 if found else 1
