"""What is written is read back as the same program."""

from hypothesis import HealthCheck, given, settings

from pilotage.exchange import text
from pilotage.plan.vocabulary.program import Program
from tests.exchange.drawn.programs import programs


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(programs())
def test_neither_a_file_nor_a_folder_loses_anything(program: Program) -> None:
    written = text.write(program)
    for result in (text.read_text(written, "p.yaml"), text.read_files(text.write_folder(program))):
        assert result.problems == ()
        assert result.program == program
        assert text.write(result.program) == written
