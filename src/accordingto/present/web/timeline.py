"""The Timeline: when it happened, and when it was reported; a vague date stays a bar as wide as its precision."""

from __future__ import annotations

from fastapi import APIRouter

from accordingto.present.web.pages import Pages


def routes(pages: Pages) -> APIRouter:  # noqa: ARG001
    return APIRouter()
