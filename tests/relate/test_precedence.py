"""Which of two reports of one text came first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Findings
from accordingto.relate.precedence import address, corrections, links_to, precedence

from .stories import Story

GATE = "The eastern gate of the Toren dam failed on Sunday night and the water reached the lower town within the hour."


def report(
    text: str, outlet: str | None = None, published: str | None = None, url: str | None = None, **extra: object
) -> Findings:
    found = Story(text, outlet, published).findings
    return replace(found, article=replace(found.article, url=url, extra=extra))


def first(one: Findings, two: Findings) -> tuple[Findings | None, str]:
    """The report that came first, None where that is not known, and why; the same whichever is asked of first."""
    origin, _, known, why = precedence(one, two)
    assert precedence(two, one)[0] is origin
    return (origin if known else None), why


def test_who_links_to_the_other_carries_its_text() -> None:
    origin = report(GATE, "Northwire", "2031-03-05", "https://www.northwire.example/gate/?utm_source=post")
    link = {"url": "http://northwire.example/gate", "start": 4, "end": 16}
    assert first(report(GATE, "Daily Sarn", "2031-03-05", links=[link]), origin) == (origin, "it links to the other")
    written = report(GATE + " (https://northwire.example/gate).", "Daily Sarn")
    assert first(written, origin) == (origin, "it links to the other")


def test_a_link_to_what_came_later_is_no_sign_of_copying() -> None:
    later = report(GATE, "Northwire", "2031-03-05", "https://a.example/1")
    early = report(GATE, "Daily Sarn", "2031-03-04", links=[{"url": "https://a.example/1"}])
    assert first(early, later) == (early, "published on 2031-03-05, the other on 2031-03-04")


def test_two_that_link_to_each_other_stay_open() -> None:
    one = report(GATE, "Northwire", None, "https://a.example/1", links=[{"url": "https://b.example/2"}])
    two = report(GATE, "Daily Sarn", None, "https://b.example/2", links=[{"url": "https://a.example/1"}])
    assert first(one, two)[0] is None


@pytest.mark.parametrize(
    "links", [None, "https://a.example/1", {"url": "https://a.example/1"}, [3, {"href": "x"}], [{"url": 3}]]
)
def test_a_column_of_another_kind_is_no_link(links: object) -> None:
    assert not links_to(report(GATE, links=links), report(GATE, url="https://a.example/1").article)


@pytest.mark.parametrize(
    "note",
    [
        "Correction: the gate failed on Sunday, not on Monday.",
        "CORRECTED - the gate failed on Sunday.",
        "(Corrects day in first paragraph)",
        "UPDATE 2 - Toren dam fails",
        "An earlier version of this story gave the wrong day.",
        "This article has been updated with what the water office said.",
    ],
)
def test_of_two_versions_of_one_outlet_the_corrected_one_is_the_later(note: str) -> None:
    plain, corrected = report(GATE, "Northwire"), report(f"{note}\n\n{GATE}", "Northwire")
    assert first(plain, corrected) == (plain, "it carries a correction or update that the other has not")
    assert first(plain, replace(corrected, article=replace(corrected.article, outlet="Daily Sarn")))[0] is None


@pytest.mark.parametrize(
    "words",
    [
        "The house of correction stood empty.",
        "He updated his will.",
        "Corrections officers left.",
        "In the original version he sang.",
    ],
)
def test_words_of_the_story_are_no_correction_of_it(words: str) -> None:
    assert not corrections(report(f"{GATE}\n{words}").article)


def test_a_correction_carried_on_credits_whose_it_was() -> None:
    origin = report(GATE, "Northwire", "2031-03-05")
    copy = report(f"{GATE}\n\nCorrection: the Northwire report named the wrong gate.", "Daily Sarn", "2031-03-04")
    assert first(copy, origin) == (origin, "it credits Northwire")


@given(st.text(max_size=40))
def test_any_words_are_an_address_to_compare(words: str) -> None:
    assert isinstance(address(words), str)
    assert links_to(report(GATE, links=[{"url": words}]), report(GATE, url=words).article) is bool(address(words))


def test_addresses_differ_in_what_they_lead_to_only() -> None:
    assert address("HTTPS://www.A.example/story/?utm_medium=x&id=3#top") == address("http://a.example/story?id=3")
    assert len({address(f"https://{rest}") for rest in ("a.example/1", "a.example/2", "b.example/1", "a.example/1?id=2")}) == 4
