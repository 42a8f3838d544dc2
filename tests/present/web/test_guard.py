"""The gate's own parts, and what real browsers send through it."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from accordingto import pipeline
from accordingto.present.web import guard
from accordingto.present.web.app import app
from accordingto.present.web.guard import Guard, Keys, address_of, authority, dressed_headers, local_path, secrets_in
from accordingto.present.web.room import Room
from tests.present.web.conftest import HERE, OURS, PORT, apart


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("localhost", "localhost:8642"),
        ("Quay.Example", "quay.example:8642"),
        ("quay.example:9000", "quay.example:9000"),
        ("::1", "[::1]:8642"),
        ("[::1]", "[::1]:8642"),
        ("[::1]:9000", "[::1]:9000"),
        ("fe80::1", "[fe80::1]:8642"),
        (" 192.0.2.7 ", "192.0.2.7:8642"),
    ],
)
def test_a_host_is_written_as_browsers_write_it(host: str, shown: str) -> None:
    assert authority(host, 8642) == shown


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1:8642", False),
        ("[::1]:8642", False),
        ("localhost:8642", False),
        ("quay.example:8642", True),
        ("evil.example", False),
    ],
)
def test_only_where_browsers_do_not_say_the_site_may_they_name_our_address_to_us(host: str, near: bool) -> None:
    gate = Guard(PlainTextResponse("x"), keys=Keys("m.k."), port=PORT, hosts=["quay.example"])
    assert gate.referrer({"host": [host]}) == (b"same-origin" if near else b"no-referrer")


def test_on_the_port_of_the_web_browsers_leave_it_out() -> None:
    gate = Guard(PlainTextResponse("x"), keys=Keys("m.k."), port=80)
    assert {"127.0.0.1", "127.0.0.1:80", "[::1]", "localhost"} <= gate.hosts
    assert "127.0.0.1" not in Guard(PlainTextResponse("x"), keys=Keys("m.k."), port=8080).hosts


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["a=1"], ["1"]),
        (["b=2; a=1"], ["1"]),
        (["a=1; a=2"], ["1", "2"]),
        (["a=1", "a=1; b=2"], ["1"]),
        (['b={"c": "d; e"}; a=1'], ["1"]),
        (["aa=1; A=2; a =3"], ["3"]),
        (["", ";", "=", "a"], [""]),
        ([], []),
    ],
)
def test_cookies_of_any_shape_are_looked_through(lines: list[str], found: list[str]) -> None:
    assert secrets_in(lines, "a") == found


def test_headers_that_loosen_others_are_dropped_and_a_cookie_is_kept() -> None:
    given = [
        (b"Set-Cookie", b"a=1"),
        (b"Access-Control-Allow-Headers", b"*"),
        (b"Server", b"x"),
        (b"Cache-Control", b"private"),
    ]
    made = dressed_headers(given)
    names = [name for name, _ in made]
    assert (b"set-cookie", b"a=1") in made
    assert (b"cache-control", b"private") in made
    assert names.count(b"cache-control") == 1
    assert not {b"access-control-allow-headers", b"server"} & set(names)


def test_an_address_is_handed_on_as_it_was_written() -> None:
    scope = {"raw_path": b"/o/The%20Quay%2FPost", "path": "/o/The Quay/Post", "query_string": b"q=a%20b"}
    assert address_of(scope) == "/o/The%20Quay%2FPost?q=a%20b"
    assert address_of({"path": "/o/The Quay", "query_string": b""}) == "/o/The%20Quay"
    assert address_of({"path": "//evil.example", "raw_path": b"//evil.example", "query_string": b""}) == "/"


@pytest.mark.parametrize("words", ["/o/The Quay", "/o/صوت", "/search?q=ä"])
def test_a_place_to_go_to_is_fit_for_a_header(words: str) -> None:
    assert local_path(words).isascii()
    assert " " not in local_path(words)
    assert local_path(local_path(words)) == local_path(words)


def _sent(gate: Guard, bodies: list[bytes], headers: list[tuple[bytes, bytes]]) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []

    async def go() -> None:
        async def receive() -> dict[str, Any]:
            body = bodies.pop(0)
            return {"type": "http.request", "body": body, "more_body": bool(bodies)}

        async def send(message: Any) -> None:
            sent.append(message)

        own = [(b"host", HERE[7:].encode()), (b"authorization", f"Bearer {gate.keys.program}".encode())]
        scope = {"type": "http", "method": "POST", "path": "/judge", "raw_path": b"/judge", "query_string": b"",
                 "headers": own + headers}  # fmt: skip
        await gate(scope, receive, send)

    apart(go)
    return sent


async def _swallowing(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that makes its own answer of whatever goes wrong while it reads."""
    try:
        more = True
        while more:
            more = (await receive())["more_body"]
    except Exception:  # noqa: BLE001  (as a framework does)
        await PlainTextResponse("odd", status_code=400)(scope, receive, send)
        return
    await PlainTextResponse("fine")(scope, receive, send)


