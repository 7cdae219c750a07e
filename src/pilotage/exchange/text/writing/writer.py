"""A program as canonical text: one file, or the files of a folder. The same program always gives the same text."""

import re
from collections.abc import Container

from pilotage.exchange.text.writing.emitter import emit
from pilotage.exchange.text.writing.leaves import Table, Tree
from pilotage.exchange.text.writing.tree import program_tree
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program

_FOLDER = {
    "people": "people.yaml",
    "responsibilities": "people.yaml",
    "cadences": "people.yaml",
    "risks": "risks.yaml",
    "factors": "risks.yaml",
    "correlations": "risks.yaml",
    "needs": "risks.yaml",
    "asks": "risks.yaml",
    "baselines": "history/baselines.yaml",
    "forecasts": "history/forecasts.yaml",
}
"""Files of sections; what is not named here stands in ``program.yaml``."""


def write(program: Program) -> str:
    """One file. ``losses`` names what it cannot hold."""
    return emit(program_tree(program))


def write_folder(program: Program) -> dict[str, str]:
    """The texts of a folder by path. ``program.yaml`` names the workstreams in order; each has a file for its rows."""
    files: dict[str, dict[str, Tree]] = {"program.yaml": {}}
    for key, value in program_tree(program).items():
        files.setdefault(_FOLDER.get(key, "program.yaml"), {})[key] = value
    streams = files["program.yaml"].get("workstreams")
    if isinstance(streams, Table):
        for name, fields in streams.items():
            if isinstance(fields, dict) and "activities" in fields:
                rows = fields.pop("activities")
                path = f"workstreams/{file_name(name, files)}.yaml"
                files[path] = {"workstreams": Table({name: {"activities": rows}})}
    return {path: emit(tree) for path, tree in files.items() if tree}


def file_name(name: str, taken: Container[str]) -> str:
    """A file name that every system allows."""
    plain = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-.") or "workstream"
    plain = plain[:60]
    number, found = 1, plain
    while f"workstreams/{found}.yaml" in taken:
        number += 1
        found = f"{plain}-{number}"
    return found


def losses(program: Program) -> tuple[Problem, ...]:
    """What a text cannot hold, because nothing in the program carries it."""
    ids = {activity.id for activity in program.activities}
    found = []
    for dependency in program.dependencies:
        if dependency.successor not in ids:
            message = _("The dependency {id} ends nowhere and is not written.").format(id=dependency.id)
            found.append(
                Problem(id="not-written", severity=Severity.WARNING, message=message, entity=dependency.successor)
            )
    if len(ids) < len(program.activities):
        message = _("Of activities with the same id, only the last is written.")
        found.append(Problem(id="not-written", severity=Severity.ERROR, message=message))
    return tuple(found)
