"""Who can be a source at all: nobody says anything by a blast, a road or the dead, also where a comma is lost."""

from __future__ import annotations

import pytest

from accordingto.extract import findings
from accordingto.model import Article, Published, Statement
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model


def read(text: str) -> tuple[Statement, ...]:
    article = Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())
    return findings(annotate(zoned(article))).statements


def said(text: str) -> list[tuple[str, str | None]]:
    """Cue and source of every statement."""
    return [(one.cue.exact, one.source.exact if one.source else None) for one in read(text) if one.cue]


@pytest.mark.parametrize(
    "text",
    [
        "The blast claimed nine lives.",
        "A mudslide has claimed the lives of forty villagers.",
        "A burst dam in the hills above Ostrel claimed 30 lives on Sunday.",
        "The war has seen an escalation of fighting along the river.",
        "The siege saw dozens of people starve.",
        "Gate 3 gave way at dawn.",
        "The siege began with peaceful protests demanding cheaper grain.",
        "Ostrel has seen the heaviest fighting of the war.",
        "The offensive aims to shield the capital.",
        "Ships are sorted according to type and size.",
        "The Red Sheaf attacked two army posts above the river.",
        "Factbox: Ostrel, its bridges and its mills",
    ],
)
def test_what_happens_says_nothing(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The Harbour Union condemned the raid on the market describing it as a crime.", "describing", "The Harbour Union"),
        ("The governor said nine people died in the blast adding that the toll could rise.", "adding", "The governor"),
        ("The Karsian council met behind closed doors adding that it would sit again.", "adding", "The Karsian council"),
        ("The Red Sheaf claimed the attack saying its men had opened the gate.", "saying", "The Red Sheaf"),
        (
            "The film shows a Karsian fighter flanked by two armed men denouncing the president as a traitor.",
            "denouncing",
            "a Karsian fighter",
        ),
    ],
)
def test_a_participle_belongs_to_who_speaks_and_not_to_the_thing_beside_it(text: str, cue: str, source: str) -> None:
    assert (cue, source) in said(text)


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("According to the Harbour Union more than 10 men drowned off Ostrel.", "According to", "the Harbour Union"),
        ("Earlier a source at the port said two ferries had sunk.", "said", "a source at the port"),
        ("(Northwire) Western powers said the truce had failed.", "said", "Western powers"),
        ("The town said it would appeal.", "said", "The town"),
        ("The West accused Karsia of jamming its radios.", "accused", "The West"),
        ("The railway plans closures of four lines.", "plans", "The railway"),
        ("The think tank said the harvest had failed.", "said", "The think tank"),
        ("The club was furious at the ban on its captain.", "was furious at", "The club"),
        ("The rally denounced the new levy.", "denounced", "The rally"),
    ],
)
def test_bodies_papers_and_places_that_stand_for_people_speak(text: str, cue: str, source: str) -> None:
    assert (cue, source) in said(text)


def test_a_document_goes_on_by_its_own_participle() -> None:
    assert ("saying", "A letter from the guild") in said(
        "A letter from the guild saying the gate was open reached the council."
    )


def test_who_is_quoted_by_an_outlet_speaks_through_it() -> None:
    both = {
        one.source.exact: one for one in read("Ada Lund was quoted by Northwire as saying the gate was open.") if one.source
    }
    assert set(both) == {"Northwire", "Ada Lund"}
    assert [link.name for link in both["Ada Lund"].chain] == ["Northwire", "Ada Lund"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("According to Northwire, which cited the harbour office, two ferries sank.", ["Northwire", "harbour office"]),
        ("According to Northwire, citing the harbour office, two ferries sank.", ["Northwire", "harbour office"]),
        ("Northwire, which cited the harbour office, reported that two ferries sank.", ["Northwire", "harbour office"]),
    ],
)
def test_whom_an_outlet_cites_is_the_end_of_the_chain(text: str, chain: list[str]) -> None:
    assert max(([link.name for link in one.chain] for one in read(text)), key=len) == chain


def test_a_reason_is_nobody_cited() -> None:
    text = "According to Osk, who cited his years at sea, the ice was thin."
    assert [one.source.exact for one in read(text) if one.source] == ["Osk, who cited his years at sea"]


def test_words_in_marks_inside_a_source_keep_both() -> None:
    assert said("‘Crystal clear’ evidence shows that the gate was opened by hand.") == [("shows", "‘Crystal clear’ evidence")]


