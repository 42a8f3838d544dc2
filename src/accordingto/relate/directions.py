"""Tells which way an article's words have one act towards another: with them, or against them.

An act is a phrase of `lexicons/en/directions.toml`, the one who acts and the other. Who acts is whom the event there names,
else the last one named before who could be its subject; the other is the first one named after, with nothing between that
leads astray. Whoever acts for a country, or for a body that he heads, is it. What is denied or refused counts the other way
round; what is only wished, feared or possible does not count. Method: phrases and distance, no parse; nothing is guessed.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise

from accordingto.model import (
    Entity,
    Findings,
    Mention,
    Statement,
    by_id,
)
from accordingto.relate.claims import UNSAID
from accordingto.relate.events import Wording

GAP = 4  # words that `*` stands for in a phrase, and that may stand before a word of a list
NAMED_GAP = 8  # words of a name in the middle of a phrase: "allow the men of the Vesk gang to cross"
AFTER = 90  # code points after a phrase in which the other is named
BEFORE = 160  # code points before it in which the one who acts is named
THROUGHOUT = 0.5  # share of an article's namings of armed groups that one has, for "the militants" to be its men
NAMED_OFTEN = 2  # and how often it is named at least
OWN_WORDS = 3  # words between "its" and what it does: "its perceived reluctance to"
STANDS_FOR = ("place", "nationality", "government", "agency")

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
BROKEN = re.compile(r"(?<![A-Z])\.(?!\d)|[!?;:\n\"“”()–—]")  # a point after a capital is an abbreviation's
CLAUSE = re.compile(rf"{BROKEN.pattern}|,(?!\d)")
BEING = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:[^\W_]+ly\s+|now\s+|also\s+|all\s+)?$", re.IGNORECASE)
BY = re.compile(r"\s+(?:[^\W_]+\s+){0,6}?by\s+", re.IGNORECASE)
PREPOSED = re.compile(
    r"\b(?:of|in|on|to|with|for|against|from|by|near|at|into|across|between|than|over|via|through|inside|about)\s+"
    r"(?:(?:the|an?|its|their|his|her)\s+)?$",
    re.IGNORECASE,
)
SAID_OF = re.compile(r"\b(?:suspected|accused|convicted|guilty)\s+of\b", re.IGNORECASE)
BEEN = re.compile(
    r"\b(?:is|are|was|were|been|being|stands?)\s+(?:[^\W_]+ly\s+)?(?:suspected|accused|convicted|guilty)\b", re.IGNORECASE
)
FOR_ITS = re.compile(r"\s+for\s+", re.IGNORECASE)
BOMBING = frozenset(("strikes", "airstrikes", "raids", "bomb", "strike", "shell", "attack"))
SUBJECTS = frozenset(("he", "she", "it", "they", "we", "i"))
POSSESSIVES = frozenset(("its", "their", "his", "her"))
HAVING = frozenset(("has", "have", "had", "having", "been", "also", "never", "not"))
ONE_WORD = frozenset(
    ("arm", "back", "aid", "support", "fund", "train", "shelter", "shield", "strike", "raid", "attack", "bomb")
)
OTHERS = frozenset(("other", "rival", "fellow", "another", "more"))
DETERMINERS = frozenset(("the", "a", "an", "two", "three", "four", "five", "some", "these", "those", "heavily"))

Key = str
"""Whom something is about: `@` and a country, `~` and a noun, or the id of an entity."""


# ---------------------------------------------------------------------------------------------------------------- the words


@dataclass(frozen=True, slots=True)
class Phrase:
    """What follows the first word of a phrase; its direction, 1 toward and -1 against; and what it is."""

    rest: tuple[str, ...]
    direction: int
    noun: bool
    accusing: bool


@dataclass(frozen=True, slots=True)
class Directions:
    """`lexicons/en/directions.toml`, its phrases by the forms of their first words."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    participles: frozenset[str]
    adjectives: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    belonging: frozenset[str]
    turning: frozenset[str]
    but: frozenset[str]
    reach: int
    ending: frozenset[str]
    unsaid: frozenset[str]
    accused: frozenset[str]
    answering: frozenset[str]
    standing: frozenset[str]
    heads: frozenset[str]
    outlaws: frozenset[str]
    outlaw: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    astray: frozenset[str]


