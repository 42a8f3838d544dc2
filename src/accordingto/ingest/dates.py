"""A given date of publication becomes a time with its precision, or stays in its own words.

A date is never completed or guessed: `03/04/2024` is two dates to two readers, so it is none. The clock of the machine
plays no part. A time of day is kept as the clock on the wall said it; its zone stays in the words.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from accordingto.model import Precision, Published

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST_DATE = 60  # characters; a longer wording is a sentence, and a sentence may hold several dates
EARLIEST_YEAR, LATEST_YEAR = 1600, 2199  # the first printed newspapers; and a bound against misread numbers
READING_ORDERS = ("DMY", "MDY", "YMD")  # a wording counts only if every habit of reading gives the same day
NO_CLOCK = datetime(2000, 1, 1)  # given so that nothing is ever read against today

_DAY = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})")
_CLOCK = re.compile(
    r"[T ]\s*(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?", re.I
)
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})")
_YEAR = re.compile(r"\d{4}")
_WEEK = re.compile(r"(\d{4})-?W(\d\d)")


@lru_cache(maxsize=65536)
def published(words: str, evidence: str) -> Published:
    """The date that words give, with where they stood. Words that give none are kept, unresolved."""
    value, precision = _iso(words.strip()) or _worded(words.strip()) or (None, "unresolved")
    return Published(value, precision, words, "published" if value else None, evidence)


def _iso(words: str) -> tuple[str, Precision] | None:
    first, slash, last = words.partition("/")
    if slash and (start := _DAY.fullmatch(first)) and (end := _DAY.fullmatch(last)):
        opening, closing = _day(start), _day(end)
        return (f"{opening}/{closing}", "interval") if opening and closing and opening <= closing else None
    if match := _DAY.match(words):
        return _moment(match, words[match.end() :])
    if (match := _MONTH.fullmatch(words)) and 1 <= int(match[2]) <= 12 and _sane(int(match[1])):
        return f"{match[1]}-{int(match[2]):02}", "month"
    if (match := _YEAR.fullmatch(words)) and _sane(int(words)):
        return words, "year"
    if (match := _WEEK.fullmatch(words)) and _sane(int(match[1])):
        return _week(int(match[1]), int(match[2]))
    return None


def _moment(match: re.Match[str], rest: str) -> tuple[str, Precision] | None:
    if not match["mark"] and len(match[0]) != 8:
        return None
    day = _day(match)
    if day is None or not rest.strip():
        return (day, "day") if day else None
    clock = _CLOCK.fullmatch(rest.rstrip())
    if clock is None:
        return None
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if hour > 23 or minute > 59:
        return None
    # A stamp of exactly midnight is what programs write when only the day is known.
    return (day, "day") if hour == minute == second == 0 else (f"{day}T{hour:02}:{minute:02}", "minute")


def _day(match: re.Match[str]) -> str | None:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return day.isoformat() if _sane(day.year) else None


def _week(year: int, week: int) -> tuple[str, Precision] | None:
    try:
        return f"{date.fromisocalendar(year, week, 1)}/{date.fromisocalendar(year, week, 7)}", "week"
    except ValueError:
        return None


def _worded(words: str) -> tuple[str, Precision] | None:
    """The one day, month or minute that every order of reading finds in a wording with a year of four digits."""
    if len(words) > LONGEST_DATE or not words.isascii():
        return None
    readings = {_reading(words, order) for order in READING_ORDERS}
    return readings.pop() if len(readings) == 1 else None


def _reading(words: str, order: str) -> tuple[str, Precision] | None:
    try:
        found = _parser(order).get_date_data(words)
    except (ValueError, OverflowError, RecursionError, TypeError, AttributeError, KeyError, IndexError):
        return None  # the parser stumbles over odd marks; words it cannot take are words that give no date
    moment: datetime | None = found.date_obj
    if moment is None or not _sane(moment.year) or not re.search(rf"(?<!\d){moment.year}(?!\d)", words):
        return None
    if found.period == "time" and (moment.hour, moment.minute, moment.second) != (0, 0, 0):
        return f"{moment:%Y-%m-%dT%H:%M}", "minute"
    if found.period in ("day", "time"):
        return f"{moment:%Y-%m-%d}", "day"
    return (f"{moment:%Y-%m}", "month") if found.period == "month" else None


@lru_cache(maxsize=len(READING_ORDERS))
def _parser(order: str) -> DateDataParser:
    from dateparser.date import DateDataParser  # slow to load, and most dates need only the forms above

    settings = {
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "RETURN_TIME_AS_PERIOD": True,
        "REQUIRE_PARTS": ["year", "month"],
        "PARSERS": ["absolute-time"],
        "RELATIVE_BASE": NO_CLOCK,
        "PREFER_DAY_OF_MONTH": "first",
    }
    return DateDataParser(languages=["en"], settings=settings)


def _sane(year: int) -> bool:
    return EARLIEST_YEAR <= year <= LATEST_YEAR
