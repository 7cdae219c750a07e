"""The page of the formats names every problem a reader can raise."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_every_problem_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "msproject.md").read_text()
    sources = [path for name in ("mspdi", "mpxj") for path in (ROOT / "src/pilotage/exchange" / name).rglob("*.py")]
    raised = {
        found
        for path in sources
        for found in re.findall(r'(?:report\.(?:error|warning|info)|_bad)\(\s*"([a-z-]+)"', path.read_text())
    }
    assert len(raised) > 30
    assert {name for name in raised if f"`{name}`" not in page} == set()
