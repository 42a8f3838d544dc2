"""What a count is beside earlier ones: a part of them, an addition to them, or more of the same occasion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from accordingto.extract.figures.counted import NOUN_REACH, Reading
from accordingto.extract.figures.drafts import CASUALTY, HEADINGS, OCCASION_REACH, Draft
from accordingto.extract.figures.fates import modified
from accordingto.extract.figures.numbers import Number
from accordingto.extract.figures.people import PLURAL, individual
from accordingto.model import Counted
from accordingto.read.annotate import column_of

BESIDE = (("as", "well", "as"), ("in", "addition", "to"), ("along", "with"), ("together", "with"))  # joins people to others
SETTINGS = frozenset(("DATE", "TIME", "GPE", "LOC", "FAC"))  # what sets one occasion apart from another


def within(reading: Reading, number: Number) -> bool:
    """Whether a number follows "including" or "among them": a part of what was counted before."""
    place = reading.token_at(number.start).i - 1
    word, before = reading.lower(place), reading.lower(place - 1)
    return (word in reading.lex.phrases["parts"] and word not in ("among", "amongst")) or (
        word in ("them", "whom") and before in ("among", "amongst", "of")
    )


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


def included(reading: Reading, taken: Sequence[bool], counted: Sequence[Draft]) -> list[Draft]:
    """The counted, and those told of as a part of them.

    "12 people, including a child, died", "among them two nurses", "those killed included five children".
    """
    parts: dict[int, tuple[Counted, Token | None]] = {}
    added = []
    for heads, fate, governor, numbered in wholes(reading, counted):
        for target in heads:
            for noun in (target, *(other for other in target.conjuncts if other.i > target.i)):
                if any(token.text in ("-", "–", "—", ")") for token in reading.doc[target.i + 1 : noun.i]):
                    break  # the aside is closed: "23 villagers - including nine children - and 16 soldiers"
                if any(child.lower_ in ("a", "an") for child in noun.lefts):
                    draft = individual(reading, noun, fate, governor or noun, taken)
                    added += [replace(draft, role="part", governor=governor)] if draft else []
                elif numbered:
                    parts[noun.i] = (fate, governor)
    kept = []
    for draft in counted:
        part = parts.get(draft.noun.i) if draft.noun is not None else None
        if part and draft.counted in ("people", "fighters", "troops"):
            draft = replace(draft, role="part", counted=part[0], governor=part[1])
        elif part and draft.counted == part[0] and draft.role == "count":
            draft = replace(draft, role="part")
        kept.append(draft)
    return kept + added


def wholes(reading: Reading, counted: Sequence[Draft]) -> Iterator[tuple[list[Token], Counted, Token | None, bool]]:
    """Yield the nouns that name a part, the fate of the whole, the word that tells it, and whether numbered parts are meant."""
    ends = {draft.last.i: draft for draft in counted if draft.counted in CASUALTY and draft.role != "part"}
    lemmas = column_of(reading.doc, "LEMMA")
    for at, word in enumerate(reading.lowers):
        if word not in ("among", "amongst", "including") and lemmas[at] != "include":
            continue
        token = reading.tokens[at]
        among = token.lower_ in ("among", "amongst")
        if token.lower_ == "including" or (among and reading.lower(token.i + 1) in ("them", "whom")):
            reach = NOUN_REACH if among else 4
            whole = next((ends[place] for place in range(token.i - 1, max(-1, token.i - reach), -1) if place in ends), None)
            if whole is None or whole.root.sent.start != token.sent.start:
                continue
            after = among and token.head.i > token.i
            yield [token.head] if after else objects_of(token), whole.counted, whole.governor, True
        elif among and token.head.lemma_ == "be" and token.i < token.head.i:
            for whole_word in objects_of(token):
                fate, governor = said_of(reading, whole_word)
                heads = [child for child in token.head.children if child.dep_ in ("attr", "nsubj") and child.i > token.head.i]
                if fate:
                    yield heads, fate, governor, True
        elif token.lemma_ == "include" and token.pos_ == "VERB":
            for subject in token.children:
                fate, governor = said_of(reading, subject) if subject.dep_ == "nsubj" else (None, None)
                if fate:
                    yield [child for child in token.children if child.dep_ == "dobj"], fate, governor, True


def objects_of(preposition: Token) -> list[Token]:
    return [child for child in preposition.children if child.dep_ == "pobj"]


def said_of(reading: Reading, word: Token) -> tuple[Counted | None, Token | None]:
    """What a noun says of people by itself or by its clause, and where: "the dead", "those killed"."""
    if word.lower_ in reading.lex.state:
        return reading.lex.state[word.lower_], word
    found = modified(reading, word)
    return (found.counted, found.governor) if found.counted in CASUALTY else (None, None)


def settled(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts in text order, with what they are beside earlier ones: what adds to a count, and what is of the same occasion.

    One told of before ("killing him") is not counted twice.
    """
    done: list[Draft] = []
    for draft in drafts:
        pronoun = draft.root.pos_ == "PRON" and draft.root.lower_ in reading.lex.phrases["person_pronouns"]
        if pronoun and any(one.number.value == 1 and told_with(one, draft) for one in done):
            continue
        draft = added_to(reading, draft, done)
        same = [one for one in done if one.counted == draft.counted and one.role != "part"]
        if draft.role == "increment" and not increases(draft, done):
            draft = replace(draft, role="count")
        if draft.role == "part" and draft.last.lower_ in reading.lex.phrases["them"] and not same:
            draft = replace(
                draft, role="count"
            )  # a part of nobody who was counted so: "fired at the rebels, killing two of them"
        if draft.role == "count" and one_of_those(reading, draft, same):
            draft = replace(draft, role="part")
        draft = understood(reading, draft, done)
        marked = draft.role == "increment" or adds(reading, draft) or again(reading, draft)
        if same and (joined(same[-1], draft) or (marked and one_occasion(same[-1], draft))):
            draft = replace(draft, governor=same[-1].governor)
        done.append(draft)
    return done


