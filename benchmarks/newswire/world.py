"""An invented world: provinces, towns, people, bodies, outlets with habits, and affairs with the exact truth of who said what.

What always holds: the same seed and size give the same world; all names are made of syllables; every testimony of an affair
comes from a speaker of its own, so that what an affair has as independent origins is known without reading a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

FIRST_DAY = date(2031, 3, 3)
DAYS = 500
SHORT_TRIES = 200  # names drawn before longer ones are made
KINDS = ("attack", "bombing", "raid", "flood")
ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "k",
    "kl",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "v",
)
VOWELS = ["a", "e", "i", "o", "u", "aa", "ei"]
CODAS = ["k", "l", "ld", "m", "n", "nd", "r", "rn", "rk", "s", "st", "t", "v"]
ENDINGS = ("en", "ov", "ik", "ar", "um", "os", "ia", "und", "est", "oy")
FIRST_NAMES = (
    "Mara",
    "Ivo",
    "Lena",
    "Anton",
    "Sela",
    "Karim",
    "Dora",
    "Pavel",
    "Nadia",
    "Oskar",
    "Rosa",
    "Timur",
    "Vera",
    "Hugo",
)
PAPERS = ("Courier", "Herald", "Tribune", "Mirror", "Star", "Observer", "Chronicle", "Gazette", "Standard", "Post")
SPEAKERS = {
    "attack": ("police", "hospital", "mayor", "governor", "witness", "monitor"),
    "bombing": ("police", "hospital", "governor", "ministry", "witness", "monitor"),
    "raid": ("police", "ministry", "governor", "union"),
    "flood": ("rescue", "mayor", "hospital", "governor", "witness"),
}


@dataclass(frozen=True)
class Speaker:
    """Who can be cited: the kind of office, the name given at first, and the short one after."""

    kind: str
    name: str
    short: str
    person: bool


@dataclass(frozen=True)
class Testimony:
    """What one speaker says of an affair: its figures, by slot of the phrase book."""

    speaker: Speaker
    figures: dict[str, int]


@dataclass(frozen=True)
class Outlet:
    """A paper and its habits."""

    name: str
    footer: int | None  # line of boilerplate under every article
    words_below: int  # numbers below are spelled out
    rounds: bool  # "about 40" for 42
    trims: bool  # cuts wire copy from the bottom
    single_quotes: bool
    hardens: bool  # "may" becomes "will" in its headlines
    drops_source: bool  # tells what others say in its own voice
    respells: bool  # writes the names of places its own way


@dataclass(frozen=True)
class Affair:
    """One happening, who is a witness to it, and which wire story told it first."""

    number: int
    kind: str
    town: str
    respelled: str
    district: str
    province: str
    site: str
    day: date
    agency: str
    group: str
    blamed: bool  # the first testimony accuses `group`, which denies
    warning: int | None  # the line of the phrase book by which the first testimony says that worse may follow
    details: tuple[int, ...]
    testimonies: tuple[Testimony, ...]


@dataclass
class World:
    """Everything that can be told of. `seed` decides all of it."""

    seed: int
    rng: Random = field(init=False)
    outlets: list[Outlet] = field(init=False)
    agencies: list[str] = field(init=False)
    _taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self.agencies = [f"{self.word()} News Agency" for _ in range(5)]
        self.outlets = [self._outlet(place) for place in range(40)]

    def word(self) -> str:
        """A name no other thing of this world has, nor one that begins alike; longer where the short ones are used up."""
        tries = 0
        while True:
            parts = [self.rng.choice(ONSETS), self.rng.choice(VOWELS), self.rng.choice(CODAS), self.rng.choice(ENDINGS)]
            if tries >= SHORT_TRIES:
                parts[3:3] = [self.rng.choice(VOWELS), self.rng.choice(CODAS)]
            word = "".join(parts).capitalize()
            begins = word[:4] if tries < SHORT_TRIES else word[:-2]
            if word not in self._taken and begins not in self._taken:
                self._taken |= {word, begins}
                return word
            tries += 1

    def person(self) -> str:
        return f"{self.rng.choice(FIRST_NAMES)} {self.word()}"

    def _outlet(self, place: int) -> Outlet:
        rng = self.rng
        return Outlet(
            name=f"{self.word()} {PAPERS[place % len(PAPERS)]}",
            footer=rng.randrange(4) if rng.random() < 0.5 else None,
            words_below=rng.choice((0, 10, 10, 13)),
            rounds=rng.random() < 0.1,
            trims=rng.random() < 0.4,
            single_quotes=rng.random() < 0.3,
            hardens=rng.random() < 0.2,
            drops_source=rng.random() < 0.1,
            respells=rng.random() < 0.1,
        )

    def affair(self, number: int, kind: str, site: str, speakers: dict[str, list[str]], details: int) -> Affair:
        rng = self.rng
        town, province = self.word(), self.word()
        told = list(SPEAKERS[kind])
        rng.shuffle(told)
        figures = self._figures()
        testimonies = []
        for place, each in enumerate(told[: rng.choice((2, 3, 3))]):
            own = dict(figures)
            if place and rng.random() < 0.4:  # it counts otherwise
                changed = disputed(kind)
                own[changed] = max(2, own[changed] + rng.choice((-3, -2, 2, 3, 5)))
            testimonies.append(Testimony(self._speaker(each, town, province, speakers[each]), own))
        order = list(range(details))
        rng.shuffle(order)
        return Affair(
            number=number,
            kind=kind,
            town=town,
            respelled=respelled(town),
            district=town,
            province=province,
            site=site,
            day=FIRST_DAY + timedelta(rng.randrange(DAYS)),
            agency=rng.choice(self.agencies),
            group=f"the {self.word()} Front",
            blamed=kind in ("attack", "bombing") and rng.random() < 0.4,
            warning=rng.randrange(4) if rng.random() < 0.3 else None,
            details=tuple(order),
            testimonies=tuple(testimonies),
        )

    def _figures(self) -> dict[str, int]:
        rng = self.rng
        killed = rng.choice((3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 17, 23, 31))
        return {
            "k": killed,
            "i": killed + rng.randrange(2, 20),
            "d": rng.randrange(4, 40),
            "n": rng.randrange(3, 30),
        }

    def _speaker(self, kind: str, town: str, province: str, names: Sequence[str]) -> Speaker:
        person = self.person()
        slots = {"town": town, "province": province, "person": person, "last": person.split()[-1], "name": self.word()}
        return Speaker(kind, names[0].format(**slots), names[1].format(**slots), "{person}" in names[0])


def disputed(kind: str) -> str:
    """The figure in which speakers differ: of a raid the detained, else the dead."""
    return "d" if kind == "raid" else "k"


def respelled(town: str) -> str:
    """A town as another tongue writes it."""
    for written, other in (("k", "c"), ("v", "w"), ("i", "y"), ("s", "z"), ("t", "d")):
        if written in town[1:]:
            return town[0] + town[1:].replace(written, other, 1)
    return town + "a"
