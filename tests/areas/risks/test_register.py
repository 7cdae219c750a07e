"""The register and the contracts: what is written, what is refused, what they do to the forecast."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError, StaleError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks import operations as risks
from pilotage.areas.risks.queries import exposure, load_whole, outlook
from pilotage.areas.risks.rules.announcements import forecast_effect
from pilotage.areas.schedule.models import SimulationRun
from pilotage.areas.schedule.queries.forecasts import last_issued
from pilotage.plan.vocabulary.contracts import Promise
from pilotage.plan.vocabulary.risks import RiskState, Strategy
from tests.areas.schedule.test_editing import stored

Call = Callable[[Actor, dt.datetime], Any]
STORM = {
    "title": "Storm",
    "probability": 0.9,
    "impact_days": [3, 5, 10],
    "hits": ["quay/deck"],
    "response": {"strategy": "accept", "due": "2026-03-04"},
}
BUOYS = {"what": "Buoys", "provider": "dredge", "consumer": "build", "needed": "2026-03-09"}


def change_risk(actor: Actor, now: dt.datetime, version: int | None = 1, **fields: Any) -> Any:
    return risks.change_risk(actor=actor, program="harbor", risk="R-01", version=version, fields=fields, now=now)


OPERATIONS: dict[str, tuple[Call, str]] = {
    "add": (lambda actor, now: risks.add_risk(actor=actor, program="harbor", fields=STORM, now=now), "risk.added"),
    "change": (lambda actor, now: change_risk(actor, now, probability=0.5), "risk.changed"),
    "remove": (
        lambda actor, now: risks.remove_risk(actor=actor, program="harbor", risk="R-01", version=1, now=now),
        "risk.removed",
    ),
    "ask": (
        lambda actor, now: risks.add_contract(actor=actor, program="harbor", fields=BUOYS, now=now),
        "contract.added",
    ),
    "promise": (
        lambda actor, now: risks.change_contract(
            actor=actor, program="harbor", contract="C-01", version=1, fields={"promise": "2026-03-10"}, now=now
        ),
        "contract.changed",
    ),
    "withdraw": (
        lambda actor, now: risks.remove_contract(actor=actor, program="harbor", contract="C-01", version=1, now=now),
        "contract.removed",
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_for_editors_and_leaves_a_trail(
    name: str, harbor: Row, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime
) -> None:
    call, verb = OPERATIONS[name]
    for actor, refusal in ((viewer, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            call(actor, now)
    assert not AuditEntry.objects.filter(verb=verb).exists()
    revision = harbor.revision
    call(editor, now)
    harbor.refresh_from_db()
    entry = AuditEntry.objects.get(verb=verb)
    assert harbor.revision == revision + 1 == entry.revision
    assert (entry.actor_name, entry.at) == (editor.name, now)
    assert entry.before != entry.after


def test_asking_for_a_simulation_leaves_a_trail_and_the_revision(
    harbor: Row, editor: Actor, viewer: Actor, stranger: Actor, now: dt.datetime
) -> None:
    for actor, refusal in ((viewer, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            risks.request_simulation(actor=actor, program="harbor", iterations=100, seed=1, now=now)
    revision = harbor.revision
    run = risks.request_simulation(actor=editor, program="harbor", iterations=100, seed=1, now=now)
    harbor.refresh_from_db()
    assert harbor.revision == revision
    assert AuditEntry.objects.get(verb="simulation.requested").entity_id == str(run.number)
    assert SimulationRun.objects.get(pk=run.pk).state == "done"


def test_a_new_risk_is_numbered_and_raised_on_the_status_date(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    risk = risks.add_risk(actor=editor, program="harbor", fields=STORM, now=now).value
    assert risk is not None
    assert (risk.id, risk.raised, risk.state) == ("R-02", dt.date(2026, 2, 27), RiskState.OPEN)
    assert risk.response is not None
    assert risk.response.strategy is Strategy.ACCEPT
    assert stored(harbor).risks[-1] == risk
    with pytest.raises(ConflictError):
        risks.add_risk(actor=editor, program="harbor", fields=STORM | {"id": "R-02"}, now=now)


def test_a_risk_moves_the_p85_at_once(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before = risks.refresh_outlook(whole=load_whole(harbor), now=now).forecast
    last = last_issued(harbor.pk, "UTC", "open")
    risks.add_risk(actor=editor, program="harbor", fields=STORM, now=now)
    harbor.refresh_from_db()
    after = risks.refresh_outlook(whole=load_whole(harbor), now=now, explain=True)
    assert before is not None
    assert after.forecast is not None
    assert after.insights is not None
    assert after.forecast.milestones["open"].p85 > before.milestones["open"].p85
    assert after.insights.effects["R-02"].days_now >= 3
    said = forecast_effect(last, after.forecast, after.whole.schedule)
    assert said.startswith("P85 moves ")
    assert " later, from " in said


def test_closing_dates_itself_and_opening_again_forgets_it(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    assert change_risk(editor, now, state="closed").value.closed == dt.date(2026, 2, 27)
    assert change_risk(editor, now, version=2, state="open").value.closed is None


def test_a_promise_never_replaces_those_before_it(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    OPERATIONS["promise"][0](editor, now)
    (contract,) = stored(harbor).contracts
    assert contract.promises == (
        Promise(dt.date(2026, 2, 2), dt.date(2026, 3, 4)),
        Promise(dt.date(2026, 2, 27), dt.date(2026, 3, 10)),
    )


def test_a_stale_write_is_refused_with_both_values(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    change_risk(owner, now, probability=0.5)
    with pytest.raises(StaleError) as refusal:
        change_risk(editor, now, probability=0.7)
    conflict = refusal.value.conflict
    assert (conflict.changed_by, conflict.version) == (owner.name, 2)
    assert (conflict.fields["probability"].yours, conflict.fields["probability"].theirs) == (0.7, 0.5)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"probability": 1.2}, "probability"),
        ({"probability": "likely"}, "probability"),
        ({"impact_days": [5, 3, 9]}, "impact_days"),
        ({"impact_days": [5, 9]}, "impact_days"),
        ({"impact_days": [1, 2, 99_999]}, "impact_days"),
        ({"hits": ["nowhere"]}, "hits"),
        ({"owner": "nobody"}, "owner"),
        ({"response": {"strategy": "pray"}}, "response"),
        ({"response": {"strategy": "accept", "residual_probability": 2}}, "response.residual_probability"),
        ({"title": " "}, "title"),
        ({"colour": "red"}, "colour"),
        ({"raised": "1066-10-14"}, "raised"),
    ],
)
def test_a_wrong_value_is_refused_by_its_field(
    fields: dict[str, Any], field: str, harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError) as refusal:
        change_risk(editor, now, **fields)
    assert refusal.value.problems[0].entity == field


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"provider": "nobody"}, "provider"), ({"delivers": "nowhere"}, "delivers"), ({"promise": "soon"}, "promise")],
)
def test_a_wrong_contract_is_refused_by_its_field(
    fields: dict[str, Any], field: str, harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    with pytest.raises(InvalidError) as refusal:
        risks.add_contract(actor=editor, program="harbor", fields=BUOYS | fields, now=now)
    assert refusal.value.problems[0].entity == field


def test_the_exposure_remembers_what_a_risk_was(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    mean = (2 + 4 * 5 + 10) / 6
    change_risk(editor, now, probability=0.1)  # on 2 March, in the week after 27 February
    harbor.refresh_from_db()
    points = {point.date: point for point in exposure(outlook(load_whole(harbor)), dt.date(2026, 3, 6))}
    assert points[dt.date(2026, 2, 27)].actual == pytest.approx(0.4 * mean, abs=0.01)
    assert points[dt.date(2026, 3, 6)].actual == pytest.approx(0.1 * mean, abs=0.01)
