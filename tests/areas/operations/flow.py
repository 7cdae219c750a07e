"""The cases of operations on forecasts and limits."""

from pilotage.areas.flow.operations import issue_forecast, set_deployments, set_limits
from pilotage.areas.flow.rules.answers import Question
from pilotage.plan.flow.measures.deployments import Deployment
from tests.areas.operations.scene import Case

CASES: dict[str, Case] = {
    "flow.issue_forecast": Case(
        lambda s, a: issue_forecast(actor=a, question=Question(items=5), as_of=None, **s.on_harbor),
        "viewer",
        "stranger",
    ),
    "flow.set_deployments": Case(
        lambda s, a: set_deployments(actor=a, version=None, deployments=[Deployment(deployed=s.now)], **s.on_harbor),
        "editor",
        "viewer",
    ),
    "flow.set_limits": Case(
        lambda s, a: set_limits(actor=a, version=None, limits={"Quay": 3}, **s.on_harbor), "editor", "viewer"
    ),
}
