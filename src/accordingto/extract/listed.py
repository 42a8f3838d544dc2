"""What lists say of those whom an article names: the state's hand in an outlet, a group's country, who held which office.

A list only breaks ties. It speaks of full names in the right case, and only where the country in question is spoken of in the
article; it never overrules what the article says itself, and says nothing where two entries fit. An office counts on the day of
the article, by which it is over afterwards; an article without a day has no offices from lists. Affiliation annotates an outlet
and never scores what it says. The user's own file goes before the lists that come with the package (`lexicons/listed`: State
Media Profiles and the dictionaries of PETRARCH2, which end in January 2014).
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from accordingto.extract.names import fold, heads, lexicon, own_places
from accordingto.extract.own import Office, Own, OwnActor, OwnPerson, OwnPlace, PlaceKind, at_hand
from accordingto.model import Article, Entity, EntityKind, Mention, Place, PlacePrecision, Time

HORIZON = date(2014, 1, 30)  # the day PETRARCH2's countries were written down: whom it leaves in office, it knows until then
COMPLETE = date(
    2003, 1, 1
)  # the day its lists of cabinets begin: whoever leaves an office earlier may hold one it does not know
CENTURY = 30  # its two-digit years from here on are of the twentieth century
SHORT = 3  # letters; so short a name is one in capitals only
NEAR = 60  # characters before a name within which "former" may stand with titles between
SPOKEN: frozenset[EntityKind] = frozenset(
    ("place", "nationality", "government", "agency")
)  # kinds that put a country in question
NOT_LETTERS = re.compile(r"[\W_]+")
PARTICLES = frozenset(("al", "el", "ul", "the"))
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
BREAK = re.compile(r"[.;:!?\n\"“”,]")
APPOSED = re.compile(r",\s+(?:(?:the|an?|now|its|their|his|her)\s+)?(?P<words>\w[^,;\n]{0,60})")
PEOPLED = ("an", "ans", "ese", "ish", "i", "ic", "ch")  # endings of words for a people's own


def listed(entities: Sequence[Entity], mentions: Sequence[Mention], article: Article) -> tuple[Entity, ...]:
    """The entities of an article with what lists say of them in their `links`.

    `state_media` is one of the seven codes of State Media Monitor, `sector` a sector of CAMEO, `office` what somebody is listed
    as on the article's day, from when to when. Order and ids are as they were.
    """
    page = _Page.of(entities, mentions, article)
    return tuple(_LISTED[entity.kind](entity, page) if entity.kind in _LISTED else entity for entity in entities)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the lists need to know of an article: the countries and actors it speaks of, and where it names whom."""

    article: Article
    countries: frozenset[str]
    actors: frozenset[str]
    starts: Mapping[str, Sequence[tuple[int, int]]]  # of each entity's names
    own: Own

    @classmethod
    def of(cls, entities: Sequence[Entity], mentions: Sequence[Mention], article: Article) -> _Page:
        starts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for mention in mentions:
            if mention.form == "name":
                starts[mention.entity].append((mention.span.start, mention.span.end))
        return cls(
            article,
            _countries(entities),
            frozenset(entity.links["actor"] for entity in entities if "actor" in entity.links),
            starts,
            at_hand(),
        )

    def speaks_of(self, where: str | None) -> bool:
        return where is None or where in self.countries or where in self.actors


def _countries(entities: Sequence[Entity]) -> frozenset[str]:
    """The countries that an article speaks of."""
    spoken = (entity for entity in entities if entity.kind in SPOKEN)
    codes = {entity.links.get("country") or (entity.place.country if entity.place else None) for entity in spoken}
    return frozenset(code.partition("-")[0] for code in codes if code)


def listed_key(name: str) -> str:
    """What a name is listed under: folded words without articles and single letters."""
    words = NOT_LETTERS.sub(" ", fold(name)).split()
    return " ".join([word for word in words if word not in PARTICLES and len(word) > 1] or words)


def _written(entity: Entity) -> list[str]:
    """The names of an entity that are written as names: no small letter begins them."""
    return [name for name in (entity.name, *entity.aliases) if name[:1] and not name[0].islower()]


def _with(entity: Entity, **links: str | None) -> Entity:
    """An entity with links that it had not: what is there already was the article's or a known name's."""
    new = {link: value for link, value in links.items() if value is not None and link not in entity.links}
    return replace(entity, links=dict(sorted({**entity.links, **new}.items()))) if new else entity


