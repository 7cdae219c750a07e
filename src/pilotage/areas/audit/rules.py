"""Values as the audit trail keeps them."""

import datetime as dt
from typing import Any

import msgspec

REQUESTS_KEPT = dt.timedelta(hours=24)
"""How long a request is known by its key."""


def plain(value: Any) -> Any:
    """``value`` as JSON would bring it back: structs to dicts, tuples to lists, dates and decimals to text."""
    return msgspec.json.decode(msgspec.json.encode(value))
