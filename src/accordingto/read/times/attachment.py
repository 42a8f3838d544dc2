"""Which time belongs to a word that tells of something: its own, its clause's, or its sentence's only one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from accordingto.model import Time, Timex
from accordingto.read.annotate import slice_at, view_of, zone_of
from accordingto.read.times.calendar import MONTH, PART, WEEKDAY, YEAR
from accordingto.read.times.tense import REPORTING, verb_of

# Their dates say when it was written, not when anything happened.
ABOUT_THE_REPORT = frozenset(("dateline", "byline", "credit"))


def time_at(token: Token, timexes: Sequence[Timex]) -> Time | None:
    """The time that belongs to a word that tells of something: its own, its clause's, or its sentence's only one.

    A duration is no such time, and the time of saying is not the time of what is said. None where nothing says when.
    """
    own: list[tuple[int, int, int, Time]] = []
    clause: list[tuple[int, int, Time]] = []
    whole: list[Time] = []
    verb = token if token.pos_ in ("VERB", "AUX") else verb_of(token)
    above = {token.i, *(ancestor.i for ancestor in token.ancestors)}
    for root, time in _times_by_sentence(token.doc, timexes).get(token.sent.start, ()):
        distance = _steps_up(root, token)
        if distance is not None:
            own.append((distance, abs(root.i - token.i), root.i, time))
            continue
        governor = verb_of(root)
        if governor is None:
            whole.append(time)
        elif verb is not None and (governor == verb or _coordinated(governor, verb) or _accompanies(governor, verb)):
            clause.append((abs(root.i - token.i), root.i, time))
        elif (governor.i in above and governor.lemma_.casefold() not in REPORTING) or (
            governor.dep_ == "ROOT" and verb is None
        ):
            whole.append(time)
    if own:
        return min(own, key=lambda found: found[:3])[-1]
    if clause:
        return min(clause, key=lambda found: found[:2])[-1]
    return whole[0] if len(whole) == 1 else None


def _steps_up(root: Token, token: Token) -> int | None:
    """How far a token stands above the root of an expression, with no other verb between; None if it does not."""
    steps, node = 0, root
    while node != token:
        if node.head == node or (node != root and node.pos_ in ("VERB", "AUX")):
            return None
        node, steps = node.head, steps + 1
    return steps


def _coordinated(one: Token, other: Token) -> bool:
    """Whether two verbs stand side by side: shot and killed on Friday."""
    return (one.dep_ == "conj" and one.head == other) or (other.dep_ == "conj" and other.head == one)


def _accompanies(one: Token, other: Token) -> bool:
    """Whether a participle tells what went with a verb: raided a house, detaining two men on Friday."""
    joined = one.tag_ == "VBG" and one.dep_ == "advcl" and one.head == other
    return joined and not any(child.dep_ == "mark" and child.lower_ != "while" for child in one.children)


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
        if zone_of(slice_.root) in ABOUT_THE_REPORT:
            continue
        index.setdefault(slice_.sent.start, []).append((slice_.root, timex.time))
    doc.user_data["times"] = (timexes, index)
    return index


WHEN_WORDS = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY}|{PART}|{YEAR}|ago|earlier|later|before|after|today|yesterday|tomorrow|tonight"
    rf"|overnight|last|next|following|previous|that|same)\b|\d[:/]\d",
    re.IGNORECASE,
)


def _is_duration(words: str) -> bool:
    """Whether unresolved words say how long or how often, not when."""
    return not WHEN_WORDS.search(words)
