"""What of the reading room can be translated, as Babel gathers it: words of templates, and those that code hands them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from jinja2.ext import babel_extract

from accordingto.present.brief.differing import counted_words
from accordingto.present.web.events import KINDS, REALITIES
from accordingto.present.web.figures import COUNTED
from accordingto.present.web.pages import NAVIGATION
from accordingto.present.web.tongues import forms

Message = tuple[int, str, Any, list[str]]


def of_pages(
    file: BinaryIO, keywords: Mapping[str, Any], comments: Iterable[str], options: dict[str, Any]
) -> Iterator[Message]:
    """The messages of a template, for Babel; a count with its noun is one with a plural."""
    options = {"trim_blocks": "true", "lstrip_blocks": "true", **options}
    for line, function, said, notes in babel_extract(file, (*keywords, "plural"), list(comments), options):
        if function == "plural":
            noun = said[-1] if isinstance(said, tuple) else said
            if isinstance(noun, str):
                yield line, "ngettext", forms(noun), notes
        else:
            yield line, function or "gettext", said, notes


def of_code(
    file: BinaryIO,  # noqa: ARG001
    keywords: Mapping[str, Any],  # noqa: ARG001
    comments: Iterable[str],  # noqa: ARG001
    options: Mapping[str, Any],  # noqa: ARG001
) -> Iterator[Message]:
    """The words that code hands to the templates, for Babel; they stand in tables of theirs."""
    names = (name for _, name, _ in NAVIGATION)
    for words in (*names, *KINDS.values(), *REALITIES.values(), *map(counted_words, COUNTED)):
        yield 1, "gettext", words, []
    for words in ("origin not stated", "%(low)s or more origins", "%(low)s–%(high)s origins"):
        yield 1, "gettext", words, []
    yield 1, "ngettext", forms("origin"), []
