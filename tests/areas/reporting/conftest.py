from pathlib import Path

import pytest

from tests.areas.reporting.dock import write_story
from tests.areas.schedule.harbor import harbor, no_memory

__all__ = ["harbor", "no_memory", "story"]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "dock"
    write_story(folder)
    return folder
