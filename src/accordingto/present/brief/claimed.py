"""What is claimed: which claims an editor must know of, in whose words, and the ways their word travelled.

What always holds: a claim stands in the words of one of its members; words that cannot stand alone are given with those that
say who and how; a hedge outside the words printed is said beside the one who hedged.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import heappop, heappush
from math import log2

from accordingto.model import Claim, Link, Member, Stance
from accordingto.present.brief.account import ClaimLine, Route, Way
from accordingto.present.brief.desk import Desk, headline_of, in_order, outlet, place, reports_in, uttered
from accordingto.present.brief.wording import (
    HE_OR_SHE,
    LONGEST,
    MODAL,
    UNNAMED,
    alike,
    clear,
    content_words,
    fold,
    plain,
    sentence_span,
    shortened,
    stands_alone,
)
from accordingto.record.queries import asks, state_of

Wanted = Callable[[str], bool]
"""Whether folded words hold what was asked for."""

COMMONEST = 6  # words of a claim by which it is known to be about the affair
SIDES = 14  # origins of a contested question, on both sides together
QUOTED = 130  # characters of what one origin of a question says
WAYS = 5  # origins of one claim that are told apart before the rest is only cited
LOOKED_AT = 12  # members of a claim whose words are weighed: copies of a wire story add no wording
SAME_WORDS = 0.66  # share of the fewer content words that two claims have in common when a reader takes them for one
MATERIAL = frozenset(("ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE", "RETREAT", "AID", "COOPERATE"))
HARM = frozenset(
    ("killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "displaced", "banned_entry")
)
STANCES: dict[Stance, int] = {"affirms": 0, "denies": 1, "questions": 2}
CLAUSES = frozenset(
    ("verb-clause", "verb-quotation", "verb-parataxis", "verb-as", "verb-colon", "according-to", "continuation",
     "implicit-speaker", "speaker-line", "headline-dash", "headline-colon", "relay", "adverb", "impersonal")
)  # fmt: skip
"""Rules whose content is a clause that can stand by itself."""
MANNERS = {
    "alleged": "as an allegation", "accused": "as an accusation", "denied": "as a denial", "declined": "declining to say",
    "questioned": "as a question", "unverified": "as not verified", "intended": "as an intention", "believed": "as a belief",
}  # fmt: skip
"""How a source says it, in words that fit any source. What is *confirmed* is only said: no origin makes it so."""
ASSURANCES = {"PS": "as possible", "PR": "as probable"}
WITHIN_WORDS = 6  # of a claim that another holds, to be told by it
MARKS = "\"“”‘’' .,;:"
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|[a-z]{3,}ed|said|told|"
    r"took|went|came|gave|fell|broke|fled|shot|hit|left|made|found|saw|knew|kept|held|met|won|lost|led|began|blew|struck|set|put|cut)\b"
)


class Claims:
    """The claims of a record, weighed and worded once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.weights: dict[str, float] = {}
        self.texts: dict[str, str] = {}
        self.questions = frozenset(claim.id for claim in desk.contents.claims if asks(claim))
        sides = [(one.claim, one.left.ref, one.right.ref) for one in desk.contents.contradictions]
        self.disputed = frozenset(ref for refs in sides for ref in refs if ref is not None)
        self.headlines: dict[str, frozenset[str]] = {one.id: content_words(headline_of(one) or "") for one in desk.ordered}

    def chosen(self, wanted: Wanted | None, *, most: int | None, found: Sequence[str] | None = None) -> tuple[list[Claim], int]:
        """The claims to print, the weightiest first, and how many are left. No two say one thing, unless all are asked for,
        and what a question printed before gathers is told there.

        Of no consequence is what weighs nothing; where something is asked for (`wanted`), all that answers is of consequence.
        `found`: the ids of what answers, in their order, where that is known.
        """
        if found is None:
            claims = [claim for claim in self.desk.contents.claims if wanted is None or wanted(self.searched(claim))]
        else:
            claims = [self.desk.claims[id] for id in found]
        shown: list[Claim] = []
        told: set[str] = set()
        for claim in self._ranked(claims) if found is None else claims:
            if most is not None and (len(shown) == most or (wanted is None and self.weight(claim) <= 0)):
                break
            if most is None or (claim.id not in told and not any(self.same(claim, other) for other in shown)):
                shown.append(claim)
                told.update(claim.parts if claim.id in self.questions else ())
        return shown, len(claims) - len(shown)

    def _ranked(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Claims by weight, then id. Wording lowers a weight and costs most, so only what may come next is worded."""
        waiting = sorted(((-self._matter(claim), claim.id) for claim in claims), reverse=True)
        worded: list[tuple[float, str]] = []
        while waiting or worded:
            while waiting and (not worded or waiting[-1][0] <= worded[0][0]):
                id = waiting.pop()[1]
                heappush(worded, (-self.weight(self.desk.claims[id]), id))
            yield self.desk.claims[heappop(worded)[1]]

    def same(self, one: Claim, other: Claim) -> bool:
        """Whether two claims would read as one: nearly the same words, or the words of one within those of the other."""
        if one.contested:
            return False
        mine, theirs = self.text(one), self.text(other)
        if alike(mine, theirs, SAME_WORDS) or alike(one.text, other.text, SAME_WORDS):
            return True
        short, long = sorted((mine, theirs), key=len)
        return not other.contested and len(short.split()) >= WITHIN_WORDS and fold(short.strip(MARKS)) in fold(long)

    def searched(self, claim: Claim) -> str:
        """All the words a claim can be found by: its wordings, and who says so."""
        names = {link.name for member in claim.members for link in self._chain(member)}
        return fold("\n".join([claim.text, *(member.span.exact for member in claim.members), *sorted(names)]))

    # --- weight

    def weight(self, claim: Claim) -> float:
        if claim.id not in self.weights:
            self.weights[claim.id] = self._matter(claim) - self._unclear(claim)
        return self.weights[claim.id]

    def _matter(self, claim: Claim) -> float:
        """How much depends on a claim: contested first, then many reports on few origins, then what happened to people.

        Weights were set by reading briefs of piles of several kinds. A copy adds little: its every claim has as many reports.
        """
        desk, members = self.desk, claim.members[:LOOKED_AT]
        statements = [found for one in members if (found := desk.statements.get(one.statement or ""))]
        texts = len({desk.kin[one.article] for one in claim.members})
        low = claim.independent.low or 0
        weight: float = (
            5.0 * claim.contested + 2.8 * log2(texts + 1) + 0.4 * log2(claim.reports + 1) + 0.3 * max(0, texts - low)
        )
        mentions = [found for one in members for found in desk.happening.within(one.article, one.span)]
        kinds = {mention.kind for mention in mentions if mention.kind}
        figures = [found for one in members for found in desk.counted.within(one.article, one.span)]
        weight += 1.0 * bool(kinds & MATERIAL) + 0.3 * bool(kinds - MATERIAL)
        weight += 0.5 * bool(figures) + 0.7 * any(figure.counted in HARM for figure in figures)
        weight += 1.5 * any(figure.id in self.disputed for figure in figures)
        weight += 1.0 * bool(self.disputed & {claim.id, *(one.id for one in statements)})
        words = content_words(claim.text)
        weight += 1.4 * self._headed(words, members) + 2.5 * self._about(words)
        weight += 0.6 * any(one.report in ("accused", "alleged", "denied") for one in statements)
        named = {mention.entity for one in members for mention in desk.named.within(one.article, one.span)}
        weight += 1.0 * max((desk.reach.get(entity, 0) for entity in named), default=0) / max(1, len(desk.articles))
        if statements and not kinds and all(one.report in ("believed", "intended", "declined") for one in statements):
            weight -= 1.2
        if not kinds and not figures:
            weight -= 0.8
        if not statements and all(desk.spoken.within(one.article, one.span) for one in members):
            weight -= 1.5  # somebody is quoted there, and his claim says it with his name
        if all(self._zone(one) in ("headline", "heading", "caption") for one in members):
            weight -= 1.5  # the body says it better
        return weight

    def _about(self, words: frozenset[str]) -> float:
        """How near a wording is to what the whole pile speaks of: the mean share of texts that hold its commonest words."""
        shares = sorted((self.desk.common.get(word, 0.0) for word in words), reverse=True)[:COMMONEST]
        return sum(shares) / COMMONEST

    def _headed(self, words: frozenset[str], members: Sequence[Member]) -> float:
        """How much of a report's headline is in a claim of it: what a report is there to say stands in its headline."""
        headlines = [self.headlines[one.article] for one in members]
        return max((len(words & headline) / len(headline) for headline in headlines if headline), default=0.0)

    def _unclear(self, claim: Claim) -> float:
        """What a wording loses because a reader would have to ask who or what is meant."""
        words = self.text(claim)
        lost = 0.0
        if not stands_alone(words):
            lost += 3.0
        if not (FINITE.search(words) or any(self._rule(one) in CLAUSES for one in claim.members)):
            lost += 2.0
        if words[:1] in "\"“‘'":
            lost += 0.6
        return lost + 1.0 * (len(words) > 1.5 * LONGEST)

    # --- words

    def text(self, claim: Claim) -> str:
        if claim.id not in self.texts:
            self.texts[claim.id] = plain(claim.text) if claim.id in self.questions else self._word(claim)
        return self.texts[claim.id]

    def _word(self, claim: Claim) -> str:
        """The clearest words of a member: the record's choice, if it can stand alone; else another's, else with who says it."""
        affirming = [one for one in claim.members if one.stance == "affirms"] or list(claim.members)
        first = [one for one in affirming if one.span.exact == claim.text]
        members = list({one.span.exact: one for one in [*first, *affirming[:LOOKED_AT]]}.values())
        for member in members:
            # What is only denied is printed with the denial: by itself it would read as if someone said it.
            affirmed = member.stance == "affirms" and not member.passing
            if affirmed and self._is_clause(member) and stands_alone(plain(member.span.exact)):
                return shortened(plain(member.span.exact))
        told = [words for member in members if (words := self.told(member))]
        alone = [words for words in told if stands_alone(words)]
        return shortened((alone or told or [plain(claim.text)])[0])

    def worded(self, member: Member) -> str:
        """One member's words, with those that say who and how where they cannot stand alone."""
        words = plain(member.span.exact)
        if not (self._is_clause(member) and stands_alone(words)):
            words = self.told(member) or words
        return shortened(words)

    def _rule(self, member: Member) -> str | None:
        statement = self.desk.statements.get(member.statement or "")
        return statement.rule.partition("+")[0] if statement and statement.rule else None  # the encoder only bore it out

    def _report(self, member: Member) -> str | None:
        statement = self.desk.statements.get(member.statement or "")
        return statement.report if statement else None

    def _is_clause(self, member: Member) -> bool:
        statement = self.desk.statements.get(member.statement or "")
        if statement is None or self._rule(member) in CLAUSES:
            return True
        return statement.rule is None and bool(FINITE.search(member.span.exact))

    def told(self, member: Member) -> str | None:
        """A member's words with those that say who and how: its statement's extent, else its sentence."""
        text = self.desk.articles[member.article].text
        statement = self.desk.statements.get(member.statement or "")
        if statement is not None and statement.source is not None and statement.cue is not None:
            start, end = statement.extent
            words = text[start:end]
            if start == statement.source.start and HE_OR_SHE.fullmatch(statement.source.exact):
                name = self.desk.name(statement.source_entity)
                words = f"[{name}]{words[len(statement.source.exact) :]}" if name else words
            if len(words) <= 2 * LONGEST:
                return plain(words)
        start, end = sentence_span(text, member.span)
        return plain(text[start:end]) if end - start <= 2 * LONGEST else None

    def _zone(self, member: Member) -> str:
        return self.desk.articles[member.article].zone_at(member.span.start)

    def _chain(self, member: Member) -> tuple[Link, ...]:
        statement = self.desk.statements.get(member.statement or "")
        return uttered(statement) if statement else ()

    # --- ways

    def line(self, claim: Claim, *, most: int | None = WAYS) -> ClaimLine:
        text, asked = self.text(claim), claim.id in self.questions
        ways = self.ways(claim, hedged=not asked and bool(MODAL.search(text)))
        shown, left = (ways, ()) if most is None else _first(ways, SIDES if asked else most)
        more = in_order(cited for way in left for cited in way.cited)
        state = state_of(claim, self.desk.statements, corrected=self.desk.corrected)
        line = ClaimLine(claim.id, text, claim.reports, claim.independent, state, shown, more, clear(claim.reason))
        return replace(line, asked=line.reason.partition(": ")[0], parts=claim.parts) if asked else line

    def ways(self, claim: Claim, *, hedged: bool) -> tuple[Way, ...]:
        """The members of a claim by stance and origin. Nobody's word in two texts is two ways: it may be two people's."""
        groups: dict[tuple[Stance, str, str], list[Member]] = defaultdict(list)
        names: dict[tuple[Stance, str, str], Counter[str | None]] = defaultdict(Counter)
        nearest = self._nearest(claim.members)
        joined = self._joined(claim, nearest)
        for member in nearest:
            chain = self._chain(member)
            name = joined.get(member.article) if chain and not chain[-1].anonymous else None
            name = name or self.desk.origin(member)
            apart = chain[-1].anonymous if chain else claim.id in self.questions  # who says another thing there is another
            own = self.desk.kin[member.article] if apart else ""
            key = member.stance, fold(name or ""), own
            groups[key].append(member)
            names[key][name] += 1
        ways = []
        for key, group in groups.items():
            stance, told = key[0], names[key]
            origin = min(told, key=lambda name: (-told[name], name or ""))
            words = self._said_by(group) if claim.id in self.questions else None
            ways.append(Way(stance, origin, self._manner(group, stance, hedged), self._routes(group), words))
        return tuple(sorted(ways, key=_named_first if claim.id in self.questions else _rank))

    def _said_by(self, members: Sequence[Member]) -> str:
        """What one origin of a question says, in the shortest of its words that can stand alone."""
        asked = [plain(member.span.exact) for member in members if member.span.exact.rstrip("\"”’'").endswith("?")]
        if asked:
            return shortened(asked[0], QUOTED)
        outright = [one for one in members if self._report(one) not in ("intended", "believed")] or members
        said = sorted({self.worded(member) for member in outright[:LOOKED_AT]}, key=lambda words: (len(words), words))
        return shortened(next((words for words in said if stands_alone(words)), said[0]), QUOTED)

    def _joined(self, claim: Claim, members: Sequence[Member]) -> dict[str, str]:
        """By article, the name of the claim's known origin there, where it is one and the article names one teller only.

        The record may know that "the directorate" of one report is an agency that another names in full.
        """
        tellers: dict[str, set[str | None]] = defaultdict(set)
        for member in members:
            tellers[member.article].add(self.desk.origin(member))
        known: dict[str, set[str]] = defaultdict(set)
        for origin in claim.origins:
            for article in origin.articles:
                name = max(self.desk.name(origin.entity) or "", clear(origin.name), key=len)  # "Roke (the Rescue Service)"
                known[article].add(name if origin.known else "")
        return {
            article: name
            for article, names in known.items()
            if len(names) == 1 and len(tellers[article]) == 1
            for name in names
            if name
        }

    def _nearest(self, members: Sequence[Member]) -> list[Member]:
        """Members without those whose origin only passes it on: the same report names who told it so."""
        relays = {
            (one.article, one.stance, fold(self.desk.holder(link, one.article)))
            for one in members
            for link in self._chain(one)[:-1]
        }
        kept = [one for one in members if (one.article, one.stance, fold(self.desk.origin(one) or "")) not in relays]
        return kept or list(members)

    def _manner(self, members: Sequence[Member], stance: Stance, hedged: bool) -> str | None:
        """How it is said, where that is less than saying so; all the ways of saying it, and whether some say it outright."""
        found = {self._said(member, stance, hedged) for member in members}
        said = " and ".join(sorted(manner for manner in found if manner))
        return (f"in part {said}" if None in found else said) if said else None

    def _said(self, member: Member, stance: Stance, hedged: bool) -> str | None:
        statement = self.desk.statements.get(member.statement or "")
        if statement is None:
            return "in the headline" if self._zone(member) == "headline" else None
        if statement.report == "denied" and (stance == "denies" or member.stance == "affirms"):
            return None  # the stance says so; and a denial of the opposite says what it says outright
        if len(uttered(statement)) < len(statement.chain):
            return None  # the plan or belief is another's: its teller says outright that there is one
        manner = MANNERS.get(statement.report) or (None if hedged else ASSURANCES.get(statement.certainty[:2]))
        # That an uncued sentence goes on with the words of the one before is never shown as the source's explicit word.
        inferred = "inferred" if statement.chain and not statement.chain[-1].explicit else None
        return ", ".join(part for part in (manner, inferred) if part) or None

    def _routes(self, members: Iterable[Member]) -> tuple[Route, ...]:
        """By which relays the word of one origin came to which outlets. An outlet is no relay to itself."""
        carriers: dict[tuple[str, ...], list[Member]] = defaultdict(list)
        for member in members:
            carrier = outlet(self.desk.articles[member.article])
            passed = [self.desk.holder(link, member.article) for link in reversed(self._chain(member)[:-1])]
            carriers[tuple(name for name in dict.fromkeys(passed) if not _same_name(name, carrier))].append(member)
        found = []
        for relays, carried in carriers.items():
            origin = self.desk.origin(carried[0])
            outlets = {name for one in carried if (name := outlet(self.desk.articles[one.article]))}
            found.append(
                Route(
                    relays,
                    tuple(sorted(name for name in outlets if not _same_name(name, origin))),
                    self.desk.cited((one.article, one.span) for one in carried),
                )
            )
        return tuple(sorted(found, key=lambda route: (len(route.relays), route.relays)))


def _rank(way: Way) -> tuple[int, int, bool, tuple[int, int, int], str]:
    return STANCES[way.stance], -reports_in(way.cited), way.origin is None, place(way.cited[0]), way.origin or ""


def _named_first(way: Way) -> tuple[object, ...]:
    """In a question the ways are many: those that lead to somebody come before those that do not."""
    nameless = way.origin in (None, "origin not stated")
    return STANCES[way.stance], nameless, not nameless and UNNAMED.search(way.origin or "") is not None, *_rank(way)[1:]


def _same_name(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and fold(one) == fold(other)


def _first(ways: tuple[Way, ...], most: int) -> tuple[tuple[Way, ...], tuple[Way, ...]]:
    """The first ways of each stance in turn, so that a denial is never the one left out."""
    turn: Counter[Stance] = Counter()
    ranks: list[tuple[int, int, int]] = []
    for number, way in enumerate(ways):
        ranks.append((turn[way.stance], STANCES[way.stance], number))
        turn[way.stance] += 1
    kept = {number for _, _, number in sorted(ranks)[:most]}
    chosen = tuple(way for number, way in enumerate(ways) if number in kept)
    return chosen, tuple(way for number, way in enumerate(ways) if number not in kept)
