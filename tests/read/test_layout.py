from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Article, Published, Zone
from accordingto.read.clean import paragraphs, zoned, zones
from accordingto.read.layout import INVISIBLE, is_date_line

LEAD = "The harbour at Tarn was closed on Monday after a storm broke two of its cranes, the port office said."
MORE = "Ferries will sail from Velmora until the cranes have been mended, a spokeswoman told the Lantern."


def article(text: str, *, headline: str | None = None, byline: str | None = None, known: tuple[Zone, ...] = ()) -> Article:
    return Article("a-1", "tarn.txt", (), "Lantern", headline, byline, Published(), "en", "", text, {}, known)


def found(text: str, *, headline: str | None = None, byline: str | None = None) -> list[tuple[str, str]]:
    return [(zone.kind, text[zone.start : zone.end].strip()) for zone in zones(article(text, headline=headline, byline=byline))]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


# --- paragraphs ---


def test_blank_lines_part_paragraphs() -> None:
    assert split(f"{LEAD}\n \n{MORE}\n") == [LEAD, MORE]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\u2028", "\u2029"])
def test_each_line_is_a_paragraph_where_lines_are_not_wrapped(mark: str) -> None:
    assert split(mark.join([LEAD, MORE, LEAD])) == [LEAD, MORE, LEAD]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "The harbour at Tarn was closed on Monday after\na storm broke two of its cranes, the port\noffice said.\n\nOn."
    assert len(split(text)) == 2


def test_hard_wrapped_capitals_are_one_paragraph() -> None:
    text = "   THE HARBOUR AT TARN WAS CLOSED ON MONDAY AFTER A STORM\nBROKE TWO OF ITS CRANES AND SANK THE BOATS IN\nTHE BAY."
    assert len(split(text)) == 1


def test_an_indented_line_opens_a_paragraph_of_wrapped_text() -> None:
    text = (
        "   The harbour at Tarn was closed on Monday after a storm\nbroke two of its cranes and sank the pilot's boat in the\n"
        "shallow water by the mole.\n   Ferries will sail from Velmora until all the cranes have\nbeen mended and tested.\n"
    )
    assert [words[:11] for words in split(text)] == ["The harbour", "Ferries wil"]


def test_a_line_broken_before_a_small_letter_is_joined() -> None:
    text = f"{LEAD}\nThe mayor of Tarn walked along the mole and said\nthat nobody was hurt.\n{MORE}"
    assert len(split(text)) == 3


def test_lines_broken_without_order_are_joined() -> None:
    text = (
        f"{LEAD}\nThe mayor of Tarn walked along the mole and said he had\n   seen the boats from the hall on the\nMarket"
        f" and never knew such a\nstorm in his life.\n{MORE}"
    )
    assert len(split(text)) == 3


def test_a_text_in_one_line_is_one_paragraph() -> None:
    assert split(f"{LEAD} {MORE}") == [f"{LEAD} {MORE}"]


def test_a_label_is_joined_to_the_value_below_it() -> None:
    assert split(f"{LEAD}\n\nBoats at Tarn. Credit:\nAna Quill\n\n{MORE}")[1] == "Boats at Tarn. Credit:\nAna Quill"


def test_short_lines_are_not_taken_for_wrapped_text() -> None:
    assert len(split(f"Storm closes harbour at Tarn\nNorthern Harbours Board\n\n{LEAD}")) == 3


# --- headline, headings ---


def test_first_line_without_a_full_stop_is_the_headline() -> None:
    assert found(f"Storm closes Tarn harbour – report\n{LEAD}\n{MORE}")[0] == ("headline", "Storm closes Tarn harbour – report")


def test_a_text_that_begins_with_a_sentence_has_no_headline() -> None:
    assert [kind for kind, _ in found(f"{LEAD}\n\n{MORE}")] == ["body", "body"]


def test_the_known_headline_is_found_with_a_full_stop_after_it() -> None:
    assert found(f"Storm Closes Harbour.\n\n{LEAD}", headline="Storm closes harbour")[0][0] == "headline"


