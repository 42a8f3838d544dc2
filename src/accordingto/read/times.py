"""When: the date an article was published, every time expression in it, and the days each one means.

A time is resolved only where the words, the date of publication or another time of the text fix it; else it keeps its words and
stays unresolved. The newest date in a text is never its date of publication. Nothing here looks at a clock. An expression
without a year, or that names a weekday, is placed by the tense of the verb it belongs to.

The grammar is a list of rules, each a pattern with the function that reads it. All patterns run as one expression over the
view's text; what the parser calls a date and no rule knows is kept as an unresolved expression. The method is
that of HeidelTime (Strötgen and Gertz, SemEval 2010): patterns first, then normalisation by the tense and the last time told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.model import Anchor, Article, Precision, Published, Time, Timex, identify
from accordingto.read import clean
from accordingto.read.annotate import article_of, quotations_of, view_of, zone_of

Direction = Literal["past", "future", "intended", "unknown"]  # intended: "agreed to meet in May", ahead of a past verb
Days = tuple[date, date]  # first and last, both inclusive

HEAD_LINES = 14  # lines in which a dateline is looked for: press releases open with up to ten lines of furniture
HEAD_LINE_LENGTH = 200  # characters of a line in which a dateline may end, an agency in brackets included
CENTURY_PIVOT = 50  # two-digit years below it are 20xx, from it on 19xx: design, who-where-when.md
EARLY_UNTIL, MID_UNTIL = 10, 20  # days of a month that "early" and "mid" end on: design, who-where-when.md section 4
WEEK_STARTS = 0  # Monday, as date.weekday() counts
EARLIEST_YEAR, LATEST_YEAR = 1500, 2100  # a bare number outside is no year
STALE_DAYS, SOON_DAYS = 300, 31  # a yearless day so far back and also so near ahead is the one ahead, whatever the verb
NEAR_DAYS = 7  # a date printed 7/8/07 is believed if only one reading lies so near the date of publication
LONGEST_COUNT = 400  # "the last N units": a larger N is a figure, not a period


# --- words ---------------------------------------------------------------------------------------------------------------

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALSO_WORDS = frozenset((
    "apr", "august", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "march", "may", "mon", "nov", "oct", "sat",
    "sep", "sun", "wed",
))  # fmt: skip
NUMBER_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "a couple of": 2, "a dozen": 12,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, northern; a season lasts three
CENTURIES = {
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
HOLIDAYS: dict[str, tuple[int, int] | None] = {  # month and day; None: a moving feast, for which there is no table
    "new year's day": (1, 1), "new year's eve": (12, 31), "epiphany": (1, 6), "valentine's day": (2, 14),
    "international women's day": (3, 8), "april fools' day": (4, 1), "may day": (5, 1), "bastille day": (7, 14),
    "halloween": (10, 31), "all saints' day": (11, 1), "armistice day": (11, 11), "christmas eve": (12, 24),
    "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "good friday": None, "easter": None,
    "easter sunday": None, "easter monday": None, "palm sunday": None, "ash wednesday": None, "holy thursday": None,
    "maundy thursday": None, "holy saturday": None, "whit monday": None, "black friday": None, "bloody sunday": None,
    "thanksgiving": None, "thanksgiving day": None, "ramadan": None, "eid al-fitr": None, "eid al-adha": None,
    "eid": None, "ashura": None, "nowruz": None, "passover": None, "yom kippur": None, "rosh hashanah": None,
    "hanukkah": None, "diwali": None, "super tuesday": None, "lunar new year": None, "mother's day": None,
    "father's day": None, "independence day": None, "labour day": None, "labor day": None,
}  # fmt: skip
PLANNED = frozenset((
    "aim", "bind", "book", "delay", "due", "expect", "plan", "postpone", "reschedule", "schedule", "set", "slate",
))  # fmt: skip
# "Rain forecast for Tuesday": the plan tells where the time lies, whatever verb it hangs from. But: "as expected on Tuesday".
PLANNED_FOR = re.compile(
    r"(?<!\bas\s)(?<!\bhad\sbeen\s)\b(?:(?:scheduled|slated|planned|due|postponed|delayed|set|forecast|expected|predicted|announced|billed)"
    r"\s+(?:for|until|by)|(?:scheduled|slated|planned|due|set|forecast|expected)\s+(?:on|to|in)|\bdue)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
REPORTING = frozenset((
    "add", "allege", "announce", "claim", "confirm", "declare", "deny", "disclose", "note", "report", "reveal", "say",
    "state", "tell", "warn",
))  # fmt: skip
AHEAD = re.compile(
    r"\b(?:will|shall|would|going to|scheduled|due|upcoming|forthcoming|planned for|to be held)\b", re.IGNORECASE
)
NAME_HEADS = re.compile(
    r"\s+(?:(?:Revolutionary|Liberation|National|Popular|Martyrs?)\s+)*(?:Brigades?|Movement|Times|Telegraph"
    r"|Mirror|Express|Post|Herald|Mail|Star|Tribune"
    r"|Front|Group|Organi[sz]ation|Army|Battalion|Regiment|Column|Commandos?|Coalition|Foundation|Command|Square"
    r"|Street|Avenue|Bridge|Stadium|Hospital|School|University)\b",
    re.IGNORECASE,
)
ABOUT_THE_REPORT = frozenset(
    ("dateline", "byline", "credit")
)  # their dates say when it was written, not when anything happened
OTHER_NAMES = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "LAW", "PRODUCT"))


def _prefixed(pattern: str, prefix: str) -> str:
    """A pattern whose groups have other names, so that it can stand beside itself."""
    return pattern.replace("(?P<", f"(?P<{prefix}").replace("(?P=", f"(?P={prefix}")


def _either(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in sorted(words, key=len, reverse=True)
    )


MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun"
    r"|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\b\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])"
YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|,\d|\.\d)"
UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?"
    r"|century|centuries)"
)
PART = r"(?:morning|afternoon|evening|night|dawn|dusk)"
COUNT = (
    r"(?:\d{1,3}(?:,\d{3})*(?:\.\d+)?|half\s+an?|a\s+couple\s+of|a\s+dozen|an?\s+few|a\s+number\s+of|(?:dozens"
    r"|hundreds|thousands|scores)\s+of|several|many|some|few|"
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-](?:one|two|three|four|five|six|seven|eight|nine)|"
    + _either(word for word in NUMBER_WORDS if " " not in word)
    + r")"
)
ABOUT = (
    r"(?:about|almost|nearly|around|approximately|roughly|some|over|under|more\s+than|less\s+than|fewer\s+than"
    r"|at\s+least|at\s+most|up\s+to|just\s+over|just\s+under|only|barely|a\s+mere|the\s+full|another)"
)
EDGE = r"(?:the\s+)?(?:(?:very\s+)?beginning|start|middle|end|close)\s+of"
STRETCH = r"(?:earlier|early|mid|middle|later|late)"
RELATIVE = r"(?:this\s+past|this\s+coming|last|next|this|(?:the\s+)?(?:following|previous|preceding|coming|past))"
TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b)\s*"
CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s*[ap]\.?\s?m\b\.?)?|(?:1[0-2]|0?[1-9])\s*[ap]\.?\s?m\b\.?"
    r"|(?:(?<=\bat\s)|(?<=approximately\s))(?:[01]\d|2[0-3])[0-5]\d(?=\s*(?:[,.;)]|gmt|utc|hours|hrs|local|on\b"
    r"|today|yesterday|this\b|last\b|when\b|in\b|by\b|and\b))"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s*(?:gmt|utc|hours|hrs|local)))"
    r"(?:\s*(?:gmt|utc|hours|hrs|o['’]clock))?(?:\s+local(?:\s+time)?)?(?:\s*\(?(?:gmt|utc|est|edt|cet|bst|pst|pdt)\)?)?"
)


# --- the calendar --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule makes of an expression: a value with precision and anchor, or an unresolved one (`value` None)."""

    value: str | None = None
    precision: Precision = "unresolved"
    anchor: Anchor | None = None
    when: bool = False  # says when something was, and may date what follows; a duration does not

    def time(self, words: str) -> Time:
        return Time(self.value, self.precision, words, self.anchor)


