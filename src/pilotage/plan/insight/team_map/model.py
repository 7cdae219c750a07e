"""What a map is made of: parties, and what one owes the other."""

from enum import StrEnum

import msgspec

from pilotage.plan.insight.status import Status
from pilotage.plan.language.text import Text


class NodeKind(StrEnum):
    TEAM = "team"
    WORKSTREAM = "workstream"
    PERSON = "person"
    VENDOR = "vendor"
    PROGRAM = "program"
    ACTIVITY = "activity"


class MapNode(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is ``kind:name``. ``parent`` is the node of the opened party of an activity. ``activities`` are those of a
    party with a link to another one; ``status`` is the worst of what it owes.
    """

    id: str
    kind: NodeKind
    key: str
    title: str
    parent: str | None = None
    activities: int = 0
    gives: int = 0
    takes: int = 0
    status: Status = Status.LANDED


class MapEdge(msgspec.Struct, frozen=True, kw_only=True):
    """What ``source`` owes ``target``. ``contracts`` are ids, the worst first; ``links`` open dependencies of the plan,
    of which ``bare`` lead into work with next to no float though no contract says what is promised; ``shared`` open
    activities of the target in which the source takes part. ``days``: working days by which the worst contract is
    late, or for which it waits for an answer. ``program`` is the one that keeps them, on a map of several.
    """

    source: str
    target: str
    contracts: tuple[str, ...]
    links: int
    bare: int
    status: Status
    reason: Text
    days: float = 0.0
    shared: int = 0
    program: str = ""

    @property
    def count(self) -> int:
        return len(self.contracts) + self.links + self.shared


class TeamMap(msgspec.Struct, frozen=True, kw_only=True):
    """``edges`` come the worst first: they are the trouble spots. ``left_out`` activities of opened parties are not
    shown; ``within`` open links stay within one party, or lead to work that is nobody's.
    """

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    left_out: int = 0
    within: int = 0
