"""What every source gives: rows of named values, with their place; and the log that collects problems."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity, Source

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One record. ``number`` counts as the reader sees it (a sheet's header is row 1); ``line`` in text files only.

    A column whose header appears more than once holds the tuple of its non-empty values.
    """

    number: int
    values: Values
    line: int | None = None


class ProblemLog:
    """Collects problems, each once, at most ``per_id`` of a kind; what is beyond is counted and said in one more."""

    def __init__(self, file: str, per_id: int = 200) -> None:
        self.file = file
        self._per_id = per_id
        self._problems: list[Problem] = []
        self._seen: set[tuple[str, int | None, str, str]] = set()
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def add(
        self,
        problem_id: str,
        severity: Severity,
        message: str,
        *,
        row: Row | None = None,
        path: str = "",
        entity: str = "",
        hint: str = "",
        line: int | None = None,
    ) -> None:
        """One problem, at ``row`` (or ``line``) and column or key ``path``."""
        number = row.number if row else None
        place = row.line if row else line
        identity = (problem_id, number if number is not None else place, path, message)
        if identity in self._seen:
            return
        self._counts[problem_id, severity] += 1
        if self._counts[problem_id, severity] > self._per_id:
            return
        self._seen.add(identity)
        source = Source(file=self.file, line=place, row=number, path=path)
        self._problems.append(
            Problem(id=problem_id, severity=severity, message=message, source=source, entity=entity, hint=hint)
        )

    def take(self, problem: Problem) -> None:
        """A problem made elsewhere."""
        self._problems.append(problem)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self._problems, *self._beyond())

    def _beyond(self) -> Iterator[Problem]:
        for (problem_id, severity), count in self._counts.items():
            if count > self._per_id:
                message = _("and {count} more problems of the kind {id}").format(
                    count=count - self._per_id, id=problem_id
                )
                yield Problem(id=problem_id, severity=severity, message=message, source=Source(file=self.file))


def warn(log: ProblemLog, problem_id: str, message: str, row: Row, path: str = "", hint: str = "") -> None:
    """A warning at a row: the commonest call, kept short."""
    log.add(problem_id, Severity.WARNING, message, row=row, path=path, hint=hint)
