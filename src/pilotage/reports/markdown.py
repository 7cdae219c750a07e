"""The report as Markdown for a repository, a wiki or a chat: the same words, facts as footnotes."""

from collections.abc import Iterator

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text
from pilotage.plan.language.wording import chance, day, long_day, percent, read_on
from pilotage.reports.composing import facts_named
from pilotage.reports.model import (
    Activities,
    ActivityRow,
    Changes,
    Contracts,
    Load,
    Milestones,
    Paragraphs,
    Picture,
    Report,
    Risks,
    Section,
)
from pilotage.reports.words import AUDIENCE_WORDS, NONE, STATUS_WORDS, evidence_value


def render_markdown(report: Report) -> str:
    """CommonMark with tables and footnotes (as GitHub, GitLab and most wikis read them)."""
    with read_on(report.date):
        return _Markdown(report).render()


class _Markdown:
    def __init__(self, report: Report) -> None:
        self._report = report
        named = [key for key in facts_named(report) if key in report.facts]
        self._numbers = {key: position for position, key in enumerate(named, 1)}

    def render(self) -> str:
        return "\n".join(self._lines()).rstrip() + "\n"

    def _lines(self) -> Iterator[str]:
        report = self._report
        number = _("Report {n}").format(n=report.number) if report.number else _("Draft")
        yield f"# {_escape(report.title)}"
        yield ""
        yield f"{AUDIENCE_WORDS[report.audience.value]} · {long_day(report.date)} {report.date.year} · {number}"
        yield ""
        yield f"**{STATUS_WORDS[report.status.status]}.** {self._text(report.status.rule)}"
        yield ""
        yield f"## {self._text(report.headline)}"
        yield ""
        if report.figures:
            yield from _table(
                [figure.label for figure in report.figures],
                [[f"{f.text}{self._note(f.fact)} {f.delta}".rstrip() for f in report.figures]],
            )
        yield from self._ask()
        for section in report.sections:
            yield f"## {_escape(section.title)}"
            yield ""
            yield from self._section(section)
            yield ""
        yield from self._footnotes()
        yield "---"
        yield " · ".join([*report.footer, report.as_of.strftime("%Y-%m-%d %H:%M %Z").strip()])

    def _ask(self) -> Iterator[str]:
        ask = self._report.ask
        yield f"## {_('The ask')}"
        yield ""
        yield _escape(ask.text) if ask else _("None.")
        if ask and (self._report.ask_to or ask.by):
            by = _("by {date}").format(date=day(ask.by)) if ask.by else ""
            decide = ", ".join(part for part in (self._report.ask_to, by) if part)
            yield ""
            otherwise = f" {_('If not:')} {_escape(ask.if_not)}" if ask.if_not else ""
            yield f"{_('To decide:')} {_escape(decide)}.{otherwise}"
        yield ""

    def _section(self, section: Section) -> Iterator[str]:
        if isinstance(section, Changes):
            yield from (f"- **{line.delta}** {self._text(line.text)}" for line in section.lines)
            if not section.lines:
                yield _("Nothing has changed.")
        elif isinstance(section, Milestones):
            yield from self._milestones(section)
        elif isinstance(section, Risks):
            yield from (f"- **{self._text(row.headline)}** {self._text(row.text)}" for row in section.rows)
            if not section.rows:
                yield _("No open risks.")
        elif isinstance(section, Contracts):
            head = [_("Contract"), _("From"), _("To"), _("Needed"), _("Promised"), _("Status")]
            yield from _table(head, [self._contract(row) for row in section.rows])
        elif isinstance(section, Activities):
            for group in section.groups:
                yield f"### {group.title}"
                yield ""
                yield from (self._activity(row) for row in group.rows)
                yield ""
        elif isinstance(section, Paragraphs):
            yield from (f"- {self._text(line)}" for line in section.lines)
        elif isinstance(section, Picture):
            yield from self._picture(section)
        else:
            yield from self._load(section)

    def _picture(self, section: Picture) -> Iterator[str]:
        """What the chart says, and its numbers."""
        yield _escape(section.chart.said)
        if section.text:
            yield self._text(section.text)
        yield ""
        rows = [[NONE if cell is None else _escape(str(cell)) for cell in row] for row in section.chart.rows]
        yield from _table(list(section.chart.columns), rows)

    def _milestones(self, section: Milestones) -> Iterator[str]:
        head = [
            _("Milestone"),
            _("Status"),
            _("Target"),
            _("Baseline"),
            _("Commitment"),
            _("P50"),
            _("P85"),
            _("On time"),
        ]
        rows = []
        for row in section.rows:
            dates = [
                day(date) if date else NONE for date in (row.target, row.baseline, row.commitment, row.p50, row.p85)
            ]
            if row.landed:
                dates[3:] = [_("landed {date}").format(date=day(row.landed)), NONE]
            odds = NONE if row.on_time is None else chance(row.on_time) + self._note(row.on_time_fact)
            rows.append([_escape(row.title), STATUS_WORDS[row.status.status], *dates, odds])
        yield from _table(head, rows)

    def _contract(self, row: ContractView) -> list[str]:
        contract = row.contract
        promised = day(contract.promised) if contract.promised else _("none")
        status = f"{STATUS_WORDS[row.status]}: {self._text(row.reason)}"
        ends = [_escape(name) for name in (contract.what, row.provider_title, row.consumer_title)]
        return [*ends, day(contract.needed), promised, status]

    def _load(self, section: Load) -> Iterator[str]:
        rows = [
            [_escape(row.team.title), _escape(row.team.location), NONE if row.load is None else percent(row.load)]
            for row in section.rows
        ]
        yield from _table([_("Team"), _("Place"), _("Load")], rows)
        yield from (f"- {self._text(note)}" for note in section.notes)

    def _activity(self, row: ActivityRow) -> str:
        owner = f" ({_escape(row.owner)})" if row.owner else ""
        return f"- **{_escape(row.title)}**{owner}: {self._text(row.text)}"

    def _text(self, text: Text) -> str:
        return "".join(self._part(part) for part in text)

    def _part(self, part: str | Mark) -> str:
        return _escape(part) if isinstance(part, str) else _escape(part.text) + self._note(part.fact)

    def _note(self, key: str | None) -> str:
        return f"[^{self._numbers[key]}]" if key in self._numbers else ""

    def _footnotes(self) -> Iterator[str]:
        for key, position in self._numbers.items():
            fact = self._report.facts[key]
            formula = f" `{fact.formula}`" if fact.formula else ""
            records = ", ".join(record.title or record.id for record in fact.records)
            source = f" {_('From')} {_escape(records)}." if records else ""
            yield f"[^{position}]: {_escape(fact.label)}: {evidence_value(fact)}.{formula}{source}"
        yield ""


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _escape(text: str) -> str:
    """Names must not become markup: HTML, links, tables, emphasis."""
    for sign in "\\`*_[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", " ")
