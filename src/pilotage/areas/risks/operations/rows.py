"""Writing rows of the register and of the contracts. Part of larger operations."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.models import Program
from pilotage.areas.risks.models import Contract as ContractRow
from pilotage.areas.risks.models import Risk as RiskRow
from pilotage.areas.risks.rules.register import LONGEST_ID
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.risks import Risk

Value = TypeVar("Value", Risk, Contract)
Row = type[RiskRow] | type[ContractRow]


def body(value: Risk | Contract) -> str:
    return msgspec.json.encode(value).decode()


def risk_columns(risk: Risk) -> dict[str, Any]:
    return {"title": _short(risk.title), "state": risk.state.value, "body": body(risk)}


def contract_columns(contract: Contract) -> dict[str, Any]:
    return {"what": _short(contract.what), "body": body(contract)}


def image(value: Risk | Contract) -> dict[str, Any]:
    """All fields as plain JSON, for the audit trail."""
    fields: dict[str, Any] = plain(value)
    return fields


def difference(old: Risk | Contract, new: Risk | Contract) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, before and after."""
    before, after = image(old), image(new)
    names = [name for name, value in after.items() if before[name] != value]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def replace_all(
    model: Row, program: Program, wanted: Sequence[Value], columns: Callable[[Value], dict[str, Any]]
) -> None:
    """Make the stored rows equal to ``wanted``; a row that is equal keeps its version. Raises InvalidError."""
    _check_ids(wanted)
    manager: Any = model._default_manager
    stored = {row.code: row for row in manager.filter(program=program)}
    added, changed = [], []
    for position, value in enumerate(wanted):
        row = stored.pop(value.id, None)
        fields = columns(value) | {"position": position}
        if row is None:
            added.append(model(program=program, code=value.id, **fields))
        elif any(getattr(row, name) != column for name, column in fields.items()):
            row.version += 1 if row.body != fields["body"] else 0
            for name, column in fields.items():
                setattr(row, name, column)
            changed.append(row)
    manager.filter(pk__in=[row.pk for row in stored.values()]).delete()
    if changed:
        manager.bulk_update(changed, ["position", "version", *columns(wanted[0])], batch_size=100)
    manager.bulk_create(added, batch_size=500)


def _check_ids(values: Iterable[Risk | Contract]) -> None:
    seen: set[str] = set()
    for value in values:
        if not value.id or len(value.id) > LONGEST_ID or "\x00" in value.id:
            raise InvalidError(_("“{id}…” cannot be an id.").format(id=value.id[:60]))
        if value.id in seen:
            raise InvalidError.field(
                "id", _("Two rows have the id “{id}”.").format(id=value.id), problem="duplicate-id"
            )
        seen.add(value.id)


def _short(text: str) -> str:
    return text.replace("\x00", "")[:500]
