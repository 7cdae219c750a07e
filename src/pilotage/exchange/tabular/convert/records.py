"""Rules compiled for one table, and the records that they make of a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pilotage.exchange.tabular.mapping.fields import FIELDS, FieldKind
from pilotage.exchange.tabular.mapping.model import Expand, Rule
from pilotage.exchange.tabular.rows import Row, warn
from pilotage.exchange.tabular.values.context import Context, Read
from pilotage.exchange.tabular.values.paths import Getter, UnknownColumnError, getter
from pilotage.exchange.tabular.values.pipeline import Test, compile_alternatives, compile_condition
from pilotage.plan.language.messages import _

_MOST_ENTRIES = 500


@dataclass(slots=True)
class Record:
    """What a rule read from a row: its fields that have a value. ``chain`` and ``previous`` are for dependencies."""

    row: Row
    fields: dict[str, Any]
    chain: str = ""
    previous: "Record | None" = None
    values: Mapping[str, Any] | None = None


class CompiledRule:
    """A rule for the columns of one table."""

    def __init__(self, rule: Rule, section: str, context: Context) -> None:
        self.rule = rule
        kinds = FIELDS[section]
        self._reads: list[tuple[str, Read]] = [
            (name, read)
            for name, given in rule.fields.items()
            if (read := compile_alternatives(given, kinds[name], context)) is not None
        ]
        self._tests: list[Test] = [compile_condition(condition, context, 0) for condition in rule.when]
        self._expand = _expansion(rule.expand, context) if rule.expand else None
        self._context = context

    def records(self, row: Row) -> Iterator[Record]:
        for values in self._scopes(row):
            if not all(test(values, row) for test in self._tests):
                continue
            fields = {name: found for name, read in self._reads if (found := read(values, row)) is not None}
            if fields:
                yield Record(row, fields, self.rule.chain, values=values)

    def _scopes(self, row: Row) -> Iterator[Mapping[str, Any]]:
        """The row, once; or with each entry of the expanded map or list."""
        if self.rule.expand is None:
            yield row.values
            return
        if self._expand is None:
            return
        for index, (key, value) in enumerate(
            _entries(self._expand(row.values), self.rule.expand, row, self._context), 1
        ):
            yield {**row.values, "@key": key, "@value": value, "@index": index}


def _expansion(expand: Expand, context: Context) -> Getter | None:
    try:
        return getter(expand.path, context.columns)
    except UnknownColumnError:
        return None


def _entries(given: Any, expand: Expand, row: Row, context: Context) -> Iterator[tuple[str, Any]]:
    if isinstance(given, dict):
        pairs = [(str(key), value) for key, value in given.items()]
    else:
        listed = given if isinstance(given, list | tuple) else [] if given is None else [given]
        pairs = [(str(index), value) for index, value in enumerate(listed, 1)]
    if len(pairs) > _MOST_ENTRIES:
        warn(context.log, "too-many-entries", _("more than {n} entries").format(n=_MOST_ENTRIES), row, expand.path)
    if not expand.order:
        yield from pairs[:_MOST_ENTRIES]
        return
    for key, _value in pairs:
        if key not in expand.order:
            message = _("“{key}” is none of {names}; it was left out").format(
                key=key[:60], names=", ".join(expand.order)
            )
            warn(context.log, "unknown-entry", message, row, expand.path)
    found = dict(pairs)
    yield from ((key, found[key]) for key in expand.order if key in found)


class CompiledSection:
    """All rules of a section, in order."""

    def __init__(self, rules: tuple[Rule, ...], section: str, context: Context) -> None:
        self._rules = [CompiledRule(rule, section, context) for rule in rules]

    def records(self, row: Row) -> Iterator[Record]:
        """The row's records; chained ones know the one before. A rule ``otherwise`` stands in for the one before it."""
        made = False
        previous: Record | None = None
        for compiled in self._rules:
            if compiled.rule.otherwise and made:
                continue
            made = False
            for record in compiled.records(row):
                made = True
                if record.chain:
                    record.previous, previous = previous, record
                yield record


def fields_of(rules: tuple[Rule, ...], section: str) -> list[tuple[FieldKind, Any]]:
    """All values of the rules with the kind of their field."""
    kinds = FIELDS[section]
    return [(kinds[name], given) for rule in rules for name, given in rule.fields.items()]
