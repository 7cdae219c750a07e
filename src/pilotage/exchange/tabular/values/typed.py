"""From a raw value to a field's type. What cannot be read is a problem at its row and gives None."""

import datetime as dt
from collections.abc import Callable
from sys import intern
from typing import Any

from pilotage.exchange.tabular.mapping.fields import FieldKind
from pilotage.exchange.tabular.rows import Row, warn
from pilotage.exchange.tabular.values.amounts import (
    parse_flag,
    parse_number,
    parse_share,
    parse_span,
)
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.dates import FORMATS, ISO, ImpossibleDateError, Parsed, parse_any, parse_iso
from pilotage.exchange.tabular.values.estimates import parse_estimate
from pilotage.exchange.tabular.values.references import Reference, parse_references
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

Convert = Callable[[Any, Row], Any]
_EXCEL_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  # a serial number is a local date
_SHORT = 64


def converter(kind: FieldKind, context: Context, path: str, unit: str) -> Convert:
    """The conversion for values of ``path`` to ``kind``."""
    simple: dict[FieldKind, Callable[[Any], Any]] = {
        FieldKind.NUMBER: parse_number,
        FieldKind.SHARE: lambda given: parse_share(given, unit),
        FieldKind.FLAG: parse_flag,
        FieldKind.SPAN: lambda given: parse_span(given, unit, context.time),
        FieldKind.ESTIMATE: lambda given: parse_estimate(given, unit, context.time),
    }
    if kind in simple:
        return _checked(simple[kind], _EXPECTED[kind], context, path)
    if kind in (FieldKind.DATE, FieldKind.START, FieldKind.FINISH):
        return _dates(kind, context, path)
    if kind is FieldKind.REFERENCES:
        return lambda given, row: _references(given, row, context, path)
    if kind is FieldKind.TEXTS:
        return lambda given, _row: tuple(dict.fromkeys(_text(part) for part in _listed(given)))
    if kind is FieldKind.URL:
        return lambda given, row: _url(first(given), row, context, path)
    return lambda given, _row: _text(first(given))


_EXPECTED = {
    FieldKind.NUMBER: _("a number"),
    FieldKind.SHARE: _("a share such as 40 %"),
    FieldKind.FLAG: _("yes or no"),
    FieldKind.SPAN: _("a duration such as 5d, 3 weeks or 4h"),
    FieldKind.ESTIMATE: _(
        "a duration such as 5d, or low/likely/high such as 5d/8d/15d, with a distribution behind it or not"
    ),
}


def first(given: Any) -> Any:
    return given[0] if isinstance(given, list | tuple) else given


def _listed(given: Any) -> Any:
    return given if isinstance(given, list | tuple) else (given,)


def plain(given: Any) -> str:
    """A scalar as text: whole numbers without a point, dates in ISO form."""
    if isinstance(given, str):
        return given
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, float) and given.is_integer() and abs(given) < 1e15:
        return str(int(given))
    if isinstance(given, dt.datetime):
        return given.date().isoformat() if given.time() == dt.time() else given.isoformat(" ", "minutes")
    return str(given)


def _text(given: Any) -> str:
    text = plain(given).strip()
    return intern(text) if len(text) < _SHORT else text


def _checked(parse: Callable[[Any], Any], expected: str, context: Context, path: str) -> Convert:
    def convert(given: Any, row: Row) -> Any:
        value = parse(first(given))
        if value is None:
            message = _("“{value}” is not {expected}; it was left out").format(
                value=plain(first(given))[:60], expected=expected
            )
            warn(context.log, "unreadable-value", message, row, path)
        return value

    return convert


def _references(given: Any, row: Row, context: Context, path: str) -> list[Reference]:
    found: list[Reference] = []
    for reference in parse_references(given, context.time):
        if isinstance(reference, Reference):
            found.append(reference)
            continue
        message = _("the lag in “{value}” cannot be read; the dependency was left out").format(value=reference[:60])
        warn(context.log, "unreadable-lag", message, row, path, _("Write it like 12FS+3d."))
    return found


def _url(given: Any, row: Row, context: Context, path: str) -> str | None:
    text = plain(given).strip()
    if text.lower().startswith(("https://", "http://")):
        return text
    message = _("“{value}” is not a web address; it was left out").format(value=text[:60])
    warn(context.log, "not-a-web-address", message, row, path)
    return None


