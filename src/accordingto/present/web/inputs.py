"""Inputs: everything that was put in, what became of it, and where more can be dropped in."""

from __future__ import annotations

from fastapi import APIRouter

from accordingto.present.web.pages import Pages


def routes(pages: Pages) -> APIRouter:  # noqa: ARG001
    return APIRouter()
