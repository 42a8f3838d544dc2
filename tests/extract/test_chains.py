"""On whose word: chains that run over several sentences, and doubts that reach what they are about."""

from __future__ import annotations

import pytest

from accordingto.extract.mentions import mentions
from accordingto.extract.statements import statements
from accordingto.model import Article, Published, Statement
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model


def read(text: str) -> tuple[Statement, ...]:
    doc = annotate(zoned(Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())))
    entities, named = mentions(doc)
    return statements(doc, named, entities)


def chain(statement: Statement) -> list[str]:
    return [f"{link.name} {link.link}{'' if link.explicit else '~'}{'°' if link.anonymous else ''}" for link in statement.chain]


def said(found: tuple[Statement, ...], words: str) -> Statement:
    return next(one for one in found if any(words in part.exact for part in one.content) and one.nested_in is None)


def test_the_spokesman_is_the_one_who_was_called_so() -> None:
    found = read(
        "Karim Osk, spokesman for the Harbor Guild, told Radio Meridian that the quay was shut. "
        "The spokesman said that two cranes had fallen."
    )
    assert chain(said(found, "cranes")) == ["Radio Meridian inherited~", "Karim Osk said"]


def test_an_interview_is_a_link_like_being_told() -> None:
    found = read("In an interview with Radio Meridian, Mayor Ilse Varn said that the bridge would stay shut.")
    assert chain(said(found, "bridge")) == ["Radio Meridian told", "Ilse Varn said"]
    assert said(found, "bridge").medium is not None


def test_the_latest_outlet_is_the_one_inherited() -> None:
    found = read(
        "Governor Peter Brandt told Radio Meridian that the bridge was shut. "
        "Brandt told TV Korava that the ferry had sunk. Brandt said that the road was open."
    )
    assert chain(said(found, "road")) == ["TV Korava inherited~", "Peter Brandt said"]


def test_a_quoted_speaker_stands_inside_the_outlet_that_quotes() -> None:
    found = read('"Two boats were hit," Admiral Ruan Tepe was quoted as saying by Radio Meridian.')
    outlet = next(one for one in found if one.cue is not None and one.cue.exact == "was quoted as saying by")
    speaker = next(one for one in found if one.cue is not None and one.cue.exact == "was quoted as saying")
    assert speaker.nested_in == outlet.id
    assert chain(speaker) == ["Radio Meridian said", "Ruan Tepe citing"]


def test_a_document_told_again_keeps_its_author() -> None:
    found = read("A statement by the Karsian navy said that a tug was lost. The statement said that nine had drowned.")
    assert chain(said(found, "nine")) == ["doc:statement document", "Karsian navy document~"]


def test_the_claim_is_the_word_of_the_body_that_gave_it_out() -> None:
    found = read(
        "The Harbor Guild said in a statement that a tug was lost. The claim put the dead at nine and said all had drowned."
    )
    assert chain(said(found, "drowned")) == ["doc:claim document", "Harbor Guild document~"]


def test_a_new_statement_is_not_that_of_the_body_before() -> None:
    found = read(
        "The mayor said in a statement that a tug was lost. Another statement said the quay had burned. "
        "The statement said that nine had drowned."
    )
    assert chain(said(found, "drowned")) == ["doc:statement document"]


def test_a_body_that_the_lead_describes_is_the_one_named_next() -> None:
    found = read(
        "Nine miners died in the Sorrel pit, a rights monitoring group said.\n\n"
        "The Karsian Observatory for Civil Rights said that the pumps had failed."
    )
    assert said(found, "Nine").chain[-1].entity == said(found, "pumps").chain[-1].entity
    assert not said(found, "Nine").anonymous


def test_a_spokesman_is_known_by_the_body_he_speaks_for() -> None:
    found = read("A spokesman for the Harbor Guild said that the quay was shut.")
    assert chain(said(found, "quay")) == ["Harbor Guild spokesman said"]


def test_a_recording_in_doubt_casts_it_on_all_that_rests_on_it() -> None:
    found = read("A recording shows that the convoy turned back. The recording could not be independently verified.")
    doubt = next(one for one in found if one.report == "unverified")
    assert said(found, "convoy").doubted_by == doubt.id


def test_a_claim_in_doubt_is_the_one_before() -> None:
    found = read(
        "The union said that the mill had closed. The rebels claimed that they held the airfield. "
        "The claim could not be verified."
    )
    doubt = next(one for one in found if one.report == "unverified")
    assert said(found, "airfield").doubted_by == doubt.id
    assert said(found, "mill").doubted_by is None


def test_a_check_that_nobody_could_make_is_open_and_has_no_source() -> None:
    found = read("Nobody could confirm that the bridge had fallen.")
    assert [(one.source, one.report, one.certainty) for one in found] == [(None, "unverified", "U")]


