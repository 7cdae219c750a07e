import os
import subprocess
import sys
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


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with empty tables, to be copied for processes of tests: making the tables takes seconds."""
    data = tmp_path_factory.mktemp("migrated") / "data"
    own = {name: value for name, value in os.environ.items() if not name.startswith("PILOTAGE_")}
    environment = own | {"PILOTAGE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "pilotage.config.settings"}
    make = "from pilotage.config.startup import migrate, start; start(); migrate()"
    subprocess.run([sys.executable, "-c", make], env=environment, check=True)
    return data
