from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Article, Published, Zone
from accordingto.read import as_given, prepared
from accordingto.read.casing import Seldom
from accordingto.read.clean import View, view, zoned

STORY = "The harbour at Tarn was closed on Monday, the port office said."


def told(text: str) -> Article:
    return Article("a-1", "tarn.txt", (), None, None, None, Published(), "en", "", text, {}, ())


def read(text: str, *, ordinary: frozenset[str] = frozenset(), known: tuple[Zone, ...] = ()) -> View:
    return view(zoned(replace(told(text), zones=known)), seldom=Seldom(ordinary))


def quoted(seen: View, words: str) -> str:
    """The article's words for words of the view."""
    start = seen.text.index(words)
    return seen.span(start, start + len(words)).exact


def test_a_clean_text_is_its_own_view() -> None:
    assert read(STORY).text == STORY
    assert read(STORY).at == tuple(range(len(STORY)))


def test_a_line_break_within_a_paragraph_is_a_space_and_quotes_as_a_break() -> None:
    seen = read("The harbour at Tarn was closed on Monday, after a storm,\nthe port office said in the evening.")
    assert "storm, the port" in seen.text
    assert quoted(seen, "storm, the port") == "storm,\nthe port"


def test_paragraphs_are_parted_by_one_line_break() -> None:
    assert read(f"{STORY}\r\n\r\n\r\n{STORY}").text == f"{STORY}\n{STORY}"


def test_furniture_is_not_read() -> None:
    seen = read(f"Accessibility links\n\n{STORY}\n\nShare this\n\nFerries sail on.")
    assert seen.text == f"{STORY}\nFerries sail on."
    assert [block.kind for block in seen.blocks] == ["body", "body"]


def test_each_character_knows_its_block() -> None:
    seen = read(f"Storm at Tarn\n\nTARN (Northwire) - {STORY}")
    kinds = [seen.blocks[seen.block_at(seen.text.index(words))].kind for words in ("Storm", "TARN", "port office")]
    assert kinds == ["headline", "dateline", "body"]


def test_find_gives_the_view_of_a_place_in_the_article() -> None:
    seen = read(f"*Tarn*,  {STORY}")
    assert seen.text[seen.find(seen.article.text.index("port office")) :].startswith("port office")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("The office, [citing](#) the pilots, said so.", "The office, citing the pilots, said so."),
        ('*"We have no crane,"* she said.', '"We have no crane," she said.'),
        ("It was **very** late and _dark_ in `Tarn` then.", "It was very late and dark in Tarn then."),
        ("They paid 5 * 3 crowns * a day.", "They paid 5 * 3 crowns * a day."),
        ("The file tarn_port_plan was lost.", "The file tarn_port_plan was lost."),
        ("The group [the pilots] left.[12]", "The group [the pilots] left."),
        ("> We have no crane left.", "We have no crane left."),
        ("* Cranes were broken there.", "Cranes were broken there."),
        ("In recent weeks,Tarn was calm.", "In recent weeks, Tarn was calm."),
        ("The storm ended.The port opened.", "The storm ended. The port opened."),
        ("It cost 1,300 and 2.5 crowns.", "It cost 1,300 and 2.5 crowns."),
        ("The U.S. envoy, e.g. Mr.Quill, left tarn.example.org.", "The U.S. envoy, e.g. Mr. Quill, left tarn.example.org."),
        ("See www.tarn.Example/a,b for it.", "See www.tarn.Example/a,b for it."),
        ("The portâ€™s cafÃ© was shut.", "The port’s café was shut."),
        ("â€œNo crane,â€\u009d she said â€“ twice.", "“No crane,” she said – twice."),
        ("â€œNo crane,â€\ufffd she said.", "“No crane,” she said."),
        ("The portÃ¢â‚¬â„¢s café was shut.", "The port’s café was shut."),
        ("ArdÄ±Ã§ and NÄ°T said so.", "Ardıç and NİT said so."),
        ("The mayor: \x93No crane.\x94", "The mayor: “No crane.”"),
        ("The mayor: \x95\x81No crane.", "The mayor: No crane."),
        ("The café “À propos” – Ünal’s – was shut.", "The café “À propos” – Ünal’s – was shut."),
        ("The NI?T and Ardo?an said so.", "The NIIT and Ardoian said so."),
        ("Was it so?The mayor did not say.", "Was it so? The mayor did not say."),
        ("They couldn\ufffdt say.", "They couldn’t say."),
        ("``No crane,'' she said.", '"No crane," she said.'),
        ("The mayor''s ''plan'' failed.", "The mayor's \"plan\" failed."),
        ("The har\u00adbour\u200b at \ufeffTarn was shut.", "The harbour at Tarn was shut."),
        ("The harbour\u00a0at\u2009 Tarn was shut.", "The harbour at Tarn was shut."),
        ('"We have no crane, "she said. "None. "', '"We have no crane," she said. "None."'),
        ("The port’ s crane.", "The port’s crane."),
        ("The mayor of İzmir, ŉ and ß.", "The mayor of İzmir, ŉ and ß."),
    ],
)  # fmt: skip
def test_what_is_repaired_and_what_is_left(written: str, seen: str) -> None:
    assert read(written).text == seen


