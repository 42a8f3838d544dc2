"""What a report says happened to those it counts is seldom in the number: it stands beside the noun, or in the verb above it.

From a number to its counted noun, and from the noun to its fate (killed, held, gone over a border), by neighbourhood first and
by the parse second. What could not die is never dead, and where words leave open which fate it was, it stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from accordingto.extract.figures.counted import NOUN_REACH, Phrase, Reading, stem
from accordingto.extract.figures.lexicon import lexicon
from accordingto.extract.figures.numbers import Number
from accordingto.model import Counted

TOLL_REACH = 180  # code points before a number searched for the toll it is: "the number of people killed in ... rose to"


LIVES_REACH = 4  # tokens from a number back to "lives": "lives of more than 300 people"
TAKEN_BACK = 3  # tokens before that in which the verb stands: "claimed the lives"
CLIMB = 5  # steps up the parse from a number's noun to the word that says what happened to them


@dataclass(frozen=True, slots=True)
class Fate:
    """What is said of the counted, the word that says so, and whether they are a part of others counted before."""

    counted: Counted | None
    governor: Token | None
    part: bool = False
    total: bool = False


UNSAID = Fate(None, None)
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
PHRASAL = frozenset(("ADP", "DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "PART"))  # what a noun phrase is made of


def fate(reading: Reading, number: Number, phrase: Phrase) -> Fate:
    """What happened to the counted: by the words that stand beside them, then by the parse."""
    if (
        phrase.noun is not None
        and (lone := reading.lex.lone.get(phrase.noun.lower_))
        and phrase.noun.lower_ in reading.lex.state
    ):
        return Fate(lone, phrase.noun)
    found = tolled(reading, number, phrase)
    found = found if found.counted else lives_of(reading, phrase)
    found = found if found.counted else beside(reading, phrase)
    found = found if found.counted else ahead(reading, number, phrase)
    found = found if found.counted else climbed(reading, phrase.root, phrase.noun)
    found = found if found.counted else severed(reading, phrase)
    if found.counted == "detained" and found.governor and taken_by_force(reading, phrase, found.governor):
        return replace(found, counted="abducted")
    if found.counted and not (found.governor and undecided(reading, found.governor)):
        return found
    return own(reading, phrase)


def lives_of(reading: Reading, phrase: Phrase) -> Fate:
    """Those whose lives were taken, by the words alone: "has claimed the lives of over 300 people", whatever follows."""
    place = phrase.first.i
    while place > 0 and phrase.first.i - place < LIVES_REACH and reading.doc[place - 1].lower_ != "lives":
        place -= 1
    if place < TAKEN_BACK or reading.lower(place - 1) != "lives" or reading.lower(place) != "of":
        return UNSAID
    verbs = reading.lex.phrases["taking"] | reading.lex.phrases["losing"]
    for token in reading.doc[place - TAKEN_BACK : place - 1]:
        if token.lemma_.lower() in verbs and not undecided(reading, token):
            return Fate("killed", token)
    return UNSAID


def taken_by_force(reading: Reading, phrase: Phrase, verb: Token) -> bool:
    """Whether those held are hostages: so called, or seized by gunmen. The police who seize people detain them."""
    if phrase.noun is not None and reading.lex.lone.get(reading.singular(phrase.noun)) == "abducted":
        return True
    if verb.lower_ not in reading.lex.patient_people:
        return False
    return any(child.dep_ in ("nsubj", "agent") and gunmen(reading, child) for child in verb.children)


def gunmen(reading: Reading, holder: Token) -> bool:
    nouns = [child for child in holder.children if child.dep_ == "pobj"] if holder.dep_ == "agent" else [holder]
    return any(reading.kind_of(noun) == "fighters" for noun in nouns)


def undecided(reading: Reading, verb: Token) -> bool:
    """Whether the words leave open which of two fates it was: "killed or captured"."""
    for step in (1, -1):
        if reading.lower(verb.i + step) in ("and", "or", "and/or"):
            fates = {reading.lex.patient.get(reading.lower(verb.i + 2 * step)), reading.lex.patient.get(verb.lower_)}
            if "detained" in fates and fates & {"killed", "injured"}:
                return True
    return False


def severed(reading: Reading, phrase: Phrase) -> Fate:
    """A passive whose subject the parse lost.

    "Residents were asked, and two men with ties to the gang were held"; "two rebels, including a leader, being killed".
    """
    doc, lex = reading.doc, reading.lex
    place, inserted = aside(reading, phrase.last.i + 1)
    if not (inserted or reading.lower(phrase.first.i - 1) in ("and", "but", ",") or phrase.first.is_sent_start):
        return UNSAID
    if not reading.mortal(phrase.noun):
        return UNSAID
    for token in doc[place : place + NOUN_REACH]:
        if token.dep_ == "auxpass":
            verb = token.head
            counted = lex.patient.get(verb.lower_)
            own = any(child.dep_ == "nsubjpass" and child.i > phrase.last.i for child in verb.children)
            return Fate(together(reading, verb.i, counted), verb) if counted and not own else UNSAID
        if token.is_sent_start or inserted or not (token.pos_ in PHRASAL or token.dep_ == "amod"):
            break
    return UNSAID


def aside(reading: Reading, place: int) -> tuple[int, bool]:
    """Where a sentence goes on after words set off by commas or brackets, and whether there were any."""
    if reading.lower(place) == "including":
        after = next((token.i for token in reading.doc[place : place + NOUN_REACH] if token.dep_ == "auxpass"), None)
        return (after, True) if after is not None else (place, False)
    closing = {",": ",", "(": ")", "[": "]"}.get(reading.lower(place))
    if closing is None:
        return place, False
    end = next((at for at in range(place + 2, place + 2 + NOUN_REACH) if reading.lower(at) == closing), None)
    return (end + 1, True) if end is not None else (place, False)


def beside(reading: Reading, phrase: Phrase) -> Fate:
    """A state word that follows: "12 dead", "five people were killed", "20 others wounded"."""
    doc, lex = reading.doc, reading.lex
    place, passive = phrase.last.i + 1, False
    if not reading.mortal(phrase.noun):
        return UNSAID
    # "Three people drowned and 21 were hurt": taken for one passive, where nobody is drowned by anybody.
    if place < len(doc) and doc[place].dep_ == "acl" and doc[place].tag_ in ("VBN", "VBD"):
        counted, objects = lex.agent.get(doc[place].lower_), [sub for sub in doc[place].children if sub.dep_ == "dobj"]
        if counted == "killed" and not objects:
            return Fate(counted, doc[place])
    for _ in range(6):
        word = reading.lower(place)
        if word not in lex.phrases["passed_over"] or (word == "," and not passive) or doc[place].is_sent_start:
            break
        passive = passive or word in lex.phrases["passive"]
        place += 1
    word = reading.lower(place)
    if (
        not passive
        and word in lex.state
        and place + 2 < len(doc)
        and doc[place + 1].dep_ == "auxpass"
        and (counted := lex.patient.get(doc[place + 1].head.lower_))
    ):
        return Fate(counted, doc[place + 1].head)  # "the two wounded were held"
    if word in ("in", "behind") and passive and reading.lower(place + 1) in lex.phrases["custody"]:
        return Fate("detained", doc[place + 1])
    if place >= len(doc) or doc[place].is_sent_start:
        return UNSAID
    if doc[place].tag_ in ("VBN", "VBD") and barred(doc[place]) and not any(sub.dep_ == "dobj" for sub in doc[place].children):
        return Fate("banned_entry", doc[place])
    if word not in lex.state or spared(reading, doc[place]):
        return UNSAID
    following = reading.lower(place + 1)
    active = (word in lex.patient or word in lex.patient_people) and not passive
    if active and place + 1 < len(doc):
        after = doc[place + 1]
        # "12 gunmen killed five": the verb has an object of its own; in "12 guards killed 15 injured" it has none.
        if reading.lower(place + 2) in lex.state and (after.pos_ == "NUM" or after.lower_ == "others"):
            return Fate(together(reading, place, lex.state[word]), doc[place])
        if (
            after.pos_ in ("NUM", "DET", "PRON", "PROPN", "ADJ", "NOUN")
            and after.lower_ not in ("in", "by", "on")
            and after.dep_ not in ("npadvmod",)
        ):
            return UNSAID
        if any(child.dep_ == "dobj" for child in doc[place].children) or following in ("a", "an", "the", "at", "more", "up"):
            return UNSAID
    return Fate(together(reading, place, lex.state[word]), doc[place])


def together(reading: Reading, place: int, counted: Counted) -> Counted:
    """ "killed and injured": one number for both."""
    lex = reading.lex
    if counted not in ("killed", "injured"):
        return counted
    for step in (1, -1):
        joint, other = reading.lower(place + step), reading.lower(place + 2 * step)
        second = lex.state.get(other) or lex.patient.get(other)
        if joint in ("and", "or", "and/or", "/", "&") and second in ("killed", "injured") and second != counted:
            return "dead_or_injured"
    return counted


def ahead(reading: Reading, number: Number, phrase: Phrase) -> Fate:
    """A verb that stands right before: "killing five", "arrested at least 12", "killed and injured 40"."""
    doc, lex = reading.doc, reading.lex
    first = reading.token_at(number.start)
    place = first.i - 1
    while place >= 0 and reading.lower(place) in lex.phrases["led_over"]:
        place -= 1
    if (
        place > 0
        and reading.lower(place) == ":"
        and (listed := lex.state.get(reading.lower(place - 1)))
        and phrase.noun is None
    ):
        return Fate(listed, doc[place - 1])  # "Killed: 12"
    if place < 0 or doc[place + 1].is_sent_start or not reading.mortal(phrase.noun):
        return UNSAID
    word, verb = reading.lower(place), doc[place]
    counted = lex.patient.get(word) or (lex.patient_people.get(word) if reading.people(phrase.noun) else None)
    of = reading.lower(place + 1) == "of"
    if (
        counted is None
        and not of
        and (reading.lower(place + 1) in ("dead",) or word in ("dead",))
        and word in lex.phrases["deadly"]
    ):
        counted = "killed"
    if counted is None or verb.pos_ == "ADJ" or (of and verb.pos_ not in ("NOUN", "VERB", "PROPN")):
        return UNSAID
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) and not of:
        return UNSAID
    return Fate(together(reading, place, counted), verb)


def climbed(reading: Reading, token: Token, noun: Token | None) -> Fate:
    """What the parse says of a noun phrase: up to the verb or noun that governs it."""
    lex, part = reading.lex, False
    mortal = reading.mortal(noun)
    own_clause = modified(reading, token) if mortal else UNSAID
    for _ in range(CLIMB):
        dep, head = token.dep_, token.head
        if head.i == token.i:
            break
        if dep == "conj" and head.pos_ == "VERB" and token.pos_ not in ("VERB", "AUX"):
            objects = [child for child in head.children if child.dep_ in ("dobj", "nsubjpass") and next_in_list(child, token)]
            token = objects[-1] if objects else head  # "held a smuggler and two of his aides"
            continue
        if dep in ("conj", "appos"):
            token = head
            continue
        if dep == "pobj":
            preposition, head = head, head.head
            word = preposition.lower_
            if word in lex.phrases["parts"]:
                if head.pos_ in ("VERB", "AUX"):
                    patients = [
                        child
                        for child in head.children
                        if child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.i < preposition.i
                    ]
                    if not patients:
                        break
                    token, part = patients[-1], True
                    continue
                token, part = head, True
                continue
            if word == "with" and reading.lower(preposition.i - 1) in ("along", "together"):
                head = head.head if head.i == preposition.i - 1 else head
                patients = [child for child in head.children if child.dep_ in ("dobj", "nsubjpass")]
                if patients:
                    token = patients[0]
                    continue
                break
            if word == "of":
                counted = lex.nominal.get(head.lemma_.lower()) or lex.nominal.get(reading.singular(head))
                if counted and mortal:
                    return Fate(counted, head, part)
                if reading.lower(head.i) in lex.phrases["containers"] or reading.singular(head) in lex.phrases["containers"]:
                    if head.lower_ in ("bodies", "remains"):
                        return Fate("killed", head, part)
                    if reading.singular(head) == "life" and head.dep_ == "dobj" and mortal:
                        verb = head.head
                        taken = verb.lemma_.lower() in lex.phrases["taking"] | lex.phrases["losing"]
                        return Fate("killed", verb, part) if taken else UNSAID
                    token = head
                    continue
            if word in ("on", "to", "for", "of") and mortal and entry_ban(head):
                return Fate("banned_entry", head, part)
            if word in ("to",) and mortal and head.lower_ in ("injury", "injuries"):
                return Fate("injured", head, part)
            break
        if head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
            break
        if dep in ("dobj", "obj", "nsubjpass", "dative", "oprd", "ccomp", "attr", "nsubj") and head.pos_ != "NOUN":
            found = governed(reading, noun, head, dep)
            return replace(found, part=found.part or part) if found.counted else replace(own_clause, part=part)
        if dep == "poss" and mortal and (counted := lex.nominal.get(head.lemma_.lower())):
            return Fate(counted, head, part)
        if dep in ("compound", "nmod", "nummod", "amod", "npadvmod"):
            token = head
            continue
        break
    return replace(own_clause, part=part)


def next_in_list(noun: Token, other: Token) -> bool:
    """Whether one noun phrase follows right after another: only "and" or a comma stands between them."""
    between = noun.doc[noun.i + 1 : other.left_edge.i]
    return noun.i < other.i and len(between) > 0 and all(token.dep_ in ("cc", "punct") for token in between)


def governed(reading: Reading, noun: Token | None, verb: Token, dep: str) -> Fate:
    """What a verb says of its object, or of its subject."""
    lex = reading.lex
    if verb.dep_ == "auxpass" and verb.head.i < verb.i:
        verb, dep = verb.head, "nsubjpass"  # "also killed were two guards"
    word = verb.lower_
    mortal = reading.mortal(noun)
    children = list(verb.children)
    objects = [child for child in children if child.dep_ in ("dobj", "obj")]
    lives = noun is not None and reading.singular(noun) == "life"
    if dep in ("dobj", "obj") and lives and verb.lemma_.lower() in lex.phrases["taking"] | lex.phrases["losing"]:
        return Fate("killed", verb)
    if (
        dep in ("nsubj",)
        and verb.lemma_.lower() in lex.phrases["losing"]
        and any(reading.singular(child) == "life" for child in objects)
    ):
        return Fate("killed", verb)
    if not mortal:
        return UNSAID
    counted = lex.patient.get(word) or (lex.patient_people.get(word) if reading.people(noun) else None)
    if counted and spared(reading, verb):
        return UNSAID
    if dep in ("dobj", "obj", "dative", "oprd", "ccomp", "attr"):
        if counted == "banned_entry" or (counted is None and barred(verb)):
            return Fate("banned_entry", verb) if barred(verb) else UNSAID
        if counted:
            return Fate(together(reading, verb.i, shared(reading, verb, counted)), verb)
        if phrased := by_phrase(verb):
            return Fate(phrased, verb)
        return complemented(reading, verb)
    if dep == "nsubjpass":
        if counted == "banned_entry" or (counted is None and barred(verb)):
            return Fate("banned_entry", verb) if barred(verb) else UNSAID
        if counted:
            return Fate(together(reading, verb.i, counted), verb)
        if phrased := by_phrase(verb):
            return Fate(phrased, verb)
        if noun is None or reading.people(noun):
            for other in verb.conjuncts:  # "were identified and detained"
                later = other.i > verb.i and other.tag_ == "VBN" and not any(each.dep_ in SUBJECTS for each in other.children)
                if later and (counted := lex.patient.get(other.lower_)):
                    return Fate(together(reading, other.i, counted), other)
        return complemented(reading, verb)
    if verb.lemma_ == "be" and dep == "nsubj":
        for child in children:
            if child.dep_ == "prep" and child.lower_ in ("among", "amongst"):
                for target in child.children:
                    if target.dep_ == "pobj" and (
                        state := lex.state.get(target.lower_)
                        or modified(reading, target).counted
                        or beside(reading, Phrase(target, None, target, target)).counted
                    ):
                        return Fate(state, target, part=True)
    if (
        counted
        and not objects
        and verb.tag_ in ("VBN", "VBD")
        and not any(child.dep_ == "aux" for child in children)
        and word != "expelled"
    ):
        if counted == "banned_entry":
            return Fate(counted, verb) if barred(verb) else UNSAID
        return Fate(together(reading, verb.i, counted), verb)  # a headline's passive: "Five held in raid"
    if word in lex.agent:
        agent = lex.agent[word]
        if agent == "displaced" and noun is not None and runaway(reading, noun):
            return UNSAID
        if agent == "crossed" and not crossing(verb):
            return UNSAID
        return Fate(agent, verb)
    if verb.lemma_.lower() in lex.phrases["suffering"] and any(
        child.lemma_.lower() in lex.phrases["wounds"]
        for child in (*objects, *(target for prep in children if prep.lower_ == "from" for target in prep.children))
    ):
        return Fate("injured", verb)
    return complemented(reading, verb)


def spared(reading: Reading, verb: Token) -> bool:
    """Whether a verb of fate means another thing here: "held accountable", "evacuated to a hospital"."""
    phrases, after = reading.lex.phrases, {reading.lower(place) for place in range(verb.i + 1, verb.i + 1 + NOUN_REACH)}
    lemma = verb.lemma_.lower()
    if lemma == "hold":
        near = {reading.lower(verb.i + 1)} | {child.lower_ for child in verb.children if child.dep_ in ("oprd", "acomp", "prt")}
        return bool(near & phrases["not_held"])
    return lemma == "evacuate" and bool((after | {reading.lower(verb.i - 1)}) & phrases["care"])


def runaway(reading: Reading, noun: Token) -> bool:
    """Whether those who fled were no victims: gunmen, thieves, prisoners."""
    return reading.kind_of(noun) == "fighters" or reading.singular(noun) in reading.lex.phrases["runaways"]


def complemented(reading: Reading, verb: Token) -> Fate:
    """A state or a verb that completes the governing one: "left 12 dead", "are missing", "were reported to have died"."""
    lex = reading.lex
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advmod") and child.i > verb.i:
            if (state := lex.state.get(child.lower_)) and not any(sub.dep_ in ("dobj",) for sub in child.children):
                return Fate(together(reading, child.i, state), child)
            if child.dep_ == "xcomp" and child.lower_ in lex.agent:
                counted = lex.agent[child.lower_]
                if counted != "crossed" or crossing(child):
                    return Fate(counted, child)
            if child.dep_ == "xcomp" and child.lower_ in lex.patient and any(sub.dep_ == "auxpass" for sub in child.children):
                return Fate(lex.patient[child.lower_], child)
    return UNSAID


def modified(reading: Reading, token: Token) -> Fate:
    """What a noun's own clause says of it: "five people killed in the fire", "the 40 who were detained"."""
    lex = reading.lex
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and not any(sub.dep_ == "dobj" for sub in child.children):
            counted = lex.patient.get(child.lower_) or by_phrase(child)
            if counted:
                return Fate(together(reading, child.i, counted), child)
        if child.dep_ == "relcl":
            passive = any(sub.dep_ == "nsubjpass" and sub.lower_ in ("who", "that", "which") for sub in child.children)
            subject = any(sub.dep_ == "nsubj" and sub.lower_ in ("who", "that") for sub in child.children)
            if passive and child.lower_ in lex.patient:
                return Fate(together(reading, child.i, lex.patient[child.lower_]), child)
            if subject and child.lower_ in lex.agent and (lex.agent[child.lower_] != "crossed" or crossing(child)):
                return Fate(lex.agent[child.lower_], child)
        hyphened = reading.lower(child.i - 1) == "-"  # "rebel-held markets"
        if child.dep_ == "amod" and child.lower_ in lex.state and child.i < token.i and not hyphened:
            return Fate(together(reading, child.i, lex.state[child.lower_]), child)
    return UNSAID


