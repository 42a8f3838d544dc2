"""Gives a text in one case the capitals that a writer would have given it, so that a parser can read it.

What always holds: the text keeps its length, letter for letter. A word is a name by what is known of it: the user's and the
package's own names, abbreviations that the text explains, how the rest of the article writes it, how news wrote it and the word
before it elsewhere (`lexicons/en.casing.tsv`), and whether the parser ever met it with a capital. What nothing is known of is
more often a name than not.

Method: the likeliest row of small and capital words, after Lita et al., tRuEcasIng (ACL 2003).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from accordingto.read.lexicon import lexicon

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:^|[.!?…]['\"”’)\]]*\s+)[\"“‘'(\[]?$")
# What stands between two words of which the second opens a sentence, a paragraph or a quotation.
OPENS = re.compile(r"[\s\"“”‘'’)\]]*[.!?…:][\"”’')\]]*\s+[\"“‘'(\[]*|[^\w,;]*\n[^\w]*|\s*[\"“‘][\s]*")
# The same where the second surely has a capital: a few words set in marks inside a sentence may go on small.
STARTS = re.compile(r"[\s\"“”‘'’)\]]*[.!?…][\"”’')\]]*\s+[\"“‘'(\[]*|[^\w,;]*\n[^\w]*|[,:]\s+[\"“‘]+")
JOINS = frozenset((" ", "-", "&", " & ", "/"))  # what may stand between two words of one name
NUMBER_BEFORE, NUMBER_AFTER = re.compile(r"\d(?:st|nd|rd|th)?\s*$", re.IGNORECASE), re.compile(r",?\s*\d")
HOUR = re.compile(r".*\d\s?[AP](?:\.M)?")  # of "8 P.M."
BRACKET = re.compile(r"\s?[(\[]\s?[\"“]?([^()\[\]]{2,80})[\"”]?[)\]]")
CONTRACTED = ("n't", "'re", "'ve", "'ll", "'d", "'m")
LONGEST = 9  # letters of an abbreviation
SURE = 8.0  # log-odds of what is known, not guessed
NEVER = -4.5  # log-odds of a word that is in no name
IN_COMPANY = 2.0  # log-odds for a word that stands beside a name
USED = 1.5  # log-odds for each time that the rest of the article writes a word so
# Swept on PolNeAR dev, MEANTIME and FA-KES set in capitals; the share of words restored is flat around these.
NEXT = ((0.1, -0.1), (-0.2, 0.3))  # log-odds of small or capital (second index) after small or capital (first)
PAIR = 1.5  # weight of the log-odds with which two words side by side both have capitals
PAIR_MOST, PAIR_LEAST = 4.0, -1.0  # bounds of those


Names = Mapping[tuple[str, ...], tuple[str, ...]]
"""Known names as they are written, by their words in small letters."""


@dataclass(frozen=True, slots=True)
class Seldom:
    """Words that are seldom names: those of the parser's dictionary, and those that it never met with a capital."""

    ordinary: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()

    def kind(self, stem: str, ordinary: bool) -> str:
        """What is known of a word: how the parser met it, and whether a dictionary has it."""
        how = "small" if stem in self.small else "both" if stem in self.met else "new"
        return f"{how}, ordinary" if ordinary else how


NONE_SELDOM = Seldom()


@dataclass(frozen=True, slots=True)
class Counts:
    """How news writes words: how often small and with a capital, in what form, and two words side by side."""

    words: Mapping[str, tuple[int, int]]
    forms: Mapping[str, str]
    pairs: Mapping[tuple[str, str], tuple[int, int]]
    kinds: Mapping[str, float]


@cache
def counts(language: str = "en") -> Counts:
    """The counts of a language, read once."""
    path = resources.files("accordingto.read") / "lexicons" / f"{language}.casing.tsv"
    words: dict[str, tuple[int, int]] = {}
    forms: dict[str, str] = {}
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    kinds: dict[str, float] = {}
    if not path.is_file():  # while it is being counted
        return Counts(words, forms, pairs, kinds)
    for line in path.read_text(encoding="utf-8").splitlines():
        match line.split("\t"):
            case ["word", stem, small, large, *form]:
                words[stem] = int(small), int(large)
                forms.update((stem, one) for one in form)
            case ["pair", one, two, together, beside]:
                pairs[one, two] = int(together), int(beside)
            case ["kind", kind, names]:
                kinds[kind] = int(names) / 1000
            case _:
                continue
    return Counts(words, forms, pairs, kinds)


def stem_of(word: str) -> str:
    """A word small and without a possessive ending; "don't" and "we're" are words of their own."""
    low = "".join(map(_small, word)).replace("’", "'")
    return low if low.endswith(CONTRACTED) else low.partition("'")[0]


