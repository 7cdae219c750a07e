"""Dependency contracts between teams: who asks whom for what, needed when, promised when, and every promise before."""

import datetime as dt
from enum import StrEnum
from typing import Final

import msgspec


class Confidence(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Promise(msgspec.Struct, frozen=True, gc=False):
    """On the day ``said`` the provider promised ``date``. ``by`` is who said it, ``why`` the reason of a new date."""

    said: dt.date
    date: dt.date
    by: str = ""
    why: str = ""


class Standing(StrEnum):
    """What people decided about a contract as a whole."""

    OPEN = "open"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What somebody did about a contract; a promise is kept among the promises."""

    ASKED_AGAIN = "asked-again"
    OFFERED = "offered"  # the provider: not that day, but this one
    OFFER_REFUSED = "offer-refused"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"  # the consumer: it is what was asked for
    REJECTED = "rejected"  # the consumer: it is not
    ESCALATED = "escalated"
    DE_ESCALATED = "de-escalated"


class ContractStep(msgspec.Struct, frozen=True, gc=False):
    """One act in the life of a contract. ``to`` is who an escalation went to, ``date`` the day that was offered."""

    at: dt.date
    act: Act
    by: str = ""
    why: str = ""
    to: str = ""
    date: dt.date | None = None


class Rung(msgspec.Struct, frozen=True, gc=False):
    """One step of an escalation ladder: ``after`` so many working days without an answer, or past a broken promise, the
    matter goes to ``whom`` (a person id, one of the roles below, or any name), who must ``decide`` something.
    """

    after: int
    whom: str
    decide: str = ""


PROVIDER_LEAD: Final = "provider-lead"
CONSUMER_LEAD: Final = "consumer-lead"
PROGRAM_OWNER: Final = "program-owner"


class Elsewhere(msgspec.Struct, frozen=True, gc=False):
    """A milestone of another program in the same workspace."""

    program: str
    milestone: str = ""


class Contract(msgspec.Struct, frozen=True, kw_only=True):
    """``provider`` and ``consumer`` are team ids; ``provider`` is empty where a ``vendor`` or another program delivers.
    ``promises`` are in the order they were made; the last one holds. ``offer`` is a date that the provider named and
    the consumer has not answered. ``steps`` are in the order in which they happened. ``ladder`` is its own escalation
    ladder (empty: the program's).
    """

    id: str
    what: str
    provider: str
    consumer: str
    delivers: str | None = None  # activity of the provider that fulfils it
    needed_by_activity: str | None = None  # activity of the consumer that waits for it
    asked: dt.date | None = None
    needed: dt.date
    promises: tuple[Promise, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    escalates: dt.date | None = None
    delivered: dt.date | None = None
    note: str = ""
    acceptance: str = ""  # how the consumer knows that it is there
    promiser: str | None = None  # person who answers for the provider
    requester: str | None = None  # person who asks for the consumer
    vendor: str = ""
    elsewhere: Elsewhere | None = None
    standing: Standing = Standing.OPEN
    offer: Promise | None = None
    accepted: dt.date | None = None
    steps: tuple[ContractStep, ...] = ()
    ladder: tuple[Rung, ...] = ()

    @property
    def promised(self) -> dt.date | None:
        return self.promises[-1].date if self.promises else None

    @property
    def external(self) -> bool:
        """Whether somebody outside the program delivers."""
        return not self.provider
