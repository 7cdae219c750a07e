"""Reading a plan for a command: problems go to stderr; a faulty file stops it unless its good part is wanted."""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from pilotage import exchange
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.exchange.result import ReadResult
from pilotage.plan.language.messages import _, ngettext
from pilotage.plan.vocabulary.problems import Problem, Severity
from pilotage.plan.vocabulary.program import Program

_MOST_SHOWN = 50

File = Annotated[
    Path,
    typer.Argument(
        help="A plan: YAML (file or folder), MS Project XML, CSV, XLSX or JSON; MPP and XER with an extra.",
        show_default=False,
    ),
]
Files = Annotated[
    list[Path],
    typer.Argument(help="Plans, as for the other commands; or folders of plans.", show_default=False),
]
Mapping = Annotated[
    Path | None, typer.Option("--map", help="A mapping of columns to fields (TOML), for CSV, XLSX and JSON.")
]
GoodPart = Annotated[
    bool, typer.Option("--good-part", help="Go on with what could be read, where the file has errors.")
]
AsOf = Annotated[
    dt.datetime | None,
    typer.Option(
        "--status-date", formats=["%Y-%m-%d"], help="Schedule unfinished work after this day, not the file's."
    ),
]


def read_program(path: Path, mapping: Path | None, good_part: bool, as_of: dt.datetime | None = None) -> Program:
    """The program in a file. Raises CommandError: 2 for a faulty file."""
    import msgspec

    result = read(path, mapping, good_part)
    if result.program is None:
        raise CommandError(_("{path} holds no plan.").format(path=path), FAULTY_INPUT)
    if as_of is None:
        return result.program
    return msgspec.structs.replace(result.program, status_date=as_of.date())


def read(path: Path, mapping: Path | None, good_part: bool) -> ReadResult:
    """Everything in a file, with a progress bar for a large one."""
    if not path.exists():
        raise CommandError(_("{path} does not exist.").format(path=path), FAULTY_INPUT)
    from pilotage.cli.progress import reading

    with reading(path) as progress:
        result = exchange.read(path, mapping=mapping, today=dt.date.today(), progress=progress)  # noqa: DTZ011  # a door
    show(result.problems)
    if not result.ok and not good_part:
        text = _("{path} has errors. Mend them, or go on with its good part: --good-part").format(path=path)
        raise CommandError(text, FAULTY_INPUT)
    return result


def show(problems: Sequence[Problem]) -> None:
    """Problems on stderr, errors first; information is not worth a line there."""
    worth = [problem for problem in problems if problem.severity is not Severity.INFO]
    worth.sort(key=lambda problem: problem.severity is not Severity.ERROR)
    for problem in worth[:_MOST_SHOWN]:
        sys.stderr.write(f"{problem.severity.value}: {problem} [{problem.id}]\n")
    if len(worth) > _MOST_SHOWN:
        more = len(worth) - _MOST_SHOWN
        sys.stderr.write(ngettext("and {n} more problem\n", "and {n} more problems\n", more).format(n=more))


def named_record(records: Iterable[Any], name: str | None, kind: str) -> str | None:
    """The id of the record with that id or title. Raises CommandError with the ids that there are."""
    if name is None:
        return None
    known = list(records)
    for each in known:
        if each.id == name or each.title.casefold() == name.casefold():
            return str(each.id)
    names = ", ".join(each.id for each in known) or _("none")
    text = _("There is no {kind} {name!r}. There are: {names}.")
    raise CommandError(text.format(kind=kind, name=name, names=names), FAULTY_INPUT)
