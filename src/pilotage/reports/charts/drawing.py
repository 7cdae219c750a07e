"""Charts as pictures: SVG for documents, PNG for the eye. Nothing is fetched; one chart gives the same bytes always."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any, Final

import vl_convert

from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.theme import Theme, config, tokens

WIDTH: Final = 720
"""Pixels, where the page would give a chart the width of its place."""

_VERSION: Final = "6.4"
_CLIP: Final = re.compile(r'(?:(?<=id=")|(?<=url\(#))clip\d+(?=["\)])')
_NOWHERE: Final[list[str]] = []


def svg(chart: Chart, theme: Theme = Theme.LIGHT, *, width: int = WIDTH) -> str:
    """The chart as SVG ``width`` pixels wide on the ground of its theme, labeled with what it says. Raises ValueError
    where there is nothing to draw.
    """
    drawn = vl_convert.vegalite_to_svg(
        _fixed(chart, width), vl_version=_VERSION, config=_grounded(theme), allowed_base_urls=_NOWHERE
    )
    labeled = str(drawn).replace("<svg ", f'<svg role="img" aria-label="{escape(chart.said)}" ', 1)
    return _named(labeled, chart.id)


def _named(drawn: str, prefix: str) -> str:
    """With its own names of clips: Vega counts them through the life of a process, and a page has many drawings."""
    numbers = {old: at for at, old in enumerate(dict.fromkeys(_CLIP.findall(drawn)))}
    return _CLIP.sub(lambda found: f"{prefix}-clip-{numbers[found[0]]}", drawn)


def png(chart: Chart, theme: Theme = Theme.LIGHT, *, width: int = WIDTH, scale: float = 2) -> bytes:
    """The chart as PNG, ``scale`` dots a pixel. Raises ValueError where there is nothing to draw."""
    return bytes(
        vl_convert.vegalite_to_png(
            _fixed(chart, width), vl_version=_VERSION, config=_grounded(theme), scale=scale, allowed_base_urls=_NOWHERE
        )
    )


def drawings(charts: Sequence[Chart]) -> dict[str, bytes]:
    """Each chart that has something to draw as SVG, by the name of a file."""
    return {f"{chart.id}.svg": svg(chart).encode() for chart in charts if chart.spec is not None}


def _fixed(chart: Chart, width: int) -> dict[str, Any]:
    if chart.spec is None:
        raise ValueError(f"the chart {chart.id!r} is empty: {chart.empty}")
    return {**chart.spec, "width": width, "autosize": {"type": "fit", "contains": "padding"}}


def _grounded(theme: Theme) -> dict[str, Any]:
    return {**config(theme), "background": tokens(theme)["surface"]}
