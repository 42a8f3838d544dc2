"""What is said to have happened: triggers, who did it to whom, where, when, and whether it did happen.

An event mention is made of words of one sentence: a verb, an event noun or a phrase of both. Whoever only tells of a deed is
never its actor; a passive without a by-phrase has none; a list is never split into pairs. Words inside names and idioms are no
events. `reality` is as presented by whoever speaks; who speaks stays on the statement. What can mean nothing by it (water, a
gate) assaults and expels nobody. A headline has no day of its own; an event without a time is of the time told last in its
paragraph, and only news of the lede, where the opening tells of no other day, is of the day of publication.

Method: a lexicon of frames (lexicons/en/events.toml) over dependency parses, in the tradition of the rule-based event coders;
kinds and modes are those of PLOVER 0.8, defined in our own words. Left out: contexts, sectors of actors, events told across
sentences. "Will withdraw" counts as AGREE (a promise), an announced withdrawal as CONCEDE.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.model import (
    EventKind,
    EventMention,
    Mention,
    Participant,
    Reality,
    Span,
    Statement,
    Time,
    Timex,
    identify,
)
from accordingto.read.annotate import article_of, view_of
from accordingto.read.times import time_at

Where = Literal["any", "subject", "object"]
Side = Literal["actor", "recipient", "nothing"]

QUIET_ZONES = frozenset(("dateline", "byline", "credit", "related", "furniture"))  # nothing happens in a by-line
CLIPPED_ZONES = frozenset(("headline", "caption", "heading"))  # the present tells what happened, participles stand without `be`
NAMES = frozenset(("PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "GPE", "LOC", "NORP", "LANGUAGE", "EVENT"))
PARTIES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
NO_PARTY = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"))
SETTING_WORDS = frozenset(("in", "at", "near", "outside", "inside", "around", "across", "throughout", "within"))
LEADING_WORDS = frozenset(
    ("during", "on", "of", "after", "from", "for", "into", "to", "by", "with")
)  # to a noun that has a place
BEARINGS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
STANDS_FOR = {"PERSON": "person", "NORP": "people", "GPE": "town", "LOC": "town", "FAC": "building", "ORG": "organization"}
NAMING_PREPOSITIONS = frozenset(("by", "of", "from", "in", "against", "to", "with", "for", "on", "between"))
OBJECTS = frozenset(("dobj", "dative", "oprd", "attr", "acomp", "obj"))
SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "nummod"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"))  # promised, they are agreements
HARMFUL = {"SANCTION": "relations", "COERCE": "restrict", "ASSAULT": "violence", "PROTEST": "restrict"}
VICTIM_KINDS = frozenset(("ASSAULT", "COERCE"))
DELIBERATE = frozenset(
    ("ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST", "MOBILIZE", "CONCEDE")
)  # nothing blind does these
TELLING = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"))
WINDED = 12  # steps up or down a tree before a search gives up: no news clause nests deeper
PLACE_DEPTH = 3  # nouns between a trigger and its place: an operation in search of a leader in a town
CONTAINERS = 3  # places named after a place, each within the next: village, district, province, country
OPENING_BLOCKS = 3  # body paragraphs in which a report says of which day its news is
NEWS_DAYS = 7  # a day told there so long before publication, or less, is the day of the news
NARRATIVE_SENTENCES = 1  # an event without a time is of the time told last, so many sentences back in its paragraph


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

    def side_of(self, rule: Rule) -> Side:
        """What the of-phrase of an event noun names."""
        return rule.of or self.of.get(rule.kind or "", "recipient")


@dataclass(slots=True)
class Happening:
    """A trigger found, with what hangs from it, while its article is read."""

    head: Token
    rule: Rule
    noun: bool
    carrier: Token | None = None  # the light verb of an event noun: `held` of `held talks`
    kind: EventKind | None = None
    mode: str | None = None
    reality: Reality = "happened"
    actors: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)
    parts: list[Token] = field(default_factory=list)


PLAIN = Rule(None, None, (), 10**6)  # a verb in time that no line of the lexicon knows


MUST = Rule("REQUEST", None, (), 10**6)  # `said that the army must leave`: a demand without a verb of demanding


def event_mentions(
    doc: Doc, mentions: Sequence[Mention], statements: Sequence[Statement], timexes: Sequence[Timex]
) -> tuple[EventMention, ...]:
    """The event mentions of an article, in the order of their triggers.

    `mentions` name who takes part, `statements` carry what is told on someone's word, `timexes` are all time expressions.
    """
    words = lexicon()
    happenings = list(_happenings(doc, words))
    by_head = {happening.head.i: happening for happening in happenings}
    for happening in happenings:
        happening.reality = happening.rule.reality or reality(happening, words)
        _cast(happening, words)
    for happening in happenings:
        _borrow(happening, by_head)
        _collapse(happening, words)
    return tuple(_told(doc, happenings, mentions, statements, timexes))


# --- the lexicon ------------------------------------------------------------------------------------------------------


@cache
def lexicon() -> Lexicon:
    """The English words of events, read once a process."""
    path = resources.files("accordingto") / "extract" / "lexicons" / "en" / "events.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    classes = {name: tuple(members) for name, members in table["classes"].items()}
    verbs: dict[str, list[Rule]] = defaultdict(list)
    nouns: dict[str, list[Rule]] = defaultdict(list)
    order = 0
    for entry in table["words"]:
        for frames, rules in ((entry.get("verbs", ()), verbs), (entry.get("nouns", ()), nouns)):
            for frame in frames:
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
                    )
                )
    for frames, rules in ((table["idioms"]["frames"], verbs), (table["idioms"]["nouns"], nouns)):
        for frame in frames:
            order += 1
            head, *rest = frame.split()
            rules[head].append(Rule(None, None, tuple(_condition(word, classes) for word in rest), order, idiom=True))
    lists = {f"verbs.{name}": frozenset(members) for name, members in table["verbs"].items()}
    lists |= {f"nouns.{name}": frozenset(members) for name, members in table["nouns"].items()}
    lists |= {f"grammar.{name}": frozenset(members) for name, members in table["grammar"].items()}
    lists |= {name: frozenset(members) for name, members in classes.items()}
    return Lexicon(
        {head: tuple(sorted(rules, key=lambda rule: rule.strength, reverse=True)) for head, rules in verbs.items()},
        {head: tuple(sorted(rules, key=lambda rule: rule.strength, reverse=True)) for head, rules in nouns.items()},
        lists,
        {kind: {k: tuple(v) for k, v in role.items() if k != "of"} for kind, role in table["roles"].items()},
        {kind: role["of"] for kind, role in table["roles"].items() if "of" in role},
        tuple(table["grammar"]["abstract_endings"]),
    )


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


def _best(rules: Iterable[Rule], bag: Bag) -> Rule | None:
    return next((rule for rule in rules if all(condition.holds(bag) for condition in rule.conditions)), None)


# --- triggers ---------------------------------------------------------------------------------------------------------


def _happenings(doc: Doc, words: Lexicon) -> Iterator[Happening]:
    """Yield each trigger once, in order: frames of verbs take in their nouns, light verbs give way to theirs."""
    quiet = _quiet(doc)
    nouns: dict[int, Happening] = {}
    verbs: dict[int, Happening] = {}
    eaten: set[int] = set()
    for token in doc:
        if quiet[token.i]:
            continue
        tag = token.tag_
        if tag[:2] == "NN" or (tag == "VBG" and _gerund_noun(token, words)):
            rule = _noun_rule(token, tag, words)
            if rule is not None:
                nouns[token.i] = Happening(token, rule, noun=True, parts=[token])
    for token in doc:
        if quiet[token.i] or token.i in nouns:
            continue
        if token.tag_ == "MD" and token.lower_ == "must" and _demanded(token, words):
            verbs[token.i] = Happening(token, MUST, noun=False, parts=[token])
            continue
        if token.tag_[:2] != "VB" or token.dep_ in ("aux", "auxpass", "dobj", "pobj", "nsubj", "nsubjpass"):
            continue
        found = _verb_happening(token, words, nouns)
        if found is None:
            continue
        happening, eats = found
        eaten |= eats
        if happening is not None:
            verbs[token.i] = happening
    for place in eaten:
        nouns.pop(place, None)
    for noun in nouns.values():
        noun.carrier = _carrier(noun.head, words)
        if noun.carrier is not None and (verb := verbs.get(noun.carrier.i)) is not None and verb.rule is PLAIN:
            del verbs[noun.carrier.i]
    for place in sorted({*nouns, *verbs}):
        happening = nouns.get(place) or verbs[place]
        if not happening.rule.idiom:
            yield happening


def _quiet(doc: Doc) -> list[bool]:
    """Whether each token stands in a zone that tells nothing."""
    quiet = [False] * len(doc)
    for block in view_of(doc).blocks:
        if block.kind in QUIET_ZONES:
            inside = doc.char_span(block.start, block.end, alignment_mode="expand")
            if inside is not None:
                quiet[inside.start : inside.end] = [True] * len(inside)
    return quiet


def _zone(token: Token) -> str:
    view = view_of(token.doc)
    return view.blocks[view.block_at(token.idx)].kind if view.blocks else "body"


def _lemma(token: Token, table: dict[str, tuple[Rule, ...]]) -> str:
    """The lemma under which a word stands in the lexicon. The tagger's is wrong for rare verbs (`lobbed`, `staged`)."""
    lemma = token.lemma_.lower()
    if lemma in table or token.tag_ not in ("VBD", "VBN", "VBG"):
        return lemma
    word = token.lower_
    stem = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("ed")
    if stem != word and len(stem) > 2:
        for candidate in (stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem):
            if candidate in table:
                return candidate
    return lemma


