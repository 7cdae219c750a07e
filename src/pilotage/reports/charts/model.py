"""A chart as a value: one definition for the page, for documents and for the command line."""

from typing import Any

import msgspec


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """``spec`` is a Vega-Lite specification with its data inside and no colors of its own: a theme gives them.
    ``title`` asks the question, ``subtitle`` tells the unit, ``said`` is the sentence for those who do not see it.
    ``columns`` and ``rows`` are the same numbers as a table. ``empty`` says what is missing where there is nothing to
    draw; then ``spec`` is None.
    """

    id: str
    title: str
    subtitle: str
    said: str
    spec: dict[str, Any] | None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | int | float | None, ...], ...] = ()
    empty: str = ""
