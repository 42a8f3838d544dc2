"""P19, 72 cases and more: article HTML can never act. Whatever a title, a name or a text holds, a page shows it as words.

Each of the vectors of `hostile` stands wherever words of an article can stand. Pages are read by two parsers: no element and no
attribute may be one that our own pages do not have, and the vector must be there to be read, letter by letter.
"""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from accordingto.model import Contents
from accordingto.present import brief as briefs
from accordingto.present.brief.wording import clear
from accordingto.present.web.guard import POLICY, SANDBOX, dressed_headers
from accordingto.record.store import Record
from tests.present.web import hostile
from tests.present.web.conftest import OURS, Served, client_of, room_of
from tests.present.web.hostile import VECTORS, acting, words_of
from tests.present.web.routes import read

NO_LISTS = ("/api/", "/export/", "/login", "/build/state")
LISTS = [path for path in read() if "{" not in path and not path.startswith(NO_LISTS)]
TAKEN = [path for path in read() if path.startswith("/export/")]
DATA = [path for path in read() if "{" not in path and path.startswith("/api/") and path != "/api/openapi.json"]
ECHOED = ("q", "actor", "event", "place", "from", "to", "status", "outlet", "source", "lang", "layer", "sort", "done", "tab")
HAS_ORIGINALS = any(path.startswith("/original/") for path in read())
originals = pytest.mark.skipif(not HAS_ORIGINALS, reason="originals are not shown yet")


@pytest.fixture(scope="module")
def affair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Contents]]:
    path = tmp_path_factory.mktemp("hostile") / "quay.db"
    return path, hostile.record_of(path)


@pytest.fixture(scope="module")
def client(affair: tuple[Path, dict[str, Contents]]) -> Iterator[TestClient]:
    with client_of(room_of(affair[0])) as inside:
        yield inside


def one_line(words: str) -> str:
    """Words as they stand on one line, without what a page would obey."""
    return " ".join(clear(words.replace("\0", "")).split())


