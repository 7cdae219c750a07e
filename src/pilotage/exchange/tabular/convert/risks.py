"""Records -> risks."""

from pilotage.exchange.tabular.convert.impacts import money, three
from pilotage.exchange.tabular.convert.naming import Names, slug
from pilotage.exchange.tabular.convert.people import People
from pilotage.exchange.tabular.convert.records import Record
from pilotage.exchange.tabular.rows import ProblemLog, warn
from pilotage.exchange.tabular.values.amounts import WorkTime
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.amounts import DayImpact, Span, ThreePointEstimate
from pilotage.plan.vocabulary.risks import Response, Risk, RiskState, Strategy

_STATES = {
    "open": RiskState.OPEN,
    "active": RiskState.OPEN,
    "new": RiskState.OPEN,
    "closed": RiskState.CLOSED,
    "retired": RiskState.CLOSED,
    "resolved": RiskState.CLOSED,
    "occurred": RiskState.OCCURRED,
    "issue": RiskState.OCCURRED,
    "materialized": RiskState.OCCURRED,
}
_PROBABILITY = 0.5


def risk(
    record: Record, own: Names, activities: Names, people: People, currency: str, time: WorkTime, log: ProblemLog
) -> Risk | None:
    """One risk; None, with a problem, where the row has no title."""
    fields = record.fields
    title = fields.get("title") or fields.get("event")
    if not title:
        warn(log, "missing-title", _("the risk has no title; it was left out"), record.row)
        return None
    wanted = slug(fields.get("id") or fields.get("key") or title, f"risk-{record.row.number}")
    return Risk(
        id=own.give(wanted, record.row, own="id" in fields),
        title=title,
        cause=fields.get("cause", ""),
        event=fields.get("event", ""),
        effect=fields.get("effect", ""),
        probability=_probability(record, log),
        impact_days=_days(record, time, log),
        impact_money=money(record, "money", currency, log),
        hits=_hits(record, activities, log),
        owner=people.id(fields["owner"]) if "owner" in fields else None,
        response=_response(record, people, log),
        trigger=fields.get("trigger", ""),
        state=_state(record, log),
        raised=fields.get("raised"),
        closed=fields.get("closed"),
        key=fields.get("key"),
    )


def _probability(record: Record, log: ProblemLog) -> float:
    if "probability" in record.fields:
        return float(record.fields["probability"])
    warn(log, "missing-probability", _("the risk has no probability; 50 % was taken"), record.row, "probability")
    return _PROBABILITY


def _days(record: Record, time: WorkTime, log: ProblemLog) -> DayImpact | None:
    fields, per_day = record.fields, time.hours_per_day * 60
    given = fields.get("days")
    if isinstance(given, ThreePointEstimate):
        return DayImpact(given.low.minutes / per_day, given.likely.minutes / per_day, given.high.minutes / per_day)
    if isinstance(given, Span):
        return DayImpact(*(given.minutes / per_day,) * 3)
    found = three(record, "days", log)
    return DayImpact(*found) if found else None


def _hits(record: Record, activities: Names, log: ProblemLog) -> tuple[str, ...]:
    found: list[str] = []
    for name in record.fields.get("hits", ()):
        activity = activities.find(name)
        if activity is None:
            message = _("the risk hits “{name}”, which is not in the file").format(name=name[:60])
            warn(log, "missing-reference", message, record.row, "hits")
        else:
            found.append(activity)
    return tuple(found)


def _response(record: Record, people: People, log: ProblemLog) -> Response | None:
    fields = record.fields
    if "response" not in fields and "strategy" not in fields:
        return None
    word = str(fields.get("strategy", "mitigate")).strip().casefold()
    if word not in set(Strategy):
        message = _("“{word}” is no strategy ({known}); mitigate was taken").format(
            word=word[:40], known=", ".join(Strategy)
        )
        warn(log, "unknown-word", message, record.row, "strategy")
        word = "mitigate"
    return Response(
        strategy=Strategy(word),
        text=fields.get("response", ""),
        owner=people.id(fields["response_owner"]) if "response_owner" in fields else None,
        due=fields.get("response_due"),
        done=fields.get("response_done", False),
        residual_probability=fields.get("residual_probability"),
    )


def _state(record: Record, log: ProblemLog) -> RiskState:
    word = str(record.fields.get("state", "open")).strip().casefold()
    if word not in _STATES:
        message = _("“{word}” is no state of a risk; it was read as open").format(word=word[:40])
        warn(log, "unknown-word", message, record.row, "state")
    return _STATES.get(word, RiskState.OPEN)
