"""Numbers are what reports disagree on first, and a bare number says little: of what, of whom, as of when, by whose word.

A figure is a number with the noun it counts, found in three steps: the number's own words (comparator, range, vague word) by
patterns that do not need the parse, so that capitals and broken lines do no harm; the counted noun and the verb that governs
it by neighbourhood first and by the parse second; then people without a number ("a farmer was killed", "no one was hurt").

A bound is not a value: "at least 20" has a low bound and no value. What is no count makes no figure: ages, stretches of time,
ordinals, years, labels, clock times, scores, telephone numbers. Numbers are never added up.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from accordingto.model import (
    Bounds,
    Comparator,
    Counted,
    EventMention,
    Figure,
    Mention,
    Role,
    Span,
    Statement,
    Time,
    Timex,
    identify,
)
from accordingto.read.annotate import view_of

LEXICONS = Path(__file__).parent / "lexicons"
REACH = 60  # code points before a number searched for its comparators: the longest, twice over
NOUN_REACH = 8  # words between a number and its noun; a longer noun phrase is almost always a wrong parse
TOLL_REACH = 110  # code points before a number searched for the toll it is: "the number of people killed in ... rose to"
GROUPS = frozenset((5, 7, 8, 10, 20, 24, 77))  # numbers that name a group of states
CLIMB = 5  # steps up the parse from a number's noun to the word that says what happened to them
YEARS = range(1900, 2101)  # a bare number of this size is a year, unless people follow it
CASUALTY: tuple[Counted, ...] = (
    "killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "displaced", "banned_entry",
)  # fmt: skip
UNPLACED = frozenset(("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART"))  # what a name after "in" may be, and no place
NAMES = frozenset(("EVENT", "WORK_OF_ART", "LAW", "FAC"))  # "the Six Day War", "Seven Pillars"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of number and of what is numbered, ready to be looked up by lower-case form."""

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    glued: Mapping[str, int]
    vague: Mapping[str, int]
    before: Mapping[str, str]
    after: Mapping[str, str]
    patient: Mapping[str, Counted]
    patient_people: Mapping[str, Counted]
    agent: Mapping[str, Counted]
    nominal: Mapping[str, Counted]
    lone: Mapping[str, Counted]
    state: Mapping[str, Counted]
    units: Mapping[str, Counted]
    not_people: frozenset[str]
    agent_endings: tuple[str, ...]
    people_endings: tuple[str, ...]
    uncounted: frozenset[str]
    labels: frozenset[str]
    score: frozenset[str]
    currency_words: frozenset[str]
    phrases: Mapping[str, frozenset[str]]
    spelled: re.Pattern[str]
    digits: re.Pattern[str]
    peel: re.Pattern[str]
    trail: re.Pattern[str]
    tally: re.Pattern[str]
    toll_before: re.Pattern[str]
    toll_after: re.Pattern[str]


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The number words of a language, read once."""
    raw: dict[str, Any] = tomllib.loads((LEXICONS / language / "figures.toml").read_text(encoding="utf-8"))
    irregular: dict[str, list[str]] = raw["irregular"]

    def forms(table: Mapping[str, list[str]]) -> dict[str, Counted]:
        return {form: kind for kind, words in table.items() for word in words for form in inflected(word, irregular)}  # type: ignore[misc]

    def words(table: Mapping[str, list[str]]) -> dict[str, Counted]:
        return {word: kind for kind, listed in table.items() for word in listed}  # type: ignore[misc]

    before = {phrase: kind for kind, phrases in raw["before"].items() for phrase in phrases}
    before |= {phrase: kind for kind in ("increment", "total") for phrase in raw[kind]["before"]}
    after = {phrase: kind for kind, phrases in raw["after"].items() for phrase in phrases}
    after |= {phrase: kind for kind in ("increment", "total") for phrase in raw[kind]["after"]}
    state_words = [word for words_of in raw["state"].values() for word in words_of] + raw["toll"]["of"]
    scales = raw["scales"] | raw["rounds"]
    number = either([*raw["numbers"], *scales])
    plural = either([word for word in raw["vague"] if word.endswith("s") and word not in ("several", "numerous", "countless")])
    amount = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    tally = {name: either(listed) for name, listed in raw["tally"].items()}
    period = rf"{tally['prepositions']} (?:the )?{tally['spans']} (?:\w+ )?{tally['units']}"
    told = rf"(?:{either(raw['toll']['words'])}|{either(raw['toll']['counts'])} of (?:[\w-]+ ){{0,4}}?{either(state_words)})"
    sign = either(sorted(raw["currency"]["signs"], key=len, reverse=True))
    glue = either(raw["glued"])
    return Lexicon(
        numbers=raw["numbers"],
        scales=scales,
        glued=raw["glued"],
        vague=raw["vague"],
        before=before,
        after=after,
        patient=forms(raw["patient"]),
        patient_people=forms(raw["patient_people"]),
        agent=forms(raw["agent"]),
        nominal=words(raw["nominal"]),
        lone=words(raw["lone"]),
        state=words(raw["state"]),
        units=words(raw["units"]),
        not_people=frozenset(raw["not_people"]["words"]),
        agent_endings=tuple(raw["not_people"]["agents"]),
        people_endings=tuple(raw["not_people"]["endings"]),
        uncounted=frozenset(raw["uncounted"]["words"]),
        labels=frozenset(raw["uncounted"]["labels"]),
        score=frozenset(raw["uncounted"]["score"]),
        currency_words=frozenset(raw["currency"]["words"]),
        phrases={name: frozenset(listed) for name, listed in raw["phrases"].items()},
        spelled=re.compile(
            rf"(?<![\w-])(?:(?P<plural>{plural}(?: of {plural})*)"
            rf"|(?P<vague>{either(raw['vague'])})(?: (?P<scale>{either(scales)})s?)?"
            rf"|(?P<both>both)|(?P<words>(?:half )?(?:an? )?{number}(?:[ -](?:and )?{number})*))(?!\w|-\w|[’']s\b)",
            re.IGNORECASE,
        ),
        digits=re.compile(
            rf"(?P<round>~)?(?P<sign>{sign})?(?P<low>{amount})(?P<glue>{glue})?(?:[-–](?P<sign2>{sign})?(?P<high>{amount})(?P<glue2>{glue})?)?"
            r"(?P<mark>\+|%|-plus|-odd|-strong)?",
            re.IGNORECASE,
        ),
        peel=re.compile(rf"(?<![\w-])(?P<phrase>{either(before)}|(?P<sign>{sign})) ?$", re.IGNORECASE),
        trail=re.compile(rf" (?P<phrase>{either(after)})(?![\w-])", re.IGNORECASE),
        tally=re.compile(rf"\b(?:{tally['phrases']}|{period})\b", re.IGNORECASE),
        toll_before=re.compile(rf"\b(?P<what>{told})\b[^.;:\n]{{0,50}}?\b{either(raw['toll']['reaching'])} $", re.IGNORECASE),
        toll_after=re.compile(rf" (?:the |a |its |their )?(?P<what>{told})\b", re.IGNORECASE),
    )


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def inflected(verb: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The forms of a verb: by rule, and those the lexicon gives."""
    if verb in irregular:
        return (verb, *irregular[verb])
    if verb.endswith("e"):
        return (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    stem = verb + verb[-1] if re.search(r"(?:[^aeiou][aeiou]|^[aeiou])[bdgmnpt]$", verb) else verb
    if verb.endswith("sh"):
        return (verb, f"{verb}es", f"{verb}ed", f"{verb}ing")
    # Both spellings: "kidnaped" is rare, but "harvested" would be wrong with two t's.
    return (verb, f"{verb}s", f"{stem}ed", f"{stem}ing", f"{verb}ed", f"{verb}ing")


# The number's own words


@dataclass(frozen=True, slots=True)
class Number:
    """A number as worded: half-open offsets into the view, before its noun is known. `low` alone marks a vague word."""

    start: int
    end: int
    core: int
    value: float | int | None
    low: float | int | None
    high: float | int | None
    comparator: Comparator
    role: Role = "count"
    sign: str | None = None
    percent: bool = False
    ranged: bool = False
    spelled: bool = False
    words: str = ""


SCALE_AFTER = re.compile(r"[ -](hundred|thousand|million|billion|trillion|dozen)s?(?!\w|-\w)", re.IGNORECASE)
PERCENT_AFTER = re.compile(r"[ -]?(?:percentage points?|percent|per cent|pct|%)(?!\w)", re.IGNORECASE)
WORD_WITH_DIGITS = re.compile(r"(?<!\S)\S*\d\S*")
PIECES = re.compile(r"[^()\[\]{}\"“”‘’«»*;—…]+")
JOINED = re.compile(r" ?(?:-|–|to|or|and) ?", re.IGNORECASE)
RISE = re.compile(
    r"\b(?:rose|risen|rise|rises|rising|rising|increased?|increases|increasing|grew|grown|grows|climbed|jumped|went|up|revised|raised|raises|raising|"
    r"soared|moved|fell|dropped|down)\b[^.;]{0,60}\bfrom ?$",
    re.IGNORECASE,
)
CLOCK_AFTER = re.compile(
    r" ?(?:[ap]\.? ?m\b|o['’]?clock|hours? (?:gmt|local)|gmt|utc|local time)|:\d|(?:st|nd|rd|th)\b", re.IGNORECASE
)
SHARE = re.compile(r" (?:in|out of)(?: every)? $", re.IGNORECASE)


def numbers(text: str, lex: Lexicon) -> list[Number]:
    """The numbers of a text in order, with comparators, ranges and what else stands to them as one expression."""
    plain = sorted([*in_digits(text, lex), *spelled_out(text, lex)], key=lambda number: (number.start, -number.end))
    found: list[Number] = []
    skip = -1
    for place, number in enumerate(plain):
        if number.start < skip:
            continue
        skip = number.end
        following = plain[place + 1] if place + 1 < len(plain) else None
        if following and not number.ranged and not following.ranged:
            joined = ranged(text, number, following)
            if joined:
                number, skip = joined, following.end
        found.append(with_comparator(text, number, lex))
    return found


def in_digits(text: str, lex: Lexicon) -> Iterator[Number]:
    """Yield numbers written in digits. A word that holds digits and anything unforeseen is a label, a date or a code."""
    for word in WORD_WITH_DIGITS.finditer(text):
        for piece in PIECES.finditer(word.group()):
            start, bare = word.start() + piece.start(), piece.group()
            bare = bare.rstrip(".,:!?'’")
            start, bare = start + len(bare) - len(bare.lstrip("'")), bare.lstrip("'")
            if piece.start() and text[start - 1] not in '(["“‘«*—{…;':
                continue
            match = lex.digits.fullmatch(bare)
            if not match or CLOCK_AFTER.match(text, start + len(bare)):
                continue
            if re.match(r"0\d", match["low"]):
                continue  # a clock time or a code
            value, end = amount(match["low"]), start + len(bare)
            glue = (match["glue"] or "").lower()
            if glue in ("m", "k") and not match["sign"] and glue == "m":
                continue  # "50m" is fifty metres as often as fifty million
            value *= lex.glued.get(glue, 1)
            high = amount(match["high"]) * lex.glued.get((match["glue2"] or "").lower(), 1) if match["high"] else None
            if (scale := SCALE_AFTER.match(text, end)) and not match["mark"]:
                factor = lex.scales[scale[1].lower()]
                value, end = value * factor, scale.end()
                high = high * factor if high is not None else None
            if high is not None and not value < high:
                continue  # a score, a season or a part of a code
            percent = match["mark"] == "%"
            if not percent and (mark := PERCENT_AFTER.match(text, end)):
                percent, end = True, mark.end()
            comparator: Comparator = (
                "between" if high is not None else "about" if match["round"] or match["mark"] == "-odd" else "exactly"
            )
            if match["mark"] in ("+", "-plus"):
                yield Number(start, end, start, None, whole(value), None, "at_least", sign=match["sign"], words=bare)
            elif high is not None:
                yield Number(
                    start,
                    end,
                    start,
                    None,
                    whole(value),
                    whole(high),
                    comparator,
                    "count",
                    match["sign"],
                    percent,
                    True,
                    False,
                    bare,
                )
            else:
                yield Number(
                    start, end, start, whole(value), None, None, comparator, "count", match["sign"], percent, words=bare
                )


def spelled_out(text: str, lex: Lexicon) -> Iterator[Number]:
    """Yield numbers written in words, and vague words."""
    for match in lex.spelled.finditer(text):
        start, end, words = match.start(), match.end(), match.group().lower()
        if start and text[start - 1] in "-.–" and start > 1 and text[start - 2].isalnum():
            continue
        if match["both"]:
            yield Number(start, end, start, 2, None, None, "exactly", spelled=True, words=words)
        elif match["plural"]:
            steps = [lex.vague[word] for word in match["plural"].lower().split(" of ")]
            low = steps[0]
            for step in steps[1:]:
                low = low * (step // 2 if step != 24 else 12)  # "tens of thousands" is 20 times a thousand
            yield Number(start, end, start, None, low, None, "vague", spelled=True, words=words)
        elif match["vague"]:
            scale = lex.scales[match["scale"].lower()] if match["scale"] else 1
            yield Number(
                start, end, start, None, lex.vague[match["vague"].lower()] * scale, None, "vague", spelled=True, words=words
            )
        elif (value := spelled_value(words, lex)) is not None and not CLOCK_AFTER.match(text, end):
            about = any(word in words.split() for word in ("dozen", "couple", "pair"))
            percent = PERCENT_AFTER.match(text, end)
            yield Number(
                start, percent.end() if percent else end, start, whole(value), None, None,
                "about" if about and "pair" not in words else "exactly",
                percent=bool(percent), spelled=True, words=words,
            )  # fmt: skip


def spelled_value(words: str, lex: Lexicon) -> float | int | None:
    """The value of a run of number words; None where they do not make one number ("two five", "one one")."""
    total: float = 0
    current: float | None = None
    parts = [word for word in re.split(r"[ -]", words) if word != "and"]
    for word in parts:
        if word == "half":
            current = 0.5
        elif word in ("a", "an"):
            current = 1 if current is None else current
        elif word in lex.numbers:
            value = lex.numbers[word]
            if current is not None and not (current % 100 == 0 or (value < 10 and current % 10 == 0 and current >= 20)):
                return None
            current = (current or 0) + value
        else:
            scale = lex.scales[word]
            if scale == 100:
                current = (1 if current is None else current) * 100
            else:
                total, current = total + (1 if current is None else current) * scale, None
    return total + (current or 0)


def amount(digits: str) -> float | int:
    bare = digits.replace(",", "")
    return float(bare) if "." in bare else int(bare)


def whole(value: float | int) -> float | int:
    return int(value) if value == int(value) else round(value, 6)


def ranged(text: str, left: Number, right: Number) -> Number | None:
    """Two numbers as one range: "20 to 25", "between 20 and 25", "two or three"; or a share: "one in five"."""
    gap = text[left.end : right.start]
    if left.value is None or right.value is None or len(gap) > 15:
        return None
    if SHARE.fullmatch(gap) and 0 < left.value < right.value and left.sign is None:
        return Number(
            left.start,
            right.end,
            left.core,
            whole(left.value / right.value),
            None,
            None,
            "exactly",
            percent=True,
            words="share",
        )
    joint = gap.strip().lower()
    if not JOINED.fullmatch(gap) or joint not in ("-", "–", "to", "or", "and"):
        return None
    before = text[max(0, left.start - REACH) : left.start]
    between = re.search(r"\b(?:anywhere )?between ?$", before, re.IGNORECASE)
    if joint == "and" and not between:
        return None
    if joint == "to" and RISE.search(before):
        return None
    low = left.value
    for factor in (1_000_000_000, 1_000_000, 1000, 100, 12):  # "2 to 3 million": the scale is said once
        if (
            right.value >= factor
            and low < right.value / factor
            and right.value % factor == 0
            and low * factor < right.value
            and low < factor
        ):
            scaled = any(word in right.words for word in ("million", "billion", "thousand", "hundred", "dozen")) or text[
                right.start : right.end
            ].lower().endswith(("million", "billion", "thousand", "hundred", "dozen"))
            if scaled:
                low *= factor
            break
    if not low < right.value or (joint == "or" and right.value > 2 * low + 1):
        return None
    opened = re.search(r"\b(?:(?:anywhere )?between|(?:anywhere )?from) ?$", before, re.IGNORECASE)
    start = left.start - len(before) + opened.start() if opened else left.start
    sign = left.sign or right.sign
    return Number(
        start,
        right.end,
        left.core,
        None,
        whole(low),
        right.value,
        "between",
        "count",
        sign,
        right.percent,
        True,
        left.spelled,
        right.words,
    )


def with_comparator(text: str, number: Number, lex: Lexicon) -> Number:
    """The number with the words beside it that bound it, or make it a total or an increment."""
    floor = text.rfind("\n", 0, number.start) + 1
    start, end, kinds, sign, role = number.start, number.end, [], number.sign, number.role
    for _ in range(3):
        match = lex.peel.search(text, max(floor, start - REACH), start)
        if not match:
            break
        if match["sign"]:
            sign = match["sign"]
        elif (kind := lex.before[match["phrase"].lower()]) in ("increment", "total"):
            role = "increment" if kind == "increment" else "total"
        else:
            kinds.append(kind)
        start = match.start()
    for _ in range(2):
        match = lex.trail.match(text, end)
        if not match:
            break
        kind = lex.after[match["phrase"].lower()]
        if kind in ("increment", "total"):
            if kind == "increment" and text[match.end() : match.end() + 6] == " than ":
                break  # "14 more than last year" is a difference
            role = "increment" if kind == "increment" else "total"
        else:
            kinds.append(kind)
        end = match.end()
    changed = replace(number, start=start, end=end, sign=sign, role=role)
    return bounded(changed, kinds[0]) if kinds else exact_bounds(changed)


def exact_bounds(number: Number) -> Number:
    if number.comparator == "exactly":
        return replace(number, low=number.value, high=number.value)
    return number


def bounded(number: Number, kind: str) -> Number:
    """The table of bounds. One more than a count is the next count; of money and shares there is no next one."""
    if number.comparator in ("between", "at_least"):
        return number
    value = number.value if number.value is not None else number.low
    step = 0 if number.sign or number.percent or value != int(value or 0) else 1
    assert value is not None
    if number.comparator == "vague":
        return number  # "more than several": the word is vague still
    if kind == "at_least":
        return replace(number, value=None, low=value, high=None, comparator="at_least")
    if kind == "more_than":
        return replace(number, value=None, low=value + step, high=None, comparator="more_than")
    if kind == "at_most":
        return replace(number, value=None, low=None, high=value, comparator="at_most")
    if kind == "less_than":
        return replace(number, value=None, low=None, high=value - step, comparator="less_than")
    if kind == "nearly":
        return replace(number, value=value, low=None, high=value, comparator="about")
    return replace(number, value=value, low=None, high=None, comparator="about")


# The counted noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number's noun phrase: `root` is what the parse hangs it by, `noun` what is counted (None: elliptical)."""

    root: Token
    noun: Token | None
    first: Token
    last: Token
    part: bool = False


PARTING = frozenset(",;:()—")
MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "X"))


