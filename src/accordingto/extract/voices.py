"""Who can be a source at all: somebody, a body, an outlet, a state or a document; a happening, a thing or a toll says nothing.

Verbs of saying are verbs of happenings too ("the blast claimed nine lives", "the raid has seen"), and where a comma is missing
the parser makes a speaker of whatever stands nearest ("condemned the strike calling it a crime"). What holds here: whoever is
found to speak by the frame of a cue is asked whether he can; if not, the one who can takes his place where the sentence shows
who that is, and otherwise nothing was attributed and no statement is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from accordingto.extract.cues import SUBJECTS, agent_of, is_passive, lexicon
from accordingto.extract.drafts import (
    MARKS,
    Draft,
    Tokens,
    can_speak,
    has_that,
    head_of,
    is_paper,
    phrase_of,
    subject_of,
    substance_of,
    trimmed,
)
from accordingto.extract.events.lexicon import lexicon as events
from accordingto.extract.names import heads
from accordingto.read.annotate import view_of

NAMES = frozenset(("PERSON", "ORG", "NORP", "GPE"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
HELD = frozenset(("held", "controlled", "occupied"))
WHERE = frozenset(("in", "near", "at", "from", "around", "outside", "inside", "across", "to", "into", "on", "of"))
PICTURE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")  # a file's name on a line of its own
CLIMBS = 12  # steps from a participle up to the clause whose speaker goes on


@cache
def happenings() -> frozenset[str]:
    """Nouns of what takes place, without those that may as well be a body, a paper or somebody."""
    words = lexicon()
    plain = {
        noun
        for noun, rules in events().nouns.items()
        if any(not rule.idiom and not any(condition.wanted for condition in rule.conditions) for rule in rules)
    }
    spoken = words.documents | words.nouns.keys() | words.unnamed | words.roles | heads().trades | words.words["bodies"]
    return frozenset(plain - spoken - heads().nominals.keys())


@cache
def things() -> frozenset[str]:
    """Nouns of what has no mind and holds no words: weapons, buildings, stretches of land, states of affairs."""
    words = lexicon()
    weapons = frozenset(events().instruments) - words.unnamed - words.words["bodies"] - heads().nominals.keys() - heads().trades
    return weapons | words.words["things"]


def is_mute(noun: Token) -> bool:
    """Whether a noun names what cannot say, want or judge anything."""
    noun = substance_of(noun)
    noted = noun.pos_ in ("NOUN", "PROPN") or (noun.pos_ == "ADJ" and noun.dep_ in SUBJECTS)  # "the offensive"
    if not noted or (noun.pos_ == "PROPN" and noun.ent_type_ in NAMES):
        return False
    lemma = noun.lemma_.lower()
    if noun.text[0].isupper() and not noun.is_sent_start and lemma in lexicon().words["quarters"]:
        return False  # "the West has accused"
    held = any(child.dep_ == "amod" and child.lower_ in HELD for child in noun.children)
    return lemma in happenings() or lemma in things() or (held and not can_speak(noun))  # "rebel-held parts of the town"


def may_say(noun: Token) -> bool:
    """Whether somebody known to be one who speaks: by name, by role or by what a document is."""
    noun = substance_of(noun)
    return not is_mute(noun) and (can_speak(noun) or noun.pos_ == "PROPN")


def above(verb: Token) -> Token | None:
    """Who goes on by a participle that the parser hung on a noun: the nearest one above it that may speak.

    That is a paper ("a film of the blast showing"), or the subject of a clause ("condemned the blast, calling it").
    """
    if verb.head.lemma_.lower() in lexicon().words["assemblies"]:
        return None  # what a march demands is asked by those who march, whoever tells of it
    if _stood_by(verb.head):
        beside = verb.head.head.head
        return beside.head if beside.dep_ == "acl" else subject_of(beside)
    for step, one in enumerate(verb.ancestors):
        if step > CLIMBS:
            return None
        if one.pos_ == "NOUN" and is_paper(one) and one.i < verb.i:
            return one
        if one.pos_ not in ("VERB", "AUX") or (one.dep_ in ("amod", "acl") and one.tag_ in ("VBN", "VBG")):
            continue
        subject = agent_of(one) if is_passive(one) else subject_of(one)
        if subject is not None and may_say(subject) and subject.i < verb.i:
            return subject
    return None


def goes_on(verb: Token, noun: Token) -> bool:
    """Whether a participle behind a noun is not the noun's: what happened, a thing, a place, the dead, those who stood by."""
    if verb.tag_ != "VBG" or noun.i > verb.i or any(child.dep_ == "aux" for child in verb.children):
        return False
    if is_mute(noun) or _is_victim(noun):
        return True
    if noun != verb.head:
        return verb.dep_ == "pcomp" and verb.head.lower_ == "without" and not may_say(noun)
    if verb.lemma_.lower() in lexicon().words["added"] or _stood_by(noun):
        return True
    told = noun.dep_ in ("dobj", "dative") and noun.head.lemma_ in ("tell", "inform", "brief")  # "told reporters, stressing"
    unknown = noun.i + 1 < verb.i and noun.pos_ == "NOUN" and not may_say(noun)
    return (told or unknown or _is_place(noun)) and above(verb) is not None


