"""The roadmap on one page: what each format holds, and that many items, long names and hostile ones stay on it."""

import datetime as dt
import io
import re
import xml.etree.ElementTree as ET

import pytest

from pilotage.plan.roadmap.model import Roadmap, RoadmapItem, RoadmapLane, RoadmapPeriod
from pilotage.plan.roadmap.settings import Audience, Grouping
from pilotage.plan.vocabulary.activities import ActivityKind
from pilotage.plan.vocabulary.roadmap import Horizon
from pilotage.reports.roadmap import FORMATS, Paper, render_roadmap
from pilotage.reports.roadmap.drawing import draw
from pilotage.reports.roadmap.layout import lay_out

DAY = dt.date(2026, 9, 7)


def item(number: int, **fields: object) -> RoadmapItem:
    start = DAY + dt.timedelta(days=number)
    usual: dict[str, object] = {
        "title": f"Item {number}",
        "start": start,
        "finish": start + dt.timedelta(days=10),
        "p50": start + dt.timedelta(days=12),
        "p85": start + dt.timedelta(days=20),
    }
    kind, horizon = ActivityKind.SUMMARY, Horizon.LATER if number > 20 else Horizon.NOW
    return RoadmapItem(id=f"i{number}", kind=kind, horizon=horizon, **(usual | fields))  # type: ignore[arg-type]  # a test names what it sets


def roadmap(*items: RoadmapItem, **fields: object) -> Roadmap:
    lane = RoadmapLane(id="core", title="Core", items=items)
    usual: dict[str, object] = {
        "title": "Shop",
        "audience": Audience.ENGINEERING,
        "group": Grouping.WORKSTREAM,
        "as_of": DAY,
        "now_weeks": 6,
        "next_weeks": 19,
        "headline": "GA lands by 3 Oct.",
        "first": dt.date(2026, 9, 1),
        "last": dt.date(2027, 6, 30),
        "lanes": (lane,) if items else (),
    }
    return Roadmap(**(usual | fields))  # type: ignore[arg-type]  # a test names what it sets


def words(made: Roadmap) -> list[str]:
    root = ET.fromstring(draw(made).svg)
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_what_it_says(form: str) -> None:
    starts = {"pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<svg", "md": b"# Shop"}
    assert render_roadmap(roadmap(item(1)), form).startswith(starts[form])


def test_another_format_is_refused() -> None:
    with pytest.raises(KeyError):
        render_roadmap(roadmap(), "docx")


def test_it_is_one_page_however_much_is_on_it() -> None:
    many = roadmap(*(item(number) for number in range(200)))
    assert pages(render_roadmap(many, "pdf")) == 1
    layout = lay_out(many)
    assert (layout.paper, layout.row >= 10.9) == (Paper.A3, True)
    assert max(row.y for row in layout.rows) < layout.height - 30
    assert f"{layout.left_out} more items are not on this page." in words(many)
    kept = {row.item.id for row in layout.rows if row.item}
    assert {f"i{number}" for number in range(21)} <= kept  # what is now stays
    assert lay_out(roadmap(item(1))).paper is Paper.A4
    assert lay_out(roadmap(item(1)), Paper.A3).paper is Paper.A3


def test_names_are_cut_to_their_column_and_never_markup() -> None:
    long = roadmap(item(1, title="A very long name " * 20), item(2, title="<script>&'\"\x07 #set"))
    svg = draw(long).svg
    assert "<script>" not in svg
    told = words(long)
    assert any(text.startswith("A very long") and text.endswith("…") for text in told)
    assert "<script>&'\" #set" in told
    assert pages(render_roadmap(long, "pdf")) == 1
    assert "\\<script\\>" in render_roadmap(long, "md").decode()


def test_what_is_not_known_is_said() -> None:
    told = words(roadmap(item(1, p50=None, p85=None, unknown="No forecast yet.")))
    assert "plan 18 Sep, not forecast" in told
    assert any(text.startswith("Dashed: dates of the plan") for text in told)


def test_a_customers_page_holds_periods_and_no_date_of_an_item() -> None:
    period = RoadmapPeriod("Q4 2026", dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    only = item(1, start=None, finish=None, p50=None, p85=None, period=period)
    public = roadmap(only, audience=Audience.CUSTOMER, headline="1 now.")
    assert "Q4 2026" in words(public)
    text = render_roadmap(public, "md").decode()
    assert "- **Item 1** (Core): Q4 2026" in text
    assert not re.search(r"\d{1,2} (Sep|Oct|Nov|Dec)\b", text)


def test_an_empty_roadmap_is_a_page_too() -> None:
    assert pages(render_roadmap(roadmap(headline="Nothing is on this roadmap."), "pdf")) == 1
    assert io.BytesIO(render_roadmap(roadmap(), "png")).read(4) == b"\x89PNG"
