"""Taking people and teams off a program: who is told of, who takes over, and the way back."""

import datetime as dt

import msgspec
import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.operations import remove_crew
from pilotage.areas.risks.queries import load_program
from pilotage.areas.risks.rules.crew import Crew, replaced, uses
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.schedule.rules.lists import AssignmentFields
from pilotage.areas.sync.operations import undo_last_change
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.people import Team
from pilotage.plan.vocabulary.program import Program
from tests.areas.schedule.harbor import HARBOR

JO, MIRA = AssignmentFields(person="jo", units=0.5), AssignmentFields(person="mira", units=0.25)


def stored(harbor: Row) -> Program:
    harbor.refresh_from_db()
    return load_program(harbor, history=False)


def remove(actor: Actor, now: dt.datetime, crew: Crew, code: str, to: str | None = None) -> int:
    return remove_crew(actor=actor, program="harbor", crew=crew, code=code, to=to, now=now)


def test_uses_are_all_records_that_name_them() -> None:
    assert [(each.kind, each.id, each.title) for each in uses(HARBOR, Crew.PEOPLE, "jo")] == [
        ("activity", "quay/pile", "Drive piles"),
        ("risk", "R-01", "Rock"),
    ]
    assert [each.kind for each in uses(HARBOR, Crew.PEOPLE, "mira")] == ["program"]
    assert [(each.kind, each.id) for each in uses(HARBOR, Crew.TEAMS, "build")] == [
        ("contract", "C-01"),
        ("person", "jo"),
        ("workstream", "quay"),
    ]
    assert uses(HARBOR, Crew.TEAMS, "nobody") == ()


def test_nothing_of_the_plan_names_them_any_more() -> None:
    for crew, code, to in ((Crew.PEOPLE, "jo", "mira"), (Crew.TEAMS, "build", "dredge")):
        after = replaced(HARBOR, crew, code, to)
        bare = msgspec.structs.replace(after, **{crew.value: ()})
        assert f'"{code}"'.encode() not in msgspec.json.encode(bare)


def test_somebody_must_take_over(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(ConflictError, match=r"2 records name them: “Drive piles”, “Rock”\. Say who takes over"):
        remove(editor, now, Crew.PEOPLE, "jo")
    for to in ("jo", "nobody"):
        with pytest.raises(InvalidError, match="cannot take over"):
            remove(editor, now, Crew.PEOPLE, "jo", to)
    with pytest.raises(NotFoundError):
        remove(editor, now, Crew.PEOPLE, "nobody")
    assert stored(harbor) == HARBOR


def test_who_takes_over_gets_all_of_it_and_one_undo_gives_it_back(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    schedule.change_activity(
        actor=editor,
        program="harbor",
        activity="quay/deck",
        version=1,
        change=ActivityChange(assignments=(JO, MIRA)),
        now=now,
    )
    before = stored(harbor)
    remove(editor, now, Crew.PEOPLE, "jo", "mira")
    after = stored(harbor)
    assert [person.id for person in after.people] == ["mira"]
    pile, deck = after.activities[1:3]
    assert (pile.owner, deck.assignments) == ("mira", (Assignment("mira", 0.75),))
    assert after.risks[0].owner == "mira"
    verbs = AuditEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs)[-4:] == ["activity.changed", "activity.changed", "risk.changed", "program.changed"]
    undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor) == before


def test_a_team_hands_its_contracts_on(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    teams = (*HARBOR.teams, Team(id="survey", title="Survey"))
    programs.change_program(actor=editor, program="harbor", version=None, changes={"teams": teams}, now=now)
    before = stored(harbor)
    with pytest.raises(ConflictError, match="a contract of a team with itself"):
        remove(editor, now, Crew.TEAMS, "dredge", "build")
    remove(editor, now, Crew.TEAMS, "dredge", "survey")
    after = stored(harbor)
    assert [team.id for team in after.teams] == ["build", "survey"]
    assert (after.contracts[0].provider, after.workstreams[1].team) == ("survey", "survey")
    undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor) == before


def test_whom_nothing_names_goes_at_once(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    added = (*HARBOR.people, msgspec.structs.replace(HARBOR.people[0], id="kim", name="Kim"))
    programs.change_program(actor=editor, program="harbor", version=None, changes={"people": added}, now=now)
    remove(editor, now, Crew.PEOPLE, "kim")
    assert stored(harbor) == HARBOR


def test_removing_is_for_editors(harbor: Row, viewer: Actor, stranger: Actor, now: dt.datetime) -> None:
    for actor, refusal in ((viewer, NotAllowedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            remove(actor, now, Crew.PEOPLE, "jo", "mira")
    assert stored(harbor) == HARBOR