def _noun_rule(token: Token, tag: str, words: Lexicon) -> Rule | None:
    rules = words.nouns.get(token.lower_ if tag == "VBG" else token.lemma_.lower())
    if rules is None:
        return None
    if token.ent_type_ in NAMES and (tag[:3] == "NNP" or token.ent_type_ != "EVENT"):
        return None
    if token.dep_ in ("compound", "nmod", "npadvmod"):
        # `attack helicopter` and `arrest warrant` are things; `bomb attack` is led by `attack`.
        return None
    if tag[:3] == "NNP" and _zone(token) not in CLIPPED_ZONES and _named(token):
        return None
    return _best(rules, _noun_bag(token))


def _gerund_noun(token: Token, words: Lexicon) -> bool:
    """`Killed in police firing`: a gerund with no object of its own is an event noun."""
    if token.lower_ not in words.nouns:
        return False
    if token.dep_ == "acl" and token.head.i == token.i - 1 and token.head.lemma_.lower() in words.words["police"]:
        # The parser reads `police firing` as police who fire.
        return not any(child.dep_ in ("dobj", "prt") for child in token.children)
    if token.dep_ not in ("pobj", "pcomp", "nsubj", "nsubjpass", "dobj", "conj"):
        return False
    return not any(child.dep_ in ("dobj", "aux", "advmod", "prt") for child in token.children)


def _named(token: Token) -> bool:
    """Whether a capitalised word stands in a run of capitalised words: a name the tagger knows and the recogniser missed."""
    return any(0 <= i < len(token.doc) and token.doc[i].text[:1].isupper() for i in (token.i - 1, token.i + 1)) or token.i > 0


def _noun_bag(token: Token) -> Bag:
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in MODIFIERS:
            found.add(child.lemma_.lower())
            found.update(grandchild.lemma_.lower() for grandchild in child.children if grandchild.dep_ in MODIFIERS)
            if child.ent_type_ in STANDS_FOR and child.dep_ != "compound":
                found.add(STANDS_FOR[child.ent_type_])
        elif child.dep_ in ("prep", "agent"):
            found.add(child.lower_)
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found |= _lemmas(noun)
        elif child.dep_ in ("acl", "relcl") or child.dep_ == "conj":
            found.add(child.lemma_.lower())
    return Bag(frozenset(found), frozenset(), frozenset())


def _verb_happening(token: Token, words: Lexicon, nouns: dict[int, Happening]) -> tuple[Happening | None, set[int]] | None:
    """The happening of a verb, and the event nouns that its frame takes in."""
    lemma = _lemma(token, words.verbs)
    rules = words.verbs.get(lemma)
    rule: Rule | None = None
    if token.ent_type_ in NAMES and token.text[:1].isupper() and token.i != token.sent.start:
        return None
    if rules is not None:
        rule = _best(rules, _verb_bag(token))
    if rule is not None and rule.idiom:
        return None, {child.i for child in token.children if child.i in nouns and child.dep_ in OBJECTS | PASSIVE_SUBJECTS}
    if token.tag_ == "VBN" and token.dep_ == "advcl" and lemma in words.words["grammar.asking"]:
        return None  # `Asked about the siren, she said`: part of the telling
    if rule is not None and rule.kind in DELIBERATE and _forces_of_nature(token, words):
        rule = None
    if token.dep_ == "amod":
        # `the abducted pupils` tells of an abduction; `armed men` and `wanted list` tell of nothing that happened.
        if rule is None or rule.kind not in VICTIM_KINDS or token.tag_ != "VBN":
            return None
        return Happening(token, rule, noun=False, parts=[token]), set()
    if rule is None:
        if not _happens(token, lemma, words):
            return None
        carried = lemma in words.words["verbs.light"] and any(
            child.i in nouns and child.dep_ in ("dobj", "nsubjpass") for child in token.children
        )
        return None if carried else (Happening(token, PLAIN, noun=False, parts=[token]), set())
    taken = frozenset().union(*(c.literal for c in rule.conditions if c.wanted and c.where == "any"))
    parts, eaten = [token], set()
    # What one dies or is hurt in is a deed of its own: `died in an attack by rebels` tells of two.
    for child in token.children if lemma not in words.words["grammar.suffering"] else ():
        inner = [child] if child.dep_ != "prep" else [child, *(noun for noun in child.children if noun.dep_ == "pobj")]
        if child.i < token.i and child.dep_ in ("prep", "advmod"):
            continue
        hits = [word for word in inner if word.lemma_.lower() in taken or word.lower_ in taken]
        eaten |= {word.i for word in hits if word.i in nouns}
        if child.dep_ not in PASSIVE_SUBJECTS and child.dep_ not in ("xcomp", "ccomp", "advcl"):
            parts += hits
    if token.i + 1 < len(token.doc) and (after := token.nbor()).lower_ in taken and after not in parts:
        parts.append(after)
    return Happening(token, rule, noun=False, parts=parts), eaten


def _forces_of_nature(verb: Token, words: Lexicon) -> bool:
    """Whether what does it can mean nothing by it: a flood that drives people from their homes."""
    doers = agents_of(verb) if is_passive(verb) else subjects_of(verb)
    blind = words.words["nature"] | words.words["hazard"]
    return bool(doers) and all(token.lemma_.lower() in blind and not token.ent_type_ for token in doers)


def _demanded(modal: Token, words: Lexicon) -> bool:
    """Whether `must` is what someone says another has to do."""
    verb = modal.head
    if verb.dep_ != "ccomp" or verb.head.lemma_.lower() not in words.words["verbs.saying"]:
        return False
    return any(child.dep_ in SUBJECTS and child.tag_[:2] == "NN" for child in verb.children)


def _happens(token: Token, lemma: str, words: Lexicon) -> bool:
    """Whether a verb that no line knows tells of something in time, not of a state, a habit or a saying."""
    if lemma in words.words["verbs.still"] or not lemma.isalpha():
        return False
    tag = token.tag_
    if tag in ("VBD", "VBN"):
        return True
    auxiliaries = _auxiliaries(token)
    if tag in ("VBG", "VB"):
        return bool(auxiliaries) or token.dep_ in ("xcomp", "advcl", "ccomp", "pcomp", "acl", "conj", "ROOT")
    return _zone(token) in CLIPPED_ZONES


def _carrier(noun: Token, words: Lexicon) -> Token | None:
    """The verb that an event noun borrows its subject and time from."""
    word = noun
    for _ in range(WINDED):
        if word.dep_ == "conj" and word.head.tag_[:2] == "NN":
            word = word.head
        else:
            break
    verb = word.head
    if word.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and verb.tag_[:2] == "VB":
        return verb if _lemma(verb, words.verbs) in words.words["verbs.light"] else None
    return None


def _verb_bag(verb: Token) -> Bag:
    everything: set[str] = set()
    subjects: set[str] = set()
    objects: set[str] = set()
    passive = is_passive(verb)
    for child in verb.children:
        dep = child.dep_
        if dep in OBJECTS or dep in PASSIVE_SUBJECTS:
            found = _lemmas(child)
            objects |= found
            everything |= found
            for inner in child.children:
                if inner.dep_ in MODIFIERS:
                    everything.add(inner.lemma_.lower())
                elif inner.dep_ == "prep":
                    everything.add(inner.lower_)
                    everything.update(noun.lemma_.lower() for noun in inner.children if noun.dep_ == "pobj")
        elif dep in ("prep", "agent", "prt", "advmod"):
            if any(noun.ent_type_ in ("DATE", "TIME") for noun in child.children):
                continue
            everything.add(child.lower_)
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found = _lemmas(noun)
                    everything |= found
                    everything.update(inner.lemma_.lower() for inner in noun.children if inner.dep_ in MODIFIERS)
                    if dep == "agent":
                        subjects |= found
                elif noun.dep_ in ("prep", "pcomp"):
                    everything.update((noun.lemma_.lower(), noun.lower_))
                    everything.update(deep.lemma_.lower() for deep in noun.children if deep.dep_ == "pobj")
        elif dep in ("xcomp", "ccomp"):
            everything.add(child.lemma_.lower())
            for inner in child.children:
                if inner.dep_ == "aux" and inner.tag_ == "TO":
                    everything.add("to")
                if inner.dep_ == "nsubj" and child.tag_ == "VB":
                    objects |= _lemmas(inner)
                if inner.dep_ in ("dobj", "prep", "nsubj"):
                    everything.add(inner.lemma_.lower())
                    everything.update(deep.lemma_.lower() for deep in inner.children if deep.dep_ == "pobj")
        elif dep in ("advcl", "npadvmod"):
            everything.add(child.lemma_.lower())
    bearer = subjects_of(verb)
    if passive:
        for token in bearer:
            objects |= _lemmas(token)
        everything |= objects
    else:
        for token in bearer:
            subjects |= _lemmas(token)
    return Bag(frozenset(everything), frozenset(subjects), frozenset(objects))


