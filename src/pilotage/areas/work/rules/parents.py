"""Which item is a part of which."""

from collections.abc import Iterable, Mapping


def circle(parents: Mapping[str, str], starts: Iterable[str]) -> list[str]:
    """The keys of a circle that goes through one of ``starts``, the first one again at its end; empty without one."""
    for start in starts:
        way, at = [start], parents.get(start, "")
        while at and at not in way:
            way.append(at)
            at = parents.get(at, "")
        if at:
            return [*way[way.index(at) :], at]
    return []
