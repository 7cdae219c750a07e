"""The reference of mapping files names everything that a mapping can say."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from pilotage.exchange.tabular import read_mapping, shipped_names
from pilotage.exchange.tabular.mapping.fields import FIELDS, PROGRAM_FIELDS
from pilotage.exchange.tabular.mapping.model import (
    Condition,
    Event,
    Expand,
    Links,
    Lookup,
    Match,
    Moves,
    SourceSettings,
    Sprints,
)
from pilotage.exchange.tabular.mapping.reading import RULE_KEYS
from pilotage.exchange.tabular.shipped import shipped_text
from pilotage.exchange.tabular.values.dates import FORMATS

_DOCS = Path(__file__).parents[4] / "docs"
PAGE = (_DOCS / "reference" / "mapping.md").read_text("utf-8")


@pytest.mark.parametrize("type_", [Condition, Event, Expand, Links, Lookup, Match, Moves, SourceSettings, Sprints])
def test_every_key_is_described(type_: type[msgspec.Struct]) -> None:
    missing = [name for name in type_.__struct_fields__ if not re.search(rf"`[^`\n]*\b{name}\b|^{name} =", PAGE, re.M)]
    assert missing == []


def test_every_field_setting_format_and_mapping_is_named() -> None:
    names = {name for fields in FIELDS.values() for name in fields} | set(PROGRAM_FIELDS) | set(FORMATS)
    names |= set(shipped_names()) | set(RULE_KEYS)
    assert sorted(name for name in names if f"`{name}`" not in PAGE) == []


@pytest.mark.parametrize("page", ["reference/mapping.md", "how-to/import.md"])
def test_the_examples_are_mappings_without_mistakes(page: str) -> None:
    text = (_DOCS / page).read_text("utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.S)
    assert examples
    for example in examples:
        tomllib.loads(example)
        assert read_mapping(example, base=shipped_text)[1] == ()
