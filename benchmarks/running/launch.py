"""Run one command and print what it took, as JSON: ``python -I -S launch.py COMMAND...``.

A process of its own, and a small one: on Linux the peak memory of a child starts at that of the process that forked it.
"""

import json
import os
import subprocess
import sys
import time


def main() -> None:
    start = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)  # bytes
    taken = {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "cpu": usage.ru_utime + usage.ru_stime,
        "megabytes": peak / 1e6,
    }
    process.returncode = taken["code"]
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
