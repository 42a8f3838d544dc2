"""P21, 34 cases and more: every answer has strict headers, whoever gives it and however it goes.

All routes are asked, read and written, and beside them everything else that can be answered: files, refusals by the gate, what
is not there, what broke. The one exception is the original page, whose own policy is the sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from accordingto.present.web.app import app
from accordingto.present.web.guard import POLICY, SANDBOX, Guard, Keys
from tests.present.web import hostile
from tests.present.web.conftest import HERE, OURS, PORT, client_of, room_of
from tests.present.web.routes import filled, read, written

STRICT = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-dns-prefetch-control": "off",
}
NEVER = ("access-control", "server", "x-powered-by", "content-security-policy-report-only")
CACHED = re.compile(r"no-store|private, max-age=3600")


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quay") / "quay.db"
    hostile.record_of(path)
    return path


@pytest.fixture(scope="module")
def client(quay: Path) -> Iterator[TestClient]:
    with client_of(room_of(quay), raising=False) as inside:
        yield inside


def strict(response: Any, *, original: bool = False) -> None:
    """That an answer has every strict header, once, and none that loosens another."""
    names = [name.lower() for name, _ in response.headers.multi_items()]
    for name, value in STRICT.items():
        assert names.count(name) == 1, name
        assert response.headers[name] == value
    assert names.count("content-security-policy") == 1
    policy = response.headers["content-security-policy"]
    if original and policy == SANDBOX:
        return
    assert policy == POLICY
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert not [name for name in names if name.startswith(NEVER)]
    assert names.count("cache-control") == 1
    assert CACHED.fullmatch(response.headers["cache-control"])


@pytest.mark.parametrize("path", read())
def test_whatever_is_read_is_answered_strictly(client: TestClient, quay: Path, path: str) -> None:
    response = client.get(filled(path, quay))
    assert response.status_code in (200, 303, 404) if path.startswith(("/login", "/original")) else (200,)
    strict(response, original=path.startswith("/original/"))
    if not path.startswith("/static"):
        assert "public" not in response.headers["cache-control"]


@pytest.fixture(scope="module")
def program(quay: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program with the token, at a record of its own, where nothing is built."""
    copy = tmp_path_factory.mktemp("copy") / "quay.db"
    copy.write_bytes(quay.read_bytes())
    room = room_of(copy)
    room.builds = None
    with client_of(room, inside=False, raising=False) as inside:
        inside.headers["authorization"] = f"Bearer {room.keys.program}"
        yield inside


@pytest.mark.parametrize("path", written())
def test_whatever_is_sent_is_answered_strictly(program: TestClient, path: str) -> None:
    response = program.post(path)
    assert response.status_code < 500
    strict(response)


def answer(
    client: TestClient, method: str = "GET", path: str = "/", *, headers: dict[str, str] | None = None, **more: Any
) -> Any:
    return client.request(method, path, headers=headers, **more)


OTHERS: dict[str, tuple[int, dict[str, Any]]] = {
    "a stylesheet": (200, {"path": "/static/room.css"}),
    "a script": (200, {"path": "/static/room.js"}),
    "a vendored script": (200, {"path": "/static/vendor/htmx.min.js"}),
    "a file that is not there": (404, {"path": "/static/nothing.js"}),
    "a folder of files": (404, {"path": "/static/vendor/"}),
    "a page that is not there": (404, {"path": "/nothing"}),
    "a noun that is not there": (404, {"path": "/c/c-nothing"}),
    "data that is not there": (404, {"path": "/api/c/c-nothing"}),
    "a path that goes up": (404, {"path": "/a/%2e%2e/%2e%2e/etc/passwd"}),
    "a slash too many": (307, {"path": "/claims/"}),
    "a filter that is not understood": (422, {"path": "/api/claims?page=none"}),
    "a page that is only asked after": (200, {"method": "HEAD", "path": "/claims"}),
    "data that is only asked after": (200, {"method": "HEAD", "path": "/api/claims"}),
    "a page that is only read": (405, {"method": "POST", "path": "/claims", "headers": OURS}),
    "a method that is not understood": (405, {"method": "PUT", "path": "/claims"}),
    "what may be asked": (405, {"method": "OPTIONS", "headers": {"origin": "http://evil.example"}}),
    "deleting": (405, {"method": "DELETE", "path": "/c/c-1"}),
    "an echo": (405, {"method": "TRACE"}),
    "another name": (421, {"headers": {"host": "evil.example"}}),
    "another site": (403, {"path": "/api/claims", "headers": {"sec-fetch-site": "cross-site"}}),
    "a form of another site": (403, {"method": "POST", "path": "/judge", "headers": {"origin": "http://evil.example"}}),
    "a form from nowhere": (403, {"method": "POST", "path": "/judge"}),
    "an address too long": (414, {"path": f"/claims?q={'a' * 9000}"}),
    "headers too long": (431, {"headers": {"x-long": "a" * 40_000}}),
    "a form too large": (413, {"method": "POST", "path": "/judge", "headers": OURS, "content": b"a" * 300_000}),
    "a form too large, of no stated length": (
        413, {"method": "POST", "path": "/judge", "content": iter([b"a" * 100_000] * 4),
              "headers": OURS | {"content-type": "application/x-www-form-urlencoded"}},
    ),
    "a length that is none": (400, {"method": "POST", "path": "/judge", "headers": OURS | {"content-length": "+3"}}),
    "a form that is not understood": (422, {"method": "POST", "path": "/judge", "headers": OURS, "data": {"subject": "x"}}),
    "data that is not understood": (422, {"method": "POST", "path": "/api/judge", "headers": OURS, "content": b"{"}),
    "a login that is wrong": (403, {"path": "/login?token=wrong"}),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERS)
