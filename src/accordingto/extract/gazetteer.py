"""The gazetteer: names of countries, provinces, districts and towns with where they lie, in a read-only file of the package.

Made by `make` out of GeoNames data (`gazetteer/`). A place is found under two keys: its name as written but for case, marks and
punctuation, and a looser one for names written down by ear from other scripts. A word for its kind may stand with a name
("Orde province", "the city of Sarn").
"""

from __future__ import annotations

import logging
import re
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from accordingto.extract.names import fold

SpotKind = Literal["capital", "town", "site", "district", "province", "country", "region", "sea"]
Rank = Literal[0, 1, 2, 3]

FILE = "gazetteer.sqlite"
LAYOUT = 1  # of the file; one made for another layout is not read
MAIN, OTHER, LOOSE, SHORT = 0, 1, 2, 3  # ranks of names: the place's own, another, spelt nearly so, an abbreviation
UNSPELT = re.compile(r"[^\w]+|_")
WRITTEN_OUT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}
PARTICLES = frozenset(("al", "ar", "as", "ash", "an", "ad", "at", "az", "el", "the", "ul"))
HILLS = frozenset(("tel", "tell", "tall"))
DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1")
KIND_WORDS: dict[str, tuple[SpotKind, ...]] = {
    "county": ("district", "province"), "province": ("province",), "governorate": ("province",), "state": ("province",),
    "region": ("province",), "oblast": ("province",), "prefecture": ("province",), "department": ("province", "district"),
    "district": ("district", "province"), "parish": ("district",), "city": ("capital", "town"), "town": ("town",),
    "village": ("town",), "township": ("town", "district"), "municipality": ("town", "district"),
}  # fmt: skip
LONGEST_AREA = 4  # words of an area's name
MOST = 60  # places of one name that are weighed; the largest


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a name may mean. `lat`, `lon` in degrees; `reach` in km: how far from its middle an area goes."""

    id: int  # of GeoNames; below 0: of the supplement
    name: str
    kind: SpotKind
    country: str | None
    province: str | None
    district: str | None
    lat: float | None
    lon: float | None
    reach: float | None
    people: int
    rank: int

    @property
    def area(self) -> bool:
        return self.kind in ("country", "province", "district")

    def inside(self, area: Spot) -> bool:
        """Whether this place lies in that country, province or district."""
        if area.kind == "country":
            return self.country == area.country and self.kind != "country"
        if area.kind == "province":
            return area.province is not None and self.province == area.province and self.kind not in ("country", "province")
        return area.kind == "district" and self.district == area.district is not None and not self.area


def exactly(name: str) -> str:
    """A name's key: folded, its words parted by single spaces, "St." and "Ft." before a name written out."""
    words = UNSPELT.sub(" ", fold(name)).split()
    return " ".join([*(WRITTEN_OUT.get(word, word) for word in words[:-1]), *words[-1:]])


def loosely(name: str) -> str:
    """A key that spellings by ear share: no articles, *tel, tell, tall* one word, no doubled consonant, no *h* at the end."""
    return by_ear(exactly(name))


def by_ear(key: str) -> str:
    """The looser key of an exact one."""
    words = [word for word in key.split() if word not in PARTICLES] or key.split()
    return " ".join(_heard(word) for word in words)


def _heard(word: str) -> str:
    heard = "tal" if word in HILLS else word
    return DOUBLED.sub(r"\1", heard.removesuffix("h") if heard[-2:-1] in tuple("aeiou") else heard)


class Gazetteer:
    """Places by name. Reading only; one for each process."""

    def __init__(self, path: Path) -> None:
        self._rows = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        if self._rows.execute("PRAGMA user_version").fetchone() != (LAYOUT,):
            raise sqlite3.DatabaseError(f"{path} is of another layout")
        self.find = lru_cache(maxsize=50_000)(self._find)
        self.area = lru_cache(maxsize=20_000)(self._area)
        self._spots = lru_cache(maxsize=50_000)(self._read)

    def _read(self, key: str) -> tuple[Spot, ...]:
        found = self._rows.execute(
            "SELECT id, name, kind, country, province, district, lat, lon, reach, people, rank FROM name JOIN place"
            " ON place = id WHERE key = ? ORDER BY rank, people DESC, id",
            (key,),
        )
        return tuple(Spot(*row) for row in found)

    def _find(self, name: str) -> tuple[Spot, ...]:
        """The places a name may mean, those of their own name first, then the larger: as written, else spelt nearly so."""
        key, short = exactly(name), "." in name or name.isupper()
        found = [spot for spot in self._spots(key) if spot.rank < LOOSE or (spot.rank == SHORT and short)]
        found = found or [spot for spot in self._spots(loosely(name)) if spot.rank <= LOOSE]
        return tuple((found or self._headed(key.split()))[:MOST])

    def _headed(self, words: list[str]) -> list[Spot]:
        """The places of a name with a word for their kind: "orde province", "city of sarn"."""
        if len(words) > 1 and words[-1] in KIND_WORDS:
            kinds, rest = KIND_WORDS[words[-1]], words[:-1]
        elif len(words) > 2 and words[0] in KIND_WORDS and words[1] == "of":
            kinds, rest = KIND_WORDS[words[0]], words[2:]
        else:
            return []
        return [spot for spot in self._spots(" ".join(rest)) if spot.rank < LOOSE and spot.kind in kinds]

    def _area(self, words: str) -> tuple[Spot, ...]:
        """The countries, provinces or districts whose name some words begin with, of the longest such name."""
        parts = words.split()
        for size in range(min(len(parts), LONGEST_AREA), 0, -1):
            name = " ".join(parts[:size]).rstrip(",;:").removesuffix("'s").removesuffix("’s")
            found = [spot for spot in self.find(name) if spot.area and spot.rank != LOOSE]
            if found:
                return tuple(found)
        return ()


@cache
def gazetteer() -> Gazetteer | None:
    """The gazetteer that comes with the package, opened once; None, with a word, where it was not made."""
    with as_file(files("accordingto.extract").joinpath(FILE)) as path:
        try:
            if path.exists():
                return Gazetteer(path)
        except sqlite3.DatabaseError as error:
            logging.getLogger("accordingto").warning(
                "places stay without coordinates: %s; make it again: make gazetteer", error
            )
            return None
    logging.getLogger("accordingto").warning(
        "places stay without coordinates: no gazetteer was made; to make it: make gazetteer"
    )
    return None
