"""The steps between what stands in a cell and its meaning: spelling, words, lookups, templates."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from pilotage.exchange.tabular.mapping.model import Value
from pilotage.exchange.tabular.rows import Row, warn
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.paths import Getter, UnknownColumnError, getter
from pilotage.exchange.tabular.values.patterns import Pattern, UnsafePatternError
from pilotage.exchange.tabular.values.typed import first, plain
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

Step = Callable[[Any, Row, Mapping[str, Any]], Any]
TEMPLATE = "\0"  # the raw value of a value that has no source but its template
_HOLE = re.compile(r"\{([^{}]*)\}")


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


def column_getter(path: str, context: Context, *, optional: bool) -> Getter | None:
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


def compile_steps(value: Value, context: Context) -> list[Step | None]:
    return [
        _spelling(value, context) if value.pattern or value.extract else None,
        _replaced(value, context) if value.values or value.known else None,
        _looked_up(value, context) if value.lookup else None,
        _templated(value.template, context) if value.template else None,
    ]


def _spelling(value: Value, context: Context) -> Step | None:
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
        message = _("“{value}” is written in an unusual way; it was read as {found}").format(
            value=text[:60], found=found
        )
    warn(context.log, "unusual-spelling", message, row, path)


def _replaced(value: Value, context: Context) -> Step:
    words = {word.casefold(): replacement for word, replacement in value.values.items()}
    expected = {word.casefold() for word in value.known}
    known = {word.casefold(): word for word in (*value.known, *value.values)}
    path = source_path(value, context) or value.path

    def step(given: Any, row: Row, _values: Mapping[str, Any]) -> Any:
        text = plain(given).strip()
        word = text.casefold()
        if word in words:
            if expected and word not in expected:
                _read_as(text, words[word], row, path, context)
            return words[word]
        if not value.known or word in known:
            return known.get(word, text)
        near = get_close_matches(word, known, 1, 0.8)
        if near:
            meant = known[near[0]]
            _read_as(text, meant, row, path, context)
            return words.get(near[0], meant)
        message = _("“{value}” is none of the known words; it was left out").format(value=text[:90])
        warn(context.log, "unknown-word", message, row, path, _("Add it to values or known in the mapping."))
        return None

    return step


def _read_as(text: str, meant: str, row: Row, path: str, context: Context) -> None:
    message = _("“{value}” was read as “{meant}”").format(value=text[:60], meant=meant)
    warn(context.log, "misspelt-word", message, row, path)


def _looked_up(value: Value, context: Context) -> Step | None:
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


def _templated(template: str, context: Context) -> Step | None:
    gets: dict[str, Getter] = {}
    for name in _HOLE.findall(template):
        get = column_getter(name, context, optional=False) if name != "@" else None
        if get is not None:
            gets[name] = get
        elif name != "@":
            return lambda _given, _row, _values: None

    def step(given: Any, _row: Row, values: Mapping[str, Any]) -> Any:
        filled = {name: filled_hole(get(values)) for name, get in gets.items()}
        if given != TEMPLATE:
            filled["@"] = plain(given)
        if filled and not any(filled.values()):
            return None
        return _HOLE.sub(lambda hole: filled.get(hole[1], ""), template)

    return step


def filled_hole(given: Any) -> str:
    given = first(given) if given else given
    return "" if given is None or isinstance(given, dict) else plain(given).strip()
