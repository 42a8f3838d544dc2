"""The words of events: frames of verbs and nouns, each with the kind, mode and roles it gives."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from accordingto.model import EventKind, Reality

Where = Literal["any", "subject", "object"]
Side = Literal["actor", "recipient", "nothing"]
OF_WAR = ("unconventional", "drone", "aerial", "heavy-weapons")  # modes of violence with what no striker has


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that must, or must not, stand with a trigger."""

    where: Where
    words: frozenset[str]
    wanted: bool
    literal: frozenset[str] = frozenset()  # the words written in the frame itself: only these become part of the trigger

    def holds(self, bag: Bag) -> bool:
        return (not self.words.isdisjoint(bag.at(self.where))) is self.wanted


@dataclass(frozen=True, slots=True)
class Rule:
    """A frame of the lexicon and what it means. `order` breaks ties: the earlier line wins."""

    kind: EventKind | None
    mode: str | None
    conditions: tuple[Condition, ...]
    order: int
    subject: Side | None = None
    of: Side | None = None
    reality: Reality | None = None
    idiom: bool = False
    told: bool = False  # a noun that tells of a happening only where its sentence says so: `the launch of`, `after the launch`

    @property
    def strength(self) -> tuple[int, int, int]:
        """More words that must stand there, then more that must not, then the earlier line."""
        wanted = sum(condition.wanted for condition in self.conditions)
        return wanted, self.idiom, -self.order


@dataclass(frozen=True, slots=True)
class Bag:
    """Lemmas that stand with a trigger, by their part in its clause."""

    any: frozenset[str]
    subject: frozenset[str]
    object: frozenset[str]

    def at(self, where: Where) -> frozenset[str]:
        return self.any if where == "any" else self.subject if where == "subject" else self.object


@dataclass(frozen=True, slots=True)
class Lexicon:
    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    words: dict[str, frozenset[str]]
    roles: dict[str, dict[str, tuple[str, ...]]]
    of: dict[str, Side]
    endings: tuple[str, ...]
    instruments: dict[str, str]  # a weapon -> the mode of violence done with it
    arms: frozenset[str]  # words for weapons of war, in the singular and the plural
    ranks: dict[str, int]  # a mode -> its place among them; the smaller is the more telling

    def side_of(self, rule: Rule) -> Side:
        """What the of-phrase of an event noun names."""
        return rule.of or self.of.get(rule.kind or "", "recipient")


@cache
def lexicon() -> Lexicon:
    """The English words of events, read once a process."""
    table = _table("events")
    classes = {name: tuple(members) for name, members in table["classes"].items()}
    verbs: dict[str, list[Rule]] = defaultdict(list)
    nouns: dict[str, list[Rule]] = defaultdict(list)
    order = 0
    happenings = _table("happenings")
    for entry in (*table["words"], *happenings["happenings"]):
        for part, rules in (("verbs", verbs), ("nouns", nouns), ("told", nouns)):
            for frame in entry.get(part, ()):
                order += 1
                head, *rest = frame.split()
                rules[head].append(
                    Rule(
                        kind=entry.get("kind"),
                        mode=entry.get("mode"),
                        conditions=tuple(_condition(word, classes) for word in rest),
                        order=order,
                        subject=entry.get("subject"),
                        of=entry.get("of"),
                        reality=entry.get("reality"),
                        told=part == "told",
                    )
                )
    for frames, rules in ((table["idioms"]["frames"], verbs), (table["idioms"]["nouns"], nouns)):
        for frame in frames:
            order += 1
            head, *rest = frame.split()
            rules[head].append(Rule(None, None, tuple(_condition(word, classes) for word in rest), order, idiom=True))
    lists = {
        f"{part}.{name}": frozenset(members)
        for each in (table, _table("reality"), happenings, _table("setting"))
        for part in ("verbs", "nouns", "grammar", "evidence")
        for name, members in each.get(part, {}).items()
    }
    lists |= {name: frozenset(members) for name, members in classes.items()}
    return Lexicon(
        {head: tuple(sorted(rules, key=lambda rule: rule.strength, reverse=True)) for head, rules in verbs.items()},
        {head: tuple(sorted(rules, key=lambda rule: rule.strength, reverse=True)) for head, rules in nouns.items()},
        lists,
        {kind: {k: tuple(v) for k, v in role.items() if k != "of"} for kind, role in table["roles"].items()},
        {kind: role["of"] for kind, role in table["roles"].items() if "of" in role},
        tuple(table["grammar"]["abstract_endings"]),
        {weapon: mode for mode, weapons in table["instruments"].items() for weapon in weapons},
        frozenset(f"{word}{end}" for mode in OF_WAR for word in table["instruments"][mode] for end in ("", "s")),
        {mode: rank for rank, mode in enumerate(table["instruments"])},
    )


def _table(name: str) -> dict[str, Any]:
    path = resources.files("accordingto") / "extract" / "lexicons" / "en" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _condition(word: str, classes: dict[str, tuple[str, ...]]) -> Condition:
    where: Where = "any"
    if word.startswith(("s:", "o:")):
        where, word = ("subject" if word[0] == "s" else "object"), word[2:]
    wanted = not word.startswith("!")
    members: list[str] = []
    for part in word.lstrip("!").split("|"):
        members += classes[part[1:]] if part.startswith("$") else [part]
    literal = frozenset(part for part in word.lstrip("!").split("|") if not part.startswith("$"))
    return Condition(where, frozenset(members), wanted, literal)


def best(rules: Iterable[Rule], bag: Bag) -> Rule | None:
    return next((rule for rule in rules if all(condition.holds(bag) for condition in rule.conditions)), None)


PLAIN = Rule(None, None, (), 10**6)  # a verb in time that no line of the lexicon knows
NAMED = Rule(None, None, (), 10**6)  # a ceremony or contest by its name: who takes part in it is not what its words name
HEADLINED = Rule(None, None, (), 10**6, reality="happened")  # a verb of a headline that the tagger took for a noun
MUST = Rule("REQUEST", None, (), 10**6)  # `said that the army must leave`: a demand without a verb of demanding
