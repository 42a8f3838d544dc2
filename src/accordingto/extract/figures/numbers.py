"""A number's own words come before what it counts: "at least", "20 to 25", "tens of thousands" say how much it binds.

Numbers are read from the text by patterns, not from the parse, so that capitals and broken lines do no harm. Offsets are
half-open and into the view. A bound is not a value: "at least 20" has a low bound and no value, and the bound of a vague word
("several") is a convention. Numbers are never added up. What they count is no matter of this module.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from accordingto.model import Comparator, Role

LEXICONS = Path(__file__).parents[1] / "lexicons"
REACH = 60  # code points before a number searched for its comparators: the longest, twice over
RANGE_REACH = 15  # code points between the two numbers of one range: " out of every " and a little
WORD_WITH_DIGITS = re.compile(r"(?<!\S)\S*\d\S*")
PIECES = re.compile(r"[^()\[\]{}\"“”‘’«»*;—…]+")
OPENING = '(["“‘«*—{…;'  # what a number in digits may follow inside one word


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words of number, ready to be looked up by lower-case form, and the patterns made of them."""

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    glued: Mapping[str, int]
    vague: Mapping[str, int]
    fractions: Mapping[str, float]
    before: Mapping[str, str]
    after: Mapping[str, str]
    multiples: tuple[tuple[str, int], ...]
    spelled: re.Pattern[str]
    digits: re.Pattern[str]
    fraction: re.Pattern[str]
    of_scale: re.Pattern[str]
    peel: re.Pattern[str]
    trail: re.Pattern[str]
    scale_after: re.Pattern[str]
    percent_after: re.Pattern[str]
    clock_after: re.Pattern[str]
    joined: re.Pattern[str]
    between: re.Pattern[str]
    opened: re.Pattern[str]
    rise: re.Pattern[str]
    share: re.Pattern[str]