def test_the_name_of_a_picture_is_no_part_of_who_is_named_below_it() -> None:
    text = "The gate has been shut since May.\n\ntoren-gate-shut\nFerrymen demand a new gate.\n"
    assert said(text) == [("demand", "Ferrymen")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The raid wounded dozens on Monday near the harbour of Ostrel the Harbour Union said.", "the Harbour Union"),
        ("A mine went off under a bus in western Ostrel KRA said.", "KRA"),
        ("Nine fishermen died when a trawler sank off the coast fishermen said.", "fishermen"),
        (
            "Fresh raids hit the town for a second day a guard and a teacher in the town said.",
            "a guard and a teacher in the town",
        ),
        ("The blast wounded 20 people in a school in Karsia UN envoy Ada Lund said.", "UN envoy Ada Lund"),
        (
            "Rescuers were digging until midnight the agency's correspondent in the town said.",
            "the agency's correspondent in the town",
        ),
        ("Speaking on Thursday De Varn said that the fighting would go on.", "De Varn"),
        ("In a phone call with the paper local sources said that the road was shut.", "local sources"),
        ('"I am going to eat my last loaf" Rami Osk a resident of Ostrel said.', "Rami Osk a resident of Ostrel"),
        ("Ostrel A harbour source announced on Sunday that the tugs would sail.", "A harbour source"),
        ("Earlier in the day a source at Tarn police told the paper that a boiler burst.", "a source at Tarn police"),
        ("A car bomb hit a police station in the capital on Monday state media said.", "state media"),
        ("The flood left nine mills dry on Friday alone rowers and state media reported.", "rowers and state media"),
        ("The missing included cooks and boatmen said harbour sources speaking from the quay.", "harbour sources"),
        ("Raids on Saturday near a mill in Tarn killed at least ten men said the Harbour Union.", "the Harbour Union"),
        (
            "Two people who live within sight of the dam told the paper that it had burst.",
            "Two people who live within sight of the dam",
        ),
        ("The Ostrel Media Centre a watch group said nine people were killed.", "The Ostrel Media Centre"),
        ("Karsian police put the death toll at 16.", "Karsian police"),
        ("State media gave a toll of 44 drowned in the flood.", "State media"),
        ("Sarn al-Tor said its men had held the town.", "Sarn al-Tor"),
        ("Eight men wounded in Tarn Meanwhile civil sources told the paper that eight men were hurt.", "civil sources"),
        (
            "Tags Karsia Ostrel Rebels At least 19 men were killed in shelling of towns near the capital a watch group said.",
            "a watch group",
        ),
    ],
)
def test_who_stands_right_before_the_verb_speaks_where_a_comma_is_lost(text: str, source: str) -> None:
    assert [one.source and one.source.exact for one in read(text)][:1] == [source]


@pytest.mark.parametrize(
    "text",
    [
        "The man arrested in the market said.",
        "The woman who fled the army said so.",
        "She said goodbye to the crew.",
        "They said their prayers and left.",
        "The mayor put the keys in a drawer.",
        "They took orders from the Karsian staff.",
        "A group which reports on the war has moved to Tarn.",
        "An attack by rebels on the barracks was repelled.",
        "The Red Sheaf attacked rebel-held parts of Ostrel.",
    ],
)
def test_what_only_looks_like_saying_is_none(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    ["No one immediately claimed responsibility for the raid on the market.", "No group has claimed the raid on the market."],
)
def test_what_nobody_claims_rests_on_nobodys_word(text: str) -> None:
    [claim] = read(text)
    assert (claim.chain, claim.report, claim.certainty, claim.source_entity) == ((), "unverified", "U", None)


@pytest.mark.parametrize("text", ["Ada Lund accused of hiding the accounts", "Guild chief accused of theft"])
def test_the_accused_of_a_headline_accuses_nobody(text: str) -> None:
    [charge] = read(text)
    assert (charge.source, charge.report) == (None, "accused")


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The mayor said the bridge was safe; the cables had been changed in May.",
            [("The mayor", "the bridge was safe; the cables had been changed in May")],
        ),
        (
            "The mayor said the bridge was safe; the governor said it was not.",
            [("The mayor", "the bridge was safe"), ("the governor", "it was not")],
        ),
    ],
)
def test_a_word_goes_on_behind_a_semicolon_until_somebody_else_speaks(text: str, contents: list[tuple[str, str]]) -> None:
    found = [(one.source.exact if one.source else "", " ".join(span.exact for span in one.content)) for one in read(text)]
    assert found == contents


def test_a_name_is_no_longer_than_the_source() -> None:
    [said] = read("Air raids hit a school in Tarn state media said.")
    assert said.source is not None
    assert said.source.exact == "state media"
    assert said.chain[-1].name == "state media"
