"""Linking activities, and changing or removing a link."""

import datetime as dt

import numpy as np
from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.programs.operations import editing
from pilotage.areas.schedule import events
from pilotage.areas.schedule.operations import rows
from pilotage.areas.schedule.operations.plan_edit import OpenPlan, PlanEdit, RowVersion
from pilotage.areas.schedule.permissions import ACTIONS
from pilotage.areas.schedule.rules.amounts import lag_text
from pilotage.areas.schedule.rules.linking import changed_link, new_link, shown
from pilotage.areas.schedule.rules.planned import StoredPlan
from pilotage.plan.vocabulary.activities import Dependency
from pilotage.plan.vocabulary.program import Program

MOST_DEPENDENCIES = 500_000


def add_dependency(
    *,
    actor: Actor,
    program: str,
    predecessor: str,
    successor: str,
    kind: str = "FS",
    lag: str = "",
    now: dt.datetime,
    why: str = "",
) -> PlanEdit:
    """Link two activities. Raises InvalidError for a loop, naming it, and ConflictError where the link exists."""
    with editing(actor=actor, program=program, needs=ACTIONS["dependency.add"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        stored = plan.before.stored
        new = new_link(plan.before.program, plan.before.schedule.index, predecessor, successor, kind, lag)
        if any(other.id == new.id for other in stored.program.dependencies):
            raise ConflictError(_("These two are linked that way already."))
        if len(stored.program.dependencies) >= MOST_DEPENDENCIES:
            raise InvalidError(_("A program holds at most {n} dependencies.").format(n=MOST_DEPENDENCIES))
        changed = StoredPlan(
            program=replace(stored.program, dependencies=(*stored.program.dependencies, new)),
            versions=stored.versions,
            positions=stored.positions,
            dependency_versions=np.append(stored.dependency_versions, 1),
        )
        title = link_title(new, stored.program)
        result = plan.close(changed, _("Linked {title}.").format(title=title), structure_changed=True)
        rows.insert_dependencies(edit.program.pk, [new])
        edit.record(Entry(verb=events.DEPENDENCY_ADDED, entity_id=new.id, title=title, after=rows.link_image(new)))
        return result


def change_dependency(
    *,
    actor: Actor,
    program: str,
    dependency: str,
    version: int | None,
    kind: str | None = None,
    lag: str | None = None,
    now: dt.datetime,
    why: str = "",
) -> PlanEdit:
    """Change the kind or the lag of a link (its id holds the kind, so it may change too)."""
    with editing(actor=actor, program=program, needs=ACTIONS["dependency.change"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        stored = plan.before.stored
        index, old = find_dependency(stored.program, dependency)
        new = changed_link(old, kind, lag, stored.program)
        edit.check_version(
            RowVersion(int(stored.dependency_versions[index])),
            version,
            kind="dependency",
            entity_id=old.id,
            yours=shown(new, stored.program),
            theirs=shown(old, stored.program),
        )
        if new == old:
            return plan.unchanged(_("Nothing changed."))
        if new.id != old.id and any(other.id == new.id for other in stored.program.dependencies):
            raise ConflictError(_("These two are linked that way already."))
        versions = stored.dependency_versions.copy()
        versions[index] += 1
        links = (*stored.program.dependencies[:index], new, *stored.program.dependencies[index + 1 :])
        changed = StoredPlan(replace(stored.program, dependencies=links), stored.versions, stored.positions, versions)
        title = link_title(new, stored.program)
        said = _("Link {title} is now {kind} {lag}.").format(title=title, kind=new.kind.value, lag=_lag(new, stored))
        result = plan.close(changed, said.replace(" .", "."), structure_changed=True)
        rows.update_dependency(edit.program.pk, old, new, int(versions[index]))
        edit.record(
            Entry(
                verb=events.DEPENDENCY_CHANGED,
                entity_id=new.id,
                title=title,
                before=rows.link_image(old),
                after=rows.link_image(new),
            )
        )
        return result


def remove_dependency(
    *, actor: Actor, program: str, dependency: str, version: int | None, now: dt.datetime, why: str = ""
) -> PlanEdit:
    """Unlink two activities."""
    with editing(actor=actor, program=program, needs=ACTIONS["dependency.remove"], now=now, why=why) as edit:
        plan = OpenPlan(edit)
        stored = plan.before.stored
        index, old = find_dependency(stored.program, dependency)
        edit.check_version(
            RowVersion(int(stored.dependency_versions[index])),
            version,
            kind="dependency",
            entity_id=old.id,
            yours={"removed": True},
            theirs=shown(old, stored.program),
        )
        links = (*stored.program.dependencies[:index], *stored.program.dependencies[index + 1 :])
        changed = StoredPlan(
            program=replace(stored.program, dependencies=links),
            versions=stored.versions,
            positions=stored.positions,
            dependency_versions=np.delete(stored.dependency_versions, index),
        )
        title = link_title(old, stored.program)
        result = plan.close(changed, _("Unlinked {title}.").format(title=title), structure_changed=True)
        rows.delete_link(edit.program.pk, old)
        edit.record(Entry(verb=events.DEPENDENCY_REMOVED, entity_id=old.id, title=title, before=rows.link_image(old)))
        return result


def link_title(dependency: Dependency, program: Program) -> str:
    """``Dual writes to Backfill``."""
    titles = {
        activity.id: activity.title
        for activity in program.activities
        if activity.id in (dependency.predecessor, dependency.successor)
    }
    return _("{predecessor} to {successor}").format(
        predecessor=titles.get(dependency.predecessor, dependency.predecessor),
        successor=titles.get(dependency.successor, dependency.successor),
    )


def find_dependency(program: Program, dependency: str) -> tuple[int, Dependency]:
    """A dependency by its id, with its place. Raises NotFoundError."""
    for index, found in enumerate(program.dependencies):
        if found.id == dependency:
            return index, found
    raise NotFoundError(_("There is no dependency “{id}” in this program.").format(id=dependency[:300]))


def _lag(dependency: Dependency, stored: StoredPlan) -> str:
    return lag_text(dependency.lag, dependency.lag_percent, stored.program)
