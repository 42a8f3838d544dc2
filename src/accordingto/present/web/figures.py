"""Figures: what is counted, by whom, and how it changed; ranges stay ranges."""

from __future__ import annotations

from fastapi import APIRouter

from accordingto.present.web.pages import Pages


def routes(pages: Pages) -> APIRouter:  # noqa: ARG001
    return APIRouter()
