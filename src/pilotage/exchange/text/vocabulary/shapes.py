"""The shapes that values have: how each is read from a node, and how a JSON Schema says it."""

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

from pilotage.exchange.text.syntax.nodes import Mapping, Node, Scalar, Sequence
from pilotage.exchange.text.syntax.problems import Findings, ReadError, nearest, shown
from pilotage.exchange.text.values import amounts, logic, moments, weeks
from pilotage.exchange.text.values.notation import Notation, parse_zone
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.calendars import CalendarException, ExceptionKind
from pilotage.plan.vocabulary.people import Availability
from pilotage.plan.vocabulary.problems import Severity

Schema = dict[str, Any]
Fields = dict[str, Any]


@dataclass
class Reading:
    """What is needed while values are read."""

    findings: Findings
    notation: Notation = field(default_factory=Notation)


class Shape(Protocol):
    def read(self, node: Node, reading: Reading, /) -> Any:
        """The value. Raises ``ReadError`` if there is none; parts that cannot be read become findings."""

    def schema(self) -> Schema: ...


def text_of(node: Node, wanted: str) -> str:
    if node.__class__ is Scalar:
        return node.text
    found = _("a list") if isinstance(node, Sequence) else _("a mapping")
    raise ReadError("wrong-type", _("Here is {found}; {wanted} belongs here.").format(found=found, wanted=wanted))


@dataclass(frozen=True)
class Value:
    """One text, parsed. ``said`` is its name in messages."""

    said: str
    parse: Callable[[str, Notation], Any]
    says: Schema

    def read(self, node: Node, reading: Reading, /) -> Any:
        return self.parse(text_of(node, self.said), reading.notation)

    def schema(self) -> Schema:
        return self.says


@dataclass(frozen=True)
class Choice:
    """One word of a list of words; gives the member of the enumeration."""

    words: type[StrEnum]
    spelled: Map[str, StrEnum] = field(default_factory=dict)

    def _by_word(self) -> dict[str, StrEnum]:
        return dict(self.spelled) or {word.value: word for word in self.words}

    def read(self, node: Node, _reading: Reading, /) -> StrEnum:
        text = text_of(node, _("one word"))
        known = self._by_word()
        try:
            return known[text]
        except KeyError:
            hint = _("Write one of: {words}.").format(words=", ".join(known))
            raise ReadError("wrong-value", _("{text} is not possible here.").format(text=shown(text)), hint) from None

    def schema(self) -> Schema:
        return {"enum": list(self._by_word())}


@dataclass(frozen=True)
class Many:
    """A list, or one item without its brackets. Items that cannot be read are left out."""

    item: Shape

    def read(self, node: Node, reading: Reading, /) -> tuple[Any, ...]:
        found = []
        for part in node.items if isinstance(node, Sequence) else (node,):
            try:
                found.append(self.item.read(part, reading))
            except ReadError as fault:
                reading.findings.fault(fault, part)
        return tuple(found)

    def schema(self) -> Schema:
        item = self.item.schema()
        return {"anyOf": [item, {"type": "array", "items": item}]}


@dataclass(frozen=True)
class Key:
    """``required`` keys must be there; ``may_be_empty`` says that no value is as good as an empty one."""

    shape: Shape
    meaning: str
    required: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True)
class Entity:
    """A mapping with known keys. The order of ``keys`` is the order in which they are written."""

    name: str
    keys: Map[str, Key]

    def read(self, node: Node, reading: Reading, /) -> Fields:
        if node.__class__ is Scalar and node.null:
            node = Mapping(node.file, node.start, node.line, node.column, flow=False)
        if not isinstance(node, Mapping):
            found = _("a list") if isinstance(node, Sequence) else shown(text_of(node, ""))
            message = _("Here is {found}; keys and values belong here.").format(found=found)
            raise ReadError("wrong-type", message, _("Write “{ key: value }”."))
        fields = {}
        for name, (key_node, value) in node.entries.items():
            key = self.keys.get(name)
            if key is None:
                message = _("There is no key “{key}” here.").format(key=name)
                cut_off = node.flow and value.__class__ is Scalar and value.null
                comma = _("A text in brackets that holds a comma needs quotes.")
                hint = comma if cut_off else partial(nearest, name, self.keys)
                reading.findings.add("unknown-key", key_node, message, hint)
            elif value.__class__ is Scalar and value.null and not key.may_be_empty:
                message = _("“{key}” has no value.").format(key=name)
                reading.findings.add("empty-value", key_node, message, _("Give it one or remove it."), Severity.WARNING)
            else:
                try:
                    fields[name] = key.shape.read(value, reading)
                except ReadError as fault:
                    reading.findings.fault(fault, value)
        self._require(fields, node, reading)
        return fields

    def _require(self, fields: Fields, node: Mapping, reading: Reading) -> None:
        for name, key in self.keys.items():
            if key.required and name not in fields and name not in node.entries:
                reading.findings.add("missing-key", node, _("“{key}” is missing.").format(key=name))

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}


