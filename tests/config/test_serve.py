"""The server as a user runs it: real processes, real ports."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pilotage.config.serve import PortInUseError, check_port

DEADLINE = 60.0
PATIENCE = 15.0
"""Seconds: less than Granian gives a process to stop before it is killed."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PILOTAGE_")}
    return kept | {"PILOTAGE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "pilotage.config.settings"}


def fetch(url: str, host: str = "localhost") -> tuple[int, bytes]:
    request = urllib.request.Request(url, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def wait_for(url: str, wanted: Any, process: "subprocess.Popen[bytes]") -> bytes:
    """The body once ``wanted(status, body)`` holds."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        with contextlib.suppress(OSError):
            status, body = fetch(url)
            if wanted(status, body):
                return body
        time.sleep(0.1)
    raise AssertionError(f"{url} did not answer as wanted in {DEADLINE} s")


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """The address and the process of a server with the data and the log of a folder."""
    port = free_port()
    command = [sys.executable, "-m", "pilotage.config", "serve", "127.0.0.1", str(port)]
    with (folder / "stderr").open("wb") as log:
        process = subprocess.Popen(command, env=environment(folder / "data"), stderr=log)
        try:
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait(timeout=40)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_one_command_serves_recovers_and_stops(tmp_path: Path) -> None:
    with serving(tmp_path) as (url, process):
        wait_for(f"{url}/healthz", lambda status, body: (status, body) == (200, b"ok"), process)
        body = wait_for(
            f"{url}/readyz", lambda _status, body: all(c["ok"] for c in json.loads(body)["checks"]), process
        )
        assert [check["name"] for check in json.loads(body)["checks"]] == ["database", "migrations", "worker"]
        assert fetch(f"{url}/", host="evil.example")[0] == 400

        worker = next(pid for pid in children(process.pid) if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(worker, signal.SIGKILL)
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            now = [pid for pid in children(process.pid) if b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]
            if now and now != [worker]:
                break
            time.sleep(0.1)
        else:
            raise AssertionError("the worker was not started again")
        assert process.poll() is None

        family = children(process.pid)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=40) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in family)
        lines = [json.loads(line) for line in (tmp_path / "stderr").read_text().splitlines() if line.startswith("{")]
        requests = [line for line in lines if line["message"] == "request"]
        assert {"at", "level", "request", "path", "status", "milliseconds"} <= requests[0].keys()


def test_a_web_process_that_dies_is_missed_by_nobody(tmp_path: Path, migrated: Path) -> None:
    shutil.copytree(migrated, tmp_path / "data")
    port = free_port()
    command = [sys.executable, "-m", "pilotage.config.command", "serve", "--web", "--processes", "2"]
    process = subprocess.Popen([*command, "--port", str(port)], env=environment(tmp_path / "data"))
    try:
        url = f"http://127.0.0.1:{port}/healthz"
        wait_for(url, lambda status, _body: status == 200, process)
        (web,) = children(process.pid)
        both = children(web)
        assert len(both) == 2
        os.kill(both[0], signal.SIGKILL)
        wait_for(url, lambda status, _body: status == 200, process)
        end = time.monotonic() + DEADLINE
        while len(set(children(web)) - {both[0]}) < len(both):
            assert time.monotonic() < end, "no other process took its place"
            time.sleep(0.1)
        assert process.poll() is None
    finally:
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0, "the process that had only begun did not stop"


def test_nothing_is_left_behind_when_the_parent_is_killed(tmp_path: Path, migrated: Path) -> None:
    shutil.copytree(migrated, tmp_path / "data")
    with serving(tmp_path) as (url, process):
        wait_for(f"{url}/healthz", lambda status, _body: status == 200, process)
        family = children(process.pid)
        assert len(family) == 2
        process.kill()
        process.wait()
        end = time.monotonic() + DEADLINE
        while any(Path(f"/proc/{pid}").exists() for pid in family):
            assert time.monotonic() < end, "a child outlived its parent"
            time.sleep(0.1)


def test_a_port_in_use_is_one_sentence(tmp_path: Path, migrated: Path) -> None:
    shutil.copytree(migrated, tmp_path / "data")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"127.0.0.1:{port}.*--port"):
            check_port("127.0.0.1", port)
        command = [sys.executable, "-m", "pilotage.config", "serve", "127.0.0.1", str(port)]
        done = subprocess.run(
            command, env=environment(tmp_path / "data"), capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 1
        assert done.stderr.strip().splitlines()[-1].startswith(f"Cannot listen at 127.0.0.1:{port}")
