"""The order of a program's work items: scores, methods, decisions, and what all of them do to the board."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.backlog import operations as backlog
from pilotage.areas.backlog.models import ItemScore, OrderOverride
from pilotage.areas.backlog.operations import ScoreChange
from pilotage.areas.backlog.queries.ranked import Backlog, backlog_of
from pilotage.areas.backlog.queries.receipts import receipt_of
from pilotage.areas.backlog.rules.waiting import too_early, waiting
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError, StaleError
from pilotage.areas.sync import operations as sync
from pilotage.areas.work.queries.table import table_of
from pilotage.plan.prioritizing.methods import RankingMethod
from tests.areas.work.scene import Yard, jira, yard

__all__ = ["yard"]

WSJF = ("value", "urgency", "opportunity", "size")


class Queue(Yard):
    """A yard whose items are put in order."""

    @property
    def today(self) -> dt.date:
        return self.now.date()

    def score(self, key: str, *parts: float, version: int | None = None, **cells: Any) -> None:
        given = dict(zip(WSJF, parts, strict=False)) | cells
        backlog.score_items(changes=[ScoreChange(key=key, cells=given, version=version)], **self.on)

    def decide(self, key: str, ahead_of: str = "", reason: str = "Promised", version: int | None = None) -> None:
        backlog.override_order(key=key, ahead_of=ahead_of, reason=reason, version=version, today=self.today, **self.on)

    def set(self, version: int | None = None, **settings: Any) -> None:
        backlog.set_priorities(version=version, settings=settings, **self.on)

    @property
    def seen(self) -> Backlog:
        return backlog_of(actor=self.actor, program="harbor", today=self.today)

    @property
    def order(self) -> list[str]:
        return list(self.seen.items.key)

    def redo(self) -> None:
        sync.redo_last_change(**self.on)


@pytest.fixture
def queue(yard: Yard) -> Queue:
    return Queue(yard.actor, yard.program)


def three(queue: Queue) -> tuple[str, str, str]:
    """The last is worth most for its size; the first two share a place."""
    keys = queue.add("Dredge"), queue.add("Moor"), queue.add("Paint")
    for key, parts in zip(keys, [(3, 3, 3, 3), (5, 3, 1, 3), (8, 5, 3, 2)], strict=True):
        queue.score(key, *parts)
    return keys


def test_items_are_ranked_and_ties_are_told(queue: Queue) -> None:
    dredge, moor, paint = three(queue)
    bare = queue.add("Think")
    found = queue.seen
    wsjf = found.methods[RankingMethod.WSJF]
    assert found.items.key == (paint, dredge, moor, bare)
    assert list(zip(wsjf.first, wsjf.last, strict=True)) == [(1, 1), (2, 3), (2, 3), (0, 0)]
    assert wsjf.score[:3] == (8, 3, 3)
    assert found.reasons[wsjf.reason[3]].startswith("Not scored: “User and business value”, ")
    assert (found.items.robust[0], found.items.robust[3]) == (1, None)


def test_what_is_done_or_of_another_kind_is_not_in_the_backlog(queue: Queue) -> None:
    dredge, moor, paint = three(queue)
    queue.change(dredge, kind="bug")
    queue.move(moor, "Done")
    assert queue.order == [paint, dredge]
    queue.set(kinds=["bug"])
    assert queue.order == [dredge]


def test_an_item_brings_its_own_curve_and_date(queue: Queue) -> None:
    key = queue.add("Licence", service_class="fixed_date", due="2026-04-13")
    queue.score(key, step=12_000, weeks=2)
    found = queue.seen
    assert (found.items.inputs["curve"], found.items.inputs["date"]) == (("fixed_date",), ("2026-04-13",))
    assert found.methods[RankingMethod.DELAY].score[0] == pytest.approx(12_000 / 12 / 2)
    assert found.items.typed["date"] == (False,)
    queue.score(key, date="2027-04-13")
    assert queue.seen.methods[RankingMethod.DELAY].score == (0,)


def test_each_faulty_cell_is_named_and_nothing_is_saved(queue: Queue) -> None:
    dredge, moor, _paint = three(queue)
    before = list(ItemScore.objects.order_by("key").values())
    changes = [
        ScoreChange(key=dredge, cells={"value": 13, "size": 0}),
        ScoreChange(key=moor, cells={"confidence": "many", "nonsense": 1}),
    ]
    with pytest.raises(InvalidError) as refused:
        backlog.score_items(changes=changes, **queue.on)
    entities = [problem.entity for problem in refused.value.problems]
    assert entities == [f"{dredge}/size", f"{moor}/confidence", f"{moor}/nonsense"]
    assert list(ItemScore.objects.order_by("key").values()) == before


def test_a_stale_score_is_refused_with_both_values(queue: Queue) -> None:
    key = queue.add()
    queue.score(key, 5, version=0)
    with pytest.raises(StaleError) as refused:
        queue.score(key, 8, version=0)
    conflict = refused.value.conflict
    assert (conflict.id, conflict.version, conflict.fields["value"].theirs) == (key, 1, 5.0)
    queue.score(key, 8, version=1)


def test_two_people_score_one_item_and_only_the_same_cell_is_a_conflict(queue: Queue) -> None:
    key = queue.add()
    queue.score(key, 5)
    other = ScoreChange(key=key, cells={"size": 3}, seen={"size": None})
    backlog.score_items(changes=[other], **queue.on)
    stale = ScoreChange(key=key, cells={"value": 8}, seen={"value": None})
    with pytest.raises(StaleError) as refused:
        backlog.score_items(changes=[stale], **queue.on)
    assert refused.value.conflict.fields["value"].theirs == 5.0
    again = ScoreChange(key=key, cells={"value": 8}, seen={"value": 5.0})
    backlog.score_items(changes=[again], **queue.on)
    assert ItemScore.objects.get(key=key).inputs == {"value": 8, "size": 3}


def test_scores_are_undone_and_done_again(queue: Queue) -> None:
    dredge, _moor, _paint = three(queue)
    queue.score(dredge, 20, size=None)
    assert ItemScore.objects.get(key=dredge).inputs == {"value": 20, "urgency": 3, "opportunity": 3}
    queue.undo()
    assert ItemScore.objects.get(key=dredge).inputs == {"value": 3, "urgency": 3, "opportunity": 3, "size": 3}
    queue.redo()
    assert ItemScore.objects.get(key=dredge).inputs == {"value": 20, "urgency": 3, "opportunity": 3}


def test_many_scores_are_one_act(queue: Queue) -> None:
    keys = [queue.add(str(at)) for at in range(60)]
    changes = [ScoreChange(key=key, cells={"size": 1 + at % 5}) for at, key in enumerate(keys)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said = backlog.score_items(changes=changes, **queue.on)
    assert (said.announcement, len(queries) < 20) == ("Scored 60 items.", True)
    assert AuditEntry.objects.filter(verb="scores.set").count() == 1
    queue.undo()
    assert {row.inputs.get("size") for row in ItemScore.objects.all()} == {None}
    queue.redo()
    assert ItemScore.objects.get(key=keys[4]).inputs == {"size": 5}


def test_a_decision_needs_a_reason_and_holds_until_it_is_taken_back(queue: Queue) -> None:
    dredge, moor, paint = three(queue)
    with pytest.raises(InvalidError):
        queue.decide(moor, paint, reason="  ")
    queue.decide(moor, paint, reason="Promised to the port")
    assert queue.order == [moor, paint, dredge]
    made = queue.seen.overrides[0]
    assert (made.key, made.why, made.by, made.first, made.last) == (moor, "Promised to the port", "Olga", 2, 3)
    assert not made.stale
    queue.undo()
    assert queue.order == [paint, dredge, moor]
    queue.redo()
    backlog.remove_override(key=moor, version=1, **queue.on)
    assert queue.order == [paint, dredge, moor]
    queue.undo()
    assert queue.order == [moor, paint, dredge]


def test_a_decision_says_what_changed_since(queue: Queue) -> None:
    dredge, moor, paint = three(queue)
    queue.decide(dredge, paint)
    queue.score(moor, 8)
    assert not queue.seen.overrides[0].stale
    queue.score(paint, size=5)
    assert queue.seen.overrides[0].stale == (f"{paint}: “Job size” changed.",)
    queue.set(method="rice")
    assert list(queue.seen.overrides[0].stale) == [
        "The order is made by another method now.",
        f"{paint}: “Job size” changed.",
    ]


def test_two_decisions_about_one_item_do_not_overwrite_each_other(queue: Queue) -> None:
    dredge, moor, paint = three(queue)
    queue.decide(dredge, paint, version=0)
    with pytest.raises(StaleError):
        queue.decide(dredge, moor, version=0)
    queue.decide(dredge, "", version=1)
    assert queue.order == [paint, moor, dredge]
    assert OrderOverride.objects.count() == 1
    with pytest.raises(InvalidError):
        queue.decide(dredge, dredge)
    with pytest.raises(NotFoundError):
        queue.decide("nothing", dredge)


def test_settings_are_checked_versioned_and_undone(queue: Queue) -> None:
    criterion = {"id": "gain", "title": "Gain", "weight": 2}
    queue.set(version=0, method="weighted", criteria=[criterion])
    key = queue.add()
    queue.score(key, **{"c:gain": 7})
    assert queue.seen.methods[RankingMethod.WEIGHTED].score[0] == pytest.approx(70)
    with pytest.raises(StaleError):
        queue.set(version=0, method="rice")
    with pytest.raises(InvalidError):
        queue.set(version=1, method="astrology")
    with pytest.raises(InvalidError):
        queue.score(key, **{"c:gain": 11})
    queue.undo()
    queue.set(horizon=4)
    queue.undo()
    assert queue.seen.settings.horizon == 12
    for _act in ("item", "settings"):
        queue.undo()
    assert queue.seen.settings.method is RankingMethod.WSJF


def test_the_board_takes_the_order(queue: Queue) -> None:
    dredge, moor, paint = three(queue)
    other = queue.add("Elsewhere")
    said = backlog.use_order(workstream="", today=queue.today, **queue.on)
    assert said.announcement == "3 items have new places on the board."
    table = table_of(actor=queue.actor, program="harbor")
    assert table.items.key == (paint, dredge, moor, other)
    assert backlog.use_order(workstream="", today=queue.today, **queue.on).announcement.startswith("The board has")
    queue.undo()
    assert table_of(actor=queue.actor, program="harbor").items.key == (dredge, moor, paint, other)


def test_one_workstream_takes_its_order_and_others_keep_their_places(queue: Queue) -> None:
    dredge, moor, paint = three(queue)
    for key in (dredge, paint):
        queue.change(key, workstream="quay")
    backlog.use_order(workstream="quay", today=queue.today, **queue.on)
    assert table_of(actor=queue.actor, program="harbor").items.key == (paint, moor, dredge)


def test_an_item_above_what_it_waits_for_is_told(queue: Queue) -> None:
    waits = jira("J-2", title="Moor", links=(("is blocked by", "J-1"),))
    queue.imported(jira("J-1"), waits)
    queue.score("J-1", 1, 1, 1, 5)
    queue.score("J-2", 8, 8, 8, 1)
    assert queue.seen.early == {"J-2": ("J-1",)}
    queue.score("J-1", 20, 20, 20, 1)
    assert queue.seen.early == {}


def test_waiting_follows_the_plan_too() -> None:
    found = waiting({"A": [("Blocks", "B")]}, {"C": "quay/dig", "D": "quay/build"}, [("quay/dig", "quay/build")])
    assert found == {"B": {"A"}, "D": {"C"}}
    assert too_early(["D", "B", "A", "C"], found) == {"D": ("C",), "B": ("A",)}


def test_an_item_shows_how_its_place_comes_about(queue: Queue) -> None:
    dredge, _moor, _paint = three(queue)
    found = receipt_of(actor=queue.actor, program="harbor", key=dredge, today=queue.today)
    assert (found.receipts[0].method, found.receipts[0].score) == (RankingMethod.WSJF, 3)
    assert found.receipts[1].why_not.startswith("Not scored: ")
    assert found.steps[0].up
    with pytest.raises(NotFoundError):
        receipt_of(actor=queue.actor, program="harbor", key="nothing", today=queue.today)


def test_undo_stands_back_where_somebody_went_on(queue: Queue, editor: Actor) -> None:
    key = queue.add()
    queue.score(key, 3)
    other = Queue(editor, queue.program)
    other.score(key, 5)
    with pytest.raises(ConflictError):
        queue.undo()


def test_reading_takes_as_many_queries_for_many_items_as_for_few(queue: Queue) -> None:
    three(queue)
    queue.seen  # noqa: B018 - the plan is remembered from now on
    with CaptureQueriesContext(connection) as few:
        queue.seen  # noqa: B018
    for at in range(30):
        queue.score(queue.add(str(at)), 1, 2, 3, 5)
    with CaptureQueriesContext(connection) as many:
        queue.seen  # noqa: B018
    assert len(many) == len(few)
