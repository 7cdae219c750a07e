"""The quality of a schedule as the API sends it."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.api.shapes.parts import Named
from pilotage.plan.quality.answer import BaselineAnswer, QualityAnswer, answer
from pilotage.plan.quality.assessment import Assessment
from pilotage.plan.quality.model import Finding, ScorePoint
from pilotage.plan.quality.waivers import Waived, Waiver
from pilotage.plan.vocabulary.history import Baseline


class QualityShape(msgspec.Struct, frozen=True, kw_only=True):
    """``quality`` is what ``pilotage check -f json`` tells; the rest is what its filters choose from."""

    quality: QualityAnswer
    teams: tuple[Named, ...]
    workstreams: tuple[Named, ...]
    baselines: tuple[BaselineAnswer, ...]
    as_of: dt.datetime


class FindingPage(msgspec.Struct, frozen=True):
    """A part of the findings of one check, of ``total``; ``waived`` are all of its findings that are not among them."""

    check: str
    total: int
    offset: int
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]


class WaiverShape(Waiver, frozen=True, kw_only=True):
    """``title`` says what was waived. ``state``: ``active``; ``expired``, so that it counts again; or ``gone``, where
    the check no longer finds this fault.
    """

    title: str
    state: str


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
    findings = found.findings(check, offset, offset + limit)
    return FindingPage(check, found.result(check).count, offset, findings, found.waived(check))


def waiver_shapes(found: Assessment, waivers: Sequence[tuple[Waiver, str]], today: dt.date) -> tuple[WaiverShape, ...]:
    """Those that hold and still have their finding first, then by the day on which they end."""
    faults = {
        (check, each.id)
        for check, records in _records(waivers).items()
        if check in found.all_found
        for each in found.findings_on(check, records)
    }
    shapes = [
        WaiverShape(**msgspec.structs.asdict(each), title=title, state=_state(each, faults, today))
        for each, title in waivers
    ]
    return tuple(sorted(shapes, key=lambda shape: (shape.state != "active", shape.until)))


def _records(waivers: Sequence[tuple[Waiver, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each, _title in waivers:
        found.setdefault(each.check, []).append(each.record)
    return found


def _state(waiver: Waiver, faults: set[tuple[str, str]], today: dt.date) -> str:
    if today > waiver.until:
        return "expired"
    return "active" if (waiver.check, waiver.record) in faults else "gone"
