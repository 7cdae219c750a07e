"""The cases of operations on work items, boards, blockers and sprints."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from pilotage.areas.actor import Actor
from pilotage.areas.work import operations as work
from pilotage.areas.work.models import WorkItem as WorkItemRow
from pilotage.areas.work.operations import choose_states
from pilotage.areas.work.rules.boards import Column
from pilotage.areas.work.rules.sprints import Outcome
from tests.areas.operations.scene import Act, Case, Scene

SPRINT = {"start": dt.date(2026, 3, 16), "finish": dt.date(2026, 3, 29)}


def in_sprint(act: Callable[..., object], **fields: Any) -> Act:
    def done(scene: Scene, actor: Actor) -> None:
        act(actor=actor, code="S-1", version=None, **scene.on_harbor, **fields)

    return done


def closed(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        work.begin_sprint(actor=actor, code="S-1", version=None, **scene.on_harbor)
    key = WorkItemRow.objects.get(sprint="S-1").key
    outcomes = [Outcome(key, "", "Fog")]
    work.close_sprint(actor=actor, code="S-1", version=None, outcomes=outcomes, **scene.on_harbor)


CASES: dict[str, Case] = {
    "work.mark_states": Case(
        lambda s, a: work.mark_states(actor=a, kinds={"Moored": "wait"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.add_sprint": Case(
        lambda s, a: work.add_sprint(actor=a, workstream="quay", fields=SPRINT, **s.on_harbor), "editor", "viewer"
    ),
    "work.change_sprint": Case(in_sprint(work.change_sprint, fields={"goal": "Moor"}), "editor", "viewer"),
    "work.remove_sprint": Case(in_sprint(work.remove_sprint), "editor", "viewer"),
    "work.begin_sprint": Case(in_sprint(work.begin_sprint), "editor", "viewer"),
    "work.close_sprint": Case(closed, "editor", "viewer"),
    "work.choose_states": Case(
        lambda s, a: choose_states(actor=a, version=None, chosen={"Moored": "done"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.take_over": Case(lambda s, a: work.take_over(actor=a, **s.on_harbor), "editor", "viewer"),
    "work.add_item": Case(
        lambda s, a: work.add_item(actor=a, fields={"title": "Dredge"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.change_items": Case(
        lambda s, a: work.change_items(
            actor=a, changes=[work.ItemChange(keys=("H-1",), fields={"service_class": "expedite"})], **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "work.move_item": Case(
        lambda s, a: work.move_item(actor=a, key="HARB-1", state="Moored", before="H-1", **s.on_harbor),
        "editor",
        "viewer",
    ),
    "work.remove_items": Case(
        lambda s, a: work.remove_items(actor=a, keys=["HARB-1"], **s.on_harbor), "editor", "viewer"
    ),
    "work.set_board": Case(
        lambda s, a: work.set_board(
            actor=a,
            workstream="",
            version=None,
            columns=[Column(id="all", title="All", states=("Moored",))],
            person_limit=3,
            classes={},
            meanings={},
            **s.on_harbor,
        ),
        "editor",
        "viewer",
    ),
    "work.add_blocker": Case(
        lambda s, a: work.add_blocker(actor=a, fields={"cause": "No crane"}, **s.on_harbor), "editor", "viewer"
    ),
    "work.change_blocker": Case(
        lambda s, a: work.change_blocker(actor=a, code="B-1", version=None, fields={"owner": "Ada"}, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "work.resolve_blocker": Case(
        lambda s, a: work.resolve_blocker(actor=a, code="B-1", version=None, note="Found one", **s.on_harbor),
        "editor",
        "viewer",
    ),
}