def shared(reading: Reading, verb: Token, counted: Counted) -> Counted:
    """Two verbs with one object: "killing and injuring hundreds"."""
    other = verb.head if verb.dep_ == "conj" else None
    if (
        other is not None
        and abs(other.i - verb.i) == 2
        and {reading.lex.patient.get(other.lower_), counted} == {"killed", "injured"}
    ):
        return "dead_or_injured"
    return counted


def by_phrase(verb: Token) -> Counted | None:
    """What a verb says of its patient with the help of other words: "shot dead", "taken hostage", "placed in custody"."""
    if deadly(verb):
        return "killed"
    phrases, word = lexicon().phrases, verb.lemma_.lower()
    after = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 1 + NOUN_REACH]]
    if word in phrases["driving"]:
        return "displaced" if "from" in after and phrases["homes"].intersection(after) else None
    if word in phrases["throwing"]:
        return "deported" if thrown_out(verb) else None
    if word not in phrases["holding"]:
        return None
    if phrases["held_hostage"].intersection(after):
        return "abducted"
    return "detained" if phrases["held_prisoner"].intersection(after) else None


def set_free(reading: Reading, noun: Token) -> bool:
    """Whether captives are told of as captives no more: "ten hostages were freed", "ten hostages freed"."""
    freeing = reading.lex.phrases["freeing"]
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and head.lemma_.lower() in freeing:
        return True
    return any(child.dep_ == "acl" and child.lemma_.lower() in freeing for child in noun.children)


