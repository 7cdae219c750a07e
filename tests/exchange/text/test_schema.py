"""The published schema, the reference page and the reader agree."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from pilotage.exchange import text
from pilotage.exchange.text.vocabulary.keys import ENTITIES, PROGRAM
from pilotage.plan.vocabulary.program import Program
from tests.exchange.drawn.programs import programs

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/reference/plan-text.md").read_text("utf-8")
EXAMPLES = [block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "earlier/" not in block]
CORRECT = sorted((Path(__file__).parent / "correct").glob("*.yaml"))


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: dates are texts, and so are yes, no, on and off."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first) + ([""] if "~" in first else [])
    )


def plain(source: str) -> Any:
    return json.loads(json.dumps(yaml.load(source, Loader=CoreLoader)))


VALIDATOR = jsonschema.Draft202012Validator(text.json_schema())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(text.json_schema())


@pytest.mark.parametrize("source", EXAMPLES, ids=[example.split("\n", 1)[0] for example in EXAMPLES])
def test_the_examples_of_the_page_are_valid(source: str) -> None:
    VALIDATOR.validate(plain(source))


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_correct_texts_are_valid(path: Path) -> None:
    VALIDATOR.validate(plain(path.read_text("utf-8")))


@settings(
    deadline=None,
    max_examples=15,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(programs())
def test_what_is_written_is_valid(program: Program) -> None:
    VALIDATOR.validate(plain(text.write(program)))


@pytest.mark.parametrize(
    "source",
    [
        "titel: x",
        "activities: { a: { duration: 5 } }",
        "activities: { a: { done: 60 } }",
        "status_date: 18.09.2026",
        "kind: odd",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(source: str) -> None:
    assert not VALIDATOR.is_valid(plain(source))
    assert not text.read_text(f"program: p\n{source}\n").ok


@pytest.mark.parametrize("entity", [PROGRAM, *ENTITIES], ids=lambda entity: entity.name)
def test_every_key_is_documented(entity: Any) -> None:
    for key in entity.keys:
        assert re.search(rf"[`{{ ]{re.escape(key)}[`:,]", PAGE), f"{entity.name}: {key}"


def test_every_problem_is_documented() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src/pilotage/exchange/text").rglob("*.py"))
    found = set(re.findall(r'"((?:wrong|missing|duplicate|unknown|empty|two|too|not)-[a-z-]+)"', source)) - KEYS
    assert {problem for problem in found if f"`{problem}`" not in PAGE} == set()


KEYS = {key for entity in ENTITIES for key in entity.keys}
