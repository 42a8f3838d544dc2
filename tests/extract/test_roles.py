"""Who speaks and what is said, where the parser has taken what happened for something else: the order of the words is sure."""

from __future__ import annotations

import pytest

from accordingto.extract.statements import statements
from accordingto.model import Article, Published
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

pytestmark = pytest.mark.model


def said(text: str) -> dict[str, str]:
    """What each source of a sentence is told to have said."""
    article = Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())
    return {
        one.source.exact if one.source else "": " ... ".join(part.exact for part in one.content)
        for one in statements(annotate(zoned(article)))
    }


TOLL = "A home-made bomb detonated beside a covered market in Borar on Sunday, leaving 8 dead and 17 injured"
SHOTS = "Armed men stormed a tea house in Kildos on Saturday, leaving three people dead and 16 wounded"
FLOOD = "12 people were killed and 24 injured when a flood swept through a camp site in Skondia on Tuesday"
WALL = "A wall of water swept through a camp site in Birik on Sunday, leaving six people dead and 11 injured"


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (f"{TOLL}, the Raaren police said.", "the Raaren police", TOLL),
        (f"{TOLL}, the Raaren police said on Monday.", "the Raaren police", TOLL),
        (f"{WALL}, said Birik mayor Ivo Krondoy.", "Birik mayor Ivo Krondoy", WALL),
        (f"{FLOOD}, said the Daatik rescue service.\n\nSchools were shut.", "the Daatik rescue service", FLOOD),
        (f"{SHOTS}, Rosa Drakoy, a teacher who saw it, said.", "Rosa Drakoy, a teacher who saw it", SHOTS),
    ],
)
def test_who_closes_a_sentence_behind_a_comma_said_all_of_it(sentence: str, source: str, content: str) -> None:
    assert said(sentence) == {source: content}


def test_an_attack_by_unidentified_men_is_no_silence_of_the_one_who_tells_it() -> None:
    shots = "Unidentified gunmen shot at people outside a repair yard in Voldum on Tuesday"
    assert said(f"{shots}, Voldum mayor Hugo Likund said.") == {"Voldum mayor Hugo Likund": shots}


def test_nobody_says_a_device() -> None:
    blast = "an explosive device detonated beside a covered market in Haamund on Thursday, killing eight"
    assert said(f"The Dildov Monitoring Group said {blast}.") == {"The Dildov Monitoring Group": blast}


def test_who_is_named_before_the_first_comma_is_the_one_accorded_to() -> None:
    shots = "12 people were killed and 29 wounded when gunmen shot at people outside a repair yard in Neitar on Saturday"
    assert said(f"According to Sturkik governor Ivo Grindar, {shots}.") == {"Sturkik governor Ivo Grindar": shots}


def test_what_opens_a_sentence_is_the_word_also_for_what_stands_behind_a_colon() -> None:
    blasts = "at least one attack hit Sukov on Thursday: men in a white van shot at people outside a tea house, killing 14"
    assert said(f"According to the Makov Monitoring Group, {blasts}.") == {"the Makov Monitoring Group": blasts}


def test_a_remark_on_who_is_cited_does_not_part_relay_and_origin() -> None:
    blast = "a parcel bomb blew up inside a tram depot in Faandov on Wednesday"
    found = said(f"Drokia News Agency, citing Rosa Tindov, a teacher who saw it, said {blast}.")
    assert found == {"Drokia News Agency": blast, "Rosa Tindov": blast}


def test_a_relay_that_closes_a_sentence_with_whom_it_cites_has_all_of_it() -> None:
    blast = "A home-made bomb detonated beside a radio station in Luvic on Thursday, killing 7 people and wounding 24"
    found = said(f"{blast}, Harnund News Agency reported, citing the Luvik district hospital.")
    assert found == {"Harnund News Agency": blast, "the Luvik district hospital": blast}


def test_the_day_is_no_speaker_nor_those_who_are_told() -> None:
    assert "Tuesday" not in said("“The gate was shut,” Mara Olden, Dem-Tarn, said Tuesday.")
    assert "reporters" not in said(f"{TOLL}, the police chief, Davin Roke, told reporters.")


def test_a_denial_in_the_passive_is_of_its_subject_and_not_of_the_quotation_told_next() -> None:
    toll = '"Nine people were killed in bombing that destroyed two homes"'
    found = said(f"The claim was denied by Sarn. {toll} in Harl early on Tuesday, the defence ministry said in a statement.")
    assert found == {"Sarn": "The claim", "the defence ministry": f"{toll} in Harl early on Tuesday"}
