"""Files dropped into the reading room: streamed into a folder that is nobody's, under names that can do no harm.

What always holds: a name is never a path; the folder is in no place of the user's and goes when the drop is let go of; nothing
that was dropped vanishes. A file too large to be kept still stands there by its size, so that it is refused by name, as every
other unreadable input is.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import unicodedata
import weakref
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from accordingto.present.web.filters import DAY

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FILES_MOST = 10_000  # files dropped at once; more are a folder, which the shell reads where it lies
FILE_MOST = 200_000_000  # bytes of one file; no more are read of one file
FIELDS_MOST = 20  # fields of the form that are no files
FIELD_LONGEST = 1600  # bytes of one of them
NAME_LONGEST = 180  # bytes of a name: file systems take 255, and a number may have to come in
ENDING_LONGEST = 16  # bytes of what a name ends in; what is longer is no ending

_PATH = re.compile(r"[/\\]|^[a-z]:", re.I)
_HARMFUL = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # turn the line, or the direction of what follows
    "\ud800-\udfff\ufffe\uffff"  # no characters
    "]"
)
_TRAILING = re.compile(r"[\s.]+$")  # some file systems leave them out
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.I)


class UnusableDrop(Exception):
    """What was dropped cannot be taken in: `status` as in HTTP, and what to do instead."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True, slots=True)
class Said:
    """What the person says of a drop: of the files that do not say it themselves, and how they are to be read."""

    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    model: bool = True
    fresh: bool = False


class Drop:
    """Files that were dropped at once, in a folder of their own; and what was said of them."""

    def __init__(self, said: Said = Said()) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="accordingto-"))
        self.said = said
        self.names: list[str] = []
        self.bytes = 0
        self._taken: set[str] = set()
        self._letting_go = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def place(self, given: str) -> Path:
        """Where a file of that name goes; a second one of the same name gets a number."""
        name, number = safe_name(given), 1
        stem, ending = _parted(name)
        while _folded(name) in self._taken:
            number += 1
            name = f"{stem} ({number}){ending}"
        self._taken.add(_folded(name))
        self.names.append(name)
        return self.folder / name

    def discard(self) -> None:
        """Remove the folder and all that is in it."""
        self._letting_go()


def safe_name(given: str) -> str:
    """A file's own name as far as it is harmless on every file system: no path, device, control character or great length."""
    name = _TRAILING.sub("", _HARMFUL.sub("", _PATH.split(given)[-1]).replace(":", "_")).lstrip()
    if name.startswith("."):  # hidden files are passed over, and nothing that was dropped may be
        name = "_" + name.lstrip(".")
    if _DEVICE.fullmatch(name):
        name = f"_{name}"
    stem, ending = _parted(name)
    room = NAME_LONGEST - len(ending.encode())
    return _TRAILING.sub("", stem.encode()[:room].decode("utf-8", "ignore")) + ending or "unnamed"


def _parted(name: str) -> tuple[str, str]:
    """A name, and what it ends in, with the stop."""
    ending = PurePosixPath(name).suffix
    return (name, "") if len(ending.encode()) > ENDING_LONGEST else (name.removesuffix(ending), ending)


def _folded(name: str) -> str:
    """Names that are one and the same file on some file system are equal."""
    return unicodedata.normalize("NFC", name).casefold()


# -------------------------------------------------------------------------------------------------------------- receiving


