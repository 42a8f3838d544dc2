"""What a parser needs repaired in a text: marks of a page's markup, damaged letters, lost spaces, acronyms spelled like words.

Nothing here alters a text. `edits` says which code points to read otherwise and how; the view applies them and keeps the map.
A repair is made only where the damage is plain: a doubtful one is left, for a stray mark harms a parse less than a wrong word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from accordingto.read.layout import INVISIBLE, LINK
from accordingto.read.lexicon import lexicon

LONGEST_NAME = 80  # code points before a bracket in which the words stand that its initials are of
WORDS_BEFORE = re.compile(r"[^\W\d_][\w'’]*")


class Edit(NamedTuple):
    """Read `text[start:end]` as `words`. `whole`: the words stand for all of the stretch, not for its first code point."""

    start: int
    end: int
    words: str
    whole: bool = False


def edits(text: str, start: int, end: int, *, quoted: bool = False) -> list[Edit]:
    """The repairs of a stretch of text, in order and disjoint. `quoted`: a markdown quotation, with marks before its lines."""
    found: list[Edit] = []
    taken = bytearray(end - start)
    for find in (_mangled, _markup, _quote_lines if quoted else _nothing, _letters, _shifted_quotes, _spaces, _lost_spaces):
        for edit in find(text, start, end):
            first, last = edit.start - start, max(edit.end, edit.start + 1) - start
            # An insertion (empty stretch) stands before a code point and clashes only with what replaces it.
            if not any(taken[first:last]):
                found.append(edit)
                if edit.end > edit.start:
                    taken[first:last] = b"\1" * (last - first)
            elif find is _spaces:  # what another repair left of a run of white space is white space still
                free = [place for place in range(edit.start, edit.end) if not taken[place - start]]
                found.extend(Edit(place, place + 1, edit.words) for place in free)
                for place in free:
                    taken[place - start] = 1
    found.sort()
    return found


def _nothing(text: str, start: int, end: int) -> Iterator[Edit]:  # noqa: ARG001
    yield from ()


# --- letters read in the wrong encoding ---


def _byte_of() -> dict[str, int]:
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            table[bytes((byte,)).decode("cp1252")] = byte
        except UnicodeDecodeError:  # five bytes have no letter in cp1252: they come through as control characters
            continue
    return table


BYTE_OF = _byte_of()
LETTER_OF = {chr(byte): letter for letter, byte in BYTE_OF.items() if 0x80 <= byte < 0xA0 and ord(letter) > 0xFF}


def _class(low: int, high: int) -> str:
    return "[" + "".join(re.escape(letter) for letter, byte in BYTE_OF.items() if low <= byte <= high) + "]"


TAIL = _class(0x80, 0xBF)
MANGLED = re.compile(f"{_class(0xF0, 0xF4)}{TAIL}{{3}}|{_class(0xE0, 0xEF)}{TAIL}{{2}}|{_class(0xC2, 0xDF)}{TAIL}")
LOST_CLOSE = re.compile(r"â€(?:\ufffd|(?=[\s.,;:!?)]|$))")  # the closing quotation mark's last byte has no letter in cp1252
TYPOGRAPHIC = "‘’“”–—…•"  # after a letter with an accent these are more likely meant


def _mangled(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield UTF-8 read as cp1252 (or Latin-1), once or twice over: each run of letters that spells one letter."""
    if text.isascii():
        return
    units = [(at.start(), at.end(), "”") for at in LOST_CLOSE.finditer(text, start, end)]
    units += _decoded([(at.start(), at.end(), at[0]) for at in MANGLED.finditer(text, start, end)], text)
    units.sort()
    for first, last, letter in _paired(list(_again(units))):
        if letter.isspace():
            yield Edit(first, last, " ")
        else:
            yield Edit(first, last, "" if letter in INVISIBLE else letter, whole=True)


