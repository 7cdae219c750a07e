"""Who hears of which record. It is everybody's own affair and no change of the program: not audited."""

from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.discussion.models import Watch
from pilotage.areas.discussion.queries.subjects import subject
from pilotage.areas.discussion.rules.noticing import Record
from pilotage.areas.errors import NotAllowedError
from pilotage.areas.programs.queries import visible


def watch(*, actor: Actor, program: str, kind: str, code: str, on: bool) -> None:
    """Hear of a record, or no more. Raises NotFoundError."""
    row = visible(actor=actor, program=program).program
    if actor.user_id is None:
        raise NotAllowedError(_("Log in first: an inbox belongs to an account."))
    record, _title = subject(row, kind, code)
    Watch.objects.update_or_create(
        user_id=actor.user_id, program=row, kind=record[0], code=record[1], defaults={"on": on, "since": row.revision}
    )


def begin_watching(*, user_id: int, program_id: int, record: Record, since: int) -> None:
    """After revision ``since``, ``user_id`` hears of ``record``, unless they said that they do not want to."""
    Watch.objects.get_or_create(
        user_id=user_id, program_id=program_id, kind=record[0], code=record[1], defaults={"since": since}
    )
