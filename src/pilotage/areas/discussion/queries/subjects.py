"""The records that can be spoken of: whether one exists, and what it is called."""

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pilotage.areas.discussion.rules.noticing import Record, normal
from pilotage.areas.errors import InvalidError, NotFoundError
from pilotage.areas.programs.models import Person, Program
from pilotage.areas.reporting.models import Report
from pilotage.areas.risks.models import Contract, Risk
from pilotage.areas.schedule.models import Activity, Gate
from pilotage.areas.work.models import WorkItem

Find = Callable[[Program, str], str | None]


def _by_code(model: Any, title: str) -> Find:
    def find(program: Program, code: str) -> str | None:
        found: str | None = model.objects.filter(program=program, code=code).values_list(title, flat=True).first()
        return found

    return find


def _work_item(program: Program, code: str) -> str | None:
    return WorkItem.objects.filter(program=program, key=code).values_list("title", flat=True).first()


def _gate(program: Program, code: str) -> str | None:
    """It is called like its milestone."""
    milestone = Gate.objects.filter(program=program, code=code).values_list("activity", flat=True).first()
    if milestone is None:
        return None
    return Activity.objects.filter(program=program, code=milestone).values_list("title", flat=True).first() or code


def _report(program: Program, code: str) -> str | None:
    if not code.isdigit():
        return None
    return Report.objects.filter(program=program, number=int(code)).values_list("title", flat=True).first()


def _program(program: Program, code: str) -> str | None:
    return program.title if code == program.slug else None


KINDS: Mapping[str, Find] = {
    "activity": _by_code(Activity, "title"),
    "risk": _by_code(Risk, "title"),
    "contract": _by_code(Contract, "what"),
    "work_item": _work_item,
    "report": _report,
    "gate": _gate,
    "program": _program,
}


def subject(program: Program, kind: str, code: str) -> tuple[Record, str]:
    """The record and its title. Raises InvalidError for a kind that has no discussion, NotFoundError."""
    known = normal(kind)
    find = KINDS.get(known)
    if find is None:
        kinds = ", ".join(KINDS)
        raise InvalidError.field(
            "kind", _("There is no discussion of a {kind}; use one of {kinds}.").format(kind=kind[:30], kinds=kinds)
        )
    title = find(program, code)
    if title is None:
        raise NotFoundError(_("There is no {kind} “{id}” in this program.").format(kind=kind, id=code[:100]))
    return (known, code), title or code


def owned(program_id: int, email: str, records: Collection[Record]) -> set[Record]:
    """Those of ``records`` whose owner is the person with this address."""
    people = set(Person.objects.filter(program_id=program_id, email__iexact=email).values_list("code", flat=True))
    if not people or not records:
        return set()
    found: set[Record] = set()
    for kind, model, fields in (
        ("activity", Activity, ("owner",)),
        ("risk", Risk, ("owner",)),
        ("contract", Contract, ("promiser", "requester")),
    ):
        codes = [code for each, code in records if each == kind]
        rows = model._default_manager.filter(program_id=program_id, code__in=codes).values_list("code", "body")
        for code, body in rows:
            value = json.loads(body)
            if any(value.get(field) in people for field in fields):
                found.add((kind, code))
    return found
