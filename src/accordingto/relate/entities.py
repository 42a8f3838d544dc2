"""Which entities of different articles are one: the same actor, country, office or full name; never the same description.

Each article's entities arrive with what was known about them in their `links` (`actor`, `country`, `role`, `title`), so that
nothing here needs a lexicon. Entities are blocked by what they could share, and joined unless they contradict each other in
kind, country or actor; what is refused for that is told in the reason. What one article takes for a person and most others take
for a town, where they speak of the same things, is a town. People of one full name are one only if something else agrees: a
title, the country one of them is said to be of, or a name that both articles hold and that is no country's and no outlet's.
Other spellings of a name ("Kasem", "Qasim") need a shared title, place or fellow; initials and short names of bodies need one
bearer in articles that share a name. Whoever an article does not name stays in that article. The result does not depend on any
order: candidates are sorted by content before anything is joined.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import combinations

from accordingto.model import Entity, EntityKind, Findings, Place, identify
from accordingto.relate import spellings
from accordingto.relate.grouping import Grouping

Key = tuple[str, ...]

BODIES: frozenset[EntityKind] = frozenset(("organisation", "armed_group", "agency", "government", "outlet"))
SHORT_ACRONYM = 4  # letters; so short an acronym has many bearers (MIT, SDF) and stays in its article unless introduced there
NO_TITLE = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "former",
        "acting",
        "late",
        "then",
        "ex",
        "deputy",
        "vice",
        "of",
        "the",
        "state",
        "staff",
        "general",
    )
)
DATED = frozenset(("office", "sector"))  # links that hold on the day of an article: what one gives outvotes no other
COMMON_TO_ALL: frozenset[EntityKind] = frozenset(("nationality", "outlet"))  # who is named everywhere tells no affair
ONE_OF_A_LAND = frozenset(("border", "borders", "capital", "coast", "airspace", "territory", "waters", "frontier", "mainland"))
DOUBTED: frozenset[EntityKind] = frozenset(("person", "organisation", "place"))  # what a name alone is taken for
OUTVOTED = 2  # times the weight of the articles that take a name for something else, for those to be wrong
CABINET = re.compile(r"[^\W\da-z_]\w+ [Gg]overnment|Government of (?:the )?[^\W\da-z_].+")  # how a country's is called whole
SIDE = re.compile(r"(?:(?:north|south)-?(?:east|west)?|east|west|mid|central|upper|lower|greater|inner|outer)(?:ern)? ")
SHARED_NAMES = 2  # that two articles hold, for a body of the one to be called by one word in the other
AFFAIR_DAYS = 7  # between two articles of one affair, at most
FEW_ARTICLES = 12  # a name in no more articles than this is of one affair
DOMINANT = 10  # times as many articles must name one body as any other that a short name fits
MANY_BEARERS = 40  # a head word of so many bodies stands for none of them
SHORTEST_MISSPELT = 5  # letters of a place's name that may be misspelt by one
SHORTEST_SLIP = 7  # letters of a word in a long name that may be misspelt by one
DAMAGE = "?\ufffd"
APOSTROPHES = str.maketrans("-–/", "   ", "'’‘ʻʿʼ`´.")
UNMARKED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d"})
ARTICLES = frozenset(("the", "al", "el"))
LONGEST_REASON = 4  # links told in words
LONGEST_PARTING = 2  # refusals told in words
SHORTEST_FRAME = 3  # consonants; with fewer too many names have the same
TELLING_FRAME = 6  # consonants and vowels; with fewer two spellings may differ in one letter only


@dataclass(slots=True)
class Local:
    """One article's entity with what joining needs: whether it is named, its article's countries, its folded names."""

    entity: Entity
    article: str
    named: bool
    countries: frozenset[str]
    home: str | None  # the country its article speaks of most
    day: date | None = None  # of its article
    circle: frozenset[str] = frozenset()  # folded names of whom and what its article names, but countries, peoples and outlets
    fellows: frozenset[str] = frozenset()  # of these, people and bodies
    counts: Counter[str] = field(default_factory=Counter)  # how often each written name occurs

    @property
    def family(self) -> str:
        return "body" if self.entity.kind in BODIES else self.entity.kind

    @property
    def names(self) -> tuple[str, ...]:
        return (self.entity.name, *self.entity.aliases)


@dataclass(slots=True)
class Groups:
    """Local entities joined so far; a group's root is its smallest number."""

    locals: Sequence[Local]
    joined: Grouping[int]
    members: dict[int, list[int]]
    reasons: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    partings: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, locals: Sequence[Local]) -> Groups:
        return cls(locals, Grouping(range(len(locals))), {number: [number] for number in range(len(locals))})

    def root(self, number: int) -> int:
        return self.joined.root(number)

    def join(self, left: int, right: int, reason: str) -> bool:
        """Join two groups unless they contradict each other; whether they are one afterwards."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        difference = self.difference(a, b)
        if difference is not None:
            for root, other in ((a, b), (b, a)):
                self.partings[root].add(f"not one with “{self.locals[other].entity.name}”: {difference}")
            return False
        self.joined.join(a, b)
        self.members[a] = sorted([*self.members[a], *self.members.pop(b)])
        self.reasons[a] |= self.reasons.pop(b, set()) | {reason}
        if b in self.partings:
            self.partings[a] |= self.partings.pop(b)
        return True

    def difference(self, a: int, b: int) -> str | None:
        """In what two groups contradict each other: kind, known actor, country or point on the map; None if in nothing."""
        left, right = ([self.locals[n] for n in self.members[root]] for root in (a, b))
        if len({item.family for item in (*left, *right)} - {"other"}) > 1:
            return "another kind"
        for link, what in (("actor", "another known actor"), ("country", "another country")):
            one, other = ({item.entity.links[link] for item in side if link in item.entity.links} for side in (left, right))
            if one and other and not one & other:
                return what
        places = [
            {item.entity.place.geonames for item in side if item.entity.place and item.entity.place.geonames}
            for side in (left, right)
        ]
        return "another place" if places[0] and places[1] and not places[0] & places[1] else None


def entities(findings: Sequence[Findings]) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """The entities of the whole pile in order of id, and for each article's entity the id of the one it is."""
    alone = sorted((item for found in findings for item in _locals(found)), key=lambda item: item.entity.id)
    locals_ = _outvoted(alone)
    groups = Groups.of(locals_)
    for number, (was, item) in enumerate(zip(alone, locals_, strict=True)):
        if was.entity.kind != item.entity.kind:
            groups.reasons[number].add(f"“{item.entity.name}” is no {was.entity.kind}, by most articles that name it")
    for key, numbers in sorted(_blocks(locals_).items()):
        if len(numbers) > 1:
            _join_namesakes(groups, numbers, key) if key[0] == "person" else _join_block(groups, numbers, _why(key))
    _join_unplaced(groups)
    _join_places(groups)
    _join_spots(groups)
    _join_people(groups)
    _join_spellings(groups)
    _join_misspelt(groups)
    _join_respelled(groups, findings)
    _join_short_names(groups)
    _join_damaged(groups)
    found = _written(groups)
    ids = {locals_[number].entity.id: entity.id for root, entity in found.items() for number in groups.members[root]}
    return tuple(sorted(found.values(), key=lambda entity: entity.id)), ids


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name for comparison: case, accents, apostrophes and articles gone, hyphens as spaces, single initials left out."""
    letters = unicodedata.normalize("NFKD", name.translate(APOSTROPHES).casefold().translate(UNMARKED))
    words = "".join(letter for letter in letters if not unicodedata.combining(letter)).split()
    kept = [word for word in words if word not in ARTICLES] or words
    return " ".join(kept)


def _locals(found: Findings) -> Iterable[Local]:
    named: dict[str, Counter[str]] = defaultdict(Counter)
    weight: Counter[str] = Counter()
    country = {entity.id: _country(entity) for entity in found.entities}
    for mention in found.mentions:
        if mention.form == "name":
            named[mention.entity][" ".join(mention.span.exact.split())] += 1
        code = country.get(mention.entity)
        if code is not None:
            weight[code] += 1
    most = weight.most_common(2)
    home = most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else None
    countries = frozenset(weight)
    day = _day(found.article.published.value)
    circle: set[str] = set()
    fellows: set[str] = set()
    alone = []
    for entity in found.entities:
        counts = named.get(entity.id, Counter())
        item = Local(entity, found.article.id, entity.id in named, countries, home, day, counts=counts)
        alone.append(item)
        if entity.kind in COMMON_TO_ALL or (entity.place is not None and entity.place.precision == "country"):
            continue
        if item.named or _described(item):
            names = {fold(name) for name in item.names if not _common(name)}
            circle |= names
            fellows |= names if item.family in ("person", "body") else set()
    yield from (replace(item, circle=frozenset(circle), fellows=frozenset(fellows)) for item in alone)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _common(name: str) -> bool:
    """Whether a name is none to know somebody by: initials of few letters, or a word without a capital."""
    return " " not in name and ((name.isupper() and len(name) <= SHORT_ACRONYM) or name.islower())


def _outvoted(locals_: Sequence[Local]) -> list[Local]:
    """Local entities with the kind that the articles of one affair agree on: "Orrin" is nobody where most take it for a town.

    Only of a name alone: who has an actor, a country, an office, a title or a place on the map is what its article says. A body
    that one article only tells of as a place ("the Orrin hospital") is the body that speaks in another.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(locals_):
        if item.entity.kind not in ("nationality", "other") and (item.named or _described(item)):
            by_name[_heard(item.entity.name)].append(number)
    found = list(locals_)
    for name, numbers in by_name.items():
        weight: Counter[str] = Counter()
        for number in numbers:
            item = locals_[number]
            weight[item.family] += 1 + bool(item.entity.aliases) + bool(item.entity.links or _located(item))
        if not name or len(weight) < 2:
            continue
        ranked = weight.most_common()
        told = [number for number in numbers if not locals_[number].named]
        speaks = bool(told) and "body" in weight and len(told) == len(numbers)
        family = "body" if speaks else ranked[0][0]
        if not speaks and weight[family] < OUTVOTED * ranked[1][1]:
            continue
        bearers = [locals_[number] for number in numbers if locals_[number].family == family]
        votes = Counter(item.entity.kind for item in bearers)
        kind = min(votes, key=lambda each: (each == "other", -votes[each], each))
        near = frozenset().union(*(item.circle for item in bearers))
        for number in numbers:
            item = locals_[number]
            own = {fold(each) for each in item.names}
            if item.family == family or item.entity.kind not in DOUBTED or item.entity.links or _located(item):
                continue
            if not (item.circle & near) - own:
                continue
            found[number] = replace(item, entity=replace(item.entity, kind=kind))
    return found


