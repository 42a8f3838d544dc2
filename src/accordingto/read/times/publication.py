"""When an article was published, with the evidence: relative times count from here, so no date is taken on a guess.

What came with the article is believed first; then its head, its address, and a date that the text ties to "today" or to its
publication. The newest date of a text is never its date of publication: it only says before which day that cannot be. What the
other kinds of evidence say is looked at too. Where one agrees the date is surer, where one disagrees less sure, and the reason
says so.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from accordingto.model import Article, Confidence, Published, Time
from accordingto.read import clean
from accordingto.read.times.calendar import (
    DAY,
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    DateOrder,
    calendar_day,
    day_number,
    either_order,
    month_number,
    order_of,
    prefixed,
    weekday_number,
    year_number,
)

HEAD_LINES = 14  # lines in which a dateline is looked for: press releases open with up to ten lines of furniture
HEAD_LINE_LENGTH = 200  # characters of a line in which a dateline may end, an agency in brackets included
APART_DAYS = 1  # two kinds of evidence agree if they are no further apart: a dateline is of the day before, clocks have zones
TOLD_WITHIN = 160  # characters on either side of a date in which its sentence is looked for

PRINTED_TIME = (
    r"(?:,?\s*(?:at\s+)?\d{1,2}[:.h]?\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:hours|hrs|gmt|utc|est|edt|cet|bst|\([a-z]{2,4}\)))?)?"
)
PRINTED_DATE = (
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:(?P<day>{DAY})(?:\s+of)?[\s-]+(?P<month>{MONTH}),?[\s-]+(?P<year>(?:19|20)\d\d)(?!\d)"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>{DAY}),?\s+(?P<year2>(?:19|20)\d\d)(?!\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?:T[\d:.]+Z?)?"
    r"|(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year3>(?:19|20)\d\d)(?!\d))"
)
SHORT_YEAR_DATE = (
    rf"(?:(?P<day>{DAY})\s+(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>{DAY})),?\s+(?P<year>['’]?\d\d)(?![\d:/])"
)
YEARLESS_DATE = rf"(?:(?P<day>{DAY})\s+(?P<month>{MONTH})|(?P<month2>{MONTH})\s+(?P<day2>{DAY}))"
UPDATING = r"(?:(?:last\s+)?(?:updated|modified|edited))"
PUBLISHING = (
    rf"(?:(?:(?:first\s+)?(?:published|posted|issued|released|date|dated|filed)|date\s+of\s+publication|{UPDATING})"
    r"(?:\s+on)?\s*:?\s*)"
)
FULL_DATE = re.compile(rf"(?<![\w/.-]){PRINTED_DATE}", re.IGNORECASE)
DATE_LINE = re.compile(
    rf"\W*(?P<publishing>{PUBLISHING})?{PRINTED_DATE}{PRINTED_TIME}\W*"
    rf"(?:{UPDATING}(?:\s+on)?\s*:?\s*{prefixed(PRINTED_DATE, 'again_')}{PRINTED_TIME}\W*)?",
    re.IGNORECASE,
)
BYLINE = re.compile(rf"\s*(?:by|from)\s+\S.{{0,90}}?[\s,|(–—-]+{PRINTED_DATE}{PRINTED_TIME}\W*", re.IGNORECASE)
PLACE_LINE = r"\W*+(?:[^\W\d_][\w.'’/-]*+[,/()\s]++){1,8}"  # the place of a dateline: a few words, the first in capitals
DATELINE = re.compile(
    rf"(?P<place>{PLACE_LINE}?)(?:(?P<weekday>{WEEKDAY}),?\s+)?(?P<printed>{prefixed(PRINTED_DATE, '_')}"
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
# "A report published on 3 May" is another's: only the line that opens so, or this report speaking of itself, says when.
TIED_DATE = re.compile(
    rf"(?:\btoday,?\s*\(?(?:the\s+)?|^\W*(?:first\s+)?(?:published|posted)\s+(?:on\s+)?"
    rf"|\bthis\s+(?:article|report|story|item|piece|page)\s+was\s+(?:first\s+|originally\s+)?(?:published|posted)\s+(?:on\s+)?)"
    rf"{PRINTED_DATE}",
    re.IGNORECASE | re.MULTILINE,
)
TODAY_IS = re.compile(rf"\btoday,?\s*\(?\s*(?P<weekday>{WEEKDAY})\b|\b(?P<weekday2>{WEEKDAY}),?\s*\(?today\)?", re.IGNORECASE)
DATED_WEEKDAY = re.compile(rf"\b(?P<weekday>{WEEKDAY}),?\s+{YEARLESS_DATE}(?!\w|,?\s*\d)", re.IGNORECASE)
NUMERIC_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(?:19|20)\d\d(?!\d)")
FOUR_DIGITS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=\W*[A-Z])|[\r\n\u2028\u2029]")
# A sentence with a verb of the past and no word that looks ahead tells its date as gone by.
PAST_VERB = re.compile(
    r"\b(?:was|were|had|did|said|told|went|came|began|took|made|gave|fell|broke|left|lost|held|met|met|sank|shot|struck|fled"
    r"|won|led|sent|saw|found|became|rose|spoke|wrote|brought|caught|fought|stood|ran|blew|drove|flew|hit|(?!need|indeed|speed"
    r"|feed|seed|breed|exceed|proceed|succeed|naked|wicked|hundred|sacred|red|bed|led|shed|embed)[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
LOOKS_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|going\s+to|to\s+be|until|till|by|due|scheduled|slated|planned|expected|set"
    r"|upcoming|next|expires?|deadline|ahead|before|if|unless|from)\b|['’](?:ll|d)\b",
    re.IGNORECASE,
)

Kind = Literal["given", "guessed", "head", "other head", "updated", "address", "text"]
SAID: dict[Kind, str] = {
    "given": "it came with the article",
    "guessed": "the page's markup leaves it to be guessed",
    "head": "it is printed in the head of the article",
    "other head": "the head prints the day, and its year stands elsewhere in the head",
    "updated": "the head prints when it was last updated",
    "address": "it stands in the address",
    "text": "the text ties it to its own day",
}
SURE: frozenset[Kind] = frozenset(("given", "head"))  # of themselves; the others need a second kind that agrees
LEVELS: tuple[Confidence, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class _Printed:
    """The day that a printed date names, if only one, what speaks against it of itself, and how it was read."""

    day: date | None
    flaw: str | None = None
    note: str | None = None
    habit: bool = False  # read as other dates of its outlet are


@dataclass(frozen=True, slots=True)
class _Found:
    """A date of publication by one kind of evidence."""

    kind: Kind
    published: Published
    printed: _Printed = _Printed(None)

    @property
    def flaw(self) -> str | None:
        return self.printed.flaw

    @property
    def days(self) -> tuple[date, date] | None:
        return self.published.time.days


def published(article: Article, order: DateOrder | None = None) -> Published:
    """When the article was published, with the evidence: what came with it, its head, its address, or a date tied to "today".

    `order` is how its outlet writes dates in numbers, where that is known: see `date_orders`. Without it, a date that can be
    read two ways (03/04/2024) stays unresolved with its words, unless a weekday beside it tells. No other date of the text is
    taken. `confidence` is `high` for what came with the article or is printed in its head, `medium` for other kinds; a second
    kind that agrees raises it by one, each one that disagrees lowers it by one. `reason` says all that.
    """
    found = list(_by_kind(article, order))
    dated = [one for one in found if one.published.value is not None]
    if not dated:
        return _undated(article, found[0].published if found else None)
    first, others = dated[0], {one.kind: one for one in reversed(dated[1:])}
    level = 2 if first.kind in SURE and not first.printed.habit else 1
    said = [SAID[first.kind] + (f", {first.printed.note}" if first.printed.note else "")]
    against = [first.flaw] if first.flaw else []
    agreeing = []
    other_days: dict[str, list[str]] = {}  # who says each of them: a date is against another once, wherever it is repeated
    for kind, other in sorted(others.items(), key=lambda item: dated.index(item[1])):
        if {kind, first.kind} <= {"head", "other head", "updated"}:
            continue  # one head: a later date of it is an update, a signature or the date of something else
        if _apart(first, other) <= APART_DAYS:
            agreeing.append(WITNESS[kind])
        elif not other.flaw:
            other_days.setdefault(_words_of(other.published), []).append(WITNESS[kind])
    against.extend(f"{' and '.join(who)} {'say' if len(who) > 1 else 'says'} {day}" for day, who in other_days.items())
    against.extend(_against(article, first, set(other_days)))
    if agreeing:
        level, said = level + 1, [*said, f"{' and '.join(agreeing)} {'agree' if len(agreeing) > 1 else 'agrees'}"]
    confidence = LEVELS[max(0, min(level, 2) - len(against))]
    reason = "; ".join(said) + (f"; but {'; and '.join(against)}" if against else "")
    return replace(first.published, confidence=confidence, reason=reason)


WITNESS: dict[Kind, str] = {
    "given": "what came with it",
    "guessed": "the page's markup",
    "head": "its head",
    "other head": "its head",
    "updated": "its head",
    "address": "its address",
    "text": "its text",
}


def _by_kind(article: Article, order: DateOrder | None) -> Iterator[_Found]:
    """Yield what each kind of evidence gives, strongest first; those without a value keep words that might be a date."""
    given = article.published
    if given.value is not None and is_real(given):
        yield _Found("guessed" if given.evidence == "htmldate" else "given", given)
    elif words := given.words or given.value:
        given = replace(given, value=None, precision="unresolved", words=words)
        yield _from_words(given, order) or _Found("given", given)
    yield from _from_head(article, order)
    for other in (_from_address(article), _from_text(article, order)):
        if other:
            yield other


def _undated(article: Article, doubtful: Published | None) -> Published:
    """No date: with the words that might be one, and with what the newest date of the text leaves of the calendar."""
    kept = doubtful or Published()
    said = [reading] if (reading := _two_readings(kept.words)) else []
    newest = _newest_past(article)
    if newest:
        day, caption = newest
        said.append(
            f"not before {_worded(day)}, "
            + ("the newest date of a caption" if caption else "the newest date that its text tells as past")
        )
    return replace(kept, confidence=None, reason="; ".join(said) or None)


def _two_readings(words: str | None) -> str | None:
    match = DATE_LINE.fullmatch(words or "")
    if match is None or not match["first"]:
        return None
    first, second, year = int(match["first"]), int(match["second"]), int(match["year3"])
    days = sorted(day for day in (calendar_day(year, second, first), calendar_day(year, first, second)) if day)
    return f"{words} can be {' or '.join(_worded(day) for day in days)}" if len(days) == 2 else None


def is_real(given: Published) -> bool:
    """Whether the calendar has such a day, in years that news is of; tables hold the 31st of September too, and the year 1."""
    try:
        days = given.time.days
    except ValueError:
        return False
    return days is not None and EARLIEST_YEAR <= days[0].year <= days[1].year <= LATEST_YEAR


def is_two_ways(words: str | None) -> bool:
    """Whether words are a date in numbers in which day and month could change places."""
    return _two_readings(words) is not None


def date_orders(articles: Iterable[Article]) -> dict[str, DateOrder]:
    """How each outlet writes dates in numbers, where those that can be read only one way all say the same.

    What counts is what came with its articles and what stands in the first lines of them.
    """
    seen: dict[str, set[DateOrder]] = {}
    for article in articles:
        if not article.outlet:
            continue
        lines = [article.published.words or "", *(line[:HEAD_LINE_LENGTH] for _, line in _head(article))]
        for line in lines:
            for match in NUMERIC_DATE.finditer(line):
                if order := order_of(int(match[1]), int(match[3])):
                    seen.setdefault(article.outlet, set()).add(order)
    return {outlet: next(iter(orders)) for outlet, orders in seen.items() if len(orders) == 1}


def order_told(article: Article) -> DateOrder | None:
    """How an article writes dates in numbers, where one in its head can only be the day of its publication."""
    days = article.published.time.days if article.published.value and is_real(article.published) else None
    if days is None or days[0] != days[1]:
        return None
    orders: set[DateOrder] = set()
    for line in (article.published.words or "", *(line[:HEAD_LINE_LENGTH] for _, line in _head(article))):
        for match in NUMERIC_DATE.finditer(line):
            first, second, year = int(match[1]), int(match[3]), int(match[0][-4:])
            readings = {"day first": calendar_day(year, second, first), "month first": calendar_day(year, first, second)}
            near = [order for order, day in readings.items() if day and abs((day - days[0]).days) <= APART_DAYS]
            if len(near) == 1 and first != second:
                orders.add("day first" if near == ["day first"] else "month first")
    return orders.pop() if len(orders) == 1 else None


# --- each kind of evidence -----------------------------------------------------------------------------------------------


def _from_words(given: Published, order: DateOrder | None) -> _Found | None:
    """The date that came with the article, where the words alone are unmistakable, or the outlet's habit makes them so."""
    match = DATE_LINE.fullmatch(given.words or "")
    printed = _printed(match, order) if match else _Printed(None)
    if printed.day is None:
        return None
    return _Found("given", Published(printed.day.isoformat(), "day", given.words, None, given.evidence), printed)


