"""Gathers what statements, and the outlets' own assertions, say alike, so that one can ask who says so and on whose word.

Words propose and rules decide: likeness of wording joins two sayings, unless they name other actors, places or figures and are
not alike in all else. Whether something is denied never decides what it is about; it decides the stance. Every statement with
at least three words of content is in exactly one claim, were it alone there.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import numpy as np

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Derivation,
    EntityKind,
    Findings,
    Member,
    Origin,
    Reality,
    Span,
    Stance,
    Statement,
    Time,
    ZoneKind,
    identify,
)
from accordingto.relate.events import OCCURRED, Wording, apart, rarity, stem, wordings
from accordingto.relate.lineage import (
    Lineage,
    Telling,
    arithmetic,
    fold_word,
    independent,
    lineage,
    origins,
    pairs_sharing,
)

CONTENT_WORDS = 3  # fewest content words of a saying: "the plan" or "it" could be anything
SHARED_THINGS = 3  # fewest content words two sayings of different articles share; a name is one, however long
NAME_WORD = 0.4  # weight of a word of a name: the name has its own
JOIN_LIKENESS = 0.45  # mean of containment and Jaccard, by weight of words; chosen by reading joined and parted pairs
DISPUTED_LIKENESS = 0.6  # Jaccard; where actors, places or figures differ, all else must be so alike for that to be the dispute
WIDER = 0.3  # Jaccard; of two less alike, one says much more than the other: a part, not the same
SAME_EVENT = 0.1  # added where both tell one event
MEAN_LIKENESS = 0.36  # mean over all pairs of two groups to become one: a claim stays one thing
RARE_WORDS = 10  # rarest words by which a saying is looked up
RARE_PAIRS = 6  # of the rarest words, each two together: in a pile about one affair no single word is rare
BLOCK_SAYINGS = 64  # a word shared by more sayings tells nothing about which claim is meant
SHARED_KEYS = 2  # fewest keys two sayings share before they are compared
COMPARED = 24  # wordings of a group that are compared with another group, to bound the work
OPPOSITE_LIKENESS = 0.5  # Jaccard of words; a negation in two wordings less alike may be about something else
NEGATION_REACH = 2  # content words after a negation that it negates

UNSAID: frozenset[ZoneKind] = frozenset(("furniture", "related", "credit", "byline", "dateline"))
ACTING: frozenset[EntityKind] = frozenset(("person", "organisation", "armed_group", "agency", "government", "outlet"))
NEGATIONS = frozenset(("not", "no", "never", "without", "neither", "nor", "none", "nobody", "nothing", "cannot"))
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "his", "her", "their", "its")
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PARTING = re.compile(r"[,;:–—\"“”]")
CLOSING_MARKS = " \t\r\n\u00a0\u2028\u2029,;:–—-"
OPENING_MARKS = CLOSING_MARKS + ".!?"


@dataclass(frozen=True, slots=True)
class Saying:
    """One wording in one article: a statement's content, or what the outlet asserts itself, with all that it is compared by."""

    statement: Statement | None
    article: str
    span: Span
    zone: ZoneKind
    words: tuple[str, ...]
    terms: Mapping[str, float]
    things: frozenset[str]
    stems: frozenset[str]
    weight: float
    negated: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    figures: Mapping[str, frozenset[Bounds]]
    days: frozenset[tuple[date, date]]
    realities: frozenset[Reality]
    events: frozenset[str]

    @property
    def key(self) -> tuple[str, int, int, str]:
        return self.article, self.span.start, self.span.end, self.statement.id if self.statement else ""


# ---------------------------------------------------------------------------------------------------------------- sayings


