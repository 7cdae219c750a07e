"""A stored program and its people, and what it means to be a case of the table of operations."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pilotage.areas.actor import Actor
from tests.areas.sync.plans import upload


@dataclass(frozen=True, slots=True)
class Scene:
    """A stored program ``harbor`` and its people."""

    owner: Actor
    editor: Actor
    viewer: Actor
    stranger: Actor
    local: Actor
    now: dt.datetime
    folder: Path

    @property
    def on_harbor(self) -> dict[str, Any]:
        return {"program": "harbor", "now": self.now}

    def upload(self, actor: Actor) -> str:
        """The code of a table uploaded by ``actor``."""
        given = b"Task Name,Duration\nSurvey,3d\n"
        return upload(self.folder, actor=actor, name="more.csv", data=given, now=self.now).code

    def given(self) -> Path:
        path = self.folder / "given.csv"
        path.write_bytes(b"Task Name\nSurvey\n")
        return path


Act = Callable[[Scene, Actor], object]


@dataclass(frozen=True, slots=True)
class Case:
    """``act`` by ``allowed`` is done, by ``refused`` it is not (None: whoever has an account may)."""

    act: Act
    allowed: str
    refused: str | None
