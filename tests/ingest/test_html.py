"""A saved page becomes its report: words without markup, zones from the markup, and what the page says of itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.errors import UnreadableInput
from accordingto.ingest.draft import Draft
from accordingto.ingest.html import drafts

LONG = (
    "The ferry between Oldport and Newhaven stopped running on Tuesday, said the harbour office, which has kept the line going "
    "for forty years and expects it to run again by the end of the week. "
)


def page(body: str, head: str = "", encoding: str = "utf-8") -> Draft:
    [draft] = drafts(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding), "page.html")
    return draft


def ld(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


def zones(draft: Draft) -> list[tuple[str, str]]:
    return [(zone.kind, draft.text[zone.start : zone.end]) for zone in draft.zones]


def test_paragraphs_stand_on_lines_of_their_own_without_furniture() -> None:
    draft = page(
        f"<nav>Home | News</nav><article><p>{LONG}</p><p>It <b>r</b>ained &amp;\n  snowed.</p></article><footer>Us</footer>"
    )
    assert draft.text == f"{LONG.strip()}\n\nIt rained & snowed."
    assert draft.zones == ()


def test_short_page_is_read_by_its_blocks() -> None:
    draft = page("<nav>Home</nav><h1>Ferry stops</h1><p>Nobody<br>was hurt.</p><ul><li>Two boats</li></ul><script>x</script>")
    assert draft.text == "Ferry stops\n\nNobody\nwas hurt.\n\nTwo boats"


def test_breaks_part_lines_and_double_breaks_paragraphs() -> None:
    assert page(f"<div>{LONG}<br><br>{LONG}</div>").text == f"{LONG.strip()}\n\n{LONG.strip()}"


def test_wire_copy_in_preformatted_lines_is_joined() -> None:
    draft = page(f"<pre>{LONG}\nIt rained,\nthen snowed.\n\n{LONG}</pre>")
    assert draft.text == f"{LONG.strip()} It rained, then snowed.\n\n{LONG.strip()}"


def test_zones_come_from_markup() -> None:
    draft = page(
        f"<article><h1>Ferry stops</h1><figure><img><figcaption>The ferry</figcaption></figure><p>By Mara Quill</p>"
        f"<p>{LONG}</p><h2>Nobody hurt</h2><p>{LONG}</p><blockquote><p>We turned back.</p></blockquote>"
        "<p>Photo: A. Reed</p></article>",
        '<meta name="author" content="Mara Quill">',
    )
    assert zones(draft) == [
        ("headline", "Ferry stops"), ("caption", "The ferry"), ("byline", "By Mara Quill"), ("body", LONG.strip()),
        ("heading", "Nobody hurt"), ("body", LONG.strip()), ("quote", "We turned back."), ("credit", "Photo: A. Reed"),
    ]  # fmt: skip


def test_captions_of_related_stories_stay_out() -> None:
    draft = page(
        f"<article><p>{LONG}</p><p>{LONG}</p><aside><figure><figcaption>Other story</figcaption></figure></aside></article>"
    )
    assert "Other" not in draft.text


def test_headline_the_page_shows_is_kept_when_extraction_leaves_it_out() -> None:
    draft = page(f"<div><h1>Ferry stops</h1></div><article><p>{LONG}</p><p>{LONG}</p></article>")
    assert zones(draft)[0] == ("headline", "Ferry stops")


def linked(draft: Draft) -> list[tuple[str, str]]:
    return [(draft.text[link["start"] : link["end"]], link["url"]) for link in draft.extra.get("links", ())]


def test_links_in_sentences_are_kept_with_their_words() -> None:
    draft = page(
        f"<article><p>{LONG}</p><p>The office <b>said</b>, and the <a href='https://post.example/ferry?x=1'>Post said</a>, as "
        f"<a href='/older'>the office</a> said.</p><p><a href='https://other.example/'>Read this too</a></p><p>{LONG}</p>"
        "</article><aside><p>See <a href='https://aside.example/'>the others</a></p></aside>",
        "<link rel='canonical' href='https://here.example/news/ferry'>",
    )
    assert linked(draft) == [("Post said", "https://post.example/ferry?x=1"), ("the office", "https://here.example/older")]
    assert draft.extra["links"][1]["start"] == draft.text.index("the office said.")


@pytest.mark.parametrize("href", ["javascript:alert(1)", "http://[", "#top", "mailto:a@b.example", "", "data:text/html,x"])
def test_what_is_no_address_of_a_page_is_no_link(href: str) -> None:
    head = "<link rel='canonical' href='https://here.example/'>" * (href == "#top")
    assert linked(page(f"<article><p>{LONG} As <a href='{href}'>it said</a>.</p></article>", head)) == []


def test_json_ld_is_believed_first_with_its_keys() -> None:
    draft = page(
        f"<p>{LONG}</p>",
        '<meta property="og:site_name" content="Other"><meta name="author" content="Other">'
        + ld(
            '{"@graph": [{"@type": "Organization", "@id": "#o", "name": "Daily Lantern"}, {"@type": ["NewsArticle"], '
            '"headline": "Rain &amp; snow", "author": [{"name": "M. Quill"}, "T. Reed"], "publisher": {"@id": "#o"}, '
            '"datePublished": "2015-02-19T14:30:00+03:00"}]}'
        ),
    )
    told = draft.told
    assert told.outlet
    assert (told.outlet.words, told.outlet.evidence) == ("Daily Lantern", "json-ld:publisher.name")
    assert told.headline
    assert (told.headline.words, told.headline.evidence) == ("Rain & snow", "json-ld:headline")
    assert told.byline
    assert (told.byline.words, told.byline.evidence) == ("M. Quill, T. Reed", "json-ld:author.name")
    assert told.published
    assert (told.published.words, told.published.evidence) == (
        "2015-02-19T14:30:00+03:00",
        "json-ld:datePublished",
    )


def test_meta_elements_are_believed_with_their_keys() -> None:
    told = page(
        f"<p>{LONG}</p>",
        '<title>Ferry stops - Daily Lantern</title><meta property="og:site_name" content="Daily Lantern">'
        '<meta property="article:published_time" content="2015-02-19"><meta property="article:author" content="https://x.example/q">'
        '<link rel="canonical" href="https://lantern.example/1">',
    ).told
    assert told.outlet
    assert told.outlet.evidence == "meta:og:site_name"
    assert told.headline
    assert told.headline.words == "Ferry stops"
    assert told.published
    assert told.published.evidence == "meta:article:published_time"
    assert told.url
    assert (told.url.words, told.url.evidence) == ("https://lantern.example/1", "link:canonical")
    assert told.byline is None


def test_unreadable_date_gives_way_to_a_readable_one() -> None:
    told = page(f"<p>{LONG}</p>", '<meta name="date" content="03/04/2015"><meta name="pubdate" content="2015-04-03">').told
    assert told.published
    assert told.published.words == "2015-04-03"


def test_page_that_says_nothing_leaves_everything_open() -> None:
    told = page(f"<p>{LONG}</p>", '<link rel="canonical" href="/relative">').told
    assert (told.url, told.outlet, told.headline, told.byline, told.published) == (None,) * 5


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, '{"@type": "NewsArticle", "headline": 3, "author": {"name": []}}', "null", '"x"']
)
def test_broken_metadata_does_not_sink_the_page(broken: str) -> None:
    assert page(f"<p>{LONG}</p>", ld(broken)).text == LONG.strip()


def test_declared_encoding_is_believed() -> None:
    words = f"Şükrü said: {LONG}"
    assert page(f"<p>{words}</p>", '<meta charset="iso-8859-9">', "iso-8859-9").text == words.strip()


@pytest.mark.parametrize(
    "empty", ["", "<html></html>", "<body><script>words()</script></body>", "<nav>Home</nav>", "<p>12 34</p>", "<div>" * 5000]
)
def test_page_without_a_report_is_refused(empty: str) -> None:
    with pytest.raises(UnreadableInput):
        list(drafts(empty.encode(), "page.html"))


def test_entities_of_a_page_are_never_expanded() -> None:
    bomb = '<!ENTITY a "rain">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    raw = f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [{bomb}]><html><body><p>Ferry &i; stops.</p></body></html>'
    [draft] = drafts(raw.encode(), "page.xhtml")
    assert draft.text == "Ferry &i; stops."


def test_files_named_by_a_page_are_never_opened() -> None:
    raw = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>Ferry &x; stops.</p></body></html>'
    [draft] = drafts(raw, "page.xhtml")
    assert draft.text == "Ferry &x; stops."


VECTORS = ["<script>act()</script>", "<img src=x onerror=act()>", "<svg onload=act()><style>act()</style></svg>",
           "<iframe srcdoc='act()'></iframe>",
           "<style>act()</style>", "<noscript><p title='</noscript>act()'></noscript>",
           "<math><mtext></mtext></math>", "<template>act()</template>"]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("long", [True, False])
def test_no_markup_of_a_page_reaches_the_text(vector: str, long: bool) -> None:
    draft = page(
        f"<article><p>{LONG if long else 'Rain'} fell. {vector}</p><p>{LONG * 2 if long else 'Snow fell.'}</p></article>"
    )
    assert not re.search(r"<\w|onerror|onload|srcdoc", draft.text)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(
    st.binary(max_size=300)
    | st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "<br>", "<pre>", "<h1>", "</h1>",
             "<figure>", "<figcaption>", "<article>",
             "<blockquote>", "&amp;", "&#0;", "&#xD800;", "&#x1F600;", "<!--",
             "-->", "<?", "<![CDATA[", "]]>", "rain fell ", "\n\n", "<a href=x>", LONG]
        ),
        max_size=40,
    ).map(lambda parts: "".join(parts).encode())
)  # fmt: skip
def test_any_page_is_a_report_or_refused(raw: bytes) -> None:
    try:
        made = list(drafts(raw, "page.html"))
    except UnreadableInput:
        return
    for draft in made:
        parts = [draft.text[zone.start : zone.end] for zone in draft.zones]
        assert not draft.zones or "\n\n".join(parts) == draft.text
        assert list(drafts(raw, "page.html")) == [draft]