def test_a_headline_run_on_into_the_text_is_cut_off() -> None:
    text = f"Tue 04 Mar 2014 at 0915 Storm closes Tarn harbour {LEAD}"
    assert found(text, headline="Storm closes Tarn harbour") == [
        ("dateline", "Tue 04 Mar 2014 at 0915"),
        ("headline", "Storm closes Tarn harbour"),
        ("body", LEAD),
    ]


def test_a_sentence_that_begins_like_the_headline_is_not_cut() -> None:
    text = "Storm closes Tarn harbour for a week and sinks a boat, the port office said on Monday."
    assert [kind for kind, _ in found(text, headline="Storm closes Tarn harbour")] == ["body"]


def test_another_title_than_the_known_one_is_a_heading() -> None:
    assert found(f"Pilots praised for quick work\n\n{LEAD}", headline="Storm closes Tarn harbour")[0][0] == "heading"


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    kinds = [kind for kind, _ in found(f"{LEAD}\n\nCranes fifty years old\n\n{MORE}\n\n'A port in ruins'\n\n{LEAD[:60]}.")]
    assert kinds == ["body", "heading", "body", "heading", "body"]


def test_a_line_that_announces_a_speech_is_no_heading() -> None:
    assert found(f"{LEAD}\n\nThe mayor said:\n\n{MORE}")[1][0] == "body"


@pytest.mark.parametrize("line", ["2:45 p.m.", "11:45 a.m.:", "14:30 GMT"])
def test_an_hour_on_its_own_line_is_a_heading(line: str) -> None:
    assert found(f"{LEAD}\n\n{line}\n\n{MORE}")[1] == ("heading", line)


@pytest.mark.parametrize(
    "line", ["[REPORTER] Who was at the port?", '"Who was at the port?"', "- Who was there", "Nobody was hurt!"]
)
def test_short_lines_of_speech_are_no_headings(line: str) -> None:
    assert found(f"{LEAD}\n\n{line}\n\n{MORE}")[1] == ("body", line)


def test_a_place_with_an_agency_on_its_own_line_is_a_dateline() -> None:
    assert found(f"Storm closes harbour\n\nTarn (Reuters)\n\n{LEAD}")[1] == ("dateline", "Tarn (Reuters)")


def test_markdown_hashes_make_headline_and_heading() -> None:
    assert [kind for kind, _ in found(f"# Storm at Tarn\n\n{LEAD}\n\n## The cranes\n\n{MORE}")] == [
        "headline",
        "body",
        "heading",
        "body",
    ]


# --- dateline, byline ---


@pytest.mark.parametrize(
    "dateline",
    [
        "VELMORA, 3 May (Northwire) -",
        "VELMORA (Northwire) —",
        "VELMORA, Karsia (May 3) –",
        "VELMORA, Karsia --",
        "PORT TARN, Karsia, May 3, 2019 -",
        "Velmora, 3 May (Northwire) -",
        "(Northwire) -",
        "VELMORA:",
        "VELMORA/TARN (Northwire) -",
    ],
)
def test_a_dateline_is_cut_from_the_first_paragraph(dateline: str) -> None:
    assert found(f"Storm closes harbour\n\n{dateline} {LEAD}\n\n{MORE}")[1:3] == [("dateline", dateline), ("body", LEAD)]


@pytest.mark.parametrize("opening", ["NATO: ", "BREAKING - ", "Ana Quill - ", "The Tarn - Velmora line: ", "FILE — "])
def test_other_openings_are_no_datelines(opening: str) -> None:
    assert "dateline" not in [kind for kind, _ in found(f"{LEAD}\n\n{opening}{MORE}")]


def test_wire_tags_belong_to_the_dateline() -> None:
    text = f"   TARN, 3 MAY 90 (NORTHWIRE) -- [REPORT] [TEXT] {LEAD.upper()}"
    assert found(text)[0] == ("dateline", "TARN, 3 MAY 90 (NORTHWIRE) -- [REPORT] [TEXT]")


def test_a_text_without_capitals_has_its_dateline_before_a_colon() -> None:
    assert found(f"tarn: {LEAD.lower()}")[0] == ("dateline", "tarn:")


