"""The cases of operations on the order of work items."""

from pilotage.areas.actor import Actor
from pilotage.areas.backlog import operations as backlog
from tests.areas.operations.scene import Case, Scene


def decide(s: Scene, a: Actor) -> object:
    return backlog.override_order(
        actor=a, key="HARB-1", ahead_of="H-1", reason="Promised", version=None, today=s.now.date(), **s.on_harbor
    )


def take_back(s: Scene, a: Actor) -> object:
    if a is s.editor:
        decide(s, s.owner)
    return backlog.remove_override(actor=a, key="HARB-1", version=None, **s.on_harbor)


def use(s: Scene, a: Actor) -> object:
    if a is s.editor:
        decide(s, s.owner)
    return backlog.use_order(actor=a, workstream="", today=s.now.date(), **s.on_harbor)


CASES: dict[str, Case] = {
    "backlog.set_priorities": Case(
        lambda s, a: backlog.set_priorities(actor=a, version=None, settings={"method": "rice"}, **s.on_harbor),
        "editor",
        "viewer",
    ),
    "backlog.score_items": Case(
        lambda s, a: backlog.score_items(
            actor=a, changes=[backlog.ScoreChange(key="H-1", cells={"size": 3})], **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "backlog.override_order": Case(decide, "editor", "viewer"),
    "backlog.remove_override": Case(take_back, "editor", "viewer"),
    "backlog.use_order": Case(use, "editor", "viewer"),
}
