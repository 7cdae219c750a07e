"""Processes write to one database: every write is there, or its writer was told; one that is killed left nothing."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.areas.schedule.writer import CODES, WRITES

_MODULE = "tests.areas.schedule.writer"

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="its processes write to SQLite anyway")


def test_two_processes_lose_nothing(tmp_path: Path, migrated: Path) -> None:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    environment = os.environ | {"PILOTAGE_DATA": str(tmp_path), "PILOTAGE_DATABASE_URL": ""}
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-m", _MODULE, "prepare"], env=environment, cwd=root, check=True)
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", _MODULE, name], env=environment, cwd=root, stdout=subprocess.PIPE, text=True
        )
        for name in ("left", "right")
    ]
    counts = [tuple(map(int, writer.communicate(timeout=120)[0].split())) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    won, refused = (sum(column) for column in zip(*counts, strict=True))
    assert won + refused == 2 * WRITES * len(CODES)
    assert won >= WRITES * len(CODES)
    with sqlite3.connect(tmp_path / "pilotage.sqlite3") as database:
        rows = database.execute("SELECT code, version, title, body FROM schedule_activity WHERE code IN (?, ?)", CODES)
        stored = rows.fetchall()
        revision = database.execute("SELECT revision FROM programs_program").fetchone()[0]
        entries = database.execute("SELECT count(*) FROM audit_auditentry WHERE verb = 'activity.changed'").fetchone()[
            0
        ]
    database.close()
    assert sum(version - 1 for _code, version, _title, _body in stored) == won == entries
    assert revision == 2 + won
    assert all(json.loads(body)["title"] == title for _code, _version, title, body in stored)


def test_an_edit_that_is_killed_in_the_middle_left_nothing(tmp_path: Path, migrated: Path) -> None:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    environment = os.environ | {"PILOTAGE_DATA": str(tmp_path), "PILOTAGE_DATABASE_URL": ""}
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-m", _MODULE, "prepare"], env=environment, cwd=root, check=True)
    before = _rows(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", _MODULE, "bulk"],
        env=environment,
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        writer.kill()
    assert _rows(tmp_path) == before


def _rows(folder: Path) -> list[object]:
    """All that an edit writes."""
    tables = ("schedule_activity", "schedule_dependency", "audit_auditentry", "programs_program")
    with closing(sqlite3.connect(folder / "pilotage.sqlite3")) as database:
        return [database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables]
