"""Reading imports. An import belongs to the user who uploaded the file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.errors import NotFoundError
from pilotage.areas.people.permissions import covers
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.programs.queries import all_visible, visible
from pilotage.areas.sync.models import ImportSession, SavedMapping
from pilotage.areas.sync.permissions import ACTIONS
from pilotage.exchange.tabular import shipped, shipped_names


@dataclass(frozen=True, slots=True)
class MappingName:
    name: str
    title: str


def import_by_code(*, actor: Actor, code: str) -> ImportSession:
    """Raises NotFoundError also for another user's import."""
    found = ImportSession.objects.filter(code=code).first()
    if found is None or not (actor.trusted or found.user_id == actor.user_id):
        raise NotFoundError(_("There is no such import."))
    return found


def known_mappings(*, actor: Actor) -> list[MappingName]:
    """The shipped mappings, then the actor's own."""
    known = [MappingName(name, mapping.title or name) for name in shipped_names() if (mapping := shipped(name))]
    own = (
        SavedMapping.objects.filter(user_id=actor.user_id) if actor.user_id else SavedMapping.objects.filter(user=None)
    )
    return [*known, *(MappingName(name, name) for name in own.values_list("name", flat=True))]


def saved_mapping(*, user_id: int | None, name: str) -> dict[str, str | None] | None:
    rows = SavedMapping.objects.filter(name=name)
    rows = rows.filter(user_id=user_id) if user_id is not None else rows.filter(user=None)
    found: dict[str, str | None] | None = rows.values_list("body", flat=True).first()
    return found


def editable_target(*, actor: Actor, slug: str) -> Row | None:
    """The program with this slug if the actor may import into it."""
    for found in all_visible(actor=actor):
        if found.program.slug == slug:
            return found.program if covers(found.role, ACTIONS["import.apply"]) else None
    return None


def title_of(*, actor: Actor, slug: str) -> str:
    return visible(actor=actor, program=slug).program.title
