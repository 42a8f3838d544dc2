"""Tells which reports are one report, and on whose word they rest; so that origins are counted, and not repetitions.

Two things are kept apart. *Copies*: an article whose text is another's, wholly (`same_text`) or in good part (`derived`).
*Origins*: where the chains of holders end, once everyone who rests on someone else's word is set aside. An origin nobody names
is listed and never counted as known; a copy adds no origin. Nothing here depends on the order in which articles come.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Derivation,
    Entity,
    Event,
    EventMention,
    Evidence,
    Findings,
    Link,
    Origin,
    Span,
    Statement,
    by_id,
    identify,
)
from accordingto.relate.copies import EVIDENCE_RUNS, SHINGLE_WORDS, families, opening_of
from accordingto.relate.folding import ARTICLES_OF_SPEECH, WORD, fold_name, fold_word
from accordingto.relate.precedence import day_of
from accordingto.relate.speaking import BODIES, governments, named_bodies, voices

VERBATIM_WORDS = 6  # shortest wording that two can only share by copying
VERBATIM_SHARE = 0.9  # of the words of both, for two wordings to be one
COPIED_SHARE = 0.7  # of the words of both, for a wording to be that of the text it is copied from: house style may differ
TOLD_WORDS = 2  # beside what it is called, for a happening to be told: "responsibility for the attack" has one
LISTED = 4  # more origins than this, and those not named are only counted in the reason
NOT_STATED = "origin not stated"
QUOTES = "\"'“”‘’«» "
ATTESTING = frozenset(("reported", "alleged", "accused", "confirmed", "intended", "believed"))
LONGEST_DESCRIPTION = 8  # words of a description of a body in which a name is looked for
SMALL_WORDS = "a an the in of at from for to on with his her its their one"
SMALL = frozenset(SMALL_WORDS.split())  # they tell nothing of a source
DOUBLED = re.compile(r"(.)\1+")
OUTLET_ROLES = frozenset(("newspaper", "paper", "daily", "weekly", "magazine", "tabloid", "broadcaster", "station", "website"))
NO_ROLE = """
    i me he him she her it its they them we us you this that these those one ones some someone somebody anyone anybody everyone
    everybody nobody none other others another many several few both all each who whom whose which what where when how
    two three four five six seven eight nine ten dozen dozens hundreds thousands group groups source sources activist activists
    witness witnesses resident residents critic critics observer observers analyst analysts report reports rumour rumours