@dataclass(frozen=True)
class Table:
    """A mapping of ids to entities. Gives the node: what is in it is read one by one."""

    entity: str

    def read(self, node: Node, _reading: Reading, /) -> Mapping:
        if isinstance(node, Scalar) and node.null:
            return Mapping(node.file, node.start, node.line, node.column, flow=False)
        if not isinstance(node, Mapping):
            found = _("a list") if isinstance(node, Sequence) else _("a text")
            message = _("Here is {found}; a mapping of ids belongs here.").format(found=found)
            raise ReadError("wrong-type", message, _("Write each entry as “id: { key: value }”."))
        return node

    def schema(self) -> Schema:
        return {"type": ["object", "null"], "additionalProperties": {"$ref": f"#/$defs/{self.entity}"}}


@dataclass(frozen=True)
class Rows:
    """A list of entities, each with its node."""

    entity: Entity

    def read(self, node: Node, reading: Reading, /) -> tuple[Fields, ...]:
        if not isinstance(node, Sequence):
            raise ReadError("wrong-type", _("A list belongs here."), _("Begin each entry with “- ”."))
        found = []
        for item in node.items:
            try:
                found.append(self.entity.read(item, reading))
            except ReadError as fault:
                reading.findings.fault(fault, item)
        return tuple(found)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.entity.schema()}


@dataclass(frozen=True)
class Either:
    """A mapping is read as the long form, anything else as the short one."""

    short: Shape
    long: Entity
    make: Callable[[Fields, Notation], Any]

    def read(self, node: Node, reading: Reading, /) -> Any:
        if not isinstance(node, Mapping):
            return self.short.read(node, reading)
        fields = self.long.read(node, reading)
        if any(key.required and name not in fields for name, key in self.long.keys.items()):
            raise ReadError("wrong-value", _("This entry is left out, because something in it is missing or wrong."))
        return self.make(fields, reading.notation)

    def schema(self) -> Schema:
        return {"anyOf": [self.short.schema(), self.long.schema()]}


@dataclass(frozen=True)
class Promises:
    """A lone date, or a list of promises. Gives the date, or the list of their fields."""

    entity: Entity

    def read(self, node: Node, reading: Reading, /) -> dt.date | tuple[Fields, ...]:
        if isinstance(node, Scalar):
            return moments.parse_day(node.text)
        found = Rows(self.entity).read(node, reading)
        needed = [name for name, key in self.entity.keys.items() if key.required]
        return tuple(fields for fields in found if all(name in fields for name in needed))

    def schema(self) -> Schema:
        return {"anyOf": [DATE.schema(), Rows(self.entity).schema()]}


@dataclass(frozen=True)
class Targets:
    """Dates of milestones: gives id, date and the node of each."""

    def read(self, node: Node, reading: Reading, /) -> dict[str, tuple[dt.date, Node]]:
        found: dict[str, tuple[dt.date, Node]] = {}
        for name, (key_node, value) in Table("").read(node, reading).entries.items():
            try:
                found[name] = (moments.parse_day(text_of(value, _("a date"))), key_node)
            except ReadError as fault:
                reading.findings.fault(fault, value)
        return found

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": DATE.schema()}


@dataclass(frozen=True)
class Placed:
    """The value together with its node, for what can only be judged when everything has been read."""

    shape: Shape

    def read(self, node: Node, reading: Reading, /) -> tuple[Any, Node]:
        return self.shape.read(node, reading), node

    def schema(self) -> Schema:
        return self.shape.schema()


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^({pattern})$"}


def _flag(text: str, _notation: Notation) -> bool:
    if text not in ("true", "false"):
        raise ReadError(
            "wrong-value", _("{text} is neither true nor false.").format(text=shown(text)), _("Write true or false.")
        )
    return text == "true"


_ANY_TEXT: Schema = {"type": ["string", "number", "boolean"]}

