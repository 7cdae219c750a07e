"""The line that a program shows in the list of programs."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from pilotage.plan.insight.briefing import Briefing
from pilotage.plan.insight.history import ForecastPoint
from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.insight.status import StatusView
from pilotage.plan.insight.warnings import EarlyWarning
from pilotage.plan.language.text import Mark, Text
from pilotage.plan.vocabulary.facts import Fact


class ProgramDigest(msgspec.Struct, frozen=True, kw_only=True):
    """``trend_days``: working days by which the final P85 moved in seven days, later positive. ``facts`` are those that
    the texts of ``status`` and ``top_warning`` open.
    """

    status: StatusView
    final: MilestoneView | None
    history: tuple[ForecastPoint, ...]
    trend_days: float | None
    warnings: int
    top_warning: EarlyWarning | None
    as_of: dt.datetime
    facts: dict[str, Fact] = {}


def digest_of(told: Briefing) -> ProgramDigest:
    top = told.warnings[0] if told.warnings else None
    shown = (told.status.rule, told.status.reason, *((top.text, top.suggestion) if top else ()))
    return ProgramDigest(
        status=told.status,
        final=told.final,
        history=told.history,
        trend_days=round(told.delta.days, 2) if told.delta else None,
        warnings=len(told.warnings),
        top_warning=top,
        as_of=told.as_of,
        facts={key: told.facts[key] for key in opened(shown) if key in told.facts},
    )


def opened(texts: Iterable[Text]) -> set[str]:
    """The facts that some texts open."""
    return {part.fact for text in texts for part in text if isinstance(part, Mark) and part.fact is not None}
