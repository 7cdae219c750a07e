"""Ids: short, lower case, unique; and the many names by which rows refer to one another."""

import re
import unicodedata
from collections import Counter
from typing import Any

from pilotage.exchange.tabular.rows import ProblemLog, Row, warn
from pilotage.plan.language.messages import _

_MOST = 60
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def slug(text: str, fallback: str = "") -> str:
    """``Ledger split (EU)`` -> ``ledger-split-eu``; ``fallback`` where no letter or digit of ASCII is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_WORD.sub("-", plain).strip("-")[:_MOST].rstrip("-") or fallback


class Names:
    """Gives out unique ids, and finds them again by the words that the file uses."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._taken: Counter[str] = Counter()
        self._by_word: dict[str, str | None] = {}
        self._by_title: dict[str, str | None] = {}

    def give(self, wanted: str, row: Row, *, own: bool) -> str:
        """``wanted``, or with a number behind it where it is taken; ``own``: the file itself gave it, so say so."""
        chosen = wanted
        while chosen in self._taken:
            self._taken[wanted] += 1
            chosen = f"{wanted}-{self._taken[wanted]}"
        self._taken[chosen] += 1
        if chosen != wanted and own:
            message = _("the id “{id}” appears more than once; this one became “{new}”").format(id=wanted, new=chosen)
            warn(self._log, "duplicate-id", message, row)
        return chosen

    def learn(self, id_: str, words: tuple[Any, ...], title: str) -> None:
        """Ids and keys beat titles; the first of two rows with the same id keeps it."""
        for word in words:
            if word:
                self._by_word.setdefault(str(word).strip().casefold(), id_)
        title = title.strip().casefold()
        self._by_title[title] = None if title in self._by_title else id_

    def find(self, word: str) -> str | None:
        """The id of the row that calls itself ``word``: by id, key, full id, or a title that only one row has."""
        word = word.strip().casefold()
        return self._by_word.get(word) or self._by_title.get(word)


class Register:
    """Things known by a name alone: workstreams, teams, people."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self.titles: dict[str, str] = {}

    def id(self, name: str) -> str:
        """The id of the thing called ``name``, made on first sight."""
        known = self._ids.get(name.casefold())
        if known is not None:
            return known
        base = slug(name.split("@", maxsplit=1)[0] if "@" in name[1:] else name, f"n{len(self._ids) + 1}")
        chosen, number = base, 1
        while chosen in self.titles:
            number += 1
            chosen = f"{base}-{number}"
        self._ids[name.casefold()] = chosen
        self.titles[chosen] = name
        return chosen

    def put(self, id_: str, name: str) -> None:
        """The thing called ``name`` has this id already."""
        if id_ not in self.titles:
            self.titles[id_] = name or id_
            self._ids.setdefault(self.titles[id_].casefold(), id_)
