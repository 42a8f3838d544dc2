"""Bytes become text code point for code point, or a refusal that says what to do."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.errors import UndecodableText
from accordingto.ingest.text import decoded, drafts

STORY = "“No one was hurt,” said Zoë Ağaoğlu – at the Café.\r\n\r\n\tShe left\u00a0early. "


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_text_is_kept_whatever_mark_of_encoding_it_has(mark: bytes, encoding: str) -> None:
    assert decoded(mark + STORY.encode(encoding)) == STORY


def test_only_the_first_mark_is_no_text() -> None:
    assert decoded(codecs.BOM_UTF8 * 2 + b"Rain.") == "\ufeffRain."


def test_windows_quotation_marks_are_read() -> None:
    story = "“No one was hurt,” said the mayor’s office – at the Café."
    assert decoded(story.encode("cp1252")) == story


def test_cyrillic_in_its_old_encoding_is_read() -> None:
    story = "Никто не пострадал, сообщили в управлении порта. Судно отбуксировали обратно до полудня, и теперь его чинят. " * 3
    assert decoded(story.encode("cp1251")) == story


def test_damaged_utf8_is_refused_with_its_place() -> None:
    with pytest.raises(UndecodableText, match="byte 9"):
        decoded("Zoë left\xff “early”, she said – in a café".encode().replace(b"\xc3\xbf", b"\xff"))


@pytest.mark.parametrize("raw", [b"\x00\x01\x02", b"The ferry\x00 stopped", bytes(range(1, 32)) * 4, b"\xff\xfea"])
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(UndecodableText):
        decoded(raw)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    try:
        assert decoded(text.encode()) == text.removeprefix("\ufeff")
    except UndecodableText:
        assert any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in text)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.binary())
def test_any_bytes_are_a_text_or_refused(raw: bytes) -> None:
    try:
        for draft in drafts(raw, "story"):
            assert draft.raw == raw
    except UndecodableText:
        return
