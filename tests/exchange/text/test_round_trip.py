"""What is written is read back as the same program."""

from hypothesis import HealthCheck, given, settings

from pilotage.exchange import text
from pilotage.plan.vocabulary.program import Program
from tests.exchange.drawn.programs import programs

SLOW = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


@SLOW
@given(programs())
def test_a_file_loses_nothing(program: Program) -> None:
    result = text.read_text(text.write(program), "p.yaml")
    assert result.problems == ()
    assert result.program == program


@SLOW
@given(programs())
def test_a_folder_loses_nothing(program: Program) -> None:
    result = text.read_files(text.write_folder(program))
    assert result.problems == ()
    assert result.program == program


@SLOW
@given(programs())
def test_writing_again_changes_nothing(program: Program) -> None:
    once = text.write(program)
    again = text.read_text(once).program
    assert again is not None
    assert text.write(again) == once
