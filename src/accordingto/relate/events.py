"""Joins the words that tell of one happening into that happening: within an article, and across the pile.

Two mentions may be one event when their kinds agree, their times and places do not clash, and at least one participant, place,
figure or thing agrees; or when one word tells it in reports of one affair. Who acted may differ (rival accusations share one
event), so may the toll and the reality (a denial belongs to the event it denies); but no toll of a whole war, habit or news of
another week. No order of articles changes a cluster, and no chain of likenesses joins two ends that clash, or reports of
different affairs.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations, islice, product
from typing import TypeVar

import numpy as np
import Stemmer

from accordingto.model import (
    Article,
    Bounds,
    Derivation,
    Entity,
    Event,
    EventMention,
    Figure,
    Findings,
    Mention,
    Place,
    Reality,
    Statement,
    Zone,
    ZoneKind,
    by_id,
    identify,
)
from accordingto.relate import synonyms
from accordingto.relate.affinity import NEAR, Affinity
from accordingto.relate.copies import pairs_sharing
from accordingto.relate.folding import fold_name, fold_word
from accordingto.relate.lineage import ATTESTING, Lineage, Telling, content_words, independent, lineage, origins

SAME_EVENT = timedelta(days=1)  # between two times of one event: a night has two dates, and so have two time zones
SHORT = timedelta(days=2)  # a longer time is a season or a campaign: that two share it says little
SAME_PLACE_KM = 30  # between two points of one event: a town and its outskirts
SAME_DISTRICT_KM = 150  # beyond this, two provinces or districts clash; nearer, they may be one within the other
BLOCK_MENTIONS = 48  # a word shared by more mentions of one kind tells nothing about which event is meant
RARE_WORDS = 8  # rarest words of its sentence by which a mention is looked up
SHARED_KEYS = 2  # fewest keys two mentions share before they are compared
JOIN_SCORE = (
    1.6  # two mentions are one event; the parts of the score are in `likeness`; swept on ECB+ and MEANTIME (1.5 to 2.2)
)
SUPPORT_SCORE = 1.1  # every mention of the smaller group must be so like some mention of the larger one
NAMED_AGAIN = 0.8  # added where one report names an act again: "the raid", after it told of one
FAR_APART = timedelta(days=21)  # between two reports: what both leave undated is then more likely two things of one kind
UNDATED = 0.3  # taken off for that; swept on MEANTIME
NOT_YET = 0.4  # taken off where one is told as done and the other as to come or possible
TOLD_ON = 1.0  # added where one report goes on telling of an act: what it did, or the act by its name
TOLD_AT_ONCE = 1.2  # added where one sentence tells an act and what it did
FAR_BACK = 3  # sentences over which a report goes on telling of an act that it names ("the attack")
BUSY = 0.35  # how fast an entity that takes part in everything loses its say; swept on ECB+ and MEANTIME
ONE_WORD = 0.8  # words of two acts that say they may be one act, on the scale of `_act`
ONE_AFFAIR = 4.0  # added for each 1 of the nearness of two reports whose words may tell one act; swept on ECB+ (3.5 to 6.5)
MOST_OF_AFFAIR = 0.9  # at most
AFFAIR_ALONE = 0.3  # what is added for the affair, above which nothing else need agree; swept on ECB+ against FA-KES by eye
AFFAIRS_APART = 0.08  # reports of two groups that are less near than this on average are of two affairs; swept on ECB+
STRANGE = 0.02  # the same for groups that are alike in more than their affair
UNDONE = 0.5  # what is left of an affair's say where one is told as to come or possible
GENERAL = 0.5  # what is left of an affair's or a report's say where the word says little of what was done
SEVERAL = (
    0.6  # what is left of it where a report tells of several acts by that word; 1 gave more on ECB+, and joined a war's strikes
)
RETOLD = 12  # mentions of one word in one report, by which it is seen whether they are several acts
IN_HEADLINE = (
    0.5  # added where one stands in the headline, which tells in short what its report tells; swept on both (0 to 0.8)
)
OTHER_THINGS = 0.3  # taken off where those who take part are told by other words
OTHER_PLACES = 0.4  # taken off where two reports tell a kind that recurs of two places, not known to be one
UNPLACED = 0.4  # taken off where a report tells of several acts of a kind that recurs, and nothing says which is meant
STALE = timedelta(days=2)  # an undated act is of this time before its report
OLD_NEWS = 0.3  # taken off where two acts of a kind that recurs are then apart, and one is undated
RECURRING = frozenset(("ASSAULT", "PROTEST", "COERCE", "CONSULT"))
LEAD_SENTENCES = 2  # of a report, in which what is told without a day is news
NEWS_DAYS = timedelta(days=3)  # an act that a report leads with, without its day, is of so long before it at most
RETOLD_WORDS = 0.4  # share of the words round two acts from which they are one text's, whatever the dates of the reports
OF_A_WAR = (
    1000  # a count so large or larger that stands with no one happening is of all of them: "more than 9,000 have been killed"
)
NEAR_BY = 40  # code points between such a count and its verb at most
LEAP = 10  # times: between two tolls of one happening there is no such leap; the larger is a war's, or another's
MANY = 100  # a smaller one that leaps may be misread
NIGHT = re.compile(r"\b(?:night|overnight|midnight|evening|dawn|late|early|pre-?dawn|hours)\b", re.IGNORECASE)
HABIT = re.compile(
    r"\b(?:regularly|frequently|often|repeatedly|routinely|usually|constantly)\s+(?:[^\W_]+\s+){0,2}$", re.IGNORECASE
)
OTHERS = re.compile(
    r"\b(?:regular|frequent|repeated|periodic|daily|rare|similar|previous|past|other)\s+(?:[^\W_]+\s+){0,2}$", re.IGNORECASE
)
HABITUAL = re.compile(r"\s+(?:regularly|frequently|often|repeatedly|routinely|in the past)\b", re.IGNORECASE)
OUTSIDE = frozenset[ZoneKind](("byline", "credit", "related", "furniture"))  # says nothing of the affair
NAME_LETTERS = 4  # of a word that names a place; shorter ones are often articles
LIKE_STEM = 5  # letters two stems share to be of one family: explod-, explos-

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ])|\n(?:[^\S\n]*\n)+")
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Capt|Gov|Sen|Rep|Rev|Prof|No|vs|approx))\.$")
NUMBER = re.compile(r"\b\d(?:[\d.,:]*\d)?\b")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
COUNT = re.compile(r"^\d+ mentions in \d+ reports?: ")
# What turns a report to another act.
TURNS = re.compile(
    r"\b(?:also|another|others?|elsewhere|meanwhile|separate(?:ly)?|similar(?:ly)?|in addition|second|third|likewise)\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(r"\b(?:another|elsewhere|separate(?:ly)?|in addition)\b", re.IGNORECASE)
PARTED = re.compile(r"\bwhile\b|;", re.IGNORECASE)
DEFINITE = re.compile(r"(?:\b(?:the|this|that)|['’]s|s['’])\s+(?:[^\W_]+\s+)?$", re.IGNORECASE)
HARMS = frozenset(
    ("kill", "wound", "injur", "die", "dead", "death", "casualti", "victim", "maim", "burn", "hurt", "slain", "live")
)  # also "took nine lives"
ANY_ACT = frozenset(("attack", "assault", "incid", "violenc", "massacr", "bloodsh"))  # "the attack", whatever was done
FIRMNESS: tuple[Reality, ...] = ("happened", "ongoing", "negated", "future", "hypothetical")
UNREAL = frozenset[Reality](("future", "hypothetical"))
OCCURRED = frozenset[Reality](("happened", "ongoing"))

# English words that carry no content of their own. Negations are among them: what is denied is the same thing as what is said.
ENGLISH = """
    a about above after again against all also although am among an and any are around as at be because been before being below
    between both but by can cannot could did do does doing don down during each either else ever every few for from further had
    has have having he her here hers herself him himself his how however i if in into is it its itself just least less many may
    me might more most much must my myself near neither never no nor not now of off on once one only onto or other our ours out
    over own per same shall she should since so some such than that the their theirs them themselves then there these they this
    those though through to together too toward towards under until up upon us very via was we were what when where whether
    which while who whom whose why will with within without would yet you your yours
    say said says saying tell told tells telling add added adds according report reported reportedly reports reporting
    mr mrs ms dr s t re ve ll d m isn aren wasn weren doesn didn hasn haven hadn won wouldn couldn shouldn
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow day week month year ago last next
"""
ENGLISH_NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion
    billions dozen dozens score scores first second third
"""
FUNCTION_WORDS = frozenset(ENGLISH.split())
NUMBER_WORDS = frozenset(ENGLISH_NUMBERS.split())
GENERIC_HEADS = "peopl person man men woman women children member forc group offici countri govern author militant civilian"
GENERIC = frozenset(GENERIC_HEADS.split())  # heads that too many participants have for two to be one
STEMMER = Stemmer.Stemmer("english", 0)

