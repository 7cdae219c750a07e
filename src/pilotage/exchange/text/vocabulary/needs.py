"""Keys of dependency contracts: promises, steps and the escalation ladder."""

from pilotage.exchange.text.vocabulary import shapes
from pilotage.exchange.text.vocabulary.shapes import DATE, ID, TEXT, Choice, Entity, Key, Placed, Rows
from pilotage.plan.vocabulary.contracts import Act, Confidence, Standing

PROMISE = Entity(
    "promise",
    {
        "said": Key(DATE, "when", required=True),
        "date": Key(DATE, "what date", required=True),
        "by": Key(TEXT, "who said it"),
        "why": Key(TEXT, "reason of the date"),
    },
)
STEP = Entity(
    "step",
    {
        "at": Key(DATE, "when", required=True),
        "act": Key(Choice(Act), "what was done", required=True),
        "by": Key(TEXT, "who did it"),
        "why": Key(TEXT, "reason"),
        "to": Key(TEXT, "who an escalation went to"),
        "date": Key(DATE, "date that was offered"),
    },
)
RUNG = Entity(
    "rung",
    {
        "after": Key(shapes.whole(0, 1000), "working days without an answer, or past a broken promise", required=True),
        "whom": Key(
            TEXT, "person, provider-lead, consumer-lead or program-owner; any other name as it is", required=True
        ),
        "decide": Key(TEXT, "what they must decide"),
    },
)
ELSEWHERE = Entity(
    "elsewhere",
    {
        "program": Key(ID, "id of another program in the workspace", required=True),
        "milestone": Key(ID, "its milestone"),
    },
)
NEED = Entity(
    "need",
    {
        "what": Key(TEXT, "what is needed"),
        "from": Key(Placed(ID), "team or activity that provides it; not for a vendor or another program"),
        "delivers": Key(Placed(ID), "activity of the provider, where “from” names the team"),
        "vendor": Key(TEXT, "provider outside, in place of “from”"),
        "elsewhere": Key(ELSEWHERE, "another program that provides it, in place of “from”"),
        "to": Key(Placed(ID), "team or activity that needs it", required=True),
        "for": Key(Placed(ID), "activity of the consumer, where “to” names the team"),
        "asked": Key(DATE, "when it was asked for"),
        "needed": Key(DATE, "by when", required=True),
        "promised": Key(shapes.Promises(PROMISE), "a date, or every promise in the order made"),
        "confidence": Key(Choice(Confidence), "low, medium or high"),
        "escalates": Key(DATE, "when it is taken to the next level"),
        "delivered": Key(DATE, "has happened"),
        "note": Key(TEXT, "anything else"),
        "acceptance": Key(TEXT, "how the consumer knows that it is there"),
        "promiser": Key(ID, "person who answers for the provider"),
        "requester": Key(ID, "person who asks for the consumer"),
        "standing": Key(Choice(Standing), "open, declined or withdrawn"),
        "offer": Key(PROMISE, "date that the provider named and nobody has answered"),
        "accepted": Key(DATE, "when the consumer accepted the delivery"),
        "steps": Key(Rows(STEP), "what was done about it, in the order in which it happened"),
        "ladder": Key(Rows(RUNG), "its own escalation ladder; default: that of the program"),
    },
)
"""Of ``from``, ``vendor`` and ``elsewhere`` one must be there: the reader sees to it."""
