"""What an operation on the backlog did."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """``announcement`` is read aloud."""

    revision: int
    announcement: str
