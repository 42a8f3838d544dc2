"""What always holds of statements inside statements, whatever sentences stand side by side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.extract.chains import _nest
from tests.extract.golden import golden, read

pytestmark = pytest.mark.model

TEXTS = sorted(sentence.text for kind, sentence in golden() if kind in ("relay", "nested", "quotation", "design", "document"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4), st.sampled_from([" ", "\n\n"]))
def test_nothing_stands_inside_itself_and_chains_begin_with_their_holders(texts: list[str], between: str) -> None:
    text = between.join(texts)
    found = {one.id: one for one in read(text, None)}
    for statement in found.values():
        for span in (statement.cue, statement.source, *statement.content):
            assert span is None or text[span.start : span.end] == span.exact
        seen, here = {statement.id}, statement
        while here.nested_in is not None:
            here = found[here.nested_in]
            assert here.id not in seen
            seen.add(here.id)
        if statement.nested_in is not None:
            outer = found[statement.nested_in].chain
            assert [link.name for link in statement.chain[: len(outer)]] == [link.name for link in outer]


def test_a_relay_goes_into_its_teller_though_the_teller_stood_inside_it() -> None:
    parents = {"teller": "relay", "inner": "teller"}
    _nest(parents, "relay", "teller")
    assert parents == {"relay": "teller", "inner": "teller"}


def test_a_longer_circle_is_opened_where_it_would_close() -> None:
    parents = {"c": "b", "b": "a"}
    _nest(parents, "a", "c")
    assert parents == {"c": "b", "a": "c"}
    _nest(parents, "a", "a")
    assert parents == {"c": "b", "a": "c"}