"""
NOT_A_ROLE = frozenset(NO_ROLE.split())  # with one of these, words name nobody whose word could be counted
REPORTERS = r"(?:reporters?|correspondents?|journalists?|photographers?|camera(?:man|men|woman|\s+crew)|crew|team|stringer)"
SEEING = (
    r"[^.!?\n]{0,60}?\b(?:saw|sees|seen|witnessed|counted|watched|heard|visited|found|met|at\s+the\s+scene|on\s+the\s+spot)\b"
)
OWN_EYES = re.compile(
    rf"\b(?:this|our)\s+(?:own\s+)?{REPORTERS}\b{SEEING}|\b{REPORTERS}\s+(?:of|for|from)\s+this\s+"
    rf"(?:newspaper|paper|agency|magazine|station|website)\b{SEEING}|\bseen\s+by\s+(?:our|this)\s+{REPORTERS}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Holder:
    """Someone who passed a word on. Two holders are one where their keys are equal."""

    key: str
    name: str
    entity: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """How one article tells a thing: the holders of its words, nearest (the outlet) first, origin last; and the words."""

    article: str
    path: tuple[Holder, ...]
    words: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """What is needed to follow a word: the articles, whose text each copies, and the entities that names stand for."""

    articles: Mapping[str, Article]
    copies: Mapping[str, tuple[Derivation, ...]]
    family: Mapping[str, str]
    entity_of: Mapping[str, str]
    names: Mapping[str, str]
    named: frozenset[str]
    speaks_for: Mapping[str, str]
    bodies: Mapping[str, tuple[tuple[frozenset[str], str], ...]]
    crowds: frozenset[str]
    cited: Mapping[str, frozenset[str]]
    governs: Mapping[str, str]
    witnesses: frozenset[str]  # articles that show their outlet's own people at the scene
    described: Mapping[str, str | None]  # bodies known by a description with a name in it, "the Tarn police": their entity

    def path(self, article: str, statement: Statement | None) -> tuple[Holder, ...]:
        """The holders of a statement's words, or of the outlet's own.

        An outlet's own word is known as an origin only where its article shows that one of its people saw it.
        """
        holders = [self.outlet(article)]
        if statement is None and article not in self.witnesses:
            return (replace(holders[0], known=False),)
        for link in uttered(statement) if statement else ():
            holder = self.holder(link, holders[-1], article, first=len(holders) == 1)
            if holder.key != holders[-1].key:
                holders.append(holder)
        if statement and not statement.chain:
            holders.append(Holder(f"unstated {self.family[article]}", NOT_STATED, None, False))
        return tuple(holders)

    def day(self, article: str) -> str | None:
        return day_of(self.articles[article])

    def outlet(self, article: str) -> Holder:
        name = self.articles[article].outlet
        if not name:
            return Holder(f"unstated {self.family[article]}", NOT_STATED, None, False)
        entity = self.entity_of.get(fold_name(name))
        return Holder(entity or f"name {fold_name(name)}", name, entity, True)

    def holder(self, link: Link, before: Holder, article: str, *, first: bool) -> Holder:
        """Who a link names. One unnamed is known by the relay that vouches for it, or by the article alone."""
        folded = fold_name(link.name)
        document = link.name.startswith("doc:") and link.entity is None
        if link.anonymous or document or not folded:
            voucher = before.key if before.known else self.family[article]
            name = self.as_written(link, article) if folded else NOT_STATED
            return Holder(f"unnamed {voucher} {folded}", name if first else f"{name}, by way of {before.name}", None, False)
        entity = link.entity or self.entity_of.get(folded)
        if entity not in self.named and not is_name(link.name):
            entity = self.body(article, folded) or entity
            if folded in OUTLET_ROLES and len(self.cited.get(article, ())) == 1:
                entity = min(self.cited[article])
        known = entity in self.named or is_name(link.name)
        if known or entity in self.crowds or not is_role(link.name):
            return Holder(entity or f"name {folded}", self.called(entity, link.name), entity, known)
        if folded in self.described:
            entity = self.described[folded] or entity
            return Holder(f"role {folded}", self.called(entity, link.name), entity, True)
        return Holder(f"role {self.family[article]} {folded}", link.name, entity, True)

    def called(self, entity: str | None, written: str) -> str:
        """The name of an entity, else what is written; with the body that a person speaks for, on whose word it is as well."""
        name, body = self.names.get(entity or "", written), self.names.get(self.speaks_for.get(entity or "", ""))
        return f"{name} ({body})" if body else name

    def as_written(self, link: Link, article: str) -> str:
        """What somebody without a name is called, without the capital that only opens a sentence: "Velmoran media reports"."""
        name = " ".join(link.name.removeprefix("doc:").split())
        first, text = name.partition(" ")[0], self.articles[article].text
        opens = link.span is None or text[: link.span.start].rstrip(" \"'“‘")[-1:] in ("", ".", "!", "?", ":", "\n")
        opens = opens and (link.span is None or link.span.exact.startswith(first))
        proper = not first[1:].islower() or fold_name(first) in self.entity_of
        return name if proper or not opens else name[0].lower() + name[1:]

    def body(self, article: str, role: str) -> str | None:
        """The one body that an article names with all the words of a role: "the directorate", and the Karsian Directorate."""
        words = frozenset(role.split())
        found = {entity for name, entity in self.bodies.get(article, ()) if words <= name}
        return found.pop() if len(found) == 1 else None


def is_name(words: str) -> bool:
    """Whether words that no entity stands for look like a name: two or more, the first and the last with a capital."""
    parts = [word for word in WORD.findall(words) if fold_word(word) not in ARTICLES_OF_SPEECH]
    return len(parts) > 1 and parts[0][0].isupper() and parts[-1][0].isupper()


def is_role(words: str) -> bool:
    """Whether words name one institution by what it is ("the weather office"): no pronoun, no number, no clause, not many."""
    parts = [fold_word(word) for word in WORD.findall(words)]
    while parts and parts[0] in ARTICLES_OF_SPEECH:
        parts = parts[1:]
    if parts and parts[-1].endswith("s") and not parts[-1].endswith(("ss", "us", "is", "ies")):
        return False
    return bool(parts) and not any(word[0].isdigit() or word in NOT_A_ROLE for word in parts)


def uttered(said: Statement) -> tuple[Link, ...]:
    """The links of a chain that passed words on. One whose plan or belief another reports has not spoken."""
    if said.report in ("intended", "believed") and len(said.chain) > 1 and said.chain[-1].link == "nested":
        return said.chain[:-1]
    return said.chain


def content_words(said: Statement | None) -> tuple[str, ...]:
    """The folded words of a statement's content, in order."""
    return tuple(fold_word(match[0]) for part in said.content for match in WORD.finditer(part.exact)) if said else ()


