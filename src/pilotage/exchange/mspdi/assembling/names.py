"""Ids made from names."""

import re
import unicodedata
from collections.abc import Iterable


def slug(text: str, otherwise: str) -> str:
    """``Night Shift`` as ``night-shift``; ``otherwise`` where no letter or digit of ASCII remains."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or otherwise


def distinct(wanted: Iterable[tuple[str, str]]) -> list[str]:
    """The first of each pair, where nobody before has it, else the second (which is unique by nature)."""
    taken: set[str] = set()
    ids: list[str] = []
    for name, unique in wanted:
        chosen = name if name not in taken else unique
        while chosen in taken:
            chosen += "-"
        taken.add(chosen)
        ids.append(chosen)
    return ids
