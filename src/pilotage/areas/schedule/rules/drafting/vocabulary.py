"""The changes that one edit of the plan is made of, as people ask for them."""

import msgspec

from pilotage.areas.schedule.rules.changes import ActivityChange


class _Change(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """One change. An id may be the ``ref`` of an activity that an earlier change of the same edit adds."""


class SetFields(_Change, frozen=True, kw_only=True, tag="set"):
    """Fields of an activity, as typed. Refused when the row is not at ``version`` (None: the last writer wins)."""

    id: str
    fields: ActivityChange
    version: int | None = None


class AddActivity(_Change, frozen=True, kw_only=True, tag="add"):
    """A new activity: a sibling right ``after`` or ``before`` another row, or the last one in a summary or workstream
    (``into``, the latter as ``ws:id``); else the last of the group that its fields name.
    """

    fields: ActivityChange
    id: str | None = None
    ref: str | None = None
    after: str | None = None
    before: str | None = None
    into: str | None = None


class RemoveActivity(_Change, frozen=True, kw_only=True, tag="remove"):
    """An activity with all that is below it, and the dependencies of these."""

    id: str
    version: int | None = None


class MoveActivities(_Change, frozen=True, kw_only=True, tag="move"):
    """Rows, with all that is below them, to another place: as siblings of a row, or into a summary or workstream."""

    ids: tuple[str, ...]
    after: str | None = None
    before: str | None = None
    into: str | None = None


class Indent(_Change, frozen=True, kw_only=True, tag="indent"):
    """Each row into the row above it of its own level, which becomes a summary."""

    ids: tuple[str, ...]


class Outdent(_Change, frozen=True, kw_only=True, tag="outdent"):
    """Each row out of its summary, to stand below it."""

    ids: tuple[str, ...]


class AddLink(_Change, frozen=True, kw_only=True, tag="link"):
    predecessor: str
    successor: str
    kind: str = "FS"
    lag: str = ""


class ChangeLink(_Change, frozen=True, kw_only=True, tag="relink"):
    """Kind or lag of a dependency; its id holds the kind, so it may be another afterwards."""

    id: str
    version: int | None = None
    kind: str | None = None
    lag: str | None = None


class RemoveLink(_Change, frozen=True, kw_only=True, tag="unlink"):
    id: str
    version: int | None = None


PlanChange = (
    SetFields | AddActivity | RemoveActivity | MoveActivities | Indent | Outdent | AddLink | ChangeLink | RemoveLink
)
