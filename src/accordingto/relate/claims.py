"""Gathers what statements, and the outlets' own assertions, say alike, so that one can ask who says so and on whose word.

Words propose and rules decide: likeness of wording joins two sayings, unless they name other actors, places or figures and are
not alike in all else. Whether something is denied never decides what it is about; it decides the stance. Every statement with
at least three words of content is in exactly one claim, were it alone there. Where other words tell in passing what a claim
says ("three days after the gate failed"), or deny it without repeating it ("the complaint"), they are members of it too.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

import numpy as np

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Derivation,
    Entity,
    EntityKind,
    Findings,
    Member,
    PlacePrecision,
    Reality,
    Span,
    Stance,
    Statement,
    Time,
    ZoneKind,
    by_id,
    identify,
)
from accordingto.relate import agreement, quoting
from accordingto.relate.acts import (
    Act,
    acquainted,
    act_at,
    act_of,
    alike,
    clause_at,
    in_own_voice,
    in_passing,
    same_act,
    word_of,
)
from accordingto.relate.background import Leads, Sentence, background, holds
from accordingto.relate.copies import STOCK_ARTICLES, families, pairs_sharing, stock_text
from accordingto.relate.events import FAR_APART, OCCURRED, Wording, apart, named_in, rarity, stem, wordings
from accordingto.relate.folding import fold_name, fold_word
from accordingto.relate.grouping import Grouping
from accordingto.relate.lineage import Lineage, Telling, arithmetic, independent, lineage, origins
from accordingto.relate.meaning import Sense, Vector
from accordingto.relate.quoting import PRONOUNS, clearest, shown

CONTENT_WORDS = 3  # fewest content words of a saying: "the plan" or "it" could be anything
SHARED_THINGS = 3  # fewest content words two sayings of different articles share; a name is one, however long
NAME_WORD = 0.4  # weight of a word of a name: the name has its own
JOIN_LIKENESS = 0.45  # mean of containment and Jaccard, by weight of words; chosen by reading joined and parted pairs
DISPUTED_LIKENESS = 0.6  # Jaccard; where actors, places or figures differ, all else must be so alike for that to be the dispute
WIDER = 0.3  # Jaccard; of two less alike, one says much more than the other: a part, not the same
SAME_ACT = 0.5  # likeness of two sayings that tell one act done to one thing, in whatever words
SAME_EVENT = 0.1  # added where both tell one event
MEAN_LIKENESS = 0.36  # mean over all pairs of two groups to become one: a claim stays one thing
RARE_WORDS = 10  # rarest words by which a saying is looked up
RARE_PAIRS = 6  # of the rarest words, each two together: in a pile about one affair no single word is rare
BLOCK_SAYINGS = 64  # a word shared by more sayings tells nothing about which claim is meant
SHARED_KEYS = 2  # fewest keys two sayings share before they are compared
COMPARED = 24  # wordings of a group that are compared with another group, to bound the work
OPPOSITE_LIKENESS = 0.5  # Jaccard of words; a negation in two wordings less alike may be about something else
NEGATION_REACH = 2  # content words after a negation that it negates: "no army troops"
VERB_REACH = 1  # after one that stands before its verb: "will not affect play" says nothing against "will play"

PART = 0.5  # of the words of a saying inside another one: when that has so many more, the inner one is a part of it
MEANT = 0.6  # cosine of two wordings below which they are not compared further
MEANT_ALIKE = 0.78  # mean cosine, of two wordings whole and without names, to be one; chosen by reading joined and parted pairs
MEANT_OTHER = 0.65  # of two wordings with words in common, below which they share a topic; read likewise
MEANT_ACT = 0.3  # of two that tell one act and share little else, below which it is by chance; read likewise
SURE_LIKENESS = 0.75  # words so alike need no vector
SUPPORT = 0.04  # added to it for one event and for the same names; taken from it where there is neither, nor a number
NUMBER_SUPPORT = 1.5  # times as much for one number: read likewise, between .74 and .78 what has one in common is mostly one
LEAST_SHARED = 0.25  # of the words of the shorter; with fewer in common hardly any two are one, and a vector is dear
SOON = timedelta(days=4)  # between two reports that share no event or number; later it is the like of it, not the same
LONGER = 2.5  # times as many words of content: that one says more
UNSURE: frozenset[agreement.Mood] = frozenset(("coming", "possible"))

UNSAID: frozenset[ZoneKind] = frozenset(("furniture", "related", "credit", "byline", "dateline"))
ACTING: frozenset[EntityKind] = frozenset(("person", "organisation", "armed_group", "agency", "government", "outlet"))
SPOTS: frozenset[PlacePrecision] = frozenset(("point", "town", "near"))
# What a statement may be called by those who deny it.
SAYING_NOUNS = frozenset(
    (
        "complaint",
        "accusation",
        "accusations",
        "claim",
        "claims",
        "charge",
        "charges",
        "allegation",
        "allegations",
        "suggestion",
        "suggestions",
        "idea",
        "account",
    )
)
PARTS = frozenset(["part", "role", "involvement", "responsibility", "hand", "wrongdoing"])  # "any part in it"
DENIED_WORDS = 4  # a denial of more words says itself what it denies
DENIED_BACK = 400  # code points before a denial in which that stands which it denies without repeating it
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PARTING = re.compile(r"[,;:–—\"“”]")
APPOSED = re.compile(r",\s+(?:the|an?)\s+[^,;.]{1,60}?\s+(?:that|who|which)\s+[^,;.]+(?=,|$)", re.IGNORECASE)
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
    refused: bool = False
    act: Act | None = None
    passing: bool = False
    day: str = ""
    company: frozenset[str] = frozenset()  # whom and what its article names, papers apart
    text: str = ""
    bare: str = ""  # without names: what is told of whomever
    sites: frozenset[str] = frozenset()  # places that no other place of their kind lies in
    counts: Mapping[str, frozenset[Bounds]] = field(default_factory=dict)
    ends: agreement.Ends = (frozenset(), frozenset())
    mood: agreement.Mood = "plain"
    negative: bool = False
    names: tuple[str, ...] = ()
    acting: Mapping[str, str] = field(default_factory=dict)  # the name of each of `actors`, folded
    framing: frozenset[str] = frozenset()  # stems of the words that say who says it, and how
    text_of: str = ""  # the first of the articles that one text or a part of it runs through

    @property
    def key(self) -> tuple[str, int, int, str]:
        return self.article, self.span.start, self.span.end, self.statement.id if self.statement else ""


# ---------------------------------------------------------------------------------------------------------------- sayings


def sayings(findings: Sequence[Findings], written: Sequence[Wording], copies: Iterable[Derivation] = ()) -> list[Saying]:
    """All that a pile says: statements with content, and own-voice assertions that tell an event or give a figure."""
    copies = list(copies)
    text_of = families((found.article.id for found in findings), copies)
    repeated = {copy.derived for copy in copies if copy.relation == "same_text"}
    weight = rarity(one for one in written if one.article.id not in repeated)  # a copy makes no word more common
    entities = {entity.id: entity for found in findings for entity in found.entities}
    refused = refusals(findings)
    stock, furniture = stock_phrases(findings, written), stock_text(findings)
    said = [
        replace(one, company=company, text_of=text_of.get(found.article.id, found.article.id))
        for found, words in zip(findings, written, strict=True)
        for company in [named_in(found)]
        for said, pieces in [*((said, said.content) for said in found.statements), *own_assertions(found, words)]
        if not (pieces and all(holds(furniture.get(found.article.id, ()), piece) for piece in pieces))
        for one in [_saying(found, words, said, pieces, weight, entities, refused)]
        if said or (fold_name(found.article.outlet or ""), one.words) not in stock
    ]
    return sorted((one for one in said if one.act or len(one.stems) >= CONTENT_WORDS), key=lambda one: one.key)


def stock_phrases(findings: Sequence[Findings], written: Sequence[Wording]) -> frozenset[tuple[str, tuple[str, ...]]]:
    """(outlet, words) of the sentences that one outlet puts into several different texts: they tell nothing."""
    texts: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = defaultdict(set)
    for found, words in zip(findings, written, strict=True):
        outlet = fold_name(found.article.outlet or "")
        if not outlet:
            continue
        whole = tuple(fold_word(match[0]) for match in WORD.finditer(found.article.text))
        for _, pieces in own_assertions(found, words):
            texts[outlet, tuple(fold_word(match[0]) for piece in pieces for match in WORD.finditer(piece.exact))].add(whole)
    return frozenset(key for key, different in texts.items() if len(different) >= STOCK_ARTICLES)


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
    widest = [
        one for one in stretches if not any(one != other and other[0] <= one[0] and one[1] <= other[1] for other in stretches)
    ]
    return [(None, (article.span(start, end),)) for start, end in sorted(widest) if start < end]


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
    entities: Mapping[str, Entity],
    refused: frozenset[str],
) -> Saying:
    stretches = _unapposed(pieces)
    terms = [term for start, end in stretches for term in words.terms_in(start, end)]
    if sum(term[0] != "@" for term in terms) < CONTENT_WORDS:
        stretches = [(piece.start, piece.end) for piece in pieces]
        terms = [term for start, end in stretches for term in words.terms_in(start, end)]
    names = frozenset(name for piece in pieces for name in words.names_in(piece.start, piece.end))
    weights = {term: weight(term) * (NAME_WORD if term in names else 1) for term in sorted(set(terms))}
    named = {term[1:] for term in terms if term[0] == "@"}
    figures: dict[str, set[Bounds]] = defaultdict(set)
    for figure in found.figures:
        if figure.counted != "other" and any(piece.overlaps(figure.span) for piece in pieces):
            figures[figure.counted].add(figure.bounds)
    first, last = min((start for start, _ in stretches), default=0), max((end for _, end in stretches), default=0)
    told = [
        mention
        for mention in found.event_mentions
        if first <= mention.trigger.start
        and mention.trigger.end <= last
        and any(start <= mention.trigger.start and mention.trigger.end <= end for start, end in stretches)
    ]
    sites = {mention.place.entity for mention in told if mention.place and mention.place.entity}
    act, core = act_of(found, words, told, pieces)
    actors = frozenset(entity for entity in named if _kind(entity, entities) in ACTING)
    text = " ".join(piece.exact for piece in pieces)
    main = core or max(pieces, key=lambda piece: (piece.end - piece.start, -piece.start), default=found.article.span(0, 0))
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
        actors,
        frozenset(entity for entity in named | sites if _kind(entity, entities) == "place"),
        {counted: frozenset(bounds) for counted, bounds in figures.items()},
        frozenset(days for mention in told if (days := mention.time.days)) or _days_in(found, pieces),
        frozenset(mention.reality for mention in told),
        frozenset(mention.event for mention in told if mention.event),
        statement is not None and statement.id in refused,
        act,
        day=(found.article.published.value or "")[:10],
        text=text,
        bare=_bare(found, pieces),
        sites=frozenset(entity for entity in named | sites if _is_spot(entities.get(entity))),
        counts=agreement.counts(figure for figure in found.figures if any(piece.overlaps(figure.span) for piece in pieces)),
        ends=agreement.ends(text, told, words),
        mood=agreement.mood(text),
        negative=agreement.negative(text),
        names=agreement.names(text, named_first=bool(pieces) and _starts_a_name(found, pieces[0].start)),
        acting={entity: fold_name(entities[entity].name) for entity in sorted(actors)},
        framing=frozenset(
            term
            for part in (statement.source, statement.cue)
            if statement and part
            for term in words.terms_in(part.start, part.end)
        )
        if statement
        else frozenset(),
    )


def _starts_a_name(found: Findings, start: int) -> bool:
    return any(one.span.start == start and one.form == "name" for one in found.mentions)


def _days_in(found: Findings, pieces: Sequence[Span]) -> frozenset[tuple[date, date]]:
    """The days that a saying names, where nothing it tells is dated by them."""
    inside = (one.time for one in found.timexes if any(piece.covers(one.span) for piece in pieces))
    return frozenset(days for time in inside if time.precision == "day" and (days := time.days))


def _kind(entity: str, entities: Mapping[str, Entity]) -> EntityKind | None:
    return entities[entity].kind if entity in entities else None


def _is_spot(entity: Entity | None) -> bool:
    """Whether an entity is a place so small that what happened in another did not happen in it."""
    return entity is not None and entity.place is not None and entity.place.precision in SPOTS


def _bare(found: Findings, pieces: Sequence[Span]) -> str:
    """What a saying says, without the names in it."""
    names = sorted({(one.span.start, one.span.end) for one in found.mentions if one.form == "name"})
    kept = []
    for piece in pieces:
        at = piece.start
        for start, end in names:
            if at <= start < piece.end:
                kept.append(found.article.text[at:start])
            if start < piece.end and at < end:
                at = end
        kept.append(found.article.text[at : piece.end])
    return " ".join(" ".join(kept).split())


def _unapposed(pieces: Sequence[Span]) -> list[tuple[int, int]]:
    """The stretches of a saying without what it says by the way of someone it names: ", an armed group that has fought"."""
    stretches = []
    for piece in pieces:
        start = piece.start
        for match in APPOSED.finditer(piece.exact):
            stretches.append((start, piece.start + match.start()))
            start = piece.start + match.end()
        stretches.append((start, piece.end))
    return [(start, end) for start, end in stretches if start < end]


def refusals(findings: Sequence[Findings]) -> frozenset[str]:
    """Statements that deny or decline what they contain; and, inside a denial, what is nobody else's: the denied itself."""
    denied = {said.id for found in findings for said in found.statements if said.report == "denied"}
    declined = {said.id for found in findings for said in found.statements if said.report == "declined"}
    inside = {
        said.id
        for found in findings
        for said in found.statements
        if said.source is None and said.nested_in in denied and said.continues is None
    }
    return frozenset(denied | declined | inside)


