"""What is behind a forecast, and the fields that feed it, through the API."""

from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.queries import load_program
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
