"""Numbers are what reports disagree on first, and a bare number says little: of what, of whom, as of when, by whose word.

A figure is a number with the noun it counts. Here numbers and fates become figures: what is no count is left out (ages,
stretches of time, ordinals, years, labels, clock times, scores), people without a number are counted ("a farmer was killed",
"no one was hurt"), and each figure is tied to whose people they are, to its day, place, event and statement.

A bound is not a value, and numbers are never added up.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from accordingto.extract.fates import (
    CLIMB,
    NOUN_REACH,
    TOLL_REACH,
    Fate,
    Phrase,
    Reading,
    barred,
    beside,
    by_phrase,
    climbed,
    deadly,
    fate,
    lexicon,
    own,
)  # fmt: skip
from accordingto.extract.numbers import REACH, Number, numbers, unbounded
from accordingto.model import (
    Article,
    Bounds,
    Counted,
    EventMention,
    Figure,
    Mention,
    Role,
    Span,
    Statement,
    Time,
    Timex,
    identify,
)
from accordingto.read.annotate import article_of, view_of

GROUPS = frozenset((5, 7, 8, 10, 20, 24, 77))  # numbers that name a group of states
YEARS = range(1900, 2101)  # a bare number of this size is a year, unless people follow it
CASUALTY: tuple[Counted, ...] = (
    "killed", "injured", "dead_or_injured", "missing", "abducted", "detained", "deported", "displaced", "banned_entry",
)  # fmt: skip
OCCASION_REACH = 120  # words between the sentences of one occasion; beyond, another has mostly begun
SETTINGS = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC"))  # what sets one occasion apart from another
HEADINGS = frozenset(("headline", "heading"))  # zones that say in few words what the body says
UNPLACED = frozenset(("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART"))  # what a name after "in" may be, and no place
NAMES = frozenset(("EVENT", "WORK_OF_ART", "LAW", "FAC"))  # "the Six Day War", "Seven Pillars"


def figures(
    doc: Doc,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
    event_mentions: Sequence[EventMention],
) -> tuple[Figure, ...]:
    """The figures of an article, in text order.

    `event` is the id of the event mention whose trigger governs the number; `statement` the innermost whose content holds it.
    """
    reading = Reading(doc, lexicon())
    found: list[Draft] = []
    loose: list[Number] = []
    taken = [False] * len(doc)
    busy = times_in(doc, timexes)
    for number in numbers(reading.text, reading.lex.number):
        draft = counted_by(reading, number, busy) or part_of(reading, number, found) or further(reading, number, found)
        first, last = reading.token_at(number.core).i, reading.token_at(number.end - 1).i
        taken[first : last + 1] = [True] * (last + 1 - first)
        if draft is None and bare(reading, number):
            loose.append(number)
        if draft:
            found.append(draft)
            taken[first : draft.last.i + 1] = [True] * (draft.last.i + 1 - first)
    found += nobody(reading, taken)
    found += uncounted_people(reading, taken)
    found = included(reading, taken, found)
    found = sorted([*found, *echoes(reading, loose, found)], key=lambda draft: (draft.start, draft.end))
    context = Context(doc, mentions, statements, timexes, event_mentions)
    drafts = (context.come_true(draft, reading) for draft in settled(reading, found))
    made = repeated([context.figure(draft) for draft in drafts if draft], article_of(doc))
    kept: dict[tuple[int, int], Figure] = {}
    for figure in made:
        kept.setdefault((figure.span.start, figure.span.end), figure)
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before it is tied to mentions, statements and events."""

    start: int
    end: int
    number: Number
    counted: Counted
    unit: str | None
    role: Role
    noun: Token | None
    root: Token
    governor: Token | None
    last: Token


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


