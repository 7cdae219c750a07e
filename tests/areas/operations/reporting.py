"""The cases of operations on reports, warnings and the demo."""

from pilotage.areas.actor import Actor
from pilotage.areas.reporting.operations import ensure_demo, load_demo, mute_warning, unmute_warning
from pilotage.areas.reporting.operations.publishing import publish_report
from pilotage.areas.reporting.rules.shipped import demo_folder
from pilotage.reports import Audience
from tests.areas.operations.scene import Case, Scene


def mute(scene: Scene, actor: Actor) -> None:
    mute_warning(actor=actor, warning="without-estimate", reason="Later", until=scene.now.date(), **scene.on_harbor)


def unmute(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        mute(scene, actor)
    unmute_warning(actor=actor, warning="without-estimate", **scene.on_harbor)


CASES: dict[str, Case] = {
    "reporting.publish_report": Case(
        lambda s, a: publish_report(actor=a, audience=Audience.EXECUTIVE, **s.on_harbor), "editor", "viewer"
    ),
    "reporting.mute_warning": Case(mute, "editor", "viewer"),
    "reporting.unmute_warning": Case(unmute, "editor", "viewer"),
    "reporting.ensure_demo": Case(
        lambda s, a: ensure_demo(actor=a, email="mira@example.com", name="Mira", now=s.now), "local", "owner"
    ),
    "reporting.load_demo": Case(lambda s, a: load_demo(actor=a, folder=demo_folder()), "stranger", None),
}
