"""Why an operation or a query refused. The API maps each of these to one status; nothing below the doors knows HTTP.

AreaError
├── NotAllowedError     the actor may see this, but not do it
├── NotFoundError       there is no such thing, or the actor may not know of it
├── StaleError          somebody else changed it since it was read
├── InvalidError        the input is wrong; carries problems
├── ConflictError       the input is right, but what is there stands in the way
└── TooManyError        tried too often; come back later
"""

import datetime as dt
from collections.abc import Mapping

import msgspec

from pilotage.plan.vocabulary.problems import Problem, Severity


class FieldConflict(msgspec.Struct, frozen=True):
    """One field of a stale write. Values are plain JSON."""

    yours: object
    theirs: object


class ConflictDetail(msgspec.Struct, frozen=True, kw_only=True):
    """What changed under a stale write, and by whom. ``version`` is the version to send next time."""

    entity: str
    id: str
    version: int
    changed_by: str = ""
    changed_at: dt.datetime | None = None
    fields: Mapping[str, FieldConflict] = {}


class AreaError(Exception):
    """Root of the tree. ``str(error)`` is a sentence for the user."""


class NotAllowedError(AreaError):
    pass


class NotFoundError(AreaError):
    pass


class StaleError(AreaError):
    """``others`` are further rows of the same write that somebody else changed."""

    def __init__(self, message: str, conflict: ConflictDetail, others: tuple[ConflictDetail, ...] = ()) -> None:
        super().__init__(message)
        self.conflict = conflict
        self.others = others


class InvalidError(AreaError):
    """``cycle``: ids of the activities that would wait for each other, in order."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = (), cycle: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
        self.cycle = cycle

    @classmethod
    def field(cls, name: str, message: str, *, problem: str = "invalid-value", hint: str = "") -> "InvalidError":
        """The input is wrong in one field."""
        return cls(message, (Problem(id=problem, severity=Severity.ERROR, message=message, entity=name, hint=hint),))


class ConflictError(AreaError):
    pass


class RepeatedError(AreaError):
    """Nothing was done this time: the answer of the first time is what the sender wants."""


class TooManyError(AreaError):
    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