def _lemmas(head: Token) -> set[str]:
    """What a noun phrase is about: its head, the heads joined to it, what a portion is of, the class of a name."""
    found: set[str] = set()
    for token in _joined(head):
        found.add(token.lemma_.lower())
        found.update(child.lemma_.lower() for child in token.children if child.dep_ == "compound")
        if token.tag_ == "VBG":
            found.add(token.lower_)
        if (after := token.i + 1) < len(token.doc) and token.doc[after].tag_ == "VBG" and token.doc[after].dep_ == "acl":
            found.add(token.doc[after].lower_)  # `died in police firing`, read as police who fire
        if token.ent_type_ in STANDS_FOR:
            found.add(STANDS_FOR[token.ent_type_])
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        found.add(noun.lemma_.lower())
                        if noun.ent_type_ == "NORP":
                            found.add("people")
    return found


def _joined(head: Token) -> list[Token]:
    """A head and the heads that `and`, `or` and commas join to it."""
    found = [head]
    for token in found:
        found.extend(child for child in token.children if child.dep_ == "conj" and child.tag_[:1] in "NPCJ")
        if len(found) > WINDED * 2:
            break
    return found


# --- clauses ----------------------------------------------------------------------------------------------------------


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb bears the deed."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    active = False
    for child in verb.children:
        if child.dep_ == "auxpass" or child.dep_ in PASSIVE_SUBJECTS or child.dep_ == "agent":
            return True
        if child.dep_ in ("dobj", "nsubj") or (child.dep_ == "aux" and child.tag_[:2] == "VB"):
            active = True
    if active:
        return False
    if verb.dep_ in ("acl", "amod"):
        return verb.tag_ == "VBN"
    if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and verb.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.dep_ == "advcl" and verb.tag_ == "VBN"


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of a verb's subject, its own or the one it shares; for a passive, of what bears the deed. Lists stay lists."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS]
    if own:
        return [part for token in own for part in _joined(_antecedent(token, verb))]
    if depth > WINDED:
        return []
    dep, head = verb.dep_, verb.head
    if dep == "conj" and head.tag_[:2] == "VB":
        shared = subjects_of(head, depth + 1)
        return shared if is_passive(head) == is_passive(verb) else agents_of(head) if is_passive(head) else shared
    if dep in ("xcomp", "ccomp", "advcl", "pcomp", "dep") or (dep == "acl" and head.tag_[:2] == "VB"):
        governor = head
        if dep == "pcomp":
            governor = head.head
            if governor.tag_[:2] == "NN":
                return []
        if governor.tag_[:2] == "JJ":
            governor = governor.head
        if governor.tag_[:2] != "VB" or (dep == "ccomp" and verb.tag_ not in ("VBG", "VB")):
            return []
        if dep == "ccomp" and governor.lemma_.lower() in lexicon().words["verbs.saying"]:
            return []  # who tells of a deed is not its doer
        if dep in ("xcomp", "ccomp", "pcomp") and governor.lemma_.lower() in lexicon().words["verbs.object_control"]:
            objects = [part for child in governor.children if child.dep_ in ("dobj", "dative") for part in _joined(child)]
            if objects:
                return objects
            if is_passive(governor):
                return subjects_of(governor, depth + 1)
        if is_passive(governor) and dep in ("advcl", "pcomp"):
            return agents_of(governor)
        return subjects_of(governor, depth + 1)
    if dep == "acl" and verb.tag_ == "VBG" and verb.i and verb.nbor(-1).lower_ == ",":
        # `stormed a house in the town, killing two`: the parser hangs it from the town.
        above = head
        for _ in range(WINDED):
            if above.tag_[:2] == "VB":
                return agents_of(above) if is_passive(above) else subjects_of(above, depth + 1)
            above = above.head
    if dep in ("acl", "relcl", "amod") and head.tag_[:1] in "NPC":
        if dep == "acl" and verb.tag_ == "VB":
            # `a plan to attack`, `police's failure to act`: whoever has the plan.
            return _holders(head, depth)
        return [head]  # the antecedent of a clause, without later members of its list
    return []


def _holders(noun: Token, depth: int) -> list[Token]:
    """Who has a plan, a threat, a failure."""
    for child in noun.children:
        if child.dep_ == "poss":
            return _joined(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "of"):
            return [part for noun_ in child.children if noun_.dep_ == "pobj" for part in _joined(noun_)]
    if noun.dep_ == "dobj" and noun.head.tag_[:2] == "VB":
        return subjects_of(noun.head, depth + 1)
    return []


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun a relative pronoun stands for."""
    if token.tag_ in ("WDT", "WP") or (token.lower_ == "that" and verb.dep_ == "relcl"):
        clause = verb
        for _ in range(WINDED):
            if clause.dep_ == "relcl" and clause.head.tag_[:1] in "NPC":
                return clause.head
            if clause.dep_ in ("conj", "ccomp", "xcomp"):
                clause = clause.head
            else:
                break
    return token


def agents_of(verb: Token) -> list[Token]:
    """Who a by-phrase names."""
    return [
        part
        for child in verb.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb))
        for noun in child.children
        if noun.dep_ == "pobj"
        for part in _joined(noun)
    ]


def objects_of(verb: Token) -> list[Token]:
    """Heads of a verb's objects; in a relative clause without one, the noun the clause hangs from."""
    own = [
        part for child in verb.children if child.dep_ in ("dobj", "dative", "obj") for part in _joined(_antecedent(child, verb))
    ]
    if (
        not own
        and verb.dep_ == "conj"
        and verb.head.tag_[:2] == "VB"
        and not any(c.dep_ in ("prep", "ccomp") for c in verb.children)
    ):
        return []
    if (
        not own
        and verb.dep_ == "relcl"
        and any(child.dep_ in SUBJECTS and _antecedent(child, verb) is child for child in verb.children)
    ):
        return [verb.head]
    return own


def after_prepositions(token: Token, prepositions: Iterable[str]) -> list[Token]:
    """Heads of the nouns after some prepositions, in the order of the text."""
    wanted = set(prepositions)
    found = []
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in wanted:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found += _joined(noun)
                elif noun.dep_ == "prep":
                    found += [part for deep in noun.children if deep.dep_ == "pobj" for part in _joined(deep)]
    return found


def _auxiliaries(verb: Token) -> list[Token]:
    own = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if own or verb.dep_ != "conj" or verb.head.tag_ != verb.tag_ or any(c.dep_ in SUBJECTS for c in verb.children):
        return own
    return _auxiliaries(verb.head)


# --- who takes part ---------------------------------------------------------------------------------------------------


def _cast(happening: Happening, words: Lexicon) -> None:
    """Find who did it, and to whom."""
    rule = happening.rule
    happening.kind, happening.mode = rule.kind, rule.mode
    if happening.noun:
        _cast_noun(happening, words)
    else:
        _cast_verb(happening, words)
    actors = [token for part in happening.actors for token in parties(part, words, doing=True, kind=rule.kind)]
    recipients = [token for part in happening.recipients for token in parties(part, words, doing=False, kind=rule.kind)]
    happening.actors = _distinct(
        t for t in actors if t.ent_type_ not in NO_PARTY and t.lemma_.lower() not in lexicon().words["grammar.calendar"]
    )
    if rule.kind == "PROTEST":
        recipients += _grievances(happening.carrier or happening.head)
    if (
        rule.kind is not None
        and rule.kind not in VICTIM_KINDS
        and any(t.ent_type_ in PARTIES or _party_word(t) for t in recipients)
    ):
        recipients = [t for t in recipients if t.ent_type_ in PARTIES or _party_word(t) or t.tag_ == "PRP"]
    if rule.mode == "expel" and not happening.actors and happening.head.lemma_.lower() in words.words["grammar.flight"]:
        happening.kind = happening.mode = None  # people flee from water too: only a driver makes it an expulsion
    taken = {token.i for token in happening.actors}
    happening.recipients = [token for token in _distinct(recipients) if token.i not in taken]
    if rule.kind is None:
        # Outside the sixteen kinds only someone can be done to: a thing bought or built is no recipient.
        happening.recipients = [
            t for t in happening.recipients if t.ent_type_ in PARTIES or t.lemma_.lower() in words.words["people"]
        ]


