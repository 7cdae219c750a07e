"""The ledger: forecasts as they were issued, and what came of them."""

from typing import NamedTuple

import msgspec
from django.core.exceptions import ObjectDoesNotExist

from pilotage.areas.flow.models import ForecastOutcome, IssuedForecast
from pilotage.areas.flow.rules.answers import Issued, Outcome, Question, Told
from pilotage.areas.flow.rules.kept import unpacked
from pilotage.areas.flow.rules.making import Found

MOST_ROWS = 500


class Line(NamedTuple):
    """A stored line, with its parts read."""

    row: IssuedForecast
    question: Question
    told: Told

    @property
    def found(self) -> Found | None:
        """The forecast whole; None for one of an older version."""
        return unpacked(self.question, self.row.body, self.row.percentiles)

    @property
    def issued(self) -> Issued:
        row, told = self.row, self.told
        return Issued(
            number=row.number,
            made=row.made,
            as_of=row.as_of,
            origin=row.origin,
            issued_by=row.issued_by,
            question=self.question,
            state=told.state,
            said=told.answer,
            when=told.when,
            how_many=told.how_many,
            on_time=told.on_time,
            lesson=told.lesson,
            items=told.known,
            done=told.done,
            seed=row.seed,
            model=row.model,
            inputs=row.inputs,
            outcome=_outcome(row),
        )


class Page(NamedTuple):
    total: int
    lines: list[Line]


def line(row: IssuedForecast) -> Line:
    return Line(
        row,
        msgspec.convert(row.question, Question, str_keys=True),
        msgspec.convert(row.told, Told, str_keys=True),
    )


def page(program_id: int, *, milestone: str | None, resolved: bool | None, offset: int, limit: int) -> Page:
    """A part of the ledger, newest first. The caller may see the program. Two queries."""
    rows = IssuedForecast.objects.filter(program_id=program_id)
    if milestone is not None:
        rows = rows.filter(milestone=milestone)
    if resolved is not None:
        rows = rows.filter(outcome__isnull=not resolved)
    found = rows.select_related("outcome").order_by("-number")[offset : offset + min(limit, MOST_ROWS)]
    return Page(rows.count(), [line(row) for row in found])


def by_number(program_id: int, number: int) -> Line | None:
    rows = IssuedForecast.objects.filter(program_id=program_id, number=number)
    row = rows.select_related("outcome").first()
    return None if row is None else line(row)


def all_scored(program_id: int) -> list[Line]:
    """Every forecast that is or will be held against what came, oldest first. One query."""
    rows = IssuedForecast.objects.filter(program_id=program_id, scored=True)
    return [line(row) for row in rows.select_related("outcome").order_by("number")]


def of_milestone(program_id: int, milestone: str) -> list[Line]:
    """The forecasts of one milestone, oldest day first. One query."""
    rows = IssuedForecast.objects.filter(program_id=program_id, milestone=milestone, scored=True)
    return [line(row) for row in rows.select_related("outcome").order_by("as_of", "number")]


def latest_of_milestones(program_id: int) -> dict[str, Line]:
    """The newest forecast of each milestone. One query."""
    rows = IssuedForecast.objects.filter(program_id=program_id, scored=True).exclude(milestone="")
    newest = rows.select_related("outcome").order_by("milestone", "as_of", "number")
    return {row.milestone: line(row) for row in newest}


def _outcome(row: IssuedForecast) -> Outcome | None:
    try:
        found: ForecastOutcome = row.outcome
    except ObjectDoesNotExist:
        return None
    return Outcome(
        resolved=found.resolved,
        landed=found.landed,
        items=found.items,
        held={int(level): kept for level, kept in found.held.items()},
        crps=found.crps,
        place=found.place,
    )
