"""Problems are values: a faulty file gives its good part and a list of these."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    ERROR = "error"  # something could not be read or makes the plan impossible
    WARNING = "warning"  # read, but probably not what the author meant
    INFO = "info"


class Source(msgspec.Struct, frozen=True):
    """Where in the input. Lines, columns and rows count from 1; ``path`` is a key path: ``risks.replica-lag``."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    row: int | None = None
    path: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line is not None:
            place += f":{self.line}" + (f":{self.column}" if self.column is not None else "")
        elif self.row is not None:
            place += f", row {self.row}"
        return place or self.path


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is stable (``dependency-cycle``); ``message`` says what is wrong, ``hint`` what to do."""

    id: str
    severity: Severity
    message: str
    source: Source = Source()
    entity: str = ""  # id of the activity, calendar, ... concerned
    hint: str = ""

    def __str__(self) -> str:
        place = str(self.source)
        text = f"{place}: {self.message}" if place else self.message
        if self.hint and not text.endswith((".", "?", "!", ":")):
            text += "."
        return f"{text} {self.hint}".rstrip()
