"""What is behind a forecast, and the fields that feed it, through the API."""

from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
from pilotage.plan.vocabulary.activities import ConstraintKind
from pilotage.plan.vocabulary.amounts import Distribution
from tests.api.documented import Documented
from tests.api.test_plan import api
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["api", "harbor", "no_memory"]

HARBOR = "/api/programs/harbor"


def test_the_analysis_of_the_final_milestone(api: Documented) -> None:
    api.get(HARBOR)
    view = api.get(f"{HARBOR}/uncertainty")
    assert view["milestone"] == "open"
    finishes = [each["finish"] for each in view["percentiles"]]
    assert finishes == sorted(finishes)
    assert all(each["low"] <= each["finish"] <= each["high"] for each in view["percentiles"])
    assert view["cost"] is None
    assert view["p85_without_risks"] <= view["p85_after_responses"] <= view["p85_now"]


def test_what_the_runs_cannot_show_is_told(api: Documented) -> None:
    assert api.get(f"{HARBOR}/uncertainty/outcome")["problems"] == []
    api.patch(f"{HARBOR}/activities/quay/deck", {"constraint": "fixed_start", "constraint_at": "2026-03-09"})
    [problem] = api.get(f"{HARBOR}/uncertainty/outcome")["problems"]
    assert (problem["id"], problem["entity"]) == ("simulated-fixed-date", "quay/deck")
    assert "no run shows it later" in problem["message"]


def test_what_is_uncertain_is_stored_and_simulated(api: Documented) -> None:
    rows = load_program(Row.objects.get(slug="harbor")).activities
    task = next(each for each in rows if each.estimate is not None and each.actual_finish is None)
    changes = {
        "estimate": "discrete 5d 60%, 9d 40%",
        "probability": 0.5,
        "branch": "survey/deep",
        "cost": "10k/12k/20k",
        "cost_per_day": "1.5k",
    }
    api.patch(f"{HARBOR}/activities/{task.id}", changes)
    head = api.get(f"{HARBOR}/header")
    factors = [{"id": "weather", "low": 0.9, "likely": 1.0, "high": 1.4, "on": [task.id]}]
    other = next(each.id for each in rows if each.id != task.id)
    pairs = [{"first": task.id, "second": other, "rank": 0.5}]
    api.patch(HARBOR, {"version": head["version"], "factors": factors, "correlations": pairs})
    stored = load_program(Row.objects.get(slug="harbor"))
    changed = next(each for each in stored.activities if each.id == task.id)
    assert changed.estimate is not None
    assert changed.estimate.distribution is Distribution.DISCRETE
    assert (changed.probability, changed.branch, str(changed.cost_per_day)) == (0.5, "survey/deep", "1500")
    assert stored.factors[0].on == (task.id,)
    assert stored.correlations[0].rank == 0.5
    api.get(HARBOR)
    cost = api.get(f"{HARBOR}/uncertainty")["cost"]
    assert cost["percentiles"][0]["cost"] <= cost["mean"] <= cost["percentiles"][-1]["cost"]
    assert 0 < cost["joint"][0]["both"] <= min(cost["joint"][0]["within_cost"], cost["joint"][0]["on_time"])


def test_the_outcome_tells_its_distribution_with_evidence(api: Documented) -> None:
    view = api.get(f"{HARBOR}/uncertainty/outcome")
    found = view["outcome"]
    assert (found["milestone"], found["cost"], found["joint"]) == ("open", None, None)
    assert sum(each["count"] for each in found["bins"]) == found["iterations"]
    for each in found["percentiles"]:
        fact = view["facts"][f"finish:{each['percent']}"]
        assert fact["interval"][0] <= fact["value"] <= fact["interval"][1]
        assert "runs have finished" in fact["formula"]
    marks = [part["fact"] for part in found["sentence"] if isinstance(part, dict)]
    assert {"finish:50", "finish:85", "on-time:open"} <= set(marks)
    assert set(marks) <= set(view["facts"])
    assert {"id": "open", "title": "Harbor opens"} in view["milestones"]
    api.refused(404, "get", f"{HARBOR}/uncertainty/outcome?milestone=nowhere")


def test_cost_and_day_are_kept_together_by_those_that_keep_both(api: Documented) -> None:
    api.patch(f"{HARBOR}/activities/quay/pile", {"cost": "10k/12k/20k", "cost_per_day": "1k"})
    likely = api.get(f"{HARBOR}/uncertainty/outcome")
    assert likely["outcome"]["joint"]["within_cost"] >= 0.7
    assert set(likely["facts"]) >= {"joint", "joint:cost", "joint:date", "cost:85"}
    tight = api.get(f"{HARBOR}/uncertainty/outcome", cost="1", by="2026-03-13")["outcome"]["joint"]
    assert (tight["both"], tight["within_cost"]) == (0, 0)
    assert tight["on_time"] == api.get(f"{HARBOR}/uncertainty/outcome")["outcome"]["on_time"]
    api.refused(422, "get", f"{HARBOR}/uncertainty/outcome?cost=much")