def test_turns_of_a_transcript_in_one_paragraph() -> None:
    found = read('Partial transcript:\n\n"OSK: Well, I think so. HASK: Nobody does. OSK: We shall see about that.')
    turns = [(one.source.exact if one.source else "", one.content[0].exact) for one in found if one.rule == "speaker-line"]
    assert [source for source, _ in turns] == ["OSK", "HASK", "OSK"]
    assert turns[1][1] == "Nobody does"


def test_a_signed_letter() -> None:
    found = read("“He is a clueless man and the whole town is afraid of him, truly.” ― Ana Brel, 45, teacher")
    assert (found[0].source.exact if found[0].source else "", found[0].rule) == ("Ana Brel", "signed")


def test_a_colon_that_ends_its_paragraph_opens_the_next() -> None:
    found = read("Osk added:\n\nThe harbour is lost. It will not open again.\n\nThe vote was on Monday.")
    assert said(found, "harbour").content[0].exact == "The harbour is lost. It will not open again"


def test_the_official_is_reached_by_the_outlet_he_told() -> None:
    found = read(
        "A high-level Karsian official told Radio Meridian that the quay was shut. "
        '"Two cranes have fallen on the far side," the official said.'
    )
    assert chain(said(found, "cranes")) == ["Radio Meridian inherited~", "high-level Karsian official said°"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Citing the Orrin police, Northwire said nine people had died in the fire.",
            ["Northwire said", "Orrin police citing"],
        ),
        (
            "Nine people had died in the fire, Northwire reported, citing the Orrin police.",
            ["Northwire said", "Orrin police citing"],
        ),
        (
            "The Northwire news agency, quoting a report of the Coast Bureau, said two boats had sunk.",
            ["Northwire news agency said", "doc:report of the Coast Bureau document", "Coast Bureau document"],
        ),
        (
            "Quoting the Coast Bureau's report, Karsia Press said that forty boats had sunk.",
            ["Karsia Press said", "doc:Coast Bureau's report document", "Coast Bureau document"],
        ),
    ],
)
def test_who_is_cited_is_the_last_link_whether_the_agency_comes_first_or_last(text: str, expected: list[str]) -> None:
    assert max((chain(one) for one in read(text)), key=len) == expected


@pytest.mark.parametrize(
    ("credit", "chained"),
    [
        ("Reporting by Northwire News Agency", ["Northwire News Agency credit~", "Mara Ost said"]),
        ("Reporting by Ada Lund", ["Mara Ost said"]),
    ],
)
def test_who_only_reported_for_an_outlet_is_no_one_it_cites(credit: str, chained: list[str]) -> None:
    found = read(
        f"Northwire News Agency closed its office. Engineer Mara Ost said that the bridge was shut on Monday.\n\n{credit}\n"
    )
    assert chain(said(found, "bridge")) == chained


def test_no_link_is_named_by_a_pronoun() -> None:
    found = read("It said the bridge was shut.")
    assert chain(said(found, "bridge")) == ["someone not named said°"]
    found = read("The Mill Union said the bridge was shut. It said the road was open.")
    assert chain(said(found, "road")) == ["Mill Union said"]


def test_we_outside_quotation_marks_is_the_speaker_before() -> None:
    found = read("Mayor Ilse Varn said the bridge was shut. We believe the road is open.")
    assert chain(said(found, "road")) == ["Ilse Varn said~"]


def test_who_watches_at_a_body_is_that_body_s_word() -> None:
    found = read("Monitors at the Tarn Observatory for Civil Rights said the bridge was hit.")
    assert chain(said(found, "bridge")) == ["Tarn Observatory for Civil Rights said"]


def test_a_body_s_director_is_cited_by_name() -> None:
    found = read("A bridge was hit. Tarn Observatory for Civil Rights chief Oda Finch said the bridge was down.")
    assert chain(said(found, "bridge")) == ["Oda Finch said"]


def test_a_spokesman_before_whose_trade_the_body_stands_is_that_body_s_word() -> None:
    found = read("A Mill Union spokesman said the bridge was shut. A spokesman for the Mill Union said the road was open.")
    assert chain(said(found, "bridge")) == chain(said(found, "road")) == ["Mill Union spokesman said"]
    ends = {said(found, words).chain[-1].entity for words in ("bridge", "road")}
    assert len(ends) == 1
    assert None not in ends


def test_of_two_holders_joined_by_and_the_body_is_told_whole() -> None:
    found = read(
        "The Orrin Observatory for Civil Rights named nine dead. The Observatory and local Tarn officials said two fled."
    )
    (link,) = said(found, "fled").chain
    assert link.name == "Orrin Observatory for Civil Rights and local Tarn officials"
