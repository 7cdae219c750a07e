"""Every rendering says the same, carries its evidence, and takes hostile names as text."""

import datetime as dt
import re
from html.parser import HTMLParser

import msgspec
import pytest

from pilotage import plan, reports
from pilotage.plan.insight.briefing import Previous, brief
from pilotage.plan.insight.diff import diff
from pilotage.plan.vocabulary.history import ForecastRecord
from pilotage.plan.vocabulary.program import Ask, Program
from pilotage.reports.model import Audience, Picture, Report
from tests.plan.stories import days, shop

AS_OF = dt.datetime(2026, 9, 7, 8, 40, tzinfo=dt.UTC)
HOSTILE = "<script>alert(1)</script> [x](javascript:1) | `a` #let x = 1 & \"q\" 'r' $y$ @z"


def composed(program: Program, audience: Audience = Audience.ENGINEERING, *, since: Program | None = None) -> Report:
    forecast = plan.simulate(program, iterations=1000, seed=7)
    previous = change = None
    if since is not None:
        old = plan.simulate(since, iterations=1000, seed=7)
        told = brief(old.schedule, old, as_of=AS_OF)
        previous = Previous(number=4, date=dt.date(2026, 9, 4), milestones=told.milestones)
        change = diff(since, program)
    effects = plan.risk_effects(program, forecast, "ga")
    told = brief(forecast.schedule, forecast, as_of=AS_OF, effects=effects, previous=previous, since=change)
    return reports.compose(forecast.schedule, forecast, told, audience)


def hostile() -> Program:
    program = shop()
    asks = (Ask(text=HOSTILE, to="ada", by=dt.date(2026, 9, 20), if_not=HOSTILE),)
    return msgspec.structs.replace(
        program,
        title=HOSTILE,
        asks=asks,
        activities=tuple(msgspec.structs.replace(a, title=f"{a.id} {HOSTILE}") for a in program.activities),
        risks=tuple(msgspec.structs.replace(r, title=HOSTILE) for r in program.risks),
        people=tuple(msgspec.structs.replace(p, name=HOSTILE) for p in program.people),
        teams=tuple(msgspec.structs.replace(t, title=HOSTILE) for t in program.teams),
    )


class Page(HTMLParser):
    """Tags, links and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.events: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in ("href", "src"):
                self.links.append(value or "")
            if name == "id":
                self.anchors.add(value or "")
            if name.startswith("on"):
                self.events.append(name)


@pytest.mark.parametrize("audience", list(Audience))
def test_the_page_is_self_contained_and_runs_nothing(audience: Audience) -> None:
    page = Page(reports.render_html(composed(hostile(), audience)))
    assert "script" not in page.tags
    assert page.events == []
    assert all(link.startswith("#") for link in page.links)


@pytest.mark.parametrize("audience", list(Audience))
def test_each_number_of_the_page_links_to_its_evidence(audience: Audience) -> None:
    report = composed(shop(), audience)
    page = Page(reports.render_html(report))
    targets = {link.removeprefix("#") for link in page.links}
    assert targets
    assert targets <= page.anchors
    assert len(targets) == len(report.facts)


def test_markdown_footnotes_are_all_defined_and_used() -> None:
    text = reports.render_markdown(composed(shop(), since=shop()))
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used == defined != set()


def test_markdown_takes_names_as_text() -> None:
    text = reports.render_markdown(composed(hostile()))
    assert "<script>" not in text
    assert re.search(r"(?<!\\)\]\(javascript", text) is None
    table = [line for line in text.splitlines() if line.startswith("| ga ")]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in table] == [9], "a name must not add a column"


@pytest.mark.parametrize("program", [shop(), hostile()], ids=["plain", "hostile"])
@pytest.mark.parametrize("audience", list(Audience))
def test_the_document_is_a_pdf(program: Program, audience: Audience) -> None:
    content = reports.render_pdf(composed(program, audience))
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


def test_the_same_report_gives_the_same_document() -> None:
    report = composed(shop())
    assert reports.render_pdf(report) == reports.render_pdf(report)


def test_what_changed_stands_in_every_rendering() -> None:
    program = shop()
    longer = tuple(
        msgspec.structs.replace(a, estimate=None, duration=days(16)) if a.id == "build" else a
        for a in program.activities
    )
    report = composed(msgspec.structs.replace(program, activities=longer), since=program)
    assert "Changed since report 4" in reports.render_html(report)
    assert "Changed since report 4" in reports.render_markdown(report)


def test_the_ask_says_what_follows_without_it() -> None:
    program = msgspec.structs.replace(shop(), asks=(Ask(text="Lend two.", to="ada", if_not="Keys come late."),))
    report = composed(program, Audience.EXECUTIVE)
    assert "If not: Keys come late." in reports.render_markdown(report)
    assert "If not: Keys come late." in " ".join(reports.render_html(report).split())


def test_an_executive_reads_no_activities_and_three_risks_at_most() -> None:
    kinds = [section.__struct_config__.tag for section in composed(shop(), Audience.EXECUTIVE).sections]
    assert kinds == ["milestones", "risks"]


def test_a_report_survives_storage() -> None:
    report = composed(shop(), since=shop())
    assert msgspec.json.decode(msgspec.json.encode(report), type=Report) == report


def test_a_report_whose_number_lacks_evidence_cannot_be_published() -> None:
    report = composed(shop())
    assert all(check.ok for check in report.readiness if check.blocking)
    published = reports.publish(report, number=5, at=AS_OF, by="Ada")
    assert (published.number, published.by) == (5, "Ada")
    broken = msgspec.structs.replace(
        report, readiness=(msgspec.structs.replace(report.readiness[0], ok=False), *report.readiness[1:])
    )
    with pytest.raises(ValueError, match="evidence"):
        reports.publish(broken, number=5, at=AS_OF, by="Ada")


def moved(program: Program) -> Report:
    """The report of a program whose P85 was forecast three times."""
    forecast = plan.simulate(program, iterations=1000, seed=7)
    ga = forecast.milestones["ga"]
    records = [
        ForecastRecord(
            made=AS_OF - dt.timedelta(weeks=weeks),
            milestone="ga",
            plan_finish=ga.plan_finish,
            p10=ga.p10,
            p50=ga.p50,
            p85=ga.p85 - dt.timedelta(weeks=weeks),
            p90=ga.p90,
            target=ga.target,
            iterations=1000,
            seed=7,
            inputs="",
            model="",
        )
        for weeks in (2, 1)
    ]
    told = brief(forecast.schedule, forecast, as_of=AS_OF, records=records)
    return reports.compose(forecast.schedule, forecast, told, Audience.ENGINEERING)


def test_how_the_forecast_moved_is_drawn_in_every_form() -> None:
    report = moved(hostile())
    section = next(each for each in report.sections if each.id == "history")
    assert isinstance(section, Picture)
    assert [row[0] for row in section.chart.rows] == ["2026-08-24", "2026-08-31", "2026-09-07"]
    page = reports.render_html(report)
    assert 'src="data:image/svg+xml;base64,' in page
    assert "<svg" not in page.partition('class="chart"')[2].partition(">")[0]
    assert not {"script", "iframe"} & Page(page).tags
    assert "In 3 forecasts since 24 Aug" in reports.render_markdown(report)
    assert reports.render_pdf(report).startswith(b"%PDF")


def test_two_forecasts_are_no_history() -> None:
    assert "history" not in [section.id for section in composed(shop()).sections]
