"""The example program is read without problems, today and on its earlier dates, and loses nothing."""

from pathlib import Path

from pilotage.exchange import text

ATLAS = Path(__file__).parents[3] / "examples" / "atlas"


def test_the_example_and_its_history() -> None:
    result = text.read(ATLAS)
    assert result.problems == ()
    assert result.program is not None
    assert text.read_text(text.write(result.program)).program == result.program
    assert text.read_files(text.write_folder(result.program)).program == result.program
    earlier = text.read_earlier_files(text.load(ATLAS), "atlas")
    assert len(earlier) >= 8
    assert [one.problems for _day, one in earlier] == [()] * len(earlier)


def test_writing_it_back_unchanged_changes_nothing() -> None:
    files = {path: content.decode() for path, content in text.load(ATLAS).items()}
    program = text.read(ATLAS).program
    assert program is not None
    assert text.rewrite_folder(files, program) == files