def _located(item: Local) -> bool:
    return item.entity.place is not None and item.entity.place.geonames is not None


def _heard(name: str) -> str:
    """What a name is compared by where its kind is in doubt: as it sounds, if it is long enough to tell it from others."""
    framed = _framed(name)
    return framed if " " in name and len(framed) >= TELLING_FRAME else fold(name)


def _country(entity: Entity) -> str | None:
    return entity.links.get("country") or (entity.place.country if entity.place is not None else None)


# -- blocking ------------------------------------------------------------------------------------------------------------------


def _blocks(locals_: Sequence[Local]) -> dict[Key, list[int]]:
    """Local entities by everything that would make them one."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, item in enumerate(locals_):
        for key in sorted(set(_keys(item))):
            blocks[key].append(number)
    return blocks


def _keys(item: Local) -> Iterable[Key]:
    entity, links = item.entity, item.entity.links
    if "actor" in links:
        yield ("actor", links["actor"])
    if entity.place is not None and entity.place.precision == "country" and entity.place.country is not None:
        yield ("country", entity.place.country)
    elif entity.kind == "nationality":
        yield ("people", links.get("country") or fold(entity.name).removesuffix("s"))
    elif "role" in links and "country" in links:
        yield ("role", links["role"], links["country"])
    elif _described(item) or "part_of" in links or "near" in links:
        yield ("described", item.family, fold(entity.name))
        if entity.kind in BODIES and "role" not in links:
            yield (item.family, fold(entity.name))  # "the Orrin district hospital", "Orrin District Hospital"
    elif not item.named or "actor" in links or entity.kind == "place":
        return
    elif entity.kind == "person":
        if len(fold(entity.name).split()) > 1:
            yield ("person", _plain(entity.name))
    else:
        yield from _body_keys(item)


def _described(item: Local) -> bool:
    """Whether an entity without a name is told by one all the same: "the Karsian transport ministry", "the Toren dam"."""
    entity = item.entity
    telling = entity.kind in ("agency", "government", "place") or (
        entity.kind == "organisation" and not entity.name.endswith("s")
    )
    words = entity.name.split()
    if entity.kind == "place" and "country" in entity.links and words[-1].lower() not in ONE_OF_A_LAND:
        return False  # "a Karsian town" is any of them
    return not item.named and telling and any(word[:1].isupper() for word in words[:-1])


def _body_keys(item: Local) -> Iterable[Key]:
    for name in item.names:
        folded = fold(name)
        if not folded or _damaged(name):
            continue
        single = " " not in folded
        if single and name.isupper() and len(folded) <= SHORT_ACRONYM:
            continue
        if item.entity.kind in ("agency", "government"):
            place = item.entity.links.get("country") or item.home
            if place is not None or not single:
                yield (item.family, folded, place or "")
        elif not single or name == item.entity.name:
            yield (item.family, folded)


def _plain(name: str) -> str:
    """A person's folded name without single initials."""
    words = fold(name).split()
    return " ".join(word for word in words if len(word) > 1) or " ".join(words)