def sayings(findings: Sequence[Findings], copies: Iterable[Derivation] = ()) -> list[Saying]:
    """All that a pile says: statements with content, and own-voice assertions that tell an event or give a figure."""
    written = wordings(findings)
    repeated = {copy.derived for copy in copies if copy.relation == "same_text"}
    weight = rarity(one for one in written if one.article.id not in repeated)  # a copy makes no word more common
    kinds = {entity.id: entity.kind for found in findings for entity in found.entities}
    said = [
        _saying(found, words, said, pieces, weight, kinds)
        for found, words in zip(findings, written, strict=True)
        for said, pieces in [*((said, said.content) for said in found.statements), *own_assertions(found, words)]
    ]
    return sorted((one for one in said if len(one.stems) >= CONTENT_WORDS), key=lambda one: one.key)


def own_assertions(found: Findings, words: Wording) -> list[tuple[None, tuple[Span, ...]]]:
    """What an outlet asserts itself: sentences, less any statement in them, that tell a typed event or give a figure."""
    article = found.article
    marks = [mention.trigger for mention in found.event_mentions if mention.statement is None and mention.kind]
    marks += [figure.span for figure in found.figures if figure.statement is None and figure.counted != "other"]
    attributed = sorted(said.extent for said in found.statements if said.cue or said.source or said.content)
    stretches: set[tuple[int, int]] = set()
    for mark in sorted(marks):
        if article.zone_at(mark.start) in UNSAID or any(start <= mark.start < end for start, end in attributed):
            continue
        start, end = words.sentence_at(mark.start)
        first = max([start, *(there for _, there in attributed if there <= mark.start)])
        last = min([end, *(here for here, _ in attributed if here > mark.start)])
        if not (_parted(article.text, first, start, end) and _parted(article.text, last, start, end)):
            # A hedge inside the outlet's own clause ("held two suspected smugglers") does not take the clause from it.
            told = sum(min(there, end) - max(here, start) for here, there in attributed if here < end and start < there)
            if told * 2 > end - start:
                continue
            first, last = start, end
        stretches.add(_trimmed(article, first, last))
    return [(None, (article.span(start, end),)) for start, end in sorted(stretches) if start < end]


def _parted(text: str, cut: int, start: int, end: int) -> bool:
    """Whether a sentence may be cut here: at its ends, and beside a mark that parts clauses."""
    return cut in (start, end) or bool(PARTING.search(text[max(start, cut - 2) : cut + 2]))


def _trimmed(article: Article, start: int, end: int) -> tuple[int, int]:
    text = article.text[start:end]
    kept = text.lstrip(OPENING_MARKS)
    return end - len(kept), end - len(kept) + len(kept.rstrip(CLOSING_MARKS))


def _saying(
    found: Findings,
    words: Wording,
    statement: Statement | None,
    pieces: Sequence[Span],
    weight: Callable[[str], float],
    kinds: Mapping[str, EntityKind],
) -> Saying:
    terms = [term for piece in pieces for term in words.terms_in(piece.start, piece.end)]
    names = frozenset(name for piece in pieces for name in words.names_in(piece.start, piece.end))
    weights = {term: weight(term) * (NAME_WORD if term in names else 1) for term in sorted(set(terms))}
    named = {term[1:] for term in terms if term[0] == "@"}
    figures: dict[str, set[Bounds]] = defaultdict(set)
    for figure in found.figures:
        if figure.counted != "other" and any(piece.overlaps(figure.span) for piece in pieces):
            figures[figure.counted].add(figure.bounds)
    told = [mention for mention in found.event_mentions if any(piece.covers(mention.trigger) for piece in pieces)]
    sites = {mention.place.entity for mention in told if mention.place and mention.place.entity}
    main = max(pieces, key=lambda piece: (piece.end - piece.start, -piece.start), default=found.article.span(0, 0))
    return Saying(
        statement,
        found.article.id,
        main,
        found.article.zone_at(main.start),
        tuple(fold_word(match[0]) for piece in pieces for match in WORD.finditer(piece.exact)),
        weights,
        frozenset(term for term in terms if term not in names),
        frozenset(term for term in terms if term[0] != "@"),
        math.fsum(weights.values()),
        negated(pieces),
        frozenset(entity for entity in named if kinds.get(entity) in ACTING),
        frozenset(entity for entity in named | sites if kinds.get(entity) == "place"),
        {counted: frozenset(bounds) for counted, bounds in figures.items()},
        frozenset(days for mention in told if (days := mention.time.days)),
        frozenset(mention.reality for mention in told),
        frozenset(mention.event for mention in told if mention.event),
    )


