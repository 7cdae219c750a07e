"""The fields of a blocker, and what may be in them."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError

KINDS = ("waiting_on_team", "person", "decision", "environment", "external", "other")
MOST_ITEMS = 500

FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "cause": str,
    "kind": str,
    "keys": list,
    "owner": str,
    "remover": str,
    "since": dt.datetime.fromisoformat,
    "expected": dt.date.fromisoformat,
    "resolved": dt.datetime.fromisoformat,
    "note": str,
}
"""Each field, and what reads it back from JSON."""

_LONGEST = {"cause": 2_000, "owner": 300, "remover": 300, "note": 20_000}


def checked(fields: Mapping[str, Any], now: dt.datetime) -> dict[str, Any]:
    """``fields`` as their columns hold them. Raises InvalidError."""
    found = {name: _field(name, value) for name, value in fields.items()}
    if found.get("cause") == "":
        raise InvalidError.field("cause", _("Say what is in the way."))
    since = found.get("since")
    if "since" in found and (since is None or since > now):
        raise InvalidError.field("since", _("A blocker began at some time that is past."))
    if since is not None and found.get("resolved") is not None and found["resolved"] < since:
        raise InvalidError.field("resolved", _("It cannot be resolved before it began."))
    return found


def _field(name: str, value: Any) -> Any:
    if name not in FIELDS:
        raise InvalidError.field(name, _("A blocker has no field “{name}”.").format(name=name[:50]))
    if name == "kind" and value not in KINDS:
        text = _("“{value}” is no kind of blocker: {all}.").format(value=str(value)[:50], all=", ".join(KINDS))
        raise InvalidError.field("kind", text)
    if name == "keys":
        keys = list(dict.fromkeys(value or []))
        if len(keys) > MOST_ITEMS:
            raise InvalidError.field("keys", _("A blocker hits at most {n} items.").format(n=MOST_ITEMS))
        return keys
    if name in _LONGEST:
        text = str(value or "").strip().replace("\x00", "")
        if len(text) > _LONGEST[name]:
            message = _("{n} characters are too many; it takes {most}.")
            raise InvalidError.field(name, message.format(n=f"{len(text):,}", most=f"{_LONGEST[name]:,}"))
        return text
    return value
