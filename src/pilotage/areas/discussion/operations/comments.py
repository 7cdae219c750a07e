"""Writing comments. What is said is kept in the comment alone: the trail tells that something was said, not what."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.audit.events import Verb
from pilotage.areas.audit.operations import Entry
from pilotage.areas.discussion import events
from pilotage.areas.discussion.models import Comment
from pilotage.areas.discussion.operations.watching import begin_watching
from pilotage.areas.discussion.permissions import ACTIONS
from pilotage.areas.discussion.queries.subjects import KINDS, subject
from pilotage.areas.discussion.rules.mentions import Member, mentioned
from pilotage.areas.discussion.rules.texts import checked
from pilotage.areas.errors import ConflictError, NotAllowedError, NotFoundError
from pilotage.areas.people.queries import members
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.schedule.operations.plan_edit import carry_over

ENTITY = "comment"


def add_comment(
    *, actor: Actor, program: str, kind: str, code: str, text: str, thread: int | None, now: dt.datetime
) -> int:
    """Say something about a record, or answer in ``thread``. Returns the comment's id.

    Who speaks and who is called by @ and their name hears of the record from now on. Raises InvalidError and
    NotFoundError.
    """
    said = checked(text)
    with editing(actor=actor, program=program, needs=ACTIONS["comment.add"], now=now) as edit:
        record, title = subject(edit.program, kind, code)
        root = None if thread is None else _thread(edit, thread)
        if root is not None and (root.kind, root.code) != record:
            raise NotFoundError(_("This discussion is about another record."))
        row = Comment.objects.create(
            program=edit.program,
            kind=record[0],
            code=code,
            thread=root,
            author_id=actor.user_id,
            author_name=actor.name[:200],
            text=said,
            mentions=_called(edit, said),
            created=now,
        )
        for user_id in {actor.user_id, *row.mentions} - {None}:
            begin_watching(user_id=user_id, program_id=edit.program.pk, record=record, since=edit.revision)
        _note(edit, events.ADDED, row, title, after={"mentions": row.mentions})
    return row.pk


def change_comment(
    *, actor: Actor, program: str, comment: int, version: int | None, text: str, now: dt.datetime
) -> None:
    """Say it otherwise. Raises NotAllowedError for somebody else's comment, StaleError."""
    said = checked(text)
    with editing(actor=actor, program=program, needs=ACTIONS["comment.change"], now=now) as edit:
        row = _own(edit, comment)
        edit.check_version(
            row, version, kind=ENTITY, entity_id=str(row.pk), yours={"text": said}, theirs={"text": row.text}
        )
        if said == row.text:
            return
        before = {"mentions": row.mentions}
        row.text, row.mentions, row.edited = said, _called(edit, said), now
        row.version += 1
        row.save()
        for user_id in row.mentions:
            begin_watching(
                user_id=user_id, program_id=edit.program.pk, record=(row.kind, row.code), since=edit.revision
            )
        _note(edit, events.CHANGED, row, before=before, after={"mentions": row.mentions})


def remove_comment(*, actor: Actor, program: str, comment: int, now: dt.datetime) -> None:
    """Take back what one said; its place stays, so that answers keep theirs."""
    with editing(actor=actor, program=program, needs=ACTIONS["comment.remove"], now=now) as edit:
        row = _own(edit, comment)
        row.text, row.mentions, row.removed = "", [], now
        row.version += 1
        row.save()
        _note(edit, events.REMOVED, row, before={"mentions": []})


def resolve_thread(*, actor: Actor, program: str, comment: int, resolved: bool, now: dt.datetime) -> None:
    """Say that a discussion has come to its end, or that it has not."""
    with editing(actor=actor, program=program, needs=ACTIONS["thread.resolve"], now=now) as edit:
        row = _thread(edit, comment)
        if (row.resolved is not None) == resolved:
            return
        row.resolved = now if resolved else None
        row.resolved_by = actor.name[:200] if resolved else ""
        row.version += 1
        row.save()
        _note(edit, events.RESOLVED if resolved else events.REOPENED, row, after={"mentions": []})


def _called(edit: Edit, text: str) -> list[int]:
    people = [Member(each.user.pk, each.user.name, each.user.email) for each in members(edit.program.pk)]
    return mentioned(text, people)


def _find(edit: Edit, comment: int) -> Comment:
    row = Comment.objects.filter(program=edit.program, pk=comment).first()
    if row is None:
        raise NotFoundError(_("There is no such comment in this program."))
    return row


def _thread(edit: Edit, comment: int) -> Comment:
    row = _find(edit, comment)
    if row.thread_id is not None:
        raise ConflictError(_("This is an answer; a discussion is named by the comment that began it."))
    return row


def _own(edit: Edit, comment: int) -> Comment:
    row = _find(edit, comment)
    if row.author_id is None or row.author_id != edit.actor.user_id:
        raise NotAllowedError(_("Only {name} may change this comment.").format(name=row.author_name))
    if row.removed is not None:
        raise ConflictError(_("This comment was removed."))
    return row


def _note(edit: Edit, verb: Verb, row: Comment, title: str = "", *, before: Any = None, after: Any = None) -> None:
    on = {"on": row.kind, "of": row.code}
    named = title or KINDS[row.kind](edit.program, row.code) or row.code
    edit.record(
        Entry(
            verb=verb,
            entity_id=str(row.pk),
            title=named,
            before=None if before is None else on | before,
            after=None if after is None else on | after,
        )
    )
    carry_over(edit)
