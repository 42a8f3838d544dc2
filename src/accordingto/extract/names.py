"""Names that are known before an article is read: actors and their aliases, countries, peoples and seats of government.

Knowledge lives in `lexicons/en`, and in the user's own file (`own`), which goes before it; here both become a table that a text
can be looked up in. Folding serves the comparison only: every hit keeps its own offsets, and no offset is ever counted in a
folded copy.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from accordingto.extract.own import NOTHING, Own, OwnPlace, at_hand
from accordingto.model import EntityKind
from accordingto.read import casing

SenseKind = Literal["actor", "country", "people", "seat", "region"]

ACTOR_KINDS: tuple[EntityKind, ...] = ("armed_group", "agency", "organisation", "outlet")  # the tables of actors.toml
APOSTROPHES = "'’‘ʻʿʼ`´"
DAMAGE = "?\ufffd"
# A word may hold an apostrophe (Da'esh) or a damaged letter (M?T); "U.S." is one word.
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?|[^\W_]+(?:[{APOSTROPHES}{DAMAGE}][^\W_]+)*")
POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")
WITHIN = re.compile(rf"[^\W\d_][{APOSTROPHES}][^\W\d_]")
OWNING = re.compile(r" [^\W_]")  # what follows an owner
SHORTEST_OWNER = 4  # letters of a name before an "s" whose apostrophe was lost
DROPPED = str.maketrans("", "", APOSTROPHES + ".")
UNMARKED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss"})


def fold(name: str) -> str:
    """A name for comparison only: case, accents, apostrophes and the full stops of initials gone, hyphens as spaces."""
    bare = name.translate(DROPPED) if not name.isascii() or any(mark in name for mark in "'`.") else name
    folded = bare.casefold()
    if not folded.isascii():
        letters = unicodedata.normalize("NFKD", folded.translate(UNMARKED))
        folded = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return folded


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: half-open offsets without a possessive ending, its folded key, and where its "al-" begins."""

    start: int
    end: int
    key: str
    text: str
    lead: int  # the start of "al-" before it, or its own start


def words_of(text: str) -> list[Word]:
    """The words of a text in order. "al-" belongs to the word after it."""
    found: list[Word] = []
    lead: int | None = None
    for match in WORD.finditer(text):
        start, end = match.span()
        written = match.group()
        if (possessive := POSSESSIVE.search(written)) is not None:
            end -= len(possessive.group())
            written = written[: possessive.start()]
        if (
            written in ("al", "Al", "AL")
            and end < len(text) - 1
            and (text[end] == "-" or (written == "Al" and text[end] == " "))
        ):
            lead = start
            continue
        found.append(Word(start, end, fold(written), written, start if lead is None else lead))
        lead = None
    return found


def key_of(name: str) -> tuple[str, ...]:
    """A name's folded words, without "al" and a leading article."""
    keys = tuple(word.key for word in words_of(name))
    return keys[1:] if len(keys) > 1 and keys[0] in ("the", "el", "a", "an") else keys


def damaged(written: str) -> bool:
    """Whether a letter of a word was lost: `?` or the replacement character between letters."""
    return any(
        letter in DAMAGE and written[at - 1].isalpha() and written[at + 1].isalpha()
        for at, letter in enumerate(written[:-1])
        if at
    )


