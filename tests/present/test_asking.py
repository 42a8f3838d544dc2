"""Questions put to a record: claims are found by what they mean, and by words where nothing tells what they mean."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from accordingto.model import Claim, Contents
from accordingto.present import brief as briefs
from accordingto.present.brief import markdown
from accordingto.present.brief.account import Brief
from accordingto.present.tables import table
from accordingto.relate import relate

from ..relate.stories import Story, findings
from ..relate.test_questions import accused, answered

ALIKE = {"protects": "aid", "helps": "aid", "support": "aid", "fought": "war", "turned": "blind", "boat": "ferry"}
AXES = ("aid", "war", "blind", "ferry", "council", "gang", "sank")


class Meant:
    """A meaning of few words: those that mean alike have one axis."""

    def vector(self, text: str) -> np.ndarray:
        words = [ALIKE.get(word.strip(".,?"), word.strip(".,?")) for word in text.casefold().split()]
        found = [float(words.count(axis)) for axis in AXES]
        vector = np.array([*found, float(not any(found))])
        unit: np.ndarray = vector / np.linalg.norm(vector)
        return unit


def meant() -> Meant:
    return Meant()


def ferry() -> Story:
    story = Story("The ferry sank off the old pier, said Ana Brel.", "Port Post")
    story.says("The ferry sank off the old pier", "Ana Brel")
    return story


def contents() -> Contents:
    return relate(findings(accused(), answered(), ferry()))


def rows(about: str, opened: Callable[[], Meant | None] | None = meant) -> list[str]:
    header, found = table(contents(), "claims", about=about, meaning=opened)
    return [row[header.index("claim")] for row in found]


def asked(about: str | None = None, opened: Callable[[], Meant | None] | None = meant) -> Brief:
    return briefs.brief(contents(), about=about, meaning=opened)


def question() -> Claim:
    return next(claim for claim in contents().claims if claim.contested)


def test_a_question_finds_the_contested_claim_first_and_what_it_gathers() -> None:
    found = rows("does the council support the gang")
    assert found[0] == question().text
    assert "Brell Council has fought the Vesk gang for years" in found
    assert "The ferry sank off the old pier" not in found


def test_other_words_of_the_same_meaning_find_a_claim() -> None:
    assert rows("has a boat sank there") == ["The ferry sank off the old pier"]


def test_what_nothing_is_near_to_finds_nothing() -> None:
    assert rows("who won the cycling race") == []


def test_a_word_or_two_are_looked_up_as_they_stand() -> None:
    assert rows("old pier") == ["The ferry sank off the old pier"]


@pytest.mark.parametrize("opened", [None, lambda: None])
def test_words_decide_where_there_are_no_vectors(opened: Callable[[], Meant | None] | None) -> None:
    assert rows("does the council support the gang", opened) == []
    assert rows("ferry sank pier", opened) == ["The ferry sank off the old pier"]


def test_other_tables_are_asked_by_words() -> None:
    assert table(contents(), "sources", about="does the council support the gang", meaning=meant)[1] == []


def test_the_brief_answers_with_the_question_and_does_not_list_its_parts_again() -> None:
    made = asked("does the council support the gang")
    assert [line.claim for line in made.claims] == [question().id]
    assert asked("who won the cycling race").claims == ()


def test_the_brief_puts_the_question_first_with_both_sides_and_what_each_says() -> None:
    line = asked().claims[0]
    assert (line.claim, line.state, line.parts) == (question().id, "disputed", question().parts)
    assert line.asked == "whether Brell Council is with Vesk gang or against it"
    assert [(way.stance, way.origin) for way in line.ways] == [
        ("affirms", "Lena Dorn"), ("affirms", "Mara Stel"), ("denies", "Brell Council"),
    ]  # fmt: skip
    assert "Brell Council turned a blind eye to the Vesk gang" in (line.ways[1].words or "")
    printed = markdown(asked())
    assert "*disputed: whether Brell Council is with Vesk gang or against it*" in printed
    assert printed.count("Brell Council has fought the Vesk gang for years") == 1


def test_every_claim_is_printed_in_full() -> None:
    full = briefs.brief(contents(), full=True)
    assert {line.claim for line in full.claims} == {claim.id for claim in contents().claims}