def negated(pieces: Iterable[Span]) -> frozenset[str]:
    """The terms within reach of a negation. "Not only" negates nothing."""
    reached: set[str] = set()
    for piece in pieces:
        words = [fold_word(match[0]) for match in WORD.finditer(piece.exact)]
        reach = 0
        for number, word in enumerate(words):
            if word in NEGATIONS or word.endswith(("n't", "n’t")):
                reach = 0 if words[number + 1 : number + 2] == ["only"] else NEGATION_REACH
            elif reach and (term := stem(word)):
                reached.add(term)
                reach -= 1
    return frozenset(reached)


# ------------------------------------------------------------------------------------------------------------------ block


def block(said: Sequence[Saying]) -> list[tuple[int, int]]:
    """Numbers of the sayings worth comparing: those that share rare words, or rare pairs of words."""
    number: dict[tuple[str, ...], int] = {}
    keys: list[int] = []
    items: list[int] = []
    for item, one in enumerate(said):
        rare = sorted(one.terms, key=lambda term: (-one.terms[term], term))[:RARE_WORDS]
        mine = [(term,) for term in rare] + list(combinations(sorted(rare[:RARE_PAIRS]), 2))
        keys += [number.setdefault(key, len(number)) for key in mine]
        items += [item] * len(mine)
    pairs = pairs_sharing(np.array(keys, np.uint64), np.array(items, np.int64), len(said), most=BLOCK_SAYINGS)
    pair, shared = np.unique(pairs, return_counts=True)
    left, right = np.divmod(pair[shared >= SHARED_KEYS], max(1, len(said)))
    return list(zip(left.tolist(), right.tolist(), strict=True))


# ------------------------------------------------------------------------------------------------------------------ score


def likeness(left: Saying, right: Saying) -> float:
    """How alike two sayings are, from 0 to 1; below 0 where a rule keeps them apart, whatever their words.

    Half the share of the weight of all words that both have, half the share of the shorter's; more if they tell one event.
    """
    common = math.fsum(min(left.terms[term], right.terms[term]) for term in left.terms.keys() & right.terms.keys())
    jaccard = common / (left.weight + right.weight - common)
    if jaccard < WIDER:
        return 0.0
    things = len(left.things & right.things) + (left.article == right.article)
    if things < SHARED_THINGS and len(left.stems & right.stems) < DISPUTED_LIKENESS * len(left.stems | right.stems):
        return 0.0
    score = (jaccard + common / min(left.weight, right.weight)) / 2
    if left.article == right.article and left.span.overlaps(right.span) and refused(left) != refused(right):
        return -1.0  # "said that they deny it" is no word for it
    if left.events & right.events:
        score = min(1.0, score + SAME_EVENT)
    if jaccard < DISPUTED_LIKENESS and differ(left, right):
        return -1.0
    return score


def refused(said: Saying) -> bool:
    """Whether a statement denies or declines what its content says."""
    return said.statement is not None and said.statement.report in ("denied", "declined")


def differ(left: Saying, right: Saying) -> bool:
    """Whether two sayings are about other actors, places, days or numbers, or about what came and what is to come."""
    if left.actors and right.actors and not left.actors & right.actors:
        return True
    if left.places and right.places and not left.places & right.places:
        return True
    if left.days and right.days and all(apart(mine, theirs) for mine in left.days for theirs in right.days):
        return True
    for counted in left.figures.keys() & right.figures.keys():
        if all(mine.disjoint(theirs) for mine in left.figures[counted] for theirs in right.figures[counted]):
            return True
    one, two = left.realities, right.realities
    return bool((one == {"future"} and two and two <= OCCURRED) or (two == {"future"} and one and one <= OCCURRED))