# -- places --------------------------------------------------------------------------------------------------------------------

PRECISION: Mapping[PlaceKind, PlacePrecision] = {
    "capital": "town", "town": "town", "site": "point", "district": "district", "province": "province", "country": "country",
    "region": "region", "sea": "sea",
}  # fmt: skip
POINTLESS: frozenset[PlacePrecision] = frozenset(("country", "region", "sea"))  # too wide for a point on the map


def placed(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities of an article, those where the user's file puts them that it holds; for before any gazetteer is asked.

    Where the article speaks of other countries only, another place of that name is meant, and nothing is said.
    """
    own = own_places()
    if not own:
        return tuple(entities)
    spoken = _countries(entities)
    return tuple(_place(entity, own, spoken) if entity.kind == "place" else entity for entity in entities)


def _place(entity: Entity, own: Sequence[OwnPlace], spoken: frozenset[str]) -> Entity:
    names = {listed_key(name) for name in _written(entity)}
    found = [each for each in own if names & {listed_key(name) for name in each.names}]
    if len(found) != 1 or not (found[0].country is None or found[0].country in spoken or not spoken):
        return entity
    mine, wide = found[0], PRECISION[found[0].kind] in POINTLESS
    if mine.at is None and not wide:  # its country alone: a gazetteer may know more
        return entity
    lat, lon = mine.at if mine.at is not None and not wide else (None, None)
    place = Place(lat, lon, mine.country, PRECISION[mine.kind])
    return replace(entity, place=place, reason=f"{entity.reason}; it lies where your own file puts it")


# -- outlets -------------------------------------------------------------------------------------------------------------------


def _outlet(entity: Entity, page: _Page) -> Entity:
    """An outlet with the state's hand in it: by the address of its own article, by its name as an address, or by its name."""
    hosts = [name.casefold().removeprefix("www.") for name in _written(entity) if HOST.fullmatch(name.casefold())]
    publisher = page.article.outlet
    if publisher is not None and page.article.url is not None and listed_key(publisher) in map(listed_key, _written(entity)):
        host = urlsplit(page.article.url).hostname
        hosts.extend([host.removeprefix("www.")] if host else [])
    mine = _own_outlet(entity, hosts, page.own)
    if mine is not None:
        entity = _with(entity, country=mine.country)
        if mine.state_media is not None:
            return _with(entity, state_media=mine.state_media)
    for host in hosts:
        told = _hosted(host)
        if told is not None:
            return _with(entity, state_media=told)
    names = _written(entity)
    actor = lexicon().senses.get(entity.links.get("actor", ""))
    names.extend(actor.names if actor is not None else ())
    country = entity.links.get("country")
    told_of = {
        code
        for key in sorted({listed_key(name) for name in names if len(name) > SHORT or name.isupper()})
        for where, code in _lines_of("outlets.tsv", key)
        if (where == country if country is not None else where in page.countries)
    }
    return _with(entity, state_media=next(iter(told_of))) if len(told_of) == 1 else entity


def _own_outlet(entity: Entity, hosts: Sequence[str], own: Own) -> OwnActor | None:
    named = "actor" in entity.links  # a doubtful name that the article left open names nobody
    keys = {listed_key(name) for name in _written(entity)} if named else set()
    found = [
        each
        for each in own.actors
        if each.kind == "outlet"
        and (
            keys & {listed_key(name) for name in (*each.names, *each.doubtful)}
            or any(host == known or host.endswith(f".{known}") for host in hosts for known in each.hosts)
        )
    ]
    return found[0] if len(found) == 1 else None


def _hosted(host: str) -> str | None:
    """The code of the outlet that a host, or the domain it is part of, is listed for."""
    parts = host.split(".")
    for at in range(len(parts) - 1):
        for _, code in _lines_of("outlets.tsv", "@" + ".".join(parts[at:])):
            return code
    return None


# -- armed groups --------------------------------------------------------------------------------------------------------------


def _body(entity: Entity, page: _Page) -> Entity:
    """A body that no known name stands for, if it is listed as an armed group of a country the article speaks of."""
    if "actor" in entity.links or "role" in entity.links:
        return entity
    told = {
        (id, where)
        for name in _written(entity)
        for where, id in _lines_of("groups.tsv", listed_key(name))
        if where in page.countries and entity.links.get("country", where) == where
    }
    if len(told) != 1:
        return entity
    id, where = next(iter(told))
    kind = entity.kind
    if kind == "organisation" and not any(_says_its_kind(name) for name in _written(entity)):
        kind = "armed_group"
    return _with(replace(entity, kind=kind), actor=id, country=where)


def _says_its_kind(name: str) -> bool:
    """Whether a word of a name says what kind of body it is, as "Party" does."""
    return not heads().name_heads["organisation"].isdisjoint(name.casefold().split())


# -- people --------------------------------------------------------------------------------------------------------------------


def _person(entity: Entity, page: _Page) -> Entity:
    """Somebody with their sector by their titles, and their office by a list where the titles leave room for it."""
    names = [name for name in _written(entity) if len(listed_key(name).split()) > 1]
    mine = _own_person(names, page)
    if mine is not None:
        entity = _with(entity, actor=f"own:{fold(mine.names[0]).replace(' ', '-')}", country=mine.country)
    runs = [_Run.before(page.article.text, start) for start, _ in page.starts.get(entity.id, ())]
    titles = entity.links.get("title", "").split()
    behind = _put_behind(entity, titles, runs, page)
    if behind is not None:
        return _with(entity, sector="ELI") if behind else entity
    sectors = set(_sectors(titles, runs))
    day = _days(page.article)
    if names and day is not None and (sectors or set(titles) <= _offices().neutral):
        held = _held(mine.offices, day) if mine is not None and mine.offices else _listed_office(names, day, page)
        if held is not None and (not sectors or held[0] in sectors):
            return _with(entity, sector=held[0], office=held[1])
    return _with(entity, sector=next(iter(sectors))) if len(sectors) == 1 else entity


@dataclass(frozen=True, slots=True)
class _Run:
    """What stands straight before a name: the words that call somebody something, and the word before these, if one does."""

    called: tuple[str, ...]  # folded, in order
    head: str
    first: bool  # whether the head begins its sentence

    @classmethod
    def before(cls, text: str, start: int) -> _Run:
        words = re.findall(r"\w+", BREAK.split(text[max(0, start - NEAR) : start])[-1])
        at = len(words)
        while at and (words[at - 1].casefold() in _offices().former or _called(words[at - 1])):
            at -= 1
        return cls(tuple(word.casefold() for word in words[at:]), words[at - 1] if at else "", at == 1)

    @property
    def of_state(self) -> bool:
        """Whether a title here is not of a club or a company: "Union President", "the bank governor"."""
        if self.head.casefold() in heads().name_heads["organisation"]:
            return False
        plain = not self.head[:1].isupper() or self.first or self.head.casefold() in heads().words["calendar"]
        return plain or self.head.endswith(PEOPLED)


def _called(word: str) -> bool:
    """Whether a word can stand between "former" and a name: a title, what somebody does, or a people."""
    lists, small = heads(), word.casefold()
    if small in lists.titles or small in lists.trades or small in lists.nominals:
        return True
    return any(alias.sense.type in ("people", "country") for alias in lexicon().table.get(fold(word), ()))


def _sectors(titles: Sequence[str], runs: Sequence[_Run]) -> Iterator[str]:
    """Yield the sectors that somebody's titles tell of, where they can only be offices of state."""
    lists = _offices()
    for at, title in enumerate(titles):
        if title in lists.shared and not any(run.of_state for run in runs if title in run.called):
            continue
        if title in lists.portfolioed and lists.portfolios.isdisjoint(titles):
            continue
        if title == "general" and at and titles[at - 1] in lists.generals:
            continue
        yield from (sector for sector, words in lists.sectors.items() if title in words)


def _put_behind(entity: Entity, titles: Sequence[str], runs: Sequence[_Run], page: _Page) -> bool | None:
    """Whether the article says that an office is over: "former minister Ana Quill", "Quill, the ex-minister".

    False where it says "former" of something else, or that somebody is dead; None where it says nothing of the kind.
    """
    lists = _offices()
    told = [titles, *(run.called for run in runs)]
    for _, end in page.starts.get(entity.id, ()):
        if (after := APPOSED.match(page.article.text, end)) is not None:
            words = [word.casefold() for word in re.findall(r"\w+", BREAK.split(after["words"])[0])]
            told.append(words if words and words[0] in lists.former else [])
    found = [words for words in told if not lists.former.isdisjoint(words)]
    offices = frozenset().union(*lists.sectors.values())
    return any(not lists.over.isdisjoint(words) and not offices.isdisjoint(words) for words in found) if found else None


def _days(article: Article) -> tuple[date, date] | None:
    """First and last day on which an article can have been published."""
    return Time(article.published.value, article.published.precision).days


def _own_person(names: Sequence[str], page: _Page) -> OwnPerson | None:
    keys = {listed_key(name) for name in names}
    found = [
        each for each in page.own.people if keys & {listed_key(name) for name in each.names} and page.speaks_of(each.country)
    ]
    return found[0] if len(found) == 1 else None


def _held(offices: Sequence[Office], day: tuple[date, date], complete: date = date.min) -> tuple[str, str] | None:
    """Sector and words of the one office held on a day; the last one that is over, as elite; None if none or two.

    What was over before the offices are `complete` says nothing of the day.
    """
    now = [each for each in offices if (each.first or date.min) <= day[0] and day[1] <= (each.last or date.max)]
    told = {(each.sector, f"{each.title}, {_when(each.first, each.last)}") for each in now}
    if len({sector for sector, _ in told}) == 1:
        return next(iter(told))[0], "; ".join(sorted(words for _, words in told))
    if now:
        return None
    past = [each for each in offices if each.last is not None and complete <= each.last < day[0]]
    ended = max(past, key=lambda each: (each.last or date.min, each.title), default=None)
    return ("ELI", f"former {ended.title}, {_when(ended.first, ended.last)}") if ended is not None else None


def _when(first: date | None, last: date | None) -> str:
    return f"{first or '..'}/{last or '..'}"


def _listed_office(names: Sequence[str], day: tuple[date, date], page: _Page) -> tuple[str, str] | None:
    """What PETRARCH2 says of the one person whom a name and a country that is spoken of fit."""
    if day[1] > HORIZON:
        return None
    fitting = {
        (where, spans)
        for key in sorted({listed_key(name) for name in names})
        for where, spans in _lines_of("offices.tsv", key)
        if page.speaks_of(where)
    }
    if len(fitting) != 1:
        return None
    where, spans = next(iter(fitting))
    told = _held([_office(span, where) for span in spans.split(";")], day, COMPLETE)
    return (told[0], f"{told[1]} (PETRARCH2)") if told is not None else None


def _office(span: str, where: str) -> Office:
    """An office out of its line: `GOVMIL 021118-030314`, an end open until HORIZON."""
    code, _, when = span.partition(" ")
    first, _, last = when.partition("-")
    words = _offices().words
    land = lexicon().senses.get(f"country:{where}") or lexicon().senses.get(where)
    of = land.name if land is not None else where
    part = words.get(code[3:6])
    title = f"{words.get(code[:3], code[:3])} of {of}" + (f" ({part})" if part else "")
    return Office(title, code[:3], _day(first), _day(last))


def _day(written: str) -> date | None:
    if not written:
        return None
    year = int(written[:2])
    return date(year + (1900 if year >= CENTURY else 2000), int(written[2:4]), int(written[4:6]))


# -- the lists -----------------------------------------------------------------------------------------------------------------


def _lines_of(name: str, key: str) -> Iterator[tuple[str, str]]:
    """Yield the second and third column of each line of a list under a key.

    Found by halving, in sorted bytes that are never parsed: a table of so many names would cost each build more than its use.
    """
    data, wanted = _list(name), key.encode() + b"\t"
    low, high = 0, len(data)
    while low < high:  # the start of the first line that is not before the key
        at = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        line = data[at : data.find(b"\n", at)]
        if line < wanted:
            low = at + len(line) + 1
        else:
            high = at
    while data.startswith(wanted, low):
        end = data.find(b"\n", low)
        _, where, told = data[low:end].decode().split("\t")
        yield where, told
        low = end + 1


@cache
def _list(name: str) -> bytes:
    return files("accordingto.extract").joinpath("lexicons", "listed", name).read_bytes()


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of `offices.toml`."""

    former: frozenset[str]
    over: frozenset[str]
    neutral: frozenset[str]
    shared: frozenset[str]
    portfolioed: frozenset[str]
    portfolios: frozenset[str]
    generals: frozenset[str]
    sectors: Mapping[str, frozenset[str]]
    words: Mapping[str, str]


@cache
def _offices() -> _Words:
    source = files("accordingto.extract").joinpath("lexicons", "en", "offices.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    sectors = {sector: frozenset(words) for sector, words in data["sectors"].items()}
    sets = {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}
    return _Words(sectors=sectors, words=data["offices"], **sets)


_LISTED = {"outlet": _outlet, "organisation": _body, "armed_group": _body, "person": _person}
