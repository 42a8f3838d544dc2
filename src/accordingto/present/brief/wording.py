"""Makes an article's words readable in a line of their own, without making them say less or more.

What always holds: words are taken as they stand; only white space is folded, marks that a terminal or a page would obey are
dropped, and a long wording loses whole clauses, never one that holds a hedge. What is left out is marked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from accordingto.model import Span, Time

FAR = 3  # times as long as a wording may be, there is no more of what it says
STOP = re.compile(r"(?<=[^\W\d_]{3})[.!?][\"”’']?\s")
LONGEST = 220  # characters of a wording before clauses are left out: about two printed lines
SHORT = 140  # characters of a line of the timeline before clauses are left out
BESIDE = 700  # characters on either side of a word in which its sentence is looked for
CUT = " […]"

# Controls would be obeyed by a terminal, and directional overrides would turn round the words that follow.
OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]")
HE_OR_SHE = re.compile(r"he|she|it|they", re.I)  # a name may stand for these; "I am" it would make wrong
VAGUE_START = re.compile(
    r"[\"“”‘’'\s]*(?:he|she|it|they|this|that|these|those|we|i|you|who|whom|whose|which|there|such|one|his|her|hers|their|its|"
    r"our|my|and|but|or|so|as|than|what|where|when|while|because|also|both|another|of|by|for|with|from|if|not)\b",
    re.I,
)
CLAUSE_ALONE = re.compile(
    r"[\"“‘'\s]*(?:(?:[^\s,]+\s+){0,2}(?:minutes?|hours?|days?|weeks?|months?|years?|shortly|soon|just|ever|even)\s+)?"
    r"(?:since|after|before|until|though|although|once|unless|whether|whereas)\b[^,;:]*$",
    re.I,
)  # "three days after the gate failed" waits for what it goes with
INFINITIVE = re.compile(r"[\"“‘'\s]*to\s+[a-z]", re.I)
PARTICIPLE = re.compile(
    r"[\"“‘'\s]*(?!(?:king|during|spring|morning|evening|nothing|everything|something|anything|building)\b)[a-z]+ing\b", re.I
)
EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.,;:!?])[*_](?!\w)")  # marks of Markdown, which are no words
ABBREVIATED = re.compile(r"\b(?:[A-Za-z]\.)+$|\b(?:Inc|Ltd|Co|Jr|Sr|St|etc|No)\.$")
THAT = re.compile(r"^(?:that|to the effect that)\s+(?=\S)", re.I)
_MODAL = (
    r"can|could|may|might|would|should|shall|will|must|likely|unlikely|possibl[ey]|probabl[ey]|perhaps|reported(?:ly)?|alleg\w*|"
    r"apparent(?:ly)?|suspect\w*|suppos\w*|purport\w*|claim\w*|unverified|unconfirmed|believ\w*|if|whether|expect\w*|fear\w*|"
    r"seem\w*|appear\w*|plan\w*|threat\w*"
)
MODAL = re.compile(rf"\b(?:{_MODAL})\b", re.I)
"""Words that say a thing is not certain, or not yet."""
HEDGE = re.compile(
    rf"\b(?:{_MODAL}|den(?:y|ies|ied|ying)|not|no|never|nobody|none|neither|nor|without|cannot|fail\w* to|refus\w*|declin\w*|"
    r"unless|although|though|but|however|except|said|says|say|told|according|accus\w*|about|around|nearly|almost|least|most|some)"
    r"\b|n[’']t\b",
    re.I,
)
"""Words that change what a sentence says if they are cut off: doubt, denial, attribution, comparison."""
SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘'(\[]?[^\W_a-z])|\n\s*\n|\n(?=[^\W_a-z])|[\u2028\u2029]")
NO_END = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Maj|Capt|Gov|Sen|Rep|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
DATELINE = re.compile(r"^(?:[^\s.!?]+[ ,]+){0,6}?[^\s.!?]*[^\W\d_a-z][^\s.!?]*(?: \([^)]{2,40}\))?[.,]? (?:[-–—]+|--) (?=\S)")
CLAUSE_MARK = re.compile(r"[,;:] | [–—-] ")
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot|den(?:y|ies|ied))\b|n[’']t\b", re.I)
NUMBER = re.compile(
    r"\d+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b", re.I
)
PLAIN = frozenset(
    (
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "is", "are", "was",
        "were", "be", "been", "being", "has", "have", "had", "it", "its", "his", "her", "their", "this", "that", "these",
        "those", "after", "before", "over", "under", "into", "out", "up", "down", "off", "than", "who", "which", "when",
        "while", "he", "she", "they", "we", "you", "i", "but",
    )
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"
)  # fmt: skip


def clear(words: str) -> str:
    """Words on one line, with nothing in them that a terminal or a page would obey."""
    return (
        " ".join(OBEYED.sub("", words).split())
        if not words.isascii() or not words.isprintable() or "  " in words
        else words.strip()
    )


def plain(words: str) -> str:
    """A content's words as a sentence would give them: an opening "that" and marks left hanging are dropped."""
    folded = THAT.sub("", EMPHASIS.sub("", clear(words)).lstrip("#*_> ")).strip(" ,;:*_")
    if folded.endswith(".") and not folded.endswith("..") and not ABBREVIATED.search(folded):
        folded = folded[:-1]
    for opening, closing in ("“”", '""'):
        inside = folded[1:-1]
        if len(folded) > 2 and folded[0] == opening and folded[-1] == closing and not {opening, closing} & set(inside):
            return f"{opening}{_capital(inside.strip(' ,;:'))}{closing}"
        if opening != closing and folded.count(opening) != folded.count(closing):
            folded = folded.strip(opening + closing)
    if folded.count('"') % 2:
        folded = folded.strip('"')
    return _capital(folded.strip(" ,;:"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def shortened(words: str, longest: int = LONGEST) -> str:
    """Words without their last clauses, if they are long. A clause that holds a hedge stays, and so do all before it."""
    words = clear(words)
    if len(words) <= longest:
        return words
    ends = [mark.start() for mark in CLAUSE_MARK.finditer(words)] + [mark.start() + 1 for mark in SENTENCE_END.finditer(words)]
    for end in sorted((end for end in ends if end <= longest), reverse=True):
        kept, left = words[:end], words[end:]
        if end < longest // 3:
            break
        if not HEDGE.search(left) and kept.count('"') % 2 == 0 and kept.count("“") == kept.count("”"):
            return kept.rstrip(" ,;:–—-") + CUT
    if len(words) <= FAR * longest:
        return words
    # A hedge that far on is of another sentence, though nothing may show where this one ends. No clause is cut in two.
    stops = [stop.start() for stop in STOP.finditer(words, longest // 3)]
    end = max((stop for stop in stops if stop <= longest), default=min(stops, default=len(words)))
    return words[:end].rstrip(" ,;:–—-") + CUT if end < len(words) else words


def stands_alone(words: str) -> bool:
    """Whether words can be read without what stood before them: no pronoun, infinitive or participle opens them."""
    return len(WORD.findall(words)) >= 4 and not (
        VAGUE_START.match(words) or INFINITIVE.match(words) or PARTICIPLE.match(words) or CLAUSE_ALONE.match(words)
    )


def sentence_span(text: str, span: Span) -> tuple[int, int]:
    """First and last code point of the sentence that holds a span: for reading, nothing is anchored on it."""
    begin = max(0, span.start - BESIDE)
    start = begin
    # The look ahead of the pattern must see the capital, which may be the span's own.
    for end in SENTENCE_END.finditer(text, begin, span.start + 2):
        if end.end() <= span.start and not NO_END.search(text, max(begin, end.start() - 12), end.start() + 1):
            start = end.end()
    stop = min(len(text), span.end + BESIDE)
    for end in SENTENCE_END.finditer(text, span.end, stop):
        if not NO_END.search(text, max(begin, end.start() - 12), end.start() + 1):
            stop = end.start() if text[end.start()].isspace() else end.start() + len(end.group().rstrip())
            break
    return start, stop


def clause_around(text: str, spans: Sequence[Span], start: int, stop: int, longest: int = SHORT) -> str:
    """The clauses of a sentence up to the one in which the last of `spans` stands; all of it where a hedge follows."""
    words = text[start:stop]
    opening = DATELINE.match(words)
    words = words[opening.end() :] if opening else words
    folded = clear(words)
    if len(folded) <= longest:
        return folded
    offset = stop - len(words)
    needed = max((one.end for one in spans if start <= one.start < stop), default=stop) - offset
    for mark in CLAUSE_MARK.finditer(words, max(needed, 0)):
        kept, left = words[: mark.start()], words[mark.start() :]
        whole = kept.count('"') % 2 == 0 and kept.count("“") == kept.count("”") and kept.count("(") == kept.count(")")
        if whole and not HEDGE.search(left):
            return clear(kept) + CUT
    return shortened(folded, LONGEST)


def content_words(words: str) -> frozenset[str]:
    """Words that carry the matter, cut to five letters so that "arms", "armed" and "arming" are one."""
    return frozenset(word[:5] for word in WORD.findall(fold(words)) if word not in PLAIN)


def numbers_in(words: str) -> frozenset[str]:
    return frozenset(number.lower() for number in NUMBER.findall(words))


def alike(one: str, other: str, share: float) -> bool:
    """Whether two wordings say one thing: most words shared, the same numbers, neither the negation of the other."""
    mine, theirs = content_words(one), content_words(other)
    fewer = min(len(mine), len(theirs))
    if not fewer or len(mine & theirs) < share * fewer:
        return False
    return numbers_in(one) == numbers_in(other) and bool(NEGATION.search(one)) == bool(NEGATION.search(other))


def fold(words: str) -> str:
    """Words for finding: without case or accents. Nothing is anchored on it."""
    if words.isascii():
        return words.lower()
    return "".join(mark for mark in unicodedata.normalize("NFKD", words).casefold() if not unicodedata.combining(mark))


# --- names -------------------------------------------------------------------------------------------------------------------

COUNTING = re.compile(
    r"(?P<first>(?:(?:some|about|at least|nearly|more than|up to) )?\d[\d,.]*|an?|the|one|some|several|many|other|few|all|two|"
    r"three|four|five|six|seven|eight|nine|ten|dozens|hundreds)\s+(?P<rest>.+)",
    re.I,
)
UNNAMED = re.compile(r"\b(?:unnamed|anonymous|unidentified|not named)\b", re.I)
DETERMINED = re.compile(r"(?:an?|the|its|his|her|their|one|two|three|some|several)\b", re.I)


def unnamed(name: str, text: str) -> str:
    """A source that nobody names, as the report calls it: `an unnamed official`, `two unnamed residents`."""
    first = name.split()[0] if name.split() else ""
    counting = COUNTING.fullmatch(name)
    if counting or (first != first.lower() and f" {first.lower()}" in text):
        name = name[:1].lower() + name[1:]
        counting = COUNTING.fullmatch(name)
    if UNNAMED.search(name):
        return name
    if " of " in f" {name} " and name.lower().startswith(("one ", "some of", "many of", "several of", "two of", "all of")):
        return f"{name}, unnamed"
    if counting:
        opening = "an" if counting["first"] == "a" else counting["first"]
        return f"{opening} unnamed {counting['rest']}"
    return f"unnamed {name}"


def document(name: str) -> str:
    """A document as a source: `a statement`, `its letter`."""
    if DETERMINED.match(name) or not name[:1].islower() or name.endswith("s"):
        return name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


# --- time --------------------------------------------------------------------------------------------------------------------


def day_words(value: str) -> str:
    """A time's value as a newspaper writes it: `3 March 2031, 12:00`, `9–15 February 2015`, `March 2031`."""
    first, _, last = value.partition("/")
    if last:
        start, stop = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
        if (start.year, start.month) == (stop.year, stop.month):
            return f"{start.day}–{stop.day} {MONTHS[start.month - 1]} {start.year}"
        left = f"{start.day} {MONTHS[start.month - 1]}" + ("" if start.year == stop.year else f" {start.year}")
        return f"{left} – {stop.day} {MONTHS[stop.month - 1]} {stop.year}"
    day, _, clock = first.partition("T")
    parts = day.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words) + (f", {clock[:5]}" if clock else "")


def said_when(time: Time) -> str | None:
    """A time as the record knows it; the unresolved says so."""
    if time.value is None:
        return f"“{clear(time.words)}”, date not known" if time.words else None
    return day_words(time.value)