async def received(
    body: AsyncIterator[bytes], content_type: str, *, files_most: int = FILES_MOST, file_most: int = FILE_MOST
) -> Drop:
    """The files of a form, each written as it comes. Raises UnusableDrop; then nothing of it is kept."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise UnusableDrop(415, "files are sent as a form does: multipart/form-data")
    receiving = _Receiving(Drop(), files_most, file_most)
    try:
        parser = MultipartParser(options[b"boundary"], receiving.callbacks)
        async for chunk in body:
            # Written between two chunks, not beside them: to a page cache this takes less than handing it to a thread would.
            parser.write(chunk)
        parser.finalize()
        if not receiving.ended:
            raise UnusableDrop(400, "the form broke off before its end; send it again")
        receiving.drop.said = _said(receiving.fields)
        if not receiving.drop.names:
            raise UnusableDrop(422, "no file was chosen; choose one or several, then build")
    except FormParserError:
        receiving.give_up()
        raise UnusableDrop(400, "the form could not be understood; send it again") from None
    except OSError as error:
        receiving.give_up()
        raise UnusableDrop(
            507, f"the files cannot be kept in {tempfile.gettempdir()} ({error.strerror}); make room there, or set TMPDIR"
        ) from None
    except BaseException:  # whoever sent it may have gone: nothing stays behind
        receiving.give_up()
        raise
    return receiving.drop


class _Receiving:
    """One form as it comes in, part by part."""

    def __init__(self, drop: Drop, files_most: int, file_most: int) -> None:
        self.drop, self.files_most, self.file_most = drop, files_most, file_most
        self.fields: dict[str, str] = {}
        self.ended = False
        self._header: list[bytes] = [b"", b""]
        self._disposition = b""
        self._field = ""
        self._words = b""
        self._file: BinaryIO | None = None
        self._size = 0
        self._passed_over = False
        self.callbacks: MultipartCallbacks = {
            "on_part_begin": self._begin, "on_header_field": self._header_name, "on_header_value": self._header_value,
            "on_header_end": self._header_end, "on_headers_finished": self._open, "on_part_data": self._data,
            "on_part_end": self._close, "on_end": self._end,
        }  # fmt: skip

    def give_up(self) -> None:
        if self._file:
            self._file.close()
        self.drop.discard()

    def _begin(self) -> None:
        self._disposition, self._field, self._words, self._size, self._passed_over = b"", "", b"", 0, False

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._header[0] += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1] += data[start:end]

    def _header_end(self) -> None:
        if self._header[0].lower() == b"content-disposition":
            self._disposition = self._header[1]
        self._header = [b"", b""]

    def _open(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"filename")
        if name is None:
            self._field = options.get(b"name", b"").decode("utf-8", "replace")
            if len(self.fields) >= FIELDS_MOST:
                raise UnusableDrop(400, "the form has more fields than it should; send it again")
        elif not name:  # what a form says where no file was chosen
            self._passed_over = True
        elif len(self.drop.names) >= self.files_most:
            raise UnusableDrop(
                413,
                f"that is more than {self.files_most:,} files at once, and none was kept; drop fewer, or read the whole folder "
                "where it lies: accordingto build FOLDER --record R.db",
            )
        else:
            self._file = self.drop.place(name.decode("utf-8", "replace")).open("xb")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file:
            if self._size <= self.file_most:
                self._file.write(data[start:end])
            self._size += end - start
        elif not self._passed_over:
            self._words += data[start:end]
            if len(self._words) > FIELD_LONGEST:
                raise UnusableDrop(422, f"a field of the form is longer than {FIELD_LONGEST:,} bytes; shorten it")

    def _close(self) -> None:
        if self._file:
            if self._size > self.file_most:
                self._file.truncate(0)
                self._file.truncate(self._size)  # takes no room, and says how large it was
            self._file.close()
            self._file = None
            self.drop.bytes += self._size
        elif not self._passed_over:
            self.fields[self._field] = self._words.decode("utf-8", "replace")

    def _end(self) -> None:
        self.ended = True


def _said(fields: dict[str, str]) -> Said:
    words = {name: " ".join(_HARMFUL.sub(" ", value).split()) or None for name, value in fields.items()}
    published = words.get("published")
    if published and not DAY.fullmatch(published):
        raise UnusableDrop(
            422, "the date of publication was not understood; write a day, month or year: 2031-03-04, 2031-03, 2031"
        )
    return Said(words.get("outlet"), published, words.get("language"), not words.get("rules"), bool(words.get("fresh")))


# ----------------------------------------------------------------------------------------------------------------- sample


def sample() -> Drop:
    """The invented affair that comes with the package, as if it had been dropped."""
    drop = Drop()
    for name, data in _sample():
        drop.place(name).write_bytes(data)
        drop.bytes += len(data)
    return drop


@cache
def sample_hashes() -> frozenset[str]:
    """SHA-256 of the reports of the invented affair, by which a record of nothing else is known."""
    return frozenset(hashlib.sha256(data).hexdigest() for name, data in _sample() if name.endswith(".txt"))


def _sample() -> Iterator[tuple[str, bytes]]:
    for each in sorted(files("accordingto.present.web").joinpath("sample").iterdir(), key=lambda one: one.name):
        if each.is_file():
            yield each.name, each.read_bytes()