def _distinct(tokens: Iterable[Token]) -> list[Token]:
    return list({token.i: token for token in tokens}.values())


def _cast_verb(happening: Happening, words: Lexicon) -> None:
    verb, rule = happening.head, happening.rule
    if rule is MUST:
        happening.actors, happening.recipients = subjects_of(verb.head.head), subjects_of(verb.head)
        return
    passive = is_passive(verb) or _clipped_passive(happening)
    bearers = subjects_of(verb)
    roles = words.roles.get(rule.kind or "", {})
    inside = {part.i for part in happening.parts}
    if verb.dep_ == "amod":
        happening.recipients = [verb.head]
        return
    if passive:
        happening.actors, happening.recipients = agents_of(verb), bearers
        if rule.kind == "MOBILIZE" and not happening.actors:
            # Forces that are moved act by moving: `troops were deployed` has them as actor, whoever sent them.
            forces = [token for token in bearers if not words.words["police"].isdisjoint(_lemmas(token))]
            if forces:
                happening.actors = forces
                happening.recipients = after_prepositions(verb, roles.get("recipients", ()))
        if rule.kind in ("CONSULT", "COOPERATE"):
            happening.actors += after_prepositions(verb, roles.get("with", ()))
        return
    if rule.subject == "recipient":
        happening.actors, happening.recipients = [], bearers
        if verb.lemma_.lower() in words.words["grammar.flight"]:
            driving = [*objects_of(verb), *after_prepositions(verb, ("from", "before"))]
            happening.actors = [token for token in driving if _party_word(token) and token.ent_type_ not in PLACES]
        elif objects := [token for token in objects_of(verb) if token.i not in inside]:
            happening.actors, happening.recipients = bearers, objects  # `the quake killed two`, not `two drowned`
        return
    happening.actors = bearers
    happening.recipients = [token for token in objects_of(verb) if token.i not in inside]
    if rule.mode == "suicide-attack" or (rule.mode == "explosives" and not happening.recipients):
        happening.recipients = []
    if rule.kind == "ASSAULT" and verb.lemma_ == "die":
        happening.actors, happening.recipients = [], bearers
        return
    joint = after_prepositions(verb, roles.get("with", ()))
    if rule.kind in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT") and joint:
        happening.actors += joint
    if rule.kind == "CONSULT" and verb.lemma_ in words.words["grammar.meeting"]:
        happening.actors += [token for token in happening.recipients if token.ent_type_ not in PLACES]
        happening.recipients = [token for token in happening.recipients if token.ent_type_ in PLACES]
    if rule.kind == "ASSAULT" and verb.lemma_ in words.words["grammar.fighting"]:
        happening.actors += after_prepositions(verb, ("with",))
    prepared = ("to", "for") if any(child.dep_ == "dobj" for child in verb.children) else ()
    if not happening.recipients or (prepared and rule.kind in ("AID", "AGREE", "COOPERATE", "RETREAT")):
        happening.recipients += after_prepositions(verb, prepared or roles.get("recipients", ()))
    if len(happening.parts) > 1:
        for part in happening.parts[1:]:
            happening.recipients += after_prepositions(part, (*roles.get("recipients", ()), "of"))
            if part.tag_[:2] == "NN" and rule.kind in TELLING:
                happening.recipients += _modifying_parties(part)
            if roles.get("with"):
                happening.actors += after_prepositions(part, roles["with"])
    else:
        for token in objects_of(verb):
            if not _party_word(token) and rule.kind is not None and token.lemma_.lower() not in words.words["nouns.portion"]:
                happening.recipients += after_prepositions(token, roles.get("recipients", ()))
    if rule.kind == "MOBILIZE" or (rule.kind == "RETREAT" and rule.mode in ("withdraw", "disarm")):
        moved = {token.i for token in objects_of(verb)}  # one's own forces are moved, not done to
        happening.recipients = [token for token in happening.recipients if token.i not in moved]
    if rule.kind in TELLING and not any(_party_word(t) or t.ent_type_ in PARTIES for t in happening.recipients):
        happening.recipients += _inner_parties(verb, words)


def _inner_parties(verb: Token, words: Lexicon) -> list[Token]:
    """Whom the clause under a verb of demanding, promising, refusing or threatening concerns."""
    found: list[Token] = []
    demanding = verb.lemma_.lower() in words.words["verbs.hypothetical"]
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp", "advcl"):
            continue
        inner = [token for token in child.children if token.dep_ in SUBJECTS or token.dep_ in PASSIVE_SUBJECTS]
        if child.dep_ in ("ccomp", "xcomp") and inner and (demanding or child.tag_ == "VB"):
            found += [part for token in inner for part in _joined(token)]
        elif child.dep_ == "xcomp":
            found += objects_of(child)
            found += after_prepositions(child, ("to", "with", "on", "against", "for", "from", "in", "of"))
            for token in objects_of(child):
                found += after_prepositions(token, ("to", "with", "on", "against", "for", "from", "in", "of"))
            found += [part for deep in child.children if deep.dep_ in ("xcomp", "ccomp") for part in objects_of(deep)]
    return found


def _clipped_passive(happening: Happening) -> bool:
    """`Two killed in blast`: a headline drops the auxiliary, and the parser takes the victims for the killers."""
    verb = happening.head
    return (
        happening.rule.kind in VICTIM_KINDS
        and verb.tag_ in ("VBD", "VBN")
        and len(happening.parts) == 1
        and _zone(verb) in CLIPPED_ZONES
        and not any(child.dep_ in OBJECTS or child.dep_ in ("aux", "auxpass", "agent", "prt") for child in verb.children)
        and happening.rule.mode in (None, "abduct", "targeted", "arrest", "beat", "firearms", "torture")
        and verb.lemma_.lower() not in ("clash", "fight", "battle", "attack", "storm", "raid", "invade")
    )


def _cast_noun(happening: Happening, words: Lexicon) -> None:
    noun, rule, carrier = happening.head, happening.rule, happening.carrier
    roles = words.roles.get(rule.kind or "", {})
    of_side = words.side_of(rule)
    possessors: list[Token] = []
    of_parts: list[Token] = []
    for child in noun.children:
        if child.dep_ == "poss":
            possessors += _joined(_antecedent(child, noun))
        elif child.dep_ in ("amod", "compound", "nmod", "nsubj") and (
            child.ent_type_ in ("NORP", "GPE")
            or (
                child.dep_ != "amod" and (child.ent_type_ in ("ORG", "PERSON") or child.lemma_.lower() in words.words["police"])
            )
        ):
            happening.actors.append(child)
        elif child.dep_ in ("agent", "prep") and child.lower_ == "by":
            happening.actors += [part for deep in child.children if deep.dep_ == "pobj" for part in _joined(deep)]
        elif child.dep_ == "prep" and child.lower_ == "of":
            of_parts += [part for deep in child.children if deep.dep_ == "pobj" for part in _joined(deep)]
        elif (child.dep_ == "prep" and child.lower_ in ("between", "among")) or (
            child.dep_ == "prep"
            and child.lower_ == "with"
            and (rule.kind in ("CONSULT", "AGREE", "COOPERATE", "ASSAULT") or roles.get("with"))
        ):
            happening.actors += [part for deep in child.children if deep.dep_ == "pobj" for part in _joined(deep)]
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            happening.actors += agents_of(child)
    if noun.dep_ == "acl":
        happening.actors.append(noun.head)
    others = after_prepositions(noun, [word for word in roles.get("recipients", ()) if word != "of"])
    if carrier is not None and noun.dep_ != "nsubj":
        happening.actors += agents_of(carrier) if is_passive(carrier) else subjects_of(carrier)
        if roles.get("with"):
            happening.actors += after_prepositions(carrier, roles["with"])
        others += after_prepositions(carrier, [word for word in roles.get("recipients", ()) if word not in ("of", "in")])
        others += [part for child in carrier.children if child.dep_ == "dative" for part in _joined(child)]
    if of_side == "recipient":
        happening.recipients += of_parts
        if of_parts or happening.actors:
            # `Y's arrest of X` has both; `X's arrest` alone is read as X being arrested.
            side = happening.actors if of_parts else happening.recipients
            side += possessors
        else:
            happening.recipients += possessors
    else:
        happening.actors += possessors
        if of_side == "actor":
            happening.actors += of_parts
    happening.recipients += others


def _party_word(token: Token) -> bool:
    words = lexicon().words
    lemma = token.lemma_.lower()
    return lemma in words["people"] or lemma in words["police"] or token.ent_type_ in PARTIES


