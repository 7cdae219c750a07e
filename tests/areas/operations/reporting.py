"""The cases of operations on reports, warnings and the demo."""

from pathlib import Path

from pilotage.areas.actor import Actor
from pilotage.areas.reporting.operations import ensure_demo, load_demo, mute_warning, unmute_warning
from pilotage.areas.reporting.operations.publishing import publish_report
from pilotage.reports import Audience
from tests.areas.operations.scene import Case, Scene
from tests.areas.reporting.dock import write_story


def mute(scene: Scene, actor: Actor) -> None:
    mute_warning(actor=actor, warning="without-estimate", reason="Later", until=scene.now.date(), **scene.on_harbor)


def unmute(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        mute(scene, actor)
    unmute_warning(actor=actor, warning="without-estimate", **scene.on_harbor)


def story(scene: Scene) -> Path:
    folder = scene.folder / "dock"
    if not folder.exists():
        write_story(folder)
    return folder


CASES: dict[str, Case] = {
    "reporting.publish_report": Case(
        lambda s, a: publish_report(actor=a, audience=Audience.EXECUTIVE, **s.on_harbor), "editor", "viewer"
    ),
    "reporting.mute_warning": Case(mute, "editor", "viewer"),
    "reporting.unmute_warning": Case(unmute, "editor", "viewer"),
    "reporting.ensure_demo": Case(
        lambda s, a: ensure_demo(actor=a, email="mira@example.com", name="Mira", now=s.now, folder=story(s)),
        "local",
        "owner",
    ),
    "reporting.load_demo": Case(lambda s, a: load_demo(actor=a, folder=story(s)), "stranger", None),
}
