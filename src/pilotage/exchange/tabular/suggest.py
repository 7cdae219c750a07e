"""A first guess at a mapping for a table that nobody has described: by the names of its columns and what they hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from pilotage.exchange.archive import Given, Input, given
from pilotage.exchange.tabular.mapping.fields import DATES, FIELDS, FieldKind
from pilotage.exchange.tabular.mapping.model import Alternatives, Mapping, Rule, SourceSettings, Value
from pilotage.exchange.tabular.reading import preview, samples
from pilotage.exchange.tabular.rows import Row
from pilotage.exchange.tabular.shipped import shipped
from pilotage.exchange.tabular.values.amounts import WorkTime, parse_flag, parse_number, parse_share
from pilotage.exchange.tabular.values.dates import ImpossibleDateError, parse_any, parse_iso
from pilotage.exchange.tabular.values.estimates import parse_estimate
from pilotage.exchange.tabular.values.paths import getter, same_name
from pilotage.plan.vocabulary.problems import Problem

_ROWS = 500
_DEPTH = 4
_MOST_PATHS = 400
_LEAST = 0.5  # confidence below which a column is left for the user
_SOURCES = {
    "activities": ("activities-csv",),
    "work_items": ("jira-csv", "jira-json", "work-items-csv", "github-rest-json"),
    "risks": ("risks-csv",),
}


@dataclass(frozen=True)
class Guess:
    """A column (or JSON path) with sample values; ``field`` is empty where nothing fits. ``confidence`` 0..1."""

    column: str
    samples: tuple[str, ...]
    field: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class Suggestion:
    """A mapping to start from; ``section`` is what the rows seem to be. Every column has a guess, in file order."""

    mapping: Mapping
    section: str
    columns: tuple[Guess, ...]
    problems: tuple[Problem, ...] = ()


def suggest_mapping(source: Given | Input, section: str | None = None) -> Suggestion:
    """Guess what the columns of a table are. ``section`` (activities, work_items, risks) is guessed too unless given.

    Raises FileNotFoundError, and FileRefusedError for a file that cannot be opened.
    """
    file = source if isinstance(source, Input) else given(source)
    table, rows, log = preview(file, Mapping(), _ROWS)
    if table is None:
        return Suggestion(Mapping(), section or "activities", (), log.problems)
    paths = table.columns if table.columns is not None else _json_paths(rows)
    named = [(path, samples(rows, getter(path, table.columns))) for path in paths]
    ranked = {name: _guesses(named, name) for name in ([section] if section else FIELDS)}
    chosen = max(ranked, key=lambda name: _weight(ranked[name], name))
    guesses = ranked[chosen]
    fields: dict[str, Alternatives] = {guess.field: (_value(guess, chosen),) for guess in guesses if guess.field}
    rule = Rule(fields=fields)
    name = re.sub(r"[^a-z0-9]+", "-", file.name.lower().split(".")[0]).strip("-") or "table"
    mapping = Mapping(
        name=name,
        source=SourceSettings(format=table.format),
        activities=(rule,) if chosen == "activities" else (),
        work_items=(rule,) if chosen == "work_items" else (),
        risks=(rule,) if chosen == "risks" else (),
    )
    return Suggestion(mapping, chosen, guesses, log.problems)


def _value(guess: Guess, section: str) -> Value:
    """Lists in one cell are split at the semicolon or comma that the samples show."""
    if FIELDS[section][guess.field] is FieldKind.TEXTS:
        mark = next((mark for mark in (";", ",") if any(mark in sample for sample in guess.samples)), "")
        return Value(path=guess.column, split=mark)
    percent = guess.field == "progress" and "%" in guess.column
    return Value(path=guess.column, unit="%" if percent else "")


def _weight(guesses: tuple[Guess, ...], section: str) -> float:
    """How well a section explains the columns; without its one needed field, hardly."""
    needed = {"activities": {"title"}, "work_items": {"key", "title"}, "risks": {"title", "probability"}}[section]
    found = {guess.field for guess in guesses}
    total = sum(guess.confidence for guess in guesses if guess.field)
    return total if needed <= found else total * 0.2


def _guesses(named: list[tuple[str, tuple[str, ...]]], section: str) -> tuple[Guess, ...]:
    """Each field at most once: the surest column wins, the earlier one of two."""
    scored = sorted(
        (
            (-_score(path, shown, field, words, section), index, field)
            for index, (path, shown) in enumerate(named)
            for field, words in _synonyms(section).items()
        ),
        key=lambda one: one[:2],
    )
    by_column: dict[int, tuple[str, float]] = {}
    taken: set[str] = set()
    for negative, index, field in scored:
        if -negative >= _LEAST and index not in by_column and field not in taken:
            by_column[index] = (field, round(-negative, 2))
            taken.add(field)
    return tuple(Guess(path, shown, *by_column.get(index, ("", 0.0))) for index, (path, shown) in enumerate(named))


def _score(path: str, shown: tuple[str, ...], field: str, words: frozenset[str], section: str) -> float:
    """Likeness of the name, times how well the samples fit the kind of the field."""
    name = _likeness(path, words)
    return name * _fit(shown, FIELDS[section][field]) if name else 0.0


def _likeness(path: str, words: frozenset[str]) -> float:
    name = same_name(path.removesuffix("[]"))
    last = same_name(path.removesuffix("[]").split(".")[-1])
    if name in words:
        return 1.0
    if last in words:
        return 0.9
    tokens = set(name.split())
    best = 0.0
    for word in words:
        parts = set(word.split())
        if len(parts) > 1 and parts <= tokens:
            best = max(best, 0.8)
        elif (ratio := SequenceMatcher(None, name, word).ratio()) > 0.84:
            best = max(best, ratio * 0.85)
        elif len(word) > 4 and word in tokens:
            best = max(best, 0.6)
    return best


def _fit(shown: tuple[str, ...], kind: FieldKind) -> float:
    test = _TESTS.get(kind)
    if not shown or test is None:
        return 1.0
    return 0.25 + 0.75 * sum(map(test, shown)) / len(shown)


def _is_date(text: str) -> bool:
    try:
        return parse_iso(text) is not None or bool(parse_any(text))
    except ImpossibleDateError:
        return True


_TESTS: dict[FieldKind, Callable[[str], bool]] = {
    **dict.fromkeys(DATES, _is_date),
    FieldKind.NUMBER: lambda text: parse_number(text) is not None,
    FieldKind.SHARE: lambda text: parse_share(text, "%") is not None,
    FieldKind.FLAG: lambda text: parse_flag(text) is not None,
    FieldKind.SPAN: lambda text: parse_estimate(text, "", WorkTime()) is not None,
    FieldKind.ESTIMATE: lambda text: parse_estimate(text, "", WorkTime()) is not None,
    FieldKind.URL: lambda text: text.startswith("http"),
}


@lru_cache(maxsize=8)
def _synonyms(section: str) -> dict[str, frozenset[str]]:
    """Field -> names of columns, from the shipped mappings: what they read is what is guessed."""
    found: dict[str, set[str]] = {field: {same_name(field)} for field in FIELDS[section]}
    for name in _SOURCES[section]:
        mapping = shipped(name)
        rules: tuple[Rule, ...] = getattr(mapping, section) if mapping is not None else ()
        for rule in rules:
            for field, alternatives in rule.fields.items():
                for value in alternatives:
                    paths = (value.path, *value.paths)
                    found[field].update(same_name(path.removesuffix("[]")) for path in paths if path)
    return {field: frozenset(words) for field, words in found.items()}


def _json_paths(rows: list[Row]) -> tuple[str, ...]:
    """Paths to all scalars in the rows, in the order in which they are met."""
    found: dict[str, None] = {}

    def walk(value: Any, path: str, depth: int) -> None:
        if depth > _DEPTH or len(found) >= _MOST_PATHS:
            return
        if isinstance(value, dict):
            for key, inner in value.items():
                name = re.sub(r"([.\[\\])", r"\\\1", str(key))
                walk(inner, f"{path}.{name}" if path else name, depth + 1)
        elif isinstance(value, list):
            for inner in value[:3]:
                walk(inner, f"{path}[]", depth)
        elif value is not None:
            found[path] = None

    for row in rows[:50]:
        walk(dict(row.values), "", 0)
    return tuple(found)
