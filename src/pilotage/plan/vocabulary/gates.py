"""Gates: a milestone that may be passed only after somebody has decided it, on criteria that were written down before.

A gate's date is its milestone's. Readiness is computed (``plan.insight.gates``); here is what people decide and report.
"""

import datetime as dt
from enum import StrEnum

import msgspec


class GateOutcome(StrEnum):
    GO = "go"
    GO_WITH_CONDITIONS = "go_with_conditions"
    NO_GO = "no_go"


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """Something that must be true. ``done`` is the day on which ``met_by`` said so, ``evidence`` where it can be seen.

    ``due`` is set where it must be true before the day of the gate.
    """

    id: str
    text: str
    owner: str | None = None  # person id
    due: dt.date | None = None
    done: dt.date | None = None
    met_by: str = ""  # name
    evidence: str = ""


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """What must still be done although the decision was go, as it was agreed. An action of the gate comes of each."""

    text: str
    due: dt.date
    owner: str | None = None


class GateDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A record that is never changed: ``open_entry`` and ``open_exit`` are the criteria that were not met then, as
    they stood. ``by`` is a name, not a reference: the record outlives the account.
    """

    at: dt.datetime
    by: str
    outcome: GateOutcome
    why: str = ""
    conditions: tuple[Condition, ...] = ()
    open_entry: tuple[Criterion, ...] = ()
    open_exit: tuple[Criterion, ...] = ()


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """``activity`` is the milestone. ``entry`` criteria must be met before the review, ``exit`` criteria before a go.

    ``actions`` came from conditions; each has a day and is met as a criterion is. ``decisions`` are in the order in
    which they were made; the last one holds. ``approvers`` are the people who may decide.
    """

    id: str
    activity: str
    entry: tuple[Criterion, ...] = ()
    exit: tuple[Criterion, ...] = ()
    approvers: tuple[str, ...] = ()
    decisions: tuple[GateDecision, ...] = ()
    actions: tuple[Criterion, ...] = ()

    @property
    def decision(self) -> GateDecision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def passed(self) -> bool:
        """The last decision lets the work go on."""
        return self.decision is not None and self.decision.outcome is not GateOutcome.NO_GO
