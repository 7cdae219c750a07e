import datetime as dt
import re
from html.parser import HTMLParser

import msgspec
import pytest

from pilotage.plan.flow.measures import compare, flow
from pilotage.plan.flow.measures.comparing import periods
from pilotage.reports.charts.drawing import drawings
from pilotage.reports.flow_document import FlowDocument, flow_document, render_flow
from tests.plan.flow.measures.tracked import TODAY, deployed, tracked


@pytest.fixture(scope="module")
def document() -> FlowDocument:
    now = flow("Core", tracked(), as_of=TODAY, weeks=13, deployments=deployed())
    before = flow("Core", tracked(), as_of=TODAY - dt.timedelta(weeks=13), weeks=13)
    return flow_document(
        now,
        title="Core <team>",
        compared=periods(before, now),
        changes=[change.text for change in compare(before, now)],
        sources=[("Source", "tracker.json")],
    )


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href") and value]


def test_sentences_come_first_and_evidence_last(document: FlowDocument) -> None:
    page = render_flow(document, "html").decode()
    order = [page.index(document.headline), page.index(document.sentences[0]), page.index("What changed")]
    order += [page.index("<figure"), page.index("tracker.json")]
    assert order == sorted(order)
    assert "Little&#39;s law: As much begins as ends" in page
    assert "rules: beyond limits, eight on one side" in page


def test_one_file_that_asks_for_nothing(document: FlowDocument) -> None:
    page = Page()
    page.feed(render_flow(document, "html").decode())
    assert page.tags.count("figure") == len(document.charts)
    assert page.tags.count("svg") == sum(chart.spec is not None for chart in document.charts)
    assert "script" not in page.tags
    assert page.addresses == []


def test_text_stays_text(document: FlowDocument) -> None:
    assert "Core &lt;team&gt;" in render_flow(document, "html").decode()
    hostile = msgspec.structs.replace(document, headline="#eval(1) *bold* <b>")
    assert render_flow(hostile, "pdf").startswith(b"%PDF")


def test_names_in_a_page_are_unique(document: FlowDocument) -> None:
    names = re.findall(r'id="(.*?)"', render_flow(document, "html").decode())
    assert len(names) == len(set(names))


def test_a_pdf_is_the_same_every_time(document: FlowDocument) -> None:
    assert render_flow(document, "pdf") == render_flow(document, "pdf")


def test_another_form_is_refused(document: FlowDocument) -> None:
    with pytest.raises(KeyError):
        render_flow(document, "docx")


def test_drawings_are_those_of_the_charts(document: FlowDocument) -> None:
    found = drawings(document.charts)
    assert set(found) == {f"{chart.id}.svg" for chart in document.charts if chart.spec is not None}
    assert all(content.startswith(b"<svg ") for content in found.values())
