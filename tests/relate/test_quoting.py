"""A claim is shown in words that a reader understands who sees nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import Span, Statement
from accordingto.relate.quoting import is_quoted, is_whole, shown

from .stories import Story


def said(text: str, source: str, cue: str, content: str, rule: str) -> tuple[Story, Statement]:
    story = Story(text, "Northwire")
    statement = story.says(content, source)
    return story, replace(statement, cue=story.span(cue), source=story.span(source), rule=rule)


def words(text: str, source: str, cue: str, content: str, rule: str) -> str:
    story, statement = said(text, source, cue, content, rule)
    return shown(story.article, statement.content[0], statement, lambda _: (0, len(text)))


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


def test_a_wording_is_known_again_by_the_member_that_stands_in_it() -> None:
    text = "Krohn urged people to stay away from the quay. People to whom she spoke left."
    story = Story(text, "Northwire")
    assert is_quoted("Krohn urged people to stay away", story.article, story.span("people to stay"))
    assert not is_quoted("Krohn urged people to stay away", story.article, story.span("People to whom"))
