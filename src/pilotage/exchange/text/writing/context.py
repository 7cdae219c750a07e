"""What is needed to write the entities of one program."""

import datetime as dt

from pilotage.exchange.text.reading.reader import teams_of
from pilotage.exchange.text.values import amounts, logic, moments, notation
from pilotage.exchange.text.values.notation import Notation
from pilotage.exchange.text.writing.leaves import Word
from pilotage.exchange.text.writing.places import NO_HABITS, Habits
from pilotage.plan.vocabulary.activities import Dependency
from pilotage.plan.vocabulary.amounts import Span
from pilotage.plan.vocabulary.program import Program


class Writing:
    """What is needed to write the entities of one program."""

    def __init__(self, program: Program, habits: Habits = NO_HABITS) -> None:
        self.program = program
        self.habits = habits
        self.notation: Notation = notation.of(program)
        self.ids = {activity.id: activity for activity in program.activities}
        self.teams = teams_of(program.activities, program.workstreams)
        self.team_ids = {team.id for team in program.teams}
        self.after: dict[str, list[Dependency]] = {}
        for dependency in program.dependencies:
            self.after.setdefault(dependency.successor, []).append(dependency)

    def span(self, span: Span | None) -> Word | None:
        return None if span is None else Word(amounts.format_span(span, self.notation))

    def start(self, at: dt.datetime | None) -> Word | None:
        return None if at is None else Word(moments.format_moment(at, self.notation, end=False))

    def end(self, at: dt.datetime | None) -> Word | None:
        return None if at is None else Word(moments.format_moment(at, self.notation, end=True))

    def refer(self, target: str, home: str | None = None) -> str:
        return logic.refer(target, home, self.ids)
