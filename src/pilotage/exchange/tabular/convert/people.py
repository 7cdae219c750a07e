"""People and their shares, from owner and assignee columns."""

import re
from typing import Any

from pilotage.exchange.tabular.convert.naming import Register
from pilotage.plan.vocabulary.activities import Assignment
from pilotage.plan.vocabulary.people import Person

_SHARE = re.compile(r"(?P<name>.+?)\s*[\[(]?\s*(?P<share>\d{1,4}(?:[.,]\d+)?)\s*%\s*[\])]?\Z")
_ALONE = re.compile(r"(?P<name>)(?P<share>\d{1,4}(?:[.,]\d+)?)\s*%\Z")
_SKILL = re.compile(r"\{(?P<skill>[^{}]{1,300})\}")
_MOST_UNITS = 100.0


class People:
    """Everyone who is named, once."""

    def __init__(self) -> None:
        self._register = Register()

    def id(self, name: str) -> str:
        return self._register.id(name.strip())

    def assignments(self, fields: dict[str, Any]) -> tuple[Assignment, ...]:
        """``Ann``, ``Ann 50%``, ``Ann[50%]``, ``Ann {sql} 50%``, or ``{sql}`` for anybody who has the skill; somebody
        named twice for the same counts once.
        """
        found: dict[tuple[str, str], Assignment] = {}
        for text in fields.get("assignees", ()):
            asked = _SKILL.search(text)
            skill = asked["skill"].strip() if asked else ""
            rest = _SKILL.sub("", text).strip()
            match = _ALONE.match(rest) or _SHARE.match(rest)
            name = match["name"] if match else rest
            units = float(match["share"].replace(",", ".")) / 100 if match else 1.0
            person = self.id(name) if name or not skill else ""
            found.setdefault((person, skill), Assignment(person, min(units, _MOST_UNITS), skill))
        return tuple(found.values())

    def people(self) -> tuple[Person, ...]:
        return tuple(
            Person(id=id_, name=name, email=name if "@" in name[1:-1] else "")
            for id_, name in self._register.titles.items()
        )
