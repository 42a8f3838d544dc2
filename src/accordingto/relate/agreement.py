"""Tells whether two sayings agree in what vectors of meaning do not see: who did it to whom, where, how many, and whether.

A sentence and its negation, its reverse, or the same with another name or number mean nearly the same to a vector. So what is
alike in meaning is one claim only where nothing here speaks against it; and where wordings are nearly one, these are the point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from typing import Literal

from accordingto.model import Bounds, EventMention, Figure
from accordingto.relate.events import Wording, stem
from accordingto.relate.folding import fold_word

Mood = Literal["plain", "coming", "possible", "asked"]
Ends = tuple[frozenset[str], frozenset[str]]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
NEGATIONS = frozenset(("not", "no", "never", "without", "neither", "nor", "none", "nobody", "nothing", "cannot"))
ASKED = re.compile(
    r"\W*(?:whether|how\s+(?:many|much|far|long)|(?:it|that)\s+(?:is|was|remain(?:s|ed))\s+"
    r"(?:(?:not|never)\s+(?:yet\s+)?(?:known|clear|certain)|unknown|unclear|uncertain))\b"
    r"|(?:who|what|which|why|when|where)\b(?:\W+\w+){1,11}\W*$",  # a quotation that begins so may say anything
    re.IGNORECASE,
)
# "Could not be closed" is told as it was.
POSSIBLE = re.compile(r"\b(?:(?:may|might|could|can)(?!\s+not\b)|perhaps|possibly|if|unless)\b", re.IGNORECASE)
COMING = re.compile(
    r"^\W*to\s|\b(?:will|would|shall|won['’]t|(?:going|about|set|due|expected|ready)\s+to"
    r"|(?:plan|intend|aim|hope|want|wish|prepar|seek|threaten|promis|vow|pledg|mean)(?:s|n?ed|ing|es)?\s+to)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"[,–—-]?\s*\b(?:who|whom|whose|which|where|when|while|after|before|because|since|as|although|though)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
MAIN_WORDS = 3  # fewest words before a subordinate clause for it to be one, and not the whole
FAILING = frozenset(("fail", "fails", "failed", "failing", "refuse", "refuses", "refused", "refusing"))  # "failed to warn"
ALL = frozenset(("all", "every", "entire", "whole", "everyone", "everybody", "everything", "each"))
NUMERALS = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety
"""
NUMBERS = dict(zip(NUMERALS.split(), (*range(2, 20), *range(20, 100, 10)), strict=True))
SOME = (
    frozenset(("some", "part", "parts", "half", "several", "few", "one", "most", "many", "partly", "partially"))
    | NUMBERS.keys()
)
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
NAMED = re.compile(r"(?<![.!?:]\s)(?<!\w)(?<![\"“‘])\b[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*")
ROUND = frozenset(("mr", "mrs", "ms", "dr", "sir", "general", "colonel", "captain", "major", "president", "minister"))
CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
"""
DAYS = frozenset(CALENDAR.split())
NAME_STEM = 4  # letters that two words of names share to be one in another form: Tarnia, Tarnian
FROM = re.compile(r"\b(?:from|out\s+of|leaving)\s+(?:the\s+)?([A-Z][^\W\d_]+)")
INTO = re.compile(r"\b(?:into|to|towards?|for|entering)\s+(?:the\s+)?([A-Z][^\W\d_]+)")
FINITE = re.compile(
    r"\b(?:is|are|am|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|[a-z]{2,}ed|said|told|took|went|came"
    r"|gave|fell|broke|fled|shot|hit|left|made|found|saw|knew|kept|held|met|won|lost|led|began|blew|struck|set|put|cut|sank|tore)\b"
    r"|['’](?:s|re|m|ve|ll|d)\s",
    re.IGNORECASE,
)
# What cannot be read alone, by its first words: what begins in the middle of a sentence begins small.
UNFINISHED = re.compile(
    r"\W*(?:[Tt]o\s|(?:of|as|for|in|on|at|by|with|and|but|or|nor|than)\b|[Nn]ot\s+\w+ing\b"
    r"|(?!(?:[Dd]ur|[Mm]orn|[Ee]ven|[Nn]oth|[Ss]ometh|[Aa]nyth|[Ee]veryth|[Kk]|[Bb]eij|[Ss]pr)ing\b)"
    r"[A-Za-z]+ing\b(?!\s+(?:was|is|had|has|were|are)\b)"
    r"|(?:was|were|is|are|has|have|had|will|would|did|does|do|can|could|may|might|must|should|been)\b"
    r"|(?:them|him|us|me|himself|herself|itself|themselves)\b"
    r"|(?:(?:all|some|many|most|both|each|one|two)\s+of\s+)?(?:which|who|whom|whose|how|whether|what|where|why|when|if)\b(?![^?]*\?)"
    r"|(?:[Ww]hile|[Aa]lthough|[Tt]hough|[Bb]ecause|[Aa]fter|[Bb]efore|[Uu]ntil|[Ss]ince|[Ww]hen)\b[^,]*$)"
)
INFINITIVE = re.compile(r"\bto\s+(?:[a-z]+ly\s+)?$")
# Of each line what stands before the stroke and what stands after it cannot both be meant of one thing.
OPPOSITES = """
    raise raised rise rose risen increase increased | lower lowered fall fell fallen decrease decreased drop dropped
    arrest arrested detain detained jail jailed abduct abducted kidnap kidnapped | release released free freed escape escaped
    alive survive survived | dead die died killed
    open opened reopen reopened | shut close closed lock locked
    allow allowed let permit permitted | ban banned forbid forbidden block blocked bar barred prevent prevented
    accept accepted approve approved agree agreed | reject rejected refuse refused quarrel quarrelled
    back backed support supported | oppose opposed condemn condemned
    enter entered arrive arrived advance advanced | leave withdraw withdrew withdrawn retreat retreated flee fled
    capture captured seize seized | lose lost surrender surrendered
    start started begin began | end ended stop stopped halt halted
    drunk | sober
    guilty convicted | innocent acquitted
    true genuine | false fake fabricated
    safe sound intact | damaged broken cracked unsafe destroyed collapsed
    arm armed train trained | disarm disarmed
    buy bought | sell sold
    appoint appointed hire hired | dismiss dismissed sack sacked resign resigned
    trapped stuck missing | rescued found saved