def lineage(findings: Sequence[Findings], copies: Iterable[Derivation]) -> Lineage:
    """What is needed to follow a word through a pile."""
    copied = sorted((one for one in copies if one.relation != "same_origin"), key=lambda one: one.id)
    of_copy: dict[str, tuple[Derivation, ...]] = {}
    for copy in copied:
        of_copy[copy.derived] = (*of_copy.get(copy.derived, ()), copy)
    articles: dict[str, Article] = by_id(found.article for found in findings)
    entities: dict[str, Entity] = by_id(entity for found in findings for entity in found.entities)
    of_name: dict[str, set[str]] = defaultdict(set)
    for entity in entities.values():
        for name in (entity.name, *entity.aliases):
            of_name[fold_name(name)].add(entity.id)
    sole = {name: min(ids) for name, ids in of_name.items() if len(ids) == 1}
    named = frozenset(mention.entity for found in findings for mention in found.mentions if mention.form == "name")
    return Lineage(
        articles,
        of_copy,
        families(articles, copied),
        sole,
        {entity.id: entity.name for entity in entities.values()},
        named,
        voices(findings, entities),
        {found.article.id: named_bodies(found, entities) for found in findings},
        frozenset(entity.id for entity in entities.values() if entity.kind == "person" and entity.id not in named),
        {found.article.id: cited_outlets(found, sole, entities, named) for found in findings},
        governments(entities.values()),
        frozenset(found.article.id for found in findings if witnessed(found.article)),
        described(
            (fold_name(link.name) for one in findings for said in one.statements for link in said.chain),
            of_name,
            entities,
            named,
        ),
    )


def within(folded: str) -> set[str]:
    """The shorter runs of words of a folded description: of "tarn district hospital", also "tarn" and "district hospital"."""
    words = folded.split()[:LONGEST_DESCRIPTION]
    return {" ".join(words[start:end]) for start, end in combinations(range(len(words) + 1), 2) if end - start < len(words)}


def described(
    names: Iterable[str], called: Mapping[str, Set[str]], entities: Mapping[str, Entity], named: Set[str]
) -> dict[str, str | None]:
    """Of folded descriptions those that hold the name of someone or some place: they mean one body wherever they stand.

    With each the body that is called so, None where the articles know it as something else. `called`: entities by folded name.
    """
    return {
        name: min((one for one in called.get(name, ()) if entities[one].kind in BODIES), default=None)
        for name in sorted(set(names))
        if any(not called.get(part, frozenset()).isdisjoint(named) for part in within(name))
    }


def witnessed(article: Article) -> bool:
    """Whether a report shows that one of its outlet's own people saw what it tells: "a reporter of Daily Sarn counted"."""
    if any(match[0] for match in OWN_EYES.finditer(article.text)):
        return True
    outlet = (article.outlet or "").strip()
    if not outlet:
        return False
    name = rf"(?:the\s+)?{re.escape(outlet.removeprefix('The '))}"
    person = rf"(?:{name}(?:['\u2019]s?)?\s+(?:own\s+)?{REPORTERS}|{REPORTERS}\s+(?:of|for|from|with)\s+{name})"
    seen = rf"\b{person}\b{SEEING}|\b(?:seen|witnessed|observed|counted)\s+by\s+(?:an?\s+)?(?:{person}|{name})\b"
    return re.search(seen, article.text, re.IGNORECASE) is not None