def test_a_body_of_no_stated_length_is_refused_as_too_large_whatever_the_application_makes_of_it() -> None:
    gate = Guard(_swallowing, keys=Keys("m.k."), port=PORT)
    assert _sent(gate, [b"a" * 1000, b"b"], [])[0]["status"] == 200
    assert _sent(gate, [b"a" * guard.FORM_MOST, b"b", b"c"], [])[0]["status"] == 413
    assert _sent(gate, [b"a" * 9, b"b"], [(b"content-length", b"3"), (b"transfer-encoding", b"chunked")])[0]["status"] == 400
    assert _sent(gate, [b"a"], [(b"content-length", b"1"), (b"content-length", b"1")])[0]["status"] == 400


def test_who_is_refused_in_a_browser_is_told_on_a_page() -> None:
    client = TestClient(Guard(PlainTextResponse("x"), keys=Keys("m.k."), port=PORT), base_url=HERE)
    refused = client.post("/judge", headers=OURS | {"accept": "text/html"})
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "text/html; charset=utf-8"
    assert client.post("/judge", headers=OURS).headers["content-type"] == "text/plain; charset=utf-8"


def test_a_query_of_other_than_plain_letters_is_refused() -> None:
    gate = Guard(PlainTextResponse("x"), keys=Keys("m.k."), port=PORT)
    scope = {"method": "GET", "path": "/", "query_string": b"q=\xff", "headers": [(b"host", HERE[7:].encode())]}
    refused = gate.refusal(scope, {"host": [HERE[7:]]})
    assert refused is not None
    assert refused.status == 400


@pytest.mark.browser
def test_in_a_browser_forms_work_at_an_address_that_browsers_do_not_trust(chromium: Any, tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # nothing is sent: this asks for the address that would be sent from
            address = asking.getsockname()[0]
        except OSError:
            address = "127.0.0.1"
    if address.startswith("127."):
        pytest.skip("this machine has no address but its own")
    room = Room(tmp_path / "none.db", Keys("m.k.", "a lamp on the quay"), pipeline.judge)
    with socket.create_server((address, 0)) as listening:
        port = listening.getsockname()[1]
        made = app(room, port=port, hosts=[address])
        server = uvicorn.Server(uvicorn.Config(made, log_level="error", access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        context = chromium.new_context()
        page = context.new_page()
        page.goto(f"http://{address}:{port}/about")
        page.fill("[name=password]", "a lamp on the quay")
        page.click("form.stacked button")
        assert page.url == f"http://{address}:{port}/about"
        page.click("form[action='/logout'] button")
        assert page.url == f"http://{address}:{port}/login"
        context.close()
        server.should_exit = True
        thread.join(10)


def test_what_is_asked_in_a_way_that_is_not_used_says_which_way_is(client: TestClient) -> None:
    found = client.post("/claims", headers=OURS)
    assert (found.status_code, found.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("path", ["/login", "/login?token=spent", "/claims"])
def test_who_is_outside_is_not_told_what_the_record_is_called(stranger: TestClient, room: Room, path: str) -> None:
    assert room.path.name not in stranger.get(path).text
