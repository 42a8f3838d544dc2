"""Count how news writes its words: small, with a capital or in capitals. The counts are what `read.casing` gives capitals by.

    python training/casing/count.py ../shared/data/polnear_train/pile/*.jsonl

Only counts of single words and of pairs of words leave the corpus, none seen once only. Words that open a sentence, lines that
are titles and lines of fewer than eight words tell nothing and are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from accordingto.read.annotate import seldom_names
from accordingto.read.casing import JOINS, OPENS, WORD, is_ordinary, stem_of

OUT = Path(__file__).parents[2] / "src" / "accordingto" / "read" / "lexicons" / "en.casing.tsv"
FEWEST = 8  # words of a line of prose
TITLED = 0.45  # share of capitalised words from which a line is a title
SELDOM = 2  # occurrences up to which a word stands for those that were never seen

HEAD = """\
# How often news writes a word small and with a capital inside a sentence, and the capital form where it is not the first letter
# alone; how often two words side by side both have a capital, and how often they stand so at all; and, by what is known of it,
# how many of 1,000 unseen words are names. Counted by training/casing/count.py on PolNeAR v1.0.0 (Newell, Margolin, Ruths: An
# Attribution Relations Corpus for Political News, LREC 2018), training part: counts only, of what occurs twice or more.
"""


class Told:
    """A word of a line: its stem, its own letters, and whether it opens a sentence or is joined to the one before."""

    __slots__ = ("joined", "large", "opens", "stem", "written")

    def __init__(self, word: str, *, opens: bool, joined: bool) -> None:
        self.stem, self.opens, self.joined = stem_of(word), opens, joined
        self.written, self.large = word[: len(self.stem)], word[0].isupper()


def lines(text: str) -> Iterator[list[Told]]:
    for line in text.split("\n"):
        found = list(WORD.finditer(line))
        if len(found) < FEWEST or sum(word[0][0].isupper() for word in found) >= TITLED * len(found):
            continue
        gaps = ["\n", *(line[one.end() : two.start()] for one, two in pairwise(found))]
        yield [
            Told(word[0], opens=OPENS.fullmatch(gap) is not None, joined=gap in JOINS)
            for word, gap in zip(found, gaps, strict=True)
        ]


def count(texts: Iterable[str]) -> Iterator[str]:
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    together: Counter[tuple[str, str]] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for told in lines(text):
            for number, word in enumerate(told):
                if not word.opens:
                    (large if word.large else small)[word.stem] += 1
                    if word.large:
                        forms[word.stem][word.written] += 1
                if number and word.joined:
                    pair = told[number - 1].stem, word.stem
                    beside[pair] += 1
                    together[pair] += word.large and told[number - 1].large
    seldom = seldom_names()
    names: Counter[str] = Counter()
    unseen: Counter[str] = Counter()
    for stem in sorted(small.keys() | large.keys()):
        times = small[stem] + large[stem]
        if times <= SELDOM:
            kind = seldom.kind(stem, is_ordinary(stem, seldom.ordinary))
            names[kind] += large[stem]
            unseen[kind] += times
        if times > 1:
            form = max(sorted(forms[stem]), key=lambda one: forms[stem][one], default="")
            odd = form if form and form != stem[0].upper() + stem[1:] else ""
            yield "\t".join(("word", stem, str(small[stem]), str(large[stem]), odd)).rstrip()
    for pair in sorted(together):
        if together[pair] and beside[pair] > 1:
            yield "\t".join(("pair", *pair, str(together[pair]), str(beside[pair])))
    for kind in sorted(unseen):
        yield "\t".join(("kind", kind, str(round(1000 * (names[kind] + 0.5) / (unseen[kind] + 1)))))


if __name__ == "__main__":
    texts = [json.loads(line)["text"] for path in sorted(sys.argv[1:]) for line in Path(path).read_text("utf-8").splitlines()]
    OUT.write_text(HEAD + "\n".join(count(texts)) + "\n", encoding="utf-8")
