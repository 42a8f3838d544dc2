"""How a page is laid out: where its paragraphs begin and end, and what part each plays.

Plain text has no markup to go by, so a paragraph's part is read off its shape (short, no full stop), its words (a label, a
date, an agency) and its neighbours (what stands between two paragraphs of prose is a heading). In doubt it is body: body is
read in full, and only furniture is not read at all.

Zones are in order and disjoint, hold every paragraph, and leave out the white space between paragraphs. The zones of one
paragraph touch.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from accordingto.model import Article, Zone, ZoneKind
from accordingto.read.lexicon import lexicon

INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
EDGE = "".join(
    map(
        chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
    )
)
EDGE += INVISIBLE  # all that may be trimmed from a paragraph
BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")

# Thresholds of shape, set by eye on wire copy, scraped pages and press releases.
WIDEST_WRAP = 110  # code points: hard-wrapped lines are 60 to 100 wide; a paragraph on one line is usually longer
NARROWEST_WRAP = 40  # below it a line is a line of verse, an address or a list
OPEN_BREAKS = 0.4  # share of line breaks that cut a sentence in wrapped text; paragraphs end with a stop
BROKEN_LINES = 2  # lines broken before a small letter, from which a region of unequal lines is taken for broken
FULL_LINE = 0.7  # of the width: a shorter line ends its paragraph
ENOUGH_BREAKS = 4  # line breaks that can speak for a region on their own; fewer ask the whole document
INDENT = 2  # columns by which a paragraph's first line is set in
TITLE_WORDS = 22
TITLE_LETTERS = 170
HEADING_WORDS = 12
HEADING_LETTERS = 90
ONE_CASE = 0.8  # share of capitals among the letters from which a text or block is set in capitals
NO_CAPITALS = 0.01  # share below which a text has lost its capitals, but for those of damaged letters and of the page
TITLE_CASE = 0.7  # share of capitalised words, of those that are long, from which a line is set in title case
LONG_WORD = 4  # letters; shorter words stay small in title case
SHORT_TITLE = 4  # words; fewer do not tell a title's case from a name's
CASED_LETTERS = 20  # letters a text needs before its case says anything
PROSE_WORDS = 14  # a line this long is a sentence even if its full stop is lost
CAPTION_WORDS = 80
LABEL_WORDS = 4
CREDIT_WORDS = 18
BYLINE_WORDS = 14
FURNITURE_WORDS = 14  # what only begins like furniture must also be short
REPEATED_WORDS = 5  # a repeated paragraph this long is a caption; shorter ones are labels
PULLED_WORDS = 40  # a pull quote is short
PULLED_NEAR = 60  # paragraphs: it stands near what it repeats; a bound, so that no page takes long
CAPTION_GAP = 2  # paragraphs: a repeated caption may have its credit between
REPEATED_SHARE = 0.3  # of the paragraphs: beyond it the whole page is doubled, and nothing follows from it
SAME_TITLE = 0.5  # share of the known headline's words that a line must hold to be taken for it
OPENING_LETTERS = 400  # how far into the first paragraph a headline may run on
PARTIAL_HEADLINE_WORDS = 5  # a run-on headline may have lost its first word or a tail naming the outlet, if so much is left

ENDED = re.compile(r"[.!?…:;,]\s?[\"'”’»)\]*_]*$")
STOPPED = re.compile(r"[.!?…]\s?[\"'”’»)\]*_]*$")
WORD = re.compile(r"[^\W_]+(?:['’.\-&/][^\W_]+)*")
QUOTES = "\"'“”‘’«„"
LETTERS = re.compile(r"[^\W\d_]{2,}")
MARKS = "*_`#>~ \t"
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
BULLET = re.compile(r"(?:[*•·▪‣■●◦+-]|\d{1,2}[.)])\s+")
SLUG = re.compile(
    r"(?=[\w.-]*[a-z]{3})[a-z0-9]+(?:[-_][a-z0-9]+)+(?:\.(?:jpe?g|png|gif|webp))?|[\w-]+\.(?:jpe?g|png|gif|webp)", re.IGNORECASE
)
CLOCK = re.compile(r"(?:\d{1,2}(?::\d{2}){1,2} ?(?:[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)(?: [A-Z]{2,4})?:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's stretch of the text; whether a blank line stands before it; and its words without marks, for comparison."""

    start: int
    end: int
    apart: bool
    words: str

    @property
    def count(self) -> int:
        return len(self.words.split())


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches of the paragraphs of a text, without outer white space.

    A blank line always parts paragraphs. A single line break parts them too, unless the text is hard-wrapped there.
    """
    for paragraph in laid_out(text):
        yield paragraph.start, paragraph.end


def laid_out(text: str) -> list[Paragraph]:
    """The paragraphs of a text, in order."""
    regions = list(_regions(text))
    breaks = [pair for region in regions for pair in pairwise(region)]
    overall = _wrapped(text, breaks)
    found: list[Paragraph] = []
    for region in regions:
        inside = list(pairwise(region))
        wrapped = _wrapped(text, inside) if len(inside) >= ENOUGH_BREAKS else overall
        groups = _unwrapped(text, region, len(regions)) if wrapped else _by_line(text, region)
        for number, (start, end) in enumerate(groups):
            found.append(Paragraph(start, end, number == 0, plain(text[start:end])))
    return found


def plain(words: str) -> str:
    """Words without markdown marks and with single spaces: for comparison only, never for offsets."""
    if "](" in words:
        words = LINK.sub(r"\1", words)
    return " ".join(words.replace("**", "").replace("__", "").split()).strip(MARKS)


Line = tuple[int, int, int]  # start and end without outer white space, and the column it starts at


def _regions(text: str) -> Iterator[list[Line]]:
    """Yield the runs of lines between blank lines."""
    region: list[Line] = []
    start = 0
    for gap in [*BREAK.finditer(text), None]:
        stop = gap.start() if gap else len(text)
        line = text[start:stop]
        left = len(line) - len(line.lstrip(EDGE))
        right = len(line.rstrip(EDGE))
        if right > left:
            region.append((start + left, start + right, len(line[:left].expandtabs(4))))
        elif region:
            yield region
            region = []
        start = gap.end() if gap else stop
    if region:
        yield region


def _wrapped(text: str, breaks: Sequence[tuple[Line, Line]]) -> bool:
    """Whether these line breaks were put in for width: lines of about one length, often broken within a sentence."""
    if not breaks:
        return False
    lengths = [above[1] - above[0] for above, _ in breaks]
    width = max(lengths)
    if width > WIDEST_WRAP or width < NARROWEST_WRAP:
        return False
    full = [pair for pair, length in zip(breaks, lengths, strict=True) if length >= FULL_LINE * width]
    cut = sum(_cuts(text, above, below) for above, below in full)
    return cut >= OPEN_BREAKS * len(breaks)


def _cuts(text: str, above: Line, below: Line) -> bool:
    """Whether a line break stands within a sentence: no stop before it and, if there are small letters, one after it."""
    if STOPPED.search(text, above[0], above[1]):
        return False
    return text[below[0]].islower() or text[above[0] : above[1]].isupper()


def _unwrapped(text: str, region: list[Line], regions: int) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a hard-wrapped region: set in, or after a short last line where no blank lines part them."""
    margin = min(column for _, _, column in region[1:] or region)
    width = max(end - start for start, end, _ in region)
    first = region[0]
    start, last = first[0], first[1]
    for above, line in pairwise(region):
        set_in = line[2] >= margin + INDENT and above[2] < line[2]
        short = regions == 1 and above[1] - above[0] < FULL_LINE * width and STOPPED.search(text, above[0], above[1])
        if set_in or short:
            yield start, last
            start = line[0]
        last = line[1]
    yield start, last


