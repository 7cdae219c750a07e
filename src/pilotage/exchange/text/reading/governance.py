"""From the fields of responsibilities and cadences to their values."""

from collections.abc import Iterator

from pilotage.exchange.text.reading.entities import complete
from pilotage.exchange.text.values.titles import title_of
from pilotage.exchange.text.vocabulary import governance as keys
from pilotage.exchange.text.vocabulary.shapes import Fields
from pilotage.plan.vocabulary.governance import Cadence, Responsibility


def responsibilities(fields: Fields) -> Iterator[Responsibility]:
    """Of the whole program, a row of the matrix after the other."""
    for row in fields.get("responsibilities", ()):
        if complete(keys.RESPONSIBILITY, row):
            for word, letter in keys.LETTERS.items():
                for role, person in row.get(word, ()):
                    yield Responsibility(subject=row["subject"], role=role, person=person, letter=letter)


def cadence(name: str, fields: Fields) -> Cadence:
    more = {key: value for key, value in fields.items() if key not in ("title", "on")}
    return Cadence(id=name, title=fields.get("title", title_of(name)), weekday=fields.get("on"), **more)
