"""Messages through apprise to real receivers on this machine: a mail server and a web hook."""

import json
import logging
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from pilotage.areas.discussion.queries.telling import Address
from pilotage.areas.discussion.rules.addresses import mail_address
from pilotage.areas.discussion.rules.messages import Message
from pilotage.jobs.sending import send

HELLO = Message("Harbor: Edgar commented", "Edgar commented on “Storm”: “@Vera?”")


class Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs."""

    server: Any

    def handle(self) -> None:
        self._say("220 here")
        letter: list[str] | None = None
        for raw in self.rfile:
            line = raw.decode().rstrip("\r\n")
            if letter is not None:
                if line == ".":
                    self.server.letters.append("\n".join(letter))
                    letter = None
                    self._say("250 kept")
                else:
                    letter.append(line)
            elif line.upper() == "DATA":
                letter = []
                self._say("354 go on")
            elif line.upper() == "QUIT":
                self._say("221 bye")
                return
            else:
                self.server.said.append(line)
                self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class Hook(BaseHTTPRequestHandler):
    server: Any

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.letters.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""


@contextmanager
def serving(made: Any) -> Iterator[Any]:
    made.letters, made.said, made.status = [], [], 200
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


@pytest.fixture
def mail() -> Iterator[Any]:
    with serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail)) as made:
        yield made


@pytest.fixture
def hook() -> Iterator[Any]:
    with serving(HTTPServer(("127.0.0.1", 0), Hook)) as made:
        yield made


def test_a_letter_arrives_by_the_servers_mail(mail: Any) -> None:
    smtp = f"smtp://127.0.0.1:{mail.server_address[1]}?from=pilotage@example.com"
    assert send(Address(mail_address(smtp, "vera@example.org"), own=True), HELLO) == ""
    (letter,) = mail.letters
    assert "Subject: Harbor: Edgar commented" in letter
    assert "vera@example.org" in letter
    assert any("RCPT" in line.upper() and "vera@example.org" in line for line in mail.said)
    assert any("pilotage@example.com" in line for line in mail.said if "MAIL" in line.upper())


def test_a_hook_is_reached_only_where_the_own_network_is_allowed(hook: Any, settings: Any) -> None:
    address = Address(f"json://127.0.0.1:{hook.server_address[1]}/in", own=False)
    settings.NOTIFY_PRIVATE = False
    assert "own network" in send(address, HELLO)
    assert hook.letters == []
    settings.NOTIFY_PRIVATE = True
    assert send(address, HELLO) == ""
    assert hook.letters[0]["title"] == HELLO.subject
    assert "Storm" in hook.letters[0]["message"]


def test_a_refusal_is_told_without_the_secret(hook: Any, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.NOTIFY_PRIVATE = True
    hook.status = 500
    with caplog.at_level(logging.WARNING):
        reason = send(Address(f"json://me:hidden@127.0.0.1:{hook.server_address[1]}/in", own=False), HELLO)
    assert reason == "The service did not take the message."
    assert "hidden" not in caplog.text
    assert send(Address("slack://", own=False), HELLO) == "The address of the channel is not understood."
