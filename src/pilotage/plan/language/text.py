"""Sentences whose numbers open their evidence: plain strings and marked pieces, kept apart until they are shown."""

from collections.abc import Iterable

import msgspec


class Link(msgspec.Struct, frozen=True):
    """The record that a marked piece of text names."""

    kind: str
    id: str


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of a sentence with its evidence (``fact``, the id of a Fact) or its record (``ref``).

    ``tone`` is ``off``, ``at`` or ``on`` where the piece is bad, doubtful or good news.
    """

    text: str
    fact: str | None = None
    tone: str | None = None
    ref: Link | None = None


Text = tuple[str | Mark, ...]


def plain(text: Text) -> str:
    """The sentence without its marks."""
    return "".join(part if isinstance(part, str) else part.text for part in text)


def fill(template: str, **pieces: str | Mark | Text) -> Text:
    """Put marked pieces into a translated template: ``fill(_("Odds: {p50}."), p50=Mark("17 Dec", fact="p50"))``.

    Only ``{name}`` fields; an unknown name is a KeyError, so a catalogue entry cannot lose a number silently.
    """
    parts: list[str | Mark] = []
    rest = template
    while rest:
        before, brace, after = rest.partition("{")
        if before:
            parts.append(before)
        if not brace:
            break
        name, closing, rest = after.partition("}")
        if not closing:
            raise ValueError(f"unclosed field in the template {template!r}")
        piece = pieces[name]
        parts.extend(piece if isinstance(piece, tuple) else (piece,))
    return tuple(parts)


def join(texts: Iterable[Text], separator: str = " ") -> Text:
    """Several sentences as one text."""
    parts: list[str | Mark] = []
    for text in texts:
        if parts and text:
            parts.append(separator)
        parts.extend(text)
    return tuple(parts)
