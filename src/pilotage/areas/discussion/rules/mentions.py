"""Who is called in a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    id: int
    name: str
    email: str


def mentioned(text: str, members: Iterable[Member]) -> list[int]:
    """The accounts that ``text`` calls: ``@Ada King`` or ``@ada@example.com``, whatever the case, longest name first,
    so that ``@Ada King`` does not call Ada. Two members of one name are both called.
    """
    called: dict[str, list[int]] = {}
    for member in members:
        for name in {member.name.strip().lower(), member.email.strip().lower()} - {""}:
            called.setdefault(name, []).append(member.id)
    if not called:
        return []
    names = sorted(called, key=len, reverse=True)
    found = re.finditer(rf"(?<![\w@.])@({'|'.join(map(re.escape, names))})(?!\w)", text.lower())
    return sorted({each for match in found for each in called[match.group(1)]})
