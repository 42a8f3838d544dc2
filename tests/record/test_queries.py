"""A reader's words are words, never syntax; a claim's state says no more than its origins do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Bounds, Contents, Judgement
from accordingto.record import Record, State, counts, judged, search, state_of
from accordingto.record.queries import WORDS_ASKED

from .made import STEADY
from .stories import FIRST, SECOND, STORY, THIRD, article

ODD = article("They don't AND won't: \"x marks the a-b line, C++ NEAR(it) caf\u00e9.", "Odd Post")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    path = tmp_path_factory.mktemp("queries") / "R.db"
    Record.write(path, replace(STORY, articles=(*STORY.articles, ODD)), {})
    with Record.open(path) as record:
        yield record


def found(record: Record, words: str) -> set[str]:
    return {hit.id for hit in search(record, words)}


@pytest.mark.parametrize(
    "words", ["don't", "AND", "a-b", '"x', "don't AND", "C++", "NEAR(it)", "cafe", "CAFÉ", "x* marks", "-line", "“marks”"]
)
def test_words_of_any_shape_are_found(record: Record, words: str) -> None:
    assert found(record, words) == {ODD.id}


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "* - (", "\x00", "gate NOT dyke", "headline:gate", "zzz", "'; DROP TABLE article; --"]
)
def test_words_that_are_nowhere_find_nothing(record: Record, words: str) -> None:
    assert found(record, words) == set()


@STEADY
@given(words=st.text(max_size=30))
def test_no_words_break_the_search(record: Record, words: str) -> None:
    search(record, words, limit=1)


def test_a_pasted_page_is_asked_for_by_its_first_words(record: Record) -> None:
    assert found(record, "gate " * WORDS_ASKED + "nowhere") == found(record, "gate") != set()


def test_articles_and_statements_are_found_by_all_the_words(record: Record) -> None:
    assert found(record, "eastern gate") == {FIRST.id, "s-gate"}
    assert found(record, "Absurd") == {SECOND.id, "s-absurd"}
    assert found(record, "residents") == {THIRD.id, "s-residents"}


def test_a_hit_shows_the_words_with_marks(record: Record) -> None:
    hits = search(record, "ON purpose")
    assert [(hit.kind, hit.article) for hit in hits] == [("article", SECOND.id), ("statement", SECOND.id)]
    assert [[hit.snippet[start:end] for start, end in hit.marks] for hit in hits] == [["on", "purpose"]] * 2
    assert all("\ufdd0" not in hit.snippet for hit in hits)


def test_a_limit_holds_for_each_kind(record: Record) -> None:
    assert [hit.kind for hit in search(record, "gate", limit=1)] == ["article", "statement"]


def test_a_search_after_a_rewrite_finds_what_is_there_now(tmp_path: Path) -> None:
    path = tmp_path / "R.db"
    Record.write(path, STORY, {})
    Record.write(path, Contents(articles=(ODD,)), {})
    with Record.open(path) as record:
        assert found(record, "gate") == set()
        assert found(record, "marks") == {ODD.id}


def test_counts_follow_the_export(record: Record) -> None:
    assert list(counts(record).items())[:4] == [("article", 4), ("entity", 5), ("mention", 2), ("statement", 6)]
    assert counts(record)["rejection"] == 1


GATE, PURPOSE = STORY.claims
STATEMENTS = {statement.id: statement for statement in STORY.statements}
DENIED = replace(GATE, members=tuple(replace(member, stance="denies") for member in GATE.members))
DOUBTED = replace(GATE, members=(*GATE.members, replace(GATE.members[1], statement="s-residents")), independent=Bounds(2, 3))


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        (GATE, "single origin"),
        (replace(GATE, independent=Bounds(2, 2)), "corroborated"),
        (replace(GATE, independent=Bounds(0, 3)), "origin not stated"),
        (replace(GATE, independent=Bounds(None, None)), "origin not stated"),
        (replace(GATE, independent=Bounds(1, 9)), "single origin"),
        (PURPOSE, "disputed"),
        (DENIED, "denied"),
        (DOUBTED, "unverified"),
    ],
)
def test_state_of_a_claim(claim: object, state: State) -> None:
    assert state_of(claim, STATEMENTS) == state


def test_a_corrected_claim_says_so() -> None:
    assert state_of(GATE, STATEMENTS, corrected={"c-gate"}) == "corrected"


def test_an_undone_verdict_does_not_count(tmp_path: Path) -> None:
    one = Judgement("j-1", "correct", ("c-gate",), "A", "2015-03-09", "wrong day")
    two = Judgement("j-2", "correct", ("c-purpose",), "A", "2015-03-09", "wrong word")
    undo = Judgement("j-3", "undo", (), "A", "2015-03-10", "it was right", "j-1")
    Record.write(tmp_path / "R.db", Contents(judgements=(one, two, undo)), {})
    with Record.open(tmp_path / "R.db") as record:
        assert judged(record, "correct") == {"c-purpose"}
        assert judged(record, "reject") == frozenset()
