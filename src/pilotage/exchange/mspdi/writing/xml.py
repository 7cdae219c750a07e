"""A small writer of XML: elements in the order they are given, nothing else."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from zoneinfo import ZoneInfo

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = str | int | float | bool | dt.datetime | None


class Xml:
    """Moments are written as the wall clock of ``zone``. An element whose value is None is left out."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._parts: list[str] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
        self._depth = 0

    def put(self, name: str, value: Value) -> None:
        if value is not None:
            self._parts.append(f"{'  ' * self._depth}<{name}>{self._text(value)}</{name}>\n")

    def all(self, **values: Value) -> None:
        for name, value in values.items():
            self.put(name, value)

    @contextmanager
    def inside(self, name: str, attributes: str = "") -> Iterator[None]:
        self._parts.append(f"{'  ' * self._depth}<{name}{attributes}>\n")
        self._depth += 1
        yield
        self._depth -= 1
        self._parts.append(f"{'  ' * self._depth}</{name}>\n")

    def bytes(self) -> bytes:
        return "".join(self._parts).encode()

    def wall(self, moment: dt.datetime) -> dt.datetime:
        return moment.astimezone(self._zone).replace(tzinfo=None)

    def _text(self, value: Value) -> str:
        if isinstance(value, bool):
            return str(int(value))
        if isinstance(value, dt.datetime):
            wall = value if value.tzinfo is None else self.wall(value)
            return wall.isoformat(timespec="seconds")
        if isinstance(value, str):
            return escape(_ILLEGAL.sub("", value).replace("\r\n", "\n").replace("\r", "\n"), quote=False)
        return repr(value) if isinstance(value, float) and not value.is_integer() else str(int(value or 0))


def duration(minutes: int) -> str:
    """``PT8H30M0S``."""
    sign = "-" if minutes < 0 else ""
    return f"{sign}PT{abs(minutes) // 60}H{abs(minutes) % 60}M0S"


def cut(text: str, most: int) -> str:
    return text[:most].rstrip()
