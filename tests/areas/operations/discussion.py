"""The cases of operations on comments, watching and telling."""

from pilotage.areas.actor import Actor
from pilotage.areas.discussion.models import Comment
from pilotage.areas.discussion.operations import (
    Marks,
    Wish,
    add_channel,
    add_comment,
    change_comment,
    mark_notices,
    remove_channel,
    remove_comment,
    resolve_thread,
    set_telling,
    try_channel,
    watch,
)
from tests.areas.operations.scene import Case, Scene


def say(scene: Scene, actor: Actor) -> int:
    return add_comment(actor=actor, kind="risk", code="storm", text="Sure?", thread=None, **scene.on_harbor)


def said(scene: Scene) -> int:
    """The comment by the viewer."""
    return Comment.objects.get(author_id=scene.viewer.user_id or 0).pk


def channel(scene: Scene, actor: Actor) -> int:
    return add_channel(
        actor=actor, url="slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", zone="UTC", now=scene.now
    )


WISH = Wish(digest="weekly", hour=9, weekday=0, zone="UTC", immediate=True, quiet_from=None, quiet_to=None)


CASES: dict[str, Case] = {
    "discussion.add_comment": Case(say, "viewer", "stranger"),
    "discussion.change_comment": Case(
        lambda s, a: change_comment(actor=a, comment=said(s), version=None, text="Yes", **s.on_harbor),
        "viewer",
        "editor",
    ),
    "discussion.remove_comment": Case(
        lambda s, a: remove_comment(actor=a, comment=said(s), **s.on_harbor), "viewer", "editor"
    ),
    "discussion.resolve_thread": Case(
        lambda s, a: resolve_thread(actor=a, comment=said(s), resolved=True, **s.on_harbor), "viewer", "stranger"
    ),
    "discussion.watch": Case(
        lambda s, a: watch(actor=a, program="harbor", kind="risk", code="storm", on=True), "viewer", "stranger"
    ),
    "discussion.set_telling": Case(lambda s, a: set_telling(actor=a, wish=WISH, now=s.now), "viewer", "local"),
    "discussion.add_channel": Case(channel, "viewer", "local"),
    "discussion.remove_channel": Case(
        lambda s, a: remove_channel(actor=a, channel=channel(s, s.viewer)), "viewer", "editor"
    ),
    "discussion.try_channel": Case(
        lambda s, a: try_channel(actor=a, channel=channel(s, s.viewer), now=s.now), "viewer", "editor"
    ),
    "discussion.mark_notices": Case(
        lambda s, a: mark_notices(actor=a, notices=None, marks=Marks(read=True), now=s.now), "viewer", None
    ),
}