"""
PAIRS = [[frozenset(map(stem, half.split())) - {""} for half in line.split("|")] for line in OPPOSITES.strip().splitlines()]
SPENT = frozenset(map(stem, ("second", "minute", "hour", "night", "month", "fortnight", "decade"))) | {""}  # days have no stem


def mood(text: str) -> Mood:
    """Whether a wording tells, expects, thinks possible or asks; by its main clause, so far as words tell."""
    if ASKED.match(text):
        return "asked"
    main = ASIDE.sub("", text)
    if len(main.split()) < MAIN_WORDS:
        main = text
    if POSSIBLE.search(main):
        return "possible"
    return "coming" if COMING.search(main) else "plain"


def is_clause(text: str) -> bool:
    """Whether a wording has a verb of its own, so far as words tell: no "to do", no "doing", no bare name of a thing."""
    if UNFINISHED.match(text):
        return False
    return any(not INFINITIVE.search(text, 0, match.start()) for match in FINITE.finditer(text))


def negative(text: str) -> bool:
    """Whether a wording negates; twice is not at all."""
    words = [fold_word(match[0]) for match in WORD.finditer(text)]
    return sum(negates(words, place) for place in range(len(words))) % 2 == 1


def negates(words: Sequence[str], place: int) -> bool:
    """Whether a folded word negates what follows it: "not", "failed to"; "not only" negates nothing."""
    word, following = words[place], words[place + 1 : place + 2]
    if word in FAILING:
        return following == ["to"]
    return (word in NEGATIONS or word.endswith(("n't", "n’t"))) and following != ["only"]


def part_and_whole(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether of two wordings, else alike, one says of all what the other says of some."""
    for mine, theirs in ((set(left), set(right)), (set(right), set(left))):
        if mine & ALL and not theirs & ALL and (theirs - mine) & SOME:
            return True
    return False


