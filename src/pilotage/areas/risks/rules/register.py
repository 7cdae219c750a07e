"""What may be written into the register and the contracts. Pure: plain JSON fields in, a value out, or InvalidError."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.audit.rules import plain
from pilotage.areas.errors import InvalidError
from pilotage.areas.programs.rules import check_ladder
from pilotage.plan.vocabulary.contracts import Contract, Promise
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk, RiskState

V = TypeVar("V", Risk, Contract)
LONGEST_ID = 300
LONGEST_TITLE = 500
LONGEST_TEXT = 20_000
MOST_HITS = 500
_EARLIEST, _LATEST = dt.date(1950, 1, 1), dt.date(2099, 12, 31)


def changed_risk(risk: Risk, fields: Mapping[str, Any], program: Program, today: dt.date) -> Risk:
    """The risk with some fields set, as plain JSON of ``plan.Risk``; ``impact_days`` may be ``[low, likely, high]``."""
    wanted = dict(fields)
    days = wanted.get("impact_days")
    if isinstance(days, list | tuple):
        if len(days) != 3:
            raise InvalidError.field("impact_days", _("An impact in days is low, likely and high."))
        wanted["impact_days"] = {"low": days[0], "likely": days[1], "high": days[2]}
    result = _converted(risk, wanted, Risk)
    if result.state is not RiskState.OPEN and result.closed is None:
        result = msgspec.structs.replace(result, closed=today)
    elif result.state is RiskState.OPEN and result.closed is not None:
        result = msgspec.structs.replace(result, closed=None)
    _check_risk(result, program)
    return result


def changed_contract(contract: Contract, fields: Mapping[str, Any], program: Program, today: dt.date) -> Contract:
    """The contract with some fields set; ``promise`` adds a promise made today to those before it."""
    wanted = dict(fields)
    promise = wanted.pop("promise", None)
    result = _converted(contract, wanted, Contract)
    if promise is not None:
        said = Promise(said=today, date=_day("promise", promise))
        result = msgspec.structs.replace(result, promises=(*result.promises, said))
    _check_contract(result, program)
    return result


def new_code(title: str, prefix: str, taken: Iterable[str]) -> str:
    """A free id: ``R-07`` where the register counts like that, else the words of the title."""
    codes = set(taken)
    numbered = [re.fullmatch(rf"{prefix}-?(\d+)", code) for code in codes]
    numbers = [int(found[1]) for found in numbered if found]
    if not codes or numbers:
        number = max(numbers, default=0) + 1
        return next(code for n in range(number, number + len(codes) + 1) if (code := f"{prefix}-{n:02d}") not in codes)
    stem = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60] or prefix.lower()
    number, code = 1, stem
    while code in codes:
        number += 1
        code = f"{stem}-{number}"
    return code


def _converted(value: V, fields: Mapping[str, Any], kind: type[V]) -> V:
    known = set(kind.__struct_fields__) - {"id"}
    for name in fields:
        if name not in known:
            raise InvalidError.field(name, _("There is no field “{name}”.").format(name=name[:60]))
    present = plain(value)
    try:
        return msgspec.convert(present | dict(fields), kind, strict=False)
    except msgspec.ValidationError as error:
        field = next((name for name in fields if f".{name}" in str(error)), next(iter(fields), ""))
        raise InvalidError.field(field, str(error)) from error


def _check_risk(risk: Risk, program: Program) -> None:
    check_text("title", risk.title, LONGEST_TITLE, required=True)
    for name in ("cause", "event", "effect", "trigger"):
        check_text(name, getattr(risk, name), LONGEST_TEXT)
    _check_share("probability", risk.probability)
    for name, impact in (("impact_days", risk.impact_days), ("impact_money", risk.impact_money)):
        if impact is not None and not impact.low <= impact.likely <= impact.high:
            raise InvalidError.field(name, _("Low is at most likely, and likely at most high."))
    if risk.impact_days is not None and max(abs(risk.impact_days.low), abs(risk.impact_days.high)) > 10_000:
        raise InvalidError.field("impact_days", _("An impact of more than 10,000 days cannot be simulated."))
    if len(risk.hits) > MOST_HITS:
        raise InvalidError.field("hits", _("A risk hits at most {n} activities.").format(n=MOST_HITS))
    known = {activity.id for activity in program.activities}
    _check_references("hits", risk.hits, known)
    people = {person.id for person in program.people}
    _check_references("owner", [risk.owner] if risk.owner else [], people)
    if risk.response is not None:
        check_text("response", risk.response.text, LONGEST_TEXT)
        _check_references("response.owner", [risk.response.owner] if risk.response.owner else [], people)
        if risk.response.residual_probability is not None:
            _check_share("response.residual_probability", risk.response.residual_probability)
        check_day("response.due", risk.response.due)
    for name in ("raised", "closed"):
        check_day(name, getattr(risk, name))


def _check_contract(contract: Contract, program: Program) -> None:
    check_text("what", contract.what, LONGEST_TITLE, required=True)
    check_text("note", contract.note, LONGEST_TEXT)
    check_text("acceptance", contract.acceptance, LONGEST_TEXT)
    check_text("vendor", contract.vendor, LONGEST_TITLE)
    _check_parties(contract, program)
    known = {activity.id for activity in program.activities}
    for name in ("delivers", "needed_by_activity"):
        value = getattr(contract, name)
        _check_references(name, [value] if value else [], known)
    for name in ("asked", "needed", "escalates", "delivered", "accepted"):
        check_day(name, getattr(contract, name))
    for promise in contract.promises:
        check_day("promises", promise.date)
    check_ladder(contract.ladder)


def _check_parties(contract: Contract, program: Program) -> None:
    """Somebody provides it: a team, or else a vendor or another program."""
    teams = {team.id for team in program.teams}
    outside = contract.vendor.strip() or (contract.elsewhere is not None and contract.elsewhere.program)
    if contract.provider or not outside:
        _check_references("provider", [contract.provider], teams)
    _check_references("consumer", [contract.consumer], teams)
    people = {person.id for person in program.people}
    for name in ("promiser", "requester"):
        value = getattr(contract, name)
        _check_references(name, [value] if value else [], people)


def check_text(field: str, text: str, longest: int, *, required: bool = False) -> None:
    if required and not text.strip():
        raise InvalidError.field(field, _("A title is missing."), hint=_("Write a short title."))
    if len(text) > longest:
        raise InvalidError.field(field, _("This text is longer than {n} characters.").format(n=longest))


def _check_share(field: str, share: float) -> None:
    if not 0 <= share <= 1:
        raise InvalidError.field(field, _("A probability is a share from 0 to 1."))


def _check_references(field: str, ids: Iterable[str], known: set[str]) -> None:
    for code in ids:
        if code not in known:
            raise InvalidError.field(
                field, _("There is no “{id}” in this program.").format(id=code[:100]), problem="missing-reference"
            )


def check_day(field: str, day: dt.date | None) -> None:
    if day is not None and not _EARLIEST <= day <= _LATEST:
        raise InvalidError.field(
            field, _("{date} is outside {first} to {last}.").format(date=day, first=_EARLIEST.year, last=_LATEST.year)
        )


def _day(field: str, value: Any) -> dt.date:
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise InvalidError.field(field, _("“{text}” is not a date.").format(text=str(value)[:40])) from None
