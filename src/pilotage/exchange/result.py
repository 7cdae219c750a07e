"""What reading a file gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pilotage.plan.vocabulary.problems import Problem, Severity, Source
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import WorkItem


@dataclass(frozen=True)
class ReadResult:
    """The good part of a file, and its problems.

    ``program`` is None where the file holds no plan (a tracker's export) or nothing of it could be read.
    ``format`` names what the file was read as (``mspdi``, ``csv``, ``jira-json``); ``counts`` says how many of
    what was found, by plain names (``activities``, ``dependencies``, ``work_items``, ``links``). ``places`` says where
    each entity is written, by id, where the format knows lines.
    """

    program: Program | None
    problems: tuple[Problem, ...]
    format: str
    counts: dict[str, int] = field(default_factory=dict)
    work_items: tuple[WorkItem, ...] = ()
    places: Mapping[str, Source] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Nothing had to be left out: no problem is an error."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)