def _by_line(text: str, region: list[Line]) -> Iterator[tuple[int, int]]:
    """Yield each line as a paragraph; one broken before a small letter, or a label parted from its value, is joined again.

    Where that happens more than once the region is broken without order, and a line that stops nowhere is joined to any other.
    """
    small = sum(text[below[0]].islower() and not STOPPED.search(text, *above[:2]) for above, below in pairwise(region))
    start, last, _ = region[0]
    for number, (above, line) in enumerate(pairwise(region)):
        before, here = text[above[0] : above[1]], text[line[0] : line[1]]
        joins = here[0].islower() or (small >= BROKEN_LINES and number > 0 and not before.endswith(":"))
        cut = joins and last - start >= NARROWEST_WRAP and not STOPPED.search(before) and not SLUG.fullmatch(before)
        if not cut and not (before.endswith(":") and _label_at_end(before) and len(here.split()) <= LABEL_WORDS):
            yield start, last
            start = line[0]
        last = line[1]
    yield start, last


def _label_at_end(words: str) -> bool:
    tail = words.rstrip(": ").casefold()
    return any(tail == label or tail.endswith((f" {label}", f".{label}")) for label in lexicon().credits)


def zones(article: Article) -> Iterator[Zone]:
    """Yield the zones of an article's text, in order."""
    yield from Page(article).zones()


def refined(article: Article) -> Iterator[Zone]:
    """Yield the zones that ingest knew from markup, what it calls body told apart by its words. Once is as good as twice."""
    given = article.zones
    while (finer := tuple(Page(article, given).refined())) != given:
        given = finer
    yield from given


