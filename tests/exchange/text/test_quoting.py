"""Other readers of YAML must take what is written for the same text."""

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from pilotage.exchange.text.writing.emitter import entry, scalar
from tests.exchange.drawn.leaves import names, texts

LOADERS = [yaml.BaseLoader, yaml.CBaseLoader]
"""PyYAML's own parser and libyaml; both read every scalar as text."""


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(text=texts, name=names)
def test_in_brackets(loader: type[yaml.BaseLoader], text: str, name: str) -> None:
    key, value = scalar(name, flow=True), scalar(text, flow=True)
    source = f"a: {{ {key}: {value} }}\nb: [{value}, {key}]\n"
    assert yaml.load(source, Loader=loader) == {"a": {name: text}, "b": [text, name]}


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(text=texts, name=names)
def test_on_lines_of_their_own(loader: type[yaml.BaseLoader], text: str, name: str) -> None:
    lines = [*entry(scalar(f"{name}x", flow=False), text, ""), *entry("list", [{"a": f"{name}\n{text}"}, text], "")]
    source = "\n".join([*lines, "end: 1\n"])
    assert yaml.load(source, Loader=loader) == {f"{name}x": text, "list": [{"a": f"{name}\n{text}"}, text], "end": "1"}


@pytest.mark.parametrize(
    "text", ["yes", "NO", "null", "~", "1", "-1.5e3", "0x1F", "12:30:00", "2026-12-11", "true", "=", ""]
)
def test_what_looks_like_a_value_is_quoted(text: str) -> None:
    assert scalar(text, flow=False) == f'"{text}"'


@pytest.mark.parametrize(
    "text", ["mon-fri 09:00-17:00", "dual SS+3d", "2026-12-24 Christmas Eve", "it's", "-x", "a:b", "日本"]
)
def test_what_needs_no_quotes_has_none(text: str) -> None:
    assert scalar(text, flow=True) == text
