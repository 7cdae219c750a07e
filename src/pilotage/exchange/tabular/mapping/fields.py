"""The fields that a mapping may fill, and what kind of value each takes."""

from enum import StrEnum


class FieldKind(StrEnum):
    TEXT = "text"
    TEXTS = "texts"  # a list
    NUMBER = "number"
    SHARE = "share"  # 0..1, written 0.4, 40 % or 40
    FLAG = "flag"
    SPAN = "span"
    ESTIMATE = "estimate"  # 5d/8d/12d triangular
    DATE = "date"
    START = "start"  # an instant; a bare date means the start of that day
    FINISH = "finish"  # an instant; a bare date means the end of that day
    REFERENCES = "references"  # other rows, with kind and lag
    URL = "url"


_T = FieldKind
ACTIVITY_FIELDS: dict[str, FieldKind] = {
    "id": _T.TEXT,
    "title": _T.TEXT,
    "kind": _T.TEXT,
    "milestone": _T.FLAG,
    "parent": _T.TEXT,
    "outline_level": _T.NUMBER,
    "wbs": _T.TEXT,
    "workstream": _T.TEXT,
    "team": _T.TEXT,
    "owner": _T.TEXT,
    "assignees": _T.TEXTS,
    "duration": _T.SPAN,
    "estimate": _T.ESTIMATE,
    "low": _T.SPAN,
    "likely": _T.SPAN,
    "high": _T.SPAN,
    "distribution": _T.TEXT,
    "effort": _T.SPAN,
    "remaining": _T.SPAN,
    "progress": _T.SHARE,
    "done": _T.FLAG,
    "started": _T.START,
    "finished": _T.FINISH,
    "start": _T.START,
    "finish": _T.FINISH,
    "not_before": _T.START,
    "not_after": _T.FINISH,
    "start_by": _T.START,
    "start_on": _T.START,
    "finish_on": _T.FINISH,
    "finish_not_before": _T.FINISH,
    "expected_finish": _T.FINISH,
    "pauses": _T.TEXTS,  # 2026-12-24..2026-12-31 Closed
    "deadline": _T.FINISH,
    "target": _T.DATE,
    "commitment": _T.DATE,
    "predecessors": _T.REFERENCES,
    "successors": _T.REFERENCES,
    "cost": _T.NUMBER,
    "cost_low": _T.NUMBER,
    "cost_likely": _T.NUMBER,
    "cost_high": _T.NUMBER,
    "currency": _T.TEXT,
    "cost_per_day": _T.NUMBER,
    "crash_to": _T.SPAN,
    "crash_cost": _T.NUMBER,
    "probability": _T.SHARE,
    "branch": _T.TEXT,
    "priority": _T.NUMBER,
    "key": _T.TEXT,
    "url": _T.URL,
    "note": _T.TEXT,
    "labels": _T.TEXTS,
}
WORK_ITEM_FIELDS: dict[str, FieldKind] = {
    "key": _T.TEXT,
    "alias": _T.TEXT,
    "title": _T.TEXT,
    "kind": _T.TEXT,
    "project": _T.TEXT,
    "status": _T.TEXT,
    "status_category": _T.TEXT,
    "resolution": _T.TEXT,
    "created": _T.START,
    "started": _T.START,
    "resolved": _T.START,
    "updated": _T.START,
    "due": _T.DATE,
    "assignee": _T.TEXT,
    "reporter": _T.TEXT,
    "team": _T.TEXT,
    "components": _T.TEXTS,
    "labels": _T.TEXTS,
    "sprints": _T.TEXTS,
    "versions": _T.TEXTS,
    "parent": _T.TEXT,
    "epic": _T.TEXT,
    "estimate": _T.SPAN,
    "points": _T.NUMBER,
    "priority": _T.TEXT,
    "blocked": _T.FLAG,
    "url": _T.URL,
}
RISK_FIELDS: dict[str, FieldKind] = {
    "id": _T.TEXT,
    "title": _T.TEXT,
    "cause": _T.TEXT,
    "event": _T.TEXT,
    "effect": _T.TEXT,
    "probability": _T.SHARE,
    "days": _T.ESTIMATE,
    "days_low": _T.NUMBER,
    "days_likely": _T.NUMBER,
    "days_high": _T.NUMBER,
    "money_low": _T.NUMBER,
    "money_likely": _T.NUMBER,
    "money_high": _T.NUMBER,
    "currency": _T.TEXT,
    "hits": _T.TEXTS,
    "owner": _T.TEXT,
    "strategy": _T.TEXT,
    "response": _T.TEXT,
    "response_owner": _T.TEXT,
    "response_due": _T.DATE,
    "response_done": _T.FLAG,
    "residual_probability": _T.SHARE,
    "trigger": _T.TEXT,
    "state": _T.TEXT,
    "raised": _T.DATE,
    "closed": _T.DATE,
    "key": _T.TEXT,
}
FIELDS: dict[str, dict[str, FieldKind]] = {
    "activities": ACTIVITY_FIELDS,
    "work_items": WORK_ITEM_FIELDS,
    "risks": RISK_FIELDS,
}
PROGRAM_FIELDS: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "title": str,
    "kind": str,
    "owner": str,
    "summary": str,
    "zone": str,
    "currency": str,
    "start": object,
    "status_date": object,
    "final": str,
    "hours_per_day": (int, float),
    "days_per_week": (int, float),
    "workstream": str,
}
DATES = frozenset({FieldKind.DATE, FieldKind.START, FieldKind.FINISH})
