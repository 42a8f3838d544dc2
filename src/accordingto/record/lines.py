"""The native export is the contract that other tools rely on, so one module turns nouns into its lines and back.

A line is one noun written out: `type` first, then the noun's fields in their order, compact JSON in UTF-8, absent is null.
Lines stand in the order of the types in `Contents`, then of their ids, and dictionaries are sorted, so equal records give
equal bytes. Writing is strict; reading tolerates fields that a later version added, and lets an optional one be missing.
A line whose words are not the words of its article is refused: a record never quotes what nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeAlias, get_args, get_type_hints

import msgspec

from accordingto.errors import UnusableExport
from accordingto.model import (
    Article,
    Claim,
    Contents,
    Contradiction,
    Derivation,
    Entity,
    Event,
    EventMention,
    Figure,
    Judgement,
    Mention,
    Published,
    Rejection,
    Series,
    Span,
    Statement,
    Time,
    Timex,
)

Noun: TypeAlias = (
    Article
    | Entity
    | Mention
    | Statement
    | Timex
    | EventMention
    | Event
    | Figure
    | Claim
    | Derivation
    | Contradiction
    | Series
    | Judgement
    | Rejection
)

FORMAT = 1  # of the export; raised when an older reader would misread what is written

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # some editors put one before the first line of a file they saved

_MOMENT = "[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?)?"
TIME_VALUE = f"^{_MOMENT}(/{_MOMENT})?$"
"""The shape of a time's value: a year, month, day or minute, or two of them with a slash between."""


def _type_name(noun: type[Noun]) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", noun.__name__).lower()


def _contents() -> Iterator[tuple[str, type[Noun]]]:
    for name, hint in get_type_hints(Contents).items():
        yield name, get_args(hint)[0]


FIELDS: Mapping[type[Noun], str] = {noun: name for name, noun in _contents()}
"""Each noun of the export and the field of `Contents` that holds it, in the order of the export."""

TYPES: Mapping[str, type[Noun]] = {_type_name(noun): noun for noun in FIELDS}
"""Each `type` of a line and its noun, in the order of the export."""

_NAMES = {noun: name for name, noun in TYPES.items()}
_encoder = msgspec.json.Encoder(order="deterministic")
_decoders = {name: msgspec.json.Decoder(noun) for name, noun in TYPES.items()}


class _Typed(msgspec.Struct):
    type: str


_typed = msgspec.json.Decoder(_Typed)


def written(value: object) -> bytes:
    """A value as the export writes it: compact, dictionaries sorted, whole floats keeping their point."""
    return _encoder.encode(value)


def type_of(noun: Noun) -> str:
    """The `type` that a noun's line begins with."""
    return _NAMES[type(noun)]


def line(noun: Noun) -> bytes:
    """One line of the export, with its line end."""
    return b'{"type":"%s",%s\n' % (type_of(noun).encode(), _encoder.encode(noun)[1:])


def lines(contents: Contents) -> Iterator[bytes]:
    """Yield the whole export, by type, then id."""
    for name in FIELDS.values():
        for noun in sorted(getattr(contents, name), key=attrgetter("id")):
            yield line(noun)


def noun_of(data: bytes | str) -> Noun:
    """The noun that a line holds. What its words quote is not looked at here: that takes the article."""
    try:
        name = _typed.decode(data).type
    except msgspec.ValidationError as error:
        raise UnusableExport(f"it has no `type`: {_plain(error)}; each line is one JSON object that says its type") from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UnusableExport(f"it is not JSON: {error}; an export holds one whole JSON object on each line, in UTF-8") from None
    if name not in _decoders:
        raise UnusableExport(
            f"`type` is {name!r}, which is unknown; a newer accordingto may read it. Known: {', '.join(TYPES)}"
        )
    try:
        noun: Noun = _decoders[name].decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise UnusableExport(f"this {name} breaks the contract: {_plain(error)}; see docs/reference/record.md") from None
    return noun


def contents_of(data: Iterable[bytes | str]) -> Contents:
    """Everything an export holds, checked: no id twice, every span the words of its article, every time a time.

    Lines may stand in any order; nouns keep it. Empty lines are skipped.
    """
    found: dict[type[Noun], list[Noun]] = {noun: [] for noun in FIELDS}
    numbers: dict[tuple[type[Noun], str], int] = {}
    for number, noun in _numbered(data):
        key = type(noun), noun.id
        if key in numbers:
            raise UnusableExport(f"line {number}: {noun.id} stands on line {numbers[key]} already; leave one of the two out")
        numbers[key] = number
        found[type(noun)].append(noun)
    held: dict[str, Any] = {FIELDS[noun]: tuple(nouns) for noun, nouns in found.items()}
    contents = Contents(**held)
    texts = {article.id: article.text for article in contents.articles}
    for noun_type, nouns in found.items():
        for noun in nouns:
            for flaw in flaws(noun, texts):
                raise UnusableExport(f"line {numbers[noun_type, noun.id]}: {type_of(noun)} {noun.id}: {flaw}")
    return contents


