"""What a user knows: actors, outlets, people with their offices, and places, out of one TOML file of their own.

A mistake in the file stops the build with its line, because a name misspelt there would quietly do nothing. What is read here
is at hand for as long as `using` lasts, in this thread alone; it is the same wherever articles are read, for the file's text is
what travels.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args

from accordingto.errors import UnusableKnowledge
from accordingto.model import EntityKind

ACTORS: tuple[EntityKind, ...] = ("armed_group", "agency", "organisation", "government")  # kinds of an [[actor]]
AFFILIATIONS = ("SC", "CaPu", "CaPr", "ISFM", "ISF", "ISM", "IP")  # the seven codes of State Media Monitor
SECTORS = ("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "OPP", "REB", "BUS", "MED", "CVL", "ELI")  # of CAMEO, as PLOVER uses them
PLACES = ("capital", "town", "site", "district", "province", "country", "region", "sea")
LONGEST_FILE = 5_000_000  # bytes; some 50,000 entries
LONGEST_NAME = 12  # words; what is longer is a sentence

PlaceKind = Literal["capital", "town", "site", "district", "province", "country", "region", "sea"]


@dataclass(frozen=True, slots=True)
class OwnActor:
    """A body or an outlet: `names` say who is meant on their own, `doubtful` ones only where the article says so too.

    An outlet has the `hosts` of its addresses, the role "wire" if others print its texts, and the state's hand in it, one of
    AFFILIATIONS, if that is known.
    """

    kind: EntityKind
    names: tuple[str, ...]  # the first is its name
    doubtful: tuple[str, ...]
    country: str | None
    role: str | None
    hosts: tuple[str, ...] = ()
    state_media: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody was from one day to another, both inclusive; None is open."""

    title: str
    sector: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class OwnPerson:
    """Somebody under their full names, with the offices they held."""

    names: tuple[str, ...]
    country: str | None
    offices: tuple[Office, ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place: ISO 3166-1 code of its country; latitude and longitude in degrees, None where only its name is known."""

    names: tuple[str, ...]
    kind: PlaceKind
    country: str | None
    at: tuple[float, float] | None
    line: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """One file of knowledge; two are the same if they are one object (`own_of` gives one text one object)."""

    text: str = ""
    file: str = ""
    actors: tuple[OwnActor, ...] = ()
    people: tuple[OwnPerson, ...] = ()
    places: tuple[OwnPlace, ...] = ()

    def refusal(self, line: int | None, what: str) -> UnusableKnowledge:
        return UnusableKnowledge(f"{self.file}{f', line {line}' if line else ''}: {what}")


NOTHING = Own()
_at_hand: ContextVar[Own] = ContextVar("own_knowledge", default=NOTHING)


def at_hand() -> Own:
    """The knowledge that articles are read with just now."""
    return _at_hand.get()


@contextmanager
def using(own: Own) -> Iterator[None]:
    """Read articles with a file of knowledge."""
    token = _at_hand.set(own)
    try:
        yield
    finally:
        _at_hand.reset(token)


def read(path: Path) -> Own:
    """The knowledge in a file. Raises UnusableKnowledge where it cannot be understood."""
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise UnusableKnowledge(f"{path} is longer than {LONGEST_FILE:,} bytes; leave out what the affair does not need")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableKnowledge(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise UnusableKnowledge(f"{path} cannot be opened: {error.strerror}") from None
    return own_of(text.replace("\r\n", "\n"), str(path))


@lru_cache(maxsize=8)
def own_of(text: str, file: str = "knowledge") -> Own:
    """The knowledge in a text. Raises UnusableKnowledge, naming `file` and the line."""
    if not text.strip():
        return NOTHING
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnusableKnowledge(f"{file} is not TOML: {error}") from None
    except RecursionError:
        raise UnusableKnowledge(f"{file} is nested too deeply to be read") from None
    page = _Page(file, text.split("\n"))
    for name in tables:
        if name not in READERS:
            page.refuse(page.line_of(name), f"[[{name}]] is not understood", name, READERS)
    found: dict[str, list[Any]] = {}
    for name, entries in tables.items():
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            page.refuse(page.line_of(name), f"{name} is no list of tables; write [[{name}]] above each, with two brackets")
        found[name] = [READERS[name](_Entry(page, name, number, entry)) for number, entry in enumerate(entries)]
    actors = (*found.get("actor", ()), *found.get("outlet", ()))
    own = Own(text, file, actors, tuple(found.get("person", ())), tuple(found.get("place", ())))
    _refuse_twins(own)
    return own


def _refuse_twins(own: Own) -> None:
    """No name may be sure in two entries of a kind that names are looked up in."""
    kinds: tuple[Sequence[OwnActor | OwnPerson], ...] = (own.actors, own.people)
    for entries in kinds:
        seen: dict[str, int | None] = {}
        for entry in entries:
            for name in entry.names:
                if name in seen:
                    way = "write it under doubtful in both" if entries is own.actors else "keep it in one"
                    raise own.refusal(entry.line, f"the name {name!r} stands in the entry of line {seen[name]} too; {way}")
                seen[name] = entry.line


# -- one entry -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Page:
    file: str
    lines: list[str]
    offices: list[int] = field(default_factory=list)  # how many offices each person so far has

    def line_of(self, table: str, number: int = 0, key: str = "") -> int | None:
        """The line of a table's heading, or of a key below it; None where it is written in some other way."""
        opened = re.compile(rf"\s*\[\[?\s*\"?{re.escape(table)}\"?\s*(?:\]|=|\.)|\s*\"?{re.escape(table)}\"?\s*=")
        starts = [at for at, line in enumerate(self.lines) if opened.match(line)]
        if number >= len(starts):
            return None
        wanted = re.compile(rf"\s*\"?{re.escape(key)}\"?\s*=|.*[{{,]\s*\"?{re.escape(key)}\"?\s*=")
        for at in range(starts[number], len(self.lines) if key else 0):
            opens = self.lines[at].lstrip().startswith("[") and ("." in table or "." not in self.lines[at].split("]")[0])
            if at > starts[number] and opens:
                break
            if wanted.match(self.lines[at]):
                return at + 1
        return starts[number] + 1

    def refuse(self, line: int | None, what: str, wrong: str = "", there: Collection[str] = ()) -> NoReturn:
        """Raise: where, what is wrong, and what to do."""
        meant = get_close_matches(wrong, there, 1) if there else []
        advice = f"; did you mean {meant[0]!r}?" if meant else f"; there are {', '.join(there)}" if there else ""
        raise UnusableKnowledge(f"{self.file}{f', line {line}' if line else ''}: {what}{advice}")


@dataclass(slots=True)
class _Entry:
    """One table of the file on its way to becoming knowledge. Every value is asked for by its key and held to a type."""

    page: _Page
    table: str
    number: int
    values: Mapping[str, Any]
    where: str = field(init=False)

    def __post_init__(self) -> None:
        name = self.values.get("name", self.values.get("title"))
        self.where = (
            f"[[{self.table}]] {name!r}" if isinstance(name, str) and name else f"[[{self.table}]] no. {self.number + 1}"
        )

    @property
    def line(self) -> int | None:
        return self.page.line_of(self.table, self.number)

    def refuse(self, key: str, what: str, wrong: str = "", there: Collection[str] = ()) -> NoReturn:
        self.page.refuse(self.page.line_of(self.table, self.number, key), f"{self.where}: {what}", wrong, there)

    def only(self, *keys: str) -> None:
        for key in self.values:
            if key not in keys:
                self.refuse(key, f"{key!r} is not understood here", key, keys)

    def words(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            self.refuse(key, f"{key} is {value!r}; write it in quotation marks, or leave it out")
        return value.strip() if value is not None else None

    def one_of(self, key: str, there: Collection[str], default: str | None = None) -> str | None:
        value = self.words(key)
        if value is not None and value not in there:
            self.refuse(key, f"{key} is {value!r}", value, there)
        return value if value is not None else default

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        value = [value] if isinstance(value, str) else value
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.refuse(key, f'{key} is {value!r}; write a list of names, {key} = ["…", "…"]')
        return tuple(dict.fromkeys(" ".join(each.split()) for each in value))

    def names(self, *, full: bool = False) -> tuple[str, ...]:
        """The name and its other names; `full`: of at least two words, as a person's must be."""
        name = self.words("name")
        if name is None:
            self.refuse("name", 'it has no name; write name = "…"')
        found = tuple(dict.fromkeys((" ".join(name.split()), *self.strings("names"))))
        for each in found:
            self._named(each, "name" if each == found[0] else "names")
            if full and len(each.split()) < 2:
                self.refuse(
                    "name" if each == found[0] else "names",
                    f"{each!r} is one word; a person is looked for by full names only, for namesakes' sake",
                )
        return found

    def doubtful(self, names: Sequence[str]) -> tuple[str, ...]:
        found = self.strings("doubtful")
        for each in found:
            self._named(each, "doubtful")
            if each in names:
                self.refuse("doubtful", f"{each!r} is both a sure and a doubtful name; keep one")
        return found

    def _named(self, name: str, key: str) -> None:
        if not any(letter.isalpha() for letter in name):
            self.refuse(key, f"{name!r} has no letter, and is no name that could be looked for")
        if name == name.lower() and name != name.upper():
            self.refuse(key, f"{name!r} has no capital letter, and would be found in ordinary words; write it as news does")
        if len(name.split()) > LONGEST_NAME:
            self.refuse(key, f"{name!r} is longer than {LONGEST_NAME} words")

    def country(self) -> str | None:
        value = self.words("country")
        if value is None:
            return None
        by_name = _countries()
        code = by_name.get(value.casefold())
        if code is None:
            meant = get_close_matches(value.casefold(), by_name, 1)
            told = f"; did you mean {by_name[meant[0]]!r} ({meant[0].title()})?" if meant else ""
            self.refuse("country", f'country is {value!r}; write its ISO 3166-1 code of two letters, as "MT"{told}')
        return code

    def day(self, key: str) -> date | None:
        value = self.values.get(key)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value.strip())
            except ValueError:
                self.refuse(key, f"{key} is {value!r}; write a day, as 2029-01-31, or leave it out where it is open")
        if value is not None and not isinstance(value, date):
            self.refuse(key, f"{key} is {value!r}; write a day, as 2029-01-31, or leave it out where it is open")
        return value


def _actor(entry: _Entry) -> OwnActor:
    entry.only("name", "names", "doubtful", "kind", "country", "role")
    kind = entry.words("kind")
    if kind in ("person", "outlet", "place"):
        entry.refuse("kind", f"a {kind} has a table of its own: write [[{kind}]] above it")
    if kind is None:
        entry.refuse("name", f"it has no kind; write kind = one of {', '.join(ACTORS)}")
    if kind not in ACTORS:
        entry.refuse("kind", f"kind is {kind!r}", kind, ACTORS)
    names = entry.names()
    body = next(each for each in ACTORS if each == kind)
    return OwnActor(body, names, entry.doubtful(names), entry.country(), entry.words("role"), line=entry.line)


def _outlet(entry: _Entry) -> OwnActor:
    entry.only("name", "names", "doubtful", "domain", "country", "wire", "state_media")
    wire = entry.values.get("wire", False)
    if not isinstance(wire, bool):
        entry.refuse("wire", f"wire is {wire!r}; write true for an agency whose texts others print, or leave it out")
    hosts = []
    for host in entry.strings("domain"):
        bare = host.casefold().removeprefix("www.")
        if not re.fullmatch(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+", bare):
            entry.refuse("domain", f'domain is {host!r}; write the host alone, as "lantern.example"')
        hosts.append(bare)
    names = entry.names()
    state = entry.one_of("state_media", AFFILIATIONS)
    role = "wire" if wire else None
    return OwnActor("outlet", names, entry.doubtful(names), entry.country(), role, tuple(hosts), state, entry.line)


def _person(entry: _Entry) -> OwnPerson:
    entry.only("name", "names", "country", "office")
    given = entry.values.get("office", [])
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        entry.refuse("office", "office is no list of tables; write [[person.office]] above each")
    offices = []
    before = sum(entry.page.offices)
    entry.page.offices.append(len(given))
    for number, values in enumerate(given, before):
        office = _Entry(entry.page, "person.office", number, values)
        office.where = f"{entry.where}, office {values.get('title', '')!r}"
        office.only("title", "sector", "from", "to")
        title = office.words("title")
        if title is None:
            office.refuse("title", 'it has no title; write title = "interior minister"')
        first, last = office.day("from"), office.day("to")
        if first is not None and last is not None and last < first:
            office.refuse("to", f"it ends on {last} before it begins on {first}")
        offices.append(Office(title, office.one_of("sector", SECTORS) or "GOV", first, last))
    return OwnPerson(entry.names(full=True), entry.country(), tuple(offices), entry.line)


def _place(entry: _Entry) -> OwnPlace:
    entry.only("name", "names", "kind", "country", "at")
    at = entry.values.get("at")
    if at is not None:
        numbers = isinstance(at, list) and len(at) == 2 and all(type(each) in (int, float) for each in at)
        if not numbers or not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):
            entry.refuse("at", f"at is {at!r}; write latitude and longitude in degrees, as at = [35.9, 14.5]")
        at = (float(at[0]), float(at[1]))
    wanted = entry.one_of("kind", PLACES) or "town"
    kind: PlaceKind = next(each for each in get_args(PlaceKind) if each == wanted)
    return OwnPlace(entry.names(), kind, entry.country(), at, entry.line)


READERS = {"actor": _actor, "outlet": _outlet, "person": _person, "place": _place}


@cache
def _countries() -> dict[str, str]:
    """Codes of countries by themselves and by every name, case folded."""
    source = files("accordingto.extract").joinpath("lexicons", "en", "countries.toml")
    found: dict[str, str] = {}
    for code, country in tomllib.loads(source.read_text(encoding="utf-8")).items():
        found.update(dict.fromkeys((code.casefold(), *(name.casefold() for name in country["names"])), code))
    return found
