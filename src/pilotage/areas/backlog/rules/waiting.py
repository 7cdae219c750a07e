"""Which items wait for which: by the links of their tracker, and by the plan of their activities."""

from collections.abc import Iterable, Mapping, Sequence

WAITS = frozenset({"is blocked by", "blocked by", "depends on", "is dependent on", "requires", "needs"})
"""Words of trackers for a link to what an item waits for, in small letters."""
HOLDS = frozenset({"blocks", "is depended on by", "is required by"})

MOST = 5
"""Items that one is shown to wait for."""


def waiting(
    links: Mapping[str, Sequence[Sequence[str]]],
    activities: Mapping[str, str],
    dependencies: Iterable[tuple[str, str]],
) -> dict[str, set[str]]:
    """Item -> those that it waits for. ``links`` are pairs of a word and another key, ``activities`` the activity that
    an item belongs to, ``dependencies`` pairs of predecessor and successor.
    """
    found: dict[str, set[str]] = {}
    for key, pairs in links.items():
        for word, other in pairs:
            if word.casefold() in WAITS:
                found.setdefault(key, set()).add(other)
            elif word.casefold() in HOLDS:
                found.setdefault(other, set()).add(key)
    members: dict[str, list[str]] = {}
    for key, activity in activities.items():
        members.setdefault(activity, []).append(key)
    for before, after in dependencies:
        for key in members.get(after, ()):
            found.setdefault(key, set()).update(members.get(before, ()))
    return found


def too_early(order: Sequence[str], waits: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Items that stand above something that they wait for, with what that is, in its order."""
    place = {key: at for at, key in enumerate(order)}
    found = {}
    for key, at in place.items():
        below = sorted((place[other], other) for other in waits.get(key, ()) if place.get(other, -1) > at)
        if below:
            found[key] = tuple(other for _place, other in below[:MOST])
    return found
