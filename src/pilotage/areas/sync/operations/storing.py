"""Writing what a file held into a program, new or old. Runs inside the caller's transaction."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.programs.operations import Edit, editing
from pilotage.areas.programs.queries import slugs
from pilotage.areas.programs.rules import free_slug, wanted_slug
from pilotage.areas.queue import Job, ask
from pilotage.areas.risks.queries import load_program
from pilotage.areas.sync import events
from pilotage.areas.sync.operations.files import Read
from pilotage.areas.sync.operations.whole import create_whole, replace_items, replace_whole
from pilotage.areas.sync.permissions import ACTIONS
from pilotage.areas.sync.rules.merging import merge
from pilotage.areas.work.operations import save_items
from pilotage.plan.vocabulary.program import Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that was read. ``code`` names the import in the audit trail; ``remove`` also takes out what it lost."""

    read: Read
    file: str
    code: str
    counts: Mapping[str, int]
    faithful: bool
    remove: bool


def store(*, actor: Actor, incoming: Incoming, target: str, title: str, now: dt.datetime) -> Edit:
    """Into the program ``target``, or a new one named ``title`` where that is empty."""
    if target:
        return _into(actor, incoming, target, now)
    edit = _new(actor, incoming, title, now)
    if incoming.read.work_items:
        with editing(actor=actor, program=edit.program.slug, needs=ACTIONS["import.apply"], now=now) as more:
            save_items(edit=more, items=incoming.read.work_items)
            ask(Job.RENEW_FLOW, program_id=edit.program.pk)
    return edit


def _into(actor: Actor, incoming: Incoming, target: str, now: dt.datetime) -> Edit:
    read = incoming.read
    with editing(actor=actor, program=target, needs=ACTIONS["import.apply"], now=now, why=incoming.file) as edit:
        after: dict[str, object] = dict(incoming.counts)
        if read.program is not None:
            old = load_program(edit.program, history=False)
            new = merge(old, read.program, faithful=incoming.faithful, remove=incoming.remove)
            after["digest"] = replace_whole(edit=edit, program=new, old=old)
        if read.work_items:
            replace_items(edit=edit, items=read.work_items, remove=incoming.remove)
            ask(Job.RENEW_FLOW, program_id=edit.program.pk)
        verb = events.IMPORTED if read.program is not None else events.ITEMS_IMPORTED
        edit.record(Entry(verb=verb, entity_id=incoming.code, title=incoming.file, before={}, after=after))
    return edit


def _new(actor: Actor, incoming: Incoming, title: str, now: dt.datetime) -> Edit:
    program = incoming.read.program or Program(id="", title=title)
    named = title or program.title
    slug = free_slug(wanted_slug(program.id, named), slugs())
    entry = Entry(verb=events.CREATED, entity_id=incoming.code, title=incoming.file, after=incoming.counts)
    return create_whole(actor=actor, program=replace(program, id=slug, title=named), entry=entry, now=now)
