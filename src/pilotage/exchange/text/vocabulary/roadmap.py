"""Keys of what people decided about the roadmap."""

from pilotage.exchange.text.vocabulary.shapes import FLAG, TEXT, Choice, Entity, Key, whole
from pilotage.plan.vocabulary.roadmap import Horizon

ROADMAP_ENTRY = Entity(
    "roadmap-entry",
    {
        "shown": Key(FLAG, "on the roadmap or not, whatever its kind"),
        "public": Key(FLAG, "customers see it, under its title here"),
        "title": Key(TEXT, "name for those who may not know the internal one"),
        "order": Key(whole(0, 2**31), "place before the others"),
        "when": Key(Choice(Horizon), "now, next, later or done, whatever its dates say"),
        "reason": Key(TEXT, "why, where they say otherwise"),
    },
)
