"""A waived finding is told apart: it faults nothing until its day is over."""

import datetime as dt

import pytest

from pilotage import plan
from pilotage.plan.quality.answer import answer, headline, score_point
from pilotage.plan.quality.assessment import Assessment, assess
from pilotage.plan.quality.catalogue import CHECKS
from pilotage.plan.quality.model import Scope
from pilotage.plan.quality.parts import part_scores
from pilotage.plan.quality.waivers import Waiver, in_force
from pilotage.plan.vocabulary.people import Team
from pilotage.plan.vocabulary.program import Program
from tests.plan.quality.plans import at, link, program
from tests.plan.stories import task

TODAY = dt.date(2026, 9, 10)
PLAN = program(
    task("a", 1),
    task("b", 2),
    task("c", 3),
    task("d", 4),
    task("e", 5),
    links=(link("a", "b", lag=3), link("b", "c", lag=2)),
)


def waiver(check: str, record: str, until: dt.date = TODAY) -> Waiver:
    return Waiver(check=check, record=record, reason="Known", by="Ann", at=at(7), until=until)


def judged(*waivers: Waiver, value: Program = PLAN, scope: Scope | None = None) -> Assessment:
    return assess(plan.schedule(value), waivers=waivers, scope=scope)


@pytest.mark.parametrize(("check", "record"), [("estimate", "b"), ("logic", "d"), ("lags", "a>b:FS")])
def test_a_waived_finding_is_counted_apart(check: str, record: str) -> None:
    before, after = judged(), judged(waiver(check, record))
    was, now = before.result(check), after.result(check)
    assert (now.count, now.population, now.waived) == (was.count - 1, was.population, 1)
    assert record not in [each.id for each in after.findings(check)]
    [apart] = after.waived(check)
    assert apart.finding in before.findings(check)
    assert apart.waiver.reason == "Known"
    rest = [each for each in before.findings(check) if each.id != record]
    assert list(after.findings(check)) == rest
    assert now.earned is not None
    assert was.earned is not None
    assert now.earned > was.earned


def test_a_check_whose_findings_are_all_waived_passes() -> None:
    faults = [each.id for each in judged().findings("estimate")]
    assert len(faults) == 3
    found = judged(*(waiver("estimate", each) for each in faults))
    result = found.result("estimate")
    assert (result.verdict, result.measure, result.earned, result.waived) == ("pass", 0.0, 1.0, 3)
    assert headline(found).endswith("3 findings are waived.")
    assert (answer(found).waived, score_point(found, TODAY).waived) == (3, 3)


def test_a_waiver_without_its_finding_changes_nothing() -> None:
    found = judged(waiver("owner", "gone"), waiver("no-such-check", "a"))
    assert (found.score, found.waived_count) == (judged().score, 0)
    assert found.waived("owner") == ()


def test_a_check_of_the_whole_keeps_its_findings() -> None:
    value = program(task("a", 1), task("b", 1), links=(link("a", "b", lag=10),))
    before = judged(value=value)
    record = before.findings("lag-chain")[0].id
    after = judged(waiver("lag-chain", record), value=value)
    assert after.findings("lag-chain") == before.findings("lag-chain")
    assert (after.score, after.waived_count) == (before.score, 0)
    assert [check.id for check in CHECKS if not check.waivable] == ["critical-path-test", "cpli", "bei", "lag-chain"]


def test_a_waiver_holds_up_to_the_end_of_its_day() -> None:
    one = waiver("estimate", "a")
    assert in_force([one], TODAY) == (one,)
    assert in_force([one], TODAY + dt.timedelta(1)) == ()


def test_parts_are_judged_with_the_waivers_of_their_own() -> None:
    value = program(
        task("a", 2, team="x"), task("b", 2, team="y"), teams=(Team(id="x", title="X"), Team(id="y", title="Y"))
    )
    held = (waiver("estimate", "a"),)
    before = {each.id: each.score or 0 for each in part_scores(plan.schedule(value)).parts}
    after = {each.id: each.score or 0 for each in part_scores(plan.schedule(value), waivers=held).parts}
    assert after["x"] > before["x"]
    assert after["y"] == before["y"]
    assert judged(*held, value=value, scope=Scope(team="y")).waived_count == 0
