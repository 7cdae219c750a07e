"""Which items are a workstream's, and what the states of a program's items mean."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from pilotage.areas.errors import NotFoundError
from pilotage.areas.programs.models import Team, Workstream
from pilotage.areas.work.models import Board, Tracker, WorkItem
from pilotage.areas.work.queries.home import lives_here
from pilotage.areas.work.rules.boards import CATEGORIES, Column, StateCount, usual_states
from pilotage.plan.flow.items.states import category_of


def scope(program_id: int, workstream: str) -> Q:
    """The items of a workstream (empty: all): those that say so, and imported ones that say nothing but whose team or
    project is called like it or its team. Raises NotFoundError.
    """
    if not workstream:
        return Q()
    found = stream_names(program_id, workstream)
    if workstream not in found:
        raise NotFoundError(_("There is no workstream “{id}” in this program.").format(id=workstream[:100]))
    names = found[workstream]
    called = Q(project__in=names) | Q(details__team__in=names)
    return Q(workstream=workstream) | (Q(workstream="", native=False) & called)


def stream_names(program_id: int, workstream: str = "") -> dict[str, set[str]]:
    """What the items of each workstream (empty: of all, in their order) may be called by, as project or team."""
    rows = Workstream.objects.filter(program_id=program_id).order_by("position", "id")
    if workstream:
        rows = rows.filter(code=workstream)
    streams = list(rows.values_list("code", "title", "team"))
    codes = {team for _code, _title, team in streams if team}
    teams = Team.objects.filter(program_id=program_id, code__in=codes) if codes else Team.objects.none()
    titles = dict(teams.values_list("code", "title"))
    return {
        code: {title, code} | ({team, titles.get(team) or team} if team else set()) for code, title, team in streams
    }


def keys_in(program_id: int, workstream: str) -> frozenset[str]:
    """Of all items of a workstream."""
    found = WorkItem.objects.filter(scope(program_id, workstream), program_id=program_id)
    return frozenset(found.values_list("key", flat=True))


def states_in(program_id: int, within: Q, tracker: Tracker, boards: Sequence[Board]) -> tuple[StateCount, ...]:
    """The states of items ``within``, and those that any board names, by category and stage; the usual ones where
    nobody has said others. Two queries.
    """
    rows = WorkItem.objects.filter(within, program_id=program_id).exclude(status="").order_by()
    counted = list(rows.values_list("status", "category").annotate(n=Count("id")))
    named = [name for board in boards for column in board.columns for name in column["states"]]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name, category, items in counted:
        votes[name][category] += items
    items = {name: sum(found.values()) for name, found in votes.items()}
    meant = _meanings(votes, [*named, *tracker.chosen], tracker.chosen, boards)
    known = [StateCount(name, meant[name], items.get(name, 0)) for name in dict.fromkeys([*items, *named])]
    found = [*known, *_usual(program_id, known, boards)]
    return tuple(sorted(found, key=lambda state: (CATEGORIES.index(state.category), _stage(state.name))))


def _usual(program_id: int, known: Sequence[StateCount], boards: Sequence[Board]) -> list[StateCount]:
    """The usual states, while nobody has set up a board: all where items are made here, those of a category that has
    none where they were taken over from a tracker.
    """
    if boards or not lives_here(program_id):
        return [] if known else list(usual_states())
    names, categories = {state.name for state in known}, {state.category for state in known}
    taken_over = WorkItem.objects.filter(program_id=program_id, native=False).exists()
    return [
        state
        for state in usual_states()
        if state.name not in names and not (taken_over and state.category in categories)
    ]


def meanings(program_id: int, tracker: Tracker, boards: Sequence[Board]) -> dict[str, str]:
    """Every state that an item of the program may be in, with its category. Two queries."""
    return {state.name: state.category for state in states_in(program_id, Q(), tracker, boards)}


def columns_of(board: Board) -> tuple[Column, ...]:
    return tuple(Column(**{**column, "states": tuple(column["states"])}) for column in board.columns)


def _meanings(
    votes: Mapping[str, Counter[str]], named: Sequence[str], chosen: Mapping[str, str], boards: Sequence[Board]
) -> dict[str, str]:
    """People's choice, else what most items in it say, else the word, else its place on a board."""
    found = {}
    for name in (*votes, *named):
        word = category_of(name)
        said = votes[name].most_common(1)[0][0] if name in votes else (word.value if word else _placed(name, boards))
        found[name] = chosen.get(name, said)
    return found


def _placed(name: str, boards: Sequence[Board]) -> str:
    for board in boards:
        for at, column in enumerate(board.columns):
            if name in column["states"]:
                return "todo" if at == 0 else "done" if at == len(board.columns) - 1 else "doing"
    return "todo"


_STAGES = (
    ("progress", "develop", "doing", "active", "design", "analysis", "build"),
    ("review",),
    ("test", "qa", "verif", "valid"),
    ("uat", "accept", "merge", "release", "deploy"),
    ("block", "hold", "wait", "pause", "pending"),
)


def _stage(name: str) -> int:
    """Work, review, test, release, waiting: the order in which most teams take these."""
    lower = name.casefold()
    return next((at for at, words in enumerate(_STAGES) if any(word in lower for word in words)), 0)
