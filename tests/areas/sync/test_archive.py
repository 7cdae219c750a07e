"""Backup and restore: everything comes back, or nothing is touched."""

import json
import zipfile
from pathlib import Path

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.audit.models import AuditEntry
from pilotage.areas.errors import ConflictError, InvalidError, NotAllowedError
from pilotage.areas.people.models import LoginLink, User
from pilotage.areas.people.operations import make_login_link
from pilotage.areas.programs.models import Program
from pilotage.areas.sync.operations import read_archive, write_archive
from pilotage.areas.sync.queries.exports import export
from tests.areas.conftest import LOCAL, NOW
from tests.areas.sync.plans import HARBOR, imported

pytestmark = pytest.mark.django_db


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Where the archive goes, and an uploads folder with a file."""
    uploads = tmp_path / "uploads"
    (uploads / "a").mkdir(parents=True)
    (uploads / "a" / "plan.yaml").write_text("program: p\n")
    return tmp_path / "backup.zip", uploads


def backed_up(folders: tuple[Path, Path]) -> dict[str, int]:
    path, uploads = folders
    return write_archive(actor=LOCAL, path=path, uploads=uploads, now=NOW)


def restored(folders: tuple[Path, Path], *, replace: bool = True) -> dict[str, int]:
    path, uploads = folders
    return read_archive(actor=LOCAL, path=path, uploads=uploads, replace=replace, now=NOW)


def harbor(owner: Actor, folders: tuple[Path, Path]) -> str:
    """Id of a program in the workspace."""
    return imported(folders[0].parent, HARBOR, actor=owner, now=NOW).result_program


def text_of(program: str) -> bytes:
    return export(actor=LOCAL, program=program, format_="text").data


def test_a_program_comes_back_as_it_was(owner: Actor, folders: tuple[Path, Path]) -> None:
    program = harbor(owner, folders)
    before, people = text_of(program), list(User.objects.values_list("email", "password"))
    counts = backed_up(folders)
    (folders[1] / "a" / "plan.yaml").unlink()
    Program.objects.all().delete()
    assert restored(folders) == counts
    assert text_of(program) == before
    assert list(User.objects.values_list("email", "password")) == people
    assert (folders[1] / "a" / "plan.yaml").read_text() == "program: p\n"
    assert AuditEntry.objects.filter(verb="workspace.restored").count() == 1


def test_new_rows_after_a_restore_get_ids_of_their_own(owner: Actor, folders: tuple[Path, Path]) -> None:
    harbor(owner, folders)
    backed_up(folders)
    restored(folders)
    assert harbor(owner, folders) != ""


def test_secrets_stay_out(owner: Actor, folders: tuple[Path, Path]) -> None:
    email = User.objects.get().email
    make_login_link(actor=LOCAL, email=email, now=NOW)
    backed_up(folders)
    with zipfile.ZipFile(folders[0]) as archive:
        assert b"loginlink" not in archive.read("data.jsonl")
    restored(folders)
    assert not LoginLink.objects.exists()


def test_a_workspace_that_holds_something_is_not_overwritten_by_chance(
    owner: Actor, folders: tuple[Path, Path]
) -> None:
    harbor(owner, folders)
    backed_up(folders)
    with pytest.raises(ConflictError, match="--replace"):
        restored(folders, replace=False)
    assert Program.objects.count() == 1


@pytest.mark.parametrize("damage", ["cut", "changed", "other version", "no zip"])
def test_a_damaged_archive_changes_nothing(owner: Actor, folders: tuple[Path, Path], damage: str) -> None:
    program = harbor(owner, folders)
    backed_up(folders)
    before = text_of(program)
    _damage(folders[0], damage)
    with pytest.raises(InvalidError):
        restored(folders)
    assert text_of(program) == before


def _damage(path: Path, damage: str) -> None:
    if damage == "no zip":
        path.write_bytes(b"PK\x03\x04 nothing")
        return
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    if damage == "cut":
        content["data.jsonl"] = content["data.jsonl"][:-40]
    elif damage == "changed":
        content["data.jsonl"] = content["data.jsonl"].replace(b"example.com", b"example.net")
    else:
        manifest = json.loads(content["manifest.json"])
        manifest["migrations"] = [*manifest["migrations"], "people.9999_later"]
        content["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def test_an_archive_cannot_write_outside_the_data_folder(owner: Actor, folders: tuple[Path, Path]) -> None:
    harbor(owner, folders)
    backed_up(folders)
    with zipfile.ZipFile(folders[0], "a") as archive:
        archive.writestr("uploads/../../evil.txt", "x")
    with pytest.raises(InvalidError, match="outside"):
        restored(folders)
    assert not (folders[1].parent.parent / "evil.txt").exists()


def test_only_the_machine_may(owner: Actor, folders: tuple[Path, Path]) -> None:
    with pytest.raises(NotAllowedError):
        write_archive(actor=owner, path=folders[0], uploads=folders[1], now=NOW)
    with pytest.raises(NotAllowedError):
        read_archive(actor=owner, path=folders[0], uploads=folders[1], replace=True, now=NOW)
