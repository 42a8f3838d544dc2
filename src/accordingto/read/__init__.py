"""Article -> Doc: the parts of the page, the quotation marks, the times, the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accordingto.model import Article, Published, Span
from accordingto.read.clean import byline_in, headline_in, zoned
from accordingto.read.times import published


def prepared(article: Article) -> Article:
    """The article with its zones, headline, byline and date, each found in the text where the input gave none."""
    article = zoned(article)
    headline, byline = article.headline or headline_in(article), article.byline or byline_in(article)
    return replace(article, published=published(article), headline=headline, byline=byline)


def as_given(article: Article) -> Article:
    """A prepared article without what reading found in it: the least that is the same article once it is prepared again."""
    found = isinstance(article.published.evidence, Span) or article.published.evidence == "url"
    article = replace(article, published=Published()) if found else article
    whole = article.zones, article.headline, article.byline
    return next((less for less in _lesser(article) if _told(less) == whole), article)


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


__all__ = ["as_given", "prepared"]
