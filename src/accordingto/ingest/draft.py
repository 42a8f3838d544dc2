"""What an input says, before it is an article: readers make drafts, and one place turns every draft into an article.

A reader knows its format and nothing else. What else is known of an article (a pile file, the options of a command) is
laid over what its input says by `Told.over`, and every value keeps where it was said.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from accordingto.errors import EmptyText, OversizedText, UndecodableText
from accordingto.ingest.dates import published
from accordingto.ingest.language import language_of
from accordingto.model import Article, Published, Zone, identify

MAX_CHARACTERS = 1_000_000  # the parser's own limit for one text: about 160,000 words, far beyond any report
MAX_BYTES = 200_000_000  # of one file; a pile is held in memory, and this is some 50,000 reports


@dataclass(frozen=True, slots=True)
class Given:
    """Something said of an article, in its own words, and where: a column, a metadata key, a pile file, an option."""

    words: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of an article outside its text."""

    url: Given | None = None
    outlet: Given | None = None
    headline: Given | None = None
    byline: Given | None = None
    published: Given | None = None
    language: Given | None = None

    def over(self, other: Told) -> Told:
        """What both say; where they differ, what this one says."""
        return Told(*(getattr(self, part.name) or getattr(other, part.name) for part in fields(Told)))


TOLD = tuple(part.name for part in fields(Told))


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as its reader found it: its text, the bytes it came from, and what its own input says of it.

    `columns` are those of its row that say something of it.
    """

    uri: str
    text: str
    raw: bytes
    told: Told = field(default_factory=Told)
    extra: Mapping[str, Any] = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()
    columns: frozenset[str] = frozenset()

    def saying(self, told: Told) -> Draft:
        """The same report with all that is said of it."""
        return replace(self, told=told)


def article_of(draft: Draft) -> Article:
    """The article a draft makes. Raises UnreadableInput when it is too long, has no words, or is in another language."""
    readable(draft.text)
    told = draft.told
    storable([draft.uri, *(given.words for name in TOLD if (given := getattr(told, name)))])
    language, note = language_of(draft.text, told.language.words if told.language else None)
    extra = dict(draft.extra)
    if note:
        extra.setdefault("language_note", note)
    evidence = _evidence(told, draft.columns)
    if evidence:
        extra.setdefault("evidence", evidence)
    storable(extra)
    outlet, url = _line(told.outlet), told.url.words if told.url else None
    return Article(
        id=identify("a", draft.text, outlet, url),
        uri=draft.uri,
        also=(),
        outlet=outlet,
        headline=_line(told.headline),
        byline=_line(told.byline),
        published=published(told.published.words, told.published.evidence) if told.published else Published(),
        language=language,
        sha256=hashlib.sha256(draft.raw).hexdigest(),
        text=draft.text,
        extra=extra,
        zones=draft.zones,
        url=url,
    )


def merged(same: list[Article]) -> Article:
    """One article from several inputs of the very same text, outlet and address.

    The smallest `uri` names it and is believed first; what it does not say, the next one may.
    """
    same = sorted(same, key=lambda article: (article.uri, article.sha256))
    first = same[0]
    extra: dict[str, Any] = {}
    for article in same:
        extra = {**article.extra, **extra}
    return replace(
        first,
        also=tuple(sorted({article.uri for article in same} - {first.uri})),
        headline=next((article.headline for article in same if article.headline), None),
        byline=next((article.byline for article in same if article.byline), None),
        published=next((article.published for article in same if article.published.value), first.published),
        language=next((article.language for article in same if article.language), None),
        zones=next((article.zones for article in same if article.zones), ()),
        extra=extra,
    )


def readable(text: str) -> None:
    """Refuse a text that cannot be an article."""
    if len(text) > MAX_CHARACTERS:
        raise OversizedText(
            f"the text is {len(text):,} characters long; one article may have {MAX_CHARACTERS:,}. Split it into its reports"
        )
    if "\x00" in text:
        raise UndecodableText("the text holds NUL characters, so it is binary data and not writing")
    if not any(letter.isalpha() for letter in text):
        raise EmptyText("there are no words in it")
    storable(text)


def storable(value: object) -> None:
    """Refuse what no file of text can hold: half a character, or a number that is not one."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except RecursionError as error:
        raise UndecodableText("it holds lists in lists too deep to be kept") from error
    except UnicodeEncodeError as error:
        raise UndecodableText("it holds half a character (a lone surrogate), which is in no text: write it again") from error
    except (ValueError, TypeError) as error:
        raise UndecodableText(f"it holds a value that cannot be kept: {error}") from error


BREAKS = re.compile(r"\s*[\x00-\x1f\x7f-\x9f\u2028\u2029]+\s*")
"""Line ends and characters that steer a machine: no name and no headline has them, but a column may."""


def _line(given: Given | None) -> str | None:
    """A name or a headline as one line of writing; None where that leaves nothing."""
    return (BREAKS.sub(" ", given.words).strip() or None) if given else None


def _evidence(told: Told, columns: frozenset[str]) -> dict[str, str]:
    """Where each value was said. `published` carries its own evidence, and a column is named like what it gives."""
    given = {name: getattr(told, name) for name in TOLD if name != "published"}
    return {name: value.evidence for name, value in given.items() if value and value.evidence not in columns}