def _printed(match: re.Match[str], order: DateOrder | None = None, prefix: str = "", weekday: str | None = None) -> _Printed:
    """The day a PRINTED_DATE names; None where day and month could change places, or there is no such day."""
    part = {name.removeprefix(prefix): words for name, words in match.groupdict().items() if words and name.startswith(prefix)}
    weekday = part.get("weekday") or weekday
    named = weekday_number(weekday) if weekday else None
    if "iso" in part:
        return _beside(calendar_day(*(int(number) for number in part["iso"].split("-"))), named)
    if "first" in part:
        first, second, year = int(part["first"]), int(part["second"]), int(part["year3"])
        if day := either_order(first, second, year):
            return _beside(day, named)
        if day := either_order(first, second, year, weekday=named):
            return _Printed(day, None, f"read by its weekday, a {_weekday(day.weekday())}")
        day = either_order(first, second, year, order=order)
        return replace(_beside(day, named), note=f"read {order}, as other dates of this outlet are", habit=True)
    month, number, year_words = (part.get(name) or part.get(f"{name}2") for name in ("month", "day", "year"))
    if not (month and number and year_words):
        return _Printed(None)
    return _beside(calendar_day(year_number(year_words), month_number(month), day_number(number)), named)


def _beside(day: date | None, named: int | None) -> _Printed:
    """A day with the weekday printed beside it, which may be another."""
    if day is None or named is None or day.weekday() == named:
        return _Printed(day)
    return _Printed(day, f"{_worded(day)} was a {_weekday(day.weekday())}, not a {_weekday(named)}")


