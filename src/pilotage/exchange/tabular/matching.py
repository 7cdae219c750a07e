"""Which shipped mapping fits a table: by the columns and keys that it has."""

from pilotage.exchange.archive import Input
from pilotage.exchange.tabular.mapping.model import Mapping, Match
from pilotage.exchange.tabular.reading import preview
from pilotage.exchange.tabular.rows import Row
from pilotage.exchange.tabular.shipped import shipped, shipped_names
from pilotage.exchange.tabular.sources.table import Table
from pilotage.exchange.tabular.values.paths import UnknownColumnError, getter

_ROWS = 25


def matching_mapping(file: Input, format_: str = "") -> tuple[Mapping | None, tuple[str, ...]]:
    """The first shipped mapping that fits, or None; and the columns that the table has (empty for JSON).

    Raises ``FileRefusedError``.
    """
    table, rows, _log = preview(file, Mapping(), _ROWS, format_)
    if table is None:
        return None, ()
    for name in shipped_names():
        mapping = shipped(name)
        if mapping is not None and mapping.match is not None and _fits(mapping.match, table, rows):
            return mapping, table.columns or ()
    return None, table.columns or ()


def _fits(match: Match, table: Table, rows: list[Row]) -> bool:
    if match.formats and table.format not in match.formats:
        return False
    return all(_has(path, table, rows) for path in match.all_of) and all(
        any(_has(path, table, rows) for path in group) for group in match.any_of
    )


def _has(path: str, table: Table, rows: list[Row]) -> bool:
    """A column of that name, or a key that at least one of the first rows has."""
    try:
        get = getter(path, table.columns)
    except UnknownColumnError:
        return False
    return table.columns is not None or any(get(row.values) is not None for row in rows)
