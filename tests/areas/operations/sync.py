"""The cases of operations on imports, undo and archives."""

from pilotage.areas.actor import Actor
from pilotage.areas.sync import operations as sync
from pilotage.exchange.result import ReadResult
from tests.areas.operations.programs import changed
from tests.areas.operations.scene import Case, Scene
from tests.areas.sync.plans import HARBOR


def undo(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        changed(scene, actor)
    sync.undo_last_change(actor=actor, **scene.on_harbor)


def redo(scene: Scene, actor: Actor) -> None:
    if actor == scene.editor:
        undo(scene, actor)
    sync.redo_last_change(actor=actor, **scene.on_harbor)


def restore(scene: Scene, actor: Actor) -> None:
    archive = scene.folder / "kept.zip"
    sync.write_archive(actor=scene.local, path=archive, uploads=scene.folder / "uploads", now=scene.now)
    sync.read_archive(actor=actor, path=archive, uploads=scene.folder / "uploads", replace=True, now=scene.now)


def direct(scene: Scene, actor: Actor) -> None:
    result = ReadResult(HARBOR, (), "program-json", {"activities": 3})
    sync.import_result(
        actor=actor, result=result, file="plan.json", owner=None, remove=False, dry_run=False, **scene.on_harbor
    )


CASES: dict[str, Case] = {
    "sync.open_import": Case(
        lambda s, a: sync.open_import(actor=a, name="more.csv", source=s.given(), **s.on_harbor), "editor", "viewer"
    ),
    "sync.map_import": Case(
        lambda s, a: sync.map_import(
            actor=a, code=s.upload(s.editor), mapping={"Task Name": "activities.title"}, mapping_name="", now=s.now
        ),
        "editor",
        "owner",
    ),
    "sync.aim_import": Case(
        lambda s, a: sync.aim_import(actor=a, code=s.upload(s.editor), title="", remove_missing=None, **s.on_harbor),
        "editor",
        "owner",
    ),
    "sync.apply_import": Case(
        lambda s, a: sync.apply_import(
            actor=a, code=s.upload(s.editor), accept_problems=True, remove_missing=None, now=s.now
        ),
        "editor",
        "owner",
    ),
    "sync.drop_import": Case(
        lambda s, a: sync.drop_import(actor=a, code=s.upload(s.editor), now=s.now), "editor", "owner"
    ),
    "sync.import_result": Case(direct, "editor", "viewer"),
    "sync.start_program": Case(lambda s, a: sync.start_program(actor=a, title="New", now=s.now), "stranger", None),
    "sync.be_here": Case(lambda s, a: sync.be_here(actor=a, **s.on_harbor), "viewer", "stranger"),
    "sync.save_template": Case(
        lambda s, a: sync.save_template(
            actor=a, folder=s.folder / "templates", name="Harbor", names=False, **s.on_harbor
        ),
        "editor",
        "viewer",
    ),
    "sync.undo_last_change": Case(undo, "editor", "viewer"),
    "sync.redo_last_change": Case(redo, "editor", "viewer"),
    "sync.write_archive": Case(
        lambda s, a: sync.write_archive(actor=a, path=s.folder / "all.zip", uploads=s.folder / "uploads", now=s.now),
        "local",
        "owner",
    ),
    "sync.read_archive": Case(restore, "local", "owner"),
}
