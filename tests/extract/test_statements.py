"""Statements of invented sentences: the parts exactly, the chain from nearest to origin, the report mode and the certainty."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from accordingto.extract.mentions import mentions
from accordingto.extract.statements import statements
from accordingto.model import Article, Published, Span, Statement
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned
from tests.extract.sentences import Sentence, sentences

pytestmark = pytest.mark.model
WORD = re.compile(r"\w+(?:['’]\w+)?")
SENTENCES = sentences()


def read(text: str) -> tuple[Statement, ...]:
    article = Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())
    doc = annotate(zoned(article))
    entities, named = mentions(doc)
    return statements(doc, named, entities)


def words(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Which words of a text some spans touch: quotation marks and commas do not matter."""
    return frozenset(
        number
        for number, match in enumerate(WORD.finditer(text))
        if any(match.start() < e and match.end() > s for s, e in spans)
    )


def parts(text: str, statement: Statement) -> tuple[frozenset[int], ...]:
    def bounds(*spans: Span | None) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in spans if span is not None]

    return words(text, bounds(statement.source)), words(text, bounds(statement.cue)), words(text, bounds(*statement.content))


def expected(sentence: Sentence, number: str) -> tuple[frozenset[int], ...]:
    roles = sentence.roles[number]
    return tuple(words(sentence.text, roles.get(role, ())) for role in "sqc")


def link_words(statement: Statement) -> list[str]:
    return [
        f"{link.name.removeprefix('the ')} {link.link}{'' if link.explicit else '~'}{'°' if link.anonymous else ''}"
        for link in statement.chain
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.xfail(strict=True, reason=one.missed)] if one.missed else [])
        for one in SENTENCES
    ],
)
def test_sentence_holds_its_statements(sentence: Sentence) -> None:
    found = {parts(sentence.text, statement): statement for statement in read(sentence.text)}
    for number in sentence.roles:
        statement = found.get(expected(sentence, number))
        assert statement is not None, f"statement {number}: {[(s.source, s.cue, s.content) for s in found.values()]}"
        if number in sentence.chains:
            assert link_words(statement) == sentence.chains[number]
        if number in sentence.modes:
            assert f"{statement.report} {statement.certainty}" == sentence.modes[number]
    if not sentence.roles:
        assert not found
