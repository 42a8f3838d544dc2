"""Events: one happening as its reports tell it, and where reports contradict each other."""

from __future__ import annotations

from fastapi import APIRouter

from accordingto.present.web.pages import Pages


def routes(pages: Pages) -> APIRouter:  # noqa: ARG001
    return APIRouter()