class Reading:
    """One Doc being read for figures: its tokens by place, its lexicon, and what the other rooms found in it."""

    def __init__(self, doc: Doc, lex: Lexicon) -> None:
        self.doc = doc
        self.lex = lex
        self.text = view_of(doc).text  # `doc.text` is put together anew at each call
        self.starts = [token.idx for token in doc]
        self.lowers = [token.lower_ for token in doc]

    def token_at(self, offset: int) -> Token:
        return self.doc[max(0, bisect_right(self.starts, offset) - 1)]

    def lower(self, place: int) -> str:
        return self.lowers[place] if 0 <= place < len(self.lowers) else ""

    def singular(self, token: Token) -> str:
        """The dictionary form of a noun, whatever its case; the parser's lemma of a word in capitals is no lemma."""
        lower = token.lower_
        lex = self.lex
        for form in (token.lemma_.lower(), lower, *stripped(lower)):
            if (
                form in lex.units
                or form in lex.lone
                or form in lex.uncounted
                or form in lex.not_people
                or form in lex.currency_words
            ):
                return form
        return token.lemma_.lower()

    def noun_after(self, place: int) -> Token | None:
        """The head of the noun phrase that begins at a token, by neighbourhood alone."""
        noun: Token | None = None
        doc, lex = self.doc, self.lex
        for token in doc[place : place + NOUN_REACH]:
            lower = token.lower_
            if self.stops(token) and not (lower == "and" and self.coordinates(token)):
                break
            if lower in self.lex.phrases["stops"] and lower != "and":
                continue
            if token.is_space or (token.is_punct and token.text not in "-–'\"‘’“”"):
                break
            if token.is_punct or (lower == "and" and noun is None):
                continue
            if token.is_sent_start and token.i > place:
                break
            if noun is not None and (
                lower in lex.state or lower in lex.patient or token.ent_type_ in ("DATE", "TIME", "CARDINAL")
            ):
                break
            if token.pos_ == "NUM" and lower[0].isalpha() and not lower.isalpha() and lower not in lex.numbers:
                continue  # a model: "six F-16 jets"
            if token.pos_ in ("VERB", "AUX", "ADV", "PRON", "NUM", "SCONJ", "PART") and not (
                token.tag_ in ("VBN", "VBG", "JJ") and (noun is None and self.leads_to_noun(token))
            ):
                break
            if token.pos_ in ("NOUN", "PROPN"):
                if noun is not None and noun.tag_ in ("NNS", "NNPS") and noun.dep_ != "compound":
                    break
                noun = token
            elif token.pos_ == "ADJ" and noun is not None and not (noun.tag_ == "NNP" and self.leads_to_noun(token)):
                break
        if noun is None and self.lower(place) in ("others", "other"):
            return doc[place]
        return noun

    def coordinates(self, token: Token) -> bool:
        """Whether "and" joins two modifiers of one noun ("Afghan and foreign soldiers")."""
        before, after = self.doc[token.i - 1], self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return (
            after is not None and before.pos_ in ("ADJ", "PROPN") and after.pos_ in ("ADJ", "PROPN") and before.head.i > token.i
        )

    def stops(self, token: Token) -> bool:
        """Whether a word ends a noun phrase. A group's name in capitals ("IS") is no verb, in a text with small letters too."""
        if token.lower_ not in self.lex.phrases["stops"]:
            return False
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return not (token.is_upper and len(token) > 1 and following is not None and following.text[:1].islower())

    def leads_to_noun(self, token: Token) -> bool:
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return (
            following is not None
            and following.pos_ in MODIFIERS
            and not following.is_sent_start
            and following.lower_ not in self.lex.phrases["stops"]
        )

    def phrase(self, number: Number) -> Phrase:
        """The noun phrase of a number: its parse head where that lies near to the right, else the nearest noun that follows."""
        doc = self.doc
        first, last = self.token_at(number.core), self.token_at(number.end - 1)
        root = last
        while root.head.i != root.i and first.i <= root.head.i <= last.i:
            root = root.head
        place = last.i + 1
        if self.lower(place) == "of" or last.lower_ == "of":
            place += self.lower(place) == "of"
            whose = self.lower(place)
            place += whose in ("the", "these", "those", "their", "its", "his", "her", "our", "all")
            part = whose in ("them", "whom", "those", "us")
            if place < len(doc) and (
                doc[place].pos_ == "NUM" or doc[place].lower_ in self.lex.vague or doc[place].lower_ in self.lex.numbers
            ):
                part, place = True, place + 1  # "one of the five": the five are a figure of their own
            noun = self.noun_after(place)
            if last.lower_ == "of" and root.i == last.i:
                root = root.head if root.head.i < root.i else root
            return Phrase(root, noun, first, noun if noun is not None else last, part)
        measure = doc[place] if place < len(doc) else None
        if (
            measure is not None
            and self.singular(measure) in self.lex.uncounted
            and not self.people(doc[place + 1] if place + 1 < len(doc) else None)
        ):
            return Phrase(measure, measure, first, measure)
        head = root.head
        if (
            root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "advmod", "poss")
            and last.i < head.i <= last.i + NOUN_REACH
            and head.pos_ in ("NOUN", "PROPN")
            and not any(
                token.text in PARTING or (token.lower_ not in ("and", "or") and self.stops(token))
                for token in doc[last.i + 1 : head.i]
            )
            and not (head.lower_ in self.lex.state and head.i > last.i + 1)
        ):
            while head.dep_ == "compound" and head.i < head.head.i <= head.i + 2 and head.head.lower_ not in self.lex.state:
                head = head.head
            after = doc[head.i + 1] if head.i + 1 < len(doc) else None
            if (
                after is not None
                and after.pos_ in ("NOUN", "PROPN")
                and self.singular(head) not in self.lex.units
                and self.singular(after) in self.lex.units
            ):
                head = after
            near = self.noun_after(place)
            # The parse wins, but for a day's name taken for the noun ("five soldiers Monday").
            noun = near if near is not None and near.i < head.i and head.ent_type_ in ("DATE", "TIME") else head
            return Phrase(noun, noun, first, noun)
        noun = self.noun_after(place)
        if noun is None:
            return Phrase(root, None, first, last)
        return Phrase(noun, noun, first, noun)

    def kind_of(self, noun: Token) -> Counted:
        """What a noun counts by itself."""
        word = self.singular(noun)
        lex = self.lex
        if word in lex.units:
            return lex.units[word]
        if word in lex.not_people:
            return "other"
        if noun.lower_.endswith(lex.people_endings) or noun.ent_type_ == "NORP":
            return "people"
        return "other"

    def people(self, noun: Token | None) -> bool:
        """Whether a noun surely names people."""
        if noun is None:
            return False
        return self.kind_of(noun) in ("people", "fighters", "troops")

    def mortal(self, noun: Token | None) -> bool:
        """Whether what a noun names could be the patient of a verb like "kill": anything but what surely could not."""
        if noun is None:
            return True
        word = self.singular(noun)
        kind = self.lex.units.get(word)
        return kind in ("people", "fighters", "troops") or (
            kind is None
            and word not in self.lex.not_people
            and word not in self.lex.uncounted
            and word not in self.lex.currency_words
        )


