"""Uploaded files and what was read from them, in the data folder: ``uploads/<code>/``."""

import shutil
import zlib
from pathlib import Path

import msgspec
from django.conf import settings

from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.rules.uploads import safe_name
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.work_items import WorkItem

_READ = ".read"


class Read(msgspec.Struct, frozen=True):
    """What a file holds, kept until it is applied."""

    program: Program | None
    work_items: tuple[WorkItem, ...]


def folder(code: str) -> Path:
    found: Path = settings.DATA / "uploads" / code
    return found


def file_path(session: ImportSession) -> Path:
    return folder(session.code) / safe_name(session.file_name)


def keep_upload(code: str, name: str, source: Path) -> None:
    """Move an uploaded file to its place."""
    folder(code).mkdir(parents=True, mode=0o700)
    shutil.move(source, folder(code) / safe_name(name))


def keep_read(code: str, read: Read) -> None:
    draft = folder(code) / f"{_READ}.draft"
    draft.write_bytes(zlib.compress(msgspec.json.encode(read), 1))
    draft.replace(folder(code) / _READ)


def load_read(code: str) -> Read:
    return msgspec.json.decode(zlib.decompress((folder(code) / _READ).read_bytes()), type=Read)


def forget_files(code: str) -> None:
    shutil.rmtree(folder(code), ignore_errors=True)
