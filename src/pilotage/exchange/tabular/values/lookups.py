"""Lookup tables of a mapping: its own entries, and a CSV file in the mapping's folder."""

import csv
import io
from pathlib import Path

from pilotage.exchange.tabular.mapping.model import Lookup, Mapping
from pilotage.exchange.tabular.rows import ProblemLog
from pilotage.exchange.tabular.values.patterns import Pattern, UnsafePatternError
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

_LIMIT = 32 << 20


class Table:
    """``known`` values are facts, ``assumed`` ones are said to be so when they are used."""

    def __init__(self, known: dict[str, str], assumed: dict[str, str]) -> None:
        self.known = known
        self.assumed = assumed

    def get(self, key: str) -> tuple[str | None, bool]:
        """The value, and whether it is assumed."""
        if key in self.known:
            return self.known[key], False
        return self.assumed.get(key), key in self.assumed


def load_lookups(mapping: Mapping, log: ProblemLog) -> dict[str, Table]:
    """All lookups of a mapping; a side file's rows win over the mapping's own table."""
    return {
        name: Table(lookup.table | _side_file(name, lookup, mapping.folder, log), lookup.assumed)
        for name, lookup in mapping.lookups.items()
    }


def _side_file(name: str, lookup: Lookup, folder: str, log: ProblemLog) -> dict[str, str]:
    if not lookup.file:
        return {}
    path = _inside(folder, lookup.file)
    if path is None or not path.is_file() or path.stat().st_size > _LIMIT:
        message = _("the lookup “{name}” cannot read the file “{file}”").format(name=name, file=lookup.file)
        hint = _("It must lie in the folder of the mapping, or below it.")
        log.add("lookup-file-missing", Severity.ERROR, message, hint=hint)
        return {}
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig", errors="replace"), newline="")))
    missing = [column for column in (lookup.key, lookup.value, *lookup.where) if not rows or column not in rows[0]]
    if missing:
        message = _("the file “{file}” of the lookup “{name}” has no column {columns}").format(
            file=lookup.file, name=name, columns=", ".join(missing)
        )
        log.add("lookup-column-missing", Severity.ERROR, message)
        return {}
    return _kept(rows, lookup, name, log)


def _kept(rows: list[dict[str, str]], lookup: Lookup, name: str, log: ProblemLog) -> dict[str, str]:
    try:
        tests = [(column, Pattern(text)) for column, text in lookup.where.items()]
    except UnsafePatternError as error:
        message = _("the lookup “{name}” has a pattern that cannot be used: {reason}").format(name=name, reason=error)
        log.add("unusable-pattern", Severity.ERROR, message)
        return {}
    kept = [row for row in rows if all(test.found(row[column] or "") for column, test in tests)]
    return {row[lookup.key]: row[lookup.value] for row in kept if row[lookup.key] and row[lookup.value]}


def _inside(folder: str, file: str) -> Path | None:
    """The side file, if it lies in the mapping's folder; a mapping that was given as text alone has none."""
    if not folder:
        return None
    root = Path(folder).resolve()
    path = (root / file).resolve()
    return path if path.is_relative_to(root) else None