def stem(word: str) -> str:
    """A plural without its ending, for looking up a word that stands alone."""
    return stripped(word)[0] if word.endswith(("s", "men")) and stripped(word) else word


def stripped(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (word[:-3] + "man",)
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") else ()


# What is said of them


@dataclass(frozen=True, slots=True)
class Fate:
    """What is said of the counted, the word that says so, and whether they are a part of others counted before."""

    counted: Counted | None
    governor: Token | None
    part: bool = False
    total: bool = False


UNSAID = Fate(None, None)


def fate(reading: Reading, number: Number, phrase: Phrase) -> Fate:
    """What happened to the counted: by the words that stand beside them, then by the parse."""
    if (
        phrase.noun is not None
        and (lone := reading.lex.lone.get(phrase.noun.lower_))
        and phrase.noun.lower_ in reading.lex.state
    ):
        return Fate(lone, phrase.noun)
    found = tolled(reading, number, phrase)
    found = found if found.counted else beside(reading, phrase)
    found = found if found.counted else ahead(reading, number, phrase)
    found = found if found.counted else climbed(reading, phrase.root, phrase.noun)
    if found.counted == "detained" and found.governor and taken_by_force(reading, phrase, found.governor):
        return replace(found, counted="abducted")
    if found.counted and not (found.governor and undecided(reading, found.governor)):
        return found
    return own(reading, phrase)


def taken_by_force(reading: Reading, phrase: Phrase, verb: Token) -> bool:
    """Whether those held are hostages: so called, or seized by gunmen. The police who seize people detain them."""
    if phrase.noun is not None and reading.lex.lone.get(reading.singular(phrase.noun)) == "abducted":
        return True
    if verb.lower_ not in reading.lex.patient_people:
        return False
    return any(child.dep_ in ("nsubj", "agent") and gunmen(reading, child) for child in verb.children)


def gunmen(reading: Reading, holder: Token) -> bool:
    nouns = [child for child in holder.children if child.dep_ == "pobj"] if holder.dep_ == "agent" else [holder]
    return any(reading.kind_of(noun) == "fighters" for noun in nouns)


def undecided(reading: Reading, verb: Token) -> bool:
    """Whether the words leave open which of two fates it was: "killed or captured"."""
    for step in (1, -1):
        if reading.lower(verb.i + step) in ("and", "or", "and/or"):
            fates = {reading.lex.patient.get(reading.lower(verb.i + 2 * step)), reading.lex.patient.get(verb.lower_)}
            if "detained" in fates and fates & {"killed", "injured"}:
                return True
    return False


def beside(reading: Reading, phrase: Phrase) -> Fate:
    """A state word that follows: "12 dead", "five people were killed", "20 others wounded"."""
    doc, lex = reading.doc, reading.lex
    place, passive = phrase.last.i + 1, False
    if not reading.mortal(phrase.noun):
        return UNSAID
    for _ in range(6):
        word = reading.lower(place)
        if word not in lex.phrases["passed_over"] or (word == "," and not passive) or doc[place].is_sent_start:
            break
        passive = passive or word in lex.phrases["passive"]
        place += 1
    word = reading.lower(place)
    if word == "in" and passive and reading.lower(place + 1) in lex.phrases["custody"]:
        return Fate("detained", doc[place + 1])
    if place >= len(doc) or word not in lex.state or doc[place].is_sent_start:
        return UNSAID
    following = reading.lower(place + 1)
    active = (word in lex.patient or word in lex.patient_people) and not passive
    if active and place + 1 < len(doc):
        after = doc[place + 1]
        # "12 gunmen killed five": the verb has an object of its own.
        if (
            after.pos_ in ("NUM", "DET", "PRON", "PROPN", "ADJ", "NOUN")
            and after.lower_ not in ("in", "by", "on")
            and after.dep_ not in ("npadvmod",)
        ):
            return UNSAID
        if any(child.dep_ == "dobj" for child in doc[place].children) or following in ("a", "an", "the", "at", "more", "up"):
            return UNSAID
    return Fate(together(reading, place, lex.state[word]), doc[place])


def together(reading: Reading, place: int, counted: Counted) -> Counted:
    """ "killed and injured": one number for both."""
    lex = reading.lex
    if counted not in ("killed", "injured"):
        return counted
    for step in (1, -1):
        joint, other = reading.lower(place + step), reading.lower(place + 2 * step)
        second = lex.state.get(other) or lex.patient.get(other)
        if joint in ("and", "or", "and/or", "/", "&") and second in ("killed", "injured") and second != counted:
            return "dead_or_injured"
    return counted


def ahead(reading: Reading, number: Number, phrase: Phrase) -> Fate:
    """A verb that stands right before: "killing five", "arrested at least 12", "killed and injured 40"."""
    doc, lex = reading.doc, reading.lex
    first = reading.token_at(number.start)
    place = first.i - 1
    while place >= 0 and reading.lower(place) in (
        "the",
        "of",
        "also",
        "down",
        "dead",
        "a",
        "about",
        "up",
        "injuries",
        '"',
        "”",
        "’",
        "'",
        "“",
    ):
        place -= 1
    if (
        place > 0
        and reading.lower(place) == ":"
        and (listed := lex.state.get(reading.lower(place - 1)))
        and phrase.noun is None
    ):
        return Fate(listed, doc[place - 1])  # "Killed: 12"
    if place < 0 or doc[place + 1].is_sent_start or not reading.mortal(phrase.noun):
        return UNSAID
    word, verb = reading.lower(place), doc[place]
    counted = lex.patient.get(word) or (lex.patient_people.get(word) if reading.people(phrase.noun) else None)
    of = reading.lower(place + 1) == "of"
    if (
        counted is None
        and not of
        and (reading.lower(place + 1) in ("dead",) or word in ("dead",))
        and word in lex.phrases["deadly"]
    ):
        counted = "killed"
    if counted is None or verb.pos_ == "ADJ" or (of and verb.pos_ not in ("NOUN", "VERB", "PROPN")):
        return UNSAID
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) and not of:
        return UNSAID
    return Fate(together(reading, place, counted), verb)