def part_of(reading: Reading, number: Number, found: Sequence[Draft]) -> Draft | None:
    """A number said only "of them" or "of whom": "17 soldiers, 12 of them conscripts", "Nine died. Two of them were ill"."""
    last = reading.token_at(number.end - 1)
    pronoun = reading.lower(last.i + 2)
    if number.percent or reading.lower(last.i + 1) != "of" or pronoun not in ("them", "whom"):
        return None
    if reading.lower(reading.token_at(number.start).i - 1) == "not":
        return None  # "not one of them"
    before = antecedent(reading, last, found)
    if before is None:
        return None
    pronoun_token = reading.doc[last.i + 2]
    end = pronoun_token.idx + len(pronoun_token)
    return Draft(
        number.start, end, number, before.counted, before.unit, "part", before.noun, last, before.governor, pronoun_token
    )  # fmt: skip


def further(reading: Reading, number: Number, found: Sequence[Draft]) -> Draft | None:
    """What is added to an earlier count of those told of just before: "Seventeen died. That is three more than on Monday"."""
    first, last = reading.token_at(number.start), reading.token_at(number.end - 1)
    if (
        reading.lower(last.i + 1) != "more"
        or reading.lower(last.i + 2) != "than"
        or reading.lower(first.i - 1) not in ("is", "was")
    ):
        return None
    before = antecedent(reading, last, found) if reading.lower(first.i - 2) in ("that", "this", "it", "which") else None
    if before is None or before.counted not in CASUALTY:
        return None
    more = reading.doc[last.i + 1]
    end = more.idx + len(more)
    return Draft(number.start, end, number, before.counted, before.unit, "increment", before.noun, last, before.governor, more)


def antecedent(reading: Reading, token: Token, found: Sequence[Draft]) -> Draft | None:
    """The people that a pronoun stands for: counted just before, or the only ones counted in the sentence before."""
    people = [draft for draft in found if draft.role != "part" and draft.counted in (*CASUALTY, "people", "fighters", "troops")]
    if not people:
        return None
    before, sent = people[-1], token.sent
    if before.root.sent.start == sent.start:
        return before if token.i - before.last.i <= NOUN_REACH else None
    if sent.start == 0 or (
        "\n" in reading.text[before.end : token.idx].strip(" ") and "\n\n" in reading.text[before.end : token.idx]
    ):
        return None
    told = [draft for draft in people if draft.root.sent.start == before.root.sent.start]
    between = reading.text[before.root.sent.end_char : sent.start_char].strip(" \n\"'”’“‘")
    return before if len(told) == 1 and not between else None


def within(reading: Reading, number: Number) -> bool:
    """Whether a number follows "including" or "among them": a part of what was counted before."""
    place = reading.token_at(number.start).i - 1
    word, before = reading.lower(place), reading.lower(place - 1)
    return (word in reading.lex.phrases["parts"] and word not in ("among", "amongst")) or (
        word in ("them", "whom") and before in ("among", "amongst", "of")
    )


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


def unit_of(noun: Token | None) -> str | None:
    """The counted noun as written, with the common nouns that make one name with it ("police officers")."""
    if noun is None:
        return None
    first = noun
    # Of people the head noun alone: "police chief" and "chief" are one word for comparing; "car bombs" and "bombs" are two.
    while noun.lemma_.lower() not in lexicon().units or lexicon().units[noun.lemma_.lower()] in (
        "weapons",
        "vehicles",
        "attacks",
    ):
        if not (
            first.i
            and (before := noun.doc[first.i - 1]).dep_ == "compound"
            and before.head.i == noun.i
            and before.pos_ == "NOUN"
            and before.text.islower()
        ):
            break
        first = before
    return view_of(noun.doc).span(first.idx, noun.idx + len(noun)).exact


def is_label(reading: Reading, number: Number, phrase: Phrase) -> bool:
    """Whether a number names rather than counts: "Article 5", "Group of 20", "Brigade 12"."""
    first = phrase.first
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


def money(reading: Reading, number: Number) -> Draft | None:
    """A sum of money; its unit is the currency as written."""
    text = reading.text
    last = reading.token_at(number.end - 1)
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