def negated(pieces: Iterable[Span]) -> frozenset[str]:
    """The terms within reach of a negation. "Not only" negates nothing."""
    reached: set[str] = set()
    for piece in pieces:
        words = [fold_word(match[0]) for match in WORD.finditer(piece.exact)]
        reach = 0
        for number, word in enumerate(words):
            if agreement.negates(words, number):
                before_verb = word in ("not", "never", "cannot") or word not in agreement.NEGATIONS
                reach = VERB_REACH if before_verb else NEGATION_REACH
            elif word in agreement.NEGATIONS:
                reach = 0
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
        mine: list[tuple[str, ...]] = [(term,) for term in rare]
        mine += combinations(sorted(rare[:RARE_PAIRS]), 2)
        if one.act:
            mine += [(part, one.act.word, thing) for thing in sorted(one.act.things) for part in ("act", "same act")]
        keys += [number.setdefault(key, len(number)) for key in mine]
        items += [item] * len(mine)
    pairs = pairs_sharing(np.array(keys, np.uint64), np.array(items, np.int64), len(said), most=BLOCK_SAYINGS)
    pair, shared = np.unique(pairs, return_counts=True)
    left, right = np.divmod(pair[shared >= SHARED_KEYS], max(1, len(said)))
    return list(zip(left.tolist(), right.tolist(), strict=True))


