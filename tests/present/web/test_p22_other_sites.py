"""P22, 30 cases and more: a website that somebody visits cannot drive the reading room on their machine.

What a browser sends for another site is refused whatever cookie comes with it, and reading never changes the record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from accordingto import Record
from accordingto.present.web.app import app
from tests.present.web import hostile
from tests.present.web.conftest import HERE, PORT, apart, client_of, room_of
from tests.present.web.routes import filled, read

THERE = "http://evil.example"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quay") / "quay.db"
    hostile.record_of(path)
    return path


@pytest.fixture(scope="module")
def client(quay: Path) -> Iterator[TestClient]:
    """Somebody who is inside, at a record in which nothing may come to stand."""
    with client_of(room_of(quay)) as inside:
        yield inside


@pytest.fixture(scope="module")
def said(quay: Path) -> str:
    with Record.open(quay) as record:
        return next(record.statements()).id


def untouched(path: Path) -> bool:
    with Record.open(path) as record:
        return not list(record.judgements())


# ------------------------------------------------------------------------------------------------------------------- names

OTHER_NAMES = {
    "another site's name": f"evil.example:{PORT}",
    "another site's name without a port": "evil.example",
    "a name that begins as ours": f"127.0.0.1.evil.example:{PORT}",
    "a name that ends as ours": f"evil-localhost:{PORT}",
    "a name below localhost": f"evil.localhost:{PORT}",
    "a name that leads here": f"127.0.0.1.nip.example:{PORT}",
    "ours without its port": "127.0.0.1",
    "ours with another port": f"127.0.0.1:{PORT + 1}",
    "the port of the web": "127.0.0.1:80",
    "a trailing dot": f"localhost.:{PORT}",
    "every address": f"0.0.0.0:{PORT}",
    "every address of IPv6": f"[::]:{PORT}",
    "IPv6 without brackets": f"::1:{PORT}",
    "IPv4 within IPv6": f"[::ffff:127.0.0.1]:{PORT}",
    "a number": f"2130706433:{PORT}",
    "another address of this machine": f"127.0.0.2:{PORT}",
    "somebody before an at sign": f"evil@127.0.0.1:{PORT}",
    "a space": f"127.0.0.1:{PORT} evil.example",
    "two names in one": f"127.0.0.1:{PORT},evil.example",
    "nothing": "",
}


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_a_room_asked_by_another_name_does_not_answer(client: TestClient, name: str) -> None:
    for path in ("/", "/login", "/static/room.css", "/api/claims"):
        response = client.get(path, headers={"host": OTHER_NAMES[name]})
        assert response.status_code == 421, path
        assert "evil" not in response.text


@pytest.mark.parametrize("name", [f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LocalHost:{PORT}", f"[::1]:{PORT}"])
def test_a_room_answers_to_its_own_names(client: TestClient, name: str) -> None:
    response = client.get("/static/room.css", headers={"host": name})
    assert response.status_code == 200


async def _asked(quay: Path, hosts: list[bytes]) -> int:
    status: list[int] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            status.append(message["status"])

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {"type": "http", "method": "GET", "path": "/login", "raw_path": b"/login", "query_string": b"", "scheme": "http",
             "headers": [(b"host", host) for host in hosts], "http_version": "1.1", "server": ("127.0.0.1", PORT)}  # fmt: skip
    await app(room_of(quay), port=PORT)(scope, receive, send)
    return status[0]


@pytest.mark.parametrize(
    "hosts", [[], [HERE[7:].encode()] * 2, [HERE[7:].encode(), b"evil.example"]], ids=["none", "twice", "two"]
)
def test_a_request_names_one_host(quay: Path, hosts: list[bytes]) -> None:
    assert apart(_asked, quay, hosts) == 421


# ------------------------------------------------------------------------------------------------------------- what changes

FOREIGN: dict[str, dict[str, str]] = {
    "another origin": {"origin": THERE},
    "another scheme": {"origin": f"https://127.0.0.1:{PORT}"},
    "another port": {"origin": f"http://127.0.0.1:{PORT + 1}"},
    "no port": {"origin": "http://127.0.0.1"},
    "another name of this machine": {"origin": f"http://localhost:{PORT}"},
    "no origin at all, as a sandbox says": {"origin": "null"},
    "an origin that hides, of another site": {"origin": "null", "sec-fetch-site": "cross-site"},
    "an origin that hides, of another port": {"origin": "null", "sec-fetch-site": "same-site"},
    "a file of this machine": {"origin": "file://"},
    "an extension": {"origin": "chrome-extension://abc"},
    "a path after ours": {"origin": f"{HERE}/"},
    "ours and another": {"origin": f"{HERE} {THERE}"},
    "another site": {"sec-fetch-site": "cross-site"},
    "another port of this machine": {"sec-fetch-site": "same-site"},
    "another site that claims our origin": {"origin": HERE, "sec-fetch-site": "cross-site"},
    "our site with another origin": {"origin": THERE, "sec-fetch-site": "same-origin"},
    "nowhere": {},
    "a word that browsers do not know": {"sec-fetch-site": "Same-Origin"},
    "somebody who types": {"sec-fetch-site": "none"},
    "a referrer alone": {"referer": f"{HERE}/claims"},
    "a word of scripts": {"x-requested-with": "XMLHttpRequest"},
    "htmx": {"hx-request": "true", "hx-current-url": HERE},
    "the wrong token": {"authorization": "Bearer wrong"},
    "an empty token": {"authorization": "Bearer "},
    "a token of another kind": {"authorization": "Basic bWs6"},
}


@pytest.mark.parametrize("kind", [FORM, "text/plain", "application/json"])
@pytest.mark.parametrize("where", FOREIGN)
def test_what_another_site_sends_changes_nothing(client: TestClient, quay: Path, said: str, where: str, kind: str) -> None:
    headers = FOREIGN[where] | {"content-type": kind}
    body = f"verdict=accept&subject={said}" if kind == FORM else json.dumps({"verdict": "accept", "subject": [said]})
    for path in ("/judge", "/api/judge", "/logout", "/build/again", "/inputs"):
        response = client.post(path, headers=headers, content=body)
        assert response.status_code == 403, path
        assert "access-control-allow-origin" not in response.headers
    assert untouched(quay)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "judge"])
def test_other_methods_change_nothing(client: TestClient, quay: Path, method: str) -> None:
    assert client.request(method, "/api/judge", headers={"origin": HERE}).status_code == 405
    for name in ("x-http-method-override", "x-method-override"):
        assert client.get("/api/claims", headers={name: "POST"}).status_code == 200
    assert untouched(quay)


OWN = {
    "a form of ours": {"origin": HERE, "sec-fetch-site": "same-origin"},
    "a form of ours that hides its origin": {"origin": "null", "sec-fetch-site": "same-origin"},
    "a browser that says the origin alone": {"origin": HERE},
    "a browser that says the site alone": {"sec-fetch-site": "same-origin"},
}


@pytest.mark.parametrize("how", OWN)
def test_a_form_of_ours_is_taken(quay: Path, said: str, tmp_path: Path, how: str) -> None:
    copy = tmp_path / "quay.db"
    copy.write_bytes(quay.read_bytes())
    with client_of(room_of(copy)) as client:
        assert client.post("/judge", data={"verdict": "accept", "subject": said}, headers=OWN[how]).status_code == 303
    assert not untouched(copy)


def test_a_program_with_the_token_is_taken_and_needs_no_cookie(quay: Path, said: str, tmp_path: Path) -> None:
    copy = tmp_path / "quay.db"
    copy.write_bytes(quay.read_bytes())
    room = room_of(copy)
    with client_of(room, inside=False) as client:
        token = {"authorization": f"bearer {room.keys.program}"}
        asked = {"verdict": "accept", "subject": [said]}
        assert client.post("/api/judge", json=asked, headers=token | {"origin": THERE}).status_code == 403
        assert client.post("/api/judge", json=asked, headers=token).status_code == 201


# ----------------------------------------------------------------------------------------------------------- what is read

EMBEDDED = {
    "a script": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
    "an image": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
    "a frame": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    "an object": {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "object"},
    "a fetch": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty", "origin": THERE},
    "a fetch of another port": {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "origin": "http://127.0.0.1:1"},
    "a fetch of an old browser": {"origin": THERE},
    "a fetch out of a sandbox": {"origin": "null"},
    "a site that two headers name": {"sec-fetch-site": "same-origin, cross-site", "sec-fetch-mode": "no-cors"},
}


@pytest.mark.parametrize("how", EMBEDDED)
def test_nothing_is_read_into_another_site(client: TestClient, how: str) -> None:
    for path in ("/claims", "/api/claims", "/static/room.js", "/login"):
        response = client.get(path, headers=EMBEDDED[how])
        assert response.status_code == 403, path
        assert "access-control-allow-origin" not in response.headers


def test_a_link_on_another_site_may_be_followed_to_a_page_and_to_nothing_else(client: TestClient) -> None:
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/claims", headers=followed).status_code == 200
    assert client.get("/api/claims", headers=followed).status_code == 403
    assert client.get("/static/room.js", headers=followed).status_code == 403


@pytest.mark.parametrize("origin", [THERE, HERE, "null", "http://localhost:3000"])
@pytest.mark.parametrize("path", ["/", "/api/claims", "/judge", "*"])
def test_no_other_origin_is_ever_allowed(client: TestClient, path: str, origin: str) -> None:
    asked = {"origin": origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization"}
    before = client.request("OPTIONS", path, headers=asked)
    assert before.status_code == 405
    after = client.get("/api/claims", headers={"origin": origin})
    assert not [name for response in (before, after) for name in response.headers if name.startswith("access-control")]


@pytest.mark.parametrize("origin", [THERE, HERE])
@pytest.mark.parametrize("path", ["/", "/api/claims", "/build/state"])
def test_a_web_socket_is_refused(client: TestClient, path: str, origin: str) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(path, headers={"origin": origin}):
        pass


@pytest.mark.parametrize("path", read())
def test_reading_changes_nothing(client: TestClient, quay: Path, path: str) -> None:
    before = hashlib.sha256(quay.read_bytes()).hexdigest()
    address = filled(path, quay)
    more = "&verdict=accept&subject=s-1&_method=POST&delete=1&undo=1"
    for method in ("GET", "HEAD"):
        client.request(method, address)
        client.request(method, f"{address}?done=j-1{more}")
    assert hashlib.sha256(quay.read_bytes()).hexdigest() == before
    assert untouched(quay)


def test_asking_after_a_page_gives_its_headers_and_no_body(client: TestClient) -> None:
    read, asked = client.get("/claims"), client.head("/claims")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-length"] == read.headers["content-length"]
    assert client.head("/nothing").status_code == 404


def test_asking_after_the_login_address_does_not_spend_it(quay: Path) -> None:
    room = room_of(quay)
    with client_of(room, inside=False) as stranger:
        address = f"/login?token={room.keys.invite()}"
        assert stranger.head(address).status_code == 200
        assert stranger.get(address).status_code == 303
