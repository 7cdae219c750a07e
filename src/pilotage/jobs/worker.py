"""The process that does queued jobs, and takes over those of a worker that died.

A job may run more than once: after a crash another worker starts it again. The operations that jobs call allow it.
"""

import contextlib
import datetime as dt
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from pilotage.areas.audit.operations import forget_requests
from pilotage.areas.discussion.operations import make_deliveries
from pilotage.areas.flow.operations import ask_for_the_week
from pilotage.areas.sync import operations as sync
from pilotage.areas.sync.queries import live_workers
from pilotage.areas.sync.queries.trail import sentence

BEAT_SECONDS = 5.0
POLL_SECONDS = 0.25
WEEK_CHECK_SECONDS = 3600.0
"""How soon after the week has begun its snapshots are asked for."""
DELIVERY_SECONDS = 30.0
"""How often inboxes are looked through for what somebody wants to be told."""
ATTEMPTS = 3
KEPT = dt.timedelta(days=7)

_log = logging.getLogger("pilotage.jobs")


def run(*, batch: bool = False) -> None:
    """Work until told to stop (SIGTERM, SIGINT: the job at hand is finished), or until nothing waits if ``batch``."""
    code = worker_code(os.getpid())
    worker = Worker(
        queue_names=["*"],
        interval=POLL_SECONDS,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=code,
        excluded_queue_names=[],
    )
    sync.beat(worker=code, now=timezone.now())
    recover(now=timezone.now())
    ask_for_the_week(now=timezone.now())
    worker.configure_signals()
    with _heart(code):
        while True:
            try:
                worker.run()
                return
            except OperationalError as error:
                if not is_locked_database_exception(error):
                    raise
                _log.warning("the database is locked; trying again")
                time.sleep(POLL_SECONDS)


def recover(*, now: dt.datetime) -> int:
    """Queue the jobs of dead workers again; give up those that ended ``ATTEMPTS`` workers. Returns how many."""
    with exclusive_transaction():
        alive = {code for code in live_workers(now=now) if not _died_here(code)}
        lost = [
            job
            for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
            if not job.worker_ids or job.worker_ids[-1] not in alive
        ]
        for job in lost:
            if len(job.worker_ids) >= ATTEMPTS:
                job.set_failed(RuntimeError(f"given up: {len(job.worker_ids)} workers died while doing this job"))
            else:
                job.status = TaskResultStatus.READY
                job.save(update_fields=["status"])
            _log.warning("recovered a job of a dead worker", extra={"job": str(job.id), "task": job.task_path})
    DBTaskResult.objects.filter(finished_at__lt=now - KEPT).delete()
    return len(lost)


def worker_code(pid: int) -> str:
    """``host/pid/random``: a worker that died on this host is known without waiting for its heartbeat to fail."""
    return f"{_host()}/{pid}/{secrets.token_hex(4)}"


def _died_here(code: str) -> bool:
    host, _slash, rest = code.partition("/")
    pid = rest.partition("/")[0]
    if host != _host() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _host() -> str:
    return socket.gethostname()[:24].replace("/", "-")


@contextlib.contextmanager
def _heart(code: str) -> Iterator[None]:
    """Beat in a thread of its own while the block runs, look after dead workers' jobs, and ask for the week's snapshots
    where they are missing.
    """
    stop = threading.Event()

    def beat() -> None:
        checked = told = time.monotonic()
        try:
            while not stop.wait(BEAT_SECONDS):
                close_old_connections()
                with contextlib.suppress(OperationalError):  # busy now; the next beat will do
                    sync.beat(worker=code, now=timezone.now())
                    recover(now=timezone.now())
                    if time.monotonic() - told >= DELIVERY_SECONDS:
                        make_deliveries(say=sentence, now=timezone.now())
                        told = time.monotonic()
                    if time.monotonic() - checked >= WEEK_CHECK_SECONDS:
                        ask_for_the_week(now=timezone.now())
                        forget_requests(now=timezone.now())
                        checked = time.monotonic()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name="heart", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=BEAT_SECONDS)
        with contextlib.suppress(OperationalError):
            sync.leave(worker=code)
