"""Every operation of every area: it leaves an audit entry, and it refuses those who may not.

An operation is a public function in an area's ``operations`` that says who acts. The tables in
``tests.areas.operations``, one an area, must name them all.
"""

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import NotAllowedError, NotFoundError
from pilotage.areas.people import operations as people
from pilotage.areas.people.models import Role, User
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule.operations.gates import add_criterion, add_gate
from pilotage.areas.work import operations as work
from pilotage.areas.work.operations import save_items
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.work_items import WorkItem
from tests.areas.operations import backlog, discussion, flow, reporting, risks, schedule
from tests.areas.operations import people as accounts
from tests.areas.operations import programs as heads
from tests.areas.operations import sync as imports
from tests.areas.operations import work as items
from tests.areas.operations.discussion import say
from tests.areas.operations.programs import changed
from tests.areas.operations.scene import Case, Scene
from tests.areas.sync.plans import HARBOR, imported

NOUNS = (accounts, heads, items, schedule, risks, backlog, flow, reporting, discussion, imports)
CASES: dict[str, Case] = {name: case for noun in NOUNS for name, case in noun.CASES.items()}

AREAS = (
    "audit",
    "people",
    "programs",
    "work",
    "schedule",
    "risks",
    "backlog",
    "flow",
    "reporting",
    "discussion",
    "sync",
)

PARTS = {
    "audit.record",
    "programs.editing",
    "sync.store",
    "sync.create_whole",
    "sync.compare_with_target",
}
"""What operations are made of: they get their actor from one."""

PRIVATE = {
    "sync.map_import",
    "sync.aim_import",
    "sync.be_here",
    "discussion.watch",
    "discussion.mark_notices",
    "discussion.set_telling",
    "discussion.add_channel",
    "discussion.remove_channel",
    "discussion.try_channel",
}
"""They change nothing of a program, such as the user's own upload: no entry, but the refusal."""


@pytest.fixture
def scene(
    owner: Actor,
    editor: Actor,
    viewer: Actor,
    stranger: Actor,
    local: Actor,
    now: dt.datetime,
    tmp_path: Path,
) -> Scene:
    teams = (Team(id="core", title="Core"), Team(id="quay", title="Quay"))
    rails = Contract(id="rails", what="Rails", provider="core", consumer="quay", needed=dt.date(2026, 5, 1))
    imported(
        tmp_path,
        msgspec.structs.replace(HARBOR, teams=teams, contracts=(rails,), people=(Person(id="mira", name="Mira"),)),
        actor=owner,
        now=now,
    )
    pk = Row.objects.get(slug="harbor").pk
    for actor, role in ((editor, Role.EDITOR), (viewer, Role.VIEWER)):
        assert actor.user_id is not None
        people.put_membership(user_id=actor.user_id, program_id=pk, role=role)
    with programs.editing(actor=owner, program="harbor", needs=Role.EDITOR, now=now) as edit:
        save_items(edit=edit, items=[WorkItem(key="H-1", title="Moor", status="Moored", created=now)])
    days = {"start": dt.date(2026, 3, 2), "finish": dt.date(2026, 3, 15)}
    work.add_sprint(actor=owner, program="harbor", workstream="quay", fields=days, now=now)
    work.add_item(actor=owner, program="harbor", fields={"title": "Moor", "sprint": "S-1"}, now=now)
    add_gate(actor=owner, program="harbor", activity="open", approvers=(), now=now)
    on_gate: dict[str, Any] = {"program": "harbor", "gate": "open", "version": None, "now": now}
    add_criterion(actor=owner, side="exit", fields={"text": "Lights"}, **on_gate)
    work.add_item(actor=owner, program="harbor", fields={"title": "Dredge"}, now=now)
    work.add_blocker(actor=owner, program="harbor", fields={"cause": "Fog"}, now=now)
    found = Scene(owner, editor, viewer, stranger, local, now, tmp_path)
    say(found, viewer)
    return found


def test_the_table_names_every_operation() -> None:
    assert sorted(found_operations()) == sorted(CASES.keys() | PARTS)


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_operation_leaves_an_audit_entry_and_refuses_those_who_may_not(name: str, scene: Scene) -> None:
    case = CASES[name]
    if case.refused is not None:
        state = _state()
        with pytest.raises((NotAllowedError, NotFoundError)):
            case.act(scene, getattr(scene, case.refused))
        assert _state() == state
    before = AuditEntry.objects.count()
    actor = getattr(scene, case.allowed)
    case.act(scene, actor)
    if name in PRIVATE:
        return
    if name == "sync.read_archive":
        assert AuditEntry.objects.latest("id").verb == "workspace.restored"
        return
    new = AuditEntry.objects.order_by("id")[before:]
    assert new, f"{name} left no audit entry"
    assert any(entry.actor_id == actor.user_id for entry in new) or name == "reporting.ensure_demo"
    assert all(entry.actor_name and entry.source for entry in new)


def test_the_machine_itself_needs_no_membership(scene: Scene) -> None:
    changed(scene, scene.local)
    assert AuditEntry.objects.latest("id").actor_id is None


def _state() -> list[tuple[object, ...]]:
    """What a refused operation must leave alone."""
    return [*Row.objects.order_by("pk").values_list(), *User.objects.order_by("pk").values_list("pk", "password")]


def found_operations() -> Iterator[str]:
    for area in AREAS:
        for module in _modules(importlib.import_module(f"pilotage.areas.{area}.operations")):
            for name, value in vars(module).items():
                ours = inspect.isfunction(value) and value.__module__ == module.__name__
                if ours and not name.startswith("_") and "actor" in inspect.signature(value).parameters:
                    yield f"{area}.{name}"


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(getattr(package, "__path__", []), f"{package.__name__}."):
        yield importlib.import_module(found.name)
