"""Messages of the inbox: when they are made, and that each is sent once."""

import datetime as dt
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from pilotage.areas.actor import Actor
from pilotage.areas.discussion import operations as discussion
from pilotage.areas.discussion.models import Channel, Delivery
from pilotage.areas.discussion.operations import Wish
from pilotage.areas.discussion.queries.telling import Address
from pilotage.areas.discussion.rules.messages import Message
from pilotage.areas.errors import ConflictError, InvalidError, NotFoundError
from pilotage.areas.sync.queries.trail import sentence

SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
DAY = dt.timedelta(days=1)


def wish(**more: Any) -> Wish:
    plain: dict[str, Any] = {"digest": "daily", "hour": 8, "weekday": 0, "zone": "UTC", "immediate": False}
    return Wish(**plain | {"quiet_from": None, "quiet_to": None} | more)


class Post:
    """A service that takes messages, or fails as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.taken: list[Message] = []
        self.addresses: list[Address] = []

    def send(self, address: Address, message: Message) -> str:
        self.addresses.append(address)
        if self.failures:
            self.failures -= 1
            return "busy"
        self.taken.append(message)
        return ""


def run(post: Post, now: dt.datetime) -> None:
    """What the worker does."""
    discussion.make_deliveries(say=sentence, now=now)
    discussion.deliver(send=post.send, now=now)


def call(actor: Actor, on: dict[str, Any], code: str, text: str = "@Vera?") -> None:
    discussion.add_comment(actor=actor, kind="risk", code=code, text=text, thread=None, **on)


@pytest.fixture
def channel(viewer: Actor, now: dt.datetime) -> int:
    return discussion.add_channel(actor=viewer, url=SLACK, zone="UTC", now=now)


def test_a_digest_comes_once_at_its_hour(
    editor: Actor, channel: int, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    post = Post()
    call(editor, on_harbor, storm)
    run(post, now + dt.timedelta(hours=1))  # 10:00; the next is tomorrow at 8
    assert post.taken == []
    tomorrow = now + DAY
    for hours in (0, 1, 2):
        run(post, tomorrow + dt.timedelta(hours=hours))
    (message,) = post.taken
    assert message.subject == "Pilotage: 1 notice"
    assert message.body.splitlines() == ["Harbor", "- Edgar commented on “Storm”: “@Vera?”"]
    assert post.addresses == [Address(SLACK, own=False)]
    run(post, tomorrow + DAY)
    assert len(post.taken) == 1  # nothing new


def test_what_was_read_is_not_told(
    editor: Actor, viewer: Actor, channel: int, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    call(editor, on_harbor, storm)
    discussion.collect(user_id=viewer.user_id or 0, say=sentence, now=now)
    discussion.mark_notices(actor=viewer, notices=None, marks=discussion.Marks(read=True), now=now)
    post = Post()
    run(post, now + DAY)
    assert post.taken == []


def test_who_asks_for_it_is_told_at_once_but_not_in_quiet_hours(
    editor: Actor, viewer: Actor, channel: int, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    discussion.set_telling(actor=viewer, wish=wish(immediate=True, quiet_from=22, quiet_to=7), now=now)
    post = Post()
    call(editor, on_harbor, storm)
    run(post, now)
    assert [message.subject for message in post.taken] == ["Harbor: Edgar commented on “Storm”"]
    night = now.replace(hour=23)
    call(editor, on_harbor | {"now": night}, storm, "@Vera!")
    run(post, night)
    assert len(post.taken) == 1
    run(post, night + dt.timedelta(hours=8))
    assert len(post.taken) == 2
    run(post, now + 3 * DAY)
    assert len(post.taken) == 2  # no digest of what was told already


def test_a_message_is_tried_ever_later_and_then_given_up(
    viewer: Actor, editor: Actor, channel: int, on_harbor: dict[str, Any], storm: str, now: dt.datetime
) -> None:
    discussion.set_telling(actor=viewer, wish=wish(immediate=True, digest="off"), now=now)
    call(editor, on_harbor, storm)
    post = Post(failures=2)
    for minutes in (0, 0.5, 1.5, 2, 7):
        run(post, now + dt.timedelta(minutes=minutes))
    assert (len(post.addresses), len(post.taken)) == (3, 1)
    call(editor, on_harbor, storm, "@Vera!")
    post = Post(failures=99)
    for hours in range(12):
        run(post, now + dt.timedelta(hours=hours))
    last = Delivery.objects.latest("id")
    assert (last.attempts, last.reason, last.failed is not None) == (5, "busy", True)


def test_a_message_whose_sender_died_is_not_sent_twice(
    viewer: Actor, channel: int, on_harbor: dict[str, Any], now: dt.datetime
) -> None:
    def die(address: Address, message: Message) -> str:
        raise SystemExit

    discussion.try_channel(actor=viewer, channel=channel, now=now)
    with pytest.raises(SystemExit):
        discussion.deliver(send=die, now=now)
    post = Post()
    discussion.deliver(send=post.send, now=now + DAY)
    assert post.addresses == []


def test_a_test_is_sent_by_the_worker_and_tried_once(
    viewer: Actor, editor: Actor, channel: int, on_harbor: dict[str, Any], now: dt.datetime
) -> None:
    discussion.try_channel(actor=viewer, channel=channel, now=now)
    assert [job.task_path for job in DBTaskResult.objects.all()] == ["pilotage.jobs.tasks.deliver"]
    discussion.deliver(send=Post(failures=1).send, now=now)
    assert Delivery.objects.get().failed == now
    with pytest.raises(NotFoundError):
        discussion.try_channel(actor=editor, channel=channel, now=now)


def test_the_secret_is_sealed_and_useless_under_another_key(
    viewer: Actor, channel: int, on_harbor: dict[str, Any], now: dt.datetime, settings: Any
) -> None:
    row = Channel.objects.get()
    assert b"TIiajkdnlazkcOXrIdevi7FQ" not in bytes(row.sealed or b"")
    assert "TIiajkdnlazkcOXrIdevi7FQ" not in row.shown
    assert "TIiajkdnlazkcOXrIdevi7FQ" not in repr(Address(SLACK, own=False))
    settings.SECRET_KEY = "another server"
    discussion.try_channel(actor=viewer, channel=channel, now=now)
    discussion.deliver(send=Post().send, now=now)
    assert Delivery.objects.get().reason == "Add this channel again."


def test_wishes_and_channels_that_make_no_sense_are_refused(viewer: Actor, now: dt.datetime, settings: Any) -> None:
    for bad in ({"hour": 24}, {"zone": "Mars/North"}, {"digest": "hourly"}, {"quiet_from": 3}, {"weekday": 7}):
        with pytest.raises(InvalidError):
            discussion.set_telling(actor=viewer, wish=wish(**bad), now=now)
    with pytest.raises(ConflictError, match="PILOTAGE_SMTP_URL"):
        discussion.add_channel(actor=viewer, url=None, zone="UTC", now=now)
    settings.SMTP_URL = "smtp://127.0.0.1:2525"
    discussion.add_channel(actor=viewer, url=None, zone="UTC", now=now)
    assert Channel.objects.get().shown == "vera@example.com"
    for _ in range(9):
        discussion.add_channel(actor=viewer, url=SLACK, zone="UTC", now=now)
    with pytest.raises(InvalidError, match="10 channels"):
        discussion.add_channel(actor=viewer, url=SLACK, zone="UTC", now=now)
