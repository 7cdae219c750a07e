"""``python -m benchmarks.differential``: on how many random networks MPXJ and we agree, by profile."""

import argparse
import sys
from collections import Counter

from benchmarks.differential.comparing import Difference, differences
from benchmarks.differential.drawing import profiles, program
from benchmarks.differential.peer import Peer


def main() -> int:
    known = profiles()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.differential", description=(__doc__ or ""))
    parser.add_argument("names", nargs="*", metavar="PROFILE", help=f"which of: {', '.join(known)}; default: all")
    parser.add_argument("--networks", type=int, default=200, help="random networks of each profile")
    parser.add_argument("--seed", type=int, default=0, help="of the first network")
    parser.add_argument("--show", type=int, default=0, help="print the first so many differing networks")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(known))
    if unknown:
        parser.error(f"no profile is called {', '.join(unknown)}; there are: {', '.join(known)}")
    peer = Peer()
    total = equal = 0
    reasons: Counter[str] = Counter()
    for name in options.names or known:
        counted: Counter[str] = Counter()
        tasks = same = whole = 0
        for seed in range(options.seed, options.seed + options.networks):
            made = program(known[name], seed)
            found = differences(made, peer)
            tasks += len(made.activities)
            same += len(made.activities) - len({each.activity for each in found})
            whole += not found
            counted.update(each.value for each in found)
            reasons.update(each.reason or "not explained" for each in found)
            if found and options.show:
                options.show -= 1
                show(seed, found)
        total, equal = total + tasks, equal + same
        values = ", ".join(f"{value} {count}" for value, count in counted.most_common())
        print(
            f"{name}: {whole} of {options.networks} networks, {same} of {tasks} activities: {same / tasks:.2%}", end=""
        )
        print(f"; differing: {values}" if values else "", flush=True)
    for reason, count in reasons.most_common():
        print(f"{count} values differ: {reason}")
    print(f"total: {equal} of {total} activities: {equal / total:.2%}")
    return 0


def show(seed: int, found: list[Difference]) -> None:
    print(f"  network {seed}:")
    for each in found:
        print(f"    {each.activity} {each.value}: MPXJ {each.theirs}, we {each.ours}")


if __name__ == "__main__":
    sys.exit(main())
