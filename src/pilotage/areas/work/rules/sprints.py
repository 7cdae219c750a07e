"""Pure decisions about sprints: what may be set, and what is demanded of starting and closing one."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError

LONGEST_DAYS = 92
"""As the measures count it: what lasts longer than a quarter is no sprint."""
MOST_LETTERS = {"title": 300, "goal": 5_000, "reason": 1_000}
FIELDS = ("title", "goal", "start", "finish")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an item that was not done goes: ``to`` is the code of a sprint, or empty for the backlog."""

    key: str
    to: str
    reason: str


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Raises InvalidError for a field that there is not, a text that is too long, or days in the wrong order."""
    for name in fields:
        if name not in FIELDS:
            raise InvalidError.field(name, _("There is no field “{name}”.").format(name=name[:60]))
    found = dict(fields)
    for name in ("title", "goal"):
        if name in found:
            found[name] = str(found[name]).strip()
            if len(found[name]) > MOST_LETTERS[name] or "\x00" in found[name]:
                text = _("This text is longer than {n} characters.").format(n=f"{MOST_LETTERS[name]:,}")
                raise InvalidError.field(name, text)
    return found


def check_days(start: dt.date, finish: dt.date, others: Collection[tuple[str, dt.date, dt.date]]) -> None:
    """``others`` are the sprints of the same workstream: sprints of a team follow each other."""
    if finish < start:
        raise InvalidError.field("finish", _("A sprint ends on the day on which it starts, or later."))
    if (finish - start).days >= LONGEST_DAYS:
        raise InvalidError.field("finish", _("A sprint lasts {n} days at most.").format(n=LONGEST_DAYS))
    for title, first, last in others:
        if first <= finish and start <= last:
            text = _("These days overlap with “{title}”, {first} to {last}.")
            raise InvalidError.field("start", text.format(title=title, first=first, last=last))


def check_outcomes(left: Collection[str], outcomes: Sequence[Outcome], sprints: Collection[str]) -> None:
    """Every item that is ``left`` goes somewhere, for a reason; to the backlog or one of ``sprints``."""
    told = {each.key for each in outcomes}
    missing = sorted(set(left) - told)
    if missing:
        text = _("Say of each item that is not done where it goes: {keys}.")
        raise InvalidError.field("outcomes", text.format(keys=", ".join(missing[:10])))
    for each in outcomes:
        if each.key not in left:
            raise InvalidError.field("outcomes", _("{key} is done, or not in this sprint.").format(key=each.key[:100]))
        if each.to and each.to not in sprints:
            raise InvalidError.field("outcomes", _("There is no planned sprint “{id}”.").format(id=each.to[:100]))
        if not each.reason.strip() or len(each.reason) > MOST_LETTERS["reason"]:
            text = _("Say in up to 1,000 characters why {key} was not done.")
            raise InvalidError.field("outcomes", text.format(key=each.key[:100]))
