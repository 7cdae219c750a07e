"""Starting a program without a file."""

import datetime as dt

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.programs.operations import Edit
from pilotage.areas.programs.queries import slugs
from pilotage.areas.sync import events
from pilotage.areas.sync.operations.whole import create_whole
from pilotage.areas.sync.rules.starting import blank_program


def start_program(
    *,
    actor: Actor,
    title: str,
    now: dt.datetime,
    slug: str | None = None,
    kind: str = "product",
    zone: str = "UTC",
    start: dt.date | None = None,
    target: dt.date | None = None,
) -> Edit:
    """A new program with nothing but its final milestone. Raises InvalidError; ConflictError where the id is taken."""
    program = blank_program(
        title=title, slug=slug, kind=kind, zone=zone, start=start or now.date(), target=target, taken=slugs()
    )
    entry = Entry(verb=events.STARTED, entity_id=program.id, title=program.title, after={"target": target})
    return create_whole(actor=actor, program=program, entry=entry, now=now)