def thrown_out(verb: Token) -> bool:
    """ "Thrown out of the country", "sent back over the border": out of a named place, or over a border."""
    thrown = next((token for token in verb.children if token.i > verb.i and token.lower_ in lexicon().phrases["thrown"]), None)
    if thrown is None:
        return False
    after = verb.doc[thrown.i + 1 : thrown.i + 1 + NOUN_REACH]
    return any(token.ent_type_ == "GPE" or token.lower_ in lexicon().phrases["entry"] for token in after)


def deadly(verb: Token) -> bool:
    """ "shot dead", "stabbed to death", "gunned down", "put to death"."""
    after = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 4]]
    if verb.lemma_.lower() in ("gun",) and "down" in after[:1]:
        return True
    return verb.lower_ in lexicon().phrases["deadly"] and ("dead" in after[:1] or after[:2] == ["to", "death"])


def barred(verb: Token) -> bool:
    """Whether people are kept out of a country: "banned from entering", "denied entry", "turned away at the border"."""
    word = verb.lemma_.lower()
    if word not in lexicon().phrases["barring"]:
        return False
    entry = lexicon().phrases["entry"]
    return any(token.lower_ in entry for token in verb.subtree if token.i > verb.i)


def entry_ban(noun: Token) -> bool:
    return noun.lemma_.lower() in ("ban", "bar") and any(
        token.lower_ in ("entry", "travel", "entering") for token in noun.subtree
    )


