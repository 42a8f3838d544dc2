"""Coming in and going out: the one-time address, the password where one is set, and what this program is made of.

What always holds: a login makes a new session whatever the browser brings; who is sent on afterwards stays in this room.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from accordingto.present.web.guard import SESSION_LASTS, local_path
from accordingto.present.web.pages import Pages

NAME_LONGEST = 80  # characters of the name that judgements are signed with


def routes(pages: Pages, port: int) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    keys, cookie = pages.room.keys, f"accordingto_{port}"

    def admitted(author: str | None, to: str) -> Response:
        response = RedirectResponse(to, 303)
        secret = keys.admit(author)
        response.set_cookie(cookie, secret, max_age=int(SESSION_LASTS), httponly=True, samesite="strict", path="/")
        return response

    def form(request: Request, status: int, reason: str, to: str) -> HTMLResponse:
        has_password = keys.password is not None
        return pages.page(
            request, "login.html.jinja", status=status, reason=reason, to=to, has_password=has_password, name=keys.author
        )

    @router.get("/login", response_class=HTMLResponse, response_model=None)
    def login_page(request: Request, token: str = "", next: str = "/") -> Response:
        to = local_path(next)
        if not token:
            return form(request, 200, "", to)
        if keys.waiting():
            return form(request, 429, "too many tries in vain; wait a minute", to)
        if keys.accept(token):
            return admitted(None, to)
        return form(request, 403, "that address has been used or is too old; start `accordingto serve` again for a new one", to)

    @router.post("/login", response_class=HTMLResponse, response_model=None)
    def login(
        request: Request,
        password: Annotated[str, Form()] = "",
        name: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = "/",
    ) -> Response:
        to = local_path(next)
        if keys.waiting():
            return form(request, 429, "too many tries in vain; wait a minute", to)
        if keys.knows(password):
            return admitted(" ".join(name.split())[:NAME_LONGEST] or None, to)
        return form(request, 403, "that is not the password", to)

    @router.post("/logout", response_model=None)
    def logout(request: Request) -> Response:
        keys.dismiss(request.cookies.get(cookie, ""))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(cookie, path="/")
        return response

    @router.get("/about", response_class=HTMLResponse)
    def about_page(request: Request) -> HTMLResponse:
        folder = files("accordingto.present.web").joinpath("static", "vendor", "LICENSES")
        licences = [(each.name, each.read_text(encoding="utf-8")) for each in folder.iterdir()] if folder.is_dir() else []
        return pages.page(request, "about.html.jinja", licences=sorted(licences))

    return router