def numbers(text: str) -> frozenset[float]:
    """The numbers in a wording, in figures or in words; "one" is none."""
    found = {float(NUMBERS[word]) for match in WORD.finditer(text) if (word := fold_word(match[0])) in NUMBERS}
    figures = (match[0].replace(",", "") for match in NUMERAL.finditer(text))
    return frozenset(found | {float(figure) for figure in figures if figure.count(".") < 2})


def opposed(left: Set[str], right: Set[str]) -> bool:
    """Whether by their stems one wording says the opposite of the other in another word: "shut" and "open"."""
    for pair in PAIRS:
        for one, other in (pair, pair[::-1]):
            if left & one and right & other and not left & other and not right & one:
                return True
    return False


def names(text: str, *, named_first: bool = False) -> tuple[str, ...]:
    """The names in a wording, as its capitals tell; none where all words have capitals, as in many headlines.

    `named_first`: its first word is known to be one, and has no capital for being the first.
    """
    if sum(word[0][0].isupper() for word in WORD.finditer(text)) * 2 > len(text.split()):
        return ()
    found: list[str] = []
    last = -2
    for match in NAMED.finditer(text):
        word = fold_word(match[0]).removesuffix("'s").removesuffix("’s")
        if (match.start() == 0 and not named_first) or word in DAYS or word in ROUND:
            continue
        if match.start() - last == 1 and found:
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
        last = match.end()
    return tuple(dict.fromkeys(found))


def shared_names(left: Sequence[str], right: Sequence[str]) -> tuple[int, int, int]:
    """How many names two wordings have in common, in any form; only the left; only the right."""

    def alike(mine: str, theirs: str) -> bool:
        few, many = sorted((mine.replace("-", " ").split(), theirs.replace("-", " ").split()), key=len)
        return all(
            any(
                one == other or (min(len(one), len(other)) >= NAME_STEM and one[:NAME_STEM] == other[:NAME_STEM])
                for other in many
            )
            for one in few
        )

    both = sum(any(alike(mine, theirs) for theirs in right) for mine in left)
    back = sum(any(alike(mine, theirs) for mine in left) for theirs in right)
    return min(both, back), len(left) - both, len(right) - back


def counts(figures: Iterable[Figure]) -> dict[str, frozenset[Bounds]]:
    """What is counted, and how many: by kind, or by the noun where it is of no kind. Spans of time are not counted things."""
    found: dict[str, set[Bounds]] = {}
    for figure in figures:
        noun = stem(figure.unit.split()[-1]) if figure.unit and figure.unit.split() else ""
        if figure.counted != "other" or noun not in SPENT:
            found.setdefault(figure.counted if figure.counted != "other" else f"other {noun}", set()).add(figure.bounds)
    return {key: frozenset(bounds) for key, bounds in found.items()}


def ends(text: str, mentions: Sequence[EventMention], words: Wording) -> Ends:
    """Who does, or whence, and to whom, or whither: by entity, and by the stem of the last word."""

    def keys(parts: Iterable[object]) -> set[str]:
        found = set()
        for part in parts:
            span, entity = part.span, part.entity  # type: ignore[attr-defined]
            stems = [term for term in words.terms_in(span.start, span.end) if term[0] != "@"]
            found |= {f"@{entity}"} if entity else set()
            found |= set(stems[-1:])  # those whom nobody names are other entities in every report: "the protesters"
        return found

    doing = keys(part for mention in mentions for part in mention.actor)
    done = keys(part for mention in mentions for part in mention.recipient)
    doing |= {fold_word(match[1]) for match in FROM.finditer(text)}
    done |= {fold_word(match[1]) for match in INTO.finditer(text)}
    return frozenset(doing - done), frozenset(done - doing)


def reversed_ends(left: Ends, right: Ends) -> bool:
    """Whether one says that the other's doer, or starting point, is at the receiving end, and the other way round."""
    return bool(left[0] & right[1]) and bool(left[1] & right[0])