def cited_outlets(
    found: Findings, sole: Mapping[str, str], entities: Mapping[str, Entity], named: frozenset[str]
) -> frozenset[str]:
    """The outlets by name on whose word an article says something; without its own."""
    ids = {link.entity or sole.get(fold_name(link.name), "") for said in found.statements for link in said.chain}
    own = sole.get(fold_name(found.article.outlet or ""))
    return frozenset(one for one in ids & named if one != own and one in entities and entities[one].kind == "outlet")


def origins(tellings: Sequence[Telling], known: Lineage) -> tuple[Origin, ...]:
    """Where the word of several tellings comes from: the ends of who rests on whom.

    An outlet that somewhere attributes the thing rests on whom it names, also where it restates it in its own voice. A copy
    rests on its original; where which is which is unknown, the two are one. Wording equal to that of an attributed telling
    rests on it. Who speaks for a body rests on it, where both are heard, and two who speak for it are one; so does a country
    on its government. Holders that cite each other in a circle are one origin, known only if all of them are: a known origin
    is never made of an unknown one. Known ones first, then by the articles that carry them, then by name.
    """
    holders: dict[str, Holder] = {}
    for telling in sorted(tellings, key=_telling_order):
        for holder in reversed(telling.path):
            if holder.known or not (holder.key in holders and holders[holder.key].known):  # who is cited by name is known
                holders[holder.key] = holder
    rests: dict[str, set[str]] = {key: set() for key in holders}
    for telling in tellings:
        for here, there in pairwise(telling.path):
            rests[here.key].add(there.key)
    nearest: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        nearest[telling.article].add(telling.path[0].key)
    for article, mine in nearest.items():
        for copy in known.copies.get(article, ()):
            theirs = nearest.get(copy.origin, set())
            for key in mine if theirs else ():
                rests[key] |= theirs
            for key in theirs if not copy.direction_known else ():
                rests[key] |= mine
    for key in rests:
        for whom in (known.speaks_for.get(key), known.governs.get(key)):
            if whom in rests:
                rests[key].add(whom)
    for one, other in (
        *_of_one_body(rests, known),
        *_verbatim(tellings, known),
        *_described_again(holders),
        *_copied(tellings, known),
        *_background(tellings, known),
    ):
        rests[one].add(other)
    reached = {key: _reached(key, rests) for key in rests}
    # An end reaches none but those that reach it: itself, or a circle of those who cite each other.
    ends = {key: every for key, every in reached.items() if all(key in reached[other] for other in every)}
    carriers: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        carriers[telling.path[-1].key].add(telling.article)
    found: dict[frozenset[str], set[str]] = defaultdict(set)
    for last, articles in carriers.items():
        for circle in {ends[key] for key in reached[last] if key in ends}:
            found[circle] |= articles
    return tuple(
        sorted((_origin(circle, articles, holders, carriers.keys()) for circle, articles in found.items()), key=_weight)
    )


def _of_one_body(holders: Iterable[str], known: Lineage) -> Iterator[tuple[str, str]]:
    """(one, other) of those who speak for one body, both ways: two spokesmen of the Guild are one origin, heard or not."""
    voices: dict[str, list[str]] = defaultdict(list)
    for key in sorted(holders):
        if key in known.speaks_for:
            voices[known.speaks_for[key]].append(key)
    for of_body in voices.values():
        for one, other in pairwise(of_body):
            yield one, other
            yield other, one


def _telling_order(telling: Telling) -> tuple[str, tuple[Holder, ...]]:
    return telling.article, telling.path


def _reached(key: str, rests: Mapping[str, set[str]]) -> frozenset[str]:
    reached, ahead = {key}, [key]
    while ahead:
        for other in rests[ahead.pop()] - reached:
            reached.add(other)
            ahead.append(other)
    return frozenset(reached)


def _origin(circle: frozenset[str], articles: set[str], holders: Mapping[str, Holder], last: Set[str]) -> Origin:
    """The origin that a circle of holders is, named for one of those in whom a chain ends."""
    known = all(holders[key].known for key in circle)
    told = sorted(
        (holders[key] for key in circle & last),
        key=lambda holder: (holder.known != known, holder.name == NOT_STATED, holder),
    )
    return Origin(told[0].name, told[0].entity if known else None, tuple(sorted(articles)), known)


