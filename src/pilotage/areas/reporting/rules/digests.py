"""The line that a program shows in the list of programs."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from pilotage.plan.insight.briefing import Briefing
from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.insight.status import StatusView
from pilotage.plan.insight.warnings import EarlyWarning
from pilotage.plan.language.text import Mark, Text
from pilotage.plan.language.wording import last_day
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.facts import Fact
from pilotage.plan.vocabulary.history import ForecastRecord

WEEK = dt.timedelta(days=7)
MOST_POINTS = 16


class HistoryPoint(msgspec.Struct, frozen=True):
    """A forecast of the final milestone as it was issued. Days, in the program's zone."""

    made: dt.date
    plan: dt.date
    p50: dt.date
    p85: dt.date
    target: dt.date | None


class ProgramDigest(msgspec.Struct, frozen=True, kw_only=True):
    """``trend_days``: working days by which the final P85 moved in seven days, later positive. ``facts`` are those that
    the texts of ``status`` and ``top_warning`` open.
    """

    status: StatusView
    final: MilestoneView | None
    history: tuple[HistoryPoint, ...]
    trend_days: float | None
    warnings: int
    top_warning: EarlyWarning | None
    as_of: dt.datetime
    facts: dict[str, Fact] = {}


def digest_of(told: Briefing, schedule: Schedule, records: Sequence[ForecastRecord]) -> ProgramDigest:
    """``records`` are the issued forecasts of any milestones, oldest first, today's among them."""
    final = told.final.id if told.final else None
    top = told.warnings[0] if told.warnings else None
    shown = (told.status.rule, told.status.reason, *((top.text, top.suggestion) if top else ()))
    own = [record for record in records if record.milestone == final]
    return ProgramDigest(
        status=told.status,
        final=told.final,
        history=history(own),
        trend_days=_trend(own, schedule, told.as_of),
        warnings=len(told.warnings),
        top_warning=top,
        as_of=told.as_of,
        facts={key: told.facts[key] for key in opened(shown) if key in told.facts},
    )


def opened(texts: Iterable[Text]) -> set[str]:
    """The facts that some texts open."""
    return {part.fact for text in texts for part in text if isinstance(part, Mark) and part.fact is not None}


def history(records: Sequence[ForecastRecord]) -> tuple[HistoryPoint, ...]:
    """The newest points of one milestone, oldest first."""
    return tuple(
        HistoryPoint(
            made=record.made.date(),
            plan=last_day(record.plan_finish),
            p50=last_day(record.p50),
            p85=last_day(record.p85),
            target=record.target,
        )
        for record in records[-MOST_POINTS:]
    )


def _trend(records: Sequence[ForecastRecord], schedule: Schedule, now: dt.datetime) -> float | None:
    """From the newest forecast that is at least a week old to the newest of all."""
    day = now.date()
    old = [record for record in records if record.made.date() <= day - WEEK]
    if not old or old[-1] is records[-1]:
        return None
    return round(schedule.working_days(old[-1].p85, records[-1].p85), 2)
