"""A reading room on one's own machine can be reached by every website one visits, so each request is looked at before any page.

What always holds, in this order: the Host is one of ours; a request that could change something comes from our own pages, or
carries the token for programs; who asks has been let in; nothing larger than its limit is read. Every answer carries the strict
headers, whoever made it. Proxy headers are never believed, no other origin is ever allowed, web sockets are refused.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import string
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, unquote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_BYTES = 32
LOGIN_LASTS = 15 * 60.0  # seconds in which the printed address lets somebody in
SESSION_LASTS = 14 * 24 * 3600.0  # seconds until one has to log in again
SESSIONS_MOST = 100  # sessions kept; the oldest goes first
FAILURES_MOST = 10  # wrong tokens or passwords in a window before everyone has to wait
FAILURE_WINDOW = 60.0  # seconds
ADDRESS_MOST = 8 * 1024  # bytes of path and query together
FORM_MOST = 256 * 1024  # bytes of a form or of a program's JSON
UPLOAD_MOST = 512 * 1024 * 1024  # bytes of files dropped in at once
HEADERS_MOST = 32 * 1024  # bytes of request headers; uvicorn has a limit of its own
DECODED_MOST = 3  # times that an address is decoded on its way; one that hides behind more is not followed
KEPT = "".join(set(string.punctuation) - set('"<>\\`'))  # signs that stay as they are in an address

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOX = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The policy of an original page: its own document, with no origin, in which nothing acts."""

STRICT: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-dns-prefetch-control", b"off"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
)
READING = frozenset(("GET", "HEAD"))
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
NEAR = b"same-origin"
"""The referrer policy where browsers do not say Sec-Fetch-Site, which is everywhere but on this machine and behind TLS: a form
of ours must then name its Origin, and a browser hides it where no referrer is sent. Other sites are told nothing either way."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who was let in: the name their judgements are signed with, and until when, in seconds of the clock."""

    author: str
    until: float


