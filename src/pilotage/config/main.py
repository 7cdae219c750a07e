"""The ``pilotage`` command: the command line on this installation."""

from pilotage.cli.main import run
from pilotage.config.workspace import Installation


def main() -> None:
    run(Installation())
