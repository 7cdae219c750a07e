"""Reading an uploaded file: what it is, what it holds, and what importing it would do. Done by the worker if long."""

import datetime as dt
import logging

from django.utils.translation import gettext as _

from pilotage import exchange
from pilotage.areas.actor import Actor, Source
from pilotage.areas.audit.rules import plain
from pilotage.areas.people.queries import actor_of_id
from pilotage.areas.programs.queries import visible
from pilotage.areas.programs.rules import wanted_slug
from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.operations.differences import difference
from pilotage.areas.sync.operations.files import Read, file_path, keep_read, load_read
from pilotage.areas.sync.queries.imports import editable_target, saved_mapping
from pilotage.areas.sync.rules import uploads
from pilotage.areas.sync.rules.mapping import guessed_columns, guessed_mapping, table_mapping
from pilotage.exchange.tabular import Mapping as TableMapping
from pilotage.exchange.tabular import Suggestion, shipped, suggest_mapping
from pilotage.plan.vocabulary.problems import Problem, Severity

State = ImportSession.State
_STEPS = 20

_log = logging.getLogger("pilotage.imports")


def read_upload(*, code: str, now: dt.datetime) -> None:
    """Read the file of an import that is ``reading``. Leaves it ready, in need of a mapping, or failed."""
    session = ImportSession.objects.filter(code=code, state=State.READING).first()
    if session is None:
        return
    try:
        _read(session, now)
    except exchange.FileRefusedError as refusal:
        session.state, session.error = State.FAILED, f"{refusal.message} {refusal.hint}".strip()
    except Exception:  # noqa: BLE001 - whatever a reader trips over, the user must not wait for it forever
        _log.exception("a file could not be read", extra={"job": session.code})
        session.state = State.FAILED
        session.error = _("The file could not be read: something failed on the server, and its log tells more.")
    session.changed = now
    session.save()


def compare_with_target(session: ImportSession, actor: Actor) -> None:
    """Set what applying would do to the program that the import goes into. A new program has nothing to compare."""
    session.diff = None
    read = load_read(session.code)
    if not session.target:
        return
    row = visible(actor=actor, program=session.target).program
    session.diff = plain(difference(row, read, faithful=bool(session.facts.get("faithful")), remove=True))


def importer(session: ImportSession) -> Actor:
    """Who imports, also when a worker does the work."""
    if session.user_id is None:
        return Actor.local(_("command line"), Source.IMPORT)
    return actor_of_id(session.user_id, Source.IMPORT)


def _read(session: ImportSession, now: dt.datetime) -> None:
    path = file_path(session)
    detected = exchange.detect(path)
    is_table = detected is not None and detected.table
    suggestion = suggest_mapping(path) if is_table else None
    result = exchange.read(
        path,
        mapping=_mapping(session, suggestion),
        today=now.date(),
        progress=_progress(session),
    )
    facts = dict(uploads.facts(result))
    facts["columns"] = guessed_columns(suggestion) if suggestion is not None else None
    session.facts = facts
    session.problems = uploads.shown_problems(result.problems)
    session.problem_counts = uploads.problem_counts(result.problems)
    session.done = session.total
    session.progress_text = ""
    session.error = ""
    if result.program is None and not result.work_items:
        _nothing_read(session, result.problems, suggestion)
        return
    keep_read(session.code, Read(result.program, result.work_items))
    session.state = State.READY
    session.remove_missing = session.remove_missing or uploads.faithful(result.format)
    _choose_target(session)


def _nothing_read(session: ImportSession, problems: tuple[Problem, ...], suggestion: Suggestion | None) -> None:
    if suggestion is not None and suggestion.columns:
        session.state = State.NEEDS_MAPPING
        session.mapping = session.mapping or guessed_mapping(suggestion)
        return
    session.state = State.FAILED
    worst = next((problem for problem in problems if problem.severity is Severity.ERROR), None)
    session.error = str(worst) if worst is not None else _("Nothing could be read from the file.")


def _choose_target(session: ImportSession) -> None:
    actor = importer(session)
    if not session.target and not session.title:
        title = session.facts["title"] or uploads.stem(session.file_name)
        slug = wanted_slug(session.facts["program"], title)
        if editable_target(actor=actor, slug=slug) is not None:
            session.target = slug
        else:
            session.title = title
    compare_with_target(session, actor)


def _mapping(session: ImportSession, suggestion: Suggestion | None) -> TableMapping | None:
    if suggestion is None:
        return None
    chosen = session.mapping
    if chosen is None and session.mapping_name:
        ours = shipped(session.mapping_name)
        if ours is not None:
            return ours
        chosen = saved_mapping(user_id=session.user_id, name=session.mapping_name)
    if chosen is None:
        return None
    columns = {guess.column for guess in suggestion.columns}
    return table_mapping({column: field for column, field in chosen.items() if column in columns}, suggestion)


def _progress(session: ImportSession) -> exchange.Progress:
    shown = 0

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if done - shown < total / _STEPS:
            return
        shown = done
        ImportSession.objects.filter(pk=session.pk).update(done=done, total=total)

    return tell