def _is_place(noun: Token) -> bool:
    """Whether a noun is where something is, though by a finite verb those there may speak: "the town said it would appeal"."""
    if noun.pos_ == "PROPN" or noun.ent_type_ in NAMES:
        return noun.ent_type_ in PLACES and noun.dep_ == "pobj" and noun.head.lower_ in WHERE
    lemma = noun.lemma_.lower()
    return lemma in lexicon().words["premises"] or heads().nominals.get(lemma) == "place"


def _is_victim(noun: Token) -> bool:
    """Whether a noun is a number of people whom something was done to: "killed nine people"."""
    left = noun.head.lemma_ == "leave" and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in ("dead", "injured", "wounded")
    if left:
        return True  # "left 50 rebels dead"
    if noun.dep_ not in ("dobj", "nsubjpass", "conj", "appos") or noun.head.lemma_.lower() not in lexicon().words["harming"]:
        return False
    return any(child.dep_ in ("nummod", "quantmod") for child in noun.children)


def _stood_by(noun: Token) -> bool:
    """Whether somebody only stood beside the one who is told of: "flanked by two guards"."""
    by = noun.head
    return noun.dep_ == "pobj" and by.lower_ in ("by", "with") and by.head.lemma_.lower() in lexicon().words["attending"]


def standing_before(verb: Token, first: int) -> tuple[Tokens, Token | None]:
    """Who stands right before a finite verb of saying that the parser gave no subject, and the head of the words.

    English has no such verb without one: a comma is lost, and the parser took the speaker into the words before
    ("nine died in Ostrel the Harbour Union said"). Read from the order of the words; `first` is the verb's first word.
    """
    doc, floor, last = verb.doc, verb.sent.start, first - 1
    finite = verb.tag_ in FINITE or any(child.dep_ == "aux" and child.tag_ in FINITE for child in verb.children)
    finite = finite or _takes_a_clause(verb)
    if not finite or last < floor or doc[last].ent_type_ in ("DATE", "TIME") or not _bears(doc[last]):
        return frozenset(), None
    start = _phrase_from(doc, last, floor)
    if start > floor and doc[start - 1].pos_ in ("ADP", "PART"):
        return frozenset(), None  # "the man in the port said"
    if doc[last].tag_ == "NN" and not _is_bare(doc[last]) and not _is_begun(doc, start):
        return frozenset(), None  # one of many has an article
    words = trimmed(doc, range(start, last + 1))
    head = next((doc[i] for i in sorted(words) if _bears(doc[i]) and may_say(doc[i])), None)
    apart = head is not None and any(doc[i].lower_ in LINKS for i in range(head.i, last))
    return (words, head) if head is not None and (apart or not is_mute(doc[last])) else (frozenset(), None)


