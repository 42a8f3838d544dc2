"""Tells what a saying is about at its core, an act and the thing it befell; a denial may share no other word with a claim.

"Nobody opened it", "the gate was opened on purpose" and "suggestions that someone had opened the gate" are about one act.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from accordingto.model import Article, EntityKind, EventMention, Findings, Span
from accordingto.relate.events import FAR_APART, GENERIC, Wording, stem
from accordingto.relate.folding import fold_name

ACQUAINTED = 2  # entities that two articles both name, for "the gate" to be likely the same in both; one who acts is enough
REACH = 14  # words before a trigger in which its subject or object is looked for
REACH_AFTER = 6  # words after it
BACK = 200  # code points before a sentence of pronouns in which that is looked for which they stand for

ACTING: frozenset[EntityKind] = frozenset(
    ("person", "organisation", "armed_group", "agency")
)  # few have to do with two affairs
# Acts that reports tell with different words.
ALIKE = (
    "fail failed fails failure collapse collapsed break broke broken burst rupture ruptured tear tore torn buckle buckled",
    "explode exploded explosion blast detonate detonated",
    "deport deported expel expelled",
    "detain detained detention arrest arrested",
)
WORDS_ALIKE = {stem(word): stem(words.split()[0]) for words in ALIKE for word in words.split()}
COUNTED_ACTS = frozenset(
    stem(word)
    for word in ("die", "died", "dead", "death", "kill", "killed", "injure", "injured", "wounded", "casualties", "lost")
)
GAVE_WAY = re.compile(r"g[ai]v(?:e|es|en|ing)\s+way\b", re.IGNORECASE)
FRAME = re.compile(r"(?:\s+[^\s,;:.]+){0,4}?\s+(?:that|whether|if)\b", re.IGNORECASE)
NOTHING = """
    way nobody nothing noone someone somebody anyone anybody something anything city town village area region province country
    district place side border night morning evening time number war world day part end centre center state situation
    government regime opposition army police force troop soldier rebel militant fighter gunman terrorist group
    civilian people resident
"""  # and who acts or suffers in every report of a war

NO_THING = frozenset(stem(word) for word in NOTHING.split())
PAST = """
    broke broken tore torn burst fell fallen gave given sank sunk shot fled stole stolen blew blown shut cut hit set left lost
    won met held sold bought built sent took taken went gone came brought caught fought found led made paid put ran said
"""
IRREGULAR = frozenset(PAST.split())
AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|be|been|being|has|have|had|did|does|do|not|could|would|will|might|may|should|can|must|n['’]t)"
    r"(?:\s+[^\W_]+ly)?\s+$",
    re.IGNORECASE,
)
KNOWN = re.compile(
    r"(?:\b(?:the|this|that|these|those|its|his|her|their|our|one)|['’]s|s['’])\s+(?:[^\W\d_]+\s+){0,2}$", re.IGNORECASE
)
SUBORDINATE = re.compile(
    r"\b(?:after|before|when|while|until|because|since|if|unless|whether|though|although|in which)\s+[^,;:]*$"
    r"|\b(?:who|whom|whose|which)\s+(?:[^\s,;:]+\s+){0,4}$",
    re.IGNORECASE,
)
EDGE = re.compile(r"[.;:!?,\n\"“”()]|\band\s+(?=that\b)|\bbut\b|\s[–—-]\s")
THAT = re.compile(r"\b(?:that|whether|if)\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|never|no|nobody|none)\b|n['’]t\b", re.IGNORECASE)
PRONOUN = re.compile(r"\b(?:it|they|them)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """An act by the stem of its commonest word, the things it may have befallen, and how it is told.

    `company` is whom the whole article names, `definite` whether it tells of things that the reader knows.
    """

    word: str
    things: frozenset[str]
    negated: bool
    possible: bool
    company: frozenset[str]
    actors: frozenset[str]
    days: tuple[date, date] | None


def same_act(left: Act | None, right: Act | None) -> bool:
    """Whether two acts may be one: one word for it, a thing in common, and told by articles that have to do with each other."""
    return left is not None and right is not None and alike(left, right) and acquainted(left, right)


def alike(left: Act, right: Act) -> bool:
    """Whether two acts have one word, a thing in common, and are told as done, or both as to be feared."""
    return left.word == right.word and left.possible == right.possible and bool(left.things & right.things)


def acquainted(left: Act, right: Act) -> bool:
    """Whether the articles that tell two acts have to do with each other, by those whom both name."""
    if left.days and right.days:
        first, second = sorted((left.days, right.days))
        if second[0] - first[1] > FAR_APART:
            return False
    return bool(left.actors & right.actors) or len(left.company & right.company) >= ACQUAINTED


def act_of(
    found: Findings, words: Wording, told: Sequence[EventMention], pieces: Sequence[Span]
) -> tuple[Act | None, Span | None]:
    """The act that a saying tells first, in no subordinate clause; and the piece of the saying that tells it."""
    for mention in sorted(told, key=lambda one: (one.trigger, one.id)):
        piece = next((piece for piece in pieces if piece.covers(mention.trigger)), None)
        if piece is None or FRAME.match(found.article.text, mention.trigger.end):
            continue
        before = found.article.text[piece.start : mention.trigger.start]
        if not SUBORDINATE.search(before.lstrip().partition(" ")[2]):
            return act_at(found, words, mention, piece), piece
    return None, None


def in_passing(article: Article, words: Wording, mention: EventMention) -> bool:
    """Whether a sentence tells an act by the way, in a clause of time or a relative one."""
    before = article.text[words.sentence_at(mention.trigger.start)[0] : mention.trigger.start]
    return SUBORDINATE.search(before.lstrip().partition(" ")[2]) is not None


def act_at(found: Findings, words: Wording, mention: EventMention, within: Span | None = None) -> Act | None:
    """The act at a mention; None where nothing is said of what it befell."""
    start, end = clause_at(found.article, words, mention)
    text = found.article.text
    if within:
        start, end = max(start, within.start), min(end, within.end)
    word = word_of(words, mention)
    if not told_by_verb(found.article, mention.trigger):
        return None
    things = things_in(words, start, end, mention.trigger)
    if not things:
        pronoun = PRONOUN.search(text, start, end)
        first = start - BACK if pronoun else max(words.sentence_at(mention.trigger.start)[0], within.start if within else 0)
        things = things_in(words, max(0, first), start, mention.trigger)
    if not word or not things or word in COUNTED_ACTS:
        return None
    possible = mention.reality in ("hypothetical", "future")
    negated = mention.reality == "negated" and not _denied(found, mention, start)
    company, actors = acquaintances(found)
    days = found.article.published.time.days
    return Act(word, things, negated, possible, company, actors, days)


def _denied(found: Findings, mention: EventMention, start: int) -> bool:
    """Whether an act is negated by a denial alone, which its statement tells: that must not count twice."""
    said = next((each for each in found.statements if each.id == mention.statement), None)
    return said is not None and said.report == "denied" and not NOT.search(found.article.text, start, mention.trigger.start)


def acquaintances(found: Findings) -> tuple[frozenset[str], frozenset[str]]:
    """Whom and what an article names; and of these the people and bodies."""
    named = frozenset(one.entity for one in found.mentions if one.form == "name")
    own = fold_name(found.article.outlet or "")
    people = frozenset(one.id for one in found.entities if one.kind in ACTING and fold_name(one.name) != own)
    return named, named & people


def word_of(words: Wording, mention: EventMention) -> str:
    """The word that stands for the act at a mention in all its wordings."""
    return "fail" if GAVE_WAY.match(words.article.text, mention.trigger.start) else act_word(words, mention.trigger)


def act_word(words: Wording, trigger: Span) -> str:
    terms = [term for term in words.terms_in(trigger.start, trigger.end) if term[0] != "@"]
    return WORDS_ALIKE.get(terms[0], terms[0]) if terms else ""


def told_by_verb(article: Article, trigger: Span) -> bool:
    """Whether a trigger is a verb in the past, or follows an auxiliary, or is in a headline's present, so far as one sees."""
    words = trigger.exact.casefold().split()
    if article.zone_at(trigger.start) in ("headline", "heading") and words[0].endswith("s"):
        return True
    if words[0].endswith("ed") or words[0] in IRREGULAR:
        return True
    return AUXILIARY.search(article.text, max(0, trigger.start - 40), trigger.start) is not None


