import datetime as dt

import msgspec

from pilotage.plan.quality.model import Verdict
from pilotage.plan.vocabulary.activities import Assignment, Constraint, ConstraintKind
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.people import Person, Team
from pilotage.plan.vocabulary.program import Program
from tests.plan.quality.plans import at, faulted, judged, link, program, result
from tests.plan.stories import after, milestone, shop, task

TEAMS = (Team(id="core", title="Core"), Team(id="apps", title="Apps"))


def test_owner_and_resources_differ() -> None:
    value = program(
        task("owned", 1, owner="ada"), task("staffed", 1, assignments=(Assignment("ada"),)), task("orphan", 1),
        people=(Person(id="ada", name="Ada"),),
    )  # fmt: skip
    assert faulted(value, "owner") == ["orphan"]
    assert sorted(faulted(value, "resources")) == ["orphan", "owned"]
    assert result(value, "resources").verdict is Verdict.INFORMATION


def test_estimates_matter_where_work_is_near_critical() -> None:
    value = program(
        task("critical", 20), task("loose", 5), task("spread", 20, low=15, high=30), task("equal", 20, low=20, high=20),
    )  # fmt: skip
    assert sorted(faulted(value, "estimate")) == ["critical", "equal"]
    assert result(value, "estimate").population == 3


def test_milestones_want_a_target_and_work_that_leads_to_them() -> None:
    outside = Constraint(ConstraintKind.START_NO_EARLIER_THAN, at(14, hour=9))
    value = program(
        milestone("start"),
        milestone("kick-off", target=dt.date(2026, 9, 7)),
        task("a", 5),
        milestone("half"),
        milestone("end", target=dt.date(2026, 10, 1)),
        milestone("wish", target=dt.date(2026, 10, 1)),
        milestone("keys", target=dt.date(2026, 9, 21)),
        milestone("lone"),
        milestone("delivery", target=dt.date(2026, 9, 14), constraint=outside),
        links=(
            *after("start", "a", "half", "end"),
            link("delivery", "a"),
            link("keys", "a"),
            link("kick-off", "a"),
        ),
    )
    assert sorted(faulted(value, "milestone-target")) == ["half", "lone"]
    assert sorted(faulted(value, "milestone-logic")) == ["keys", "lone", "wish"]


def asked(value: Program, **fields: object) -> Program:
    contract = Contract(id="c", what="It", provider="core", consumer="apps", needed=dt.date(2026, 9, 11), **fields)  # type: ignore[arg-type]
    return msgspec.structs.replace(value, contracts=(contract,))


def test_a_link_between_teams_wants_a_contract() -> None:
    value = program(task("a", 5, team="core"), task("b", 5, team="apps"), links=after("a", "b"), teams=TEAMS)
    assert faulted(value, "contract") == ["a>b:FS"]
    (found,) = judged(value).findings("contract")
    assert found.fix == "Ask Core to promise Apps a date for “A”, and record it as a contract."
    assert faulted(asked(value), "contract") == []
    assert faulted(asked(value, delivers="a", needed_by_activity="b"), "contract") == []
    assert faulted(asked(value, delivers="b"), "contract") == ["a>b:FS"]
    assert faulted(shop(), "contract") == []


def test_a_milestone_stands_for_the_work_it_completes() -> None:
    value = program(
        task("a", 5, team="core"), milestone("ready", team="core"), task("b", 5, team="apps"),
        links=after("a", "ready", "b"), teams=TEAMS,
    )  # fmt: skip
    assert faulted(value, "contract") == ["ready>b:FS"]
    assert faulted(asked(value, delivers="a"), "contract") == []


def test_a_team_is_that_of_the_workstream_or_the_owner() -> None:
    people = (Person(id="ada", name="Ada", team="core"), Person(id="bob", name="Bob", team="apps"))
    value = program(
        task("a", 5, owner="ada"), task("b", 5, owner="bob"), links=after("a", "b"), teams=TEAMS, people=people
    )
    assert faulted(value, "contract") == ["a>b:FS"]
    assert (
        result(program(task("a", 5), task("b", 5), links=after("a", "b")), "contract").verdict is Verdict.NOT_APPLICABLE
    )