def repeated(page: Sequence[Paragraph]) -> frozenset[str]:
    """The words of paragraphs printed twice as captions are: one right after the other, or with a full date in them.

    A sentence may come again further on in a report; and a page that is doubled as a whole says nothing.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for number, paragraph in enumerate(page):
        if paragraph.count >= REPEATED_WORDS:
            places[paragraph.words].append(number)
    again = {words: numbers for words, numbers in places.items() if len(numbers) > 1}
    if sum(map(len, again.values())) > max(2, REPEATED_SHARE * len(page)):
        return frozenset()
    return frozenset(
        words
        for words, numbers in again.items()
        if any(right - left <= CAPTION_GAP for left, right in pairwise(numbers)) or _full_date().search(words)
    )


class Page:
    """An article's paragraphs while their parts are being found. Lives for one call of `zones`."""

    def __init__(self, article: Article, given: Sequence[Zone] = ()) -> None:
        self.text = article.text
        self.headlines = headline_keys(article.headline)
        self.byline = key(article.byline or "").removeprefix("by ")
        self.paragraphs = list(map(self._given, given)) or laid_out(article.text)
        kinds: list[ZoneKind | None] = [None if zone.kind == "body" else zone.kind for zone in given]
        self.kinds = kinds or [None] * len(self.paragraphs)
        self.repeated = repeated(self.paragraphs)
        share = capitals(self.text)
        self.lower = share is not None and share < NO_CAPITALS
        self.upper = share is not None and share > ONE_CASE

    def _given(self, zone: Zone) -> Paragraph:
        return Paragraph(zone.start, zone.end, True, plain(self.text[zone.start : zone.end]))

    def zones(self) -> Iterator[Zone]:
        self._label()
        self._name_headline()
        self._name_headings()
        yield from self._cut()

    def _cut(self) -> Iterator[Zone]:
        """Yield each paragraph as its zone, and the parts of what is body."""
        last = self._last_read()
        first = next((n for n, kind in enumerate(self.kinds) if kind is None), -1)
        for number, (paragraph, kind) in enumerate(zip(self.paragraphs, self.kinds, strict=True)):
            if kind is None or kind == "caption":
                yield from self._parts(paragraph, kind or "body", first=number == first, last=number == last)
            else:
                yield Zone(kind, paragraph.start, paragraph.end)

    def refined(self) -> Iterator[Zone]:
        """The zones given from markup, with what the text's own words say of those that markup calls body."""
        given = {id(paragraph): kind for paragraph, kind in zip(self.paragraphs, self.kinds, strict=True)}
        for number, paragraph in enumerate(self.paragraphs):
            if given[id(paragraph)] is None:
                self.kinds[number] = self._own_kind(number, paragraph)
        yield from self._cut()

    def _label(self) -> None:
        """Mark the paragraphs that their own words, or a label beside them, give away."""
        under_related = False
        for number, paragraph in enumerate(self.paragraphs):
            kind = self._own_kind(number, paragraph)
            if kind == "related":
                under_related = bare_label(paragraph.words)
            elif kind is None and under_related and title_like(paragraph.words, TITLE_WORDS, TITLE_LETTERS):
                kind = "related"
            else:
                under_related = False
            self.kinds[number] = kind
        for number, paragraph in enumerate(self.paragraphs):
            if self.kinds[number] is None and self._captioned(number, paragraph):
                self.kinds[number] = "caption"

    def _own_kind(self, number: int, paragraph: Paragraph) -> ZoneKind | None:
        words, count = paragraph.words, paragraph.count
        raw = self.text[paragraph.start : paragraph.start + 7]
        if raw.startswith(">"):
            return "quote"
        if raw.startswith("![") and LINK.fullmatch(self.text[paragraph.start : paragraph.end]):
            return "furniture"  # a picture; its caption stands beside it
        if self.headlines and count <= 2 * TITLE_WORDS and key(words) == self.headlines[0]:
            return "headline"
        if count <= TITLE_WORDS and re.match(r"#{1,6}\s", raw):
            return "heading"
        if count <= BYLINE_WORDS and is_date_line(words):
            return "dateline"
        if is_furniture(words, count):
            return "furniture" if len(self.paragraphs) > 1 else None
        if is_related(words, count, self.text[paragraph.start : paragraph.end]):
            return "related"
        if count <= BYLINE_WORDS and self._is_byline(number, words):
            return "byline"
        if self._pulled(number, words, count):
            return "quote"
        if is_caption(words) or words in self.repeated:
            return "caption"
        if is_credit(words, count, last=number + 1 == len(self.paragraphs)):
            return "credit"
        if SLUG.fullmatch(words) and len(self.paragraphs) > 1:
            return "furniture"
        return None

    def _pulled(self, number: int, words: str, count: int) -> bool:
        """Whether a quoted paragraph only repeats, in larger type, what a longer one says."""
        if not (REPEATED_WORDS <= count <= PULLED_WORDS and words[0] in QUOTES and words[-1] in QUOTES):
            return False
        inner = words.strip(QUOTES).rstrip(".,!?…")
        return any(
            inner in other.words and len(other.words) > len(words)
            for other in self.paragraphs[max(0, number - PULLED_NEAR) : number + PULLED_NEAR]
        )

    def _is_byline(self, number: int, words: str) -> bool:
        if self.byline and key(words).removeprefix("by ") == self.byline:
            return True
        if any(kind is None for kind in self.kinds[:number]) and number > LABEL_WORDS:
            return False  # bylines stand at the head
        return is_byline(words)

    def _captioned(self, number: int, paragraph: Paragraph) -> bool:
        """Whether a neighbour says that this is a picture's caption: a file name above it, or a photo credit below it."""
        if paragraph.count > CAPTION_WORDS or paragraph.count < 2:
            return False
        if not paragraph.apart and number and SLUG.fullmatch(self.paragraphs[number - 1].words):
            return True
        below = self.paragraphs[number + 1] if number + 1 < len(self.paragraphs) else None
        return below is not None and not below.apart and self.kinds[number + 1] == "credit" and picture_credit(below.words)

    def _name_headline(self) -> None:
        """The first paragraph that reads like a title, if prose follows, unless one is known already."""
        if "headline" in self.kinds:
            return
        last = self._last_prose()
        for number, paragraph in enumerate(self.paragraphs):
            kind = self.kinds[number]
            if kind == "heading" and self.text.startswith("# ", paragraph.start):
                self.kinds[number] = "headline"
                return
            if kind is not None:
                continue
            if not title_like(paragraph.words, TITLE_WORDS, TITLE_LETTERS) or number >= last:
                return
            if self.headlines and paragraph.words[-1] == "?":
                return  # under a known headline a question is how a report begins
            if dateline_end(self.text, paragraph.start, paragraph.end, upper=self.upper, lower=self.lower, first=True):
                return
            known = set(" ".join(self.headlines[:1]).split())
            same = len(known & set(key(paragraph.words).split())) >= SAME_TITLE * len(known)
            self.kinds[number] = "headline" if same else "heading"  # another title than the known one is a standfirst
            return

    def _name_headings(self) -> None:
        last = self._last_prose()
        begun = not self.headlines and "headline" not in self.kinds
        for number, paragraph in enumerate(self.paragraphs[: max(last, 0)]):
            if self.kinds[number] is None:
                words = paragraph.words
                title = title_like(words, HEADING_WORDS, HEADING_LETTERS) and "!" not in words[-2:]
                title = title and (begun or words[-1] != "?")  # a report may open with a question
                begun = True
                short = title or CLOCK.fullmatch(words)
                whole = dateline_end(self.text, paragraph.start, paragraph.end, upper=self.upper, lower=self.lower, first=False)
                if short and whole == paragraph.end:
                    self.kinds[number] = "dateline"
                elif short:
                    self.kinds[number] = "heading"

    def _last_prose(self) -> int:
        """The last paragraph of body text: what is short and stands before it may be a title of it."""
        for number in range(len(self.paragraphs) - 1, -1, -1):
            paragraph = self.paragraphs[number]
            if self.kinds[number] is None and (ENDED.search(paragraph.words) or paragraph.count >= PROSE_WORDS):
                return number
        return -1

    def _last_read(self) -> int:
        kinds = [number for number, kind in enumerate(self.kinds) if kind is None]
        return kinds[-1] if kinds else -1

    def _parts(self, paragraph: Paragraph, kind: ZoneKind, *, first: bool, last: bool) -> Iterator[Zone]:
        """Yield the zones of one paragraph: a dateline before its words, a credit after them, a headline run on into them."""
        cuts: list[tuple[ZoneKind, int]] = []  # kind, and where it ends
        start, end = paragraph.start, paragraph.end
        position = start
        if first:
            for part, stop in self._run_on(start, end):
                cuts.append((part, stop))
                position = stop
        if kind == "body":
            dateline = dateline_end(self.text, position, end, upper=self.upper, lower=self.lower, first=first)
            if dateline:
                cuts.append(("dateline", dateline))
                position = dateline
        tails = list(_tails(self.text, position, end, caption=kind == "caption", last=last))
        body_end = tails[0][1] if tails else end
        if tails and tails[0][2] and kind == "body" and len(self.text[position:body_end].split()) <= CAPTION_WORDS:
            kind = "caption"
        if body_end > position:
            cuts.append((kind, body_end))
        for number, (part, _, _) in enumerate(tails):
            cuts.append((part, tails[number + 1][1] if number + 1 < len(tails) else end))
        for part, stop in cuts:
            if stop > start:
                yield Zone(part, start, stop)
                start = stop

    def _run_on(self, start: int, end: int) -> Iterator[tuple[ZoneKind, int]]:
        """Yield what runs on before the first sentence of a scraped text: a date, a byline, the headline, and a date again."""
        position = start
        if stop := _date_before(self.text, position, end):
            yield "dateline", stop
            position = stop
        found = self._headline_within(position, end)
        if found is None:
            return
        head, stop = found
        if head > position:
            between = self.text[position:head].strip()
            yield (
                ("byline" if is_byline(between) else "furniture" if is_furniture(between, len(between.split())) else "body"),
                head,
            )
        yield "headline", stop
        if stop < end and (dated := _date_before(self.text, stop, end)):
            yield "dateline", dated

    def _headline_within(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the known headline stands at the head of a paragraph, with the white space after it."""
        if not self.headlines:
            return None
        places = [place for place in range(start, min(end, start + OPENING_LETTERS)) if self.text[place].isalnum()]
        letters = "".join(folded(self.text[place]) for place in places)
        for wanted in self.headlines:
            joined = wanted.replace(" ", "")
            at = letters.find(joined)
            if at < 0 or at + len(joined) >= len(letters):
                continue
            head, stop = places[at], places[at + len(joined) - 1] + 1
            mark = re.compile(r"\s?[.!?…\"'”’)]+").match(self.text, stop, end)
            stop = mark.end() if mark else stop
            ended = bool(mark and STOPPED.search(mark[0]))
            while stop < end and self.text[stop].isspace():
                stop += 1
            following = self.text[stop : stop + 1]
            before = self.text[start:head]
            if (ended or following.isupper() or following.isdigit() or following in "(\"“‘'") and not STOPPED.search(
                before.rstrip()
            ):
                return head, stop
        return None


def capitals(text: str) -> float | None:
    """The share of capitals among the letters; None where there are too few to tell."""
    upper = sum(map(str.isupper, text))
    cased = upper + sum(map(str.islower, text))
    return upper / cased if cased >= CASED_LETTERS else None


def title_case(words: str) -> bool:
    """Whether a line's words have capitals because it is a title."""
    tokens = WORD.findall(words)
    long = [token for token in tokens if len(token) >= LONG_WORD]
    return len(tokens) >= SHORT_TITLE and bool(long) and sum(token[0].isupper() for token in long) > TITLE_CASE * len(long)


def folded(letter: str) -> str:
    """A letter for comparison: always one code point, so that offsets hold (İ folds to two)."""
    return letter.casefold()[:1]


def key(words: str) -> str:
    """Words for comparison, without case, punctuation and marks."""
    return " ".join("".join(map(folded, word)) for word in re.findall(r"[^\W_]+", words))


def headline_keys(headline: str | None) -> list[str]:
    """The headline as compared, the whole first; then without a tail that names the outlet, and without its first word."""
    if not headline or not key(headline):
        return []
    found = [key(headline)]
    for mark in (" | ", " - ", " – ", " — "):
        lead, sign, _ = headline.rpartition(mark)
        if sign and len(lead.split()) >= PARTIAL_HEADLINE_WORDS:
            found.append(key(lead))
    _, _, rest = found[0].partition(" ")
    if len(rest.split()) >= PARTIAL_HEADLINE_WORDS:
        found.append(rest)
    return found


def title_like(words: str, most_words: int, most_letters: int) -> bool:
    """Whether a line could be a title: short, no full stop, no second sentence, and does not begin with a small letter."""
    if not words or len(words) > most_letters or len(words.split()) > most_words or not LETTERS.search(words):
        return False
    if ENDED.search(words) and words[-1] not in "?!" and not re.search(r"[?!][\"'”’]$", words):
        return False
    if (
        words[0] == "["
        or (words[0] in QUOTES and re.search(r"[?!][\"”’]?$", words))
        or BULLET.match(words)
        or re.search(r"[^\W\d_]{3,}[.!?]\s+[\"“‘']?[A-Z]", words)
    ):
        return False
    return not words[0].islower() or words[:1] == "i"


def bare_label(words: str) -> bool:
    """Whether a line is only the label of related links, with the links below."""
    return words.strip(" :[]-–—|*").casefold() in lexicon().related


def is_furniture(words: str, count: int) -> bool:
    """Whether a line belongs to the page and not to the report."""
    lists = lexicon()
    folded_words = words.casefold().strip(" .:!|-–—[]()*•·")
    if folded_words in lists.furniture:
        return True
    if not LETTERS.search(words):
        return len(words) <= 30 and not is_date_line(words) and not CLOCK.fullmatch(words)
    if re.fullmatch(r"\W*\d{4}-\d{2}-[A-Z]{1,3}-\d+\W*", words):  # a press release's number
        return True
    if count <= FURNITURE_WORDS:
        if folded_words.startswith(lists.furniture_openings) and not STOPPED.search(words[:-1]):
            return True
        if any(phrase in folded_words for phrase in lists.furniture_anywhere):
            return True
        parts = [part.strip() for part in re.split(r"[|•·»/]", words)]
        if len(parts) >= 3 and all(0 < len(part.split()) <= 3 for part in parts):
            return True
    names = re.findall(r"[^\W\d_][\w+-]*", folded_words)
    if words[-1] in "{}":  # a leftover of the page's styles
        return True
    return 1 < len(names) <= FURNITURE_WORDS and set(names) <= lists.buttons | {"and"} and not STOPPED.search(words)


def _longest_first(phrases: Iterable[str]) -> list[str]:
    """Phrases escaped for a pattern, so that no phrase hides a longer one."""
    return sorted(map(re.escape, phrases), key=lambda phrase: (-len(phrase), phrase))


@cache
def _date_tokens() -> re.Pattern[str]:
    lists = lexicon()
    words = "|".join(sorted(lists.around_dates | lists.weekdays))
    return re.compile(rf"(?:\d{{1,4}}(?:st|nd|rd|th|am|pm)?|\d{{1,2}}t\d{{2}}|\d{{2,3}}z|{words})", re.IGNORECASE)


@cache
def _month() -> str:
    return "(?:" + "|".join(_longest_first(lexicon().months)) + r")\.?"


@cache
def _full_date() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_month()} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_month()},? \d{{4}})\b", re.IGNORECASE)


