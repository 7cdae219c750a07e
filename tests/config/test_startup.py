"""What is ready before the first request."""

from pilotage.config.startup import warm_up
from pilotage.engine import kernels
from pilotage.engine.leveling.days import improving


def test_warming_up_compiles_what_leveling_runs() -> None:
    warm_up()
    assert kernels.compiled(improving.run).signatures  # type: ignore[attr-defined]  # numba's dispatcher
