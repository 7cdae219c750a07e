"""TOML -> ``Mapping``. What is not understood is a problem with its position; the rest is kept."""

import tomllib
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

import msgspec

from pilotage.exchange.tabular.mapping.fields import FIELDS, PROGRAM_FIELDS
from pilotage.exchange.tabular.mapping.model import (
    Alternatives,
    Condition,
    Expand,
    Links,
    Lookup,
    Mapping,
    Match,
    Moves,
    Rule,
    SourceSettings,
    Sprints,
    Value,
)
from pilotage.exchange.tabular.mapping.positions import Positions
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity, Source

Path = tuple[str | int, ...]
_TOP = ("name", "title", "extends", "source", "match", "program", "values", "lookups", "counts", *FIELDS)
RULE_KEYS = ("when", "expand", "chain", "otherwise", "links", "moves", "sprint_dates")


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._positions = Positions(text)
        self._file = file
        self.problems: list[Problem] = []

    def say(self, problem_id: str, path: Path, message: str, hint: str = "") -> None:
        line, column = self._positions.find(path)
        source = Source(file=self._file, line=line, column=column, path=".".join(map(str, path)))
        self.problems.append(Problem(id=problem_id, severity=Severity.ERROR, message=message, source=source, hint=hint))

    def unknown(self, path: Path, known: tuple[str, ...]) -> None:
        name = str(path[-1])
        near = get_close_matches(name, known, 1)
        hint = (
            _("Did you mean “{name}”?").format(name=near[0])
            if near
            else _("Known here: {names}.").format(names=", ".join(known))
        )
        self.say("unknown-mapping-key", path, _("the mapping has an unknown key “{name}”").format(name=name), hint)

    def known_only(self, table: Any, path: Path, known: tuple[str, ...]) -> dict[str, Any]:
        """The known part of a table."""
        if not isinstance(table, dict):
            self.say("mapping-invalid-value", path, _("a table is expected here"))
            return {}
        for name in table:
            if name not in known:
                self.unknown((*path, name), known)
        return {name: value for name, value in table.items() if name in known}

    def struct(self, table: Any, path: Path, type_: type[Any]) -> Any | None:
        """A struct of ``type_`` from a table, or None after a problem."""
        known = self.known_only(table, path, type_.__struct_fields__)
        try:
            return msgspec.convert(known, type_)
        except msgspec.ValidationError as error:
            self.say("mapping-invalid-value", path, _("this is not as it should be: {reason}").format(reason=error))
            return None

    def value(self, given: Any, path: Path, type_: type[Value] = Value) -> Value | None:
        if isinstance(given, str):
            return type_(path=given)
        if not isinstance(given, dict):
            self.say("mapping-invalid-value", path, _("a column name or a table {{…}} is expected here"))
            return None
        table = dict(given)
        if isinstance(table.get("values"), dict):
            table["values"] = {str(k): str(v) for k, v in table["values"].items()}
        when = self.conditions(table.pop("when", []), (*path, "when"))
        lines = self.values(table.pop("lines", []), (*path, "lines"))
        built = self.struct(table, path, type_)
        return None if built is None else msgspec.structs.replace(built, when=when, lines=lines)

    def values(self, given: Any, path: Path) -> Alternatives:
        listed = given if isinstance(given, list) else [given]
        return tuple(value for entry in listed if (value := self.value(entry, path)) is not None)

    def conditions(self, given: Any, path: Path) -> tuple[Condition, ...]:
        listed = given if isinstance(given, list) else [given]
        built = (self.value(entry, path, Condition) for entry in listed)
        return tuple(value for value in built if isinstance(value, Condition))

    def rule(self, table: Any, path: Path, section: str) -> Rule:
        fields = self.known_only(table, path, (*FIELDS[section], *RULE_KEYS))
        extra = {name: fields.pop(name) for name in RULE_KEYS if name in fields}
        return Rule(
            fields={name: self.values(given, (*path, name)) for name, given in fields.items()},
            when=self.conditions(extra.get("when", []), (*path, "when")),
            expand=self.struct(extra["expand"], (*path, "expand"), Expand) if "expand" in extra else None,
            chain=str(extra.get("chain", "")),
            otherwise=bool(extra.get("otherwise", False)),
            links=tuple(self.each(extra.get("links", []), (*path, "links"), Links)),
            moves=self.struct(extra["moves"], (*path, "moves"), Moves) if "moves" in extra else None,
            sprint_dates=self.struct(extra["sprint_dates"], (*path, "sprint_dates"), Sprints)
            if "sprint_dates" in extra
            else None,
        )

    def each(self, given: Any, path: Path, type_: type[Any]) -> Iterator[Any]:
        for entry in given if isinstance(given, list) else [given]:
            if (built := self.struct(entry, path, type_)) is not None:
                yield built

    def rules(self, given: Any, section: str) -> tuple[Rule, ...]:
        listed = given if isinstance(given, list) else [given]
        single = not isinstance(given, list)
        return tuple(
            self.rule(table, (section,) if single else (section, index), section) for index, table in enumerate(listed)
        )

    def mapping(self, document: dict[str, Any], folder: str) -> Mapping:
        top = self.known_only(document, (), _TOP)
        return Mapping(
            name=str(top.get("name", "")),
            title=str(top.get("title", "")),
            extends=str(top.get("extends", "")),
            source=self.struct(top.get("source", {}), ("source",), SourceSettings) or SourceSettings(),
            match=self.struct(top["match"], ("match",), Match) if "match" in top else None,
            program=self.known_only(top.get("program", {}), ("program",), tuple(PROGRAM_FIELDS)),
            values=self.tables(top, "values", self.values),
            activities=self.rules(top.get("activities", []), "activities"),
            work_items=self.rules(top.get("work_items", []), "work_items"),
            risks=self.rules(top.get("risks", []), "risks"),
            lookups=self.tables(top, "lookups", lambda table, path: self.struct(table, path, Lookup) or Lookup()),
            counts=self.tables(
                top, "counts", lambda given, _path: (given,) if isinstance(given, str) else tuple(given)
            ),
            folder=folder,
        )

    def tables(self, top: dict[str, Any], name: str, build: Callable[[Any, Path], Any]) -> dict[str, Any]:
        table = top.get(name, {})
        if not isinstance(table, dict):
            self.say("mapping-invalid-value", (name,), _("a table is expected here"))
            return {}
        return {key: build(entry, (name, key)) for key, entry in table.items()}


def read_mapping(
    text: str,
    file: str = "",
    *,
    folder: str = "",
    base: Callable[[str], str | None] | None = None,
) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """A mapping from its TOML text; None where the text is not TOML. ``base`` gives the text of a shipped mapping that
    this one ``extends``: tables are merged, anything else of this one wins.
    """
    reader = _Reader(text, file)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = _("the mapping is not valid TOML: {reason}").format(reason=error)
        return None, (Problem(id="malformed-mapping", severity=Severity.ERROR, message=message, source=Source(file)),)
    extends = document.get("extends")
    if extends and base is not None:
        below = base(str(extends))
        if below is None:
            reader.say("unknown-mapping", ("extends",), _("there is no mapping “{name}”").format(name=extends))
        else:
            document = _merged(tomllib.loads(below), document)
    return reader.mapping(document, folder), tuple(reader.problems)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        old = merged.get(name)
        merged[name] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    merged.pop("extends", None)
    return merged
