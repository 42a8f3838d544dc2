"""What an editor must know first of a record, chosen and weighed: the brief before it is written in any format.

What always holds: nothing appears without the reports it stands on; a claim is printed in the words of one of its members;
no sum is made; no state says *true*, *confirmed* or *verified*. Order is by weight (what most depends on), never by the order
of the input.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Contents,
    Contradiction,
    Event,
    EventMention,
    Figure,
    Link,
    Member,
    Series,
    Span,
    Stance,
    Statement,
    Time,
    by_id,
)
from accordingto.record.queries import State, state_of

CLAIMS = 12  # claims an editor reads before deciding what to open; `full` prints all
DISAGREEMENTS = 10
EVENTS = 16
SOURCES = 8
SERIES = 8
LONGEST = 260  # characters of a claim's wording before it is cut at a clause
MATERIAL = frozenset(("ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE", "RETREAT", "AID", "COOPERATE"))
VAGUE_START = re.compile(r"^(?:he|she|it|they|this|that|these|those|we|i|who|which|there|such|one|his|her|their|its)\b", re.I)
CLAUSES = frozenset(
    ("verb-clause", "verb-quotation", "verb-parataxis", "verb-as", "verb-colon", "according-to", "continuation", "implicit-speaker",
     "speaker-line", "headline-dash", "headline-colon", "relay", "adverb", "impersonal")
)  # fmt: skip
"""Rules whose content is a clause that can stand by itself."""
THAT = re.compile(r"^(?:that|to the effect that|how|whether)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Cited:
    """Words that a line of the brief stands on: the report's number, and the span in it."""

    report: int
    article: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the pile, by the number the brief cites it with."""

    number: int
    article: str
    outlet: str | None
    headline: str | None
    published: Time
    uri: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way the word of a claim travelled: from its origin by relays to the outlets that carry it."""

    stance: Stance
    origin: str
    manner: str
    relays: tuple[str, ...]
    outlets: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as the brief prints it."""

    claim: str
    text: str
    reports: int
    independent: Bounds
    state: State
    ways: tuple[Way, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a disagreement, or one point of a series: words, who says so, where."""

    words: str
    who: str | None
    when: str | None
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which reports differ."""

    question: str
    kind: str
    entries: tuple[Entry, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """A figure over time."""

    counted: str
    points: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline."""

    when: str
    text: str
    reality: str
    reports: int
    origins: Bounds
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Reliance:
    """Who is relied on: an origin, and how many claims rest on it in how many reports."""

    name: str
    claims: int
    reports: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The account an editor gets first. Every format prints this."""

    title: str
    reports: tuple[Report, ...]
    outlets: int
    unknown_outlets: int
    span: str | None
    unread: int
    claims: tuple[ClaimLine, ...]
    more_claims: int
    disagreements: tuple[Disagreement, ...]
    courses: tuple[Course, ...]
    timeline: tuple[Happening, ...]
    more_events: int
    relied: tuple[Reliance, ...]
    unnamed: int
    care: tuple[str, ...]


def brief(contents: Contents, *, title: str | None = None, about: str | None = None, full: bool = False) -> Brief:
    """The brief of a record's contents.

    `about` keeps only what mentions all of its words; `full` prints every claim, disagreement and event.
    """
    desk = _Desk(contents)
    wanted = _wanted(about)
    weighed = sorted(
        (claim for claim in contents.claims if wanted(" ".join(desk.wordings(claim)))),
        key=lambda claim: (-desk.weight(claim), claim.id),
    )
    shown = weighed if full or about else [claim for claim in weighed if desk.weight(claim) > 0][:CLAIMS]
    disagreements = [
        one for one in desk.disagreements() if wanted(" ".join(entry.words for entry in one.entries) + one.question)
    ]
    happenings = [one for one in desk.timeline() if wanted(one[1].text)]
    kept = happenings if full or about else sorted(happenings, key=lambda one: -one[0])[:EVENTS]
    relied, unnamed = desk.relied()
    return Brief(
        title=title or desk.title(),
        reports=desk.reports,
        outlets=len({report.outlet for report in desk.reports if report.outlet}),
        unknown_outlets=sum(report.outlet is None for report in desk.reports),
        span=desk.span(),
        unread=len(contents.rejections),
        claims=tuple(desk.line(claim) for claim in shown),
        more_claims=len(weighed) - len(shown),
        disagreements=tuple(disagreements if full or about else disagreements[:DISAGREEMENTS]),
        courses=tuple(desk.courses()[: None if full else SERIES]),
        timeline=tuple(one for _, one in sorted(kept, key=lambda one: (one[1].when, one[1].text))),
        more_events=len(happenings) - len(kept),
        relied=relied[: None if full else SOURCES],
        unnamed=unnamed,
        care=tuple(desk.care()),
    )


def _wanted(about: str | None) -> Callable[[str], bool]:
    words = [word.casefold() for word in (about or "").split()]
    return lambda text: all(word in text.casefold() for word in words)


class _Desk:
    """A record's contents, laid out for the questions a brief asks."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        ordered = sorted(contents.articles, key=lambda article: (article.published.value or "9999", article.uri, article.id))
        self.articles: dict[str, Article] = by_id(ordered)
        self.numbers = {article.id: number for number, article in enumerate(ordered, 1)}
        self.reports = tuple(
            Report(self.numbers[a.id], a.id, a.outlet, headline_of(a), a.published.time, a.uri) for a in ordered
        )
        self.statements: dict[str, Statement] = by_id(contents.statements)
        self.figures: dict[str, Figure] = by_id(contents.figures)
        self.mentions: dict[str, EventMention] = by_id(contents.event_mentions)
        self.events: dict[str, Event] = by_id(contents.events)
        self.claims: dict[str, Claim] = by_id(contents.claims)
        self.entities = by_id(contents.entities)
        self.kinds: dict[str, set[str]] = defaultdict(set)
        for mention in contents.event_mentions:
            if mention.statement and mention.kind:
                self.kinds[mention.statement].add(mention.kind)
        self.counted = Counter(figure.statement for figure in contents.figures if figure.statement)
        self.central = self._central()

    # --- the pile

    def title(self) -> str:
        """The names most reports share."""
        reach: dict[str, set[str]] = defaultdict(set)
        often: Counter[str] = Counter()
        for mention in self.contents.mentions:
            if mention.form == "name":
                reach[mention.entity].add(mention.article)
                often[mention.entity] += 1
        names = [
            (-len(articles), -often[id], self.entities[id].name)
            for id, articles in reach.items()
            if id in self.entities and self.entities[id].kind not in ("outlet", "nationality", "other")
        ]
        return " and ".join(name for _, _, name in sorted(names)[:2]) or "An unnamed affair"

    def span(self) -> str | None:
        """First to last day of publication, as far as known."""
        days = sorted(days for article in self.contents.articles if (days := article.published.time.days))
        if not days:
            return None
        first, last = days[0][0].isoformat(), max(day for _, day in days).isoformat()
        return first if first == last else f"{first} to {last}"

    def _central(self) -> dict[str, float]:
        """For each entity the share of articles that name it."""
        reach: dict[str, set[str]] = defaultdict(set)
        for mention in self.contents.mentions:
            reach[mention.entity].add(mention.article)
        return {id: len(articles) / max(1, len(self.articles)) for id, articles in reach.items()}

    # --- claims

    def wordings(self, claim: Claim) -> list[str]:
        return [member.span.exact for member in claim.members]

    def weight(self, claim: Claim) -> float:
        """How much depends on a claim. Contested first, then many reports on few origins, then what happened to people."""
        low = claim.independent.low or 0
        statements = [self.statements[m.statement] for m in claim.members if m.statement in self.statements]
        kinds = {kind for statement in statements for kind in self.kinds[statement.id]}
        weight = 4.0 * claim.contested + 2 * log2(claim.reports + 1) + 0.5 * (claim.reports - min(low, claim.reports))
        weight += 1.0 * bool(kinds & MATERIAL) + 0.4 * bool(kinds - MATERIAL)
        weight += 0.6 * any(self.counted[statement.id] for statement in statements)
        weight += 0.8 * any(self.zone(member) == "headline" for member in claim.members)
        weight += 0.5 * any(statement.report in ("accused", "alleged", "denied") for statement in statements)
        weight += 0.8 * self._centrality(claim)
        if all(statement.report in ("believed", "intended") and not kinds for statement in statements) and statements:
            weight -= 0.8
        words = self.text(claim)
        if len(words.split()) < 5:
            weight -= 2.5
        if VAGUE_START.match(words):
            weight -= 1.5
        if words[:1] in "\"“‘'":
            weight -= 0.3
        return weight

    def _centrality(self, claim: Claim) -> float:
        best = 0.0
        for member in claim.members[:4]:
            article = self.articles.get(member.article)
            if article is None:
                continue
            for mention in self.mentions_in(member):
                best = max(best, self.central.get(mention, 0.0))
        return best

    def mentions_in(self, member: Member) -> list[str]:
        if not hasattr(self, "_by_article"):
            self._by_article: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
            for mention in self.contents.mentions:
                if mention.form == "name":
                    self._by_article[mention.article].append((mention.span.start, mention.span.end, mention.entity))
        return [
            entity
            for start, end, entity in self._by_article[member.article]
            if member.span.start <= start and end <= member.span.end
        ]

    def zone(self, member: Member) -> str:
        return self.articles[member.article].zone_at(member.span.start)

    def line(self, claim: Claim) -> ClaimLine:
        state = state_of(claim, self.statements)
        return ClaimLine(claim.id, self.text(claim), claim.reports, claim.independent, state, self.ways(claim), claim.reason)

    def text(self, claim: Claim) -> str:
        """The claim's wording; where it is no clause by itself ("to cross the border"), with the words that say who and how."""
        chosen = next((m for m in claim.members if m.span.exact == claim.text), claim.members[0] if claim.members else None)
        statement = self.statements.get(chosen.statement or "") if chosen else None
        if chosen is None or statement is None or statement.rule in CLAUSES or statement.source is None:
            return shortened(plain(claim.text))
        start, end = statement.extent
        words = self.articles[chosen.article].text[start:end]
        return shortened(plain(words if len(words) <= LONGEST else claim.text))

    def ways(self, claim: Claim) -> tuple[Way, ...]:
        """The members of a claim gathered by stance and origin, as the word travelled."""
        groups: dict[tuple[Stance, str], list[Member]] = defaultdict(list)
        for member in claim.members:
            groups[member.stance, self.origin_name(member)].append(member)
        order = {"affirms": 0, "denies": 1, "questions": 2}
        ways = []
        for (stance, origin), members in groups.items():
            relays: dict[str, None] = {}
            outlets: dict[str, None] = {}
            for member in sorted(members, key=lambda one: (self.numbers[one.article], one.span)):
                for name in self.relay_names(member):
                    relays.setdefault(name)
                if outlet := self.articles[member.article].outlet:
                    outlets.setdefault(outlet)
            modes = Counter(self.statements[m.statement].report for m in members if m.statement in self.statements)
            manner = modes.most_common(1)[0][0] if modes else "own words"
            ways.append(
                Way(
                    stance,
                    origin,
                    manner,
                    tuple(relays),
                    tuple(o for o in outlets if o not in relays and o != origin),
                    self.cited(members),
                )
            )
        return tuple(sorted(ways, key=lambda way: (order[way.stance], -len({c.report for c in way.cited}), way.origin)))

    def origin_name(self, member: Member) -> str:
        """Whose word a member rests on, as a reader would say it."""
        article = self.articles[member.article]
        statement = self.statements.get(member.statement or "")
        if statement is None:
            return f"{article.outlet}, in its own words" if article.outlet else "in the report's own words"
        if not statement.chain:
            return "nobody named"
        return link_name(statement.chain[-1])

    def relay_names(self, member: Member) -> list[str]:
        statement = self.statements.get(member.statement or "")
        if statement is None or len(statement.chain) < 2:
            return []
        return [link_name(link) for link in reversed(statement.chain[:-1])]

    def cited(self, members: Iterable[Member]) -> tuple[Cited, ...]:
        found = {(self.numbers[m.article], m.span.start): Cited(self.numbers[m.article], m.article, m.span) for m in members}
        return tuple(found[key] for key in sorted(found))

    # --- disagreements and figures

    def disagreements(self) -> list[Disagreement]:
        """Contradictions gathered by what they are about, the widest first."""
        groups: dict[tuple[str, str], list[Contradiction]] = defaultdict(list)
        for one in self.contents.contradictions:
            groups[one.kind, self.question(one)].append(one)
        found = []
        for (kind, question), members in groups.items():
            entries: dict[tuple[str, int, int], Entry] = {}
            for one in members:
                for side in (one.left, one.right):
                    entry = self.entry(side.ref, side.article, side.span, kind)
                    entries[side.article, side.span.start if side.span else -1, 0] = entry
            ordered = tuple(entries[key] for key in sorted(entries, key=lambda key: (self.numbers[key[0]], key[1])))
            found.append((len({e.cited[0].report for e in ordered}), Disagreement(question, kind, ordered, members[0].reason)))
        rank = {"figure": 0, "polarity": 1, "headline": 2, "actor": 3, "scope": 4, "place": 5, "time": 6}
        return [one for _, one in sorted(found, key=lambda pair: (rank[pair[1].kind], -pair[0], pair[1].question))]

    def question(self, one: Contradiction) -> str:
        figure = self.figures.get(one.left.ref) or self.figures.get(one.right.ref)
        if one.kind == "figure" and figure is not None:
            whom = self.entities.get(figure.of_whom or "")
            return f"{counted_words(figure.counted)}{f' ({whom.name})' if whom else ''}"
        if one.kind == "scope" and figure is not None:
            value = figure.value if figure.value is not None else figure.bounds.low
            return f"“{number(value)}”"
        if one.kind == "headline":
            return f"Headline of [{self.numbers[one.left.article]}]"
        if one.claim and (claim := self.claims.get(one.claim)):
            return shortened(plain(claim.text))
        if one.event and (event := self.events.get(one.event)):
            return f"{one.kind} of {self.event_text(event)[0]}"
        return one.kind

    def entry(self, ref: str, article: str, span: Span | None, kind: str) -> Entry:
        words = span.exact if span else (self.articles[article].headline or "")
        figure = self.figures.get(ref)
        statement = self.statements.get(ref)
        who = self.who_says(figure.statement if figure else ref, article) if figure or statement else None
        when = said_when(figure.as_of) if figure else None
        if statement is not None and kind == "polarity":
            words = f"{statement.report}: {words}"
        return Entry(shortened(" ".join(words.split())), who, when, (Cited(self.numbers[article], article, span),))

    def who_says(self, statement_id: str | None, article: str) -> str | None:
        statement = self.statements.get(statement_id or "")
        if statement is None:
            return self.articles[article].outlet
        return link_name(statement.chain[-1]) if statement.chain else "nobody named"

    def courses(self) -> list[Course]:
        found: list[tuple[int, Course]] = []
        for series in self.contents.series:
            points = tuple(point for p in series.points if (point := self._point(p.figure, p.as_of)) is not None)
            if len(points) > 1:
                found.append((len({c.report for p in points for c in p.cited}), Course(self.course_name(series), points)))
        return [course for _, course in sorted(found, key=lambda pair: (-pair[0], -len(pair[1].points), pair[1].counted))]

    def _point(self, figure_id: str, as_of: Time) -> Entry | None:
        figure = self.figures.get(figure_id)
        if figure is None:
            return None
        cited = (Cited(self.numbers[figure.article], figure.article, figure.span),)
        return Entry(
            " ".join(figure.span.exact.split()), self.who_says(figure.statement, figure.article), said_when(as_of), cited
        )

    def course_name(self, series: Series) -> str:
        whom = self.entities.get(series.of_whom or "")
        place = self.entities.get(series.place or "")
        name = counted_words(series.counted)
        if whom:
            name += f" ({whom.name})"
        return f"{name}, {place.name}" if place else name

    # --- timeline

    def timeline(self) -> list[tuple[float, Happening]]:
        """Dated happenings with their weight; vague dates stay vague."""
        found = []
        for event in self.contents.events:
            if event.kind is None and event.reports < 2:
                continue
            if event.time.value is None or event.reality not in ("happened", "ongoing"):
                continue
            text, mention = self.event_text(event)
            mentions = [self.mentions[id] for id in event.mentions if id in self.mentions]
            cited = tuple(
                Cited(self.numbers[article], article, span)
                for article, span in sorted(
                    {m.article: m.trigger for m in sorted(mentions, key=lambda m: m.trigger.start, reverse=True)}.items()
                )
            )
            weight = 2.0 * event.reports + 1.5 * (event.kind in MATERIAL) + 1.0 * bool(event.figures) + 0.5 * bool(event.place)
            weight -= 1.0 * (event.kind is None) + 0.4 * (event.kind in ("ACCUSE", "REQUEST", "CONSULT"))
            weight += 0.6 * (mention.time.anchor is None)
            found.append((weight, Happening(event.time.value or "", text, event.reality, event.reports, event.origins, cited)))
        return found

    def event_text(self, event: Event) -> tuple[str, EventMention]:
        """The clearest wording of an event: the sentence of a body mention that names most of it."""
        mentions = sorted(
            (self.mentions[id] for id in event.mentions if id in self.mentions),
            key=lambda m: (
                self.articles[m.article].zone_at(m.trigger.start) != "body",
                -(bool(m.actor) + bool(m.recipient) + bool(m.place) + (m.time.value is not None)),
                self.numbers[m.article],
                m.trigger.start,
            ),
        )
        mention = mentions[0]
        return shortened(sentence_around(self.articles[mention.article].text, mention.trigger)), mention

    # --- sources and cautions

    def relied(self) -> tuple[tuple[Reliance, ...], int]:
        """Origins by how many claims rest on them; and how many claims rest on nobody named."""
        claims: Counter[str] = Counter()
        reports: dict[str, set[str]] = defaultdict(set)
        unnamed = 0
        for claim in self.contents.claims:
            stated = [
                origin for origin in claim.origins if any(m.statement for m in claim.members if m.article in origin.articles)
            ]
            for name in {origin.name for origin in stated if origin.known}:
                claims[name] += 1
            for origin in stated:
                if origin.known:
                    reports[origin.name] |= set(origin.articles)
            unnamed += bool(stated) and not any(origin.known for origin in stated)
        ranked = sorted(claims, key=lambda name: (-len(reports[name]), -claims[name], name))
        return tuple(Reliance(name, claims[name], len(reports[name])) for name in ranked), unnamed

    def care(self) -> list[str]:
        """What the pile itself must be read with: copies, hidden relays, the undated and the unread."""
        said: list[str] = []
        for derivation in self.contents.derivations:
            if derivation.relation == "same_origin" or derivation.origin not in self.numbers:
                continue
            one, other = sorted((self.numbers[derivation.derived], self.numbers[derivation.origin]))
            if derivation.relation == "same_text":
                said.append(f"[{one}] and [{other}] are one text: {derivation.reason}")
            elif derivation.direction_known:
                later, earlier = self.numbers[derivation.derived], self.numbers[derivation.origin]
                said.append(f"[{later}] takes text from [{earlier}]: {derivation.reason}")
            else:
                said.append(f"[{one}] and [{other}] share text: {derivation.reason}")
        by_origin: dict[str, set[int]] = defaultdict(set)
        for derivation in self.contents.derivations:
            if derivation.relation == "same_origin" and derivation.derived in self.numbers:
                by_origin[derivation.origin].add(self.numbers[derivation.derived])
        for origin, numbers in sorted(by_origin.items(), key=lambda one: (-len(one[1]), one[0])):
            if len(numbers) > 1 and origin in self.entities:
                said.append(f"{listed(sorted(numbers))} rest on {self.entities[origin].name}")
        undated = [report.number for report in self.reports if report.published.value is None]
        if undated:
            has = "has no date" if len(undated) == 1 else "have no date"
            said.append(f"{listed(undated)} {has} of publication: “today” or “last week” in them stays undated")
        nameless = [report.number for report in self.reports if report.outlet is None]
        if nameless:
            said.append(f"{listed(nameless)}: the outlet is not known, so words of its own count as no known origin")
        said += [
            f"{rejection.uri} was not read ({rejection.stage}): {rejection.reason}"
            for rejection in self.contents.rejections[:12]
        ]
        if len(self.contents.rejections) > 12:
            said.append(f"{len(self.contents.rejections) - 12} further inputs were not read: `accordingto show R rejections`")
        return said


