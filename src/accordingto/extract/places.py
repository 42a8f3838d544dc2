"""Where the places that an article names lie: which of a name's bearers is meant, and how precisely that is known.

Method: every place of that name in the gazetteer is a candidate, scored by a weighted sum of what speaks for it, in the
tradition of toponym resolution by context: an area named after it ("Kutum, North Darfur"), the country of what else the article
names, the other places near by (Leidner 2008; Lieberman and Samet 2012), and population last. The sums are turned into shares,
first without and then twice with the candidates of the article's other places. A place whose best candidate has too small a
share stays without coordinates, its candidates kept in the reason; so does one that only its size speaks for and that is not by
far the largest.

A country or region never gets a point. "Near", "12 km north of" and "southern" make entities of their own, as vague as that.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from accordingto.extract.gazetteer import KIND_WORDS, LOOSE, MAIN, OTHER, Gazetteer, Spot, gazetteer
from accordingto.extract.names import heads, key_of, lexicon
from accordingto.model import Article, Entity, EntityKind, EventMention, Mention, Place, PlacePrecision, Span, identify

PRECISION: dict[str, PlacePrecision] = {
    "capital": "town", "town": "town", "site": "point", "district": "district", "province": "province", "country": "country",
    "region": "region", "sea": "sea",
}  # fmt: skip
POINTS = ("capital", "town", "site", "district")
WHOLE = ("region", "sea")  # of the hand-made supplement: in news such a name means that and nothing else
SURE = 0.3  # smallest share of the best candidate
FACTOR = 10  # times the next largest, where nothing but size speaks for a place
LARGE = 50_000  # inhabitants of a place that is known by another name than its own
FAINT = 0.02  # share under which a candidate says nothing about its neighbours
PASSES = 2  # with the candidates of the other places
KM_NEAR = 100.0  # distance at which a place's word for another falls to a third
HEARD = 0.1  # share under which a candidate does not count as near
CELL = 5.0  # degrees; wide enough that what is not in a place's own square or one beside it says nothing of it
EARTH = 6371.0  # km, radius
LISTED = 4  # candidates told in a reason

# What speaks for a candidate, and how much. Tuned on development articles (benchmarks/places), by halves and rounded.
WEIGHTS: dict[str, float] = {
    "own name": 1.0,
    "nearly so": -1.0,
    "tenfold people": 1.3,
    "capital": 1.0,
    "site": 2.0,
    "province": -0.3,
    "district": -1.4,
    "area of a town of that name": -1.5,
    "its kind said": 2.0,
    "another kind said": -2.0,
    "area told after a place": 2.5,
    "area named with it": 3.3,
    "another area named with it": -3.3,
    "country known": 0.5,
    "country named": 0.5,
    "country of the address": 2.0,
    "another country's address": -2.0,
    "places of its country": 0.3,
    "share in its country": 2.3,
    "places of its province": 2.0,
    "share in its province": 1.7,
    "its province or district named": 0.5,
    "places near": 2.0,
}
SIZE = (
    "own name",
    "nearly so",
    "tenfold people",
    "capital",
    "site",
    "province",
    "district",
    "area of a town of that name",
    "country known",
)  # what is known without the article

SIDE = "north|south|east|west|central|upper|lower|north-?east|north-?west|south-?east|south-?west"
AREA_AFTER = re.compile(rf"(?:,| \(|,? in| of)(?: the)?(?: (?i:{SIDE})(?:ern)?)?(?: part of)? (?=[^\W\d_a-z])")
AREA_BEFORE = re.compile(
    r"(?P<area>[^\W\d_a-z][\w.]*(?: [^\W\d_a-z][\w.]*){0,2})['’]s(?: \w+)?(?: (?:city|town|village|port) of)? $"
)
NAME_WORDS = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:of |and )?[^\W\d_a-z][\w.'’-]*){0,3}")
HEADED = re.compile(rf"[^\W\d_a-z]\S*(?: \S+){{0,3}} (?:{'|'.join(KIND_WORDS)})")
KIND_AFTER = re.compile(r" (?P<kind>[a-z]+)\b")
KIND_BEFORE = re.compile(r"\b(?P<kind>[a-z]+) of $")
LONGEST_SHORT = 5  # letters of an abbreviated name
REACH_BACK = 40  # characters before a name in which "Lebanon's" stands
ADDRESS = re.compile(r"^(?:\w+://)?[\w.-]+\.(?P<end>[a-z]{2})(?:[:/]|$)", re.IGNORECASE)
NOT_COUNTRIES = frozenset(("EU", "TV", "ME", "IO", "AI", "FM", "CO", "CC", "GG", "LY"))  # ends of addresses that anybody takes
UNITS = {"km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609}  # in km
OUT_THERE = re.compile(
    r"(?:(?P<far>(?:about |around |some |roughly |just )?(?P<number>\d+(?:[.,]\d+)?)[ -]?(?P<unit>km|kilomet(?:re|er)s?|miles?)"
    r"(?: \([^()\n]{1,20}\))? )"
    r"(?:(?:to the )?(?P<side>(?:north|south|east|west)(?:-?(?:east|west))?) (?:of|from)|from|outside|away from|off)"
    r"|(?P<by>near|close to|just outside|outside|on the outskirts of|in the vicinity of|around))"
    r" (?:the )?(?:(?:\w+ )?(?:town|city|village|port|district|suburb|base) of )?$",
    re.IGNORECASE,
)
PART = re.compile(rf"(?:^|(?<=\W))(?P<part>(?:{SIDE})ern|central|{SIDE}) $", re.IGNORECASE)
SIDED = re.compile(rf"^(?:(?:far|mid|{SIDE})(?:ern)?[ -])+(?:part of )?", re.IGNORECASE)
MISTAKEN: tuple[EntityKind, ...] = ("person", "organisation", "other")
LONGEST_MISTAKEN = 2  # words of a name that may be a town after all
FEWEST = 1000  # inhabitants of such a town
SPOKEN_FOR = 1.5  # least evidence of the article for it
TOWNS = ("capital", "town", "district", "province")
AT_TOWN = re.compile(r"\b(?:in|at|near|from|outside|around|downtown) $")
IN_TOWN = re.compile(r"\b(?:in|near|outside|downtown) $")
PHRASE = 60  # characters before a name in which such a phrase stands


@dataclass(slots=True)
class Named:
    """A place that an article names, on its way to where it lies."""

    entity: Entity
    mentions: list[Mention]
    spots: tuple[Spot, ...]
    areas: tuple[Spot, ...] = ()  # named right with it
    home: str | None = None  # the country in which it is known to lie
    kinds: frozenset[str] = frozenset()  # said beside it: "province", of "Gao province"
    whole: str | None = None  # what it is a part of: London, of "North London"
    described: bool = False  # not by a name of its own: "Sarn district"; it says nothing of the others
    after: float = 0.0  # share of its mentions that stand after a place as what contains it
    shares: list[float] = field(default_factory=list)
    evidence: list[float] = field(default_factory=list)  # what the article itself says for each candidate

    @property
    def best(self) -> int:
        return max(range(len(self.shares)), key=lambda n: (self.shares[n], -n))


def located(
    article: Article, entities: Sequence[Entity], mentions: Sequence[Mention]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities of one article with the places among them located, and what is told only as near one or a part of one.

    An entity that could not be located says why in its reason. Without a gazetteer, only countries are known.
    """
    held = gazetteer()
    if held is None:
        return tuple(entities), tuple(mentions)
    countries = _countries(entities, mentions)
    doubtful = {entity.id for entity in _doubtful(held, article, entities, mentions)}
    meant = [replace(entity, kind="place") if entity.id in doubtful else entity for entity in entities]
    named = list(_named(held, article, meant, mentions))
    _weigh(article, named, countries)
    found = {one.entity.id: _placed(one) for one in named if one.entity.id not in doubtful or _surely(one)}
    known = tuple(found.get(entity.id, entity) for entity in entities)
    vague = list(_vague(article, {entity.id: entity for entity in known}, mentions))
    ordered = sorted([*mentions, *(mention for _, mention in vague)], key=lambda m: (m.span.start, -m.span.end, m.form))
    told = {entity.id: entity for entity, _ in vague}.values()  # one entity, however many mentions
    return (*known, *told), tuple(ordered)