def _weekday(number: int) -> str:
    return WEEKDAYS[number].title()


def _on_print(article: Article, start: int, end: int, printed: _Printed, kind: Kind = "head") -> _Found:
    span = article.span(start, end)
    if printed.day is None:
        return _Found(kind, Published(None, "unresolved", span.exact, None, span))
    return _Found(kind, Published(printed.day.isoformat(), "day", span.exact, None, span), printed)


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


def _from_head(article: Article, order: DateOrder | None) -> Iterator[_Found]:
    """Yield what datelines, date lines and bylines print: full dates, then those whose year stands elsewhere in the head.

    A date of updating comes after one of publishing.
    """
    lines = list(_head(article))
    full: list[tuple[bool, int, int, _Printed]] = []
    yearless: list[tuple[int, int, int, int, str | None]] = []
    for zone in article.zones:
        if zone.kind in ("byline", "dateline") and lines and zone.start < lines[-1][0] + len(lines[-1][1]):
            printed = FULL_DATE.finditer(article.text, zone.start, zone.end)
            full.extend((_updated(article.text, found), *_trimmed(found), _printed(found, order)) for found in printed)
    for start, line in lines:
        if match := DATE_LINE.fullmatch(line) or BYLINE.fullmatch(line):
            first, last = _trimmed(match)
            updated = bool(re.match(UPDATING, match.groupdict().get("publishing") or "", re.IGNORECASE))
            full.append((updated, start + first, start + last, _printed(match, order)))
        elif (match := DATELINE.match(line[:HEAD_LINE_LENGTH])) and _names_place(match["place"]):
            first, last = start + match.start("printed"), start + match.end("printed")
            if match["y_month"] or match["y_month2"]:
                month, number = match["y_month"] or match["y_month2"], match["y_day"] or match["y_day2"]
                yearless.append((first, last, month_number(month), day_number(number), match["weekday"]))
            else:
                prefix = "s_" if match["s_year"] else "_"
                full.append((False, first, last, _printed(match, order, prefix, match["weekday"])))
        elif opening := re.match(rf"\W*{YEARLESS_DATE}\s*:\s", line, re.IGNORECASE):
            month, day = opening["month"] or opening["month2"], opening["day"] or opening["day2"]
            first = start + opening.start(1 if opening["day"] else 3)
            last = start + opening.end(2 if opening["day"] else 4)
            yearless.append((first, last, month_number(month), day_number(day), None))
    # What stands first is the page's, a later one may be a signature's.
    for updated, first, last, printed_date in sorted(full, key=lambda found: found[:3]):
        yield _on_print(article, first, last, printed_date, "updated" if updated else "head")
    for first, last, month, number, weekday in yearless:
        years = {year for _, line in lines if (m := NUMBERED.match(line)) and (year := _year_beside(m, month))}
        printed_days = [day for _, line in lines for m in FULL_DATE.finditer(line) if (day := _printed(m).day)]
        years |= {day.year for day in printed_days if (day.month, day.day) == (month, number)}
        day = calendar_day(min(years), month, number) if len(years) == 1 else None
        yield _on_print(article, first, last, _beside(day, weekday_number(weekday) if weekday else None), "other head")