def _why(key: Key) -> str:
    match key:
        case ("actor", _):
            return "the same known actor under its aliases"
        case ("country", code):
            return f"the country {code}"
        case ("people", _):
            return "the same people"
        case ("role", role, country):
            return f"the {role} of {country}"
        case ("described", _, name):
            return f"same description with a name in it: “{name}”"
        case (_, name, ""):
            return f"same full name: “{name}”"
        case (_, name, country):
            return f"same name in articles on {country}: “{name}”"
        case (_, name):
            return f"same full name: “{name}”"
    return "same name"


# -- joining -------------------------------------------------------------------------------------------------------------------


def _join_block(groups: Groups, numbers: Sequence[int], reason: str) -> None:
    """Join a block. Where some contradict each other, what could be either stays alone, unless its article's country tells."""
    linked = [n for n in numbers if groups.locals[n].entity.links.keys() & {"actor", "country"}]
    bearers: list[int] = []
    for number in linked:
        if not any(groups.join(bearer, number, reason) for bearer in bearers):
            bearers.append(number)
    told = set(linked)
    for number in (n for n in numbers if n not in told):
        home = groups.locals[number].home
        if len(bearers) > 1:
            of_home = [n for n in bearers if home is not None and groups.locals[n].entity.links.get("country") == home]
            if len(of_home) == 1:
                groups.join(of_home[0], number, f"{reason}, in an article on {home}")
            else:
                groups.partings[groups.root(number)].add(
                    f"“{groups.locals[number].entity.name}” has several bearers in the pile"
                )
        else:
            bearers = bearers or [number]
            groups.join(bearers[0], number, reason)


