"""Invents a record of any size, with the shape of a real one, because no pile of 100,000 reports may be kept here.

What always holds: the same seed and size give the same nouns; every outlet, person and place is made up of syllables; every
span quotes its article exactly. How affairs, claims and names are spread (few large, many small) is what makes a page slow, so
that is what is imitated: claims of up to some thousands of wordings, wire stories with hundreds of copies, names that stand
everywhere. The text itself is put together from a few patterns and reads like it. The nouns are imported from the model, which
the export documents.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Contents,
    Contradiction,
    Derivation,
    Entity,
    EntityKind,
    Event,
    EventKind,
    EventMention,
    Evidence,
    Figure,
    Link,
    Member,
    Mention,
    Origin,
    Participant,
    Place,
    Point,
    Published,
    Rejection,
    Series,
    Side,
    Span,
    Stance,
    Statement,
    Time,
    Timex,
    Zone,
    identify,
)

FIRST_DAY = date(2031, 1, 1)
DAYS = 730
LARGEST_AFFAIRS = (0.024, 0.023, 0.022, 0.008, 0.006)  # shares of all articles that tell of the few that everyone writes about
MOST_IN_AFFAIR = 400  # articles of any other affair
ORDINARY = ("river", "school", "bridge", "clinic", "council", "harvest", "station", "market", "ferry", "granary", "quarry")
WORDS = ("tower", "depot", "mill", "chapel", "warehouse", "pumping house", "court", "ropewalk", "customs shed", "lock", "mast")
TRIGGERS: tuple[tuple[str, EventKind, str | None], ...] = (
    ("shelled", "ASSAULT", "artillery"), ("stormed", "ASSAULT", None), ("blocked", "COERCE", "blockade"),
    ("left", "RETREAT", None), ("searched", "COERCE", "search"), ("occupied", "PROTEST", "occupation"),
    ("supplied", "AID", None), ("closed", "SANCTION", None), ("threatened", "THREATEN", None), ("repaired", "COOPERATE", None),
)  # fmt: skip
COUNTS = (
    ("killed", "people were killed"),
    ("injured", "people were hurt"),
    ("displaced", "families had to leave"),
    ("detained", "people were held"),
)
CUES = ("said", "said on Monday", "told reporters", "announced", "wrote in a statement", "added")
DENIALS = ("denied", "rejected reports")
CITINGS = ("citing", "referring to", "quoting")


@dataclass(frozen=True, slots=True)
class Topic:
    """What several articles say alike: an event with its participants, perhaps a number, and who is there to say so."""

    key: tuple[int, int]
    kind: str
    trigger: int
    actor: str
    place: str
    thing: str
    counted: int
    numbers: tuple[int, ...]
    sources: tuple[str, ...]
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is to be written: what it says of which topic, and by whose mouth."""

    topic: Topic
    speaker: str | None
    origin: str | None
    relay: str | None
    cue: str
    stance: Stance
    number: int
    pattern: int


@dataclass(slots=True)
class Affair:
    """What belongs together in the news, while its articles are written."""

    number: int
    size: int
    day: int
    topics: list[Topic]
    wire: list[tuple[str, int, list[Sentence], Span]] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """An article's text as it grows."""

    words: list[str] = field(default_factory=list)
    at: int = 0

    def put(self, words: str) -> Span:
        span = Span(self.at, self.at + len(words), words)
        self.words.append(words)
        self.at = span.end
        return span


