"""Quotes the clearest words of a claim: one member's own, where they are a whole clause; else the clause they stand in.

The words quoted are that member's span, to the letter. A reader who sees nothing else must understand them: so the member that
says "residents to keep away from the river" stands on these words with who told them, and "what had caused it" on them with
who did not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from accordingto.model import Article, Member, Span, Statement, ZoneKind
from accordingto.relate import agreement
from accordingto.relate.folding import fold_word
from accordingto.relate.lineage import Lineage

SHORTEST, LONGEST = 5, 40  # words of a clear wording
WIDEST = 300  # code points of a clause or sentence that is shown for a fragment
CLAUSES = frozenset(
    (
        "verb-clause", "verb-quotation", "verb-parataxis", "verb-as", "verb-colon", "verb-trailing", "according-to",
        "continuation", "free-indirect", "implicit-speaker", "speaker-line", "headline-dash", "headline-colon", "relay",
        "adverb", "quoted-as-saying", "encoder", "",
    )
)  # fmt: skip
"""How a statement is found whose content is a clause; what else is found is often a phrase: "rebels of using gas"."""
PRONOUNS = frozenset(
    ("he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "his", "her", "their", "its")
)
SPEAKING = frozenset(("he", "she", "it", "they", "we", "i"))  # often the speaker
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ENDS = " \t\r\n\u00a0\u2028\u2029,;:–—-"


class Quotable(Protocol):
    """What one member of a claim says, and where it stands: all that is asked to tell how clear it is."""

    @property
    def key(self) -> tuple[str, int, int, str]: ...
    @property
    def span(self) -> Span: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def zone(self) -> ZoneKind: ...
    @property
    def statement(self) -> Statement | None: ...


Said = TypeVar("Said", bound=Quotable)


def clearest(group: Sequence[Said], near: Mapping[tuple[str, int, int, str], float]) -> Said:
    """The wording to show: a clause from the body, naming whom it means, neither clipped nor rambling, near to the others."""
    return min(group, key=lambda said: (*_unclear(said.zone, said.words, said.span, said.statement), -near[said.key], said.key))


def clearest_member(members: Sequence[Member], statements: Mapping[str, Statement], known: Lineage) -> Member:
    """Likewise of members, where nothing is known of how near they are."""

    def unclear(one: Member) -> tuple[object, ...]:
        zone, statement = known.articles[one.article].zone_at(one.span.start), statements.get(one.statement or "")
        words = [fold_word(match[0]) for piece in pieces(one, statement) for match in WORD.finditer(piece.exact)]
        return (one.stance != "affirms", *_unclear(zone, words, one.span, statement), _key(one))

    return min(members, key=unclear)


def pieces(member: Member, statement: Statement | None) -> tuple[Span, ...]:
    """What a member says: all that its statement does; only its own words where they are a clause of that, or the outlet's.

    A member may stand on the whole clause that its statement is made in, who says it and how.
    """
    if statement is None or member.passing:
        return (member.span,)
    return statement.content if any(member.span.covers(piece) for piece in statement.content) else (member.span,)


def _key(one: Member) -> tuple[str, int, int, str]:
    return one.article, one.span.start, one.span.end, one.statement or ""


def _unclear(zone: ZoneKind, words: Sequence[str], span: Span, statement: Statement | None) -> tuple[bool, bool, bool, bool]:
    return zone in ("headline", "heading"), not is_whole(span, statement), opening(words) in PRONOUNS, not fits(words)


def opening(words: Sequence[str]) -> str:
    """The first word of what is said."""
    return next((word for word in words if word != "that"), "")


def fits(words: Sequence[str]) -> bool:
    return SHORTEST <= len(words) <= LONGEST


def is_whole(span: Span, statement: Statement | None) -> bool:
    """Whether words are a clause that can be read alone, by their own look and by how their statement was found."""
    if not agreement.is_clause(span.exact):
        return False
    if statement is None or span not in statement.content:
        return True
    rule = (statement.rule or "").partition("+")[0]
    return (rule in CLAUSES and span == statement.content[0]) or span.exact.casefold().startswith("that ")


def shown(
    article: Article, span: Span, statement: Statement | None, sentence: Callable[[int], tuple[int, int]] | None = None
) -> Span:
    """The words to show for a member: its own if they can be read alone, else what they stand in, if that is not too long.

    `sentence` gives the first and last code point of the sentence at one; without it only the statement's own parts are known.
    """
    words = [fold_word(match[0]) for match in WORD.finditer(span.exact)]
    whole = is_whole(span, statement)
    if whole and not (statement and opening(words) in SPEAKING and _is_named(statement)):
        return span
    start, end = sentence(span.start) if sentence else (0, len(article.text))
    alone = sentence and not whole and not (statement and statement.nested_in)  # what it is nested in is another's claim
    for first, last in (*_said(span, statement, start, end), *(((start, end),) if alone else ())):
        clause = _trimmed(article, min(first, span.start), max(last, span.end))
        text = clause.exact
        if (
            clause.covers(span)
            and len(text) <= WIDEST
            and "\n\n" not in text
            and not _is_cut(text)
            and agreement.is_clause(text)
        ):
            return clause
    return span


def _trimmed(article: Article, first: int, last: int) -> Span:
    text = article.text[first:last]
    kept = text.lstrip(ENDS)
    return article.span(last - len(kept), last - len(kept) + len(kept.rstrip(ENDS)))


def _is_cut(text: str) -> bool:
    """Whether a bracket is opened in a text and not closed, or the other way round."""
    return any(text.count(first) != text.count(last) for first, last in ("[]", "()", "“”"))


def _is_named(statement: Statement) -> bool:
    """Whether a statement names its source with more than a pronoun."""
    return statement.source is not None and fold_word(statement.source.exact.strip()) not in PRONOUNS


def _said(span: Span, statement: Statement | None, start: int, end: int) -> list[tuple[int, int]]:
    """Where a statement and who makes it stand, within a sentence."""
    if statement is None or statement.source is None or statement.cue is None:
        return []
    parts = [span, statement.source, statement.cue, *statement.content]
    if not all(start <= part.start and part.end <= end for part in parts[1:3]):
        return []
    inside = [part for part in parts if start <= part.start and part.end <= end] + [span]
    if statement.cue.start < span.start and max(part.end for part in inside) == statement.source.end:
        return []  # "Asked why they were held, Hald said that": who answers is no end of a clause
    return [(min(part.start for part in inside), max(part.end for part in inside))]