def _join_namesakes(groups: Groups, numbers: Sequence[int], key: Key) -> None:
    """Join people of one full name whom something else makes one: a title, a country, or a name that both articles hold."""
    lands = sorted({land for n in numbers if (land := groups.locals[n].entity.links.get("country")) is not None})
    if len(lands) > 1:
        for land in lands:
            _join_namesakes(groups, [n for n in numbers if _land(groups.locals[n], lands) == land], key)
        for number in numbers:
            if groups.locals[number].entity.links.get("country") is not None:
                groups.partings[groups.root(number)].add(
                    f"“{groups.locals[number].entity.name}” is of {' and of '.join(lands)}"
                )
            elif _land(groups.locals[number], lands) is None:
                groups.partings[groups.root(number)].add(
                    f"“{groups.locals[number].entity.name}” has several bearers in the pile"
                )
        return
    name, apart = key[1], len(numbers)
    first: dict[tuple[int, str], int] = {}
    evidence = sorted({(rank, mark, n) for n in numbers for rank, mark in _marks(groups.locals[n], key[1], lands)})
    for rank, mark, number in evidence:
        if apart == 1:
            break
        other = first.setdefault((rank, mark), number)
        if groups.root(other) != groups.root(number):
            shared = (f"and title: {mark}", f"in articles on {mark}", f"in articles that name “{mark}”")[rank]
            apart -= groups.join(other, number, f"same full name “{name}” {shared}")


def _land(item: Local, lands: Sequence[str]) -> str | None:
    """Which of these countries a person is of, by the article's word or, failing that, by the country it speaks of most."""
    land = item.entity.links.get("country")
    return land if land is not None else (item.home if item.home in lands else None)


def _marks(item: Local, name: str, lands: Sequence[str]) -> Iterable[tuple[int, str]]:
    """What could make a person one with a namesake, strongest first; a country only if one of them is said to be of it."""
    yield from ((0, title) for title in _titles(item))
    yield from ((1, country) for country in item.countries if country in lands)
    own = {*name.split(), *(fold(written) for written in item.names)}
    yield from ((2, other) for other in item.circle if other not in own and name not in other)


# -- joining what needs more than one look -------------------------------------------------------------------------------------


def _join_unplaced(groups: Groups) -> None:
    """Join offices of one name whose article speaks of no country to those of the one country known by that name."""
    placed: dict[Key, dict[str, int]] = defaultdict(dict)
    for number, item in enumerate(groups.locals):
        for key in sorted(set(_keys(item))):
            if len(key) == 3 and key[0] == "body":
                placed[key[:2]].setdefault(key[2], number)
    for (_, name), where in sorted(placed.items()):
        known = sorted(place for place in where if place)
        if "" in where and len(known) == 1:
            groups.join(where[known[0]], where[""], f"same full name, one country known by it: “{name}”")


def _join_places(groups: Groups) -> None:
    """Join places of one name: those in one country, and those not located with them if only one country is in question."""
    by_name: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, item in enumerate(groups.locals):
        entity = item.entity
        if entity.kind == "place" and item.named and not (entity.place is not None and entity.place.precision == "country"):
            place = entity.place
            by_name[fold(entity.name)][str(place.geonames or place.country or "") if place is not None else ""].append(number)
    for name, located in sorted(by_name.items()):
        for where, numbers in located.items():
            for number in numbers[1:] if where or len(located) == 1 else ():
                groups.join(numbers[0], number, f"same place name: “{name}”")
        known = sorted(where for where in located if where)
        if len(known) == 1 and "" in located:
            there = located[known[0]][0]
            country = _country(groups.locals[there].entity)
            for number in located[""]:
                if not (about := groups.locals[number].countries) or country is None or country in about:
                    groups.join(there, number, f"same place name, one place known by it: “{name}”")


def _join_spots(groups: Groups) -> None:
    """Join places of two names that are one place of the gazetteer: "Orrin" and "Orrin city", "Orryn"."""
    spots: dict[int, dict[str, int]] = defaultdict(dict)
    for number, item in enumerate(groups.locals):
        place = item.entity.place
        vague = item.entity.links.keys() & {"near", "part_of"} or place is None or place.precision in ("near", "region", "none")
        vague = vague or SIDE.match(item.entity.name.casefold()) is not None  # located by the town it is a part of
        if item.entity.kind == "place" and place is not None and place.geonames is not None and not vague:
            spots[place.geonames].setdefault(fold(item.entity.name), number)
    for _, by_name in sorted(spots.items()):
        first, *others = sorted(by_name.values())
        for other in others:
            names = " and ".join(sorted(f"“{groups.locals[n].entity.name}”" for n in (first, other)))
            groups.join(first, other, f"one place of the gazetteer, {names}")


