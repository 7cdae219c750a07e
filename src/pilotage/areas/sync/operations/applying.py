"""Writing an import into its program: one transaction, so it happens as a whole or not at all."""

import datetime as dt
import logging

from django.db import transaction
from django.utils.translation import gettext as _

from pilotage.areas.errors import AreaError
from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.operations.files import load_read
from pilotage.areas.sync.operations.reading import importer
from pilotage.areas.sync.operations.storing import Incoming, store

State = ImportSession.State

_log = logging.getLogger("pilotage.imports")


def carry_out(*, code: str, now: dt.datetime) -> None:
    """Write an import that is ``applying``. Safe to call again after a crash: what is done is not done twice."""
    try:
        with transaction.atomic():
            session = ImportSession.objects.select_for_update().filter(code=code, state=State.APPLYING).first()
            if session is None:
                return
            edit = store(
                actor=importer(session),
                incoming=_incoming(session),
                target=session.target,
                title=session.title,
                now=now,
            )
            session.state = State.DONE
            session.result_program, session.result_revision = edit.program.slug, edit.revision
            session.changed = now
            session.save()
    except AreaError as refusal:
        _fail(code, str(refusal), now)
    except Exception:  # noqa: BLE001 - whatever failed, the user must not wait for it forever
        _log.exception("an import could not be written", extra={"job": code})
        _fail(code, _("Nothing was imported: something failed on the server, and its log tells more."), now)


def _incoming(session: ImportSession) -> Incoming:
    return Incoming(
        read=load_read(session.code),
        file=session.file_name,
        code=session.code,
        counts=session.facts["counts"],
        faithful=bool(session.facts["faithful"]),
        remove=session.remove_missing,
    )


def _fail(code: str, why: str, now: dt.datetime) -> None:
    ImportSession.objects.filter(code=code).update(state=State.FAILED, error=why, changed=now)
