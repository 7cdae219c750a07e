"""What a comment may hold."""

from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError

MOST_LETTERS = 10_000
_EXCERPT = 240


def checked(text: str) -> str:
    """The text as it is kept. Raises InvalidError for an empty or endless one."""
    kept = text.strip()
    if not kept:
        raise InvalidError.field("text", _("A comment needs words."))
    if len(kept) > MOST_LETTERS:
        message = _("A comment has at most {most} characters; this one has {n}. Attach a document by its link.")
        raise InvalidError.field("text", message.format(most=f"{MOST_LETTERS:,}", n=f"{len(kept):,}"))
    if "\x00" in kept:
        raise InvalidError.field("text", _("The text holds a NUL character. Remove it and send again."))
    return kept


def excerpt(text: str) -> str:
    """The beginning of a comment in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"