def _updated(text: str, match: re.Match[str]) -> bool:
    """Whether a date of a byline is when the article was last updated."""
    return bool(re.search(rf"{UPDATING}(?:\s+on)?\s*:?\s*$", text[max(0, match.start() - 30) : match.start()], re.IGNORECASE))


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


def _from_address(article: Article) -> _Found | None:
    for address in (article.url, article.uri):
        if not address or "://" not in address:
            continue
        for match in ADDRESS_DATE.finditer(address):
            month = int(match[3]) if match[3].isdecimal() else month_number(match[3])
            if day := calendar_day(int(match[1]), month, int(match[4])):
                return _Found("address", Published(day.isoformat(), "day", match[0], None, "url"))
    return None


def _from_text(article: Article, order: DateOrder | None) -> _Found | None:
    """A full date that the text itself ties to today, or to its publication; not in the mouth of one whom it quotes."""
    for match in TIED_DATE.finditer(article.text):
        line = article.text[max(article.text.rfind("\n", 0, match.start()) + 1, match.start() - 1000) : match.start()]
        if line.count('"') % 2 == 0 and line.count("“") <= line.count("”"):
            return _on_print(article, *_trimmed(match), _printed(match, order), "text")
    return None


# --- what speaks against a date ------------------------------------------------------------------------------------------


