"""From trees to a program. What cannot be read is left out and reported with its place; the rest is kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pilotage.exchange.result import ReadResult
from pilotage.exchange.text.reading import entities, gates, governance, needs
from pilotage.exchange.text.reading.rows import Rows
from pilotage.exchange.text.syntax.nodes import Mapping, Node
from pilotage.exchange.text.syntax.problems import Findings, ReadError
from pilotage.exchange.text.values.notation import Notation, parse_zone
from pilotage.exchange.text.values.titles import title_of
from pilotage.exchange.text.vocabulary import keys
from pilotage.exchange.text.vocabulary.gates import CRITERION, GATE
from pilotage.exchange.text.vocabulary.governance import CADENCE
from pilotage.exchange.text.vocabulary.needs import NEED
from pilotage.exchange.text.vocabulary.roadmap import ROADMAP_ENTRY
from pilotage.exchange.text.vocabulary.shapes import Entity, Fields, Reading
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.calendars import STANDARD, Calendar
from pilotage.plan.vocabulary.contracts import Contract
from pilotage.plan.vocabulary.gates import Criterion, Gate
from pilotage.plan.vocabulary.history import Baseline
from pilotage.plan.vocabulary.people import Workstream
from pilotage.plan.vocabulary.problems import Source
from pilotage.plan.vocabulary.program import Program
from pilotage.plan.vocabulary.risks import Risk
from pilotage.plan.vocabulary.roadmap import RoadmapEntry
from pilotage.plan.vocabulary.uncertainty import Correlation, SharedFactor

FORMAT = "text"

_NOTHING = Mapping("", 0, 1, 1, flow=True)
_HEADER_AS_READ = (
    "kind",
    "owner",
    "summary",
    "zone",
    "currency",
    "start",
    "status_date",
    "final",
    "hours_per_day",
    "days_per_week",
)
_COUNTED = (
    "activities",
    "dependencies",
    "people",
    "teams",
    "workstreams",
    "risks",
    "factors",
    "correlations",
    "contracts",
    "gates",
    "responsibilities",
    "cadences",
    "asks",
    "baselines",
    "roadmap",
    "forecasts",
)
_T = TypeVar("_T")


@dataclass(frozen=True)
class TextResult(ReadResult):
    """``places`` holds every entity; where an id is used twice, the activity's."""


def read_tree(root: Mapping, roots: Sequence[Mapping], findings: Findings, name: str) -> TextResult:
    """``roots`` are the trees of the files that ``root`` was merged from; ``name`` is an id for want of a better."""
    reading = Reading(findings, _notation(root))
    fields = keys.PROGRAM.read(root, reading)
    if "program" not in fields:
        findings.add("missing-key", root, _("The id of the program is missing."), _("Begin with “program: name”."))
    maker = _Maker(reading, fields)
    program = maker.program(fields.get("program") or name)
    counts = {part: len(getattr(program, part)) for part in _COUNTED if getattr(program, part)}
    return TextResult(program, findings.all((root, *roots)), FORMAT, counts, places=maker.places)


def _notation(root: Mapping) -> Notation:
    """What the values below depend on. Mistakes in it are reported when its keys are read as all others."""
    quiet = Reading(Findings())
    said = {}
    for name in ("zone", "hours_per_day", "days_per_week", "currency"):
        node = root.get(name)
        if node is not None:
            try:
                said[name] = keys.HEADER[name].shape.read(node, quiet)
            except ReadError:
                continue
    zone = said.pop("zone", None)
    return Notation(**said) if zone is None else Notation(parse_zone(zone), **said)