def climbed(reading: Reading, token: Token, noun: Token | None) -> Fate:
    """What the parse says of a noun phrase: up to the verb or noun that governs it."""
    lex, part = reading.lex, False
    mortal = reading.mortal(noun)
    own_clause = modified(reading, token) if mortal else UNSAID
    for _ in range(CLIMB):
        dep, head = token.dep_, token.head
        if head.i == token.i:
            break
        if dep in ("conj", "appos"):
            token = head
            continue
        if dep == "pobj":
            preposition, head = head, head.head
            word = preposition.lower_
            if word in lex.phrases["parts"]:
                if head.pos_ in ("VERB", "AUX"):
                    patients = [
                        child
                        for child in head.children
                        if child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.i < preposition.i
                    ]
                    if not patients:
                        break
                    token, part = patients[-1], True
                    continue
                token, part = head, True
                continue
            if word == "with" and reading.lower(preposition.i - 1) in ("along", "together"):
                head = head.head if head.i == preposition.i - 1 else head
                patients = [child for child in head.children if child.dep_ in ("dobj", "nsubjpass")]
                if patients:
                    token = patients[0]
                    continue
                break
            if word == "of":
                counted = lex.nominal.get(head.lemma_.lower()) or lex.nominal.get(reading.singular(head))
                if counted and mortal:
                    return Fate(counted, head, part)
                if reading.lower(head.i) in lex.phrases["containers"] or reading.singular(head) in lex.phrases["containers"]:
                    if head.lower_ in ("bodies", "remains"):
                        return Fate("killed", head, part)
                    token = head
                    continue
            if word in ("on", "to", "for", "of") and mortal and entry_ban(head):
                return Fate("banned_entry", head, part)
            if word in ("to",) and mortal and head.lower_ in ("injury", "injuries"):
                return Fate("injured", head, part)
            break
        if head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            break
        if dep in ("dobj", "obj", "nsubjpass", "dative", "oprd", "ccomp", "attr", "nsubj") and head.pos_ != "NOUN":
            found = governed(reading, noun, head, dep)
            return replace(found, part=found.part or part) if found.counted else replace(own_clause, part=part)
        if dep == "poss" and mortal and (counted := lex.nominal.get(head.lemma_.lower())):
            return Fate(counted, head, part)
        if dep in ("compound", "nmod", "nummod", "amod", "npadvmod"):
            token = head
            continue
        break
    return replace(own_clause, part=part)


