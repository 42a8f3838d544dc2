"""Only English is read, and only what is confidently something else is turned away.

A guess is trusted against a text when the text is long enough to judge, is prose (a list of names says nothing of the
language around it), and every part of it says the same. Everything else is read as English, with a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from accordingto.errors import OtherLanguage

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SHORTEST_JUDGED = 200  # characters; the contract's bound for a text too short to judge
SAMPLE = 1000  # characters of each part that is looked at
SURE = 0.95  # normalised probability; of 5,793 English texts, cut to 260 characters, those guessed otherwise lie below .5
NAMES = 0.5  # share of capitalised words from which a text is no prose; German prose has about .35

ENGLISH = frozenset(("en", "eng", "english"))
KIN = frozenset(("pcm", "sco", "zxx"))  # Naija and Scots, which a guess confuses with English, and no language at all
UNSAID = frozenset(("und", "unknown", "mul", "mis", "zxx", "none", "null", "n/a", "xx"))

_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, given: str | None = None) -> tuple[str | None, str | None]:
    """The language of a text that can be read, and a note where that is not sure. Raises OtherLanguage."""
    if given is not None and (tag := re.split(r"[-_\s(]", given.strip().casefold())[0]) and tag not in UNSAID:
        if tag not in ENGLISH:
            raise OtherLanguage(
                f"its language is given as {given!r}, and only English is read. If that is wrong, correct it; else give an "
                "English translation as a report of its own"
            )
        return "en", None
    guesses = [_guess(sample) for sample in samples(text)]
    if not guesses:
        return None, "read as English: there is too little prose to tell its language"
    english = any(language == "en" for language, _ in guesses)
    if english:
        return "en", None
    language = guesses[0][0]
    if len(text.strip()) < SHORTEST_JUDGED:
        return None, "read as English: the text is too short to tell its language"
    if (
        language not in KIN
        and all(guess == language and probability >= SURE for guess, probability in guesses)
        and is_prose(text)
    ):
        raise OtherLanguage(
            f"its language is {language!r} (as sure as can be guessed), and only English is read. If that is wrong, give "
            "'en' as its language; else give an English translation as a report of its own"
        )
    return None, f"read as English: its language could not be told (perhaps {language!r})"


def samples(text: str) -> Iterator[str]:
    """Yield the beginning, middle and end of a long text, the whole of a short one: a report may open in another tongue."""
    if len(text) <= 3 * SAMPLE:
        starts, size = range(0, len(text), SAMPLE), SAMPLE
        if len(text) % SAMPLE < SHORTEST_JUDGED and len(text) > SAMPLE:
            starts, size = range(0, len(text) - SHORTEST_JUDGED, SAMPLE), SAMPLE + SHORTEST_JUDGED  # no crumbs
    else:
        step = (len(text) - SAMPLE) // 2
        starts, size = range(0, 2 * step + 1, step), SAMPLE
    for start in starts:
        sample = text[start : start + size]
        if _WORD.search(sample):
            yield sample


def is_prose(text: str) -> bool:
    """Whether most words are no names. Of capitals alone, and of scripts without them, nothing can be said: prose."""
    words = _WORD.findall(text[: 3 * SAMPLE])
    capitalised: int = sum(word[0].isupper() and word[1:].islower() for word in words)
    return capitalised < NAMES * len(words)


def _guess(sample: str) -> tuple[str, float]:
    # Each letter's case says nothing of the language, and headlines in capitals were taken for other tongues.
    lowered = unicodedata.normalize("NFC", sample).lower()
    language, probability = _identifier().classify(lowered)
    return str(language), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second, so only when there is a text to judge

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
