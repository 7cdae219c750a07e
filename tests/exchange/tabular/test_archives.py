"""Files in gzip and zip, whole, broken and hostile."""

import io
import random
import stat
import zipfile
from pathlib import Path

import pytest

from pilotage import exchange
from pilotage.exchange.archive import Input, Limits
from pilotage.exchange.tabular import read_table, shipped
from tests.exchange.tabular.tables import gz, ids, program_of, read_csv, zip_of, zipped

PLAN = b"ID,Title,Duration\na,Schema,5d\nb,Backfill,2d\n"
TEXT = b"program: atlas\ntitle: Atlas\nstatus_date: 2026-09-18\nmilestones:\n  ga: { title: GA }\n"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.csv.gz", gz(PLAN)),
        ("plan.zip", zipped(plan__csv=PLAN)),
        ("plan.zip", zip_of({"export/plan.csv.gz": gz(PLAN)})),
        ("noname", PLAN),
    ],
)
def test_packed_files_are_read_as_what_they_hold(name: str, data: bytes) -> None:
    assert len(program_of(exchange.read((name, data))).activities) == 2


def test_a_zipped_folder_of_texts_is_one_program() -> None:
    people = b"people:\n  ann: { name: Ann Example }\n"
    earlier = b"title: Atlas as it was\n"
    files = {"atlas/program.yaml": TEXT, "atlas/people.yaml": people, "atlas/earlier/2026-08-01.yaml": earlier}
    result = exchange.read(("atlas.zip", zip_of(files)))
    assert result.problems == ()
    program = program_of(result)
    assert (program.id, len(program.people), result.format) == ("atlas", 1, "text")


def test_resource_forks_do_not_count() -> None:
    result = exchange.read(("p.zip", zip_of({"plan.csv": PLAN, "__MACOSX/._plan.csv": b"\0"})))
    assert len(program_of(result).activities) == 2


def test_several_candidates_are_listed() -> None:
    result = exchange.read(("p.zip", zip_of({"a.csv": PLAN, "b.csv": PLAN})))
    assert ids(result) == ["several-files"]
    assert "a.csv, b.csv" in result.problems[0].message


def test_a_truncated_gzip_gives_its_good_part() -> None:
    rows = "".join(f"r{n},Row {random.Random(n).random()},1d\n" for n in range(20_000))
    whole = gz(b"ID,Title,Duration\n" + rows.encode())
    result = read_csv(whole[: len(whole) // 2], "plan.csv.gz")
    assert "damaged-archive" in ids(result)
    assert 1_000 < len(program_of(result).activities) < 20_000


@pytest.mark.parametrize("name", ["../plan.csv", "/etc/plan.csv", "C:/plan.csv", "a\\..\\..\\plan.csv"])
def test_a_member_that_points_outside_is_refused(name: str) -> None:
    assert ids(exchange.read(("p.zip", zip_of({name: PLAN})))) == ["archive-escape"]


def test_a_symbolic_link_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("plan.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert ids(exchange.read(("p.zip", buffer.getvalue()))) == ["archive-escape"]


def test_bombs_are_refused() -> None:
    zeros = b"0" * (40 << 20)
    assert ids(exchange.read(("p.zip", zip_of({"plan.csv": zeros})))) == ["archive-bomb"]
    assert "archive-bomb" in ids(exchange.read(("plan.csv.gz", gz(b"ID,Title,Duration\n" + zeros))))


def test_a_zip_that_lies_about_its_sizes_is_stopped_while_reading() -> None:
    data = bytearray(zip_of({"plan.csv": b"ID,Title,Duration\n" + b"a,b,1d\n" * 40_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert ids(exchange.read(("p.zip", bytes(data)))) == ["damaged-archive"]


def test_damaged_and_encrypted_archives_are_told() -> None:
    assert ids(exchange.read(("p.zip", b"PK\x03\x04 nothing of a zip"))) == ["damaged-archive"]
    data = bytearray(zip_of({"plan.csv": PLAN}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert ids(exchange.read(("p.zip", bytes(data)))) == ["encrypted-archive"]


def test_files_beyond_the_limit_are_cut_off_with_a_problem() -> None:
    file = Input("plan.csv", data=b"ID,Title,Duration\n" + b"a,b,1d\n" * 20_000, limits=Limits(expanded=1 << 16))
    mapping = shipped("activities-csv")
    assert mapping is not None
    assert "file-too-big" in ids(read_table(file, mapping, shipped=True))


def test_progress_runs_from_start_to_end(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("ID,Title,Start\n" + "".join(f"r{n},Row {n},2026-01-05\n" for n in range(40_000)))
    seen: list[tuple[int, int]] = []
    exchange.read(path, progress=lambda done, total: seen.append((done, total)))
    assert len(seen) > 3
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]
