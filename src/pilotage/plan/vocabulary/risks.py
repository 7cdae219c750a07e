"""Risks: uncertain events with an effect in days and in money. Linked to activities, they drive the simulation."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec

from pilotage.plan.vocabulary.amounts import DayImpact, MoneyImpact


class RiskState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    OCCURRED = "occurred"  # it has happened: an issue


class Strategy(StrEnum):
    AVOID = "avoid"
    MITIGATE = "mitigate"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    EXPLOIT = "exploit"
    ENHANCE = "enhance"


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """What is done about a risk. ``residual_probability`` is what it leaves once done."""

    strategy: Strategy
    text: str = ""
    owner: str | None = None
    due: dt.date | None = None
    done: bool = False
    residual_probability: float | None = None
    cost: Decimal | None = None


class Risk(msgspec.Struct, frozen=True, kw_only=True):
    """``probability`` 0..1. ``impact_days`` lengthens each of ``hits`` when the risk occurs, in working days."""

    id: str
    title: str
    cause: str = ""
    event: str = ""
    effect: str = ""
    probability: float
    impact_days: DayImpact | None = None
    impact_money: MoneyImpact | None = None
    hits: tuple[str, ...] = ()  # activity ids
    owner: str | None = None
    response: Response | None = None
    trigger: str = ""
    state: RiskState = RiskState.OPEN
    raised: dt.date | None = None
    closed: dt.date | None = None
    key: str | None = None
