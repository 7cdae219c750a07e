"""Collects problems while a file is read, and keeps a hostile file from making millions of them."""

from collections import Counter

from pilotage.plan.language.messages import ngettext
from pilotage.plan.vocabulary.problems import Problem, Severity, Source

MOST_PER_ID = 200


class Report:
    """Problems in the order they were found; at most ``MOST_PER_ID`` of one id, the rest is counted."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self._problems: list[Problem] = []
        self._found: Counter[str] = Counter()

    def error(self, kind: str, message: str, source: Source | None = None, entity: str = "", hint: str = "") -> None:
        self._add(kind, Severity.ERROR, message, source, entity, hint)

    def warning(self, kind: str, message: str, source: Source | None = None, entity: str = "", hint: str = "") -> None:
        self._add(kind, Severity.WARNING, message, source, entity, hint)

    def info(self, kind: str, message: str, source: Source | None = None, entity: str = "", hint: str = "") -> None:
        self._add(kind, Severity.INFO, message, source, entity, hint)

    def _add(self, kind: str, severity: Severity, message: str, source: Source | None, entity: str, hint: str) -> None:
        self._found[kind] += 1
        if self._found[kind] <= MOST_PER_ID:
            where = source or Source(file=self.file)
            self._problems.append(
                Problem(id=kind, severity=severity, message=message, source=where, entity=entity, hint=hint)
            )

    def problems(self) -> tuple[Problem, ...]:
        """All problems, and for each id that occurred too often one that says how many more there were."""
        return (*self._problems, *(self._rest(kind, n) for kind, n in self._found.items() if n > MOST_PER_ID))

    def _rest(self, kind: str, found: int) -> Problem:
        more = found - MOST_PER_ID
        message = ngettext("{count} more problem of this kind.", "{count} more problems of this kind.", more)
        return Problem(
            id=kind, severity=Severity.INFO, message=message.format(count=more), source=Source(file=self.file)
        )