def kept_vague(
    events: Iterable[EventMention], entities: Sequence[Entity], mentions: Sequence[Mention]
) -> tuple[EventMention, ...]:
    """Event mentions whose place is as vague as it is told: "12 km north of Kutum" did not happen in Kutum."""
    loose = {entity.id for entity in entities if "near" in entity.links or "part_of" in entity.links}
    phrases = [mention for mention in mentions if mention.entity in loose]
    if not phrases:
        return tuple(events)
    told = []
    for event in events:
        place = event.place
        wider = next((m for m in phrases if place is not None and m.span.start <= place.span.end <= m.span.end), None)
        if place is not None and wider is not None and place.span.end > wider.span.start:
            event = replace(event, place=replace(place, span=wider.span, entity=wider.entity))
        told.append(event)
    return tuple(told)


# -- candidates ----------------------------------------------------------------------------------------------------------------


def _named(held: Gazetteer, article: Article, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Iterator[Named]:
    """Yield the article's named places, with the gazetteer's places of that name; "Sarn district" is a name here."""
    by_entity: dict[str, list[Mention]] = defaultdict(list)
    described: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.form == "name":
            by_entity[mention.entity].append(mention)
        elif mention.form == "nominal" and HEADED.fullmatch(mention.span.exact):
            described[mention.entity].append(mention)
    for entity in entities:
        told = by_entity.get(entity.id) or described.get(entity.id)
        if entity.kind != "place" or entity.place is not None or not told:
            continue
        written = Counter(_written(article.text, mention) for mention in told)
        forms = [*sorted(written, key=lambda form: (-written[form], form)), entity.name]
        spots = next((found for form in dict.fromkeys(forms) if (found := held.find(form))), ())
        whole = SIDED.sub("", entity.name) if not spots else entity.name
        spots = spots or (held.find(whole) if whole != entity.name else ())
        named = {area.id: area for mention in told for area in _areas(held, article.text, mention)}
        areas = tuple(area for area in named.values() if any(spot.inside(area) for spot in spots))  # "Hatay, Adana" is a list
        kinds = frozenset(kind for mention in told for kind in _kinds_said(article.text, mention.span))
        yield Named(
            entity, told, spots, areas, _home(whole), kinds, whole if whole != entity.name else None, entity.id not in by_entity
        )


def _contain(named: Sequence[Named]) -> None:
    """Tell areas by what they stand after: in "Kutum, North Darfur" a place that one of that name contains."""
    ends = {mention.span.end: one for one in named for mention in one.mentions}
    for one in named:
        wide = [spot for spot in one.spots if spot.area]
        before = [ends[mention.span.start - 2] for mention in one.mentions if mention.span.start - 2 in ends] if wide else []
        held = sum(any(spot.inside(area) for spot in other.spots for area in wide) for other in before)
        one.after = held / len(one.mentions)


def _doubtful(held: Gazetteer, article: Article, entities: Sequence[Entity], mentions: Sequence[Mention]) -> Iterator[Entity]:
    """Yield what was taken for a person or body and may be a town: "Sarn police", "a house in Sarn".

    Most of its mentions must stand so, and the gazetteer must hold a town or area by that very name.
    """
    by_entity: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_entity[mention.entity].append(mention)
    people = heads().male | heads().female
    for entity in entities:
        words, told = entity.name.split(), by_entity[entity.id]
        if entity.kind not in MISTAKEN or len(words) > LONGEST_MISTAKEN or entity.links or words[0].lower() in people:
            continue
        if all(mention.form == "name" for mention in told):
            fitting = sum(_civic(article.text, mention.span, entity.kind == "person") for mention in told)
            if (
                fitting
                and 2 * fitting >= len(told)
                and any(spot.rank == MAIN and spot.people >= FEWEST and spot.kind in TOWNS for spot in held.find(entity.name))
            ):
                yield entity


def _civic(text: str, span: Span, person: bool) -> bool:
    """Whether a name stands before what only a town has, or after what only a place follows."""
    after = KIND_AFTER.match(text, span.end)
    if after is not None and after["kind"] in heads().words["civic"]:
        return True
    before = (IN_TOWN if person else AT_TOWN).search(text, max(0, span.start - REACH_BACK), span.start)
    follows = text[span.end : span.end + 2]
    return before is not None and not (follows[:1] == " " and follows[1:].isupper())


def _surely(one: Named) -> bool:
    """Whether the article's other places speak for one of this name, which is reason enough to take it for a place."""
    return bool(one.spots) and one.spots[one.best].rank == MAIN and one.evidence[one.best] >= SPOKEN_FOR


def _written(text: str, mention: Mention) -> str:
    """A name on one line, with the full stop of an abbreviation ("Ga.") that a name loses."""
    name = " ".join(mention.span.exact.split())
    short = len(name) <= LONGEST_SHORT and " " not in name and text[mention.span.end : mention.span.end + 1] == "."
    return f"{name}." if short else name


def _kinds_said(text: str, span: Span) -> tuple[str, ...]:
    """The kinds of place that a common noun beside a name says it is: "Gao province", "the province of Gao"."""
    word = KIND_AFTER.match(text, span.end) or KIND_BEFORE.search(text, max(0, span.start - REACH_BACK), span.start)
    return KIND_WORDS.get(word["kind"], ()) if word is not None else ()


def _areas(held: Gazetteer, text: str, mention: Mention) -> tuple[Spot, ...]:
    """The areas named right after a place ("Kutum, North Darfur") or before it ("Lebanon's Tripoli")."""
    after = AREA_AFTER.match(text, mention.span.end)
    words = NAME_WORDS.match(text, after.end()) if after is not None else None
    if words is not None and (areas := held.area(words.group())):
        return areas
    before = AREA_BEFORE.search(text, max(0, mention.span.start - REACH_BACK), mention.span.start)
    return held.area(before["area"]) if before is not None else ()


def _home(name: str) -> str | None:
    """The country that the lexicon knows a place in: a tie-breaker, not an answer."""
    keys = key_of(name)
    for alias in lexicon().table.get(keys[0], ()) if keys else ():
        if alias.keys == keys and alias.sense.type in ("seat", "region"):
            return alias.sense.country
    return None


def _countries(entities: Sequence[Entity], mentions: Sequence[Mention]) -> Counter[str]:
    """How often an article speaks of each country: by name, by its people, by its bodies."""
    of = {entity.id: code.partition("-")[0] for entity in entities if (code := entity.links.get("country"))}
    return Counter(of[mention.entity] for mention in mentions if mention.entity in of)


def _address(article: Article) -> str | None:
    """The country of the article's address; None where it ends in nothing that says one."""
    match = ADDRESS.match(article.url or article.outlet or "")
    code = match["end"].upper() if match is not None else ""
    return {"UK": "GB"}.get(code, code) if code and code not in NOT_COUNTRIES else None


# -- weighing ------------------------------------------------------------------------------------------------------------------


def _weigh(article: Article, named: Sequence[Named], countries: Counter[str]) -> None:
    """Give every candidate its share: by itself first, then with what the other places say."""
    _contain(named)
    address = _address(article)
    alone = [[_alone(one, spot, countries, address) for spot in one.spots] for one in named]
    for one, told in zip(named, alone, strict=True):
        one.shares = _shares([score(features) for features in told])
    for _ in range(PASSES):
        company = Company([[] if one.described else _votes(one) for one in named])
        weighed = []
        for number, one in enumerate(named):
            features = [{**own, **company.says(number, spot)} for spot, own in zip(one.spots, alone[number], strict=True)]
            one.evidence = [score({name: value for name, value in each.items() if name not in SIZE}) for each in features]
            weighed.append(_shares([score(each) for each in features]))
        for one, shares in zip(named, weighed, strict=True):
            one.shares = shares


def score(features: Mapping[str, float]) -> float:
    """The weighted sum of what speaks for a candidate."""
    return sum(WEIGHTS[name] * value for name, value in features.items())


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores as shares that sum to one (softmax)."""
    if not scores:
        return []
    powers = [math.exp(each - max(scores)) for each in scores]
    return [power / sum(powers) for power in powers]


def _alone(one: Named, spot: Spot, countries: Counter[str], address: str | None) -> dict[str, float]:
    """What speaks for a candidate without a look at the other places."""
    country = spot.country or ""
    told = {
        "own name": spot.rank == MAIN,
        "nearly so": spot.rank != MAIN,
        "tenfold people": math.log10(spot.people + 1),
        "capital": spot.kind == "capital",
        "site": spot.kind == "site",
        "province": spot.kind == "province",
        "district": spot.kind == "district",
        "area of a town of that name": spot.area and any(other.inside(spot) and other.rank == MAIN for other in one.spots),
        "its kind said": spot.kind in one.kinds,
        "another kind said": bool(one.kinds) and spot.kind not in one.kinds,
        "area told after a place": one.after if spot.area else 0.0,
        "country known": one.home is not None and country == one.home,
    }
    if one.areas:
        within = any(spot.inside(area) for area in one.areas)
        told["area named with it"] = within
        told["another area named with it"] = not within and spot.kind not in ("country", *WHOLE)
    if address is not None and spot.kind != "country":
        told["country of the address"] = country == address
        told["another country's address"] = country != address
    if spot.kind != "country":
        told["country named"] = math.log1p(countries[country])
    return {name: float(value) for name, value in told.items() if value}


def _votes(one: Named) -> list[tuple[Spot, float]]:
    """The candidates of a place that can speak for those of others, each with its share."""
    return [
        (spot, share)
        for spot, share in zip(one.spots, one.shares, strict=True)
        if share >= FAINT and spot.kind not in ("country", *WHOLE)
    ]


Sums = defaultdict[tuple[str, str | None], float]


class Company:
    """The places of an article as they speak for each other: what lies in which country and area, and what lies near what.

    Sums are kept for all and without each one's own, so that an article with many names is not gone through for each of them.
    """

    def __init__(self, votes: Sequence[Sequence[tuple[Spot, float]]]) -> None:
        self._own = [self._summed(each) for each in votes]
        self._all: Sums = defaultdict(float)
        for own in self._own:
            for key, share in own.items():
                self._all[key] += share
        self._heard = [bool(each) for each in votes]
        self._cells: dict[tuple[int, int], list[tuple[int, Spot, float]]] = defaultdict(list)
        for number, each in enumerate(votes):
            for spot, share in each:
                if share >= HEARD and spot.kind in POINTS and (cell := _cell(spot)) is not None:
                    self._cells[cell].append((number, spot, share))

    @staticmethod
    def _summed(votes: Sequence[tuple[Spot, float]]) -> Sums:
        """Shares by country and province, and those of areas themselves by their code."""
        sums: Sums = defaultdict(float)
        for spot, share in votes:
            sums["country", spot.country] += share
            sums["province", spot.province] += share
            if spot.kind in ("province", "district"):
                sums[f"the {spot.kind}", spot.province if spot.kind == "province" else spot.district] += share
        return sums

    def says(self, number: int, spot: Spot) -> dict[str, float]:
        """What the other places say for a candidate of one: how many lie in its country, in its province, and near by."""
        count = max(1, sum(self._heard) - self._heard[number])
        country = self._others(number, "country", spot.country)
        province = self._others(number, "province", spot.province) if spot.province and spot.kind != "country" else 0.0
        inside = 0.0
        if spot.kind not in ("country", "province") and spot.province:
            inside += self._others(number, "the province", spot.province)
        if not spot.area and spot.district:
            inside += self._others(number, "the district", spot.district)
        near = sum(
            share * math.exp(-apart / KM_NEAR)
            for owner, other, share in self._around(spot)
            if owner != number and other.country == spot.country and (apart := distance(spot, other)) is not None
        )
        return {
            "places of its country": math.log1p(country),
            "share in its country": country / count,
            "places of its province": math.log1p(province),
            "share in its province": province / count,
            "its province or district named": float(inside > FAINT * 10),
            "places near": math.log1p(near),
        }

    def _others(self, number: int, kind: str, code: str | None) -> float:
        return max(0.0, self._all.get((kind, code), 0.0) - self._own[number].get((kind, code), 0.0))

    def _around(self, spot: Spot) -> Iterator[tuple[int, Spot, float]]:
        """Yield the votes within a cell's width or so of a place; what lies farther says next to nothing."""
        cell = _cell(spot) if spot.kind in POINTS else None
        if cell is not None:
            for lat, lon in product((cell[0] - 1, cell[0], cell[0] + 1), (cell[1] - 1, cell[1], cell[1] + 1)):
                yield from self._cells.get((lat, lon), ())


def _cell(spot: Spot) -> tuple[int, int] | None:
    """The square of the globe that a place lies in."""
    if spot.lat is None or spot.lon is None:
        return None
    return int(spot.lat // CELL), int(spot.lon // CELL)


def distance(one: Spot, other: Spot) -> float | None:
    """Kilometres between two places along a great circle; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    across = math.radians(one.lon - other.lon)
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


# -- what is kept --------------------------------------------------------------------------------------------------------------


def _placed(one: Named) -> Entity:
    """The entity with its place, or with the reason why it has none."""
    spot = next((spot for spot in one.spots if spot.kind in WHOLE and spot.rank <= OTHER), None)
    if spot is not None:
        return _at(one.entity, spot, f"the {spot.kind} {spot.name}")
    if not one.spots:
        return _noted(one.entity, "in no gazetteer")
    best = one.best
    spot = one.spots[best]
    others = [other for number, other in enumerate(one.spots) if number != best and _apart(other, spot)]
    alone = not others
    if not alone and one.shares[best] + _beside(one, best) < SURE:
        return _noted(one.entity, f"could be {_listed(one)}")
    rival = max((other.people for other in others if other.rank < LOOSE), default=0)
    if one.evidence[best] <= 0 and (spot.people < FACTOR * rival or not _known(spot)):
        return _noted(one.entity, f"could be {_listed(one)}: nothing in the article says {'so' if alone else 'which'}")
    part = f"a part of {one.whole}: " if one.whole is not None else ""
    if part and spot.area:
        spot = replace(spot, kind="region", id=-1)  # "Far North Queensland" has no border, hence no middle
    return _at(one.entity, spot, f"{part}{_called(spot)}, {_why(one, spot, alone)}")


def _known(spot: Spot) -> bool:
    """Whether a place may be meant without a word for it: by its own name, or by another that is a large one's."""
    return spot.rank == MAIN or (spot.rank == OTHER and spot.people >= LARGE)


def _apart(other: Spot, spot: Spot) -> bool:
    """Whether two candidates are not just a town and the area around it."""
    return not (spot.inside(other) or other.inside(spot)) and not (
        spot.district is not None and spot.district == other.district and (spot.kind in POINTS and other.kind in POINTS)
    )


def _beside(one: Named, best: int) -> float:
    """The share of what is the same as the best for where something lies: the area around it, or the town in it."""
    spot = one.spots[best]
    return sum(
        share
        for number, (other, share) in enumerate(zip(one.spots, one.shares, strict=True))
        if number != best and not _apart(other, spot)
    )


def _why(one: Named, spot: Spot, alone: bool) -> str:
    if any(spot.inside(area) for area in one.areas):
        area = next(area for area in one.areas if spot.inside(area))
        return f"named with {area.name}"
    if alone:
        return "the only place of that name in the gazetteer"
    return (
        "by the other places and countries of the article" if one.evidence[one.best] > 0 else "the largest of that name by far"
    )


def _at(entity: Entity, spot: Spot, reason: str) -> Entity:
    precision = PRECISION[spot.kind]
    lat, lon = (None, None) if precision in ("country", "region", "sea") else (spot.lat, spot.lon)
    place = Place(lat, lon, spot.country, precision, spot.id if spot.id > 0 else None)
    return replace(_noted(entity, reason), place=place)


def _noted(entity: Entity, reason: str) -> Entity:
    return replace(entity, links={**entity.links, "located": reason})


def _called(spot: Spot) -> str:
    where = f", {spot.country}" if spot.country is not None and spot.kind != "country" else ""
    return f"{'town' if spot.kind == 'capital' else spot.kind} {spot.name}{where}"


def _listed(one: Named) -> str:
    """The likeliest candidates, one for each country and province."""
    order = sorted(range(len(one.spots)), key=lambda n: (-one.shares[n], n))
    told = list(dict.fromkeys(one.spots[n].province or one.spots[n].country or one.spots[n].name for n in order))
    more = f" and {len(told) - LISTED} more" if len(told) > LISTED else ""
    return f"{one.entity.name} in {', '.join(told[:LISTED])}{more}"


# -- what is vague -------------------------------------------------------------------------------------------------------------


def _vague(article: Article, entities: Mapping[str, Entity], mentions: Sequence[Mention]) -> Iterator[tuple[Entity, Mention]]:
    """Yield entities for "12 km north of Kutum", "near Sarn" and "southern Mali", each with its mention."""
    known: dict[str, Entity] = {}
    for mention in mentions:
        entity = entities.get(mention.entity)
        if mention.form != "name" or entity is None or entity.kind != "place":
            continue
        before = article.text[max(0, mention.span.start - PHRASE) : mention.span.start]
        made = _near(entity, before) or _part(entity, before)
        if made is None:
            continue
        words, place, links, reason = made
        start = mention.span.start - len(words)
        span = article.span(start, mention.span.end)
        name = " ".join(span.exact.split())
        vague = known.setdefault(
            name.casefold(), Entity(identify("l", article.id, "place", name, start), name, "place", (), place, reason, links)
        )
        yield vague, Mention(identify("m", article.id, span.start, span.end, "nominal"), article.id, span, vague.id, "nominal")


def _near(entity: Entity, before: str) -> tuple[str, Place, dict[str, str], str] | None:
    match = OUT_THERE.search(before)
    if match is None or (entity.place is not None and entity.place.precision not in ("town", "point", "district")):
        return None
    links = {"near": entity.name}
    if match["number"]:
        unit = UNITS[match["unit"].lower().removesuffix("s")]
        links["km"] = f"{float(match['number'].replace(',', '.')) * unit:g}"
        if match["side"]:
            links["bearing"] = match["side"].lower()
    where = entity.place or Place(None, None, None, "none")
    place = replace(where, precision="near") if where.lat is not None else replace(where, precision="none")
    return match.group(), place, links, f"told as near {entity.name}, not in it"


def _part(entity: Entity, before: str) -> tuple[str, Place, dict[str, str], str] | None:
    match = PART.search(before)
    if match is None or entity.place is None or entity.place.precision not in ("country", "province", "region"):
        return None
    place = Place(None, None, entity.place.country, "region")
    return match.group(), place, {"part_of": entity.name}, f"a part of {entity.name} without a border of its own"
