"""The import wizard's mapping, ``{column: field}``, and the mapping that a reader takes.

A field is named with its section: ``activities.title``, ``work_items.key``, ``risks.probability``.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from pilotage.areas.errors import InvalidError
from pilotage.exchange.tabular import Mapping as TableMapping
from pilotage.exchange.tabular import Suggestion
from pilotage.exchange.tabular.mapping.fields import FIELDS
from pilotage.exchange.tabular.mapping.model import Alternatives, Rule, Value

Simple = dict[str, str | None]


def all_fields() -> list[dict[str, str]]:
    """Every field that a column may fill."""
    return [
        {"id": f"{section}.{name}", "title": name.replace("_", " ").capitalize(), "entity": section}
        for section, fields in FIELDS.items()
        for name in fields
    ]


def guessed_columns(suggestion: Suggestion) -> list[dict[str, Any]]:
    """Each column with samples and its best guess."""
    return [
        {
            "name": guess.column,
            "samples": list(guess.samples),
            "field": f"{suggestion.section}.{guess.field}" if guess.field else None,
            "confidence": guess.confidence,
        }
        for guess in suggestion.columns
    ]


def guessed_mapping(suggestion: Suggestion) -> Simple:
    return {guess["name"]: guess["field"] for guess in guessed_columns(suggestion)}


def check_mapping(mapping: Mapping[str, str | None], columns: set[str]) -> None:
    """Raises InvalidError for a column or a field that there is not, or when nothing is mapped."""
    known = {field["id"] for field in all_fields()}
    for column, field in mapping.items():
        if column not in columns:
            raise InvalidError.field("mapping", _("The file has no column “{name}”.").format(name=column[:100]))
        if field is not None and field not in known:
            raise InvalidError.field("mapping", _("There is no field “{name}”.").format(name=field[:100]))
    if not any(mapping.values()):
        raise InvalidError.field("mapping", _("No column is used. Say at least which one holds the title."))


def table_mapping(mapping: Mapping[str, str | None], suggestion: Suggestion) -> TableMapping:
    """The mapping for the reader. Where the user kept a guess, its details (how a list is split) are kept too."""
    guessed = {
        (value.path, f"{section}.{field}"): value
        for section, rule in suggestion.mapping.rules
        for field, values in rule.fields.items()
        for value in values
    }
    sections: dict[str, dict[str, Alternatives]] = {name: {} for name in FIELDS}
    for column, target in mapping.items():
        if target is None:
            continue
        section, _dot, field = target.partition(".")
        value = guessed.get((column, target)) or Value(path=column)
        sections[section][field] = (*sections[section].get(field, ()), value)
    rules = {name: (Rule(fields=fields),) for name, fields in sections.items() if fields}
    return msgspec.structs.replace(
        suggestion.mapping,
        activities=rules.get("activities", ()),
        work_items=rules.get("work_items", ()),
        risks=rules.get("risks", ()),
    )
