"""The countries and subdivisions whose public holidays are known."""

from functools import cache

import msgspec
from babel import Locale


class Region(msgspec.Struct, frozen=True):
    """``id`` is an ISO code: ``DE``, ``DE-BE``."""

    id: str
    title: str
    country: str


@cache
def regions() -> tuple[Region, ...]:
    """All of them, by country and name. Takes a second, once in a process."""
    import holidays
    from holidays.utils import list_supported_countries

    names = Locale.parse("en").territories
    found = []
    for code, subdivisions in list_supported_countries(include_aliases=False).items():
        if len(code) != 2:
            continue
        country = str(names.get(code, code))
        found.append(Region(code, country, country))
        if not subdivisions:
            continue
        aliases = holidays.country_holidays(code).get_subdivision_aliases()
        for each in subdivisions:
            title = next(iter(aliases.get(each, ())), each)
            found.append(Region(f"{code}-{each}", f"{title}, {country}", country))
    return tuple(sorted(found, key=lambda each: (each.country, each.title != each.country, each.title)))
