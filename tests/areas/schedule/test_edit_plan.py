"""Many changes of a plan in one act."""

import datetime as dt
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError, StaleError
from pilotage.areas.programs.models import Program as Row
from pilotage.areas.schedule import operations as schedule
from pilotage.areas.schedule.operations import PlanEdit
from pilotage.areas.schedule.queries.plans import memory, plan_at
from pilotage.areas.schedule.rules.changes import ActivityChange
from pilotage.areas.schedule.rules.drafting import vocabulary as ask
from pilotage.areas.schedule.rules.drafting.applying import apply
from pilotage.areas.schedule.rules.drafting.difference import difference
from pilotage.areas.schedule.rules.drafting.draft import Draft
from pilotage.areas.sync import operations as sync
from pilotage.plan.vocabulary.activities import Activity, ActivityKind
from pilotage.plan.vocabulary.program import Program
from tests.areas.schedule.harbor import HARBOR, days
from tests.areas.schedule.test_editing import stored


def edit(actor: Actor, now: dt.datetime, *changes: ask.PlanChange) -> PlanEdit:
    return schedule.edit_plan(actor=actor, program="harbor", changes=changes, now=now)


def fields(**given: object) -> ActivityChange:
    return msgspec.convert(given, ActivityChange)


EVERYTHING: Sequence[ask.PlanChange] = (
    ask.SetFields(id="quay/pile", fields=fields(duration="6d", owner="mira")),
    ask.SetFields(id="sea/dredge", fields=fields(title="Dredge the basin")),
    ask.AddActivity(fields=fields(title="Paint", duration="2d"), after="quay/deck", ref="#1"),
    ask.AddActivity(fields=fields(title="Lights", duration="1d"), after="#1", ref="#2"),
    ask.AddLink(predecessor="quay/deck", successor="#1", lag="1d"),
    ask.AddLink(predecessor="#1", successor="#2"),
    ask.RemoveLink(id="sea/dredge>open:FS"),
    ask.ChangeLink(id="quay/pile>quay/deck:FS", kind="SS", lag="2d"),
    ask.MoveActivities(ids=("sea/dredge",), before="quay/pile"),
)


