"""The Java machine that MPXJ runs in: started once, when it is first needed, and quiet."""

import threading
from typing import Any

from pilotage.plan.language.messages import _

_STARTING = threading.Lock()
_QUIET = (
    "-Djava.awt.headless=true",
    "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory",
    "-Dlog4j2.simplelogLevel=OFF",
    "-XX:+UseSerialGC",
    "-Xrs",  # leave the signals to Python
)


class MpxjUnavailableError(RuntimeError):
    """MPP, XER and PMXML files need two things that are optional: the extra ``msproject`` and a Java runtime."""


def classes() -> Any:
    """``jpype`` with MPXJ's classes on the path of a running machine.

    Raises MpxjUnavailableError, which says what to install.
    """
    try:
        import jpype
        import jpype.imports
        import mpxj  # noqa: F401  # puts MPXJ's jars on the class path
    except ImportError as error:
        raise MpxjUnavailableError(
            _(
                'Reading this file needs the extra "msproject": pip install "pilotage[msproject]", '
                "and a Java runtime (version 11 or later)."
            )
        ) from error
    with _STARTING:
        if not jpype.isJVMStarted():
            _start(jpype)
    return jpype


def _start(jpype: Any) -> None:
    try:
        jpype.startJVM(*_QUIET, convertStrings=False, interrupt=False)
    except (jpype.JVMNotFoundException, OSError, RuntimeError) as error:
        raise MpxjUnavailableError(
            _(
                "Reading this file needs a Java runtime (version 11 or later), and none was found: install one "
                "(such as openjdk-17-jre-headless or Eclipse Temurin), or set JAVA_HOME to where it is."
            )
        ) from error
    level = jpype.JClass("java.util.logging.Level")
    jpype.JClass("java.util.logging.Logger").getLogger("").setLevel(level.OFF)