Key = TypeVar("Key", bound=Hashable)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word's stem; empty for words without content, and for numbers, which are compared as figures."""
    folded = fold_word(word).partition("'")[0].partition("’")[0]
    if folded in FUNCTION_WORDS or folded in NUMBER_WORDS or not folded or folded[0].isdigit():
        return ""
    return str(STEMMER.stemWord(folded))


BASES = synonyms.bases(stem)
GROUPS = synonyms.groups(stem)
GENERAL_WORDS = synonyms.general(stem)


def like_stems(left: str, right: str) -> bool:
    """Whether two stems are one, or of one family."""
    return left == right or (len(left) >= LIKE_STEM and left[:LIKE_STEM] == right[:LIKE_STEM])


@dataclass(frozen=True, slots=True)
class Wording:
    """An article as terms to compare: its words' stems, with `@` and the entity where words name one; and its sentences."""

    article: Article
    starts: tuple[int, ...]
    terms: tuple[tuple[str, ...], ...]
    naming: tuple[bool, ...]
    breaks: tuple[int, ...]

    def terms_in(self, start: int, end: int) -> list[str]:
        """The terms of the words that begin in a stretch, in order."""
        words = self.terms[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [term for word in words for term in word]

    def names_in(self, start: int, end: int) -> frozenset[str]:
        """The stems of words that begin in a stretch and are part of a name."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        words = zip(self.terms[first:last], self.naming[first:last], strict=True)
        return frozenset(term for word, naming in words if naming for term in word if term[0] != "@")

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a code point, without the white space after it."""
        number = bisect_right(self.breaks, position)
        start = self.breaks[number - 1] if number else 0
        end = self.breaks[number] if number < len(self.breaks) else len(self.article.text)
        return start, start + len(self.article.text[start:end].rstrip())

    def paragraph_at(self, position: int) -> int:
        """The number of the zone that holds a code point."""
        return bisect_right(self.article.zones, position, key=_zone_start)


def _zone_start(zone: Zone) -> int:
    return zone.start


def wordings(findings: Sequence[Findings]) -> list[Wording]:
    """The wording of each article."""
    named = frozenset(mention.entity for found in findings for mention in found.mentions if mention.form == "name")
    return [wording(found, named) for found in findings]


def wording(found: Findings, named: frozenset[str]) -> Wording:
    """An article's terms and sentences. No sentence runs across the edge of a zone, or a blank line.

    An entity that nobody names ("the militants") is no term: its words are.
    """
    text = found.article.text
    entity_at: dict[int, str] = {}
    name_until: dict[int, int] = {}
    for mention in _outermost(mention for mention in found.mentions if mention.entity in named):
        entity_at[mention.span.start] = f"@{mention.entity}"
        if mention.form == "name":
            name_until[mention.span.start] = mention.span.end
    starts, terms, naming, until = [], [], [], 0
    for match in WORD.finditer(text):
        own = stem(match[0])
        entity = entity_at.get(match.start())
        until = max(until, name_until.get(match.start(), 0))
        starts.append(match.start())
        terms.append(tuple(term for term in (entity, own) if term))
        naming.append(match.start() < until)
    edges = {edge for zone in found.article.zones for edge in (zone.start, zone.end)}
    for match in SENTENCE_END.finditer(text):
        if not ABBREVIATED.search(text, max(0, match.start() - 8), match.start() + 1):
            edges.add(match.end())
    return Wording(found.article, tuple(starts), tuple(terms), tuple(naming), tuple(sorted(edges - {0})))


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that lie in no other: of "the mayor of Tarn", the mayor."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.span.start, -one.span.end, one.id)):
        if not kept or mention.span.end > kept[-1].span.end:
            kept.append(mention)
    return kept


def rarity(wordings: Iterable[Wording]) -> Callable[[str], float]:
    """The weight of a term, by the number of articles that have it. It does not depend on how large the pile is."""
    articles = Counter(term for one in wordings for term in {term for word in one.terms for term in word})
    weights = {term: 1 / (1 + math.log(count)) for term, count in articles.items()}
    return lambda term: weights.get(term, 1.0)


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event mention with all that it is compared by."""

    mention: EventMention
    report: int  # the number of its report
    stem: str
    definite: bool
    actors: Mapping[str, float]
    recipients: Mapping[str, float]
    heads: frozenset[str]
    place: Place | None
    words: Mapping[str, float]  # of the sentence round it, the weightiest first
    figures: frozenset[tuple[str, float | None, float | None]]
    tolls: tuple[tuple[str, Bounds], ...]
    participants: frozenset[str]
    days: tuple[date, date] | None
    published: tuple[date, date] | None
    weight: float
    held: frozenset[str]  # names in the words for those who take part
    position: tuple[int, int]  # number of its paragraph and of its sentence in the report
    turns: bool  # its sentence turns to another act: "meanwhile", "in a separate attack"
    headline: bool
    company: frozenset[str] = frozenset()  # whom and what its article names, papers apart
    several: bool = False  # its report tells of several acts by its word
    totals: tuple[tuple[str, Bounds], ...] = ()  # what all acts of a kind together cost
    habit: bool = False  # told of as a habit, or as one of others: "is regularly bombed", "previous attacks"
    whole: bool = False  # a toll of a whole war is told by it
    another: bool = False  # told as one more of its kind: "another ten were killed"
    clause: int = 0  # of its sentence, as "while" and semicolons part it
    place_names: frozenset[str] = frozenset()  # words with a capital among those for its place
    day: bool = False  # its text names its one day
    news: tuple[date, date] | None = None  # its days, or those between which its report's news was

    @property
    def word(self) -> str:
        """What stands for the word of the act in all its forms."""
        return BASES.get(self.stem, self.stem)

    @property
    def general(self) -> bool:
        """Whether the word says little of what was done."""
        return self.word in GENERAL_WORDS


def sightings(findings: Sequence[Findings], written: Sequence[Wording]) -> list[Sighting]:
    """Each event mention with what it is compared by, in order of articles and triggers."""
    weight = rarity(written)
    parts = Counter(
        entity
        for found in findings
        for mention in found.event_mentions
        for entity in {part.entity for part in (*mention.actor, *mention.recipient) if part.entity}
    )
    busy = {entity: 1 / (1 + BUSY * math.log(max(1, count / 2))) for entity, count in parts.items()}
    entities: dict[str, Entity] = by_id(entity for found in findings for entity in found.entities)
    seen = []
    for number, (found, words) in enumerate(zip(findings, written, strict=True)):
        figures: dict[str | None, list[Figure]] = defaultdict(list)
        for figure in found.figures:
            figures[figure.event].append(figure)
        wholes = [figure.span.end for figure in figures[None] if (figure.bounds.low or 0) >= OF_A_WAR]
        company = named_in(found)
        sentences: dict[int, Surroundings] = {}
        told = []
        for mention in sorted(found.event_mentions, key=lambda one: (one.trigger, one.id)):
            start, end = words.sentence_at(mention.trigger.start)
            if start not in sentences:
                sentences[start] = surroundings(words, start, end, weight)
            told.append(
                _sighting(mention, number, words, sentences[start], busy, entities, figures[mention.id], company, wholes)
            )
        told = _of_the_news(told, words)
        several = _several_acts(told)
        seen += [replace(one, several=True) if one.word in several else one for one in told]
    return seen


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence: its terms by weight, and where the first words end by which it turns to another act, if it does."""

    start: int
    terms: Mapping[str, float]
    turns: int | None
    another: int | None
    parted: tuple[int, ...]  # where "while" and semicolons end that part it


def surroundings(words: Wording, start: int, end: int, weight: Callable[[str], float]) -> Surroundings:
    """What all acts of a sentence are told with."""
    weights = {term: weight(term) for term in words.terms_in(start, end)}
    turns, another = (pattern.search(words.article.text, start, end) for pattern in (TURNS, ANOTHER))
    return Surroundings(
        start,
        {term: weights[term] for term in sorted(weights, key=lambda term: (-weights[term], term))},
        turns.end() if turns else None,
        another.end() if another else None,
        tuple(match.end() for match in PARTED.finditer(words.article.text, start, end)),
    )


def _of_the_news(told: Sequence[Sighting], words: Wording) -> list[Sighting]:
    """The acts of a report with the days that each may be of: its own, and of what the report leads with the days of its news.

    A report leads with what happened on the days it names there, else on the day it came out or shortly before. One that leads
    with other days, or with an arrest or a verdict, whose deed may be of any day, has no days of its news. No day is told by
    that: it only keeps the news of one week from that of another.
    """
    published = words.article.published.time.days
    if published is None:
        return list(told)
    body = next((zone.start for zone in words.article.zones if zone.kind == "body"), 0)
    end = bisect_right(words.breaks, body) + LEAD_SENTENCES
    leads = [one.headline or one.position[1] < end for one in told]
    if any(
        lead and (one.mention.kind == "SANCTION" or one.mention.mode == "arrest") for one, lead in zip(told, leads, strict=True)
    ):
        return list(told)
    named = [one.days for one, lead in zip(told, leads, strict=True) if lead and one.mention.time.words and one.days]
    first, last = min((days[0] for days in named), default=None), max((days[1] for days in named), default=None)
    if first is None or last is None:
        news = (published[0] - NEWS_DAYS, published[1])
    elif published[0] - NEWS_DAYS <= first and last <= published[1]:
        news = (first, last)
    else:
        return list(told)
    return [
        replace(one, news=news) if lead and not one.mention.time.words and one.days is None and not one.habit else one
        for one, lead in zip(told, leads, strict=True)
    ]


def _several_acts(told: Sequence[Sighting]) -> set[str]:
    """The words by which one report tells of more acts than one."""
    by_word: dict[str, list[Sighting]] = defaultdict(list)
    for one in told:
        by_word[one.word].append(one)
    return {
        word
        for word, group in by_word.items()
        if any(clash(*pair) or _elsewhere(*pair) or _befell_others(*pair) for pair in combinations(group[:RETOLD], 2))
    }


def _sighting(
    mention: EventMention,
    report: int,
    words: Wording,
    sentence: Surroundings,
    busy: Mapping[str, float],
    entities: Mapping[str, Entity],
    figures: Sequence[Figure],
    company: frozenset[str],
    wholes: Sequence[int],
) -> Sighting:
    trigger = [term for term in words.terms_in(mention.trigger.start, mention.trigger.end) if term[0] != "@"]
    around = {term: weight for term, weight in sentence.terms.items() if term not in trigger}
    parts = [*mention.actor, *mention.recipient]
    site = entities.get(mention.place.entity or "") if mention.place else None
    days = mention.time.days
    return Sighting(
        mention,
        report,
        trigger[-1] if trigger else fold_word(mention.trigger.exact),
        names_an_act(words.article.text, mention),
        {part.entity: busy[part.entity] for part in mention.actor if part.entity},
        {part.entity: busy[part.entity] for part in mention.recipient if part.entity},
        frozenset(
            term
            for part in parts
            for term in words.terms_in(part.span.start, part.span.end)
            if term[0] != "@" and term not in GENERIC
        ),
        site.place if site else None,
        around,
        frozenset(
            (figure.counted, figure.bounds.low, figure.bounds.high)
            for figure in figures
            if figure.bounds.low is not None or figure.bounds.high is not None
        ),
        tuple((figure.counted, figure.bounds) for figure in figures if figure.role == "count"),
        frozenset(part.entity for part in parts if part.entity),
        days,
        words.article.published.time.days,
        math.fsum(around.values()),
        frozenset(term for part in parts for term in words.terms_in(part.span.start, part.span.end) if term[0] == "@"),
        (words.paragraph_at(mention.trigger.start), bisect_right(words.breaks, mention.trigger.start)),
        sentence.turns is not None and sentence.turns <= mention.trigger.end,
        any(zone.kind == "headline" and zone.start <= mention.trigger.start < zone.end for zone in words.article.zones),
        company,
        whole=any(0 <= mention.trigger.start - end <= NEAR_BY for end in wholes),
        totals=tuple((figure.counted, figure.bounds) for figure in figures if figure.role == "total"),
        another=sentence.another is not None and sentence.another <= mention.trigger.end,
        clause=bisect_right(sentence.parted, mention.trigger.start),
        place_names=_capitals(mention.place.span.exact) if mention.place else frozenset(),
        habit=_is_habit(words.article.text, mention, sentence.start),
        day=days is not None and days[0] == days[1] and mention.time.words is not None and not NIGHT.search(mention.time.words),
        news=days if days is not None and days[1] - days[0] <= SHORT else None,
    )


def _is_habit(text: str, mention: EventMention, start: int) -> bool:
    """Whether an act is told of as what is done again and again, or as one of those before."""
    before, after = mention.trigger.start, mention.trigger.end
    near = max(start, before - 40)
    if HABIT.search(text, near, before) or HABITUAL.match(text, after, after + 20):
        return True
    return mention.trigger.exact.endswith("s") and OTHERS.search(text, near, before) is not None


def affinity(written: Sequence[Wording]) -> Affinity:
    """How near the reports are to each other, by their numbers, from the words and the numbers of what they tell."""
    return Affinity([_terms(words) for words in written], [words.article.published.time.days for words in written])


def _terms(words: Wording) -> Counter[str]:
    outside = [zone for zone in words.article.zones if zone.kind in OUTSIDE]

    def within(position: int) -> bool:
        return not any(zone.start <= position < zone.end for zone in outside)

    terms = Counter(term for start, word in zip(words.starts, words.terms, strict=True) if within(start) for term in word)
    terms.update(f"#{match[0]}" for match in NUMBER.finditer(words.article.text) if within(match.start()))
    return terms


def named_in(found: Findings) -> frozenset[str]:
    """Whom and what an article names, by entity and by name; nothing where it names only those it cites.

    Papers and agencies write about everything, and their names say nothing of the affair.
    """
    papers = frozenset(one.id for one in found.entities if one.kind == "outlet")
    own = fold_name(found.article.outlet or "")
    papers |= {one.id for one in found.entities if own and fold_name(one.name) == own}
    named = frozenset(one.entity for one in found.mentions if one.form == "name") - papers
    cited = {said.source_entity for said in found.statements} | {
        link.entity for said in found.statements for link in said.chain
    }
    if not named - cited:
        return frozenset()
    # By name too: a town that one report takes for a body is the same acquaintance.
    return named | {fold_name(one.name) for one in found.entities if one.id in named}


def names_an_act(text: str, mention: EventMention) -> bool:
    """Whether a mention names an act that the reader knows, as "the raid" or "Tuesday's raid" do; by what stands before it."""
    if mention.trigger.exact.casefold().endswith("ed"):
        return False
    return DEFINITE.search(text, max(0, mention.trigger.start - 40), mention.trigger.start) is not None


# ------------------------------------------------------------------------------------------------------------------ block


def block(seen: Sequence[Sighting], near: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Numbers of the mentions worth comparing: of one kind or one family of words, and with something rare in common.

    `near` are the numbers of reports near each other: between those, words that may tell one act are enough.
    """
    number: dict[tuple[str, ...], int] = {}
    keys: list[int] = []
    items: list[int] = []
    for item, one in enumerate(seen):
        rare = islice(one.words, RARE_WORDS)
        terms = {*rare, *one.heads, *(f"@{entity}" for entity in one.participants)}
        if one.mention.place and one.mention.place.entity:
            terms.add(f"@{one.mention.place.entity}")
        groups = [one.stem[:LIKE_STEM]] + ([one.mention.kind] if one.mention.kind else [])
        days = [(one.mention.time.value or "")[:10]] if one.mention.time.value else []
        mine = {key for group in groups for term in terms for key in ((group, term), *((group, term, day) for day in days))}
        keys += [number.setdefault(key, len(number)) for key in sorted(mine)]
        items += [item] * len(mine)
    pairs = pairs_sharing(np.array(keys, np.uint64), np.array(items, np.int64), len(seen), most=BLOCK_MENTIONS)
    pair, shared = np.unique(pairs, return_counts=True)
    left, right = np.divmod(pair[shared >= SHARED_KEYS], max(1, len(seen)))
    found = set(zip(left.tolist(), right.tolist(), strict=True))
    within: dict[tuple[str, str], list[int]] = defaultdict(list)
    for item, one in enumerate(seen):
        within[one.mention.article, one.stem[:LIKE_STEM]].append(item)
    found.update(pair for group in within.values() for pair in combinations(group, 2))
    acts: dict[int, dict[str | int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item, one in enumerate(seen):
        for act in (one.word, *GROUPS.get(one.word, ())):
            acts[one.report][act].append(item)
    for one_report, other in near:
        for act in acts[one_report].keys() & acts[other].keys():
            found.update((min(pair), max(pair)) for pair in product(acts[one_report][act], acts[other][act]))
    nearby: dict[str, list[int]] = defaultdict(list)
    for item, one in enumerate(seen):
        if one.mention.kind == "ASSAULT":
            nearby[one.mention.article].append(item)
    for group in nearby.values():  # in the order of the text
        for nth, item in enumerate(group):
            for other in group[nth + 1 :]:
                if seen[other].position[1] - seen[item].position[1] > FAR_BACK:
                    break
                found.add((item, other))
    return sorted(found)


# ------------------------------------------------------------------------------------------------------------------ score


def strangers(left: Sighting, right: Sighting) -> bool:
    """Whether two mentions stand in articles that name nobody and no place in common, and tell no number of the same."""
    if left.mention.article == right.mention.article or not left.company or not right.company:
        return False
    return left.company.isdisjoint(right.company) and left.figures.isdisjoint(right.figures)


def likeness(left: Sighting, right: Sighting, nearness: float = 0.0) -> tuple[float, str]:
    """How alike two mentions are, with the reason; 0 where the rules keep them apart. `nearness` is that of their reports.

    Kind and words of the act (up to 1), participants (1), place (0.6), time (0.4), the sentence round them (1), figures (0.4),
    the affair (0.9). Same kind, day and country alone never reach `JOIN_SCORE`: a participant, place, figure or thing must
    agree, or one word tell both in one affair.
    """
    one_article = left.mention.article == right.mention.article
    act = _act(left, right, one_article or nearness >= NEAR)
    if not act or clash(left, right) or strangers(left, right):
        return 0.0, ""
    alike = [left.actors[one] for one in left.actors.keys() & right.actors.keys()]
    alike += [left.recipients[one] for one in left.recipients.keys() & right.recipients.keys()]
    either = [max(left.actors.get(one, 0.0), left.recipients.get(one, 0.0)) for one in left.participants & right.participants]
    heads = left.heads & right.heads
    reasons = [f"\u201c{left.mention.trigger.exact}\u201d and \u201c{right.mention.trigger.exact}\u201d"]
    who = 0.0
    if either:
        who = max(0.9 * max(alike, default=0.0), 0.5 * max(either))
        reasons.append("a participant in common")
    if heads:
        who = min(1.0, who + 0.5)
        reasons.append(f"the same {min(heads)}")
    on, goes_on = _goes_on(left, right) if one_article else (0.0, "")
    if goes_on:
        reasons.append(goes_on)
    elif _befell_others(left, right):
        who -= 0.7  # two people arrested are two arrests, unless all else says otherwise
    elif left.heads and right.heads and not heads:
        who -= OTHER_THINGS
    where = 0.0
    near = together(left.place, right.place)
    same_place = bool(left.mention.place and right.mention.place and left.mention.place.entity == right.mention.place.entity)
    if left.mention.place and right.mention.place and (near or (same_place and left.mention.place.entity)):
        precise = same_place and (left.place is None or left.place.precision not in ("country", "region", "sea"))
        where = 0.6 if precise else 0.2
        reasons.append("the same place" if same_place else "one place within the other")
    when = 0.0
    if left.days and right.days and left.days[0] <= right.days[1] and right.days[0] <= left.days[1]:
        when = 0.4 if max(last - first for first, last in (left.days, right.days)) <= SHORT else 0.1
        reasons.append("the same time")
    least = {(counted, low) for counted, low, _ in left.figures} & {(counted, low) for counted, low, _ in right.figures}
    count = 0.4 if least else 0.0  # "five" and "at least five" may be one count
    if count:
        reasons.append("the same figure")
        if left.held & right.held:
            who = max(who, 0.5)  # "five fighters of the Red Sheaf" and "five Red Sheaf men"
    same_sentence = one_article and left.position[1] == right.position[1]
    around = 0.0 if same_sentence else _overlap(left, right)  # within a sentence all words are round both
    if around >= 0.3:
        reasons.append("told in the same words")
    named_again = one_article and (left.definite or right.definite) and left.stem == right.stem
    named_again = named_again and not _elsewhere(left, right)
    if named_again:
        reasons.append("named again in the same report")
    titled = one_article and left.headline != right.headline and act >= ONE_WORD
    if titled:
        reasons.append("told in the headline")
    if one_article and act < ONE_WORD and not on and not titled:
        return 0.0, ""  # one report tells what a party did next by another word of that kind: "shelled", "took", "blew up"
    affair = _of_one_affair(left, right, nearness) if act >= ONE_WORD and not one_article else 0.0
    if affair:
        reasons.append("in reports of one affair")
    agrees = who > 0 or where >= 0.6 or count or around >= 0.3 or named_again or titled or on or affair > AFFAIR_ALONE
    if not agrees:
        return 0.0, ""
    says = GENERAL if left.general or right.general else 1.0
    again = says * ((NAMED_AGAIN if named_again else 0.0) + (IN_HEADLINE if titled else 0.0))
    score = act + who + where + when + count + around + affair + again + on + (0.2 if one_article else 0.0)
    if left.mention.kind in RECURRING and not one_article and _old_news(left, right):
        score -= OLD_NEWS
    if left.mention.kind in RECURRING and not one_article and _elsewhere(left, right):
        score -= OTHER_PLACES
    if left.mention.kind in RECURRING and not one_article and (left.several or right.several):
        # Of the strikes of a war that two reports tell, which is which is said by a day, a place or a toll.
        score -= 0.0 if when or where or count or around >= RETOLD_WORDS else UNPLACED
    if not (left.days and right.days) and left.published and right.published:
        first, second = sorted((left.published, right.published))
        score -= UNDATED if second[0] - first[1] > FAR_APART else 0.0
    realities = {left.mention.reality, right.mention.reality}
    if realities & OCCURRED and realities & UNREAL:
        score -= NOT_YET
    return round(score, 6), ", ".join(reasons)


def _of_one_affair(left: Sighting, right: Sighting, nearness: float) -> float:
    """What it says that two words which may tell one act stand in reports of one affair."""
    if nearness < NEAR:
        return 0.0
    says = min(MOST_OF_AFFAIR, ONE_AFFAIR * nearness)
    says *= GENERAL if left.general or right.general else 1.0
    says *= UNDONE if {left.mention.reality, right.mention.reality} & UNREAL else 1.0
    return says * (SEVERAL if left.several or right.several else 1.0)


def _old_news(left: Sighting, right: Sighting) -> bool:
    """Whether an undated act would, told when it was news, be of another time than the other."""
    return not (left.days and right.days) and apart(_news_of(left), _news_of(right))


def _news_of(one: Sighting) -> tuple[date, date] | None:
    if one.days or one.published is None or one.mention.reality not in OCCURRED:
        return one.days
    return one.published[0] - STALE, one.published[1]


def _befell_others(left: Sighting, right: Sighting) -> bool:
    """Whether two acts befell others, by who they are and by the words for them."""
    if not left.recipients or not right.recipients:
        return False
    return not left.recipients.keys() & right.recipients.keys() and not left.heads & right.heads


def _goes_on(left: Sighting, right: Sighting) -> tuple[float, str]:
    """How far a report that tells one act of violence goes on with it in the other: by the harm it did, or naming it again.

    An act and its harm may be told in one sentence or the next; "the attack" may stand further on, or the act by a word for
    it: "the siege" is not the raid told before. A report that turns to another act, or tells of another place or doer, does
    not go on.
    """
    first, then = sorted((left, right), key=lambda one: (one.mention.trigger.start, one.mention.id))
    if first.mention.kind != "ASSAULT" or then.mention.kind != "ASSAULT" or _elsewhere(first, then) or _others(first, then):
        return 0.0, ""
    if {first.mention.reality, then.mention.reality} & OCCURRED and {first.mention.reality, then.mention.reality} & UNREAL:
        return 0.0, ""
    if _several(first) != _several(then) and (first.stem == then.stem or then.definite):
        return 0.0, ""  # "the attacks" of two years are not "the attack" of one night
    harm = then.stem in HARMS
    (paragraph, sentence), (later_paragraph, later) = first.position, then.position
    if sentence == later and first.clause != then.clause:
        return 0.0, ""  # "three were shot in Osk while a bomb went off in Tarn"
    others = then.turns and (first.stem == then.stem or _synonyms(first, then))  # "19 were killed and 16 others died"
    if sentence == later and (harm or first.stem in HARMS) and not others:
        return TOLD_AT_ONCE, "told in one sentence"
    if then.turns or later_paragraph - paragraph > 1:
        return 0.0, ""
    named = then.stem in ANY_ACT or first.stem in HARMS or first.word == then.word or _synonyms(first, then)
    if then.definite and not harm and named and later - sentence <= FAR_BACK:
        return TOLD_ON, "the act named again"
    if harm and later - sentence == 1 and paragraph == later_paragraph:
        return TOLD_ON, "the harm told after the act"
    return 0.0, ""


def _several(one: Sighting) -> bool:
    """Whether the words of an act are a plural, as in "the attacks"."""
    words = one.mention.trigger.exact.casefold()
    return words.endswith("s") and not words.endswith("ss") and one.stem not in HARMS


def _one_of_several(left: Sighting, right: Sighting) -> bool:
    """Whether two mentions are one noun in the singular and in the plural: "the attack" and "nine attacks"."""
    one, two = left.mention.trigger.exact.casefold(), right.mention.trigger.exact.casefold()
    return one == f"{two}s" or two == f"{one}s"


def _another(left: Sighting, right: Sighting) -> bool:
    """Whether a report tells of a second act of violence by the word for the first: of another place, or as another."""
    if left.word != right.word or left.mention.kind != "ASSAULT" or right.mention.kind != "ASSAULT":
        return False
    if _elsewhere(left, right):
        return True
    first, then = sorted((left, right), key=lambda one: (one.mention.trigger.start, one.mention.id))
    return then.another and not then.definite and first.position != then.position


def _elsewhere(left: Sighting, right: Sighting) -> bool:
    """Whether two mentions have places of their own that are not known to be one."""
    one, two = left.mention.place, right.mention.place
    if one is None or two is None or one.entity == two.entity or together(left.place, right.place):
        return False
    return left.place_names.isdisjoint(right.place_names)  # "the Osken quarter" and "Osken district" may be one


@lru_cache(maxsize=20_000)
def _capitals(words: str) -> frozenset[str]:
    return frozenset(fold_word(word) for word in WORD.findall(words) if word[0].isupper() and len(word) >= NAME_LETTERS)


def _others(left: Sighting, right: Sighting) -> bool:
    """Whether two mentions have doers of their own, with none in common."""
    return bool(left.actors) and bool(right.actors) and not left.actors.keys() & right.actors.keys()


def _act(left: Sighting, right: Sighting, one_affair: bool) -> float:
    """How far kinds and words of two acts agree, from 0 to 1. In one affair synonyms tell one act, one word one kind."""
    one, two = left.mention, right.mention
    if _other_kinds(left, right) or (one.kind and two.kind and one.kind != two.kind and not one_affair):
        return 0.0
    if left.word == right.word:
        return 1.0
    if like_stems(left.stem, right.stem):
        return 0.9
    if one_affair and _synonyms(left, right):
        return ONE_WORD
    if not one.kind or not two.kind or (one.mode and two.mode and one.mode != two.mode):
        return 0.0
    return 0.7 if one.mode and one.mode == two.mode else 0.5


def _synonyms(left: Sighting, right: Sighting) -> bool:
    return not GROUPS.get(left.word, frozenset()).isdisjoint(GROUPS.get(right.word, frozenset()))


def _other_kinds(left: Sighting, right: Sighting) -> bool:
    """Whether two mentions are of two kinds of act. One word in two reports is one kind, however each frames it."""
    one, two = left.mention, right.mention
    if not one.kind or not two.kind or one.kind == two.kind:
        return False
    return one.article == two.article or not (left.word == right.word or _synonyms(left, right))


def _overlap(left: Sighting, right: Sighting) -> float:
    """Share of the weight of the words round both that both have."""
    shared = math.fsum([left.words[term] for term in left.words.keys() & right.words.keys()])
    whole = left.weight + right.weight - shared
    return shared / whole if whole else 0.0


def clash(left: Sighting, right: Sighting) -> bool:
    """Whether two mentions cannot be one event: kinds, times or places contradict each other."""
    one, two = left.mention, right.mention
    if _other_kinds(left, right):
        return True
    if one.article == two.article and (_rival(left, right) or _one_of_several(left, right) or _another(left, right)):
        return True
    if _rival(left, right) and not _set_alike(left, right):
        return True
    if left.whole != right.whole or _leap(left, right):
        return True
    if one.kind in RECURRING and (left.habit != right.habit or _of_two_days(left, right)):
        return True
    return apart(left.days, right.days) or _foretold(left, right) or together(left.place, right.place) is False


def _of_two_days(left: Sighting, right: Sighting) -> bool:
    """Whether two acts of a kind that recurs are of two days: named ones, or news of two times that no text shares.

    A night has two dates, and what is told in the same words may be dated by the day its paper came out.
    """
    if left.day and right.day and left.days != right.days:
        return left.mention.article == right.mention.article or _overlap(left, right) < RETOLD_WORDS
    if left.days is not None and right.days is not None:
        return False
    occurred = left.mention.reality in OCCURRED and right.mention.reality in OCCURRED
    return occurred and apart(left.news, right.news) and _overlap(left, right) < RETOLD_WORDS


def _leap(left: Sighting, right: Sighting) -> bool:
    """Whether a toll is of all acts of a kind together and another is not, by its words or its size."""
    mine, theirs = dict(left.tolls), dict(right.tolls)
    for counted in mine.keys() & theirs.keys():
        small, large = sorted((mine[counted], theirs[counted]), key=lambda bounds: bounds.low or 0.0)
        if small.high and large.low and large.low >= max(LEAP * small.high, MANY):
            return True
    whole, other = dict(left.totals), dict(right.totals)
    return any(whole[counted].disjoint(theirs[counted]) for counted in whole.keys() & theirs.keys()) or any(
        other[counted].disjoint(mine[counted]) for counted in other.keys() & mine.keys()
    )


def _set_alike(left: Sighting, right: Sighting) -> bool:
    """Whether two reports give one day, one place or one wording: only then are their two counts a dispute of one event."""
    if left.days and right.days and not apart(left.days, right.days):
        return True
    one, two = left.mention.place, right.mention.place
    return (one is not None and two is not None and one.entity == two.entity) or _overlap(left, right) >= 0.3


def _foretold(left: Sighting, right: Sighting) -> bool:
    """Whether one is told as past, without its day, in a report that came out before the other took place."""
    return any(
        told.mention.reality in OCCURRED
        and told.days is None
        and told.published is not None
        and dated.days is not None
        and dated.days[0] - told.published[1] > SAME_EVENT
        for told, dated in ((left, right), (right, left))
    )


def _rival(left: Sighting, right: Sighting) -> bool:
    """Whether two tolls cannot be of one event. Between reports that is a dispute; one report does not dispute itself."""
    mine, theirs = dict(left.tolls), dict(right.tolls)
    return any(mine[counted].disjoint(theirs[counted]) for counted in mine.keys() & theirs.keys())


def apart(mine: tuple[date, date] | None, theirs: tuple[date, date] | None) -> bool:
    """Whether two times are further apart than one event's telling allows."""
    if mine is None or theirs is None:
        return False
    return mine[0] - theirs[1] > SAME_EVENT or theirs[0] - mine[1] > SAME_EVENT


def together(left: Place | None, right: Place | None) -> bool | None:
    """Whether two places are one, or one lies in the other; None where that is not known."""
    if left is None or right is None or "none" in (left.precision, right.precision):
        return None
    if left == right:
        return True
    if left.country and right.country and left.country != right.country:
        return False
    wide = {"country", "region", "sea"}
    if left.precision in wide or right.precision in wide:
        return True if left.country and left.country == right.country else None
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    far = distance((left.lat, left.lon), (right.lat, right.lon))
    if {left.precision, right.precision} & {"district", "province"}:
        return None if far <= SAME_DISTRICT_KM else False
    return far <= SAME_PLACE_KM


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres between two points, along the globe."""
    lat, lon, other_lat, other_lon = map(math.radians, (*here, *there))
    arc = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(arc)))


# ----------------------------------------------------------------------------------------------------------------- decide


def decide(seen: Sequence[Sighting], pairs: Sequence[tuple[int, int]], near: Affinity) -> list[tuple[list[int], str]]:
    """Groups of mentions that are one event, with the reason. Best pairs first; ties by id.

    Two groups become one only if no mention of the one clashes with any of the other, and every mention of the smaller is like
    some mention of the larger; if they are like by their affair alone, all their reports must be of one: likeness does not
    travel along a chain.
    """
    scores: dict[tuple[int, int], tuple[float, str]] = {}
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for left, right in pairs:
        nearness = near.between(seen[left].report, seen[right].report)
        score, reason = likeness(seen[left], seen[right], nearness)
        if score >= SUPPORT_SCORE:
            links[left][right] = links[right][left] = score
            if score >= JOIN_SCORE:
                scores[left, right] = score, reason
    group = {number: [number] for number in range(len(seen))}
    of = list(range(len(seen)))
    why: dict[int, list[str]] = defaultdict(list)

    def rank(pair: tuple[int, int]) -> tuple[float, list[str]]:
        return -scores[pair][0], sorted(seen[number].mention.id for number in pair)

    for left, right in sorted(scores, key=rank):
        one, two = of[left], of[right]
        if one == two:
            continue
        small, large = sorted((one, two), key=lambda root: (len(group[root]), root))
        carried = not any(links[number].keys().isdisjoint(group[large]) for number in group[small])
        if not carried and len(group[small]) == len(group[large]):  # either may be borne out by the other
            carried = not any(links[number].keys().isdisjoint(group[small]) for number in group[large])
        if not carried:
            continue
        least = AFFAIRS_APART if likeness(seen[left], seen[right])[0] < JOIN_SCORE else STRANGE
        if _two_affairs(group[small], group[large], seen, near, least):
            continue
        if any(clash(seen[mine], seen[theirs]) for mine in group[small] for theirs in group[large]):
            continue
        group[large] += group.pop(small)
        for number in group[large]:
            of[number] = large
        why[large] += [*why.pop(small, []), scores[left, right][1]]
    return [(sorted(numbers), why[root][0] if why[root] else "told once") for root, numbers in group.items()]


def _two_affairs(some: Sequence[int], others: Sequence[int], seen: Sequence[Sighting], near: Affinity, least: float) -> bool:
    """Whether the reports of two groups have too little to do with each other, taken together."""
    reports = ({seen[number].report for number in group} for group in (some, others))
    between = [near.between(*pair) for pair in product(*reports) if pair[0] != pair[1]]
    return bool(between) and math.fsum(between) / len(between) < least


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of a pile by id, and those nested in each, in order."""

    by_id: Mapping[str, Statement]
    within: Mapping[str, tuple[Statement, ...]]

    @classmethod
    def of(cls, findings: Sequence[Findings]) -> Statements:
        return cls.among(said for found in findings for said in found.statements)

    @classmethod
    def among(cls, statements: Iterable[Statement]) -> Statements:
        within: dict[str, list[Statement]] = defaultdict(list)
        ordered = sorted(statements, key=lambda said: said.id)
        for said in ordered:
            if said.nested_in and said.nested_in != said.id:
                within[said.nested_in].append(said)
        return cls(by_id(ordered), {outer: tuple(inner) for outer, inner in within.items()})


def events(
    findings: Sequence[Findings],
    copies: Sequence[Derivation] = (),
    written: Sequence[Wording] = (),
    known: Lineage | None = None,
) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events of a pile by id, and the event of each mention. Mentions that nothing joins are events of their own.

    `written` are the articles' wordings, in order of the articles' ids, `known` their lineage, where they are known already.
    """
    findings = sorted(findings, key=lambda found: found.article.id)
    written = written or wordings(findings)
    seen, near = sightings(findings, written), affinity(written)
    known = known or lineage(findings, copies)
    statements = Statements.of(findings)
    figures: dict[str | None, list[str]] = defaultdict(list)
    for found in findings:
        for figure in found.figures:
            figures[figure.event].append(figure.id)
    joined = [
        _event([seen[number].mention for number in numbers], reason, known, statements, figures)
        for numbers, reason in decide(seen, block(seen, near.near()), near)
    ]
    joined.sort(key=lambda event: event.id)
    return tuple(joined), {mention: event.id for event in joined for mention in event.mentions}


def _event(
    told: Iterable[EventMention],
    reason: str,
    known: Lineage,
    statements: Statements,
    figures: Mapping[str | None, list[str]],
) -> Event:
    mentions = sorted(told, key=lambda mention: mention.id)
    event = Event(
        id=identify("ev", [mention.id for mention in mentions]), kind=None, mode=None, actor=(), recipient=(), place=None,
        time=mentions[0].time, mentions=(), reports=0, origins=Bounds(), reality="happened", reason=reason,
        figures=tuple(sorted(figure for mention in mentions for figure in figures.get(mention.id, ()))),
    )  # fmt: skip
    return counted(event, mentions, known, statements)


def counted(event: Event, mentions: Sequence[EventMention], known: Lineage, statements: Statements) -> Event:
    """An event with these mentions, by id, and all that is drawn from them; what joined the mentions stays as it is said."""
    tellings = {mention.id: telling(mention, known, statements) for mention in mentions}

    def told(some: Iterable[EventMention]) -> int:
        """By how many origins, the unknown ones among them: an outlet's own word weighs no less than that of one it cites."""
        return int(independent(origins([tellings[mention.id] for mention in some], known)).high or 0)

    def chosen(value_of: Callable[[EventMention], Key | None]) -> Key | None:
        """The value most independent origins give; then the firmer, then the earlier one."""
        values: dict[Key, list[EventMention]] = defaultdict(list)
        for mention in mentions:
            value = value_of(mention)
            if value is not None:
                values[value].append(mention)
        if len(values) < 2:
            return next(iter(values), None)
        return min(values, key=lambda value: (-told(values[value]), *_firmest(values[value]), str(value)))

    reality: Reality = chosen(lambda mention: mention.reality) or mentions[0].reality
    alike = OCCURRED if reality in OCCURRED else {reality}
    attesting = [one for one in mentions if one.reality in alike and attests(one, innermost(one, statements))]
    reports = len({mention.article for mention in mentions})
    reason = COUNT.sub("", event.reason)
    count = f"{len(mentions)} mentions in {reports} report{'s' * (reports > 1)}: {reason}" if len(mentions) > 1 else reason
    return replace(
        event,
        kind=chosen(lambda mention: mention.kind),
        mode=chosen(lambda mention: mention.mode),
        actor=chosen(lambda mention: _entities(part.entity for part in mention.actor)) or (),
        recipient=chosen(lambda mention: _entities(part.entity for part in mention.recipient)) or (),
        place=chosen(lambda mention: mention.place.entity if mention.place else None),
        time=chosen(lambda mention: mention.time if mention.time.value else None) or mentions[0].time,
        mentions=tuple(mention.id for mention in mentions),
        reports=reports,
        origins=independent(origins([tellings[mention.id] for mention in attesting], known)),
        reality=reality,
        reason=count,
    )


def attests(mention: EventMention, said: Statement | None) -> bool:
    """Whether a mention stands on someone's word; a refusal, a question or a failed check gives none.

    Who denies something gives word that it did not happen, and none for what is told with it: "denied being behind the raid".
    """
    return said is None or said.report in ATTESTING or (said.report == "denied" and mention.reality == "negated")


def telling(mention: EventMention, known: Lineage, statements: Statements) -> Telling:
    """On whose word a mention stands: the chain of its statement, or the outlet's own."""
    said = innermost(mention, statements)
    return Telling(mention.article, known.path(mention.article, said), content_words(said), own=said is None)


def innermost(mention: EventMention, statements: Statements) -> Statement | None:
    """The statement a mention stands in, and of two with one content (a relay and whom it cites) the inner."""
    said = statements.by_id.get(mention.statement or "")
    passed: set[str] = set()
    while said and said.id not in passed:
        passed.add(said.id)
        said = next((one for one in statements.within.get(said.id, ()) if one.holds(mention.trigger)), said)
    return said


def _entities(named: Iterable[str | None]) -> tuple[str, ...] | None:
    return tuple(sorted({entity for entity in named if entity})) or None


def _firmest(mentions: Iterable[EventMention]) -> tuple[int, str]:
    """Firmest reality and earliest time among mentions."""
    firmness = min(FIRMNESS.index(mention.reality) for mention in mentions)
    return firmness, min(mention.time.value or "9999" for mention in mentions)
