"""Who asks: passed to every operation and to every query that filters by permission."""

from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """The door through which a change came."""

    WEB = "web"
    API = "api"
    CLI = "cli"
    IMPORT = "import"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Request:
    """A write that its sender may send again, not knowing whether it arrived: ``key`` is the sender's name for it,
    ``digest`` what it says, ``claim`` this one attempt.
    """

    key: str
    digest: str
    claim: str


@dataclass(frozen=True, slots=True)
class Actor:
    """``user_id`` None is the machine's own user (command line) or the workspace itself (jobs): then ``trusted``
    says that no membership is asked for. A logged-in user is never trusted in this sense. ``request`` is what they
    sent, where it must not be done twice.
    """

    user_id: int | None
    name: str
    source: Source
    trusted: bool = False
    request: Request | None = None

    @classmethod
    def local(cls, name: str, source: Source = Source.CLI) -> "Actor":
        """Somebody who already owns the data folder: the command line and the worker."""
        return cls(user_id=None, name=name, source=source, trusted=True)
