"""What reading a file gives."""

from dataclasses import dataclass, field

from pilotage.plan.problems import Problem, Severity
from pilotage.plan.program import Program
from pilotage.plan.work_items import WorkItem


@dataclass(frozen=True)
class ReadResult:
    """The good part of a file, and its problems.

    ``program`` is None where the file holds no plan (a tracker's export) or nothing of it could be read.
    ``format`` names what the file was read as (``mspdi``, ``csv``, ``jira-json``); ``counts`` says how many of
    what was found, by plain names (``activities``, ``dependencies``, ``work_items``, ``links``).
    """

    program: Program | None
    problems: tuple[Problem, ...]
    format: str
    counts: dict[str, int] = field(default_factory=dict)
    work_items: tuple[WorkItem, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing had to be left out: no problem is an error."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)
