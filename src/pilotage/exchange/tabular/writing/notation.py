"""How a program's amounts, instants and names are written in the cells of a table."""

import datetime as dt
from zoneinfo import ZoneInfo

from pilotage.exchange.tabular.values.estimates import distribution_text
from pilotage.plan.vocabulary.activities import Activity, Assignment, Dependency
from pilotage.plan.vocabulary.amounts import Distribution, Span, ThreePointEstimate, Unit
from pilotage.plan.vocabulary.program import Program


class Notation:
    """How a program's amounts, instants and names are written in a table."""

    def __init__(self, program: Program) -> None:
        self.zone = ZoneInfo(program.zone)
        self.people = {person.id: person.name for person in program.people}
        self.teams = {team.id: team.title for team in program.teams}
        self.workstreams = {stream.id: stream.title for stream in program.workstreams}
        self._team_of = {stream.id: stream.team for stream in program.workstreams}
        day = program.hours_per_day * 60
        self._minutes = {
            Unit.MINUTE: 1.0,
            Unit.HOUR: 60.0,
            Unit.DAY: day,
            Unit.WEEK: day * program.days_per_week,
            Unit.ELAPSED_MINUTE: 1.0,
            Unit.ELAPSED_HOUR: 60.0,
            Unit.ELAPSED_DAY: 1440.0,
            Unit.ELAPSED_WEEK: 10080.0,
        }

    def span(self, span: Span | None) -> str | None:
        """``8d``, in the unit it was written in, or in minutes where that would lose any."""
        if span is None:
            return None
        count = span.minutes / self._minutes[span.unit]
        if round(round(count, 4) * self._minutes[span.unit]) != span.minutes:
            return f"{span.minutes}{'em' if span.elapsed else 'm'}"
        return f"{round(count, 4):g}{span.unit.value}"

    def estimate(self, estimate: ThreePointEstimate | None) -> str | None:
        if estimate is None:
            return None
        if estimate.points:
            pairs = [(self.span(point.span) or "", f"{point.share * 100:.10g}%") for point in estimate.points]
            turned = [pair if estimate.distribution is Distribution.DISCRETE else pair[::-1] for pair in pairs]
            return f"{estimate.distribution.value} {', '.join(' '.join(pair) for pair in turned)}"
        amounts = "/".join(self.span(part) or "" for part in (estimate.low, estimate.likely, estimate.high))
        return f"{amounts} {distribution_text(estimate)}".rstrip()

    def start(self, at: dt.datetime | None) -> dt.date | dt.datetime | None:
        """A midnight is its day; any other instant keeps its time."""
        if at is None:
            return None
        local = at.astimezone(self.zone)
        return local.date() if local.time() == dt.time() else local

    def finish(self, at: dt.datetime | None) -> dt.date | dt.datetime | None:
        """A midnight is the end of the day before."""
        if at is None:
            return None
        local = at.astimezone(self.zone)
        return local.date() - dt.timedelta(1) if local.time() == dt.time() else local

    def team(self, activity: Activity) -> str | None:
        own = activity.team or self._team_of.get(activity.workstream or "")
        return self.teams.get(own, own) if own else None

    def person(self, id_: str | None) -> str | None:
        return self.people.get(id_, id_) if id_ else None

    def assignment(self, one: Assignment) -> str:
        """``Ann``, ``Ann 50%``, ``Ann {sql} 50%``; ``{sql}`` while nobody is named."""
        skill = f"{{{one.skill}}}" if one.skill else ""
        share = "" if one.units == 1 else f"{one.units * 100:g}%"
        return " ".join(filter(None, (self.people.get(one.person, one.person), skill, share)))

    def dependency(self, one: Dependency) -> str:
        """``other``, ``other SS+3d``, ``other FS+50%``."""
        lag = ""
        if one.lag_percent is not None:
            lag = f"{one.lag_percent * 100:+g}%"
        elif one.lag.minutes:
            lag = self.span(one.lag) or ""
            lag = lag if lag.startswith("-") else f"+{lag}"
        kind = "" if one.kind == "FS" and not lag else f" {one.kind.value}"
        return f"{one.predecessor}{kind}{lag}"