VAGUE = Meaning()
VAGUE_DATE = Meaning(when=True)


def _on(day: date, anchor: Anchor | None = None) -> Meaning:
    return Meaning(day.isoformat(), "day", anchor, True)


def _in_month(year: int, month: int, anchor: Anchor | None = None) -> Meaning:
    return Meaning(f"{year:04}-{month:02}", "month", anchor, True)


def _in_year(year: int, anchor: Anchor | None = None) -> Meaning:
    return Meaning(f"{year:04}", "year", anchor, True)


def _between(first: date, last: date, anchor: Anchor | None = None, precision: Precision = "interval") -> Meaning:
    if last < first:
        return VAGUE_DATE
    if first == last:
        return _on(first, anchor)
    return Meaning(f"{first.isoformat()}/{last.isoformat()}", precision, anchor, True)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _months_on(day: date, months: int) -> date | None:
    """The same day so many months on (or the month's last day); None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _monday(day: date) -> date:
    return day - timedelta((day.weekday() - WEEK_STARTS) % 7)


def _season(year: int, first_month: int) -> Days:
    end = _months_on(date(year, first_month, 1), 2)
    assert end is not None
    return date(year, first_month, 1), _month_end(end.year, end.month)


def _number(words: str | None) -> int | None:
    """The count that words name; None for "several" and for anything that is no whole number."""
    if not words:
        return None
    folded = re.sub(r"[\s-]+", " ", words.casefold())
    if folded.replace(",", "").isdecimal():
        return int(folded.replace(",", ""))
    if folded in NUMBER_WORDS:
        return NUMBER_WORDS[folded]
    tens, _, ones = folded.partition(" ")
    if tens in NUMBER_WORDS and ones in NUMBER_WORDS and NUMBER_WORDS[tens] >= 20:
        return NUMBER_WORDS[tens] + NUMBER_WORDS[ones]
    return None


def _month_number(words: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(words.casefold().rstrip(".")[:3]))


def _weekday_number(words: str) -> int:
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(words.casefold().rstrip(".")[:3]))


def _day_number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def _year_number(words: str) -> int:
    """A printed year; two digits turn at the pivot."""
    year = int(words.lstrip("'’"))
    if len(words.lstrip("'’")) > 2:
        return year
    return year + (2000 if year < CENTURY_PIVOT else 1900)


# --- publication ---------------------------------------------------------------------------------------------------------

PRINTED_TIME = (
    r"(?:,?\s*(?:at\s+)?\d{1,2}[:.h]?\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:hours|hrs|gmt|utc|est|edt|cet|bst|\([a-z]{2,4}\)))?)?"
)
PRINTED_DATE = (
    rf"(?:(?:{WEEKDAY}),?\s+)?(?:(?P<day>{DAY})(?:\s+of)?[\s-]+(?P<month>{MONTH}),?[\s-]+(?P<year>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>{DAY}),?\s+(?P<year2>(?:19|20)\d\d)(?!\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?:T[\d:.]+Z?)?"
    r"|(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year3>(?:19|20)\d\d)(?!\d))"
)
SHORT_YEAR_DATE = (
    rf"(?:(?P<day>{DAY})\s+(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>{DAY})),?\s+(?P<year>['’]?\d\d)(?![\d:/])"
)
YEARLESS_DATE = rf"(?:(?P<day>{DAY})\s+(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>{DAY}))"
PUBLISHING = r"(?:(?:first\s+)?(?:published|posted|issued|released|date|dated|filed|updated|last\s+updated)(?:\s+on)?\s*:?\s*)"
FULL_DATE = re.compile(rf"(?<![\w/.-]){PRINTED_DATE}", re.IGNORECASE)
DATE_LINE = re.compile(rf"\W*{PUBLISHING}?{PRINTED_DATE}{PRINTED_TIME}\W*", re.IGNORECASE)
BYLINE = re.compile(rf"\s*(?:by|from)\s+\S.{{0,90}}?[\s,|(–—-]+{PRINTED_DATE}{PRINTED_TIME}\W*", re.IGNORECASE)
PLACE_LINE = r"\W*+(?:[^\W\d_][\w.'’/-]*+[,/()\s]++){1,8}"  # the place of a dateline: a few words, the first in capitals
DATELINE = re.compile(
    rf"(?P<place>{PLACE_LINE}?)(?:(?:{WEEKDAY}),?\s+)?(?P<printed>{_prefixed(PRINTED_DATE, '_')}"
    rf"|{_prefixed(SHORT_YEAR_DATE, 's_')}|{_prefixed(YEARLESS_DATE, 'y_')})"
    r"(?=\s*(?:\)|\(|--|[-–—:\[]|$))",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-[\w–-]*\d"
)  # a release number that opens with year and month
ADDRESS_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\2(0[1-9]"
    r"|[12]\d|3[01])(?!\d)",
    re.IGNORECASE,
)
TIED_DATE = re.compile(
    rf"\b(?:today,?\s*\(?|(?:published|posted)\s+(?:on\s+)?|(?:this|the)\s+(?:article|report|story)\s+was\s+"
    rf"(?:first\s+)?published\s+(?:on\s+)?){PRINTED_DATE}",
    re.IGNORECASE,
)


def published(article: Article) -> Published:
    """When the article was published, with the evidence: what came with it, its head, its address, or a date tied to "today".

    A date that can be read two ways (03/04/2024) stays unresolved with its words. No other date of the text is taken.
    """
    given = article.published
    if given.value is not None and _real(given):
        return given
    given = replace(given, value=None, precision="unresolved", words=given.words or given.value)
    doubtful: Published | None = given if given.words else None
    for found in (_from_words(given), *_from_head(article), _from_address(article), _from_text(article)):
        if found and found.value is not None:
            return found
        doubtful = doubtful or found
    return doubtful or given


def _real(given: Published) -> bool:
    """Whether the calendar has such a day, in years that news is of; tables hold the 31st of September too, and the year 1."""
    try:
        days = given.time.days
    except ValueError:
        return False
    return days is not None and EARLIEST_YEAR <= days[0].year <= days[1].year <= LATEST_YEAR


def _from_words(given: Published) -> Published | None:
    """The date that came with the article, where the words alone are unmistakable."""
    match = DATE_LINE.fullmatch(given.words or "")
    day = _printed(match) if match else None
    return Published(day.isoformat(), "day", given.words, None, given.evidence) if day else None


def _printed(match: re.Match[str], prefix: str = "") -> date | None:
    """The day a PRINTED_DATE names; None where day and month could change places, or there is no such day."""
    part = {name.removeprefix(prefix): words for name, words in match.groupdict().items() if words and name.startswith(prefix)}
    if "iso" in part:
        return _day(*(int(number) for number in part["iso"].split("-")))
    if "first" in part:
        return _numeric(int(part["first"]), int(part["second"]), int(part["year3"]))
    month, day, year = (part.get(name) or part.get(f"{name}2") for name in ("month", "day", "year"))
    if not (month and day and year):
        return None
    return _day(_year_number(year), _month_number(month), _day_number(day))


def _numeric(first: int, second: int, year: int) -> date | None:
    """Day and month in either order, where only one order is possible."""
    readings = {day for day in (_day(year, second, first), _day(year, first, second)) if day}
    return readings.pop() if len(readings) == 1 else None


def _on_print(article: Article, start: int, end: int, day: date | None) -> Published:
    span = article.span(start, end)
    if day is None:
        return Published(None, "unresolved", span.exact, None, span)
    return Published(day.isoformat(), "day", span.exact, None, span)


def _head(article: Article) -> Iterator[tuple[int, str]]:
    """Yield the first lines of the text that hold words, with their offsets."""
    position, seen = 0, 0
    text = article.text
    while position < len(text) and seen < HEAD_LINES:
        gap = clean.BREAK.search(text, position)
        end = gap.start() if gap else len(text)
        if text[position:end].strip():
            seen += 1
            yield position, text[position:end]
        position = gap.end() if gap else len(text)


def _from_head(article: Article) -> Iterator[Published]:
    """Yield what datelines, date lines and bylines print: full dates, then those whose year stands elsewhere in the head."""
    lines = list(_head(article))
    full: list[tuple[int, int, date | None]] = []
    yearless: list[tuple[int, int, int, int]] = []
    for zone in article.zones:
        if zone.kind in ("byline", "dateline") and lines and zone.start < lines[-1][0] + len(lines[-1][1]):
            printed = FULL_DATE.finditer(article.text, zone.start, zone.end)
            full.extend((*_trimmed(found), _printed(found)) for found in printed)
    for start, line in lines:
        if match := DATE_LINE.fullmatch(line) or BYLINE.fullmatch(line):
            first, last = _trimmed(match)
            full.append((start + first, start + last, _printed(match)))
        elif (match := DATELINE.match(line[:HEAD_LINE_LENGTH])) and _names_place(match["place"]):
            first, last = start + match.start("printed"), start + match.end("printed")
            if match["y_month"] or match["y_month2"]:
                yearless.append(
                    (
                        first,
                        last,
                        _month_number(match["y_month"] or match["y_month2"]),
                        _day_number(match["y_day"] or match["y_day2"]),
                    )
                )
            else:
                full.append((first, last, _printed(match, "s_" if match["s_year"] else "_")))
        elif opening := re.match(rf"\W*{YEARLESS_DATE}\s*:\s", line, re.IGNORECASE):
            month, day = opening["month"] or opening["month2"], opening["day"] or opening["day2"]
            yearless.append(
                (
                    start + opening.start(1 if opening["day"] else 3),
                    start + opening.end(2 if opening["day"] else 4),
                    _month_number(month),
                    _day_number(day),
                )
            )
    for first, last, day in sorted(
        full, key=lambda found: found[:2]
    ):  # what stands first is the page's, a later one may be a signature's
        yield _on_print(article, first, last, day)
    for first, last, month, number in yearless:
        years = {year for _, line in lines if (m := NUMBERED.match(line)) and (year := _year_beside(m, month))}
        printed_days = [day for _, line in lines for m in FULL_DATE.finditer(line) if (day := _printed(m))]
        years |= {day.year for day in printed_days if (day.month, day.day) == (month, number)}
        yield _on_print(article, first, last, _day(min(years), month, number) if len(years) == 1 else None)


def _year_beside(number: re.Match[str], month: int) -> int | None:
    """The year of a date that a release number of the same month, or one beside it, tells."""
    year, apart = int(number["year"]), (month - int(number["month"]) + 6) % 12 - 6
    return year + (int(number["month"]) + apart - 1) // 12 if abs(apart) <= 1 else None


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Where the date itself stands in a match of PRINTED_DATE with words around it."""
    groups = [
        name for name in ("day", "month", "year", "month2", "day2", "year2", "iso", "first", "second", "year3") if match[name]
    ]
    return min(match.start(name) for name in groups), max(match.end(name) for name in groups)