def standing_behind(verb: Token) -> tuple[Tokens, Token | None]:
    """Who stands right behind a finite verb of saying with nothing told behind: "two died in Ostrel said local sources"."""
    doc, first = verb.doc, verb.i + 1
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.lemma_.lower() not in lexicon().words["trailing"] - {"tell", "warn"}:
        return frozenset(), None
    if first >= verb.sent.end or doc[first].ent_type_ in TIMED or doc[first].pos_ not in ("ADJ", "DET", "NOUN", "PROPN"):
        return frozenset(), None
    if any(is_told(child) for child in verb.children if child.i > verb.i):
        return frozenset(), None
    head = next((token for token in doc[first : verb.sent.end] if _bears(token) and not _is_part(token)), None)
    if head is None or not may_say(head) or any(doc[i].pos_ in ("VERB", "AUX", "PUNCT", "PRON") for i in range(first, head.i)):
        return frozenset(), None
    last = max((part.right_edge.i for part in head.children if part.dep_ == "prep" and part.i == head.i + 1), default=head.i)
    if any(doc[i].pos_ in ("VERB", "AUX", "PUNCT") for i in range(head.i, last + 1)):
        last = head.i
    return trimmed(doc, range(first, last + 1)), head


def is_told(clause: Token) -> bool:
    """Whether something below a verb is a clause of its own; "speaking to reporters" is none."""
    bare = clause.tag_ == "VBG" and not any(child.dep_ == "aux" for child in clause.children)
    return clause.dep_ in ("ccomp", "xcomp") and not bare


def _is_part(noun: Token) -> bool:
    """Whether a noun only stands before another of its phrase."""
    return noun.i + 1 < len(noun.doc) and _bears(noun.nbor()) and noun.head.i > noun.i and noun.dep_ in PARTS


