from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import etree, html

from accordingto.model import Contents, Rejection, Time
from accordingto.present.brief import brief, page
from tests.present.affair import article, claim, contents, entity, figure, member, named, origin, rivals, said, series, side
from tests.record.stories import STORY

SCRIPT = "<script>alert('x')</script>"
VECTORS = (
    SCRIPT,
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</style><style>@import url(http://evil.example/x.css)</style>",
    "</blockquote></main><iframe srcdoc='x'>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
    "&lt;script&gt;",
)


def made(given: Contents, **asked: object) -> str:
    return page(brief(given, **asked), given)  # type: ignore[arg-type]


def tree(written: str) -> html.HtmlElement:
    return html.document_fromstring(written)


def poisoned(words: str) -> Contents:
    """A record in which every field that a report or a person fills holds the words."""
    one = article(f"The gate failed. {words} Nine people died, he said.", f"Out {words}", "2031-03-03", f"Head {words}")
    one = replace(one, uri=f"pile/{words}.txt")
    told = said(one, f"{words} Nine people died", f"Hald {words}", cue="said", source="he")
    nine = figure(one, "Nine people", 9, day="2031-03-03", statement=told)
    again = replace(nine, id="f-again", as_of=Time("2031-03-04", "day"))
    return contents(
        articles=(one,),
        statements=(told,),
        entities=(replace(entity("Hald"), name=f"Hald {words}"),),
        figures=(nine, again),
        mentions=named(one, "Nine"),
        claims=(claim(member(told), origins=(origin(f"Hald {words}", one),)),),
        contradictions=(
            rivals("figure", side(nine), side(again), reason=words),
            rivals("polarity", side(told), side(told), reason=words),
        ),
        series=(series(nine, again),),
        rejections=(Rejection.of(f"{words}.txt", "ingest", words),),
    )


@pytest.mark.parametrize("words", VECTORS)
def test_nothing_in_a_report_can_act(words: str) -> None:
    root = tree(made(poisoned(words), full=True, title=f"Title {words}"))
    plain = tree(made(poisoned("harmless"), full=True, title="Title harmless"))
    assert [one.tag for one in root.iter()] == [one.tag for one in plain.iter()], "words make no element"
    assert [sorted(one.attrib) for one in root.iter()] == [sorted(one.attrib) for one in plain.iter()], "nor an attribute"
    assert words in root.text_content()


@pytest.mark.parametrize("given", [STORY, poisoned(SCRIPT), Contents()])
def test_page_needs_nothing_from_outside(given: Contents) -> None:
    root = tree(made(given, full=True))
    assert not root.xpath("//script | //link | //img | //iframe | //object | //form | //base | //svg | //@style")
    assert all(target.startswith("#") for target in root.xpath("//@href"))
    assert not root.xpath("//@src | //@srcset | //@action")
    style = root.xpath("//style")[0].text
    assert not re.search(r"url\(|@import|https?:|//", style)


@pytest.mark.parametrize("given", [STORY, poisoned("x"), Contents()])
def test_every_link_leads_to_a_place_on_the_page_and_places_are_one_each(given: Contents) -> None:
    root = tree(made(given, full=True))
    places = root.xpath("//@id")
    assert len(places) == len(set(places))
    assert {target[1:] for target in root.xpath("//a/@href")} <= set(places)
    assert set(root.xpath("//@aria-labelledby")) <= set(places)


def test_policy_of_the_page_allows_styles_alone() -> None:
    root = tree(made(STORY))
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "script" not in policy
    assert root.xpath("//meta[@name='referrer']/@content") == ["no-referrer"]


@pytest.mark.parametrize("given", [STORY, poisoned(SCRIPT), Contents()])
def test_page_is_whole_html(given: Contents) -> None:
    written = made(given, full=True)
    assert written.startswith('<!doctype html>\n<html lang="en">')
    body = re.sub(r"<(meta|br)([^>]*)>", r"<\1\2/>", written.removeprefix("<!doctype html>\n"))
    etree.fromstring(body.encode())  # every element opened is closed, in order, and every attribute quoted
    root = tree(written)
    assert len(root.xpath("//h1")) == 1
    assert [one.tag for one in root.xpath("//main//h2 | //main//h3")][:1] in (["h2"], [])


def test_reference_opens_the_words_marked_among_their_neighbours() -> None:
    one = article(
        f"First of all. {'Long before. ' * 30}The eastern gate failed on Sunday. {'Long after. ' * 30}\n\nElsewhere.",
        "Orde Courier",
    )
    told = said(one, "The eastern gate failed on Sunday", "Dam Authority")
    root = tree(made(contents(articles=(one,), statements=(told,), claims=(claim(member(told)),))))
    (target,) = set(root.xpath("//ol//a/@href"))
    (quoted,) = root.xpath(f"//*[@id='{target[1:]}']")
    assert quoted.xpath("mark/text()") == ["The eastern gate failed on Sunday"]
    assert quoted.text.startswith("… ")
    assert quoted.text.endswith("Long before. ")
    assert quoted.xpath("mark")[0].tail.endswith(" …")


def test_neighbours_end_with_the_paragraph_and_the_report() -> None:
    one = article("Rain fell.\n\nThe eastern gate failed on Sunday.\n\nSnow fell.", "Orde Courier")
    whole = article("The western gate held on Sunday", "Vell Bell")
    claims = (claim(member((one, "The eastern gate failed on Sunday"))), claim(member((whole, whole.text))))
    root = tree(made(contents(articles=(one, whole), claims=claims)))
    shown = [quoted.text_content() for quoted in root.xpath("//blockquote")]
    assert "… The eastern gate failed on Sunday. …" in shown
    assert "The western gate held on Sunday" in shown


def test_controls_are_shown_as_missing() -> None:
    one = article("The eastern gate \x00failed\x1b on \u202eSunday night", "Orde Courier")
    written = made(contents(articles=(one,), claims=(claim(member((one, one.text))),)))
    assert "\ufffd" in written
    assert not re.search("[\x00\x1b\u202e]", written)


def test_numbers_and_states_stand_on_the_page_as_in_the_other_formats() -> None:
    text = tree(made(poisoned("x"), full=True)).text_content()
    for words in (
        "1 report · 1 origin · single origin",
        "Where they disagree",
        "Figures over time",
        "Who is relied on",
        "was not read",
        "no number fits both",
    ):
        assert words in text


def test_reports_without_citation_are_counted() -> None:
    cited, other = (
        article("The eastern gate failed on Sunday", "Orde Courier", "2031-03-03"),
        article("Rain.", "Vell Bell", "2031-03-04"),
    )
    root = tree(made(contents(articles=(cited, other), claims=(claim(member((cited, cited.text))),))))
    assert root.xpath("//article/@id") == ["r1"]
    assert "1 report not cited here" in root.text_content()


def test_many_reports_behind_a_line_and_many_claims_are_counted() -> None:
    reports = [article(f"The eastern gate failed on Sunday. {n}", f"Paper {n:02}", "2031-03-03") for n in range(14)]
    many = claim(*(member((one, "The eastern gate failed on Sunday")) for one in reports), low=0, high=14)
    others = [claim(member((one, one.text)), text=f"Item{n} was seen near place{n}") for n, one in enumerate(reports)]
    given = contents(articles=reports, claims=(many, *others))
    text = tree(made(given)).text_content()
    assert "and 4 more" in text
    assert "further claim" in text
