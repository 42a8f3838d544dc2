"""The words of the calendar and its arithmetic: months, weekdays, numbers in words, and what a stretch of days is written as.

Nothing here knows an article. A day that the calendar does not have is None, and an interval runs forward.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from accordingto.model import Anchor, Precision, Time

Days = tuple[date, date]  # first and last, both inclusive
DateOrder = Literal["day first", "month first"]  # of a date in numbers

CENTURY_PIVOT = 50  # two-digit years below it are 20xx, from it on 19xx: design, who-where-when.md

WEEK_STARTS = 0  # Monday, as date.weekday() counts
EARLIEST_YEAR, LATEST_YEAR = 1500, 2100  # a bare number outside is no year

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

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
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year's": (1, 1), "epiphany": (1, 6), "valentine's day": (2, 14),
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


def prefixed(pattern: str, prefix: str) -> str:
    """A pattern whose groups have other names, so that it can stand beside itself."""
    return pattern.replace("(?P<", f"(?P<{prefix}").replace("(?P=", f"(?P={prefix}")


def any_of(words: Iterable[str]) -> str:
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
    + any_of(word for word in NUMBER_WORDS if " " not in word)
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
    r"(?:\s*\((?:\d{4}|\d{1,2}(?:[:.]\d\d)?)\s*(?:[ap]\.?m\.?\s*)?(?:gmt|utc|local(?:\s+time)?)\))?"
    r"(?:\s+in\s+the\s+(?:morning|afternoon|evening)|\s+at\s+night)?"
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


def on(day: date, anchor: Anchor | None = None) -> Meaning:
    return Meaning(day.isoformat(), "day", anchor, True)


def in_month(year: int, month: int, anchor: Anchor | None = None) -> Meaning:
    return Meaning(f"{year:04}-{month:02}", "month", anchor, True)


def in_year(year: int, anchor: Anchor | None = None) -> Meaning:
    return Meaning(f"{year:04}", "year", anchor, True)


def between(first: date, last: date, anchor: Anchor | None = None, precision: Precision = "interval") -> Meaning:
    if last < first:
        return VAGUE_DATE
    if first == last:
        return on(first, anchor)
    return Meaning(f"{first.isoformat()}/{last.isoformat()}", precision, anchor, True)


def calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def months_on(day: date, months: int) -> date | None:
    """The same day so many months on (or the month's last day); None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    return day - timedelta((day.weekday() - WEEK_STARTS) % 7)


def season_days(year: int, first_month: int) -> Days:
    end = months_on(date(year, first_month, 1), 2)
    assert end is not None
    return date(year, first_month, 1), month_end(end.year, end.month)


def number_in(words: str | None) -> int | None:
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


def month_number(words: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(words.casefold().rstrip(".")[:3]))


def weekday_number(words: str) -> int:
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(words.casefold().rstrip(".")[:3]))


def day_number(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def year_number(words: str) -> int:
    """A printed year; two digits turn at the pivot."""
    year = int(words.lstrip("'’"))
    if len(words.lstrip("'’")) > 2:
        return year
    return year + (2000 if year < CENTURY_PIVOT else 1900)


def order_of(first: int, second: int) -> DateOrder | None:
    """The order of day and month in a date in numbers, where only one is possible."""
    if first > 12 >= second > 0:
        return "day first"
    return "month first" if second > 12 >= first > 0 else None


def either_order(first: int, second: int, year: int, order: DateOrder | None = None, weekday: int | None = None) -> date | None:
    """Day and month in either order, where only one is possible: by the calendar, a known order or the weekday (0: Monday)."""
    readings = {"day first": calendar_day(year, second, first), "month first": calendar_day(year, first, second)}
    days = {day for day in readings.values() if day}
    if order and (known := readings[order]):
        days = {known}
    if weekday is not None:
        days = {day for day in days if day.weekday() == weekday} or days
    return days.pop() if len(days) == 1 else None
