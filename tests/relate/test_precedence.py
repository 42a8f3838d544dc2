"""Which of two reports of one text came first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Derivation, Findings
from accordingto.relate.copies import derivations
from accordingto.relate.precedence import address, corrections, link, precedence

from .stories import Story, findings

GATE = "The eastern gate of the Toren dam failed on Sunday night and the water reached the lower town within the hour."


def report(
    text: str, outlet: str | None = None, published: str | None = None, url: str | None = None, **extra: object
) -> Findings:
    found = Story(text, outlet, published).findings
    return replace(found, article=replace(found.article, url=url, extra=extra))


def only(*stories: Story) -> Derivation:
    [found] = derivations(findings(*stories))
    return found


def first(one: Findings, two: Findings) -> tuple[Findings | None, str]:
    """The report that came first, None where that is not known, and why; the same whichever is asked of first."""
    found = precedence(one, two)
    assert precedence(two, one) == found
    assert found.shown is None or found.derived.article.text[found.shown.start : found.shown.end] == found.shown.exact
    return (found.origin if found.known else None), found.reason


def test_who_link_the_other_carries_its_text() -> None:
    origin = report(GATE, "Northwire", "2031-03-05", "https://www.northwire.example/gate/?utm_source=post")
    place = {"url": "http://northwire.example/gate", "start": 4, "end": 16}
    assert first(report(GATE, "Daily Sarn", "2031-03-05", links=[place]), origin) == (origin, "it links to the other")
    written = report(GATE + " (https://northwire.example/gate).", "Daily Sarn")
    assert first(written, origin) == (origin, "it links to the other")


def test_the_words_that_show_it_are_kept() -> None:
    origin = report(GATE, "Northwire", "2031-03-05", "https://northwire.example/gate")
    copy = report(f"{GATE} As https://northwire.example/gate, says.", "Daily Sarn")
    shown = precedence(copy, origin).shown
    assert shown
    assert shown.exact == "https://northwire.example/gate"
    assert precedence(report(GATE, links=[{"url": "https://northwire.example/gate"}]), origin).shown is None
    one = only(Story(GATE * 2, "Northwire"), Story("UPDATE 1 - Gate fails\n" + GATE * 2, "Northwire"))
    assert one.direction_known
    assert one.evidence[-1].span.exact.startswith("UPDATE 1")


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
    assert not link(report(GATE, links=links), report(GATE, url="https://a.example/1").article)


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
    assert link(report(GATE, links=[{"url": words}]), report(GATE, url=words).article) == bool(address(words))


def test_addresses_differ_in_what_they_lead_to_only() -> None:
    assert address("HTTPS://www.A.example/story/?utm_medium=x&id=3#top") == address("http://a.example/story?id=3")
    assert len({address(f"https://{rest}") for rest in ("a.example/1", "a.example/2", "b.example/1", "a.example/1?id=2")}) == 4