def parties(head: Token, words: Lexicon, *, doing: bool, kind: str | None) -> list[Token]:
    """Who is meant by a noun in a role: itself, or, where it is a thing said or done, whoever stands in its modifiers."""
    lemma = head.lemma_.lower()
    tag = head.tag_
    if (
        head.ent_type_ in NO_PARTY
        or lemma in lexicon().words["grammar.calendar"]
        or (tag in ("WDT", "EX", "WP", "WP$", "CD") and lemma in RELATIVE)
        or lemma in lexicon().words["grammar.nobody"]
        or tag == "DT"
    ):
        return []
    if lemma == "it" and doing and any(child.dep_ in ("expl",) for child in head.head.children):
        return []
    if tag == "PRP$" or lemma.endswith(("self", "selves")):
        return []
    if tag == "PRP":
        return _speaker_for(head)
    if head.ent_type_ in PARTIES:
        return [head]
    if lemma in words.words["nouns.portion"]:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and any(noun.dep_ == "pobj" for noun in child.children):
                return [head]
    thing = lemma in words.words["nouns.matter"] or lemma in words.nouns
    thing = thing or (
        lemma.endswith(lexicon().endings) and lemma not in lexicon().words["grammar.concrete"] and tag[:3] != "NNP"
    )
    if doing and (lemma in words.words["instrument"] or lemma in words.words["hazard"]):
        return [] if lemma in words.words["hazard"] else _modifying_parties(head)
    if not thing:
        return [] if tag[:1] not in "NPCJ" else [head]
    found = _modifying_parties(head)
    if found or doing:
        return found
    return [head] if kind in ("ASSAULT",) and lemma not in words.nouns else []


def _modifying_parties(head: Token, depth: int = 0) -> list[Token]:
    """Named parties among a noun's modifiers: `a Norwegian plan`, `the envoy's offer`, `attacks by rebels`."""
    found: list[Token] = []
    for child in head.children:
        dep = child.dep_
        if dep == "poss" and child.tag_ not in ("PRP$", "WP$"):
            found += _joined(child)
        elif dep in ("amod", "compound", "nmod") and (
            child.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") or child.lower_ == "police"
        ):
            found.append(child)
        elif dep in ("prep", "agent") and child.lower_ in NAMING_PREPOSITIONS:
            for noun in child.children:
                if noun.dep_ != "pobj":
                    continue
                for part in _joined(noun):
                    if part.ent_type_ in PARTIES or _party_word(part):
                        found.append(part)
                    elif depth < 2:
                        found += _modifying_parties(part, depth + 1)
        elif dep == "acl" and child.tag_ == "VBN":
            found += agents_of(child)
    return found


def _grievances(verb: Token) -> list[Token]:
    """Whom a protest is aimed at, where its purpose says so: `marched to demand that the mayor resign`."""
    found: list[Token] = []
    for child in verb.subtree:
        if child is verb or child.lemma_.lower() not in lexicon().words["grammar.grievances"]:
            continue
        if child.tag_[:2] == "VB":
            for inner in child.children:
                if inner.dep_ == "dobj":
                    found += [inner] if inner.ent_type_ in PARTIES else _modifying_parties(inner)
                elif inner.dep_ == "ccomp":
                    found += [noun for noun in inner.children if noun.dep_ in SUBJECTS and noun.ent_type_ in PARTIES]
                elif inner.dep_ == "prep":
                    for noun in inner.children:
                        if noun.dep_ == "pobj":
                            found += [noun] if noun.ent_type_ in PARTIES else _modifying_parties(noun)
        elif child.dep_ == "pobj":
            for preposition in child.children:
                for noun in preposition.children if preposition.dep_ == "prep" else ():
                    if noun.dep_ == "pobj":
                        found += [noun] if noun.ent_type_ in PARTIES else _modifying_parties(noun)
    return found


def _speaker_for(token: Token) -> list[Token]:
    """Who `it`, `he` or `they` is in what someone says of himself: the subject of the saying; else the pronoun."""
    clause = token.head
    for _ in range(WINDED):
        head = clause.head
        if clause.dep_ == "ccomp" and head.lemma_.lower() in lexicon().words["verbs.saying"]:
            speakers = [s for s in subjects_of(head) if s.tag_[:3] != "PRP" and s.tag_[:2] == "NN"]
            plural = token.lower_ == "they"
            fits = [
                s
                for s in speakers
                if (s.tag_ in ("NNS", "NNPS") or len(speakers) > 1 or s.ent_type_ in ("ORG", "NORP")) or not plural
            ]
            if token.lower_ == "it":
                fits = [s for s in fits if s.ent_type_ in ("ORG", "GPE", "NORP") or s.ent_type_ == ""]
            return fits or [token]
        if clause.dep_ in ("conj", "xcomp", "advcl", "acomp", "ccomp") and head is not clause:
            clause = head
            continue
        break
    return [token]


def _borrow(happening: Happening, by_head: dict[int, Happening]) -> None:
    """Let victims told in the passive have the actor of the deed that struck them: `killed in an attack by rebels`."""
    suffering = happening.head.lemma_.lower() in lexicon().words["grammar.suffering"]
    if happening.actors or happening.kind != "ASSAULT" or (happening.noun and not suffering):
        return
    for source in happening.head.children:
        if source.dep_ == "advcl" and any(child.lower_ == "when" for child in source.children):
            # `killed when police opened fire`
            deed = by_head.get(source.i)
            if suffering and deed is not None and deed.kind == "ASSAULT" and deed.reality == "happened":
                happening.actors = list(deed.actors)
                return
        if source.dep_ not in ("prep", "agent") or source.lower_ not in ("in", "by", "during", "to", "from", "due"):
            continue
        inner = [noun for child in source.children for noun in ([child] if child.dep_ == "pobj" else child.children)]
        for noun in inner:
            deed = by_head.get(noun.i) or next(
                (by_head[c.i] for c in noun.children if c.dep_ == "acl" and c.i in by_head), None
            )
            if noun.dep_ in ("pobj", "pcomp") and deed is not None and deed.kind in VICTIM_KINDS and len(deed.actors) == 1:
                happening.actors = list(deed.actors)
                return
    if happening.noun:
        return
    for subject in subjects_of(happening.head):
        deed = by_head.get(subject.i)
        if deed is not None and deed.noun and deed.kind in VICTIM_KINDS and not is_passive(happening.head):
            happening.actors = list(deed.actors)
            return


def _collapse(happening: Happening, words: Lexicon) -> None:
    """Cooperation still to come is an agreement; harm the speaker announces is a threat. `reality` stays as told."""
    kind, mode = happening.kind, happening.mode
    if kind is None or (happening.noun and happening.carrier is None):
        return
    if kind in COOPERATIVE and happening.reality == "future" and happening.head.dep_ != "advcl":
        happening.kind, happening.mode = "AGREE", None
    elif (
        kind in HARMFUL
        and happening.reality in ("future", "hypothetical")
        and not happening.noun
        and _announced(happening.head, words)
    ):
        happening.kind, happening.mode = (
            "THREATEN",
            "expel" if mode in ("expel", "deport") else "arrest" if mode == "arrest" else HARMFUL[kind],
        )


def _announced(verb: Token, words: Lexicon) -> bool:
    """Whether the one who would do it says so."""
    clause = verb
    for _ in range(WINDED):
        head = clause.head
        if clause.dep_ == "conj" and head.tag_[:2] == "VB":
            clause = head
            continue
        if clause.dep_ == "xcomp" and head.lemma_.lower() in ("threaten", "vow", "swear", "plan", "warn", "prepare", "decide"):
            return True
        if clause.dep_ == "xcomp" and head.tag_[:2] in ("VB", "JJ"):
            clause = head
            continue
        if clause.dep_ == "ccomp" and head.lemma_.lower() in words.words["verbs.saying"]:
            modal = [aux.lower_ for aux in _auxiliaries(clause)]
            inner = [child for child in clause.children if child.dep_ == "nsubj"]
            return any(word in lexicon().words["grammar.will"] or word in ("would", "may", "could") for word in modal) and any(
                child.lower_ in ("it", "he", "she", "they", "we", "i") or child.lemma_ in {s.lemma_ for s in subjects_of(head)}
                for child in inner
            )
        return False
    return False


# --- reality ----------------------------------------------------------------------------------------------------------


def reality(happening: Happening, words: Lexicon) -> Reality:
    """Whether it happened, as the words present it. Scope is the smallest clause."""
    if happening.noun:
        return _noun_reality(happening.head, happening.carrier, happening.rule.kind, words)
    return verb_reality(happening.head, words)