# ------------------------------------------------------------------------------------------------------------------ score


def likeness(left: Saying, right: Saying, sense: Sense | None = None) -> float:
    """How alike two sayings are, from 0 to 1; below 0 where a rule keeps them apart, whatever their words.

    Half the share of the weight of all words that both have, half the share of the shorter's; more if they tell one event. Of
    few words in common, what the words mean; with nothing that speaks against it.
    """
    common = math.fsum(min(left.terms[term], right.terms[term]) for term in left.terms.keys() & right.terms.keys())
    jaccard = common / ((left.weight + right.weight - common) or 1.0)
    one_act = same_act(left.act, right.act)
    things = len(left.things & right.things) + (left.article == right.article)
    few = things < SHARED_THINGS and len(left.stems & right.stems) < DISPUTED_LIKENESS * len(left.stems | right.stems)
    by_words = one_act or not (jaccard < WIDER or few)
    if not by_words and sense is None:
        return 0.0
    score = (jaccard + common / (min(left.weight, right.weight) or 1.0)) / 2 if by_words else 0.0
    if one_act:
        score = max(score, SAME_ACT)
    if left.article == right.article and left.span.overlaps(right.span) and left.refused != right.refused:
        return -1.0  # "said that they deny it" is no word for it
    if left.article == right.article and (part_of(left, right) or part_of(right, left)):
        return -1.0
    if by_words and left.events & right.events:
        score = min(1.0, score + SAME_EVENT)
    if strangers(left, right) or (jaccard < DISPUTED_LIKENESS and (differ(left, right) or long_apart(left, right))):
        return -1.0
    if rival_counts(left, right):
        return -1.0  # who gives another number neither affirms nor denies this one: the figures contradict each other
    if _days_between(left.day, right.day) > FAR_APART and not all(
        left.counts[counted] & right.counts[counted] for counted in _counted_by_both(left, right)
    ):
        return -1.0  # "more than 200" and, a year later, "more than 300" contest nothing: the toll has risen
    if one_act and jaccard < WIDER:
        if agreement.reversed_ends(left.ends, right.ends):
            return -1.0
    elif clash(left, right, copied=left.text_of == right.text_of and by_words):
        return -1.0
    if sense is None:
        return score
    if score >= JOIN_LIKENESS:
        doubted = not one_act and score < SURE_LIKENESS and left.text_of != right.text_of
        if one_act and jaccard < WIDER and sense.near(left.text, right.text) < MEANT_ACT:
            return 0.0
        return 0.0 if doubted and max(sense.near(left.text, right.text), _meaning(left, right, sense)) < MEANT_OTHER else score
    if not by_words and _numbers_agree(left, right) == (False, 2):
        return -1.0
    return max(score, meant_alike(left, right, sense))