TEXT = Value(_("a text"), lambda text, _notation: text, _ANY_TEXT)
ID = Value(_("an id"), lambda text, _notation: text, _ANY_TEXT)
FLAG = Value(_("true or false"), _flag, {"type": "boolean"})
DATE = Value(_("a date"), lambda text, _notation: moments.parse_day(text), _pattern(moments.DAY))
SPAN = Value(_("a duration"), amounts.parse_span, _pattern(amounts.SPAN))
ESTIMATE = Value(
    _("an estimate"),
    amounts.parse_estimate,
    _pattern(
        f"{amounts.SPAN}/{amounts.SPAN}/{amounts.SPAN}( ({'|'.join(amounts.NAMED)}))?( ({'|'.join(amounts.TAILS)}))?"
        "|(discrete|quantiles) .+"
    ),
)
DAYS = Value(
    _("a number of days"),
    lambda text, _notation: amounts.parse_days(text),
    {"anyOf": [{"type": "number"}, _pattern(f"{amounts.NUMBER}/{amounts.NUMBER}/{amounts.NUMBER}")]},
)
MONEY = Value(
    _("an amount of money"),
    amounts.parse_money,
    {"anyOf": [{"type": "number"}, _pattern(f"{amounts.MONEY}(/{amounts.MONEY}/{amounts.MONEY})?( +[A-Z]{{3}})?")]},
)
COST = Value(
    _("an amount of money"),
    amounts.parse_cost,
    {"anyOf": [{"type": "number"}, _pattern(f"{amounts.MONEY}( +[A-Z]{{3}})?")]},
)
LINK = Value(_("a dependency"), logic.parse_link, {"type": ["string", "number"]})


def _currency(text: str, _notation: Notation) -> str:
    if not amounts.CURRENCY.fullmatch(text):
        message = _("{text} is not a currency.").format(text=shown(text))
        raise ReadError("wrong-value", message, _("Write its ISO code, as in EUR."))
    return text


def _zone(text: str, _notation: Notation) -> str:
    parse_zone(text)
    return text


ZONE = Value(_("a time zone"), _zone, {"type": "string"})
CURRENCY = Value(_("a currency"), _currency, _pattern("[A-Z]{3}"))


def share(most: float = 1.0) -> Value:
    return Value(_("a share"), lambda text, _notation: amounts.parse_share(text, most=most), _pattern(r"\d+(\.\d+)?%"))


def number(low: float, high: float) -> Value:
    says = {"type": "number", "minimum": low, "maximum": high}
    return Value(_("a number"), lambda text, _notation: amounts.parse_number(text, low, high), says)


def _whole(text: str, low: int, high: int) -> int:
    value = amounts.parse_number(text, low, high)
    if "." in text:
        raise ReadError("wrong-value", _("{text} is not a whole number.").format(text=shown(text)))
    return int(text) if value else 0


def whole(low: int, high: int) -> Value:
    says = {"type": "integer", "minimum": low, "maximum": high}
    return Value(_("a whole number"), lambda text, _notation: _whole(text, low, high), says)


def moment(*, end: bool) -> Value:
    parse = lambda text, notation: moments.parse_moment(text, notation, end=end)  # noqa: E731  # a value, as its siblings
    return Value(_("a date or time"), parse, _pattern(moments.MOMENT))


def _either_end(text: str, notation: Notation) -> tuple[dt.datetime, dt.datetime]:
    return moments.parse_moment(text, notation, end=False), moments.parse_moment(text, notation, end=True)


EITHER_END = Value(_("a date or time"), _either_end, _pattern(moments.MOMENT))
"""The start and the end of what was written: which of them is meant depends on what it belongs to."""


def week() -> Shape:
    return _Week()


class _Week:
    def read(self, node: Node, _reading: Reading, /) -> weeks.Week:
        parts = node.items if isinstance(node, Sequence) else [node]
        return weeks.parse_week(text_of(part, _("a text such as mon-fri 09:00-17:00")) for part in parts)

    def schema(self) -> Schema:
        return Many(Value("", lambda text, _notation: text, {"type": "string"})).schema()


def _assignment(text: str, _notation: Notation) -> Assignment:
    person, _blank, units = text.rpartition(" ")
    if person and units.endswith("%"):
        return Assignment(person, amounts.parse_share(units, most=1000.0))
    return Assignment(text)


ASSIGNMENT = Value(_("a person"), _assignment, {"type": ["string", "number"]})


def _availability(text: str, _notation: Notation) -> Availability:
    return weeks.parse_availability(text)


AVAILABILITY = Value(_("days and a share"), _availability, {"type": "string"})


def day_entry(kind: ExceptionKind) -> Value:
    def parse(text: str, _notation: Notation) -> CalendarException:
        return weeks.parse_exception(text, kind)

    return Value(_("a day"), parse, {"type": "string"})


def _region(text: str, _notation: Notation) -> str | CalendarException:
    return text if weeks.is_region(text) else weeks.parse_exception(text, ExceptionKind.HOLIDAY)


REGION_OR_DAY = Value(_("a region or a day"), _region, {"type": "string"})
