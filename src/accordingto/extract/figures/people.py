"""People counted without a number: one ("killing the mayor"), some ("wounded guards"), nobody ("no one was hurt")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.attrs import POS
from spacy.symbols import ADJ, AUX, NOUN, PROPN, VERB
from spacy.tokens import Token

from accordingto.extract.figures.counted import Phrase, Reading, unit_of
from accordingto.extract.figures.drafts import CASUALTY, OCCASION_REACH, Draft
from accordingto.extract.figures.fates import (
    Fate,
    barred,
    beside,
    by_phrase,
    climbed,
    deadly,
    next_in_list,
    own,
    runaway,
    spared,
)
from accordingto.extract.figures.labels import SINGULAR
from accordingto.extract.figures.lexicon import lexicon
from accordingto.extract.figures.numbers import Number
from accordingto.model import Counted, EventMention
from accordingto.read.annotate import column_of


def nobody(reading: Reading, taken: list[bool]) -> Iterator[Draft]:
    """Yield zeros: "no one was hurt", "there were no casualties", "without arrests"."""
    doc, lex = reading.doc, reading.lex
    for place, lower in enumerate(reading.lowers):
        if lower not in lex.phrases["nobody"]:
            continue
        token = doc[place]
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


CAPTURES = frozenset((("COERCE", "arrest"), ("ASSAULT", "abduct")))  # kinds and modes whose recipients are people taken
BEFALLEN = frozenset(("killed", "injured", "dead_or_injured", "missing", "abducted", "detained"))  # done to people
PLURAL = frozenset(("NNS", "NNPS"))
TELLING = frozenset((NOUN, PROPN, VERB, AUX, ADJ))  # words that can say what became of somebody


def uncounted_people(reading: Reading, taken: list[bool], found: Sequence[Draft]) -> Iterator[Draft]:
    """Yield people named without a number of whom something is said: one ("the mayor was killed") or a bare plural.

    "The rebels were killed" says of those `found` before ("five rebels attacked") what became of them.
    """
    lex, lemmas = reading.lex, column_of(reading.doc, "LEMMA")
    best: dict[int, tuple[int, Draft]] = {}
    for place, pos in enumerate(reading.doc.to_array(POS).tolist()):
        if pos not in TELLING:
            continue
        word, lemma = reading.lowers[place], lemmas[place]
        if (
            word in lex.patient
            or word in lex.patient_people
            or word in lex.phrases["taking_verbs"]
            or word in lex.agent
            or lemma in lex.nominal
            or (word in lex.phrases["deadly"] and deadly(reading.tokens[place]))
            or lemma.lower() in lex.phrases["taking"]
        ):
            verb = reading.tokens[place]
            for noun, counted in patients(reading, verb):
                for one in (noun, *listed(noun)):
                    if one.i != noun.i and same_person(noun, one):
                        continue
                    draft = same_people(reading, one, counted, verb, found) or individual(reading, one, counted, verb, taken)
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
            if child.dep_ == "prep" and child.lower_ in ("of", "against"):
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
        if not subjects and verb.dep_ == "conj":
            subjects = [child for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass")]
        if any(
            target.lemma_.lower() in lex.phrases["natural"]
            for part in children
            if part.lower_ in ("of", "from")
            for target in part.children
        ):
            return  # "her father died of cancer"
        if counted == "displaced" and any(child.tag_ not in PLURAL or runaway(reading, child) for child in subjects):
            return  # "the driver fled"
        yield from ((resolved(subject), counted) for subject in subjects)
        return
    if verb.lemma_.lower() in lex.phrases["taking"] and (taken_lives := list(lives_taken(reading, verb))):
        yield from ((one, "killed") for one in taken_lives)
        return
    fated = lex.patient.get(word) or by_phrase(verb) or lex.patient_people.get(word)
    if intended(verb) or (word == "hurt" and not passive and not hits(reading, children)):
        return  # "an operation to capture a leader": nobody is captured yet
    if fated is None or (fated == "banned_entry" and not barred(verb)) or spared(reading, verb):
        return
    objects = [child for child in children if child.dep_ in ("dobj", "obj")]
    if not passive:
        yield from ((target, fated) for target in objects)
    subjects = [child for child in children if child.dep_ == "nsubjpass"]
    yield from ((resolved(child), fated) for child in subjects)
    auxiliary = next((child for child in children if child.dep_ == "auxpass"), None)
    if auxiliary is not None and not subjects and shares_subject(verb, auxiliary):
        yield from ((resolved(child), fated) for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass"))
    if auxiliary is not None and not subjects and verb.dep_ in ("ROOT", "ccomp") and auxiliary.i:
        before = verb.doc[auxiliary.i - 1]  # a subject the parse hung elsewhere
        yield (before.head if before.dep_ == "conj" else before), fated
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not objects:
        yield verb.head, fated
    if (
        verb.dep_ == "conj"
        and not objects
        and auxiliary is None
        and not any(child.dep_ in ("nsubj", "nsubjpass") for child in children)
        and verb.tag_ == "VBN"
    ):
        yield from ((resolved(child), fated) for child in verb.head.children if child.dep_ == "nsubjpass")
    if verb.dep_ == "xcomp" and passive:
        yield from ((resolved(child), fated) for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass"))


def intended(verb: Token) -> bool:
    """Whether a deed is only what another is done for: "an operation to capture a leader"."""
    words = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return "to" in words and "have" not in words


def hits(reading: Reading, children: Sequence[Token]) -> bool:
    """Whether what hurts can wound: people, weapons, vehicles, attacks; a speech hurts a candidate otherwise."""
    subjects = [child for child in children if child.dep_ == "nsubj"]
    return all(reading.kind_of(subject) not in ("other", "money") for subject in subjects)


def lives_taken(reading: Reading, verb: Token) -> Iterator[Token]:
    """Yield those whose life was taken: "claimed the life of a woman"."""
    for child in verb.children:
        if child.dep_ == "dobj" and reading.singular(child) == "life":
            for part in child.children:
                if part.dep_ == "prep" and part.lower_ == "of":
                    yield from (target for target in part.children if target.dep_ == "pobj")


def shares_subject(verb: Token, auxiliary: Token) -> bool:
    """Whether a passive has the subject of the verb before: "they fled and were caught", not "and two men were caught"."""
    if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
        return False
    between = verb.doc[verb.head.i + 1 : auxiliary.i]
    joint = max((token.i for token in between if token.dep_ == "cc" and token.head.i == verb.head.i), default=None)
    return joint is not None and all(token.pos_ in ("ADV", "AUX", "PUNCT") for token in verb.doc[joint + 1 : auxiliary.i])


def listed(noun: Token) -> Iterator[Token]:
    """Yield the further nouns of a list: "a commander, his deputy and two guards", whatever the parse makes of the comma."""
    yield from (other for other in noun.conjuncts if other.i > noun.i and other.dep_ == "conj")
    opened = determined(noun)
    if noun.dep_ in ("dobj", "obj") and noun.head.pos_ == "VERB":
        yield from (other for other in noun.head.conjuncts if other.pos_ in ("NOUN", "PROPN") and next_in_list(noun, other))
    for child in noun.children:
        if child.dep_ != "appos" or child.i < noun.i:
            continue
        # Of "a leader, a smuggler and three others" the parse makes a kind of others.
        yield from (
            part for part in child.lefts if part.tag_ in SINGULAR and part.dep_ == "nmod" and part.nbor(-1).tag_ == "DT"
        )
        if not child.conjuncts:
            continue
        own = any(part.dep_ == "poss" for part in child.lefts)
        # "A leader, a smuggler and two guards" is a list; of "Ruiz, a smuggler, and two guards" the smuggler is Ruiz.
        if own or (noun.pos_ == "NOUN" and opened and determined(child) == opened):
            yield child
            yield from (other for other in child.conjuncts if other.i > child.i and other.dep_ == "conj")


def determined(noun: Token) -> str:
    """The article of a noun, "an" as "a"."""
    word = next((child.lower_ for child in noun.lefts if child.dep_ == "det"), "")
    return "a" if word == "an" else word


def same_person(noun: Token, other: Token) -> bool:
    """ "A commander and facilitator" is one person; "a commander and a facilitator" are two, "a man, woman and child" three."""
    if other.lower_ in lexicon().phrases["kin"]:
        return False
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


def individual(
    reading: Reading, noun: Token, counted: Counted, verb: Token, taken: Sequence[bool], sure: bool = False
) -> Draft | None:
    """One person, or people of no said number, as a figure. `sure`: the verb can have no other patient than people."""
    doc = reading.doc
    phrases = reading.lex.phrases
    if taken[noun.i] or noun.sent.start != verb.sent.start:
        return None
    if counted == "displaced" and noun.tag_ not in PLURAL:
        return None  # one who was evacuated was mostly brought to care
    if noun.lower_ in phrases["containers"] or noun.lower_ in reading.lex.state:
        return None  # "the wounded" are of no said number
    if noun.lower_ in phrases["person_pronouns"]:
        if verb.lower_ in reading.lex.agent:
            return None  # "he died" is more often a life told than a casualty
        number = Number(noun.idx, noun.idx + 1, noun.idx, 1, 1, 1, "exactly", spelled=True, words="")
        return Draft(noun.idx, noun.idx + len(noun), number, counted, None, "count", noun, noun, verb, noun)
    if noun.lower_ == "old" and reading.lower(noun.i - 2) in ("year", "month"):
        return aged_one(noun, counted, verb)
    if refused(noun):
        return None  # "no women or children were hurt"
    named, noun = noun, headed(reading, noun)
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lower_ in phrases["collective_nouns"]:
        return None
    if noun.dep_ == "appos" and taken[noun.head.i] and noun.head.pos_ == "NUM":
        return None  # "detained one, a smuggler": counted by the number
    # The entity recogniser cannot be trusted in capitals, nor with who captured what: towns are captured too.
    name = noun.ent_type_ == "PERSON" and not noun.is_upper and verb.lemma_.lower() not in ("capture", "seize", "hold", "catch")
    described = described_by(reading, noun) if noun.pos_ == "PROPN" else noun
    if described is None and not name:
        return None
    acting = sure or verb.lemma_.lower() in reading.lex.phrases["acting"]
    if (
        not name
        and not reading.people(described)
        and not (acting and noun.pos_ == "NOUN" and noun.lower_.endswith(reading.lex.agent_endings))
    ):
        return None
    lefts = [
        child
        for child in (*named.lefts, *(noun.lefts if noun.i != named.i else ()))
        if child.dep_ in ("det", "poss", "nummod", "amod", "compound", "nmod", "quantmod", "predet")
    ]
    lefts = [child for child in lefts if child.ent_type_ not in ("DATE", "TIME")]
    if any(child.dep_ in ("nummod", "quantmod", "predet") or taken[child.i] for child in lefts):
        return None
    determiners = [child.lower_ for child in lefts if child.dep_ == "det"]
    owned = any(child.dep_ == "poss" for child in lefts)
    first = min((child.left_edge for child in lefts), key=lambda token: token.i, default=noun)
    if first.i == noun.i and noun.dep_ == "nmod" and noun.nbor(-1).tag_ == "DT":
        first = noun.nbor(-1)
    if noun.tag_ in PLURAL and not name:
        # "The suspects" were mostly counted where they were first told of: roles.told_exactly drops them then.
        if owned or any(word not in ("some", "the") for word in determiners) or habitual(verb):
            return None
        # "The people" are mostly a nation's.
        if "the" in determiners and (counted not in BEFALLEN or noun.lower_ in ("people", "others")):
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
        (token.is_punct and token.text not in "-'’\"“”.()") or token.lower_ in ("and", "or") for token in doc[first.i : noun.i]
    ):
        first = noun
        while first.i and first.ent_iob_ == "I" and first.ent_type_ == "PERSON":
            first = doc[first.i - 1]
    unit = unit_of(described) if described is not None else None
    return Draft(first.idx, noun.idx + len(noun), number, counted, unit, "count", described or noun, noun, verb, noun)


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


def captives(
    reading: Reading, events: Sequence[EventMention], taken: Sequence[bool], found: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield those whom an arrest or an abduction names, one by one, where no word of a fate had led to them."""
    told = {draft.root.i for draft in found} | {draft.noun.i for draft in found if draft.noun is not None}
    for event in events:
        if (event.kind, event.mode) not in CAPTURES or event.reality not in ("happened", "ongoing"):
            continue
        trigger = reading.token_at(reading.view.find(event.trigger.end - 1))
        counted = captured(reading, trigger)
        if counted is None or intended(trigger):
            continue
        for recipient in event.recipient:
            if recipient.span is None:
                continue
            first, last = (reading.token_at(reading.view.find(at)).i for at in (recipient.span.start, recipient.span.end - 1))
            noun = reading.doc[last]
            while first <= noun.head.i <= last and noun.head.i != noun.i:
                noun = noun.head
            listed_again = noun.dep_ == "conj" and same_person(noun.head, noun)
            if noun.i in told or listed_again or noun.tag_ not in SINGULAR or noun.dep_ == "compound":
                continue
            draft = individual(reading, noun, counted, trigger, taken, sure=True)
            if draft is not None and draft.last.i not in told:
                told.add(draft.last.i)
                yield draft


