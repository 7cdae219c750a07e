"""What a source is asked for, and what it offers."""

from collections.abc import Iterator
from typing import Protocol

from pilotage.exchange.archive import Progress
from pilotage.exchange.tabular.rows import Row

MAX_COLUMNS = 2_000
MAX_ROWS = 5_000_000


class Table(Protocol):
    """Rows that can be passed over more than once, in bounded memory.

    ``columns`` are the header's names without repeats, or None for JSON, whose rows name their own keys.
    """

    format: str
    columns: tuple[str, ...] | None

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """A fresh pass over all rows; problems of the file itself go to the log on the first pass only."""
        ...
