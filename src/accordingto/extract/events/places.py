"""Where: the place named in the trigger's own clause, else in the clause above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.extract.events.clauses import (
    NO_PARTY,
    OBJECTS,
    PARTIES,
    PASSIVE_SUBJECTS,
    PLACES,
    SUBJECTS,
    WINDED,
    children_of,
    subjects_of,
)
from accordingto.extract.events.lexicon import lexicon
from accordingto.extract.events.triggers import Happening
from accordingto.extract.events.words import participant, word_at
from accordingto.model import Entity, Mention, Participant
from accordingto.read.annotate import article_of, column_of, sentence_of, tokens_of, view_of

SETTING_WORDS = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "throughout", "within"))
AIMED_WORDS = frozenset(("on", "at", "over", "into", "against"))  # to what an assault strikes
LEADING_WORDS = frozenset(  # to a noun that has a place
    ("during", "on", "of", "after", "for", "into", "to", "by", "with", "through", "beside", "over", "along")
)
BEARINGS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
SPOKEN = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))  # done by speaking
PLACE_DEPTH = 5  # nouns between a trigger and its place: an operation in search of a leader in a town
OPENING_WORDS = 8  # of a sentence, among which the place that opens it is sought
WIDE_KINDS = frozenset(("province", "state", "governorate", "region", "county", "country", "oblast", "prefecture", "coast"))
NAME_WORDS = 6  # words among which the kind of a place, `district`, is sought after the first word of its name
CONTAINERS = 3  # places named after a place, each within the next: village, district, province, country


TOWNS = "towns"  # under which a Doc keeps the words by which its article names places


def know_places(doc: Doc, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
    """Keep in a Doc which words end the name of a place, by what the whole article and the gazetteer say of the name.

    The parser takes many a town for a body or a person by its sound, once or all along.
    """
    places = frozenset(entity.id for entity in entities if entity.kind == "place")
    ends = {mention.span.end: mention.span.start for mention in mentions if mention.form == "name" and mention.entity in places}
    doc.user_data[TOWNS] = frozenset(
        token.i
        for token in tokens_of(doc)
        if token.tag_[:3] == "NNP" and (at := word_at(token)).end in ends and ends[at.end] <= at.start
    )


def names_place(token: Token) -> bool:
    """Whether a word ends the name of a place, as the parser has it or as the article has it elsewhere."""
    return token.ent_type_ in PLACES or token.i in token.doc.user_data.get(TOWNS, ())


class Sites(dict[int, "Token | None"]):
    """The place under each word that was asked for; the events of a sentence share the words above them."""

    def __init__(self) -> None:
        super().__init__()
        self._borne: dict[int, list[tuple[int, Token]]] = {}

    def borne(self, word: Token) -> list[tuple[int, Token]]:
        """The objects, passive subjects and deeds that do a word ("strikes in Orde killed six") with a place under them, each
        with it."""
        found = self._borne.get(word.i)
        if found is None:
            deeds = lexicon().nouns
            told = (
                child
                for child in children_of(word)
                if child.dep_ in OBJECTS
                or child.dep_ in PASSIVE_SUBJECTS
                or (child.dep_ == "nsubj" and child.lemma_.lower() in deeds)
            )
            found = [(child.i, place) for child in told if (place := _place_below(child, self)) is not None]
            self._borne[word.i] = found
        return found


def place_of(happening: Happening, known: Sites) -> Token | None:
    """Where: what was struck, if it is a place; else one named after `in`, `at`, `near` in the trigger's own clause, nearest
    first; else in the clause above."""
    place, hit = _place_around(happening, known) or _place_of_the_other_harm(happening.head, known), struck(happening, known)
    if hit is None or (place is not None and narrowness(place) > narrowness(hit)):
        return place
    return hit


def struck(happening: Happening, known: Sites) -> Token | None:
    """The place that an assault was made on: `shelled Sarn`, `rockets on a mill in Orde`, `a raid on the village of Ribo`."""
    if happening.kind == "RETREAT":
        return _left(happening, known)
    if happening.kind != "ASSAULT":
        return None
    for token in happening.recipients:
        if _named_place(token, "") == token:
            return token
        if (place := _of_place(token)) is not None:
            return place
    head = happening.head
    for child in children_of(head):
        # Often read as an adverb: `shelled Sarn on Friday`.
        if (
            child.i == head.i + 1
            and child.tag_[:3] == "NNP"
            and child.dep_ in ("npadvmod", "advmod")
            and child.ent_type_ not in NO_PARTY
        ):
            return child
    for part in (*happening.parts, *happening.recipients):
        for child in children_of(part):
            if child.dep_ == "prep" and child.lower_ in AIMED_WORDS:
                for noun in _after(child):
                    named = _named_place(noun, "")
                    if named == noun:
                        return named
                    if (place := _place_below(noun, known) or _of_place(noun) or named) is not None:
                        return place
    return None


def _left(happening: Happening, known: Sites) -> Token | None:
    """The place that somebody leaves: `withdrew from posts in Sarn`."""
    for child in (child for part in happening.parts for child in children_of(part)):
        if child.dep_ == "prep" and child.lower_ == "from":
            for noun in _after(child):
                if (place := _named_place(noun, "") or _place_below(noun, known)) is not None:
                    return place
    return None


def _of_place(noun: Token) -> Token | None:
    """`The village of Ribo`, `the southern edge of the town of Ribo`: the name in the of-phrase of a kind of place."""
    words = lexicon().words
    for _ in range(CONTAINERS):
        if noun.lemma_.lower() not in words["grammar.settings"] | words["grammar.edges"]:
            return None
        names = (one for child in children_of(noun) if child.lower_ == "of" for one in children_of(child) if one.dep_ == "pobj")
        name = next(names, None)
        if name is None or name.tag_[:3] == "NNP":
            return name
        noun = name
    return None


def _place_around(happening: Happening, known: Sites) -> Token | None:
    head = happening.head
    anchors = [*happening.parts]
    if happening.carrier is not None:
        anchors.append(happening.carrier)
    for anchor in anchors:
        if (place := _place_below(anchor, known)) is not None:
            return place
    word, shared = head, True  # `shared`: the trigger has no subject of its own, and all of the clause above is its too
    for _ in range(WINDED):
        if shared and not (word == head and happening.kind in SPOKEN):
            # What somebody condemns, asks for or blames is elsewhere.
            for at, found in known.borne(word):
                if at != head.i:
                    return found
        above = word.head
        if (
            above == word
            or word.dep_ in ("relcl", "ccomp", "parataxis", "appos")
            or (word.dep_ == "acl" and word.tag_ != "VBG")
        ):
            return None  # where something is told is not where it happened, nor is a name's history where its news is
        shared = shared and not (word.dep_ == "conj" and any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in children_of(word)))
        place = _place_below(above, known) if above.tag_[:1] in "NVIR" else None
        if place is not None and (shared or (place.i < head.i and place.i < min(t.i for t in subjects_of(above) or [head]))):
            return place  # `in Sarn, police held two and soldiers shot one`: what opens a sentence holds for all of it
        word = above
    return None


def _place_of_the_other_harm(harm: Token, known: Sites) -> Token | None:
    """`Killed two and wounded nine in Sarn`: where the one was done, there was the other."""
    places = (_place_below(other, known) for other in harms_told_with(harm))
    return next((place for place in places if place is not None), None)


def harms_told_with(harm: Token) -> list[Token]:
    """The words of harm that go on from one: `killed two and wounded nine`, `two were killed and nine others injured`."""
    harms = lexicon().words["grammar.outcomes"]
    if harm.lemma_.lower() not in harms:
        return []
    joined = [child for child in children_of(harm) if child.dep_ in ("conj", "advcl")]
    joined += [deep for noun in joined for deep in children_of(noun) if deep.dep_ == "acl"]
    return [other for other in joined if other.lemma_.lower() in harms]


def place_told(main: Token, known: Sites) -> Token | None:
    """Where a sentence says that what it tells took place: the innermost place under what carries it, or that opens it.

    Where the parser lost the way, any place of the sentence that no clause of another subject holds.
    """
    beside = [child for child in children_of(main) if child.dep_ == "advcl" and child.tag_ == "VBG"]
    things = (child for verb in (main, *beside) for child in children_of(verb) if child.dep_ in OBJECTS | PASSIVE_SUBJECTS)
    found = [_place_below(token, known) for token in (main, *beside, *things)]
    found.append(_opening_place(sentence_of(main)))
    places = [place for place in found if place is not None] or list(_strewn_places(main))
    return max(places, key=lambda place: (narrowness(place), -place.i), default=None)


def _opening_place(sent: Slice) -> Token | None:
    """The place that opens a sentence: "In Sarn district, Orde province, a patrol ..." is often read as its subject."""
    for token in tokens_of(sent.doc)[sent.start : min(sent.end, sent.start + OPENING_WORDS)]:
        if token.dep_ == "prep" or token.tag_ == "IN":
            return _named_after(token) if token.lower_ in SETTING_WORDS else None
        if not (token.is_punct or token.is_space or token.tag_[:2] == "RB" or token.ent_type_ in NO_PARTY):
            return None
    return None


def _named_after(preposition: Token) -> Token | None:
    """The head of the name that stands right after a preposition, whatever the parser made of it."""
    doc, at = preposition.doc, preposition.i + 1
    while at < len(doc) and doc[at].tag_ in ("DT", "JJ") and doc[at].ent_type_ not in PLACES:
        at += 1
    start = at
    while at < len(doc) and (doc[at].tag_[:3] == "NNP" or (at > start and doc[at].tag_ in ("HYPH", "POS"))):
        at += 1
    if at == start:
        return None
    if at < len(doc) and doc[at].lemma_.lower() in lexicon().words["grammar.settings"]:
        return doc[at]
    last = doc[at - 1]
    if names_place(last) or last.lemma_.lower() in lexicon().words["grammar.settings"]:
        return last
    # `In Sarn troops ...`: nothing else that is named without an article opens a sentence so.
    opens = preposition.lower_ == "in" and start == preposition.i + 1 and last.ent_type_ in ("", "PERSON", "NORP")
    return last if opens else None


def _strewn_places(main: Token) -> Iterator[Token]:
    doc, sent = main.doc, sentence_of(main)
    parts, lowers = column_of(doc, "DEP"), column_of(doc, "LOWER")
    for at in range(sent.start, sent.end):
        if parts[at] != "prep" or lowers[at] not in SETTING_WORDS:
            continue
        token = tokens_of(doc)[at]
        place = next((found for noun in _after(token) if (found := _named_place(noun, token.lower_)) is not None), None)
        if place is not None and _belongs(token, main):
            yield place


def _belongs(preposition: Token, main: Token) -> bool:
    """Whether no clause of another subject, nor what a subject is of, stands between a place and what carries its sentence."""
    node = preposition.head
    for _ in range(WINDED):
        if node == main:
            return True
        if node.tag_[:2] == "VB" and not (node.dep_ == "advcl" and (node.tag_ in ("VBG", "VB") or _at_once(node))):
            return False
        if node.dep_ == "prep" and node.lower_ not in SETTING_WORDS | LEADING_WORDS:
            return False
        if node.dep_ in SUBJECTS or node.dep_ in ("poss", "relcl", "ccomp") or node.head == node or node.ent_type_ == "ORG":
            return False
        node = node.head
    return False


def narrowness(place: Token) -> int:
    """How narrow a place is, by its words: the south of a country, a province, a district or a name."""
    if any(child.lower_.removesuffix("ern") in BEARINGS | {"central"} for child in children_of(place)):
        return 0
    return 1 if place.lemma_.lower() in WIDE_KINDS else 2


def _place_below(token: Token, known: Sites) -> Token | None:
    """The place under a word; `known` keeps what was found, for the events of a sentence share the words above them."""
    if token.i not in known:
        known[token.i] = _place_under(token, 0)
    return known[token.i]


def _place_under(token: Token, depth: int) -> Token | None:
    beside: list[Token] = []
    for child in children_of(token):
        if child.dep_ == "advcl" and (child.tag_ == "VBG" or _at_once(child)):
            beside.append(child)
            continue
        if child.dep_ not in ("prep", "advmod"):
            continue
        if child.lower_ in SETTING_WORDS or (child.dep_ == "advmod" and child.lower_ in BEARINGS):
            for noun in _after(child):
                if (place := _named_place(noun, child.lower_)) is not None:
                    return place
                for deep in children_of(noun):
                    if deep.dep_ == "prep" and deep.lower_ in ("of", "in", "near"):
                        for name in children_of(deep):
                            if name.dep_ == "pobj" and (place := _named_place(name, "in")) is not None:
                                return place
                    if deep.dep_ == "appos" and names_place(deep):
                        return deep
                if depth < PLACE_DEPTH and (place := _place_under(noun, depth + 1)) is not None:
                    return place
        elif child.lower_ in LEADING_WORDS and depth < PLACE_DEPTH:
            for noun in _after(child):
                # `an attack by the militia in Sarn`: the parser gives the militia its seat.
                if (noun.ent_type_ not in PARTIES or child.lower_ == "by") and (
                    place := _place_under(noun, depth + 1)
                ) is not None:
                    return place
    if depth >= PLACE_DEPTH:
        return None
    if token.tag_[:2] == "NN":
        # `an operation targeting a smuggler in Sarn`, `a fight that began in Sarn`, but not `a smuggler living in Sarn`.
        told = token.lemma_.lower() in lexicon().nouns
        beside += [
            c for c in children_of(token) if told and (c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ in ("VBG", "VB")))
        ]
    for verb in beside:
        if (place := _place_under(verb, depth + 1)) is not None:
            return place
        for noun in children_of(verb):
            if noun.dep_ in OBJECTS and (place := _place_under(noun, depth + 1)) is not None:
                return place
    return None


def _at_once(verb: Token) -> bool:
    """Whether a clause tells what happened at the same time: as, while, when."""
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in ("as", "while", "when") for child in children_of(verb))


def _after(preposition: Token) -> Iterator[Token]:
    """The nouns that follow a preposition, also through `of`: `west of the town`."""
    for child in children_of(preposition):
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "conj" and child.tag_ == "IN":  # `in and around`
            yield from _after(child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (deep for deep in children_of(child) if deep.dep_ == "pobj")


def _named_place(noun: Token, preposition: str) -> Token | None:
    """The name of a place in a noun phrase: the noun itself, one of the kinds that carry a name (`Sarn district`), or a
    name before it (`a Sarn market`)."""
    if noun.lemma_.lower() in lexicon().words["grammar.settings"] - WIDE_KINDS and (town := _of_place(noun)) is not None:
        return town  # `Varland's border town of Orde`
    if names_place(noun):
        return noun
    if noun.ent_type_ in NO_PARTY or noun.tag_[:2] != "NN":
        return None
    named = [c for c in children_of(noun) if c.dep_ in ("compound", "amod", "nmod", "poss") and c.tag_[:3] == "NNP"]
    if named and noun.lemma_.lower() in lexicon().words["grammar.settings"]:
        return noun
    if noun.ent_type_ == "ORG":
        return None  # at the Mill Board
    if (place := next((child for child in named if names_place(child) and child.dep_ != "poss"), None)) is not None:
        return noun if noun.tag_[:3] == "NNP" else place
    if noun.tag_ == "NNP" and preposition == "in" and noun.ent_type_ in ("PERSON", "NORP", ""):
        return noun
    return None


def placed(head: Token, naming: dict[int, list[Mention]]) -> Participant:
    """The innermost place, with the places that contain it where they follow: `Sarn district, Orde province`."""
    innermost = participant(head, naming)
    view, doc, last = view_of(head.doc), head.doc, _name_end(head)
    for _ in range(CONTAINERS):
        joint = last.i + 1
        if joint + 1 >= len(doc) or doc[joint].lower_ not in (",", "in", "of"):
            break
        start = joint + 1 + (doc[joint + 1].tag_ == "DT" and doc[joint].text != ",")
        if start >= len(doc) or doc[start].tag_[:3] != "NNP" or doc[start].ent_type_ in NO_PARTY:
            break
        end = start
        while end + 1 < len(doc) and _goes_on_with(doc[end + 1]):
            end += 1
        kind = doc[end].lemma_.lower()
        within = kind in lexicon().words["grammar.settings"] and kind != last.lemma_.lower()  # a list has places of one kind
        if not within and (not names_place(doc[end]) or _lists(doc[end]) or doc[joint].text != ","):
            break
        last = doc[end]
    if last == head:
        return innermost
    end_at = view.span(last.idx, last.idx + len(last)).end
    return replace(innermost, span=article_of(doc).span(innermost.span.start, end_at))


def _goes_on_with(token: Token) -> bool:
    """Whether a name of a place goes on with a word: not with the day that stands behind it."""
    return token.tag_[:2] in ("NN", "HY") and not token.is_sent_start and token.ent_type_ not in NO_PARTY


def _lists(name: Token) -> bool:
    """Whether a name after a comma is the next of a list or the subject of what follows, not what contains the one before."""
    if name.dep_ == "conj":
        return True
    return name.dep_ in (*SUBJECTS, *PASSIVE_SUBJECTS) and not (name.i + 1 < len(name.doc) and name.nbor().text == ",")


def _name_end(head: Token) -> Token:
    """Where the name of a place ends that the parser cut at a small word or a hyphen: `Ribo wa Sarn district`, `Pul-e Orde`."""
    doc, at = head.doc, head.i
    if head.tag_[:3] != "NNP":
        return head
    for _ in range(NAME_WORDS):
        if at + 1 >= len(doc) or doc[at + 1].is_sent_start or doc[at + 1].is_space:
            break
        word = doc[at + 1]
        if word.lemma_.lower() in lexicon().words["grammar.settings"] and word.tag_[:2] == "NN":
            return word
        if not (
            word.text[:1].isupper()
            or word.text in ("-", "'", "‘", "’")
            or (word.is_alpha and len(word.text) <= 2 and not word.is_stop)
        ):
            break
        at += 1
    return head
