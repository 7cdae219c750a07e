"""A status report as a value: what is said, in order, with the facts behind it. Frozen when published."""

import datetime as dt
from enum import StrEnum

import msgspec

from pilotage.plan.insight.briefing import ChangeLine
from pilotage.plan.insight.contract_status import ContractView
from pilotage.plan.insight.load import TeamLoad
from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.insight.status import StatusView
from pilotage.plan.language.text import Text
from pilotage.plan.vocabulary.facts import Fact
from pilotage.plan.vocabulary.program import Ask
from pilotage.reports.charts.model import Chart


class Audience(StrEnum):
    EXECUTIVE = "executive"
    ENGINEERING = "engineering"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A large number under the headline; ``delta`` stands beside it (``+13 wd``)."""

    label: str
    text: str
    fact: str
    delta: str = ""
    tone: str | None = None


class Changes(msgspec.Struct, frozen=True, tag_field="kind", tag="changes"):
    id: str
    title: str
    lines: tuple[ChangeLine, ...]


class Milestones(msgspec.Struct, frozen=True, tag_field="kind", tag="milestones"):
    """``start`` and ``finish`` bound the axis that the range strips share."""

    id: str
    title: str
    rows: tuple[MilestoneView, ...]
    start: dt.date
    finish: dt.date


class RiskRow(msgspec.Struct, frozen=True):
    id: str
    title: str
    headline: Text
    text: Text


class Risks(msgspec.Struct, frozen=True, tag_field="kind", tag="risks"):
    id: str
    title: str
    rows: tuple[RiskRow, ...]


class Contracts(msgspec.Struct, frozen=True, tag_field="kind", tag="contracts"):
    id: str
    title: str
    rows: tuple[ContractView, ...]


class ActivityRow(msgspec.Struct, frozen=True):
    id: str
    title: str
    owner: str
    text: Text


class ActivityGroup(msgspec.Struct, frozen=True):
    title: str
    rows: tuple[ActivityRow, ...]


class Activities(msgspec.Struct, frozen=True, tag_field="kind", tag="activities"):
    id: str
    title: str
    groups: tuple[ActivityGroup, ...]


class Paragraphs(msgspec.Struct, frozen=True, tag_field="kind", tag="paragraphs"):
    id: str
    title: str
    lines: tuple[Text, ...]


class Load(msgspec.Struct, frozen=True, tag_field="kind", tag="load"):
    id: str
    title: str
    rows: tuple[TeamLoad, ...]
    notes: tuple[Text, ...]


class Picture(msgspec.Struct, frozen=True, tag_field="kind", tag="chart"):
    id: str
    title: str
    chart: Chart
    text: Text


Section = Changes | Milestones | Risks | Contracts | Activities | Paragraphs | Load | Picture


class Check(msgspec.Struct, frozen=True):
    """One line of "ready to publish"; ``blocking`` where publishing is refused until it holds."""

    ok: bool
    text: str
    blocking: bool = False


class ComparedWith(msgspec.Struct, frozen=True):
    number: int
    date: dt.date


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """``number`` and ``published`` are None in a draft. ``date`` is the status date."""

    program: str
    title: str
    audience: Audience
    date: dt.date
    as_of: dt.datetime
    number: int | None = None
    published: dt.datetime | None = None
    by: str = ""
    compared_with: ComparedWith | None = None
    status: StatusView
    headline: Text
    figures: tuple[Figure, ...]
    ask: Ask | None
    ask_to: str = ""
    sections: tuple[Section, ...]
    readiness: tuple[Check, ...]
    facts: dict[str, Fact]
    footer: tuple[str, ...]
