"""The messages in which somebody is told of their inbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pilotage.areas.discussion.models import Notice

MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    body: str


def digest(notices: Sequence[Notice], *, inbox: str) -> Message:
    """All of them by program, newest first; ``inbox`` is the address of the page, or empty."""
    count = len(notices)
    subject = ngettext("Pilotage: {n} notice", "Pilotage: {n} notices", count).format(n=count)
    lines: list[str] = []
    program = None
    for notice in sorted(notices[:MOST_LINES], key=lambda each: each.program.title):
        if notice.program_id != program:
            lines += ["", notice.program.title]
            program = notice.program_id
        lines.append(f"- {_line(notice)}")
    if count > MOST_LINES:
        lines += ["", _("and {n} more").format(n=count - MOST_LINES)]
    return Message(subject, _ended(lines, inbox))


def single(notice: Notice, *, inbox: str) -> Message:
    """One that does not wait."""
    return Message(f"{notice.program.title}: {notice.by} {notice.text}"[:290], _ended([_line(notice)], inbox))


def trial(*, inbox: str) -> Message:
    return Message(_("Pilotage: test message"), _ended([_("This channel works.")], inbox))


def _line(notice: Notice) -> str:
    times = "" if notice.count == 1 else _(" ({n} times)").format(n=notice.count)
    quoted = f": “{notice.excerpt}”" if notice.excerpt else ""
    return f"{notice.by} {notice.text}{times}{quoted}"


def _ended(lines: list[str], inbox: str) -> str:
    return "\n".join([*lines, "", inbox] if inbox else lines).strip()