def governor_of(token: Token) -> Token | None:
    return token.head if token.head.i != token.i else None


# People without a number


def nobody(reading: Reading, taken: list[bool]) -> Iterator[Draft]:
    """Yield zeros: "no one was hurt", "there were no casualties", "without arrests"."""
    doc, lex = reading.doc, reading.lex
    for token in doc:
        lower = token.lower_
        if lower not in lex.phrases["nobody"]:
            continue
        number = Number(token.idx, token.idx + len(token), token.idx, 0, 0, 0, "exactly", spelled=True, words=lower)
        last, noun, root = token, None, token
        if lower in ("no", "without"):
            if reading.lower(token.i + 1) == "one" or reading.lower(token.i + 1) == "-":
                last = root = doc[min(token.i + (1 if reading.lower(token.i + 1) == "one" else 2), len(doc) - 1)]
            else:
                noun = reading.noun_after(token.i + 1)
                if noun is None or reading.lower(token.i + 1) in ("fewer", "less", "more", "doubt") or noun.i - token.i > 4:
                    continue
                last = root = noun
        phrase = Phrase(root, noun, token, last)
        if lower == "without":
            word = reading.singular(noun) if noun is not None else ""
            found = Fate(lex.lone.get(word), noun)
        else:
            found = beside(reading, phrase)
            found = found if found.counted else climbed(reading, root, noun)
            found = found if found.counted or noun is None else own(reading, phrase)
        if found.counted in CASUALTY and not (noun is not None and reading.singular(noun) in ("life", "body")):
            taken[token.i : last.i + 1] = [True] * (last.i + 1 - token.i)
            yield Draft(
                token.idx, last.idx + len(last), number, found.counted, unit_of(noun), "count", noun, root, found.governor, last
            )


SINGULAR = frozenset(("NN", "NNP"))
PLURAL = frozenset(("NNS", "NNPS"))


def uncounted_people(reading: Reading, taken: list[bool]) -> Iterator[Draft]:
    """Yield people named without a number of whom something is said: one ("the mayor was killed") or a bare plural."""
    doc, lex = reading.doc, reading.lex
    best: dict[int, tuple[int, Draft]] = {}
    for verb in doc:
        word = verb.lower_
        if (
            word in lex.patient
            or word in lex.patient_people
            or word in lex.phrases["taking_verbs"]
            or word in lex.agent
            or verb.lemma_ in lex.nominal
            or (word in lex.phrases["deadly"] and deadly(verb))
        ):
            for noun, counted in patients(reading, verb):
                for one in (noun, *listed(noun)):
                    if one.i != noun.i and same_person(noun, one):
                        continue
                    draft = individual(reading, one, counted, verb, taken)
                    if draft:
                        rank = CASUALTY.index(counted) if counted in CASUALTY else len(CASUALTY)
                        if one.i not in best or rank < best[one.i][0]:
                            best[one.i] = (rank, draft)
    yield from (draft for _, draft in best.values())


