"""The brief: the account an editor gets first, as Markdown, as a page, in a terminal."""

from __future__ import annotations

from accordingto.present.brief.account import Brief
from accordingto.present.brief.compose import brief
from accordingto.present.brief.markdown import markdown
from accordingto.present.brief.page import page
from accordingto.present.brief.terminal import terminal

__all__ = ["Brief", "brief", "markdown", "page", "terminal"]
