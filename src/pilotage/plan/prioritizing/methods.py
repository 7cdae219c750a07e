"""The methods, and the inputs that each of them needs. An item's inputs are plain: field id -> number or text."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from pilotage.plan.language.messages import _


class RankingMethod(StrEnum):
    WSJF = "wsjf"
    RICE = "rice"
    WEIGHTED = "weighted"
    MOSCOW = "moscow"
    DELAY = "delay"


class Moscow(StrEnum):
    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "wont"


class Curve(StrEnum):
    """How the cost of waiting grows. The names are those of the classes of service of work items."""

    STANDARD = "standard"  # the same each week
    FIXED_DATE = "fixed_date"  # nothing until a date, then a step, and perhaps more each week
    EXPEDITE = "expedite"  # at once, less and less: what can be lost is lost soon
    INTANGIBLE = "intangible"  # nothing until late, then each week


class InputKind(StrEnum):
    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One input. ``least`` and ``most`` are both allowed, but ``least`` is not where ``above``; ``scale`` are the usual
    values, in rising order, in which a step is counted.
    """

    id: str
    label: str
    method: RankingMethod
    kind: InputKind = InputKind.NUMBER
    least: float = 0.0
    most: float = 1e12
    above: bool = False
    choices: tuple[str, ...] = ()
    scale: tuple[float, ...] = ()


FIBONACCI: Final = (1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0)
"""SAFe's relative scale."""
IMPACTS: Final = (0.25, 0.5, 1.0, 2.0, 3.0)
"""Intercom's scale of impact: minimal, low, medium, high, massive."""

CRITERION: Final = "c:"
"""Prefix of the input for a criterion of weighted scores."""

Value = float | str
Inputs = Mapping[str, Value]


def fields() -> tuple[Field, ...]:
    """All inputs but the criteria, in the order in which people fill them in."""
    return (
        _relative("value", _("User and business value")),
        _relative("urgency", _("Time criticality")),
        _relative("opportunity", _("Risk reduction and opportunity")),
        _relative("size", _("Job size"), above=True),
        Field(id="reach", label=_("Reach"), method=RankingMethod.RICE),
        Field(id="impact", label=_("Impact"), method=RankingMethod.RICE, most=1000, scale=IMPACTS),
        Field(id="confidence", label=_("Confidence, %"), method=RankingMethod.RICE, most=100),
        Field(id="effort", label=_("Effort"), method=RankingMethod.RICE, above=True, most=1e6),
        Field(
            id="moscow", label=_("MoSCoW"), method=RankingMethod.MOSCOW, kind=InputKind.CHOICE, choices=tuple(Moscow)
        ),
        Field(id="curve", label=_("Curve"), method=RankingMethod.DELAY, kind=InputKind.CHOICE, choices=tuple(Curve)),
        Field(id="per_week", label=_("Cost of a week"), method=RankingMethod.DELAY),
        Field(id="step", label=_("Cost of missing the date"), method=RankingMethod.DELAY),
        Field(id="date", label=_("Date"), method=RankingMethod.DELAY, kind=InputKind.DATE),
        Field(id="half_life", label=_("Half-life, weeks"), method=RankingMethod.DELAY, above=True, most=5200),
        Field(id="weeks", label=_("Duration, weeks"), method=RankingMethod.DELAY, above=True, most=5200),
    )


def _relative(name: str, label: str, *, above: bool = False) -> Field:
    return Field(id=name, label=label, method=RankingMethod.WSJF, most=1e6, above=above, scale=FIBONACCI)


class FieldError(ValueError):
    """A value that a field does not take; its text is a sentence for people."""


def read_value(field: Field, value: object) -> Value | None:
    """``value``, a number or what somebody typed, as it is kept; None for nothing. Raises FieldError."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if field.kind is InputKind.CHOICE:
        return _choice(field, str(value).strip())
    if field.kind is InputKind.DATE:
        return _date(field, value)
    return _number(field, value)


def _choice(field: Field, text: str) -> str:
    word = text.casefold().replace("’", "").replace("'", "").replace("-", "_").replace(" ", "_")
    found = [each for each in field.choices if word == each or (field.id == "moscow" and word == each[0])]
    if not found:
        message = _("{label}: “{value}” is none of {choices}.")
        raise FieldError(message.format(label=field.label, value=text[:40], choices=", ".join(field.choices)))
    return found[0]


def _date(field: Field, value: object) -> str:
    try:
        return dt.date.fromisoformat(str(value).strip()[:10]).isoformat()
    except ValueError:
        message = _("{label}: “{value}” is no date. Write it as 2026-10-02.")
        raise FieldError(message.format(label=field.label, value=str(value)[:40])) from None


def _number(field: Field, value: object) -> float:
    number = parse_number(value)
    if number is None:
        raise FieldError(_("{label}: “{value}” is no number.").format(label=field.label, value=str(value)[:40]))
    if not field.least <= number <= field.most or (field.above and number == field.least):
        if field.above:
            message = _("{label} is more than {least} and at most {most}, not {value}.")
        else:
            message = _("{label} is from {least} to {most}, not {value}.")
        numbers = {"least": plain(field.least), "most": plain(field.most), "value": plain(number)}
        raise FieldError(message.format(label=field.label, **numbers))
    return number


def parse_number(value: object) -> float | None:
    """A finite number as people and spreadsheets write it: ``1,200``, ``0,5``, ``80 %``; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    text = str(value).strip().removesuffix("%").replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace("'", "")
    whole, comma, rest = text.partition(",")
    if comma and "." not in text and not (len(rest) == 3 and "," not in rest and whole.lstrip("-") not in ("", "0")):
        text = text.replace(",", ".") if text.count(",") == 1 else text.replace(",", "")
    else:
        text = text.replace(",", "")
    try:
        number = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def plain(number: float) -> str:
    """A figure of a formula: thousands apart, at most three decimals."""
    text = f"{number:,.3f}".rstrip("0").rstrip(".")
    return text if float(text.replace(",", "")) or not number else f"{number:.3g}"


def label_of(fields_: Sequence[Field], name: str) -> str:
    return next((field.label for field in fields_ if field.id == name), name)
