"""Whatever a program looks like: every check answers, within its bounds, and each finding can be told."""

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage import plan
from pilotage.plan.quality.answer import answer
from pilotage.plan.quality.assessment import affected, assess
from pilotage.plan.quality.history import listen
from pilotage.plan.quality.model import Bound, Scope, Unit, Verdict
from pilotage.plan.vocabulary.errors import Unschedulable
from pilotage.plan.vocabulary.program import Program
from tests.exchange.drawn.programs import programs
from tests.plan.quality.naive import counts


@settings(max_examples=60)
@given(programs(), st.booleans())
def test_every_check_answers(value: Program, part: bool) -> None:
    try:
        schedule = plan.schedule(value)
    except Unschedulable:
        return
    scope = Scope(team=value.teams[0].id) if part and value.teams else Scope()
    baseline = value.baselines[-1] if value.baselines else None
    reports = listen(value, None, dt.date(2026, 9, 1)).as_reports()
    found = assess(schedule, baseline=baseline, reports=reports, scope=scope)
    ids = {each.id for each in value.activities} | {each.id for each in value.dependencies}
    for result in found.results:
        check, seen = result.check, found.found[result.check.id]
        assert (result.verdict is Verdict.NOT_APPLICABLE) == bool(result.reason)
        assert 0 <= result.count <= max(result.population, 1)
        assert 0 <= affected(found.grounds, seen) <= 1
        assert result.earned is None or 0 <= result.earned <= 1
        if check.unit is Unit.SHARE and result.measure is not None:
            assert 0 <= result.measure <= 1
        if result.verdict is Verdict.PASS and check.threshold == 0 and check.bound is Bound.AT_MOST:
            assert result.count == 0
        for finding in found.findings(check.id):
            assert finding.id in ids
            assert finding.fix
            assert finding.detail
    assert found.score is None or 0 <= found.score <= 100
    assert msgspec.json.decode(msgspec.json.encode(answer(found)))["rule"]


@settings(max_examples=40)
@given(programs())
def test_counts_are_those_of_the_definitions(value: Program) -> None:
    linked = {end for each in value.dependencies for end in (each.predecessor, each.successor)}
    parents = {each.parent for each in value.activities}
    if linked & parents:
        return  # the definitions know no links of summaries
    try:
        schedule = plan.schedule(value)
    except Unschedulable:
        return
    found = assess(schedule)
    elapsed = {each.id for each in value.activities if each.duration is not None and each.duration.elapsed}
    for check, expected in counts(schedule).items():
        if elapsed and check.startswith("high-"):
            continue  # counted on the program's calendar
        result = found.result(check)
        if result.verdict is not Verdict.NOT_APPLICABLE:
            assert (result.count, result.population) == expected, check
