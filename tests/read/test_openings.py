"""The words with which a time can begin are worked out from the rules; the list in the package has to be that one."""

from __future__ import annotations

import string
from collections.abc import Iterator
from importlib.resources import files
from itertools import product

import regex

from accordingto.read.times.grammar import GRAMMAR, may_open

LETTERS, LONGEST = string.ascii_lowercase, 3


def openings() -> Iterator[str]:
    """Yield the letters that some rule could go on from: up to three of a word, or a short word and two of the next.

    "jan *": whatever follows, for the word is an expression already.
    """
    rules = regex.compile(GRAMMAR.pattern, regex.IGNORECASE | regex.MULTILINE)

    def goes_on(words: str) -> bool:
        return rules.match(words, partial=True) is not None

    heads = [""]
    for _ in range(LONGEST):
        heads = [head + letter for head, letter in product(heads, LETTERS) if goes_on(head + letter)]
        yield from heads
        for head in heads:
            if rules.match(f"{head} ") is not None:
                yield f"{head} *"
            elif goes_on(f"{head} "):
                nexts = [f"{head} {letter}" for letter in LETTERS if goes_on(f"{head} {letter}")]
                yield from (one + letter for one, letter in product(nexts, LETTERS) if goes_on(one + letter))


def test_the_list_of_openings_is_what_the_rules_allow() -> None:
    held = files("accordingto.read.times").joinpath("openings.txt")
    now = "".join(f"{one}\n" for one in sorted(openings()))
    assert held.read_text(encoding="utf-8") == now, "write it anew: python -m tests.read.test_openings"


def test_what_is_no_plain_word_may_open() -> None:
    for words in ("12 May", "’90s", "été", "9/11"):
        assert may_open(words, 0)
    assert may_open("the middle of May", 0)
    assert not may_open("zebra", 0)
    assert not may_open("the zebra", 0)


if __name__ == "__main__":
    with files("accordingto.read.times").joinpath("openings.txt").open("w", encoding="utf-8") as out:  # type: ignore[call-arg]
        out.writelines(f"{one}\n" for one in sorted(openings()))
