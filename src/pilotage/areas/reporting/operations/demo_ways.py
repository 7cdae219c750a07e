"""How the teams of an example work: its boards, sprints and blockers, as ``ways.json`` in its folder tells them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from pilotage.areas.actor import Actor
from pilotage.areas.people.models import Role
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.programs.operations import editing
from pilotage.areas.work import operations as work
from pilotage.areas.work.operations import save_items
from pilotage.areas.work.queries.scope import keys_in
from pilotage.areas.work.rules.boards import Column
from pilotage.areas.work.rules.sprints import Outcome
from pilotage.plan.flow.items.history import known_then
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

WAYS = "ways.json"
LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)


class Marked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The oldest ``items`` of a state, of those that no other mark took, are of a class of service."""

    state: str
    service_class: str
    items: int


class BoardTale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    workstream: str
    columns: tuple[Column, ...]
    person_limit: int | None = None
    classes: dict[str, str] = {}
    marked: tuple[Marked, ...] = ()


class Added(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many items came into the sprint at ``at``, after it had begun."""

    at: dt.datetime
    items: int


class SprintTale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In it are the items of the workstream that were finished while it ran, and ``open_items`` that were not: what was
    carried over into it first. ``reason`` tells why those were left when it was closed.
    """

    workstream: str
    title: str
    goal: str
    start: dt.date
    finish: dt.date
    begun: dt.datetime
    closed: dt.datetime | None = None
    open_items: int = 0
    reason: str = ""
    added: Added | None = None


class BlockerTale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """It hits the oldest ``items`` of a team that are under way, or were when it was resolved."""

    team: str
    items: int
    cause: str
    kind: str
    owner: str
    remover: str
    since: dt.datetime
    expected: dt.date | None = None
    resolved: dt.datetime | None = None
    note: str = ""


class Ways(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    boards: tuple[BoardTale, ...] = ()
    sprints: tuple[SprintTale, ...] = ()
    blockers: tuple[BlockerTale, ...] = ()


def tell_ways(*, row: ProgramRow, folder: Path, items: Sequence[WorkItem], teller: Actor, now: dt.datetime) -> None:
    """Store what ``ways.json`` in ``folder`` tells (nothing where there is none) of the ``items`` of its tracker.

    Part of loading the example: its transaction, after its items were stored.
    """
    if not (folder / WAYS).is_file():
        return
    ways = msgspec.json.decode((folder / WAYS).read_bytes(), type=Ways)
    scene = _Scene(row, teller, items, now)
    for board in ways.boards:
        scene.board(board)
    for workstream in dict.fromkeys(sprint.workstream for sprint in ways.sprints):
        scene.sprints([sprint for sprint in ways.sprints if sprint.workstream == workstream])
    for blocker in ways.blockers:
        scene.blocker(blocker)


class _Scene:
    """The stored program whose tale is told, with all items of its tracker."""

    def __init__(self, row: ProgramRow, teller: Actor, items: Sequence[WorkItem], now: dt.datetime) -> None:
        self.row, self.teller, self.items, self.now = row, teller, items, now

    def board(self, tale: BoardTale) -> None:
        work.set_board(
            actor=self.teller,
            program=self.row.slug,
            workstream=tale.workstream,
            version=None,
            columns=tale.columns,
            person_limit=tale.person_limit,
            classes=tale.classes,
            meanings={},
            now=self.now,
        )
        inside = keys_in(self.row.pk, tale.workstream)
        for mark in tale.marked:
            found = [item.key for item in self.items if item.key in inside and item.status == mark.state][: mark.items]
            inside -= set(found)
            self._set(found, {"service_class": mark.service_class}, self.now)

    def sprints(self, tales: Sequence[SprintTale]) -> None:
        """One after the other, each on the items as they stood on its days; then the items as they are."""
        inside = keys_in(self.row.pk, tales[0].workstream)
        items = [item for item in self.items if item.key in inside]
        carried: list[str] = []
        codes = [self._plan(tale) for tale in tales]
        for place, (tale, code) in enumerate(zip(tales, codes, strict=True)):
            self._store(_then(items, tale.begun))
            late = _contents(items, tale, carried)
            extra = late[len(late) - tale.added.items :] if tale.added else []
            self._set([key for key in late if key not in extra], {"sprint": code}, tale.begun)
            work.begin_sprint(actor=self.teller, program=self.row.slug, code=code, version=None, now=tale.begun)
            if tale.added:
                self._set(extra, {"sprint": code}, tale.added.at)
            if tale.closed:
                self._store(_then(items, tale.closed))
                carried = self._close(tale, code, codes[place + 1], late)
        self._store(items)

    def blocker(self, tale: BlockerTale) -> None:
        if tale.resolved:
            hit = [item.key for item in self.items if item.team == tale.team and _ran(item, tale.since, tale.resolved)]
        else:
            hit = [each.key for each in self.items if each.team == tale.team and each.status_category == "doing"]
            hit.sort(key={item.key: not item.blocked for item in self.items}.__getitem__)
        fields = {name: getattr(tale, name) for name in ("cause", "kind", "owner", "remover", "since", "expected")}
        code = work.add_blocker(
            actor=self.teller, program=self.row.slug, fields={**fields, "keys": hit[: tale.items]}, now=tale.since
        )
        if tale.resolved:
            work.resolve_blocker(
                actor=self.teller,
                program=self.row.slug,
                code=code,
                version=None,
                note=tale.note,
                now=tale.resolved,
            )
        elif tale.note:
            work.change_blocker(
                actor=self.teller,
                program=self.row.slug,
                code=code,
                version=None,
                fields={"note": tale.note},
                now=self.now,
            )

    def _plan(self, tale: SprintTale) -> str:
        code, _revision = work.add_sprint(
            actor=self.teller,
            program=self.row.slug,
            workstream=tale.workstream,
            fields={"title": tale.title, "goal": tale.goal, "start": tale.start, "finish": tale.finish},
            now=tale.begun,
        )
        return code

    def _close(self, tale: SprintTale, code: str, following: str, keys: Sequence[str]) -> list[str]:
        """What was not done goes into the following sprint."""
        assert tale.closed is not None
        evening = _evening_before(tale.closed)
        done = {item.key for item in self.items if item.resolved is not None and item.resolved < evening}
        left = [key for key in keys if key not in done]
        work.close_sprint(
            actor=self.teller,
            program=self.row.slug,
            code=code,
            version=None,
            outcomes=[Outcome(key, following, tale.reason) for key in left],
            now=tale.closed,
        )
        return left

    def _store(self, items: Sequence[WorkItem]) -> None:
        with editing(actor=self.teller, program=self.row.slug, needs=Role.OWNER, now=self.now) as edit:
            save_items(edit=edit, items=items)

    def _set(self, keys: Sequence[str], fields: Mapping[str, str], now: dt.datetime) -> None:
        if keys:
            changes = [work.ItemChange(keys=tuple(keys), fields=dict(fields))]
            work.change_items(actor=self.teller, program=self.row.slug, changes=changes, now=now)


def _contents(items: Sequence[WorkItem], tale: SprintTale, carried: Sequence[str]) -> list[str]:
    """Keys: those carried over, those finished while it ran, and others that were begun first."""
    begun, end = (_evening_before(at) for at in (tale.begun, tale.closed or LATEST))
    finished = [item for item in items if item.resolved is not None and begun <= item.resolved < end]
    rest = [item for item in items if item.resolved is None or item.resolved >= end]
    known = [item for item in rest if item.created is not None and item.created < begun and item.key not in carried]
    known.sort(key=lambda item: item.started or LATEST)
    return list(
        dict.fromkeys([*carried, *(item.key for item in finished), *(item.key for item in known[: tale.open_items])])
    )


def _then(items: Sequence[WorkItem], at: dt.datetime) -> list[WorkItem]:
    """The items as they stood on the evening before ``at``, each in the state that its history says."""
    now = {item.key: item for item in items}
    return [_in_its_state(item, now[item.key]) for item in known_then(items, at.date() - dt.timedelta(days=1))]


def _in_its_state(item: WorkItem, now: WorkItem) -> WorkItem:
    if len(item.transitions) == len(now.transitions):
        return now
    state = item.transitions[-1].after if item.transitions else now.transitions[0].before
    category = StatusCategory.DOING if item.started is not None else StatusCategory.TODO
    return msgspec.structs.replace(item, status=state, status_category=category)


def _evening_before(at: dt.datetime) -> dt.datetime:
    """The end of the day before, as `known_then` counts days."""
    return dt.datetime.combine(at.date(), dt.time(), dt.UTC)


def _ran(item: WorkItem, since: dt.datetime, until: dt.datetime) -> bool:
    return item.started is not None and item.started < since and item.resolved is not None and item.resolved > until
