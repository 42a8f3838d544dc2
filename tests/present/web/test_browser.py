"""The reading room in a real browser: what a newcomer does, by hand and by key, and that nothing leaves this machine.

Pictures of what was seen are kept in the folder that ACCORDINGTO_SHOTS names, where it is set.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from accordingto import Record
from accordingto.present.web.marks import code_points_of, utf16_of
from tests.present.web.conftest import Served, room_of

pytestmark = pytest.mark.browser


class Visit:
    """Somebody in front of a browser: counts clicks, remembers every request and every complaint of the page."""

    def __init__(self, page: Any, served: Served) -> None:
        self.page, self.served = page, served
        self.clicks = 0
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.goto(served.login())

    def open(self, path: str) -> Any:
        return self.page.goto(self.served.origin + path)

    def click(self, what: Any) -> None:
        (self.page.locator(what) if isinstance(what, str) else what).first.click()
        self.clicks += 1

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def picture(self, name: str) -> None:
        if folder := os.environ.get("ACCORDINGTO_SHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def path(self) -> str:
        return str(self.page.evaluate("location.pathname + location.search"))


@pytest.fixture
def visit(chromium: Any, record: Path, serving: Callable[[Any], Served]) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    visitor = Visit(context.new_page(), serving(room_of(record)))
    yield visitor
    assert [url for url in visitor.asked if not url.startswith((visitor.served.origin + "/", "data:"))] == []
    context.close()


def test_a_newcomer_finds_one_origin_behind_two_reports_and_rejects_a_wrong_statement(visit: Visit, record: Path) -> None:
    page = visit.page
    assert page.title()
    visit.picture("overview")
    visit.click('ol.claims a.counts[title^="2 reports; both rest on Karsian Security Directorate"]')
    assert "it rests" in page.locator(".arithmetic").inner_text() or "both rest" in page.locator(".arithmetic").inner_text()
    assert page.locator("ul.tree:not(.against) > li.origin").count() == 1
    visit.picture("dossier")
    words = page.locator("#wordings a.words")
    hrefs = [words.nth(number).get_attribute("href") for number in range(words.count())]
    articles = list(dict.fromkeys(href.partition("?")[0] for href in hrefs))
    assert len(articles) == 2
    for article in articles:
        visit.click(page.locator(f'#wordings a.words[href^="{article}"]'))
        assert page.locator(".mark.strong").first.is_visible()
        visit.picture(f"reader-{articles.index(article)}")
        if article != articles[-1]:
            page.go_back()
            visit.clicks += 1
    said = page.locator('.panel form input[name="subject"]').first.get_attribute("value")
    visit.click(".panel button.reject")
    page.locator("#announcer .done").wait_for()
    visit.picture("rejected")
    assert visit.clicks < 10
    with Record.open(record) as held:
        [judgement] = held.judgements()
    assert (judgement.verdict, judgement.subject) == ("reject", (said,))
    visit.press("u")
    page.locator("#announcer .done", has_text="Undone").wait_for()
    assert visit.complaints == []


def test_views_are_gone_to_by_two_keys(visit: Visit) -> None:
    for key, path in (("c", "/claims"), ("r", "/a"), ("q", "/review"), ("o", "/")):
        visit.press("g", key)
        visit.page.wait_for_url(f"**{path}")


def test_rows_are_gone_through_opened_and_left_by_keys(visit: Visit) -> None:
    visit.open("/claims")
    visit.press("j", "j", "k", "j")
    current = visit.page.locator("[data-row].current")
    assert current.count() == 1
    href = current.locator("a").first.get_attribute("href")
    visit.press("Enter")
    visit.page.wait_for_url(f"**{href}")
    visit.page.go_back()
    visit.page.wait_for_url("**/claims")


def test_keys_are_shown_and_can_be_switched_off(visit: Visit) -> None:
    page = visit.page
    visit.press("?")
    assert page.locator("dialog#keys").is_visible()
    page.locator("#keys-off").check()
    visit.press("Escape")
    assert not page.locator("dialog#keys").is_visible()
    visit.press("g", "c")
    page.wait_for_timeout(200)
    assert visit.path() == "/"


def test_no_key_fires_inside_a_field(visit: Visit) -> None:
    page = visit.page
    visit.press("/")
    assert page.evaluate("document.activeElement.id") == "search-words"
    page.keyboard.type("gxaju")
    assert page.locator("#search-words").input_value() == "gxaju"
    assert visit.path() == "/"


def test_review_is_one_key_a_decision(visit: Visit, record: Path) -> None:
    page = visit.page
    visit.open("/review")
    visit.picture("review")
    for key in ("a", "x", "a"):
        subject = page.locator(".decision input[name=subject]").first.get_attribute("value")
        visit.press(key)
        page.locator(f".decision input[value='{subject}']").first.wait_for(state="detached")
        page.locator("#announcer .done").wait_for()
    with Record.open(record) as held:
        assert [one.verdict for one in held.judgements()] == ["accept", "reject", "accept"]
    visit.press("u")
    page.locator("#announcer .done", has_text="Undone").wait_for()
    before = visit.path()
    visit.press("Space")
    page.wait_for_url(lambda url: not url.endswith(before))


def test_focus_is_kept_after_a_decision(visit: Visit) -> None:
    page = visit.page
    visit.open("/claims")
    visit.click(".claim-text a")
    page.locator("button.accept").first.focus()
    visit.press("Enter")
    page.locator("#announcer .done").wait_for()
    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_selected_words_fill_the_field_they_are_put_in(visit: Visit, record: Path) -> None:
    page = visit.page
    with Record.open(record) as held:
        article = next(one for one in held.articles() if one.published.value)
    visit.open(f"/a/{article.id}")
    page.locator("#correct summary").click()
    page.evaluate(
        """() => {
          const every = [...document.querySelectorAll("#text p[data-at] [data-at]")];
          const pieces = every.filter((piece) => piece.textContent.length > 12);
          const range = document.createRange();
          range.setStart(pieces[2].firstChild, 3);
          range.setEnd(pieces[3].firstChild, 9);
          const selection = getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
        }"""
    )
    page.wait_for_timeout(100)
    words = page.evaluate("getSelection().toString()")
    page.locator('[data-field="content"] .fill').click()
    start, end = (int(page.locator(f"[name=content_{side}]").input_value()) for side in ("start", "end"))
    assert " ".join(article.text[start:end].split()) == " ".join(words.split())
    page.locator("#correct form button:not([type])").click()
    page.locator("#announcer .done").wait_for()
    with Record.open(record) as held:
        [judgement] = held.judgements()
    assert judgement.verdict == "add"


HARD = ("plain", "😀 The ministry said 23", "a\u0301e\u0301 é", "👩‍👩‍👧 family", "مرفأ قديم", "\u202eabc\u202c", "𝕋𝕠𝕣𝕖𝕟 23", "")


def test_javascript_and_python_count_alike(visit: Visit) -> None:
    for text in HARD:
        for place in range(len(text) + 1):
            units = visit.page.evaluate(
                "async ([text, place]) => (await import('/static/reader.js')).utf16(text, place)", [text, place]
            )
            assert units == utf16_of(text, place)
            points = visit.page.evaluate(
                "async ([text, units]) => (await import('/static/reader.js')).codePoints(text.slice(0, units))", [text, units]
            )
            assert points == place == code_points_of(text, units)


def test_two_tabs_show_each_other_what_was_decided(visit: Visit) -> None:
    visit.open("/claims")
    visit.click(".claim-text a")
    other = visit.page.context.new_page()
    other.goto(visit.page.url)
    visit.page.locator("button.accept").first.click()
    visit.page.locator("#announcer .done").wait_for()
    other.locator("button.reject").first.click()
    other.get_by_role("heading", name="Somebody judged this meanwhile").wait_for()
    assert "accept" in other.locator("#main").inner_text()
    other.get_by_role("button", name="Do mine as well").click()
    other.locator(".standing.rejected").first.wait_for()


def test_back_and_forward_lead_where_one_was(visit: Visit) -> None:
    page = visit.page
    visit.open("/claims?status=disputed")
    visit.click(".claim-text a")
    dossier = visit.path()
    visit.click("#wordings a.words")
    assert visit.path().startswith("/a/")
    page.go_back()
    page.wait_for_url(f"**{dossier}")
    page.go_back()
    page.wait_for_url("**/claims?status=disputed")
    page.go_forward()
    page.wait_for_url(f"**{dossier}")


def test_without_scripts_everything_is_done_by_links_and_forms(
    chromium: Any, record: Path, serving: Callable[[Any], Served]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    served = serving(room_of(record))
    page.goto(served.login())
    page.locator("ol.claims .claim-text a").first.click()
    page.locator("#wordings a.words").first.click()
    assert re.search(r"/a/a-\w+\?s=s-\w+", page.url)
    page.locator(".panel button.reject").click()
    page.locator("#announcer .done").wait_for()
    page.locator("#announcer button").click()
    page.locator("#announcer .done", has_text="Undone").wait_for()
    with Record.open(record) as held:
        assert [one.verdict for one in held.judgements()] == ["reject", "undo"]
    context.close()
