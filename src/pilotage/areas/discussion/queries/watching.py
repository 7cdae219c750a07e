"""Who hears of which record."""

from typing import NamedTuple

from pilotage.areas.actor import Actor
from pilotage.areas.discussion.models import Watch
from pilotage.areas.discussion.queries.subjects import owned
from pilotage.areas.discussion.rules.noticing import Record
from pilotage.areas.people.models import User


class Choice(NamedTuple):
    on: bool
    since: int


def watches(*, actor: Actor, program_id: int, record: Record) -> bool:
    """Whether the actor hears of a record: by their own word, else because it is theirs."""
    if actor.user_id is None:
        return False
    said = chosen(actor.user_id, program_id).get(record)
    if said is not None:
        return said.on
    email = User.objects.values_list("email", flat=True).get(pk=actor.user_id)
    return record in owned(program_id, email, {record})


def chosen(user_id: int, program_id: int) -> dict[Record, Choice]:
    """What somebody said themselves, or became by speaking or being called, by record."""
    rows = Watch.objects.filter(user_id=user_id, program_id=program_id).values_list("kind", "code", "on", "since")
    return {(kind, code): Choice(on, since) for kind, code, on, since in rows}
