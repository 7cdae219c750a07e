"""Small MSPDI files, written the way a test wants to read them."""

from typing import Any

from pilotage.exchange import mspdi
from pilotage.exchange.result import ReadResult
from pilotage.plan.vocabulary.activities import Activity
from pilotage.plan.vocabulary.program import Program

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">'


def elements(**values: object) -> str:
    return "".join(f"<{name}>{value}</{name}>" for name, value in values.items())


def task(uid: int, *, level: int = 1, inner: str = "", **values: Any) -> str:
    given = {"UID": uid, "Name": f"Task {uid}", "OutlineLevel": level, "Duration": "PT8H0M0S", "DurationFormat": 7}
    return f"<Task>{elements(**(given | values))}{inner}</Task>"


def link(predecessor: object, kind: object = 1, lag: object = 0, form: object = 7, **values: object) -> str:
    fields = elements(PredecessorUID=predecessor, Type=kind, LinkLag=lag, LagFormat=form, **values)
    return f"<PredecessorLink>{fields}</PredecessorLink>"


def document(*tasks: str, head: str = "", calendars: str = "", rest: str = "") -> bytes:
    body = f"{head}<Calendars>{calendars}</Calendars><Tasks>{''.join(tasks)}</Tasks>{rest}"
    return f"{HEAD}{body}</Project>".encode()


def read(*tasks: str, **parts: str) -> ReadResult:
    return mspdi.read(document(*tasks, **parts))


def program(*tasks: str, **parts: str) -> Program:
    found = read(*tasks, **parts).program
    assert found is not None
    return found


def only(*tasks: str, **parts: str) -> Activity:
    (activity,) = program(*tasks, **parts).activities
    return activity


def ids(result: ReadResult) -> list[str]:
    return [problem.id for problem in result.problems]
