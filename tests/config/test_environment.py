"""Settings from the environment, the database URL, the secret, and the processes of a server."""

import stat
from pathlib import Path

import pytest

from pilotage.config.data import prepare, secret_key
from pilotage.config.database import database
from pilotage.config.environment import VARIABLES, Environment


def test_defaults_are_those_of_one_machine(tmp_path: Path) -> None:
    environment = Environment.read({"PILOTAGE_DATA": str(tmp_path)})
    assert environment.data == tmp_path
    assert environment.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (environment.tls, environment.debug, environment.proxy) == (False, False, False)
    assert environment.upload_bytes == 200_000_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PILOTAGE_TLS", "maybe"),
        ("PILOTAGE_UPLOAD_MB", "0"),
        ("PILOTAGE_UPLOAD_MB", "lots"),
        ("PILOTAGE_LOG", "LOUD"),
    ],
)
def test_a_setting_that_cannot_be_understood_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        Environment.read({name: value})


def test_every_variable_says_what_it_is_for() -> None:
    assert all(variable.help.endswith(".") for variable in VARIABLES)


def test_sqlite_takes_its_lock_when_a_transaction_begins(tmp_path: Path) -> None:
    settings = database("", tmp_path)
    assert settings["NAME"] == str(tmp_path / "pilotage.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in settings["OPTIONS"]["init_command"]
    assert database("sqlite:////srv/plans.sqlite3", tmp_path)["NAME"] == "/srv/plans.sqlite3"


def test_a_postgresql_url_is_taken_apart(tmp_path: Path) -> None:
    settings = database("postgresql://ada:se%40cret@db.example.com:5433/plans?sslmode=require", tmp_path)
    assert [settings[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "ada",
        "se@cret",
        "db.example.com",
        "5433",
        "plans",
    ]
    assert settings["OPTIONS"] == {"sslmode": "require"}
    socket = database("postgresql:///plans?host=/run/pg&user=pilot", tmp_path)
    assert (socket["HOST"], socket["USER"], socket["NAME"]) == ("/run/pg", "pilot", "plans")


def test_another_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mysql"):
        database("mysql://x/y", tmp_path)


def test_the_secret_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = secret_key(folder)
    assert len(first) > 60
    assert secret_key(folder) == first
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemExit, match="PILOTAGE_DATA"):
        prepare(tmp_path / "file" / "data")
