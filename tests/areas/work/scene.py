"""A program at home in Pilotage, and what its tests do to it."""

import datetime as dt
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program, Workstream
from pilotage.areas.programs.operations import editing
from pilotage.areas.sync import operations as sync
from pilotage.areas.work import operations as work
from pilotage.areas.work.models import WorkItem as Row
from pilotage.areas.work.rules.boards import Column
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class Yard:
    """Acts on the program ``harbor`` as one person, at a time that passes."""

    def __init__(self, actor: Actor, program: Program) -> None:
        self.actor = actor
        self.program = program
        self.now = MONDAY

    @property
    def on(self) -> dict[str, Any]:
        return {"actor": self.actor, "program": "harbor", "now": self.now}

    def wait(self, days: float) -> None:
        self.now += dt.timedelta(days=days)

    def add(self, title: str = "Dredge", **fields: Any) -> str:
        return work.add_item(fields={"title": title, **fields}, **self.on).keys[0]

    def change(self, *keys: str, reason: str = "", versions: dict[str, int] | None = None, **fields: Any) -> None:
        change = work.ItemChange(keys=keys, fields=fields, versions=versions or {})
        work.change_items(changes=[change], reason=reason, **self.on)

    def move(self, key: str, state: str, **more: Any) -> None:
        work.move_item(key=key, state=state, **more, **self.on)

    def board(self, *columns: Column, workstream: str = "", **more: Any) -> int:
        given = {"version": None, "person_limit": None, "classes": {}, "meanings": {}, **more}
        return work.set_board(workstream=workstream, columns=columns, **given, **self.on)

    def undo(self) -> None:
        sync.undo_last_change(**self.on)

    def imported(self, *items: WorkItem) -> None:
        with editing(needs=Role.EDITOR, **self.on) as edit:
            work.save_items(edit=edit, items=items)

    def row(self, key: str) -> Row:
        return Row.objects.get(program=self.program, key=key)

    def everything(self) -> list[tuple[Any, ...]]:
        """All that is stored of items but for their versions and when they were written."""
        rows = Row.objects.order_by("key").values()
        left_out = ("id", "version", "updated")
        return [tuple(value for name, value in row.items() if name not in left_out) for row in rows]


@pytest.fixture
def yard(owner: Actor, program: Program) -> Yard:
    for code, title in (("quay", "Quay"), ("crane", "Cranes")):
        Workstream.objects.create(program=program, code=code, title=title, way="kanban")
    return Yard(owner, program)


def jira(key: str = "J-1", **fields: Any) -> WorkItem:
    given = {"title": "Moor", "status": "Open", "status_category": StatusCategory.TODO, "created": MONDAY, **fields}
    return WorkItem(key=key, **given)


THREE = (
    Column(id="wait", title="Waiting", states=("To do",)),
    Column(id="work", title="Working", states=("In progress", "In review"), limit=2),
    Column(id="done", title="Done", states=("Done",)),
)
