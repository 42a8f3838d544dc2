"""The Reader shows an article as it is stored, with what was found at its very words."""

from __future__ import annotations

import re
import sqlite3
from html import unescape
from pathlib import Path

import lxml.html
from starlette.testclient import TestClient

from accordingto import Record, Statement
from accordingto.model import Article
from tests.present.web.conftest import OURS, client_of, room_of


def some(record: Path) -> tuple[Article, Statement]:
    """A report with several statements, and one of these with a chain."""
    with Record.open(record) as held:
        said = next(one for one in held.statements() if len(one.chain) > 1 and one.cue and one.source)
        article = held.article(said.article)
        assert article is not None
        return article, said


def shown_text(page: str) -> str:
    text = lxml.html.fromstring(page).get_element_by_id("text")
    return "".join(line.text_content() for line in text.xpath(".//p[@data-at]"))


def test_the_stored_text_is_shown_code_point_for_code_point(client: TestClient, record: Path) -> None:
    with Record.open(record) as held:
        for article in held.articles():
            page = client.get(f"/a/{article.id}").text
            assert shown_text(page) == "".join(line for line in article.text.split("\n") if line.strip())


def test_a_statement_opens_with_its_chain_origin_first(client: TestClient, record: Path) -> None:
    article, said = some(record)
    page = lxml.html.fromstring(client.get(f"/a/{article.id}?s={said.id}").text)
    names = [each.text_content() for each in page.xpath("//ol[@class='chain-list']/li//bdi")]
    assert len(names) == len(said.chain) + 1
    assert names[-1] == article.outlet
    marked = page.xpath(f"//span[@id='s-{said.id}']")
    assert marked
    assert article.text[said.content[0].start :].startswith(marked[0].text_content())
    assert said.cue is not None
    assert said.cue.exact in "".join(each.text_content() for each in page.xpath("//span[contains(@class, 'm-cue')]"))


def test_statements_are_gone_through_in_the_order_of_the_text(client: TestClient, record: Path) -> None:
    article, _ = some(record)
    count = len(client.get(f"/api/a/{article.id}").json()["statements"])
    href = re.findall(r'class="to-statement[^"]*"', client.get(f"/a/{article.id}").text)
    assert len(href) == count
    first = client.get(f"/api/a/{article.id}").json()["statements"][0]["href"]
    seen, here = [], unescape(first)
    while here:
        seen.append(here)
        page = client.get(here.partition("#")[0]).text
        found = re.search(r'<a href="([^"]+)" data-key="j" rel="next"', page)
        here = unescape(found[1]) if found else ""
    assert len(seen) == len(set(seen)) == count


def test_only_what_is_asked_for_is_marked(client: TestClient, record: Path) -> None:
    article, _ = some(record)
    page = client.get(f"/a/{article.id}?show=times").text
    assert "m-time" in page
    assert "m-statement" not in page
    assert "m-figure" not in page


def test_words_are_shown_by_their_place(client: TestClient, record: Path) -> None:
    article, _ = some(record)
    page = lxml.html.fromstring(client.get(f"/a/{article.id}?at=10-25").text)
    assert "".join(each.text_content() for each in page.xpath("//span[contains(@class, 'm-at')]")) == article.text[10:25]
    assert page.xpath("//span[@id='at']")


def test_a_place_that_is_none_is_passed_over(client: TestClient, record: Path) -> None:
    article, _ = some(record)
    for at in ("5", "9-3", "-1-4", "0-99999999", "a-b", "1-2-3", "٣-٤"):
        page = client.get(f"/a/{article.id}", params={"at": at})
        assert page.status_code == 200
        assert "m-at" not in page.text


def test_what_does_not_stand_in_the_text_is_listed_and_never_drawn(record: Path) -> None:
    article, said = some(record)
    with sqlite3.connect(record) as raw:
        raw.execute(
            'UPDATE statement SET content = replace(content, \'"exact":"\', \'"exact":"Moved: \') WHERE id = ?', (said.id,)
        )
    with client_of(room_of(record)) as client:
        page = client.get(f"/a/{article.id}").text
    assert "Could not be re-located" in page
    assert f'id="s-{said.id}"' not in page
    assert f"<code>{said.id}</code>" in page


def test_a_rejected_statement_is_hidden_but_listed_and_comes_back(client: TestClient, record: Path) -> None:
    article, said = some(record)
    back = f"/a/{article.id}"
    form = {"verdict": "reject", "subject": said.id, "back": back}
    gone = client.post("/judge", data=form, headers=OURS)
    assert gone.status_code == 303
    page = client.get(gone.headers["location"]).text
    assert f'id="s-{said.id}"' not in page
    assert "Rejected" in page
    undo = re.search(r'name="undoes" value="([^"]+)"', page)
    assert undo is not None
    assert client.post("/judge", data={"verdict": "undo", "undoes": undo[1], "back": back}, headers=OURS).status_code == 303
    assert f'id="s-{said.id}"' in client.get(back).text


def test_a_changed_original_is_said_before_anything_else(record: Path) -> None:
    article, _ = some(record)
    with sqlite3.connect(record) as raw:
        raw.execute("DROP TRIGGER original_is_never_rewritten")
        raw.execute("UPDATE original SET bytes = x'00' WHERE sha256 = ?", (article.sha256,))
    with client_of(room_of(record)) as client:
        assert "no longer matches its recorded hash" in client.get(f"/a/{article.id}").text


def test_reports_stand_by_day_and_the_undated_last(client: TestClient) -> None:
    rows = client.get("/api/a").json()["articles"]
    days = [row["report"]["published"]["value"] for row in rows]
    assert days == sorted(days, key=lambda day: day or "9999")
    assert days[-1] is None


def test_neighbours_lead_through_all_reports(client: TestClient) -> None:
    rows = [row["report"]["id"] for row in client.get("/api/a").json()["articles"]]
    here, seen = rows[0], []
    while here:
        seen.append(here)
        after = client.get(f"/api/a/{here}").json()["after"]
        here = after["id"] if after else ""
    assert seen == rows


def test_an_article_that_is_not_there_is_said_without_repeating_it(client: TestClient) -> None:
    answer = client.get("/a/a-quite-unheard-of")
    assert answer.status_code == 404
    assert "quite-unheard-of" not in answer.text