def test_a_mangled_letter_is_quoted_whole() -> None:
    seen = read("The mayor of Tarn, â€˜the boxâ€™ as pilots say, and JosÃ©, came.")
    assert quoted(seen, "‘the box’") == "â€˜the boxâ€™"
    assert quoted(seen, "José") == "JosÃ©"


def test_a_link_is_quoted_without_its_address() -> None:
    assert (
        quoted(read("The office [citing the pilots](http://tarn.example) said so."), "citing the pilots") == "citing the pilots"
    )


def test_a_text_in_capitals_is_given_small_letters() -> None:
    ordinary = frozenset({"close", "crane", "storm", "come"})
    seen = read("THE CRANES AT TARN CLOSED ON 3 MAY. A STORM, THE PORT BOARD (KPA) SAID, MAY COME.", ordinary=ordinary)
    assert seen.text == "The cranes at Tarn closed on 3 May. A storm, the port board (KPA) said, may come."


def test_a_text_without_capitals_is_given_some() -> None:
    seen = read("the port said on monday that ana quill, who saw it, had told osk's men.", ordinary=frozenset({"say", "see"}))
    assert seen.text == "The port said on Monday that Ana Quill, who saw it, had told Osk's men."


def test_a_headline_in_capitals_is_read_as_words() -> None:
    assert read(f"PORT AT TARN CLOSED AFTER STORM\n\n{STORY}").text.startswith("Port at Tarn ")


def test_title_loses_the_capitals_that_the_body_does_not_write() -> None:
    seen = read(f"Storm Closes The Harbour in İzmir\n\n{STORY} İlker Osk of the Port Office saw it.")
    assert seen.text.startswith("Storm Closes the harbour in İzmir\n")
    assert quoted(seen, "the harbour") == "The Harbour"


def test_title_keeps_the_capitals_of_names() -> None:
    body = "The gate at Tarn fell on Monday, the Gate Union said. The union wants a stronger gate, and Ana Mark said so too."
    seen = read(f"Gate Union And Ana Mark Want A Stronger Gate\n\n{body}", ordinary=frozenset({"mark", "want"}))
    assert seen.text.startswith("Gate Union and Ana Mark want a stronger gate\n")


def test_acronym_spelled_like_a_word_is_read_as_a_name_and_quotes_itself() -> None:
    seen = read("The Ostrel Relief (OR) sent boats to Tarn. By noon OR crews had saved ten men, or so it is said.")
    assert "By noon O.R. crews had saved ten men, or so it is said." in seen.text
    assert quoted(seen, "O.R.") == "OR"
    assert quoted(seen, "noon O.R. crews") == "noon OR crews"


