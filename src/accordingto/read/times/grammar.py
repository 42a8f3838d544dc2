"""The rules: each a kind of time expression, its pattern, and what reads it.

All patterns run as one expression over the view's text: the leftmost match wins, then the first rule. The method is that of
HeidelTime (Strötgen and Gertz, SemEval 2010): patterns first, then normalisation by the tense and the last time told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from accordingto.read.times.calendar import (
    ABOUT,
    CENTURIES,
    CLOCK,
    COUNT,
    DAY,
    EDGE,
    HOLIDAYS,
    MONTH,
    PART,
    RELATIVE,
    STRETCH,
    TO,
    UNIT,
    WEEKDAY,
    YEAR,
    Meaning,
    any_of,
)
from accordingto.read.times.normalise import (
    Surroundings,
    read_ago,
    read_calendar,
    read_century,
    read_clock,
    read_date,
    read_days,
    read_decade,
    read_holiday,
    read_iso,
    read_month,
    read_named_day,
    read_neighbour,
    read_numeric,
    read_offset,
    read_period,
    read_quarter,
    read_same,
    read_season,
    read_today,
    read_vague,
    read_vague_date,
    read_weekday,
    read_year,
    read_years,
)

Reader = Callable[[re.Match[str], Surroundings], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression, its pattern, and what reads it. A reader gives None for words that are no time after all."""

    name: str
    pattern: str
    read: Reader
    sure: bool = True  # False: only where the surroundings do not speak against it


YEAR_OF_DATELINE = r"\d\d(?=\s*(?:--|\())"
OF_YEAR = rf"(?P<year>{YEAR}|(?:last|this|next)\s+year)"
OF_PART = (
    rf"(?:(?:{STRETCH}\s+(?:(?:on|in)\s+)?)?(?:the\s+)?(?:{STRETCH}\s+)?(?P<part>{PART})\s+(?:of|on)\s+"
    r"|(?:the\s+)?(?:(?:very\s+)?early|small|late|wee|pre-?dawn)\s+(?:morning\s+)?hours\s+(?:of|on)\s+(?:the\s+)?"
    r"|(?P<into>overnight\s+(?:in)?to\s+)|(?P<night>overnight)\s+(?:on\s+)?"
    rf"|{STRETCH}\s+(?:on\s+)?)?"
)
PART_AFTER = rf"(?:\s+(?:early\s+|late\s+)?(?:in\s+the\s+)?(?P<part2>{PART}))?"