@cache
def _date_shape() -> re.Pattern[str]:
    return re.compile(rf"\b{_month()}(?![a-z])|\b\d{{1,4}} ?[./-] ?\d{{1,2}} ?[./-] ?\d{{2,4}}\b", re.IGNORECASE)


def is_date_line(words: str) -> bool:
    """Whether a line holds a date and nothing else but the words that go with dates."""
    if not any(map(str.isdigit, words)) or not _date_shape().search(words):
        return False
    months = lexicon().months
    tokens = [token for token in re.split(r"[\s,/.:|()–—+-]+", words) if token]
    return all(token.casefold() in months or _date_tokens().fullmatch(token) for token in tokens)


@cache
def _leading_date() -> re.Pattern[str]:
    lists = lexicon()
    before = "|".join(_longest_first(lists.before_dates))
    weekdays = "|".join(_longest_first(lists.weekdays))
    ordinal = r"\d{1,2}(?:st|nd|rd|th)?"
    day = (
        rf"(?:{ordinal}\s+{_month()},?\s*\d{{4}}|{_month()}\s+{ordinal},?\s*\d{{4}}"
        rf"|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}(?!\d))"
    )
    return re.compile(
        rf"(?:[A-Z]{{2,10}}\s+)?(?:(?:{before})\s*:?\s+)?(?:(?:{weekdays})\.?,?\s+)?{day}(?:\s*\(updated[^)]*\))?"
        rf"(?:,?\s+(?:at\s+)?\d{{1,2}}[:.]?\d{{2}}(?!\d)(?:\s*[ap]\.?m\.?)?)?(?:\s+(?:GMT|UTC|EST|EDT|ET|IST))?[\s|,:–—-]*(?=[\"“‘'(]?(?-i:[A-Z0-9])|by\s|$)",
        re.IGNORECASE,
    )


