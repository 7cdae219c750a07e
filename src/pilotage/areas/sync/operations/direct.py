"""Importing what was read already, without a session: what the command line does."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.errors import InvalidError
from pilotage.areas.people.permissions import require_account
from pilotage.areas.people.queries import members
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.queries import slugs, visible
from pilotage.areas.programs.rules import wanted_slug
from pilotage.areas.sync.operations.differences import difference
from pilotage.areas.sync.operations.files import Read
from pilotage.areas.sync.operations.storing import Incoming, store
from pilotage.areas.sync.rules.comparing import ImportDifference
from pilotage.areas.sync.rules.uploads import faithful, stem
from pilotage.exchange.result import ReadResult
from pilotage.plan.language.text import plain


@dataclass(frozen=True, slots=True)
class Outcome:
    """``program`` is empty after a dry run into a new one. ``lines`` tell each difference, ``summary`` all of it.
    ``unseen``: no account has a role in the program, so that nobody sees it.
    """

    program: str
    revision: int | None
    lines: tuple[str, ...]
    summary: str
    unseen: bool = False


def import_result(
    *,
    actor: Actor,
    result: ReadResult,
    file: str,
    program: str | None,
    owner: str | None,
    remove: bool,
    dry_run: bool,
    now: dt.datetime,
) -> Outcome:
    """Write a file's content into ``program``, into the one with the file's own id, or into a new one.

    ``owner`` is the e-mail address of the account that shall own a new program, or one that nobody sees.
    ``dry_run`` writes nothing.
    """
    require_account(actor)
    if result.program is None and not result.work_items:
        raise InvalidError(_("Nothing could be read from {name}, so there is nothing to import.").format(name=file))
    target = _target(actor, result, program, file)
    read = Read(result.program, result.work_items)
    found = None
    if target:
        row = visible(actor=actor, program=target).program
        found = difference(row, read, faithful=faithful(result.format), remove=remove)
    lines = tuple(line.text for line in found.lines) if found is not None else ()
    if dry_run:
        return Outcome(target, None, lines, _said(result, target, found, done=False))
    incoming = Incoming(
        read=read,
        file=file,
        code=file,
        counts=result.counts,
        faithful=faithful(result.format),
        remove=remove,
    )
    with transaction.atomic():
        edit = store(actor=actor, incoming=incoming, target=target, title=_title(result, file), now=now)
        slug, revision = edit.program.slug, edit.revision
        unseen = not members(edit.program.pk)
        if owner is not None and (unseen or not target):
            revision, unseen = programs.set_member(actor=actor, program=slug, email=owner, role="owner", now=now), False
    return Outcome(slug, revision, lines, _said(result, slug, found, done=True), unseen)


def _target(actor: Actor, result: ReadResult, program: str | None, file: str) -> str:
    if program is not None:
        return visible(actor=actor, program=program).program.slug
    slug = wanted_slug(result.program.id if result.program is not None else "", _title(result, file))
    return slug if slug in slugs() else ""


def _title(result: ReadResult, file: str) -> str:
    return result.program.title if result.program is not None else stem(file)


def _said(result: ReadResult, slug: str, found: ImportDifference | None, *, done: bool) -> str:
    counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in result.counts.items() if count)
    if found is None:
        template = _("Imported into {program}: {counts}.") if done else _("Would be a new program: {counts}.")
        return template.format(program=slug, counts=counts)
    template = (
        _("{program}: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged. {summary}")
        if done
        else _(
            "{program} would have {added} added, {changed} changed, {removed} removed, {unchanged} unchanged. {summary}"
        )
    )
    return template.format(
        program=slug,
        added=found.added,
        changed=found.changed,
        removed=found.removed,
        unchanged=found.unchanged,
        summary=plain(found.summary) if found.summary else "",
    ).rstrip()
