"""Values as the audit trail keeps them."""

from typing import Any

import msgspec


def plain(value: Any) -> Any:
    """``value`` as JSON would bring it back: structs to dicts, tuples to lists, dates and decimals to text."""
    return msgspec.json.decode(msgspec.json.encode(value))