def verb_reality(verb: Token, words: Lexicon, depth: int = 0) -> Reality:
    """Tense, modals, negation and the verbs above, from the inside out."""
    if verb.tag_ == "MD" or depth > WINDED:
        return "happened"
    if negated(verb):
        return "negated"
    auxiliaries = _auxiliaries(verb)
    forms = {aux.lower_ for aux in auxiliaries}
    if _under_condition(verb):
        return "hypothetical"
    if forms & lexicon().words["grammar.will"]:
        return "future"
    if "would" in forms:
        later = any(child.lower_ in ("later", "eventually", "subsequently") for child in verb.children)
        if later:
            return "happened"
        return "future" if _reported(verb, words) and "have" not in forms else "hypothetical"
    if forms & lexicon().words["grammar.may"]:
        return "hypothetical"
    tag = verb.tag_
    if any(aux.tag_ == "TO" for aux in auxiliaries) or (tag == "VB" and verb.dep_ in ("xcomp", "ccomp")):
        return _infinitive_reality(verb, words, depth)
    if tag == "VBG":
        if any(aux.lemma_ == "be" for aux in auxiliaries):
            if verb.lemma_ == "go" and any(child.dep_ == "xcomp" for child in verb.children):
                return "future"
            past = any(aux.lower_ in ("was", "were", "had") for aux in auxiliaries)
            return "happened" if past else "ongoing"
        return _participle_reality(verb, words, depth)
    if tag in ("VBD", "VBN"):
        if (
            tag == "VBN"
            and verb.dep_ in ("conj",)
            and not auxiliaries
            and verb.head.tag_[:2] == "VB"
            and verb.head.tag_ != "VBN"
        ):
            return "happened"
        return "happened"
    if tag in ("VBZ", "VBP"):
        if verb.dep_ == "advcl" and any(
            child.dep_ in ("mark", "advmod") and child.lower_ in ("when", "once", "until", "before", "after")
            for child in verb.children
        ):
            return "future"
        return "happened" if _zone(verb) in CLIPPED_ZONES else "ongoing"
    if verb.dep_ == "ROOT" and any(child.dep_ in SUBJECTS for child in verb.children):
        return "happened"
    if verb.dep_ == "conj" and verb.head.tag_[:2] == "VB":
        return verb_reality(verb.head, words, depth + 1)
    return "hypothetical"


def negated(verb: Token) -> bool:
    """A word of negation with the verb, or nobody and nothing as its subject or object."""
    words = verb
    for _ in range(WINDED):
        for child in words.children:
            dep = child.dep_
            if dep == "neg" and not _only_after(child):
                return True
            if dep in ("preconj", "advmod") and child.lower_ in ("never", "neither"):
                return True
            if (dep in SUBJECTS or dep in PASSIVE_SUBJECTS or dep in ("dobj", "attr")) and _empty(child) and words is verb:
                return True
        if (
            words.dep_ == "conj"
            and words.head.tag_ == words.tag_
            and not any(c.dep_ in ("aux", "auxpass") or c.dep_ in SUBJECTS for c in words.children)
        ):
            if any(c.dep_ == "cc" and c.lower_ == "but" for c in words.head.children):
                return False
            words = words.head
            continue
        return words.dep_ == "pcomp" and words.head.lower_ == "without"
    return False


def _only_after(negation: Token) -> bool:
    """`Not only`, `not just`: no negation at all."""
    following = negation.doc[negation.i + 1] if negation.i + 1 < len(negation.doc) else None
    return following is not None and following.lower_ in ("only", "just", "merely", "least")


def _empty(noun: Token) -> bool:
    """Whether a noun phrase says that there was none."""
    if noun.lower_ in lexicon().words["grammar.nobody"]:
        return True
    for child in noun.children:
        if child.dep_ in ("det", "neg", "preconj") and child.lower_ in ("no", "neither"):
            after = noun.doc[child.i + 1].lower_
            return after not in ("fewer", "less", "more", "longer")
    return noun.lower_ == "one" and noun.i > 0 and noun.doc[noun.i - 1].lower_ == "no"


def _under_condition(verb: Token) -> bool:
    clause = verb
    for _ in range(WINDED):
        if any(child.dep_ in ("mark", "advmod") and child.lower_ in lexicon().words["grammar.if"] for child in clause.children):
            return True
        if clause.dep_ == "conj" and clause.head.tag_[:2] == "VB":
            clause = clause.head
            continue
        return False
    return False


def _reported(verb: Token, words: Lexicon) -> bool:
    """Whether the clause is what someone said: there `would` is the past of `will`."""
    clause = verb
    for _ in range(WINDED):
        if clause.dep_ == "ccomp" and clause.head.lemma_.lower() in words.words["verbs.saying"]:
            return True
        if clause.dep_ in ("conj", "xcomp") and clause.head.tag_[:2] == "VB":
            clause = clause.head
            continue
        if clause.dep_ == "ROOT":
            return any(
                c.dep_ in ("ccomp", "parataxis") and c.lemma_.lower() in words.words["verbs.saying"] for c in clause.children
            )
        return False
    return False


def _infinitive_reality(verb: Token, words: Lexicon, depth: int) -> Reality:
    governor = verb.head
    if verb.dep_ == "conj" and governor.tag_[:2] == "VB":
        return verb_reality(governor, words, depth + 1)
    if verb.dep_ == "ROOT":
        return "future" if _zone(verb) in CLIPPED_ZONES else "hypothetical"
    lemma = governor.lemma_.lower()
    above: Reality = verb_reality(governor, words, depth + 1) if governor.tag_[:2] == "VB" else "happened"
    if verb.dep_ == "advcl":
        return "future"  # a purpose: it lies ahead of the deed that serves it
    if lemma in words.words["verbs.negated"]:
        return "negated"
    if lemma in words.words["verbs.future"]:
        return "negated" if above == "negated" else "hypothetical" if above == "hypothetical" else "future"
    if lemma == "able" and governor.head.tag_ in ("VBD", "VBN"):
        return verb_reality(governor.head, words, depth + 1)  # who was able to did
    if lemma in words.words["verbs.hypothetical"]:
        return "hypothetical"
    if lemma in words.words["verbs.ongoing"]:
        return "ongoing" if above in ("happened", "ongoing") else above
    if lemma == "be":
        return "future"
    if verb.dep_ in ("acl", "relcl") or governor.tag_[:1] in "NJ":
        return "hypothetical"
    if lemma == "go" and governor.tag_ == "VBG":
        return "future"
    return above


def _participle_reality(verb: Token, words: Lexicon, depth: int) -> Reality:
    governor = verb.head
    if verb.dep_ == "pcomp":
        preposition, above = governor.lower_, governor.head
        lemma = above.lemma_.lower()
        if preposition == "without":
            return "negated"
        if lemma in words.words["verbs.negated"] and preposition in ("from", "of", "against"):
            return "negated"
        if (preposition == "of" and lemma in words.words["nouns.hypothetical"]) or (
            preposition in ("for", "of", "about") and lemma in ("plan", "consider", "think", "talk", "capable", "responsible")
        ):
            return "happened" if lemma == "responsible" else "hypothetical"
        if preposition in ("before",) and above.tag_[:2] == "VB":
            return verb_reality(above, words, depth + 1)
        if preposition in ("at", "towards", "toward"):
            return "hypothetical"
        return "happened"
    lemma = governor.lemma_.lower()
    if verb.dep_ in ("xcomp", "ccomp", "dobj"):
        if lemma in words.words["verbs.negated"]:
            return "negated"
        if lemma in (
            "consider",
            "contemplate",
            "mull",
            "discuss",
            "propose",
            "suggest",
            "risk",
            "oppose",
            "support",
            "favor",
            "recommend",
        ):
            return "hypothetical"
        if lemma in words.words["verbs.ongoing"]:
            return "ongoing"
    if verb.dep_ in ("advcl", "xcomp", "ccomp", "conj", "dep") and governor.tag_[:2] == "VB":
        return verb_reality(governor, words, depth + 1)
    return "ongoing" if verb.dep_ == "acl" else "happened"


