"""Random networks against MPXJ's own schedulers: no difference that the documentation does not explain."""

from typing import Any

import pytest
from benchmarks.differential.comparing import differences
from benchmarks.differential.drawing import profiles, program
from benchmarks.differential.peer import Peer

from pilotage.exchange.mpxj import MpxjUnavailableError


@pytest.fixture(scope="module")
def peer() -> Peer:
    try:
        return Peer()
    except MpxjUnavailableError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("name", profiles())
def test_mpxj_and_we_agree(peer: Peer, name: str) -> None:
    unexplained: list[Any] = []
    for seed in range(12):
        made = program(profiles()[name], seed)
        unexplained += [(seed, each) for each in differences(made, peer) if not each.reason]
    assert unexplained == []
