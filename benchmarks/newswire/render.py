"""World -> pile and truth: wire stories, their copies, papers that take a part, write anew, or have a witness of their own.

Each article knows how it came to be, so the relation of any two of them is arithmetic: one text, a part of it, another
wording on the same word, or another word.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.newswire.world import KINDS, Affair, Outlet, Speaker, Testimony, World, disputed

SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
WIRE_PARAGRAPHS = 8
PER_AFFAIR = (3, 4, 5, 6, 8, 12)  # articles
MAKINGS = ("copy", "copy", "part", "via", "direct", "other", "other", "seen")
QUOTED = re.compile(r'"([^"]*)"')
SPARE_COMMA = re.compile(r",(?=[,.;])")  # what closes an apposition, where another mark does
PHRASES = Path(__file__).with_name("phrases.toml")


@dataclass(frozen=True)
class Report:
    """A rendered article with its truth."""

    id: str
    affair: int
    making: str  # wire, copy, part, via, direct, other, seen, bare
    outlet: str
    published: str
    headline: str
    text: str
    origins: tuple[str, ...]  # names of those on whose word it tells the affair; empty where it does not say
    figures: dict[str, int]
    counted: str  # the figure its origins may give otherwise: of a raid the detained, else the dead
    exact: bool  # false where its outlet rounds
    hardened: bool

    @property
    def row(self) -> dict[str, str]:
        """A row of the pile."""
        return {
            "id": self.id,
            "outlet": self.outlet,
            "published": self.published,
            "headline": self.headline,
            "text": self.text,
        }


@dataclass
class Desk:
    """Writes the articles of one affair, and takes no phrase twice while others are left."""

    affair: Affair
    book: dict[str, Any]
    rng: Random
    used: Counter[str] = field(default_factory=Counter)
    wire: list[str] = field(default_factory=list)

    def pick(self, group: str, name: str) -> str:
        phrases: list[str] = self.book[group][name]
        fewest = min(self.used[f"{group}.{name}.{place}"] for place in range(len(phrases)))
        free = [place for place in range(len(phrases)) if self.used[f"{group}.{name}.{place}"] == fewest]
        place = self.rng.choice(free)
        self.used[f"{group}.{name}.{place}"] += 1
        return phrases[place]

    def fill(self, phrase: str, outlet: Outlet, slots: dict[str, str], figures: dict[str, int]) -> str:
        """A phrase with its slots filled, numbers in the outlet's style; slots may hold slots."""
        affair = self.affair
        town = affair.respelled if outlet.respells else affair.town
        known = {
            "town": town,
            "district": town,
            "province": affair.province,
            "site": affair.site,
            "day": affair.day.strftime("%A"),
            "after": (affair.day + timedelta(1)).strftime("%A"),
            "agency": affair.agency,
            "group": affair.group,
            "outlet": outlet.name,
            **{slot: number(value, outlet) for slot, value in figures.items()},
            **slots,
        }
        known |= {slot.capitalize(): capital(words) for slot, words in known.items()}
        while "{" in phrase:
            phrase = phrase.format(**known)
        phrase = SPARE_COMMA.sub("", phrase)
        return phrase[:1].upper() + phrase[1:] if phrase[:1].islower() else phrase

    def lead(self, outlet: Outlet, told: Testimony, form: str, src: str) -> str:
        kind = self.affair.kind
        clause = f"{self.pick(kind, 'who')} {self.pick(kind, 'did')}"
        if self.rng.random() < 0.5:
            said = self.pick(kind, "passives").replace("{clause}", clause).replace("{Clause}", "{Clause}")
        else:
            said = f"{clause} on {{day}}, {self.pick(kind, 'tolls')}"
        said = said.replace("{toll}", self.pick(kind, "tolls"))
        filled = self.fill(said, outlet, {"clause": clause}, told.figures)
        return self.fill(self.pick("common", form), outlet, {"said": lowered(filled), "src": src}, told.figures)

    def told(self, start: int) -> str:
        """The first detail, from a place on, that fewest reports have: two who saw it do not tell it in one sentence."""
        details = self.affair.details
        place = min(
            (details[(start + each) % len(details)] for each in range(len(details))), key=lambda at: self.used[f"told {at}"]
        )
        self.used[f"told {place}"] += 1
        return str(self.book[self.affair.kind]["details"][place])

    def detail(self, outlet: Outlet, told: Testimony, start: int, form: str) -> str:
        phrase, speaker = self.told(start), told.speaker
        slots = {"detail": lowered(phrase), "src": speaker.short, "pronoun": speaker.short}
        return self.fill(self.pick("common", form), outlet, slots, told.figures)

    def background(self, outlet: Outlet) -> str:
        phrase = f"{self.pick('common', 'openers')}, {self.pick('common', 'facts')}."
        return self.fill(phrase, outlet, {}, {})

    def story(self, outlet: Outlet, told: Testimony, form: str, paragraphs: int) -> list[str]:
        """An own wording of what one speaker says."""
        rng, speaker = self.rng, told.speaker
        body = [self.lead(outlet, told, form, speaker.name)]
        affair = self.affair
        first = affair.testimonies[0] is told
        if first and affair.warning is not None:
            body.append(self.fill(self.book["common"]["warnings"][affair.warning], outlet, {"src": speaker.short}, {}))
        start = rng.randrange(8)
        body.append(self.detail(outlet, told, start, "attributed"))
        if speaker.person and rng.random() < 0.6:
            body.append(self.fill(self.pick("common", "quotes"), outlet, {"src": speaker.short}, {}))
        if first and affair.blamed:
            body.append(self.fill(self.pick("common", "blames"), outlet, {"src": speaker.short}, {}))
            body.append(self.fill(self.pick("common", "denials"), outlet, {}, {}))
        while len(body) < paragraphs:
            body.append(self.background(outlet))
        return body