def governed(reading: Reading, noun: Token | None, verb: Token, dep: str) -> Fate:
    """What a verb says of its object, or of its subject."""
    lex, word = reading.lex, verb.lower_
    mortal = reading.mortal(noun)
    children = list(verb.children)
    objects = [child for child in children if child.dep_ in ("dobj", "obj")]
    lives = noun is not None and reading.singular(noun) == "life"
    if dep in ("dobj", "obj") and lives and verb.lemma_.lower() in lex.phrases["taking"] | lex.phrases["losing"]:
        return Fate("killed", verb)
    if (
        dep in ("nsubj",)
        and verb.lemma_.lower() in lex.phrases["losing"]
        and any(reading.singular(child) == "life" for child in objects)
    ):
        return Fate("killed", verb)
    if not mortal:
        return UNSAID
    counted = lex.patient.get(word) or (lex.patient_people.get(word) if reading.people(noun) else None)
    if dep in ("dobj", "obj", "dative", "oprd", "ccomp", "attr"):
        if counted == "banned_entry" or (counted is None and barred(verb)):
            return Fate("banned_entry", verb) if barred(verb) else UNSAID
        if counted:
            return Fate(together(reading, verb.i, shared(reading, verb, counted)), verb)
        if phrased := by_phrase(verb):
            return Fate(phrased, verb)
        return complemented(reading, verb)
    if dep == "nsubjpass":
        if counted == "banned_entry" or (counted is None and barred(verb)):
            return Fate("banned_entry", verb) if barred(verb) else UNSAID
        if counted:
            return Fate(together(reading, verb.i, counted), verb)
        if phrased := by_phrase(verb):
            return Fate(phrased, verb)
        return complemented(reading, verb)
    if verb.lemma_ == "be" and dep == "nsubj":
        for child in children:
            if child.dep_ == "prep" and child.lower_ in ("among", "amongst"):
                for target in child.children:
                    if target.dep_ == "pobj" and (
                        state := lex.state.get(target.lower_)
                        or modified(reading, target).counted
                        or beside(reading, Phrase(target, None, target, target)).counted
                    ):
                        return Fate(state, target, part=True)
    if (
        counted
        and not objects
        and verb.tag_ in ("VBN", "VBD")
        and not any(child.dep_ == "aux" for child in children)
        and word != "expelled"
    ):
        if counted == "banned_entry":
            return Fate(counted, verb) if barred(verb) else UNSAID
        return Fate(together(reading, verb.i, counted), verb)  # a headline's passive: "Five held in raid"
    if word in lex.agent:
        agent = lex.agent[word]
        if agent == "crossed" and not crossing(verb):
            return UNSAID
        return Fate(agent, verb)
    return complemented(reading, verb)


def complemented(reading: Reading, verb: Token) -> Fate:
    """A state or a verb that completes the governing one: "left 12 dead", "are missing", "were reported to have died"."""
    lex = reading.lex
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advmod") and child.i > verb.i:
            if (state := lex.state.get(child.lower_)) and not any(sub.dep_ in ("dobj",) for sub in child.children):
                return Fate(together(reading, child.i, state), child)
            if child.dep_ == "xcomp" and child.lower_ in lex.agent:
                counted = lex.agent[child.lower_]
                if counted != "crossed" or crossing(child):
                    return Fate(counted, child)
            if child.dep_ == "xcomp" and child.lower_ in lex.patient and any(sub.dep_ == "auxpass" for sub in child.children):
                return Fate(lex.patient[child.lower_], child)
    return UNSAID


def modified(reading: Reading, token: Token) -> Fate:
    """What a noun's own clause says of it: "five people killed in the fire", "the 40 who were detained"."""
    lex = reading.lex
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and not any(sub.dep_ == "dobj" for sub in child.children):
            counted = lex.patient.get(child.lower_) or by_phrase(child)
            if counted:
                return Fate(together(reading, child.i, counted), child)
        if child.dep_ == "relcl":
            passive = any(sub.dep_ == "nsubjpass" and sub.lower_ in ("who", "that", "which") for sub in child.children)
            subject = any(sub.dep_ == "nsubj" and sub.lower_ in ("who", "that") for sub in child.children)
            if passive and child.lower_ in lex.patient:
                return Fate(together(reading, child.i, lex.patient[child.lower_]), child)
            if subject and child.lower_ in lex.agent and (lex.agent[child.lower_] != "crossed" or crossing(child)):
                return Fate(lex.agent[child.lower_], child)
        if child.dep_ == "amod" and child.lower_ in lex.state and child.i < token.i:
            return Fate(together(reading, child.i, lex.state[child.lower_]), child)
    return UNSAID


def shared(reading: Reading, verb: Token, counted: Counted) -> Counted:
    """Two verbs with one object: "killing and injuring hundreds"."""
    other = verb.head if verb.dep_ == "conj" else None
    if (
        other is not None
        and abs(other.i - verb.i) == 2
        and {reading.lex.patient.get(other.lower_), counted} == {"killed", "injured"}
    ):
        return "dead_or_injured"
    return counted


def by_phrase(verb: Token) -> Counted | None:
    """What a verb says of its patient with the help of other words: "shot dead", "taken hostage", "placed in custody"."""
    if deadly(verb):
        return "killed"
    if verb.lemma_.lower() not in ("take", "hold", "place", "put", "keep"):
        return None
    after = {token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 1 + NOUN_REACH]}
    if after & {"hostage", "captive"}:
        return "abducted"
    return "detained" if after & {"custody", "prisoner"} else None


def deadly(verb: Token) -> bool:
    """ "shot dead", "stabbed to death", "gunned down", "put to death"."""
    after = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 4]]
    if verb.lemma_.lower() in ("gun",) and "down" in after[:1]:
        return True
    return verb.lower_ in lexicon().phrases["deadly"] and ("dead" in after[:1] or after[:2] == ["to", "death"])


def barred(verb: Token) -> bool:
    """Whether people are kept out of a country: "banned from entering", "denied entry", "turned away at the border"."""
    word = verb.lemma_.lower()
    if word not in lexicon().phrases["barring"]:
        return False
    entry = lexicon().phrases["entry"]
    return any(token.lower_ in entry for token in verb.subtree if token.i > verb.i)


def entry_ban(noun: Token) -> bool:
    return noun.lemma_.lower() in ("ban", "bar") and any(
        token.lower_ in ("entry", "travel", "entering") for token in noun.subtree
    )


def crossing(verb: Token) -> bool:
    """Whether a movement went over a border or into a named place. Entering talks did not; nor did a crossing to come."""
    if any(child.tag_ == "MD" for child in verb.children) or (
        verb.dep_ == "xcomp" and verb.head.lemma_.lower() not in lexicon().phrases["held_true"]
    ):
        return False
    for token in verb.subtree:
        if token.i > verb.i and (token.ent_type_ in ("GPE", "LOC") or token.lower_ in lexicon().phrases["crossed"]):
            return True
    return False


def tolled(reading: Reading, number: Number, phrase: Phrase) -> Fate:
    """ "a death toll of 14", "the number of wounded rose from 30 to 40", "bringing to 17 the number of dead": totals."""
    text, lex = reading.text, reading.lex
    if not reading.mortal(phrase.noun):
        return UNSAID
    floor = text.rfind("\n", 0, number.start) + 1
    before = text[max(floor, number.start - TOLL_REACH) : number.start]
    match = lex.toll_before.search(before) or lex.toll_after.match(text, number.end)
    if not match:
        return UNSAID
    words = re.findall(r"\w+", match["what"].lower())
    counted = next(
        (kind for word in words if (kind := lex.state.get(word) or lex.lone.get(stem(word)) or lex.nominal.get(stem(word)))),
        None,
    )
    if counted is None and words[-1] == "toll":
        counted = "killed"
    place = match.start("what") + (number.start - len(before) if match.re is lex.toll_before else 0)
    return Fate(counted, reading.token_at(place), total=True) if counted else UNSAID


def own(reading: Reading, phrase: Phrase) -> Fate:
    """What the counted noun says by itself: "12 deaths", "14 dead insurgents", "five rebels"."""
    noun, lex = phrase.noun, reading.lex
    if noun is None:
        return UNSAID
    word = reading.singular(noun)
    counted = lex.lone.get(noun.lower_) or lex.lone.get(word)
    if counted and word not in ("life", "body"):
        return Fate(counted, noun)
    if word == "life":
        return UNSAID
    if word == "body":
        return Fate("killed", noun)
    found = modified(reading, noun)
    if found.counted and reading.mortal(noun):
        return found
    for token in reading.doc[phrase.first.i + 1 : noun.i]:
        if token.lower_ in lex.state and reading.mortal(noun):
            return Fate(lex.state[token.lower_], token)
    return Fate(reading.kind_of(noun), noun.head if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else None)


# Figures