def _date_before(text: str, start: int, end: int) -> int | None:
    """Where a date that runs on into a text ends, with the white space after it."""
    found = _leading_date().match(text, start, end)
    return found.end() if found and found.end() < end else None


RELATED = re.compile(r"[\[(»>\s]*([^:|–—\[\]]{2,40}?)\s*(?:[:|–—]|\s-\s)(.*)", re.DOTALL)


def is_related(words: str, count: int, raw: str) -> bool:
    """Whether a line points to another report: a label with its headline, or a line that is one link."""
    lists = lexicon()
    if count > TITLE_WORDS + LABEL_WORDS:
        return False
    if bare_label(words):
        return words.strip(" :[]-–—|*").casefold() not in lists.related_weak or words.rstrip().endswith(":")
    found = RELATED.match(words)
    if found and found[1].casefold() in lists.related and found[2].strip():
        return True
    linked = LINK.fullmatch(raw.strip(MARKS))
    return bool(linked and count >= 3 and not STOPPED.search(words))


def is_byline(words: str) -> bool:
    """Whether a line names its writer: an opening word and names, or a name and a role."""
    lists = lexicon()
    if len(words.split()) > BYLINE_WORDS or words.rstrip().endswith((":", "?", "!", ";")):
        return False
    tokens = WORD.findall(words)
    if len(tokens) < 2:
        return False
    folded_tokens = [token.casefold() for token in tokens]
    names = [
        token
        for token in tokens
        if token[0].isupper() or token.casefold() in lists.byline_small or token.casefold() in lists.roles
    ]
    opening = next((n for n in (2, 1) if " ".join(folded_tokens[:n]) in lists.byline_openings), 0)
    strong = opening and folded_tokens[0] not in ("from", "author")
    if strong and len(tokens) > opening and len(names) >= len(tokens) - opening and tokens[opening][0].isupper():
        return True
    if strong and folded_tokens[-1] in lists.roles and set(folded_tokens[opening:]) <= lists.roles | lists.byline_describing:
        return True  # "By our special correspondent"
    if strong and not words.rstrip().endswith(".") and _signed_from(words):
        return True
    named = sum(token[0].isupper() for token in tokens) >= 2 and len(names) == len(tokens)
    return named and folded_tokens[-1] in lists.roles and "," in words and "." not in words.rstrip(".")