def _weight(origin: Origin) -> tuple[bool, int, str, tuple[str, ...]]:
    return not origin.known, -len(origin.articles), origin.name, origin.articles


def _verbatim(tellings: Sequence[Telling], known: Lineage) -> list[tuple[str, str]]:
    """(who rests, on whom) where one wording is another's, and the first names nobody for it.

    Two that name nobody for the same words are one origin, whichever it was; unless they are copies: these have a direction.
    """
    sayings: dict[tuple[str, ...], dict[tuple[str, str], bool]] = defaultdict(dict)  # last holder, family: names someone
    for telling in tellings:
        if len(telling.words) >= VERBATIM_WORDS:
            last = telling.path[-1]
            tellers, teller = sayings[telling.words], (last.key, known.family[telling.article])
            tellers[teller] = tellers.get(teller, False) or (last.known and not telling.own)
    rests = []
    for words, tellers in sayings.items():
        for others, told in sayings.items():
            if _verbatim_words(words, others):
                rests += [
                    (key, other)
                    for (key, family), named in tellers.items()
                    for (other, other_family), other_named in told.items()
                    if key != other and not named and (other_named or (family != other_family and not any(told.values())))
                ]
    return rests


def _verbatim_words(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two wordings are one, or one of them stands in the other word for word."""
    if _alike(words, others) >= VERBATIM_SHARE:
        return True
    short, long = sorted((words, others), key=len)
    return len(short) >= SHINGLE_WORDS and f" {' '.join(short)} " in f" {' '.join(long)} "


def _described_again(holders: Mapping[str, Holder]) -> Iterator[tuple[str, str]]:
    """(who rests, on whom) where one description is another, made shorter: "the official", once one at a ministry has spoken.

    That holds of what one relay's unnamed sources say alike, and of institutions named by their role only. Spelling and small
    words make no other source: "an activist in Al Zour", in a copy "from al-Zor".
    """
    words = {
        key: (key.split(" ")[0], " ".join(key.split(" ")[1:2]), frozenset(sounded(key.split(" ")[2:])))
        for key in holders
        if key.startswith(("unnamed ", "role "))
    }
    for key, (sort, where, mine) in words.items():
        alike = {
            other: theirs
            for other, (other_sort, there, theirs) in words.items()
            if (sort, where) == (other_sort, there) and mine and mine <= theirs and other != key
        }
        longer = {theirs for theirs in alike.values() if mine < theirs}
        if len(longer) < 2:
            yield from ((key, other) for other, theirs in alike.items() if not longer or theirs in longer)


def telling_words(name: str) -> list[str]:
    """The folded words of a name that tell something of whom it names."""
    return [word for word in fold_name(name).split() if word not in SMALL]


def sounded(words: Iterable[str]) -> Iterator[str]:
    """The telling words of a description, each as names of other scripts may be spelled: Zour and Zor, Tarrin and Tarin."""
    for word in words:
        if word not in SMALL:
            yield DOUBLED.sub(r"\1", word.replace("ou", "o")) if word.isalpha() else word


def _background(tellings: Sequence[Telling], known: Lineage) -> Iterator[tuple[str, str]]:
    """(outlet, on whom) where an outlet states as its own what an article not later than its own has from somebody.

    Word that has been attributed becomes background. Of several who said it, the one whose wording is nearest.
    """
    cited = [one for one in tellings if not one.own and one.path[-1].name != NOT_STATED and len(one.path) > 1]
    for telling in tellings:
        outlet = telling.path[-1]
        if not (telling.own and len(telling.path) == 1) and outlet.name != NOT_STATED:
            continue
        if outlet.known:  # its own people saw it
            continue
        words, day = telling.words, known.day(telling.article)
        earlier = [
            other
            for other in cited
            if other.article != telling.article and not (day and (known.day(other.article) or "9999") > day)
        ]
        if earlier:

            def nearness(other: Telling, words: tuple[str, ...] = words) -> tuple[float, str, str, tuple[Holder, ...]]:
                return -round(_alike(words, other.words), 6), known.day(other.article) or "9999", other.article, other.path

            end = min(earlier, key=nearness).path[-1]
            if end.key != outlet.key:
                yield outlet.key, end.key


def _copied(tellings: Sequence[Telling], known: Lineage) -> Iterator[tuple[str, str]]:
    """(one, other) of the last holders of one wording in a text and its copy: they are one, whatever each calls them."""
    of_article: dict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for telling in tellings:
        if telling.words and not telling.own:
            of_article[telling.article].add((telling.words, telling.path[-1].key))
    found = {
        (one, other)
        for article, mine in of_article.items()
        for copy in known.copies.get(article, ())
        for words, one in mine
        for others, other in of_article.get(copy.origin, ())
        if one != other and _alike(words, others) >= COPIED_SHARE
    }
    for one, other in sorted(found):
        yield one, other
        yield other, one


def _alike(words: Sequence[str], others: Sequence[str]) -> float:
    """Share of the words of two wordings that both have."""
    mine, theirs = frozenset(words), frozenset(others)
    return len(mine & theirs) / (len(mine | theirs) or 1)


def independent(origins: Iterable[Origin]) -> Bounds:
    """How many independent origins: the known ones for certain, and at most also every unknown one.

    Names that hold each other's words may be one origin, and count once for certain: "the ministry", the Ministry of Trade.
    """
    names: list[frozenset[str]] = []
    every = 0
    for origin in origins:
        every += 1
        if origin.known:
            names.append(frozenset(fold_name(origin.name).split()))
    certain = {name for name in names if not any(name < other for other in names)}
    return Bounds(len(certain), every)


def arithmetic(reports: int, tellings: Sequence[Telling], origins: Sequence[Origin]) -> str:
    """The count of origins in words: who rests on whom, and what that leaves."""
    said = []
    own = {telling.path[-1].name for telling in tellings if telling.own and not telling.path[-1].known}
    unstated = [one for one in origins if not one.known and (one.name == NOT_STATED or one.name in own)]
    unnamed = [one for one in origins if not one.known and one not in unstated and len(origins) > LISTED]
    for origin in origins:
        if origin in unstated or origin in unnamed:
            continue
        count, carriers = len(origin.articles), frozenset(origin.articles)
        relays = sorted(
            {
                holder.name
                for telling in tellings
                if telling.article in carriers and any(holder.name == origin.name for holder in telling.path)
                for holder in telling.path[1:-1]
                if holder.known and holder.name != origin.name
            }
        )
        way = f" by way of {' and '.join(relays)}" if relays and origin.known else ""
        everyone = {1: "it rests", 2: "both rest"}.get(reports, f"all {count} rest")
        rest = everyone if count == reports else f"{count} rest{'s' * (count == 1)}"
        said.append(f"{rest} on {origin.name}{way}{'' if origin.known else ' (not named)'}")
    for some, what in ((unstated, NOT_STATED), (unnamed, "on origins that are not named")):
        if some:
            said.append(f"{len({article for one in some for article in one.articles})} {'with ' * (some is unstated)}{what}")
    bounds = independent(origins)
    count_words = f"{bounds.low}" if bounds.low == bounds.high else f"{bounds.low} to {bounds.high}"
    tail = f"{count_words} independent origin{'s' * (bounds.high != 1)}"
    return f"{reports} report{'s' * (reports != 1)}; {'; '.join(said) or 'nobody affirms it'}: {tail}"


# ---------------------------------------------------------------------------------------------------------- same origins


def same_origins(findings: Sequence[Findings], claims: Sequence[Claim], events: Sequence[Event] = ()) -> tuple[Derivation, ...]:
    """For each origin on whose word two or more articles say what they are about, a line for each of these articles, by id.

    What an article is about is told in its headline or its first half, or most often: an event, or a claim. Only cited origins
    count: the named end of a chain, and for who speaks for a body that body. An article published by the origin itself is no
    one that rests on it.
    """
    statements: dict[str, Statement] = by_id(said for found in findings for said in found.statements)
    articles: dict[str, Article] = by_id(found.article for found in findings)
    known = lineage(findings, ())
    opening = {id: opening_of(article) for id, article in articles.items()}
    resting: dict[tuple[str, str], set[tuple[str, Span, str]]] = defaultdict(set)
    for claim in claims:
        cited: dict[str, set[tuple[str, Span]]] = defaultdict(set)
        about: set[str] = set()
        for member in claim.members:
            said = statements.get(member.statement or "")
            end = _end(said, known)
            if said and end and member.stance == "affirms":
                cited[end].add((member.article, member.span))
                if opening[member.article](member.span):
                    about.add(member.article)
        for entity, places in cited.items():
            resting_here = {article for article, _ in places}
            if len(resting_here) > 1 and about & resting_here:
                for article, span in places:
                    resting[entity, article].add((claim.id, span, claim.text))
    for event, by_entity in _main_events(findings, events, statements, known, opening).items():
        for entity, mentions in by_entity.items():
            if len({mention.article for mention in mentions}) > 1:
                for mention in mentions:
                    content = statements[mention.statement or ""].content
                    told = next((part.exact for part in content if part.covers(mention.trigger)), mention.trigger.exact)
                    resting[entity, mention.article].add((event, mention.trigger, told))
    joined: dict[str, set[str]] = defaultdict(set)
    for entity, article in resting:
        if known.outlet(article).entity != entity:
            joined[entity].add(article)
    return tuple(
        sorted(
            (
                _same_origin(entity, articles[article], known.names.get(entity, entity), resting[entity, article], len(group))
                for entity, group in joined.items()
                if len(group) > 1
                for article in group
            ),
            key=lambda derivation: derivation.id,
        )
    )


def _end(said: Statement | None, known: Lineage) -> str | None:
    """The entity a chain ends in, if it is named; of who speaks for a body, the body."""
    if not said or not said.chain or said.report not in ATTESTING:
        return None
    last = known.path(said.article, said)[-1]
    if not last.known or not last.entity:
        return None
    return known.speaks_for.get(last.entity) or known.governs.get(last.entity) or last.entity


def _main_events(
    findings: Sequence[Findings],
    events: Sequence[Event],
    statements: Mapping[str, Statement],
    known: Lineage,
    opening: Mapping[str, Callable[[Span], bool]],
) -> dict[str, dict[str, list[EventMention]]]:
    """For each event that several articles are about: by entity, the mentions that stand on its word."""
    shared = {event.id for event in events if event.reports > 1}
    typed = {event.id for event in events if event.kind}
    found: dict[str, dict[str, list[EventMention]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        told: dict[str, list[EventMention]] = defaultdict(list)
        for mention in finding.event_mentions:
            if mention.event in shared:
                told[mention.event].append(mention)
        about = {event for event, mentions in told.items() if any(opening[finding.article.id](one.trigger) for one in mentions)}
        about |= set(sorted(told.keys() & typed, key=lambda event: (-len(told[event]), event))[:1])
        for event in sorted(about):
            for mention in told[event]:
                said = statements.get(mention.statement or "")
                entity = _end(said, known)
                if entity and tells(said, mention):
                    found[event][entity].append(mention)
    return found


def tells(said: Statement | None, mention: EventMention) -> bool:
    """Whether a statement says more of a happening than what it is called: who "claimed the attack" gave no account of it.

    Who "confirmed the attack" did: it happened, on that word.
    """
    if said is None or said.report in ("reported", "confirmed"):
        return said is not None
    own = {fold_word(match[0]) for match in WORD.finditer(mention.trigger.exact)}
    return len({*content_words(said)} - own - SMALL) >= TOLD_WORDS


def _same_origin(entity: str, article: Article, name: str, places: set[tuple[str, Span, str]], group: int) -> Derivation:
    spans = sorted({span for _, span, _ in places})
    things = len({thing for thing, _, _ in places})
    about = f"\u201c{min(places, key=lambda place: place[1])[2].strip(QUOTES)}\u201d" if things == 1 else f"{things} things"
    return Derivation(
        id=identify("d", "same_origin", article.id, entity),
        derived=article.id,
        origin=entity,
        relation="same_origin",
        direction_known=True,
        share=Bounds(),
        evidence=tuple(Evidence(article.id, span) for span in spans[:EVIDENCE_RUNS]),
        reason=f"for {about} it rests on the word of {name}, as {group - 1} other{'s' * (group > 2)} of the pile",
    )
