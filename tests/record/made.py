"""Nouns made by hypothesis from their own type hints: any value the model allows, whether or not it makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import settings
from hypothesis import strategies as st

from accordingto.model import Article, Contents
from accordingto.record.lines import FIELDS, Noun

STEADY = settings(derandomize=True, deadline=None, max_examples=60, database=None)

HARD_WORDS = ("😀 ", "\u2028", "“don't”", '"', "\\", "İ", "e\u0301", "\u202eab", "\r\n", "\x00", "\ufeff", "\u00a0", "'", "")
WORDS = st.one_of(st.text(max_size=12), st.sampled_from(HARD_WORDS))
WHOLE = st.integers(-(2**70), 2**70)
BROKEN = st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)  # a file keeps no minus of zero
ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), WHOLE, BROKEN, WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=5,
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type hint of the model."""
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(inner)
    if get_origin(hint) is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if get_origin(hint) is Mapping:
        return st.dictionaries(WORDS, values(inner[1]), max_size=3)
    if inner:
        return st.one_of(*map(values, inner))
    simple = {NoneType: st.none(), str: WORDS, bool: st.booleans(), float: BROKEN, int: st.integers(0, 10**9), Any: ANYTHING}
    if hint in simple:
        return simple[hint]
    return made(hint)


def made(noun: Any) -> st.SearchStrategy[Any]:
    hints = {name: values(hint) for name, hint in get_type_hints(noun).items()}
    if set(get_args(get_type_hints(noun).get("low"))) == {float, int, NoneType}:
        hints = dict.fromkeys(hints, st.one_of(st.none(), BROKEN, WHOLE))
    return st.builds(noun, **hints)


NOUNS: st.SearchStrategy[Noun] = st.one_of(*(made(noun) for noun in FIELDS))


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    """Contents with up to two of each noun, no id twice."""
    held = {
        name: tuple(draw(st.lists(made(noun), max_size=2, unique_by=lambda each: each.id))) for noun, name in FIELDS.items()
    }
    return Contents(**held)


@st.composite
def quoting(draw: st.DrawFn) -> tuple[Article, int, int]:
    """An article with any text, and two places in it."""
    article = draw(made(Article))
    article = replace(article, text="".join(draw(st.lists(WORDS, max_size=6))))
    start = draw(st.integers(0, len(article.text)))
    return article, start, draw(st.integers(start, len(article.text)))