def told_with(one: Draft, pronoun: Draft) -> bool:
    """Whether a pronoun is of one told of before: with the same fate, or as dead in the same sentence."""
    return one.counted == pronoun.counted or (one.counted == "killed" and one.root.sent.start == pronoun.root.sent.start)


def added_to(reading: Reading, draft: Draft, done: Sequence[Draft]) -> Draft:
    """People named beside the counted: "killed 40 fighters as well as 12 soldiers", "five nurses in addition to a driver"."""
    if draft.counted not in ("people", "fighters", "troops") or not done:
        return draft
    place = reading.token_at(draft.start).i
    before = tuple(reading.lower(at) for at in range(place - 3, place))
    if not any(before[-len(words) :] == words for words in BESIDE):
        return draft
    one = done[-1]
    if one.counted in CASUALTY and one.root.sent.start == draft.root.sent.start and place - one.last.i <= NOUN_REACH + 3:
        return replace(draft, counted=one.counted, governor=one.governor)
    return draft


def one_of_those(reading: Reading, draft: Draft, same: Sequence[Draft]) -> bool:
    """Whether one is told by their place among those counted before: "two smugglers were held ... the second smuggler"."""
    noun = draft.noun
    if noun is None or draft.number.value != 1 or not any(child.ent_type_ == "ORDINAL" for child in noun.lefts):
        return False
    word = reading.singular(noun)
    return any(one.noun is not None and one.number.value != 1 and reading.singular(one.noun) == word for one in same)


def understood(reading: Reading, draft: Draft, done: Sequence[Draft]) -> Draft:
    """The draft with the noun and the occasion that a count told again leaves out.

    "Police held two smugglers. The two men were caught": the two are those of before. "Two rebels were killed and several
    others caught": the others are rebels.
    """
    if draft.counted not in CASUALTY or draft.role not in ("count", "increment"):
        return draft
    general = draft.noun is None or reading.singular(draft.noun) in reading.lex.phrases["anyone"]
    if not general:
        return same_one(reading, draft, done)
    if draft.noun is not None and draft.noun.lower_ in ("other", "others"):
        near = [one for one in done if one.last.sent.start == draft.last.sent.start and one.counted != draft.counted]
        if near and near[-1].noun is not None and near[-1].noun.tag_ in PLURAL and reading.people(near[-1].noun):
            return replace(draft, unit=near[-1].unit)
        return draft
    if draft.role == "increment" or adds(reading, draft):
        return draft
    for one in reversed(done):
        if one.counted == draft.counted and one.role == "count" and as_many(reading, one, draft):
            return replace(draft, unit=one.unit) if one_occasion(one, draft) else draft
    return draft


def same_one(reading: Reading, draft: Draft, done: Sequence[Draft]) -> Draft:
    """The draft with the noun of the only one of that fate before: "a smuggler was held ... the suspect was held in a barn"."""
    if draft.number.value != 1 or draft.noun is None or reading.lower(reading.token_at(draft.start).i) != "the":
        return draft
    if reading.singular(draft.noun) not in reading.lex.phrases["known"]:
        return draft
    before = {
        one.unit.lower(): one
        for one in done
        if one.counted == draft.counted and one.role == "count" and one.number.value == 1 and one.unit is not None
    }
    if len(before) != 1 or draft.role != "count" or adds(reading, draft):
        return draft
    (one,) = before.values()
    return replace(draft, unit=one.unit)


def as_many(reading: Reading, one: Draft, other: Draft) -> bool:
    """Whether two counts may be of the same people: equal bounds, and a noun of people in the number of the count."""
    if one.noun is None or one.number.value == 0 or not reading.people(one.noun):
        return False
    if (one.noun.tag_ in PLURAL) is (one.number.value == 1):
        return False
    return (one.number.value, one.number.low, one.number.high) == (other.number.value, other.number.low, other.number.high)


def told_exactly(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without bare plurals ("killing rebels") where a number says of the same how many: they are no further people."""
    counted = [draft for draft in drafts if not bare_plural(draft)]

    def said(draft: Draft) -> bool:
        anywhere = heading(reading, draft) or reading.lower(reading.token_at(draft.start).i) == "the"
        return any(
            one.counted == draft.counted
            and (anywhere or abs(one.last.i - draft.last.i) <= OCCASION_REACH)
            and alike(reading, one.noun, draft.noun)
            for one in counted
        )

    heads = {draft.noun.i for draft in counted if draft.noun is not None and draft.number.value != 1}

    def shares(draft: Draft) -> bool:
        """ "25 soldiers and guards": one number for both."""
        noun = draft.noun
        return noun is not None and noun.dep_ == "conj" and noun.head.i in heads and noun.left_edge.i - noun.head.i == 2

    return [
        draft for draft in drafts if not (bare_plural(draft) and (shares(draft) or (not adds(reading, draft) and said(draft))))
    ]


def heading(reading: Reading, draft: Draft) -> bool:
    return reading.view.article.zone_at(reading.view.span(draft.start, draft.end).start) in HEADINGS


def bare_plural(draft: Draft) -> bool:
    return draft.number.comparator == "vague" and draft.number.words == "" and draft.number.low == 2


def alike(reading: Reading, one: Token | None, other: Token | None) -> bool:
    """Whether two nouns may name the same people: "fighters" and "rebels" or "people", but not "fighters" and "soldiers"."""
    if one is None or other is None:
        return True
    kinds = {reading.kind_of(one), reading.kind_of(other)}
    return len(kinds) == 1 or "people" in kinds


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
