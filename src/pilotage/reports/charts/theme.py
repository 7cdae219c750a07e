"""The look of every chart: a Vega-Lite configuration, light and dark, from the design tokens of the web UI.

A chart names what a mark means, the theme says how that looks. Mark styles:

- ``accent`` what the chart is about; ``neutral`` what is beside it; ``plan`` what was expected (dotted)
- ``todo``, ``doing``, ``done`` work by its state; ``todo-edge``, ``doing-edge``, ``done-edge`` lines on such areas
- ``band`` a wide range, ``band-inner`` the likely part of it, ``limit`` a dashed line, ``center`` a solid thin one
- ``signal`` a mark to look at first; ``dim`` marks that repeat in their thousands; ``surface`` the ground,
  ``gap`` an edge of it around a mark, ``halo`` around a text
- ``label``, ``label-strong``, ``label-accent``, ``label-faint`` text inside a chart

Scale ranges: ``category`` (teams, in a fixed order), ``ordinal`` and ``ramp`` (more is stronger), ``diverging`` (early
to late), ``work`` (to do, doing, done), ``pace`` (younger than 50, 70, 85, 95 % and older). Documents are always light.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final


class Theme(StrEnum):
    """The ground that a chart stands on."""

    LIGHT = "light"
    DARK = "dark"


TOKENS: Final = Path(__file__).with_name("tokens.json")
"""Made from the tokens of the web UI: ``python -m tools.reference``."""

STYLES: Final = (
    "accent", "neutral", "plan", "todo", "doing", "done", "todo-edge", "doing-edge", "done-edge", "band", "band-inner",
    "limit", "center", "signal", "dim", "surface", "gap", "halo",
    "label", "label-strong", "label-accent", "label-faint",
)  # fmt: skip


@cache
def tokens(theme: Theme) -> Mapping[str, str]:
    """Colors and fonts by their names in ``tokens.css``."""
    found: dict[str, dict[str, str]] = json.loads(TOKENS.read_text(encoding="utf-8"))
    return found[theme.value]


def config(theme: Theme) -> dict[str, Any]:
    """The Vega-Lite configuration of a theme; its ground is left to the page."""
    return look(tokens(theme))


def look(of: Mapping[str, str]) -> dict[str, Any]:
    """The Vega-Lite configuration that tokens make."""
    text = {"font": of["font"], "fontSize": 11}
    return {
        "aria": False,  # a chart has one label and its table; thousands of labels help nobody
        "background": None,
        "font": of["font"],
        "padding": {"left": 2, "right": 8, "top": 8, "bottom": 2},
        "view": {"stroke": None, "continuousHeight": 220, "discreteHeight": 220},
        "axis": {
            "domainColor": of["line-strong"],
            "domainWidth": 1,
            "grid": False,
            "gridColor": of["line-soft"],
            "gridWidth": 1,
            "labelColor": of["text-3"],
            "labelFontSize": 11,
            "labelPadding": 6,
            "labelSeparation": 6,
            "ticks": False,
            "titleColor": of["text-3"],
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "titlePadding": 8,
        },
        "axisY": {"domain": False, "grid": True, "tickCount": 5, "titleAlign": "left", "titleAnchor": "start"},
        "axisX": {"tickCount": 6, "labelFlush": True, "labelOverlap": "greedy"},
        "legend": {
            "labelColor": of["text-2"],
            "labelFontSize": 11,
            "orient": "top",
            "symbolSize": 60,
            "title": None,
        },
        "header": {"labelColor": of["text-2"], "labelFontSize": 11, "titleColor": of["text-3"], "title": None},
        "text": {**text, "color": of["text-2"]},
        "bar": {"color": of["n-7"], "cornerRadiusEnd": 1},
        "line": {"strokeWidth": 1.5, "strokeCap": "round", "strokeJoin": "round"},
        "area": {"line": False},
        "point": {"filled": True, "opacity": 1, "size": 26},
        "rule": {"color": of["line-strong"]},
        "range": {
            "category": [of[f"cat-{n}"] for n in range(1, 9)],
            "ordinal": [of[f"seq-{n}"] for n in range(2, 8)],
            "ramp": [of[f"seq-{n}"] for n in range(1, 8)],
            "heatmap": [of[f"seq-{n}"] for n in range(1, 8)],
            "diverging": [of[f"div-{n}"] for n in range(1, 8)],
            "pace": [of["sunken"], of["seq-1"], of["seq-2"], of["seq-3"], of["seq-3"]],
            "work": [of["n-4"], of["seq-3"], of["seq-5"]],
        },
        "style": _styles(of),
    }


def _styles(of: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """One rule for each of `STYLES`. Marks reach 3:1 on the ground, or have an edge that does; text reaches 4.5:1."""

    def text(color: str, weight: str = "normal") -> dict[str, Any]:
        return {"color": of[color], "fontSize": 11, "fontWeight": weight}

    return {
        "accent": {"color": of["accent"]},
        "neutral": {"color": of["n-7"]},
        "plan": {"color": of["text-3"], "strokeDash": [1, 3], "strokeWidth": 1.5},
        "todo": {"color": of["n-4"]},
        "doing": {"color": of["seq-3"]},
        "done": {"color": of["seq-5"]},
        "todo-edge": {"color": of["n-7"], "strokeWidth": 1},
        "doing-edge": {"color": of["seq-4"], "strokeWidth": 1},
        "done-edge": {"color": of["seq-5"], "strokeWidth": 1},
        "band": {"color": of["p-band"], "strokeWidth": 0},
        "band-inner": {"color": of["p-band-2"], "strokeWidth": 0},
        "limit": {"color": of["text-3"], "strokeDash": [4, 3], "strokeWidth": 1},
        "center": {"color": of["text-3"], "strokeWidth": 1},
        "signal": {"color": of["ink"], "strokeWidth": 2.5},
        "dim": {"color": of["accent"], "opacity": 0.55},
        "surface": {"color": of["surface"]},
        "gap": {"stroke": of["surface"], "strokeWidth": 1},
        "halo": {
            "fill": of["surface"],
            "stroke": of["surface"],
            "strokeWidth": 4,
            "fontSize": 11,
            "fontWeight": "bold",
        },
        "label": text("text-2"),
        "label-strong": text("ink", "bold"),
        "label-accent": text("accent-text", "bold"),
        "label-faint": text("text-3"),
    }
