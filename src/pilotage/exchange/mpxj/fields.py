"""The custom fields people filled in, with their names."""

import re
from collections.abc import Iterator
from typing import Any

from pilotage.exchange.mpxj.values import Durations, moment, text
from pilotage.exchange.mspdi.records import FieldRecord

_CUSTOM = re.compile(r"(TEXT|NUMBER|FLAG|COST|DATE|DURATION|START|FINISH|OUTLINE_CODE)(\d+)")


class CustomFields:
    """``of(task)`` gives the fields of one task, in the order of their names."""

    def __init__(self, project: Any, durations: Durations) -> None:
        self._durations = durations
        self._fields: list[tuple[str, str, Any]] = []
        aliases = project.getCustomFields()
        for field in project.getTasks().getPopulatedFields():
            name = str(field.name())
            match = _CUSTOM.fullmatch(name)
            known = aliases.get(field)
            alias = "" if known is None else text(known.getAlias())
            if match:
                name = match[1].replace("_", " ").title() + match[2]
            elif type(field).__name__ != "org.mpxj.UserDefinedField":
                continue
            self._fields.append((name, alias, field))
        self._fields.sort(key=lambda each: [int(part) if part.isdigit() else 0 for part in re.split(r"(\d+)", each[0])])

    def of(self, task: Any) -> Iterator[FieldRecord]:
        for name, alias, field in self._fields:
            value = task.getCachedValue(field)
            if value is None:
                continue
            kind = type(value).__name__.rpartition(".")[2]
            if kind == "Duration":
                yield FieldRecord(name=name, alias=alias, value=str(value), span=self._durations.span(value))
            elif kind == "Boolean":
                yield FieldRecord(name=name, alias=alias, value="1" if value else "0")
            elif kind == "LocalDateTime":
                when = moment(value)
                yield FieldRecord(name=name, alias=alias, value="" if when is None else when.isoformat())
            elif kind in ("Double", "Integer"):
                yield FieldRecord(name=name, alias=alias, value=f"{float(value):.10g}")
            else:
                yield FieldRecord(name=name, alias=alias, value=text(value))
