"""Scores of teams and workstreams."""

from pilotage import plan
from pilotage.plan.quality.model import Scope
from pilotage.plan.quality.parts import part_scores
from pilotage.plan.vocabulary.people import Team, Workstream
from pilotage.plan.vocabulary.program import Program
from tests.plan.quality.plans import judged, link, program
from tests.plan.stories import task


def shared() -> Program:
    return program(
        task("a", 5, team="core", owner="ada", low=4, high=9),
        task("b", 60, workstream="pay"),
        task("c", 5, workstream="pay", team="core"),
        task("d", 2),
        links=(link("a", "b"), link("b", "c"), link("c", "d", lag=-1)),
        teams=(Team(id="core", title="Core"), Team(id="edge", title="Edge"), Team(id="idle", title="Idle")),
        workstreams=(Workstream(id="pay", title="Pay", team="edge"),),
    )


def test_a_part_scores_as_its_scope_does_the_lowest_first() -> None:
    made = shared()
    found = part_scores(plan.schedule(made))
    assert {(each.kind, each.id): each.activities for each in found.parts} == {
        ("team", "core"): 2,
        ("team", "edge"): 1,
        ("workstream", "pay"): 2,
    }
    for each in found.parts:
        scope = Scope(team=each.id) if each.kind == "team" else Scope(workstream=each.id)
        assert each.score == judged(made, scope=scope).score
    scores = [each.score for each in found.parts]
    assert scores == sorted(scores, key=lambda score: score or 0)
    assert len(set(scores)) > 1
    assert found.left_out == 0
    assert all(each.worst for each in found.parts)


def test_a_program_without_teams_has_no_parts() -> None:
    assert part_scores(plan.schedule(program(task("a", 5)))).parts == ()
