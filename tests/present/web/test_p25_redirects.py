"""P25, 10 cases and more: no open redirects, no reflected content. Whoever is sent on stays in this room."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from accordingto.present.web.guard import local_path
from accordingto.present.web.room import Room
from tests.present.web.conftest import HERE, OURS

AWAY = (
    "//evil.example", "/\\evil.example", "/%09/evil.example", "/%5cevil.example", "/%2f/evil.example", "\\\\evil.example",
    "http://evil.example/", "https:evil.example", "javascript:alert(1)", "data:text/html,x", " //evil.example",
    "/\t/evil.example", "/\n/evil.example", "//evil.example@127.0.0.1", "evil.example", "/%00//evil.example",
    "/%0d%0aset-cookie:a=b", "///evil.example", "/.//evil.example/..//evil.example",
)  # fmt: skip


def stays(location: str) -> bool:
    """Whether a browser that is sent to an address stays in this room, whichever way it reads it."""
    ways = (location, location.replace("\\", "/"), location.strip().replace("\t", "").replace("\n", ""))
    return all(urlsplit(urljoin(HERE + "/login", way)).netloc == urlsplit(HERE).netloc for way in ways)


@pytest.mark.parametrize("to", AWAY)
def test_a_login_leads_nowhere_else(stranger: TestClient, room: Room, to: str) -> None:
    answer = stranger.get("/login", params={"token": room.keys.invite(), "next": to})
    assert answer.status_code == 303
    assert stays(answer.headers["location"])
    assert "\n" not in answer.headers["location"]


@pytest.mark.parametrize("to", AWAY)
def test_a_form_leads_nowhere_else(client: TestClient, room: Room, to: str) -> None:
    statement = client.get("/api/review").json()["waiting"][0]["id"]
    answer = client.post("/judge", data={"verdict": "accept", "subject": statement, "back": to}, headers=OURS)
    assert answer.status_code == 303
    assert stays(answer.headers["location"])
    assert room.path.is_file()


@given(st.text(alphabet="/\\%09afx:.@?#\t\n e", max_size=24))
def test_no_words_make_a_path_that_leads_away(words: str) -> None:
    assert stays(local_path(words))
    assert stays(local_path("/" + words))


@pytest.mark.parametrize(
    "path", ["/quay-5512", "/a/quay-5512", "/c/quay-5512?x=quay-5512", "/static/quay-5512", "/api/c/quay-5512"]
)
def test_what_is_not_here_is_not_repeated(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "quay-5512" not in answer.text
    assert "quay-5512" not in str(answer.headers)