def without_opening(words: str) -> str:
    """A byline's words after the "By" that opens them."""
    openings = "|".join(_longest_first(lexicon().byline_openings))
    return re.sub(rf"^(?:{openings})\b:?\s+", "", words, count=1, flags=re.IGNORECASE)


def _signed_from(words: str) -> bool:
    """Whether a line names a writer and then only says where and when: "By Ana Quill, at the port, 3 May 2031"."""
    lists = lexicon()
    name, *rest = (part.strip() for part in words.split(","))
    names = WORD.findall(name)[1:]
    dates = lists.months | lists.weekdays
    if not rest or not 1 < len(names) <= LABEL_WORDS or any(part.casefold() in dates for part in names):
        return False
    if not all(part[0].isupper() or part in lists.byline_small for part in names):
        return False
    return all(
        part
        and (
            is_date_line(part)
            or part.isdigit()
            or all(token[0].isupper() or token.casefold() in lists.roles for token in WORD.findall(part))
            or (part.split()[0] in ("in", "at", "from") and len(part.split()) <= LABEL_WORDS + 1)
        )
        for part in rest
    )


def is_caption(words: str) -> bool:
    """Whether a paragraph begins with a caption's label, or ends with a photographer's credit in brackets."""
    label, sign, rest = _labelled(words)
    if sign and rest and label in lexicon().captions and len(rest.split()) > LABEL_WORDS:
        return True
    return bool(len(words.split()) <= CAPTION_WORDS and _photo_bracket().search(words) and not words.startswith(("(", "[")))


