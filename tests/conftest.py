import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# the same examples on every machine, however slow it is; a failure is printed so that it can be kept
settings.register_profile(
    "pilotage", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("pilotage")

_BESIDE = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real data sets; tests that use it are marked ``corpus``."""
    folder = Path(os.environ.get("PILOTAGE_CORPUS", _BESIDE))
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}; set PILOTAGE_CORPUS to its folder")
    return folder
