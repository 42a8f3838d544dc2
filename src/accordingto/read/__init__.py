"""Article -> Doc: the parts of the page, the quotation marks, the times, the parse."""

from __future__ import annotations

from dataclasses import replace

from accordingto.model import Article
from accordingto.read.clean import zoned
from accordingto.read.times import published


def prepared(article: Article) -> Article:
    """The article with its zones and its date of publication, each found in the text where the input gave none."""
    article = zoned(article)
    return replace(article, published=published(article))


__all__ = ["prepared"]
