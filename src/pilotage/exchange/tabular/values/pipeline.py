"""A ``Value`` of a mapping, made into a function from a row to a value. Compiled once, run for every row."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from pilotage.exchange.tabular.mapping.fields import DATES, FieldKind
from pilotage.exchange.tabular.mapping.model import Alternatives, Condition, Value
from pilotage.exchange.tabular.rows import Row, warn
from pilotage.exchange.tabular.values.columns import checked_format
from pilotage.exchange.tabular.values.context import Context, Read
from pilotage.exchange.tabular.values.paths import Getter
from pilotage.exchange.tabular.values.steps import (
    TEMPLATE,
    Step,
    column_getter,
    compile_steps,
    filled_hole,
    source_path,
)
from pilotage.exchange.tabular.values.typed import Convert, converter, first, plain
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

_DEPTH = 8
Test = Callable[[Mapping[str, Any], Row], bool]


def compile_alternatives(given: Alternatives, kind: FieldKind, context: Context) -> Read | None:
    """The first alternative that gives something; None where no alternative can ever give anything."""
    reads = [one for value in given if (one := compile_value(value, kind, context)) is not None]
    if len(reads) <= 1:
        return reads[0] if reads else None

    def read(values: Mapping[str, Any], row: Row) -> Any:
        for alternative in reads:
            found = alternative(values, row)
            if found is not None:
                return found
        return None

    return read


def compile_value(value: Value, kind: FieldKind, context: Context, depth: int = 0) -> Read | None:
    """Raw value, then the conversion to ``kind``, then the tests and the default."""
    raw = compile_raw(value, context, several=kind in (FieldKind.TEXTS, FieldKind.REFERENCES), depth=depth)
    if raw is None and value.default is None:
        return None
    tests = [compile_condition(condition, context, depth) for condition in value.when]
    convert = converter(kind, context, source_path(value, context), value.unit)
    if msgspec.structs.replace(value, path="", unit="") == Value() and raw is not None:
        return _straight(raw, convert, column_getter(value.path, context, optional=True))
    past = _past(value.past, context) if value.past is not None else None
    as_default = None if value.default is None else _converted_default(value.default, convert)

    def read(values: Mapping[str, Any], row: Row) -> Any:
        if not all(test(values, row) for test in tests):
            return None
        given = raw(values, row) if raw is not None else None
        found = None if given is None else convert(given, row)
        if found is not None and past is not None and not past(found):
            found = None
        if found is None or found == ():
            return None if as_default is None else as_default(row)
        if value.problem:
            warn(context.log, "mapping-note", value.problem, row)
        return found

    return read


def _straight(raw: Read, convert: Convert, get: Getter | None) -> Read:
    """The short way for a value that is nothing but a path; lists and objects take the long one."""
    if get is None:
        return raw
    plainly = get

    def read(values: Mapping[str, Any], row: Row) -> Any:
        given = plainly(values)
        if given is None or given == "":
            return None
        if isinstance(given, list | tuple | dict):
            given = raw(values, row)
            if given is None:
                return None
        found = convert(given, row)
        return None if found == () else found

    return read


def _converted_default(default: Any, convert: Convert) -> Callable[[Row], Any]:
    return lambda row: convert(default, row)


def compile_raw(value: Value, context: Context, *, several: bool, depth: int = 0) -> Read | None:
    """The untyped value: text, number, date or a list of these; empty ones are None."""
    source = _source(value, context, several=several, depth=depth)
    if source is None:
        return None
    steps = [step for step in compile_steps(value, context) if step is not None]
    ignored = {word.casefold() for word in value.ignore}
    split, join = value.split, value.join
    several = several or bool(join)

    def read(values: Mapping[str, Any], row: Row) -> Any:
        given = source(values, row)
        if given is None or given == "":
            return None
        parts = list(given) if isinstance(given, list | tuple) else [given]
        if split:
            parts = [piece.strip() for part in parts for piece in plain(part).split(split)]
        kept = [found for part in parts if (found := _through(part, steps, ignored, row, values)) not in (None, "")]
        if not kept:
            return None
        if join:
            return join.join(plain(part) for part in kept)
        return kept if several else kept[0]

    return _prefixed(read, value.prefix) if value.prefix else read


def _through(given: Any, steps: list[Step], ignored: set[str], row: Row, values: Mapping[str, Any]) -> Any:
    if isinstance(given, dict | list):
        return None
    if ignored and plain(given).strip().casefold() in ignored:
        return None
    for step in steps:
        given = step(given, row, values)
        if given is None:
            return None
    return given


def _prefixed(read: Read, prefix: str) -> Read:
    def with_prefix(values: Mapping[str, Any], row: Row) -> Any:
        found = read(values, row)
        return None if found is None else prefix + plain(first(found))

    return with_prefix


def _source(value: Value, context: Context, *, several: bool, depth: int) -> Read | None:
    if depth > _DEPTH:
        context.log.add("mapping-too-deep", Severity.ERROR, _("a value of the mapping refers to itself"))
        return None
    if value.const is not None:
        constant = value.const
        return lambda _values, _row: constant
    if value.use:
        return _named(value.use, context, depth)
    if value.path:
        get = column_getter(value.path, context, optional=False)
        return None if get is None else lambda values, _row: get(values)
    if value.paths:
        return _first_path(value.paths, context, several=several)
    if value.lines:
        return _lines(value.lines, context, depth)
    if value.template:
        return lambda _values, _row: TEMPLATE
    return None


def _named(name: str, context: Context, depth: int) -> Read | None:
    if name not in context.named:
        message = _("the mapping uses a value “{name}” that [values] does not have").format(name=name)
        context.log.add("unknown-mapping-value", Severity.ERROR, message)
        return None
    reads = [compile_value(value, FieldKind.TEXT, context, depth + 1) for value in context.named[name]]
    found = [read for read in reads if read is not None]

    def read(values: Mapping[str, Any], row: Row) -> Any:
        return next((given for alternative in found if (given := alternative(values, row)) is not None), None)

    return read if found else None


def _first_path(paths: tuple[str, ...], context: Context, *, several: bool) -> Read | None:
    gets = [get for path in paths if (get := column_getter(path, context, optional=True)) is not None]

    def one(values: Mapping[str, Any], _row: Row) -> Any:
        for get in gets:
            found = get(values)
            if found not in (None, "", [], ()):
                return found
        return None

    def every(values: Mapping[str, Any], _row: Row) -> Any:
        found: list[Any] = []
        for get in gets:
            part = get(values)
            if isinstance(part, list | tuple):
                found.extend(part)
            elif part is not None:
                found.append(part)
        return found or None

    return (every if several else one) if gets else None


def _lines(lines: Alternatives, context: Context, depth: int) -> Read:
    reads = [one for line in lines if (one := compile_value(line, FieldKind.TEXT, context, depth + 1)) is not None]

    def read(values: Mapping[str, Any], row: Row) -> Any:
        return "\n".join(found for one in reads if (found := one(values, row))) or None

    return read


def _past(wanted: bool, context: Context) -> Callable[[Any], bool]:
    """Is the date on or before the status date? Without a status date every date may be past."""
    today = context.status_date

    def test(found: Any) -> bool:
        if today is None:
            return wanted
        last = found - dt.timedelta(microseconds=1) if isinstance(found, dt.datetime) else found
        day = last.astimezone(context.zone).date() if isinstance(last, dt.datetime) else last
        return bool(day <= today) is wanted

    return test


def compile_condition(condition: Condition, context: Context, depth: int) -> Test:
    kind = FieldKind.DATE if condition.past is not None else FieldKind.TEXT
    read = compile_value(condition, kind, context, depth + 1)
    place = {word.casefold(): index for index, word in enumerate(condition.order)}
    other = column_getter(condition.at_least, context, optional=False) if condition.at_least else None
    any_of = {word.casefold() for word in condition.any_of}
    none_of = {word.casefold() for word in condition.none_of}

    def test(values: Mapping[str, Any], row: Row) -> bool:
        found = read(values, row) if read is not None else None
        word = plain(found).casefold() if found is not None else ""
        if condition.past is not None and found is None:
            return False
        if condition.filled is not None and (found is not None) is not condition.filled:
            return False
        if (any_of and word not in any_of) or word in none_of:
            return False
        if other is not None:
            return place.get(word, -1) >= place.get(filled_hole(other(values)).casefold(), len(place))
        return True

    return test


def date_columns(rules: list[tuple[FieldKind, Alternatives]], context: Context) -> dict[str, Read]:
    """The columns whose date format has to be found out, each with a function to its raw value."""
    found: dict[str, Read] = {}
    for kind, alternatives in rules:
        for value in alternatives:
            path = source_path(value, context)
            if kind not in DATES or not path or path.startswith("@") or path in context.formats:
                continue
            if said := checked_format(value.date_format, context.log) or context.date_format:
                context.formats[path] = (said,)
                continue
            raw = compile_raw(value, context, several=False)
            if raw is not None:
                found[path] = raw
    return found