def _numbered(data: Iterable[bytes | str]) -> Iterator[tuple[int, Noun]]:
    for number, raw in enumerate(data, 1):
        row = raw.encode() if isinstance(raw, str) else raw
        row = row.removeprefix(BYTE_ORDER_MARK) if number == 1 else row
        if row.strip():
            try:
                yield number, noun_of(row)
            except UnusableExport as error:
                raise UnusableExport(f"line {number}: {error}") from None


def _plain(error: Exception) -> str:
    """What msgspec found, with the place named as a path of fields."""
    return str(error).replace(" - at `$.", " at `")


def flaws(noun: Noun, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with a noun beside the texts of the articles (by id) that it quotes."""
    if isinstance(noun, Article):
        for zone in noun.zones:
            if not 0 <= zone.start <= zone.end <= len(noun.text):
                yield f"its {zone.kind} zone {zone.start}-{zone.end} lies outside its text of {len(noun.text)} code points"
    for article, span in quotes(noun):
        text = texts.get(article)
        if text is None and isinstance(noun, Judgement):
            continue  # what was judged may since have left the pile; the judgement has not
        if text is None:
            yield f"it quotes article {article}, which is not there"
        elif not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.exact:
            stands = text[max(span.start, 0) : max(span.end, 0)]
            yield (
                f"{_short(span.exact)} is not what stands at {span.start}-{span.end} of {article}, which is {_short(stands)}; "
                "offsets are half-open code points into the text"
            )
    for time in times(noun):
        if not _is_time(time):
            yield f"{time.value!r} is no time; write 2015, 2015-02, 2015-02-03, 2015-02-03T14:30 or an interval of days"


def _short(words: str) -> str:
    """Enough of some words to know them by."""
    return repr(words if len(words) <= 60 else f"{words[:57]}...")


def _is_time(time: Time | Published) -> bool:
    if time.value is None:
        return True
    if not re.fullmatch(TIME_VALUE, time.value):
        return False
    try:
        return Time(time.value).days is not None
    except ValueError:  # a thirteenth month
        return False


def quotes(noun: Noun) -> Iterator[tuple[str, Span]]:
    """Yield each span of a noun with the id of the article whose words it holds."""
    yield from _parts(noun, noun.id if isinstance(noun, Article) else "", (Span,))


def times(noun: Noun) -> Iterator[Time | Published]:
    """Yield each time that a noun holds."""
    for _, time in _parts(noun, "", (Time, Published)):
        yield time


def _parts(value: Any, article: str, sought: tuple[type, ...]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a value that are of the types sought, each with the nearest `article` named above it."""
    if isinstance(value, sought):
        yield article, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part, article, sought)
    elif is_dataclass(value):
        article = getattr(value, "article", article)
        kind: Any = type(value)
        for name in _leading_to(kind, sought):
            yield from _parts(getattr(value, name), article, sought)


@cache
def _leading_to(noun: Any, sought: tuple[type, ...]) -> tuple[str, ...]:
    """The fields of a noun that can hold a part of the types sought, so that a walk need not open the others."""
    return tuple(name for name, hint in get_type_hints(noun).items() if _reaches(hint, sought))


def _reaches(hint: Any, sought: tuple[type, ...]) -> bool:
    if hint in sought:
        return True
    if hasattr(hint, "__dataclass_fields__"):
        return bool(_leading_to(hint, sought))
    return any(_reaches(part, sought) for part in get_args(hint))


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line, drawn from the nouns; `export.schema.json` beside this module is the same.

    It describes what is written, so every field is required; fields that a later version adds are allowed.
    """
    _, drawn = msgspec.json.schema_components(TYPES.values(), ref_template="#/$defs/{name}")
    for name, part in drawn.items():
        properties = part["properties"]
        for field, shape in properties.items():
            properties[field] = _tidied(shape)
        if name in ("Time", "Published"):
            properties["value"] = {"anyOf": [{"type": "string", "pattern": TIME_VALUE}, {"type": "null"}]}
        for field in ("start", "end"):
            if field in properties:
                properties[field]["minimum"] = 0
        part["required"] = list(properties)
    for name, noun in TYPES.items():
        part = drawn[noun.__name__]
        part["properties"] = {"type": {"const": name}, **part["properties"]}
        part["required"] = ["type", *part["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:accordingto:export:{FORMAT}",
        "title": "A line of accordingto's native export",
        "description": "One noun of the record. Lines are ordered by type, as here, then by id. Absent is null.",
        "oneOf": [{"$ref": f"#/$defs/{noun.__name__}"} for noun in TYPES.values()],
        "$defs": {name: drawn[name] for name in _declared(drawn)},
    }


def _declared(drawn: Mapping[str, Any]) -> list[str]:
    """The names of the parts, those of lines first, in the order of the export."""
    first = [noun.__name__ for noun in TYPES.values()]
    return first + sorted(set(drawn) - set(first))


def _tidied(shape: dict[str, Any]) -> dict[str, Any]:
    """A field's shape without its default (a line leaves nothing out), and a whole number not told from a number."""
    shape = {key: value for key, value in shape.items() if key != "default"}
    if {"type": "number"} in shape.get("anyOf", ()):
        shape["anyOf"] = [part for part in shape["anyOf"] if part != {"type": "integer"}]
    return shape