def test_known_acronym_is_read_as_its_group_where_the_text_names_it() -> None:
    seen = read("Islamic State lost the bridge at Tarn. An expert who follows IS said so on Monday.")
    assert "who follows ISIS said" in seen.text
    assert quoted(seen, "ISIS said") == "IS said"


def test_shouted_word_is_no_acronym() -> None:
    story = "The Ostrel Relief (OR) sent boats. The choice was NOW OR NEVER, Quill said, and it IS late."
    assert "NOW OR NEVER, Quill said, and it IS late." in read(story).text


def test_headline_and_byline_of_a_text_are_its_zones_words() -> None:
    article = prepared(told(f"# Storm closes\n*harbour* at Tarn\n\n*By Ana Quill, at the port*\n\n{STORY}"))
    assert (article.headline, article.byline) == ("Storm closes", "Ana Quill, at the port")


def test_headline_given_with_an_article_stays() -> None:
    article = prepared(replace(told(f"Storm closes harbour\n\n{STORY}"), headline="Harbour closed", byline="Osk Tarn"))
    assert (article.headline, article.byline) == ("Harbour closed", "Osk Tarn")


@pytest.mark.parametrize("headline", [None, "Storm closes harbour", "Harbour closed"])
def test_prepared_article_can_be_taken_back_to_what_was_given(headline: str | None) -> None:
    given = replace(told(f"Storm closes harbour\n\nBy Ana Quill\n\n{STORY}"), headline=headline)
    done = prepared(given)
    assert prepared(as_given(done)) == done
    assert as_given(done).byline is None
    assert as_given(done).zones == ()


def test_zones_of_markup_are_not_taken_back() -> None:
    text = f"Storm closes harbour\n\nBoats lie at Tarn\n\n{STORY}"
    known = (Zone("headline", 0, 20), Zone("caption", 22, 39), Zone("body", 41, len(text)))
    done = prepared(replace(told(text), zones=known))
    assert as_given(done).zones == known
    assert prepared(as_given(done)) == done


def test_an_empty_article_has_an_empty_view() -> None:
    assert read("").text == ""
    assert read(" \n\u00ad\n").blocks == ()


WORDS = st.sampled_from(
    ["Tarn", "İzmir", "said.", "The", '"', "’", "‘‘", "``", "*", "**", "_", "`", "â€™", "Ã©", "Ã¢â‚¬â„¢", "?", "\ufffd", "\n",
     "\n\n", "\r\n", "\u2028", " ", "  ", "\u00ad",
     "\u0095", "[a](b)", ",", "#", ">", "ŉ", "-\n"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map("".join))


@given(TEXTS)
def test_every_stretch_of_a_view_quotes_the_article(text: str) -> None:
    seen = read(text)
    assert len(seen.text) == len(seen.at)
    assert all(left <= right for left, right in zip(seen.at, seen.at[1:], strict=False))
    for start in range(len(seen.text)):
        span = seen.span(start, min(len(seen.text), start + 5))
        assert span.exact
        assert text[span.start : span.end] == span.exact


@given(TEXTS)
def test_blocks_hold_the_view_without_outer_space(text: str) -> None:
    seen = read(text)
    pieces = [seen.text[block.start : block.end] for block in seen.blocks]
    assert "\n".join(pieces) == seen.text
    assert all(piece and piece == piece.strip() and "\n" not in piece for piece in pieces)


CLEAN = st.lists(
    st.sampled_from(["Tarn", "the", "port", "İzmir", "said", "“No”", "1,300", "U.S.", "crane’s", "[it]"]),
    min_size=3,
    max_size=30,
)


@given(st.lists(CLEAN, min_size=1, max_size=4))
def test_cleaning_twice_is_cleaning_once(story: list[list[str]]) -> None:
    text = "\n\n".join("  ".join(["Then", *words]) + "." for words in story)
    once = read(text).text
    known = tuple(Zone("body", block.start, block.end) for block in read(text).blocks)
    assert read(once, known=known).text == once
