import pytest

from pilotage.exchange.mpxj import MpxjUnavailableError
from pilotage.exchange.mpxj.jvm import classes


@pytest.fixture(scope="session")
def java() -> object:
    """MPXJ in a running Java machine; tests that need it skip where the extra or Java is not installed."""
    try:
        return classes()
    except MpxjUnavailableError as error:
        pytest.skip(str(error))
