"""The words of what is numbered and of what befalls it, read once from lexicons/en/figures.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from accordingto.extract.figures.numbers import LEXICONS, NumberWords, either, number_words
from accordingto.model import Counted


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of what is numbered and of what befalls it, ready to be looked up by lower-case form."""

    number: NumberWords
    patient: Mapping[str, Counted]
    patient_people: Mapping[str, Counted]
    agent: Mapping[str, Counted]
    nominal: Mapping[str, Counted]
    lone: Mapping[str, Counted]
    state: Mapping[str, Counted]
    units: Mapping[str, Counted]
    not_people: frozenset[str]
    agent_endings: tuple[str, ...]
    people_endings: tuple[str, ...]
    uncounted: frozenset[str]
    labels: frozenset[str]
    score: frozenset[str]
    currency_words: frozenset[str]
    phrases: Mapping[str, frozenset[str]]
    tally: re.Pattern[str]
    occasion: re.Pattern[str]
    toll_before: re.Pattern[str]
    toll_after: re.Pattern[str]


@cache
def lexicon(language: str = "en") -> Lexicon:
    """The words of counted things and of their fates in a language, read once."""
    raw: dict[str, Any] = tomllib.loads((LEXICONS / language / "figures.toml").read_text(encoding="utf-8"))
    irregular: dict[str, list[str]] = raw["irregular"]

    def forms(table: Mapping[str, list[str]]) -> dict[str, Counted]:
        return {form: kind for kind, words in table.items() for word in words for form in inflected(word, irregular)}  # type: ignore[misc]

    def words(table: Mapping[str, list[str]]) -> dict[str, Counted]:
        return {word: kind for kind, listed in table.items() for word in listed}  # type: ignore[misc]

    state_words = [word for words_of in raw["state"].values() for word in words_of] + raw["toll"]["of"]
    tally = {name: either(listed) for name, listed in raw["tally"].items()}
    period = rf"{tally['prepositions']} (?:the )?{tally['spans']} (?:\w+ )?{tally['units']}"
    counts = rf"{either(raw['toll']['counts'])} (?:of (?:[\w-]+ ){{0,4}}?)?{either(state_words)}"
    told = rf"(?:{either(raw['toll']['words'])}|{counts})"
    occasion = " ".join(either(raw["occasion"][part]) for part in ("before", "which", "nouns"))
    return Lexicon(
        number=number_words(language),
        patient=forms(raw["patient"]),
        patient_people=forms(raw["patient_people"]),
        agent=forms(raw["agent"]),
        nominal=words(raw["nominal"]),
        lone=words(raw["lone"]),
        state=words(raw["state"]),
        units=words(raw["units"]),
        not_people=frozenset(raw["not_people"]["words"]),
        agent_endings=tuple(raw["not_people"]["agents"]),
        people_endings=tuple(raw["not_people"]["endings"]),
        uncounted=frozenset(raw["uncounted"]["words"]),
        labels=frozenset(raw["uncounted"]["labels"]),
        score=frozenset(raw["uncounted"]["score"]),
        currency_words=frozenset(raw["currency"]["words"]),
        phrases={name: frozenset(listed) for name, listed in raw["phrases"].items()},
        tally=re.compile(rf"\b(?:{tally['phrases']}|{period})\b", re.IGNORECASE),
        occasion=re.compile(rf"\b{occasion}\b", re.IGNORECASE),
        toll_before=re.compile(
            rf"\b(?P<what>{told})\b[^.;:\n]{{0,50}}?\b{either(raw['toll']['reaching'])} $"
            # Far from its toll a number still is one where the toll was raised to it.
            rf"|\b{either(raw['toll']['raising'])}(?: the| its)? (?P<raised>{told})\b[^.;:\n]{{0,130}}? to $",
            re.IGNORECASE,
        ),
        toll_after=re.compile(rf" (?:the |a |its |their )?(?P<what>{told})\b", re.IGNORECASE),
    )


def inflected(verb: str, irregular: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The forms of a verb: by rule, and those the lexicon gives."""
    if verb in irregular:
        return (verb, *irregular[verb])
    if verb.endswith("e"):
        return (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    stem = verb + verb[-1] if re.search(r"(?:[^aeiou][aeiou]|^[aeiou])[bdgmnpt]$", verb) else verb
    if verb.endswith("sh"):
        return (verb, f"{verb}es", f"{verb}ed", f"{verb}ing")
    # Both spellings: "kidnaped" is rare, but "harvested" would be wrong with two t's.
    return (verb, f"{verb}s", f"{stem}ed", f"{stem}ing", f"{verb}ed", f"{verb}ing")
