"""The word lists of reading, one file a language, so that no list of words stands in code.

Every list is lower-case and compared with case folded. Loaded once a process.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words by which a language's news pages call their parts; `lexicons/en.toml` says what each list is for."""

    months: frozenset[str]
    weekdays: frozenset[str]
    around_dates: frozenset[str]
    before_dates: frozenset[str]
    furniture: frozenset[str]
    furniture_openings: tuple[str, ...]
    furniture_anywhere: tuple[str, ...]
    buttons: frozenset[str]
    related: frozenset[str]
    related_weak: frozenset[str]
    captions: frozenset[str]
    credits: frozenset[str]
    pictures: frozenset[str]
    credit_openings: tuple[str, ...]
    agencies: frozenset[str]
    roles: frozenset[str]
    byline_openings: frozenset[str]
    byline_small: frozenset[str]
    not_places: frozenset[str]
    tags: frozenset[str]
    elisions: frozenset[str]
    common: frozenset[str]
    abbreviations: frozenset[str]
    ambiguous_dates: frozenset[str]
    inflections: tuple[tuple[str, str], ...]
    noun_endings: tuple[str, ...]
    name_endings: tuple[str, ...]
    joining: frozenset[str]
    particles: frozenset[str]
    function_words: frozenset[str]
    acronyms: Mapping[str, tuple[str, tuple[str, ...]]]
    byline_describing: frozenset[str]


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The word lists of a language."""
    file = resources.files("accordingto.read") / "lexicons" / f"{language}.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return Lexicon(
        months=frozenset(lists["dates"]["months"]),
        weekdays=frozenset(lists["dates"]["weekdays"]),
        around_dates=frozenset(lists["dates"]["around"]),
        before_dates=frozenset(lists["dates"]["before"]),
        furniture=frozenset(lists["furniture"]["lines"]),
        furniture_openings=tuple(lists["furniture"]["openings"]),
        furniture_anywhere=tuple(lists["furniture"]["anywhere"]),
        buttons=frozenset(lists["furniture"]["buttons"]),
        related=frozenset(lists["related"]["labels"]),
        related_weak=frozenset(lists["related"]["weak"]),
        captions=frozenset(lists["caption"]["labels"]),
        credits=frozenset(lists["credit"]["labels"]),
        pictures=frozenset(lists["credit"]["pictures"]),
        credit_openings=tuple(lists["credit"]["openings"]),
        agencies=frozenset(lists["credit"]["agencies"]),
        roles=frozenset(lists["byline"]["roles"]),
        byline_openings=frozenset(lists["byline"]["openings"]),
        byline_small=frozenset(lists["byline"]["small"]),
        not_places=frozenset(lists["dateline"]["labels"]),
        tags=frozenset(lists["dateline"]["tags"]),
        elisions=frozenset(lists["case"]["elisions"]),
        common=frozenset(lists["case"]["common"].split()),
        abbreviations=frozenset(lists["case"]["abbreviations"]),
        ambiguous_dates=frozenset(lists["case"]["ambiguous_dates"]),
        inflections=tuple((ending, stem) for ending, stem in lists["case"]["inflections"]),
        noun_endings=tuple(lists["case"]["noun_endings"]),
        name_endings=tuple(lists["case"]["name_endings"]),
        joining=frozenset(lists["case"]["joining"]),
        particles=frozenset(lists["case"]["particles"]),
        function_words=frozenset(lists["acronyms"]["function_words"]),
        acronyms={short: (known["written"], tuple(known["names"])) for short, known in lists["acronyms"]["known"].items()},
        byline_describing=frozenset(lists["byline"]["describing"]),
    )