@cache
def _photo_bracket() -> re.Pattern[str]:
    """A photographer's credit at a paragraph's end: in brackets, or an agency's name, a stroke and a name."""
    lists = lexicon()
    words = "|".join(_longest_first({label.split()[0] for label in lists.pictures if not label.startswith("credit")}))
    agencies = "|".join(_longest_first(lists.agencies - {"staff", "agencies", "newsroom"}))
    return re.compile(
        rf"[(\[](?:[^()\[\]]{{0,30}}\b)?(?:{words})\b[^()\[\]]{{0,60}}[)\]]\W*$"
        rf"|(?<![a-z])(?:{agencies})(?: (?:{words}))?/(?-i:[A-Z])[^.!?]{{2,50}}$",
        re.IGNORECASE,
    )


def _labelled(words: str) -> tuple[str, str, str]:
    found = re.match(r"[\[(\s]*([A-Za-z' ]{2,24}?)\s*(:|\s[-–—]{1,2}\s|—|\s\|\s)\s*(.*)", words, re.DOTALL)
    return (found[1].strip().casefold(), found[2], found[3].strip()) if found else ("", "", "")


def is_credit(words: str, count: int, *, last: bool) -> bool:
    """Whether a line says whose work or word the report or the picture is."""
    lists = lexicon()
    if count > 2 * CREDIT_WORDS:
        return False
    bare = words.strip(" ()[]-–—.*_").casefold()
    label, sign, rest = _labelled(words)
    if sign and label in lists.credits and rest and count <= CREDIT_WORDS:
        return True
    if bare.startswith(lists.credit_openings) and (count <= CREDIT_WORDS or words[0] in "([-–—"):
        return True
    return last and _signs_off(bare, words)


def _signs_off(bare: str, words: str) -> bool:
    agencies = lexicon().agencies
    names = [name for name in re.split(r"\s*(?:/|,|&|;|\+|\band\b)\s*", bare) if name]
    if names and all(name in agencies for name in names):
        return True
    return bool(re.fullmatch(r"\s*[-–—]{1,3}\s?[A-Z][A-Z .&/]{1,30}", words))


def picture_credit(words: str) -> bool:
    label, sign, _ = _labelled(words)
    bare = words.strip(" ()[]-–—.").casefold()
    return bool(sign and label in lexicon().pictures) or bare.startswith(
        ("photo by", "photos by", "picture by", "photograph by", "courtesy")
    )


@cache
def _tail_credit() -> re.Pattern[str]:
    lists = lexicon()
    labels = "|".join(_longest_first(lists.credits - {"via", "video", "map", "graphic", "graphics", "illustration"}))
    return re.compile(rf"(?<=[.!?\"”’)\s])[(\[]?\b({labels})\s*:\s*[^.!?:;]{{1,80}}(?:\.\w+)*\W*$", re.IGNORECASE)


@cache
def _tail_furniture() -> re.Pattern[str]:
    """A chain of furniture's own words after the last sentence."""
    lists = lexicon()
    words = (lists.furniture | lists.buttons | lists.related) - lists.related_weak
    phrases = "|".join(_longest_first(words))
    return re.compile(rf"(?<=[.!?\"”’)])\s+(?=(?-i:[A-Z]))((?:(?:{phrases})(?![a-z])[\s|·•,.:]*)+)$", re.IGNORECASE)


@cache
def _reporting() -> re.Pattern[str]:
    openings = "|".join(_longest_first(opening for opening in lexicon().credit_openings if " " in opening))
    return re.compile(rf"(?<=[.!?\"”’)])\s+\(?(?-i:(?=[A-Z]))(?:{openings})\s[^.!?]{{2,180}}\.?\)?$", re.IGNORECASE)


@cache
def _source_sign_off() -> re.Pattern[str]:
    labels = "|".join(_longest_first(label for label in lexicon().credits if label.startswith(("source", "credit"))))
    return re.compile(
        rf"(?<=[.!?\"”’)])\s+\(?(?-i:(?=[A-Z]))(?:{labels})\b(?:: |\s(?-i:(?=[A-Z])))[^.!?;,]{{2,60}}\)?\.?$", re.IGNORECASE
    )


SIGN_OFF = re.compile(r"(?<=[.!?\"”’])\s*[-–—]{1,3}\s?[A-Z][A-Z .&/]{1,30}$")
BRACKET_SIGN_OFF = re.compile(r"(?<=[.!?\"”’)])\s+\(([^()]{2,160})\)\.?$")
TAIL_LETTERS = 200  # how far from its end a paragraph's sign-off may begin


def _tails(text: str, start: int, end: int, *, caption: bool, last: bool) -> Iterator[tuple[ZoneKind, int, bool]]:
    """Yield (kind, start, of a picture) of what follows a paragraph's own words: a credit, or page furniture run on."""
    found: list[tuple[ZoneKind, int, bool]] = []
    near = max(start, end - TAIL_LETTERS)
    if last:
        tail = _tail_furniture().search(text, max(near, start + 1), end)
        if tail:
            related = bare_label(tail[1]) and tail[1].strip(" :|").casefold() not in lexicon().related_weak
            found.append(("related" if related else "furniture", tail.start(1), False))
        stop = found[0][1] if found else end
        while stop > near and text[stop - 1].isspace():
            stop -= 1
        for pattern in (SIGN_OFF, _source_sign_off(), _reporting(), BRACKET_SIGN_OFF):
            sign = pattern.search(text, near, stop)
            if sign and sign.start() > start and (pattern is not BRACKET_SIGN_OFF or _credits(sign[1])):
                at = sign.start()
                while text[at].isspace():
                    at += 1
                yield "credit", at, False
                yield from found
                return
    labelled = _tail_credit().search(text, near, end)
    if labelled and labelled.start() > start and not found and len(text[labelled.start() : end].split()) <= CREDIT_WORDS:
        of_picture = labelled[1].casefold() in lexicon().pictures
        if of_picture or caption or last:
            yield "credit", labelled.start(), of_picture
    yield from found


