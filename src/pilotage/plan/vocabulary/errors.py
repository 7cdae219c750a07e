"""Failures of the plan's own calls. All derive from `PlanError`."""

from pilotage.plan.vocabulary.problems import Problem


class PlanError(Exception):
    """A call that could not give its answer."""


class Unschedulable(PlanError):
    """The plan is impossible; ``problems`` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
