"""A program with something to speak of."""

import datetime as dt
from typing import Any

import pytest

from pilotage.areas.actor import Actor
from pilotage.areas.programs.models import Program
from pilotage.areas.risks.operations.risks import add_risk


@pytest.fixture
def on_harbor(program: Program, now: dt.datetime) -> dict[str, Any]:
    return {"program": "harbor", "now": now}


@pytest.fixture
def storm(on_harbor: dict[str, Any], owner: Actor) -> str:
    """The id of a risk that the owner added."""
    written = add_risk(actor=owner, fields={"title": "Storm", "probability": 0.2}, **on_harbor)
    assert written.value is not None
    return written.value.id
