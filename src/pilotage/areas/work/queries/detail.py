"""One work item with everything that is known of it."""

import datetime as dt
from typing import Any

import msgspec
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit import queries as trail
from pilotage.areas.errors import NotFoundError
from pilotage.areas.programs.models import Program
from pilotage.areas.programs.queries import visible
from pilotage.areas.work import rules
from pilotage.areas.work.models import Blocker, WorkItem
from pilotage.areas.work.queries.home import lives_here
from pilotage.areas.work.rules.fields import FIELDS
from pilotage.plan.vocabulary.work_items import Period, Transition


class RelatedItem(msgspec.Struct, frozen=True):
    key: str
    title: str
    kind: str
    status: str
    category: str
    points: float | None


class LinkedItem(msgspec.Struct, frozen=True):
    """``words`` are the tracker's own; ``title`` is empty for an item that is not among ours."""

    words: str
    key: str
    title: str


class ItemBlocker(msgspec.Struct, frozen=True, kw_only=True):
    code: str
    cause: str
    kind: str
    owner: str
    remover: str
    since: dt.datetime
    expected: dt.date | None
    resolved: dt.datetime | None
    note: str
    version: int


class ItemDetail(msgspec.Struct, frozen=True, kw_only=True):
    """``own``: Pilotage may change all of it. ``blocks`` are the tracker's word, ``blockers`` are ours."""

    key: str
    version: int
    own: bool
    title: str
    description: str
    kind: str
    status: str
    category: str
    priority: str
    assignee: str
    due: dt.date | None
    points: float | None
    parent: str
    workstream: str
    service_class: str
    sprint: str
    activity: str
    project: str
    team: str | None
    reporter: str | None
    resolution: str
    created: dt.datetime | None
    started: dt.datetime | None
    resolved: dt.datetime | None
    updated: dt.datetime | None
    url: str | None
    labels: tuple[str, ...]
    components: tuple[str, ...]
    versions: tuple[str, ...]
    sprints: tuple[str, ...]
    transitions: tuple[Transition, ...]
    blocks: tuple[Period, ...]
    links: tuple[LinkedItem, ...]
    up: RelatedItem | None
    children: tuple[RelatedItem, ...]
    blockers: tuple[ItemBlocker, ...]


_RELATED = ("key", "title", "kind", "status", "category", "points")
_MOST_CHILDREN = 500


def detail(*, actor: Actor, program: str, key: str) -> ItemDetail:
    """Raises NotFoundError, and says who removed it where that is known."""
    row = visible(actor=actor, program=program).program
    texts = {f"{name}_text": Cast(name, TextField()) for name in rules.TEXTS}
    names = [f"{name}_text" if name in rules.TEXTS else name for name in ("key", *rules.COLUMNS)]
    found = WorkItem.objects.filter(program=row, key=key)
    values = found.annotate(**texts).values_list(*names).first()
    own = found.values("version", "native", "description", *FIELDS).first()
    if values is None or own is None:
        raise NotFoundError(gone(row.pk, key))
    item = rules.items([values])[0]
    shown = {name: getattr(item, name) for name in _SHOWN}
    ours = {name: own[name] for name in ("description", "workstream", "service_class", "sprint", "activity")}
    return ItemDetail(
        **shown,
        **ours,
        version=own["version"],
        own=own["native"] or lives_here(row.pk),
        category=item.status_category.value,
        assignee=item.assignee or "",
        parent=item.parent or "",
        links=_links(row, item.links),
        up=_related(row, item.parent or item.epic),
        children=tuple(RelatedItem(*each) for each in _children(row, key)),
        blockers=_blockers(row, key),
    )


def gone(program_id: int, key: str) -> str:
    """Why there is no such item: who removed it, where that is known."""
    last = trail.last_change(program_id=program_id, kind="work_item", entity_id=key)
    if last is not None and last.after is None:
        at = last.at.astimezone(dt.UTC)
        text = _("{key} was removed by {who} on {day} at {time} UTC. Undo brings it back.")
        return text.format(key=key[:100], who=last.actor_name, day=at.date().isoformat(), time=f"{at:%H:%M}")
    return _("There is no work item “{key}” in this program.").format(key=key[:100])


_SHOWN = (
    *("key", "title", "kind", "status", "priority", "due", "points", "project", "team", "reporter", "resolution"),
    *("created", "started", "resolved", "updated", "url", "labels", "components", "versions", "sprints"),
    *("transitions", "blocks"),
)


def _children(row: Program, key: str) -> Any:
    return WorkItem.objects.filter(program=row, parent=key).order_by("id").values_list(*_RELATED)[:_MOST_CHILDREN]


def _related(row: Program, key: str | None) -> RelatedItem | None:
    if not key:
        return None
    found = WorkItem.objects.filter(program=row, key=key).values_list(*_RELATED).first()
    return None if found is None else RelatedItem(*found)


def _links(row: Program, links: tuple[tuple[str, str], ...]) -> tuple[LinkedItem, ...]:
    keys = [key for _words, key in links]
    titles = dict(WorkItem.objects.filter(program=row, key__in=keys[:500]).values_list("key", "title")) if keys else {}
    return tuple(LinkedItem(words, key, titles.get(key, "")) for words, key in links)


def _blockers(row: Program, key: str) -> tuple[ItemBlocker, ...]:
    names = [field.name for field in msgspec.structs.fields(ItemBlocker)]
    found = Blocker.objects.filter(program=row).order_by("-since").values("keys", *names)
    return tuple(ItemBlocker(**{name: each[name] for name in names}) for each in found if key in each["keys"])
