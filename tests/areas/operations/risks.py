"""The cases of operations on risks and contracts."""

from pilotage.areas.actor import Actor
from pilotage.areas.programs import operations as programs
from pilotage.areas.risks.operations.contracts import add_contract, change_contract, move_contract, remove_contract
from pilotage.areas.risks.operations.crew import remove_crew
from pilotage.areas.risks.operations.forecasting import request_simulation
from pilotage.areas.risks.operations.risks import add_risk, change_risk, remove_risk
from pilotage.areas.risks.rules.crew import Crew
from pilotage.plan.insight.contracts.moves import ContractMove
from tests.areas.operations.scene import Case, Scene


def leave(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        teams = [{"id": name, "title": name} for name in ("core", "quay", "spare")]
        programs.change_program(actor=actor, version=None, changes={"teams": teams}, **scene.on_harbor)
    remove_crew(actor=actor, crew=Crew.TEAMS, code="spare", to=None, **scene.on_harbor)


CONTRACT = {"what": "A crane", "provider": "core", "consumer": "quay", "needed": "2026-05-01"}


CASES: dict[str, Case] = {
    "risks.remove_crew": Case(leave, "editor", "viewer"),
    "risks.add_risk": Case(
        lambda s, a: add_risk(actor=a, fields={"title": "Fog", "probability": 0.2}, **s.on_harbor), "editor", "viewer"
    ),
    "risks.change_risk": Case(
        lambda s, a: change_risk(actor=a, risk="storm", version=None, fields={"probability": 0.5}, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "risks.remove_risk": Case(
        lambda s, a: remove_risk(actor=a, risk="storm", version=None, **s.on_harbor), "editor", "viewer"
    ),
    "risks.add_contract": Case(lambda s, a: add_contract(actor=a, fields=CONTRACT, **s.on_harbor), "editor", "viewer"),
    "risks.change_contract": Case(
        lambda s, a: change_contract(actor=a, contract="rails", version=None, fields={"note": "soon"}, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "risks.move_contract": Case(
        lambda s, a: move_contract(
            actor=a, contract="rails", move=ContractMove.WITHDRAW, version=None, why="x", **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "risks.remove_contract": Case(
        lambda s, a: remove_contract(actor=a, contract="rails", version=None, **s.on_harbor), "editor", "viewer"
    ),
    "risks.request_simulation": Case(
        lambda s, a: request_simulation(actor=a, iterations=100, seed=7, **s.on_harbor), "editor", "viewer"
    ),
}
