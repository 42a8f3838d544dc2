"""The times of a text in the order it tells them: each expression with what it counts from.

Relative ones count from the date of publication, offsets from the last event time told, and those inside a quotation from the
day it was spoken. No anchor, no value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from accordingto.model import Anchor, Time, Timex, identify
from accordingto.read.annotate import article_of, quotations_of, slice_at, view_of
from accordingto.read.times.calendar import VAGUE, VAGUE_DATE, Meaning, between, number_in, on
from accordingto.read.times.normalise import Surroundings, is_dated, moved
from accordingto.read.times.publication import is_real, order_told
from accordingto.read.times.recognise import (
    DAYLIKE,
    FROM_CLOCK,
    OPENS_RANGE,
    RANGE,
    SHARED_YEAR,
    SINCE,
    TO_CLOCK,
    YEARLESS,
    Expression,
    expressions,
)
from accordingto.read.times.tense import REPORTING, Direction, direction_of, verb_of

# "Two weeks before" counts from what follows; "for two weeks before" lasts until then.
AWAY = re.compile(r"\s+(?P<way>after|before|following|prior\s+to)\s+(?:the\s+)?", re.IGNORECASE)
COUNTED = re.compile(
    r"(?:(?P<the>the|that)|(?P<count>\w+(?:[\s-]\w+)?))\s+(?P<unit>days?|nights?|weeks?|fortnights?|months?|years?)",
    re.IGNORECASE,
)
LASTING = re.compile(r"\b(?:for|in|over|during|within|of|about|than|least|most|nearly|almost)\s+(?:the\s+)?$", re.IGNORECASE)
SPEAKING = frozenset((
    "acknowledge", "admit", "argue", "ask", "assert", "complain", "explain", "insist", "recall", "stress", "swear", "testify",
    "tweet", "vow", "write",
))  # fmt: skip


def timexes(doc: Doc) -> tuple[Timex, ...]:
    """Every time expression of a parsed article, in order, with what it means.

    Relative ones count from the article's date of publication, offsets from the last event time of the same or the previous
    sentence, and those inside a quotation from the time it was spoken, where that is told. Durations, sets and vague times
    are found too, and stay unresolved. Its article's `published` must have been resolved before: see `published`.
    """
    article = article_of(doc)
    found = []
    for start, end, meaning in _Narrative(doc).meanings():
        span = view_of(doc).span(start, end)
        found.append(Timex(identify("t", article.id, span.start, span.end), article.id, span, meaning.time(span.exact)))
    return tuple(found)


class _Narrative:
    """One pass over the expressions of a Doc: it remembers the last event time told, which later ones may count from."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = view_of(doc).text
        self.expressions = list(expressions(doc))
        self.sentences = [sent.start_char for sent in doc.sents]
        self.quotations = quotations_of(doc)
        given = article_of(doc).published
        days = given.time.days if given.precision in ("day", "minute") and is_real(given) else None
        self.anchor = days[0] if days else None
        self.order = order_told(article_of(doc))
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
        if meaning := self._away_from(one, two):
            return one.start, two.end, meaning, 2
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
                        return (opening.start() if opening else one.start), two.end, between(days[0], until[1], anchor), 2
        return one.start, one.end, self._meaning(one, two if SHARED_YEAR.fullmatch(gap) else None), 1

    def _away_from(self, one: Expression, two: Expression) -> Meaning | None:
        """Two days after 3 May, the night before Christmas: so many units from a time that is named, not from the anchor."""
        way = AWAY.fullmatch(self.text, one.end, two.start)
        if way is None or not two.is_a(*DAYLIKE, "month", "year", "holiday", "named_day"):
            return None
        counted = COUNTED.fullmatch(self.text, one.start, one.end) if one.is_a("duration", "unit", "day_before") else None
        if counted is None or LASTING.search(self.text, max(0, one.start - 12), one.start):
            return None
        count = 1 if counted["the"] else number_in(counted["count"])
        base = self._meaning(two)
        days = Time(base.value).days if base else None
        if base is None or days is None or count is None:
            return VAGUE_DATE
        step = -1 if way["way"].casefold().startswith(("b", "p")) else 1
        return moved(days[0], base.precision, step * count, counted["unit"], base.anchor)

    def _meaning(self, expression: Expression, sharing: Expression | None = None) -> Meaning | None:
        """What one expression means where it stands. `sharing` may lend it a year: "in May or June 2031"."""
        if expression.rule is None or expression.match is None:
            return VAGUE
        if expression.is_a("clock", "noon"):
            return self._bare_clock(expression)
        anchor, kind = self._anchor_at(expression)
        direction: Callable[[], Direction] = lambda: direction_of(self.doc, expression.start, expression.end)  # noqa: E731
        if (
            sharing
            and sharing.match
            and expression.is_a(*YEARLESS)
            and sharing.is_a(*YEARLESS)
            and not is_dated(expression.match)
            and is_dated(sharing.match)
        ):
            lent = self._meaning(sharing)
            days = Time(lent.value).days if lent else None
            if days:
                meaning = expression.rule.read(expression.match, Surroundings(days[1], kind, None, lambda: "past"))
                return replace(meaning, anchor=None) if meaning else None
        last = self.last[1] if self.last and self._sentence(expression.start) - self.last[0] <= 1 else None
        return expression.rule.read(expression.match, Surroundings(anchor, kind, last, direction, self.order))

    def _bare_clock(self, expression: Expression) -> Meaning:
        """A time of day belongs to the day told last, in the same or the previous sentence."""
        if self.last and self._sentence(expression.start) - self.last[0] <= 1 and self.last[1].precision in ("day", "minute"):
            day = date.fromisoformat((self.last[1].value or "")[:10])
            return replace(_at_clock(on(day, "text"), expression) or VAGUE_DATE)
        return VAGUE_DATE

    def _anchor_at(self, expression: Expression) -> tuple[date | None, Anchor]:
        """The day that a relative expression counts from: inside a quotation the day it was spoken, where the text tells it."""
        inside = next((q for q in self.quotations if q.start <= expression.start and expression.end <= q.end), None)
        if inside is None:
            if self.anchor is None and (taken := self._day_of_caption(expression)):
                return taken, "text"
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
            slice_ = slice_at(self.doc, other.start, other.end)
            verb = verb_of(slice_.root)
            if verb is None or verb.lemma_.casefold() not in REPORTING | SPEAKING:
                continue
            spoken = other.rule.read(other.match, Surroundings(self.anchor, "published", None, lambda: "past"))
            if spoken and spoken.when and spoken.value:
                days = Time(spoken.value).days
                return (days[0] if days and days[0] == days[1] else None), "text"
        return self.anchor, "published"

    def _day_of_caption(self, expression: Expression) -> date | None:
        """The one full date that a caption bears: it says when the picture was taken, and its words count from then."""
        view = view_of(self.doc)
        block = view.blocks[view.block_at(expression.start)]
        if block.kind != "caption":
            return None
        dated = (
            each.rule.read(each.match, Surroundings(None, "text", None, lambda: "unknown"))
            for each in self.expressions
            if block.start <= each.start < block.end and each.is_a("date", "date_after") and each.rule and each.match
        )
        days = {meaning.value for meaning in dated if meaning and meaning.value and meaning.precision == "day"}
        return date.fromisoformat(days.pop()) if len(days) == 1 else None

    def _since(self, start: int, meaning: Meaning) -> Meaning | None:
        """From then to the anchor, where the verb says that it lasts: has risen since January; but not the worst since 1997."""
        days = Time(meaning.value).days
        slice_ = slice_at(self.doc, start, start + 5)
        if self.anchor is None or days is None or days[0] >= self.anchor:
            return None
        verb = verb_of(slice_[0])
        if verb is None or not any(
            child.lower_ in ("has", "have", "'ve", "’ve", "'s") and child.dep_ in ("aux", "auxpass") for child in verb.children
        ):
            return None
        if any(_ranks(token) for token in self.doc[verb.i : slice_[0].i]):
            return None  # the first loss since 1992: that year is what it is measured against
        return replace(between(days[0], self.anchor, "published"), when=False)


def _ranks(token: Token) -> bool:
    """Whether a word ranks what it stands with: the first, the worst, more than; "at least" does not."""
    if token.lower_ in ("first", "second", "third", "only", "record", "than"):
        return True
    return token.tag_ in ("JJS", "RBS") and not (token.i and token.nbor(-1).lower_ == "at")


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
        elif hour < 12 and (words.endswith(("afternoon", "evening")) or (words.endswith("night") and hour > 5)):
            hour += 12
    # Of the two dates of a night, the hours after midnight belong to the second.
    return replace(day, value=f"{second if second and hour < 12 else first}T{hour:02}:{minute:02}", precision="minute")
