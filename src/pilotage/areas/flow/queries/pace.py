"""What fits the next weeks: how many items of its backlog each workstream finishes, by its own pace."""

import datetime as dt
from collections.abc import Collection

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.actor import Actor
from pilotage.areas.backlog.queries.items import priorities
from pilotage.areas.backlog.rules.stored import settings_in
from pilotage.areas.errors import InvalidError
from pilotage.areas.flow.queries.items import work_of
from pilotage.areas.flow.queries.learning import learned, learning_row
from pilotage.areas.flow.rules.learned import Learned
from pilotage.areas.flow.rules.work import Work
from pilotage.areas.programs.queries import visible
from pilotage.areas.work.queries.board import streams
from pilotage.areas.work.queries.scope import keys_in
from pilotage.plan.flow.forecasts import sentences
from pilotage.plan.flow.forecasts.forecast import Question, forecast
from pilotage.plan.flow.items.history import Sufficiency, named_history

MOST_WEEKS = 104


class BacklogPace(msgspec.Struct, frozen=True, kw_only=True):
    """Of a workstream (empty: of all items together): at least ``sure`` items with 85 % confidence, ``even`` with 50 %;
    None where its history is too short, thin or empty to say, which ``said`` tells in words.
    """

    workstream: str
    title: str
    sure: int | None
    even: int | None
    finished: int
    said: str


class Paces(msgspec.Struct, frozen=True, kw_only=True):
    """The ``weeks`` that end with ``until``; ``as_of`` is the last day that the items tell of, None without items."""

    as_of: dt.date | None
    until: dt.date | None
    weeks: int
    paces: tuple[BacklogPace, ...]


def paces_of(*, actor: Actor, program: str, weeks: int, today: dt.date) -> Paces:
    """Counted are items of the kinds that are ranked. Raises InvalidError for less than one week or too many."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise InvalidError.field("weeks", _("Ask for 1 to {n} weeks.").format(n=MOST_WEEKS))
    row = visible(actor=actor, program=program).program
    work = work_of(row.pk)
    if work.known is None:
        return Paces(as_of=None, until=None, weeks=weeks, paces=())
    as_of = min(work.known, today)
    kinds = frozenset(settings_in(priorities(row.pk).settings).kinds)
    taught = learned(learning_row(row.pk))
    asked = [("", _("the program"), None), *((each.id, each.title, keys_in(row.pk, each.id)) for each in streams(row))]
    found = []
    for code, title, keys in asked:
        question = ("pace", code, weeks, as_of, kinds, taught.inputs)
        found.append(work.answer(question, lambda: _pace(work, taught, (code, title), keys, kinds, weeks, as_of)))  # noqa: B023 - called at once
    return Paces(as_of=as_of, until=as_of + dt.timedelta(weeks=weeks), weeks=weeks, paces=tuple(found))


def _pace(
    work: Work,
    taught: Learned,
    stream: tuple[str, str],
    keys: Collection[str] | None,
    kinds: Collection[str],
    weeks: int,
    as_of: dt.date,
) -> BacklogPace:
    items = [
        item for item in work.then(as_of) if (keys is None or item.key in keys) and (not kinds or item.kind in kinds)
    ]
    code, title = stream
    history = named_history(items, work.cleaned.bulk, None)
    assert history is not None, "a history without a name is that of all items"
    teams = {item.team for item in items}
    team = next(iter(teams)) if len(teams) == 1 else None
    question = Question(as_of=as_of, until=as_of + dt.timedelta(weeks=weeks))
    # what was learned from a team is found by its name
    found = forecast(history._replace(name=team or (title if code else "")), taught.items, question)
    levels = {each.level: each.items for each in found.how_many}
    ready = found.state is Sufficiency.ENOUGH and bool(levels)
    return BacklogPace(
        workstream=code,
        title=title,
        sure=levels.get(85) if ready else None,
        even=levels.get(50) if ready else None,
        finished=history.done,
        said=sentences.answer(msgspec.structs.replace(found, history=title)),
    )
