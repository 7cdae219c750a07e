"""What somebody is told of what others did."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from pilotage.areas.actor import Actor
from pilotage.areas.discussion import operations as discussion
from pilotage.areas.discussion.models import Notice, Seen
from pilotage.areas.discussion.operations import Marks
from pilotage.areas.discussion.queries import Shelf, inbox, unread
from pilotage.areas.people.operations.members import drop_membership
from pilotage.areas.programs import operations as programs
from pilotage.areas.programs.models import Program
from pilotage.areas.risks.operations.risks import change_risk
from pilotage.areas.sync.queries.trail import sentence

Told = list[tuple[str, str, str, int]]


def told(actor: Actor, now: dt.datetime, shelf: Shelf = Shelf.OPEN) -> Told:
    assert actor.user_id is not None
    discussion.collect(user_id=actor.user_id, say=sentence, now=now)
    return [(row.reason, row.by, row.text, row.count) for row in inbox(actor=actor, shelf=shelf)]


def change(actor: Actor, on: dict[str, Any], code: str, probability: float) -> None:
    change_risk(actor=actor, risk=code, version=None, fields={"probability": probability}, **on)


def watch(actor: Actor, code: str, *, on: bool = True) -> None:
    discussion.watch(actor=actor, program="harbor", kind="risk", code=code, on=on)


def say(actor: Actor, on: dict[str, Any], code: str, text: str) -> int:
    return discussion.add_comment(actor=actor, kind="risk", code=code, text=text, thread=None, **on)


def test_changes_of_what_is_watched_are_told_once_for_all(
    owner: Actor, editor: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    watch(viewer, storm)
    assert told(viewer, now) == []
    change(editor, on_harbor, storm, 0.3)
    change(editor, on_harbor, storm, 0.4)
    assert told(viewer, now) == [("change", "Edgar", "changed the probability of the risk “Storm”", 2)]
    change(editor, on_harbor, storm, 0.5)
    assert [count for *_, count in told(viewer, now)] == [3]
    discussion.mark_notices(actor=viewer, notices=None, marks=Marks(read=True), now=now)
    change(editor, on_harbor, storm, 0.6)
    assert [count for *_, count in told(viewer, now)] == [1, 3]
    assert told(owner, now) == [("change", "Edgar", "changed the probability of the risk “Storm”", 4)]  # its author
    watch(editor, storm)
    change(editor, on_harbor, storm, 0.7)
    assert told(editor, now) == []  # own acts are no news


def test_who_does_not_watch_hears_nothing_but_their_name(
    editor: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    say(editor, on_harbor, storm, "Nothing for others")
    assert told(viewer, now) == []
    say(editor, on_harbor, storm, "What do you think, @Vera?")
    assert told(viewer, now) == [("mention", "Edgar", "commented on “Storm”", 1)]
    assert inbox(actor=viewer, shelf=Shelf.OPEN)[0].excerpt == "What do you think, @Vera?"
    say(editor, on_harbor, storm, "Well?")  # who was called hears the rest
    assert [reason for reason, *_ in told(viewer, now)] == ["comment", "mention"]


def test_who_said_no_hears_only_their_name(
    owner: Actor, editor: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    watch(owner, storm, on=False)
    change(editor, on_harbor, storm, 0.3)
    say(editor, on_harbor, storm, "Hm")
    assert told(owner, now) == []
    say(editor, on_harbor, storm, "@Olga")
    assert [reason for reason, *_ in told(owner, now)] == ["mention"]
    change(editor, on_harbor, storm, 0.4)
    assert len(told(owner, now)) == 1


def test_an_edit_that_calls_nobody_new_is_no_news(
    editor: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    said = say(editor, on_harbor, storm, "@Vera?")
    told(viewer, now)
    discussion.change_comment(actor=editor, comment=said, version=None, text="@Vera!", **on_harbor)
    assert len(told(viewer, now)) == 1
    other = say(editor, on_harbor, storm, "Hello")
    discussion.change_comment(actor=editor, comment=other, version=None, text="Hello @Vera", **on_harbor)
    assert [reason for reason, *_ in told(viewer, now)].count("mention") == 2


def test_the_owner_by_the_plan_hears_of_what_is_theirs(
    owner: Actor, editor: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    people = [{"id": "vera", "name": "Vera", "email": "VERA@example.com"}]
    programs.change_program(actor=owner, version=None, changes={"people": people}, **on_harbor)
    change_risk(actor=owner, risk=storm, version=None, fields={"owner": "vera"}, **on_harbor)
    change(editor, on_harbor, storm, 0.3)
    assert [count for *_, count in told(viewer, now)] == [3]


def test_marks_move_notices_between_the_shelves(
    editor: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    say(editor, on_harbor, storm, "@Vera one")
    say(editor, on_harbor, storm, "@Vera two")
    told(viewer, now)
    assert unread(actor=viewer) == 2
    first, second = inbox(actor=viewer, shelf=Shelf.OPEN)
    discussion.mark_notices(actor=viewer, notices=[first.pk], marks=Marks(read=True), now=now)
    discussion.mark_notices(actor=viewer, notices=[second.pk], marks=Marks(done=True), now=now)
    assert (unread(actor=viewer), len(told(viewer, now, Shelf.UNREAD)), len(told(viewer, now, Shelf.DONE))) == (0, 0, 1)
    assert discussion.mark_notices(actor=editor, notices=[first.pk], marks=Marks(done=True), now=now) == 0


def test_who_leaves_a_program_sees_nothing_of_it_any_more(
    editor: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    say(editor, on_harbor, storm, "@Vera, between us")
    assert len(told(viewer, now)) == 1
    pk = Program.objects.get(slug="harbor").pk
    drop_membership(user_id=viewer.user_id or 0, program_id=pk)
    say(editor, on_harbor, storm, "@Vera is gone")
    assert told(viewer, now) == []
    assert unread(actor=viewer) == 0


def test_what_is_older_than_two_weeks_is_no_news(
    editor: Actor, viewer: Actor, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    say(editor, on_harbor, storm, "@Vera")
    assert told(viewer, now + dt.timedelta(days=15)) == []


def test_nothing_new_costs_two_queries(
    viewer: Actor,
    on_harbor: dict[str, Any],
    storm: str,
    now: dt.datetime,
    django_assert_num_queries: Callable[..., CaptureQueriesContext],
) -> None:
    told(viewer, now)
    with django_assert_num_queries(2):
        discussion.collect(user_id=viewer.user_id or 0, say=sentence, now=now)
    assert Seen.objects.count() == 1


def test_a_long_trail_is_read_act_by_act(
    editor: Actor,
    viewer: Actor,
    on_harbor: dict[str, Any],
    storm: str,
    now: dt.datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch(viewer, storm)
    for step in range(6):
        change(editor, on_harbor, storm, 0.3 + step / 20)
    monkeypatch.setattr("pilotage.areas.discussion.operations.inbox.MOST_ENTRIES", 4)
    for _ in range(4):
        told(viewer, now)
    assert Notice.objects.get().count == 6
