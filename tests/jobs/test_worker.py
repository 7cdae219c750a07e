"""Workers as processes of their own, on SQLite: shared queue, crash, order."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pilotage.jobs.worker import worker_code

SETUP = """
import json, os, sys
from pathlib import Path
from pilotage.config.startup import start
start()
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.models import ImportSession
from pilotage.areas.sync.operations.files import keep_upload
from pilotage.areas.queue import Job, ask
from pilotage.jobs import worker
NOW = timezone.now()
def jobs():
    return [[job.status, len(job.worker_ids)] for job in DBTaskResult.objects.order_by("enqueued_at")]
def states():
    return sorted(ImportSession.objects.values_list("state", flat=True))
def queue_uploads(count, rows):
    for number in range(count):
        given = Path(os.environ["PILOTAGE_DATA"]) / f"given-{number}"
        given.write_text("Task Name,Duration\\n" + "".join(f"Task {n},{n % 9 + 1}d\\n" for n in range(rows)))
        keep_upload(f"code-{number}", "plan.csv", given)
        ImportSession.objects.create(
            code=f"code-{number}", state="reading", created=NOW, changed=NOW, file_name="plan.csv", file_size=1
        )
        ask(Job.READ_IMPORT, code=f"code-{number}")
"""


class Place:
    """A data folder with a database, and processes on it."""

    def __init__(self, data: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PILOTAGE_")}
        self.environment = kept | {
            "PILOTAGE_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "pilotage.config.settings",
            "PILOTAGE_LOG": "ERROR",
        }

    def run(self, code: str) -> Any:
        """The JSON that ``code`` prints."""
        done = subprocess.run(
            [sys.executable, "-c", SETUP + code], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout.strip() else None

    def start(self, code: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-c", SETUP + code], env=self.environment)


@pytest.fixture
def place(tmp_path: Path, migrated: Path) -> Place:
    shutil.copytree(migrated, tmp_path / "data")
    return Place(tmp_path / "data")


def test_two_workers_share_the_queue_and_do_each_job_once(place: Place) -> None:
    place.run("queue_uploads(8, 20)")
    workers = [place.start("worker.run(batch=True)") for _ in range(2)]
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    assert place.run("print(json.dumps(jobs()))") == [["SUCCESSFUL", 1]] * 8
    assert place.run("print(json.dumps(states()))") == ["ready"] * 8


def _first_status(place: Place) -> str:
    """Straight from the database: a process of ours would start too slowly to catch the job running."""
    uri = f"file:{Path(place.environment['PILOTAGE_DATA']) / 'pilotage.sqlite3'}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=20)) as database:
        return str(database.execute("select status from django_tasks_database_dbtaskresult").fetchone()[0])


def test_a_job_whose_worker_was_killed_is_done_by_the_next(place: Place) -> None:
    place.run("queue_uploads(1, 10_000)")
    victim = place.start("worker.run(batch=True)")
    end = time.monotonic() + 60
    while _first_status(place) != "RUNNING":
        assert time.monotonic() < end
        assert victim.poll() is None
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    assert place.run("print(json.dumps([jobs(), states()]))") == [[["RUNNING", 1]], ["reading"]]
    assert place.start("worker.run(batch=True)").wait(timeout=120) == 0
    assert place.run("print(json.dumps([jobs(), states()]))") == [[["SUCCESSFUL", 2]], ["ready"]]


def test_a_job_that_kills_every_worker_is_given_up(place: Place) -> None:
    found = place.run(
        "queue_uploads(1, 5)\n"
        f"DBTaskResult.objects.update(status='RUNNING', worker_ids=['a', 'b', {worker_code(2**22 + 1)!r}])\n"
        "count = worker.recover(now=timezone.now())\n"
        "print(json.dumps([count, jobs()]))"
    )
    assert found == [1, [["FAILED", 3]]]


def test_a_living_workers_job_is_left_alone(place: Place) -> None:
    found = place.run(
        "queue_uploads(1, 5)\n"
        "code = worker.worker_code(os.getpid())\n"
        "sync.beat(worker=code, now=timezone.now())\n"
        "DBTaskResult.objects.update(status='RUNNING', worker_ids=[code])\n"
        "print(json.dumps([worker.recover(now=timezone.now()), jobs()]))"
    )
    assert found == [0, [["RUNNING", 1]]]


FLOW = """
import datetime as dt
from pilotage.areas.actor import Actor
from pilotage.areas.flow.models import IssuedForecast, Learning, WeeklySnapshot
from pilotage.areas.people.models import Role
from pilotage.areas.programs import operations as programs
from pilotage.areas.work.operations import save_items
from pilotage.plan.vocabulary.program import Program
from tests.areas.flow.tracker import tracker
local = Actor.local("tests")
programs.create_program(actor=local, program=Program(id="harbor", title="Harbor"), now=NOW)
with programs.editing(actor=local, program="harbor", needs=Role.OWNER, now=NOW) as edit:
    save_items(edit=edit, items=tracker())
"""


def test_a_worker_learns_and_takes_the_snapshot_of_the_week_unasked(place: Place) -> None:
    place.run(FLOW)
    for _ in range(2):
        assert place.start("worker.run(batch=True)").wait(timeout=120) == 0
    told = (
        "print(json.dumps([jobs(), Learning.objects.get().state, WeeklySnapshot.objects.count(),"
        " list(IssuedForecast.objects.values_list('milestone', flat=True))]))"
    )
    found = place.run("from pilotage.areas.flow.models import IssuedForecast, Learning, WeeklySnapshot\n" + told)
    assert found == [[["SUCCESSFUL", 1]], "done", 1, ["Quay 14", "Core 14"]]