def test_everything_in_one_act(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before = harbor.revision
    done = edit(editor, now, *EVERYTHING)
    plan = stored(harbor)
    assert done.revision == before + 1
    assert done.refs == {"#1": "quay/paint", "#2": "quay/lights"}
    assert [each.id for each in plan.activities] == [
        "quay/works",
        "sea/dredge",
        "quay/pile",
        "quay/deck",
        "quay/paint",
        "quay/lights",
        "open",
    ]
    assert {each.id for each in plan.dependencies} == {
        "quay/deck>open:FS",
        "quay/pile>quay/deck:SS",
        "quay/deck>quay/paint:FS",
        "quay/paint>quay/lights:FS",
    }
    assert {each.parent for each in plan.activities[1:6]} == {"quay/works"}
    assert len(set(AuditEntry.objects.filter(revision=done.revision).values_list("operation"))) == 1
    assert done.announcement.startswith(
        "2 activities added, 2 activities changed, 1 activity moved, 2 links added, 1 link changed, 1 link removed."
    )


def test_what_is_remembered_is_what_is_stored(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit(editor, now, *EVERYTHING)
    harbor.refresh_from_db()
    kept = plan_at(harbor)
    memory().plans.clear()
    again = plan_at(harbor)
    assert kept.program == again.program
    assert kept.stored.positions.tolist() == again.stored.positions.tolist()
    assert kept.stored.versions.tolist() == again.stored.versions.tolist()
    assert kept.stored.dependency_versions.tolist() == again.stored.dependency_versions.tolist()
    assert kept.computed.finish.tolist() == again.computed.finish.tolist()


def test_one_undo_takes_all_back_and_one_redo_does_all_again(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    first = stored(harbor)
    edit(editor, now, *EVERYTHING)
    second = stored(harbor)
    for _time in range(2):
        sync.undo_last_change(actor=editor, program="harbor", now=now)
        assert stored(harbor).activities == first.activities
        assert set(stored(harbor).dependencies) == set(first.dependencies)
        sync.redo_last_change(actor=editor, program="harbor", now=now)
        assert stored(harbor).activities == second.activities
        assert set(stored(harbor).dependencies) == set(second.dependencies)


def test_nothing_is_written_where_the_last_change_is_refused(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before, entries = stored(harbor), AuditEntry.objects.count()
    with pytest.raises(InvalidError) as refused:
        edit(editor, now, *EVERYTHING, ask.SetFields(id="open", fields=fields(owner="nobody")))
    assert refused.value.problems[0].source.row == len(EVERYTHING) + 1
    assert stored(harbor) == before
    assert AuditEntry.objects.count() == entries


def test_a_cycle_is_refused_with_its_activities_in_order(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    before = stored(harbor)
    with pytest.raises(InvalidError) as refused:
        edit(editor, now, ask.AddLink(predecessor="open", successor="quay/pile"))
    cycle = refused.value.cycle
    start = cycle.index("quay/pile")
    assert cycle[start:] + cycle[:start] == ("quay/pile", "quay/deck", "open")
    assert stored(harbor) == before


def test_every_stale_row_is_told_with_both_values(harbor: Row, editor: Actor, owner: Actor, now: dt.datetime) -> None:
    edit(
        owner,
        now,
        ask.SetFields(id="quay/deck", fields=fields(duration="9d")),
        ask.SetFields(id="sea/dredge", fields=fields(duration="9d")),
    )
    with pytest.raises(StaleError) as refused:
        edit(
            editor,
            now,
            ask.SetFields(id="quay/deck", version=1, fields=fields(duration="7d")),
            ask.SetFields(id="quay/pile", version=1, fields=fields(title="Piles")),
            ask.SetFields(id="sea/dredge", version=1, fields=fields(duration="8d")),
        )
    found = (refused.value.conflict, *refused.value.others)
    assert [(each.id, each.version) for each in found] == [("quay/deck", 2), ("sea/dredge", 2)]
    assert (found[0].fields["duration"].yours, found[0].fields["duration"].theirs) == ("7d", "9d")
    assert stored(harbor).activities[1].title == "Drive piles"


def test_indent_makes_a_summary_and_outdent_a_task_again(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit(editor, now, ask.Indent(ids=("quay/deck",)))
    plan = {each.id: each for each in stored(harbor).activities}
    assert plan["quay/deck"].parent == "quay/pile"
    assert plan["quay/pile"].kind is ActivityKind.SUMMARY
    assert "quay/pile>quay/deck:FS" not in {each.id for each in stored(harbor).dependencies}
    edit(editor, now, ask.Outdent(ids=("quay/deck",)))
    assert stored(harbor).activities == HARBOR.activities


def test_rows_indented_together_stay_siblings(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit(editor, now, *(ask.AddActivity(fields=fields(title=f"Step {n}"), into="ws:sea") for n in (1, 2, 3)))
    edit(editor, now, ask.Indent(ids=("sea/step-1", "sea/step-2", "sea/step-3")))
    rows = {each.id: each.parent for each in stored(harbor).activities}
    assert {rows[f"sea/step-{n}"] for n in (1, 2, 3)} == {"sea/dredge"}


def test_a_first_row_cannot_go_into_another(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(ConflictError):
        edit(editor, now, ask.Indent(ids=("quay/pile",)))
    with pytest.raises(ConflictError):
        edit(editor, now, ask.Outdent(ids=("sea/dredge",)))


def test_a_row_cannot_be_moved_into_itself(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        edit(editor, now, ask.MoveActivities(ids=("quay/works",), into="quay/deck"))


def test_a_summary_is_removed_with_all_below_it_and_comes_back_in_place(
    harbor: Row, editor: Actor, now: dt.datetime
) -> None:
    edit(editor, now, ask.RemoveActivity(id="quay/works"))
    assert [each.id for each in stored(harbor).activities] == ["sea/dredge", "open"]
    sync.undo_last_change(actor=editor, program="harbor", now=now)
    assert stored(harbor).activities == HARBOR.activities


def test_the_final_milestone_stays(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    with pytest.raises(ConflictError):
        edit(editor, now, ask.RemoveActivity(id="open"))


def test_two_thousand_rows_find_room_between_two(harbor: Row, editor: Actor, now: dt.datetime) -> None:
    edit(editor, now, *(ask.AddActivity(fields=fields(title=f"Row {n}"), after="quay/pile") for n in range(2000)))
    edit(editor, now, ask.AddActivity(fields=fields(title="Last"), after="quay/row-0"))
    titles = [each.title for each in stored(harbor).activities]
    assert titles[1:4] == ["Drive piles", "Row 1999", "Row 1998"]
    assert titles[2000:2004] == ["Row 1", "Row 0", "Last", "Lay the deck"]


LETTERS = "abcdefgh"
PLAN = Program(id="p", title="P", activities=tuple(Activity(id=each, title=each, duration=days(1)) for each in LETTERS))
ROW = st.sampled_from(LETTERS)
MOVES = st.lists(
    st.one_of(
        st.builds(ask.MoveActivities, ids=st.tuples(ROW, ROW), after=ROW),
        st.builds(ask.MoveActivities, ids=st.tuples(ROW), before=ROW),
        st.builds(ask.MoveActivities, ids=st.tuples(ROW), into=ROW),
        st.builds(ask.Indent, ids=st.tuples(ROW, ROW)),
        st.builds(ask.Outdent, ids=st.tuples(ROW)),
        st.builds(ask.RemoveActivity, id=ROW),
    ),
    max_size=8,
)


@given(MOVES)
@settings(max_examples=150)
def test_the_order_follows_from_the_rows_that_moved(moves: list[ask.PlanChange]) -> None:
    """Whoever removes what went and places each moved row behind its neighbor, in order, has the new order."""
    draft = Draft(PLAN)
    for each in moves:
        try:
            apply(draft, [each])
        except (InvalidError, ConflictError, NotFoundError):
            continue
    found = difference(PLAN, draft)
    order = [each for each in LETTERS if each not in found.removed]
    for code in [each for each in draft.order if each in found.behind]:
        order.remove(code)
        behind = found.behind[code]
        order.insert(0 if behind is None else order.index(behind) + 1, code)
    assert order == draft.order
    parents = {code: draft.activities[code].parent for code in draft.order}
    assert all(parent is None or draft.activities[parent].kind is ActivityKind.SUMMARY for parent in parents.values())
