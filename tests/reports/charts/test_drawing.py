import re
import socket
import struct
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest

from pilotage.reports.charts.drawing import png, svg
from pilotage.reports.charts.model import Chart
from pilotage.reports.charts.parts import SCHEMA
from pilotage.reports.charts.theme import Theme, tokens


def chart(spec: dict[str, Any] | None) -> Chart:
    return Chart(id="one", title="", subtitle="", said='Two "bars" & a <b>', spec=spec, empty="Nothing yet.")


BARS = chart(
    {
        "$schema": SCHEMA,
        "width": "container",
        "height": 200,
        "data": {"values": [{"a": "x", "b": 3}, {"a": "<script>alert(1)</script>", "b": 5}]},
        "mark": {"type": "bar", "style": "accent"},
        "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
    }
)


@pytest.mark.parametrize("theme", Theme)
def test_a_drawing_is_as_wide_as_asked_in_the_colors_of_its_theme(theme: Theme) -> None:
    drawn = svg(BARS, theme, width=560)
    root = ElementTree.fromstring(drawn)
    assert root.attrib["width"] == "560"
    assert tokens(theme)["accent"] in drawn
    assert tokens(theme)["surface"] in drawn


def test_the_same_chart_is_the_same_drawing() -> None:
    assert svg(BARS) == svg(BARS)
    assert png(BARS) == png(BARS)


def test_two_drawings_on_a_page_do_not_share_names() -> None:
    one, other = svg(BARS), svg(msgspec.structs.replace(BARS, id="two"))
    assert re.findall(r'id="(.*?)"', one)
    assert not set(re.findall(r'id="(.*?)"', one)) & set(re.findall(r'id="(.*?)"', other))
    assert set(re.findall(r"url\(#(.*?)\)", one)) <= set(re.findall(r'id="(.*?)"', one))


def test_a_drawing_says_what_it_shows_and_runs_nothing() -> None:
    root = ElementTree.fromstring(svg(BARS))
    assert root.attrib["aria-label"] == 'Two "bars" & a <b>'
    assert not [each for each in root.iter() if each.tag.endswith(("script", "image", "foreignObject"))]


def test_a_picture_has_two_dots_a_pixel() -> None:
    width, height = struct.unpack(">II", png(BARS, width=300)[16:24])
    assert (width, height) == (600, 400)


def test_nothing_is_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/data.json"
        spec = {**(BARS.spec or {}), "data": {"url": address}}
        with pytest.raises(ValueError, match=r"not allowed|denied|External data"):
            svg(chart(spec))
        with pytest.raises(TimeoutError):
            server.accept()


def test_an_empty_chart_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="Nothing yet"):
        svg(chart(None))
