"""The map on its levels, and the map of several programs."""

from collections.abc import Mapping

import msgspec

from pilotage import plan
from pilotage.plan.insight.contract_status import contract_views
from pilotage.plan.insight.status import Status
from pilotage.plan.insight.team_map import Level, MapEdge, Member, TeamMap, levels_of, team_map, workspace_map
from pilotage.plan.language.text import plain
from pilotage.plan.vocabulary.activities import Assignment, Dependency
from pilotage.plan.vocabulary.contracts import Contract, Elsewhere, Standing
from pilotage.plan.vocabulary.people import Person
from pilotage.plan.vocabulary.program import Program
from tests.areas.schedule.harbor import HARBOR

assert HARBOR.start is not None
TODAY = HARBOR.start.date()


def drawn(program: Program, level: Level = Level.TEAM, opened: tuple[str, ...] = ()) -> TeamMap:
    schedule = plan.schedule(program)
    return team_map(schedule, contract_views(schedule, TODAY), opened, level)


def ends(found: TeamMap) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in found.edges}


def edge(found: TeamMap, source: str, target: str) -> MapEdge:
    return next(each for each in found.edges if (each.source, each.target) == (source, target))


def without_contracts(**activities: Mapping[str, object]) -> Program:
    changed = tuple(
        msgspec.structs.replace(each, **activities.get(each.id.replace("/", "_"), {})) for each in HARBOR.activities
    )
    return msgspec.structs.replace(HARBOR, contracts=(), activities=changed)


def test_links_within_a_team_are_counted_and_not_drawn() -> None:
    found = drawn(without_contracts())
    assert (found.edges, found.within) == ((), 3)  # the milestone is nobody's


def test_workstreams_and_people_owe_one_another_what_their_teams_do() -> None:
    crossing = msgspec.structs.replace(
        HARBOR, dependencies=(*HARBOR.dependencies, Dependency(predecessor="sea/dredge", successor="quay/deck"))
    )
    found = drawn(crossing, Level.WORKSTREAM)
    assert ends(found) == {("workstream:sea", "workstream:quay")}
    both = found.edges[0]
    assert (both.contracts, both.links, both.count) == (("C-01",), 1, 2)
    people = msgspec.structs.replace(
        crossing,
        people=(*HARBOR.people, Person(id="ann", name="Ann", team="dredge")),
        activities=tuple(
            msgspec.structs.replace(each, owner={"sea/dredge": "ann", "quay/deck": "jo"}.get(each.id, each.owner))
            for each in HARBOR.activities
        ),
    )
    assert ends(drawn(people, Level.PERSON)) == {("team:dredge", "team:build"), ("person:ann", "person:jo")}
    assert {node.title for node in drawn(people, Level.PERSON).nodes} >= {"Ann", "Jo"}


def test_a_team_takes_part_by_its_people_or_by_a_label() -> None:
    labeled = without_contracts(quay_deck={"labels": ("dredge", "unknown")})
    found = drawn(labeled, Level.SHARED)
    assert ends(found) == {("team:dredge", "team:build")}
    assert found.edges[0].shared == found.edges[0].count == 1
    assert plain(found.edges[0].reason).startswith("Takes part in 1 open activity")
    assigned = without_contracts(sea_dredge={"assignments": (Assignment("jo"),)})
    assert ends(drawn(assigned, Level.SHARED)) == {("team:build", "team:dredge")}
    finished = without_contracts(
        quay_deck={"labels": ("dredge",), "actual_start": HARBOR.start, "actual_finish": HARBOR.start}
    )
    assert drawn(finished, Level.SHARED).edges == ()


def test_a_label_of_a_summary_counts_while_anything_in_it_is_open() -> None:
    done = {"actual_start": HARBOR.start, "actual_finish": HARBOR.start}
    begun = without_contracts(quay_works={"labels": ("dredge",)}, quay_pile=done)
    assert ends(drawn(begun, Level.SHARED)) == {("team:dredge", "team:build")}
    over = without_contracts(quay_works={"labels": ("dredge",)}, quay_pile=done, quay_deck=done)
    assert drawn(over, Level.SHARED).edges == ()


def test_an_opened_party_shows_its_activities() -> None:
    crossing = msgspec.structs.replace(
        HARBOR, dependencies=(*HARBOR.dependencies, Dependency(predecessor="sea/dredge", successor="quay/deck"))
    )
    found = drawn(crossing, Level.WORKSTREAM, opened=("quay", "nowhere"))
    assert ("workstream:sea", "activity:quay/deck") in ends(found)
    assert next(node.parent for node in found.nodes if node.id == "activity:quay/deck") == "workstream:quay"


def test_each_level_is_counted_as_it_is_drawn() -> None:
    schedule = plan.schedule(HARBOR)
    views = contract_views(schedule, TODAY)
    counted = levels_of(schedule, views)
    assert counted == {level: len(team_map(schedule, views, (), level).edges) for level in Level}


STEEL = Contract(id="S-1", what="Steel", provider="", vendor="Mill", consumer="build", needed=TODAY)
LOCK = Contract(
    id="L-1", what="Lock gate", provider="", elsewhere=Elsewhere("harbor", "sea/dredge"), consumer="build", needed=TODAY
)


def member(program: Program, name: str) -> Member:
    schedule = plan.schedule(program)
    return Member(id=name, title=name.title(), schedule=schedule, views=contract_views(schedule, TODAY))


def canal(*contracts: Contract) -> Member:
    return member(msgspec.structs.replace(HARBOR, id="canal", contracts=contracts), "canal")


def test_programs_and_vendors_owe_programs() -> None:
    found = workspace_map([member(HARBOR, "harbor"), canal(STEEL, LOCK)])
    assert ends(found) == {("program:harbor", "program:canal"), ("vendor:Mill", "program:canal")}
    owed = edge(found, "program:harbor", "program:canal")
    assert (owed.contracts, owed.program, owed.status) == (("L-1",), "canal", Status.UNKNOWN)
    nodes = {node.id: node for node in found.nodes}
    assert (nodes["program:harbor"].title, nodes["program:harbor"].gives, nodes["program:canal"].takes) == (
        "Harbor",
        1,
        2,
    )


def test_an_opened_program_shows_its_teams_whichever_side_it_is_on() -> None:
    members = [member(HARBOR, "harbor"), canal(LOCK)]
    asked = workspace_map(members, ["canal"])
    assert ends(asked) == {("program:harbor", "team:canal/build")}
    given = workspace_map(members, ["harbor"])
    assert ends(given) == {("team:harbor/dredge", "program:canal"), ("team:harbor/dredge", "team:harbor/build")}
    parents = {node.id: node.parent for node in given.nodes}
    assert parents["team:harbor/dredge"] == "program:harbor"


def test_programs_that_are_not_seen_withdrawn_and_own_contracts() -> None:
    hidden = canal(msgspec.structs.replace(LOCK, elsewhere=Elsewhere("secret", "x")))
    assert {node.title for node in workspace_map([hidden]).nodes} == {"secret", "Canal"}
    withdrawn = canal(msgspec.structs.replace(LOCK, standing=Standing.WITHDRAWN))
    own = canal(msgspec.structs.replace(LOCK, elsewhere=Elsewhere("canal", "sea/dredge")))
    assert workspace_map([withdrawn]).nodes == workspace_map([own]).nodes == ()