def crossing(verb: Token) -> bool:
    """Whether a movement went over a border or into a named place. Entering talks did not; nor did a crossing to come."""
    if any(child.tag_ == "MD" for child in verb.children) or (
        verb.dep_ == "xcomp" and verb.head.lemma_.lower() not in lexicon().phrases["held_true"]
    ):
        return False
    for token in verb.subtree:
        if token.i > verb.i and (token.ent_type_ in ("GPE", "LOC") or token.lower_ in lexicon().phrases["crossed"]):
            return True
    return False


def tolled(reading: Reading, number: Number, phrase: Phrase) -> Fate:
    """ "a death toll of 14", "the number of wounded rose from 30 to 40", "bringing to 17 the number of dead": totals."""
    text, lex = reading.text, reading.lex
    if not reading.mortal(phrase.noun):
        return UNSAID
    floor = text.rfind("\n", 0, number.start) + 1
    before = text[max(floor, number.start - TOLL_REACH) : number.start]
    match = lex.toll_before.search(before) or lex.toll_after.match(text, number.end)
    if not match:
        return UNSAID
    told = "raised" if match.re is lex.toll_before and match["raised"] else "what"
    words = re.findall(r"\w+", match[told].lower())
    counted = next(
        (kind for word in words if (kind := lex.state.get(word) or lex.lone.get(stem(word)) or lex.nominal.get(stem(word)))),
        None,
    )
    if counted is None and words[-1] == "toll":
        counted = "killed"
    place = match.start(told) + (number.start - len(before) if match.re is lex.toll_before else 0)
    return Fate(counted, reading.token_at(place), total=True) if counted else UNSAID


def own(reading: Reading, phrase: Phrase) -> Fate:
    """What the counted noun says by itself: "12 deaths", "14 dead insurgents", "five rebels"."""
    noun, lex = phrase.noun, reading.lex
    if noun is None:
        return UNSAID
    word = reading.singular(noun)
    counted = lex.lone.get(noun.lower_) or lex.lone.get(word)
    if counted in ("abducted", "detained") and set_free(reading, noun):
        return Fate("people", noun.head)
    if counted and word not in ("life", "body"):
        return Fate(counted, noun)
    if word == "life":
        return UNSAID
    if word == "body":
        return Fate("killed", noun)
    found = modified(reading, noun)
    if found.counted and reading.mortal(noun):
        return found
    for token in reading.doc[phrase.first.i + 1 : noun.i]:
        if token.lower_ in lex.state and reading.mortal(noun) and reading.lower(token.i - 1) != "-":
            return Fate(lex.state[token.lower_], token)
    if reading.singular(noun) in lex.phrases["collectives"] and reading.lower(noun.i - 1) in lex.phrases["determiners"]:
        return Fate("people", None)  # "two of the gang"
    return Fate(reading.kind_of(noun), noun.head if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else None)
