"""Which milestone a command speaks of."""

from typing import Annotated

import typer

from pilotage.cli.analysis import find_activity
from pilotage.cli.failures import FAULTY_INPUT, CommandError
from pilotage.plan.language.messages import _
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.program import Program

Milestone = Annotated[
    str | None,
    typer.Option(
        "--milestone", "-m", help="Id or title of a milestone or activity; the program's final one if none is named."
    ),
]


def target_of(program: Program, wanted: str | None) -> str:
    """The id of the milestone. Raises CommandError where there is none."""
    if wanted is not None:
        return find_activity(program, wanted)
    final = final_milestone(program)
    if final is None or all(each.id != final for each in program.activities):
        text = _("The plan has no milestone to speak of. Name an activity: --milestone ID")
        raise CommandError(text, FAULTY_INPUT)
    return final
