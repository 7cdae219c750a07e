"""Writing the risk register."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pilotage.areas.actor import Actor
from pilotage.areas.programs.operations import Edit
from pilotage.areas.risks import events
from pilotage.areas.risks.models import Risk as Row
from pilotage.areas.risks.operations import rows
from pilotage.areas.risks.operations.shelf import Call, Shelf, Written
from pilotage.areas.risks.permissions import ACTIONS
from pilotage.areas.risks.rules.register import changed_risk
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk


def add_risk(
    *, actor: Actor, program: str, fields: Mapping[str, Any], now: dt.datetime, why: str = ""
) -> Written[Risk]:
    """Add a risk; ``fields`` are plain JSON of ``plan.Risk``."""
    return _REGISTER.add(Call(actor, program, ACTIONS["risk.add"], now, why), fields)


def change_risk(
    *,
    actor: Actor,
    program: str,
    risk: str,
    version: int | None,
    fields: Mapping[str, Any],
    now: dt.datetime,
    why: str = "",
) -> Written[Risk]:
    """Set fields of a risk. Raises NotFoundError, StaleError and InvalidError."""
    return _REGISTER.set(Call(actor, program, ACTIONS["risk.change"], now, why), risk, version, fields)


def remove_risk(
    *, actor: Actor, program: str, risk: str, version: int | None, now: dt.datetime, why: str = ""
) -> Written[Risk]:
    """Remove a risk that was a mistake. One that has passed is closed instead."""
    return _REGISTER.remove(Call(actor, program, ACTIONS["risk.remove"], now, why), risk, version)


def save_register(*, edit: Edit, program: Program) -> None:
    """Make the stored risks equal to those of ``program``. Records nothing: the caller knows why."""
    rows.replace_all(Row, edit.program, program.risks, rows.risk_columns)


def _blank(code: str, fields: Mapping[str, Any], today: dt.date) -> Risk:
    del fields
    return Risk(id=code, title="", probability=0.0, raised=today)


_REGISTER: Shelf[Risk] = Shelf(
    kind="risk",
    model=Row,
    value=Risk,
    prefix="R",
    title_field="title",
    added=events.RISK_ADDED,
    changed=events.RISK_CHANGED,
    removed=events.RISK_REMOVED,
    columns=rows.risk_columns,
    change=changed_risk,
    blank=_blank,
)
restore_risk = _REGISTER.restore
put_risk = _REGISTER.put