def opposite(left: Saying, right: Saying) -> bool:
    """Whether one wording negates what the other says plainly. Of unlike wordings a negation may touch a side issue only."""
    if len(left.stems & right.stems) < OPPOSITE_LIKENESS * len(left.stems | right.stems):
        return False
    if left.article == right.article and left.span.overlaps(right.span):
        return False
    shared = left.terms.keys() & right.terms.keys()
    return bool(left.negated & shared) != bool(right.negated & shared)


# ----------------------------------------------------------------------------------------------------------------- decide


def decide(said: Sequence[Saying]) -> list[list[Saying]]:
    """Groups of sayings that say alike. Best pairs first; two groups join if alike on the whole and no rule parts any two."""
    alike: dict[tuple[object, ...], list[Saying]] = defaultdict(list)
    for one in said:
        figures = tuple(sorted((counted, sorted(map(str, bounds))) for counted, bounds in one.figures.items()))
        alike[tuple(one.terms), str(figures), tuple(sorted(one.negated)), tuple(sorted(one.realities))].append(one)
    wordings = sorted(alike.values(), key=lambda group: group[0].key)
    first = [group[0] for group in wordings]
    scores = {}
    for left, right in block(first):
        score = likeness(first[left], first[right])
        if score >= JOIN_LIKENESS:
            scores[left, right] = score
    group = {number: [number] for number in range(len(first))}
    of = list(range(len(first)))
    for left, right in sorted(scores, key=lambda pair: (-round(scores[pair], 6), first[pair[0]].key, first[pair[1]].key)):
        small, large = sorted((of[left], of[right]), key=lambda root: (len(group[root]), root))
        if small == large or not _one_thing(first, group[small], group[large]):
            continue
        group[large] = sorted(group[large] + group.pop(small))
        for number in group[large]:
            of[number] = large
    return [
        sorted((one for number in numbers for one in wordings[number]), key=lambda one: one.key) for numbers in group.values()
    ]


def _one_thing(said: Sequence[Saying], left: Sequence[int], right: Sequence[int]) -> bool:
    total, count = 0.0, 0
    for mine in left[:COMPARED]:
        for theirs in right[:COMPARED]:
            score = likeness(said[mine], said[theirs])
            if score < 0:
                return False
            total += score
            count += 1
    return total >= MEAN_LIKENESS * count


def claims(findings: Sequence[Findings], copies: Sequence[Derivation] = ()) -> tuple[Claim, ...]:
    """The claims of a pile, by id, each with its members, their stances, and the origins of those who affirm it.

    `independent` counts over the members that affirm; whoever denies or questions is found among the members.
    """
    findings = sorted(findings, key=lambda found: found.article.id)
    known = lineage(findings, copies)
    gathered = [_claim(group, known) for group in decide(sayings(findings, copies))]
    return tuple(sorted(_with_parts(gathered, findings), key=lambda claim: claim.id))


def _claim(group: Sequence[Saying], known: Lineage) -> Claim:
    near = nearness(group)
    stances = stances_of(group, near)
    members = tuple(
        Member(one.statement.id if one.statement else None, one.article, one.span, stance)
        for one, stance in zip(group, stances, strict=True)
    )
    affirming = [one for one, stance in zip(group, stances, strict=True) if stance == "affirms"]
    tellings = [telling(one, known) for one in affirming]
    found = origins(tellings, known)
    deniers = [telling(one, known).path[-1].name for one, stance in zip(group, stances, strict=True) if stance == "denies"]
    articles = sorted({one.article for one in group})
    times = sorted((known.articles[article].published.time for article in articles), key=_day)
    dated = [time for time in times if time.value]
    return Claim(
        id=identify("c", [one.key for one in group]),
        text=clearest(affirming or group, near).span.exact,
        members=members,
        reports=len(articles),
        origins=found,
        independent=independent(found),
        contested=bool(affirming and deniers),
        reason=_reason(affirming, tellings, found, deniers),
        parts=(),
        first=dated[0] if dated else Time(),
        last=max(dated, key=_last_day) if dated else Time(),
    )


