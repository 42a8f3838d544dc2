"""What becomes of two readings of the same words: the encoder's is played by hand, so no weights are needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from spacy.tokens import Doc

from accordingto.extract.drafts import Draft
from accordingto.extract.learned import Reading
from accordingto.extract.roles import attributed
from accordingto.extract.weigh import weighed
from accordingto.model import Article, Published
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model


class Played:
    """An encoder's reading of a Doc, given in words: (source, cue, content, how sure)."""

    def __init__(self, doc: Doc, *readings: tuple[str, str, str, float]) -> None:
        self.doc = doc
        self.given = [
            Reading((min(tokens(doc, cue)), max(tokens(doc, cue)) + 1), tokens(doc, source), tokens(doc, content), sure, sure)
            for source, cue, content, sure in readings
        ]

    def readings(self) -> Iterator[Reading]:
        yield from self.given

    def sure(self, cue: tuple[int, int]) -> float:
        return max((one.sure for one in self.given if one.cue[0] < cue[1] and cue[0] < one.cue[1]), default=0.0)


def tokens(doc: Doc, words: str) -> frozenset[int]:
    if not words:
        return frozenset()
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None, words
    return frozenset(range(span.start, span.end))


def read(text: str) -> Doc:
    return annotate(zoned(Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())))


def told(doc: Doc, drafts: Sequence[Draft]) -> list[tuple[str, str, str]]:
    def words(part: Sequence[int]) -> str:
        return doc[min(part) : max(part) + 1].text if part else ""

    return [
        (words(sorted(one.source)), words(range(*one.cue)) if one.cue else "", words(sorted(one.content))) for one in drafts
    ]


def both(text: str, *readings: tuple[str, str, str, float]) -> list[tuple[str, str, str]]:
    doc = read(text)
    return told(doc, weighed(doc, list(attributed(doc)), Played(doc, *readings)))  # type: ignore[arg-type]


def test_rules_keep_their_edges_where_both_mean_the_same() -> None:
    found = both("The union said the mill had closed.", ("The union", "said", "the mill had", 0.95))
    assert found == [("The union", "said", "the mill had closed")]


def test_a_cue_outside_the_lexicon_is_found_where_the_encoder_is_sure() -> None:
    text = "Karsia bristled at the new levy on timber."
    assert both(text) == []
    assert both(text, ("Karsia", "bristled at", "the new levy on timber", 0.9)) == [
        ("Karsia", "bristled at", "the new levy on timber")
    ]
    assert both(text, ("Karsia", "bristled at", "the new levy on timber", 0.6)) == []


def test_rules_alone_fall_where_the_encoder_sees_no_cue() -> None:
    text = "The harbour guard called the ferry over to the quay."
    doc = read(text)
    assert told(doc, weighed(doc, list(attributed(doc)), Played(doc))) == []  # type: ignore[arg-type]


def test_words_inside_words_stay_though_the_encoder_knows_one_layer() -> None:
    text = "Governor Hale Sorn said that the rebels claim to hold the airfield."
    outer = ("Governor Hale Sorn", "said", "that the rebels claim to hold the airfield", 0.98)
    assert ("the rebels", "claim", "to hold the airfield") in both(text, outer)


def test_nobody_is_named_by_a_passive_whatever_the_encoder_says() -> None:
    text = "The gang is believed to be hiding in the marshes."
    found = both(text, ("The gang", "is believed", "to be hiding in the marshes", 0.9))
    assert [source for source, _, _ in found] == [""]


def test_who_asked_not_to_be_named_says_nothing_by_it() -> None:
    text = "A driver who asked not to be named left."
    assert both(text, ("who", "asked", "not to be named", 0.9)) == []


def test_two_readings_do_not_claim_the_same_sentence() -> None:
    text = "The mayor said the bridge was shut. The union replied that it was open."
    found = both(
        text,
        ("The mayor", "said", "the bridge was shut. The union replied that it was open", 0.99),
        ("The union", "replied", "that it was open", 0.99),
    )
    assert found == [("The mayor", "said", "the bridge was shut"), ("The union", "replied", "that it was open")]


def test_a_piece_of_a_noun_phrase_grows_to_all_of_it() -> None:
    text = "Bishop Corneliu Radu bristled at the plan for the old cemetery."
    found = both(text, ("Bishop", "bristled at", "the plan for the old cemetery", 0.95))
    assert found == [("Bishop Corneliu Radu", "bristled at", "the plan for the old cemetery")]
