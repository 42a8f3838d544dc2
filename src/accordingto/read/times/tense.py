"""The verb that an expression belongs to, and whether it tells of the past or of the future.

An expression without a year, or that names a weekday, is placed by it.
"""

from __future__ import annotations

import re
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.read.annotate import slice_at, view_of, zone_of

# intended: "agreed to meet in May", ahead of a past verb; present: "are taken home on Friday", which a weekday lies ahead of
Direction = Literal["past", "future", "intended", "present", "unknown"]

PLANNED = frozenset((
    "aim", "bind", "book", "delay", "due", "expect", "plan", "postpone", "reschedule", "schedule", "set", "slate",
))  # fmt: skip
# "Rain forecast for Tuesday": the plan tells where the time lies, whatever verb it hangs from. But: "as expected on Tuesday".
PLANNED_FOR = re.compile(
    r"(?<!\bas\s)(?<!\bhad\sbeen\s)\b(?:(?:scheduled|slated|planned|due|postponed|delayed|set|forecast|expected|predicted|announced|billed)"
    r"\s+(?:for|until|by)|(?:scheduled|slated|planned|due|set|forecast|expected)\s+(?:on|to|in)|\bdue)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Agreed to meet on Friday" looks ahead; "was forced to close on Friday" and "went there to meet on Friday" do not.
INTENDING = frozenset((
    "advise", "agree", "aim", "allow", "appoint", "arrange", "ask", "authorise", "authorize", "call", "choose", "commit",
    "consider", "decide", "demand", "direct", "expect", "hope", "instruct", "intend", "invite", "mean", "need", "offer",
    "order", "permit", "plan", "pledge", "prepare", "promise", "propose", "request", "require", "schedule", "seek", "set",
    "summon", "swear", "tell", "threaten", "urge", "vote", "vow", "wait", "want", "warn", "wish",
))  # fmt: skip
ANSWERS = frozenset((
    "anger", "apology", "award", "blame", "condolence", "criticism", "grief", "gratitude", "joy", "medal", "mourning",
    "outrage", "praise", "punishment", "regret", "remorse", "responsibility", "revenge", "sadness", "shame", "shock", "sorrow",
    "sympathy", "thank", "thanks",
))  # fmt: skip
REPORTING = frozenset((
    "add", "allege", "announce", "claim", "confirm", "declare", "deny", "disclose", "note", "report", "reveal", "say",
    "state", "tell", "warn",
))  # fmt: skip
AHEAD = re.compile(
    r"\b(?:will|shall|would|going to|scheduled|due|upcoming|forthcoming|planned for|to be held)\b", re.IGNORECASE
)


def verb_of(token: Token) -> Token | None:
    """The nearest verb above a token, itself left out; None where it hangs on none."""
    while token.head != token:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def direction_of(doc: Doc, start: int, end: int) -> Direction:
    """Whether the verb that governs an expression tells of the past or of the future."""
    slice_ = slice_at(doc, start, end)
    root = slice_.root
    if PLANNED_FOR.search(view_of(doc).text, max(0, start - 40), start):
        return "future"
    if (
        root.head.i >= slice_.end
        and root.head.pos_ in ("NOUN", "PROPN")
        and root.dep_ in ("compound", "nmod", "amod", "nummod")
    ):
        return "unknown"  # the 3 May election: the verb tells nothing of it
    verb = verb_of(root)
    if verb is None:  # capitals hide verbs from the parser: a word that looks ahead is then all there is to go by
        before = view_of(doc).text[max(slice_.sent.start_char, slice_.start_char - 80) : slice_.start_char]
        if AHEAD.search(before):
            return "future"
        return "past" if any(token.tag_ in ("VBD", "VBN") for token in slice_.sent) else "unknown"
    preposition = root.head.lower_ if root.head.pos_ == "ADP" else ""
    if preposition == "on" and _answered(root.head.head):
        return "past"
    seen = 0
    while verb is not None and seen < 4:
        tense = _tense(verb, preposition, zone_of(root) == "headline")
        if tense != "unknown":
            return tense
        verb, seen = verb_of(verb), seen + 1
    return "unknown"


def _tense(verb: Token, preposition: str, headline: bool) -> Direction:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    planned = verb.lemma_.casefold() in PLANNED or any(
        child.dep_ in ("acomp", "attr") and child.lower_ in ("due", "set", "likely") for child in verb.children
    )
    if any(child.tag_ == "MD" for child in auxiliaries):
        return "past" if words & {"have", "'ve", "’ve"} else "future"
    if "to" in words:
        matrix = verb_of(verb)
        told = matrix is not None and matrix.tag_ in ("VBD", "VBN") and not (matrix.lemma_ == "be" or _is_going(matrix))
        if words & {"have"}:
            return "past"
        lasting = preposition in ("until", "till", "through", "by")
        if (
            told
            and not lasting
            and matrix is not None
            and verb.dep_ in ("xcomp", "ccomp", "advcl")
            and matrix.lemma_ not in INTENDING
        ):
            return "past"
        if matrix is not None and matrix.tag_ == "VBG" and verb.dep_ in ("xcomp", "ccomp", "advcl") and matrix.lemma_ != "go":
            under_way = any(child.dep_ in ("aux", "auxpass") for child in matrix.children)
            if not under_way and matrix.lemma_ not in INTENDING:
                return "unknown"  # while visiting to welcome her: as the verb above it
        return "intended" if told else "future"
    if planned and (
        preposition in ("for", "on", "by", "in", "until", "")
        and (words & {"is", "are", "'s", "be"} or preposition == "for" or verb.lower_ in ("is", "are"))
    ):
        return "future"
    if verb.tag_ == "VBN" and words & {"is", "are", "'s", "’s", "am", "'re", "’re"} and not words & {"been", "have", "has"}:
        if preposition in ("until", "till", "by"):
            return "future"
        return "past" if headline else "present" if preposition in ("on", "") else "unknown"
    if words & {"did", "was", "were", "had", "has", "have", "'ve", "’ve", "been"} or verb.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or words & {"is", "are", "am", "'re", "’re"}:
        if headline:
            return "future" if preposition in ("until", "till") else "past"
        return "future" if preposition in ("on", "till", "until", "by", "") or verb.tag_ == "VBG" else "unknown"
    return "unknown"


def _answered(noun: Token) -> bool:
    """Whether a noun is what someone thanks, mourns or is angry for: it has been (thanks for their courage on Monday)."""
    return (
        noun.dep_ == "pobj"
        and noun.pos_ == "NOUN"
        and noun.head.lower_ in ("for", "over", "after", "following")
        and (noun.head.head.pos_ == "NOUN" and noun.head.head.lemma_ in ANSWERS)
    )


def _is_going(verb: Token) -> bool:
    """Whether a verb only says that another lies ahead: was going to meet."""
    return verb.lemma_ == "go" and verb.tag_ == "VBG"
