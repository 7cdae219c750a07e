"""Quality of leveling on a sample of PSPLIB, with peers beside it: ``python -m benchmarks rcpsp [--quick]``.

The instances are found at PILOTAGE_CORPUS or beside the project. All of a folder: ``python -m benchmarks.rcpsp DIR``.
"""

import os
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from benchmarks.rcpsp.instances import best_known, read, spread
from benchmarks.rcpsp.scores import Score, cores, score
from benchmarks.rcpsp.solvers import PEERS, Solver, pilotage
from benchmarks.running.figures import Figure, Skipped

_BESIDE = Path(__file__).parents[3] / "shared" / "data"
_SETS = (("j30", 5, 0.005), ("j60", 10, 0.2), ("j120", 7, 1.7))
"""Folder, instances of the sample, and the percentage above the best known that they are to stay below on average."""


def run(*, quick: bool) -> list[Figure]:
    """Average percentages, five seconds an instance; with ``quick`` two instances of each set, one second each."""
    library = Path(os.environ.get("PILOTAGE_CORPUS", _BESIDE)) / "psplib"
    if not library.is_dir():
        raise Skipped(f"there is no {library}; set PILOTAGE_CORPUS to the folder that holds psplib")
    solvers = {"Pilotage": pilotage} | present(PEERS)
    seconds = 1.0 if quick else 5.0
    figures = []
    for name, count, bar in _SETS:
        known = best_known(library / name)
        paths = spread(library / name, known, 2 if quick else count)
        pilotage(read(paths[0]), 0.1, cores(), 1)  # compiles
        scores = score(solvers, paths, known, seconds=seconds, cores=cores())
        figures += [_figure(name, solver, found, bar) for solver, found in scores.items()]
    return figures


def present(peers: Iterable[tuple[str, str, Solver]]) -> dict[str, Solver]:
    """The peers that are installed; of the others it is told on stderr how to get them."""
    found = {}
    for name, package, solver in peers:
        if find_spec(package):
            found[name] = solver
        else:
            print(f"  {name}: skipped, there is no {package} (pip install {package})", file=sys.stderr)
    return found


def _figure(of: str, solver: str, found: Score, bar: float) -> Figure:
    ours = solver == "Pilotage"
    return Figure(
        name=f"{of.upper()} above best known, {solver}",
        unit="%",
        values=(found.mean,),
        bound=bar if ours else None,
        peer=None if ours else solver,
        note=f"{len(found.above)} instances, {found.at_best} at the best known, {found.proven} proven",
    )
