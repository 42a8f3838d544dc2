"""Taking along: downloads, the original of a report, and two reports side by side."""

from __future__ import annotations

from fastapi import APIRouter

from accordingto.present.web.pages import Pages


def routes(pages: Pages) -> APIRouter:  # noqa: ARG001
    return APIRouter()
