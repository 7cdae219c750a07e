"""A ``Value`` of a mapping, made into a function from a row to a value. Compiled once, run for every row."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pilotage.exchange.tabular.mapping.fields import DATES, FieldKind
from pilotage.exchange.tabular.mapping.model import Alternatives, Condition, Value
from pilotage.exchange.tabular.rows import Row, warn
from pilotage.exchange.tabular.values.context import Context, Read
from pilotage.exchange.tabular.values.paths import Getter, UnknownColumnError, getter
from pilotage.exchange.tabular.values.patterns import Pattern, UnsafePatternError
from pilotage.exchange.tabular.values.typed import Convert, converter, first, plain
from pilotage.plan.messages import _
from pilotage.plan.problems import Severity

_HOLE = re.compile(r"\{([^{}]*)\}")
_DEPTH = 8
_Step = Callable[[Any, Row, Mapping[str, Any]], Any]


def compile_alternatives(given: Alternatives, kind: FieldKind, context: Context) -> Read | None:
    """The first alternative that gives something; None where no alternative can ever give anything."""
    reads = [read for value in given if (read := compile_value(value, kind, context)) is not None]
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
    tests = [_condition(condition, context, depth) for condition in value.when]
    convert = converter(kind, context, source_path(value, context), value.unit)
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


def _converted_default(default: Any, convert: Convert) -> Callable[[Row], Any]:
    return lambda row: convert(default, row)


def source_path(value: Value, context: Context) -> str:
    """The column that a value stands in, for problems and for the format of its dates."""
    if value.lookup or value.template:
        return ""
    if value.use:
        named = context.named.get(value.use, ())
        return source_path(named[0], context) if len(named) == 1 and not named[0].use else ""
    return value.path or next((path for path in value.paths if _has(path, context)), "")


def _has(path: str, context: Context) -> bool:
    try:
        getter(path, context.columns)
    except UnknownColumnError:
        return False
    return True


def compile_raw(value: Value, context: Context, *, several: bool, depth: int = 0) -> Read | None:
    """The untyped value: text, number, date or a list of these; empty ones are None."""
    source = _source(value, context, several=several, depth=depth)
    if source is None:
        return None
    steps = [step for step in _steps(value, context) if step is not None]
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


def _through(given: Any, steps: list[_Step], ignored: set[str], row: Row, values: Mapping[str, Any]) -> Any:
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
        get = _getter(value.path, context, optional=False)
        return None if get is None else lambda values, _row: get(values)
    if value.paths:
        return _first_path(value.paths, context, several=several)
    if value.lines:
        return _lines(value.lines, context, depth)
    if value.template:
        return lambda _values, _row: _TEMPLATE
    return None


_TEMPLATE = "\0"  # stands for "no source but the template"


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


def _getter(path: str, context: Context, *, optional: bool) -> Getter | None:
    try:
        return getter(path, context.columns)
    except UnknownColumnError:
        if not optional and not context.shipped:
            near = get_close_matches(path, context.columns or (), 1)
            hint = (
                _("Did you mean “{name}”?").format(name=near[0])
                if near
                else _("The columns are: {names}.").format(names=", ".join((context.columns or ())[:30]))
            )
            message = _("the file has no column “{name}”").format(name=path)
            context.log.add("unknown-column", Severity.ERROR, message, path=path, hint=hint)
        return None


def _first_path(paths: tuple[str, ...], context: Context, *, several: bool) -> Read | None:
    gets = [get for path in paths if (get := _getter(path, context, optional=True)) is not None]

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
    reads = [read for line in lines if (read := compile_value(line, FieldKind.TEXT, context, depth + 1)) is not None]

    def read(values: Mapping[str, Any], row: Row) -> Any:
        return "\n".join(found for one in reads if (found := one(values, row))) or None

    return read


def _steps(value: Value, context: Context) -> list[_Step | None]:
    return [
        _spelling(value, context) if value.pattern or value.extract else None,
        _replaced(value, context) if value.values or value.known else None,
        _looked_up(value, context) if value.lookup else None,
        _templated(value.template, context) if value.template else None,
    ]


def _spelling(value: Value, context: Context) -> _Step | None:
    """``extract`` what matters; say where the spelling is not the expected ``pattern``."""
    try:
        expected = Pattern(value.pattern) if value.pattern else None
        wanted = Pattern(value.extract) if value.extract else None
    except UnsafePatternError as error:
        message = _("the mapping has a pattern that cannot be used: {reason}").format(reason=error)
        context.log.add("unusable-pattern", Severity.ERROR, message, path=value.path)
        return None
    path = source_path(value, context) or value.path

    def step(given: Any, row: Row, _values: Mapping[str, Any]) -> Any:
        text = plain(given).strip()
        usual = expected is None or expected.matches(text)
        found = wanted.extract(text) if wanted is not None else text if usual else None
        if not usual and text:
            _misspelt(text, found, row, path, context)
        return found

    return step


def _misspelt(text: str, found: str | None, row: Row, path: str, context: Context) -> None:
    if found is None:
        message = _("“{value}” is not understood; it was left out").format(value=text[:60])
    else:
        message = _("“{value}” was read as {found}").format(value=text[:60], found=found)
    warn(context.log, "unusual-spelling", message, row, path)


def _replaced(value: Value, context: Context) -> _Step:
    words = {word.casefold(): replacement for word, replacement in value.values.items()}
    known = {word.casefold(): word for word in (*value.known, *value.values)}
    path = source_path(value, context) or value.path

    def step(given: Any, row: Row, _values: Mapping[str, Any]) -> Any:
        text = plain(given).strip()
        word = text.casefold()
        if word in words:
            return words[word]
        if not value.known or word in known:
            return known.get(word, text)
        near = get_close_matches(word, known, 1, 0.8)
        if near:
            meant = known[near[0]]
            message = _("“{value}” was read as “{meant}”").format(value=text[:60], meant=meant)
            warn(context.log, "misspelt-word", message, row, path)
            return words.get(near[0], meant)
        message = _("“{value}” is none of the known words; it was left out").format(value=text[:90])
        warn(context.log, "unknown-word", message, row, path, _("Add it to values or known in the mapping."))
        return None

    return step


def _looked_up(value: Value, context: Context) -> _Step | None:
    table = context.lookups.get(value.lookup)
    if table is None:
        message = _("the mapping uses a lookup “{name}” that [lookups] does not have").format(name=value.lookup)
        context.log.add("unknown-lookup", Severity.ERROR, message)
        return lambda _given, _row, _values: None

    def step(given: Any, row: Row, _values: Mapping[str, Any]) -> Any:
        key = plain(given).strip()
        found, assumed = table.get(key)
        if found is None:
            message = _("“{value}” is not in the lookup “{name}”").format(value=key[:60], name=value.lookup)
            warn(context.log, "not-in-lookup", message, row, "", _("Add it to the mapping's lookup."))
        elif assumed:
            message = _("{value} is assumed to be {found}").format(value=key, found=found)
            context.log.add("assumed-value", Severity.INFO, message, row=row)
        return found

    return step


def _templated(template: str, context: Context) -> _Step | None:
    gets: dict[str, Getter] = {}
    for name in _HOLE.findall(template):
        get = _getter(name, context, optional=False) if name != "@" else None
        if get is not None:
            gets[name] = get
        elif name != "@":
            return lambda _given, _row, _values: None

    def step(given: Any, _row: Row, values: Mapping[str, Any]) -> Any:
        filled = {name: _hole(get(values)) for name, get in gets.items()}
        if given != _TEMPLATE:
            filled["@"] = plain(given)
        if filled and not any(filled.values()):
            return None
        return _HOLE.sub(lambda hole: filled.get(hole[1], ""), template)

    return step


def _hole(given: Any) -> str:
    given = first(given) if given else given
    return "" if given is None or isinstance(given, dict) else plain(given).strip()


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


def _condition(condition: Condition, context: Context, depth: int) -> Callable[[Mapping[str, Any], Row], bool]:
    kind = FieldKind.DATE if condition.past is not None else FieldKind.TEXT
    read = compile_value(condition, kind, context, depth + 1)
    place = {word.casefold(): index for index, word in enumerate(condition.order)}
    other = _getter(condition.at_least, context, optional=False) if condition.at_least else None
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
            return place.get(word, -1) >= place.get(_hole(other(values)).casefold(), len(place))
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
            if value.date_format or context.date_format:
                context.formats[path] = (value.date_format or context.date_format,)
                continue
            raw = compile_raw(value, context, several=False)
            if raw is not None:
                found[path] = raw
    return found
