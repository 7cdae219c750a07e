"""Keys of the matrix of responsibilities and of what comes back regularly."""

import datetime as dt
import re

from pilotage.exchange.text.syntax.problems import ReadError, shown
from pilotage.exchange.text.values.notation import Notation
from pilotage.exchange.text.vocabulary.shapes import (
    ID,
    TEXT,
    Choice,
    Either,
    Entity,
    Fields,
    Key,
    Many,
    Value,
    whole,
)
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.governance import Every, Letter, Weekday

Holder = tuple[str, str | None]
"""A role, and the person who holds it."""

_HELD = re.compile(r"([^()]*[^()\s])\s*\(([^()]+)\)")
_TIME = r"([01]?\d|2[0-3]):[0-5]\d"


def format_holder(role: str, person: str | None) -> str | None:
    """``Product manager (mira)``; None where the parentheses would be taken for something else."""
    text = role if person is None else f"{role} ({person})"
    return text if parse_holder(text) == (role, person) else None


def parse_holder(text: str) -> Holder:
    held = _HELD.fullmatch(text)
    return (held[1], held[2].strip()) if held else (text, None)


def _holder(fields: Fields, _notation: Notation) -> Holder:
    return fields.get("role", ""), fields.get("person")


def _time(text: str, _notation: Notation) -> dt.time:
    if not re.fullmatch(_TIME, text):
        message = _("{text} is not a time of day.").format(text=shown(text))
        raise ReadError("wrong-value", message, _("Write hours and minutes, as in 09:30."))
    hours, minutes = text.split(":")
    return dt.time(int(hours), int(minutes))


TIME = Value(_("a time of day"), _time, {"type": "string", "pattern": f"^{_TIME}$"})
HOLDER = Entity("holder", {"role": Key(TEXT, "by office"), "person": Key(ID, "who holds it")})
_HOLDERS = Many(
    Either(Value(_("a role"), lambda text, _notation: parse_holder(text), {"type": "string"}), HOLDER, _holder)
)

LETTERS = {
    "accountable": Letter.ACCOUNTABLE,
    "responsible": Letter.RESPONSIBLE,
    "consulted": Letter.CONSULTED,
    "informed": Letter.INFORMED,
}
"""The words of the letters, in the order in which a row is written."""

RESPONSIBILITY = Entity(
    "responsibility",
    {
        "subject": Key(TEXT, "what it is about: a decision or a result", required=True),
        "accountable": Key(_HOLDERS, "answers for it, one only: Product manager (mira)"),
        "responsible": Key(_HOLDERS, "do it"),
        "consulted": Key(_HOLDERS, "are asked before"),
        "informed": Key(_HOLDERS, "are told after"),
    },
)
CADENCE = Entity(
    "cadence",
    {
        "title": Key(TEXT, "name"),
        "every": Key(
            Choice(Every, {each.value.replace("_", "-"): each for each in Every}),
            "day, week, two-weeks, month or quarter; default: week",
        ),
        "on": Key(Choice(Weekday), "day of the week; the first one of a month or quarter"),
        "at": Key(TIME, "time of day in the program's zone: 09:30"),
        "minutes": Key(whole(1, 1440), "how long"),
        "who": Key(Many(ID), "people and teams"),
        "workstream": Key(ID, "where it belongs to one"),
        "purpose": Key(TEXT, "what it is for: what is decided or made there"),
    },
)
