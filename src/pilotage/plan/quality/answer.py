"""An assessment as it is told: the same fields on the command line and in the API."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.language.wording import listing, number, percent
from pilotage.plan.quality.assessment import Assessment, score_in_words
from pilotage.plan.quality.catalogue import RULE
from pilotage.plan.quality.model import Bound, Result, ScorePoint, Unit, Verdict

_NAMED = 3
"""Checks that the headline names."""


class CheckAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A check with its verdict. ``measure`` and ``threshold`` are in ``unit`` (share, ratio, working_days), good
    ``at_most`` or ``at_least`` the threshold; ``count`` findings among ``population``. ``earned`` is the share of
    ``points`` that counts in the score (null: the check takes no part), ``gain`` what the score would rise by if it
    were all of them. ``waived`` findings are not in ``count``; where ``waivable`` is false the check measures the whole
    and none can be.
    """

    id: str
    family: str
    number: int
    title: str
    means: str
    of: str
    source: str
    verdict: str
    measure: float | None
    measure_text: str
    threshold: float | None
    threshold_text: str
    bound: str
    unit: str
    count: int
    population: int
    points: int
    earned: float | None
    gain: float
    reason: str
    waived: int
    waivable: bool


class BaselineAnswer(msgspec.Struct, frozen=True):
    id: str
    title: str
    taken: dt.date


class QualityAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The quality of a schedule. ``score`` is 0..100, null where nothing could be judged; ``rule`` names the version of
    the checks, ``how`` says how the score is made. ``trend`` holds the scores of earlier days by the same rule.
    """

    rule: str
    score: float | None
    headline: str
    how: str
    earned: float
    possible: int
    passed: int
    failed: int
    not_applicable: int
    status_date: dt.date | None
    baseline: BaselineAnswer | None
    team: str | None
    workstream: str | None
    checks: tuple[CheckAnswer, ...]
    trend: tuple[ScorePoint, ...]
    waived: int


def answer(assessment: Assessment, trend: Sequence[ScorePoint] = ()) -> QualityAnswer:
    """Everything but the findings, which are read check by check."""
    grounds = assessment.grounds
    baseline = grounds.baseline
    return QualityAnswer(
        rule=RULE,
        score=assessment.score,
        headline=headline(assessment),
        how=score_in_words(),
        earned=round(assessment.earned, 2),
        possible=assessment.possible,
        passed=assessment.count(Verdict.PASS),
        failed=assessment.count(Verdict.FAIL),
        not_applicable=assessment.count(Verdict.NOT_APPLICABLE),
        status_date=grounds.program.status_date,
        baseline=None if baseline is None else BaselineAnswer(baseline.id, baseline.title, baseline.taken),
        team=grounds.scope.team,
        workstream=grounds.scope.workstream,
        checks=tuple(_check(assessment, result) for result in assessment.results),
        trend=tuple(trend),
        waived=assessment.waived_count,
    )


def score_point(assessment: Assessment, day: dt.date) -> ScorePoint:
    """What is kept of an assessment, for the trend."""
    failed = assessment.count(Verdict.FAIL)
    return ScorePoint(day=day, score=assessment.score, failed=failed, waived=assessment.waived_count)


def headline(assessment: Assessment) -> str:
    """The bottom line: the score, how many checks fail, which of them cost most, and how many findings are waived."""
    text, waived = _judgment(assessment), assessment.waived_count
    if not waived:
        return text
    more = ngettext("{n} finding is waived.", "{n} findings are waived.", waived)
    return f"{text} {more.format(n=waived)}"


def _judgment(assessment: Assessment) -> str:
    score, failed = assessment.score, assessment.count(Verdict.FAIL)
    if score is None:
        return _("Nothing is open, so there is nothing to judge.")
    judged = failed + assessment.count(Verdict.PASS)
    if not failed:
        return _("Schedule quality is {score} of 100: all of {judged} checks pass.").format(
            score=number(score), judged=judged
        )
    text = ngettext(
        "Schedule quality is {score} of 100: {failed} of {judged} checks fails.",
        "Schedule quality is {score} of 100: {failed} of {judged} checks fail.",
        failed,
    ).format(score=number(score), failed=failed, judged=judged)
    costly = sorted(assessment.results, key=lambda result: -gain(assessment, result))
    worst = [_named(each) for each in costly[:_NAMED] if gain(assessment, each) > 0 and each.verdict is Verdict.FAIL]
    if not worst:
        return text
    return _("{text} Most is lost by {worst}.").format(text=text, worst=listing(worst))


def _named(result: Result) -> str:
    if result.population > 1:
        what = _("{title} ({count:,} of {population:,})")
        return what.format(title=result.check.title, count=result.count, population=result.population)
    return result.check.title


def gain(assessment: Assessment, result: Result) -> float:
    """Points of the score that a check costs."""
    if result.earned is None or not assessment.possible:
        return 0.0
    return round(100 * result.check.points * (1 - result.earned) / assessment.possible, 1)


def _check(assessment: Assessment, result: Result) -> CheckAnswer:
    check = result.check
    return CheckAnswer(
        id=check.id,
        family=check.family.value,
        number=check.number,
        title=check.title,
        means=check.means,
        of=check.of,
        source=check.source,
        verdict=result.verdict.value,
        measure=result.measure,
        measure_text="" if result.measure is None else amount(result.measure, check.unit),
        threshold=check.threshold,
        threshold_text=_threshold(check.threshold, check.bound, check.unit),
        bound=check.bound.value,
        unit=check.unit.value,
        count=result.count,
        population=result.population,
        points=check.points,
        earned=None if result.earned is None else round(result.earned, 4),
        gain=gain(assessment, result),
        reason=result.reason,
        waived=result.waived,
        waivable=check.waivable,
    )


def amount(value: float, unit: Unit) -> str:
    """``14.6 %``, ``0.92``, ``600 d``."""
    if unit is Unit.RATIO:
        return f"{value:.2f}"
    if unit is Unit.DAYS:
        return _("{n} d").format(n=number(value))
    return percent(value) if value in (0, 1) else f"{number(value * 100)} %"


def _threshold(threshold: float | None, bound: Bound, unit: Unit) -> str:
    if threshold is None:
        return ""
    if threshold == 0:
        return "0"
    sign = "≤" if bound is Bound.AT_MOST else "≥"
    return f"{sign} {amount(threshold, unit)}"
