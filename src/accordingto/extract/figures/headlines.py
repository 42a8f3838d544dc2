"""A headline says in few words what the body says: its number takes from the body what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from accordingto.extract.figures.counted import Reading
from accordingto.extract.figures.drafts import HEADINGS, Draft
from accordingto.extract.figures.labels import is_age, is_date, is_label
from accordingto.extract.figures.numbers import Number
from accordingto.model import Article, Figure


def bare(reading: Reading, number: Number) -> bool:
    """Whether a headline number stands without a noun, before a preposition: "Three thousand without power"."""
    view = reading.view
    if (
        number.percent
        or number.sign
        or number.value is None
        or view.article.zone_at(view.span(number.start, number.end).start) not in HEADINGS
    ):
        return False
    phrase, last = reading.phrase(number), reading.token_at(number.end - 1)
    after = reading.doc[last.i + 1] if last.i + 1 < len(reading.doc) else None
    if phrase.noun is not None or after is None or after.pos_ != "ADP":
        return False
    return not (is_label(reading, number, phrase) or is_age(reading, number, phrase) or is_date(reading, number, phrase))


def echoes(reading: Reading, loose: Sequence[Number], found: Sequence[Draft]) -> Iterator[Draft]:
    """Yield headline numbers that count nothing by themselves, but the first of the body that is the same number does."""
    for number in loose:
        same = [draft for draft in found if draft.start > number.end and draft.number.value == number.value]
        if same:
            first = min(same, key=lambda draft: draft.start)
            last = reading.token_at(number.end - 1)
            yield Draft(number.start, number.end, number, first.counted, None, "count", None, last, first.governor, last)


def repeated(found: Sequence[Figure], article: Article) -> list[Figure]:
    """Figures, where one of the headline or of a heading that repeats the body's takes its statement, its day and its event.

    A headline number that counts nothing by itself ("Three thousand without power") counts what the body's number counts.
    """
    body = [figure for figure in found if article.zone_at(figure.span.start) not in HEADINGS]
    made = []
    for figure in found:
        if figure.statement is None and article.zone_at(figure.span.start) in HEADINGS:
            told = [one for one in body if one.counted == figure.counted and same_number(one, figure) and one.role != "part"]
            if told:
                one = told[0]
                figure = replace(
                    figure,
                    unit=figure.unit or one.unit,
                    statement=one.statement,
                    as_of=one.as_of,
                    event=figure.event or one.event,
                )
        made.append(figure)
    return made


def same_number(one: Figure, other: Figure) -> bool:
    """Whether a headline's number is the body's: "Three thousand" is "about 3,000", but "14" is not "at least 14"."""
    return one.value == other.value if other.value is not None else one.bounds == other.bounds
