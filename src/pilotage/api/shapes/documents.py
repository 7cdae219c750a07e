"""Schemas for the OpenAPI document, made from the structs that are sent: one source for both."""

import types
from functools import cache
from typing import Any, Union, get_args, get_origin

import msgspec
from ninja import Schema
from pydantic import Field, create_model


@cache
def schema_of(struct: type[msgspec.Struct]) -> type[Schema]:
    """A schema with the fields, names and types of a struct, and its docstring."""
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(struct):
        optional = not field.required
        kind = _kind(field.type)
        default = Field(None) if optional else Field(...)
        fields[field.encode_name] = (kind | None if optional and not _has_none(field.type) else kind, default)
    config = struct.__struct_config__
    if config.tag is not None:
        fields[config.tag_field or "type"] = (str, Field(config.tag))
    document = struct.__doc__ if struct.__doc__ and not struct.__doc__.startswith(struct.__name__) else None
    model: type[Schema] = create_model(struct.__name__, __base__=Schema, __doc__=document, **fields)
    return model


def _kind(annotation: Any) -> Any:
    origin, parts = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return schema_of(annotation)
    if origin is tuple and len(parts) == 2 and parts[1] is ...:
        return list[_kind(parts[0])]  # type: ignore[misc]  # made at run time
    if origin in (Union, types.UnionType):
        kinds = [_kind(part) for part in parts]
        union = kinds[0]
        for kind in kinds[1:]:
            union = union | kind
        return union
    if origin is not None and parts:
        return origin[tuple(part if part is ... else _kind(part) for part in parts)]
    return annotation


def _has_none(annotation: Any) -> bool:
    return type(None) in get_args(annotation)