def _noun_reality(noun: Token, carrier: Token | None, kind: EventKind | None, words: Lexicon) -> Reality:
    lists = words.words
    if _empty(noun):
        return "negated"
    for child in noun.children:
        lemma = child.lower_
        if child.dep_ in ("amod", "compound", "det", "advmod"):
            if lemma in lists["nouns.negated"]:
                return "negated"
            if lemma in lists["nouns.future"]:
                return "future"
            if lemma in lists["nouns.hypothetical"]:
                return "hypothetical"
            if lemma in lists["nouns.ongoing"]:
                return "ongoing"
    if carrier is not None:
        lemma = carrier.lemma_.lower()
        above = verb_reality(carrier, words)
        if noun.dep_ in ("dobj", "nsubjpass", "conj"):
            return _governed(lemma, above, words)
        return above
    word = noun
    for _ in range(WINDED):
        if word.dep_ == "conj" and word.head.tag_[:2] == "NN":
            word = word.head
        else:
            break
    governor = word.head
    if word.dep_ in ("dobj", "nsubjpass") and governor.tag_[:2] == "VB":
        lemma = governor.lemma_.lower()
        if lemma in lists["grammar.disputing"] and kind in TELLING:
            return "happened"  # an accusation that is rejected has been made
        if lemma in lists["verbs.negated"] or lemma in lists["verbs.hypothetical"] or lemma in lists["verbs.future"]:
            return _governed(lemma, verb_reality(governor, words), words)
        return "happened"
    if word.dep_ == "pobj":
        preposition, above_word = governor.lower_, governor.head
        lemma = above_word.lemma_.lower()
        if preposition == "without":
            return "negated"
        if preposition in ("for", "of", "to", "about", "against") and lemma in lists["nouns.hypothetical"]:
            return "hypothetical"
        if preposition in ("for", "to", "on") and lemma in (
            "call",
            "appeal",
            "push",
            "press",
            "ask",
            "hope",
            "plead",
            "lobby",
            "prepare",
            "wait",
        ):
            return "hypothetical"
        if preposition in ("to", "on", "for") and lemma in lists["verbs.future"] and above_word.tag_[:2] == "VB":
            return "future"
        if preposition in ("on", "for", "to", "at") and above_word.tag_[:2] == "VB":
            above = verb_reality(above_word, words)
            if above in ("future", "hypothetical"):
                return above  # `could be working on attacks`
        if preposition in ("of", "for") and lemma in lists["nouns.future"] | lists["nouns.negated"]:
            return "future" if lemma in lists["nouns.future"] else "negated"
        if preposition == "of" and governor.i and above_word.lower_ == "ahead":
            return "future"
        if preposition == "of" and lemma in lists["verbs.negated"]:
            return "negated"
    return "happened"


def _governed(lemma: str, above: Reality, words: Lexicon) -> Reality:
    """What becomes of a noun under a verb: a foiled attack did not happen, a demanded truce is not there yet."""
    if above == "negated":
        return "negated"
    if lemma in words.words["verbs.negated"]:
        return "negated"
    if lemma in ("call", "report", "sign", "order", "offer", "announce", "allow", "support", "oppose", "discuss", "risk"):
        return above
    if lemma in words.words["verbs.future"]:
        return "future"
    if lemma in words.words["verbs.hypothetical"]:
        return "hypothetical"
    return above


# --- what is told -----------------------------------------------------------------------------------------------------


def _told(
    doc: Doc,
    happenings: Sequence[Happening],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
) -> list[EventMention]:
    article = article_of(doc)
    naming = _naming(mentions)
    contents = [(part.end - part.start, part.start, part.end, s.id) for s in statements for part in s.content]
    contents.sort()
    narration = _narration(doc, timexes)
    told: list[tuple[EventMention, str, str]] = []
    places: dict[int, Token | None] = {}
    seen: set[str] = set()
    for happening in happenings:
        trigger = _trigger(happening)
        id = identify("v", article.id, trigger.start, trigger.end, happening.kind, happening.mode)
        if id in seen:
            continue
        seen.add(id)
        carried = next((each for _, start, end, each in contents if start <= trigger.start and trigger.end <= end), None)
        place = _place(happening, places)
        when = narration.time_of(happening)
        actors = tuple(_participant(token, naming) for token in happening.actors)
        recipients = tuple(_participant(token, naming) for token in happening.recipients)
        mention = EventMention(
            id=id,
            article=article.id,
            trigger=trigger,
            event=None,
            kind=happening.kind,
            mode=happening.mode,
            contexts=(),
            actor=actors,
            recipient=recipients,
            place=_placed(place, naming) if place is not None else None,
            time=when,
            reality=_dated_reality(happening, when, article.published.time),
            statement=carried,
        )
        told.append((mention, happening.head.lemma_.lower(), _zone(happening.head)))
    return _lent(told)


def _trigger(happening: Happening) -> Span:
    """The words of the trigger: from its first part to its last where they stand close, else the head alone."""
    head = happening.head
    parts = sorted(happening.parts, key=lambda token: token.i)
    if head.lemma_ == "be" and len(parts) > 1:
        return _quoted_words(parts[-1])  # `is more than willing`
    near = [token for token in parts if abs(token.i - head.i) <= len(parts) + 1]
    if len(near) < 2 or any(token.is_punct for token in head.doc[near[0].i : near[-1].i]):
        return _quoted_words(head)
    return _quoted(head.doc, near[0].idx, near[-1].idx + len(near[-1]))


def _quoted(doc: Doc, start: int, end: int) -> Span:
    """The article's words between two offsets of the view, without outer white space."""
    # `Doc.text` is joined anew at each use: too dear for every participant. The view has the same text at hand.
    view = view_of(doc)
    words = view.text[start:end]
    return view.span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _quoted_words(words: Slice | Token) -> Span:
    if isinstance(words, Token):
        return _quoted(words.doc, words.idx, words.idx + len(words))
    return _quoted(words.doc, words.start_char, words.end_char)


def _naming(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    covering: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for offset in range(mention.span.start, mention.span.end):
            covering[offset].append(mention)
    return covering


def _participant(head: Token, naming: dict[int, list[Mention]]) -> Participant:
    word = _quoted_words(head)
    candidates = naming.get(word.start, ()) or naming.get(word.end - 1, ())
    best = min(
        candidates,
        # The mention that covers most of the head word; among these the shortest, which ends where the head ends.
        key=lambda m: (
            -(min(m.span.end, word.end) - max(m.span.start, word.start)),
            m.span.end != word.end,
            m.span.end - m.span.start,
            m.id,
        ),
        default=None,
    )
    return Participant(phrase(head), best.entity if best is not None else None)


def phrase(head: Token) -> Span:
    """A noun phrase: modifiers, head and of-phrase, without article, relative clause and further members of a list."""
    if head.tag_[:3] in ("PRP", "JJ") or head.dep_ in ("amod", "compound", "nmod"):
        return _name_around(head)
    first = head
    for child in head.lefts:
        if child.dep_ in ("det", "predet", "punct", "cc", "preconj", "appos", "relcl", "advmod", "prep") and first is head:
            continue
        if child.dep_ in ("relcl", "appos", "punct"):
            first = head
            continue
        if first is head:
            first = child.left_edge
    while first.i < head.i and (first.dep_ == "det" or first.tag_ == "WP$" or first.is_punct or first.is_space):
        first = first.nbor()
    return _quoted(head.doc, first.idx, _last(head).idx + len(_last(head)))


def _name_around(token: Token) -> Span:
    """The whole name that a modifier is a word of."""
    doc, start, end = token.doc, token.i, token.i + 1
    if token.ent_type_ in PARTIES:
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        if doc[start].dep_ == "det":
            start += 1
        if doc[end - 1].tag_ == "POS":
            end -= 1
    return _quoted_words(doc[start:end])


def _last(head: Token, depth: int = 0) -> Token:
    """Where a noun phrase ends: after its of-phrase, if any."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and depth < WINDED and child.i == head.i + 1:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return _last(_joined(noun)[-1], depth + 1)
    return head


def _place(happening: Happening, known: dict[int, Token | None]) -> Token | None:
    """Where: a place named after `in`, `at`, `near` in the trigger's own clause, nearest first; else in the clause above."""
    head = happening.head
    anchors = [*happening.parts]
    if happening.carrier is not None:
        anchors.append(happening.carrier)
    for anchor in anchors:
        if (place := _place_below(anchor, known)) is not None:
            return place
    word, shared = head, True  # `shared`: the trigger has no subject of its own, and all of the clause above is its too
    for _ in range(WINDED):
        for child in word.children if shared else ():
            told = child.dep_ in OBJECTS or child.dep_ in PASSIVE_SUBJECTS
            if told and child.i != head.i and (place := _place_below(child, known)) is not None:
                return place
        above = word.head
        if (
            above is word
            or word.dep_ in ("relcl", "ccomp", "parataxis", "appos")
            or (word.dep_ == "acl" and word.tag_ != "VBG")
        ):
            return None  # where something is told is not where it happened, nor is a name's history where its news is
        shared = shared and not (word.dep_ == "conj" and any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in word.children))
        place = _place_below(above, known) if above.tag_[:1] in "NVIR" else None
        if place is not None and (shared or (place.i < head.i and place.i < min(t.i for t in subjects_of(above) or [head]))):
            return place  # `in Sarn, police held two and soldiers shot one`: what opens a sentence holds for all of it
        word = above
    return None


def _place_below(token: Token, known: dict[int, Token | None]) -> Token | None:
    """The place under a word; `known` keeps what was found, for the events of a sentence share the words above them."""
    if token.i not in known:
        known[token.i] = _place_under(token, 0)
    return known[token.i]


