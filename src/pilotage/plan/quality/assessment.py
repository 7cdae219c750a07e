"""The quality of a schedule: every check's verdict, and the score.

The score is the share of points earned, times 100. With ``s`` the share of open work that a check finds fault with (by
number, or by working days that remain, whichever is the worse), and ``t`` its threshold, a check earns

    points x 1                      where s <= t
    points x 2 ** -((s - t) / 0.1)  beyond: half as many with every further tenth of the work

and none where it is lacking what it needs to judge. A check with nothing to look at takes no part. Counting working
days beside numbers keeps small faultless activities from diluting large faulty ones; checks of how the program runs
against its dates earn nothing, so that no deadline is dropped and no baseline taken anew for the score's sake.

A finding that is waived is none: it is told apart, in what was looked at but not in what is faulty.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from pilotage.plan.language.messages import _
from pilotage.plan.quality.catalogue import CHECKS
from pilotage.plan.quality.grounds import Grounds, grounds
from pilotage.plan.quality.model import Bound, Check, Finding, Found, Reports, Result, Scope, Unit, Verdict
from pilotage.plan.quality.records import findings
from pilotage.plan.quality.rules import dates, finish, links, milestones, people, progress
from pilotage.plan.quality.waivers import Waived, Waiver, by_check, places_of, without
from pilotage.plan.scheduling.schedule import Schedule
from pilotage.plan.vocabulary.history import Baseline

HALVED = 0.1
"""Share of faulty work beyond the threshold with which a check earns half."""

RULES: Mapping[str, Callable[[Grounds], Found]] = MappingProxyType(
    {
        "logic": links.logic,
        "leads": links.leads,
        "lags": links.lags,
        "finish-start": links.finish_start,
        "hard-constraints": dates.hard_constraints,
        "high-float": dates.high_float,
        "negative-float": dates.negative_float,
        "high-duration": dates.high_duration,
        "invalid-dates": dates.invalid_dates,
        "resources": people.resources,
        "missed": progress.missed,
        "critical-path-test": finish.critical_path_test,
        "cpli": finish.cpli,
        "bei": progress.bei,
        "owner": people.owner,
        "estimate": people.estimate,
        "stale": progress.stale,
        "overrun": progress.overrun,
        "idle": progress.idle,
        "dangling": links.dangling,
        "lag-chain": finish.lag_chain,
        "redundant": links.redundant,
        "milestone-target": milestones.milestone_target,
        "milestone-logic": milestones.milestone_logic,
        "out-of-sequence": progress.out_of_sequence,
        "summary-logic": links.summary_logic,
        "contract": people.contract,
        "held-by-date": dates.held_by_date,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """The results of all checks, in the order of the catalogue, and the score of 0..100 (None where nothing that is
    scored could be looked at).
    """

    grounds: Grounds
    results: tuple[Result, ...]
    found: Mapping[str, Found]
    earned: float
    possible: int
    all_found: Mapping[str, Found]
    waivers: Mapping[str, Mapping[str, Waiver]]

    @property
    def score(self) -> float | None:
        return round(100 * self.earned / self.possible, 1) if self.possible else None

    def result(self, check: str) -> Result:
        """Raises KeyError for an unknown check."""
        return result_of(self.results, check)

    def count(self, verdict: Verdict) -> int:
        return sum(result.verdict is verdict for result in self.results)

    def findings(self, check: str, start: int = 0, stop: int | None = None) -> tuple[Finding, ...]:
        """The findings of a check, the worst first. Raises KeyError for an unknown check."""
        found = self.found[check]
        places = found.part(start, found.count if stop is None else stop)
        return findings(self.grounds, self.result(check).check, found, places)

    @property
    def waived_count(self) -> int:
        return sum(result.waived for result in self.results)

    def waived(self, check: str) -> tuple[Waived, ...]:
        """The findings of a check that are waived. Raises KeyError for an unknown check."""
        known = self.waivers.get(check, {})
        return tuple(Waived(each, known[each.id]) for each in self.findings_on(check, tuple(known)))

    def findings_on(self, check: str, records: Sequence[str]) -> tuple[Finding, ...]:
        """The findings of a check on these records, waived or not. Raises KeyError for an unknown check."""
        found = self.all_found[check]
        places = places_of(self.grounds, found, records).tolist()
        return findings(self.grounds, self.result(check).check, found, places)


def result_of(results: tuple[Result, ...], check: str) -> Result:
    for result in results:
        if result.check.id == check:
            return result
    raise KeyError(check)


def assess(
    schedule: Schedule,
    *,
    baseline: Baseline | None = None,
    reports: Reports | None = None,
    scope: Scope | None = None,
    waivers: Iterable[Waiver] = (),
) -> Assessment:
    """Run every check on ``schedule``; contracts are those of its program. ``waivers`` are those in force.

    ``reports`` tell when progress was last reported; ``scope`` restricts the populations to a team's or a workstream's
    rows, links by their successor. The checks of the program's finish are about the whole program in any scope.
    """
    looked = grounds(schedule, baseline=baseline, reports=reports, scope=scope or Scope())
    everything = {check.id: RULES[check.id](looked) for check in CHECKS}
    waivable = {check.id for check in CHECKS if check.waivable}
    waived = by_check(each for each in waivers if each.check in waivable)
    apart = {check.id: places_of(looked, everything[check.id], waived.get(check.id, {})) for check in CHECKS}
    found = {check.id: without(check, everything[check.id], apart[check.id]) for check in CHECKS}
    results = tuple(_judged(looked, check, found[check.id], len(apart[check.id])) for check in CHECKS)
    scored = [(result.check.points, result.earned) for result in results if result.earned is not None]
    return Assessment(
        grounds=looked,
        results=results,
        found=MappingProxyType(found),
        all_found=MappingProxyType(everything),
        waivers=waived,
        earned=sum(points * earned for points, earned in scored),
        possible=sum(points for points, _earned in scored),
    )


def _judged(g: Grounds, check: Check, found: Found, waived: int) -> Result:
    measure = _measure(check, found)
    return Result(
        check=check,
        verdict=_verdict(check, measure),
        measure=None if measure is None else round(measure, 4),
        count=found.count,
        population=found.population,
        earned=_earned(g, check, found),
        reason=found.reason,
        waived=waived,
    )


def _measure(check: Check, found: Found) -> float | None:
    if not found.judged:
        return None
    if found.value is not None:
        return found.value
    share = found.count / found.population if found.population else 0.0
    return 1 - share if check.bound is Bound.AT_LEAST else share


def _verdict(check: Check, measure: float | None) -> Verdict:
    if measure is None:
        return Verdict.NOT_APPLICABLE
    if check.threshold is None:
        return Verdict.INFORMATION
    good = measure >= check.threshold if check.bound is Bound.AT_LEAST else measure <= check.threshold
    return Verdict.PASS if good else Verdict.FAIL


def _earned(g: Grounds, check: Check, found: Found) -> float | None:
    """Share of its points that a check earns; None where it takes no part."""
    if check.points == 0 or check.threshold is None or not (found.judged or found.lacking):
        return None
    if found.lacking:
        return 0.0
    beyond = max(0.0, affected(g, found) - _allowed(check))
    return float(0.5 ** (beyond / HALVED))


def _allowed(check: Check) -> float:
    """The share of faulty work that the threshold allows."""
    assert check.threshold is not None
    if check.unit is not Unit.SHARE:
        return 0.0
    return 1 - check.threshold if check.bound is Bound.AT_LEAST else check.threshold


def affected(g: Grounds, found: Found) -> float:
    """Share of what was looked at that has findings: by number, or by remaining working days, the worse of both."""
    if found.affected is not None:
        return found.affected
    if not found.count:
        return 0.0
    by_number = found.count / found.population
    whole = float(g.left[found.of].sum())
    faulty = np.zeros(len(g.left), np.bool_)
    faulty[found.rows] = True
    by_work = float(g.left[faulty].sum()) / whole if whole > 0 else 0.0
    return max(by_number, by_work)


def score_in_words() -> str:
    """The rule of the score in one sentence."""
    return _(
        "The score is the share of points earned: a check earns all of its points while the share of work it faults, "
        "by number or by remaining working days, whichever is worse, keeps to its threshold, half as many with every "
        "further 10 %, and none where it lacks what it needs to judge."
    )