def part_of(inner: Saying, outer: Saying) -> bool:
    """Whether one saying stands inside another that says much more than that someone says so, or means to do so."""
    if inner.span == outer.span or not outer.span.covers(inner.span):
        return False
    more = outer.stems - inner.stems - inner.framing
    return len(more) > PART * len(inner.stems)


def clash(left: Saying, right: Saying, *, copied: bool = False) -> bool:
    """Whether one of two sayings, however alike, names another doer, place or day, tells the reverse, or only expects it.

    `copied`: in two copies of one text, another name is how the outlet calls the same one.
    """
    if agreement.reversed_ends(left.ends, right.ends):
        return True
    if (left.mood == "plain" and right.mood in UNSURE) or (right.mood == "plain" and left.mood in UNSURE):
        return True
    if turned(left, right):
        return True
    if copied or left.words == right.words:
        return False
    if _nearly_alike(left, right):
        if agreement.part_and_whole(left.words, right.words):
            return True
        one, other = _uncounted(left), _uncounted(right)
        if one and other and not one & other:
            return True
    if other_actors(left, right):
        return True
    mine, theirs = left.sites - right.sites, right.sites - left.sites
    if mine and theirs and len(left.sites & right.sites) <= min(len(mine), len(theirs)):
        return True
    both, alone, elsewhere = agreement.shared_names(left.names, right.names)
    if alone and elsewhere and both <= min(alone, elsewhere) and not left.actors & right.actors:
        return True
    return bool(left.days and right.days) and all(apart(mine, theirs) for mine in left.days for theirs in right.days)


def _uncounted(one: Saying) -> frozenset[float]:
    """The numbers of a saying that count nothing, "for three years"; of those that do, another number is a dispute."""
    bounds = [bound for counted in one.counts.values() for bound in counted]
    return agreement.numbers(one.text) - {end for bound in bounds for end in (bound.low, bound.high) if end is not None}


def turned(left: Saying, right: Saying) -> bool:
    """Whether one saying says the opposite of the other by another word: "is shut", where that says "is open", not "is not"."""
    return left.negative == right.negative and agreement.opposed(left.stems, right.stems)


def meant_alike(left: Saying, right: Saying, sense: Sense) -> float:
    """How alike two sayings of few words in common are by what they mean, as `likeness`; 0 where anything is missing for that.

    Meaning alone says what they are about. So what is compared must agree besides: in whether it is so, in one number where
    both give any, and in a name, a number or an event that both have.
    """
    if left.negative != right.negative and not agreement.opposed(left.stems, right.stems):
        return 0.0
    if left.refused != right.refused or left.mood != right.mood:
        return 0.0
    same_number, numbered = _numbers_agree(left, right)
    if numbered == 2 and not same_number:
        return 0.0
    one_event = bool(left.events & right.events)
    if _days_between(left.day, right.day) > (FAR_APART if same_number or one_event else SOON):
        return 0.0
    least, most = sorted((len(left.stems), len(right.stems)))
    if most > LONGER * least or not (left.things & right.things or same_number or one_event):
        return 0.0
    if len(left.stems & right.stems) < LEAST_SHARED * least:
        return 0.0
    both, one, other = agreement.shared_names(left.names, right.names)
    same_names = both > 0 and not one and not other
    unsupported = not (one_event or same_number or same_names)
    support = one_event + same_number * NUMBER_SUPPORT + same_names - 2 * (numbered == 1) - unsupported
    wanted = MEANT_ALIKE - SUPPORT * support
    if sense.near(left.text, right.text) < max(MEANT, 2 * wanted - 1):  # nothing that they are without names could make it up
        return 0.0
    found = _meaning(left, right, sense)
    return JOIN_LIKENESS + found - wanted if found >= wanted else 0.0