def _join_people(groups: Groups) -> None:
    """Join shorter names of people across articles where a title agrees and nobody else in the pile fits."""
    people = [n for n, item in enumerate(groups.locals) if item.entity.kind == "person" and item.named]
    full: dict[str, list[int]] = defaultdict(list)
    for number in people:
        words = _plain(groups.locals[number].entity.name).split()
        if len(words) > 1:
            full[words[-1]].append(number)
    alone: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in sorted(people, key=lambda n: (-len(_plain(groups.locals[n].entity.name).split()), n)):
        item = groups.locals[number]
        words, titles = _plain(item.entity.name).split(), _titles(item)
        if not words or not titles:
            continue
        others = [n for n in full.get(words[-1], ()) if n != number and _longer(words, groups.locals[n])]
        bearers = {groups.root(n) for n in others}
        if len(bearers) == 1 and any(titles & _titles(groups.locals[n]) for n in groups.members[min(bearers)]):
            groups.join(min(bearers), number, f"shorter name and the same title: “{item.entity.name}”, {min(titles)}")
        elif not others and len(words) == 1:
            alone[words[0], " ".join(sorted(titles))].append(number)
    for (name, title), numbers in sorted(alone.items()):
        for number in numbers[1:]:
            groups.join(numbers[0], number, f"same surname and title: “{name}”, {title}")


def _longer(words: Sequence[str], other: Local) -> bool:
    """Whether another name is this one with words added before its last."""
    theirs = _plain(other.entity.name).split()
    rest = iter(theirs)
    return len(theirs) > len(words) and all(word in rest for word in words)


def _titles(item: Local) -> set[str]:
    return {word.strip(".") for word in item.entity.links.get("title", "").split()} - NO_TITLE


