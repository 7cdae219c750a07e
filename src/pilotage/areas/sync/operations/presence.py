"""Who has a program open. It says nothing of the program, so it is not audited."""

import datetime as dt

from pilotage.areas.actor import Actor
from pilotage.areas.programs.queries import visible
from pilotage.areas.sync.models import Presence
from pilotage.areas.sync.queries.live import PRESENT, Who, present


def be_here(*, actor: Actor, program: str, now: dt.datetime) -> list[Who]:
    """Note that the actor has the program open. Returns who else has it open."""
    pk = visible(actor=actor, program=program).program.pk
    if actor.user_id is not None:
        Presence.objects.update_or_create(program_id=pk, user_id=actor.user_id, defaults={"seen": now})
    Presence.objects.filter(program_id=pk, seen__lt=now - 2 * PRESENT).delete()
    return [who for who in present(program_id=pk, now=now) if who.id != str(actor.user_id)]
