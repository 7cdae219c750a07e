"""The JSON Schema of the format, for editors and other tools: made from the table of keys that the reader uses."""

from pilotage.exchange.text.vocabulary.keys import ENTITIES, PROGRAM
from pilotage.exchange.text.vocabulary.shapes import Entity, Schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Schema:
    """Of one file; the files of a folder are valid too, so no top-level key is required. ``earlier/`` may hold nulls
    besides and has no schema of its own.
    """
    return {
        "$schema": DRAFT,
        "title": "Pilotage program",
        "description": "A program as text: what people decide, promise and report.",
        **_object(PROGRAM),
        "$defs": {entity.name: _object(entity) for entity in ENTITIES},
    }


def _object(entity: Entity) -> Schema:
    properties = {}
    for name, key in entity.keys.items():
        properties[name] = {"description": key.meaning, **key.shape.schema()}
    required = [name for name, key in entity.keys.items() if key.required]
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        return found | {"required": required}
    return found | ({"type": ["object", "null"]} if entity.name in _MAY_BE_EMPTY else {})


_MAY_BE_EMPTY = ("calendar", "person", "team", "workstream", "activity", "milestone", "criterion")
"""Entities of which an id alone says enough: ``kickoff:``."""
