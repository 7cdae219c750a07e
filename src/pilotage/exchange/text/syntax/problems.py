"""Collecting what is wrong with a text, each with its place."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from pilotage.exchange.text.syntax.nodes import Mapping, Node, paths
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity, Source

MOST_PROBLEMS = 1000
"""A hostile or foreign file has one mistake a line; nobody reads more than this."""
_MOST_PROPOSALS = 20
"""Proposals are searched for, which takes time in a large program."""


class ReadError(ValueError):
    """A value that cannot be read. The reader turns it into a problem at the value's place."""

    def __init__(self, problem: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.problem = problem
        self.message = message
        self.hint = hint


class Findings:
    """The problems found so far. ``entity`` is the id of what is being read."""

    def __init__(self) -> None:
        self.entity = ""
        self._found: list[tuple[Node | None, Problem]] = []
        self._left_out = 0
        self._broken: dict[str, int] = {}

    def add(
        self,
        problem: str,
        node: Node | None,
        message: str,
        hint: str | Callable[[], str] = "",
        severity: Severity = Severity.ERROR,
        entity: str | None = None,
    ) -> None:
        if len(self._found) >= MOST_PROBLEMS:
            self._left_out += 1
            return
        source = Source(file=node.file, line=node.line, column=node.column) if node else Source()
        entity = self.entity if entity is None else entity
        if callable(hint):
            hint = hint() if len(self._found) < _MOST_PROPOSALS else ""
        found = Problem(id=problem, severity=severity, message=message, source=source, entity=entity, hint=hint)
        self._found.append((node, found))

    def fault(self, fault: ReadError, node: Node) -> None:
        self.add(fault.problem, node, fault.message, fault.hint)

    def place(self, problem: str, source: Source, message: str, hint: str = "") -> None:
        """A problem with a place outside the tree: the text could not be taken apart there."""
        self._found.append(
            (None, Problem(id=problem, severity=Severity.ERROR, message=message, source=source, hint=hint))
        )

    def broken(self, file: str, line: int) -> None:
        """The YAML is wrong; what was read from ``line`` on may be an after-effect."""
        self._broken[file] = line

    def __bool__(self) -> bool:
        return bool(self._found)

    def all(self, roots: Iterable[Mapping]) -> tuple[Problem, ...]:
        """In the order of the text, with key paths. ``roots`` are the trees of the files."""
        wanted = {id(node) for node, _problem in self._found if node is not None}
        where = {id(node): path for root in roots for node, path in paths(root) if id(node) in wanted} if wanted else {}
        found = [
            _with_path(problem, where.get(id(node), ""))
            for node, problem in self._found
            if self._is_cause(node, problem)
        ]
        found.sort(key=lambda p: (p.source.file, p.source.line or 0, p.source.column or 0))
        if self._left_out:
            message = _("{count} more problems are not listed.").format(count=self._left_out)
            found.append(Problem(id="too-many-problems", severity=Severity.ERROR, message=message))
        return tuple(found)

    def _is_cause(self, node: Node | None, problem: Problem) -> bool:
        """Not an after-effect of wrong YAML."""
        if not self._broken or node is None:
            return True
        return not problem.id.startswith("missing-") and node.line < self._broken.get(node.file, node.line + 1)


def _with_path(problem: Problem, path: str) -> Problem:
    if not path:
        return problem
    at = problem.source
    source = Source(file=at.file, line=at.line, column=at.column, path=path)
    return Problem(
        id=problem.id,
        severity=problem.severity,
        message=problem.message,
        source=source,
        entity=problem.entity,
        hint=problem.hint,
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that proposes the nearest known word, or an empty one."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return _("Did you mean “{word}”?").format(word=matches[0]) if matches else ""


def shown(text: str) -> str:
    """A text as messages quote it: on one line, shortened."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:57] + '...'}”"
