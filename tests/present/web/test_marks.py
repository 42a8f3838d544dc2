"""Marks never change a letter, and places are counted alike in Python and in a browser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Article, Published, Span
from accordingto.present.web.marks import Mark, code_points_of, paragraphs, stands, utf16_of

TEXT = "Ferry stopped\n\nThe harbour office said 😀 the ferry was late.\n\n\nNobody was hurt."


def article(text: str) -> Article:
    return Article("a-1", "x.txt", (), None, None, None, Published(), "en", "", text, {}, ())


MARKS = st.lists(
    st.tuples(st.integers(0, 80), st.integers(0, 80), st.sampled_from(["statement", "figure", "time"])), max_size=8
)


@given(st.text(alphabet="ab😀é\u202e\n .", max_size=60), MARKS)
def test_pieces_put_together_are_the_stored_text(text: str, drawn: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(a, b), max(a, b), kind, f"{kind}{n}") for n, (a, b, kind) in enumerate(drawn) if a != b]
    for paragraph in paragraphs(article(text), marks):
        assert text[paragraph.at : paragraph.at + len(paragraph.text)] == paragraph.text
        assert all(text[piece.at : piece.at + len(piece.text)] == piece.text for piece in paragraph.pieces)
    shown = "".join(paragraph.text for paragraph in paragraphs(article(text), marks))
    assert shown == "".join(line for line in text.split("\n") if line.strip())


@given(MARKS)
def test_a_piece_is_marked_as_what_covers_it(drawn: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(a, b), max(a, b), kind, f"{kind}{n}") for n, (a, b, kind) in enumerate(drawn) if a != b]
    for paragraph in paragraphs(article(TEXT), marks):
        for piece in paragraph.pieces:
            over = {mark.of for mark in marks if mark.start <= piece.at and piece.at + len(piece.text) <= mark.end}
            assert set(piece.of) == over


def test_overlapping_marks_are_both_drawn() -> None:
    [_, line, _] = paragraphs(article(TEXT), [Mark(15, 38, "statement", "s-1"), Mark(19, 44, "figure", "f-1")])
    assert [(piece.text, piece.kinds) for piece in line.pieces][:3] == [
        ("The ", ("statement",)),
        ("harbour office said", ("figure", "statement")),
        (" 😀 the", ("figure",)),
    ]


def test_a_mark_over_two_paragraphs_opens_once() -> None:
    found = paragraphs(article(TEXT), [Mark(0, len(TEXT), "statement", "s-1")])
    assert [piece.opens for paragraph in found for piece in paragraph.pieces] == [("s-1",), (), ()]


@pytest.mark.parametrize(
    ("span", "fits"),
    [
        (Span(0, 5, "Ferry"), True),
        (Span(0, 5, "ferry"), False),
        (Span(1, 6, "Ferry"), False),
        (Span(0, 0, ""), False),
        (Span(-1, 3, "Fe"), False),
        (Span(75, 95, TEXT[75:95]), False),
    ],
)
def test_only_words_that_stand_at_their_place_are_drawn(span: Span, fits: bool) -> None:
    assert stands(TEXT, span) is fits


@given(st.text(max_size=40), st.integers(0, 40))
def test_places_are_converted_both_ways(text: str, place: int) -> None:
    place = min(place, len(text))
    units = utf16_of(text, place)
    assert units == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
    assert code_points_of(text, units) == place


def test_the_middle_of_a_pair_is_its_beginning() -> None:
    assert code_points_of("😀 The ministry said 23", 1) == 0
    assert utf16_of("😀 The ministry said 23", 20) == 21
