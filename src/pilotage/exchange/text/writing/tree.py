"""From a program to the tree of its text: what must be written and nothing that the reader would know without it."""

from pilotage.exchange.text.writing.context import Writing
from pilotage.exchange.text.writing.gates import gate_tree
from pilotage.exchange.text.writing.governance import cadence_tree, responsibility_trees
from pilotage.exchange.text.writing.head import header
from pilotage.exchange.text.writing.leaves import Table, Tree
from pilotage.exchange.text.writing.needs import need_tree
from pilotage.exchange.text.writing.places import NO_HABITS, Habits, places
from pilotage.exchange.text.writing.records import baseline_tree, forecast_tree, roadmap_tree
from pilotage.exchange.text.writing.register import ask_tree, correlation_tree, factor_tree, risk_tree
from pilotage.exchange.text.writing.team import calendar_tree, person_tree, team_tree, workstream_tree
from pilotage.exchange.text.writing.work import activity_tree
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.calendars import STANDARD
from pilotage.plan.vocabulary.program import Program


def _sections(writing: Writing) -> dict[str, Tree]:
    """All but the header, the activities apart."""
    program = writing.program
    calendars = program.calendars
    if calendars and calendars[0] == STANDARD and program.default_calendar == STANDARD.id:
        calendars = calendars[1:]
    found: dict[str, Tree] = {
        "calendars": Table({one.id: calendar_tree(one) for one in calendars}),
        "people": Table({one.id: person_tree(one) for one in program.people}),
        "teams": Table({one.id: team_tree(one) for one in program.teams}),
        "workstreams": Table({one.id: workstream_tree(one) for one in program.workstreams}),
        "risks": Table({one.id: risk_tree(writing, one) for one in program.risks}),
        "factors": Table({one.id: factor_tree(writing, one) for one in program.factors}),
        "correlations": [correlation_tree(writing, one) for one in program.correlations],
        "needs": Table({one.id: need_tree(writing, one) for one in program.contracts}),
        "gates": Table({one.id: gate_tree(writing, one) for one in program.gates}),
        "responsibilities": responsibility_trees(program.responsibilities),
        "cadences": Table({one.id: cadence_tree(one) for one in program.cadences}),
        "roadmap": Table({one.activity: roadmap_tree(one) for one in program.roadmap}),
        "asks": [ask_tree(one) for one in program.asks],
        "baselines": Table({one.id: baseline_tree(writing, one) for one in program.baselines}),
        "forecasts": [forecast_tree(writing, one) for one in program.forecasts],
    }
    return {name: value for name, value in found.items() if value}


def program_tree(program: Program, habits: Habits = NO_HABITS) -> dict[str, Tree]:
    """The whole text of a program: sections in the order of the format."""
    writing = Writing(program, habits)
    sections = _sections(writing)
    tables = activity_tables(program, writing)
    streams = sections.get("workstreams")
    if isinstance(streams, Table):
        for stream, fields in streams.items():
            rows = tables.get((stream, "activities"))
            if rows and isinstance(fields, dict):
                fields["activities"] = rows
    own: dict[str, Tree] = {name: tables[None, name] for name in ("activities", "milestones") if (None, name) in tables}
    order = (
        "calendars",
        "people",
        "teams",
        "workstreams",
        "activities",
        "milestones",
        "risks",
        "factors",
        "correlations",
        "needs",
        "gates",
        "responsibilities",
        "cadences",
        "roadmap",
        "asks",
        "baselines",
        "forecasts",
    )
    merged = sections | own
    return {**header(writing), **{name: merged[name] for name in order if name in merged}}


def activity_tables(program: Program, writing: Writing) -> dict[tuple[str | None, str], Table]:
    """By workstream (None: the program's own) and section."""
    found = places(program, writing.habits)
    tables: dict[tuple[str | None, str], Table] = {}
    inner: dict[str, Table] = {}
    for activity in program.activities:
        place = found[activity.id]
        fields = activity_tree(writing, activity, place)
        if activity.kind is ActivityKind.SUMMARY:
            fields["activities"] = inner[activity.id] = Table()
        if place.nested and activity.parent is not None:
            inner[activity.parent][place.name] = fields
        else:
            tables.setdefault((place.home, place.section), Table())[place.name] = fields
    return tables
