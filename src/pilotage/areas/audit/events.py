"""The type of an audit entry. Each area lists its verbs in its ``events.py``; an entry displays itself through one."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Text = str | Promise


_NOUNS: Mapping[str, Text] = {
    "assignments": _("people who do it"),
    "asked": _("date of the request"),
    "closed": _("closing date"),
    "consumer": _("requester"),
    "crash_cost": _("cost of a day less"),
    "crash_to": _("shortest duration"),
    "delivered": _("delivery date"),
    "delivers": _("delivering activity"),
    "escalates": _("escalation date"),
    "final": _("final milestone"),
    "hits": _("linked activities"),
    "impact_days": _("impact in days"),
    "impact_money": _("impact in money"),
    "needed": _("date needed"),
    "needed_by_activity": _("waiting activity"),
    "parent": _("place in the outline"),
    "pauses": _("days of rest"),
    "raised": _("date raised"),
    "remaining": _("remaining duration"),
    "what": _("subject"),
}
"""Fields whose name is no noun, or not the one that people use."""


@dataclass(frozen=True, slots=True)
class Verb:
    """``id`` is ``kind.past`` (``activity.changed``). ``template`` may use ``{title}`` and ``{fields}``."""

    id: str
    template: Text
    undoable: bool = True

    @property
    def kind(self) -> str:
        """The kind of entity that it happens to."""
        return self.id.partition(".")[0]

    def text(self, *, title: str, fields: tuple[str, ...] = ()) -> str:
        return str(self.template).format(title=title, fields=_join(fields))


def field_name(field: str) -> str:
    """A field as a noun that can follow “the”: ``delivered`` is the delivery date."""
    known = _NOUNS.get(field)
    return str(known) if known is not None else gettext(field.replace("_", " "))


def _join(fields: tuple[str, ...]) -> str:
    names = [field_name(name) for name in fields]
    if len(names) < 2:
        return "".join(names)
    return gettext("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def table(*groups: tuple[Verb, ...]) -> Mapping[str, Verb]:
    """Verbs by id. Two verbs with one id are a mistake of ours."""
    verbs = [verb for group in groups for verb in group]
    found = {verb.id: verb for verb in verbs}
    assert len(found) == len(verbs), "two audit verbs share an id"
    return found