def shown(client: TestClient, path: str) -> str:
    """The words of a page on which nothing acts."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["content-security-policy"] == POLICY
    assert acting(response.text) == []
    return one_line(words_of(response.text))


def pages_of(part: Contents) -> dict[str, str]:
    """The pages of what carries a vector, and words that each of them must show."""
    article, statement, claim = hostile.first(part), part.statements[0], part.claims[0]
    place = next(one for one in part.entities if one.kind == "place")
    found = {
        f"/a/{article.id}?s={statement.id}": article.byline or "",
        f"/c/{claim.id}": claim.text,
        f"/e/{part.events[0].id}": part.events[0].reason,
        f"/f/{part.series[0].id}": part.series[0].reason,
        f"/n/{statement.source_entity}": statement.chain[0].name,
        f"/n/{place.id}": place.name,
        f"/s/{statement.source_entity}": statement.chain[0].name,
        f"/o/{quote(article.outlet or '', safe='')}": article.outlet or "",
        f"/compare/{part.articles[1].id}/{article.id}": article.outlet or "",
    }
    there = {path.split("/")[1] for path in read()}
    return {path: words for path, words in found.items() if path.split("/")[1] in there}


@pytest.mark.parametrize("vector", VECTORS)
def test_a_page_shows_a_vector_as_words(client: TestClient, affair: tuple[Path, dict[str, Contents]], vector: str) -> None:
    for path, words in pages_of(affair[1][vector]).items():
        if path.startswith("/o/") and "%0D" in path:
            continue  # an outlet's name is one line
        assert one_line(words) in shown(client, path), path


@pytest.mark.parametrize(
    "vector", ["script", "attribute breaking out", "entities", "template of the server", "NUL inside a tag"]
)
def test_what_is_asked_for_is_given_back_as_words(client: TestClient, vector: str) -> None:
    words = quote(VECTORS[vector])
    for path in LISTS:
        response = client.get(f"{path}?{'&'.join(f'{name}={words}' for name in ECHOED)}")
        assert response.status_code in (200, 303, 422), path
        assert acting(response.text) == [], path


@pytest.mark.parametrize("path", LISTS)
def test_a_list_of_every_vector_holds_none_that_acts(client: TestClient, path: str) -> None:
    shown(client, path)


@pytest.mark.parametrize("path", DATA)
def test_data_is_data_and_nothing_else(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"
    json.loads(response.content)


@pytest.mark.parametrize("path", TAKEN)
def test_what_is_taken_along_is_a_file_and_not_a_page_of_this_room(client: TestClient, path: str) -> None:
    response = client.get(path.replace("{name}", "statements"))
    assert response.status_code == 200
    assert response.headers["content-disposition"].startswith("attachment; ")
    assert response.headers["content-security-policy"] == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_text_is_given_letter_by_letter(client: TestClient, affair: tuple[Path, dict[str, Contents]]) -> None:
    for name, part in affair[1].items():
        article = hostile.first(part)
        assert client.get(f"/api/a/{article.id}").json()["article"]["text"] == article.text, name


def test_a_form_that_comes_too_late_shows_what_somebody_wrote_as_words(
    affair: tuple[Path, dict[str, Contents]], tmp_path: Path
) -> None:
    copy = tmp_path / "quay.db"
    copy.write_bytes(affair[0].read_bytes())
    said, words = affair[1]["image with quotes"].statements[0].id, VECTORS["image with quotes"]
    with client_of(room_of(copy)) as client:
        form = {"verdict": "accept", "subject": said, "reason": words, "seen": "", "back": f"/a?q={quote(words)}"}
        assert client.post("/judge", data=form, headers=OURS).status_code == 303
        late = client.post("/judge", data=form | {"verdict": "reject", "seen": "j-0"}, headers=OURS)
        article = hostile.first(affair[1]["image with quotes"])
        assert late.status_code == 409
        assert acting(late.text) == []
        assert one_line(words) in one_line(words_of(late.text))
        assert one_line(words) in shown(client, f"/a/{article.id}?s={said}")


def test_the_cards_of_a_review_show_vectors_as_words(client: TestClient) -> None:
    ids = [each["id"] for each in client.get("/api/review").json()["waiting"]]
    assert ids
    for id in ids[:20]:
        shown(client, f"/review/{quote(id, safe='')}")


def test_a_record_that_somebody_else_made_cannot_act_through_ids_languages_or_dates(tmp_path: Path) -> None:
    words = '"><img src=x onerror=window.hit=1>'
    part = hostile.carrying("image with quotes")
    article = hostile.first(part)
    other = replace(
        article, id=f"a-{words}", language=f"en{words}", published=replace(article.published, value=None, words=words),
        outlet=None, headline=None, zones=(), uri="//evil.example/",
    )  # fmt: skip
    Record.write(tmp_path / "quay.db", replace(part, articles=(*part.articles, other)), {})
    with client_of(room_of(tmp_path / "quay.db")) as client:
        for path in ("/", "/a", f"/a/{quote(other.id, safe='')}", "/claims", "/sources", "/inputs", "/timeline"):
            assert acting(client.get(path).text) == [], path


def test_the_page_of_a_brief_shows_vectors_as_words(affair: tuple[Path, dict[str, Contents]]) -> None:
    with Record.open(affair[0]) as record:
        contents = record.contents()
    page = briefs.page(briefs.brief(contents), contents)
    own = (
        "<style {}>",
        "<meta {'name': 'referrer'",
        "<meta {'http-equiv': 'Content-Security-Policy', 'content': \"default-src 'none'",
    )
    assert [one for one in acting(page) if not one.startswith(own)] == []
    assert page.count("<style") == page.count("http-equiv") - page.count("http-equiv=&#34;") == 1


def test_a_page_that_cannot_be_made_shows_nothing_of_what_it_was_to_show(
    affair: tuple[Path, dict[str, Contents]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise ValueError(VECTORS["script"])

    room = room_of(affair[0])
    with client_of(room, raising=False) as client:
        monkeypatch.setattr("accordingto.present.web.reader.headline_of", broken)
        response = client.get(f"/a/{hostile.first(affair[1]['script']).id}")
    assert response.status_code == 500
    assert acting(response.text) == []
    assert "hit" not in response.text


def test_an_original_page_has_no_origin_and_nothing_in_it_acts() -> None:
    given = dict(dressed_headers([(b"Content-Security-Policy", SANDBOX.encode()), (b"Content-Type", b"text/html")]))
    assert given[b"content-security-policy"] == SANDBOX.encode()
    assert SANDBOX.startswith("sandbox; default-src 'none'")
    assert "allow-" not in SANDBOX
    assert given[b"referrer-policy"] == b"no-referrer"


@pytest.mark.parametrize(
    "policy", [SANDBOX + " allow-scripts", SANDBOX.replace("sandbox;", "sandbox allow-scripts;"), "default-src *", ""]
)
def test_no_other_policy_than_the_sandbox_gets_past_the_gate(policy: str) -> None:
    given = [value for name, value in dressed_headers([(b"content-security-policy", policy.encode())]) if b"policy" in name]
    assert POLICY.encode() in given
    assert policy.encode() not in given


@originals
@pytest.mark.parametrize("vector", ["script", "refresh", "base", "form", "svg"])
def test_an_original_is_served_in_the_sandbox_or_as_text(
    client: TestClient, affair: tuple[Path, dict[str, Contents]], vector: str
) -> None:
    response = client.get(f"/original/{hostile.first(affair[1][vector]).id}")
    assert response.status_code == 200
    kind, policy = response.headers["content-type"], response.headers["content-security-policy"]
    assert policy == SANDBOX or kind.startswith("text/plain")
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    assert "set-cookie" not in response.headers


# ------------------------------------------------------------------------------------------------------------ in a browser


@pytest.fixture
def looked(
    chromium: Any, affair: tuple[Path, dict[str, Contents]], serving: Callable[[Any], Served]
) -> Iterator[Callable[[str], list[str]]]:
    """Opens a page in a browser and says what acted: dialogues, a flag that was set, requests to elsewhere."""
    served = serving(room_of(affair[0]))
    context = chromium.new_context()
    page = context.new_page()
    acted: list[str] = []

    def dismissed(dialog: Any) -> None:
        acted.append(f"dialogue {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismissed)
    page.on("request", lambda asked: None if asked.url.startswith((served.origin, "data:image/")) else acted.append(asked.url))
    page.on("popup", lambda other: acted.append(f"window {other.url}"))
    page.goto(served.login())

    def look(path: str) -> list[str]:
        page.goto(served.origin + path)
        page.wait_for_load_state("networkidle")
        for target in page.locator("main a, main summary").all()[:12]:
            if target.is_visible():
                target.hover(force=True, timeout=2000)
        if page.evaluate("'hit' in window"):
            acted.append("the flag was set")
        if not page.url.startswith(served.origin):
            acted.append(page.url)
        return acted

    yield look
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/a", "/claims", "/inputs", "/contradictions", "/entities", "/"])
def test_in_a_browser_a_list_of_every_vector_does_nothing(looked: Callable[[str], list[str]], path: str) -> None:
    assert looked(path) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "vector", ["image with quotes", "svg mutation", "noscript mutation", "script of htmx", "javascript address", "entities"]
)
def test_in_a_browser_the_pages_of_a_vector_do_nothing(
    looked: Callable[[str], list[str]], affair: tuple[Path, dict[str, Contents]], vector: str
) -> None:
    for path in list(pages_of(affair[1][vector]))[:3]:
        assert looked(path) == []


TRAPS = {
    "image": '<img src="{to}">',
    "frame": '<iframe src="{to}"></iframe>',
    "object": '<object data="{to}"></object><embed src="{to}">',
    "style": '<p>x<style>@import "{to}";@font-face{{font-family:x;src:url({to})}}p{{font:1em x;background:url({to})}}</style>',
    "script": '<script src="{to}"></script><script>fetch("{to}")</script>',
    "refresh": '<meta http-equiv="refresh" content="0;url={to}">',
    "preconnect": '<link rel="preconnect" href="{to}"><link rel="prefetch" href="{to}"><link rel="icon" href="{to}">',
    "media": '<video src="{to}" poster="{to}" autoplay></video><svg><image href="{to}"/><use href="{to}#a"/></svg>',
}


@originals
@pytest.mark.browser
@pytest.mark.parametrize("trap", TRAPS)
def test_in_a_browser_an_original_page_reaches_nobody(
    chromium: Any, serving: Callable[[Any], Served], tmp_path: Path, trap: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        data = (
            "<!doctype html><title>x</title>" + TRAPS[trap].format(to=f"http://127.0.0.1:{elsewhere.getsockname()[1]}/")
        ).encode()
        part = hostile.carrying("script")
        first = replace(hostile.first(part), sha256=hashlib.sha256(data).hexdigest(), uri="page.html")
        Record.write(tmp_path / "quay.db", replace(part, articles=(first, part.articles[1])), {first.sha256: data})
        served = serving(room_of(tmp_path / "quay.db"))
        context = chromium.new_context()
        page = context.new_page()
        page.goto(served.login())
        page.goto(f"{served.origin}/original/{first.id}")
        page.wait_for_timeout(1000)
        assert page.url == f"{served.origin}/original/{first.id}"
        context.close()
        elsewhere.settimeout(0.2)
        try:
            came, _ = elsewhere.accept()
        except TimeoutError:
            return
        came.close()
        pytest.fail("it came through to another machine")
