"""What was said about a record."""

import datetime as dt
from collections.abc import Mapping

import msgspec
from django.db.models import Count

from pilotage.areas.actor import Actor
from pilotage.areas.discussion.models import Comment
from pilotage.areas.discussion.queries.subjects import subject
from pilotage.areas.discussion.queries.watching import watches
from pilotage.areas.people.queries import members
from pilotage.areas.people.rules import initials
from pilotage.areas.programs.queries import visible


class Speaker(msgspec.Struct, frozen=True):
    id: str | None
    name: str
    initials: str


class Called(msgspec.Struct, frozen=True):
    id: str
    name: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A comment; ``text`` is empty once it is ``removed``. ``mine``: the caller may change it."""

    id: int
    by: Speaker
    text: str
    mentions: tuple[Called, ...]
    version: int
    created: dt.datetime
    edited: dt.datetime | None
    removed: bool
    mine: bool


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    id: int
    resolved: dt.datetime | None
    resolved_by: str
    comments: tuple[Said, ...]


class Discussion(msgspec.Struct, frozen=True, kw_only=True):
    """``members`` can be called by @ and their name."""

    title: str
    watching: bool
    members: tuple[Called, ...]
    threads: tuple[Thread, ...]


def threads(*, actor: Actor, program: str, kind: str, code: str) -> Discussion:
    """Everything said about one record, oldest first; open threads before resolved ones. Raises NotFoundError."""
    row = visible(actor=actor, program=program).program
    record, title = subject(row, kind, code)
    rows = list(Comment.objects.filter(program=row, kind=record[0], code=code).order_by("id"))
    people = {each.user.pk: each.user.name for each in members(row.pk)}
    answers: dict[int, list[Comment]] = {each.pk: [each] for each in rows if each.thread_id is None}
    for each in rows:
        if each.thread_id is not None:
            answers[each.thread_id].append(each)
    made = [_thread(said, actor, people) for said in answers.values() if any(each.removed is None for each in said)]
    return Discussion(
        title=title,
        watching=watches(actor=actor, program_id=row.pk, record=record),
        members=tuple(Called(str(pk), name) for pk, name in people.items()),
        threads=tuple(sorted(made, key=lambda thread: thread.resolved is not None)),
    )


def counts(*, actor: Actor, program: str) -> Mapping[str, Mapping[str, int]]:
    """How many comments open threads hold, by kind and id of the record. One query beside the permission."""
    row = visible(actor=actor, program=program).program
    found = Comment.objects.filter(program=row, removed=None, resolved=None, thread__resolved=None)
    told: dict[str, dict[str, int]] = {}
    for kind, code, count in found.values_list("kind", "code").annotate(n=Count("id")).order_by("kind", "code"):
        told.setdefault(kind, {})[code] = count
    return told


def _thread(rows: list[Comment], actor: Actor, people: Mapping[int, str]) -> Thread:
    first = rows[0]
    return Thread(
        id=first.pk,
        resolved=first.resolved,
        resolved_by=first.resolved_by,
        comments=tuple(_said(row, actor, people) for row in rows),
    )


def _said(row: Comment, actor: Actor, people: Mapping[int, str]) -> Said:
    return Said(
        id=row.pk,
        by=Speaker(None if row.author_id is None else str(row.author_id), row.author_name, initials(row.author_name)),
        text=row.text,
        mentions=tuple(Called(str(pk), people[pk]) for pk in row.mentions if pk in people),
        version=row.version,
        created=row.created,
        edited=row.edited,
        removed=row.removed is not None,
        mine=row.removed is None and row.author_id is not None and row.author_id == actor.user_id,
    )