# Letters that transliterations write in several ways, longest first.
_SAME_SOUND = (
    ("abdul", "abd"), ("abdel", "abd"), ("abdal", "abd"), ("abdur", "abd"), ("abder", "abd"),
    ("sch", "š"), ("sh", "š"), ("tch", "č"), ("ch", "č"), ("kh", "h"),
    ("gh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("g", "k"), ("c", "k"), ("x", "ks"),
    ("w", "v"),
)  # fmt: skip
_ASSIMILATED = re.compile(r"\b(?:(?:[ae][lrsdnzt]|[ae]sh)-(?=\w)|[ae]([rsdnzt]|sh) (?=\1))", re.IGNORECASE)
_BROAD = re.compile(r"a[uw](?![aeiouy])")  # "Zawr" is heard as "Zor"
_VOWELS = frozenset("aeiouy")


def frame(word: str) -> str:
    """A folded word as any transliteration would have it: "Qasim" and "Kasem", "Hodeidah" and "Hudaydah" are the same.

    Consonants that are heard as one are one, doubled ones single; vowels only say whether they begin as "o" or "u" or not.
    """
    word = _BROAD.sub("o", word)
    for written, sound in _SAME_SOUND:
        word = word.replace(written, sound)
    found: list[str] = []
    for at, letter in enumerate(word):
        last = found[-1] if found else ""
        between = 0 < at < len(word) - 1 and word[at - 1] in "aeou" and word[at + 1] in _VOWELS
        if letter in _VOWELS and not (letter == "y" and (at == 0 or between)):
            if last not in ("A", "O"):
                found.append("O" if letter in "ou" else "A")
        elif letter != last and not (letter == "h" and at == len(word) - 1 and last in ("A", "O")):
            found.append(letter)
    return "".join(found)


def _framed(name: str) -> str:
    framed = " ".join(frame(word) for word in fold(_ASSIMILATED.sub("", name)).split())
    return framed if _consonants(framed) >= SHORTEST_FRAME else ""


def _consonants(framed: str) -> int:
    return sum(letter not in "AO " for letter in framed)


def _near(one: str, other: str) -> bool:
    """Whether one letter at most is changed, put in or left out between two names."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def _join_spellings(groups: Groups) -> None:
    """Join two spellings of one name: people with a title or country in common, bodies and places of one country."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for number, item in enumerate(groups.locals):
        kind = item.entity.kind
        name = _plain(item.entity.name) if kind == "person" else item.entity.name
        if not item.named or kind in ("nationality", "other") or _damaged(name) or (kind == "person" and " " not in name):
            continue
        if name.isupper() and len(name) <= SHORT_ACRONYM:
            continue
        framed = _framed(name).replace(" ", "")
        if framed:
            for mark in _grounds(item):
                blocks[item.family, framed, mark].append(number)
    for (family, framed, mark), numbers in sorted(blocks.items()):
        spelled: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            spelled[fold(groups.locals[number].entity.name)].append(number)
        for (left, ones), (right, others) in combinations(sorted(spelled.items()), 2):
            if family == "place" and _of_one_article(groups, ones, others):
                continue  # whoever writes both ways in one text means two places
            if len(framed) < TELLING_FRAME and not _near(left, right):
                continue
            shared = mark or _shared(groups, ones, others)
            if shared:
                pair = (groups.locals[ones[0]], groups.locals[others[0]])
                names = " and ".join(sorted(f"“{item.entity.name}”" for item in pair))
                groups.join(ones[0], others[0], f"two spellings of one name, {names}: {shared}")


def _of_one_article(groups: Groups, ones: Iterable[int], others: Iterable[int]) -> bool:
    return bool({groups.locals[n].article for n in ones} & {groups.locals[n].article for n in others})


def _shared(groups: Groups, ones: Sequence[int], others: Sequence[int]) -> str:
    """In words, who else is named in the articles of two spellings; empty if nobody is."""
    own = {_heard(groups.locals[n].entity.name) for n in (*ones, *others)}
    one, other = (frozenset().union(*(groups.locals[n].fellows for n in numbers)) for numbers in (ones, others))
    common = min((name for name in one & other if _heard(name) not in own), default=None)
    return f"in articles that name “{common}”" if common is not None else ""


def _join_misspelt(groups: Groups) -> None:
    """Join names that differ by one letter: places in articles of one affair, and bodies of long names with a slip in a word.

    Articles are of one affair where they hold a name that few do. Places that one article names both ways are two.
    """
    holders: dict[str, set[str]] = defaultdict(set)  # of a name, the articles
    places: dict[str, list[int]] = defaultdict(list)  # of an article
    articles: dict[str, set[str]] = defaultdict(set)  # of a place's name
    slips: dict[Key, dict[str, int]] = defaultdict(dict)
    for number, item in enumerate(groups.locals):
        folded = fold(item.entity.name)
        for name in item.circle:
            holders[name].add(item.article)
        words = folded.split()
        if item.entity.kind == "place" and item.named and len(folded) >= SHORTEST_MISSPELT:
            places[item.article].append(number)
            articles[folded].add(item.article)
        elif item.named and item.family == "body" and len(words) > 2:
            for at, word in enumerate(words):
                if len(word) >= SHORTEST_SLIP and word.isalpha():
                    slips[item.family, *words[:at], "*", *words[at + 1 :]].setdefault(folded, number)
    pairs: dict[tuple[str, str], list[tuple[str, int, int]]] = defaultdict(list)
    for name, held in sorted(holders.items()):
        if not 1 < len(held) <= FEW_ARTICLES:
            continue
        by_initial: dict[str, dict[str, int]] = defaultdict(dict)
        for number in sorted(number for article in held for number in places.get(article, ())):
            folded = fold(groups.locals[number].entity.name)
            by_initial[folded[0]].setdefault(folded, number)
        for alike in by_initial.values():
            for (left, one), (right, other) in combinations(sorted(alike.items()), 2):
                apart = not _near(left, right) or name in (left, right) or articles[left] & articles[right]
                if not apart and _of_one_time(groups.locals[one], groups.locals[other]):
                    pairs[left, right].append((name, one, other))
    for (left, _), shared in sorted(pairs.items()):
        if len(shared) < SHARED_NAMES and len(left) <= SHORTEST_MISSPELT:
            continue
        name, one, other = min(shared)
        names = " and ".join(sorted(f"“{groups.locals[n].entity.name}”" for n in (one, other)))
        groups.join(one, other, f"one letter apart, {names}: in articles that name “{name}”")
    for _, spelled in sorted(slips.items()):
        for (left, one), (right, other) in combinations(sorted(spelled.items()), 2):
            if _near(left, right):
                names = " and ".join(sorted(f"“{groups.locals[n].entity.name}”" for n in (one, other)))
                groups.join(one, other, f"one letter apart in a long name, {names}")


def _join_respelled(groups: Groups, findings: Sequence[Findings]) -> None:
    """Join towns a letter apart with which two reports of one happening lead."""
    number_of = {item.entity.id: number for number, item in enumerate(groups.locals)}
    for one, other, reason in spellings.spelled(findings):
        groups.join(number_of[one], number_of[other], reason)


def _of_one_time(one: Local, other: Local) -> bool:
    """Whether the days of two articles, where both have one, allow them to be of one affair."""
    return one.day is None or other.day is None or abs((one.day - other.day).days) <= AFFAIR_DAYS


def _join_short_names(groups: Groups) -> None:
    """Join initials and short names of bodies to the one body they can stand for in articles that share a name with theirs.

    "OW" where another article tells of the Orrin Watch (OW), "the Observatory" where others name Orrin Observatory for Rights.
    """
    stands_for: dict[str, set[int]] = defaultdict(set)
    for number, item in enumerate(groups.locals):
        if item.family != "body" or not item.named:
            continue
        long = [name for name in item.names if " " in fold(name)]
        for name in item.names if long else ():
            if _initialled(name):
                stands_for[name].add(number)
        for name in long:
            for short in _shortened(name):
                stands_for[short].add(number)
    circles: dict[int, frozenset[str]] = {}
    for number, item in enumerate(groups.locals):
        name = item.entity.name
        short = name if _initialled(name) else fold(name)
        bearers = stands_for.get(short, set())
        if not item.named or item.family not in ("body", "other") or item.entity.links or not bearers:
            continue
        if any(" " in fold(other) for other in item.names if other != name) or number in bearers:
            continue
        roots = sorted({groups.root(n) for n in bearers})
        if len(roots) > MANY_BEARERS:
            continue
        fitting: list[tuple[int, str]] = []
        for root in roots:
            if root not in circles:
                circles[root] = frozenset().union(*(groups.locals[n].circle for n in groups.members[root]))
            members = [groups.locals[n] for n in groups.members[root]]
            own = {fold(each) for member in members for each in member.names} | {fold(name)}
            last = short in _last_words(members)
            if last and any(member.entity.links.keys() & {"actor", "role"} for member in members):
                continue  # "the House" is not the White House
            shared = (item.circle & circles[root]) - own
            if len(shared) >= (1 if " " in short or _initialled(name) else SHARED_NAMES):
                fitting.append((root, min(shared)))
        sizes = sorted((-len(groups.members[root]), root, shared_name) for root, shared_name in fitting)
        if len(sizes) == 1 or (len(sizes) > 1 and sizes[0][0] <= DOMINANT * sizes[1][0]):
            _, root, shared_name = sizes[0]
            if groups.root(number) == root:
                continue
            long_name = max((each for each in groups.locals[root].names), key=lambda each: (len(each), each))
            groups.join(root, number, f"“{name}” is short for “{long_name}” in articles that name “{shared_name}”")


def _last_words(members: Iterable[Local]) -> set[str]:
    """The words that end these bodies' names; alone they tell less than what stands before "of" or "for"."""
    names = [(fold(name), set(_shortened(name))) for item in members for name in item.names]
    before = {
        short for name, cut in names for short in cut if f" {short} of " in f" {name} " or f" {short} for " in f" {name} "
    }
    return {short for name, cut in names for short in cut if name.endswith(short)} - before


def _initialled(name: str) -> bool:
    return " " not in name and name.isupper() and len(name) > 1


def _shortened(name: str) -> Iterable[str]:
    """What a body's name is cut to: the words before "of" or "for", and the last of these alone."""
    words = fold(name).split()
    at = next((at for at, word in enumerate(words) if at and word in ("of", "for")), len(words))
    if 1 < at < len(words):
        yield " ".join(words[:at])
    if len(words) > 1:
        yield words[at - 1]


def _grounds(item: Local) -> Iterable[str]:
    """What two spellings must share to be one name, in words."""
    if item.entity.kind == "person":
        yield from (f"the same title, {title}" for title in sorted(_titles(item)))
        if "country" in item.entity.links:
            yield f"both of {item.entity.links['country']}"
        yield ""  # what else their articles name has to say it
    else:
        country = _country(item.entity) or item.home
        if country is not None:
            yield f"both in {country}"


def _damaged(name: str) -> bool:
    return any(
        letter in DAMAGE and name[at - 1].isalpha() and name[at + 1].isalpha() for at, letter in enumerate(name[:-1]) if at
    )


def _join_damaged(groups: Groups) -> None:
    """Join a name with a lost letter to the one name in the pile it can have been, if both articles speak of one country."""
    for number, item in enumerate(groups.locals):
        if not (item.named and _damaged(item.entity.name)):
            continue
        pattern = re.compile(_wildcard(item.entity.name), re.IGNORECASE)
        fitting = {
            groups.root(n): name
            for n, other in enumerate(groups.locals)
            if n != number and other.named and item.countries & other.countries and other.family in (item.family, "other")
            for name in sorted(other.names)
            if not _damaged(name) and pattern.fullmatch(unicodedata.normalize("NFC", name))
        }
        if len(fitting) == 1:
            root, name = next(iter(fitting.items()))
            groups.join(root, number, f"damaged letter: “{item.entity.name}” can only be “{name}”")


def _wildcard(name: str) -> str:
    return "".join("." if letter in DAMAGE else re.escape(letter) for letter in unicodedata.normalize("NFC", name))


# -- writing -------------------------------------------------------------------------------------------------------------------


def _written(groups: Groups) -> dict[int, Entity]:
    """The entity of each group, by the group's root."""
    named: dict[int, Counter[str]] = {}
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    for root, numbers in groups.members.items():
        items = [groups.locals[n] for n in numbers]
        counts: Counter[str] = Counter()
        for item in items:
            counts.update(item.counts)
        named[root] = counts
        shared[_family(items), fold(_name(items, counts))].append(root)
    contents: dict[Key, list[int]] = defaultdict(list)
    for (family, folded), roots in shared.items():
        for root in roots:
            contents[_content([groups.locals[n] for n in groups.members[root]], family, folded)].append(root)
    found = {}
    for content, roots in contents.items():
        for root in roots:
            items = [groups.locals[n] for n in groups.members[root]]
            own = (*content, min(item.entity.id for item in items)) if len(roots) > 1 else content
            found[root] = _entity(identify("e", *own), items, named[root], groups.reasons[root], groups.partings[root])
    return found


def _family(items: Sequence[Local]) -> str:
    return "body" if _kind(items) in BODIES else _kind(items)


def _content(items: Sequence[Local], family: str, folded: str) -> Key:
    """What defines an entity: who it is known to be, else its kind and name, else the one description of it."""
    alone = len(items) == 1 and not items[0].named and "role" not in items[0].entity.links
    if alone and not _described(items[0]):
        return ("unnamed", items[0].entity.id)
    keys = sorted(
        {key for item in items for key in _keys(item) if key[0] in ("actor", "country", "people", "role", "described")}
    )
    if keys:
        return keys[0]
    return (family, folded) if any(item.named for item in items) else ("unnamed", min(item.entity.id for item in items))


def _kind(items: Sequence[Local]) -> EntityKind:
    """The kind most articles give, among those that name it; ties: alphabetical."""
    votes: Counter[EntityKind] = Counter(item.entity.kind for item in ([i for i in items if i.named] or items))
    telling = {kind: count for kind, count in votes.items() if kind in BODIES and kind != "organisation"}
    if "organisation" in votes and telling and votes.keys() <= BODIES:
        votes = Counter(telling)  # one article that says what kind of body it is says more than others that do not
    return min(votes.items(), key=lambda vote: (vote[0] == "other", -vote[1], vote[0]))[0]


def _name(items: Sequence[Local], counts: Counter[str]) -> str:
    """The most frequent full form: no acronym, no damaged letter, a person's whole name; ties: longer, then alphabetical."""
    kind = _kind(items)
    if kind in ("nationality",) or any(
        item.entity.place is not None and item.entity.place.precision == "country" for item in items
    ):
        given = Counter(item.entity.name for item in items)
        return min(given.items(), key=lambda form: (-form[1], form[0]))[0]
    forms = counts or Counter(item.entity.name for item in items)
    if kind == "government" and (full := _cabinets(items)):
        forms = full  # "Oslo" is a town too: "the Norwegian government" is not
    cut = {short for form in forms for short in _shortened(form)} if kind in BODIES else set()

    def rank(form: tuple[str, int]) -> tuple[bool, bool, int, int, str]:
        words = form[0].split()
        short = (len(words) == 1 and form[0].isupper()) or (kind == "person" and len(words) == 1) or fold(form[0]) in cut
        return _damaged(form[0]), short, -form[1], -len(form[0]), form[0]

    return min(forms.items(), key=rank)[0]


def _cabinets(items: Sequence[Local]) -> Counter[str]:
    """The names by which a country's government is called a government, with how many articles use each."""
    found: Counter[str] = Counter()
    for item in items:
        if item.entity.links.get("role") == "government" and "country" in item.entity.links:
            found.update({name for name in item.names if CABINET.fullmatch(name)})
    return found


def _entity(id: str, items: Sequence[Local], counts: Counter[str], reasons: set[str], partings: set[str]) -> Entity:
    name = _name(items, counts)
    aliases = tuple(sorted({*counts, *(alias for item in items for alias in item.names)} - {name}))
    links: dict[str, str] = {}
    for link in sorted({link for item in items for link in item.entity.links}):
        values = Counter(item.entity.links[link] for item in items if link in item.entity.links)
        most = min(values.items(), key=lambda value: (-value[1], value[0]))[0]
        links[link] = "; ".join(sorted(values)) if link in DATED else most
    where = links.pop("located", None)
    places = sorted((item.entity.place for item in items if item.entity.place is not None), key=_place_order)
    inside = [
        item.entity.reason for item in sorted(items, key=lambda item: item.entity.id) if "introduced" in item.entity.reason
    ]
    told = [*sorted(reasons), *(reason for reason in inside)] or [items[0].entity.reason]
    told = list(dict.fromkeys(told))
    articles = len({item.article for item in items})
    reason = "; ".join(told[:LONGEST_REASON]) + (f" ({articles} articles)" if articles > 1 else "")
    reason = "; ".join([reason, *([where] if where else ()), *sorted(partings)[:LONGEST_PARTING]])
    return Entity(id, name, _kind(items), aliases, places[0] if places else None, reason, links)


def _place_order(place: Place) -> tuple[bool, str, str, int]:
    return place.lat is None, place.country or "", place.precision, place.geonames or 0
