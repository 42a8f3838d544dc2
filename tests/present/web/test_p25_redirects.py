"""P25, 10 cases and more: nobody is sent to another site from here, and a page that refuses does not repeat what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accordingto import Record
from accordingto.present.web.guard import local_path
from accordingto.present.web.room import Room
from tests.present.web import hostile
from tests.present.web.conftest import HERE, OURS, client_of, room_of

ELSEWHERE = {
    "no scheme": "//evil.example",
    "three slashes": "///evil.example",
    "a backslash": "/\\evil.example",
    "two backslashes": "\\\\evil.example",
    "a backslash first": "\\/evil.example",
    "a tab": "/\t/evil.example",
    "an encoded tab": "/%09/evil.example",
    "a line end": "/\n/evil.example",
    "an encoded line end": "/%0a/evil.example",
    "a carriage return": "/\r/evil.example",
    "an encoded slash": "/%2Fevil.example",
    "an encoded backslash": "/%5Cevil.example",
    "encoded twice": "/%252Fevil.example",
    "encoded thrice": "/%25252Fevil.example",
    "encoded four times": "/%2525252525252Fevil.example",
    "a whole address": "http://evil.example/",
    "a whole address in capitals": "HTTP://EVIL.EXAMPLE/",
    "a scheme alone": "http:evil.example",
    "one slash": "https:/evil.example",
    "a script": "javascript:alert(1)",
    "a script after a slash": "/javascript:alert(1)//",
    "data": "data:text/html,<script>alert(1)</script>",
    "our name before theirs": f"{HERE}@evil.example/",
    "our name as a part of theirs": f"{HERE}.evil.example/",
    "a name without anything": "evil.example",
    "white space first": " //evil.example",
    "a NUL": "/\0/evil.example",
    "a header": "/claims\r\nLocation: http://evil.example",
    "an encoded header": "/claims%0d%0aLocation:%20http://evil.example",
    "a header after a letter beyond": "/claims\u560d\u560aLocation: http://evil.example",
    "stops": "/.//evil.example",
    "stops that go up": "/../..//evil.example",
    "stops, encoded": "/%2e%2e//evil.example",
    "a question": "?//evil.example",
    "an at sign": "/@evil.example",
    "full-width slashes": "／／evil.example",
    "full-width stops": "//evil。example",
    "very long": "//" + "a" * 3000 + ".evil.example",
    "somebody before our name": "//evil.example@127.0.0.1",
    "stops between": "/.//evil.example/..//evil.example",
    "nothing": "",
}
HERE_TOO = (
    "/", "/claims", "/claims?q=lamp+quay", "/claims?q=lamp%20quay&page=2", "/o/The%20Quay%20Post", "/s/name%3AThe%20Office",
    "/a/a-1?s=s-1#s-s-1", "/search?q=%22two%20words%22", "/s/name%3A50%25", "/o/%D8%B5%D9%88%D8%AA", "/map?layer=accepted",
    "/search?q=http://quay.example/", "/o/A%5CB",
)  # fmt: skip


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    path = tmp_path_factory.mktemp("quay") / "quay.db"
    Record.write(path, hostile.carrying("script"), {})
    made = room_of(path)
    made.keys.password = "a lamp on the quay"
    return made


@pytest.fixture(scope="module")
def client(room: Room) -> Iterator[TestClient]:
    with client_of(room) as inside:
        yield inside


@pytest.fixture(scope="module")
def stranger(room: Room) -> Iterator[TestClient]:
    with client_of(room, inside=False) as outside:
        yield outside


def stays(location: str) -> None:
    """That a browser, which overlooks some signs and turns others, stays here when it is sent there."""
    assert location.isascii()
    assert location.isprintable()
    read = location.replace("\\", "/")
    assert urlsplit(urljoin(HERE, read)).netloc == urlsplit(HERE).netloc
    assert read.startswith("/")
    assert not read.startswith("//")


@pytest.mark.parametrize("way", ELSEWHERE)
def test_who_comes_in_is_not_sent_elsewhere(room: Room, stranger: TestClient, way: str) -> None:
    stranger.cookies.clear()
    by_address = stranger.get(f"/login?token={room.keys.invite()}&next={quote(ELSEWHERE[way])}")
    assert by_address.status_code == 303
    stays(by_address.headers["location"])
    by_password = stranger.post(
        "/login", data={"password": room.keys.password or "", "next": ELSEWHERE[way]}, headers=OURS
    )  # fmt: skip
    assert by_password.status_code == 303
    stays(by_password.headers["location"])
    assert "evil" not in urlsplit(by_password.headers["location"]).netloc
    already = stranger.get(f"/login?next={quote(ELSEWHERE[way])}")
    assert already.status_code == 303
    stays(already.headers["location"])


@pytest.mark.parametrize("way", ELSEWHERE)
def test_the_login_form_does_not_hold_on_to_another_place(stranger: TestClient, way: str) -> None:
    stranger.cookies.clear()
    page = stranger.get(f"/login?next={quote(ELSEWHERE[way])}").text
    [held] = [attributes["value"] for _, attributes in hostile.elements(page) if attributes.get("name") == "next"][:1]
    stays(held)


@pytest.mark.parametrize("way", ELSEWHERE)
def test_who_judges_is_not_sent_elsewhere(room: Room, client: TestClient, way: str) -> None:
    with Record.open(room.path) as record:
        said = next(record.statements()).id
    form = {"verdict": "accept", "subject": said, "back": ELSEWHERE[way]}
    done = client.post("/judge", data=form, headers=OURS)
    assert done.status_code == 303
    stays(done.headers["location"])


@given(st.text(alphabet="/\\%09afx:.@?#\t\n e", max_size=24))
def test_no_words_make_a_path_that_leads_away(words: str) -> None:
    stays(local_path(words))
    stays(local_path("/" + words))


@pytest.mark.parametrize("path", HERE_TOO)
def test_who_comes_in_is_sent_on_within_the_room(room: Room, stranger: TestClient, path: str) -> None:
    assert local_path(path) == path
    stranger.cookies.clear()
    asked = stranger.get(path.partition("#")[0])
    assert asked.status_code == 303
    [next_place] = parse_qs(urlsplit(asked.headers["location"]).query)["next"]
    assert next_place == path.partition("#")[0]
    done = stranger.get(f"/login?token={room.keys.invite()}&next={quote(next_place, safe='')}")
    assert done.headers["location"] == next_place


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "//evil.example/%2f..", "/\\evil.example/", "/evil.example//", "/%0d%0aLocation:%20http://evil.example/",
     "/.evil.example", "/@evil.example/", "http://evil.example/", "//evil.example//claims/", "/%2f%2fevil.example/"],
)  # fmt: skip
def test_no_address_of_ours_is_a_way_to_another_site(client: TestClient, stranger: TestClient, path: str) -> None:
    stranger.cookies.clear()
    for asking in (client, stranger):
        response = asking.get(f"{HERE}{path}" if path.startswith("/") else f"{HERE}/{path}")
        location = response.headers.get("location", "/").removeprefix(HERE)
        stays(location)


def test_a_slash_too_many_leads_to_the_same_address_here(client: TestClient) -> None:
    assert client.get("/claims/?q=lamp").headers["location"] == f"{HERE}/claims?q=lamp"


MARK = "evilmark"


@pytest.mark.parametrize(
    ("status", "path", "more"),
    [
        (404, f"/{MARK}", {}),
        (404, f"/{MARK}/<b>{MARK}</b>?q={MARK}", {}),
        (404, f"/c/{MARK}", {}),
        (404, f"/a/{MARK}?s={MARK}", {}),
        (404, f"/api/c/{MARK}", {}),
        (404, f"/original/{MARK}", {}),
        (404, f"/export/{MARK}.csv", {}),
        (404, f"/static/{MARK}.js", {}),
        (421, f"/{MARK}", {"host": f"{MARK}.example"}),
        (403, f"/api/{MARK}", {"origin": f"http://{MARK}.example"}),
        (414, f"/{MARK}?q={MARK * 2000}", {}),
        (403, f"/login?token={MARK}", {}),
    ],
)
def test_what_is_refused_is_not_given_back(client: TestClient, status: int, path: str, more: dict[str, str]) -> None:
    for accept in ("text/html", "application/json"):
        response = client.get(path, headers=more | {"accept": accept})
        assert response.status_code == status
        shown = hostile.words_of(response.text)
        assert MARK not in shown
        assert not [attributes for tag, attributes in hostile.elements(response.text or "<p>") if MARK in tag]


def test_a_page_that_is_not_there_is_one_page_whatever_was_asked(client: TestClient, tmp_path: Path) -> None:
    def plain(path: str) -> str:
        return hostile.words_of(client.get(path).text)

    assert plain("/one") == plain("/two/three?four=five") == plain("/c/c-0")