def number(value: int, outlet: Outlet) -> str:
    if outlet.rounds and value > 20:
        return f"about {round(value, -1)}"
    return SMALL[value] if value < min(outlet.words_below, len(SMALL)) else str(value)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def lowered(sentence: str) -> str:
    """A sentence as a clause inside another: without its capital, unless it begins with a name."""
    first = sentence.split(maxsplit=1)[0]
    plain = first.lower() in COMMON_FIRST or first.isdigit()
    return (sentence[:1].lower() + sentence[1:] if plain else sentence).removesuffix(".")


FIRST_WORDS = """
    gunmen armed attackers a an assailants unidentified the police policemen officers special dozens flood water at two most
    shop doors neighbours firemen pieces power relatives boxes no those boats cattle it wells men more several with one three
    four five six seven eight nine ten eleven twelve about
"""  # of phrases that begin with no name
COMMON_FIRST = frozenset(FIRST_WORDS.split())


def rendered(size: int, seed: int = 1) -> Iterator[Report]:
    """`size` reports, affair by affair."""
    book = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    world = World(seed)
    made = affairs = 0
    while made < size:
        kind = KINDS[affairs % len(KINDS)]
        site = world.rng.choice(book[kind]["sites"])
        affair = world.affair(affairs, kind, site, book["speakers"], len(book[kind]["details"]))
        desk = Desk(affair, book, Random(f"{seed} {affairs}"))
        for report in told_of(affair, desk, world, min(desk.rng.choice(PER_AFFAIR), size - made)):
            made += 1
            yield report
        affairs += 1


def told_of(affair: Affair, desk: Desk, world: World, many: int) -> Iterator[Report]:
    """The reports of one affair: the wire story first, then what papers made of it."""
    rng = desk.rng
    outlets = rng.sample(world.outlets, k=min(many - 1, len(world.outlets)))
    plain = Outlet(affair.agency, None, 10, False, False, False, False, False, False)
    first = affair.testimonies[0]
    desk.wire = desk.story(plain, first, rng.choice(("lead_after", "lead_before")), WIRE_PARAGRAPHS)
    yield report(affair, desk, plain, "wire", desk.wire, first, 0)
    for place, outlet in enumerate(outlets, 1):
        making = rng.choice(MAKINGS)
        if making == "other" and len(affair.testimonies) < 2:
            making = "direct"
        if making == "seen" and affair.kind in ("raid",):
            making = "direct"
        if making == "via" and outlet.drops_source:
            making = "bare"
        yield report(affair, desk, outlet, making, *made(affair, desk, outlet, making), place)