@pytest.mark.parametrize(
    "line",
    [
        "19/02/2015",
        "May 3, 2019",
        "Updated: May 24, 2005, 3:23 PM ET",
        "This story is from March 6, 2002",
        "Monday 16 September 2013 03.31 BST",
    ],
)
def test_a_date_on_its_own_line_is_a_dateline(line: str) -> None:
    assert found(f"Storm closes harbour\n\n{line}\n\n{LEAD}")[1] == ("dateline", line)


@pytest.mark.parametrize("line", ["In May 2019 the port closed", "14 dead", "May", "Room 101"])
def test_other_lines_are_no_dates(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    "line",
    ["By Ana Quill", "By Ana Quill and Osk Tarn, Staff Writers", "Ana Quill, Staff writer", "BY ANA QUILL",
     "By our special correspondent", "*By Ana Quill, at the port, 7 March 2031*", "By Ana Quill in Tarn, Karsia"],
)  # fmt: skip
def test_bylines(line: str) -> None:
    assert found(f"Storm closes harbour\n\n{line}\n\n{LEAD}")[1] == ("byline", line)


def test_the_known_byline_is_one_wherever_it_stands() -> None:
    assert found(f"{LEAD}\n\n{MORE}\n\nAna Quill", byline="Ana Quill")[-1][0] == "byline"


def test_a_sentence_that_opens_with_by_is_no_byline() -> None:
    assert found(f"{LEAD}\n\nBy Monday the port was open again.\n\n{MORE}")[1][0] == "body"


@pytest.mark.parametrize("line", ["By Monday, at the port, the men were gone", "By our count, nine men are missing"])
def test_other_lines_that_open_with_by_are_no_bylines(line: str) -> None:
    assert found(f"Storm closes harbour\n\n{line}\n\n{LEAD}")[1][0] != "byline"


# --- captions, credits ---


def test_a_file_picture_has_a_caption() -> None:
    assert found(f"{LEAD}\n\nFILE - Boats lie in the harbour at Tarn, May 3, 2018.\n\n{MORE}")[1][0] == "caption"


def test_a_caption_printed_twice_is_two_caption_zones() -> None:
    caption = "Boats lie in the harbour at Tarn. Nobody was hurt, officials said."
    assert [kind for kind, _ in found(f"{LEAD}\n\n{caption}\n{caption}\n\n{MORE}")] == ["body", "caption", "caption", "body"]


def test_a_sentence_that_comes_again_far_below_is_no_caption() -> None:
    again = "Nobody was hurt in the storm, officials said."
    other = [f"{LEAD[:-1]} at {hour} o'clock." for hour in range(9)]
    assert "caption" not in [kind for kind, _ in found("\n\n".join([again, *other, again]))]


def test_a_file_name_above_and_a_credit_behind_make_a_caption() -> None:
    text = f"{LEAD}\n\ntarn-harbour-storm\nBoats at Tarn. The mole was broken. Credit:\nAna Quill\n\n{MORE}"
    assert found(text)[1:4] == [
        ("furniture", "tarn-harbour-storm"),
        ("caption", "Boats at Tarn. The mole was broken."),
        ("credit", "Credit:\nAna Quill"),
    ]


def test_a_photographer_in_brackets_makes_a_caption() -> None:
    assert found(f"{LEAD}\n\nBoats lie in the harbour. (Photo: Ana Quill)\n\n{MORE}")[1][0] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Source: Lantern Radio",
        "(Reporting by Ana Quill; Editing by Osk Tarn)",
        "-NORTHWIRE",
        "Additional reporting by Ana Quill",
        "(Agencies)",
        "Photo: Ana Quill",
    ],
)
def test_credits(line: str) -> None:
    assert found(f"{LEAD}\n\n{MORE}\n\n{line}")[-1] == ("credit", line)


@pytest.mark.parametrize(
    "sign", [".-NORTHWIRE", ". Source Lantern Radio and agencies", ". (Source: Lantern Radio)", ". Reporting by Ana Quill"]
)
def test_a_credit_run_on_after_the_last_sentence_is_cut_off(sign: str) -> None:
    assert found(f"{LEAD} Ferries sail{sign}")[-1] == ("credit", sign[1:].strip())


