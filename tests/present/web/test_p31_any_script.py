"""P31, 18 cases and more: any script, any direction, in the Reader, in search, in exports, in sorting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from accordingto import Record, load_export
from accordingto.model import Contents
from accordingto.present.export import export, lines
from tests.present.affair import article, claim, contents, entity, member, named, said
from tests.present.web.conftest import client_of, room_of

# Invented: a ferry that was late, told in eight ways. Words looked for, the speaker, and the language.
TOLD = {
    "arabic": ("قال العمدة إن العبارة تأخرت بسبب الضباب.", "العبارة تأخرت", "العمدة", "ar"),
    "hebrew": ("ראש העיר אמר שהמעבורת איחרה בגלל הערפל.", "המעבורת איחרה", "ראש העיר", "he"),
    "persian": ("شهردار گفت که کشتی به خاطر مه دیر رسید.", "کشتی به خاطر مه", "شهردار", "fa"),
    "ukrainian": ("Міський голова сказав, що пором запізнився через туман.", "пором запізнився", "Міський голова", "uk"),
    "burmese": ("မြို့တော်ဝန်က ကူးတို့သင်္ဘော နောက်ကျသည်ဟု ပြောသည်။", "ကူးတို့သင်္ဘော", "မြို့တော်ဝန်", "my"),
    "amharic": ("ከንቲባው ጀልባው በጭጋግ ምክንያት ዘገየ አሉ።", "ጀልባው በጭጋግ", "ከንቲባው", "am"),
    "chinese": ("市长说渡轮因大雾晚点。", "渡轮因大雾晚点", "市长", "zh"),
    "mixed": ("The mayor (العمدة) said: «العירייה» pays 1,200 – \u200fالعبارة\u200e is late.", "pays 1,200", "The mayor", "en"),
}  # fmt: skip


def pile() -> Contents:
    reports = {
        name: replace(article(text, f"{source} Post", "2031-03-04"), language=language)
        for name, (text, _, source, language) in TOLD.items()
    }
    statements = {name: said(reports[name], TOLD[name][1], TOLD[name][2]) for name in TOLD}
    people = [replace(entity(source, "person"), name=source) for _, _, source, _ in TOLD.values()]
    mentions = [one for name in TOLD for one in named(reports[name], TOLD[name][2])]
    return contents(
        articles=reports.values(), statements=statements.values(), entities=people, mentions=mentions,
        claims=[claim(member(one)) for one in statements.values()],
    )  # fmt: skip


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ferries") / "ferries.db"
    Record.write(path, pile(), {})
    return path


@pytest.fixture(scope="module")
def reading(ferries: Path) -> Iterator[TestClient]:
    with client_of(room_of(ferries)) as client:
        yield client


def of(name: str) -> str:
    whole = pile()
    return next(one.id for one in whole.articles if one.text == TOLD[name][0])


@pytest.mark.parametrize("name", TOLD)
def test_the_reader_shows_the_stored_words_and_lets_them_run_their_way(reading: TestClient, name: str) -> None:
    text, words, _, language = TOLD[name]
    id = of(name)
    said_id = reading.get(f"/api/a/{id}").json()["statements"][0]["id"]
    page = lxml.html.fromstring(reading.get(f"/a/{id}?s={said_id}").text)
    body = page.get_element_by_id("text")
    assert body.get("lang") == language
    [line] = body.xpath(".//p[@data-at]")
    assert line.get("dir") == "auto"
    assert line.text_content() == text
    assert "".join(each.text_content() for each in body.xpath(".//span[contains(@class, 'strong')]")) == words


@pytest.mark.parametrize("name", TOLD)
def test_words_are_found_in_their_own_script(reading: TestClient, name: str) -> None:
    text, words, _, _ = TOLD[name]
    wanted = words if name != "chinese" else "大雾"
    page = lxml.html.fromstring(reading.get("/search", params={"q": wanted}).text)
    assert any(of(name) in href for href in page.xpath("//main//a/@href")), text
    field = page.xpath("//input[@name='q']")[0]
    assert field.get("value") == wanted


@pytest.mark.parametrize("name", TOLD)
def test_exports_keep_every_letter(ferries: Path, tmp_path: Path, name: str) -> None:
    text, words, _, _ = TOLD[name]
    with Record.open(ferries) as held:
        written = b"".join(lines(held))
        assert text in written.decode()
        load_export(written.splitlines(), tmp_path / "again.db")
        export(held, kind="csv", output=tmp_path / "tables", raw=False)
    with Record.open(tmp_path / "again.db") as again:
        assert b"".join(lines(again)) == written
    tables = "".join(path.read_text(encoding="utf-8-sig") for path in (tmp_path / "tables").rglob("*.csv"))
    assert words in tables


@pytest.mark.parametrize("path", ["/a?sort=outlet", "/claims", "/entities", "/sources", "/sources?tab=outlets"])
def test_lists_hold_every_script_in_one_fixed_order(reading: TestClient, path: str) -> None:
    first, again = reading.get(path).text, reading.get(path).text
    assert first == again
    rows = lxml.html.fromstring(first).xpath("//main")[0].text_content()
    assert sum(source in rows or words in rows for _, words, source, _ in TOLD.values()) == len(TOLD)


def test_names_from_the_right_do_not_turn_their_neighbours_round(reading: TestClient) -> None:
    apart = "ancestor-or-self::bdi | ancestor-or-self::*[@dir='auto'] | ancestor-or-self::option"
    for path in ("/a", "/entities", "/sources"):
        page = lxml.html.fromstring(reading.get(path).text)
        loose = [
            each for each in page.xpath("//main//text()")
            if any("\u0590" <= sign <= "\u08ff" for sign in each)
            and not each.getparent().xpath(apart)
        ]  # fmt: skip
        assert loose == [], path
