"""Coming in and going out: the one-time address, the password where one is set, and what this program is made of.

What always holds: a login makes a new session whatever the browser brings; who is sent on afterwards stays in this room.
"""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from accordingto.present.web.guard import SESSION_LASTS, cookie_name, local_path, secrets_in
from accordingto.present.web.pages import Pages

NAME_LONGEST = 80  # characters of the name that judgements are signed with
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that would turn the words around a name; those that join letters within one are kept."""
TOO_OFTEN = "too many tries in vain; wait a minute"


def routes(pages: Pages, port: int) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    cookie = cookie_name(port)

    def admitted(request: Request, author: str | None, to: str) -> Response:
        dismiss(request)
        response = RedirectResponse(to, 303)
        secret = pages.room.keys.admit(author)
        response.set_cookie(cookie, secret, max_age=int(SESSION_LASTS), httponly=True, samesite="strict", path="/")
        return response

    def dismiss(request: Request) -> None:
        for secret in secrets_in(request.headers.getlist("cookie"), cookie):
            pages.room.keys.dismiss(secret)

    def form(request: Request, status: int, reason: str, to: str) -> HTMLResponse:
        has_password = pages.room.keys.password is not None
        return pages.page(
            request,
            "login.html.jinja",
            status=status,
            reason=reason,
            to=to,
            has_password=has_password,
            name=pages.room.keys.author,
        )

    @router.get("/login", response_class=HTMLResponse, response_model=None)
    def login_page(request: Request, token: str = "", next: str = "/") -> Response:
        to = local_path(next)
        if not token:
            inside = request.scope.get("state", {}).get("author") is not None
            return RedirectResponse(to, 303) if inside else form(request, 200, "", to)
        # A site one visits may send the browser here, with any token; it must not be able to make everyone wait.
        counts = request.headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        if pages.room.keys.accept(token, counts=counts):
            return admitted(request, None, to)
        if pages.room.keys.waiting():
            return form(request, 429, TOO_OFTEN, to)
        return form(request, 403, "that address has been used or is too old; start `accordingto serve` again for a new one", to)

    @router.post("/login", response_class=HTMLResponse, response_model=None)
    def login(
        request: Request,
        password: Annotated[str, Form()] = "",
        name: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = "/",
    ) -> Response:
        to = local_path(next)
        if pages.room.keys.waiting():
            return form(request, 429, TOO_OFTEN, to)
        if pages.room.keys.knows(password):
            return admitted(request, signed(name), to)
        return form(request, 403, "that is not the password", to)

    @router.post("/logout", response_model=None)
    def logout(request: Request) -> Response:
        dismiss(request)
        response = RedirectResponse("/login", 303)
        response.delete_cookie(cookie, path="/")
        return response

    @router.get("/about", response_class=HTMLResponse)
    def about_page(request: Request) -> HTMLResponse:
        folder = files("accordingto.present.web").joinpath("static", "vendor", "LICENSES")
        licences = [(each.name, each.read_text(encoding="utf-8")) for each in folder.iterdir()] if folder.is_dir() else []
        return pages.page(request, "about.html.jinja", licences=sorted(licences))

    return router


def signed(name: str) -> str | None:
    """A name as judgements are signed with it: one line of at most `NAME_LONGEST` characters; None where none is given."""
    kept = "".join(sign for sign in " ".join(name.split()) if sign not in TURNING and unicodedata.category(sign) != "Cc")
    return kept[:NAME_LONGEST].strip() or None