def _names_place(words: str) -> bool:
    """Whether a dateline's first word stands in capitals, as a place does there."""
    first = re.search(r"[^\W\d_]{2,}", words)
    return bool(first) and first[0].isupper()  # type: ignore[index]


def _from_address(article: Article) -> Published | None:
    for address in (article.url, article.uri):
        if not address or "://" not in address:
            continue
        for match in ADDRESS_DATE.finditer(address):
            month = int(match[3]) if match[3].isdecimal() else _month_number(match[3])
            if day := _day(int(match[1]), month, int(match[4])):
                return Published(day.isoformat(), "day", match[0], None, "url")
    return None


def _from_text(article: Article) -> Published | None:
    """A full date that the text itself ties to today, or to its publication."""
    match = TIED_DATE.search(article.text)
    return _on_print(article, *_trimmed(match), _printed(match)) if match else None


# --- reading one expression ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What fixes an expression from outside: the day it counts from, the last event time told, and the tense of its verb."""

    anchor: date | None
    kind: Anchor
    last: Meaning | None
    direction: Callable[[], Direction]

    @property
    def before(self) -> Days | None:
        """The days of the last event time of this or the previous sentence."""
        return Time(self.last.value).days if self.last else None


Reader = Callable[[re.Match[str], Surroundings], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression, its pattern, and what reads it. A reader gives None for words that are no time after all."""

    name: str
    pattern: str
    read: Reader
    sure: bool = True  # False: only where the surroundings do not speak against it


def _part_of_night(words: str | None) -> bool:
    return bool(words) and "night" in words.casefold() and words.casefold() != "midnight"  # type: ignore[union-attr]


def _by_part(day: date, part: str | None, anchor: Anchor | None) -> Meaning:
    """A night is two dates; a morning is its day."""
    if part and _part_of_night(part):
        return _between(day, day + timedelta(1), anchor)
    return _on(day, anchor)


def _choose(
    candidates: Iterable[date | None],
    around: Surroundings,
    last_day: Callable[[date], date] = lambda day: day,
    *,
    stale: bool = False,
) -> date | None:
    """The candidate that the tense points to: the latest not after the anchor, the next one from it, or the nearest."""
    anchor, direction = around.anchor, around.direction()
    if anchor is None:
        return None
    days = sorted(day for day in candidates if day)
    past, future = [day for day in days if day <= anchor], [day for day in days if last_day(day) >= anchor]
    aged = stale and bool(past and future) and (anchor - past[-1]).days > STALE_DAYS and (future[0] - anchor).days < SOON_DAYS
    if direction == "past" and past and not aged:
        return past[-1]
    if direction == "future" and future:
        return future[0]
    return min(days, key=lambda day: (abs((day - anchor).days), day), default=None)


def _year_of(words: str | None, around: Surroundings) -> int | None:
    """The year that words name: a number, or "last year" counted from the anchor."""
    if not words:
        return None
    if digits := re.search(r"\d{4}", words):
        return int(digits[0])
    if around.anchor is None:
        return None
    folded = words.casefold()
    step = -1 if "last" in folded else 1 if "next" in folded else 0
    return around.anchor.year + step


def _anchor_if(relative: bool, around: Surroundings) -> Anchor | None:
    return around.kind if relative else None


def _told(match: re.Match[str], *names: str) -> str:
    """The first of these groups that took part in the match, in lower case, without an article; else nothing."""
    groups = match.groupdict()
    words = next((groups[name] for name in names if groups.get(name)), "")
    return re.sub(r"^the\s+|['’]$", "", words.casefold())


def _dated(match: re.Match[str]) -> bool:
    """Whether a match names its year in digits: it is then absolute."""
    return any(letter.isdecimal() for letter in _told(match, "year"))


def read_iso(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    day = _day(*(int(number) for number in match["iso"].split("-")))
    if day is None:
        return None
    return Meaning(f"{match['iso']}T{match['clock']}", "minute", None, True) if _told(match, "clock") else _on(day)


def read_numeric(match: re.Match[str], around: Surroundings) -> Meaning | None:
    first, second, year = int(match["first"]), int(match["second"]), _told(match, "year")
    if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return None
    if len(year) == 2:
        # Two digits are believed as a year only where one reading alone lies near the anchor: else 7/8/07 could be three days.
        candidates = {day for day in (_day(_year_number(year), a, b) for a, b in ((first, second), (second, first))) if day}
        near = [day for day in candidates if around.anchor and abs((day - around.anchor).days) <= NEAR_DAYS]
        return _on(near[0], around.kind) if len(near) == 1 else VAGUE_DATE
    day = _numeric(first, second, int(year))
    return _on(day) if day else VAGUE_DATE


def read_days(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """12-15 March; March 12-15, 2031."""
    month, first, last = _month_number(match["month"]), _day_number(match["day"]), _day_number(match["day2"])
    year = _year_of(_told(match, "year"), around)
    if last <= first:
        return None
    joined = match["to"].strip().casefold()
    if joined == "and" and last != first + 1 and not match[0].casefold().startswith("between"):
        return VAGUE_DATE  # two days, and not those between
    anchor: Anchor | None = None
    if year is None:
        start = _choose((_day(y, month, first) for y in _years_near(around)), around, stale=True)
        if start is None:
            return VAGUE_DATE
        year, anchor = start.year, around.kind
    start, end = _day(year, month, first), _day(year, month, last)
    return _between(start, end, anchor) if start and end else None


def _years_near(around: Surroundings) -> range:
    return range(around.anchor.year - 1, around.anchor.year + 2) if around.anchor else range(0)


def read_date(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """3 May 2029, Saturday, May 3, the night of 3 May."""
    month, number = _month_number(match["month"]), _day_number(match["day"])
    part = _told(match, "part", "part2")
    if _told(match, "year"):
        day = _day(_year_number(_told(match, "year")), month, number)
        return _by_part(day, part, None) if day else None
    if (month == 2 and number > 29) or number > monthrange(2000, month)[1]:
        return None
    day = _choose((_day(year, month, number) for year in _years_near(around)), around, stale=True)
    return _by_part(day, part, around.kind) if day else VAGUE_DATE


def read_weekday(match: re.Match[str], around: Surroundings) -> Meaning | None:
    relative = _told(match, "relative")
    if _told(match, "plural") or relative in ("every", "each"):
        return VAGUE
    anchor, number = around.anchor, _weekday_number(match["weekday"])
    part = _told(match, "part", "part2")
    if relative in ("following", "previous", "preceding", "that"):
        before = around.before
        if before is None:
            return VAGUE_DATE
        step = 1 if relative == "following" else -1
        base = before[1] if step > 0 else before[0]
        if relative == "that":
            base = base + timedelta(1)
        return _by_part(_weekday_from(base, number, step), part, "text")
    if anchor is None:
        return VAGUE_DATE
    if _told(match, "week"):
        weeks = {"last": -1, "this": 0, "next": 1}[_told(match, "week")]
        return _by_part(_monday(anchor) + timedelta(7 * weeks + number), part, around.kind)
    if relative in ("last", "past", "this past"):
        return _by_part(_weekday_from(anchor, number, -1), part, around.kind)
    if relative in ("next", "coming", "this coming"):
        return _by_part(_weekday_from(anchor, number, 1), part, around.kind)
    if relative == "this":
        return _by_part(_monday(anchor) + timedelta(number), part, around.kind)
    if anchor.weekday() == number:
        return _by_part(anchor, part, around.kind)
    step = 1 if around.direction() in ("future", "intended") else -1
    return _by_part(_weekday_from(anchor, number, step), part, around.kind)


def _weekday_from(day: date, number: int, step: int) -> date:
    """The nearest such weekday strictly after (`step` 1) or before (-1) a day."""
    distance = (number - day.weekday()) % 7 if step > 0 else (day.weekday() - number) % 7
    return day + timedelta(step * (distance or 7))


def read_month(match: re.Match[str], around: Surroundings) -> Meaning | None:
    month, year = _month_number(match["month"]), _year_of(_told(match, "year"), around)
    anchor, relative = around.anchor, _told(match, "relative")
    told = _dated(match)
    if year is None:
        if anchor is None:
            return VAGUE_DATE
        starts = [date(y, month, 1) for y in _years_near(around)]
        now = anchor.replace(day=1)
        if relative in ("last", "past", "this past", "previous", "preceding"):
            first = max(day for day in starts if day < now)
        elif relative in ("next", "coming", "this coming", "following"):
            first = min(day for day in starts if day > now)
        elif relative == "this":
            first = date(anchor.year, month, 1)
        else:
            chosen = _choose(
                starts, around, lambda day: _part_of_month(day.year, day.month, _told(match, "stretch", "edge"), None)[1]
            )
            assert chosen is not None
            first = chosen
        year = first.year
    if not _told(match, "stretch", "edge"):
        return _in_month(year, month, _anchor_if(not told, around))
    first, last = _part_of_month(year, month, _told(match, "stretch", "edge"), anchor)
    if (first, last) == (date(year, month, 1), _month_end(year, month)):
        return _in_month(year, month, _anchor_if(not told, around))
    return _between(first, last, _anchor_if(not told, around))


def _part_of_month(year: int, month: int, words: str, anchor: date | None) -> Days:
    """The days of a month that "early", "mid", "the end of" name; "earlier in" runs up to the day before the anchor."""
    first, last = date(year, month, 1), _month_end(year, month)
    if words == "earlier":
        return first, anchor - timedelta(1) if anchor and first < anchor <= last else last
    if words == "later":
        return anchor + timedelta(1) if anchor and first <= anchor < last else first, last
    if words == "early" or "beginning" in words or "start" in words:
        return first, first.replace(day=EARLY_UNTIL)
    if words in ("mid", "middle") or "middle" in words:
        return first.replace(day=EARLY_UNTIL + 1), first.replace(day=MID_UNTIL)
    if words:
        return first.replace(day=MID_UNTIL + 1), last
    return first, last


def read_today(match: re.Match[str], around: Surroundings) -> Meaning | None:
    anchor = around.anchor
    if anchor is None:
        return VAGUE_DATE
    words = re.sub(r"\s+", " ", match["named"].casefold())
    one = timedelta(1)
    if words in ("overnight", "last night"):
        return _between(anchor - one, anchor, around.kind)
    if words in ("tonight", "this night"):
        return _between(anchor, anchor + one, around.kind)
    if words == "the night before last":
        return _between(anchor - 2 * one, anchor - one, around.kind)
    steps = {
        "today": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "last evening": -1,
    }
    day = anchor + timedelta(steps.get(words, 0))
    return _by_part(day, _told(match, "part", "part2"), around.kind)


def read_calendar(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """Last week, earlier this month, the end of next year: units of the calendar beside the anchor's own."""
    anchor, unit = around.anchor, _told(match, "unit")
    relative = _told(match, "relative") or "this"
    if relative in ("following", "previous", "preceding", "coming", "past", "this past", "this coming"):
        return None
    if anchor is None:
        return VAGUE_DATE
    step = {"last": -1, "this": 0, "next": 1}[relative]
    part = _told(match, "stretch", "edge")
    if unit == "weekend":
        return _weekend(anchor, _told(match, "relative"), around)
    days = _unit_days(anchor, unit, step)
    if days is None:
        return VAGUE_DATE
    first, last = days
    if part == "earlier" and first < anchor <= last:
        return _between(first, anchor - timedelta(1), around.kind)
    if part == "later" and first <= anchor < last:
        return _between(anchor + timedelta(1), last, around.kind)
    if unit == "week":
        if step == 0 and around.direction() != "future":
            last = anchor
        return _between(first, last, around.kind, "week")
    if unit == "month":
        first, last = _part_of_month(first.year, first.month, _told(match, "stretch", "edge"), anchor)
        whole = first.day == 1 and last == _month_end(last.year, last.month)
        return _in_month(first.year, first.month, around.kind) if whole else _between(first, last, around.kind)
    if unit == "year":
        return _in_year(first.year, around.kind)
    return _between(first, last, around.kind)


def _unit_days(anchor: date, unit: str, step: int) -> Days | None:
    """First and last day of the calendar's week, month, quarter, year, decade or century so many steps from the anchor's."""
    if unit == "week":
        first = _monday(anchor) + timedelta(7 * step)
        return first, first + timedelta(6)
    if unit == "month":
        month = _months_on(anchor.replace(day=1), step)
        return (month, _month_end(month.year, month.month)) if month else None
    if unit == "quarter":
        month = _months_on(date(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return _season(month.year, month.month) if month else None
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    year = anchor.year // years * years + step * years
    return date(year, 1, 1), date(year + years - 1, 12, 31)


def _weekend(anchor: date, relative: str | None, around: Surroundings) -> Meaning:
    """Saturday and Sunday: of last, this or next week; "the weekend" by tense, the running one included."""
    saturday = _monday(anchor) + timedelta(5)
    if relative and relative.casefold() == "next":
        saturday += timedelta(7)
    elif (relative and relative.casefold() == "last") or (saturday > anchor and around.direction() == "past"):
        saturday -= timedelta(7)
    return _between(saturday, saturday + timedelta(1), around.kind)


def read_period(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """The last six months, the next two years: from the anchor back or ahead. A count that is not given makes no period."""
    anchor, relative = around.anchor, _told(match, "relative")
    count = _number(_told(match, "count")) if _told(match, "count") else 1 if not _told(match, "unit").endswith("s") else None
    if relative in ("following", "previous", "preceding") or count is None or anchor is None or count > LONGEST_COUNT:
        return VAGUE
    back = relative in ("last", "past")
    edge = _shifted(anchor, -count if back else count, _told(match, "unit"))
    if edge is None:
        return VAGUE
    meaning = _between(edge, anchor, around.kind) if back else _between(anchor, edge, around.kind)
    return replace(meaning, when=False)


def _shifted(day: date, count: int, unit: str) -> date | None:
    """A day so many units on (or back); None for units shorter than a day and beyond the calendar."""
    folded = unit.casefold().rstrip("s")
    try:
        if folded in ("day", "night"):
            return day + timedelta(count)
        if folded in ("week", "fortnight", "weekend"):
            return day + timedelta(count * (14 if folded == "fortnight" else 7))
    except OverflowError:
        return None
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "centurie": 1200}.get(folded)
    return _months_on(day, count * months) if months else None


def _moved(first: date, base: Precision, count: int, unit: str, anchor: Anchor) -> Meaning:
    """A time so many units from a day, no more precise than the unit or the time it is counted from."""
    folded = unit.casefold().rstrip("s")
    day = _shifted(first, count, unit)
    if day is None:
        return VAGUE_DATE
    fine = base in ("minute", "day", "interval")
    if folded in ("day", "night"):
        return (_by_part(day, folded, anchor)) if fine else VAGUE_DATE
    if folded in ("week", "fortnight"):
        monday = _monday(day)
        return _between(monday, monday + timedelta(6), anchor, "week") if fine or base == "week" else VAGUE_DATE
    if folded in ("month", "quarter"):
        return _in_month(day.year, day.month, anchor) if base != "year" else VAGUE_DATE
    if folded == "year":
        return _in_year(day.year, anchor)
    return VAGUE_DATE


def read_ago(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """Ten days ago, two weeks from now: counted from the anchor. "About two years ago" fixes nothing."""
    count = _number(_told(match, "count"))
    if _told(match, "about") or count is None or around.anchor is None or count > LONGEST_COUNT:
        return VAGUE_DATE
    step = -1 if match["way"].casefold() in ("ago", "back") else 1
    return _moved(around.anchor, "day", step * count, _told(match, "unit"), around.kind)


def read_offset(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """Two days earlier, 10 months later: counted from the last event time, never from the anchor."""
    count, before = _number(_told(match, "count")), around.before
    if _told(match, "about") or count is None or before is None or around.last is None or count > LONGEST_COUNT:
        return VAGUE_DATE
    step = -1 if match["way"].casefold() in ("earlier", "before", "previously", "prior") else 1
    return _moved(before[0], around.last.precision, step * count, _told(match, "unit"), "text")


def read_neighbour(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """The following day, the previous year, the day before, that night."""
    before, last = around.before, around.last
    if before is None or last is None:
        return VAGUE_DATE
    words, unit = re.sub(r"\s+", " ", match[0].casefold()), _told(match, "unit")
    step = 1 if re.search(r"following|next|after|later", words.removeprefix("later ")) else 0
    step = step or (-1 if re.search(r"previous|preceding|before|earlier", words.removeprefix("earlier ")) else 0)
    if unit in ("week", "month", "quarter", "year", "decade"):
        if (unit == "month" and last.precision == "year") or unit in ("quarter", "decade"):
            return VAGUE_DATE
        if unit == "week" and last.precision not in ("day", "minute", "week"):
            return VAGUE_DATE
        days = _unit_days(before[0], unit, step)
        assert days is not None
        if unit == "week":
            return _between(*days, "text", "week")
        return _in_month(days[0].year, days[0].month, "text") if unit == "month" else _in_year(days[0].year, "text")
    if (before[1] - before[0]).days > 1:
        return VAGUE_DATE
    return _by_part(before[0] + timedelta(step), unit, "text")


def read_decade(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    first = _year_number(re.sub(r"\D", "", match["decade"]))
    return _between(date(first, 1, 1), date(first + 9, 12, 31))


def read_century(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    words = match["century"].casefold()
    number = CENTURIES.get(words) or int(re.sub(r"\D", "", words) or 0)
    if not 1 < number < 30:
        return VAGUE_DATE
    return _between(date(number * 100 - 100, 1, 1), date(number * 100 - 1, 12, 31))


def read_quarter(match: re.Match[str], around: Surroundings) -> Meaning | None:
    """The first quarter of 2009, the second half of last year; without a year, the one that the tense points to."""
    words = match["ordinal"].casefold()
    half = "half" in _told(match, "unit")
    number = int(words[1]) if words[0] == "q" else ORDINALS[words]
    number = 2 if half and words in ("final", "last") else number
    length = 6 if half else 3
    if number * length > 12:
        return VAGUE_DATE
    month, year = (number - 1) * length + 1, _year_of(_told(match, "year"), around)
    told = _dated(match)
    if year is None:
        if around.anchor is None:
            return VAGUE_DATE
        chosen = _choose((date(y, month, 1) for y in _years_near(around)), around)
        assert chosen is not None
        year = chosen.year
    return _between(date(year, month, 1), _month_end(year, month + length - 1), _anchor_if(not told, around))


def read_season(match: re.Match[str], around: Surroundings) -> Meaning | None:
    month, year, anchor = SEASONS[match["season"].casefold()], _year_of(_told(match, "year"), around), around.anchor
    relative = _told(match, "relative")
    if year is not None:
        return _between(*_season(year, month), _anchor_if(not _dated(match), around))
    if relative in ("following", "previous", "preceding"):
        return VAGUE_DATE
    if anchor is None:
        return VAGUE_DATE
    seasons = [_season(y, month) for y in _years_near(around)]
    if relative in ("last", "past", "this past"):
        first = max(days[0] for days in seasons if days[1] < anchor)
    elif relative in ("next", "coming", "this coming"):
        first = min(days[0] for days in seasons if days[0] > anchor)
    elif relative == "this":
        first = date(anchor.year, month, 1)
    else:
        chosen = _choose((days[0] for days in seasons), around, lambda day: _season(day.year, day.month)[1])
        assert chosen is not None
        first = chosen
    return _between(*_season(first.year, month), around.kind)


def read_holiday(match: re.Match[str], around: Surroundings) -> Meaning | None:
    named = re.sub(r"\s+", " ", match["holiday"].casefold()).replace("’", "'")
    feast = HOLIDAYS[named]
    year = _year_of(_told(match, "year"), around)
    if feast is None:
        return VAGUE_DATE
    if year is not None and _told(match, "year"):
        return _on(date(year, *feast), _anchor_if(not _dated(match), around))
    relative = _told(match, "relative")
    if around.anchor is None:
        return VAGUE_DATE
    days = [date(y, *feast) for y in _years_near(around)]
    if relative in ("last", "this past"):
        return _on(max(day for day in days if day < around.anchor), around.kind)
    if relative in ("next", "this coming"):
        return _on(min(day for day in days if day > around.anchor), around.kind)
    if relative == "this":
        return _on(date(around.anchor.year, *feast), around.kind)
    if around.direction() == "unknown":
        return _on(max(day for day in days if day <= around.anchor), around.kind)
    day = _choose(days, around)
    return _on(day, around.kind) if day else VAGUE_DATE


def read_years(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    """2013-15, 2003-2007."""
    first, words = int(match["first"]), match["last"]
    last = int(words) if len(words) == 4 else int(match["first"][:2] + words)
    return _between(date(first, 1, 1), date(last, 12, 31)) if first < last < LATEST_YEAR else None


def read_year(match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return _in_year(int(_told(match, "year")))


def read_clock(_match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return VAGUE_DATE


def read_vague(_match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return VAGUE


def read_vague_date(_match: re.Match[str], _around: Surroundings) -> Meaning | None:
    return VAGUE_DATE


# --- the grammar ---------------------------------------------------------------------------------------------------------

YEAR_OF_DATELINE = r"\d\d(?=\s*(?:--|\())"
OF_YEAR = rf"(?P<year>{YEAR}|(?:last|this|next)\s+year)"
OF_PART = (
    rf"(?:(?:{STRETCH}\s+(?:(?:on|in)\s+)?)?(?:the\s+)?(?:{STRETCH}\s+)?(?P<part>{PART})\s+(?:of|on)\s+"
    rf"|{STRETCH}\s+(?:on\s+)?)?"
)
PART_AFTER = rf"(?:\s+(?:early\s+|late\s+)?(?:in\s+the\s+)?(?P<part2>{PART}))?"

RULES: tuple[Rule, ...] = (
    Rule(
        "iso", r"(?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d)(?:[T\s](?P<clock>[0-2]\d:[0-5]\d)(?::\d\d)?Z?)?(?![\d-])", read_iso
    ),
    Rule(
        "numeric",
        r"(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})[/.](?P<year>(?:19|20)\d\d|(?<=/)\d\d)(?![\d/]|\.\d)",
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
        rf"{OF_PART}(?:(?:{WEEKDAY}),?\s+)?(?:the\s+(?=\d+[a-z]))?(?P<day>{DAY})(?:\s+of)?[\s-]+(?P<month>{MONTH})"
        rf"(?:,?(?:\s+of)?[\s-]+(?P<year>{YEAR}|{YEAR_OF_DATELINE}))?{PART_AFTER}",
        read_date,
    ),
    Rule(
        "date_after",
        rf"{OF_PART}(?:(?:{WEEKDAY}),?\s+(?:the\s+)?)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY})(?![:.]\d|,\d)"
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
        rf"|{_either(CENTURIES)})[\s-]century(?!\w)",
        read_century,
    ),
    Rule(
        "quarter",
        rf"(?:the\s+)?(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[\s-]+(?:fiscal\s+)?"
        rf"(?P<unit>quarter)(?!\w)(?:\s+(?:of\s+)?{OF_YEAR})?",
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
    Rule(
        "holiday",
        rf"(?:(?P<relative>last|next|this)\s+)?(?P<holiday>{_either(HOLIDAYS)})(?!\w)(?:,?\s+{OF_YEAR})?",
        read_holiday,
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
        r"(?:(?:once|twice|\w+\s+times)\s+an?|per)\s+(?:second|minute|hour|day|night|week|month|year)(?!\w)",
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


GRAMMAR = _all_of(RULES)
PATTERNS = tuple(re.compile(_plain(rule.pattern), re.IGNORECASE | re.MULTILINE) for rule in RULES)


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
AGED = re.compile(r"[\s-]+olds?\b|\s+of\s+age\b|[\s-]+sentences?\b", re.IGNORECASE)


# --- the expressions of a text -------------------------------------------------------------------------------------------


def timexes(doc: Doc) -> tuple[Timex, ...]:
    """Every time expression of a parsed article, in order, with what it means.

    Relative ones count from the article's date of publication, offsets from the last event time of the same or the previous
    sentence, and those inside a quotation from the time it was spoken, where that is told. Durations, sets and vague times
    are found too, and stay unresolved. Its article's `published` must have been resolved before: see `published`.
    """
    article = article_of(doc)
    found = []
    for start, end, meaning in _Reading(doc).meanings():
        span = view_of(doc).span(start, end)
        found.append(Timex(identify("t", article.id, span.start, span.end), article.id, span, meaning.time(span.exact)))
    return tuple(found)


def _expressions(doc: Doc) -> Iterator[Expression]:
    """Yield what the rules find, and what the parser alone calls a time, without overlaps, in order."""
    text = view_of(doc).text
    taken: list[tuple[int, int]] = []
    found: list[Expression] = []
    position = 0
    while match := GRAMMAR.search(text, position):
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
        ):
            found.append(Expression(entity.start_char, entity.end_char, None, None))
    yield from sorted(found, key=lambda expression: (expression.start, expression.end))


LEFT_OVER = re.compile(
    rf"\b(?:{UNIT}|{PART}|{MONTH}|{WEEKDAY}|spring|summer|autumn|winter|{YEAR}|noon|midnight|today|weekdays?"
    rf"|season|eras?|period|time|annual|eve)\b",
    re.IGNORECASE,
)


def _slice(doc: Doc, start: int, end: int) -> Slice:
    """The tokens that a stretch of the view touches. (`Doc.char_span` would build the whole text each time.)"""
    offsets: list[int] | None = doc.user_data.get("offsets")
    if offsets is None:
        offsets = doc.user_data["offsets"] = doc.to_array("IDX").tolist()
    first = max(0, bisect_right(offsets, start) - 1)
    return doc[first : max(first + 1, bisect_right(offsets, end - 1))]


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
    if name in ("month", "weekday", "date", "date_after") and _in_a_name(doc, expression, before):
        return False
    if name == "month":
        month = match["month"]
        if month.rstrip(".").casefold() in ALSO_WORDS and not month[0].isupper():
            return False
        bare = not _told(match, "year", "stretch", "edge", "relative")
        if bare and month.rstrip(".").casefold() in ALSO_WORDS:
            token = _slice(doc, start, end)[0]
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
        dated = any(token.ent_type_ in ("DATE", "TIME") for token in _slice(doc, start, end))
        return weekday[0].isupper() and dated and not weekday.isupper()
    if name == "year":
        return len(words) > 4 or _is_year(doc, start, end, before)
    if name == "years":
        return before in BEFORE_YEAR or any(token.ent_type_ == "DATE" for token in _slice(doc, start, end))
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
        if _told(match, "year", "relative"):
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
            unit = _told(match, "unit")
            if unit in ("second", "quarter", "quarters"):
                return False
            return not (unit == "seconds" and _told(match, "count") in ("a", "an"))
        return True
    if name == "daily":
        return not (words[0].isupper() and not words.isupper() and text[end : end + 2].strip()[:1].isupper())
    if name == "holiday":
        return match["holiday"][0].isupper()
    if name == "part":
        return before in BEFORE_TIME or before == "at" or words.casefold().startswith("the ")
    return True


def _is_year(doc: Doc, start: int, end: int, before: str) -> bool:
    slice_ = _slice(doc, start, end)
    token = slice_[-1]
    if not EARLIEST_YEAR <= int(re.sub(r"\D", "", token.text)[:4] or 0) < LATEST_YEAR:
        return False
    if token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i > token.i and token.ent_type_ != "DATE":
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


def _in_a_name(doc: Doc, expression: Expression, before: str) -> bool:
    """October 7 Brigade, The Sunday Times, Theresa May."""
    text = view_of(doc).text
    words = text[expression.start : expression.end]
    after = NAME_HEADS.match(text, expression.end)
    if after and after[0].strip()[0].isupper() and before not in NOT_A_NAME and words[:1].isalnum():
        return not (expression.is_a("weekday") and before != "the")
    slice_ = _slice(doc, expression.start, expression.end)
    if words.isupper():
        return False
    for token in (slice_[0], slice_[-1]):
        if token.ent_type_ in OTHER_NAMES:
            first, last = slice_[0].i, slice_[-1].i
            joined_before = first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].pos_ == "PROPN"
            joined_after = last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].pos_ == "PROPN"
            return joined_before or joined_after
    return False


class _Reading:
    """One pass over the expressions of a Doc: it remembers the last event time told, which later ones may count from."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = view_of(doc).text
        self.expressions = list(_expressions(doc))
        self.sentences = [sent.start_char for sent in doc.sents]
        self.quotations = quotations_of(doc)
        given = article_of(doc).published
        days = given.time.days if given.precision in ("day", "minute") and _real(given) else None
        self.anchor = days[0] if days else None
        self.last: tuple[int, Meaning] | None = None  # the sentence it stood in, and what it meant

    def meanings(self) -> Iterator[tuple[int, int, Meaning]]:
        """Yield each expression, neighbours that make one time joined, with its meaning."""
        number = 0
        while number < len(self.expressions):
            expression = self.expressions[number]
            following = self.expressions[number + 1] if number + 1 < len(self.expressions) else None
            start, end, meaning, used = self._joined(expression, following)
            number += used
            if meaning is None:
                continue
            if (
                meaning.value
                and (since := SINCE.search(self.text, max(0, start - 12), start))
                and (until := self._since(since.start(), meaning))
            ):
                start, meaning = since.start(), until
            if meaning.value and meaning.when:
                self._remember(start, end, meaning)
            words = self.text[start:end]
            yield end - len(words.lstrip()), start + len(words.rstrip()), meaning

    def _remember(self, start: int, end: int, meaning: Meaning) -> None:
        """Keep an event time. The date in the head of the page is the reporter's, not an event's."""
        block = view_of(self.doc).blocks
        at = view_of(self.doc).block_at(start)
        if block and (block[at].kind in ("dateline", "byline", "credit") or end - start + 4 > block[at].end - block[at].start):
            return
        self.last = (self._sentence(start), meaning)

    def _sentence(self, offset: int) -> int:
        return bisect_right(self.sentences, offset) - 1

    def _joined(self, one: Expression, two: Expression | None) -> tuple[int, int, Meaning | None, int]:
        """The meaning of an expression, or of two that make one, with how many were used."""
        if two is None:
            return one.start, one.end, self._meaning(one), 1
        gap = self.text[one.end : two.start]
        if len(gap) > 40:
            return one.start, one.end, self._meaning(one), 1
        if one.is_a("clock", "noon") and two.is_a(*DAYLIKE) and FROM_CLOCK.fullmatch(gap):
            return one.start, two.end, _at_clock(self._meaning(two), one), 2
        if two.is_a("clock", "noon") and one.is_a(*DAYLIKE) and TO_CLOCK.fullmatch(gap):
            return one.start, two.end, _at_clock(self._meaning(one), two), 2
        opening = OPENS_RANGE.search(self.text, max(0, one.start - 16), one.start)
        if (dash := RANGE.fullmatch(gap)) and one.rule and two.rule:
            joint = dash[0].strip().casefold().removesuffix("the").strip()
            if (opening and ((opening["between"] and joint == "and") or (opening["from"] and joint != "and"))) or joint in (
                "-",
                "–",
                "—",
            ):
                last = self._meaning(two)
                first = self._meaning(one, two)
                if (
                    first
                    and last
                    and first.when
                    and last.when
                    and (days := Time(first.value).days)
                    and (until := Time(last.value).days)
                ):
                    anchor = first.anchor or last.anchor
                    if days[0] < until[1] and first.precision in ("day", "month", "year") and last.precision == first.precision:
                        return (opening.start() if opening else one.start), two.end, _between(days[0], until[1], anchor), 2
        return one.start, one.end, self._meaning(one, two if SHARED_YEAR.fullmatch(gap) else None), 1

    def _meaning(self, expression: Expression, sharing: Expression | None = None) -> Meaning | None:
        """What one expression means where it stands. `sharing` may lend it a year: "in May or June 2031"."""
        if expression.rule is None or expression.match is None:
            return VAGUE
        if expression.is_a("clock", "noon"):
            return self._bare_clock(expression)
        anchor, kind = self._anchor_at(expression)
        direction: Callable[[], Direction] = lambda: _direction(self.doc, expression.start, expression.end)  # noqa: E731
        if (
            sharing
            and sharing.match
            and expression.is_a(*YEARLESS)
            and sharing.is_a(*YEARLESS)
            and not _dated(expression.match)
            and _dated(sharing.match)
        ):
            lent = self._meaning(sharing)
            days = Time(lent.value).days if lent else None
            if days:
                meaning = expression.rule.read(expression.match, Surroundings(days[1], kind, None, lambda: "past"))
                return replace(meaning, anchor=None) if meaning else None
        last = self.last[1] if self.last and self._sentence(expression.start) - self.last[0] <= 1 else None
        return expression.rule.read(expression.match, Surroundings(anchor, kind, last, direction))

    def _bare_clock(self, expression: Expression) -> Meaning:
        """A time of day belongs to the day told last, in the same or the previous sentence."""
        if self.last and self._sentence(expression.start) - self.last[0] <= 1 and self.last[1].precision in ("day", "minute"):
            day = date.fromisoformat((self.last[1].value or "")[:10])
            return replace(_at_clock(_on(day, "text"), expression) or VAGUE_DATE)
        return VAGUE_DATE

    def _anchor_at(self, expression: Expression) -> tuple[date | None, Anchor]:
        """The day that a relative expression counts from: inside a quotation the day it was spoken, where the text tells it."""
        inside = next((q for q in self.quotations if q.start <= expression.start and expression.end <= q.end), None)
        if inside is None:
            return self.anchor, "published"
        sentence = self._sentence(inside.start)
        for other in self.expressions:
            if (
                other.rule is None
                or other.match is None
                or self._sentence(other.start) != sentence
                or inside.start <= other.start < inside.end
            ):
                continue
            slice_ = _slice(self.doc, other.start, other.end)
            verb = _verb_of(slice_.root)
            if verb is None or verb.lemma_.casefold() not in REPORTING:
                continue
            spoken = other.rule.read(other.match, Surroundings(self.anchor, "published", None, lambda: "past"))
            if spoken and spoken.when and spoken.value:
                days = Time(spoken.value).days
                return (days[0] if days and days[0] == days[1] else None), "text"
        return self.anchor, "published"

    def _since(self, start: int, meaning: Meaning) -> Meaning | None:
        """From then to the anchor, where the verb says that it lasts: has risen since January; but not the worst since 1997."""
        days = Time(meaning.value).days
        slice_ = _slice(self.doc, start, start + 5)
        if self.anchor is None or days is None or days[0] >= self.anchor:
            return None
        verb = _verb_of(slice_[0])
        if verb is None or not any(
            child.lower_ in ("has", "have", "'ve", "’ve", "'s") and child.dep_ in ("aux", "auxpass") for child in verb.children
        ):
            return None
        return replace(_between(days[0], self.anchor, "published"), when=False)


def _at_clock(day: Meaning | None, clock: Expression) -> Meaning | None:
    """A day with its time of day, to the minute; the day alone where the hour cannot be read or the day is none."""
    if day is None or clock.match is None or day.precision not in ("day", "interval") or day.value is None:
        return day
    first, _, second = day.value.partition("/")
    words = clock.match[0].casefold()
    hour, minute = 0, 0
    if words in ("noon", "midday"):
        hour = 12
    elif words == "midnight":
        return day  # the first minute of the day, or the last
    elif match := re.match(r"(\d{1,2})[:.](\d\d)|(\d\d)(\d\d)|(\d{1,2})", words):
        hour, minute = int(match[1] or match[3] or match[5]), int(match[2] or match[4] or 0)
        if half := re.search(r"\d\s*([ap])\.?\s?m", words):
            if hour > 12:
                return day
            hour = hour % 12 + (12 if half[1] == "p" else 0)
    # Of the two dates of a night, the hours after midnight belong to the second.
    return replace(day, value=f"{second if second and hour < 12 else first}T{hour:02}:{minute:02}", precision="minute")


# --- the verb that an expression belongs to ------------------------------------------------------------------------------


def _verb_of(token: Token) -> Token | None:
    """The nearest verb above a token, itself left out; None where it hangs on none."""
    while token.head != token:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _direction(doc: Doc, start: int, end: int) -> Direction:
    """Whether the verb that governs an expression tells of the past or of the future."""
    slice_ = _slice(doc, start, end)
    root = slice_.root
    if PLANNED_FOR.search(view_of(doc).text, max(0, start - 40), start):
        return "future"
    if (
        root.head.i >= slice_.end
        and root.head.pos_ in ("NOUN", "PROPN")
        and root.dep_ in ("compound", "nmod", "amod", "nummod")
    ):
        return "unknown"  # the 3 May election: the verb tells nothing of it
    verb = _verb_of(root)
    if verb is None:  # capitals hide verbs from the parser: a word that looks ahead is then all there is to go by
        before = view_of(doc).text[max(slice_.sent.start_char, slice_.start_char - 80) : slice_.start_char]
        if AHEAD.search(before):
            return "future"
        return "past" if any(token.tag_ in ("VBD", "VBN") for token in slice_.sent) else "unknown"
    preposition = root.head.lower_ if root.head.pos_ == "ADP" else ""
    seen = 0
    while verb is not None and seen < 4:
        tense = _tense(verb, preposition, zone_of(root) == "headline")
        if tense != "unknown":
            return tense
        verb, seen = _verb_of(verb), seen + 1
    return "unknown"


def _tense(verb: Token, preposition: str, headline: bool) -> Direction:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    planned = verb.lemma_.casefold() in PLANNED or any(
        child.dep_ in ("acomp", "attr") and child.lower_ in ("due", "set", "likely") for child in verb.children
    )
    if any(child.tag_ == "MD" for child in auxiliaries):
        return "past" if words & {"have", "'ve", "’ve"} else "future"
    if "to" in words:
        matrix = _verb_of(verb)
        told = matrix is not None and matrix.tag_ in ("VBD", "VBN") and matrix.lemma_ not in ("go", "be")
        return "past" if words & {"have"} else "intended" if told else "future"
    if planned and (
        preposition in ("for", "on", "by", "in", "until", "")
        and (words & {"is", "are", "'s", "be"} or preposition == "for" or verb.lower_ in ("is", "are"))
    ):
        return "future"
    if words & {"did", "was", "were", "had", "has", "have", "'ve", "’ve", "been"} or verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or words & {"is", "are", "am", "'re", "’re"}:
        if headline:
            return "past"
        return "future" if preposition in ("on", "until", "by", "") or verb.tag_ == "VBG" else "unknown"
    return "unknown"


# --- the time of a trigger -----------------------------------------------------------------------------------------------


def time_at(token: Token, timexes: Sequence[Timex]) -> Time | None:
    """The time that belongs to a word that tells of something: its own, its clause's, or its sentence's only one.

    A duration is no such time, and the time of saying is not the time of what is said. None where nothing says when.
    """
    own: list[tuple[int, int, int, Time]] = []
    clause: list[tuple[int, int, Time]] = []
    whole: list[Time] = []
    verb = token if token.pos_ in ("VERB", "AUX") else _verb_of(token)
    above = {token.i, *(ancestor.i for ancestor in token.ancestors)}
    for root, time in _times_by_sentence(token.doc, timexes).get(token.sent.start, ()):
        distance = _steps_up(root, token)
        if distance is not None:
            own.append((distance, abs(root.i - token.i), root.i, time))
            continue
        governor = _verb_of(root)
        if governor is None:
            whole.append(time)
        elif verb is not None and (governor == verb or _coordinated(governor, verb) or _accompanies(governor, verb)):
            clause.append((abs(root.i - token.i), root.i, time))
        elif (governor.i in above and governor.lemma_.casefold() not in REPORTING) or (
            governor.dep_ == "ROOT" and verb is None
        ):
            whole.append(time)
    if own:
        return min(own, key=lambda found: found[:3])[-1]
    if clause:
        return min(clause, key=lambda found: found[:2])[-1]
    return whole[0] if len(whole) == 1 else None


def _steps_up(root: Token, token: Token) -> int | None:
    """How far a token stands above the root of an expression, with no other verb between; None if it does not."""
    steps, node = 0, root
    while node != token:
        if node.head == node or (node != root and node.pos_ in ("VERB", "AUX")):
            return None
        node, steps = node.head, steps + 1
    return steps


def _coordinated(one: Token, other: Token) -> bool:
    """Whether two verbs stand side by side: shot and killed on Friday."""
    return (one.dep_ == "conj" and one.head == other) or (other.dep_ == "conj" and other.head == one)


def _accompanies(one: Token, other: Token) -> bool:
    """Whether a participle tells what went with a verb: raided a house, detaining two men on Friday."""
    joined = one.tag_ == "VBG" and one.dep_ == "advcl" and one.head == other
    return joined and not any(child.dep_ == "mark" and child.lower_ != "while" for child in one.children)


def _times_by_sentence(doc: Doc, timexes: Sequence[Timex]) -> dict[int, list[tuple[Token, Time]]]:
    """The root token and time of each expression that says when, by the first token of its sentence; kept with the Doc."""
    kept = doc.user_data.get("times")
    if kept is not None and kept[0] is timexes:
        index: dict[int, list[tuple[Token, Time]]] = kept[1]
        return index
    view, index = view_of(doc), {}
    for timex in timexes:
        if timex.time.value is None and _is_duration(timex.span.exact):
            continue
        slice_ = _slice(doc, view.find(timex.span.start), view.find(timex.span.end - 1) + 1)
        if zone_of(slice_.root) in ABOUT_THE_REPORT:
            continue
        index.setdefault(slice_.sent.start, []).append((slice_.root, timex.time))
    doc.user_data["times"] = (timexes, index)
    return index


WHEN_WORDS = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY}|{PART}|{YEAR}|ago|earlier|later|before|after|today|yesterday|tomorrow|tonight"
    rf"|overnight|last|next|following|previous|that|same)\b|\d[:/]\d",
    re.IGNORECASE,
)


def _is_duration(words: str) -> bool:
    """Whether unresolved words say how long or how often, not when."""
    return not WHEN_WORDS.search(words)