def test_the_word_source_in_a_sentence_is_no_credit() -> None:
    assert [kind for kind, _ in found(f"{LEAD} Source after source said so.")] == ["body"]


# --- related, quotes, furniture ---


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Mayor 'knew of cracks', report says",
        "[READ MORE: Mayor knew of cracks](#)",
        "Related: Mayor knew of cracks",
        "[Mayor knew of cracks](/tarn)",
    ],
)
def test_related_links(line: str) -> None:
    assert found(f"{LEAD}\n\n{line}\n\n{MORE}")[1] == ("related", line)


def test_titles_under_a_bare_label_are_related() -> None:
    kinds = [kind for kind, _ in found(f"{LEAD}\n\nSee also:\nMayor knew of cracks\nPilots walk out\n\n{MORE}")]
    assert kinds == ["body", "related", "related", "related", "body"]


def test_a_blockquote_is_a_quote() -> None:
    assert found(f"{LEAD}\n\n> We have no crane left.\n\n{MORE}")[1][0] == "quote"


def test_a_pull_quote_repeats_a_longer_paragraph() -> None:
    kinds = [
        kind
        for kind, _ in found(
            f'{LEAD}\n\n"We have no crane left."\n\n"We have no crane left," said Ana Quill, who runs the port.'
        )
    ]
    assert kinds == ["body", "quote", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Accessibility links",
        "Breaking News",
        "Share this article",
        "ADVERTISEMENT",
        "---",
        "Facebook Twitter Linkedin Mail",
        "Home | World | Sport",
        "Follow us on Twitter @lantern",
        "We use cookies to make this site better.",
    ],
)
def test_furniture(line: str) -> None:
    assert found(f"{LEAD}\n\n{line}\n\n{MORE}")[1] == ("furniture", line)


def test_zones_known_from_markup_are_kept() -> None:
    known = (Zone("caption", 0, 5),)
    assert zoned(article(LEAD, known=known)).zones == known


def test_body_known_from_markup_is_told_apart_by_its_words() -> None:
    lines = ["By Ana Quill", "TARN, 3 May (Northwire) - The port was shut.", "Follow us on Twitter @lantern", LEAD]
    text = "\n\n".join(lines)
    marked = zoned(article(text, known=tuple(Zone("body", text.index(line), text.index(line) + len(line)) for line in lines)))
    assert [zone.kind for zone in marked.zones] == ["byline", "dateline", "body", "furniture", "body"]
    assert zoned(marked).zones == marked.zones


def test_report_may_open_with_a_question_under_its_headline() -> None:
    text = f"STORM CLOSES HARBOUR\n\nBy Ana Quill\n\nWas the storm no storm at all?\n\n{LEAD}\n\nWho saw it?\n\n{MORE}"
    assert [kind for kind, _ in found(text)] == ["headline", "byline", "body", "body", "heading", "body"]


WORDS = st.sampled_from(
    ["Tarn", "the port", "İzmir", "said.", '"', "’", "*", "FILE - ", "Source: ", "READ MORE: ", "3 May 2019", "---", "\n",
     "\n\n", "\r\n", "\u2028", " ", "\u00ad", "(Northwire) -", "TARN,", "[a](b)", "By Ana Quill", "ß", "\ufeff"]
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map("".join)),
    st.sampled_from([None, "Tarn", "The port said"]),
)
def test_zones_are_in_order_disjoint_and_hold_every_paragraph(text: str, headline: str | None) -> None:
    marked = list(zones(article(text, headline=headline)))
    assert all(zone.start < zone.end for zone in marked)
    assert all(left.end <= right.start for left, right in pairwise(marked))
    held = {place for zone in marked for place in range(zone.start, zone.end)}
    assert all(place in held for start, end in paragraphs(text) for place in range(start, end))
    assert all(place in held or text[place].isspace() or text[place] in INVISIBLE for place in range(len(text)))
