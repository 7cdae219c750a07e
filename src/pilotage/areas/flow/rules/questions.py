"""Which questions can be asked, and when two of them are the same."""

import datetime as dt
import hashlib
from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.areas.flow.rules.answers import Question
from pilotage.plan.flow.calibration.calibrated import METHOD
from pilotage.plan.flow.forecasts.joint import MOST_TEAMS

MODEL = f"throughput/{METHOD}"

MOST_ITEMS = 1_000_000
MOST_WEEKS = 520


def check(question: Question, as_of: dt.date) -> None:
    """Raises InvalidError where a question contradicts itself, or reaches too far."""
    found = next(_faults(question, as_of), None)
    if found is not None:
        raise InvalidError.field(*found)


def _faults(question: Question, as_of: dt.date) -> Iterator[tuple[str, str]]:
    """Field and sentence."""
    names = [each.name for each in question.teams]
    scopes = (question.items is not None) + (question.milestone is not None) + bool(names)
    if not scopes and question.until is None:
        yield "items", _("Say what to forecast: items, a milestone, or a day.")
    if scopes > 1 or (question.name is not None and (names or question.milestone is not None)):
        yield "milestone", _("Ask for one thing: items of one team, parts of several teams, or a milestone.")
    if any(not 1 <= each <= MOST_ITEMS for each in _numbers(question)):
        yield "items", _("Items are 1 to {n}.").format(n=f"{MOST_ITEMS:,}")
    if names and (not 2 <= len(names) <= MOST_TEAMS or len(set(names)) < len(names)):
        yield "teams", _("Name 2 to {n} teams, each of them once.").format(n=MOST_TEAMS)
    if question.items is None and question.growing:
        yield "items", _("Only a number of items can grow. Say how many there are.")
    if question.what_if is not None and question.items is None and question.milestone is None:
        yield "what_if", _("Only items of one team or a milestone can be supposed otherwise.")
    if question.until is not None and not as_of < question.until <= as_of + dt.timedelta(weeks=MOST_WEEKS):
        text = _("The day must lie after {first}, until which the items are known, and at most {n} weeks ahead.")
        yield "until", text.format(first=as_of.isoformat(), n=MOST_WEEKS)


def _numbers(question: Question) -> Iterator[int]:
    if question.items is not None:
        yield question.items
    yield from (each.items for each in question.teams)


def scored(question: Question) -> bool:
    """Whether what comes can be held against the answer: not where something was supposed, or the scope was to grow by
    what nobody counts.
    """
    return question.what_if is None and not question.growing


def identity(question: Question, as_of: dt.date, *, inputs: str, taught: str, seed: int) -> str:
    """The same for a forecast that would be the same: ``inputs`` is the hash of the items that it is made from,
    ``taught`` that of the items that its corrections were learned from.
    """
    parts = (question, as_of, inputs, taught, seed, MODEL)
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()