def _paired(units: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield mended letters, two single quotation marks on end as one double."""
    waiting: tuple[int, int, str] | None = None
    for unit in units:
        if waiting and waiting[1] == unit[0] and waiting[2] + unit[2] in DOUBLED:
            yield waiting[0], unit[1], DOUBLED[waiting[2] + unit[2]]
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = unit
    if waiting:
        yield waiting


def _decoded(matches: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for first, last, letters in matches:
        try:
            letter = bytes(BYTE_OF[one] for one in letters).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if len(letters) == 2 and letters[0] not in "ÂÃ" and letters[1] in TYPOGRAPHIC and not text[last : last + 1].isalpha():
            continue
        found.append((first, last, letter))
    # A letter of another script is taken for mangled only beside another: a lone one may be meant as it stands.
    starts, ends = {first for first, _, _ in found}, {last for _, last, _ in found}
    return [unit for unit in found if _western(unit[2]) or unit[1] in starts or unit[0] in ends]


def _western(letter: str) -> bool:
    code = ord(letter)
    return code < 0x370 or 0x1E00 <= code < 0x1F00 or 0x2000 <= code < 0x2300 or code in (0xFEFF, 0xFFFD)


def _again(units: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield letters that were mangled twice: touching units that spell one letter once more."""
    run: list[tuple[int, int, str]] = []
    for unit in [*units, None]:
        if run and (unit is None or unit[0] != run[-1][1]):
            letters, position = "".join(letter for _, _, letter in run), 0
            for twice in MANGLED.finditer(letters) if len(run) > 1 else ():
                try:
                    letter = bytes(BYTE_OF[one] for one in twice[0]).decode("utf-8")
                except UnicodeDecodeError:
                    continue
                yield from run[position : twice.start()]
                yield run[twice.start()][0], run[twice.end() - 1][1], letter
                position = twice.end()
            yield from run[position:]
            run = []
        if unit is not None:
            run.append(unit)


# --- markup ---

EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,3000}?)(?<=[^\s*])\1(?![\w*])|(?<![\w_])(_{1,3})(?=[^\s_])([^_]{1,3000}?)(?<=[^\s_])\3(?![\w_])"
)
CODE = re.compile(r"(?<![`\w])(`)(?=[^\s`'])([^`'\n]{1,200})(?<=\S)`(?![`\w])")
HASHES = re.compile(r"#{1,6}[ \t]+")
TRAILING_HASHES = re.compile(r"[ \t]+#+$")
BULLET = re.compile(r"(?:[*•·▪‣■●◦][ \t]+)+")
FOOTNOTE = re.compile(r"(?<=\S)\[(?:\d{1,3}|[a-z]|note \d+|citation needed)\]")
ESCAPED = re.compile(r"\\(?=[*_`\[\]#>\"'])")
QUOTE_LINE = re.compile(r"(?:(?<=[\n\r\u2028])|(?<=^))[ \t]*>[> \t]*")


