"""P23, 20 cases and more: no authentication means this machine only; else nobody comes in by trying, twice or by a trick."""

from __future__ import annotations

import hmac
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from accordingto import cli, pipeline
from accordingto.errors import UnsafeAddress
from accordingto.present.web import doors, guard, serving
from accordingto.present.web.guard import FAILURES_MOST, LOGIN_LASTS, SESSION_LASTS, Guard, Keys
from accordingto.present.web.room import Room
from tests.present.web.conftest import HERE, OURS, PAGE, PORT, client_of

COOKIE = guard.cookie_name(PORT)
PASSWORD = "a lamp on the quay"


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


CLOCK = Clock()


@pytest.fixture
def clock() -> Clock:
    return CLOCK


def room_with(path: Path, password: str | None = None) -> Room:
    return Room(path / "none.db", Keys("m.k.", password, CLOCK), pipeline.judge)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Room, TestClient]]]:
    """A room without a password and one with it, made once: making an application takes longer than any test of it."""
    made = {
        name: room_with(tmp_path_factory.mktemp(name), password) for name, password in (("open", None), ("locked", PASSWORD))
    }
    with client_of(made["open"], inside=False) as one, client_of(made["locked"], inside=False) as other:
        yield {"open": (made["open"], one), "locked": (made["locked"], other)}


@pytest.fixture(autouse=True)
def forgotten(rooms: dict[str, tuple[Room, TestClient]]) -> None:
    """Each test finds rooms in which nothing has happened yet."""
    CLOCK.now = 1000.0
    for room, client in rooms.values():
        for held in (room.keys._logins, room.keys._sessions, room.keys._failures):
            held.clear()
        client.cookies.clear()


@pytest.fixture
def room(rooms: dict[str, tuple[Room, TestClient]]) -> Room:
    return rooms["open"][0]


@pytest.fixture
def stranger(rooms: dict[str, tuple[Room, TestClient]]) -> TestClient:
    return rooms["open"][1]


@pytest.fixture
def locked(rooms: dict[str, tuple[Room, TestClient]]) -> Room:
    return rooms["locked"][0]


@pytest.fixture
def visitor(rooms: dict[str, tuple[Room, TestClient]]) -> TestClient:
    """Somebody before a room that has a password."""
    return rooms["locked"][1]