def _meaning(left: Saying, right: Saying, sense: Sense) -> float:
    """How near two sayings are in meaning: the mean of the wordings whole, and without the names."""
    return (sense.near(left.text, right.text) + sense.near(left.bare, right.bare)) / 2


def _numbers_agree(left: Saying, right: Saying) -> tuple[bool, int]:
    """Whether two sayings give one number of one kind of thing, so far as it is of a kind; and how many of them give any."""
    same = any(
        left.counts[one] & right.counts[other]
        for one in left.counts
        for other in right.counts
        if one == other or "other" in (one[:5], other[:5]) or "people" in (one, other)
    )
    return same, bool(left.counts) + bool(right.counts)


def _days_between(one: str, other: str) -> timedelta:
    if not one or not other:
        return timedelta(0)
    try:
        return abs(date.fromisoformat(one) - date.fromisoformat(other))
    except ValueError:
        return timedelta(0)


def strangers(left: Saying, right: Saying) -> bool:
    """Whether two sayings stand in articles that name nobody and no place in common, and give no number alike.

    "Schools stay shut", said in two towns, is not one claim, whatever the words.
    """
    if left.article == right.article or not left.company or not right.company or left.company & right.company:
        return False
    if agreement.shared_names(left.names, right.names)[0]:
        return False
    return not any(left.figures[counted] & right.figures[counted] for counted in left.figures.keys() & right.figures.keys())


def long_apart(left: Saying, right: Saying) -> bool:
    """Whether two sayings tell of what happened, long after each other, and nothing says that it is the same happening."""
    if not (left.realities & OCCURRED and right.realities & OCCURRED) or left.events & right.events:
        return False
    if any(not apart(mine, theirs) for mine in left.days for theirs in right.days):
        return False
    return _days_between(left.day, right.day) > FAR_APART


def other_actors(left: Saying, right: Saying) -> bool:
    """Whether each of two sayings names somebody who acts and is not in the other, under whatever name.

    One name may stand for two entities where articles are short: "Tarn" the town and "Tarn" its government.
    """
    mine, theirs, both = left.actors - right.actors, right.actors - left.actors, left.actors & right.actors
    if not (mine and theirs) or len(both) > min(len(mine), len(theirs)):
        return False
    called = {left.acting[one] for one in mine}, {right.acting[one] for one in theirs}
    return not (_named_in(called[0], called[1] | {*right.names}) or _named_in(called[1], called[0] | {*left.names}))


