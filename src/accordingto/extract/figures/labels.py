"""Numbers that count nothing: labels, ages, days, years and the goals of a game."""

from __future__ import annotations

import re

from spacy.tokens import Token

from accordingto.extract.figures.counted import Phrase, Reading
from accordingto.extract.figures.numbers import Number

GROUPS = frozenset((5, 7, 8, 10, 20, 24, 77))  # numbers that name a group of states


YEARS = range(1900, 2101)  # a bare number of this size is a year, unless people follow it


MAKE = 4  # letters of a make that a number may follow, as in names of weapons
NUMBERED = re.compile(r"\b(?:no|nos)\.\s?$", re.IGNORECASE)
SINGULAR = frozenset(("NN", "NNP"))


def is_label(reading: Reading, number: Number, phrase: Phrase) -> bool:
    """Whether a number names rather than counts: "Article 5", "Group of 20", "Brigade 12", "Post No. 1", "KR 47 rifles"."""
    first = phrase.first
    if NUMBERED.search(reading.text, max(0, number.start - 5), number.start) and not number.spelled:
        return True  # a full stop may have ended the sentence there
    before = reading.doc[first.i - 1] if first.i and not first.is_sent_start else None
    if before is None or number.start != number.core or number.ranged:
        return False
    if (
        before.lower_ == "of"
        and reading.lower(first.i - 2) == "group"
        and reading.doc[first.i - 2].is_title
        and number.value in GROUPS
    ):
        return True
    noun = phrase.noun
    if not number.spelled and noun is not None and not noun.is_upper and reading.kind_of(noun) in ("weapons", "vehicles"):
        make = before.text.isalpha() and before.is_upper and len(before) <= MAKE
        if make and before.i + 1 == first.i:
            return True
    if number.spelled and before.lower_ not in reading.lex.labels:
        return False
    if (
        before.lower_ in reading.lex.labels
        and (phrase.noun is None or first.head.i < first.i or before.text[0].isupper())
        and not reading.people(phrase.noun)
    ):
        return True
    if "," in number.words or number.value is None or number.value > 9999:
        return False
    return (
        before.pos_ == "PROPN"
        and before.text.istitle()
        and first.head.i < first.i
        and first.dep_ in ("nummod", "appos")
        and not reading.people(phrase.noun)
    )


def is_model(number: Number, noun: Token) -> bool:
    """Whether digits name a thing told of in the singular: "the 787 project", "his number 10 shirt"."""
    return (
        not number.spelled
        and noun.tag_ in SINGULAR
        and number.start == number.core
        and "," not in number.words
        and number.value != 1
    )


def is_age(reading: Reading, number: Number, phrase: Phrase) -> bool:
    """ "aged 17 to 25", "Lena Ruiz, 39, said", "men under 30"."""
    place = reading.token_at(number.start).i - 1
    lowers = {
        reading.lower(place),
        reading.lower(place - 1) if reading.lower(place) in ("between", "from", "of", "about") else "",
    }
    if lowers & reading.lex.phrases["aged"]:
        return True
    last = reading.token_at(number.end - 1).i
    if reading.lower(last + 1) in ("year", "years") or (reading.lower(last + 1) == "-" and reading.lower(last + 2) == "year"):
        return True
    after = reading.lower(last + 1)
    return phrase.noun is None and reading.lower(place) in (",", "(") and after in (",", ")", ".", ";") and not number.spelled


def is_date(reading: Reading, number: Number, phrase: Phrase) -> bool:
    """A year, or a day beside its month; and the goals of a game."""
    months = reading.lex.phrases["months"]
    first, last = phrase.first.i, reading.token_at(number.end - 1).i
    value = number.value if number.value is not None else number.low
    if (
        not number.spelled
        and value is not None
        and value <= 31
        and (reading.lower(first - 1).rstrip(".") in months or reading.lower(last + 1).rstrip(".") in months)
    ):
        month = reading.doc[first - 1 if reading.lower(first - 1).rstrip(".") in months else last + 1]
        return month.is_title or month.is_upper
    bare = not number.spelled and "," not in number.words and number.sign is None
    year = isinstance(value, int) and value in YEARS
    if bare and year and (reading.lower(first - 1) in months or reading.lower(first - 2) in months):
        return True
    if bare and year and re.fullmatch(r"\d{4}(?:[-–]\d{2,4})?", number.words):
        named = number.start != number.core and number.comparator != "about"
        return not (
            named
            or (
                reading.people(phrase.noun)
                and reading.lower(first - 1) not in ("in", "since", "of", "the", "early", "late", "mid")
            )
        )
    return bool(
        number.ranged
        and phrase.noun is None
        and any(reading.lower(place) in reading.lex.score for place in range(max(0, first - 4), last + 5))
    )