def captured(reading: Reading, word: Token) -> Counted | None:
    """What a word says of people taken; None of those only stopped or searched."""
    lex = reading.lex
    fates = (
        lex.patient.get(word.lower_),
        by_phrase(word),
        lex.patient_people.get(word.lower_),
        lex.nominal.get(word.lemma_.lower()),
    )
    return next((fate for fate in fates if fate in ("detained", "abducted")), None)


def headed(reading: Reading, noun: Token) -> Token:
    """The person whom a long name describes: in "an Army of the North leader" the leader, not the army that the parse heads."""
    if noun.pos_ != "PROPN" or noun.ent_type_ == "PERSON":
        return noun
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            for target in child.children:
                bare = not any(part.dep_ in ("det", "poss") for part in target.lefts)
                if target.dep_ == "pobj" and target.tag_ == "NN" and bare and reading.people(target):
                    return target
    return noun


def refused(noun: Token) -> bool:
    """Whether a noun is one of a list that begins with "no"."""
    return noun.dep_ == "conj" and any(child.lower_ == "no" for child in noun.head.lefts if child.dep_ == "det")


def habitual(verb: Token) -> bool:
    """Whether a deed is told as a trait, not as one deed: "known for kidnapping villagers", not "accused of killing guards".

    One person so told of is one; people of no said number are no count at all.
    """
    if verb.tag_ != "VBG":
        return False
    head = verb
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ in ("pcomp", "pobj"):
        return head.head.head.lemma_.lower() not in lexicon().phrases["blaming"]
    return head.dep_ == "amod" or head.pos_ == "NOUN"


