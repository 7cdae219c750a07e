"""The score: its rule, and that the easy ways to raise it do not."""

import datetime as dt

import msgspec
import pytest

from pilotage.plan.quality.catalogue import CHECKS, DCMA, TWINS
from pilotage.plan.quality.model import Scope, Verdict
from pilotage.plan.vocabulary.people import Team
from pilotage.plan.vocabulary.program import Program
from tests.plan.quality.plans import START, at, baseline, judged, link, program
from tests.plan.stories import after, estimate, milestone, task


def faulty() -> Program:
    """Ten tasks of ten days in a chain, one of them without a successor, another with a lead."""
    ids = [f"t{n}" for n in range(10)]
    tasks = tuple(task(each, 10, low=8, high=15, owner="ada") for each in ids)
    links = (*after("start", *ids[:8]), link("t7", "t8", lag=-2), *after("t0", "t9"), *after("t8", "end"))
    ends = milestone("start", target=at(1).date()), milestone("end", target=at(1, 12).date())
    return program(*tasks, *ends, links=links, status_date=dt.date(2026, 9, 6))


def score(value: Program, **fields: object) -> float:
    found = judged(value, **fields).score  # type: ignore[arg-type]
    assert found is not None
    return found


def test_there_are_fourteen_points_and_fourteen_twins() -> None:
    assert [check.number for check in DCMA] == list(range(1, 15))
    assert [check.number for check in TWINS] == list(range(1, 15))
    assert len({check.id for check in CHECKS}) == 28


def test_a_check_loses_half_of_its_points_with_every_tenth_beyond_its_threshold() -> None:
    found = judged(faulty())
    assert found.result("logic").measure == 0.1
    assert found.result("logic").earned == pytest.approx(0.5**0.5)  # five hundredths beyond the five allowed
    assert found.result("owner").earned == 1.0
    assert found.score == pytest.approx(100 * found.earned / found.possible, abs=0.05)


def test_every_mended_finding_raises_the_score() -> None:
    """Also where most of the work is faulty."""
    earned = []
    for owned in range(11):
        tasks = [task(f"t{n}", 10, owner="ada" if n < owned else None) for n in range(10)]
        found = judged(program(*tasks, links=after(*(each.id for each in tasks)), status_date=START.date()))
        earned.append(found.earned)
    assert earned == sorted(earned)
    assert len(set(earned)) == 11


def test_an_empty_program_has_no_score() -> None:
    assert judged(program()).score is None
    done = task("a", 1, progress=1.0, actual_start=at(7, hour=9), actual_finish=at(7))
    finished = judged(program(done, status_date=dt.date(2026, 9, 7)))
    assert finished.result("logic").verdict is Verdict.NOT_APPLICABLE


def test_small_faultless_activities_do_not_dilute_the_fault() -> None:
    value = faulty()
    dust = tuple(task(f"dust{n}", 0.01, owner="ada", estimate=estimate(0.01, 0.01, 0.02)) for n in range(200))
    ends = ("start", *(each.id for each in dust), "end")
    diluted = msgspec.structs.replace(
        value,
        activities=(*value.activities[:-2], *dust, *value.activities[-2:]),
        dependencies=(*value.dependencies, *after(*ends)),
    )
    before, now = judged(value).result("logic"), judged(diluted).result("logic")
    assert now.measure is not None
    assert now.measure < 0.01  # the count looks clean
    assert now.earned == pytest.approx(before.earned, abs=0.02)  # two days of dust to a hundred of work


def test_dropping_the_status_date_earns_nothing() -> None:
    assert score(msgspec.structs.replace(faulty(), status_date=None)) < score(faulty())


def test_neither_deadlines_nor_baselines_move_the_score() -> None:
    value = faulty()
    late = msgspec.structs.replace(value.activities[-1], deadline=at(8))
    strict = msgspec.structs.replace(value, activities=(*value.activities[:-1], late))
    assert judged(strict).result("negative-float").verdict is Verdict.FAIL
    assert score(strict) == score(value)
    assert score(value, against=baseline(end=at(8), t0=at(7))) == score(value)


def test_copying_links_does_not_hide_a_lead() -> None:
    value = faulty()
    copies = tuple(link(f"t{n}", f"t{m}") for n in range(8) for m in range(n + 2, 8))
    padded = msgspec.structs.replace(value, dependencies=(*value.dependencies, *copies))
    assert judged(padded).result("leads").earned == pytest.approx(judged(value).result("leads").earned)
    assert score(padded) < score(value)  # and they are found to be redundant


def test_a_scope_judges_a_part() -> None:
    value = program(
        task("a", 5, team="core", owner="ada"), task("b", 5, team="apps"), milestone("end", team="apps"),
        links=after("a", "b", "end"), teams=(Team(id="core", title="Core"), Team(id="apps", title="Apps")),
    )  # fmt: skip
    core, apps = judged(value, scope=Scope(team="core")), judged(value, scope=Scope(team="apps"))
    assert [each.id for each in core.findings("logic")] == ["a"]
    assert apps.findings("logic") == ()
    assert [each.id for each in apps.findings("owner")] == ["b"]
    assert core.result("owner").population == 1
    assert judged(value).result("owner").population == 2
