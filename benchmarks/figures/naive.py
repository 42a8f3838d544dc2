"""Naive readers of figures, to see what the real one adds: always nought, and regular expressions.

`patterns` takes a number and the word of a fate in one sentence for a figure, the first weekday before the first date for the
day (the date itself where no weekday is told), and the word before "province" for the place. It was written from what such
reports say in general, not fitted to any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.readings import rows, written

Line = dict[str, Any]
SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS = {word: number for number, word in enumerate(SMALL, 1)} | {"a": 1, "an": 1, "several": 3, "multiple": 3}
FATES = {
    "killed": re.compile(r"\b(?:kill(?:ed|ing)|dead|died|slain)\b", re.IGNORECASE),
    "injured": re.compile(r"\b(?:wounded|injured|hurt)\b", re.IGNORECASE),
    "detained": re.compile(r"\b(?:captured|detained|arrested|seized)\b", re.IGNORECASE),
}
PEOPLE = (
    r"(?:people|persons?|men|man|women|woman|civilians?|insurgents?|militants?|fighters?|soldiers?|rebels?|suspects?|individuals?"
    r"|leaders?|facilitators?|members?|officers?|policemen|children|villagers?)"
)
COUNT = re.compile(rf"\b(\d{{1,3}}|{'|'.join(NUMBERS)})\s+(?:[\w'’-]+\s+){{0,3}}?{PEOPLE}\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?:[^.!?\n]|\b[A-Z][a-z]{2,3}\.)+(?:[.!?]+|\n|$)")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DATE = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\.?\s+(\d{{1,2}})(?:,?\s+(\d{{4}}))?", re.IGNORECASE)
WEEKDAYS = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"]
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})day\b|\b(yesterday)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PROVINCE = re.compile(r"\b([A-Z][\w-]+(?: [A-Z][\w-]+)?)\s+[Pp]rovince\b")


def noughts(export: Path, out: Path) -> Path:
    """The articles of an export and nothing else: nobody was killed or captured, anywhere, ever."""
    return written([row for row in rows(export) if row["type"] == "article"], out)


def patterns(export: Path, out: Path) -> Path:
    """The articles of an export with figures, a day and a place by regular expressions."""
    lines: list[Line] = []
    for row in rows(export):
        if row["type"] == "article":
            lines += [row, *found(row)]
    return written(lines, out)


def found(article: Mapping[str, Any]) -> Iterator[Line]:
    """Yield figures, and the one event that has the day and the place of the article."""
    text, id = article["text"], article["id"]
    for sentence in SENTENCE.finditer(text):
        for number in COUNT.finditer(text, *sentence.span()):
            near = {
                fate: min(abs(word.start() - number.start()) for word in words)
                for fate, pattern in FATES.items()
                if (words := list(pattern.finditer(text, *sentence.span())))
            }
            if near:
                value = NUMBERS.get(number[1].lower()) or int(number[1])
                yield {
                    "type": "figure", "id": f"{id}/{number.start()}", "article": id, "span": span(text, *number.span()),
                    "value": value, "bounds": {"low": value, "high": value}, "comparator": "exactly",
                    "counted": min(near, key=lambda fate: near[fate]), "unit": None, "role": "count", "event": None,
                    "statement": None,
                }  # fmt: skip
    day, province = first_day(text), PROVINCE.search(text)
    yield {
        "type": "event_mention", "id": f"{id}/event", "article": id, "trigger": span(text, 0, 1), "event": None,
        "kind": "ASSAULT", "mode": None, "actor": [], "recipient": [], "reality": "happened", "statement": None,
        "time": {"value": day, "precision": "day", "words": None, "anchor": "text"},
        "place": {"span": span(text, *province.span(1)), "entity": None} if province else None,
    }  # fmt: skip


def first_day(text: str) -> str | None:
    """The first weekday told, counted back from the first date of the text; that date, where no weekday is told."""
    for match in DATE.finditer(text):
        year = match[3] or ((told := YEAR.search(text)) and told[0])
        try:
            day = date(int(year or 0), MONTHS.index(match[1].lower()[:3]) + 1, int(match[2]))
        except ValueError:
            continue
        if weekday := WEEKDAY.search(text):
            back = 1 if weekday[2] else (day.weekday() - WEEKDAYS.index(weekday[1].lower())) % 7
            day -= timedelta(days=back)
        return day.isoformat()
    return None


def span(text: str, start: int, end: int) -> Line:
    return {"start": start, "end": end, "exact": text[start:end]}