@dataclass(slots=True)
class Told:
    """All that one article holds."""

    article: Article
    day: int
    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    timexes: list[Timex] = field(default_factory=list)
    event_mentions: list[EventMention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


@dataclass(slots=True)
class Wordings:
    """What is gathered for one claim."""

    members: list[Member] = field(default_factory=list)
    origins: dict[tuple[str, str | None], dict[str, None]] = field(default_factory=dict)
    days: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def invented(articles: int, *, seed: int = 1) -> tuple[Contents, dict[str, bytes]]:
    """Nouns of a record with so many articles, and their originals by hash."""
    return World(articles, Random(seed)).written()


class World:
    """Everybody and everything there is, and all that is written about it."""

    def __init__(self, articles: int, random: Random) -> None:
        self.random, self.size = random, articles
        self._taken: set[str] = set()
        self.entities: dict[str, Entity] = {}
        many = max(40, articles // 5)
        self.countries = self._made("place", 12, "{}", country=True)
        self.places = self._made("place", max(30, articles // 50), "{}")
        self.outlets = [self._outlet(number) for number in range(min(300, max(20, articles // 10)))]
        self.agencies = self.outlets[:12]
        self.officials = self._made("government", 200, "the {} ministry")
        self.groups = self._made("armed_group", 60, "the {} Brigade")
        self.bodies = self._made("organisation", max(40, articles // 40), "{} Relief")
        self.persons = self._made("person", many, "{} {}")
        self._weights: dict[int, list[float]] = {}
        self.told: list[Told] = []
        self.claims: dict[tuple[int, int], Wordings] = defaultdict(Wordings)
        self.mentions: dict[tuple[int, int], list[EventMention]] = defaultdict(list)
        self.derivations: list[Derivation] = []

    # --- who and what there is

    def _name(self) -> str:
        while True:
            size = self.random.choice((2, 2, 3, 3))
            signs = self.random.choices
            name = "".join(
                first + second for first, second in zip(signs("bdfghjklmnprstvz", k=size), signs("aeiou", k=size), strict=True)
            )
            name = (name + self.random.choice(("", "n", "r", "l", "sk", "m"))).capitalize()
            if name not in self._taken:
                self._taken.add(name)
                return name

    def _made(self, kind: EntityKind, count: int, pattern: str, *, country: bool = False) -> list[str]:
        ids = []
        for _ in range(count):
            name = pattern.format(*(self._name() for _ in range(pattern.count("{}"))))
            place = self._place(country) if kind == "place" else None
            entity = Entity(identify("e", kind, name), name, kind, (name.upper(),), place, f"same name: “{name}”")
            self.entities[entity.id] = entity
            ids.append(entity.id)
        return ids

    def _place(self, country: bool) -> Place | None:
        where = f"Q{self.random.choice('MNOPQRST')}"
        if country:
            return Place(None, None, where, "country")
        precision = self.random.choices(
            ("point", "town", "near", "district", "province", "region", "none"), (5, 50, 5, 10, 10, 5, 15)
        )[0]
        if precision == "none":
            return Place(None, None, None, "none")
        return Place(round(self.random.uniform(-55, 70), 4), round(self.random.uniform(-170, 175), 4), where, precision)  # type: ignore[arg-type]

    def _outlet(self, number: int) -> str:
        name = f"{self._name()} {self.random.choice(('Courier', 'Post', 'Radio', 'Observer', 'Gazette'))}"
        if number < 12:
            name = f"{name.split()[0]} News Agency"
        entity = Entity(
            identify("e", "outlet", name), name, "agency" if number < 12 else "outlet", (), None, "named as its publisher"
        )
        self.entities[entity.id] = entity
        return entity.id

    def _one(self, among: Sequence[str], *, steep: float = 0.9) -> str:
        """One of many, the first much more often than the last."""
        weights = self._weights.get(id(among))
        if weights is None:
            weights = self._weights[id(among)] = list(accumulate(1 / (rank + 3) ** steep for rank in range(len(among))))
        return self.random.choices(among, cum_weights=weights)[0]

    # --- what is written

    def written(self) -> tuple[Contents, dict[str, bytes]]:
        """Everything, in the order of days."""
        originals: dict[str, bytes] = {}
        for affair in self._affairs():
            for nth in range(affair.size):
                told = self._article(affair, nth)
                self.told.append(told)
                originals[told.article.sha256] = told.article.text.encode()
        self.told.sort(key=lambda told: (told.day, told.article.id))
        claims, contradictions = self._claims()
        events = list(self._events())
        return Contents(
            articles=tuple(told.article for told in self.told),
            entities=tuple(self.entities.values()),
            mentions=tuple(each for told in self.told for each in told.mentions),
            statements=tuple(each for told in self.told for each in told.statements),
            timexes=tuple(each for told in self.told for each in told.timexes),
            event_mentions=tuple(each for told in self.told for each in told.event_mentions),
            events=tuple(events),
            figures=tuple(each for told in self.told for each in told.figures),
            claims=tuple(claims),
            derivations=tuple(self.derivations),
            contradictions=tuple(contradictions),
            series=tuple(self._series()),
            rejections=tuple(
                Rejection.of(f"pile/{number:06}.html", "ingest", "there are no words in it")
                for number in range(self.size // 200)
            ),
        ), originals  # fmt: skip

    def _affairs(self) -> Iterator[Affair]:
        sizes = [size for share in LARGEST_AFFAIRS if (size := round(share * self.size)) > 5]
        left = self.size - sum(sizes)
        while left > 0:
            size = min(left, MOST_IN_AFFAIR, int(4 * self.random.paretovariate(0.9)) - 3)
            sizes.append(size)
            left -= size
        for number, size in enumerate(sizes):
            topics = [self._topic(number, nth) for nth in range(2 + min(60, round(size**0.6)))]
            yield Affair(number, size, self.random.randrange(DAYS), topics)

    def _topic(self, affair: int, nth: int) -> Topic:
        number = 2 + int(self.random.paretovariate(0.8))
        return Topic(
            (affair, nth), self.random.choice(("number", "number", "deed", "nothing")), self.random.randrange(len(TRIGGERS)),
            self._one(self.groups if self.random.random() < 0.6 else self.officials), self._one(self.places),
            f"{self.random.choice(ORDINARY)} {self.random.choice(WORDS)}", self.random.randrange(len(COUNTS)),
            tuple(min(10**9, number + step) for step in (0, 0, 0, 1, 3)),
            tuple(
                self._one(self.random.choice((self.officials, self.persons, self.persons, self.bodies)))
                for _ in range(self.random.choice((1, 2, 2, 3, 5)))
            ),
            self.random.random() < 0.12,
        )  # fmt: skip

    def _sentences(self, affair: Affair, nth: int) -> list[Sentence]:
        chosen: dict[tuple[int, int], Topic] = {}
        for _ in range(self.random.randrange(7, 11)):
            if self.random.random() < 0.45:
                topic = self._topic(-1 - affair.number * 10_000 - nth, len(chosen))
            else:
                topic = affair.topics[min(int(self.random.expovariate(0.35)), len(affair.topics) - 1)]
            chosen[topic.key] = topic
        if self.random.random() < 0.85:
            chosen[affair.topics[0].key] = affair.topics[0]
        return [self._sentence(topic) for topic in chosen.values()]

    def _sentence(self, topic: Topic) -> Sentence:
        chance = self.random.random
        denied = topic.is_denied and chance() < 0.25
        speaker = None if chance() < 0.12 else self.random.choice(topic.sources)
        origin = self._one(self.persons) if chance() < 0.25 else None
        return Sentence(
            topic, speaker, origin, self._one(self.agencies) if origin and chance() < 0.3 else None,
            self.random.choice(DENIALS if denied else CUES), "denies" if denied else "affirms",
            self.random.choice(topic.numbers), self.random.randrange(4),
        )  # fmt: skip

    def _article(self, affair: Affair, nth: int) -> Told:
        day = min(DAYS + 60, affair.day + int(self.random.expovariate(0.12)))
        copied = None
        if affair.wire and self.random.random() < 0.35:
            copied = affair.wire[min(int(self.random.expovariate(0.8)), len(affair.wire) - 1)]
        if copied is None:
            sentences = self._sentences(affair, nth)
        else:
            day = max(day, copied[1])
            sentences = [each for each in copied[2] if self.random.random() < 0.9] or copied[2]
        outlet = self._one(self.agencies if nth < 2 else self.outlets)
        told, first = Writing(self, sentences, outlet, day, (affair.number, nth)).done()
        if copied is None and (outlet in self.agencies or nth < 2):
            affair.wire.append((told.article.id, day, sentences, first))
        if copied is not None:
            self._derive(told, first, copied)
        return told

    def _derive(self, told: Told, words: Span, copied: tuple[str, int, list[Sentence], Span]) -> None:
        low = round(self.random.uniform(0.55, 0.95), 3)
        origin, _, _, there = copied
        self.derivations.append(
            Derivation(
                identify("d", told.article.id, origin), told.article.id, origin, "same_text" if low > 0.85 else "derived",
                self.random.random() < 0.8, Bounds(low, min(1.0, low + 0.04)),
                (Evidence(told.article.id, words), Evidence(origin, there)),
                f"{low:.0%} of one text are the words of the other",
            )
        )  # fmt: skip

    # --- what is concluded

    def _claims(self) -> tuple[list[Claim], list[Contradiction]]:
        claims: list[Claim] = []
        contradictions: list[Contradiction] = []
        texts = {told.article.id: told.article.text for told in self.told}
        for key, held in self.claims.items():
            first = held.members[0]
            stances = {member.stance for member in held.members}
            known = sum(entity is not None for _, entity in held.origins)
            articles = {member.article for member in held.members}
            days = sorted(held.days)
            id = identify("c", key)
            claims.append(
                Claim(
                    id, texts[first.article][first.span.start : first.span.end], tuple(held.members), len(articles),
                    tuple(Origin(*who, tuple(carried), who[1] is not None) for who, carried in held.origins.items()),
                    Bounds(known, max(1, len(held.origins))), {"affirms", "denies"} <= stances,
                    f"{len(articles)} reports; {known} known origins of {len(held.origins)}", (),
                    Time(days[0], "day", days[0], "published"), Time(days[-1], "day", days[-1], "published"),
                )
            )  # fmt: skip
            contradictions += self._against(id, held)
        by_id = {identify("c", key): number for number, key in enumerate(self.claims)}
        for number, key in enumerate(self.claims):  # the widest claim of an affair gathers some of the others
            if key[1] == 0 and key[0] >= 0:
                parts = [identify("c", (key[0], nth)) for nth in range(1, 8)]
                claims[number] = replace(claims[number], parts=tuple(part for part in parts if part in by_id))
        return claims, contradictions

    def _against(self, claim: str, held: Wordings) -> Iterator[Contradiction]:
        denying = [member for member in held.members if member.stance == "denies" and member.statement]
        affirming = [member for member in held.members if member.stance == "affirms" and member.statement]
        for left, right in list(zip(affirming, denying, strict=False))[:6]:
            sides = Side(left.article, left.span, left.statement or ""), Side(right.article, right.span, right.statement or "")
            yield Contradiction(
                identify("k", left.statement, right.statement), "polarity", *sides, claim, None, "one affirms, one denies"
            )
        values: dict[object, Figure] = {}
        for figure in held.figures:
            values.setdefault(figure.value, figure)
        for one, other in list(zip(list(values.values()), list(values.values())[1:], strict=False))[:2]:
            sides = Side(one.article, one.span, one.id), Side(other.article, other.span, other.id)
            reason = f"{one.value} vs. {other.value}, same happening, same day"
            yield Contradiction(identify("k", one.id, other.id), "figure", *sides, None, one.event, reason)

    def _events(self) -> Iterator[Event]:
        for key, mentions in self.mentions.items():
            first = mentions[0]
            articles = {mention.article for mention in mentions}
            yield Event(
                identify("ev", key), first.kind, first.mode, tuple(part.entity for part in first.actor if part.entity), (),
                first.place.entity if first.place else None, first.time,
                tuple(mention.id for mention in mentions), len(articles),
                Bounds(min(1, len(articles)), max(1, len(articles) // 3)),
                tuple(figure.id for figure in self.claims[key].figures) if key in self.claims else (), first.reality,
                "same deed, place and day" if len(articles) > 1 else "told once",
            )  # fmt: skip

    def _series(self) -> Iterator[Series]:
        for key, held in self.claims.items():
            days: dict[str | None, Figure] = {}
            for figure in held.figures:
                days.setdefault(figure.as_of.value, figure)
            if len(days) >= 3:
                points = tuple(Point(each.as_of, each.bounds, each.id) for _, each in sorted(days.items(), key=str))[:40]
                one = held.figures[0]
                yield Series(identify("r", key), one.counted, None, one.place, points, f"{one.counted} over {len(points)} days")


class Writing:
    """One article being written: its text, and at the same time what is found in it."""

    def __init__(self, world: World, sentences: Sequence[Sentence], outlet: str, day: int, number: tuple[int, int]) -> None:
        self.world, self.sentences, self.outlet, self.number = world, sentences, outlet, number
        self.random = world.random
        self.day = day
        self.when = (FIRST_DAY + timedelta(days=day)).isoformat()
        self.page = Page()
        self.spoken: list[tuple[Sentence, dict[str, Span], Span]] = []
        self.first: Span | None = None
        self.named: list[tuple[str, Span]] = []
        self.aside: list[tuple[Topic, tuple[int, int], dict[str, Span]]] = []
        self.dated: list[tuple[Span, str]] = []

    def name(self, entity: str) -> str:
        return self.world.entities[entity].name

    def done(self) -> tuple[Told, Span]:
        """The article with its nouns, and its first sentence."""
        page, topic = self.page, self.sentences[0].topic
        headline = page.put(
            f"{self.name(topic.place)}: {topic.thing} {TRIGGERS[topic.trigger][0]} by {self.name(topic.actor)}"[:120]
        )
        page.put("\n\n")
        byline = page.put(f"By {self.name(self.random.choice(self.world.persons[:500]))}")
        page.put("\n\n")
        day = date.fromisoformat(self.when)
        where = page.put(self.name(topic.place).upper())
        self.named.append((topic.place, where))
        page.put(", ")
        written = page.put(f"{day.day} {day:%B %Y}")
        page.put(" - ")
        begin = page.at
        for sentence in self.sentences:
            self._said(sentence)
        for sentence in self.sentences[:2]:
            self._aside(sentence.topic, sentence.topic.key)
        self._aside(self.world._topic(-1, 0), (-(10**9) - self.number[0], self.number[1]))
        page.put(
            f"\n\nOur {self.random.choice(ORDINARY)} correspondent could not reach everybody who is named in this report. "
        )
        country, thing = self.name(self.random.choice(self.world.countries)), self.random.choice(ORDINARY)
        page.put(f"Readers in {country} have asked how to help; the {thing} takes what is given.")
        zones = (
            Zone("headline", headline.start, headline.end), Zone("byline", byline.start, byline.end),
            Zone("dateline", where.start, written.end), Zone("body", begin, page.at),
        )  # fmt: skip
        article = self._article("".join(page.words), headline.exact, byline.exact, zones, written)
        told = Told(article, self.day)
        for nth, (words, value) in enumerate([(written, self.when), *self.dated]):
            time = Time(value, "day", words.exact, "text")
            told.timexes.append(Timex(identify("t", article.id, nth), article.id, words, time))
        self._keep(told)
        return told, self.first or headline

    def _article(self, text: str, headline: str, byline: str, zones: tuple[Zone, ...], day: Span) -> Article:
        name = self.name(self.outlet)
        stem = f"{self.number[0]}-{self.number[1]}"
        url = f"https://{name.split()[0].lower()}.example/{self.when.replace('-', '/')}/{stem}"
        uri = f"pile/{stem}.txt"
        dated = self.random.random() > 0.01
        return Article(
            identify("a", text, name, url), uri, (f"pile/again/{stem}.txt",) if self.random.random() < 0.02 else (), name,
            headline, byline, Published(self.when, "day", day.exact, "text", day) if dated else Published(), "en",
            hashlib.sha256(text.encode()).hexdigest(), text, {}, zones, url,
        )  # fmt: skip

    def _name_at(self, entity: str, part: str, parts: dict[str, Span]) -> None:
        parts[part] = self.page.put(self.name(entity))
        self.named.append((entity, parts[part]))

    def _content(self, sentence: Sentence, parts: dict[str, Span]) -> Span:
        """What is said, with its participants, deed and number."""
        page, topic = self.page, sentence.topic
        begin, held = page.at, len(page.words)
        if topic.kind == "number":
            parts["figure"] = page.put(f"{sentence.number:,}")
            page.put(f" {COUNTS[topic.counted][1]} when ")
        elif topic.kind == "nothing":
            page.put("it was too early to say why ")
        self._name_at(topic.actor, "actor", parts)
        page.put(" ")
        parts["trigger"] = page.put(TRIGGERS[topic.trigger][0])
        page.put(f" the {topic.thing} in ")
        self._name_at(topic.place, "place", parts)
        return Span(begin, page.at, "".join(page.words[held:]))

    def _said(self, sentence: Sentence) -> None:
        page, parts = self.page, dict[str, Span]()
        begin, held = page.at, len(page.words)

        def speaker() -> None:
            if sentence.speaker is None:
                parts["source"] = page.put("a resident")
            else:
                self._name_at(sentence.speaker, "source", parts)

        if sentence.pattern:
            speaker()
            page.put(" ")
            parts["cue"] = page.put(sentence.cue)
            page.put(" that ")
            content = self._content(sentence, parts)
        else:
            page.put("“")
            content = self._content(sentence, parts)
            page.put(",” ")
            parts["cue"] = page.put(sentence.cue)
            page.put(" ")
            speaker()
        if sentence.origin is not None:
            page.put(f", {self.random.choice(CITINGS)} ")
            if sentence.relay is not None:
                self._name_at(sentence.relay, "relay", parts)
                page.put(" and ")
            self._name_at(sentence.origin, "origin", parts)
        self.first = self.first or Span(begin, page.at, "".join(page.words[held:]))
        page.put(self.random.choice((".\n\n", ". ", ". ")))
        self.spoken.append((sentence, parts, content))

    def _aside(self, topic: Topic, key: tuple[int, int]) -> None:
        """A sentence in the outlet's own voice, about something that nobody else need tell."""
        page, parts = self.page, dict[str, Span]()
        page.put("On ")
        day = FIRST_DAY + timedelta(days=self.day - self.random.randrange(1, 30))
        self.dated.append((page.put(f"{day.day} {day:%B %Y}"), day.isoformat()))
        page.put(" ")
        self._name_at(topic.actor, "actor", parts)
        page.put(" had ")
        parts["trigger"] = page.put(TRIGGERS[topic.trigger][0])
        page.put(f" a {topic.thing} near ")
        self._name_at(topic.place, "place", parts)
        page.put(f" while the {self.random.choice(ORDINARY)} was {self.random.choice(('empty', 'shut', 'full of visitors'))}. ")
        self.aside.append((topic, key, parts))

    # --- what is found in it

    def _keep(self, told: Told) -> None:
        article = told.article.id
        for nth, (sentence, parts, content) in enumerate(self.spoken):
            self._statement(told, nth, sentence, parts, content)
        for topic, key, parts in self.aside:
            self._event(told, parts, topic, key, None)
        for nth, (entity, span) in enumerate(self.named):
            told.mentions.append(Mention(identify("m", article, nth), article, span, entity, "name"))

    def _link(self, entity: str | None, words: Span, how: str) -> Link:
        name = self.name(entity) if entity else words.exact
        return Link(name, entity, words, how, True, entity is None)  # type: ignore[arg-type]

    def _statement(self, told: Told, nth: int, sentence: Sentence, parts: dict[str, Span], content: Span) -> None:
        article, topic = told.article.id, sentence.topic
        chain = [self._link(sentence.speaker, parts["source"], "said")]
        if sentence.relay is not None:
            chain.append(self._link(sentence.relay, parts["relay"], "citing"))
        if sentence.origin is not None:
            chain.append(self._link(sentence.origin, parts["origin"], "citing"))
        denied, direct = sentence.stance == "denies", sentence.pattern == 0
        id = identify("s", article, nth)
        outer = told.statements[-1].id if nth and self.random.random() < 0.08 else None
        told.statements.append(
            Statement(
                id, article, parts["cue"], parts["source"], (content,), sentence.speaker, tuple(chain),
                "direct" if direct else "indirect", "denied" if denied else "reported", "CT-" if denied else "CT+",
                sentence.speaker is None, nested_in=outer, kind="say", rule="verb-clause",
                confidence=round(self.random.uniform(0.3, 1), 2),
            )
        )  # fmt: skip
        own = self.random.random() < 0.1
        held = self.world.claims[topic.key]
        held.members.append(Member(None if own else id, article, content, sentence.stance, own))
        end = chain[-1]
        held.origins.setdefault((end.name, end.entity), {})[article] = None
        held.days.append(self.when)
        self._event(told, parts, topic, topic.key, id)
        if "figure" in parts:
            self._figure(told, nth, sentence, parts, id)
        if end.entity and self.random.random() < 0.06:
            self.world.derivations.append(
                Derivation(
                    identify("d", article, end.entity, nth), article, end.entity, "same_origin", True, Bounds(),
                    (Evidence(article, content),), f"it rests on the word of {end.name}, as others of the pile",
                )
            )  # fmt: skip

    def _event(self, told: Told, parts: dict[str, Span], topic: Topic, key: tuple[int, int], statement: str | None) -> None:
        article = told.article.id
        word = parts["trigger"].exact
        kind, mode = next((kind, mode) for words, kind, mode in TRIGGERS if words == word)
        entity_of = {span: entity for entity, span in self.named}
        mention = EventMention(
            identify("v", article, len(told.event_mentions)), article, parts["trigger"], identify("ev", key),
            None if topic.kind == "nothing" else kind, mode, (),
            (Participant(parts["actor"], entity_of.get(parts["actor"])),), (),
            Participant(parts["place"], entity_of.get(parts["place"])),
            Time(self.when, "day", None, "published"), "happened", statement,
        )  # fmt: skip
        told.event_mentions.append(mention)
        self.world.mentions[key].append(mention)

    def _figure(self, told: Told, nth: int, sentence: Sentence, parts: dict[str, Span], statement: str) -> None:
        topic, value = sentence.topic, sentence.number
        figure = Figure(
            identify("f", told.article.id, nth), told.article.id, parts["figure"], value, Bounds(value, value), "exactly",
            COUNTS[topic.counted][0], "people", None, "count", Time(self.when, "day", None, "published"), topic.place,  # type: ignore[arg-type]
            identify("ev", topic.key), statement,
        )  # fmt: skip
        told.figures.append(figure)
        self.world.claims[topic.key].figures.append(figure)