def things_in(words: Wording, start: int, end: int, trigger: Span) -> frozenset[str]:
    """The things named in a stretch near a trigger that a reader is taken to know: "the eastern gate", "its gate", one gate.

    No names, no people or places in general, not the act itself. In a headline, which spares its articles, any thing.
    """
    first, last = bisect_left(words.starts, start), bisect_left(words.starts, end)
    here = bisect_left(words.starts, trigger.start)
    if first <= here < last:
        first, last = max(first, here - REACH), min(last, here + REACH_AFTER)
    own = set(words.terms_in(trigger.start, trigger.end))
    text = words.article.text
    bare = words.article.zone_at(trigger.start) in ("headline", "heading")
    found: set[str] = set()
    for number in range(first, last):
        terms = [term for term in words.terms[number] if term[0] != "@"]
        if not terms or words.naming[number] or terms[0] in own or terms[0] in GENERIC or terms[0] in NO_THING:
            continue
        if (
            bare
            or KNOWN.search(text, max(0, words.starts[number] - 40), words.starts[number])
            or (number and words.naming[number - 1])
        ):
            found.add(terms[0])
    return frozenset(found)


def clause_at(article: Article, words: Wording, mention: EventMention) -> tuple[int, int]:
    """The clause that holds a trigger, by the marks and words that part clauses."""
    first, last = words.sentence_at(mention.trigger.start)
    starts, ends = _edges(article.text, first, last)
    before, after = bisect_right(ends, mention.trigger.start), bisect_left(starts, mention.trigger.end)
    return ends[before - 1] if before else first, starts[after] if after < len(starts) else last


@lru_cache(maxsize=1024)
def _edges(text: str, first: int, last: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where the marks and words that part clauses begin and end; a sentence is asked for again for each act in it."""
    edges = [match.span() for match in EDGE.finditer(text, first, last)]
    return tuple(start for start, _ in edges), tuple(end for _, end in edges)


def in_own_voice(article: Article, words: Wording, mention: EventMention) -> bool:
    """Whether a sentence tells an act outright: in no quotation marks, and in nothing that it says, asks or doubts "that"."""
    start, _ = words.sentence_at(mention.trigger.start)
    before = article.text[start : mention.trigger.start]
    quoted = (before.count("\u201c") + before.count('"')) % 2 == 1 and before.count("\u201d") == 0
    return not quoted and THAT.search(before) is None
