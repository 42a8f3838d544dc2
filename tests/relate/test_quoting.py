"""A claim is shown in words that a reader understands who sees nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import Member, Span, Statement
from accordingto.relate.claims import claims
from accordingto.relate.quoting import is_whole, pieces, shown

from .stories import Story, findings


def said(text: str, source: str, cue: str, content: str, rule: str) -> tuple[Story, Statement]:
    story = Story(text, "Northwire")
    statement = story.says(content, source)
    return story, replace(statement, cue=story.span(cue), source=story.span(source), rule=rule)


def words(text: str, source: str, cue: str, content: str, rule: str) -> str:
    story, statement = said(text, source, cue, content, rule)
    return shown(story.article, statement.content[0], statement, lambda _: (0, len(text))).exact


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "rule", "quoted"),
    [
        ("Mayor Krohn urged people to stay away from the quay.", "Mayor Krohn", "urged", "people to stay away from the quay",
         "verb-whom", "Mayor Krohn urged people to stay away from the quay"),
        ("Belland accused Arvon of arming the rebels of Sund, and recalled its envoy.", "Belland", "accused",
         "Arvon of arming the rebels of Sund", "verb-object", "Belland accused Arvon of arming the rebels of Sund"),
        ("The inspector Runa Dahl said she had warned the port in May.", "The inspector Runa Dahl", "said",
         "she had warned the port in May", "verb-clause", "The inspector Runa Dahl said she had warned the port in May"),
        ("The police said the crane was rotten.", "The police", "said", "the crane was rotten", "verb-clause",
         "the crane was rotten"),
        ("Police could not tell who had set the fire in Harl.", "Police", "tell", "who had set the fire in Harl", "unclear",
         "Police could not tell who had set the fire in Harl"),
        ("Asked why the gate was shut, Krohn said the key was lost.", "Krohn", "Asked", "why the gate was shut", "verb-object",
         "Asked why the gate was shut, Krohn said the key was lost."),
    ],
)  # fmt: skip
def test_a_fragment_is_shown_in_the_clause_it_stands_in(
    text: str, source: str, cue: str, content: str, rule: str, quoted: str
) -> None:
    assert words(text, source, cue, content, rule) == quoted


def test_what_is_too_long_to_show_is_left_as_it_is() -> None:
    text = "Mayor Krohn urged people to stay away" + " from the quay and the sheds" * 12 + "."
    assert words(text, "Mayor Krohn", "urged", text[22:-1], "verb-whom") == text[22:-1]


def test_an_outlets_own_sentence_is_whole_whatever_it_begins_with() -> None:
    for text in ("In May the bridge was shut.", "During the night two barges sank.", "King Aldric has died."):
        assert is_whole(Span(0, len(text), text), None)
    for text in ("to shut the bridge that was cracked", "which was shut in May", "was shut in May", "the group to put it out"):
        assert not is_whole(Span(0, len(text), text), None)


def test_a_member_that_stands_on_a_whole_clause_says_what_its_statement_does() -> None:
    text = "Krohn urged people to stay away from the quay. People to whom she spoke left."
    story, statement = said(text, "Krohn", "urged", "people to stay away from the quay", "verb-whom")
    whole = Member(statement.id, story.id, story.span("Krohn urged people to stay away from the quay"), "affirms")
    assert pieces(whole, statement) == statement.content
    part = replace(whole, span=story.span("to stay away"))
    assert pieces(part, statement) == (part.span,)
    assert pieces(replace(whole, passing=True), statement) == (whole.span,)
    assert pieces(whole, None) == (whole.span,)


CONTENTS = (
    "people to stay away from the quay",
    "that the crane had fallen into the harbour",
    "the crane had not fallen into the harbour",
    "who had set the fire in Harl",
    "she had warned the port in May [of the crane",
    "to keep the northern channel shut until Monday",
)
SAYING = st.tuples(
    st.sampled_from(("Krohn", "She", "The harbour master of Harl")),
    st.sampled_from(("urged", "said", "denied")),
    st.sampled_from(CONTENTS),
    st.sampled_from(("", ",", " \u2028", "\n\n")),
    st.sampled_from(("verb-clause", "verb-whom", "noun", "encoder")),
    st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(SAYING, min_size=1, max_size=4), min_size=1, max_size=3))
def test_the_text_of_a_claim_is_the_span_of_one_of_its_members(piles: list[list[tuple[str, str, str, str, str, bool]]]) -> None:
    stories = []
    for number, sayings in enumerate(piles):
        lines = [f"{who} {cue}{mark} {content}." for who, cue, content, mark, *_ in sayings]
        story = Story(" ".join(lines), f"Outlet {number}")
        for nth, (who, cue, content, mark, rule, nested) in enumerate(sayings):
            start = len(" ".join(lines[:nth])) + bool(nth)
            first = start + len(who) + 1 + len(cue) + len(mark) + 1
            article = story.article
            made = replace(
                story.says(content, who, report="denied" if cue == "denied" else "reported"),
                id=f"s-{number}-{nth}",
                source=article.span(start, start + len(who)),
                cue=article.span(start + len(who) + 1, start + len(who) + 1 + len(cue)),
                content=(article.span(first, first + len(content)),),
                rule=rule,
                nested_in=story.statements[0].id if nested and nth else None,
            )
            story.statements[-1] = made
        stories.append(story)
    pile = findings(*stories)
    texts = {found.article.id: found.article.text for found in pile}
    said = {one.id: one for found in pile for one in found.statements}
    gathered = claims(pile)
    assert {one.statement for claim in gathered for one in claim.members} == said.keys()
    for claim in gathered:
        assert claim.text in [one.span.exact for one in claim.members]
        for one in claim.members:
            assert texts[one.article][one.span.start : one.span.end] == one.span.exact
            assert pieces(one, said[one.statement or ""]) == said[one.statement or ""].content