class _Maker:
    def __init__(self, reading: Reading, fields: Fields) -> None:
        self.reading = reading
        self.fields = fields
        self.rows = Rows(reading)
        self.places: dict[str, Source] = {}

    def program(self, name: str) -> Program:
        fields = self.fields
        streams = self._workstreams()
        self.rows.read(fields.get("activities", _NOTHING))
        self.rows.read(fields.get("milestones", _NOTHING), milestones=True)
        activities = self.rows.activities(fields.get("target", {}))
        self.places.update({row.id: _source(row.key) for row in self.rows.by_id.values()})
        calendars = tuple(self._made("calendars", keys.CALENDAR, entities.calendar))
        default = fields.get("calendar") or next((c.id for c in calendars if c.id == "default"), STANDARD.id)
        return Program(
            id=name,
            title=fields.get("title", title_of(name)),
            default_calendar=default,
            calendars=_with_standard(calendars, default),
            people=tuple(self._made("people", keys.PERSON, entities.person)),
            teams=tuple(self._made("teams", keys.TEAM, entities.team)),
            workstreams=streams,
            activities=activities,
            dependencies=self.rows.dependencies(activities),
            risks=tuple(self._risks()),
            contracts=tuple(self._contracts(activities, streams)),
            responsibilities=tuple(governance.responsibilities(fields)),
            cadences=tuple(self._made("cadences", CADENCE, governance.cadence)),
            asks=tuple(entities.ask(one) for one in fields.get("asks", ()) if entities.complete(keys.ASK, one)),
            baselines=tuple(self._baselines()),
            roadmap=tuple(self._roadmap()),
            forecasts=tuple(
                entities.forecast(one) for one in fields.get("forecasts", ()) if entities.complete(keys.FORECAST, one)
            ),
            factors=tuple(self._factors()),
            correlations=tuple(self._correlations()),
            rules=entities.rules(fields.get("scheduling", {})),
            ladder=needs.ladder(fields),
            gates=tuple(self._gates()),
            **{key: fields[key] for key in _HEADER_AS_READ if key in fields},
        )

    def _entries(self, table: Mapping, entity: Entity) -> Iterator[tuple[str, Node, Fields]]:
        """Id, place and fields of each entry of a section; those without a required key are left out."""
        findings = self.reading.findings
        for name, (key, node) in table.entries.items():
            findings.entity = name
            try:
                fields = entity.read(node, self.reading)
            except ReadError as fault:
                findings.fault(fault, node)
                continue
            if entities.complete(entity, fields):
                yield name, key, fields
        findings.entity = ""

    def _section(self, section: str, entity: Entity) -> Iterator[tuple[str, Node, Fields]]:
        for name, key, fields in self._entries(self.fields.get(section, _NOTHING), entity):
            self.places.setdefault(name, _source(key))
            yield name, key, fields

    def _made(self, section: str, entity: Entity, make: Callable[[str, Fields], _T]) -> Iterator[_T]:
        return (make(name, fields) for name, _key, fields in self._section(section, entity))

    def _workstreams(self) -> tuple[Workstream, ...]:
        found = list(self._section("workstreams", keys.WORKSTREAM))
        for name, _key, fields in found:
            self.rows.read(fields.get("activities", _NOTHING), home=name)
        return tuple(entities.workstream(name, fields) for name, _key, fields in found)

    def _risks(self) -> Iterator[Risk]:
        for name, _key, fields in self._section("risks", keys.RISK):
            hits = [self.rows.look_up(reference, None, node) for reference, node in fields.get("hits", ())]
            yield entities.risk(name, fields, tuple(hit for hit in hits if hit is not None), self.reading.findings)

    def _factors(self) -> Iterator[SharedFactor]:
        streams = self.fields.get("workstreams", _NOTHING).entries
        for name, key, fields in self._section("factors", keys.FACTOR):
            self.reading.findings.entity = name
            on = [each if each in streams else self.rows.look_up(each, None, key) for each in fields["on"]]
            yield entities.factor(name, fields, tuple(each for each in on if each is not None))

    def _correlations(self) -> Iterator[Correlation]:
        for fields in self.fields.get("correlations", ()):
            if entities.complete(keys.CORRELATION, fields):
                pair = [self.rows.look_up(*_spread(fields[end])) for end in ("activity", "with")]
                if pair[0] is not None and pair[1] is not None:
                    yield Correlation(pair[0], pair[1], fields["rank"])

    def _gates(self) -> Iterator[Gate]:
        for name, _key, fields in self._section("gates", GATE):
            self.reading.findings.entity = name
            milestone = self.rows.look_up(*_spread(fields["milestone"]))
            if milestone is not None:
                yield gates.gate(name, fields, milestone, self._criteria)

    def _criteria(self, table: Mapping) -> tuple[Criterion, ...]:
        return tuple(gates.criterion(name, fields) for name, _key, fields in self._entries(table, CRITERION))

    def _roadmap(self) -> Iterator[RoadmapEntry]:
        for name, key, fields in self._entries(self.fields.get("roadmap", _NOTHING), ROADMAP_ENTRY):
            activity = self.rows.look_up(name, None, key)
            if activity is not None:
                yield RoadmapEntry(activity=activity, **fields)

    def _baselines(self) -> Iterator[Baseline]:
        for name, _key, fields in self._section("baselines", keys.BASELINE):
            table = fields.get("activities", _NOTHING)
            entries = (
                entities.baseline_entry(row_id, row) for row_id, _at, row in self._entries(table, keys.BASELINE_ENTRY)
            )
            yield entities.baseline(name, fields, tuple(entries))

    def _contracts(self, activities: Sequence[Activity], streams: Sequence[Workstream]) -> Iterator[Contract]:
        teams = teams_of(activities, streams)
        for name, key, fields in self._section("needs", NEED):
            delivers = fields.get("delivers")
            if "from" in fields:
                provider = self._side(fields["from"], delivers, teams)
            else:
                provider = "", self.rows.look_up(*_spread(delivers)) if delivers else None
                self._check_outside(key, fields)
            consumer = self._side(fields["to"], fields.get("for"), teams)
            status_date = self.fields.get("status_date")
            yield needs.contract(name, fields, sides=(provider, consumer), status_date=status_date)

    def _check_outside(self, key: Node, fields: Fields) -> None:
        if "vendor" not in fields and "elsewhere" not in fields:
            message = _("Nobody is named who provides this.")
            hint = _("Write “from: team”, “vendor: name” or “elsewhere: { program: id }”.")
            self.reading.findings.add("missing-key", key, message, hint)

    def _side(
        self, one: tuple[str, Node], other: tuple[str, Node] | None, teams: dict[str, str | None]
    ) -> tuple[str, str | None]:
        """The team and the activity of one side of a contract, of which either may be unsaid."""
        name, node = one
        activity = self.rows.look_up(*_spread(other)) if other else None
        known = name in self.fields.get("teams", _NOTHING).entries
        if known or activity or ("/" not in name and name not in teams):
            return name, activity
        found = self.rows.look_up(name, None, node)
        team = teams.get(found) if found is not None else None
        if found is not None and team is None:
            message = _("The activity “{id}” has no team.").format(id=found)
            self.reading.findings.add(
                "missing-reference", node, message, _("Name the team here and the activity apart.")
            )
        return team or name, found


def _spread(placed: tuple[str, Node]) -> tuple[str, None, Node]:
    return placed[0], None, placed[1]


def _source(node: Node) -> Source:
    return Source(file=node.file, line=node.line, column=node.column)


def _with_standard(calendars: tuple[Calendar, ...], default: str) -> tuple[Calendar, ...]:
    """The standard calendar need not be written."""
    if default != STANDARD.id or any(calendar.id == default for calendar in calendars):
        return calendars
    return (STANDARD, *calendars)


def teams_of(activities: Sequence[Activity], streams: Sequence[Workstream]) -> dict[str, str | None]:
    """Who does each activity: its team, else its workstream's."""
    of_stream = {stream.id: stream.team for stream in streams}
    return {a.id: a.team if a.team is not None else of_stream.get(a.workstream or "") for a in activities}
