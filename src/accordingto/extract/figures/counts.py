"""A number becomes a count with the noun it counts; money and shares are counts of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from accordingto.extract.figures.counted import Phrase, Reading, unit_of
from accordingto.extract.figures.drafts import CASUALTY, Draft, governor_of
from accordingto.extract.figures.fates import fate
from accordingto.extract.figures.labels import SINGULAR, is_age, is_date, is_label, is_model
from accordingto.extract.figures.numbers import Number, unbounded
from accordingto.extract.figures.roles import within
from accordingto.model import Role, Timex
from accordingto.read.annotate import view_of

NAMES = frozenset(("EVENT", "WORK_OF_ART", "LAW", "FAC"))  # "the Six Day War", "Seven Pillars"


def times_in(doc: Doc, timexes: Sequence[Timex]) -> list[tuple[int, int]]:
    view = view_of(doc)
    return sorted((view.find(timex.span.start), view.find(timex.span.end)) for timex in timexes)


def counted_by(reading: Reading, number: Number, busy: Sequence[tuple[int, int]]) -> Draft | None:
    """The figure a number makes, or None where it counts nothing."""
    place = bisect_right(busy, (number.core, 1 << 60)) - 1
    if place >= 0 and busy[place][0] <= number.core < busy[place][1]:
        return None
    if unknown(reading, number):
        return None
    if reading.token_at(number.core).ent_type_ in NAMES:
        return None
    lex, text = reading.lex, reading.text
    number = comparator_checked(reading, number)
    if number.sign or reading.singular(reading.token_at(min(number.end + 1, len(text) - 1))) in lex.currency_words:
        return money(reading, number)
    if number.percent:
        return share(reading, number)
    phrase = reading.phrase(number)
    noun = phrase.noun
    if is_label(reading, number, phrase) or is_age(reading, number, phrase) or is_date(reading, number, phrase):
        return None
    if noun is not None and (
        reading.singular(noun) in lex.uncounted or (noun.ent_type_ in ("DATE", "TIME") and not reading.people(noun))
    ):
        return None
    if noun is not None and reading.singular(noun) in lex.currency_words:
        return money(reading, number)
    found = fate(reading, number, phrase)
    if noun is not None and found.governor is not None and found.governor.i == noun.i and noun.lower_ in lex.state:
        noun = None  # "four killed and six hurt": what they are, and not who
        phrase = replace(phrase, noun=None, last=reading.token_at(number.end - 1))
    if noun is not None and none_of(reading, phrase):
        found = replace(found, counted=reading.kind_of(noun), total=False)
    if found.counted is None or (noun is None and found.counted not in (*CASUALTY, "crossed")):
        return None
    if found.counted == "other" and noun is not None and is_model(number, noun):
        return None
    vague = number.comparator == "vague" or number.words in ("one", "both")
    if vague and found.counted == "other":
        return None
    if (
        number.words == "one"
        and found.counted not in CASUALTY
        and not (noun is not None and reading.kind_of(noun) != "other" and phrase.last.i - phrase.first.i < 3)
    ):
        return None
    if number.comparator == "vague" and number.words.endswith(" of") and phrase.part and noun is not None:
        return None  # of "a group of eight" the eight are counted
    if number.words == "one" and (naming(phrase) or (noun is not None and noun.lower_ in lex.phrases["collective_nouns"])):
        return None
    if number.words == "both" and noun is not None and any(child.lower_ == "and" for child in noun.rights):
        return None  # "both villagers and soldiers"
    if noun is None and crowded(reading, number):
        return None
    if noun is not None and noun.pos_ == "PROPN" and not reading.people(noun) and reading.lower(noun.i - 1) in lex.state:
        noun = None  # "20 dead QUARLE": a dateline
        phrase = replace(phrase, noun=None, last=reading.token_at(number.end - 1))
    if noun is None and number.words == "both" and reading.doc[max(0, phrase.first.i - 1)].pos_ == "AUX":
        return None  # "Ruiz and her driver were both killed": each is counted already
    if noun is None and number.words == "one" and reading.lower(phrase.first.i - 1) in lex.phrases["not_one"]:
        return None
    role: Role = number.role
    if found.total and role == "count":
        role = "total"
    if role != "increment" and (found.part or phrase.part or within(reading, number)):
        role = "part"
    last = phrase.last
    end = max(number.end, last.idx + len(last))
    return Draft(number.start, end, number, found.counted, unit_of(noun), role, noun, phrase.root, found.governor, last)


def none_of(reading: Reading, phrase: Phrase) -> bool:
    """Whether nothing befell the counted: "none of the 80 passengers was hurt"."""
    at = phrase.first.i
    return (reading.lower(at - 1), reading.lower(at - 2)) == ("the", "of") and reading.lower(at - 3) in ("none", "neither")


def crowded(reading: Reading, number: Number) -> bool:
    """Whether digits without a noun stand right before a phrase of its own: the counters of a page, "0 612 A woman was"."""
    last = reading.token_at(number.end - 1)
    after = last.nbor(1) if last.i + 1 < len(reading.doc) else None
    return (
        after is not None
        and not number.spelled
        and not after.is_sent_start
        and (after.pos_ == "DET" or (after.pos_ == "NUM" and after.text.isdigit()))
    )


def naming(phrase: Phrase) -> bool:
    """Whether "one of" says who somebody is: "Ruiz, one of the founders, was killed" counts Ruiz alone."""
    return (
        phrase.part is False
        and phrase.first.dep_ == "appos"
        and phrase.first.head.pos_ in ("PROPN", "NOUN")
        and (phrase.first.head.tag_ in SINGULAR)
    )


def unknown(reading: Reading, number: Number) -> bool:
    """Whether a vague word asks or leaves open how many: "it was unclear how many", "gave no number of dead"."""
    if number.comparator != "vague":
        return False
    first = reading.token_at(number.start)
    if reading.lower(first.i - 1) in ("how", "so", "too"):
        return True
    governor = first
    while number.start <= governor.idx < number.end and governor.head.i != governor.i:
        governor = governor.head
    return " number of" in number.words and any(child.dep_ == "neg" for child in governor.children)


def comparator_checked(reading: Reading, number: Number) -> Number:
    """Take "about 12" in "asked about 12 men" for the preposition it is."""
    first = reading.token_at(number.start)
    doubtful = first.lower_ in ("about", "around", "over", "under", "above", "below", "some")
    if number.comparator == "exactly" or not doubtful or number.start == number.core or first.dep_ != "prep":
        return number
    before = reading.doc[first.i - 1] if first.i else None
    if (
        first.lower_ == "some"
        or before is None
        or before.lower_ in reading.lex.patient
        or before.pos_ in ("AUX", "DET", "ADP", "PUNCT", "CCONJ")
    ):
        return number
    if before.pos_ == "VERB" and first.head.i == before.i and first.lower_ in ("over", "under", "above", "below"):
        return number
    value = unbounded(number)
    return replace(number, start=number.core, value=value, low=value, high=value, comparator="exactly")


def money(reading: Reading, number: Number) -> Draft | None:
    """A sum of money; its unit is the currency as written. Pounds may be a weight."""
    text = reading.text
    last = reading.token_at(number.end - 1)
    after = last.nbor(1) if last.i + 1 < len(reading.doc) else last
    if not number.sign and after.lower_ in ("pound", "pounds"):
        if after.head.lemma_ == "weigh":
            return None
        if reading.lower(last.i + 2) in reading.lex.phrases["weight"]:
            end = after.idx + len(after)
            return Draft(number.start, end, number, "other", after.text, number.role, after, after, governor_of(after), after)
    if number.sign:
        return Draft(number.start, number.end, number, "money", number.sign, number.role, None, last, governor_of(last), last)
    following = reading.noun_after(last.i + 1) or reading.token_at(min(number.end + 1, len(text) - 1))
    if reading.singular(following) not in reading.lex.currency_words:
        following = reading.token_at(min(number.end + 1, len(text) - 1))
        if reading.singular(following) not in reading.lex.currency_words:
            return None
    if number.comparator == "vague" and not number.low:
        return None
    unit = view_of(reading.doc).span(reading.doc[last.i + 1].idx, following.idx + len(following)).exact.removeprefix("of ")
    return Draft(
        number.start,
        following.idx + len(following),
        number,
        "money",
        unit,
        number.role,
        following,
        following,
        governor_of(following),
        following,
    )


def share(reading: Reading, number: Number) -> Draft | None:
    """A share, with its base as unit where the text gives one: "20 per cent", "one in five of 400 houses" (0.2 of them)."""
    doc = reading.doc
    last = reading.token_at(number.end - 1)
    end = last.idx + len(last)
    if number.words != "share":
        mark = re.search(
            r"(?:percentage points?|percent|per cent|pct|%)$", reading.text[number.core : number.end], re.IGNORECASE
        )
        return Draft(
            number.start,
            number.end,
            number,
            "other",
            mark.group() if mark else "%",
            number.role,
            None,
            last,
            governor_of(last),
            last,
        )
    place = last.i + 1
    of = reading.lower(place) == "of"
    noun = reading.noun_after(place + of)
    if of and noun is None and place + 1 < len(doc) and doc[place + 1].pos_ == "NUM":
        noun = reading.noun_after(place + 2)
    if of and noun is None and number.spelled:
        base = next((token for token in doc[place + 1 : place + 3] if token.pos_ == "NUM"), None)
        noun = base if base is not None and reading.lower(base.i - 1) in ("of", "the", "those", "these") else None
    if noun is None or (number.spelled and noun.pos_ == "PROPN"):
        return None  # "half of Norway" is no share of a count
    if reading.singular(noun) in reading.lex.uncounted:
        return None
    unit = view_of(doc).span(doc[place].idx, noun.idx + len(noun)).exact
    return Draft(
        number.start, max(end, noun.idx + len(noun)), number, "other", unit, "count", noun, noun, governor_of(noun), noun
    )
