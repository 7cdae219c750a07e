"""The quality of the parts of a program: a score for each team and each workstream, by the same checks."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from pilotage.plan.quality.answer import gain
from pilotage.plan.quality.assessment import assess
from pilotage.plan.quality.grounds import teams_of
from pilotage.plan.quality.model import Reports, Scope, Verdict
from pilotage.plan.quality.waivers import Waiver
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.history import Baseline
from pilotage.plan.vocabulary.people import Team, Workstream

MOST_ROWS = 100_000
"""Rows that are judged at once, all parts together: some four seconds. The smallest parts are left out beyond."""


class PartScore(msgspec.Struct, frozen=True, kw_only=True):
    """``kind`` is ``team`` or ``workstream``; ``activities`` are its rows. ``worst`` is the title of the check that
    costs it most, empty where none does. ``score`` is null where nothing of it is open.
    """

    kind: str
    id: str
    title: str
    activities: int
    score: float | None
    failed: int
    worst: str


class PartScores(msgspec.Struct, frozen=True):
    """The lowest score first; ``left_out`` are parts too many to judge at once, the smallest of all."""

    parts: tuple[PartScore, ...]
    left_out: int


def part_scores(
    schedule: Schedule,
    *,
    baseline: Baseline | None = None,
    reports: Reports | None = None,
    waivers: Iterable[Waiver] = (),
) -> PartScores:
    """A score for each team and workstream that has activities; what nobody's part is, is in none of them."""
    held = tuple(waivers)
    program = schedule.program
    teams = Counter(teams_of(program))
    streams = Counter(each.workstream for each in program.activities)
    found = [*_sized("team", program.teams, teams), *_sized("workstream", program.workstreams, streams)]
    found.sort(key=lambda each: -each[2])
    kept = found[: max(1, MOST_ROWS // max(1, len(program.activities)))]
    parts = [_part(schedule, baseline, reports, held, *each) for each in kept]
    parts.sort(key=lambda each: (each.score is None, each.score, each.title))
    return PartScores(tuple(parts), len(found) - len(kept))


def _sized(
    kind: str, records: Iterable[Team | Workstream], sizes: Counter[str | None]
) -> list[tuple[str, Team | Workstream, int]]:
    return [(kind, each, sizes[each.id]) for each in records if sizes[each.id]]


def _part(
    schedule: Schedule,
    baseline: Baseline | None,
    reports: Reports | None,
    waivers: tuple[Waiver, ...],
    kind: str,
    record: Team | Workstream,
    size: int,
) -> PartScore:
    scope = Scope(team=record.id) if kind == "team" else Scope(workstream=record.id)
    found = assess(schedule, baseline=baseline, reports=reports, scope=scope, waivers=waivers)
    costs = {result.check.title: gain(found, result) for result in found.results}
    worst = max(costs, key=lambda title: costs[title])
    return PartScore(
        kind=kind,
        id=record.id,
        title=record.title,
        activities=size,
        score=found.score,
        failed=found.count(Verdict.FAIL),
        worst=worst if costs[worst] > 0 else "",
    )