def same_people(reading: Reading, noun: Token, counted: Counted, verb: Token, found: Sequence[Draft]) -> Draft | None:
    """Those counted before without a fate, where their fate is told: "Five rebels attacked. The rebels were killed"."""
    if noun.tag_ not in PLURAL or noun.sent.start != verb.sent.start or counted not in BEFALLEN:
        return None
    if habitual(verb) or (verb.dep_ in ("relcl", "acl") and verb.head.i == noun.i):
        return None  # "the guards who were killed" need no guards told of before
    articles = [child for child in noun.lefts if child.dep_ == "det"]
    if not articles or any(child.lower_ not in ("the", "these", "those", "all") for child in articles):
        return None
    if any(child.dep_ in ("nummod", "poss") for child in noun.lefts):
        return None
    before = [
        draft
        for draft in found
        if draft.noun is not None and draft.last.i < noun.i and reading.singular(draft.noun) == reading.singular(noun)
    ]
    if not before or before[-1].counted not in ("people", "fighters", "troops") or before[-1].number.value == 0:
        return None
    one = before[-1]
    if noun.i - one.last.i > OCCASION_REACH or one.number.value == 1:
        return None
    first = min((child.left_edge for child in articles), key=lambda token: token.i)
    number = replace(one.number, start=first.idx, end=noun.idx + len(noun), core=first.idx, words="")
    return Draft(first.idx, noun.idx + len(noun), number, counted, unit_of(noun), "count", noun, noun, verb, noun)
