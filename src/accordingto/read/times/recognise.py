"""Which words of a text are time expressions: what the rules find and the surroundings do not speak against.

What the parser calls a date and no rule knows is kept too, as an expression without a rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from accordingto.read.annotate import slice_at, view_of, zone_of
from accordingto.read.times.calendar import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTH,
    PART,
    UNIT,
    WEEKDAY,
    YEAR,
)
from accordingto.read.times.grammar import GRAMMAR, PATTERNS, RULES, Rule, may_open
from accordingto.read.times.normalise import group_told

ALSO_WORDS = frozenset((
    "apr", "august", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "march", "may", "mon", "nov", "oct", "sat",
    "sep", "sun", "wed",
))  # fmt: skip

NAME_HEADS = re.compile(
    r"\s+(?:(?:Revolutionary|Liberation|National|Popular|Martyrs?)\s+)*(?:Brigades?|Movement|Times|Telegraph"
    r"|Mirror|Express|Post|Herald|Mail|Star|Tribune"
    r"|Front|Group|Organi[sz]ation|Army|Battalion|Regiment|Column|Commandos?|Coalition|Foundation|Command|Square"
    r"|Street|Avenue|Bridge|Stadium|Hospital|School|University)\b",
    re.IGNORECASE,
)
TITLES = frozenset(("headline", "heading", "related"))  # zones in which every word may have a capital
OTHER_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "LAW", "PRODUCT"))


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that a rule took for a time: half-open offsets into the view."""

    start: int
    end: int
    rule: Rule | None
    match: re.Match[str] | None

    def is_a(self, *names: str) -> bool:
        return self.rule is not None and self.rule.name in names


DAYLIKE = ("iso", "date", "date_after", "weekday", "today", "neighbour", "that_day", "day_before", "numeric")
YEARLESS = ("date", "date_after", "month", "days", "days_after")
BEFORE_TIME = frozenset((
    "(", "about", "after", "and", "around", "before", "between", "by", "circa", "during", "each", "early", "every",
    "for", "from", "in", "into", "last", "late", "late-", "mid", "next", "of", "on", "or", "since", "than", "the",
    "this", "through", "throughout", "till", "to", "until",
))  # fmt: skip
BEFORE_YEAR = BEFORE_TIME - {"this", "next", "last", "every", "each", "for", "on", "to", "or", "and", "about", "around", "than"}
NOT_A_NAME = frozenset((
    "after", "before", "by", "during", "early", "from", "in", "last", "late", "next", "on", "since", "this", "till",
    "until",
))  # fmt: skip
TO_CLOCK = re.compile(
    r",?\s*(?:at|by|around|about|shortly\s+(?:before|after)|just\s+(?:before|after))?\s*(?:approximately|about|around)?\s*",
    re.IGNORECASE,
)
FROM_CLOCK = re.compile(r",?\s*(?:on|of)?\s*(?:the\s+)?", re.IGNORECASE)
RANGE = re.compile(r"\s*(?:-|–|—|to|until|till|through|and)\s*(?:the\s+)?", re.IGNORECASE)
OPENS_RANGE = re.compile(r"(?:(?P<from>from)|(?P<between>between))\s+(?:the\s+)?$", re.IGNORECASE)
SINCE = re.compile(r"\bsince\s+(?:the\s+)?$", re.IGNORECASE)
SHARED_YEAR = re.compile(
    r"\s*(?:-|–|—|,|/|\bto\b|\band\b|\bor\b|\buntil\b|\bthrough\b|\s)+\s*(?:from\s+|the\s+)?", re.IGNORECASE
)
COLOURED = re.compile(r"\b(?:Black|Red|White|Green|Bloody)\s+$")  # Black September
ADDRESS_AFTER = re.compile(
    r"\s+(?:[A-Z][\w.'’]*\s+){1,3}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way|Court|Place|Terrace)\b"
)
NAMED_WORD = re.compile(r"(?:[A-Z][\w'’&-]*|’s|'s)\s+$")  # Tarn Today, World News Tonight
AGED = re.compile(r"[\s-]+olds?\b|\s+of\s+age\b|[\s-]+sentences?\b", re.IGNORECASE)