@dataclass(slots=True)
class Keys:
    """Who is let in: one-time login tokens, sessions, the token for programs, and the password where one is set.

    `clock` gives seconds. Everything secret is compared in constant time, and kept as a hash where it need not be shown. Any
    thread may ask; tries are taken one at a time, so that many at once are no more than many in a row.
    """

    author: str
    password: str | None = field(default=None, repr=False)
    clock: Callable[[], float] = time.monotonic
    program: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES), repr=False)
    _logins: dict[str, float] = field(default_factory=dict, repr=False)
    _sessions: dict[str, Session] = field(default_factory=dict, repr=False)
    _failures: deque[float] = field(default_factory=deque, repr=False)
    _changing: threading.RLock = field(default_factory=threading.RLock, repr=False)

    def invite(self) -> str:
        """A token that lets one person in, once, for a quarter of an hour."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._changing:
            self._logins[_digest(token)] = self.clock() + LOGIN_LASTS
        return token

    def accept(self, token: str, *, counts: bool = True) -> bool:
        """Whether a login token is good; it is not good a second time.

        A token cannot be guessed, so a good one is taken however much was tried in vain. `counts`: whether a wrong one is such
        a try; it is not where another site may have sent the browser here.
        """
        with self._changing:
            until = self._logins.pop(_digest(token), None)
            good = until is not None and self.clock() < until
            if not good and counts:
                self._fail()
        return good

    def knows(self, password: str) -> bool:
        """Whether this is the password; never where none is set, or while everyone has to wait."""
        with self._changing:
            if self.waiting():
                return False
            good = self.password is not None and hmac.compare_digest(_stretched(password), _stretched(self.password))
            if not good:
                self._fail()
        return good

    def waiting(self) -> bool:
        """Whether so much was tried in vain that nobody may try just now."""
        with self._changing:
            while self._failures and self._failures[0] < self.clock() - FAILURE_WINDOW:
                self._failures.popleft()
            return len(self._failures) >= FAILURES_MOST

    def _fail(self) -> None:
        if not self.waiting():  # tries while everyone waits do not make the wait longer
            self._failures.append(self.clock())

    def admit(self, author: str | None = None) -> str:
        """A new session's secret. It is always ours: one that a browser brings along is never taken up."""
        secret = secrets.token_urlsafe(TOKEN_BYTES)
        with self._changing:
            while len(self._sessions) >= SESSIONS_MOST:
                del self._sessions[next(iter(self._sessions))]
            self._sessions[_digest(secret)] = Session(author or self.author, self.clock() + SESSION_LASTS)
        return secret

    def session(self, secret: str) -> Session | None:
        # Without the lock, which a password being tried holds for long: reading a dictionary once is safe.
        held = self._sessions.get(_digest(secret))
        return held if held is not None and self.clock() < held.until else None

    def dismiss(self, secret: str) -> None:
        with self._changing:
            self._sessions.pop(_digest(secret), None)

    def is_program(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.program.encode())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def _stretched(password: str) -> bytes:
    # Hashed first, because scrypt does not tell a password from the same one with NULs after it.
    hashed = hashlib.sha256(password.encode("utf-8", "surrogateescape")).digest()
    return hashlib.scrypt(hashed, salt=b"accordingto", n=2**12, r=8, p=1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further, and what to do: `status` as in HTTP. What was asked is never repeated."""

    status: int
    reason: str


class Guard:
    """The gate before the application: an ASGI middleware, the outermost one."""

    def __init__(
        self, app: ASGIApp, *, keys: Keys, port: int, hosts: Iterable[str] = (), upload_most: int = UPLOAD_MOST
    ) -> None:
        self.app, self.keys, self.port, self.upload_most = app, keys, port, upload_most
        self.cookie = cookie_name(port)
        self.hosts = frozenset(authority(host, port) for host in (*LOOPBACK, *hosts))
        self.hosts |= {host.removesuffix(":80") for host in self.hosts if host.endswith(":80")}  # as browsers write it

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = _headers(scope)
        refusal = self.refusal(scope, headers)
        if refusal is None:
            scope.setdefault("state", {})["author"] = self.author(headers)
            await self._pass(scope, receive, send, headers)
        elif refusal.status == 401 and scope["method"] in READING and _shows_page(scope, headers):
            await _redirect(send, f"/login?next={quote(address_of(scope), safe='')}", self.referrer(headers))
        else:
            await self._refuse(send, refusal, scope, headers)

    async def _refuse(self, send: Send, refusal: Refusal, scope: Scope, headers: Mapping[str, list[str]]) -> None:
        page, head = _shows_page(scope, headers), scope["method"] == "HEAD"
        await _refuse(send, refusal, head=head, page=page, referrer=self.referrer(headers))

    def referrer(self, headers: Mapping[str, list[str]]) -> bytes:
        """The referrer policy of an answer: nothing is told, unless the browser needs to name our own address to ourselves."""
        host = headers.get("host", [""])[0].lower()
        return NEAR if host in self.hosts and not _is_trusted(host) else b"no-referrer"

    def refusal(self, scope: Scope, headers: Mapping[str, list[str]]) -> Refusal | None:
        """Why this request goes no further; None where it may."""
        if len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"]) > ADDRESS_MOST:
            return Refusal(414, "the address is too long")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > HEADERS_MOST:
            return Refusal(431, "the request's headers are too long")
        if not scope["query_string"].isascii():
            return Refusal(400, "an address has only plain letters and percent signs")
        host = headers.get("host", [])
        if len(host) != 1 or host[0].lower() not in self.hosts:
            return Refusal(
                421, "this reading room is not known by that name; open the address that `accordingto serve` printed"
            )
        if scope["method"] not in (*READING, "POST"):
            return Refusal(405, "only GET, HEAD and POST are understood")
        foreign = self._foreign(scope, headers, host[0].lower())
        if foreign is not None:
            return foreign
        if not _is_open(scope["path"]) and self.author(headers) is None:
            return Refusal(401, "log in with the address that `accordingto serve` printed, or send the token for programs")
        return self._oversized(scope, headers)

    def _foreign(self, scope: Scope, headers: Mapping[str, list[str]], host: str) -> Refusal | None:
        """What another site made the browser send, and what may change something and does not say where it is from."""
        sites = headers.get("sec-fetch-site", [])
        origins = headers.get("origin", [])
        site = sites[0] if len(sites) == 1 else ("cross-site" if sites else None)
        away = Refusal(403, "another site sent this request; reading rooms are only driven from their own pages")
        if scope["method"] in READING:
            # Somebody may follow a link to here; nothing else that another site starts is answered.
            follows = headers.get("sec-fetch-mode") == ["navigate"] and headers.get("sec-fetch-dest") in (None, ["document"])
            foreign_origin = bool(origins) and origins != [f"http://{host}"]
            if site not in (None, "none", "same-origin") and (not follows or not _is_page(scope["path"])):
                return away
            return away if foreign_origin else None
        # Our pages send no referrer, and then a browser names no origin for a form either: "null". Whether the form was ours,
        # it says in Sec-Fetch-Site, which no page can set.
        if origins and origins != [f"http://{host}"] and not (origins == ["null"] and site == "same-origin"):
            return away
        if site is not None:
            return None if site == "same-origin" else away
        if origins or self._program(headers):
            return None
        return Refusal(403, "a request that changes something must say where it comes from, or carry the token for programs")

    def _program(self, headers: Mapping[str, list[str]]) -> bool:
        given = headers.get("authorization", [])
        scheme, _, token = (given[0] if len(given) == 1 else "").partition(" ")
        return scheme.lower() == "bearer" and self.keys.is_program(token.strip())

    def author(self, headers: Mapping[str, list[str]]) -> str | None:
        """Whose name stands under what is done; None: nobody who was let in."""
        if self._program(headers):
            return self.keys.author
        # Another program on this machine can add a cookie of the same name: it must neither shut anybody out nor be taken up.
        sessions = [self.keys.session(secret) for secret in secrets_in(headers.get("cookie", []), self.cookie)]
        known = [session for session in sessions if session is not None]
        return known[0].author if len(known) == 1 else None

    def _most(self, scope: Scope) -> int:
        return self.upload_most if scope["path"] == "/inputs" else FORM_MOST

    def _oversized(self, scope: Scope, headers: Mapping[str, list[str]]) -> Refusal | None:
        lengths = headers.get("content-length", [])
        if not lengths:
            return None
        if "transfer-encoding" in headers or len(lengths) != 1 or not lengths[0].isascii() or not lengths[0].isdigit():
            return Refusal(400, "the request does not say rightly how long it is")
        if int(lengths[0]) > self._most(scope):
            return _too_much(self._most(scope))
        return None

    async def _pass(self, scope: Scope, receive: Receive, send: Send, headers: Mapping[str, list[str]]) -> None:
        read, most, head, started, over = 0, self._most(scope), scope["method"] == "HEAD", False, False
        if head:  # the same as GET without its body; a login token is not spent by looking
            scope = {**scope, "method": "GET"} | ({"query_string": b""} if scope["path"] == "/login" else {})

        async def measured() -> Message:
            nonlocal read, over
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:  # a body without a length, or with a false one
                over = True
                raise OversizedBody(most)
            return message

        async def dressed(message: Message) -> None:
            nonlocal started
            if over and not started:  # whatever the application made of a body that broke off
                return
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": dressed_headers(message.get("headers", []), self.referrer(headers))}
            elif head:
                if message.get("more_body", False):
                    return
                message = {"type": "http.response.body", "body": b""}
            await send(message)

        with suppress(OversizedBody):
            await self.app(scope, measured, dressed)
        if over and not started:
            await self._refuse(send, _too_much(most), scope, headers)


def _too_much(most: int) -> Refusal:
    return Refusal(413, f"that is more than {most // 1024:,} KiB at once")


class OversizedBody(Exception):
    """A body went on beyond its limit."""


def dressed_headers(given: Iterable[tuple[bytes, bytes]], referrer: bytes = b"no-referrer") -> list[tuple[bytes, bytes]]:
    """An answer's headers with the strict ones. Only an original page has a policy of its own, and that is the sandbox."""
    kept = [(name.lower(), value) for name, value in given]
    names = {name for name, _ in kept}
    sandboxed = (b"content-security-policy", SANDBOX.encode()) in kept
    banned = {b"server", b"content-security-policy", b"content-security-policy-report-only", *(name for name, _ in STRICT)}
    kept = [(name, value) for name, value in kept if name not in banned and not name.startswith(b"access-control-")]
    kept.append((b"content-security-policy", (SANDBOX if sandboxed else POLICY).encode()))
    if b"cache-control" not in names:
        kept.append((b"cache-control", b"no-store"))
    policy = b"no-referrer" if sandboxed else referrer
    return [*kept, *((name, policy if name == b"referrer-policy" else value) for name, value in STRICT)]


def local_path(given: str | None) -> str:
    """A place in the reading room to go to next: a path of ours, or the Overview. Never another site.

    It is fit to be a Location: what is not plain ASCII is quoted. However often it is decoded on the way, it stays here.
    """
    path = given or "/"
    if not path.startswith("/") or len(path) > ADDRESS_MOST or "\\" in path:
        return "/"
    plain = path
    for _ in range(DECODED_MOST):
        plain = unquote(plain)
    steps = plain.partition("?")[0].split("/")
    if unquote(plain) != plain or plain.startswith(("//", "/\\")) or not {".", ".."}.isdisjoint(steps):
        return "/"
    return "/" if any(ord(sign) < 32 or ord(sign) == 127 for sign in plain) else quote(path, safe=KEPT)


def address_of(scope: Scope) -> str:
    """The path and query that were asked for, as they were written."""
    raw = scope.get("raw_path")
    path = raw.partition(b"?")[0].decode("latin-1") if raw else quote(scope["path"])
    query = scope["query_string"].decode("latin-1")
    return local_path(path + (f"?{query}" if query else ""))


def cookie_name(port: int) -> str:
    """The session's cookie. Browsers do not keep ports apart, and two reading rooms must not share a cookie."""
    return f"accordingto_{port}"


def secrets_in(cookies: Iterable[str], name: str) -> list[str]:
    """What Cookie headers hold under a name, each value once. Cookies of other programs here may be of any shape."""
    pairs = (pair.partition("=") for line in cookies for pair in line.split(";"))
    return list(dict.fromkeys(value.strip() for key, _, value in pairs if key.strip() == name))


def authority(host: str, port: int) -> str:
    """A host as a browser sends it: in small letters, with its port; one given with a port is reached through that."""
    name = host.strip().lower()
    if name.count(":") > 1 and not name.startswith("["):
        name = f"[{name}]"
    return name if ":" in name.rpartition("]")[2] else f"{name}:{port}"


def _is_trusted(host: str) -> bool:
    """Whether browsers trust a host without TLS, so that they say Sec-Fetch-Site."""
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name in LOOPBACK or name.startswith("127.") or name.endswith(".localhost")


def _is_open(path: str) -> bool:
    """What one sees before one is let in."""
    return path == "/login" or path.startswith("/static/")


def _is_page(path: str) -> bool:
    return not path.startswith(("/api/", "/static/"))


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _shows_page(scope: Scope, headers: Mapping[str, list[str]]) -> bool:
    return _is_page(scope["path"]) and any("text/html" in each for each in headers.get("accept", []))


async def _redirect(send: Send, to: str, referrer: bytes) -> None:
    headers = dressed_headers([(b"location", to.encode("latin-1")), (b"content-length", b"0")], referrer)
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, refusal: Refusal, *, head: bool, page: bool, referrer: bytes) -> None:
    if page:
        body = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not answered</title>'
            '<link rel="stylesheet" href="/static/room.css"><main class="plain"><h1>Not answered</h1>'
            f"<p>{escape(refusal.reason)}.</p></main>"
        )
    else:
        body = f"{refusal.reason}\n"
    kind = b"text/html; charset=utf-8" if page else b"text/plain; charset=utf-8"
    data = body.encode()
    headers = [(b"content-type", kind), (b"content-length", str(len(data)).encode())]
    if refusal.status == 405:
        headers.append((b"allow", b"GET, HEAD, POST"))
    if refusal.status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": refusal.status, "headers": dressed_headers(headers, referrer)})
    await send({"type": "http.response.body", "body": b"" if head else data})
