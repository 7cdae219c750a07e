"""Ids and marks of our own in a file of another tool."""

import re
import unicodedata
from collections.abc import Iterable

# Custom fields by which a plan of ours keeps what Project has no field for. Read by alias, whatever field holds it.
OUR_ID = "Pilotage id"
OUR_WORKSTREAM = "Pilotage workstream"
OUR_TEAM = "Pilotage team"
OUR_OWNER = "Pilotage owner"
OUR_KEY = "Pilotage key"
OUR_LABELS = "Pilotage labels"
OUR_DISTRIBUTION = "Pilotage distribution"
OUR_TARGET = "Pilotage target"
OUR_COMMITMENT = "Pilotage commitment"
OURS = frozenset(
    {OUR_ID, OUR_WORKSTREAM, OUR_TEAM, OUR_OWNER, OUR_KEY, OUR_LABELS, OUR_DISTRIBUTION, OUR_TARGET, OUR_COMMITMENT}
)
NOBODY = "none"
LABEL_SEPARATOR = "; "

ESTIMATED = "estimated"
MANUAL = "manually-scheduled"
EXTERNAL = "external"


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
