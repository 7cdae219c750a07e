"""People and their shares, from owner and assignee columns."""

import re
from typing import Any

from pilotage.exchange.tabular.convert.naming import Register
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.people import Person

_SHARE = re.compile(r"(?P<name>.+?)\s*[\[(]?\s*(?P<share>\d{1,4}(?:[.,]\d+)?)\s*%\s*[\])]?\Z")
_MOST_UNITS = 100.0


class People:
    """Everyone who is named, once."""

    def __init__(self) -> None:
        self._register = Register()

    def id(self, name: str) -> str:
        return self._register.id(name.strip())

    def assignments(self, fields: dict[str, Any]) -> tuple[Assignment, ...]:
        """``Ann``, ``Ann 50%``, ``Ann[50%]``; a person named twice counts once."""
        found: dict[str, Assignment] = {}
        for text in fields.get("assignees", ()):
            match = _SHARE.match(text)
            name = match["name"] if match else text
            units = float(match["share"].replace(",", ".")) / 100 if match else 1.0
            person = self.id(name)
            found.setdefault(person, Assignment(person, min(units, _MOST_UNITS)))
        return tuple(found.values())

    def people(self) -> tuple[Person, ...]:
        return tuple(
            Person(id=id_, name=name, email=name if "@" in name[1:-1] else "")
            for id_, name in self._register.titles.items()
        )
