"""What a channel's service may connect to: the number is looked at in the moment of connecting.

A name may stand for another number than when it was checked, and a service may send on to another host. The
interpreter tells of every connection before it is made (audit event ``socket.connect``), with the number that it goes
to; a refusal there is final, whichever library connects.
"""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from urllib.parse import urlsplit
from urllib.request import getproxies

from pilotage.areas.discussion.rules.addresses import is_public

_EVENTS = ("socket.connect", "socket.sendto", "socket.sendmsg")


class UnreachableError(OSError):
    """A connection into the server's own network, which is not allowed."""


class Reach:
    """``beside`` are numbers and ports that may be reached though they are not public: the server's own proxies.
    ``refused``: whether a connection was.
    """

    def __init__(self, beside: frozenset[tuple[str, int]]) -> None:
        self.beside = beside
        self.refused = False


_reach: ContextVar[Reach | None] = ContextVar("reach", default=None)


@contextmanager
def only_public() -> Iterator[Reach]:
    """While it lasts, this thread connects to public addresses alone, and to the proxies of the environment: what those
    reach, they decide.
    """
    reach = Reach(_proxies())
    _watch()
    token = _reach.set(reach)
    try:
        yield reach
    finally:
        _reach.reset(token)


@cache
def _watch() -> None:
    """Once for the process: a hook cannot be taken off again."""
    sys.addaudithook(_connecting)


def _connecting(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    reach = _reach.get()
    if reach is None or _allowed(arguments[1], reach.beside):
        return
    reach.refused = True
    raise UnreachableError("the address leads into the server's own network")


def _allowed(address: object, beside: frozenset[tuple[str, int]]) -> bool:
    """A name instead of a number, and the path of a local socket, are never allowed."""
    if not isinstance(address, tuple) or len(address) < 2:
        return False
    host, port = str(address[0]).partition("%")[0], address[1]
    return (host, port) in beside or is_public(host)


def _proxies() -> frozenset[tuple[str, int]]:
    """Numbers and ports of the proxies that the environment names."""
    found: set[tuple[str, int]] = set()
    for url in getproxies().values():
        parts = urlsplit(url if "://" in url else f"http://{url}")
        try:
            port = parts.port or (443 if parts.scheme == "https" else 80)
            numbers = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except (OSError, ValueError):
            continue
        found |= {(str(each[4][0]), port) for each in numbers}
    return frozenset(found)
