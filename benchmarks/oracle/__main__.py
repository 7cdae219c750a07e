"""``python -m benchmarks.oracle DIR``: how much of what other tools saved comes out of our scheduler."""

import argparse
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

from benchmarks.oracle.cases import Case, Unreadable
from benchmarks.oracle.comparing import Compared, compare
from benchmarks.oracle.folder import schedules
from benchmarks.oracle.reasons import UNEXPLAINED
from pilotage import plan


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.oracle", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of schedules, searched with its folders")
    parser.add_argument("--brief", action="store_true", help="count the misses of a file by reason, do not list them")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is not a folder")
    lines = (_line(name, found, brief=options.brief) for name, found in schedules(options.folder))
    compared = [each for each in lines if each is not None and each.tasks]
    _print_totals(compared)
    return 0


def _print_totals(compared: list[Compared]) -> None:
    """The last line counts every file; those that contradict themselves are left out of the line before it."""
    consistent = [each for each in compared if not each.contradiction]
    misses = [miss for each in compared for miss in each.misses]
    if misses:
        unexplained = sum(miss.reason == UNEXPLAINED for miss in misses)
        print(f"differing: {len(misses)} activities, {unexplained} of them for no known reason")
    if len(consistent) < len(compared):
        left_out = len(compared) - len(consistent)
        print(f"without the {left_out} that contradict themselves: {_counts(consistent)}")
    print(f"total: {_counts(compared)}")


def _counts(compared: list[Compared]) -> str:
    total, equal = sum(each.tasks for each in compared), sum(each.equal for each in compared)
    whole = sum(not each.misses for each in compared)
    return f"{whole} of {len(compared)} files whole; {equal} of {total} activities equal: {_share(equal, total)}"


def _line(name: str, found: Case | Unreadable, *, brief: bool) -> Compared | None:
    """Print what became of one file."""
    if isinstance(found, Unreadable):
        print(f"{name}: not read: {found}", flush=True)
        return None
    try:
        compared = compare(found)
    except plan.Unschedulable as reason:
        print(f"{name}: not scheduled: {'; '.join(each.message for each in reason.problems)}", flush=True)
        return None
    except Exception as error:  # noqa: BLE001  # one file that breaks us must not hide the others
        traceback.print_exc(file=sys.stderr)
        print(f"{name}: failed: {type(error).__name__}: {error}", flush=True)
        return None
    remarks = list(found.remarks)
    if compared.without:
        remarks.append(f"{compared.without} activities have no stored values")
    more = f" ({'; '.join(remarks)})" if remarks else ""
    print(f"{name}: {compared.equal} of {compared.tasks} equal: {_share(compared.equal, compared.tasks)}{more}")
    for line in _counted(compared) if brief else _listed(compared):
        print(f"  {line}")
    sys.stdout.flush()
    return compared


def _listed(compared: Compared) -> Iterable[str]:
    for miss in compared.misses:
        label = f"{miss.activity.id} “{miss.activity.name}”" if miss.activity.name else miss.activity.id
        yield f"{label}: {', '.join(miss.values)}: {miss.reason}"


def _counted(compared: Compared) -> Iterable[str]:
    counts: dict[str, int] = {}
    for miss in compared.misses:
        counts[miss.reason] = counts.get(miss.reason, 0) + 1
    for reason, count in counts.items():
        yield f"{count} differ: {reason}"


def _share(equal: int, total: int) -> str:
    return f"{equal / total:.2%}" if total else "nothing to compare"


if __name__ == "__main__":
    sys.exit(main())