@cache
def directions(language: str = "en") -> Directions:
    """The words of a language for being with somebody or against them."""
    file = resources.files("accordingto.relate") / "lexicons" / language / "directions.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    phrases: dict[str, set[Phrase]] = defaultdict(set)
    participles: set[str] = set()
    for side, direction in (("toward", 1), ("accusing", 1), ("against", -1)):
        for words in lists[side]["verbs"]:
            first, *rest = words.split()
            for form in _forms(first, lists["inflections"]):
                phrases[form].add(Phrase(tuple(rest), direction, False, side == "accusing"))
                participles |= {form} if form.endswith(("ed", "en", "ght", "uck")) else set()
        for words in lists[side]["nouns"]:
            first, *rest = words.split()
            phrases[first].add(Phrase(tuple(rest), direction, True, side == "accusing"))

    def order(phrase: Phrase) -> tuple[int, tuple[str, ...], bool]:
        return -len(phrase.rest), phrase.rest, phrase.noun

    return Directions(
        phrases={form: tuple(sorted(found, key=order)) for form, found in phrases.items()},
        participles=frozenset(participles),
        adjectives=frozenset(lists["inflections"]["adjectives"]),
        lists={f"<{name}>": frozenset(words) for name, words in lists["lists"].items()},
        belonging=frozenset(lists["against"]["belonging"]),
        reach=lists["turning"]["reach"],
        turning=frozenset(lists["turning"]["words"]),
        but=frozenset(lists["turning"]["but"]),
        ending=frozenset(lists["turning"]["ending"]),
        unsaid=frozenset(lists["unsaid"]["words"]),
        accused=frozenset(lists["accused"]["words"]),
        answering=frozenset(lists["answering"]["words"]),
        **{
            name: frozenset(lists["who"][name])
            for name in ("standing", "heads", "outlaws", "outlaw", "bodies", "groups", "astray")
        },
    )


def _forms(verb: str, inflections: Mapping[str, object]) -> list[str]:
    """The forms of a verb: "arm", "arms", "arming", "armed"."""
    irregular = inflections["irregular"]
    assert isinstance(irregular, dict)
    stem = verb[:-1] if verb.endswith("e") else verb
    stem = stem + stem[-1] if verb in inflections["doubling"] else stem  # type: ignore[operator]
    third = (
        verb + "es"
        if verb.endswith(("s", "sh", "ch", "x"))
        else verb[:-1] + "ies"
        if verb.endswith("y") and verb[-2] not in "aeo"
        else verb + "s"
    )
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeo" else stem + "ed"
    if verb in irregular:
        own = str(irregular[verb]).split()
        return [verb, *own] if any(form.endswith("ing") for form in own) else [verb, third, stem + "ing", *own]
    return [verb, third, stem + "ing", past]


# ------------------------------------------------------------------------------------------------------------- who is who