def _dates(kind: FieldKind, context: Context, path: str) -> Convert:
    zone = context.zone

    def convert(given: Any, row: Row) -> Any:
        parsed = read_date(first(given), row, context, path)
        if parsed is None:
            return None
        if kind is not FieldKind.DATE and isinstance(parsed, dt.datetime) and parsed.tzinfo is None:
            context.zoneless.add(path, plain(first(given)).strip()[:40])
        return _as_kind(parsed, kind, zone)

    return convert


def _as_kind(parsed: Parsed, kind: FieldKind, zone: dt.tzinfo) -> dt.date | dt.datetime:
    """A bare date is its first instant for a start, the next midnight for a finish."""
    if isinstance(parsed, dt.datetime):
        if kind is FieldKind.DATE:
            return (parsed if parsed.tzinfo is None else parsed.astimezone(zone)).date()
        return parsed.replace(tzinfo=zone) if parsed.tzinfo is None else parsed
    if kind is FieldKind.DATE:
        return parsed
    if kind is FieldKind.FINISH:
        parsed = min(parsed, dt.date.max - dt.timedelta(2)) + dt.timedelta(1)
    return dt.datetime.combine(parsed, dt.time(), zone)


def read_date(given: Any, row: Row, context: Context, path: str) -> Parsed | None:
    """A date or an instant, in the format of the column. Problems: see ``docs/reference/mapping.md``."""
    if isinstance(given, dt.datetime):
        return given.date() if given.tzinfo is None and given.time() == dt.time() else given
    if isinstance(given, dt.date):
        return given
    if isinstance(given, int | float) and not isinstance(given, bool):
        given = _serial(given)
        if isinstance(given, dt.datetime):
            return read_date(given, row, context, path)
    text = plain(given).strip()
    formats = context.formats.get(path, (ISO,))
    if formats[0] == ISO and (quick := parse_iso(text)) is not None:
        return quick
    if len(formats) > 1 and text:
        return _unambiguous(text, formats, context, row, path)
    try:
        parsed = FORMATS[formats[0]].parse(text)
        return _other_format(text, formats[0], context, row, path) if parsed is None else parsed
    except ImpossibleDateError:
        _impossible(text, context, row, path)
        return None


def _serial(number: float) -> Any:
    """Days since Excel's epoch, in the range of dates that a plan can have; otherwise the number itself."""
    return _EXCEL_EPOCH + dt.timedelta(days=number) if 20_000 <= number <= 80_000 else plain(number)


def _unambiguous(text: str, formats: tuple[str, ...], context: Context, row: Row, path: str) -> Parsed | None:
    """A date that means the same in all formats that the column may have; the column's problem was raised already."""
    try:
        meanings = set(parse_any(text, formats).values())
    except ImpossibleDateError:
        _impossible(text, context, row, path)
        return None
    return meanings.pop() if len(meanings) == 1 else None


def _other_format(text: str, wanted: str, context: Context, row: Row, path: str) -> Parsed | None:
    """A value that is not written like its column: read, with a warning, where it can mean one day only."""
    try:
        meanings = set(parse_any(text).values())
    except ImpossibleDateError:
        _impossible(text, context, row, path)
        return None
    if len(meanings) == 1:
        message = _("“{value}” is not written like the other dates of its column ({format})").format(
            value=text[:40], format=wanted
        )
        warn(context.log, "date-format-differs", message, row, path)
        return meanings.pop()
    if meanings:
        message = _("“{value}” could be several days; it was left out").format(value=text[:40])
        hint = _("The other dates of the column are written {format}.").format(format=wanted)
        context.log.add("ambiguous-date", Severity.ERROR, message, row=row, path=path, hint=hint)
        return None
    message = _("“{value}” is not a date; it was left out").format(value=text[:40])
    hint = _("Dates are written like 2026-09-18; set source.date_format for others.")
    context.log.add("not-a-date", Severity.WARNING, message, row=row, path=path, hint=hint)
    return None


def _impossible(text: str, context: Context, row: Row, path: str) -> None:
    message = _("“{value}” is a day or a time that does not exist; it was left out").format(value=text[:40])
    context.log.add("impossible-date", Severity.ERROR, message, row=row, path=path)
