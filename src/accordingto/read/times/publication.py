"""When an article was published, with the evidence: relative times count from here, so no date is taken on a guess.

What came with the article is believed first; then its head, its address, and a date that the text ties to "today". The newest
date of a text is never its date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from accordingto.model import Article, Published
from accordingto.read import clean
from accordingto.read.times.calendar import (
    DAY,
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTH,
    WEEKDAY,
    calendar_day,
    day_number,
    either_order,
    month_number,
    prefixed,
    year_number,
)

HEAD_LINES = 14  # lines in which a dateline is looked for: press releases open with up to ten lines of furniture
HEAD_LINE_LENGTH = 200  # characters of a line in which a dateline may end, an agency in brackets included

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
    rf"(?P<place>{PLACE_LINE}?)(?:(?:{WEEKDAY}),?\s+)?(?P<printed>{prefixed(PRINTED_DATE, '_')}"
    rf"|{prefixed(SHORT_YEAR_DATE, 's_')}|{prefixed(YEARLESS_DATE, 'y_')})"
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
    if given.value is not None and is_real(given):
        return given
    given = replace(given, value=None, precision="unresolved", words=given.words or given.value)
    doubtful: Published | None = given if given.words else None
    for found in (_from_words(given), *_from_head(article), _from_address(article), _from_text(article)):
        if found and found.value is not None:
            return found
        doubtful = doubtful or found
    return doubtful or given


def is_real(given: Published) -> bool:
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
        return calendar_day(*(int(number) for number in part["iso"].split("-")))
    if "first" in part:
        return either_order(int(part["first"]), int(part["second"]), int(part["year3"]))
    month, day, year = (part.get(name) or part.get(f"{name}2") for name in ("month", "day", "year"))
    if not (month and day and year):
        return None
    return calendar_day(year_number(year), month_number(month), day_number(day))


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
                        month_number(match["y_month"] or match["y_month2"]),
                        day_number(match["y_day"] or match["y_day2"]),
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
                    month_number(month),
                    day_number(day),
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
        yield _on_print(article, first, last, calendar_day(min(years), month, number) if len(years) == 1 else None)


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
            month = int(match[3]) if match[3].isdecimal() else month_number(match[3])
            if day := calendar_day(int(match[1]), month, int(match[4])):
                return Published(day.isoformat(), "day", match[0], None, "url")
    return None


def _from_text(article: Article) -> Published | None:
    """A full date that the text itself ties to today, or to its publication."""
    match = TIED_DATE.search(article.text)
    return _on_print(article, *_trimmed(match), _printed(match)) if match else None
