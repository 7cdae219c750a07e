"""Writing the dependency contracts between teams."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pilotage.areas.actor import Actor
from pilotage.areas.programs.operations import Edit
from pilotage.areas.risks import events
from pilotage.areas.risks.models import Contract as Row
from pilotage.areas.risks.operations import rows
from pilotage.areas.risks.operations.shelf import Call, Shelf, Written
from pilotage.areas.risks.permissions import ACTIONS
from pilotage.areas.risks.rules.moves import Said, moved
from pilotage.areas.risks.rules.register import changed_contract
from pilotage.plan.insight.contracts.moves import ContractMove
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.program import Program


def add_contract(
    *, actor: Actor, program: str, fields: Mapping[str, Any], now: dt.datetime, why: str = ""
) -> Written[Contract]:
    """Ask a team for something; ``fields`` are plain JSON of ``plan.Contract``, or ``promise`` for a first promise."""
    return _CONTRACTS.add(Call(actor, program, ACTIONS["contract.add"], now, why), fields)


def change_contract(
    *,
    actor: Actor,
    program: str,
    contract: str,
    version: int | None,
    fields: Mapping[str, Any],
    now: dt.datetime,
    why: str = "",
) -> Written[Contract]:
    """Set fields of a contract; ``promise`` adds a promise to those before it."""
    return _CONTRACTS.set(Call(actor, program, ACTIONS["contract.change"], now, why), contract, version, fields)


def move_contract(
    *,
    actor: Actor,
    program: str,
    contract: str,
    move: ContractMove,
    version: int | None,
    now: dt.datetime,
    date: dt.date | None = None,
    why: str = "",
) -> Written[Contract]:
    """Answer, promise, deliver, accept, escalate and so on: one step in the life of a contract.

    Raises ConflictError where the move cannot be made in its state, InvalidError, NotFoundError, StaleError.
    """
    call = Call(actor, program, ACTIONS["contract.move"], now, why)

    def change(old: Contract, whole: Program, today: dt.date) -> Contract:
        return moved(old, move, Said(by=actor.name, today=today, date=date, why=why.strip()), whole)

    return _CONTRACTS.write(call, contract, version, change, events.MOVES[move], yours={})


def remove_contract(
    *, actor: Actor, program: str, contract: str, version: int | None, now: dt.datetime, why: str = ""
) -> Written[Contract]:
    """Remove a contract that was a mistake. One that is fulfilled is delivered instead."""
    return _CONTRACTS.remove(Call(actor, program, ACTIONS["contract.remove"], now, why), contract, version)


def save_contracts(*, edit: Edit, program: Program) -> None:
    """Make the stored contracts equal to those of ``program``. Records nothing: the caller knows why."""
    rows.replace_all(Row, edit.program, program.contracts, rows.contract_columns)


def _blank(code: str, fields: Mapping[str, Any], today: dt.date) -> Contract:
    """The needed day and the two teams must be among the fields; until then they stand for nothing."""
    del fields
    return Contract(id=code, what="", provider="", consumer="", asked=today, needed=today)


_CONTRACTS: Shelf[Contract] = Shelf(
    kind="contract",
    model=Row,
    value=Contract,
    prefix="C",
    title_field="what",
    added=events.CONTRACT_ADDED,
    changed=events.CONTRACT_CHANGED,
    removed=events.CONTRACT_REMOVED,
    columns=rows.contract_columns,
    change=changed_contract,
    blank=_blank,
)
restore_contract = _CONTRACTS.restore
put_contract = _CONTRACTS.put
