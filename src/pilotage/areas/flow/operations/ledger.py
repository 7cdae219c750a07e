"""Issuing forecasts: each is a line of the ledger that nobody changes, and gets its outcome once."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import uuid4

import msgspec
from django.db import transaction
from django.db.models import Max

from pilotage.areas.actor import Actor
from pilotage.areas.audit import operations as audit
from pilotage.areas.audit.operations import Entry
from pilotage.areas.flow import events
from pilotage.areas.flow.models import ForecastOutcome, IssuedForecast
from pilotage.areas.flow.operations.learning import refresh_learning
from pilotage.areas.flow.permissions import ACTIONS
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.learning import learned, learning_row
from pilotage.areas.flow.queries.ledger import Line, line
from pilotage.areas.flow.queries.measures import day_of
from pilotage.areas.flow.rules.answers import Learning, Question
from pilotage.areas.flow.rules.kept import packed
from pilotage.areas.flow.rules.learned import Learned
from pilotage.areas.flow.rules.making import Made, make
from pilotage.areas.flow.rules.questions import MODEL, check, identity, scored
from pilotage.areas.flow.rules.scoring import held, result, score
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.people import permissions
from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.programs.queries import visible

SEED = 1


class Act(NamedTuple):
    """A forecast that was issued: ``new`` unless the very same one had been issued before."""

    line: Line
    new: bool
    learning: Learning


def issue_forecast(
    *,
    actor: Actor,
    program: str,
    question: Question,
    as_of: dt.date | None,
    now: dt.datetime,
    seed: int = SEED,
    why: str = "",
) -> Act:
    """Answer a question and write the answer into the ledger. The plan's revision stays.

    Raises InvalidError, NotFoundError for a name that there is not, ConflictError where no item has a date.
    """
    row = visible(actor=actor, program=program).program
    permissions.require(actor, row.pk, program, ACTIONS["forecast.issue"])
    work = work_of(row.pk)
    day = day_of(work, as_of, now.date())
    check(question, day)
    learning = refresh_learning(program_id=row.pk, work=work, now=now)
    taught = learned(learning_row(row.pk))
    columns = {
        **_of_question(question, day, work, taught, seed),
        "made": now,
        "origin": actor.source.value,
        "issued_by": actor.name[:200],
    }
    known = _same(row.pk, columns)
    if known is not None:
        return Act(line(known), new=False, learning=learning)
    made = make(work, taught, question, day, seed)
    with transaction.atomic():
        issued, new = _write(row.pk, made, columns)
        if new:
            entry = _entry(line(issued))
            audit.record(
                [entry], actor=actor, now=now, operation=uuid4(), program_id=row.pk, revision=row.revision, why=why
            )
    return Act(line(issued), new, learning)


def issue_some(
    *,
    program_id: int,
    work: Work,
    questions: Iterable[Question],
    as_of: dt.date,
    now: dt.datetime,
    by: str,
    origin: str,
    week: str = "",
) -> list[Line]:
    """Issue those forecasts that can be made, and were not issued before. ``by`` is who asked.

    Part of a larger act: its transaction, its permission, its audit entries.
    """
    taught, found = learned(learning_row(program_id)), []
    for question in questions:
        columns = {
            **_of_question(question, as_of, work, taught, SEED),
            "made": now,
            "origin": origin,
            "issued_by": by[:200],
            "week": week,
        }
        made = make(work, taught, question, as_of, SEED)
        if made.told.when or made.told.how_many:
            row, new = _write(program_id, made, columns)
            found += [line(row)] if new else []
    return found


def _entry(issued: Line) -> Entry:
    """What the audit trail tells of a forecast."""
    number = str(issued.row.number)
    after = {"question": issued.question, "as_of": issued.row.as_of, "answer": issued.told.answer}
    title = f"{number}: {issued.told.answer.removesuffix('.')}"
    return Entry(verb=events.FORECAST_ISSUED, entity_id=number, title=title, after=after)


def _write(program_id: int, made: Made, columns: dict[str, Any]) -> tuple[IssuedForecast, bool]:
    """A new line, or the one that is the same."""
    ProgramRow.objects.select_for_update().get(pk=program_id)
    known = _same(program_id, columns)
    if known is not None:
        return known, False
    last = IssuedForecast.objects.filter(program_id=program_id).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    numbers = bool(made.told.when or made.told.how_many)
    issued = IssuedForecast(
        program_id=program_id,
        number=number,
        told=msgspec.to_builtins(made.told, str_keys=True),
        percentiles=[round(each, 4) for each in made.percentiles],
        body=packed(made.found),
        **{**columns, "scored": columns["scored"] and numbers},
    )
    issued.save()
    return issued, True


def _same(program_id: int, columns: dict[str, Any]) -> IssuedForecast | None:
    return IssuedForecast.objects.filter(program_id=program_id, identity=columns["identity"]).first()


def resolve_forecasts(*, program_id: int, work: Work, now: dt.datetime) -> int:
    """Write the outcome of each forecast whose outcome is known by now. Returns how many.

    Needs no permission and leaves no audit entry: an outcome follows from the items, and is part of the ledger.
    """
    if work.known is None:
        return 0
    known = min(work.known, now.date())
    rows = IssuedForecast.objects.filter(program_id=program_id, scored=True, outcome=None).order_by("number")
    outcomes = [found for row in rows if (found := _outcome(line(row), work, known, now)) is not None]
    with transaction.atomic():
        ForecastOutcome.objects.bulk_create(outcomes, batch_size=500, ignore_conflicts=True)
    return len(outcomes)


def _outcome(issued: Line, work: Work, known: dt.date, now: dt.datetime) -> ForecastOutcome | None:
    row = issued.row
    found = result(work, issued.question, row.as_of, known)
    if found is None:
        return None
    scores = score(found, row.percentiles, row.as_of)
    return ForecastOutcome(
        forecast=row,
        resolved=now,
        landed=found.landed,
        items=found.items,
        held={str(level): kept for level, kept in held(found, issued.told.when, issued.told.how_many).items()},
        crps=None if scores is None else scores[0],
        place=None if scores is None else scores[1],
    )


def _of_question(question: Question, as_of: dt.date, work: Work, taught: Learned, seed: int) -> dict[str, Any]:
    return {
        "identity": identity(question, as_of, inputs=work.inputs, taught=taught.inputs, seed=seed),
        "as_of": as_of,
        "milestone": question.milestone or "",
        "scored": scored(question),
        "question": msgspec.to_builtins(question),
        "seed": seed,
        "model": MODEL,
        "inputs": work.inputs,
    }
