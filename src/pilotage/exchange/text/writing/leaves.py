"""What the tree of a text is made of, and values that are left out where the reader knows them."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from pilotage.exchange.text.values import amounts
from pilotage.exchange.text.values.titles import title_of


class Word(str):
    """A value in the notation of the format, such as a date: never quoted because of what YAML might take it for."""

    __slots__ = ()


class Table(dict[str, "Tree"]):
    """Entities by id, each on lines of its own."""


Tree: TypeAlias = str | dict[str, "Tree"] | list["Tree"]
Fields = dict[str, Tree]
Unsaid = str | dict[str, Tree] | list[Tree] | None


def said(**fields: Unsaid) -> Fields:
    """The fields that are given; underscores of names become hyphens, one at the end is dropped."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in fields.items() if value is not None}


def text_or_none(value: str) -> str | None:
    return value or None


def title_or_none(title: str, name: str) -> str | None:
    return None if title == title_of(name) else title


def word(value: object, default: object = None) -> Word | None:
    return None if value is None or value == default else Word(value)


def share(value: float | None, default: float | None = None) -> Word | None:
    return None if value is None or value == default else Word(amounts.format_share(value))


def flag(value: bool) -> Word | None:
    return Word("true") if value else None


def one_or_list(values: Sequence[Tree]) -> Tree | None:
    return (values[0] if len(values) == 1 else list(values)) if values else None


def words(values: Iterable[str | dict[str, str]]) -> list[Tree]:
    """Words, or fields where a value has several."""
    return [Word(value) if isinstance(value, str) else dict(value) for value in values]