def expressions(doc: Doc) -> Iterator[Expression]:
    """Yield what the rules find, and what the parser alone calls a time, without overlaps, in order."""
    text = view_of(doc).text
    taken: list[tuple[int, int]] = []
    found: list[Expression] = []
    position = 0
    while match := _next(text, position):
        number = int((match.lastgroup or "r0")[1:])
        rule, exact = RULES[number], PATTERNS[number].match(text, match.start())
        start, end = match.span()
        position = max(end, start + 1)
        if exact is None or exact.end() != end:
            continue
        expression = Expression(start, end, rule, exact)
        if _is_time(doc, expression):
            found.append(expression)
            taken.append((start, end))
        elif rule.name in ("month", "duration", "year", "season", "clock"):
            position = start + max(1, len(re.match(r"\w*", text[start:end])[0]))  # type: ignore[index]
    starts = [start for start, _ in taken]
    for entity in doc.ents:
        if entity.label_ not in ("DATE", "TIME"):
            continue
        near = bisect_right(starts, entity.start_char)
        if any(start < entity.end_char and entity.start_char < end for start, end in taken[max(0, near - 1) : near + 3]):
            continue
        if (
            LEFT_OVER.search(entity.text)
            and len(entity) > 1
            and not re.search(r"\bold\b|\baged?\b", entity.text, re.IGNORECASE)
            and not (re.fullmatch(r"the [A-Z][a-z]+", entity.text) and zone_of(entity.root) not in TITLES)  # of the Week
        ):
            found.append(Expression(entity.start_char, entity.end_char, None, None))
    yield from sorted(found, key=lambda expression: (expression.start, expression.end))


def _next(text: str, position: int) -> re.Match[str] | None:
    """The first expression from a place on."""
    for start in WORD_START.finditer(text, position):
        if may_open(text, start.start()) and (match := GRAMMAR.match(text, start.start())) is not None:
            return match
    return None


WORD_START = re.compile(r"(?<!\w)\S")
LEFT_OVER = re.compile(
    rf"\b(?:{UNIT}|{PART}|{MONTH}|{WEEKDAY}|spring|summer|autumn|winter|{YEAR}|noon|midnight|today|weekdays?"
    rf"|season|eras?|period|time|annual|eve)\b",
    re.IGNORECASE,
)


def _word_before(text: str, start: int) -> str:
    match = re.search(r"([\w'’.]+|\()[\s-]*$", text[max(0, start - 24) : start])
    return match[1].casefold().rstrip(".") if match else ""


def _is_time(doc: Doc, expression: Expression) -> bool:
    """Whether the words are a time here, and not a modal verb, a name, an age, an address or a bare figure."""
    text, start, end, match = view_of(doc).text, expression.start, expression.end, expression.match
    rule = expression.rule
    assert rule is not None
    assert match is not None
    words, before = text[start:end], _word_before(text, start)
    name = rule.name
    if _ends_a_name(doc, expression):
        return False
    if name in ("month", "weekday", "date", "date_after") and _in_a_name(doc, expression, before):
        return False
    if name == "month":
        month = match["month"]
        if month.rstrip(".").casefold() in ALSO_WORDS and not month[0].isupper():
            return False
        bare = not group_told(match, "year", "stretch", "edge", "relative")
        if bare and COLOURED.search(text, max(0, start - 8), start):
            return False
        if bare and month.rstrip(".").casefold() in ALSO_WORDS:
            token = slice_at(doc, start, end)[0]
            if token.tag_ == "MD" or token.pos_ in ("VERB", "AUX"):
                return False
            dated = token.ent_type_ in ("DATE", "TIME") and not month.isupper()
            return dated or (before in BEFORE_TIME - {"the", "and", "to", "or"})
        return True
    if name in ("date", "date_after"):
        month = match["month"]
        return month[0].isupper() or month.casefold() not in ALSO_WORDS
    if name == "weekday":
        weekday = match["weekday"]
        if len(weekday.rstrip(".")) > 5 or weekday.casefold().endswith("day"):
            return True
        dated = any(token.ent_type_ in ("DATE", "TIME") for token in slice_at(doc, start, end))
        return weekday[0].isupper() and dated and not weekday.isupper()
    if name == "year":
        return len(words) > 4 or _is_year(doc, start, end, before)
    if name == "years":
        return before in BEFORE_YEAR or any(token.ent_type_ == "DATE" for token in slice_at(doc, start, end))
    if name == "clock":
        return before == "at" or not re.fullmatch(r"\d+\.\d+", words.strip())
    if name == "season":
        season = match["season"]
        if (
            season[0].isupper()
            and re.search(r"\b[A-Z][a-z]+ $", text[max(0, start - 20) : start])
            and before not in BEFORE_TIME
        ):
            return False
        if group_told(match, "year", "relative"):
            return True
        return before in ("in", "during", "since", "by", "until", "last", "this", "next") or (
            before == "the"
            and bool(
                re.search(
                    r"\b(?:in|during|since|by|until|for|over|throughout|of)\s+the\s+$",
                    text[max(0, start - 20) : start],
                    re.IGNORECASE,
                )
            )
        )
    if name in ("duration", "units"):
        if AGED.match(text, end) or before in ("aged", "age", "ages"):
            return False
        if name == "duration":
            unit = group_told(match, "unit")
            if unit in ("second", "quarter", "quarters"):
                return False
            return not (unit == "seconds" and group_told(match, "count") in ("a", "an"))
        return True
    if name == "daily":
        return not (words[0].isupper() and not words.isupper() and text[end : end + 2].strip()[:1].isupper())
    if name == "holiday":
        return match["holiday"][0].isupper()
    if name == "part":
        return before in BEFORE_TIME or before == "at" or words.casefold().startswith("the ")
    return True