class Who:
    """Whom the names of a pile stand for: a country's government, army and president act for it, a chairman for his firm."""

    def __init__(self, findings: Sequence[Findings]) -> None:
        self.words = directions()
        self.entities: dict[str, Entity] = by_id(entity for found in findings for entity in found.entities)
        self.named = frozenset(one.entity for found in findings for one in found.mentions if one.form == "name")
        self.led = self._led(findings)

    def _led(self, findings: Sequence[Findings]) -> dict[str, Key]:
        """For each person whom an article introduces as one who leads or speaks for somebody: for whom."""
        votes: dict[str, Counter[Key]] = defaultdict(Counter)
        for found in findings:
            text = found.article.text
            mentions = sorted(found.mentions, key=lambda one: (one.span, one.id))
            for number, one in enumerate(mentions):
                entity = self.entities.get(one.entity)
                if entity is None or entity.kind != "person":
                    continue
                words = _folded(one.span.exact)
                inside = [
                    each for each in mentions[max(0, number - 3) : number + 8] if each is not one and one.span.covers(each.span)
                ]
                if one.form == "nominal" and self.words.heads & set(words):
                    votes[one.entity].update(key for each in inside for key in [self._body(each.entity)] if key)
                if one.form == "name" and "title" in entity.links:
                    before = next((each for each in reversed(mentions[:number]) if each.span.end <= one.span.start), None)
                    if before is not None and re.fullmatch(
                        r"(?:['’]s?)?(?:\s+[\w-]+){1,4}\s+", text[before.span.end : one.span.start]
                    ):
                        country = self._country(before.entity)
                        if country and self.words.standing & set(_folded(text[before.span.end : one.span.start])):
                            votes[one.entity][country] += 1
        return {person: min(found, key=lambda key: (-found[key], key)) for person, found in votes.items() if found}

    def _country(self, id: str) -> Key | None:
        entity = self.entities.get(id)
        if entity is None or entity.kind not in STANDS_FOR or "country" not in entity.links:
            return None
        if entity.kind == "place" and (entity.place is None or entity.place.precision != "country"):
            return None
        if entity.kind == "agency" and "role" not in entity.links:
            return None  # forces of a country need not be its own
        return f"@{entity.links['country']}"

    def _body(self, id: str) -> Key | None:
        entity = self.entities.get(id)
        if entity is None or id not in self.named:
            return None
        return (
            id
            if entity.kind in ("organisation", "armed_group", "agency") and "country" not in entity.links
            else self._country(id)
        )

    def acts_for(self, id: str | None) -> Key | None:
        """For whom an entity acts; None where it is nobody who could."""
        entity = self.entities.get(id or "")
        if entity is None or entity.kind in ("outlet", "other"):
            return None
        if entity.id in self.led:
            return self.led[entity.id]
        country = self._country(entity.id)
        if country:
            return country
        if entity.kind in ("place", "nationality"):
            return None
        words = _folded(entity.name)
        is_staff = entity.id not in self.named and entity.kind != "armed_group" and bool(self.words.standing & set(words))
        if "country" in entity.links and is_staff:
            return f"@{entity.links['country']}"
        return entity.id

    def are_people(self, key: Key) -> bool:
        return key[0] == "~" or (key in self.entities and self.entities[key].kind == "person")

    def name(self, key: Key) -> str:
        """What a key is called."""
        if key[0] == "~":
            *name, noun = key[1:].split()
            return " ".join([*(word.title() for word in name), noun])
        if key[0] != "@":
            return self.entities[key].name
        names = [one.name for one in self.entities.values() if self._country(one.id) == key]
        order = ("place", "government", "agency", "nationality")
        kinds = {one.name: one.kind for one in self.entities.values() if self._country(one.id) == key}
        return min(names, key=lambda name: (order.index(kinds[name]), name), default=key[1:])


def _folded(words: str) -> list[str]:
    return [match[0].casefold() for match in WORD.finditer(words)]