@cache
def number_words(language: str = "en") -> NumberWords:
    """The number words of a language, read once."""
    raw: dict[str, Any] = tomllib.loads((LEXICONS / language / "figures.toml").read_text(encoding="utf-8"))
    before = {phrase: kind for kind, phrases in raw["before"].items() for phrase in phrases}
    before |= {phrase: kind for kind in ("increment", "total") for phrase in raw[kind]["before"]}
    after = {phrase: kind for kind, phrases in raw["after"].items() for phrase in phrases}
    after |= {phrase: kind for kind in ("increment", "total") for phrase in raw[kind]["after"]}
    scales = raw["scales"] | raw["rounds"]
    number, sign, glue = either([*raw["numbers"], *scales]), either(raw["currency"]["signs"]), either(raw["glued"])
    plural = either(raw["plural_vague"]["words"])
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    spans = raw["ranges"]
    return NumberWords(
        numbers=raw["numbers"],
        scales=scales,
        glued=raw["glued"],
        vague=raw["vague"],
        fractions=raw["fractions"],
        before=before,
        after=after,
        multiples=tuple(sorted(((word, scales[word]) for word in raw["digits"]["scales"]), key=lambda pair: -pair[1])),
        spelled=re.compile(
            rf"(?<![\w-])(?:(?P<plural>{plural}(?: of {plural})*)"
            rf"|(?P<vague>{either(raw['vague'])})(?: (?P<scale>{either(scales)})s?)?"
            rf"|(?P<both>{either(raw['both']['words'])})"
            rf"|(?P<words>(?:half )?(?:an? )?{number}(?:[ -](?:and )?{number})*))(?!\w|-\w|[’']s\b)",
            re.IGNORECASE,
        ),
        digits=re.compile(
            rf"(?P<round>~)?(?P<sign>{sign})?(?P<low>{digits})(?P<glue>{glue})?"
            rf"(?:[-–](?P<sign2>{sign})?(?P<high>{digits})(?P<glue2>{glue})?)?(?P<mark>\+|%|-plus|-odd|-strong)?",
            re.IGNORECASE,
        ),
        fraction=re.compile(rf"(?<![\w-])(?P<words>{either(raw['fractions'])})(?= of\b)", re.IGNORECASE),
        of_scale=re.compile(rf" of an? ({either(raw['digits']['scales'])})\b", re.IGNORECASE),
        peel=re.compile(rf"(?<![\w-])(?P<phrase>{either(before)}|(?P<sign>{sign})) ?$", re.IGNORECASE),
        trail=re.compile(rf" (?P<phrase>{either(after)})(?![\w-])", re.IGNORECASE),
        scale_after=re.compile(rf"[ -]({either(raw['digits']['scales'])})s?(?!\w|-\w)", re.IGNORECASE),
        percent_after=re.compile(rf"[ -]?{either(raw['share']['percent'])}(?!\w)", re.IGNORECASE),
        clock_after=re.compile(
            rf" ?{either(raw['digits']['clock'])}\b|:\d|{either(raw['digits']['ordinals'])}\b", re.IGNORECASE
        ),
        joined=re.compile(rf" ?{either(spans['joints'])} ?", re.IGNORECASE),
        between=re.compile(rf"\b{either(spans['between'])} ?$", re.IGNORECASE),
        opened=re.compile(rf"\b{either([*spans['between'], *spans['from']])} ?$", re.IGNORECASE),
        rise=re.compile(rf"\b{either(spans['rise'])}\b[^.;]{{0,60}}\b{either(spans['from'])} ?$", re.IGNORECASE),
        share=re.compile(rf" {either(raw['share']['of'])} $", re.IGNORECASE),
    )


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as worded, before its noun is known: `start` with its comparators, `core` without. `low` alone: a vague word."""

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


def numbers(text: str, lex: NumberWords) -> list[Number]:
    """The numbers of a text in order, with comparators, ranges and what else stands to them as one expression."""
    plain = sorted(
        [*in_digits(text, lex), *spelled_out(text, lex), *fractions(text, lex)], key=lambda number: (number.start, -number.end)
    )
    found: list[Number] = []
    skip = -1
    for place, number in enumerate(plain):
        if number.start < skip:
            continue
        skip = number.end
        following = plain[place + 1] if place + 1 < len(plain) else None
        if following and not number.ranged and not following.ranged:
            joined = ranged(text, number, following, lex)
            if joined:
                number, skip = joined, following.end
        found.append(with_comparator(text, number, lex))
    return found


def in_digits(text: str, lex: NumberWords) -> Iterator[Number]:
    """Yield numbers written in digits. A word that holds digits and anything unforeseen is a label, a date or a code."""
    for word in WORD_WITH_DIGITS.finditer(text):
        for piece in PIECES.finditer(word.group()):
            start, bare = word.start() + piece.start(), piece.group()
            bare = bare.rstrip(".,:!?'’")
            start, bare = start + len(bare) - len(bare.lstrip("'")), bare.lstrip("'")
            if piece.start() and text[start - 1] not in OPENING:
                continue
            match = lex.digits.fullmatch(bare)
            if match and not lex.clock_after.match(text, start + len(bare)) and not re.match(r"0\d", match["low"]):
                number = from_digits(text, start, match, lex)
                if number:
                    yield number


def from_digits(text: str, start: int, match: re.Match[str], lex: NumberWords) -> Number | None:
    """The number that digits, signs and a scale make together; None for a score, a season or a length."""
    bare, glue, mark = match.group(), (match["glue"] or "").lower(), (match["mark"] or "").lower()
    if glue == "m" and not match["sign"]:
        return None  # "50m" is fifty metres as often as fifty million
    end, value = start + len(bare), amount(match["low"]) * lex.glued.get(glue, 1)
    high = amount(match["high"]) * lex.glued.get((match["glue2"] or "").lower(), 1) if match["high"] else None
    if (scale := lex.scale_after.match(text, end)) and not mark:
        factor = lex.scales[scale[1].lower()]
        value, end = value * factor, scale.end()
        high = high * factor if high is not None else None
    if high is not None and not value < high:
        return None
    percent = mark == "%"
    if not percent and (worded := lex.percent_after.match(text, end)):
        percent, end = True, worded.end()
    plain = Number(
        start, end, start, whole(value), None, None, "exactly", sign=match["sign"], percent=percent, words=bare
    )  # fmt: skip
    if mark in ("+", "-plus"):
        return replace(plain, value=None, low=whole(value), comparator="at_least", percent=False)
    if high is not None:
        return replace(plain, value=None, low=whole(value), high=whole(high), comparator="between", ranged=True)
    return replace(plain, comparator="about") if match["round"] or mark == "-odd" else plain


def spelled_out(text: str, lex: NumberWords) -> Iterator[Number]:
    """Yield numbers written in words, and vague words."""
    for match in lex.spelled.finditer(text):
        start, end, words = match.start(), match.end(), match.group().lower()
        if start and text[start - 1] in "-.–" and start > 1 and text[start - 2].isalnum():
            continue
        plain = Number(start, end, start, None, None, None, "exactly", spelled=True, words=words)
        if match["both"]:
            yield replace(plain, value=2)
        elif match["plural"]:
            steps = [lex.vague[word] for word in match["plural"].lower().split(" of ")]
            low = steps[0]
            for step in steps[1:]:
                low = low * (step // 2 if step != 24 else 12)  # "tens of thousands" is 20 times a thousand
            yield replace(plain, low=low, comparator="vague")
        elif match["vague"]:
            scale = lex.scales[match["scale"].lower()] if match["scale"] else 1
            yield replace(plain, low=lex.vague[match["vague"].lower()] * scale, comparator="vague")
        elif (value := spelled_value(words, lex)) is not None and not lex.clock_after.match(text, end):
            about = any(word in words.split() for word in ("dozen", "couple"))
            percent = lex.percent_after.match(text, end)
            yield replace(
                plain,
                end=percent.end() if percent else end,
                value=whole(value),
                comparator="about" if about else "exactly",
                percent=bool(percent),
            )


def fractions(text: str, lex: NumberWords) -> Iterator[Number]:
    """Yield shares ("two-thirds of", "half of"), and numbers told as a fraction of a round one ("a quarter of a million")."""
    for match in lex.fraction.finditer(text):
        value = lex.fractions[match["words"].lower()]
        if scale := lex.of_scale.match(text, match.end()):
            words = text[match.start() : scale.end()].lower()
            size = whole(round(value * lex.scales[scale[1].lower()]))
            yield Number(match.start(), scale.end(), match.start(), size, None, None, "about", spelled=True, words=words)
            continue
        yield Number(
            match.start(), match.end(), match.start(), value, None, None, "exactly", percent=True, spelled=True, words="share"
        )  # fmt: skip


def spelled_value(words: str, lex: NumberWords) -> float | int | None:
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


def ranged(text: str, left: Number, right: Number, lex: NumberWords) -> Number | None:
    """Two numbers as one range: "20 to 25", "between 20 and 25", "two or three"; or a share: "one in five"."""
    gap = text[left.end : right.start]
    if left.value is None or right.value is None or len(gap) > RANGE_REACH:
        return None
    if lex.share.fullmatch(gap) and 0 < left.value < right.value and left.sign is None:
        share = whole(left.value / right.value)
        return Number(left.start, right.end, left.core, share, None, None, "exactly", percent=True, words="share")
    if not lex.joined.fullmatch(gap) or not gap.strip():
        return None
    joint, before = gap.strip().lower(), text[max(0, left.start - REACH) : left.start]
    if joint == "and" and not lex.between.search(before):
        return None
    if joint == "to" and lex.rise.search(before):
        return None
    low = scaled(text, left, right, lex)
    if not low < right.value or (joint == "or" and right.value > 2 * low + 1):
        return None
    opened = lex.opened.search(before)
    return Number(
        left.start - len(before) + opened.start() if opened else left.start,
        right.end,
        left.core,
        None,
        whole(low),
        right.value,
        "between",
        sign=left.sign or right.sign,
        percent=right.percent,
        ranged=True,
        spelled=left.spelled,
        words=right.words,
    )


def scaled(text: str, left: Number, right: Number, lex: NumberWords) -> float | int:
    """The lower number of a range whose scale is said once: "2 to 3 million"."""
    low, high = left.value or 0, right.value or 0
    words = f"{right.words} {text[right.start : right.end]}".lower()
    for _, factor in lex.multiples:
        if high >= factor and high % factor == 0 and low < high / factor and low < factor:
            return low * factor if any(word in words for word, _ in lex.multiples) else low
    return low


def with_comparator(text: str, number: Number, lex: NumberWords) -> Number:
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


def unbounded(number: Number) -> float | int | None:
    """The number that a comparator was put to: 12 of "more than 12"."""
    if number.value is not None:
        return number.value
    if number.comparator == "more_than" and number.low is not None:
        return number.low - 1
    if number.comparator == "less_than" and number.high is not None:
        return number.high + 1
    return number.low if number.low is not None else number.high
