"""Exports that come in pages: an array of arrays, or of objects that hold one array and say where it stands."""

from collections.abc import Iterator
from typing import Any

from pilotage.exchange.tabular.rows import ProblemLog
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity

_WHERE = frozenset({"startAt", "maxResults", "total_count", "incomplete_results", "isLast", "nextPageToken"})
_BESIDE = _WHERE | {"total", "expand", "names", "schema", "self", "nextPage", "warningMessages"}
_GRAPHQL = frozenset({"data", "errors", "extensions"})
_DEPTH = 4
_ITEMS = frozenset({"issues", "values", "items"})


def page_items(element: Any) -> list[Any] | None:
    """The items of a page, or None where the element is no page."""
    if isinstance(element, list):
        return element
    if isinstance(element, dict) and element.keys() <= _GRAPHQL:
        return _nodes(element.get("data"), _DEPTH)
    if not isinstance(element, dict) or not element.keys() <= _BESIDE | _ITEMS:
        return None
    inside = [value for key, value in element.items() if key in _ITEMS and isinstance(value, list)]
    return inside[0] if len(inside) == 1 else None


def _nodes(value: Any, depth: int) -> list[Any] | None:
    """The first list of nodes in an answer to a GraphQL query."""
    if not isinstance(value, dict) or not depth:
        return None
    if isinstance(value.get("nodes"), list):
        return list(value["nodes"])
    found = (_nodes(inner, depth - 1) for inner in value.values())
    return next((nodes for nodes in found if nodes is not None), None)


class Pages:
    """Takes pages apart and counts their rows; ``heads`` are what stood beside the items of each."""

    def __init__(self) -> None:
        self.rows = 0
        self.heads: list[dict[str, Any]] = []

    def elements(self, element: Any) -> Iterator[Any]:
        """The items of a page, or the element itself."""
        inside = page_items(element)
        if inside is None:
            self.rows += 1
            yield element
            return
        self.heads.append(
            {key: value for key, value in element.items() if key not in _ITEMS} if isinstance(element, dict) else {}
        )
        for each in inside:
            self.rows += 1
            yield each

    def say_missing(self, log: ProblemLog) -> None:
        """Where the pages themselves say that there are more."""
        told = [head for head in self.heads if head.keys() & _WHERE]
        totals = [head[key] for head in told for key in ("total", "total_count") if isinstance(head.get(key), int)]
        total = max(totals, default=0)
        hint = _("Export all pages; they may stand in one file, one behind the other.")
        if total > self.rows:
            message = _("the file holds {n} of the {total} items that it tells of").format(
                n=f"{self.rows:,}", total=f"{total:,}"
            )
            log.add("pages-missing", Severity.WARNING, message, hint=hint)
        elif told and not totals and (told[-1].get("isLast") is False or told[-1].get("nextPageToken")):
            message = _("the last page of the file, after {n} items, says that more follow").format(n=f"{self.rows:,}")
            log.add("pages-missing", Severity.WARNING, message, hint=hint)
