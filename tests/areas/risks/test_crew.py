"""Taking people and teams off a program: who is told of, who takes over, and the way back."""

import datetime as dt

import msgspec
import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.audit.operations import Entry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.risks.operations import remove_crew
from pilotage.areas.risks.queries import load_program
from pilotage.areas.risks.rules.crew import Crew, replaced, uses
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.schedule.rules.lists import AssignmentFields
from pilotage.areas.sync.events import STARTED
from pilotage.areas.sync.operations import undo_last_change
from pilotage.areas.sync.operations.whole import create_whole
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.gates import Criterion, Gate
from pilotage.plan.vocabulary.governance import Cadence, Letter, Responsibility
from pilotage.plan.vocabulary.people import Team, Workstream
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.uncertainty import SharedFactor
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


GOVERNED = msgspec.structs.replace(
    HARBOR,
    workstreams=(*HARBOR.workstreams, Workstream(id="shore", title="Shore")),
    gates=(
        Gate(
            id="g",
            activity=HARBOR.activities[-1].id,
            approvers=("jo", "mira"),
            exit=(Criterion(id="c", text="Dry", owner="jo"),),
        ),
    ),
    responsibilities=(Responsibility(subject="Depth", role="Lead", person="jo", letter=Letter.ACCOUNTABLE),),
    cadences=(Cadence(id="tide", title="Tide", who=("jo", "build"), workstream="quay"),),
    factors=(SharedFactor(id="wind", title="Wind", low=1, likely=1, high=2, on=("quay",)),),
)


def test_gates_responsibilities_and_cadences_count_too() -> None:
    kinds = [each.kind for each in uses(GOVERNED, Crew.PEOPLE, "jo")]
    assert {"gate", "responsibility", "cadence"} <= set(kinds)
    after = replaced(GOVERNED, Crew.PEOPLE, "jo", "mira")
    (gate,) = after.gates
    assert (gate.approvers, gate.exit[0].owner) == (("mira",), "mira")
    assert (after.responsibilities[0].person, after.cadences[0].who) == ("mira", ("mira", "build"))


def test_another_workstream_takes_over_the_activities(owner: Actor, now: dt.datetime) -> None:
    create_whole(
        actor=owner,
        program=msgspec.structs.replace(GOVERNED, id="pier"),
        entry=Entry(verb=STARTED, entity_id="pier", title="Pier"),
        now=now,
    )
    row = Row.objects.get(slug="pier")
    before = load_program(row, history=False)
    with pytest.raises(ConflictError, match="Say who takes over"):
        remove_crew(actor=owner, program="pier", crew=Crew.WORKSTREAMS, code="quay", to=None, now=now)
    remove_crew(actor=owner, program="pier", crew=Crew.WORKSTREAMS, code="quay", to="shore", now=now)
    after = stored(row)
    assert "quay" not in {each.id for each in after.workstreams}
    moved = [each.id for each in before.activities if each.workstream == "quay"]
    assert moved
    assert [each.workstream for each in after.activities if each.id in moved] == ["shore"] * len(moved)
    assert (after.cadences[0].workstream, after.factors[0].on) == ("shore", ("shore",))
    undo_last_change(actor=owner, program="pier", now=now)
    assert stored(row) == before


def test_a_person_who_leaves_gives_up_gates_and_one_undo_gives_them_back(owner: Actor, now: dt.datetime) -> None:
    create_whole(
        actor=owner,
        program=msgspec.structs.replace(GOVERNED, id="pier"),
        entry=Entry(verb=STARTED, entity_id="pier", title="Pier"),
        now=now,
    )
    row = Row.objects.get(slug="pier")
    before = load_program(row, history=False)
    remove_crew(actor=owner, program="pier", crew=Crew.PEOPLE, code="jo", to="mira", now=now)
    assert stored(row).gates[0].approvers == ("mira",)
    undo_last_change(actor=owner, program="pier", now=now)
    assert stored(row) == before