def _credits(words: str) -> bool:
    bare = words.strip().casefold()
    return bare.startswith(lexicon().credit_openings) or _signs_off(bare, words) or _labelled(words)[0] in lexicon().credits


@cache
def _wire() -> re.Pattern[str]:
    """A dateline's parts: place, region, date, agency, dash. Which of them make a dateline is decided in `dateline_end`."""
    upper = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’\-]+"
    capital = r"[^\W\d_a-zß-öø-ÿ][\w.'’\-]*"
    month = rf"(?:{_month()}|NO)"
    weekday = "|".join(_longest_first(lexicon().weekdays))
    date = (
        rf"(?:,?\s+|,?\s*\(\s*)(?:(?i:{weekday})\.?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?i:{month})(?:,?\s+\d{{2,4}})?"
        rf"|(?i:{_month()})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{2,4}})?|(?:NO|no)\s+(?:DATE|date)|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}})\)?"
    )
    return re.compile(
        rf"(?:(?P<upper>{upper}(?:(?:\s|/|\s/\s){upper}){{0,3}})|(?P<capital>{capital}(?:\s{capital}){{0,3}}))?"
        rf"(?P<country>\s\([^()\d]{{2,30}}\))?"
        rf"(?P<region>(?:,\s(?!(?i:{_month()}|{weekday})\b){capital}(?:\s(?:{capital}|of|and|the)){{0,3}}){{0,2}})"
        rf"(?P<date>{date})?(?P<agency>,?\s*\((?=[^\W\d_])[^()]{{2,60}}\))?(?P<later>{date})?"
        rf"(?:(?P<dash>\s*(?:-{{1,3}}|[—–])(?=\s)\s*|\s?[—–]\s?)|(?P<colon>\s?:\s+)|(?P<stop>\.\s+)|(?P<none>\s+|$))"
    )


def _is_agency(wire: re.Match[str]) -> bool:
    return (wire["agency"] or wire["country"] or "").strip(" ,()").casefold() in lexicon().agencies


WIRE_TAGS = re.compile(r"(?:\[[^\[\]]{2,200}\]\s*)+")
DATELINE_LETTERS = 160  # no dateline is longer


def dateline_end(text: str, start: int, end: int, *, upper: bool, lower: bool, first: bool) -> int | None:
    """Where the dateline at the head of a paragraph ends, with the dash and white space after it; None if there is none.

    A place in capitals needs a dash, an agency or a date after it; a place in small letters an agency or a date, and a dash.
    In a text that is all in one case, capitals say nothing: there a date or an agency must stand in it.
    """
    if lower:
        return _lower_dateline(text, start, end) if first else None
    found = _wire().match(text, start, min(end, start + DATELINE_LETTERS))
    if not found:
        return None
    place = found["upper"] or found["capital"]
    dated = bool(found["date"] or found["later"])
    # In mixed case "KABUL" in capitals is telling; the date's month would be taken for part of a place otherwise.
    capitals = bool(found["upper"]) and not upper and len(found["upper"]) > 2
    agency = bool(found["agency"] or (found["country"] and not found["agency"]))
    stop = found.end()
    if not place:
        good = bool(found["agency"] and found["dash"] and first)
    elif place.casefold() in lexicon().not_places:
        good = False
    elif found["dash"]:
        good = capitals or dated or (agency and bool(place))
    elif found["colon"]:
        good = first and (capitals or dated) and len(text[start:end].split()) >= PROSE_WORDS
    elif found["stop"]:
        good = first and capitals and dated and len(text[start:end].split()) >= PROSE_WORDS
    else:
        whole = stop == end
        good = (capitals and agency and first and text[stop : stop + 1].isupper()) or (whole and (dated or _is_agency(found)))
    if not good:
        return None
    if tags := WIRE_TAGS.match(text, stop, min(end, stop + 3 * DATELINE_LETTERS)):
        stop = _after_tags(text, stop, tags.end())
    return stop


def _after_tags(text: str, start: int, end: int) -> int:
    """Where the translator's tags end that open a monitored text: after the last that is known to close them."""
    stop = start
    for tag in re.finditer(r"\[([^\[\]]+)\]\s*", text[start:end]):
        if tag[1].strip().casefold() in lexicon().tags:
            stop = start + tag.end()
            break
    return stop


def _lower_dateline(text: str, start: int, end: int) -> int | None:
    found = re.compile(r"([^\W\d_]+(?:[ /-][^\W\d_]+){0,2}) ?: +").match(text, start, min(end, start + 40))
    if not found or found[1] in lexicon().not_places or len(text[start:end].split()) < PROSE_WORDS:
        return None
    return found.end()