def test_everything_else_is_answered_strictly(client: TestClient, what: str) -> None:
    status, asked = OTHERS[what]
    response = answer(client, **asked)
    assert response.status_code == status
    strict(response)


@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*", "image/png"])
def test_a_stranger_is_answered_strictly(quay: Path, accept: str) -> None:
    with client_of(room_of(quay), inside=False) as stranger:
        response = stranger.get("/claims", headers={"accept": accept})
        assert response.status_code == (303 if accept == "text/html" else 401)
        strict(response)
        assert "location" not in response.headers or response.headers["location"] == "/login?next=%2Fclaims"
        data = stranger.get("/api/claims", headers={"accept": accept})
        assert data.status_code == 401
        strict(data)


@pytest.mark.parametrize("path", ["/claims", "/api/claims"])
def test_a_room_without_a_record_answers_strictly(tmp_path: Path, path: str) -> None:
    with client_of(room_of(tmp_path / "none.db")) as client:
        strict(client.get(path))


@pytest.mark.parametrize("path", ["/claims", "/api/claims"])
def test_a_record_that_is_none_is_answered_strictly(tmp_path: Path, path: str) -> None:
    broken = tmp_path / "quay.db"
    broken.write_bytes(b"this is no record" * 100)
    with client_of(room_of(broken), raising=False) as client:
        response = client.get(path)
    assert response.status_code == 503
    strict(response)


@pytest.mark.parametrize("path", ["/claims", "/api/claims"])
def test_what_breaks_is_answered_strictly_and_tells_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the harbour office said nothing")

    monkeypatch.setattr("accordingto.present.web.claims.claims", broken)
    response = client.get(path)
    assert response.status_code == 500
    assert "harbour" not in response.text
    assert "Traceback" not in response.text
    strict(response)


def test_only_files_of_the_package_are_kept_by_a_browser(client: TestClient, quay: Path) -> None:
    kept = [path for path in read() if client.get(filled(path, quay)).headers["cache-control"] != "no-store"]
    assert kept == []
    assert client.get("/static/room.css").headers["cache-control"] == "private, max-age=3600"


def test_where_browsers_do_not_say_where_a_form_is_from_they_may_name_our_address_to_us(quay: Path) -> None:
    room = room_of(quay)
    with TestClient(app(room, port=PORT, hosts=["quay.example"]), base_url=f"http://quay.example:{PORT}") as client:
        response = client.get("/login")
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["content-security-policy"] == POLICY


def test_no_page_loosens_its_policy_from_inside(client: TestClient, quay: Path) -> None:
    for path in read():
        text = client.get(filled(path, quay)).text
        if not path.startswith(("/api/", "/original/", "/export/")):
            assert '<meta name="referrer"' not in text
            assert "<meta http-equiv" not in text
            assert [tag for tag, attributes in hostile.elements(text) if "style" in attributes] == [], path


def test_a_policy_of_a_views_own_is_not_taken(quay: Path) -> None:
    loose = {"content-security-policy": "default-src *", "access-control-allow-origin": "*", "x-frame-options": "ALLOWALL",
             "referrer-policy": "unsafe-url", "server": "x", "access-control-allow-credentials": "true"}  # fmt: skip
    keys = Keys("m.k.")
    client = TestClient(Guard(PlainTextResponse("x", headers=loose), keys=keys, port=PORT), base_url=HERE)
    strict(client.get("/", headers={"authorization": f"Bearer {keys.program}"}))
