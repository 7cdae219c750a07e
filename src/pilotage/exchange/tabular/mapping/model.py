"""The parts of a mapping. ``docs/reference/mapping.md`` is its description for users."""

from typing import Any

import msgspec

Scalar = str | int | float | bool
Words = dict[str, str]


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where one value comes from, and what is done to it, in the order of these fields.

    The source is the first given of ``const``, ``use``, ``path``, ``paths``, ``lines``, ``template``. Conditions
    (``when``) are values with a test.
    """

    const: Scalar | None = None
    use: str = ""  # a value of ``[values]``
    path: str = ""
    paths: tuple[str, ...] = ()  # the first that holds anything; a list field takes them all
    lines: tuple["Value", ...] = ()  # several values, one a line
    split: str = ""
    ignore: tuple[str, ...] = ()  # spellings of "nothing"
    pattern: str = ""  # the expected spelling
    extract: str = ""
    values: Words = {}
    known: tuple[str, ...] = ()  # the words expected; near misses are put right
    lookup: str = ""
    template: str = ""
    join: str = ""
    prefix: str = ""
    unit: str = ""
    date_format: str = ""
    past: bool | None = None
    when: tuple["Condition", ...] = ()
    default: Scalar | None = None
    problem: str = ""  # said, as a warning, each time this alternative is used


class Condition(Value, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A value and what must hold of it; all tests that are given must hold."""

    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    filled: bool | None = None
    order: tuple[str, ...] = ()
    at_least: str = ""  # a path; its value and ours are compared by their place in ``order``


Alternatives = tuple[Value, ...]


class Expand(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Several records from one row: one for each entry of the map or list at ``path``.

    In values, ``@key`` and ``@value`` are the entry, ``@index`` its place from 1.
    """

    path: str
    order: tuple[str, ...] = ()  # entries of a map in this order; others are left out, with a problem


class Links(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Links of a work item: from a list of objects (``each``), or from columns whose name matches (``columns``).

    ``kind`` and ``to`` are read from each object; from columns, ``*`` stands for the kind and the cell is ``to``.
    """

    each: str = ""
    columns: str = ""
    kind: str = ""
    to: str = ""
    const_kind: str = ""
    values: Words = {}


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What events called ``of`` change: ``states``, ``milestones`` or ``flags``. The value that came, or with ``gone``
    went, is ``const``, or stands at ``value``; of the latter only those count that the pattern ``like`` finds.
    """

    of: str
    changes: str
    value: str = ""
    const: str = ""
    like: str = ""
    gone: bool = False


class Moves(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The log of an issue's changes. ``field`` is that of its status; the others list the names that trackers give to
    the fields of fix versions, sprints, the flag that says "blocked", and the issue's own key.

    ``names`` leads to objects with ``id`` and ``name`` of milestones, which may be called otherwise in the log;
    ``total`` to the number of entries that there are, which may be more than the file holds.

    A log of ``events`` tells what came and went instead of fields that changed; ``event`` leads to what they are
    called. Without an event an item is in the state ``first``.
    """

    each: tuple[str, ...]
    at: str = "created"
    items: str = "items[]"
    field: str = "status"
    before: tuple[str, ...] = ("fromString", "from")
    after: tuple[str, ...] = ("toString", "to")
    milestones: tuple[str, ...] = ("fix version", "fixversions", "fix version/s", "fix versions")
    sprints: tuple[str, ...] = ("sprint",)
    flags: tuple[str, ...] = ("flagged", "impediment")
    keys: tuple[str, ...] = ("key",)
    names: str = ""
    total: tuple[str, ...] = ()
    event: str = "event"
    events: tuple[Event, ...] = ()
    first: str = "Open"


class Sprints(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where an item's sprints stand with their dates, and what these are called there."""

    each: tuple[str, ...]
    name: str = "name"
    start: str = "startDate"
    finish: str = "endDate"
    closed: str = "completeDate"


class Rule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a row becomes records of one kind: field -> where its value comes from, best first."""

    fields: dict[str, Alternatives]
    when: tuple[Condition, ...] = ()
    expand: Expand | None = None
    chain: str = ""  # a dependency of this kind from the row's previous record of a chained rule
    otherwise: bool = False  # only where the rules since the last one without ``otherwise`` made nothing
    links: tuple[Links, ...] = ()
    moves: Moves | None = None
    sprint_dates: Sprints | None = None


class SourceSettings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """``cut_at`` are numbers of rows at which exports of this kind end where nobody asked for more."""

    format: str = ""  # csv, xlsx, json, jsonl; found out where it is empty
    path: str = ""
    sheet: str = ""
    header_row: int | None = None
    encoding: str = ""
    delimiter: str = ""
    date_format: str = ""
    cut_at: tuple[int, ...] = ()


class Match(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a file is recognized: it has all of ``all_of`` and one of each group in ``any_of``. Of several mappings that
    fit, the one with the lowest ``rank`` is taken.
    """

    rank: int = 0
    formats: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    any_of: tuple[tuple[str, ...], ...] = ()


class Lookup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A table from one value to another, in the mapping or in a CSV file beside it. ``assumed`` entries are used
    with a problem that says so. ``where`` keeps the rows of the file whose columns match these patterns.
    """

    table: Words = {}
    assumed: Words = {}
    file: str = ""
    key: str = ""
    value: str = ""
    where: Words = {}


class Mapping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A whole mapping. ``name`` identifies it; ``folder`` is where its side files may lie."""

    name: str = ""
    title: str = ""
    extends: str = ""
    source: SourceSettings = SourceSettings()
    match: Match | None = None
    program: dict[str, Any] = {}
    values: dict[str, Alternatives] = {}
    activities: tuple[Rule, ...] = ()
    work_items: tuple[Rule, ...] = ()
    risks: tuple[Rule, ...] = ()
    lookups: dict[str, Lookup] = {}
    counts: dict[str, tuple[str, ...]] = {}
    folder: str = ""

    @property
    def rules(self) -> tuple[tuple[str, Rule], ...]:
        """All rules with the name of their section."""
        sections = (("activities", self.activities), ("work_items", self.work_items), ("risks", self.risks))
        return tuple((name, rule) for name, rules in sections for rule in rules)
