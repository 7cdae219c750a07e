"""How good leveling is on published instances: ``python -m benchmarks.rcpsp DIR --seconds 5 [--limit N] [--peers]``.

``DIR`` holds instances of the resource-constrained project scheduling problem in the Patterson format (``*.rcp``), as
those of PSPLIB (Kolisch and Sprecher 1997), and it or its parent a ``best_known.json`` of {name: finish}. Each gets
``--seconds`` on ``--cores`` threads; of a project of up to 40 activities CP-SAT has the second half, where OR-Tools is
installed, to prove the finish or beat it. With ``--peers`` CP-SAT alone and PyJobShop run beside, as far as they are
installed. The last line gives our average percentage above the best known finish.
"""

import argparse
import os
import sys
from pathlib import Path

from benchmarks.rcpsp import present
from benchmarks.rcpsp.instances import best_known, read, spread
from benchmarks.rcpsp.scores import Score, cores, score
from benchmarks.rcpsp.solvers import PEERS, pilotage


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rcpsp", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--limit", type=int, help="only so many instances, spread over the folder")
    parser.add_argument("--cores", type=int, default=cores())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action="store_true", help="run CP-SAT alone and PyJobShop beside")
    options = parser.parse_args()
    known = best_known(options.folder)
    paths = spread(options.folder, known, options.limit)
    if not paths:
        sys.exit(f"There is no instance with a known finish in {options.folder}.")
    pilotage(read(paths[0]), 0.1, options.cores, options.seed)  # compiles
    solvers = {"Pilotage": pilotage} | (present(PEERS) if options.peers else {})
    told = lambda name, stem, finish, above: print(  # noqa: E731  # one line of the report
        f"{stem:12} {finish:4d} best known {known[stem]:4d} {above:6.2f} %  {name}", flush=True
    )
    scores = score(solvers, paths, known, seconds=options.seconds, cores=options.cores, seed=options.seed, told=told)
    ours = scores.pop("Pilotage")
    print(f"{len(paths)} instances, {ours.schedules // len(paths):,} schedules each, load {os.getloadavg()[0]:.1f}")
    for name, peer in scores.items():
        print(f"{name}: {_said(peer)}, {peer.mean:.2f} % above best known on average")
    print(_said(ours))
    print(f"average above best known: {ours.mean:.2f} %")


def _said(of: Score) -> str:
    return f"{of.at_best} at the best known, {of.proven} proven"


if __name__ == "__main__":
    main()
