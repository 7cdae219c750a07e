"""The sentence above the list of programs: how many will probably miss, and who moved most this week."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.reporting.rules.digests import ProgramDigest
from pilotage.plan.insight.status import Status
from pilotage.plan.language.text import Link, Mark, Text, fill, join
from pilotage.plan.language.wording import working_days

NAMED = 1.0
"""Working days of movement in a week from which a program is named."""

_SMALL = ("", _("One"), _("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"))


def headline(programs: Sequence[tuple[str, str, ProgramDigest]]) -> Text:
    """``(id, title, digest)`` of each program that the reader may see."""
    if not programs:
        return (_("No program yet. Import a plan, or load the example."),)
    return join([_missing(programs), _movement(programs)])


def _missing(programs: Sequence[tuple[str, str, ProgramDigest]]) -> Text:
    off = sum(1 for _id, _title, digest in programs if digest.status.status is Status.OFF_TRACK)
    known = [digest for _id, _title, digest in programs if digest.status.status is not Status.UNKNOWN]
    if not known:
        return (_("No program has a forecast against a target yet."),)
    if off == 0:
        return (_("No program will probably miss its date."),)
    count = Mark(_number(off), tone="off")
    if len(programs) == 1:
        return fill(_("{title} will probably miss its date."), title=_named(programs[0]))
    template = ngettext(
        "{n} of {total} will probably miss its date.", "{n} of {total} will probably miss their date.", off
    )
    return fill(template, n=count, total=_number(len(programs)).lower())


def _movement(programs: Sequence[tuple[str, str, ProgramDigest]]) -> Text:
    moved = sorted(
        (each for each in programs if abs(each[2].trend_days or 0.0) >= NAMED),
        key=lambda each: -abs(each[2].trend_days or 0.0),
    )
    if not moved:
        return (_("Nothing moved by a day or more this week."),)
    days = moved[0][2].trend_days or 0.0
    template = _("{title} lost {days} this week") if days > 0 else _("{title} gained {days} this week")
    mark = Mark(working_days(days), tone="off" if days > 0 else "on")
    first = fill(template, title=_named(moved[0]), days=mark)
    others = max((abs(each[2].trend_days or 0.0) for each in programs if each is not moved[0]), default=0.0)
    if len(programs) == 1:
        return (*first, ".")
    if others < NAMED:
        return (*first, _("; nothing else moved by a day or more."))
    return (*first, *fill(_("; nothing else moved by more than {days}."), days=working_days(others)))


def _named(program: tuple[str, str, ProgramDigest]) -> Mark:
    return Mark(program[1], ref=Link("program", program[0]))


def _number(count: int) -> str:
    return _SMALL[count] if 0 < count < len(_SMALL) else str(count)