def made(affair: Affair, desk: Desk, outlet: Outlet, making: str) -> tuple[list[str], Testimony]:
    """The body of a report by the way it came to be, and the testimony it tells."""
    rng, first = desk.rng, affair.testimonies[0]
    if making == "copy":
        body = [restyled(paragraph, outlet) for paragraph in desk.wire]
        body = body[:-1] if outlet.trims else body
        return [*body, desk.fill(rng.choice(desk.book["common"]["credits"]), outlet, {}, {})], first
    if making == "part":
        taken = [restyled(paragraph, outlet) for paragraph in desk.wire[:3]]
        own = [desk.background(outlet) for _ in range(4)]
        return [*taken, *own, desk.fill("Material from {agency} was used in this report.", outlet, {}, {})], first
    if making == "via":
        return desk.story(outlet, first, rng.choice(("via_after", "via_before")), 5), first
    if making == "direct":
        return desk.story(outlet, first, rng.choice(("lead_after", "lead_before")), 5), first
    if making == "bare":
        return [desk.lead(outlet, first, "unsourced", ""), *(desk.background(outlet) for _ in range(4))], first
    if making == "other":
        other = rng.choice(affair.testimonies[1:])
        return desk.story(outlet, other, rng.choice(("lead_after", "lead_before")), 5), other
    own = Testimony(Speaker("outlet", outlet.name, outlet.name, False), first.figures)
    body = [desk.lead(outlet, own, "unsourced", "")]
    body.append(desk.fill(desk.pick("common", "own_witness"), outlet, {}, own.figures))
    body.append(desk.fill(f"{desk.told(-1)}.", outlet, {}, {}))
    body += [desk.background(outlet) for _ in range(3)]
    return body, own


def restyled(paragraph: str, outlet: Outlet) -> str:
    """Wire copy in the style of the house: quotation marks and small numbers."""
    if outlet.single_quotes:
        paragraph = QUOTED.sub("\N{LEFT SINGLE QUOTATION MARK}\\1\N{RIGHT SINGLE QUOTATION MARK}", paragraph)
    words = paragraph.split(" ")
    if outlet.words_below == 0:
        words = [str(SMALL.index(word)) if word in SMALL[2:] else word for word in words]
    return " ".join(words)


def report(affair: Affair, desk: Desk, outlet: Outlet, making: str, body: list[str], told: Testimony, place: int) -> Report:
    """An article put together."""
    warns = affair.warning is not None and told is affair.testimonies[0] and making in ("via", "direct", "copy")
    hardened = outlet.hardens and warns
    line = desk.book["common"]["hardened"][affair.warning] if hardened else desk.pick(affair.kind, "headlines")
    headline = desk.fill(line, outlet, {}, told.figures)
    if outlet.footer is not None:
        body = [*body, desk.fill(desk.book["common"]["footers"][outlet.footer], outlet, {}, {})]
    return Report(
        id=f"n{affair.number:05d}-{place:02d}",
        affair=affair.number,
        making=making,
        outlet=outlet.name,
        published=(affair.day + timedelta(1)).isoformat(),
        headline=headline,
        text="\n\n".join(body),
        origins=() if making == "bare" else (told.speaker.name.rstrip(","),),
        figures=told.figures,
        counted=disputed(affair.kind),
        exact=not outlet.rounds,
        hardened=hardened,
    )


def relation(one: Report, other: Report) -> str:
    """How two reports came to be, by their makings."""
    if one.affair != other.affair:
        return "different_event"
    texts = {"wire": 2, "copy": 2, "part": 1}
    both = texts.get(one.making, 0), texts.get(other.making, 0)
    if both == (2, 2):
        return "same_text"
    if min(both) > 0:
        return "derived"
    return "same_origin" if set(one.origins) & set(other.origins) else "independent_same_event"