def patients(reading: Reading, verb: Token) -> Iterator[tuple[Token, Counted]]:
    """Yield the nouns a verb or an eventive noun says something of."""
    lex, word = reading.lex, verb.lower_
    if verb.pos_ == "NOUN" or (verb.lemma_ in lex.nominal and word not in lex.patient):
        counted = lex.nominal.get(verb.lemma_)
        if counted is None:
            return
        for child in verb.children:
            if child.dep_ == "poss" and child.pos_ != "PRON" and verb.lemma_ not in ("killing",):
                yield child, counted
            if child.dep_ == "prep" and child.lower_ == "of":
                yield from ((target, counted) for target in child.children if target.dep_ == "pobj")
        return
    if verb.pos_ not in ("VERB", "AUX", "ADJ"):
        return
    children = list(verb.children)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in children)
    if word in lex.agent:
        counted = lex.agent[word]
        if counted == "crossed":
            return
        subjects = [child for child in children if child.dep_ == "nsubj"]
        yield from ((resolved(subject), counted) for subject in subjects)
        if not subjects and verb.dep_ == "conj":
            yield from ((resolved(child), counted) for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass"))
        return
    fated = lex.patient.get(word) or by_phrase(verb) or lex.patient_people.get(word)
    purpose = any(child.dep_ == "aux" and child.lower_ == "to" for child in children) and not any(
        child.lower_ == "have" for child in children
    )
    if purpose:
        return  # "an operation to capture a leader": nobody is captured yet
    if fated is None or (fated == "banned_entry" and not barred(verb)):
        return
    objects = [child for child in children if child.dep_ in ("dobj", "obj")]
    if not passive:
        yield from ((target, fated) for target in objects)
    subjects = [child for child in children if child.dep_ == "nsubjpass"]
    yield from ((resolved(child), fated) for child in subjects)
    auxiliary = next((child for child in children if child.dep_ == "auxpass"), None)
    if auxiliary is not None and not subjects and verb.dep_ in ("ROOT", "ccomp") and auxiliary.i:
        before = verb.doc[auxiliary.i - 1]  # a subject the parse hung elsewhere
        yield (before.head if before.dep_ == "conj" else before), fated
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not objects:
        yield verb.head, fated
    if (
        verb.dep_ == "conj"
        and not objects
        and not any(child.dep_ in ("nsubj", "nsubjpass") for child in children)
        and verb.tag_ == "VBN"
    ):
        yield from ((resolved(child), fated) for child in verb.head.children if child.dep_ == "nsubjpass")
    if verb.dep_ == "xcomp" and passive:
        yield from ((resolved(child), fated) for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass"))


def listed(noun: Token) -> Iterator[Token]:
    """Yield the further nouns of a list: "a commander, his deputy and two guards", whatever the parse makes of the comma."""
    yield from (other for other in noun.conjuncts if other.i > noun.i and other.dep_ == "conj")
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i and any(part.dep_ == "poss" for part in child.lefts) and child.conjuncts:
            yield child


def same_person(noun: Token, other: Token) -> bool:
    """ "A commander and facilitator" is one person; "a commander and a facilitator" are two, "a man, woman and child" three."""
    bare = not any(child.dep_ in ("det", "poss", "nummod") for child in other.lefts)
    return (
        bare and len(noun.conjuncts) == 1 and noun.tag_ in SINGULAR and other.tag_ in SINGULAR and other.ent_type_ != "PERSON"
    )


def resolved(subject: Token) -> Token:
    """The noun a relative pronoun stands for."""
    verb = subject.head
    if subject.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
        return verb.head
    return subject


def individual(reading: Reading, noun: Token, counted: Counted, verb: Token, taken: Sequence[bool]) -> Draft | None:
    """One person, or people of no said number, as a figure."""
    doc = reading.doc
    phrases = reading.lex.phrases
    if taken[noun.i] or noun.sent.start != verb.sent.start:
        return None
    if noun.lower_ in phrases["person_pronouns"]:
        if verb.lower_ in reading.lex.agent:
            return None  # "he died" is more often a life told than a casualty
        number = Number(noun.idx, noun.idx + 1, noun.idx, 1, 1, 1, "exactly", spelled=True, words="")
        return Draft(noun.idx, noun.idx + len(noun), number, counted, None, "count", noun, noun, verb, noun)
    if noun.lower_ == "old" and reading.lower(noun.i - 2) in ("year", "month"):
        return aged_one(noun, counted, verb)
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lower_ in phrases["collective_nouns"]:
        return None
    if noun.dep_ == "appos" and taken[noun.head.i] and noun.head.pos_ == "NUM":
        return None  # "detained one, a smuggler": counted by the number
    # The entity recogniser cannot be trusted in capitals, nor with who captured what: towns are captured too.
    name = noun.ent_type_ == "PERSON" and not noun.is_upper and verb.lemma_.lower() not in ("capture", "seize", "hold", "catch")
    described = described_by(reading, noun) if noun.pos_ == "PROPN" else noun
    if described is None and not name:
        return None
    acting = verb.lemma_.lower() in reading.lex.phrases["acting"]
    if not name and not reading.people(described) and not (acting and noun.lower_.endswith(reading.lex.agent_endings)):
        return None
    lefts = [
        child
        for child in noun.lefts
        if child.dep_ in ("det", "poss", "nummod", "amod", "compound", "nmod", "quantmod", "predet")
    ]
    lefts = [child for child in lefts if child.ent_type_ not in ("DATE", "TIME")]
    if any(child.dep_ in ("nummod", "quantmod", "predet") or taken[child.i] for child in lefts):
        return None
    determiners = [child.lower_ for child in lefts if child.dep_ == "det"]
    owned = any(child.dep_ == "poss" for child in lefts)
    first = min((child.left_edge for child in lefts), key=lambda token: token.i, default=noun)
    if noun.tag_ in PLURAL and not name:
        # "The suspects" were counted where they were first told of; "suspects" without an article are some of them.
        if owned or any(word != "some" for word in determiners):
            return None
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in reading.lex.phrases["toll"]:
            return None  # "the number of people killed" is told by the number
        number = Number(first.idx, first.idx + 1, first.idx, None, 2, None, "vague", spelled=True, words="")
    elif noun.tag_ in SINGULAR or name:
        if any(word not in phrases["one_person"] for word in determiners):
            return None
        number = Number(first.idx, first.idx + 1, first.idx, 1, 1, 1, "exactly", spelled=True, words="")
    else:
        return None
    if any(
        (token.is_punct and token.text not in "-'’\"“”.") or token.lower_ in ("and", "or") for token in doc[first.i : noun.i]
    ):
        first = noun
        while first.i and first.ent_iob_ == "I" and first.ent_type_ == "PERSON":
            first = doc[first.i - 1]
    unit = unit_of(described) if described is not None else None
    return Draft(first.idx, noun.idx + len(noun), number, counted, unit, "count", described or noun, noun, verb, noun)


def included(reading: Reading, taken: Sequence[bool], counted: Sequence[Draft]) -> list[Draft]:
    """The counted, and those told of as a part of them: "12 people, including a child, died", "among them two nurses"."""
    ends = {draft.last.i: draft for draft in counted if draft.counted in CASUALTY and draft.role != "part"}
    parts: dict[int, Draft] = {}
    added = []
    for token in reading.doc:
        among = token.lower_ in ("among", "amongst") and reading.lower(token.i + 1) in ("them", "whom")
        if token.lower_ != "including" and not among:
            continue
        reach = NOUN_REACH if among else 4
        whole = next((ends[place] for place in range(token.i - 1, max(-1, token.i - reach), -1) if place in ends), None)
        if whole is None or whole.root.sent.start != token.sent.start:
            continue
        heads = (
            [token.head] if among and token.head.i > token.i else [child for child in token.children if child.dep_ == "pobj"]
        )
        for target in heads:
            for noun in (target, *(other for other in target.conjuncts if other.i > target.i)):
                if any(child.lower_ in ("a", "an") for child in noun.lefts):
                    draft = individual(reading, noun, whole.counted, token, taken)
                    added += [replace(draft, role="part", governor=whole.governor)] if draft else []
                elif among:
                    parts[noun.i] = whole
    kept = []
    for draft in counted:
        part = parts.get(draft.noun.i) if draft.noun is not None and draft.counted in ("people", "fighters", "troops") else None
        kept.append(replace(draft, role="part", counted=part.counted, governor=part.governor) if part else draft)
    return kept + added


def settled(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in text order, with what they are beside earlier ones: what adds to a count, and what is of the same occasion.

    One told of before ("killing him") is not counted twice.
    """
    done: list[Draft] = []
    for draft in drafts:
        pronoun = draft.root.pos_ == "PRON" and draft.root.lower_ in reading.lex.phrases["person_pronouns"]
        if pronoun and any(one.counted == draft.counted and one.number.value == 1 for one in done):
            continue
        same = [one for one in done if one.counted == draft.counted and one.role != "part"]
        if draft.role == "increment" and not increases(draft, done):
            draft = replace(draft, role="count")
        if draft.role == "part" and draft.last.lower_ in reading.lex.phrases["them"] and not done:
            draft = replace(draft, role="count")  # a part of nobody who was counted
        marked = draft.role == "increment" or adds(reading, draft) or again(reading, draft)
        if same and (joined(same[-1], draft) or (marked and one_occasion(same[-1], draft))):
            draft = replace(draft, governor=same[-1].governor)
        done.append(draft)
    return done


def increases(draft: Draft, done: Sequence[Draft]) -> bool:
    """Whether "another five" adds to the count of those told of just before, not stands beside others of another fate.

    "Expelled 11 and barred 9 more" is two counts; "Another five died" after nobody counted adds to what the reader knows.
    """
    before = [one for one in done if one.counted in CASUALTY or one.counted == draft.counted]
    if draft.counted not in (*CASUALTY, "people", "fighters", "troops") or not before:
        return True
    near = [one for one in before if one.last.sent.start == draft.last.sent.start]
    near = near or [one for one in before if one.last.sent.start == before[-1].last.sent.start]
    return any(one.counted == draft.counted for one in near)


def same_number(one: Figure, other: Figure) -> bool:
    """Whether a headline's number is the body's: "Three thousand" is "about 3,000", but "14" is not "at least 14"."""
    return one.value == other.value if other.value is not None else one.bounds == other.bounds


def adds(reading: Reading, draft: Draft) -> bool:
    """Whether words say that these are others than those told of before: "two other rebels", "also detained two"."""
    words = {token.lower_ for token in reading.doc[draft.root.left_edge.i : draft.last.i + 1] if token.idx >= draft.start}
    also = draft.governor is not None and any(child.lower_ == "also" for child in draft.governor.children)
    return also or bool(words & reading.lex.phrases["further"])


def again(reading: Reading, draft: Draft) -> bool:
    """Whether the sentence refers back to an occasion told of before: "was detained during the operation"."""
    sent = draft.last.sent
    return reading.lex.occasion.search(reading.text, sent.start_char, sent.end_char) is not None


def one_occasion(before: Draft, draft: Draft) -> bool:
    """Whether nothing sets a sentence apart from an earlier one near it: no day and no place of its own."""
    here, there = draft.last.sent, before.last.sent
    if not 0 <= here.start - there.start <= OCCASION_REACH:
        return False
    known = {token.lower_ for token in there}
    return not any(
        token.ent_type_ in SETTINGS and token.lower_ not in known and token.pos_ in ("PROPN", "NOUN") for token in here
    )


def joined(before: Draft, draft: Draft) -> bool:
    """Whether one sentence tells both in one breath: "arrested a leader and detained two others"."""
    verb, first = draft.governor, before.governor
    return verb is not None and first is not None and verb.dep_ == "conj" and verb.head.i == first.i


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


def aged_one(old: Token, counted: Counted, verb: Token) -> Draft | None:
    """One person named by age alone: "a 17-year-old"."""
    determiner = next(
        (child for child in old.lefts if child.dep_ == "det" and child.lower_ in ("a", "an", "the", "another")), None
    )
    if determiner is None:
        return None
    number = Number(determiner.idx, determiner.idx + 1, determiner.idx, 1, 1, 1, "exactly", spelled=True, words="")
    return Draft(determiner.idx, old.idx + len(old), number, counted, None, "count", None, old, verb, old)


def described_by(reading: Reading, name: Token) -> Token | None:
    """The noun that says what a named person is: "mayor Ana Ruiz", "Ana Ruiz, a teacher"."""
    near = [child for child in name.children if child.dep_ in ("compound", "appos", "nmod") and child.tag_ in SINGULAR]
    return next((child for child in near if reading.singular(child) in reading.lex.units and reading.people(child)), None)


# Ties


class Context:
    """What the other rooms found in an article, ready to be asked by place."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        timexes: Sequence[Timex],
        events: Sequence[EventMention],
    ) -> None:
        self.doc = doc
        self.view = view_of(doc)
        self.article = self.view.article
        named = sorted(
            (mention for mention in mentions if mention.form == "name"), key=lambda mention: (mention.span, mention.id)
        )
        self.mentions = named
        self.mention_starts = [mention.span.start for mention in named]
        self.longest = max((mention.span.end - mention.span.start for mention in named), default=0)
        self.timexes = sorted(timexes, key=lambda timex: (timex.span, timex.id))
        self.timex_starts = [timex.span.start for timex in self.timexes]
        self.triggers: dict[int, EventMention] = {}
        view = self.view
        self.starts = starts = [token.idx for token in doc]
        for event in sorted(events, key=lambda event: (-(event.trigger.end - event.trigger.start), event.id), reverse=True):
            place, stop = view.find(event.trigger.start), view.find(event.trigger.end)
            for index in range(max(0, bisect_right(starts, place) - 1), bisect_left(starts, stop)):
                self.triggers.setdefault(index, event)
        self.held = sorted(
            ((part.start, part.end, statement) for statement in statements for part in statement.content),
            key=lambda item: (item[1] - item[0], item[0], item[2].id),
        )

    def figure(self, draft: Draft) -> Figure:
        span = self.view.span(draft.start, draft.end)
        number, statement = draft.number, self.statement_of(span)
        whom, place = self.of_whom(draft), self.place_of(draft)
        event = self.event_of(draft)
        return Figure(
            id=identify("f", self.article.id, span.start, span.end, draft.counted),
            article=self.article.id,
            span=span,
            value=number.value,
            bounds=Bounds(number.low, number.high),
            comparator=number.comparator,
            counted=draft.counted,
            unit=draft.unit,
            of_whom=whom,
            role=draft.role,
            as_of=self.as_of(draft, statement),
            place=place if place != whom else None,
            event=event.id if event else None,
            statement=statement.id if statement else None,
        )

    def come_true(self, draft: Draft, reading: Reading) -> Draft | None:
        """The draft; of people whom a fate may yet befall ("plans to arrest 12 men"), what they are; of one such, nothing."""
        event = self.event_of(draft) if draft.counted in CASUALTY else None
        if event is None or event.reality not in ("future", "hypothetical") or draft.governor is None:
            return draft
        if event.reality == "hypothetical" and any(child.lower_ == "have" for child in draft.governor.children):
            return draft  # "may have killed 12": past, though not sure
        if draft.number.words == "":
            return None
        kind = reading.kind_of(draft.noun) if draft.noun is not None else "people"
        return None if kind == "other" else replace(draft, counted=kind)

    def statement_of(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds a span: the shortest content wins."""
        return next((statement for start, end, statement in self.held if start <= span.start and span.end <= end), None)

    def mentions_in(self, start: int, end: int) -> Iterator[Mention]:
        """Names that overlap a stretch of the article."""
        place = bisect_left(self.mention_starts, start - self.longest)
        while place < len(self.mentions) and self.mention_starts[place] < end:
            if self.mentions[place].span.end > start:
                yield self.mentions[place]
            place += 1

    def of_whom(self, draft: Draft) -> str | None:
        """The one whose people are counted: a name inside the noun phrase, or after "of" or "from"."""
        noun = draft.noun
        if noun is None or draft.counted in ("money", "other"):
            return None
        inside = self.view.span(draft.start, noun.idx + len(noun))
        names = [mention for mention in self.mentions_in(inside.start, inside.end) if inside.covers(mention.span)]
        if names and names[-1].span.exact != inside.exact:
            return names[-1].entity
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i > noun.i:
                for target in child.children:
                    if target.dep_ == "pobj" and (names := list(self.names_of(target))):
                        return names[0].entity
        return None

    def names_of(self, token: Token) -> Iterator[Mention]:
        span = self.view.span(token.idx, token.idx + len(token))
        return self.mentions_in(span.start, span.end)

    def place_of(self, draft: Draft) -> str | None:
        """A place said of the counted, or of what happened to them."""
        for anchor in (draft.noun, draft.root, draft.governor):
            if anchor is None:
                continue
            for child in anchor.children:
                if child.dep_ == "prep" and child.lower_ in lexicon().phrases["at"]:
                    for target in child.children:
                        if target.dep_ == "pobj" and target.ent_type_ not in UNPLACED and target.pos_ == "PROPN":
                            names = list(self.names_of(target))
                            if names:
                                return names[-1].entity
        return None

    def event_of(self, draft: Draft) -> EventMention | None:
        """The event mention that governs the number: its own governor's, else the nearest one up the parse."""
        if not self.triggers or self.tally(draft):
            return None
        token = draft.governor or draft.root
        for _ in range(CLIMB):
            if token.i in self.triggers:
                return self.triggers[token.i]
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def dates(self, timex: Timex, draft: Draft) -> bool:
        """Whether a day is that of the verb that gives a toll: "the toll rose to 17 on Friday", not "Monday's toll"."""
        if timex.time.precision not in ("day", "minute"):
            return False
        place = max(0, bisect_right(self.starts, self.view.find(timex.span.start)) - 1)
        token = self.doc[place]
        while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
            if token.dep_ in ("poss", "compound", "nmod", "acl", "relcl"):
                return False
            token = token.head
            if token.pos_ == "NOUN" and not (
                timex.span.start <= self.view.span(token.idx, token.idx + 1).start < timex.span.end
            ):
                return False
        return token.is_ancestor(draft.root) and token.pos_ in ("VERB", "AUX")

    def tally(self, draft: Draft) -> bool:
        """Whether a number is a count over a period ("since May", "in recent weeks"), and so of no one event."""
        sent, near = draft.last.sent, self.view.text
        return bool(
            lexicon().tally.search(near, max(sent.start_char, draft.start - REACH), min(sent.end_char, draft.end + TOLL_REACH))
        )

    def as_of(self, draft: Draft, statement: Statement | None) -> Time:
        """The day a count stands for: said of it, else the statement's, else the publication's."""
        sent = draft.last.sent
        edges = self.view.span(sent.start_char, sent.end_char)
        place = bisect_left(self.timex_starts, edges.start)
        near = []
        while place < len(self.timexes) and self.timex_starts[place] < edges.end:
            near.append(self.timexes[place])
            place += 1
        near = [timex for timex in near if timex.time.value]
        until = [phrase.split() for phrase in sorted(lexicon().phrases["until"])]
        for timex in near:
            before = self.article.text[max(0, timex.span.start - 12) : timex.span.start].lower().split()
            if any(before[-len(words) :] == words for words in until):
                return timex.time
        if draft.role == "total" and draft.governor is not None:
            given = [timex for timex in near if self.dates(timex, draft)]
            if given:
                return given[0].time
        if statement and statement.cue:
            told = [timex for timex in near if not statement.holds(timex.span)]
            told = [timex for timex in told if abs(timex.span.start - statement.cue.end) <= REACH]
            if told:
                return min(
                    told, key=lambda timex: (abs(timex.span.start - statement.cue.end if statement.cue else 0), timex.span)
                ).time
        published = self.article.published.time
        if published.value is not None:
            return replace(published, anchor="published", words=None)
        return Time()
