"""Article -> Doc: the parts of the page, the quotation marks, the times, the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accordingto.model import Article, Published, Span
from accordingto.read.clean import byline_in, headline_in, zoned
from accordingto.read.times import published
from accordingto.read.times.calendar import DateOrder
from accordingto.read.times.publication import date_orders, is_two_ways


def prepared(article: Article, order: DateOrder | None = None) -> Article:
    """The article with its zones, headline, byline and date, each found in the text where the input gave none.

    `order` is how its outlet writes dates in numbers, where `date_orders` of the whole pile tells.
    """
    article = zoned(article)
    headline, byline = article.headline or headline_in(article), article.byline or byline_in(article)
    return replace(article, published=published(article, order), headline=headline, byline=byline)


def as_given(article: Article) -> Article:
    """A prepared article without what reading found in it: the least that is the same article once it is prepared again."""
    article = replace(article, published=_given(article.published))
    whole = article.zones, article.headline, article.byline
    return next((less for less in _lesser(article) if _told(less) == whole), article)


def _given(known: Published) -> Published:
    """The date as it came with the article: what reading found, or read by the habit of the outlet, is left out."""
    if isinstance(known.evidence, Span) or known.evidence == "url":
        return Published()
    known = replace(known, confidence=None, reason=None)
    return replace(known, value=None, precision="unresolved", anchor=None) if is_two_ways(known.words) else known


def _lesser(article: Article) -> Iterator[Article]:
    """Yield the article with less and less left out of what its own text may have told."""
    bare = replace(
        article,
        headline=None if article.headline == headline_in(article) else article.headline,
        byline=None if article.byline == byline_in(article) else article.byline,
    )
    yield replace(bare, zones=())
    yield replace(article, zones=())
    yield bare


def _told(article: Article) -> tuple[object, ...]:
    """The zones, headline and byline that an article would have if it were prepared."""
    article = zoned(article)
    return article.zones, article.headline or headline_in(article), article.byline or byline_in(article)


__all__ = ["as_given", "date_orders", "prepared"]
