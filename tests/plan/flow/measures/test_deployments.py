"""DORA's five by hand, with the definitions of dora.dev."""

from pilotage.plan.flow.measures import Deployment, flow
from pilotage.plan.flow.measures.deployments import delivery
from tests.plan.flow.measures.tracked import TODAY, ago, at


def test_five_measures_by_hand() -> None:
    made = [
        Deployment(deployed=at(ago(1)), committed=at(ago(2)), failed=False, rework=False),
        Deployment(deployed=at(ago(2)), committed=at(ago(5)), failed=True, recovered=at(ago(2), 14), rework=False),
        Deployment(deployed=at(ago(3)), committed=at(ago(3), 6), failed=False, rework=True),
        Deployment(deployed=at(ago(9)), failed=True),
        Deployment(deployed=at(ago(50)), failed=True),  # before the period
    ]
    found = delivery(made, TODAY, 2)
    assert (found.deployments, found.per_week) == (4, 2.0)
    assert found.lead_hours == 24.0  # of 6, 24 and 72
    assert found.recovery_hours == 2.0
    assert found.fail_rate == 0.5
    assert found.rework_rate == 1 / 3
    assert found.told == {"lead": 3, "recovery": 1, "failed": 4, "rework": 3}
    assert [(week.last, week.deployments, week.failed, week.rework) for week in found.weeks] == [
        (ago(7), 1, 1, 0),
        (TODAY, 3, 1, 1),
    ]


def test_a_recovery_that_has_not_come_is_unknown() -> None:
    failed = Deployment(deployed=at(ago(5)), failed=True, recovered=at(ago(1)))
    assert delivery([failed], ago(3), 2).recovery_hours is None
    assert delivery([failed], ago(1), 2).recovery_hours == 96.0


def test_what_no_deployment_tells_is_no_number() -> None:
    found = delivery([Deployment(deployed=at(ago(1)))], TODAY, 1)
    assert (found.lead_hours, found.recovery_hours, found.fail_rate, found.rework_rate) == (None,) * 4


def test_no_deployments_no_measures() -> None:
    assert flow("", [], as_of=TODAY).delivery is None