RULES: tuple[Rule, ...] = (
    Rule(
        "holiday",
        rf"(?:(?P<relative>last|next|this)\s+)?(?P<holiday>{any_of(HOLIDAYS)})(?!\w)(?:,?\s+{OF_YEAR})?",
        read_holiday,
    ),
    Rule(
        "named_day",
        r"(?:september\s+11(?:th)?|sept?\.?\s+11|9/11)(?=,?\s+(?:(?:terror|terrorist)\s+)?(?:attacks?|hijack|atrocit|plot)"
        r"|['’]s\s+attack)|9/11(?![\d/.])",
        read_named_day,
    ),
    Rule(
        "fiscal",
        rf"(?:the\s+)?(?:{YEAR}(?:[-–/]\d\d(?:\d\d)?)?\s+(?:fiscal|financial)\s+year|(?:fiscal|financial)(?:\s+year)?\s+{YEAR}"
        rf"(?:[-–/]\d\d(?:\d\d)?)?|(?:this|last|next|current|previous)\s+(?:fiscal|financial)\s+year|fy\s?(?:20)?\d\d)(?![\w])",
        read_vague_date,
    ),
    Rule(
        "same",
        rf"the\s+same\s+(?P<unit>period|day|week|month|quarter)\s+(?:of\s+|in\s+)?(?:last\s+year|the\s+(?:previous|prior"
        rf"|preceding)\s+year|(?:the\s+)?year[\s-](?:ago|earlier|before)|(?P<count>{COUNT})\s+years?\s+(?:ago|earlier|before"
        rf"|previously)|(?P<year>{YEAR}))(?!\w)",
        read_same,
    ),
    Rule(
        "iso", r"(?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d)(?:[T\s](?P<clock>[0-2]\d:[0-5]\d)(?::\d\d)?Z?)?(?![\d-])", read_iso
    ),
    Rule(
        "numeric",
        r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})[/.-](?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/]|[.-]\d)",
        read_numeric,
    ),
    Rule(
        "days",
        rf"(?:(?:from|between)\s+)?(?:the\s+)?(?:{PART}\s+of\s+)?(?:(?P<day>{DAY})(?P<to>{TO})(?P<day2>{DAY})\s+"
        rf"(?:of\s+)?(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?)",
        read_days,
    ),
    Rule(
        "days_after",
        rf"(?:(?:from|between)\s+)?(?:the\s+)?(?:{PART}\s+of\s+)?(?P<month>{MONTH})\s+(?P<day>{DAY})(?P<to>{TO})"
        rf"(?P<day2>{DAY})(?!\s+(?:{MONTH}|{UNIT}|people))(?:,?\s+(?P<year>{YEAR}))?",
        read_days,
    ),
    Rule(
        "date",
        rf"{OF_PART}(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:the\s+(?=\d+[a-z]))?(?P<day>{DAY})(?:\s+of)?[\s-]+(?P<month>{MONTH})"
        rf"(?:,?(?:\s+of)?[\s-]+(?P<year>{YEAR}|{YEAR_OF_DATELINE}))?{PART_AFTER}",
        read_date,
    ),
    Rule(
        "date_after",
        rf"{OF_PART}(?:(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})(?![:.]\d|,\d)"
        rf"(?:(?:,?\s+|,)(?:of\s+)?(?P<year>{YEAR}|{YEAR_OF_DATELINE}))?{PART_AFTER}",
        read_date,
    ),
    Rule(
        "weekday",
        rf"{OF_PART}(?:(?P<relative>every|each|that|{RELATIVE})\s+)?(?P<weekday>{WEEKDAY})(?P<plural>s(?!\w))?"
        rf"(?!\w){PART_AFTER}(?:,?\s+(?:of\s+)?(?P<week>last|this|next)\s+week)?",
        read_weekday,
    ),
    Rule(
        "month",
        rf"(?:(?:(?P<stretch>{STRETCH})(?:\s+in)?|(?P<edge>{EDGE}))[\s-]+)?(?:(?P<relative>{RELATIVE})\s+)?"
        rf"(?P<month>{MONTH})(?!\w)(?:(?:,?\s+(?:of\s+)?|,){OF_YEAR})?",
        read_month,
        sure=False,
    ),
    Rule(
        "today",
        rf"(?:(?:early|earlier|late|later)\s+)?(?:(?P<part>{PART})\s+)?(?P<named>the\s+day\s+before\s+yesterday"
        rf"|the\s+night\s+before\s+last|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|overnight|"
        rf"(?:last|this)\s+night|last\s+evening|this\s+(?:morning|afternoon|evening)){PART_AFTER}(?!\w)",
        read_today,
    ),
    Rule(
        "period",
        rf"(?:the\s+)?(?P<relative>last|past|next|coming|previous|following|preceding)\s+(?P<count>{COUNT})\s+(?P<unit>{UNIT})",
        read_period,
    ),
    Rule(
        "calendar",
        rf"(?:(?:(?P<stretch>{STRETCH})(?:\s+in)?|(?P<edge>{EDGE}))[\s-]+)?(?P<relative>last|this|next)\s+"
        rf"(?P<unit>week|weekend|month|quarter|year|decade|century)(?!\w)",
        read_calendar,
    ),
    Rule(
        "edge",
        rf"(?:(?P<edge>{EDGE})|(?P<stretch>earlier|later)\s+in)\s+the\s+(?P<unit>week|month|year|decade|century)(?!\w)",
        read_calendar,
    ),
    Rule("weekend", r"the\s+(?P<unit>weekend)(?!\w)", read_calendar),
    Rule(
        "ago",
        rf"(?:(?P<about>{ABOUT})\s+)?(?P<count>{COUNT})\s+(?P<unit>{UNIT})\s+(?P<way>ago|from\s+now|from\s+today)(?!\w)",
        read_ago,
    ),
    Rule("vaguely_ago", rf"(?:{UNIT}|long)\s+ago(?!\w)", read_vague_date),
    Rule(
        "offset",
        rf"(?:(?P<about>{ABOUT})\s+)?(?P<count>{COUNT})\s+(?P<unit>{UNIT})\s+(?P<way>earlier|later|previously|"
        rf"(?:before|after|afterwards?|prior)(?=\s*(?:[,.;:)]|$)))(?!\w)",
        read_offset,
    ),
    Rule(
        "neighbour",
        rf"(?:{STRETCH}\s+)?(?:the\s+)?(?:very\s+)?(?:following|next|previous|preceding|same)\s+(?P<unit>day|week"
        rf"|month|year|{PART})(?!\w)",
        read_neighbour,
    ),
    Rule(
        "that_day", rf"(?:{STRETCH}\s+)?that\s+(?:same\s+|very\s+)?(?P<unit>day|week|month|year|{PART})(?!\w)", read_neighbour
    ),
    Rule(
        "the_day",
        r"(?:(?:late|early|later|earlier)\s+in\s+|(?:the\s+)?(?:start|end|beginning|middle|close)\s+of\s+)?(?:"
        r"(?<=\bof\s)|(?<=\bin\s)|(?<=\bon\s))the\s+(?P<unit>day)(?=\s*(?:[,.;:)]|$|(?:and|but|as)\b))",
        read_neighbour,
    ),
    Rule(
        "day_before",
        r"the\s+(?P<unit>day|night|week|month|year|evening|morning)\s+(?:before|after|earlier|previous|later)"
        r"(?=\s*(?:[,.;:)]|$|(?:and|in|at|when|by)\b))",
        read_neighbour,
    ),
    Rule(
        "period_bare",
        r"(?:the\s+)?(?P<relative>last|past|next|coming)\s+(?P<unit>(?:month|quarter|year|decade|week|day|hour)s?"
        r"|century)(?!\w)",
        read_period,
    ),
    Rule(
        "decade", r"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<decade>(?:1[5-9]|20)\d0['’]?s|['‘’][1-9]0s)(?!\w)", read_decade
    ),
    Rule(
        "century",
        rf"(?:the\s+)?(?:(?:early|mid|late)[\s-]+)?(?P<century>\d{{1,2}}(?:st|nd|rd|th)"
        rf"|{any_of(CENTURIES)})[\s-]century(?!\w)",
        read_century,
    ),
    Rule(
        "quarter",
        rf"(?:the\s+)?(?:(?P<fiscal>fiscal)\s+)?(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[\s-]+"
        rf"(?P<fiscal2>fiscal\s+)?(?P<unit>quarter)(?!\w)"
        rf"(?:\s+(?:of\s+)?(?:the\s+)?(?P<fiscal3>(?:fiscal|financial)(?:\s+year)?\s+)?{OF_YEAR})?",
        read_quarter,
    ),
    Rule(
        "half",
        r"(?:the\s+)?(?P<ordinal>first|second|last)[\s-]+(?P<unit>half)\s+of\s+(?P<year>(?:1[5-9]|20)\d\d(?!\d)|"
        r"(?:last|this|next|the)\s+year)(?!\w)",
        read_quarter,
    ),
    Rule("quarter_sign", r"(?P<ordinal>q[1-4])\s(?P<year>(?:19|20)\d\d)(?!\d)", read_quarter),
    Rule(
        "season",
        rf"(?:(?:early|mid|late)[\s-]+)?(?:(?P<relative>{RELATIVE})\s+)?(?P<season>spring|summer|autumn|fall"
        rf"|winter)(?!\w)(?:\s+(?:of\s+)?{OF_YEAR})?",
        read_season,
        sure=False,
    ),
    Rule("clock", rf"{CLOCK}", read_clock, sure=False),
    Rule("noon", r"(?:noon|midday|midnight)(?!\w)", read_clock),
    Rule(
        "years",
        r"(?<![\w$£€.,/-])(?P<first>(?:1[5-9]|20)\d\d)\s?[-–/]\s?(?P<last>(?:1[5-9]|20)\d\d|\d\d)(?![\w/-]|[.,]\d)",
        read_years,
        sure=False,
    ),
    Rule(
        "year",
        rf"(?:(?:{STRETCH}(?:\s+in)?|{EDGE})[\s-]+)?(?<![$£€.,/#-])(?<!\bno\. )(?P<year>{YEAR})(?![\w%/]|[-–]\w)",
        read_year,
        sure=False,
    ),
    Rule(
        "sets",
        rf"(?:every|each)\s+(?:(?:other|single|{COUNT})\s+)?(?:{UNIT}|{PART}|{MONTH}|spring|summer|autumn|winter)s?(?!\w)",
        read_vague,
    ),
    Rule(
        "daily",
        r"(?:daily|weekly|monthly|yearly|annually|annual|quarterly|nightly|hourly|fortnightly|biweekly)(?!\w)",
        read_vague,
        sure=False,
    ),
    Rule(
        "often",
        rf"(?:(?:once|twice|(?:{COUNT}|several|many|some|countless)\s+times)\s+an?|per)\s+(?:second|minute|hour|day|night|week|month|year)(?!\w)",
        read_vague,
    ),
    Rule(
        "duration",
        rf"(?:{ABOUT}\s+)?(?:the\s+(?:first\s+|entire\s+|full\s+|whole\s+)?|these\s+|those\s+)?(?P<count>{COUNT})"
        rf"(?:\s*(?:-|–|to|or)\s*{COUNT})?(?:[\s-]+(?:and\s+a\s+half|full|long|whole|consecutive|straight|more"
        rf"|further))?[\s-]+(?P<unit>{UNIT})(?!\w)(?:['’](?!\w))?",
        read_vague,
        sure=False,
    ),
    Rule(
        "recent",
        r"(?:recent\s+(?:days?|weeks?|months?|years?|hours?|decades?|times?)|(?:for|over|in)\s+(?:the\s+)?"
        r"(?:many\s+)?(?P<ages>ages))(?!\w)",
        read_vague,
    ),
    Rule(
        "units",
        r"(?:the\s+)?(?:seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)(?!\w)",
        read_vague,
        sure=False,
    ),
    Rule(
        "part",
        r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?:morning|afternoon|evening|night|dawn|dusk)(?:\s+hours)?(?!\w)",
        read_vague_date,
        sure=False,
    ),
    Rule("unit", r"the\s+(?:entire\s+|whole\s+)?(?:day|week|month|year|decade|century)(?!\w)", read_vague, sure=False),
    Rule(
        "reference",
        r"(?:nowadays|currently|presently|recently|lately|now|at\s+(?:the\s+moment|present|the\s+time|that\s+time"
        r"|this\s+time|this\s+point)|(?:the\s+)?(?:near|foreseeable)\s+future|the\s+(?:past|future)|(?:very\s+)?"
        r"(?<!as\s)soon(?!\s+as\b)|current|recent)(?!\w)",
        read_vague,
        sure=False,
    ),
)


