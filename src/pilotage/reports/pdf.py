"""The report as PDF, set by Typst from a template and plain data. Nothing in the data can become markup."""

from pathlib import Path
from typing import Any

import msgspec
import typst

from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.language.messages import _
from pilotage.plan.language.text import Mark, Text
from pilotage.plan.language.wording import chance, day, long_day, percent, read_on
from pilotage.reports.charts.drawing import svg
from pilotage.reports.composing import facts_named
from pilotage.reports.model import (
    Activities,
    Changes,
    Contracts,
    Milestones,
    Paragraphs,
    Picture,
    Report,
    Risks,
    Section,
)
from pilotage.reports.strips import strip, ticks
from pilotage.reports.words import AUDIENCE_WORDS, NONE, STATUS_WORDS, evidence_value

_TEMPLATES = Path(__file__).parent / "templates"
_CHART_WIDTH = 720
"""Pixels over the width of the page, which makes letters of 11 pixels about as large as those of a table."""


def render_pdf(report: Report) -> bytes:
    """An A4 document; the evidence follows on its own page."""
    with read_on(report.date):
        data = msgspec.json.encode(_Data(report).data()).decode()
    return typst.compile(
        str(_TEMPLATES / "report.typ"),
        root=str(_TEMPLATES),
        sys_inputs={"report": data},
        timestamp=int(report.as_of.timestamp()),
    )


class _Data:
    def __init__(self, report: Report) -> None:
        self._report = report
        named = [key for key in facts_named(report) if key in report.facts]
        self._numbers = {key: position for position, key in enumerate(named, 1)}

    def data(self) -> dict[str, Any]:
        report = self._report
        ask = report.ask
        return {
            "title": report.title,
            "kind": AUDIENCE_WORDS[report.audience.value],
            "date": f"{long_day(report.date)} {report.date.year}",
            "number": _("Report {n}").format(n=report.number) if report.number else _("Draft"),
            "status": report.status.status.value,
            "status_word": STATUS_WORDS[report.status.status],
            "rule": self._text(report.status.rule),
            "headline": self._text(report.headline),
            "figures": [
                {"label": f.label, "text": f.text, "note": self._note(f.fact), "delta": f.delta, "tone": f.tone or ""}
                for f in report.figures
            ],
            "ask_title": _("The ask"),
            "ask": ask.text if ask else _("None."),
            "ask_by": self._ask_by(),
            "sections": [self._section(section) for section in report.sections],
            "evidence_title": _("Evidence"),
            "evidence": [self._evidence(key) for key in self._numbers],
            "footer": " · ".join([*report.footer, report.as_of.strftime("%Y-%m-%d %H:%M %Z").strip()]),
        }

    def _ask_by(self) -> str:
        ask = self._report.ask
        if ask is None:
            return ""
        by = _("by {date}").format(date=day(ask.by)) if ask.by else ""
        who = ", ".join(part for part in (self._report.ask_to, by) if part)
        decide = f"{_('To decide:')} {who}." if who else ""
        return f"{decide} {_('If not:')} {ask.if_not}" if ask.if_not else decide

    def _evidence(self, key: str) -> dict[str, str]:
        fact = self._report.facts[key]
        records = ", ".join(record.title or record.id for record in fact.records)
        return {"label": fact.label, "value": evidence_value(fact), "formula": fact.formula, "records": records}

    def _section(self, section: Section) -> dict[str, Any]:
        base: dict[str, Any] = {"title": section.title}
        if isinstance(section, Changes):
            lines = [
                {"delta": line.delta, "tone": line.tone or "", "text": self._text(line.text)} for line in section.lines
            ]
            return base | {"kind": "changes", "lines": lines, "none": _("Nothing has changed.")}
        if isinstance(section, Milestones):
            return base | self._milestones(section)
        if isinstance(section, Risks):
            rows = [{"headline": self._text(row.headline), "text": self._text(row.text)} for row in section.rows]
            return base | {"kind": "risks", "rows": rows, "none": _("No open risks.")}
        if isinstance(section, Contracts):
            head = [_("Contract"), _("From"), _("To"), _("Needed"), _("Promised"), _("Status")]
            return base | {"kind": "table", "head": head, "rows": [self._contract(row) for row in section.rows]}
        if isinstance(section, Activities):
            groups = [
                {"title": g.title, "rows": [[[r.title], [r.owner], self._text(r.text)] for r in g.rows]}
                for g in section.groups
            ]
            return base | {"kind": "groups", "groups": groups}
        if isinstance(section, Paragraphs):
            return base | {"kind": "list", "lines": [self._text(line) for line in section.lines]}
        if isinstance(section, Picture):
            drawing, said = svg(section.chart, width=_CHART_WIDTH), section.chart.said
            return base | {"kind": "chart", "svg": drawing, "said": said, "text": self._text(section.text)}
        rows_ = [
            [[r.team.title], [r.team.location], [NONE if r.load is None else percent(r.load)]] for r in section.rows
        ]
        head = [_("Team"), _("Place"), _("Load")]
        return base | {"kind": "table", "head": head, "rows": rows_, "lines": [self._text(n) for n in section.notes]}

    def _milestones(self, section: Milestones) -> dict[str, Any]:
        rows = []
        for row in section.rows:
            place = strip(section, row)
            dates = [day(d) if d else NONE for d in (row.target, row.baseline, row.commitment, row.p50, row.p85)]
            if row.landed:
                dates[3:] = [_("landed"), day(row.landed)]
            rows.append(
                {
                    "title": row.title,
                    "status": row.status.status.value,
                    "word": STATUS_WORDS[row.status.status],
                    "dates": dates,
                    "on_time": NONE if row.on_time is None else chance(row.on_time),
                    "note": self._note(row.on_time_fact),
                    "strip": {name: getattr(place, name) for name in place.__struct_fields__},
                }
            )
        head = [
            _("Milestone"),
            _("Status"),
            _("Target"),
            _("Baseline"),
            _("Committed"),
            _("P50"),
            _("P85"),
            _("On time"),
        ]
        months = [{"at": tick.at, "text": tick.date.strftime("%b")} for tick in ticks(section)]
        return {"kind": "milestones", "head": head, "rows": rows, "ticks": months}

    def _contract(self, row: ContractView) -> list[list[Any]]:
        contract = row.contract
        promised = day(contract.promised) if contract.promised else _("none")
        cells = [contract.what, row.provider_title, row.consumer_title, day(contract.needed), promised]
        return [*[[cell] for cell in cells], self._text(row.reason)]

    def _text(self, text: Text) -> list[Any]:
        return [
            part
            if isinstance(part, str)
            else {"text": part.text, "note": self._note(part.fact), "tone": part.tone or ""}
            for part in text
            if isinstance(part, (str, Mark))
        ]

    def _note(self, key: str | None) -> int:
        return self._numbers.get(key or "", 0)