def recased(text: str, seldom: Seldom, names: Names | None = None, written: Usage | None = None) -> str:
    """A text in one case with the capitals a writer would give it, as far as can be known.

    `written` is how the rest of the article writes its words.
    """
    found = list(WORD.finditer(text))
    if not found:
        return text
    row = _Row(text, found, seldom, written)
    row.know(names or {})
    row.explain()
    row.accompany()
    return row.spelled(row.likeliest())


class _Row:
    """The words of a text in their order, and what is known of each."""

    def __init__(self, text: str, found: Sequence[re.Match[str]], seldom: Seldom, written: Usage | None) -> None:
        self.text, self.found, self.seldom, self.written = text, found, seldom, written
        self.stems = [stem_of(one[0]) for one in found]
        self.gaps = ["\n", *(text[one.end() : two.start()] for one, two in pairwise(found))]
        self.company: set[str] = set()
        self.known: dict[int, str] = {}  # the form of a word that need not be guessed

    def know(self, names: Names) -> None:
        """Find the names that are known, longest first."""
        longest: dict[str, int] = {}
        for name in names:
            longest[name[0]] = max(longest.get(name[0], 0), len(name))
        number = 0
        while number < len(self.stems):
            step = 1
            for length in range(min(longest.get(self.stems[number], 0), len(self.stems) - number), 0, -1):
                words = tuple(self.stems[number : number + length])
                form = names.get(words)
                if form is None or not all(gap in JOINS for gap in self.gaps[number + 1 : number + length]):
                    continue
                if length == 1 and counts().words.get(words[0], (0, 0))[0]:
                    continue  # a name that is a word too ("US")
                self.known.update(zip(range(number, number + length), form, strict=True))
                step = length
                break
            number += step

    def explain(self) -> None:
        """Find the abbreviations that the text explains in brackets, on either side, and the names that they stand for."""
        starts = {one.start(): number for number, one in enumerate(self.found)}
        names: dict[tuple[str, ...], tuple[str, ...]] = {}
        for bracket in BRACKET.finditer(self.text):
            first = starts.get(bracket.start(1))
            if not first:
                continue
            inside = [first + nth for nth, _ in enumerate(WORD.finditer(bracket[1])) if first + nth < len(self.found)]
            if len(inside) == 1 and self._may_be_short(first, bracket[1]):
                whole = self._named_before(first)
                self.known[first] = self._large(first)
            elif len(inside) > 1 and self._may_be_short(first - 1, self.found[first - 1][0]) and self._fits(first - 1, inside):
                whole = inside
                self.known[first - 1] = self._large(first - 1)
            else:
                continue
            for number in whole:
                if self.stems[number] not in lexicon().joining:
                    self.known.setdefault(number, self._capital(number))
            if len(whole) > 1:
                words = tuple(self.stems[number] for number in whole)
                names[words] = tuple(self.known.get(number, self.stems[number]) for number in whole)
        if names:
            self.know(names)
        short = {self.stems[number]: form for number, form in self.known.items() if form.isupper() and len(form) > 1}
        for number, stem in enumerate(self.stems):
            if stem in short and number not in self.known and not counts().words.get(stem, (0, 0))[0]:
                self.known[number] = short[stem]

    def accompany(self) -> None:
        """Find the rare words that stand beside a name somewhere: after "Carlos Morales", "Morales" alone is a name."""
        for number in range(1, len(self.found)):
            if self.gaps[number] != " " or number - 1 in self.known or number in self.known:
                continue
            first, second = self.stems[number - 1], self.stems[number]
            if self._may_be_name(second) and self._is_strange(first):
                self.company.add(second)
            if self._may_be_name(first) and self._is_strange(second):
                self.company.add(first)

    def _may_be_name(self, stem: str) -> bool:
        return stem not in counts().words and stem not in self.seldom.small

    def _is_strange(self, stem: str) -> bool:
        """Whether a word is a name and no name of a people, which any noun may follow."""
        return _unseen(stem, self.seldom) > 0 and not stem.endswith(lexicon().name_endings)

    def _may_be_short(self, number: int, words: str) -> bool:
        stem = self.stems[number]
        return 1 < len(stem) <= LONGEST and words == self.found[number][0] and stem not in lexicon().common

    def _named_before(self, short: int) -> list[int]:
        """The words before a bracket that its abbreviation stands for: up to an article, or as many as it has letters."""
        joining, letters = lexicon().joining, self.stems[short]
        taken: list[int] = []
        number = short - 1
        while number >= 0 and (number == short - 1 or self.gaps[number + 1] in JOINS):
            stem = self.stems[number]
            if stem not in joining and _unseen(stem, self.seldom) < NEVER:
                break
            taken.append(number)
            number -= 1
        while taken and self.stems[taken[-1]] in joining:
            taken.pop()
        taken.reverse()
        for alike in (self._initials, lambda row: "".join(sorted(self._initials(row)))):
            wanted = letters if alike == self._initials else "".join(sorted(letters))
            for first in range(len(taken)):  # the longest row with these initials, in this order or another
                if self.stems[taken[first]] not in joining and alike(taken[first:]) == wanted:
                    return taken[first:]
        while taken and (self.stems[taken[0]] in joining or not self._fits(short, taken)):
            taken.pop(0)
        return taken

    def _initials(self, numbers: Sequence[int]) -> str:
        return "".join(self.stems[number][0] for number in numbers if self.stems[number] not in lexicon().joining)

    def _fits(self, short: int, numbers: Sequence[int]) -> bool:
        """Whether words may be what an abbreviation stands for: about as many, and with most of its letters, in any order.

        Abbreviations are often of the name in another language: its words are the same, in another order.
        """
        initials, letters = list(self._initials(numbers)), self.stems[short]
        shared = sum(min(initials.count(one), letters.count(one)) for one in set(letters))
        return len(initials) > 1 and abs(len(initials) - len(letters)) <= 1 and shared >= 0.5 * len(letters)

    def likeliest(self) -> list[bool]:
        """Which words have a capital: the likeliest row of all."""
        best: list[tuple[float, float]] = []
        came: list[tuple[int, ...]] = []
        pairs = counts().pairs
        for number, stem in enumerate(self.stems):
            odds = self._odds(number)
            if not best or self.gaps[number] not in JOINS:
                so_far = max(best[-1]) if best else 0.0
                best.append((so_far, so_far + odds))
                came.append((int(len(best) > 1 and best[-2][1] > best[-2][0]),) * 2)
                continue
            bonus = 0.0
            if (seen := pairs.get((self.stems[number - 1], stem))) is not None:
                bonus = PAIR * min(PAIR_MOST, max(PAIR_LEAST, math.log((seen[0] + 0.3) / (seen[1] - seen[0] + 0.3))))
            small = [best[-1][0] + NEXT[0][0], best[-1][1] + NEXT[1][0]]
            large = [best[-1][0] + NEXT[0][1] + odds, best[-1][1] + NEXT[1][1] + bonus + odds]
            best.append((max(small), max(large)))
            came.append((int(small[1] > small[0]), int(large[1] > large[0])))
        last = int(best[-1][1] > best[-1][0])
        row: list[bool] = []
        for before in reversed(came):
            row.append(bool(last))
            last = before[last]
        return row[::-1]

    def _odds(self, number: int) -> float:
        """The log-odds that a word has a capital."""
        stem = self.stems[number]
        if number in self.known:
            return SURE if self.known[number][:1].isupper() else -SURE
        lists = lexicon()
        if stem in lists.ambiguous_dates:
            return SURE if self._dated(number) else -SURE
        if stem in lists.months or stem in lists.weekdays or stem in lists.abbreviations or stem == "i":
            return SURE
        odds = _unseen(stem, self.seldom) + (IN_COMPANY if stem in self.company else 0.0)
        if self.written is not None:
            odds += USED * (min(2, self.written.inside[stem]) - min(2, self.written.small[stem]))
        return odds

    def _dated(self, number: int) -> bool:
        start, end = self.found[number].span()
        near = NUMBER_BEFORE.search(self.text, max(0, start - 5), start) or NUMBER_AFTER.match(self.text, end)
        return near is not None

    def spelled(self, large: Sequence[bool]) -> str:
        """The text with its letters, small and large."""
        pieces: list[str] = []
        end = 0
        for number, word in enumerate(self.found):
            pieces += [self.text[end : word.start()], self._spelled(number, large)]
            end = word.end()
        return "".join((*pieces, self.text[end:]))

    def _spelled(self, number: int, large: Sequence[bool]) -> str:
        word, stem = self.found[number], self.stems[number]
        before = self.text[word.start() - 1 : word.start()]
        small = "".join(map(_small, word[0]))
        if before.isdigit():
            return small
        if HOUR.fullmatch(self.text, max(0, word.start() - 5), word.end()):
            return small
        if len(stem) == 1 and (before == "." or self.text[word.end() : word.end() + 1] == "."):
            return word[0]  # initials stay as they are
        spelled = small
        if large[number] and not self._joins_a_name(number, large):
            form = self.known.get(number) or self._capital(number)
            spelled = form + small[len(form) :] if len(form) <= len(small) else small
        if spelled[0].islower() and before != "-" and STARTS.fullmatch(self.gaps[number]):
            spelled = _large(spelled[0]) + spelled[1:]
        return spelled

    def _joins_a_name(self, number: int, large: Sequence[bool]) -> bool:
        """Whether a particle stands inside a name: "Santa Cruz de la Sierra", but "La Paz"."""
        particles = lexicon().particles
        if self.stems[number] not in particles or number in self.known or number + 1 == len(large):
            return False
        if self.gaps[number + 1] == "-":
            return True  # "al-Bab"
        within = number > 0 and self.gaps[number] == self.gaps[number + 1] == " "
        before = within and (large[number - 1] or self.stems[number - 1] in particles)
        return before and (large[number + 1] or self.stems[number + 1] in particles)

    def _capital(self, number: int) -> str:
        stem = self.stems[number]
        form = counts().forms.get(stem)
        if form is None and 1 < len(stem) <= 5 and not set(stem) & set("aeiouyáéíóúäöü"):
            form = self._large(number)
        return form or _large(stem[0]) + stem[1:]

    def _large(self, number: int) -> str:
        return "".join(map(_large, self.stems[number]))


