"""The quality of a schedule as the API sends it."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.api.shapes.parts import Named
from pilotage.plan.quality.answer import BaselineAnswer, QualityAnswer, answer
from pilotage.plan.quality.assessment import Assessment
from pilotage.plan.quality.model import Finding, ScorePoint
from pilotage.plan.vocabulary.history import Baseline


class QualityShape(msgspec.Struct, frozen=True, kw_only=True):
    """``quality`` is what ``pilotage check -f json`` tells; the rest is what its filters choose from."""

    quality: QualityAnswer
    teams: tuple[Named, ...]
    workstreams: tuple[Named, ...]
    baselines: tuple[BaselineAnswer, ...]
    as_of: dt.datetime


class FindingPage(msgspec.Struct, frozen=True):
    """A part of the findings of one check, of ``total``."""

    check: str
    total: int
    offset: int
    findings: tuple[Finding, ...]


def quality_shape(
    found: Assessment, trend: Sequence[ScorePoint], baselines: Sequence[Baseline], as_of: dt.datetime
) -> QualityShape:
    """The trend is that of the whole program: a part of it has none."""
    program = found.grounds.program
    return QualityShape(
        quality=answer(found, trend if found.grounds.scope.whole else ()),
        teams=tuple(Named(team.id, team.title) for team in program.teams),
        workstreams=tuple(Named(stream.id, stream.title) for stream in program.workstreams),
        baselines=tuple(BaselineAnswer(each.id, each.title, each.taken) for each in baselines),
        as_of=as_of,
    )


def finding_page(found: Assessment, check: str, offset: int, limit: int) -> FindingPage:
    return FindingPage(check, found.result(check).count, offset, found.findings(check, offset, offset + limit))