def _markup(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the marks of markdown that are not words: link addresses, emphasis, hashes, bullets, footnote numbers."""
    if text.find("[", start, end) >= 0:
        for link in LINK.finditer(text, start, end):
            yield Edit(link.start(), link.start(1), "")
            yield Edit(link.end(1), link.end(), "")
        for note in FOOTNOTE.finditer(text, start, end):
            yield Edit(note.start(), note.end(), "")
    if text.find("*", start, end) >= 0 or text.find("_", start, end) >= 0:
        for mark in EMPHASIS.finditer(text, start, end):
            width = len(mark[1] or mark[3])
            yield Edit(mark.start(), mark.start() + width, "")
            yield Edit(mark.end() - width, mark.end(), "")
    if text.find("`", start, end) >= 0:
        for code in CODE.finditer(text, start, end):
            yield Edit(code.start(), code.start() + 1, "")
            yield Edit(code.end() - 1, code.end(), "")
    if hashes := HASHES.match(text, start, end):
        yield Edit(start, hashes.end(), "")
        if trailing := TRAILING_HASHES.search(text, hashes.end(), end):
            yield Edit(trailing.start(), trailing.end(), "")
    if bullet := BULLET.match(text, start, end):
        yield Edit(start, bullet.end(), "")
    for escaped in ESCAPED.finditer(text, start, end):
        yield Edit(escaped.start(), escaped.end(), "")


def _quote_lines(text: str, start: int, end: int) -> Iterator[Edit]:
    if opening := re.compile(r"[> \t]*").match(text, start, end):
        yield Edit(opening.start(), opening.end(), "")
    for line in re.compile(r"(?<=[\n\r\u2028])[ \t]*>[> \t]*").finditer(text, start + 1, end):
        yield Edit(line.start(), line.end(), "")


# --- letters and marks ---

EXOTIC = str.maketrans({"´": "'", "′": "'", "″": '"', "＂": '"', "‟": "“", "❝": "“", "❞": "”", "‛": "‘", "〝": "“", "〞": "”"})
ODD = re.compile(
    r"(?<=[^\W\d_])[?\ufffd](?=[^\W\d_])"  # a letter lost: NI?T, Ardo?an
    r"|['`´]{2,4}|‘‘|’’|` ?"
    r"|[´″′＂‟❝❞‛〝〞]"
    r"|[\x7f-\x84\x86-\x9f]+"  # one stands for a letter of cp1252, if it has one; of several on end nothing is known
    r"|[\x00-\x08\x0e-\x1b]"
)
DOUBLED = {"‘‘": "“", "’’": "”"}
CONTRACTED = re.compile(r"(?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)


def _letters(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield lost letters, quotation marks written with other signs, and control characters."""
    for odd in ODD.finditer(text, start, end):
        sign = odd[0]
        before, after = text[odd.start() - 1 : odd.start()], text[odd.end() : odd.end() + 1]
        if sign in "?\ufffd":
            yield from _lost_letter(text, odd.start(), before, after)
        elif "\x7f" <= sign[0] <= "\x9f" and len(sign) > 1:
            known = all(one in LETTER_OF for one in sign)
            for place, one in enumerate(sign, odd.start()):
                yield Edit(place, place + 1, LETTER_OF[one] if known else "")
        elif len(sign.strip()) > 1:
            apostrophe = before.isalpha() and after.isalpha()
            yield Edit(odd.start(), odd.end(), DOUBLED.get(sign) or ("'" if apostrophe else '"'), whole=True)
        elif sign[0] == "`":
            yield Edit(odd.start(), odd.end() if not before.isalnum() else odd.start() + 1, "'")
        elif sign in LETTER_OF:
            yield Edit(odd.start(), odd.end(), LETTER_OF[sign])
        else:
            yield Edit(odd.start(), odd.end(), sign.translate(EXOTIC) if ord(sign) >= 0xA0 else "")


def _lost_letter(text: str, at: int, before: str, after: str) -> Iterator[Edit]:
    """Yield the reading of a sign that stands for a letter lost in a word: a capital among capitals. A query keeps its sign."""
    left, right = at, at + 1
    while left > 0 and not text[left - 1].isspace() and at - left < 60:
        left -= 1
    while right < len(text) and not text[right].isspace() and right - at < 60:
        right += 1
    token = text[left:right]
    if "/" in token or "=" in token or "www." in token:
        return
    if text[at] == "?" and before.islower() and after.isupper():
        yield Edit(at + 1, at + 1, " ")  # a question with the space after it lost
    elif text[at] == "\ufffd" and CONTRACTED.match(text, at + 1):
        yield Edit(at, at + 1, "’")
    else:
        yield Edit(at, at + 1, "I" if after.isupper() or (before.isupper() and at - left > 1 and not after.islower()) else "i")


# --- spaces ---

SPACES = re.compile(rf"(?: [\s{INVISIBLE}]|[^\S ]|[{INVISIBLE}])[\s{INVISIBLE}]*")
HYPHEN_BREAK = re.compile(rf"(?<=[^\W\d_])-[ \t]*(?:\r\n|[\n\r\u2028])[\s{INVISIBLE}]*(?=[^\W\d_])")
LOST_SPACE = re.compile(r"(?<=[^\W\d_])[,;](?=[^\W\d_])|(?<=[^\W\d_][^\W\d_])[.!:](?=[^\W\d_a-zß-öø-ÿ][a-zß-öø-ÿ])")
PARTED = re.compile(r"(?<=[^\W\d_]['’]) (?=(?:s|t|re|ve|ll|d|m)\b)")
SHIFTED = re.compile(r"(?<=[,.!?…]) \"(?=[a-z]|\s|$)")


def _spaces(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield white space that is not one space: runs and line breaks, and signs that take no room."""
    if text.find("-", start, end) >= 0:
        for cut in HYPHEN_BREAK.finditer(text, start, end):
            yield Edit(cut.start() + 1, cut.end(), "")
    for run in SPACES.finditer(text, start, end):
        yield Edit(run.start(), run.end(), " " if any(map(str.isspace, run[0])) else "")
    for parted in PARTED.finditer(text, start, end):
        yield Edit(parted.start(), parted.end(), "")


def _lost_spaces(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield a space lost after a comma or full stop between words; not in numbers, addresses and abbreviations."""
    for lost in LOST_SPACE.finditer(text, start, end):
        left, right = lost.start(), lost.end()
        while left > start and not text[left - 1].isspace() and lost.start() - left < 60:
            left -= 1
        while right < end and not text[right].isspace() and right - lost.end() < 60:
            right += 1
        token = text[left:right]
        if not any(sign in token for sign in ("/", "@", "www.", "_")):
            yield Edit(lost.end(), lost.end(), " ")


def _shifted_quotes(text: str, start: int, end: int) -> Iterator[Edit]:
    """Yield a closing straight mark set off by a space as in `it, "said she`: the space belongs after it."""
    before, position = 0, start
    for shifted in SHIFTED.finditer(text, start, end):
        before += text.count('"', position, shifted.start())
        position = shifted.start()
        if before % 2:
            yield Edit(shifted.start(), shifted.start() + 1, "")
            if text[shifted.end() : shifted.end() + 1].isalpha():
                yield Edit(shifted.end(), shifted.end(), " ")


# --- acronyms spelled like words ---


@cache
def _homograph() -> re.Pattern[str]:
    words = "|".join(sorted(word.upper() for word in lexicon().function_words if len(word) > 1))
    return re.compile(rf"(?<![^\W_])(?<![^\W_][.&])(?:{words})(?![^\W_])(?!\.[^\W_])")


def homographs(text: str) -> dict[str, str]:
    """The acronyms of a text that a parser would take for other words, each with what it should read instead.

    Only those that the text explains in brackets, or that are known and named by their full name in it.
    """
    readings: dict[str, str] = {}
    for short in sorted(set(_homograph().findall(text))):
        written, names = lexicon().acronyms.get(short.lower(), ("", ()))
        if names and re.search(rf"\b(?:{'|'.join(map(re.escape, names))})\b", text, re.IGNORECASE):
            readings[short] = written
        elif _explained(text, short):
            readings[short] = "".join(f"{letter}." for letter in short)
    return readings


def _explained(text: str, short: str) -> bool:
    """Whether the words before a bracket have the initials that stand in it."""
    for bracket in re.finditer(rf"[(\[][\"“‘']?{short}[\"”’']?[)\]]", text):
        before = WORDS_BEFORE.findall(text, max(0, bracket.start() - LONGEST_NAME), bracket.start())
        initials = "".join(word[0] for word in before).upper()
        capitals = "".join(word[0] for word in before if word[0].isupper())
        if initials.endswith(short) or capitals.endswith(short):
            return True
    return False


def homograph_places(text: str, start: int, end: int, readings: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where acronyms stand that are to be read otherwise: not in a line of shouted words, where they may be the words."""
    for found in _homograph().finditer(text, start, end):
        if found[0] in readings and not _shouted(text, found.start(), found.end()):
            yield found.span()


def _shouted(text: str, start: int, end: int) -> bool:
    left, right = WORDS_BEFORE.findall(text, max(0, start - 30), start), WORDS_BEFORE.search(text, end, end + 30)
    beside = [*left[-1:], *([right[0]] if right else [])]
    return all(len(word) > 1 and word.isupper() for word in beside) and bool(beside)
