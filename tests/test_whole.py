"""The ferry affair read as an editor would: what the record must say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.model import Contents
from accordingto.record.store import Record

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def contents(built: Path) -> Contents:
    with Record.open(built) as record:
        return record.contents()


def uri(contents: Contents, id: str) -> str:
    return next(article.uri for article in contents.articles if article.id == id)


def claims_about(contents: Contents, *words: str) -> list:
    return [claim for claim in contents.claims if all(word in claim.text.casefold() for word in words)]


def test_copied_text_is_found_and_raises_no_count(contents: Contents) -> None:
    [copy] = [one for one in contents.derivations if one.relation in ("same_text", "derived")]
    assert {uri(contents, copy.derived), uri(contents, copy.origin)} == {"copy.txt", "lantern.txt"}
    assert uri(contents, copy.origin) == "lantern.txt"
    [engine] = claims_about(contents, "engine room")
    assert engine.reports == 2
    assert engine.independent.low == engine.independent.high == 1


def test_relayed_anonymous_word_is_one_claim_of_no_known_origin(contents: Contents) -> None:
    claims = [claim for claim in claims_about(contents, "on purpose") if claim.reports == 2]
    assert claims, [claim.text for claim in claims_about(contents, "on purpose")]
    assert claims[0].contested
    assert (claims[0].independent.low or 0) <= 1


def test_toll_keeps_its_bounds_and_its_source(contents: Contents) -> None:
    killed = [figure for figure in contents.figures if figure.counted == "killed" and "people" in figure.span.exact]
    assert {(figure.comparator, figure.bounds.low) for figure in killed} >= {("at_least", 9), ("exactly", 17)}


def test_introduced_acronym_is_one_entity(contents: Contents) -> None:
    [sheaf] = [entity for entity in contents.entities if "Red Sheaf" in entity.name]
    assert "RS" in sheaf.aliases


def test_chain_runs_from_the_relay_to_the_unnamed_official(contents: Contents) -> None:
    chains = [
        [link.name for link in one.chain]
        for one in contents.statements
        if uri(contents, one.article) == "relay.txt" and one.chain and one.chain[-1].anonymous
    ]
    assert ["Harbor Post", "ministry official"] in chains


def test_the_text_of_every_claim_is_the_span_of_one_of_its_members(contents: Contents) -> None:
    for claim in contents.claims:
        assert claim.text in [one.span.exact for one in claim.members]
