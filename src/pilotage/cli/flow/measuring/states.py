"""``pilotage flow SOURCE --states``: the states of a tracker, and what they are taken for."""

import sys
from collections.abc import Sequence

import msgspec

from pilotage.cli.flow.sources import Read
from pilotage.cli.output import Column, Format, write_json, write_rows
from pilotage.plan.flow.items.states import states
from pilotage.plan.language.messages import _


def write_states(read: Sequence[Read], form: Format) -> None:
    """Of all sources together; guesses are marked, and how to put them right is said."""
    found = states(item for source in read for item in source.items)
    rows = [msgspec.to_builtins(state) for state in found]
    if form is Format.JSON:
        write_json(rows)
        return
    columns = [
        Column("name", _("State")),
        Column("category", _("Means")),
        Column("guessed", _("Guessed")),
        Column("items", _("Items in it"), right=True),
        Column("moves", _("Moved into it"), right=True),
        Column("first", _("First seen"), right=True),
    ]
    guess = {True: _("by dates"), False: ""}
    shown = [row if form is Format.CSV else {**row, "guessed": guess[row["guessed"]]} for row in rows]
    write_rows(shown, columns, form)
    guessed = next((state for state in found if state.guessed), None)
    if form is Format.TABLE and guessed is not None:
        text = _("Where a guess is wrong, say what the state means: {option}").format(
            option=f'--state "{guessed.name}=doing"'
        )
        sys.stdout.write(f"{text}\n")