@lru_cache(maxsize=50_000)
def _unseen(stem: str, seldom: Seldom) -> float:
    known = counts()
    share = known.kinds.get(seldom.kind(stem, is_ordinary(stem, seldom.ordinary)), 0.5)
    small, large = known.words.get(stem, (0, 0))
    return math.log((large + share) / (small + 1 - share))


def small_forms(strings: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Of a parser's words, those it has in small letters only, and those it has with a capital too."""
    held = set(strings)
    small = frozenset(word for word in held if word.isalpha() and word.islower())
    met = frozenset(word for word in small if word.title() in held or word.upper() in held)
    return small - met, met


def ordinary_words(
    verbs: Collection[str], adverbs: Collection[str], adjectives: Collection[str], nouns: Collection[str]
) -> frozenset[str]:
    """The words of a dictionary that are not likely to be names: it keeps names too, among its nouns and adjectives."""
    lists = lexicon()
    return frozenset(
        [
            *verbs,
            *adverbs,
            *(word for word in adjectives if not word.endswith(lists.name_endings)),
            *(word for word in nouns if word.endswith(lists.noun_endings) and not word.endswith(lists.name_endings)),
        ]
    )


@dataclass(frozen=True, slots=True)
class Usage:
    """How a text writes its words: small, with a capital inside a sentence or at its start, and two such in a row."""

    small: Counter[str]
    inside: Counter[str]
    opening: Counter[str]
    pairs: frozenset[tuple[str, str]]


def usage(text: str, stretches: Iterable[tuple[int, int]]) -> Usage:
    """How these stretches of a text write their words."""
    small: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    for start, end in stretches:
        last, after = "", start
        for found in WORD.finditer(text, start, end):
            word, stem = found[0], stem_of(found[0])
            large = word[0].isupper()
            if not large:
                small[stem] += 1
            elif OPENS.fullmatch(text, after, found.start()) or after == start:
                opening[stem] += 1
            elif not word.isupper():  # "IS" says nothing of "is"
                inside[stem] += 1
            if large and last and text[after : found.start()] == " ":
                pairs.add((last, stem))
            last, after = stem if large else "", found.end()
    return Usage(small, inside, opening, frozenset(pairs))


def untitled(words: str, written: Usage, ordinary: Collection[str] = ()) -> str:
    """A title with small letters where only the habit of titles has put capitals: same length, letter for letter.

    A word keeps its capital if the body gives it one inside its sentences, and loses it if the body writes it small or it is
    an ordinary word; the first word keeps it always.
    """
    found = list(WORD.finditer(words))
    stems = [stem_of(one[0]) for one in found]
    letters = list(words)
    for number, one in enumerate(found):
        word, stem = one[0], stems[number]
        initial = len(word) == 1 and stem != "a"
        if not number or not word[0].isupper() or word[1:] != word[1:].lower() or initial:
            continue
        if words[one.start() - 1] == "." or SENTENCE_START.search(words, 0, one.start()):
            continue
        beside = {(stems[number - 1], stem), tuple(stems[number : number + 2])}
        if _is_name(stem, written, ordinary, paired=bool(beside & written.pairs)):
            continue
        letters[one.start()] = _small(word[0])
    return "".join(letters)


def _is_name(stem: str, written: Usage, ordinary: Collection[str], *, paired: bool) -> bool:
    lists = lexicon()
    small, inside = written.small[stem], written.inside[stem]
    if stem in lists.months or stem in lists.weekdays:
        return stem not in lists.ambiguous_dates or not small
    if small and inside:
        return paired or inside >= small
    if small or inside:
        return not small
    if stem.endswith("n't"):
        return False
    return not is_ordinary(stem, ordinary) or (written.opening[stem] > 0 and stem not in lists.common)


def is_ordinary(stem: str, ordinary: Collection[str]) -> bool:
    lists = lexicon()
    return stem in lists.common or any(
        stem.endswith(end) and len(stem) - len(end) > 1 and stem[: len(stem) - len(end)] + put in ordinary
        for end, put in lists.inflections
    )


def _small(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


def _large(letter: str) -> str:
    high = letter.upper()
    return high if len(high) == 1 else letter
