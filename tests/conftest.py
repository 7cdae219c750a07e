import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real data sets; tests that use it are marked ``corpus``."""
    folder = Path(os.environ.get("PILOTAGE_CORPUS", _BESIDE))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set PILOTAGE_CORPUS to its folder")
    return folder
