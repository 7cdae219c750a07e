"""An edit of the plan: load it at its revision, change the value, reschedule, refuse what is impossible, remember."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.operations import Edit
from pilotage.areas.schedule.queries.plans import memory, plan_at
from pilotage.areas.schedule.rules.announcements import effect
from pilotage.areas.schedule.rules.planned import PlannedProgram, StoredPlan, planned
from pilotage.plan.network.logic import logic
from pilotage.plan.vocabulary.problems import Problem
from pilotage.plan.vocabulary.program import Program


@dataclass(frozen=True, slots=True)
class PlanEdit:
    """What an edit did. ``edited`` are the ids of rows that were written; ``announcement`` is read aloud."""

    before: PlannedProgram
    after: PlannedProgram
    announcement: str
    edited: tuple[str, ...] = ()
    structure_changed: bool = False
    problems: tuple[Problem, ...] = ()
    refs: Mapping[str, str] = field(default_factory=dict)
    """Ids of added activities by the refs that the caller gave them."""

    @property
    def revision(self) -> int:
        return self.after.revision


@dataclass(slots=True)
class RowVersion:
    """The version of a row that is held as a column, for ``Edit.check_version``."""

    version: int


@dataclass(slots=True)
class OpenPlan:
    """The plan inside an open ``Edit``."""

    edit: Edit
    before: PlannedProgram = field(init=False)

    def __post_init__(self) -> None:
        self.before = plan_at(self.edit.program)

    def close(
        self,
        stored: StoredPlan,
        said: str,
        *,
        edited: tuple[str, ...] = (),
        structure_changed: bool = False,
    ) -> PlanEdit:
        """Schedule the changed plan and remember it once the transaction has ended.

        Raises InvalidError, with the problems, where the change makes a plan impossible that was possible before.
        """
        after = planned(self.edit.revision + 1, stored, self.before)
        if after.broken and not self.before.broken:
            raise InvalidError(
                _("This would make the plan impossible: {why}").format(why=after.broken[0]),
                after.broken,
                first_cycle(stored.program),
            )
        remember(self.edit.program.pk, after)
        return PlanEdit(
            before=self.before,
            after=after,
            announcement=" ".join(part for part in (said, effect(self.before, after)) if part),
            edited=edited,
            structure_changed=structure_changed,
            problems=_new_problems(self.before, after),
        )

    def unchanged(self, said: str) -> PlanEdit:
        """Nothing was written."""
        return PlanEdit(before=self.before, after=self.before, announcement=said)


def remember(program_id: int, plan: PlannedProgram) -> None:
    """Keep a plan in this process once it is committed; at once where no transaction is open."""
    transaction.on_commit(lambda: memory().plans.put(program_id, plan.revision, plan))


def carry_over(edit: Edit) -> None:
    """An edit that leaves the plan as it is need not make its memory of it void: keep it for the new revision."""
    plan = memory().plans.get(edit.program.pk, edit.program.revision)
    if plan is not None:
        remember(edit.program.pk, replace(plan, revision=plan.revision + 1))


def _new_problems(before: PlannedProgram, after: PlannedProgram) -> tuple[Problem, ...]:
    known = set(before.problems)
    return tuple(problem for problem in after.problems if problem not in known)


def first_cycle(program: Program) -> tuple[str, ...]:
    """Ids of the activities of a circle of dependencies, in order; empty where there is none."""
    made = logic(program)
    if len(made.order) == made.size:
        return ()
    return tuple(program.activities[row].id for row in made.cycles()[0] if row >= 0)