def fits(pattern: str, name: str) -> bool:
    """Whether a name is what a damaged one was: each lost letter stands for exactly one letter."""
    whole = "".join("." if letter in DAMAGE else re.escape(letter) for letter in unicodedata.normalize("NFC", pattern))
    return re.fullmatch(whole, unicodedata.normalize("NFC", name), re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a known name can mean. `id` is stable across articles; `country` is an ISO code or None."""

    id: str
    type: SenseKind
    kind: EntityKind
    country: str | None
    role: str | None
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """A known name and one sense of it. A doubtful one means several things: the article has to say which."""

    keys: tuple[str, ...]
    written: tuple[str, ...]
    name: str
    sense: Sense
    doubtful: bool
    al: bool

    @property
    def acronym(self) -> bool:
        return len(self.written) == 1 and self.written[0].isupper() and len(self.keys[0]) > 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name found in a text: half-open offsets, the numbers of its words, and every sense it may have."""

    start: int
    end: int
    first: int
    last: int
    aliases: tuple[Alias, ...]

    @property
    def doubtful(self) -> bool:
        return self.aliases[0].doubtful


@dataclass(frozen=True, slots=True)
class Heads:
    """The word lists of `heads.toml`, as sets."""

    name_heads: Mapping[str, frozenset[str]]
    nominals: Mapping[str, EntityKind]
    decide: Mapping[str, frozenset[str]]
    roles: Mapping[str, str]
    titles: frozenset[str]
    trades: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    verbs: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    houses: frozenset[str]
    where: frozenset[str]
    words: Mapping[str, frozenset[str]]
    not_acronyms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every known name by its first word, longest names first."""

    table: Mapping[str, tuple[Alias, ...]]
    senses: Mapping[str, Sense]
    heads: Heads


@cache
def _read(name: str) -> dict[str, Any]:
    source = files("accordingto.extract").joinpath("lexicons", "en", name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def heads() -> Heads:
    data = _read("heads.toml")
    kinds: dict[str, EntityKind] = {noun: kind for kind, nouns in data["nominals"].items() for noun in nouns}
    return Heads(
        name_heads={kind: frozenset(names) for kind, names in data["name_heads"].items()},
        nominals=kinds,
        decide={name: frozenset(words) for name, words in data["decide"].items()},
        roles={phrase: role for role, phrases in data["roles"].items() for phrase in phrases},
        titles=frozenset(data["titles"]["words"]),
        trades=frozenset(data["titles"]["trades"].split()),
        male=frozenset(data["titles"]["male"]) | frozenset(data["first_names"]["male"]),
        female=frozenset(data["titles"]["female"]) | frozenset(data["first_names"]["female"]),
        verbs={name: frozenset(words) for name, words in data["verbs"].items()},
        pronouns={word: group for group, words in data["pronouns"].items() for word in words},
        houses=frozenset(data["seats"]["houses"]),
        where=frozenset(data["seats"]["where"]),
        words={name: frozenset(words) for name, words in data["words"].items()},
        not_acronyms=frozenset(data["capitals"]["not_acronyms"]),
    )


def lexicon() -> Lexicon:
    """All that is known, with the knowledge that is at hand; read once a process."""
    return _lexicon(at_hand())


def spellings() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """How every known name is written, by its words in small letters: what a text in capitals is read by.

    Short forms that mean several things, and those of one or two letters, are left out.
    """
    return _spellings(at_hand())


@lru_cache(maxsize=4)
def _spellings(own: Own) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    written: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, doubtful in sorted((alias.name, alias.doubtful) for found in _lexicon(own).table.values() for alias in found):
        words = [found[0] for found in casing.WORD.finditer(name)]
        stems = tuple(map(casing.stem_of, words))
        if len(stems) > 1 or (stems and len(stems[0]) > 2 and not doubtful):
            written.setdefault(stems, tuple(word[: len(stem)] for word, stem in zip(words, stems, strict=True)))
    return written


def own_places() -> tuple[OwnPlace, ...]:
    """The places of the user's own file that is at hand, in its order; they go before those of a gazetteer."""
    return at_hand().places


@lru_cache(maxsize=4)  # one is all that a build needs
def _lexicon(own: Own) -> Lexicon:
    known = _shipped() if own is NOTHING else tuple(_merged(own))
    aliases = sorted(known, key=lambda alias: (-len(alias.keys), alias.doubtful, alias.sense.id, alias.name))
    table: dict[str, list[Alias]] = {}
    senses: dict[str, Sense] = {}
    for alias in aliases:
        table.setdefault(alias.keys[0], []).append(alias)
        senses[alias.sense.id] = alias.sense
    return Lexicon({key: tuple(found) for key, found in table.items()}, senses, heads())


@cache
def _shipped() -> tuple[Alias, ...]:
    return tuple(_aliases())


def _merged(own: Own) -> Iterator[Alias]:
    """Yield all aliases, the user's own before those that came with the package.

    An entry under the name of a known actor adds to that actor. A sure name of the user's is nobody else's; a doubtful one is
    doubtful for everybody.
    """
    by_keys: dict[tuple[str, ...], list[Alias]] = {}
    for alias in _shipped():
        by_keys.setdefault(alias.keys, []).append(alias)
    grown: dict[str, Sense] = {}
    added: list[Alias] = []
    taken: dict[tuple[str, ...], str] = {}
    doubted: set[tuple[str, ...]] = set()
    offices = Counter((alias.country, alias.role) for alias in {a.sense for a in _shipped()} if alias.role)
    offices.update((actor.country, actor.role) for actor in own.actors if actor.role)
    for entry in own.actors:
        known = {
            alias.sense.id: alias.sense
            for alias in by_keys.get(_alias_keys(entry.names[0], own, entry.line), ())
            if alias.sense.type == "actor" and not alias.doubtful
        }
        earlier = next(iter(known.values())) if len(known) == 1 else None
        kind, role = entry.kind, entry.role
        country = entry.country or (earlier.country if earlier is not None else None)
        if kind != "outlet" and role is not None and offices[country, role] > 1 and (earlier is None or earlier.role != role):
            role = None
        role = role or (earlier.role if earlier is not None else None)
        names = (*entry.names, *entry.doubtful)
        sense = Sense(
            earlier.id if earlier is not None else f"own:{fold(entry.names[0]).replace(' ', '-')}",
            "actor", kind, country, role, entry.names[0],
            tuple(dict.fromkeys((*names, *(earlier.names if earlier is not None else ())))),
        )  # fmt: skip
        grown[sense.id] = sense
        for name in names:
            alias = _alias(name, sense, doubtful=name in entry.doubtful)
            land = next((other.sense for other in by_keys.get(alias.keys, ()) if other.sense.type != "actor"), None)
            if land is not None and not alias.doubtful:
                raise own.refusal(entry.line, f"{name!r} is the name of a {WORDS[land.type]} too; write it under doubtful")
            if alias.doubtful:
                doubted.add(alias.keys)
            else:
                taken[alias.keys] = sense.id
            added.append(alias)
    for person in own.people:  # told from others by their names only here: `listed` says who they are
        id = f"own:{fold(person.names[0]).replace(' ', '-')}"
        sense = Sense(id, "actor", "person", person.country, None, person.names[0], person.names)
        added.extend(_alias(name, sense) for name in person.names if _alias_keys(name, own, person.line) not in by_keys)
    for place in own.places:
        for name in place.names:
            keys = _alias_keys(name, own, place.line)
            if not any(alias.sense.type != "actor" for alias in by_keys.get(keys, ())):
                code = place.country or "world"
                id = f"region:{code}:{fold(place.names[0])}"
                added.append(_alias(name, Sense(id, "region", "place", place.country, None, place.names[0], place.names)))
    written = {(alias.keys, alias.sense.id) for alias in added}
    for alias in _shipped():
        sense = grown.get(alias.sense.id, alias.sense)
        if (alias.keys, sense.id) in written or taken.get(alias.keys, sense.id) != sense.id:
            continue
        yield replace(alias, sense=sense, doubtful=alias.doubtful or (sense.type == "actor" and alias.keys in doubted))
    yield from added


WORDS: Mapping[SenseKind, str] = {"country": "country", "people": "people", "seat": "capital", "region": "region"}


def _alias_keys(name: str, own: Own, line: int | None) -> tuple[str, ...]:
    keys = tuple(word.key for word in words_of(name))
    if not keys:
        raise own.refusal(line, f"{name!r} is no name that could be looked for")
    return keys


def _aliases() -> Iterator[Alias]:
    tables = _read("actors.toml")
    # An office that several known actors hold (the intelligence services of one country) says of nobody who is meant.
    held = Counter(
        (actor.get("country"), actor["role"])
        for kind in ACTOR_KINDS
        for actor in tables[kind].values()
        if "role" in actor and kind != "outlet"
    )
    for kind in ACTOR_KINDS:
        for id, actor in tables[kind].items():
            names, doubtful = tuple(actor["names"]), tuple(actor.get("doubtful", ()))
            first = (*names, *doubtful)[0]
            country, role = actor.get("country"), actor.get("role")
            role = role if kind == "outlet" or held[country, role] == 1 else None
            sense = Sense(id, "actor", kind, country, role, first, (*names, *doubtful))
            yield from (_alias(name, sense, doubtful=name in doubtful) for name in (*names, *doubtful))
    for code, country in _read("countries.toml").items():
        names = tuple(country["names"])
        sense = Sense(f"country:{code}", "country", "place", code, None, names[0], names)
        yield from (_alias(name, sense) for name in names)
        people = Sense(f"people:{code}", "people", "nationality", code, None, names[0], tuple(country["peoples"]))
        yield from (_alias(name, people) for name in country["peoples"])
        for name in country["seats"]:
            yield _alias(name, Sense(f"seat:{code}:{fold(name)}", "seat", "place", code, None, name, (name,)))
    for code, names in _read("regions.toml").items():
        country_of = None if code == "world" else code
        for name in names:
            yield _alias(name, Sense(f"region:{code}:{fold(name)}", "region", "place", country_of, None, name, (name,)))
    for name in _read("heads.toml")["peoples"]["names"]:
        yield _alias(name, Sense(f"people:{fold(name)}", "people", "nationality", None, None, name, (name,)))


def _alias(name: str, sense: Sense, *, doubtful: bool = False) -> Alias:
    words = words_of(name)
    return Alias(
        keys=tuple(word.key for word in words),
        written=tuple(word.text for word in words),
        name=name,
        sense=sense,
        doubtful=doubtful,
        al=words[0].lead != words[0].start,
    )


def repaired(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The words of a text whose apostrophes were lost on the way: "Norways coast" names Norway, as "Norway's coast" does.

    Only where the whole text has none between letters; and only of a known name, or of one that the text also writes without
    the "s" and never as a common word.
    """
    if WITHIN.search(text):
        return tuple(words)
    table, lists = lexicon().table, heads()
    common = lists.nominals.keys() | lists.titles | lists.trades | frozenset().union(*lists.name_heads.values())
    written = {word.text for word in words}
    found = []
    for word in words:
        stem, bare = word.key[:-1], word.text[:-1]
        owns = bare[:1].isupper() and word.key.endswith("s") and not stem.endswith("s") and len(stem) >= SHORTEST_OWNER
        if owns and word.key not in table and stem not in common and OWNING.match(text, word.end):
            senses = [alias.sense.type for alias in table.get(stem, ()) if alias.keys == (stem,)]
            if "people" not in senses and (senses or (bare in written and bare.lower() not in written)):
                word = replace(word, end=word.end - 1, key=stem, text=bare)
        found.append(word)
    return tuple(found)


def known(words: Sequence[Word], text: str) -> Iterator[Hit]:
    """Yield the known names among a text's words: longest first at each place, never overlapping, in order."""
    table = lexicon().table
    at = 0
    while at < len(words):
        candidates = table.get(words[at].key)
        found = _fitting(candidates, words, at, text) if candidates else ()
        if found:
            last = at + len(found[0].keys) - 1
            start = words[at].lead if found[0].al or words[at].lead != words[at].start else words[at].start
            yield Hit(start, words[last].end, at, last, found)
            at = last + 1
        else:
            at += 1


def _fitting(candidates: Iterable[Alias], words: Sequence[Word], at: int, text: str) -> tuple[Alias, ...]:
    """The longest aliases that the words at a place spell, with all senses of the same length."""
    found: list[Alias] = []
    for alias in candidates:
        size = len(alias.keys)
        if found and size < len(found[0].keys):
            break
        if at + size > len(words) or not all(words[at + i].key == key for i, key in enumerate(alias.keys)):
            continue
        if _cased(alias, words[at : at + size]) and _joined(words[at : at + size], text):
            found.append(alias)
    if any(not alias.doubtful for alias in found):  # a name that is sure in one sense has only that one
        found = [alias for alias in found if not alias.doubtful]
    return tuple(sorted(found, key=lambda alias: alias.sense.id))


def _cased(alias: Alias, words: Sequence[Word]) -> bool:
    """Whether words are written as the alias is: capitals where it has them, an acronym in capitals throughout."""
    if alias.acronym:
        return words[0].text.replace(".", "") == alias.written[0].replace(".", "")  # MIT is not MİT
    if alias.al and len(words) == 1 and words[0].lead == words[0].start:
        return False  # "Hayat" alone is not "al-Hayat"
    return all(not model[0].isupper() or word.text[0].isupper() for model, word in zip(alias.written, words, strict=True))


def _joined(words: Sequence[Word], text: str) -> bool:
    """Whether only spaces and the marks found inside names stand between words."""
    return all(
        text[left.end : right.lead].strip(" \u00a0-–/'’s(.") == "" and "\n" not in text[left.end : right.lead]
        for left, right in pairwise(words)
    )