def figures(
    doc: Doc,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
    event_mentions: Sequence[EventMention],
) -> tuple[Figure, ...]:
    """The figures of an article, in text order.

    `event` is the id of the event mention whose trigger governs the number; `statement` the innermost whose content holds it.
    """
    reading = Reading(doc, lexicon())
    found: list[Draft] = []
    taken = [False] * len(doc)
    busy = times_in(doc, timexes)
    for number in numbers(reading.text, reading.lex):
        draft = counted_by(reading, number, busy) or part_of(reading, number, found[-1] if found else None)
        first, last = reading.token_at(number.core).i, reading.token_at(number.end - 1).i
        taken[first : last + 1] = [True] * (last + 1 - first)
        if draft:
            found.append(draft)
            taken[first : draft.last.i + 1] = [True] * (draft.last.i + 1 - first)
    found += nobody(reading, taken)
    found += uncounted_people(reading, taken)
    found += included(reading, taken, found)
    context = Context(doc, mentions, statements, timexes, event_mentions)
    made = [context.figure(draft) for draft in sorted(found, key=lambda draft: (draft.start, draft.end))]
    kept: dict[tuple[int, int], Figure] = {}
    for figure in made:
        kept.setdefault((figure.span.start, figure.span.end), figure)
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it is tied to mentions, statements and events."""

    start: int
    end: int
    number: Number
    counted: Counted
    unit: str | None
    role: Role
    noun: Token | None
    root: Token
    governor: Token | None
    last: Token


def times_in(doc: Doc, timexes: Sequence[Timex]) -> list[tuple[int, int]]:
    view = view_of(doc)
    return sorted((view.find(timex.span.start), view.find(timex.span.end)) for timex in timexes)


def counted_by(reading: Reading, number: Number, busy: Sequence[tuple[int, int]]) -> Draft | None:
    """The figure a number makes, or None where it counts nothing."""
    place = bisect_right(busy, (number.core, 1 << 60)) - 1
    if place >= 0 and busy[place][0] <= number.core < busy[place][1]:
        return None
    if reading.token_at(number.core).ent_type_ in NAMES:
        return None
    lex, text = reading.lex, reading.text
    number = comparator_checked(reading, number)
    if number.sign or reading.singular(reading.token_at(min(number.end + 1, len(text) - 1))) in lex.currency_words:
        return money(reading, number)
    if number.percent:
        return share(reading, number)
    phrase = reading.phrase(number)
    noun = phrase.noun
    if is_label(reading, number, phrase) or is_age(reading, number, phrase) or is_date(reading, number, phrase):
        return None
    if noun is not None and (
        reading.singular(noun) in lex.uncounted or (noun.ent_type_ in ("DATE", "TIME") and not reading.people(noun))
    ):
        return None
    if noun is not None and reading.singular(noun) in lex.currency_words:
        return money(reading, number)
    found = fate(reading, number, phrase)
    if found.counted is None or (noun is None and found.counted not in (*CASUALTY, "crossed")):
        return None
    if found.counted == "other" and noun is not None and is_model(number, noun):
        return None
    vague = number.comparator == "vague" or number.words in ("one", "both")
    if vague and found.counted == "other":
        return None
    if (
        number.words == "one"
        and found.counted not in CASUALTY
        and not (noun is not None and reading.kind_of(noun) != "other" and phrase.last.i - phrase.first.i < 3)
    ):
        return None
    if (
        noun is None
        and number.words == "one"
        and reading.lower(phrase.first.i - 1) in ("no", "every", "any", "each", "some", "that", "this", "the")
    ):
        return None
    role: Role = number.role
    if found.total and role == "count":
        role = "total"
    if role != "increment" and (found.part or phrase.part or within(reading, number)):
        role = "part"
    last = phrase.last if noun is not None else reading.token_at(number.end - 1)
    end = max(number.end, last.idx + len(last))
    return Draft(number.start, end, number, found.counted, unit_of(noun), role, noun, phrase.root, found.governor, last)


def part_of(reading: Reading, number: Number, before: Draft | None) -> Draft | None:
    """A number said only "of them" or "of whom", of those counted just before: "17 soldiers, 12 of them conscripts"."""
    last = reading.token_at(number.end - 1)
    if before is None or reading.lower(last.i + 1) != "of" or reading.lower(last.i + 2) not in ("them", "whom"):
        return None
    if before.root.sent.start != last.sent.start or last.i - before.last.i > NOUN_REACH:
        return None
    noun, governor = before.noun, before.governor
    return Draft(number.start, number.end, number, before.counted, before.unit, "part", noun, last, governor, last)


def within(reading: Reading, number: Number) -> bool:
    """Whether a number follows "including" or "among them": a part of what was counted before."""
    place = reading.token_at(number.start).i - 1
    word, before = reading.lower(place), reading.lower(place - 1)
    return (word in reading.lex.phrases["parts"] and word not in ("among", "amongst")) or (
        word in ("them", "whom") and before in ("among", "amongst", "of")
    )


def comparator_checked(reading: Reading, number: Number) -> Number:
    """Take "about 12" in "asked about 12 men" for the preposition it is."""
    first = reading.token_at(number.start)
    doubtful = first.lower_ in ("about", "around", "over", "under", "above", "below", "some")
    if number.comparator == "exactly" or not doubtful or number.start == number.core or first.dep_ != "prep":
        return number
    before = reading.doc[first.i - 1] if first.i else None
    if (
        first.lower_ == "some"
        or before is None
        or before.lower_ in reading.lex.patient
        or before.pos_ in ("AUX", "DET", "ADP", "PUNCT", "CCONJ")
    ):
        return number
    if before.pos_ == "VERB" and first.head.i == before.i and first.lower_ in ("over", "under", "above", "below"):
        return number
    value = number.value if number.value is not None else reading_value(number)
    return replace(number, start=number.core, value=value, low=value, high=value, comparator="exactly")


def reading_value(number: Number) -> float | int | None:
    if number.comparator == "more_than" and number.low is not None:
        return number.low - 1
    if number.comparator == "less_than" and number.high is not None:
        return number.high + 1
    return number.low if number.low is not None else number.high


def unit_of(noun: Token | None) -> str | None:
    """The counted noun as written, with the common nouns that make one name with it ("police officers")."""
    if noun is None:
        return None
    first = noun
    # Of people the head noun alone: "police chief" and "chief" are one word for comparing; "car bombs" and "bombs" are two.
    while noun.lemma_.lower() not in lexicon().units or lexicon().units[noun.lemma_.lower()] in (
        "weapons",
        "vehicles",
        "attacks",
    ):
        if not (
            first.i
            and (before := noun.doc[first.i - 1]).dep_ == "compound"
            and before.head.i == noun.i
            and before.pos_ == "NOUN"
            and before.text.islower()
        ):
            break
        first = before
    return view_of(noun.doc).span(first.idx, noun.idx + len(noun)).exact


def is_label(reading: Reading, number: Number, phrase: Phrase) -> bool:
    """Whether a number names rather than counts: "Article 5", "Group of 20", "Brigade 12"."""
    first = phrase.first
    before = reading.doc[first.i - 1] if first.i and not first.is_sent_start else None
    if before is None or number.start != number.core or number.ranged:
        return False
    if (
        before.lower_ == "of"
        and reading.lower(first.i - 2) == "group"
        and reading.doc[first.i - 2].is_title
        and number.value in GROUPS
    ):
        return True
    if number.spelled and before.lower_ not in reading.lex.labels:
        return False
    if (
        before.lower_ in reading.lex.labels
        and (phrase.noun is None or first.head.i < first.i or before.text[0].isupper())
        and not reading.people(phrase.noun)
    ):
        return True
    if "," in number.words or number.value is None or number.value > 9999:
        return False
    return (
        before.pos_ == "PROPN"
        and before.text.istitle()
        and first.head.i < first.i
        and first.dep_ in ("nummod", "appos")
        and not reading.people(phrase.noun)
    )


def is_model(number: Number, noun: Token) -> bool:
    """Whether digits name a thing told of in the singular: "the 787 project", "his number 10 shirt"."""
    return (
        not number.spelled
        and noun.tag_ in SINGULAR
        and number.start == number.core
        and "," not in number.words
        and number.value != 1
    )


def is_age(reading: Reading, number: Number, phrase: Phrase) -> bool:
    """ "aged 17 to 25", "Lena Ruiz, 39, said", "men under 30"."""
    place = reading.token_at(number.start).i - 1
    lowers = {
        reading.lower(place),
        reading.lower(place - 1) if reading.lower(place) in ("between", "from", "of", "about") else "",
    }
    if lowers & reading.lex.phrases["aged"]:
        return True
    last = reading.token_at(number.end - 1).i
    if reading.lower(last + 1) in ("year", "years") or (reading.lower(last + 1) == "-" and reading.lower(last + 2) == "year"):
        return True
    after = reading.lower(last + 1)
    return phrase.noun is None and reading.lower(place) in (",", "(") and after in (",", ")", ".", ";") and not number.spelled


def is_date(reading: Reading, number: Number, phrase: Phrase) -> bool:
    """A year, or a day beside its month; and the goals of a game."""
    months = reading.lex.phrases["months"]
    first, last = phrase.first.i, reading.token_at(number.end - 1).i
    value = number.value if number.value is not None else number.low
    if (
        not number.spelled
        and value is not None
        and value <= 31
        and (reading.lower(first - 1).rstrip(".") in months or reading.lower(last + 1).rstrip(".") in months)
    ):
        month = reading.doc[first - 1 if reading.lower(first - 1).rstrip(".") in months else last + 1]
        return month.is_title or month.is_upper
    bare = not number.spelled and "," not in number.words and number.sign is None
    year = isinstance(value, int) and value in YEARS
    if bare and year and (reading.lower(first - 1) in months or reading.lower(first - 2) in months):
        return True
    if bare and year and re.fullmatch(r"\d{4}(?:[-–]\d{2,4})?", number.words):
        named = number.start != number.core and number.comparator != "about"
        return not (
            named
            or (
                reading.people(phrase.noun)
                and reading.lower(first - 1) not in ("in", "since", "of", "the", "early", "late", "mid")
            )
        )
    return bool(
        number.ranged
        and phrase.noun is None
        and any(reading.lower(place) in reading.lex.score for place in range(max(0, first - 4), last + 5))
    )


def money(reading: Reading, number: Number) -> Draft | None:
    """A sum of money; its unit is the currency as written."""
    text = reading.text
    last = reading.token_at(number.end - 1)
    if number.sign:
        return Draft(number.start, number.end, number, "money", number.sign, number.role, None, last, governor_of(last), last)
    following = reading.noun_after(last.i + 1) or reading.token_at(min(number.end + 1, len(text) - 1))
    if reading.singular(following) not in reading.lex.currency_words:
        following = reading.token_at(min(number.end + 1, len(text) - 1))
        if reading.singular(following) not in reading.lex.currency_words:
            return None
    if number.comparator == "vague" and not number.low:
        return None
    unit = view_of(reading.doc).span(reading.doc[last.i + 1].idx, following.idx + len(following)).exact.removeprefix("of ")
    return Draft(
        number.start,
        following.idx + len(following),
        number,
        "money",
        unit,
        number.role,
        following,
        following,
        governor_of(following),
        following,
    )


def share(reading: Reading, number: Number) -> Draft | None:
    """A share, with its base as unit where the text gives one: "20 per cent", "one in five of 400 houses" (0.2 of them)."""
    doc = reading.doc
    last = reading.token_at(number.end - 1)
    end = last.idx + len(last)
    if number.words != "share":
        mark = re.search(
            r"(?:percentage points?|percent|per cent|pct|%)$", reading.text[number.core : number.end], re.IGNORECASE
        )
        return Draft(
            number.start,
            number.end,
            number,
            "other",
            mark.group() if mark else "%",
            number.role,
            None,
            last,
            governor_of(last),
            last,
        )
    place = last.i + 1
    of = reading.lower(place) == "of"
    noun = reading.noun_after(place + of)
    if of and noun is None and place + 1 < len(doc) and doc[place + 1].pos_ == "NUM":
        noun = reading.noun_after(place + 2)
    if noun is None:
        return None
    if reading.singular(noun) in reading.lex.uncounted:
        return None
    unit = view_of(doc).span(doc[place].idx, noun.idx + len(noun)).exact
    return Draft(
        number.start, max(end, noun.idx + len(noun)), number, "other", unit, "count", noun, noun, governor_of(noun), noun
    )


def governor_of(token: Token) -> Token | None:
    return token.head if token.head.i != token.i else None


# People without a number


def nobody(reading: Reading, taken: list[bool]) -> Iterator[Draft]:
    """Yield zeros: "no one was hurt", "there were no casualties", "without arrests"."""
    doc, lex = reading.doc, reading.lex
    for token in doc:
        lower = token.lower_
        if lower not in ("no", "nobody", "none", "without", "neither"):
            continue
        number = Number(token.idx, token.idx + len(token), token.idx, 0, 0, 0, "exactly", spelled=True, words=lower)
        last, noun, root = token, None, token
        if lower in ("no", "without"):
            if reading.lower(token.i + 1) == "one" or reading.lower(token.i + 1) == "-":
                last = root = doc[min(token.i + (1 if reading.lower(token.i + 1) == "one" else 2), len(doc) - 1)]
            else:
                noun = reading.noun_after(token.i + 1)
                if noun is None or reading.lower(token.i + 1) in ("fewer", "less", "more", "doubt") or noun.i - token.i > 4:
                    continue
                last = root = noun
        phrase = Phrase(root, noun, token, last)
        if lower == "without":
            word = reading.singular(noun) if noun is not None else ""
            found = Fate(lex.lone.get(word), noun)
        else:
            found = beside(reading, phrase)
            found = found if found.counted else climbed(reading, root, noun)
            found = found if found.counted or noun is None else own(reading, phrase)
        if found.counted in CASUALTY and not (noun is not None and reading.singular(noun) in ("life", "body")):
            taken[token.i : last.i + 1] = [True] * (last.i + 1 - token.i)
            yield Draft(
                token.idx, last.idx + len(last), number, found.counted, unit_of(noun), "count", noun, root, found.governor, last
            )


SINGULAR = frozenset(("NN", "NNP"))
PLURAL = frozenset(("NNS", "NNPS"))
COLLECTIVE = frozenset(("police", "staff", "personnel", "crew", "family", "peshmerga", "head", "figure", "other", "general"))
BARE = frozenset(("a", "an", "the", "his", "her", "their", "its", "my", "our", "your", "another", "this", "that", "'s", "’s"))


def uncounted_people(reading: Reading, taken: list[bool]) -> Iterator[Draft]:
    """Yield people named without a number of whom something is said: one ("the mayor was killed") or a bare plural."""
    doc, lex = reading.doc, reading.lex
    best: dict[int, tuple[int, Draft]] = {}
    for verb in doc:
        word = verb.lower_
        if (
            word in lex.patient
            or word in lex.patient_people
            or word in ("taken", "took", "placed", "put")
            or word in lex.agent
            or verb.lemma_ in lex.nominal
            or (word in lex.phrases["deadly"] and deadly(verb))
        ):
            for noun, counted in patients(reading, verb):
                for one in (noun, *(other for other in noun.conjuncts if other.i > noun.i and other.dep_ == "conj")):
                    if one.i != noun.i and same_person(noun, one):
                        continue
                    draft = individual(reading, one, counted, verb, taken)
                    if draft:
                        rank = CASUALTY.index(counted) if counted in CASUALTY else len(CASUALTY)
                        if one.i not in best or rank < best[one.i][0]:
                            best[one.i] = (rank, draft)
    yield from (draft for _, draft in best.values())


def patients(reading: Reading, verb: Token) -> Iterator[tuple[Token, Counted]]:
    """Yield the nouns a verb or an eventive noun says something of."""
    lex, word = reading.lex, verb.lower_
    if verb.pos_ == "NOUN" or (verb.lemma_ in lex.nominal and word not in lex.patient):
        counted = lex.nominal.get(verb.lemma_)
        if counted is None:
            return
        for child in verb.children:
            if child.dep_ == "poss" and child.pos_ != "PRON" and verb.lemma_ not in ("killing",):
                yield child, counted
            if child.dep_ == "prep" and child.lower_ == "of":
                yield from ((target, counted) for target in child.children if target.dep_ == "pobj")
        return
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    children = list(verb.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children)
    if word in lex.agent:
        counted = lex.agent[word]
        if counted == "crossed":
            return
        subjects = [child for child in children if child.dep_ == "nsubj"]
        yield from ((resolved(subject), counted) for subject in subjects)
        if not subjects and verb.dep_ == "conj":
            yield from ((resolved(child), counted) for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass"))
        return
    fated = lex.patient.get(word) or by_phrase(verb) or lex.patient_people.get(word)
    purpose = any(child.dep_ == "aux" and child.lower_ == "to" for child in children) and not any(
        child.lower_ == "have" for child in children
    )
    if purpose:
        return  # "an operation to capture a leader": nobody is captured yet
    if fated is None or (fated == "banned_entry" and not barred(verb)):
        return
    objects = [child for child in children if child.dep_ in ("dobj", "obj")]
    if not passive:
        yield from ((target, fated) for target in objects)
    subjects = [child for child in children if child.dep_ == "nsubjpass"]
    yield from ((resolved(child), fated) for child in subjects)
    auxiliary = next((child for child in children if child.dep_ == "auxpass"), None)
    if auxiliary is not None and not subjects and verb.dep_ in ("ROOT", "ccomp") and auxiliary.i:
        before = verb.doc[auxiliary.i - 1]  # a subject the parse hung elsewhere
        yield (before.head if before.dep_ == "conj" else before), fated
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not objects:
        yield verb.head, fated
    if (
        verb.dep_ == "conj"
        and not objects
        and not any(child.dep_ in ("nsubj", "nsubjpass") for child in children)
        and verb.tag_ == "VBN"
    ):
        yield from ((resolved(child), fated) for child in verb.head.children if child.dep_ == "nsubjpass")
    if verb.dep_ == "xcomp" and passive:
        yield from ((resolved(child), fated) for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass"))


def same_person(noun: Token, other: Token) -> bool:
    """ "A commander and facilitator" is one person; "a commander and a facilitator" are two, "a man, woman and child" three."""
    bare = not any(child.dep_ in ("det", "poss", "nummod") for child in other.lefts)
    return (
        bare and len(noun.conjuncts) == 1 and noun.tag_ in SINGULAR and other.tag_ in SINGULAR and other.ent_type_ != "PERSON"
    )


def resolved(subject: Token) -> Token:
    """The noun a relative pronoun stands for."""
    verb = subject.head
    if subject.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
        return verb.head
    return subject


def individual(reading: Reading, noun: Token, counted: Counted, verb: Token, taken: Sequence[bool]) -> Draft | None:
    """One person, or people of no said number, as a figure."""
    doc = reading.doc
    if noun.pos_ not in ("NOUN", "PROPN") or taken[noun.i] or noun.lower_ in COLLECTIVE or noun.sent.start != verb.sent.start:
        return None
    # The entity recogniser cannot be trusted in capitals, nor with who captured what: towns are captured too.
    name = noun.ent_type_ == "PERSON" and not noun.is_upper and verb.lemma_.lower() not in ("capture", "seize", "hold", "catch")
    described = described_by(reading, noun) if noun.pos_ == "PROPN" else noun
    if described is None and not name:
        return None
    acting = verb.lemma_.lower() in reading.lex.phrases["acting"]
    if not name and not reading.people(described) and not (acting and noun.lower_.endswith(reading.lex.agent_endings)):
        return None
    lefts = [
        child
        for child in noun.lefts
        if child.dep_ in ("det", "poss", "nummod", "amod", "compound", "nmod", "quantmod", "predet")
    ]
    lefts = [child for child in lefts if child.ent_type_ not in ("DATE", "TIME")]
    if any(child.dep_ in ("nummod", "quantmod", "predet") or taken[child.i] for child in lefts):
        return None
    determiners = [child.lower_ for child in lefts if child.dep_ == "det"]
    owned = any(child.dep_ == "poss" for child in lefts)
    first = min((child.left_edge for child in lefts), key=lambda token: token.i, default=noun)
    if noun.tag_ in PLURAL and not name:
        # "The suspects" were counted where they were first told of; "suspects" without an article are some of them.
        if owned or any(word != "some" for word in determiners):
            return None
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in reading.lex.phrases["toll"]:
            return None  # "the number of people killed" is told by the number
        number = Number(first.idx, first.idx + 1, first.idx, None, 2, None, "vague", spelled=True, words="")
    elif noun.tag_ in SINGULAR or name:
        if any(word not in BARE for word in determiners):
            return None
        number = Number(first.idx, first.idx + 1, first.idx, 1, 1, 1, "exactly", spelled=True, words="")
    else:
        return None
    if any(
        (token.is_punct and token.text not in "-'’\"“”.") or token.lower_ in ("and", "or") for token in doc[first.i : noun.i]
    ):
        first = noun
        while first.i and first.ent_iob_ == "I" and first.ent_type_ == "PERSON":
            first = doc[first.i - 1]
    unit = unit_of(described) if described is not None else None
    return Draft(first.idx, noun.idx + len(noun), number, counted, unit, "count", described or noun, noun, verb, noun)


def included(reading: Reading, taken: Sequence[bool], counted: Sequence[Draft]) -> list[Draft]:
    """One person told of as a part of those counted just before: "12 people, including a child, were killed"."""
    ends = {draft.last.i: draft for draft in counted if draft.counted in CASUALTY}
    found = []
    for token in reading.doc:
        if token.lower_ != "including":
            continue
        whole_count = next((ends[place] for place in range(token.i - 1, max(-1, token.i - 4), -1) if place in ends), None)
        for target in token.children if whole_count else ():
            for noun in (target, *(other for other in target.conjuncts if other.i > target.i)) if target.dep_ == "pobj" else ():
                if whole_count and any(child.lower_ in ("a", "an") for child in noun.lefts):
                    draft = individual(reading, noun, whole_count.counted, token, taken)
                    found += [replace(draft, role="part", governor=whole_count.governor)] if draft else []
    return found


def described_by(reading: Reading, name: Token) -> Token | None:
    """The noun that says what a named person is: "mayor Ana Ruiz", "Ana Ruiz, a teacher"."""
    near = [child for child in name.children if child.dep_ in ("compound", "appos", "nmod") and child.tag_ in SINGULAR]
    return next((child for child in near if reading.singular(child) in reading.lex.units and reading.people(child)), None)


# Ties


class Context:
    """What the other rooms found in an article, ready to be asked by place."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        timexes: Sequence[Timex],
        events: Sequence[EventMention],
    ) -> None:
        self.doc = doc
        self.view = view_of(doc)
        self.article = self.view.article
        named = sorted(
            (mention for mention in mentions if mention.form == "name"), key=lambda mention: (mention.span, mention.id)
        )
        self.mentions = named
        self.mention_starts = [mention.span.start for mention in named]
        self.longest = max((mention.span.end - mention.span.start for mention in named), default=0)
        self.timexes = sorted(timexes, key=lambda timex: (timex.span, timex.id))
        self.timex_starts = [timex.span.start for timex in self.timexes]
        self.triggers: dict[int, EventMention] = {}
        view = self.view
        starts = [token.idx for token in doc]
        for event in sorted(events, key=lambda event: (-(event.trigger.end - event.trigger.start), event.id), reverse=True):
            place, stop = view.find(event.trigger.start), view.find(event.trigger.end)
            for index in range(max(0, bisect_right(starts, place) - 1), bisect_left(starts, stop)):
                self.triggers.setdefault(index, event)
        self.held = sorted(
            ((part.start, part.end, statement) for statement in statements for part in statement.content),
            key=lambda item: (item[1] - item[0], item[0], item[2].id),
        )

    def figure(self, draft: Draft) -> Figure:
        span = self.view.span(draft.start, draft.end)
        number, statement = draft.number, self.statement_of(span)
        whom, place = self.of_whom(draft), self.place_of(draft)
        event = self.event_of(draft)
        return Figure(
            id=identify("f", self.article.id, span.start, span.end, draft.counted),
            article=self.article.id,
            span=span,
            value=number.value,
            bounds=Bounds(number.low, number.high),
            comparator=number.comparator,
            counted=draft.counted,
            unit=draft.unit,
            of_whom=whom,
            role=draft.role,
            as_of=self.as_of(draft, statement),
            place=place if place != whom else None,
            event=event.id if event else None,
            statement=statement.id if statement else None,
        )

    def statement_of(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds a span: the shortest content wins."""
        return next((statement for start, end, statement in self.held if start <= span.start and span.end <= end), None)

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """Names that overlap a stretch of the article."""
        place = bisect_left(self.mention_starts, start - self.longest)
        while place < len(self.mentions) and self.mention_starts[place] < end:
            if self.mentions[place].span.end > start:
                yield self.mentions[place]
            place += 1

    def of_whom(self, draft: Draft) -> str | None:
        """The one whose people are counted: a name inside the noun phrase, or after "of" or "from"."""
        noun = draft.noun
        if noun is None or draft.counted in ("money", "other"):
            return None
        inside = self.view.span(draft.start, noun.idx + len(noun))
        names = [mention for mention in self.mentions_in(inside.start, inside.end) if inside.covers(mention.span)]
        if names and names[-1].span.exact != inside.exact:
            return names[-1].entity
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i > noun.i:
                for target in child.children:
                    if target.dep_ == "pobj" and (names := list(self.names_of(target))):
                        return names[0].entity
        return None

    def names_of(self, token: Token) -> Iterator[Mention]:
        span = self.view.span(token.idx, token.idx + len(token))
        return self.mentions_in(span.start, span.end)

    def place_of(self, draft: Draft) -> str | None:
        """A place said of the counted, or of what happened to them."""
        for anchor in (draft.noun, draft.root, draft.governor):
            if anchor is None:
                continue
            for child in anchor.children:
                if child.dep_ == "prep" and child.lower_ in (
                    "in",
                    "at",
                    "near",
                    "inside",
                    "across",
                    "outside",
                    "around",
                    "throughout",
                ):
                    for target in child.children:
                        if target.dep_ == "pobj" and target.ent_type_ not in UNPLACED and target.pos_ == "PROPN":
                            names = list(self.names_of(target))
                            if names:
                                return names[-1].entity
        return None

    def event_of(self, draft: Draft) -> EventMention | None:
        """The event mention that governs the number: its own governor's, else the nearest one up the parse."""
        if not self.triggers or self.tally(draft):
            return None
        token = draft.governor or draft.root
        for _ in range(CLIMB):
            if token.i in self.triggers:
                return self.triggers[token.i]
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def tally(self, draft: Draft) -> bool:
        """Whether a number is a count over a period ("since May", "in recent weeks"), and so of no one event."""
        sent, near = draft.last.sent, self.view.text
        return bool(
            lexicon().tally.search(near, max(sent.start_char, draft.start - REACH), min(sent.end_char, draft.end + TOLL_REACH))
        )

    def as_of(self, draft: Draft, statement: Statement | None) -> Time:
        """The day a count stands for: said of it, else the statement's, else the publication's."""
        sent = draft.last.sent
        edges = self.view.span(sent.start_char, sent.end_char)
        place = bisect_left(self.timex_starts, edges.start)
        near = []
        while place < len(self.timexes) and self.timex_starts[place] < edges.end:
            near.append(self.timexes[place])
            place += 1
        near = [timex for timex in near if timex.time.value]
        until = [phrase.split() for phrase in sorted(lexicon().phrases["until"])]
        for timex in near:
            before = self.article.text[max(0, timex.span.start - 12) : timex.span.start].lower().split()
            if any(before[-len(words) :] == words for words in until):
                return timex.time
        if statement and statement.cue:
            told = [timex for timex in near if not statement.holds(timex.span)]
            told = [timex for timex in told if abs(timex.span.start - statement.cue.end) <= REACH]
            if told:
                return min(
                    told, key=lambda timex: (abs(timex.span.start - statement.cue.end if statement.cue else 0), timex.span)
                ).time
        published = self.article.published.time
        if published.value is not None:
            return replace(published, anchor="published", words=None)
        return Time()
