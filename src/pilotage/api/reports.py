"""Status reports: drafts, published ones, documents."""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema

from pilotage.api.base.answers import answer
from pilotage.api.base.auth import actor, moment
from pilotage.api.base.schemas import READ, WRITE
from pilotage.api.shapes.documents import schema_of
from pilotage.api.shapes.people import people_of
from pilotage.api.shapes.reports import ReportShape
from pilotage.api.shapes.reports import report as shape
from pilotage.areas.errors import NotFoundError
from pilotage.areas.programs.queries import Visible, load_header, visible
from pilotage.areas.reporting.operations import publish_report
from pilotage.areas.reporting.queries import draft, next_number, published_report, published_reports
from pilotage.areas.risks.operations import refresh_outlook
from pilotage.areas.risks.queries import load_whole
from pilotage.reports import Audience, Report, render_html, render_markdown, render_pdf

router = Router(tags=["reports"])

AudienceName = Literal["executive", "engineering"]
Format = Literal["html", "md", "pdf"]


class ReportHead(msgspec.Struct, frozen=True):
    number: int
    audience: str
    title: str
    published: dt.datetime
    by: str
    status: str
    as_of: dt.datetime


class ReportInput(Schema):
    audience: AudienceName


@router.get("/programs/{program}/reports", response={200: list[schema_of(ReportHead)], **READ})  # type: ignore[misc]  # made at run time
def list_reports(request: HttpRequest, program: str) -> HttpResponse:
    """Published reports, the newest first."""
    found = visible(actor=actor(request), program=program)
    return answer(
        [
            ReportHead(each.number, each.audience, each.title, each.published, each.by, each.status, each.as_of)
            for each in published_reports(found.program.pk)
        ]
    )


@router.post("/programs/{program}/reports", response={200: schema_of(ReportShape), **WRITE})
def publish(request: HttpRequest, program: str, payload: ReportInput) -> HttpResponse:
    """Number the draft and freeze it. Refused with 409 while a blocking check of its readiness fails."""
    _revision, report = publish_report(
        actor=actor(request), program=program, audience=Audience(payload.audience), now=moment()
    )
    return _shaped(visible(actor=actor(request), program=program), report)


@router.get("/programs/{program}/reports/draft", response={200: schema_of(ReportShape), **READ})
def get_report_draft(request: HttpRequest, program: str, audience: AudienceName = "executive") -> HttpResponse:
    """The next report as it would be published now."""
    found = visible(actor=actor(request), program=program)
    return _shaped(found, _draft(found, audience))


@router.get("/programs/{program}/reports/draft/export", response={200: bytes, **READ})
def export_report_draft(
    request: HttpRequest,
    program: str,
    form: Annotated[Format, Query(alias="format")],
    audience: AudienceName = "executive",
) -> HttpResponse:
    found = visible(actor=actor(request), program=program)
    return _document(found, _draft(found, audience), form)


@router.get("/programs/{program}/reports/{number}", response={200: schema_of(ReportShape), **READ})
def get_report(request: HttpRequest, program: str, number: int) -> HttpResponse:
    """As it was published."""
    found = visible(actor=actor(request), program=program)
    return _shaped(found, _published(found, number))


@router.get("/programs/{program}/reports/{number}/export", response={200: bytes, **READ})
def export_report(
    request: HttpRequest, program: str, number: int, form: Annotated[Format, Query(alias="format")]
) -> HttpResponse:
    """The published report as a document."""
    found = visible(actor=actor(request), program=program)
    return _document(found, _published(found, number), form)


def _draft(found: Visible, audience: AudienceName) -> Report:
    now = moment()
    outlook = refresh_outlook(whole=load_whole(found.program), now=now, explain=True)
    report, _told = draft(outlook, now, Audience(audience))
    return report


def _published(found: Visible, number: int) -> Report:
    report = published_report(found.program.pk, number)
    if report is None:
        raise NotFoundError(_("There is no report {number} of this program.").format(number=number))
    return report


def _shaped(found: Visible, report: Report) -> HttpResponse:
    return answer(shape(report, dict(people_of(load_header(found.program)))))


def _document(found: Visible, report: Report, form: Format) -> HttpResponse:
    content, kind = _RENDERERS[form](report), _TYPES[form]
    number = report.number if report.number is not None else f"{next_number(found.program.pk)}-draft"
    name = f"{found.program.slug}-report-{number}.{form}"
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            # a document is never run as a page of ours
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        },
    )


def _html(report: Report) -> bytes:
    return render_html(report).encode()


def _markdown(report: Report) -> bytes:
    return render_markdown(report).encode()


_RENDERERS = {"html": _html, "md": _markdown, "pdf": render_pdf}
_TYPES = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "pdf": "application/pdf"}