# ----------------------------------------------------------------------------------------------------------- one article


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text. `inner` is where the other is named, if in its middle."""

    start: int
    end: int
    inner: tuple[int, int] | None
    phrase: Phrase
    word: str


@dataclass(frozen=True, slots=True)
class Act:
    """That one is with another (`direction` 1) or against them (-1), as the words at `start` have it."""

    start: int
    end: int
    actor: Key
    target: Key
    direction: int
    accusing: bool
    named: bool
    turned: int | None = None  # where a word stands that turns it round
    first: int = 0  # where the one who acts is named, so far as one is
    last: int = 0  # where the other is


class Reading:
    """The acts that one article's words tell."""

    def __init__(self, found: Findings, words: Wording, who: Who) -> None:
        self.found, self.words, self.who, self.lexicon = found, words, who, who.words
        self.text = found.article.text
        self.tokens = [(match.start(), match.end(), match[0].casefold()) for match in WORD.finditer(self.text)]
        self.starts = [start for start, _, _ in self.tokens]
        self.statements: dict[str, Statement] = by_id(found.statements)
        self.mentions = _outermost(found.mentions)
        self.mention_starts = [one.span.start for one in self.mentions]
        self.inside = sorted((one for one in found.mentions if one.form == "name"), key=lambda one: (one.span, one.id))
        self.inside_starts = [one.span.start for one in self.inside]
        self.meant = self._meant()

    def acts(self) -> list[Act]:
        """All acts, in order."""
        hits = list(self._hits())
        if not hits:
            return []
        self.hit_starts = [hit.start for hit in hits]
        found = [(hit, act) for hit in hits for act in [self._act(hit)] if act]
        return sorted(
            [*(act for _, act in found), *self._enemies(hits, dict(found))], key=lambda act: (act.start, act.actor, act.target)
        )

    def _enemies(self, hits: Sequence[Hit], told: Mapping[Hit, Act]) -> Iterator[Act]:
        """ "Trains groups fighting the Vesk gang": who is with those who fight somebody is against him."""
        for hit, following in pairwise(hits):
            act = told.get(following)
            if hit.phrase.direction < 0 or act is None or act.direction >= 0 or not following.word.endswith("ing"):
                continue
            between = self.text[hit.end : following.start]
            if len(between) > AFTER or CLAUSE.search(between) or following.start - hit.end < 3:
                continue
            actor = self._actor(hit)
            if actor and actor[1] not in (act.actor, act.target):
                yield replace(act, start=hit.start, actor=actor[1])

    # --- phrases

    def _hits(self) -> Iterator[Hit]:
        """The phrases of a text; of two that overlap, the longer."""
        until = -1
        for number, (start, _, word) in enumerate(self.tokens):
            if start < until:
                continue
            hit = self._hit(number, word) or self._belongs(number, word)
            if hit:
                until = hit.end
                yield hit

    def _hit(self, number: int, word: str) -> Hit | None:
        best: Hit | None = None
        for phrase in self.lexicon.phrases.get(word, ()):
            found = self._follow(number + 1, phrase.rest)
            if found is None:
                continue
            last, inner = found
            hit = Hit(self.tokens[number][0], self.tokens[last - 1][1], inner, phrase, word)
            if best is None or hit.end > best.end:
                best = hit
        return best

    def _follow(self, number: int, rest: Sequence[str]) -> tuple[int, tuple[int, int] | None] | None:
        """The token after a phrase whose rest begins at a token, and where its middle stands; None where it is not there."""
        if not rest:
            return number, None
        part, *more = rest
        if part == "*" or part == "B" or part in self.lexicon.lists:
            listed = self.lexicon.lists.get(part)
            # What stands before "use" in "let the Keld polluters use" is their name.
            gap = NAMED_GAP if part == "B" else 1 if part == "<pass>" else GAP
            for ahead in range(0 if listed else 1, gap + 1):
                here = number + ahead
                if here >= len(self.tokens) or (here > number and self._broken(here)):
                    return None
                if listed is not None and self.tokens[here][2] not in listed:
                    continue
                found = self._follow(here + 1 if listed is not None else here, more)
                if found:
                    return found[0], (self.tokens[number][0], self.tokens[here - 1][1]) if part == "B" else found[1]
            return None
        if number >= len(self.tokens) or self.tokens[number][2] != part or self._broken(number):
            return None
        return self._follow(number + 1, more)

    def _broken(self, number: int) -> bool:
        """Whether a sentence or clause ends before a token."""
        return number > 0 and CLAUSE.search(self.text, self.tokens[number - 1][1], self.tokens[number][0]) is not None

    def _belongs(self, number: int, word: str) -> Hit | None:
        """ "part of the anti-smuggling coalition": who belongs to it is against them."""
        if not word.startswith("anti-") or number + 1 >= len(self.tokens):
            return None
        if not self.lexicon.belonging & {token[2] for token in self.tokens[number + 1 : number + 3]}:
            return None
        start, end, _ = self.tokens[number]
        before = {token[2] for token in self.tokens[max(0, number - 6) : number]}
        if not before & {"part", "member", "partner", "ally", "joined", "join", "joins", "joining", "leads", "led"}:
            return None
        return Hit(start, end, (start + len("anti-"), self.tokens[number + 1][1]), Phrase((), -1, True, False), word)

    # --- whom

    def _meant(self) -> Key | None:
        """The armed group that a report means by "the militants" throughout, if it names one above all others."""
        often = Counter(
            one.entity
            for one in self.inside
            if (entity := self.who.entities.get(one.entity)) is not None and entity.kind == "armed_group"
        )
        if not often:
            return None
        most = min(often, key=lambda id: (-often[id], id))
        return most if often[most] >= NAMED_OFTEN and often[most] >= THROUGHOUT * sum(often.values()) else None

    def _others(self, start: int, end: int) -> list[tuple[int, Key, bool]]:
        """Who is named in a stretch, where, and whether by name; in the order of the words."""
        found: list[tuple[int, Key, bool]] = []
        first = bisect_left(self.inside_starts, start)
        for one in self.inside[first : bisect_left(self.inside_starts, end)]:
            entity = self.who.entities.get(one.entity)
            if entity is None or entity.kind in ("outlet", "other") or self._is_anti(one.span.start):
                continue
            band = self._band(one, entity.kind)
            if entity.kind == "nationality" and not one.span.exact.endswith("s") and not band:
                continue
            key = band or self.who.acts_for(one.entity)
            if key:
                found.append((one.span.start, key, True))
        first = bisect_left(self.mention_starts, start)
        for one in self.mentions[first : bisect_left(self.mention_starts, end)]:
            if one.form == "nominal" and one.entity in self.who.named and one.span.end <= end + AFTER:
                key = self.who.acts_for(one.entity)
                if key:
                    found.append((one.span.start, key, True))
            elif one.form == "pronoun":
                entity = self.who.entities.get(one.entity)
                last = _folded(entity.name)[-1:] if entity else []
                found += [(one.span.start, key, False) for word in last for key in [self._generic(word)] if key]
        first = bisect_left(self.starts, start)
        for at, _, word in self.tokens[first : bisect_left(self.starts, end)]:
            if (word in self.lexicon.outlaw and not self._is_body(at)) or self._is_named(at):
                continue  # "a terrorist attack" is nobody
            if self._is_other(at):
                continue
            key = self._generic(word)
            if key == f"~{word}" and (name := self._name_before(at)):
                key = f"~{name} {word}"
            if key:
                found.append((at, key, False))
        return sorted(found, key=lambda one: (one[0], not one[2], one[1]))

    def _band(self, mention: Mention, kind: str) -> Key | None:
        """ "The Vesk gang", where the name is read as a person's or a people's: the gang is meant, whatever Vesk may be."""
        if kind in ("organisation", "armed_group", "agency", "government"):
            return None
        number = bisect_left(self.starts, mention.span.end)
        if number >= len(self.tokens) or self.tokens[number][2] not in self.lexicon.groups or self._broken(number):
            return None
        return f"~{' '.join(_folded(mention.span.exact))} {self.tokens[number][2]}"

    def _generic(self, word: str) -> Key | None:
        if word in self.lexicon.outlaws or word in self.lexicon.outlaw:
            return self.meant or f"~{word}"
        return f"~{word}" if word in self.lexicon.groups else None

    def _name_before(self, at: int) -> str | None:
        """The name right before a word, nobody's that is known: "the Vesk gang"."""
        number = bisect_left(self.starts, at)
        if not number or self._broken(number) or self.tokens[number - 1][0] == self.words.sentence_at(at)[0]:
            return None
        start, end, word = self.tokens[number - 1]
        return word if self.text[start:end].istitle() else None

    def _is_other(self, at: int) -> bool:
        """Whether a word for many is of others than those meant throughout: "other militants"."""
        number = bisect_left(self.starts, at)
        return number > 0 and self.tokens[number - 1][2] in OTHERS and not self._broken(number)

    def _is_named(self, at: int) -> bool:
        """Whether a word is part of a name."""
        nth = bisect_right(self.inside_starts, at) - 1
        return nth >= 0 and self.inside[nth].span.end > at

    def _is_body(self, at: int) -> bool:
        """Whether the word after one is what a band of people is called."""
        number = bisect_left(self.starts, at) + 1
        return number < len(self.tokens) and self.tokens[number][2] in self.lexicon.bodies and not self._broken(number)

    def _is_anti(self, start: int) -> bool:
        return self.text[max(0, start - 5) : start].casefold() == "anti-"

    def _target(self, hit: Hit, actor: Key | None) -> tuple[int, Key, bool] | None:
        """Whom a phrase is about: the first named in its middle or after it, if no word leads astray."""
        if hit.inner:
            first, last = hit.inner
            inner = [(one[0], one[1], one[2]) for one in self._named_at(first, last) if one[1] != actor]
            return inner[0] if inner else None
        _, stop = self.words.sentence_at(hit.start)
        last = min(hit.end + AFTER, stop)
        broken = CLAUSE.search(self.text, hit.end, last)
        last = broken.start() if broken else last
        for at, _, word in self.tokens[bisect_left(self.starts, hit.end) : bisect_left(self.starts, last)]:
            if word in self.lexicon.astray or (
                not hit.phrase.noun and not hit.phrase.rest and word in ("on", "for", "to", "with", "against")
            ):
                last = at
                break
        found = next(iter(self._others(hit.end, last)), None)
        if found is None or found[1] == actor or self._is_taken(hit.end, found[0]):
            return None
        return found

    def _is_taken(self, start: int, at: int) -> bool:
        """Whether a phrase has somebody else after it, before the one named at a place; or another phrase has."""
        nth = bisect_left(self.hit_starts, start)
        if nth < len(self.hit_starts) and self.hit_starts[nth] < at:
            return True
        first = bisect_left(self.mention_starts, start)
        return any(
            one.span.end <= at
            and (entity := self.who.entities.get(one.entity)) is not None
            and entity.kind in ("person", "organisation", "armed_group", "agency", "government")
            and not re.match(r"\s*(?:,|and|or)\s", self.text[one.span.end : one.span.end + 5])
            for one in self.mentions[first : bisect_left(self.mention_starts, at)]
        )

    def _named_at(self, start: int, end: int) -> list[tuple[int, Key, bool]]:
        found = self._others(start, end)
        if found or not self._is_anti(start):
            return found
        inside = [one for one in self.inside if start <= one.span.start < end]
        return [(one.span.start, key, True) for one in inside for key in [self.who.acts_for(one.entity)] if key]

    def _target_before(self, hit: Hit) -> tuple[int, Key, bool] | None:
        """Whom a passive phrase is about: the last named before it in its clause."""
        start, _ = self.words.sentence_at(hit.start)
        found = self._others(max(start, hit.start - BEFORE), hit.start)
        found = [one for one in found if not BROKEN.search(self.text, one[0], hit.start)]
        return found[-1] if found else None

    # --- who

    def _actor(self, hit: Hit) -> tuple[int, Key] | None:
        """Who does what a phrase tells: as the event there has it, else the last named before it that could be its subject."""
        told = 0  # where one whom nobody knows is told to act: who is named before acts not
        for mention in self.found.event_mentions:
            if hit.start <= mention.trigger.start < hit.end or mention.trigger.start <= hit.start < mention.trigger.end:
                for part in mention.actor:
                    key = self.who.acts_for(part.entity)
                    if key and part.span.end <= hit.start + 1:
                        return part.span.end, key
                    if part.entity is None and part.span.exact.casefold() not in SUBJECTS:
                        told = max(told, part.span.start if part.span.end <= hit.start else 0)
        start, _ = self.words.sentence_at(hit.start)
        number = bisect_left(self.starts, hit.start)
        last = self.tokens[number - 1] if number else (0, 0, "")
        if last[2] in SUBJECTS and not any(one.span.start == last[0] for one in self.mentions):
            return None  # nobody knows who "it" is
        first = bisect_left(self.mention_starts, max(start, hit.start - BEFORE))
        before = [
            one for one in self.mentions[first : bisect_left(self.mention_starts, hit.start)] if one.span.end <= hit.start
        ]
        for nth, one in reversed(list(enumerate(before))):
            between = self.text[one.span.end : hit.start]
            if BROKEN.search(between) or one.span.end <= told:
                return None
            if SAID_OF.search(between) and not BEEN.search(between):
                return None  # "people suspected of aiding them"
            words = one.span.exact.casefold()
            near = number - bisect_left(self.starts, one.span.end) <= OWN_WORDS
            if words in POSSESSIVES and nth and FOR_ITS.fullmatch(self.text[before[nth - 1].span.end : one.span.start]):
                one = before[nth - 1]
            elif words in POSSESSIVES and near and (hit.phrase.noun or last[2] == "to"):
                pass  # "its support for them", "their failure to stop them"
            elif (one.form == "pronoun" and words not in SUBJECTS) or PREPOSED.search(self.text, start, one.span.start):
                continue
            key = self.who.acts_for(one.entity) or self._same_country(one)
            if key:
                return None if self._speaks(one, hit) else (one.span.end, key)
        return None

    def _speaks(self, mention: Mention, hit: Hit) -> bool:
        """Whether one named before a phrase only says it: "analysts believe the campaign against them was crucial"."""
        return any(
            said.source is not None
            and said.cue is not None
            and said.source.overlaps(mention.span)
            and mention.span.end <= said.cue.start < hit.start
            and not SUBJECTS & set(_folded(self.text[said.cue.end : hit.start]))  # "Brell says it fights them"
            and said.report not in ("denied", "declined", "intended")
            for said in self.found.statements
        )

    def _same_country(self, mention: Mention) -> Key | None:
        """Which country "the country" is, where nothing else tells: the last one named before."""
        if mention.form != "nominal" or mention.span.exact.casefold() not in ("country", "nation", "state"):
            return None
        last = bisect_left(self.mention_starts, mention.span.start)
        keys = [self.who.acts_for(one.entity) for one in self.mentions[max(0, last - 12) : last]]
        return next((key for key in reversed(keys) if key and key[0] == "@"), None)

    def _agent(self, hit: Hit) -> tuple[int, Key] | None:
        """Who is named after "by"."""
        by = BY.match(self.text, hit.end, hit.end + AFTER)
        if by is None:
            return None
        first = bisect_left(self.mention_starts, by.end() - 1)
        one = next(iter(self.mentions[first : first + 1]), None)
        key = self.who.acts_for(one.entity) if one and one.span.start - by.end() < 6 else None
        return (hit.end, key) if key else None

    def blamed(self, statement: Statement, act: Act) -> Key | None:
        """Whom an accusation is aimed at; "it" is the last one named before, who does not speak."""
        target = statement.target
        if statement.report != "accused" or target is None or target.start > act.start:
            return None
        for one in self.found.mentions:
            if target.covers(one.span) and (key := self.who.acts_for(one.entity)):
                return key
        if target.exact.casefold() not in ("it", "him", "her", "them"):
            return None
        speaker = self.speaker(statement)
        start, _ = self.words.sentence_at(target.start)
        first, last = bisect_left(self.mention_starts, start), bisect_left(self.mention_starts, target.start)
        keys = [self.who.acts_for(one.entity) for one in self.mentions[first:last]]
        return next((key for key in reversed(keys) if key and key != speaker), None)

    def speaker(self, statement: Statement | None) -> str | None:
        """On whose word a statement stands: whom its origin acts for, else its name."""
        if statement is None or not statement.chain:
            return None
        last = statement.chain[-1]
        return self.who.acts_for(last.entity) or last.name

    def answered(self, statement: Statement) -> list[tuple[Key, Key]]:
        """Whom else a source speaks of when it is said to answer: "..., he said, responding to calls to stop them"."""
        actor = self.who.acts_for(statement.source_entity)
        anchor = statement.cue or statement.source
        if actor is None or anchor is None:
            return []
        start, end = self.words.sentence_at(anchor.start)
        here = self.tokens[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        if self.lexicon.answering.isdisjoint([word for _, _, word in here]):
            return []
        apart = [(at, word) for at, _, word in here if not any(piece.start <= at < piece.end for piece in statement.content)]
        if not self.lexicon.answering & {word for _, word in apart}:
            return []
        around = {at for at, _ in apart}
        others = [key for at, key, _ in self._others(start, end) if at in around and key != actor and key[0] != "@"]
        return [(actor, key) for key in dict.fromkeys(others)]

    # --- acts

    def _act(self, hit: Hit) -> Act | None:
        if self.found.article.zone_at(hit.start) in UNSAID:
            return None
        if hit.phrase.rest == ("between",):
            return self._mutual(hit)
        passive = (
            hit.word in self.lexicon.participles
            and not hit.phrase.rest
            and (
                BEING.search(self.text, max(0, hit.start - 30), hit.start) is not None
                or self.text[hit.end : hit.end + 4] == " by "
            )
        )
        if passive:
            actor, target = self._agent(hit), self._target_before(hit)
        else:
            if self._is_described(hit):
                return None
            actor = self._actor(hit)
            target = self._target(hit, actor[1] if actor else None)
        if target is None or (target[1][0] == "@" and hit.phrase.rest == ("on",) and hit.word in BOMBING):
            return None  # "strikes on Karsia" may be on those whom it fights
        direction, turned = hit.phrase.direction, None
        number = bisect_left(self.starts, hit.start)
        before = self._clause_before(number)
        if not (direction > 0 and set(before[-1:]) & self.lexicon.ending):  # who is told to stop is held to do it
            turned = self._turned(number, len(before))
            direction = direction if turned is None else -direction
            first = bisect_right(self.starts, actor[0] - 1) if actor and actor[0] <= hit.start else number - 6
            if self.lexicon.unsaid & set(before[len(before) - min(max(0, number - first), len(before)) :]):
                return None
        if actor is None or actor[1] == target[1]:
            actor = None
        if self._is_asked(hit.start):
            direction = 0
        first, whom = actor or (-1, "")
        accusing = self._is_accusing(hit)
        return Act(hit.start, hit.end, whom, target[1], direction, accusing, target[2], turned, first, target[0])

    def _is_asked(self, position: int) -> bool:
        _, end = self.words.sentence_at(position)
        return self.text[position:end].rstrip(" \"”’'*").endswith("?")

    def _mutual(self, hit: Hit) -> Act | None:
        """ "The alliance between A and B": the first named is taken for the one who acts."""
        _, stop = self.words.sentence_at(hit.start)
        both = list(
            {key: (at, key, named) for at, key, named in reversed(self._others(hit.end, min(hit.end + AFTER, stop)))}.values()
        )
        both.sort()
        if len(both) < 2:
            return None
        (first, one, _), (last, other, named) = both[:2]
        return Act(
            hit.start, hit.end, one, other, hit.phrase.direction, self._is_accusing(hit), named, first=first + 1, last=last
        )

    def _is_accusing(self, hit: Hit) -> bool:
        before = self._clause_before(bisect_left(self.starts, hit.start))
        return hit.phrase.accusing or bool(self.lexicon.accused & {*before, *map(" ".join, pairwise(before))})

    def _is_described(self, hit: Hit) -> bool:
        """Whether a form is no verb: "the armed men", "for raids"."""
        number = bisect_left(self.starts, hit.start)
        last = self.tokens[number - 1][2] if number and not self._broken(number) else ""
        if hit.phrase.noun or hit.phrase.rest:
            return False
        if hit.word in self.lexicon.adjectives and not (last in HAVING or last.endswith("ly")):
            return True
        nth = bisect_left(self.mention_starts, hit.start) - 1
        before = self.mentions[nth] if nth >= 0 else None
        if before and before.span.end == self.tokens[number - 1][1] and not before.span.exact.endswith("s"):
            entity = self.who.entities.get(before.entity)
            if entity is not None and entity.kind == "nationality" and hit.word in ONE_WORD:
                return True  # "its Karsian arm"
        return last in DETERMINERS or (last in ("of", "for", "by") and not hit.word.endswith("ing"))

    def _clause_before(self, number: int) -> list[str]:
        """The words before a token, back to where its sentence breaks."""
        first = number
        while (
            first > 0 and not BROKEN.search(self.text, self.tokens[first - 1][1], self.tokens[first][0]) and number - first < 24
        ):
            first -= 1
        return [word for _, _, word in self.tokens[first:number]]

    def _turned(self, number: int, length: int) -> int | None:
        """Where a word stands that turns a phrase round, of the words before it in its clause; two of them turn it back."""
        first = max(number - length, number - self.lexicon.reach)
        found = [
            self.tokens[here][0]
            for here in range(first, number)
            if (self.tokens[here][2] in self.lexicon.turning or self.tokens[here][2].endswith(("n't", "n’t")))
            and self.tokens[min(here + 1, len(self.tokens) - 1)][2] not in self.lexicon.but
        ]
        return found[0] if len(found) == 1 else None


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that stand in no other, in order."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda one: (one.span.start, -one.span.end, one.id)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept
