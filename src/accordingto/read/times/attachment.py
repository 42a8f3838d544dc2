"""Which time belongs to a word that tells of something: its own, its clause's, or its sentence's only one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.model import Time, Timex
from accordingto.read.annotate import block_of, sentence_of, slice_at, view_of, zone_of
from accordingto.read.times.calendar import MONTH, PART, WEEKDAY, YEAR
from accordingto.read.times.tense import INTENDING, REPORTING, verb_of

# Their dates say when it was written, not when anything happened.
ABOUT_THE_REPORT = frozenset(("dateline", "byline", "credit"))


def time_at(token: Token, timexes: Sequence[Timex], *, aside: bool = False) -> Time | None:
    """The time that belongs to a word that tells of something: its own, its clause's, or its sentence's only one.

    A duration is no such time, and the time of saying is not the time of what is said. What stands `aside` (a relative
    clause, the past perfect) has only a time told with it, never that of the clause it stands beside. None where nothing
    says when.
    """
    told = _times_by_sentence(token.doc, timexes).get(sentence_of(token).start, ())
    if not told:
        return None
    own: list[tuple[bool, int, int, int, Time]] = []
    clause: list[tuple[bool, int, int, Time]] = []
    whole: list[Time] = []
    verb = token if token.pos_ in ("VERB", "AUX") else verb_of(token)
    above = {token.i, *(ancestor.i for ancestor in token.ancestors)}
    for root, time in told:
        vague = (time.words or "").casefold() == "overnight"  # `an overnight raid Monday`: Monday says which night
        distance = _steps_up(root, token)
        if distance is not None:
            own.append((vague, distance, abs(root.i - token.i), root.i, time))
            continue
        governor = verb_of(root)
        if governor is not None and _steps_up(root, governor) is None:
            continue  # it dates another noun, and no verb
        if governor is None:
            whole.append(time)
        elif verb is not None and (governor == verb or _beside(governor, verb)):
            own_saying = governor.lemma_.casefold() in REPORTING and not _tells_of(root, token, governor, told)
            if verb is token or not (aside or own_saying or _spoken_of(token, verb)):
                clause.append((vague, abs(root.i - token.i), root.i, time))
        elif (governor.i in above and governor.lemma_.casefold() not in REPORTING and not _enclosed(token, governor)) or (
            governor.dep_ == "ROOT" and verb is None
        ):
            whole.append(time)
    if own:
        return min(own, key=lambda found: found[:4])[-1]
    if clause:
        return min(clause, key=lambda found: found[:3])[-1]
    if _carries(token) and (last := _closing(token, told)) is not None:
        return last
    return whole[0] if len(whole) == 1 and not aside else None


def times_told(sent: Slice, timexes: Sequence[Timex]) -> list[Time]:
    """The times that a sentence tells, durations left out, in the order of the text."""
    return [time for _, time in _times_by_sentence(sent.doc, timexes).get(sent.start, ())]


def told_in(sent: Slice) -> Token:
    """The word that carries what a sentence tells: its root, or what a verb of saying at its root has for its content."""
    root = sent.root
    for _ in range(3):
        if root.lemma_.casefold() not in REPORTING:
            break
        inner = next((child for child in root.children if child.dep_ == "ccomp"), None)
        if inner is None:
            break
        root = inner
    return root


def _carries(token: Token) -> bool:
    """Whether a word carries its sentence: its main verb, or the noun of which that says that it is so."""
    main = told_in(sentence_of(token))
    if token == main:
        return token.pos_ in ("VERB", "AUX")
    told = token.head == main and token.dep_ in ("dobj", "nsubjpass", "nsubj") and token.pos_ == "NOUN"
    return told and main.lemma_.casefold() in REPORTING


def _closing(main: Token, told: Sequence[tuple[Token, Time]]) -> Time | None:
    """The time that closes a sentence belongs to what carries it, over participles, purposes and what they have with them.

    "Police held two men while searching for a third in Sarn, on Monday": no clause with a tense of its own stands between.
    The place may stand behind it: "confirmed the capture of a guard based in Orde during an operation on Monday in Sarn".
    """
    root, time = told[-1]
    end = root.right_edge.i + 1
    if root.dep_ in ("amod", "compound"):
        if root.head.dep_ != "pobj" or root.head.head.lower_ not in SETTING:
            return None  # `condemned the overnight raid`
        end = root.head.right_edge.i + 1
    if end <= main.i or not _ends(main, end):
        return None
    start = root.left_edge.i
    set_off = start > 0 and main.doc[start - 1].text == ","
    node = root
    while node != main:
        if node.head == node:
            return time if set_off and node.lemma_.casefold() in REPORTING and len(told) > 1 else None
        if node != root and node.pos_ in ("VERB", "AUX") and node.dep_ != "prep":
            if node.dep_ in ("relcl", "ccomp", "csubj") or node.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                return None
            reputed = node.head.dep_ == "acl" and node.head.lemma_ in REPUTED
            if node.tag_ == "VB" and not reputed and (node.dep_ in ("xcomp", "ccomp") or node.head.lemma_ in INTENDING):
                return None
            if any(child.dep_ == "mark" and child.lower_ in ("after", "before", "since", "until") for child in node.children):
                return None
        if node.pos_ == "ADP" and node.lower_ not in SETTING and not set_off and node.head.pos_ not in ("VERB", "AUX"):
            return None
        node = node.head
    return time


def _ends(main: Token, end: int) -> bool:
    """Whether nothing stands between a place in a sentence and its end but marks and where it was."""
    doc, last = main.doc, sentence_of(main).end
    while end < last and (doc[end].is_punct or doc[end].is_space):
        end += 1
    if end < last and doc[end].pos_ == "ADP" and doc[end].lower_ in ("in", "at", "near", "outside"):
        end = doc[end].right_edge.i + 1
    return all(word.is_punct or word.is_space for word in doc[end:last])


# Somebody known to do a thing does it at any time: a day told after it is that of what is told of him.
REPUTED = frozenset(("know", "believe", "suspect", "think", "say", "allege", "accuse"))
# Through these a noun says when and where; through others it is what something is about, of, for, behind or after.
SETTING = frozenset(("in", "during", "on", "at", "amid", "as", "by", "within", "of", "near", "outside", "inside"))
APART = frozenset(("after", "before", "since", "following", "for", "over", "about", "against", "behind", "from", "until"))


def _steps_up(root: Token, token: Token) -> int | None:
    """How far a token stands above the root of an expression, with no other verb between; None if it does not.

    The date before a noun is that noun's alone, unless the noun is the subject or the setting of what happened: to condemn
    Monday's attack, or to be held for it, is of another day.
    """
    steps, node, named = 0, root, root.dep_ in ("poss", "compound", "amod", "nmod", "nummod") and root.i < root.head.i
    responsible = False
    while node != token:
        if node.head == node or (node != root and node.pos_ in ("VERB", "AUX")):
            return None
        if node.pos_ == "ADP" and node.lower_ in APART and node.head.pos_ in ("NOUN", "PROPN", "ADJ") and node != root.head:
            responsible = True  # an attack on the fourth, for which someone else is sought
        if node.head == token and token.pos_ in ("VERB", "AUX"):
            if named and node != root and node.dep_ in ("dobj", "attr", "oprd", "dative"):
                return None
            if named and node.pos_ == "ADP" and node.lower_ in APART:
                return None
            if responsible:
                return None
        node, steps = node.head, steps + 1
    return steps


def _enclosed(token: Token, verb: Token) -> bool:
    """Whether what a verb has for its content stands between: "found in May that they had fled"."""
    node = token
    while node != verb and node.head != node:
        if node.dep_ == "ccomp":
            return True
        node = node.head
    return False


def _spoken_of(noun: Token, verb: Token) -> bool:
    """Whether a noun is what something is about, for or after: men held on Thursday over a collapse."""
    node = noun
    while node != verb and node.head != node:
        if node.pos_ == "ADP" and node.lower_ in APART:
            return True
        node = node.head
    return False


def _tells_of(root: Token, noun: Token, saying: Token, told: Sequence[tuple[Token, Time]]) -> bool:
    """Whether a time that hangs from a verb of saying is that of the deed it tells of: "confirmed today a raid on Sunday"."""
    if abs(root.i - saying.i) <= 2 or root.i < noun.i:
        return False
    return len(told) > 1 or saying.i < noun.i


def _beside(one: Token, other: Token) -> bool:
    """Whether two verbs tell of one time: side by side, one as a participle of the other, one while the other."""
    return _coordinated(one, other) or _accompanies(one, other)


def _coordinated(one: Token, other: Token) -> bool:
    """Whether two verbs stand side by side: shot and killed on Friday."""
    return (one.dep_ == "conj" and one.head == other) or (other.dep_ == "conj" and other.head == one)


def _accompanies(one: Token, other: Token) -> bool:
    """Whether a participle tells what went with a verb: raided a house, detaining two men on Friday."""
    if one.dep_ == "acl" and one.tag_ == "VBG" and one.head.dep_ in ("nsubj", "nsubjpass"):
        return one.head.head == other  # a patrol moving through the town on Friday found
    if one.dep_ != "advcl" or one.head != other:
        return False
    marks = {child.lower_ for child in one.children if child.dep_ in ("mark", "advmod") and child.i < one.i}
    if one.tag_ == "VBG":
        return not any(child.dep_ == "mark" and child.lower_ != "while" for child in one.children)
    # Held ten men as they stormed a mill on Friday.
    return bool(marks & {"as", "while", "when"}) and one.tag_ == other.tag_ == "VBD"


def _times_by_sentence(doc: Doc, timexes: Sequence[Timex]) -> dict[int, list[tuple[Token, Time]]]:
    """The root token and time of each expression that says when, by the first token of its sentence; kept with the Doc."""
    kept = doc.user_data.get("times")
    if kept is not None and kept[0] is timexes:
        index: dict[int, list[tuple[Token, Time]]] = kept[1]
        return index
    view, index = view_of(doc), {}
    for timex in timexes:
        if timex.time.value is None and _is_duration(timex.span.exact):
            continue
        slice_ = slice_at(doc, view.find(timex.span.start), view.find(timex.span.end - 1) + 1)
        if zone_of(slice_.root) in ABOUT_THE_REPORT or _labels(slice_) or _bounds(slice_.root, timex.time):
            continue
        index.setdefault(slice_.sent.start, []).append((slice_.root, timex.time))
    doc.user_data["times"] = (timexes, index)
    return index


def _bounds(root: Token, time: Time) -> bool:
    """Whether a time only bounds another: since May, until Friday, after Monday; but just after nine on Monday."""
    preposition = root.head
    if preposition.dep_ not in ("prep", "mark") or preposition.lower_ not in ("since", "until", "till", "before", "after"):
        return False
    return time.precision in ("day", "month", "year") and root.dep_ == "pobj"


def _labels(words: Slice) -> bool:
    """Whether a date opens a headline as its label, "May 8: ...": it says when the report was written."""
    after = words.end < len(words.doc) and words.doc[words.end].text == ":"
    return after and words.start_char <= block_of(words[0]).start and zone_of(words[0]) == "headline"


WHEN_WORDS = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY}|{PART}|{YEAR}|ago|earlier|later|before|after|today|yesterday|tomorrow|tonight"
    rf"|overnight|last|next|following|previous|that|same)\b|\d[:/]\d",
    re.IGNORECASE,
)


def _is_duration(words: str) -> bool:
    """Whether unresolved words say how long or how often, not when."""
    return not WHEN_WORDS.search(words)