def _apart(one: _Found, other: _Found) -> int:
    """Days between two dates; none where one lies within the other."""
    mine, theirs = one.days, other.days
    assert mine is not None
    assert theirs is not None
    return max(0, (theirs[0] - mine[1]).days, (mine[0] - theirs[1]).days)


def _against(article: Article, found: _Found, said: Container[str]) -> Iterator[str]:
    """Yield what the text says that does not go with the date: weekdays that fit no year, and later days told as past."""
    days = found.days
    assert days is not None
    text = article.text
    if days[0] == days[1]:
        named = {weekday_number(match["weekday"] or match["weekday2"]) for match in TODAY_IS.finditer(text)}
        if named and not {(days[0] + timedelta(step)).weekday() for step in (-1, 0, 1)} & named:
            yield f'its text calls "today" a {_weekday(min(named))}'
    misfits = [match[0] for match in DATED_WEEKDAY.finditer(text) if not _fits(match, days[0].year)]
    if misfits:
        yield f"{misfits[0]} fits no year near it"
    newest = _newest_past(article, days[1])
    if newest and _worded(newest[0]) not in said:
        yield f"its {'caption' if newest[1] else 'text'} tells of {_worded(newest[0])} as past"


def _fits(match: re.Match[str], year: int) -> bool:
    """Whether a day without a year falls on the weekday beside it in a year near by."""
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    near = (calendar_day(one, month_number(month), day_number(day)) for one in range(year - 1, year + 2))
    return any(one and one.weekday() == weekday_number(match["weekday"]) for one in near)


def _newest_past(article: Article, after: date | None = None) -> tuple[date, bool] | None:
    """The newest full date that a caption bears or the text tells as past, if later than `after`; whether a caption's."""
    captions = [(zone.start, zone.end) for zone in article.zones if zone.kind == "caption"]
    heads = [(zone.start, zone.end) for zone in article.zones if zone.kind in ("byline", "dateline", "furniture", "related")]
    text, least = article.text, after + timedelta(APART_DAYS) if after else date.min
    newest: tuple[date, bool] | None = None
    for year in FOUR_DIGITS.finditer(text):
        if int(year[0]) < least.year:
            continue
        for match in FULL_DATE.finditer(text, max(0, year.start() - 30), year.end()):
            day = _printed(match).day
            if match.end() < year.end() or day is None or day <= least or (newest and day <= newest[0]):
                continue
            if any(start <= match.start() < end for start, end in heads):
                continue
            caption = any(start <= match.start() < end for start, end in captions)
            if caption or _told_as_past(text, match):
                newest = day, caption
    return newest


def _told_as_past(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence of a date has a verb of the past, and no word that looks ahead."""
    start, end = max(0, match.start() - TOLD_WITHIN), min(len(text), match.end() + TOLD_WITHIN)
    before = text[start : match.start()]
    for stop in SENTENCE_END.finditer(before):
        start = match.start() - len(before) + stop.end()
    after = SENTENCE_END.search(text, match.end(), end)
    sentence = text[start : after.start() if after else end]
    return bool(PAST_VERB.search(sentence)) and not LOOKS_AHEAD.search(sentence)


def _words_of(published: Published) -> str:
    days = Time(published.value).days
    return _worded(days[0]) if days and days[0] == days[1] else published.value or ""


def _worded(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"
