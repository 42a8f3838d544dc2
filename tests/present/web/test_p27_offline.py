"""P27, 12 cases and more: offline and quiet. Nothing leaves this machine, nobody is counted, logs tell no tales."""

from __future__ import annotations

import logging
import re
import socket
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from accordingto.present.web import serving as opening
from accordingto.present.web.guard import Keys
from accordingto.present.web.room import Room
from tests.present.web.conftest import Served, client_of, room_of
from tests.present.web.views import views

STATIC = Path(opening.__file__).parent / "static"
TEMPLATES = Path(opening.__file__).parent / "templates"
OURS = sorted(path for path in [*STATIC.glob("*.*"), *TEMPLATES.glob("*")] if path.is_file())
OUTSIDE = re.compile(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)
NAMES = ("http://www.w3.org/2000/svg", "https://ordecourier.example/")  # a name that stands in every SVG, and one of an example


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_file_of_ours_names_another_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in NAMES:
        text = text.replace(name, "")
    assert OUTSIDE.findall(text) == []


def test_no_page_loads_anything_from_elsewhere(toren: Path) -> None:
    with client_of(room_of(toren)) as client:
        for name, path in views(toren).items():
            page = lxml.html.fromstring(client.get(path).text)
            loaded = page.xpath(
                "//@src | //link/@href | //*[local-name()='use' or local-name()='image']/@href | //@srcset | //@action"
            )
            assert [each for each in loaded if not each.startswith(("/", "#")) or each.startswith("//")] == [], name


def test_pages_are_made_without_a_network(toren: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a page opened a connection")

    with client_of(room_of(toren)) as client:
        client.get("/")
        monkeypatch.setattr(socket, "create_connection", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        for name, path in views(toren).items():
            assert client.get(path).status_code == 200, name


@pytest.mark.browser
def test_a_browser_asks_this_machine_alone(chromium: Any, house: Served, toren: Path) -> None:
    context = chromium.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(house.login())
    for path in views(toren).values():
        page.goto(house.origin + path)
        page.wait_for_load_state("networkidle")
    assert len(asked) > 40
    assert [url for url in asked if not url.startswith((f"{house.origin}/", "data:"))] == []
    context.close()


def test_nothing_is_counted_for_anybody(toren: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    with client_of(room_of(toren)) as client:
        answer = client.get("/")
    assert answer.status_code == 200
    assert "traceparent" not in answer.headers


def test_a_broken_page_is_logged_without_the_words_of_an_article(
    record: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_with_words(*_: Any, **__: Any) -> None:
        raise ValueError("the eastern gate failed on Sunday night")

    monkeypatch.setattr("accordingto.present.web.claims.claims", break_with_words)
    with caplog.at_level(logging.DEBUG, logger="accordingto"), client_of(room_of(record), raising=False) as client:
        assert client.get("/claims?q=secret+words").status_code == 500
    ours = [each.getMessage() for each in caplog.records if each.name.startswith("accordingto")]
    assert len(ours) == 1
    assert "ValueError" in ours[0]
    assert "eastern gate" not in ours[0]
    assert "secret" not in ours[0]


def test_what_is_printed_holds_the_address_once_and_no_article(
    toren: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[str] = []
    monkeypatch.setattr(opening.uvicorn.Server, "run", lambda *_, **__: None)
    opening.serve(Room(toren, Keys("m.k.")), announce=lambda address, token: told.extend((address, token)))
    assert len(told) == 2
    assert told[0].startswith("http://127.0.0.1:")
    printed = capsys.readouterr()
    assert printed.out == printed.err == ""


def test_the_server_writes_no_log_of_who_asked_what(toren: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(
        opening.uvicorn, "Server", lambda config: seen.append(config) or type("S", (), {"run": lambda *_, **__: None})()
    )
    opening.serve(Room(toren, Keys("m.k.")), announce=lambda *_: None)
    [config] = seen
    assert config.access_log is False
    assert config.proxy_headers is False
    assert config.server_header is False


def test_pages_are_kept_in_no_cache(toren: Path) -> None:
    with client_of(room_of(toren)) as client:
        for name, path in views(toren).items():
            assert client.get(path).headers["cache-control"] == "no-store", name


def test_no_page_keeps_article_text_in_the_browsers_storage() -> None:
    for path in OURS:
        text = path.read_text(encoding="utf-8")
        for kept in re.findall(r"(?:localStorage|sessionStorage)\.setItem\(([^,]+),", text):
            assert kept.strip() == "off", path.name
    assert '"historyCacheSize":0' in (TEMPLATES / "frame.html.jinja").read_text(encoding="utf-8")