def _plain(pattern: str) -> str:
    """White space of a view is a blank, and a line break ends a paragraph: no expression runs across one."""
    return pattern.replace(r"\s", " ")


def _all_of(rules: Sequence[Rule]) -> re.Pattern[str]:
    """All patterns as one: the leftmost match wins, then the first rule."""
    patterns = (re.sub(r"\(\?P<\w+>", "(?:", _plain(rule.pattern)) for rule in rules)
    either = "|".join(f"(?P<r{number}>{pattern})" for number, pattern in enumerate(patterns))
    return re.compile(rf"(?<!\w)(?:{either})", re.IGNORECASE | re.MULTILINE)


def _openings() -> tuple[frozenset[str], frozenset[str]]:
    """The letters with which an expression can begin: three of its first word, or a short word and two of the second."""
    held = files("accordingto.read.times").joinpath("openings.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(one for one in held if " " not in one), frozenset(one for one in held if " " in one)


def may_open(text: str, start: int) -> bool:
    """Whether a word begins as an expression can; most do not, which is cheaper to see than to try every rule.

    Only words of plain letters are told apart; anything else may open one.
    """
    head = text[start : start + 6].lower()
    match = HEAD.match(head)
    if match is None:
        return True
    word, rest = match.groups()
    return word in STARTS if rest is None else f"{word}{rest}" in PAIRS or f"{word} *" in PAIRS


HEAD = re.compile(r"([a-z]{1,3})( [a-z]{2})?")
STARTS, PAIRS = _openings()
GRAMMAR = _all_of(RULES)
PATTERNS = tuple(re.compile(_plain(rule.pattern), re.IGNORECASE | re.MULTILINE) for rule in RULES)