def _reason(affirming: Sequence[Saying], tellings: Sequence[Telling], found: Sequence[Origin], deniers: Sequence[str]) -> str:
    reason = arithmetic(len({one.article for one in affirming}), tellings, found)
    return f"{reason}; denied by {', '.join(sorted(set(deniers)))}" if deniers else reason


def _day(time: Time) -> tuple[str, str]:
    return (str(time.days[0]) if time.days else "9999"), time.value or ""


def _last_day(time: Time) -> tuple[str, str]:
    return (str(time.days[1]) if time.days else ""), time.value or ""


def telling(said: Saying, known: Lineage) -> Telling:
    """On whose word a saying stands."""
    return Telling(said.article, known.path(said.article, said.statement), said.words, own=said.statement is None)


def nearness(group: Sequence[Saying]) -> dict[tuple[str, int, int, str], float]:
    """How near each wording is to the others: the nearest says best what all say."""
    if len(group) == 1:
        return {group[0].key: 1.0}
    some = group[:: len(group) // COMPARED + 1]
    return {one.key: round(math.fsum(max(0.0, likeness(one, other)) for other in some), 6) for one in group}


def stances_of(group: Sequence[Saying], near: Mapping[tuple[str, int, int, str], float]) -> list[Stance]:
    """The stance of each member towards what most of the wordings say; of two equal sides, what the plainer ones say."""
    centre = max(group, key=lambda one: (near[one.key], one.key))
    turned = [opposite(one, centre) for one in group]
    weight = Counter(dict.fromkeys((False, True), 0))
    for side in (False, True):
        weight[side] = len({one.article for one, is_turned in zip(group, turned, strict=True) if is_turned is side})
    plain = not any(one.negated & one.terms.keys() for one, is_turned in zip(group, turned, strict=True) if is_turned)
    majority = weight[True] > weight[False] or (weight[True] == weight[False] and plain)
    return [stance_of(one.statement, against=is_turned is not majority) for one, is_turned in zip(group, turned, strict=True)]


def stance_of(said: Statement | None, *, against: bool) -> Stance:
    """A statement's stance; `against`: its wording is the opposite of the claim's."""
    if said and (said.report in ("questioned", "unverified") or (said.report == "declined" and said.certainty != "CT-")):
        return "questions"
    denies = bool(said and said.report in ("denied", "declined"))
    return "denies" if denies is not against else "affirms"


def clearest(group: Sequence[Saying], near: Mapping[tuple[str, int, int, str], float]) -> Saying:
    """The wording to show: from the body, naming whom it means, neither clipped nor rambling, and near to all the others."""

    def unclear(said: Saying) -> tuple[bool, bool, bool, float, tuple[str, int, int, str]]:
        opening = next((word for word in said.words if word != "that"), "")
        length = len(said.words)
        headline = said.zone in ("headline", "heading")
        return headline, opening in PRONOUNS, not 5 <= length <= 40, -near[said.key], said.key

    return min(group, key=unclear)


def _with_parts(gathered: Sequence[Claim], findings: Sequence[Findings]) -> list[Claim]:
    """Each claim with the narrower ones that stand inside its members' wording, as statements nested in theirs."""
    of = {member.statement: number for number, claim in enumerate(gathered) for member in claim.members if member.statement}
    parts: dict[int, set[int]] = defaultdict(set)
    for found in findings:
        for said in found.statements:
            inner, outer = of.get(said.id), of.get(said.nested_in or "")
            if inner is not None and outer is not None and inner != outer:
                parts[outer].add(inner)
    return [
        replace(claim, parts=tuple(sorted(gathered[part].id for part in parts[number] if number not in parts[part])))
        if number in parts
        else claim
        for number, claim in enumerate(gathered)
    ]
