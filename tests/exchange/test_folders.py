"""Writing a program into a folder that is not empty."""

from pathlib import Path

import msgspec
import pytest

from pilotage import exchange
from tests.plan.stories import shop


def test_a_folder_keeps_its_split_and_its_comments(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    exchange.write(shop(), folder)
    header = folder / "program.yaml"
    header.write_text("# Ours since 2020.\n" + header.read_text())
    (folder / "register.yaml").write_text("risks:\n  R-2: { title: Rain, probability: 10% }\n")
    changed = exchange.read(folder).program
    assert changed is not None
    exchange.write(msgspec.structs.replace(changed, title="Shop two"), folder)
    again = exchange.read(folder)
    assert again.problems == ()
    assert again.program is not None
    assert again.program.title == "Shop two"
    assert header.read_text().startswith("# Ours since 2020.\n")
    assert "Rain" in (folder / "register.yaml").read_text()


def test_a_folder_of_other_yaml_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {}\n")
    with pytest.raises(exchange.UnwritableFormatError, match=r"compose\.yaml"):
        exchange.write(shop(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["compose.yaml"]


def test_problems_of_the_plan_are_placed_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("program: p\nactivities:\n  a: { duration: 1d, after: b }\n  b: { duration: 1d, after: a }\n")
    (problem,) = exchange.read(path).problems
    assert (problem.id, problem.source.line) == ("dependency-cycle", 3)