def _named_in(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of some names is, or is a part of, or holds, one of others."""
    parts = [frozenset(other.split()) for other in others]
    return any(words <= part or part <= words for words in map(frozenset, map(str.split, names)) for part in parts)


def differ(left: Saying, right: Saying) -> bool:
    """Whether two sayings are about other actors, places, days or numbers, or about what came and what is to come."""
    if not left.actors & right.actors and other_actors(left, right):
        return True
    if left.places and right.places and not left.places & right.places:
        return True
    if left.days and right.days and all(apart(mine, theirs) for mine in left.days for theirs in right.days):
        return True
    if rival_counts(left, right):
        return True
    one, two = left.realities, right.realities
    return bool((one == {"future"} and two and two <= OCCURRED) or (two == {"future"} and one and one <= OCCURRED))


def rival_counts(left: Saying, right: Saying) -> frozenset[str]:
    """What two sayings count differently, so that no number is left that both could mean.

    Things of no kind that is known ("one gate", "three gates") only where the words are nearly the same.
    """
    return frozenset(
        counted
        for counted in _counted_by_both(left, right)
        if all(mine.disjoint(theirs) for mine in left.counts[counted] for theirs in right.counts[counted])
    )


def _counted_by_both(left: Saying, right: Saying) -> frozenset[str]:
    near = _nearly_alike(left, right)
    return frozenset(one for one in left.counts.keys() & right.counts.keys() if near or not one.startswith("other"))


def _nearly_alike(left: Saying, right: Saying) -> bool:
    return len(left.stems & right.stems) >= DISPUTED_LIKENESS * len(left.stems | right.stems)


def opposite(left: Saying, right: Saying) -> bool:
    """Whether one wording negates what the other says plainly. Of unlike wordings a negation may touch a side issue only."""
    if same_act(left.act, right.act) and left.act and right.act:
        return left.act.negated != right.act.negated
    if len(left.stems & right.stems) < OPPOSITE_LIKENESS * len(left.stems | right.stems):
        return False
    if left.article == right.article and left.span.overlaps(right.span):
        return False
    if left.negated and right.negated:
        return False  # "failed to put pressure", "failed to pressure"
    shared = left.terms.keys() & right.terms.keys()
    return bool(left.negated & shared) != bool(right.negated & shared)


# ----------------------------------------------------------------------------------------------------------------- decide


def decide(said: Sequence[Saying], sense: Sense | None = None) -> list[list[Saying]]:
    """Groups of sayings that say alike. Best pairs first; two groups join if alike on the whole and no rule parts any two."""
    alike: dict[tuple[object, ...], list[Saying]] = defaultdict(list)
    for one in said:
        figures = tuple(sorted((counted, sorted(map(str, bounds))) for counted, bounds in one.figures.items()))
        alike[tuple(one.terms), str(figures), tuple(sorted(one.negated)), tuple(sorted(one.realities))].append(one)
    wordings = sorted((near for group in alike.values() for near in _acquainted(group)), key=lambda group: group[0].key)
    first = [group[0] for group in wordings]
    scores = {}
    pairs = block(first)
    if sense is not None:
        pairs = sorted({*pairs, *tied(first)})
    for left, right in pairs:
        score = likeness(first[left], first[right], sense)
        if score >= JOIN_LIKENESS:
            scores[left, right] = score
    group = {number: [number] for number in range(len(first))}
    of = list(range(len(first)))
    for left, right in sorted(scores, key=lambda pair: (-round(scores[pair], 6), first[pair[0]].key, first[pair[1]].key)):
        small, large = sorted((of[left], of[right]), key=lambda root: (len(group[root]), root))
        if small == large or not _one_thing(first, group[small], group[large], sense):
            continue
        group[large] = sorted(group[large] + group.pop(small))
        for number in group[large]:
            of[number] = large
    return [
        sorted((one for number in numbers for one in wordings[number]), key=lambda one: one.key) for numbers in group.values()
    ]


def tied(said: Sequence[Saying]) -> list[tuple[int, int]]:
    """Numbers of the sayings whose meaning may matter: two that share a thing and a name, number or event, or two things.

    They are of about one time, and in one mood; nothing else could join them. A vector costs as reading a sentence does.
    """
    number: dict[tuple[object, ...], int] = {}
    keys: list[int] = []
    items: list[int] = []
    dated = all(one.day for one in said)  # what has no date may be of any
    for item, one in enumerate(said):
        ties: list[object] = [term for term in one.terms if term[0] == "@"]
        ties += [*one.names, *sorted(one.events), *sorted({str(bound) for bounds in one.counts.values() for bound in bounds})]
        shared: list[tuple[object, ...]] = [(thing, tie) for thing in sorted(one.stems) for tie in ties]
        shared += combinations(sorted(one.stems), 2) if not ties else []
        mine = {(one.mood, when, *key) for key in shared for when in (_periods(one.day) if dated else (0,))}
        keys += [number.setdefault(key, len(number)) for key in sorted(mine, key=str)]
        items += [item] * len(mine)
    pairs = np.unique(pairs_sharing(np.array(keys, np.uint64), np.array(items, np.int64), len(said), most=BLOCK_SAYINGS))
    left, right = np.divmod(pairs, max(1, len(said)))
    return list(zip(left.tolist(), right.tolist(), strict=True))


def _periods(day: str) -> tuple[int, int]:
    """Numbers of the two periods that a day is counted to: two days that are not far apart have one in common."""
    try:
        number = date.fromisoformat(day).toordinal() // FAR_APART.days
    except ValueError:
        return 0, 1
    return number, number + 1


def _acquainted(group: Sequence[Saying]) -> list[list[Saying]]:
    """Sayings of the very same words, apart where their articles have nobody and nothing to do with each other."""
    joined: Grouping[str] = Grouping()
    for one in group:
        for key in sorted(one.company):
            joined.join(one.article, key)
    parts: dict[str, list[list[Saying]]] = defaultdict(list)
    for one in group:
        alike = parts[joined.root(one.article) if one.company else ""]
        # The same words may tell the reverse, or of another day: "from Tarnia into Velm", "from Velm into Tarnia".
        same = next(
            (part for part in alike if part[0].words == one.words or not (rival_counts(part[0], one) or clash(part[0], one))),
            None,
        )
        if same is None:
            alike.append([one])
        else:
            same.append(one)
    return [part for alike in parts.values() for part in alike]


def _one_thing(said: Sequence[Saying], left: Sequence[int], right: Sequence[int], sense: Sense | None) -> bool:
    total, count = 0.0, 0
    for mine in left[:COMPARED]:
        for theirs in right[:COMPARED]:
            score = likeness(said[mine], said[theirs], sense)
            if score < 0:
                return False
            total += score
            count += 1
    return total >= MEAN_LIKENESS * count


def claims(
    findings: Sequence[Findings],
    copies: Sequence[Derivation] = (),
    written: Sequence[Wording] = (),
    meaning: Vector | None = None,
    known: Lineage | None = None,
) -> tuple[Claim, ...]:
    """The claims of a pile, by id, each with its members, their stances, and the origins of those who affirm it.

    `meaning` gives the unit vector of a text; without it, words alone tell what is alike.

    `independent` counts over the members that affirm; whoever denies or questions is found among the members.
    """
    findings = sorted(findings, key=lambda found: found.article.id)
    known = known or lineage(findings, copies)
    written = written or wordings(findings)
    said = sayings(findings, written, copies)
    sense = Sense(meaning) if meaning and len(findings) > 1 else None
    leads = Leads(findings, copies)
    groups = without_background(decide(said, sense), leads)
    groups = with_denials(with_echoes(groups, findings, written), findings, written)
    of_article = {words.article.id: words for words in written}
    gathered = [*by_id(_claim(group, known, of_article) for group in groups).values()]  # two parts of one sentence are one
    return tuple(sorted(_with_parts(gathered, findings), key=lambda claim: claim.id))


def without_background(groups: Sequence[list[Saying]], leads: Leads) -> list[list[Saying]]:
    """The groups without what the pile repeats as background. What somebody is said to have said stays, and who repeats it."""
    own = [one for group in groups if not any(one.statement for one in group) for one in group]
    said = [Sentence(one.article, one.span.start, one.stems, one.events) for one in own]
    stock = {own[number].key for number in background(said, block(own), leads)}
    return [group for group in groups if not all(one.key in stock for one in group)]


def with_echoes(groups: Sequence[list[Saying]], findings: Sequence[Findings], written: Sequence[Wording]) -> list[list[Saying]]:
    """The groups with what tells their act in passing: a clause of a longer statement, or the outlet's own words.

    An act is followed only where somebody is said to have told it, and where two wordings of it are gathered already.
    """
    of_word: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if len(group) > 1 and any(one.statement for one in group):
            for word in sorted({one.act.word for one in group if one.act}):
                of_word[word].append(number)
    added: dict[int, list[Saying]] = defaultdict(list)
    refused = refusals(findings)
    for found, words in zip(findings, written, strict=True) if of_word else ():
        statements: dict[str, Statement] = by_id(found.statements)
        for mention in sorted(found.event_mentions, key=lambda one: (one.trigger, one.id)):
            article, statement = found.article, statements.get(mention.statement or "")
            if word_of(words, mention) not in of_word:
                continue
            if article.zone_at(mention.trigger.start) in UNSAID or (
                statement is None and not in_own_voice(article, words, mention)
            ):
                continue
            act = act_at(found, words, mention)
            if act is None:
                continue
            fitting = {number: _agreeing(act, groups[number]) for number in of_word[act.word]}
            best = max(fitting, key=lambda number: (fitting[number], -number))
            start, end = clause_at(article, words, mention)
            for piece in statement.content if statement else ():
                if piece.covers(mention.trigger):
                    start, end = max(start, piece.start), min(end, piece.end)
            span = article.span(*_trimmed(article, start, end))
            held = [*groups[best], *added[best]]
            if fitting[best] and not any(_is_told(one, article.id, statement, span) for one in held):
                one = _saying(found, words, statement, [span], lambda _: 1.0, {}, refused)
                if any(rival_counts(one, other) or long_apart(one, other) for other in groups[best]):
                    continue
                added[best].append(replace(one, act=act, passing=in_passing(article, words, mention)))
    return [sorted([*group, *added[number]], key=lambda one: one.key) for number, group in enumerate(groups)]


def _is_told(one: Saying, article: str, statement: Statement | None, span: Span) -> bool:
    if one.article != article:
        return False
    return one.span.overlaps(span) or (statement is not None and one.statement is not None and one.statement.id == statement.id)


def _agreeing(act: Act, group: Sequence[Saying]) -> int:
    """How many of a group tell this act; none if most of the group tell others, or of something else."""
    same = [one.act for one in group if one.act and alike(act, one.act)]
    return len(same) if 2 * len(same) >= len(group) and any(acquainted(act, other) for other in same) else 0


def with_denials(
    groups: Sequence[list[Saying]], findings: Sequence[Findings], written: Sequence[Wording]
) -> list[list[Saying]]:
    """The groups with denials that name what they deny only by its kind: "rejected the complaint", after the complaint.

    What is said in the same breath ("rejected it, saying that ...") goes with the denial, where nothing else says it.
    """
    found = [list(group) for group in groups]
    of = {one.statement.id: number for number, group in enumerate(groups) for one in group if one.statement}
    refused = refusals(findings)
    for finding, words in zip(findings, written, strict=True):
        said = sorted(finding.statements, key=lambda one: (one.extent, one.id))
        for denial in said:
            meant = antecedent(denial, said, finding.article) if denial.report == "denied" else None
            if meant is None or meant.id not in of or denial.id in of:
                continue
            number = of[meant.id]
            for other in said:
                mine = of.get(other.id)
                if (
                    mine is None
                    or mine == number
                    or len(found[mine]) != 1
                    or not _in_one_breath(denial, other, finding.article)
                ):
                    continue
                [reply] = found[mine]
                found[number].append(replace(reply, refused=True, act=None))
                found[mine], of[other.id] = [], number
            one = _saying(finding, words, denial, denial.content, lambda _: 1.0, {}, refused)
            found[number].append(replace(one, act=None))
            of[denial.id] = number
    return [sorted(group, key=lambda one: one.key) for group in found if group]


def antecedent(denial: Statement, said: Sequence[Statement], article: Article) -> Statement | None:
    """The statement that a denial means by "the charge" or "any part in it": the last before it, best one so called."""
    words = [fold_word(match[0]) for part in denial.content for match in WORD.finditer(part.exact)]
    named = [word for word in words if word in SAYING_NOUNS]
    if not words or len(words) > DENIED_WORDS or not (named or words[-1] in PRONOUNS or words[-1] in PARTS):
        return None
    start = denial.extent[0]
    before = [
        one
        for one in said
        if start - DENIED_BACK <= one.extent[1] <= start
        and one.content
        and one.report in ("reported", "alleged", "accused")
        and (one.source_entity is None or one.source_entity != denial.source_entity)
        and "\n\n\n" not in article.text[one.extent[1] : start]
    ]

    def called(one: Statement) -> bool:
        return bool(one.cue) and any(word[:5] in fold_word(one.cue.exact if one.cue else "") for word in named)

    return max(before, key=lambda one: (called(one), one.nested_in is None, one.extent, one.id), default=None)


def _in_one_breath(denial: Statement, other: Statement, article: Article) -> bool:
    """Whether a statement goes on from a denial: "..., saying that ...", of the same source and in the same sentence."""
    if other.cue is None or not other.cue.exact.casefold().endswith("ing") or other.report not in ("reported", "alleged"):
        return False
    if other.source != denial.source and (other.source_entity is None or other.source_entity != denial.source_entity):
        return False
    between = article.text[denial.extent[1] : other.cue.start] if denial.extent[1] <= other.cue.start else "."
    return not re.search(r"[.!?;]", between)


def _claim(group: Sequence[Saying], known: Lineage, written: Mapping[str, Wording]) -> Claim:
    near = nearness(group)
    stances = stances_of(group, near)
    affirming = [one for one, stance in zip(group, stances, strict=True) if stance == "affirms"]
    statements: dict[str, Statement] = by_id(one.statement for one in group if one.statement)
    best = clearest(affirming or group, near)
    quoted = shown(known.articles[best.article], best.span, best.statement, written[best.article].sentence_at)
    members = [
        Member(
            one.statement.id if one.statement else None, one.article, quoted if one is best else one.span, stance, one.passing
        )
        for one, stance in zip(group, stances, strict=True)
    ]
    members.sort(key=member_key)
    id = identify("c", [member_key(one) for one in members])
    empty = Claim(id, quoted.exact, (), 0, (), Bounds(), False, "", (), Time(), Time())
    return counted(empty, members, statements, known)


def counted(claim: Claim, members: Sequence[Member], statements: Mapping[str, Statement], known: Lineage) -> Claim:
    """A claim with these members, and all that is counted of them."""
    affirming = [(one, telling(one, statements, known)) for one in members if one.stance == "affirms"]
    tellings = [how for _, how in affirming]
    found = origins(tellings, known)
    deniers = [telling(one, statements, known).path[-1].name for one in members if one.stance == "denies"]
    articles = sorted({one.article for one in members})
    times = sorted((known.articles[article].published.time for article in articles), key=_day)
    dated = [time for time in times if time.value]
    reason = arithmetic(len({one.article for one, _ in affirming}), tellings, found)
    return replace(
        claim,
        members=tuple(members),
        reports=len(articles),
        origins=found,
        independent=independent(found),
        contested=bool(affirming and deniers),
        reason=f"{reason}; denied by {', '.join(sorted(set(deniers)))}" if deniers else reason,
        first=dated[0] if dated else Time(),
        last=max(dated, key=_last_day) if dated else Time(),
    )


def _day(time: Time) -> tuple[str, str]:
    return (str(time.days[0]) if time.days else "9999"), time.value or ""


def _last_day(time: Time) -> tuple[str, str]:
    return (str(time.days[1]) if time.days else ""), time.value or ""


def telling(member: Member, statements: Mapping[str, Statement], known: Lineage) -> Telling:
    """On whose word a member stands."""
    statement = None if member.passing else statements.get(member.statement or "")  # whoever speaks, background is background
    path = known.path(member.article, statement)
    return Telling(member.article, path, words_of(member, statements), own=statement is None)


def words_of(member: Member, statements: Mapping[str, Statement]) -> tuple[str, ...]:
    """The folded words of what a member says."""
    said = quoting.pieces(member, statements.get(member.statement or ""))
    return tuple(fold_word(match[0]) for piece in said for match in WORD.finditer(piece.exact))


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
    plain = not any(
        one.act.negated if one.act else one.negated & one.terms.keys()
        for one, is_turned in zip(group, turned, strict=True)
        if is_turned
    )
    majority = weight[True] > weight[False] or (weight[True] == weight[False] and plain)
    return [
        stance_of(one.statement, refused=one.refused, against=is_turned is not majority)
        for one, is_turned in zip(group, turned, strict=True)
    ]


def stance_of(said: Statement | None, *, refused: bool, against: bool) -> Stance:
    """A statement's stance; `refused`: it denies its own wording; `against`: its wording is the opposite of the claim's."""
    if said and (said.report in ("questioned", "unverified") or (said.report == "declined" and said.certainty != "CT-")):
        return "questions"
    if said and agreement.mood(" ".join(piece.exact for piece in said.content)) == "asked":
        return "questions"
    return "denies" if refused is not against else "affirms"


def member_key(member: Member) -> tuple[str, int, int, str]:
    """The order of members, and what the id of a claim is made of."""
    return member.article, member.span.start, member.span.end, member.statement or ""


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
