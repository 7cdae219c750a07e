"""``Mapping`` -> TOML, so that a mapping made by the wizard can be saved, read, edited and used again."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from pilotage.exchange.tabular.mapping.model import Alternatives, Mapping, Rule, Value

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_SECTIONS = ("activities", "work_items", "risks")


def write_mapping(mapping: Mapping) -> str:
    """The TOML text of a mapping; reading it gives the same mapping."""
    return "\n".join(_document(mapping)).strip() + "\n"


def _document(mapping: Mapping) -> Iterator[str]:
    for name in ("name", "title", "extends"):
        if text := getattr(mapping, name):
            yield f"{name} = {_inline(text)}"
    yield from _table("source", msgspec.to_builtins(mapping.source))
    if mapping.match is not None:
        yield from _table("match", msgspec.to_builtins(mapping.match))
    yield from _table("program", mapping.program)
    yield from _table("values", {name: _alternatives(given) for name, given in mapping.values.items()})
    for section in _SECTIONS:
        rules: tuple[Rule, ...] = getattr(mapping, section)
        for rule in rules:
            yield from _table(section, _rule(rule), repeated=len(rules) > 1, always=True)
    for name, lookup in mapping.lookups.items():
        yield from _table(f"lookups.{_key(name)}", msgspec.to_builtins(lookup), always=True)
    yield from _table("counts", {name: list(paths) for name, paths in mapping.counts.items()})


def _rule(rule: Rule) -> dict[str, Any]:
    table: dict[str, Any] = {name: _alternatives(given) for name, given in rule.fields.items()}
    plain = msgspec.to_builtins(rule)
    told = ("expand", "chain", "otherwise", "links", "moves", "sprint_dates")
    table |= {name: plain[name] for name in told if name in plain}
    if rule.when:
        table["when"] = [_value(condition) for condition in rule.when]
    return table


def _alternatives(given: Alternatives) -> Any:
    written = [_value(value) for value in given]
    return written[0] if len(written) == 1 else written


def _value(value: Value) -> Any:
    table = {name: entry for name, entry in msgspec.to_builtins(value).items() if entry is not None}
    return table["path"] if set(table) == {"path"} else table


def _table(name: str, entries: dict[str, Any], *, repeated: bool = False, always: bool = False) -> Iterator[str]:
    if not entries and not always:
        return
    yield ""
    yield f"[[{name}]]" if repeated else f"[{name}]"
    for key, entry in entries.items():
        yield f"{_key(key)} = {_inline(entry)}"


def _key(name: str) -> str:
    return name if _BARE.match(name) else _inline(name)


def _inline(entry: Any) -> str:
    if isinstance(entry, dict):
        inner = ", ".join(f"{_key(key)} = {_inline(value)}" for key, value in entry.items() if value is not None)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(entry, list | tuple):
        return f"[{', '.join(_inline(value) for value in entry)}]"
    if isinstance(entry, bool):
        return "true" if entry else "false"
    if isinstance(entry, str):
        return json.dumps(entry, ensure_ascii=False).replace("\x7f", "\\u007f")
    return entry.isoformat() if isinstance(entry, dt.date | dt.time) else repr(entry)