def come_in(client: TestClient, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/login", data={"password": password, **more}, headers=OURS)


def is_inside(client: TestClient) -> bool:
    return client.get("/about").status_code == 200


# ------------------------------------------------------------------------------------------------------ where it listens


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where rooms listen, in place of their serving."""
    addresses: list[tuple[str, int]] = []

    def run(_: uvicorn.Server, sockets: list[socket.socket]) -> None:
        addresses.extend(each.getsockname()[:2] for each in sockets)

    monkeypatch.setattr(uvicorn.Server, "run", run)
    return addresses


OPEN = ("0.0.0.0", "::", "", "192.0.2.7", "10.0.0.5", "2001:db8::7", "quay.example", "0", "127.1", "::ffff:0.0.0.0", "[::]")


@pytest.mark.parametrize("host", OPEN)
def test_without_a_password_only_this_machine_can_reach_a_room(room: Room, heard: list[tuple[str, int]], host: str) -> None:
    with pytest.raises(UnsafeAddress, match="no password"):
        serving.serve(room, host=host, announce=lambda *_: None)
    assert heard == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_without_a_password_a_room_listens_on_this_machine(room: Room, heard: list[tuple[str, int]], host: str) -> None:
    told: list[str] = []
    serving.serve(room, host=host, announce=lambda *words: told.extend(words))
    [(address, port)] = heard
    assert address.startswith("127.0.0.")
    assert re.fullmatch(rf"http://{re.escape(host)}:{port}/login\?token=[\w-]{{43}}", told[0])


@pytest.mark.parametrize("host", ["0.0.0.0", ""])
def test_with_a_password_a_room_may_be_reached_by_others(locked: Room, heard: list[tuple[str, int]], host: str) -> None:
    told: list[str] = []
    serving.serve(locked, host=host, announce=lambda *words: told.extend(words))
    assert heard[0][0] == "0.0.0.0"
    assert told[0].startswith("http://127.0.0.1:")


def test_a_name_that_leads_elsewhere_than_it_says_is_not_listened_on(
    room: Room, heard: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def anywhere(_: str, port: int) -> socket.socket:
        return socket.create_server(("0.0.0.0", port))

    monkeypatch.setattr(serving, "_listening", anywhere)
    with pytest.raises(UnsafeAddress, match=r"localhost is 0\.0\.0\.0"):
        serving.serve(room, host="localhost", announce=lambda *_: None)
    assert heard == []


@pytest.mark.parametrize("host", ["a" * 300, "no\0host", "quay.invalid"])
def test_an_address_that_cannot_be_had_says_so(locked: Room, heard: list[tuple[str, int]], host: str) -> None:
    with pytest.raises(UnsafeAddress, match="cannot be had"):
        serving.serve(locked, host=host, announce=lambda *_: None)
    assert heard == []


def test_the_command_refuses_an_open_address_and_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.main, ["serve", str(tmp_path / "quay.db"), "--host", "0.0.0.0", "--port", "0"])
    assert done.exit_code != 0
    assert "--password-file" in done.output


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "x-forwarded-user", "remote-user"])
def test_what_a_proxy_says_of_who_asks_is_not_believed(stranger: TestClient, header: str) -> None:
    for value in ("127.0.0.1", "for=127.0.0.1;host=localhost", "m.k."):
        assert stranger.get("/about", headers={header: value}).status_code == 303


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "x-original-url", "x-rewrite-url", "x-forwarded-proto"])
def test_what_a_proxy_says_of_where_was_asked_is_not_believed(stranger: TestClient, header: str) -> None:
    response = stranger.get("/about", headers={header: "evil.example"})
    assert response.headers["location"] == "/login?next=%2Fabout"
    refused = stranger.get("/login", headers={"host": "evil.example", header: f"127.0.0.1:{PORT}"})
    assert refused.status_code == 421


def test_the_server_is_told_not_to_believe_proxies(
    room: Room, monkeypatch: pytest.MonkeyPatch, heard: list[tuple[str, int]]
) -> None:
    seen: list[uvicorn.Config] = []
    made = uvicorn.Server.__init__

    def remembered(self: uvicorn.Server, config: uvicorn.Config) -> None:
        seen.append(config)
        made(self, config)

    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    monkeypatch.setattr(uvicorn.Server, "__init__", remembered)
    serving.serve(room, announce=lambda *_: None)
    assert seen[0].proxy_headers is False
    assert seen[0].access_log is False


@pytest.mark.parametrize(
    ("host", "status"),
    [(f"quay.example:{PORT}", 200), ("localhost:9000", 200), ("quay.example", 421), ("evil.example:9000", 421)],
)
def test_in_a_container_a_room_answers_by_the_address_it_is_published_at(locked: Room, host: str, status: int) -> None:
    gate = Guard(PlainTextResponse("x"), keys=locked.keys, port=PORT, hosts=["localhost:9000", "quay.example"])
    assert TestClient(gate, base_url=HERE).get("/login", headers={"host": host}).status_code == status


# ----------------------------------------------------------------------------------------------------- the one-time address


def test_the_one_time_address_lets_somebody_in_once(room: Room, stranger: TestClient) -> None:
    address = f"/login?token={room.keys.invite()}"
    first = stranger.get(address)
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert is_inside(stranger)
    stranger.cookies.clear()
    again = stranger.get(address)
    assert again.status_code == 403
    assert "set-cookie" not in again.headers
    assert not is_inside(stranger)


@pytest.mark.parametrize(("seconds", "status"), [(LOGIN_LASTS - 1, 303), (LOGIN_LASTS, 403), (LOGIN_LASTS + 3600, 403)])
def test_the_one_time_address_is_good_for_a_quarter_of_an_hour(
    room: Room, stranger: TestClient, clock: Clock, seconds: float, status: int
) -> None:
    address = f"/login?token={room.keys.invite()}"
    clock.now += seconds
    assert stranger.get(address).status_code == status


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: t + "a", lambda t: t[:-1] + "_", str.swapcase, lambda t: "", lambda t: t * 9]
)
def test_a_token_that_is_nearly_right_is_wrong(room: Room, stranger: TestClient, change: Callable[[str], str]) -> None:
    token = room.keys.invite()
    nearly = change(token) if change(token) != token else change(token)[:-1] + "-"
    assert "set-cookie" not in stranger.get(f"/login?token={nearly}").headers
    assert not room.keys.is_program(nearly)
    assert stranger.get(f"/login?token={token}").status_code == 303


def test_two_who_open_the_address_at_once_are_not_both_let_in(room: Room) -> None:
    for _ in range(20):
        let_in: list[bool] = []
        token = room.keys.invite()
        room.keys._failures.clear()
        together = threading.Barrier(4)

        def open_it(token: str = token, let_in: list[bool] = let_in, together: threading.Barrier = together) -> None:
            together.wait()
            let_in.append(room.keys.accept(token))

        threads = [threading.Thread(target=open_it) for _ in range(4)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert sum(let_in) == 1


# ------------------------------------------------------------------------------------------------------------- passwords


def test_a_password_lets_somebody_in_under_their_name(visitor: TestClient, locked: Room) -> None:
    done = come_in(visitor, name="  Mira\tVoss ", next="/claims?q=lamp")
    assert (done.status_code, done.headers["location"]) == (303, "/claims?q=lamp")
    assert is_inside(visitor)
    session = locked.keys.session(visitor.cookies[COOKIE])
    assert session is not None
    assert session.author == "Mira Voss"


@pytest.mark.parametrize(
    "given", ["", "a", PASSWORD[:-1], PASSWORD + " ", PASSWORD.upper(), f"{PASSWORD}\0", "%", "a" * 100_000]
)
def test_any_other_password_does_not(visitor: TestClient, given: str) -> None:
    response = come_in(visitor, given)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert not is_inside(visitor)
    assert PASSWORD not in response.text


def test_where_no_password_is_set_none_lets_anybody_in(stranger: TestClient) -> None:
    for given in ("", "None", "null"):
        assert come_in(stranger, given).status_code == 403
    assert not is_inside(stranger)


def test_secrets_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, seen = Keys("m.k.", PASSWORD), []
    compare = hmac.compare_digest

    def compared(left: Any, right: Any) -> bool:
        seen.append((left, right))
        return bool(compare(left, right))

    monkeypatch.setattr(hmac, "compare_digest", compared)
    assert not keys.knows(PASSWORD[:-1])
    assert not keys.is_program(keys.program[:-1])
    assert len(seen) == 2
    assert len(seen[0][0]) == len(seen[0][1])  # of passwords only hashes of one length are compared
    assert PASSWORD.encode() not in seen[0]


NAMES = {
    "": None,
    " \t\r\n ": None,
    "m" * 500: "m" * doors.NAME_LONGEST,
    "Mira\r\nSet-Cookie: x=1": "Mira Set-Cookie: x=1",
    "Mira\x00\x1b[31m": "Mira[31m",
    "\u202eriM\u202c Voss": "riM Voss",
    "ناهید\u200cبانو": "ناهید\u200cبانو",
    "<b>Mira</b>": "<b>Mira</b>",
}


@pytest.mark.parametrize("given", NAMES, ids=[f"name {number}" for number in range(len(NAMES))])
def test_a_name_is_one_line_within_limits(given: str) -> None:
    assert doors.signed(given) == NAMES[given]


# ------------------------------------------------------------------------------------------------------ trying, and waiting


def test_after_ten_tries_in_vain_everyone_has_to_wait_a_minute(visitor: TestClient, clock: Clock) -> None:
    for _ in range(FAILURES_MOST):
        assert come_in(visitor, "wrong").status_code == 403
    assert come_in(visitor, "wrong").status_code == 429
    assert come_in(visitor).status_code == 429
    clock.now += guard.FAILURE_WINDOW + 1
    assert come_in(visitor).status_code == 303


def test_tries_while_everyone_waits_do_not_make_the_wait_longer(visitor: TestClient, clock: Clock) -> None:
    for _ in range(3 * FAILURES_MOST):
        come_in(visitor, "wrong")
        visitor.get("/login?token=wrong")
    clock.now += guard.FAILURE_WINDOW + 1
    assert come_in(visitor).status_code == 303


def test_many_tries_at_once_are_no_more_than_many_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def stretched(password: str) -> bytes:
        tried.append(password)
        return password.encode().ljust(64)

    monkeypatch.setattr(guard, "_stretched", stretched)
    keys = Keys("m.k.", PASSWORD)
    threads = [threading.Thread(target=keys.knows, args=(f"wrong {number}",)) for number in range(40)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len([each for each in tried if each != PASSWORD]) == FAILURES_MOST
    assert keys.waiting()


def test_another_site_cannot_make_everyone_wait(room: Room, stranger: TestClient) -> None:
    sent = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    for _ in range(2 * FAILURES_MOST):
        assert stranger.get("/login?token=wrong", headers=sent).status_code == 403
    assert not room.keys.waiting()


def test_who_has_the_address_comes_in_while_others_wait(room: Room, stranger: TestClient) -> None:
    for _ in range(FAILURES_MOST):
        stranger.get("/login?token=wrong")
    assert stranger.get("/login?token=wrong").status_code == 429
    assert stranger.get(f"/login?token={room.keys.invite()}").status_code == 303


def test_who_is_inside_stays_inside_while_others_wait(locked: Room, visitor: TestClient) -> None:
    assert come_in(visitor).status_code == 303
    for _ in range(FAILURES_MOST):
        assert not locked.keys.knows("wrong")
    assert is_inside(visitor)


# --------------------------------------------------------------------------------------------------------------- sessions


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(room: Room, stranger: TestClient) -> None:
    [cookie] = stranger.get(f"/login?token={room.keys.invite()}").headers.get_list("set-cookie")
    name, _, rest = cookie.partition("=")
    value, *flags = [part.strip().lower() for part in rest.split(";")]
    assert name == f"accordingto_{PORT}"
    assert len(value) == 43
    assert {"httponly", "samesite=strict", "path=/"} <= set(flags)
    assert not [flag for flag in flags if flag.startswith("domain")]


@pytest.mark.parametrize("brought", ["chosen", "a" * 43])
def test_a_session_that_a_browser_brings_along_is_not_taken_up(room: Room, stranger: TestClient, brought: str) -> None:
    stranger.cookies.set(COOKIE, brought, domain="127.0.0.1")
    done = stranger.get(f"/login?token={room.keys.invite()}")
    assert brought not in done.headers["set-cookie"]
    assert room.keys.session(brought) is None


def test_coming_in_again_ends_the_session_before(room: Room, stranger: TestClient) -> None:
    stranger.get(f"/login?token={room.keys.invite()}")
    before = stranger.cookies[COOKIE]
    stranger.get(f"/login?token={room.keys.invite()}")
    assert stranger.cookies[COOKIE] != before
    assert room.keys.session(before) is None


@pytest.mark.parametrize(("seconds", "inside"), [(SESSION_LASTS - 1, True), (SESSION_LASTS, False)])
def test_a_session_ends_by_itself(room: Room, stranger: TestClient, clock: Clock, seconds: float, inside: bool) -> None:
    stranger.get(f"/login?token={room.keys.invite()}")
    clock.now += seconds
    assert is_inside(stranger) is inside


def test_going_out_ends_the_session_itself(room: Room, stranger: TestClient) -> None:
    stranger.get(f"/login?token={room.keys.invite()}")
    secret = stranger.cookies[COOKIE]
    out = stranger.post("/logout", headers=OURS)
    assert (out.status_code, out.headers["location"]) == (303, "/login")
    stranger.cookies.set(COOKIE, secret, domain="127.0.0.1")
    assert not is_inside(stranger)


def test_the_oldest_of_too_many_sessions_goes(room: Room) -> None:
    first, *others = [room.keys.admit() for _ in range(guard.SESSIONS_MOST + 1)]
    assert room.keys.session(first) is None
    assert all(room.keys.session(each) for each in others)


def test_sessions_are_made_at_once_without_harm(room: Room) -> None:
    made: list[str] = []
    threads = [threading.Thread(target=lambda: made.extend(room.keys.admit() for _ in range(50))) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(made)) == 400
    assert len(room.keys._sessions) == guard.SESSIONS_MOST


OTHERS_COOKIES = {
    "before ours": 'theme={"a":"b, c"}; {ours}',
    "after ours": "{ours}; theme=dark",
    "of odd letters": "x[y]=1; =; ;; a b=c; é=ü; {ours}",
    "of our name, unknown": "{name}=theirs; {ours}",
    "of our name, unknown, after ours": "{ours}; {name}=theirs",
    "of our name twice": "{ours}; {ours}",
    "of another room": "accordingto_1={secret}x; {ours}",
}


@pytest.mark.parametrize("which", OTHERS_COOKIES)
def test_cookies_of_other_programs_on_this_machine_shut_nobody_out(room: Room, stranger: TestClient, which: str) -> None:
    secret = room.keys.admit()
    line = OTHERS_COOKIES[which].replace("{ours}", f"{COOKIE}={secret}").replace("{name}", COOKIE).replace("{secret}", secret)
    assert stranger.get("/about", headers=[(b"cookie", line.encode()), *_page()]).status_code == 200


def _page() -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in PAGE.items()]


def test_of_two_sessions_at_once_none_is_chosen(room: Room, stranger: TestClient) -> None:
    line = f"{COOKIE}={room.keys.admit('m.k.')}; {COOKIE}={room.keys.admit('somebody else')}"
    assert stranger.get("/about", headers={"cookie": line}).status_code == 303


def test_the_cookie_of_another_room_opens_nothing(room: Room, locked: Room, stranger: TestClient) -> None:
    assert stranger.get("/about", headers={"cookie": f"{COOKIE}={locked.keys.admit()}"}).status_code == 303
    assert stranger.get("/about", headers={"cookie": f"accordingto_1={room.keys.admit()}"}).status_code == 303


@pytest.mark.parametrize(
    "path", ["/loginx", "/login/", "/login/../about", "/static/../about", "/static", "/LOGIN", "//login", "/about/login"]
)
def test_only_the_login_page_and_the_files_of_the_package_are_open(stranger: TestClient, path: str) -> None:
    for asked in (path, path.replace("..", "%2e%2e")):
        response = stranger.get(f"{HERE}{asked}")
        assert response.status_code in (303, 404), asked
        assert "Licen" not in response.text


def test_secrets_are_not_in_what_is_printed_of_a_room(locked: Room) -> None:
    locked.keys.admit()
    assert PASSWORD not in repr(locked)
    assert locked.keys.program not in repr(locked)
    assert "_sessions" not in repr(locked)


@pytest.mark.parametrize(
    "path", ["/about", "/api/counts", "/a/a-1", "/api/openapi.json", "/inputs", "/nothing", "/export/record.jsonl"]
)
def test_a_stranger_sees_nothing(stranger: TestClient, path: str) -> None:
    data = stranger.get(path, headers={"accept": "*/*"})
    assert data.status_code == 401
    assert data.headers["www-authenticate"] == "Bearer"
    assert len(data.text) < 200