# --- words -------------------------------------------------------------------------------------------------------------------


def headline_of(article: Article) -> str | None:
    """The headline given with an article, else the one standing in its text."""
    if article.headline:
        return article.headline
    for zone in article.zones:
        if zone.kind == "headline":
            return " ".join(article.text[zone.start : zone.end].split())
    return None


def plain(words: str) -> str:
    """A content's words as a sentence would give them: white space folded, an opening "that" left out."""
    folded = THAT.sub("", " ".join(words.split()))
    return folded[:1].upper() + folded[1:]


def shortened(words: str, longest: int = LONGEST) -> str:
    """Words cut at the end of a clause, if they are long; the cut is marked."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    cut = max(words.rfind(mark, longest // 2, longest) for mark in (". ", "; ", ", ", " – ", " — "))
    return f"{words[: cut if cut > 0 else words.rfind(' ', 0, longest)].rstrip(' ,;')} […]"


def link_name(link: Link) -> str:
    """A holder of words as a reader would name it."""
    name = link.name.removeprefix("doc:")
    if link.name.startswith("doc:"):
        return (
            f"a {name}"
            if not re.match(r"^(?:a|an|the|its|his|their)\b", name, re.I) and name[:1].islower() and not name.endswith("s")
            else name
        )
    if link.anonymous:
        lowered = name[:1].lower() + name[1:]
        return f"unnamed {lowered}" if not lowered.startswith(("unnamed", "anonymous")) else lowered
    return name


def said_when(time: Time) -> str | None:
    """A time as the record knows it; the unresolved says so."""
    if time.value is None:
        return f"“{time.words}”, date not known" if time.words else None
    return time.value.replace("/", " to ")


def counted_words(counted: str) -> str:
    return {
        "killed": "Dead", "injured": "Injured", "dead_or_injured": "Casualties", "banned_entry": "Banned from entering",
        "crossed": "Crossed the border", "other": "Number",
    }.get(counted, counted.replace("_", " ").capitalize())  # fmt: skip


def number(value: float | int | None) -> str:
    return "?" if value is None else f"{value:,}"


def listed(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘'A-Z0-9İ])|\n\s*\n|[\u2028\u2029]")


def sentence_around(text: str, span: Span) -> str:
    """The sentence of a text that holds a span, for reading: nothing is anchored on it."""
    start = 0
    for end in SENTENCE_END.finditer(text, max(0, span.start - 600), span.start):
        if not re.search(
            r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Gov|Sen|Rep|St|No|U\.S|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$",
            text[: end.start() + 1][-8:],
        ):
            start = end.end()
    stop = SENTENCE_END.search(text, span.end)
    return " ".join(text[start : stop.start() + 1 if stop else len(text)].split())
