"""What an event is about: a subject that stands near it, never a motive, and never the name of who is cited."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from accordingto.extract import findings
from accordingto.extract.events.contexts import clues
from accordingto.model import Article, Published, identify
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model

PLOVER = frozenset(
    [
        "military",
        "intelligence",
        "executive",
        "legislative",
        "election",
        "political_institutions",
        "pro_democracy",
        "pro_autocracy",
        "economic",
        "legal",
        "reparations",
        "corruption",
        "crime",
        "illegal_drugs",
        "trafficking",
        "human_rights",
        "rights_freedoms",
        "repression",
        "human_security",
        "gender",
        "lgbt",
        "religion_ethnicity",
        "inequality",
        "diplomatic",
        "territory",
        "peacekeeping",
        "asylum",
        "migration",
        "health",
        "disasters",
        "natural_resource",
        "environment",
        "technology",
        "terrorism",
        "cbrn",
        "cyber",
        "misinformation",
    ]
)


def contexts(text: str, trigger: str) -> set[str]:
    article = Article(identify("a", text), "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())
    told = findings(annotate(zoned(article))).event_mentions
    mention = next(each for each in told if each.trigger.exact.startswith(trigger))
    return set(mention.contexts)


def test_the_lexicon_has_the_37_contexts_of_plover() -> None:
    path = resources.files("accordingto") / "extract" / "lexicons" / "en" / "contexts.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(table) == PLOVER
    assert all(lists["sure"] and lists["hints"] for lists in table.values())
    assert {clue.context for each in clues().values() for clue in each} == PLOVER


@pytest.mark.parametrize(
    ("text", "trigger", "there", "absent"),
    [
        ("Masked men attacked a polling station in Orrin on Sunday.", "attacked", {"election"}, set()),
        ("Two soldiers were killed near Orrin.", "killed", {"military"}, {"election"}),
        ("The attorney general arrested nobody but resigned.", "resigned", {"legal"}, {"military"}),
        ("The envoy met the mayor at the consulate.", "met", {"diplomatic"}, set()),
        ("Raiders attacked a hamlet.", "attacked", set(), {"military", "terrorism", "crime"}),
        ("Divers rescued a crew after the flooding in Orrin.", "rescued", {"disasters"}, set()),
        ("Thieves sent ransomware to the harbour office and attacked its computers.", "attacked", {"cyber"}, {"cbrn"}),
        ("Guards arrested a smuggler who carried cocaine.", "arrested", {"illegal_drugs", "trafficking"}, set()),
        ("The board bought a programme for artificial intelligence.", "bought", {"technology"}, {"intelligence"}),
    ],
)
def test_words_near_an_event_give_its_context(text: str, trigger: str, there: set[str], absent: set[str]) -> None:
    got = contexts(text, trigger)
    assert there <= got
    assert not absent & got


def test_one_hint_is_no_context_but_two_are() -> None:
    assert "corruption" not in contexts("The clerk was arrested after a scandal.", "arrested")
    assert "corruption" in contexts("The clerk was arrested over fraud after a scandal.", "arrested")


def test_a_hint_of_the_next_sentence_is_none_but_a_sure_word_is() -> None:
    story = "Gunmen attacked a depot. {} Nobody claimed it."
    assert "health" in contexts(story.format("The depot kept vaccine for children."), "attacked")
    assert "health" not in contexts(story.format("A doctor and a patient passed by."), "attacked")


def test_another_paragraph_gives_no_context() -> None:
    assert "health" not in contexts("Gunmen attacked a depot.\n\nA vaccine was shown elsewhere.", "attacked")


def test_the_name_of_who_is_cited_is_no_context() -> None:
    text = "Shells killed four herders, according to the Orrin Observatory for Civil Rights."
    assert "human_rights" not in contexts(text, "killed")