ASSERTING = frozenset(("accuse", "claim", "confirm", "report", "warn"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def _takes_a_clause(verb: Token) -> bool:
    """Whether a participle is none: "a source announced that" has a clause that nobody is announced with."""
    told = verb.lemma_.lower() in lexicon().words["trailing"] - {"tell", "warn"}
    return verb.tag_ == "VBN" and told and any(child.dep_ == "ccomp" and has_that(child) for child in verb.children)


PARTS = frozenset(("amod", "compound", "nmod", "nummod", "poss", "quantmod"))  # what stands before a noun in its phrase
LINKS = WHERE | {"for", "and"}  # what may stand inside the phrase that names who speaks


def _bears(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def _is_begun(doc: Doc, start: int) -> bool:
    """Whether a phrase has its article or a name at its front, or begins what stands apart."""
    opens = start == 0 or doc[start].is_sent_start or doc[start - 1].is_punct
    return opens or doc[start].pos_ in ("DET", "PROPN", "PRON") or doc[start].is_title


def _phrase_from(doc: Doc, last: int, floor: int) -> int:
    """Where the noun phrase that ends with a word begins: at its article, its name, or the word that cannot belong to it."""
    at = last
    while at > floor:
        token, before = doc[at], doc[at - 1]
        joined = before.text == "-" and not before.whitespace_ and at - 2 >= floor
        if joined:
            at -= 2
        elif _bears(before) and before.tag_ != "PRP":
            if token.pos_ == "ADJ" or before.ent_type_ in ("DATE", "TIME") or _ends_before(doc, at, last):
                break
            at -= 1
        elif before.pos_ in ("ADJ", "NUM") or before.lower_ == "'s" or (before.tag_ == "VBN" and before.dep_ == "amod"):
            loose = before.pos_ == "ADJ" and before.dep_ not in PARTS
            if token.pos_ == "DET" or loose or before.lower_ in ("alone", "more") or _ends_before(doc, at, last):
                break
            at -= 1
        elif before.pos_ == "DET" or before.tag_ == "PRP$":
            at -= 1
            if at == floor or doc[at - 1].lower_ not in LINKS or not _goes_back(doc, at - 1, floor):
                break
            at -= 1
        elif before.lower_ == "in" and at < last and doc[last].pos_ == "NOUN" and _is_bare(doc[last]):
            break  # "hit a school in Tarn state media said"
        elif (before.lower_ in LINKS and _goes_back(doc, at - 1, floor)) or (
            before.text in "()" and at > 1 and doc[at - 2].is_upper
        ):
            at -= 1
        else:
            break
    if at > floor and doc[at - 1].pos_ == "ADP" and at < last:  # "off the coast fishermen said": where, and who
        at = _apart_from_place(doc, at, last)
    return at


def _goes_back(doc: Doc, joint: int, floor: int) -> bool:
    """Whether what stands before a preposition or "and" is of the same phrase: somebody, or the first part of a name."""
    if joint <= floor:
        return False
    before, named = doc[joint - 1], doc[joint].ent_iob_ == "I"
    return named or (_bears(before) and can_speak(before) and before.ent_type_ not in PLACES and not is_mute(before))


def _ends_before(doc: Doc, at: int, last: int) -> bool:
    """Whether a new phrase begins at a word: a name after a place, somebody after what cannot say anything."""
    token, before = doc[at], doc[at - 1]
    if before.ent_type_ in PLACES and token.ent_iob_ != "I" and (token.ent_type_ or token.is_upper):
        return True
    acronym = token.is_upper and len(token.text) > 2 and at == last and not before.is_upper
    if acronym and not (before.pos_ == "NOUN" and can_speak(before)):
        return True  # "in critical condition KRA said"
    return _is_bare(doc[last]) and before.pos_ == "NOUN" and before.tag_ == "NN" and not can_speak(before) and _is_site(before)


def _is_bare(noun: Token) -> bool:
    """Whether a noun needs no article to name somebody."""
    return noun.tag_ in ("NNS", "NNP", "NNPS") or noun.lemma_.lower() in lexicon().words["bare_bodies"]


def _is_site(noun: Token) -> bool:
    return is_mute(noun) or heads().nominals.get(noun.lemma_.lower()) == "place"


def _apart_from_place(doc: Doc, at: int, last: int) -> int:
    """Where the words for somebody begin that follow the place of a preposition; the front itself where nothing parts them."""
    named = next((span.start for span in doc.ents if span.end == last + 1 and span.start > at), None)
    if named is None and doc[last].pos_ == "PROPN" and not doc[last].is_upper:
        return at  # "in New Ostrel"
    named = last if named is None else named
    while named - 1 > at and doc[named - 1].pos_ in ("ADJ", "NOUN") and doc[named - 1].head.i in range(named, last + 1):
        if _is_site(doc[named - 1]):
            break
        named -= 1
    return named


def heard(doc: Doc, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts whose source can be one; where a comma is lost, with the one who stands right before the cue."""
    for draft in drafts:
        if takes_lives(draft) or _storms(draft) or _is_greeting(draft):
            continue
        if draft.source and draft.kind in ASSERTING and is_nobody(head_of(doc, draft.source)):
            yield replace(draft, report="unverified", certainty="U")
            continue
        if not draft.source or draft.kind == "credit" or (draft.cue is None and draft.continues is not None):
            yield draft
            continue
        draft = _with_name(doc, draft)
        source = undated(doc, draft.source)
        if source != draft.source:
            draft = replace(draft, source=source)
        if draft.rule.startswith("according") and (swallowed := _swallowed(doc, source)):
            draft = replace(draft, source=source - swallowed, content=draft.content | swallowed)
            source = draft.source
        head = head_of(doc, source)
        opens = head.tag_ == "VBG" and head.pos_ == "VERB" and head.i == min(source)  # "Speaking to the paper Osk said"
        told = (
            head.pos_ == "VERB" and head.tag_ in ("VBD", "VBZ", "VBP") and _doer(head, draft)
        )  # "the guild posted a film showing"
        if not opens and not told and not is_mute(head) and not _undergoes(draft, head) and not _is_furniture(doc, source):
            yield draft
            continue
        doer = _doer(head, draft)
        named = any(
            doc[i].pos_ == "PROPN" for i in doer
        )  # "they left Osk said": Osk; "the Guild posted a film, says": the Guild
        other = doer if named else _right_before(doc, draft) or doer
        if not other and draft.head is not None and draft.cue is not None:
            other = standing_before(draft.head, draft.cue[0])[0]
        if other:
            yield replace(draft, source=other, content=draft.content - other)


def _with_name(doc: Doc, draft: Draft) -> Draft:
    """A draft with the name between a quotation and who the named one is: "'...' Ada Lund a teacher said"."""
    first = min(draft.source)
    at = first
    while at and at - 1 in draft.content and doc[at - 1].pos_ == "PROPN":
        at -= 1
    if at == first or at == 0 or doc[at - 1].text not in MARKS or doc[first].pos_ != "DET":
        return draft
    name = frozenset(range(at, first))
    return replace(draft, source=draft.source | name, content=draft.content - name)


def undated(doc: Doc, source: Tokens) -> Tokens:
    """A source without the time, or the name of a picture, that stands before it: "Earlier a source", "toren-gate-shut"."""
    ordered = sorted(source)
    line = view_of(doc).span(doc[ordered[0]].idx, doc[ordered[-1]].idx + len(doc[ordered[-1]])).exact.split("\n")[0].rstrip()
    last = doc[ordered[0]].idx + len(line)
    cut = sum(doc[i].idx < last for i in ordered) if PICTURE.fullmatch(line) else 0
    if cut == len(ordered):
        return source
    hanging = ordered[0] > 0 and doc[ordered[0] - 1].pos_ == "ADP"  # "on Monday state media said": the day is not theirs
    while hanging and cut < len(ordered) - 1 and (doc[ordered[cut]].ent_type_ in TIMED or doc[ordered[cut]].lower_ in HOURS):
        cut += 1
    while cut < len(ordered) - 1:
        token, after = doc[ordered[cut]], doc[ordered[cut + 1]]
        timed = token.ent_type_ in TIMED
        day = timed and (token.pos_ == "PROPN" or token.lower_ in HOURS or (token.text.isdigit() and after.text != "-"))
        dated = (day or (timed and cut > 0)) and (
            cut > 0 or after.ent_type_ in TIMED or after.is_title or after.is_upper or after.pos_ == "DET"
        )
        only = token.lower_ == "alone"  # "on Saturday alone activists said"
        if not (only or dated or (token.lower_ in lexicon().words["times"] and after.pos_ == "DET")):
            break
        cut += 1
    return frozenset(ordered[max(cut, _begun_anew(doc, ordered)) :])


TIMED = ("DATE", "TIME")
HOURS = frozenset(("late", "early", "midnight", "noon", "dawn", "dusk", "morning", "afternoon", "evening", "night"))


def _begun_anew(doc: Doc, ordered: list[int]) -> int:
    """How many words of a source stand before the one that begins a sentence, its full stop lost: "Ostrel A source"."""
    dated = doc[ordered[0]].lower_ in lexicon().words["times"]  # "Earlier in the day a source"
    for place in range(len(ordered) - 1, 0, -1):
        token, before = doc[ordered[place]], doc[ordered[place] - 1]
        if before.pos_ in ("ADP", "CCONJ", "PART") or before.is_punct or token.ent_iob_ == "I" or before.i not in ordered:
            continue
        if token.pos_ == "DET" and (token.is_title or (dated and place <= OPENING)):
            return place
        if before.is_title and place > 1 and before.lower_ in OPENERS:
            return place
    return 0


OPENERS = frozenset(("earlier", "later", "meanwhile"))
OPENING = 5  # words of "Earlier in the same day" and the article after them


def _swallowed(doc: Doc, source: Tokens) -> Tokens:
    """What the parser took into a body's name where its comma is lost: "according to the Harbour Union 10 men drowned"."""
    ordered = sorted(source)
    body = next((one for one in doc.ents if one.label_ == "ORG" and ordered[0] <= one.start <= ordered[0] + 1), None)
    if body is None or body.end not in source:
        return frozenset()
    counts = doc[body.end]
    if counts.pos_ != "NUM" and counts.lower_ not in ("about", "at", "fewer", "less", "more", "nearly", "several", "some"):
        return frozenset()
    return frozenset(i for i in ordered if i >= body.end)


def _doer(head: Token, draft: Draft) -> Tokens:
    """The subject of a clause that was taken for a speaker."""
    doer = next((child for child in head.children if child.dep_ == "nsubj"), None) if head.pos_ == "VERB" else None
    if doer is None or not may_say(doer) or not head.text.islower() or head.ent_type_ in NAMES:
        return frozenset()
    if doer.pos_ == "PROPN" and doer.text.endswith("s") and head.tag_ == "VBZ":
        return frozenset()  # "Karsias acts": an owner whose apostrophe is lost
    return phrase_of(doer, head) & draft.source


def _undergoes(draft: Draft, head: Token) -> bool:
    """Whether a time or place has "seen" what took place in it: "the town has seen heavy fighting"."""
    verb = draft.head
    if verb is None or verb.lemma_ != "see" or verb.tag_ not in ("VBD", "VBN"):
        return False
    if any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children):
        return False
    return head.ent_type_ in (*PLACES, "DATE", "TIME") or (head.pos_ == "NOUN" and not can_speak(head))


def _storms(draft: Draft) -> bool:
    """Whether what is attacked is a place: with arms then, and not with words."""
    verb = draft.head
    if verb is None or verb.lemma_.lower() not in lexicon().words["storming"] or verb.pos_ != "VERB":
        return False
    stormed = next((child for child in verb.children if child.dep_ in ("dobj", "obj")), None)
    if stormed is None:
        return False
    if any(child.dep_ == "amod" and child.lower_ in HELD for child in stormed.children):
        return True  # "attacked rebel-held parts of the town"
    lemma = substance_of(stormed).lemma_.lower()
    return lemma in lexicon().words["stormed"] or (heads().nominals.get(lemma) == "place" and lemma not in lexicon().roles)


def _is_furniture(doc: Doc, source: Tokens) -> bool:
    """Whether words are what a web page prints around its text: "Print Tweet Related News"."""
    words = {doc[i].lower_ for i in source if doc[i].is_title or doc[i].is_upper}
    return len(words & lexicon().words["furniture"]) >= 2


def is_nobody(head: Token) -> bool:
    """Whether words name no one who speaks: "no one", "no group", "neither side"."""
    if head.lower_ in lexicon().words["nobody"] and not head.ent_type_:
        return True
    return (head.lower_ == "one" and head.i > 0 and head.nbor(-1).lower_ == "no") or _is_none(head)


def _is_none(head: Token) -> bool:
    return any(c.lower_ in ("no", "neither") and c.dep_ == "det" and not c.nbor().like_num for c in head.children)


def _is_greeting(draft: Draft) -> bool:
    """Whether what is "said" is a greeting or a prayer, and no content: "said goodbye to the crew", "said their prayers"."""
    verb = draft.head
    if verb is None or verb.lemma_ != "say" or not draft.content:
        return False
    first = next((verb.doc[i] for i in sorted(draft.content) if verb.doc[i].pos_ not in ("DET", "PRON", "ADJ")), verb)
    said = first.lemma_.lower() in lexicon().words["greetings"] and first.i > verb.i and first.i - verb.i <= GREETED
    return said and not any(t.pos_ in ("VERB", "AUX") and t.i < max(draft.content) for t in verb.doc[verb.i + 1 : first.i + 3])


GREETED = 3  # words from the verb to the greeting at most: "said their last prayers"


def takes_lives(draft: Draft) -> bool:
    """Whether a claim is made on lives ("the blast claimed nine lives"): nothing is said by it."""
    verb = draft.head
    if verb is None or verb.lemma_.lower() != "claim" or verb.pos_ not in ("VERB", "NOUN"):
        return False
    clause = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp")), None)
    taken = next((child for child in verb.children if child.dep_ in ("dobj", "obj")), None)
    if clause is not None or taken is None:
        return False
    taken = substance_of(taken)
    counted = any(child.dep_ in ("nummod", "quantmod") for child in taken.children)
    return taken.lemma_.lower() in lexicon().words["lives"] or (counted and can_speak(taken))


def _right_before(doc: Doc, draft: Draft) -> Tokens:
    """Whoever is named right before a verb of saying, if nothing joins the name to the words before it."""
    verb = draft.head
    if draft.cue is None or verb is None or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return frozenset()
    last = max((i for i in draft.source if i < draft.cue[0]), default=-1)
    if last < 0 or any(token.is_alpha and token.pos_ not in ("ADV", "AUX") for token in doc[last + 1 : draft.cue[0]]):
        return frozenset()
    named = next((span for span in doc.ents if span.end == last + 1 and span.label_ in ("PERSON", "ORG")), None)
    first = named.start if named is not None else last
    if named is None and not may_say(doc[last]):
        return frozenset()
    while first - 1 in draft.source and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET") and doc[first].pos_ != "DET":
        if doc[first - 1].head.i not in range(first, last + 1):
            break
        first -= 1
    if first - 1 not in draft.source or doc[first - 1].pos_ in ("ADP", "CCONJ", "SCONJ", "PART", "DET", "PUNCT"):
        return frozenset()
    return trimmed(doc, range(first, last + 1))
