"""Backup and restore of the whole workspace, in a form that does not depend on the database.

The archive is a zip: ``manifest.json`` (version, rows by table, checksum), ``data.jsonl`` (one row a line, as
Django's serializer writes it) and ``uploads/``. Sessions, login links, queued jobs and the secret key stay out: they
are worth something to a thief and nothing to a restore.
"""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from pilotage import __version__
from pilotage.areas.actor import Actor
from pilotage.areas.audit.operations import Entry, record
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError
from pilotage.areas.sync import events

_LEFT_OUT = {
    "audit.sentrequest",
    "people.loginlink",
    "people.loginfailure",
    "sync.importsession",
    "sync.presence",
    "sync.worker",
}
_BATCH = 1000
_MOST_BYTES = 50_000_000_000


def write_archive(*, actor: Actor, path: Path, uploads: Path, now: dt.datetime) -> dict[str, int]:
    """Write the archive whole, or leave nothing at ``path``. Returns the rows of each table.

    Rows are read in one transaction, so they belong together even while others write.
    """
    _require_trusted(actor)
    draft = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive, transaction.atomic():
            counts, digest = _write_rows(archive)
            for file in _files(uploads):
                archive.write(file, f"uploads/{file.relative_to(uploads).as_posix()}")
            manifest = {
                "pilotage": __version__,
                "made": now.isoformat(),
                "migrations": _migrations(),
                "rows": counts,
                "sha256": digest,
            }
            archive.writestr("manifest.json", json.dumps(manifest, indent=2))
            _note(events.BACKED_UP, path, counts, actor=actor, now=now)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return counts


def read_archive(*, actor: Actor, path: Path, uploads: Path, replace: bool, now: dt.datetime) -> dict[str, int]:
    """Bring the archive's rows and uploads back, all of them or none.

    Raises InvalidError for a damaged archive or one of another version's tables, ConflictError where the workspace
    holds programs and ``replace`` does not say to give them up.
    """
    _require_trusted(actor)
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _checked(archive)
            with transaction.atomic():
                _make_room(replace=replace)
                counts = _read_rows(archive)
                _note(events.RESTORED, path, counts, actor=actor, now=now)
                if counts != manifest["rows"]:
                    raise InvalidError.field("archive", _("The archive holds other rows than its list says."))
                _write_uploads(archive, uploads)
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, DeserializationError) as error:
        raise InvalidError.field(
            "archive", _("Cannot read {path}: {reason}").format(path=path, reason=error)
        ) from error
    return counts


def _models() -> list[type[models.Model]]:
    """Tables of our areas, those that others point to first."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("pilotage.areas.")]
    kept = [model for model in ours if model._meta.label_lower not in _LEFT_OUT]
    ordered = serializers.sort_dependencies([(None, kept)])
    return list(ordered)


def _write_rows(archive: zipfile.ZipFile) -> tuple[dict[str, int], str]:
    counts: dict[str, int] = {}
    digest = hashlib.sha256()
    with archive.open("data.jsonl", "w", force_zip64=True) as out:
        for model in _models():
            count = 0
            for row in model._default_manager.order_by("pk").iterator(chunk_size=_BATCH):
                line = serializers.serialize("jsonl", [row]).encode()
                digest.update(line)
                out.write(line)
                count += 1
            counts[model._meta.label_lower] = count
    return counts, digest.hexdigest()


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    """The manifest of an archive that is whole and fits this version's tables."""
    manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
        raise ValueError(_("it is larger than any workspace"))
    digest = hashlib.sha256()
    with archive.open("data.jsonl") as data:
        while chunk := data.read(1 << 20):
            digest.update(chunk)
    if digest.hexdigest() != manifest["sha256"]:
        raise ValueError(_("its rows were changed or cut off"))
    if manifest["migrations"] != _migrations():
        raise ValueError(
            _("it was made by Pilotage {theirs}, whose tables differ from those of {ours}; restore it there").format(
                theirs=manifest["pilotage"], ours=__version__
            )
        )
    return manifest


def _make_room(*, replace: bool) -> None:
    filled = [model for model in _models() if model._default_manager.exists()]
    if filled and not replace:
        raise ConflictError(_("The workspace is not empty. Restore into a new one, or give this one up: --replace"))
    for model in reversed(_models()):
        model._default_manager.all().delete()


def _read_rows(archive: zipfile.ZipFile) -> dict[str, int]:
    counts = {model._meta.label_lower: 0 for model in _models()}
    with archive.open("data.jsonl") as data:
        rows = serializers.deserialize("jsonl", io.TextIOWrapper(data, encoding="utf-8"))
        found: Iterator[models.Model]
        for model, found in groupby((row.object for row in rows), key=_model_of):
            label = model._meta.label_lower
            if label not in counts:
                raise ValueError(_("it has rows of an unknown table, {table}").format(table=label))
            for batch in _batches(found):
                model._default_manager.bulk_create(batch)
                counts[label] += len(batch)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
    return counts


def _model_of(row: models.Model) -> type[models.Model]:
    return type(row)


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _write_uploads(archive: zipfile.ZipFile, uploads: Path) -> None:
    for entry in archive.infolist():
        name = PurePosixPath(entry.filename)
        if name.parts[:1] != ("uploads",) or entry.is_dir():
            continue
        if name.is_absolute() or ".." in name.parts:
            raise ValueError(_("it would write outside the data folder: {name}").format(name=entry.filename))
        target = uploads.joinpath(*name.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(entry))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _migrations() -> list[str]:
    """Names of the migrations that shaped our tables."""
    labels = {model._meta.app_label for model in _models()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in labels)


def _note(verb: Any, path: Path, counts: dict[str, int], *, actor: Actor, now: dt.datetime) -> None:
    entry = Entry(verb=verb, entity_id=path.name, title=path.name, after={"rows": sum(counts.values())})
    record([entry], actor=actor, now=now, operation=uuid4())


def _require_trusted(actor: Actor) -> None:
    if not actor.trusted:
        raise NotAllowedError(_("Backup and restore belong to the server's command line: `pilotage backup`."))