def _place_under(token: Token, depth: int) -> Token | None:
    for child in token.children:
        if child.dep_ not in ("prep", "advmod"):
            continue
        if child.lower_ in SETTING_WORDS or (child.dep_ == "advmod" and child.lower_ in BEARINGS):
            for noun in _after(child):
                if _is_place(noun, child.lower_):
                    return noun
                for deep in noun.children:
                    if deep.dep_ == "prep" and deep.lower_ in ("of", "in", "near"):
                        for name in deep.children:
                            if name.dep_ == "pobj" and _is_place(name, "in"):
                                return name
                    if deep.dep_ == "appos" and deep.ent_type_ in PLACES:
                        return deep
                if depth < PLACE_DEPTH and (place := _place_under(noun, depth + 1)) is not None:
                    return place
        elif child.lower_ in LEADING_WORDS and depth < PLACE_DEPTH:
            for noun in _after(child):
                if noun.ent_type_ not in PARTIES and (place := _place_under(noun, depth + 1)) is not None:
                    return place
    return None


def _after(preposition: Token) -> Iterator[Token]:
    """The nouns that follow a preposition, also through `of`: `west of the town`."""
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (deep for deep in child.children if deep.dep_ == "pobj")


def _is_place(noun: Token, preposition: str) -> bool:
    """Whether a noun names a place, or one of the kinds of place that carry a name: `Sarn district`."""
    if noun.ent_type_ in PLACES:
        return True
    if noun.ent_type_ in NO_PARTY or noun.tag_[:2] != "NN":
        return False
    if noun.tag_ == "NNP" and preposition == "in" and noun.ent_type_ in ("PERSON", ""):
        return True
    named = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss") and c.tag_[:3] == "NNP"]
    return any(child.ent_type_ in PLACES for child in named) or (
        bool(named) and noun.lemma_.lower() in lexicon().words["grammar.settings"]
    )


def _placed(head: Token, naming: dict[int, list[Mention]]) -> Participant:
    """The innermost place, with the places that contain it where they follow: `Sarn district, Orde province`."""
    innermost = _participant(head, naming)
    view, doc, last = view_of(head.doc), head.doc, head
    for _ in range(CONTAINERS):
        comma, end = last.i + 1, last.i + 2
        if end >= len(doc) or doc[comma].text != "," or doc[end].tag_[:3] != "NNP":
            break
        while end + 1 < len(doc) and doc[end + 1].tag_[:2] in ("NN", "HY") and not doc[end + 1].is_sent_start:
            end += 1
        kind = doc[end].lemma_.lower()
        within = kind in lexicon().words["grammar.settings"] and kind != last.lemma_.lower()  # a list has places of one kind
        if not within and (doc[end].ent_type_ not in PLACES or doc[end].dep_ in ("conj", *SUBJECTS, *PASSIVE_SUBJECTS)):
            break
        last = doc[end]
    if last is head:
        return innermost
    end_at = view.span(last.idx, last.idx + len(last)).end
    return replace(innermost, span=article_of(doc).span(innermost.span.start, end_at))


# --- when -------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Narration:
    """The time that a report stands at while it is read: that of the event told last, for what follows in its paragraph."""

    doc: Doc
    timexes: Sequence[Timex]
    lede: int
    news: Time
    running: Time | None = None
    block: int = -1
    sentence: int = -1
    number: int = -1
    at: int = -1  # the number of the sentence that was told last at the running time

    def time_of(self, happening: Happening) -> Time:
        """The time told for it, else the running time where it is narrated, else the news day in the lede; else unresolved."""
        head, main = happening.head, happening.carrier or happening.head
        view = view_of(self.doc)
        block = view.block_at(head.idx) if view.blocks else 0
        if head.sent.start != self.sentence:
            self.sentence, self.number = head.sent.start, self.number + 1
        told = time_at(head, self.timexes)
        if told is not None:
            if told.value is not None and happening.reality == "happened" and _short(told) and not _aside(main):
                self._keep(told, block)
            return told
        if happening.reality != "happened" or not _narrated(happening):
            return Time()
        if self.running is not None and self.block == block and self.number - self.at <= NARRATIVE_SENTENCES:
            self.at = self.number
            return _on_its_day(self.running)
        if head.idx < self.lede and _zone(head) == "body" and self.news.value is not None and _opens(main):
            self._keep(self.news, block)
            return self.news
        return Time()

    def _keep(self, time: Time, block: int) -> None:
        self.running, self.block, self.at = time, block, self.number


def _narration(doc: Doc, timexes: Sequence[Timex]) -> Narration:
    return Narration(doc, timexes, _lede_end(doc), _news_day(doc, timexes))


def _lede_end(doc: Doc) -> int:
    """Where the lede ends, as an offset of the view: nothing later may take the date of publication."""
    return next((block.end for block in view_of(doc).blocks if block.kind == "body"), 0)


def _news_day(doc: Doc, timexes: Sequence[Timex]) -> Time:
    """The day of publication as the day of the news; unresolved where the report's opening tells of another recent day.

    A report of Tuesday on what happened "late on Sunday" has no news of Tuesday, whatever its first sentence leaves out.
    """
    published = article_of(doc).published
    today = published.time.days
    if published.value is None or today is None:
        return Time()
    bodies = [block for block in view_of(doc).blocks if block.kind == "body"][:OPENING_BLOCKS]
    if bodies:
        first, last = view_of(doc).span(bodies[0].start, bodies[0].start).start, view_of(doc).span(0, bodies[-1].end).end
        for timex in timexes:
            days = timex.time.days if first <= timex.span.start < last else None
            if days is None or (days[1] - days[0]).days > 1:
                continue
            if days[0] < today[0] and (today[0] - days[0]).days <= NEWS_DAYS:
                return Time()
    if published.precision == "minute":
        return Time(published.value[:10], "day", None, "published")  # it was printed at that minute, not done
    return Time(published.value, published.precision, None, "published")


def _short(time: Time) -> bool:
    days = time.days
    return days is not None and (days[1] - days[0]).days <= 1


def _on_its_day(time: Time) -> Time:
    """What follows an event told to the minute is of its day, not of its minute."""
    return replace(time, value=time.value[:10], precision="day") if time.precision == "minute" and time.value else time


def _aside(verb: Token) -> bool:
    """Whether a clause stands beside the story: a relative clause, or what had happened before."""
    earlier = lexicon().words["grammar.before"]
    if any(child.lower_ in earlier for child in verb.children):
        return True
    clause = verb
    for _ in range(WINDED):
        if clause.dep_ in ("relcl", "appos") or (clause.dep_ in ("acl", "amod") and clause.tag_ != "VBG"):
            return True
        above = clause.head
        if above is clause:
            return False
        clause = above
    return False


def _narrated(happening: Happening) -> bool:
    """Whether an event is told as part of the story: in the simple past, or by a participle of such a verb."""
    main = happening.carrier or happening.head
    if happening.noun and happening.carrier is None:
        return False
    if main.tag_ == "VBG":
        governor = main.head
        return main.dep_ in ("advcl", "xcomp", "conj") and governor.tag_ in ("VBD", "VBN") and not _aside(main)
    auxiliaries = {aux.lower_ for aux in _auxiliaries(main)}
    finite = main.tag_ == "VBD" or (main.tag_ == "VBN" and bool(auxiliaries & {"was", "were", "got"}))
    return finite and not auxiliaries & {"have", "has", "had", "'ve", "’ve"} and not _aside(main)


def _opens(verb: Token) -> bool:
    """Whether a verb carries its sentence: its root, one joined to that, or what a verb of saying at its root tells."""
    clause = verb
    for _ in range(WINDED):
        above = clause.head
        if clause.dep_ == "ROOT" or above is clause:
            return True
        told = clause.dep_ == "ccomp" and above.lemma_.lower() in lexicon().words["verbs.saying"]
        beside = clause.dep_ in ("advcl", "xcomp") and clause.tag_ == "VBG"
        if not told and not beside and clause.dep_ not in ("conj", "parataxis"):
            return False
        clause = above
    return False


def _lent(told: Sequence[tuple[EventMention, str, str]]) -> list[EventMention]:
    """Give headlines, and what the lede leaves undated, the time that the body tells for the same act.

    `told` holds each mention with its lemma and its zone. A headline alone has no day: it may tell of any.
    """
    times: dict[str, Time] = {}
    dated = [
        (mention.time, lemma)
        for mention, lemma, zone in told
        if zone == "body" and mention.reality == "happened" and _short(mention.time)
    ]
    for time, lemma in sorted(dated, key=lambda found: found[0].words is None):  # what the text tells, before the news day
        times.setdefault(lemma, time)
    return [
        replace(mention, time=times[lemma])
        if mention.time.words is None
        and mention.reality == "happened"
        and zone in ("headline", "body")
        and lemma in times
        and (zone == "headline" or mention.time.value is not None)
        else mention
        for mention, lemma, zone in told
    ]


def _dated_reality(happening: Happening, when: Time, published: Time) -> Reality:
    """`Is meeting on Friday` lies ahead when that Friday does."""
    told, today = when.days, published.days
    if happening.reality == "ongoing" and told is not None and today is not None and told[0] > today[1]:
        return "future"
    return happening.reality
