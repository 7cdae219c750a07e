"""Responsibilities and cadences as people write them."""

import datetime as dt

from pilotage.exchange import text
from pilotage.plan.vocabulary.governance import Cadence, Every, Letter, Responsibility, Weekday

PLAN = """\
program: harbor
title: Harbor
people:
  mira: { name: Mira }
responsibilities:
  - subject: Scope and priorities
    accountable: Sponsor
    responsible: [Product manager (mira), Design lead]
    informed: { role: Crane crew (night), person: mira }
cadences:
  steering: { every: month, on: tue, at: 09:30, minutes: 60, who: mira, purpose: Decide what only they can }
  sync: { on: mon }
"""


def test_a_matrix_and_a_calendar_of_meetings_are_read_and_written_as_they_were() -> None:
    result = text.read_text(PLAN)
    assert result.problems == ()
    assert result.program is not None
    subject = "Scope and priorities"
    assert result.program.responsibilities == (
        Responsibility(subject=subject, role="Sponsor", letter=Letter.ACCOUNTABLE),
        Responsibility(subject=subject, role="Product manager", person="mira", letter=Letter.RESPONSIBLE),
        Responsibility(subject=subject, role="Design lead", letter=Letter.RESPONSIBLE),
        Responsibility(subject=subject, role="Crane crew (night)", person="mira", letter=Letter.INFORMED),
    )
    assert result.program.cadences == (
        Cadence(
            id="steering",
            title="Steering",
            every=Every.MONTH,
            weekday=Weekday.TUESDAY,
            at=dt.time(9, 30),
            minutes=60,
            who=("mira",),
            purpose="Decide what only they can",
        ),
        Cadence(id="sync", title="Sync", weekday=Weekday.MONDAY),
    )
    assert text.read_text(text.write(result.program)).program == result.program


def test_a_faulty_time_names_its_place() -> None:
    (problem,) = text.read_text("program: h\ncadences:\n  sync: { at: 25:00 }\n").problems
    assert problem.id == "wrong-value"
    assert problem.source is not None
    assert problem.source.line == 3


def test_a_row_without_a_subject_is_left_out_and_told() -> None:
    result = text.read_text("program: h\nresponsibilities:\n  - { accountable: Sponsor }\n")
    assert result.program is not None
    assert result.program.responsibilities == ()
    assert [problem.id for problem in result.problems] == ["missing-key"]