def _is_year(doc: Doc, start: int, end: int, before: str) -> bool:
    slice_ = slice_at(doc, start, end)
    token = slice_[-1]
    if not EARLIEST_YEAR <= int(re.sub(r"\D", "", token.text)[:4] or 0) < LATEST_YEAR:
        return False
    if token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i > token.i and token.ent_type_ != "DATE":
        return False
    if ADDRESS_AFTER.match(view_of(doc).text, end):
        return False
    following = view_of(doc).text[end : end + 16]
    if re.match(
        rf"\s+(?:{UNIT}|people|men|women|soldiers|troops|percent|meters|miles|kilometers|hours|gmt|dollars|pesos)\b",
        following,
        re.IGNORECASE,
    ):
        return False
    if re.search(r"\d,\s+$", view_of(doc).text[max(0, start - 4) : start]) and re.match(r",?\s+\d", following):
        return False  # one of a row of numbers
    return before in BEFORE_YEAR or token.ent_type_ == "DATE"


def _ends_a_name(doc: Doc, expression: Expression) -> bool:
    """Tarn Today, the Daily Lantern, Person of the Week, the Six-Day War: words of time with capitals inside a sentence.

    Where every word has a capital, as in headlines, capitals tell nothing.
    """
    text, words = view_of(doc).text, view_of(doc).text[expression.start : expression.end]
    if not expression.is_a("today", "daily", "unit", "duration", "reference") or words.isupper():
        return False
    capital = re.search(r"[A-Z](?=[a-z])", words)
    if capital is None:
        return False
    token = slice_at(doc, expression.start, expression.end)[0]
    if zone_of(token) in TITLES:
        return False
    if expression.is_a("unit"):
        return capital.start() > 0
    if expression.is_a("duration"):
        return bool(re.match(r"['’]?\s+(?:War|Battle|Siege|Plan|Rule|Challenge)\b", text[expression.end : expression.end + 12]))
    return token.i > token.sent.start and bool(NAMED_WORD.search(text, max(0, expression.start - 24), expression.start))


def _in_a_name(doc: Doc, expression: Expression, before: str) -> bool:
    """October 7 Brigade, The Sunday Times, Theresa May."""
    text = view_of(doc).text
    words = text[expression.start : expression.end]
    after = NAME_HEADS.match(text, expression.end)
    if after and after[0].strip()[0].isupper() and before not in NOT_A_NAME and words[:1].isalnum():
        return not (expression.is_a("weekday") and before != "the")
    slice_ = slice_at(doc, expression.start, expression.end)
    if words.isupper():
        return False
    for token in (slice_[0], slice_[-1]):
        if token.ent_type_ in OTHER_NAMES:
            first, last = slice_[0].i, slice_[-1].i
            joined_before = first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].pos_ == "PROPN"
            joined_after = last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].pos_ == "PROPN"
            return joined_before or joined_after
    return False