def test_everything_that_was_simulated_again_has_its_fact(api: Documented) -> None:
    view = api.get(f"{HARBOR}/uncertainty")
    assert {f"driver:{each['kind']}:{each['id']}" for each in view["drivers"]} <= set(view["facts"])
    assert view["facts"]["risk-now:R-01"]["value"] == view["risks"][0]["days_now"]
    assert view["facts"]["risk-after:R-01"]["value"] == view["risks"][0]["days_after"]
    assert 0 <= view["days_won"] <= view["days_of_risks"]
    assert view["facts"]["risks"]["value"] == view["days_of_risks"]
    assert "4,096 runs" in view["facts"]["risks"]["formula"]


def test_each_open_activity_has_its_shares(api: Documented) -> None:
    view = api.get(f"{HARBOR}/uncertainty/activities")
    assert view["milestone"] == "Harbor opens"
    assert "quay/works" not in view["id"]
    columns = [view[name] for name in ("title", "criticality", "index", "cruciality", "spread_days")]
    assert {len(column) for column in columns} == {len(view["id"])}
    pile = view["id"].index("quay/pile")
    assert view["spread_days"][pile] > 0
    assert 0 < view["criticality"][pile] <= 1


def test_an_activity_is_read_as_it_is_typed(api: Documented) -> None:
    changes = {
        "estimate": "quantiles 5% 3d, 50% 8d, 95% 20d",
        "probability": 0.5,
        "branch": "survey/deep",
        "cost": "2k",
    }
    api.patch(f"{HARBOR}/activities/quay/pile", changes)
    api.patch(f"{HARBOR}/activities/quay/pile", {"constraint": "start_on", "constraint_at": "2026-03-09"})
    found = api.get(f"{HARBOR}/activities/quay/pile")
    assert {name: found[name] for name in changes} == {**changes, "cost": "2k EUR"}
    assert (found["constraint"], found["constraint_at"][:10]) == ("start_on", "2026-03-09")
    assert (found["zone"], found["currency"], found["version"]) == ("UTC", "EUR", 3)
    api.patch(f"{HARBOR}/activities/quay/pile", {name: found[name] for name in (*changes, "constraint")})
    assert api.get(f"{HARBOR}/activities/quay/pile")["version"] == 3
    api.refused(404, "get", f"{HARBOR}/activities/quay/none")


def test_every_constraint_kind_can_be_set(api: Documented) -> None:
    for kind in ConstraintKind:
        day = None if kind in (ConstraintKind.ASAP, ConstraintKind.ALAP) else "2026-03-09"
        api.patch(f"{HARBOR}/activities/quay/deck", {"constraint": kind.value, "constraint_at": day})
        assert api.get(f"{HARBOR}/activities/quay/deck")["constraint"] == (
            None if kind is ConstraintKind.ASAP else kind
        )


def test_a_second_constraint_and_an_expected_finish_are_set_and_cleared(api: Documented) -> None:
    pile = f"{HARBOR}/activities/quay/pile"
    api.patch(pile, {"constraint": "start_no_earlier_than", "constraint_at": "2026-03-09"})
    second = {"second_constraint": "finish_no_later_than", "second_constraint_at": "2026-03-20"}
    api.patch(pile, second | {"expected_finish": "2026-03-18"})
    found = api.get(pile)
    assert found["second_constraint"] == "finish_no_later_than"
    assert found["second_constraint_at"][:10] == "2026-03-21"  # the end of the 20th
    assert found["expected_finish"][:10] == "2026-03-19"
    api.patch(pile, {"second_constraint": None, "expected_finish": None})
    found = api.get(pile)
    assert (found["second_constraint"], found["expected_finish"]) == (None, None)
    assert found["constraint"] == "start_no_earlier_than"


def test_rules_are_set_and_a_stale_write_shows_both(api: Documented) -> None:
    head = api.get(f"{HARBOR}/header")
    rules = {**head["rules"], "behavior": "primavera", "critical": "longest_path", "progress": "progress_override"}
    answer = api.patch(HARBOR, {"version": head["version"], "rules": rules})
    assert api.get(f"{HARBOR}/header")["rules"] == rules
    stale = api.refused(409, "patch", HARBOR, {"version": head["version"], "rules": {**rules, "honor_dates": True}})
    assert stale["conflict"]["fields"]["rules"]["theirs"]["behavior"] == "primavera"
    wrong = {**rules, "behavior": "asta"}
    api.refused(422, "patch", HARBOR, {"version": answer["version"], "rules": wrong})
