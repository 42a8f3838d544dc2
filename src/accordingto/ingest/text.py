"""Bytes of plain text become text, code point for code point.

Nothing is stripped, re-wrapped or repaired: a quote is found again in the file it came from. Only the mark that says how
the bytes are encoded is no part of the text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import charset_normalizer

from accordingto.errors import UndecodableText
from accordingto.ingest.draft import Draft

BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FEW_HIGH_BYTES = (
    0.1  # share from which writing is not English with its quotation marks and names, and Windows-1252 not likeliest
)
GUESSED_BYTES = 100_000  # of the bytes whose encoding is guessed; the rest is decoded with that guess, or refused
CONTROLS = 0.02  # share of control characters from which bytes are no writing

_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def drafts(raw: bytes, uri: str) -> Iterator[Draft]:
    """Yield the one report a file of text holds."""
    yield Draft(uri, decoded(raw), raw)


def decoded(raw: bytes, declared: str | None = None) -> str:
    """The text of some bytes. Raises UndecodableText when they are no writing, or in no encoding that can be told."""
    text = _decoded(raw, declared)
    if len(_CONTROL.findall(text)) > CONTROLS * len(text):
        raise UndecodableText("the bytes are no writing: too many of them are control characters")
    return text


def encoding_mark(raw: bytes) -> tuple[bytes, str] | None:
    """The byte order mark some bytes begin with, and the encoding it stands for."""
    return next(((bom, name) for bom, name in BOMS if raw.startswith(bom)), None)


def _decoded(raw: bytes, declared: str | None) -> str:
    if mark := encoding_mark(raw):
        bom, name = mark
        try:
            return raw[len(bom) :].decode(name)
        except UnicodeDecodeError as error:
            raise UndecodableText(f"it begins as {name} but byte {error.start + len(bom)} is not: {error.reason}") from error
    if b"\x00" in raw:
        raise UndecodableText("it holds NUL bytes, so it is binary, or UTF-16 without its mark: save it as UTF-8")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(raw):
            raise UndecodableText(
                f"it is UTF-8 but for byte {error.start} ({error.reason}): mend that place and save it again"
            ) from error
    if declared and (text := _attempt(raw, declared)) is not None:
        return text
    if len(_HIGH.findall(raw)) <= FEW_HIGH_BYTES * len(raw) and (text := _attempt(raw, "cp1252")) is not None:
        return text
    best = charset_normalizer.from_bytes(raw[:GUESSED_BYTES]).best()
    if best is not None and (text := _attempt(raw, best.encoding)) is not None:
        return text
    raise UndecodableText("its encoding cannot be told: save it as UTF-8")


def _attempt(raw: bytes, name: str) -> str | None:
    """The text, if the bytes are in that encoding and it is one of text."""
    try:
        return raw.decode(name)
    except (LookupError, UnicodeError):
        return None


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether most high bytes are well-formed UTF-8: other encodings do that by chance only."""
    high, formed = len(_HIGH.findall(raw)), sum(len(letter) for letter in _UTF8_LETTER.findall(raw))
    return formed > high - formed
