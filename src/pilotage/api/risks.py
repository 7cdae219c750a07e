"""The risk register."""

import datetime as dt
from itertools import pairwise
from typing import Annotated, Any, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from pilotage.api.base.answers import answer, refuse_nul
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.facts import Facts, facts
from pilotage.api.shapes.parts import Named
from pilotage.api.shapes.risks import RiskShape, one, register
from pilotage.areas.programs.queries import visible
from pilotage.areas.risks import operations as risks
from pilotage.areas.risks.operations import Written
from pilotage.areas.risks.queries import as_of, exposure, load_whole, mark_of
from pilotage.areas.risks.rules.announcements import forecast_effect
from pilotage.areas.risks.rules.burndown import Point
from pilotage.areas.risks.rules.headline import headline
from pilotage.areas.risks.rules.matrix import IMPACT_BANDS, LEVELS, PROBABILITY_BANDS
from pilotage.areas.schedule.queries.forecasts import ForecastMark, last_issued
from pilotage.plan.insight.evidence import Evidence
from pilotage.plan.language.text import Text
from pilotage.plan.scheduling.schedule import final_milestone
from pilotage.plan.vocabulary.risks import Risk

router = Router(tags=["risks"])

Line = Annotated[str, Field(max_length=500)]
Paragraph = Annotated[str, Field(max_length=20_000)]
Code = Annotated[str, Field(max_length=300)]
Share = Annotated[float, Field(ge=0, le=1)]


class Band(msgspec.Struct, frozen=True):
    """``max`` is inclusive; null where there is none."""

    label: str
    max: float | None


class Bands(msgspec.Struct, frozen=True):
    """``levels`` by probability band, then by impact band."""

    probability: tuple[Band, ...]
    impact: tuple[Band, ...]
    levels: tuple[tuple[str, ...], ...]


class Register(msgspec.Struct, frozen=True, kw_only=True):
    headline: Text
    risks: tuple[RiskShape, ...]
    bands: Bands
    burndown: tuple[Point, ...]
    facts: Facts
    milestone: Named | None
    fresh: bool
    as_of: dt.datetime
    forecast: ForecastMark


class RiskWritten(msgspec.Struct, frozen=True):
    risk: RiskShape | None
    revision: int
    announcement: str


class MoneyInput(Schema):
    low: float
    likely: float
    high: float
    currency: Annotated[str, Field(max_length=10)]


class ResponseInput(Schema):
    strategy: Literal["avoid", "mitigate", "transfer", "accept", "exploit", "enhance"]
    text: Paragraph = ""
    owner: Code | None = None
    due: dt.date | None = None
    done: bool = False
    residual_probability: Share | None = None
    cost: float | None = None


class RiskFields(Schema):
    """Fields to set; one that is absent stays, null clears."""

    cause: Paragraph = ""
    event: Paragraph = ""
    effect: Paragraph = ""
    impact_days: Annotated[tuple[float, float, float] | None, Field(description="low, likely, high")] = None
    impact_money: MoneyInput | None = None
    hits: list[Code] = Field(default=[], max_length=500, description="Ids of the activities that it lengthens")
    owner: Code | None = None
    response: ResponseInput | None = None
    trigger: Paragraph = ""
    state: Literal["open", "closed", "occurred"] = "open"
    raised: dt.date | None = None
    closed: dt.date | None = None


class RiskInput(RiskFields):
    id: Code | None = None
    title: Line
    probability: Share


class RiskPatch(RiskFields):
    version: int | None = None
    why: Annotated[str, Field(max_length=2000)] = ""
    title: Line = ""
    probability: Share = 0.0


@router.get("/programs/{program}/risks", response={200: schema_of(Register), **READ})
def list_risks(request: HttpRequest, program: str) -> HttpResponse:
    """The register with what each risk moves, the matrix, and the exposure over time."""
    row = visible(actor=actor(request), program=program).program
    now = moment()
    outlook = risks.refresh_outlook(whole=load_whole(row), now=now, explain=True)
    at = as_of(outlook, now)
    evidence = Evidence(outlook.forecast, at)
    value = outlook.whole.program
    final = final_milestone(value)
    title = next((each.title for each in value.activities if each.id == final), "")
    effects = outlook.insights.effects if outlook.insights else {}
    return answer(
        Register(
            headline=headline(value, effects, evidence),
            risks=register(outlook),
            bands=_bands(),
            burndown=exposure(outlook, at.date()),
            facts=facts(evidence.facts),
            milestone=Named(final, title) if final and title else None,
            fresh=outlook.fresh,
            as_of=at,
            forecast=mark_of(outlook),
        )
    )


@router.post("/programs/{program}/risks", response={200: schema_of(RiskWritten), **WRITE})
def add_risk(request: HttpRequest, program: str, payload: RiskInput) -> HttpResponse:
    """A risk with an impact on activities is simulated at once; the announcement says what it does to the P85."""
    refuse_nul(request)
    written = risks.add_risk(
        actor=actor(request), program=program, fields=payload.dict(exclude_unset=True), now=moment()
    )
    return _written(request, program, written)


@router.patch("/programs/{program}/risks/{risk}", response={200: schema_of(RiskWritten), **WRITE})
def change_risk(request: HttpRequest, program: str, risk: str, payload: RiskPatch) -> HttpResponse:
    refuse_nul(request)
    fields: dict[str, Any] = payload.dict(exclude_unset=True, exclude={"version", "why"})
    written = risks.change_risk(
        actor=actor(request),
        program=program,
        risk=risk,
        version=payload.version,
        fields=fields,
        now=moment(),
        why=payload.why,
    )
    return _written(request, program, written)


@router.delete("/programs/{program}/risks/{risk}", response={200: schema_of(RiskWritten), **WRITE})
def remove_risk(request: HttpRequest, program: str, risk: str, version: int | None = None) -> HttpResponse:
    written = risks.remove_risk(actor=actor(request), program=program, risk=risk, version=version, now=moment())
    return _written(request, program, written)


def _written(request: HttpRequest, program: str, written: Written[Risk]) -> HttpResponse:
    row = visible(actor=actor(request), program=program).program
    whole = load_whole(row)
    before = last_issued(row.pk, whole.program.zone, final_milestone(whole.program))
    outlook = risks.refresh_outlook(whole=whole, now=moment(), explain=True)
    effect = forecast_effect(before, outlook.forecast, outlook.whole.schedule)
    risk = one(outlook, written.value.id) if written.value else None
    return answer(RiskWritten(risk, written.revision, f"{written.said} {effect}".strip()))


def _bands() -> Bands:
    shares = [round(share * 100) for share in PROBABILITY_BANDS]
    probability = [_("up to {n} %").format(n=shares[0])]
    probability += [_("{low}–{high} %").format(low=low + 1, high=high) for low, high in pairwise(shares[:-1])]
    probability += [_("over {n} %").format(n=shares[-2])]
    days = [round(most) for most in IMPACT_BANDS[:-1]]
    impact = [_("1–{n} d").format(n=days[0])]
    impact += [_("{low}–{high} d").format(low=low + 1, high=high) for low, high in pairwise(days)]
    impact += [_("over {n} d").format(n=days[-1])]
    return Bands(
        probability=tuple(Band(*each) for each in zip(probability, PROBABILITY_BANDS, strict=True)),
        impact=tuple(Band(*each) for each in zip(impact, [*IMPACT_BANDS[:-1], None], strict=True)),
        levels=tuple(tuple(level.value for level in row) for row in LEVELS),
    )
