"""Messages through apprise to real receivers on this machine: a mail server and a web hook."""

import json
import logging
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from pilotage.areas.discussion.queries.telling import Address
from pilotage.areas.discussion.rules.addresses import is_public, mail_address
from pilotage.areas.discussion.rules.messages import Message
from pilotage.jobs.reaching import only_public
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


PUBLIC = "93.184.215.14"


@pytest.fixture
def rebinding(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A name that stands for a public number when it is looked up first, and for this machine from then on."""
    asked: list[str] = []

    def lookup(host: str, port: Any, *_rest: Any, **_more: Any) -> list[Any]:
        asked.append(host)
        number = PUBLIC if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, int(port or 0)))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return asked


def test_a_name_that_changes_its_number_after_the_check_reaches_nothing(
    hook: Any, settings: Any, rebinding: list[str]
) -> None:
    settings.NOTIFY_PRIVATE = False
    address = Address(f"json://chat.example.com:{hook.server_address[1]}/in", own=False)
    assert "own network" in send(address, HELLO)
    assert len(rebinding) > 1, "it was looked up again to connect"
    assert hook.letters == []


def test_mail_of_a_channel_is_held_to_the_same(mail: Any, settings: Any, rebinding: list[str]) -> None:
    settings.NOTIFY_PRIVATE = False
    url = (
        f"mailto://mail.example.com:{mail.server_address[1]}?from=a@example.com&to=b@example.com&smtp=mail.example.com"
    )
    assert "own network" in send(Address(url, own=False), HELLO)
    assert mail.letters == []
    assert mail.said == []
    assert rebinding


def test_outside_a_message_connections_are_free(hook: Any) -> None:
    here = ("127.0.0.1", hook.server_address[1])
    with only_public() as reach:
        for address in (here, ("localhost", here[1])):
            with socket.socket() as refused, pytest.raises(OSError, match="own network"):
                refused.connect(address)
        with socket.socket(socket.AF_UNIX) as local, pytest.raises(OSError, match="own network"):
            local.connect("/tmp/nowhere")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as letter, pytest.raises(OSError, match="own network"):
            letter.sendto(b"x", here)
    assert reach.refused
    socket.create_connection(here).close()


def test_the_servers_own_proxy_may_be_reached(hook: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    here = ("127.0.0.1", hook.server_address[1])
    monkeypatch.setenv("https_proxy", f"http://{here[0]}:{here[1]}")
    with only_public() as reach:
        socket.create_connection(here).close()
        with socket.socket() as refused, pytest.raises(OSError, match="own network"):
            refused.connect((here[0], here[1] + 1))
    assert reach.refused


@pytest.mark.parametrize(
    ("number", "public"),
    [
        (PUBLIC, True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("10.1.2.3", False),
        ("0.0.0.0", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("chat.example.com", False),
        ("", False),
    ],
)
def test_public_numbers(number: str, public: bool) -> None:
    assert is_public(number) is public


def test_a_refusal_is_told_without_the_secret(hook: Any, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.NOTIFY_PRIVATE = True
    hook.status = 500
    with caplog.at_level(logging.WARNING):
        reason = send(Address(f"json://me:hidden@127.0.0.1:{hook.server_address[1]}/in", own=False), HELLO)
    assert reason == "The service did not take the message."
    assert "hidden" not in caplog.text
    assert send(Address("slack://", own=False), HELLO) == "The address of the channel is not understood."
