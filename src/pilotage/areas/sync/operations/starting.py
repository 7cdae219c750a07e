"""Starting a program without a file."""

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from msgspec.structs import replace

from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError
from pilotage.areas.programs.operations import Edit, editing, move_program
from pilotage.areas.programs.queries import slugs
from pilotage.areas.programs.rules import slug_from
from pilotage.areas.risks.queries import load_program
from pilotage.areas.sync import events
from pilotage.areas.sync.operations.whole import create_whole
from pilotage.areas.sync.permissions import ACTIONS
from pilotage.areas.sync.rules.starting import blank_program, from_template
from pilotage.areas.sync.rules.templates import nameless
from pilotage.exchange.text.templates import Template, TemplateError, templates, write_template


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
    template: Template | None = None,
    portfolio: str | None = None,
) -> Edit:
    """A new program with nothing but its final milestone, or what the template brings; ``kind`` is then its own. Raises
    InvalidError, ConflictError where the id is taken, NotFoundError for a portfolio that the actor does not see.
    """
    first, taken = start or now.date(), slugs()
    program = blank_program(title=title, slug=slug, kind=kind, zone=zone, start=first, target=target, taken=taken)
    if template is not None:
        program = from_template(template, like=program, start=first, target=target)
    after = {"target": target} | ({"template": template.name} if template is not None else {})
    entry = Entry(verb=events.STARTED, entity_id=program.id, title=program.title, after=after)
    with transaction.atomic():
        edit = create_whole(actor=actor, program=program, entry=entry, now=now)
        if portfolio is not None:
            move_program(actor=actor, program=program.id, portfolio=portfolio, now=now)
    return edit


def save_template(*, actor: Actor, program: str, folder: Path, name: str, names: bool, now: dt.datetime) -> str:
    """Keep a program as a template in ``folder``, without what has happened and, unless ``names``, without the names
    of its people. Returns the name of the template. Raises InvalidError, ConflictError where one is called so already.
    """
    with editing(actor=actor, program=program, needs=ACTIONS["template.save"], now=now) as edit:
        whole = load_program(edit.program, history=False)
        slug = slug_from(name.strip() or whole.title)
        if any(each.name == slug for each in templates(folder)):
            message = _("There is a template “{name}” already. Choose another name.").format(name=slug)
            raise ConflictError(message)
        kept = whole if names else nameless(whole)
        titled = replace(kept, title=name.strip() or whole.title)
        try:
            write_template(titled, folder, slug)
        except (TemplateError, OSError) as error:
            raise InvalidError.field("name", _("The template cannot be written: {why}").format(why=error)) from error
        edit.record(Entry(verb=events.TEMPLATE_SAVED, entity_id=slug, title=titled.title, after={"names": names}))
    return slug
