"""What an article was found to state is kept beside the record's lines, so that adding to a pile reads only what is new.

A kept reading is good for one reader (a fingerprint of the code and lexicons that read it); another reads the article again.
It is a cache: a record without it, an imported one, is complete.
"""

from __future__ import annotations

import zlib

import msgspec

from accordingto.model import Findings

_DECODER = msgspec.json.Decoder(Findings)


def packed(findings: Findings) -> bytes:
    """Findings as bytes, compressed."""
    return zlib.compress(msgspec.json.encode(findings), 3)


def unpacked(data: bytes) -> Findings:
    """The findings that `packed` wrote, equal to them."""
    return _DECODER.decode(zlib.decompress(data))
