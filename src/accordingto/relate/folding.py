"""Words and names as one compares them: without case, diacritics and leading articles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
ARTICLES_OF_SPEECH = frozenset(("the", "a", "an"))


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """A word without case and diacritics. One word at a time: folding changes lengths, and offsets must not move."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    return "".join(letter for letter in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(letter)).replace(
        "ı", "i"
    )


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A name as one compares it: folded words, without a leading article or the mark of a document."""
    words = [fold_word(word) for word in WORD.findall(name.removeprefix("doc:"))]
    while len(words) > 1 and words[0] in ARTICLES_OF_SPEECH:
        words = words[1:]
    return " ".join(words)
