"""Reading the work items of files and folders."""

import datetime as dt
import difflib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.cli.inputs import read, show
from pilotage.plan.flow.items.history import By, Histories, WorkHistory, histories
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.work_items import StatusCategory, WorkItem

Sources = Annotated[
    list[Path],
    typer.Argument(
        help="Work items: Jira JSON, JSON lines or CSV, GitHub JSON, or a plain CSV (id, created, started, finished, "
        "team, milestone, type); or folders of these.",
        show_default=False,
    ),
]
ByOption = Annotated[By, typer.Option("--by", help="What one history is; auto: the team, else the project.")]

StateOption = Annotated[
    list[str] | None,
    typer.Option("--state", help='What a state means, "In QA=doing": todo, doing or done; repeatable.'),
]


class Read(NamedTuple):
    """The items of one export, and the name of its (first) file without endings."""

    name: str
    items: tuple[WorkItem, ...]


def read_sources(
    paths: Sequence[Path], mapping: Path | None, good_part: bool, states: Sequence[str] | None = None
) -> list[Read]:
    """The items of all files, with the categories that ``states`` give. Files that share a project are parts of one
    export. Raises CommandError: 2 where a file is faulty or holds no work items, or a state is unknown.
    """
    found: list[Read] = []
    for path in _files(paths):
        items = read(path, mapping, good_part).work_items
        if not items:
            raise CommandError(_("{path} holds no work items.").format(path=path), FAULTY_INPUT)
        found.append(Read(path.name.split(".")[0], items))
    whole = _joined(found)
    return _recategorized(whole, states) if states else whole


def _joined(found: Sequence[Read]) -> list[Read]:
    whole: list[tuple[Read, set[str]]] = []
    for source in found:
        projects = {item.project for item in source.items} - {""}
        parts = [each for each in whole if each[1] & projects]
        whole = [each for each in whole if not each[1] & projects]
        items = tuple(item for read in (*(part for part, _projects in parts), source) for item in read.items)
        name = parts[0][0].name if parts else source.name
        whole.append((Read(name, items), projects.union(*(each for _part, each in parts))))
    return [source for source, _projects in whole]


def _recategorized(found: Sequence[Read], states: Sequence[str]) -> list[Read]:
    from pilotage.plan.flow.items.states import recategorize
    from pilotage.plan.flow.items.states import states as states_of

    chosen = dict(_chosen(each) for each in states)
    known = {state.name.casefold(): state.name for source in found for state in states_of(source.items)}
    for name in chosen:
        if name.casefold() not in known:
            near = difflib.get_close_matches(name.casefold(), known, n=3, cutoff=0.4) or list(known)[:10]
            names = ", ".join(known[each] for each in near)
            text = _("There is no state {name!r} in the data. There are: {names}.")
            raise CommandError(text.format(name=name, names=names), FAULTY_INPUT)
    return [source._replace(items=recategorize(source.items, chosen)) for source in found]


def _chosen(text: str) -> tuple[str, StatusCategory]:
    name, _equals, category = text.rpartition("=")
    try:
        return name.strip(), StatusCategory(category.strip().casefold())
    except ValueError:
        message = _("--state {text!r} is not of the form {form}.")
        raise CommandError(message.format(text=text, form="NAME=todo|doing|done"), FAULTY_INPUT) from None


def today() -> dt.date:
    """Forecasts know nothing after today, whatever dates a file has."""
    return dt.date.today()  # noqa: DTZ011  # a door


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
            if not inside:
                raise CommandError(_("The folder {path} is empty.").format(path=path), FAULTY_INPUT)
            files += inside
        else:
            files.append(path)
    return files


def all_histories(sources: Sequence[Read], by: By, as_of: dt.date | None = None) -> Histories:
    """Of all sources together; with several of them each history's name begins with its source's."""
    each = [histories(source.items, by=by, as_of=as_of) for source in sources]
    for found in each:
        show(found.problems)
    several = len(sources) > 1
    names = [source.name if several else "" for source in sources]
    items = sum(len(source.items) for source in sources)
    good = sum((found.score or 0.0) * len(source.items) for found, source in zip(each, sources, strict=True))
    return Histories(
        asked=_named(names, [found.asked for found in each]),
        teachers=_named(names, [found.teachers for found in each]),
        problems=tuple(problem for found in each for problem in found.problems),
        score=good / items if items else None,
        known=max((found.known for found in each if found.known is not None), default=None),
    )


def _named(names: Sequence[str], groups: Sequence[Sequence[WorkHistory]]) -> tuple[WorkHistory, ...]:
    return tuple(
        history._replace(name="/".join(part for part in (name, history.name) if part))
        for name, group in zip(names, groups, strict=True)
        for history in group
    )
