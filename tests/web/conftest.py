"""The fixtures of areas, for the web door."""

from tests.areas.conftest import local, make_user, now, own_data_folder

__all__ = ["local", "make_user", "now", "own_data_folder"]
