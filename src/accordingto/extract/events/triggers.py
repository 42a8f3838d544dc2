"""Doc -> happenings: the verbs and nouns that tell of something, and the frame of the lexicon each one fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from accordingto.extract.events.clauses import (
    CLIPPED_ZONES,
    MODIFIERS,
    NAMES,
    OBJECTS,
    PARTIES,
    PASSIVE_SUBJECTS,
    QUIET_ZONES,
    STANDS_FOR,
    SUBJECTS,
    after_prepositions,
    agents_of,
    auxiliaries_of,
    children_of,
    first_joined,
    is_passive,
    lemmas,
    lexical,
    subjects_of,
    zone_of,
)
from accordingto.extract.events.happenings import (
    CALENDAR,
    MADE_OF_VERBS,
    abbreviated,
    derived,
    dictionary_verbs,
    hyphenated,
    joined_word,
    named_event,
    outermost,
    stands,
    told,
)
from accordingto.extract.events.lexicon import HEADLINED, MUST, NAMED, PLAIN, Bag, Lexicon, Rule, best, lexicon
from accordingto.model import EventKind, Reality
from accordingto.read.annotate import column_of, sentence_of, slice_at, tokens_of, view_of

VICTIM_KINDS = frozenset(("ASSAULT", "COERCE"))
OBJECT_TAGS = frozenset(("JJ", "DT", "PRP$", "CD", "NN", "NNS", "NNP", "NNPS"))  # of a word that begins a noun phrase
DELIBERATE = frozenset(
    ("ASSAULT", "COERCE", "SANCTION", "THREATEN", "PROTEST", "MOBILIZE", "CONCEDE")
)  # nothing blind does these


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
    statement: str | None = None  # the innermost statement that carries it
    word: str | None = None  # on whose word: the entity of that statement's source, else the statement; none in the own voice
    one_sided: bool = True  # whether its actors did it to others, not to each other


def triggered(doc: Doc, words: Lexicon) -> Iterator[Happening]:
    """Yield each trigger once, in order: frames of verbs take in their nouns, light verbs give way to theirs."""
    quiet = _quiet(doc)
    nouns: dict[int, Happening] = {}
    verbs: dict[int, Happening] = {}
    eaten: set[int] = set()
    broken: set[int] = set()
    tokens, tags, lowers = tokens_of(doc), column_of(doc, "TAG"), column_of(doc, "LOWER")
    hyphens = {place for place, word in enumerate(lowers) if word == "-"}
    for place, tag in enumerate(tags):
        if quiet[place] or not (tag[:2] == "NN" or tag == "VBG" or place - 1 in hyphens):
            continue
        token = tokens[place]
        pieces = hyphenated(token, words) if token.i - 1 in hyphens else []
        if pieces and (whole := _broken_rule(pieces, words)) is not None:
            broken.update(piece.i for piece in pieces)
            outer = outermost(pieces)
            nouns[outer.i] = Happening(outer, whole, noun=True, parts=pieces)
        elif tag[:2] == "NN" or (tag == "VBG" and _gerund_noun(token, words)):
            rule = _noun_rule(token, tag, words)
            if rule is not None:
                parts = [c for c in children_of(token) if c.dep_ == "compound" and c.tag_[:3] == "NNP"] if rule is NAMED else []
                nouns[token.i] = Happening(token, rule, noun=True, parts=[*parts, token])
    alone = words.words["verbs.befallen"] | {"must"}
    for place, tag in enumerate(tags):
        if tag[:2] != "VB" and (tag not in ("MD", "JJ") or lowers[place] not in alone):
            continue
        if quiet[place] or place in nouns or place in broken:
            continue
        token = tokens[place]
        if tag == "MD" and token.lower_ == "must" and _demanded(token, words):
            verbs[token.i] = Happening(token, MUST, noun=False, parts=[token])
            continue
        if tag == "JJ" and token.lower_ in words.words["verbs.befallen"] and _befallen(token):
            verbs[token.i] = Happening(token, PLAIN, noun=False, parts=[token])
            continue
        if tag[:2] != "VB" or (
            token.dep_ in ("aux", "auxpass", "dobj", "pobj", "nsubj", "nsubjpass")
            and not (tag == "VBZ" and token.dep_ not in ("aux", "auxpass") and zone_of(token) == "headline")
        ):
            continue
        found = _verb_happening(token, words, nouns)
        if found is None:
            continue
        happening, eats = found
        eaten |= eats
        if happening is not None:
            verbs[token.i] = happening
    for token in _headline_verbs(doc, tags, words):
        if token.i not in nouns and token.i not in verbs and not quiet[token.i]:
            verbs[token.i] = Happening(token, HEADLINED, noun=False, parts=[token])
    eaten |= {place for place, noun in nouns.items() if _withheld(noun, verbs)}
    for place in (*eaten, *(i for i in broken if i in nouns and len(nouns[i].parts) == 1)):
        nouns.pop(place, None)
    for noun in nouns.values():
        noun.carrier = _carrier(noun.head, words)
        if noun.carrier is not None and lexical(noun.carrier, words.verbs) in words.words["verbs.empty"]:
            verb = verbs.get(noun.carrier.i)
            if verb is not None and verb.rule is PLAIN:
                del verbs[noun.carrier.i]
    _of_one_sense([*nouns.values(), *verbs.values()], lowers, words)
    for place in sorted({*nouns, *verbs}):
        happening = nouns.get(place) or verbs[place]
        if not happening.rule.idiom:
            yield happening


def _of_one_sense(happenings: Sequence[Happening], lowers: Sequence[str], words: Lexicon) -> None:
    """Give a noun told without more the sense it has where the report tells more: after "air strikes", "the strikes".

    One sense a report (Gale, Church and Yarowsky 1992). A strike of which nothing more is told is one of arms in a report that
    names arms, and neither workers nor their pay.
    """
    fuller: dict[str, list[Rule]] = defaultdict(list)
    bare: list[tuple[str, Happening]] = []
    for one in happenings:
        lemma = one.head.lemma_.lower()
        if not one.noun:
            if one.rule.kind == "PROTEST" and len(one.parts) > 1 and one.parts[-1].lemma_.lower() == "strike":
                bare.append(("strike", one))  # `staged strikes`
        elif one.rule.kind is not None:
            if any(condition.wanted for condition in one.rule.conditions):
                fuller[lemma].append(one.rule)
            elif lemma in ("airstrike", "air-strike"):
                fuller["strike"].append(one.rule)
            else:
                bare.append((lemma, one))
    named: frozenset[str] | None = None
    for lemma, one in bare:
        rules = fuller[lemma]
        if not rules and lemma == "strike" and one.rule.kind == "PROTEST":
            named = named or frozenset(lowers)
            if not named.isdisjoint(words.arms) and named.isdisjoint(words.words["grammar.labour"]):
                one.rule = replace(one.rule, kind="ASSAULT", mode=None, of=None)
        elif rules and all(rule.kind != one.rule.kind for rule in rules):
            one.rule = replace(one.rule, kind=rules[0].kind, mode=rules[0].mode, of=rules[0].of, subject=rules[0].subject)


def _headline_verbs(doc: Doc, tags: Sequence[str], words: Lexicon) -> Iterator[Token]:
    """Yield the verbs of headlines that the tagger took for plurals: `Orde posts first annual loss`.

    Only between a name and what can be its object, and where nothing else in the headline is a verb with a tense.
    """
    for block in view_of(doc).blocks:
        if block.kind != "headline":
            continue
        inside = slice_at(doc, block.start, block.end)
        if any(tags[i] in ("VBZ", "VBP", "VBD", "MD") for i in range(inside.start, inside.end)):
            continue
        for i in range(inside.start + 1, inside.end - 1):
            if (
                tags[i] == "NNS"
                and tags[i - 1][:3] == "NNP"
                and (tags[i + 1] in OBJECT_TAGS or doc[i + 1].ent_type_ == "ORDINAL")
            ):
                verb = doc[i].lower_.removesuffix("s")
                if verb in words.verbs or verb in dictionary_verbs():
                    yield doc[i]
                break


def _quiet(doc: Doc) -> list[bool]:
    """Whether each token stands in a zone that tells nothing."""
    quiet = [False] * len(doc)
    for block in view_of(doc).blocks:
        if block.kind in QUIET_ZONES:
            inside = doc.char_span(block.start, block.end, alignment_mode="expand")
            if inside is not None:
                quiet[inside.start : inside.end] = [True] * len(inside)
    return quiet


def _noun_rule(token: Token, tag: str, words: Lexicon) -> Rule | None:
    if tag != "NN" and tag != "VBG" and named_event(token, tag, words):
        return NAMED
    rules = words.nouns.get(token.lower_ if tag == "VBG" else token.lemma_.lower())
    if rules is None and not token.lower_.endswith(MADE_OF_VERBS):
        return None
    if not stands(token, words):
        # `attack helicopter` and `arrest warrant` are things; `bomb attack` is led by `attack`.
        return None
    if token.dep_ == "conj" and token.head.dep_ in MODIFIERS and token.i < token.head.head.i:
        return None  # `armed or bombing attacks`
    if not abbreviated(token, words):
        if token.ent_type_ in NAMES and (tag[:3] == "NNP" or token.ent_type_ != "EVENT"):
            return None
        if tag[:3] == "NNP" and zone_of(token) not in CLIPPED_ZONES and _named(token):
            return None
    if rules is None:
        return derived(token, words)
    fitting = [rule for rule in rules if told(token, rule, words)]
    if not fitting or not fitting[0].conditions:
        return fitting[0] if fitting else None  # what stands beside it is asked only where that matters
    return best(fitting, _noun_bag(token))


def _broken_rule(pieces: list[Token], words: Lexicon) -> Rule | None:
    """The rule of an event noun that the tokenizer took apart at its hyphens."""
    outer = outermost(pieces)
    rules = words.nouns[joined_word(pieces)]
    if outer.dep_ in ("compound", "nmod", "amod"):
        # `drunk-driving charges`, as `crash victims`
        if any(rule.kind for rule in rules) or outer.head.lemma_.lower() not in words.words["evidence.compounded"]:
            return None
        return best(rules, Bag(frozenset(), frozenset(), frozenset()))
    if outer.ent_type_ in NAMES and outer.text[:1].isupper():
        return None
    bag = _noun_bag(outer)
    return best((rule for rule in rules if told(outer, rule, words)), bag)


def _gerund_noun(token: Token, words: Lexicon) -> bool:
    """`Killed in police firing`: a gerund with no object of its own is an event noun."""
    if token.lower_ not in words.nouns:
        return False
    if token.i and token.nbor(-1).lemma_.lower() in words.words["police"]:
        # The parser reads `police firing` as police who fire, and hangs it anywhere; without an object it is the same deed.
        return not any(
            child.dep_ in ("prt", "aux") or (child.dep_ == "dobj" and child.tag_[:1] in "NPC") for child in children_of(token)
        )
    if token.dep_ == "conj" and token.head.dep_ in MODIFIERS:
        return False  # `armed or bombing attacks`
    if token.dep_ not in ("pobj", "pcomp", "nsubj", "nsubjpass", "dobj", "conj"):
        return False
    return not any(child.dep_ in ("dobj", "aux", "advmod", "prt") for child in children_of(token))


def _named(token: Token) -> bool:
    """Whether a capitalised word stands in a run of capitalised words: a name the tagger knows and the recogniser missed."""
    return any(0 <= i < len(token.doc) and token.doc[i].text[:1].isupper() for i in (token.i - 1, token.i + 1)) or token.i > 0


def _noun_bag(token: Token) -> Bag:
    found: set[str] = set()
    for child in children_of(token):
        if child.dep_ in MODIFIERS:
            found.add(child.lemma_.lower())
            found.update(grandchild.lemma_.lower() for grandchild in children_of(child) if grandchild.dep_ in MODIFIERS)
            if child.ent_type_ in STANDS_FOR and child.dep_ != "compound":
                found.add(STANDS_FOR[child.ent_type_])
        elif child.dep_ in ("prep", "agent"):
            found.add(child.lower_)
            for noun in children_of(child):
                if noun.dep_ == "pobj":
                    found |= lemmas(noun)
        elif child.dep_ in ("acl", "relcl") or child.dep_ == "conj":
            found.add(child.lemma_.lower())
        if child.lower_ == "due":
            found |= {word for noun in after_prepositions(child, ("to",)) for word in lemmas(noun)}
    return Bag(frozenset(found), frozenset(), frozenset())


def _verb_happening(token: Token, words: Lexicon, nouns: dict[int, Happening]) -> tuple[Happening | None, set[int]] | None:
    """The happening of a verb, and the event nouns that its frame takes in."""
    lemma = lexical(token, words.verbs)
    rules = words.verbs.get(lemma)
    rule: Rule | None = None
    if any(noun.lemma_ == "living" for noun in after_prepositions(token, ("for",))):
        return None  # a trade: `trains guards for a living`
    if token.ent_type_ in NAMES and token.text[:1].isupper() and token.i != sentence_of(token).start:
        return None
    if rules is not None:
        rule = best(rules, _verb_bag(token)) if rules[0].conditions else rules[0]
    if token.dep_ == "acl" and token.head.i in nouns and lemma in words.words["verbs.light"]:
        return None  # `the offer made on Monday`
    if rule is not None and rule.idiom:
        said = frozenset().union(*(c.literal for c in rule.conditions if c.wanted))
        inner = [child for child in children_of(token) if child.dep_ in OBJECTS | PASSIVE_SUBJECTS]
        inner += [
            n for child in children_of(token) if child.dep_ == "prep" for n in children_of(child) if n.lemma_.lower() in said
        ]
        return None, {noun.i for noun in inner if noun.i in nouns}
    if token.tag_ == "VBN" and token.dep_ == "advcl" and lemma in words.words["grammar.asking"]:
        return None  # `Asked about the siren, she said`: part of the telling
    if rule is not None and rule.kind in DELIBERATE and _forces_of_nature(token, words):
        rule = None
    if token.dep_ == "amod":
        # `the abducted pupils` tells of an abduction; `armed men` and `wanted list` tell of nothing that happened.
        if rule is None or token.tag_ != "VBN" or not (rule.kind in VICTIM_KINDS or _sufferer(token, rule, words)):
            return None
        return Happening(token, rule, noun=False, parts=[token]), set()
    if rule is None:
        if not _happens(token, lemma, words):
            return None
        carried = lemma in words.words["verbs.empty"] and any(
            child.i in nouns and child.dep_ in ("dobj", "nsubjpass") for child in children_of(token)
        )
        return None if carried else (Happening(token, PLAIN, noun=False, parts=[token]), set())
    taken = frozenset().union(*(c.literal for c in rule.conditions if c.wanted and c.where == "any"))
    parts, eaten = [token], set()
    # What one dies or is hurt in is a deed of its own: `died in an attack by rebels` tells of two.
    struck = rule.kind == "ASSAULT" and not is_passive(token)
    for child in children_of(token) if lemma not in words.words["grammar.suffering"] else ():
        if struck and child.dep_ == "nsubj" and child.i in nouns and child.lemma_.lower() in words.words["instrument"]:
            eaten.add(child.i)  # `a car bomb exploded` is one deed
        inner = [child] if child.dep_ != "prep" else [child, *(noun for noun in children_of(child) if noun.dep_ == "pobj")]
        if child.i < token.i and child.dep_ in ("prep", "advmod"):
            continue
        hits = [word for word in inner if (word.lemma_.lower() in taken or word.lower_ in taken) and not _done_to(word, words)]
        eaten |= {word.i for word in hits if word.i in nouns}
        if child.dep_ not in PASSIVE_SUBJECTS | SUBJECTS and child.dep_ not in ("xcomp", "ccomp", "advcl"):
            parts += hits
    if (
        token.i + 1 < len(token.doc)
        and (after := token.nbor()).lower_ in taken
        and after not in parts
        and not _done_to(after, words)
    ):
        parts.append(after)
    if rule.kind == "PROTEST":
        # `began air strikes`: the noun has a sense of its own.
        arms = (nouns[place].rule for place in sorted(eaten) if nouns[place].rule.kind == "ASSAULT")
        rule = next((replace(rule, kind=noun.kind, mode=noun.mode, of=noun.of) for noun in arms), rule)
    if rule.mode is None:
        # `launched a chemical attack`: the noun says how.
        inside = (nouns[place].rule for place in sorted(eaten))
        rule = next(
            (replace(rule, mode=noun.mode) for noun in inside if noun.mode not in (None, "beat") and noun.kind == rule.kind),
            rule,
        )
    return Happening(token, rule, noun=False, parts=parts), eaten


def _befallen(state: Token) -> bool:
    """Whether a state is told of someone as news: `three are dead`, `left a guard dead`; `shot dead` is one deed."""
    told = state.dep_ in ("acomp", "oprd") and state.head.tag_[:2] == "VB" and state.head.lemma_ not in ("shoot", "gun", "drop")
    if state.dep_ in ("amod", "compound") or state.head.lemma_ in ("shoot", "gun", "drop"):
        return told
    return told or zone_of(state) in CLIPPED_ZONES  # `Climber dead after fall`, which the parser hangs anywhere


def _sufferer(verb: Token, rule: Rule, words: Lexicon) -> bool:
    """Whether a participle says what befell a person: `the sacked clerk`, `the injured driver`."""
    named = any(condition.where == "object" and condition.wanted for condition in rule.conditions)
    return rule.kind is None and (named or verb.head.lemma_.lower() in words.words["people"])


def _done_to(noun: Token, words: Lexicon) -> bool:
    """Whether a noun of a frame is somebody, and so who is fought, not what is done: `fight rebels`, but `take hostage`."""
    lemma = noun.lemma_.lower()
    if noun.dep_ not in ("dobj", "pobj") or lemma in words.words["grammar.captives"]:
        return False
    return noun.ent_type_ in PARTIES or lemma in words.words["people"] or lemma in words.words["police"]


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
    return any(child.dep_ in SUBJECTS and child.tag_[:2] == "NN" for child in children_of(verb))


def _happens(token: Token, lemma: str, words: Lexicon) -> bool:
    """Whether a verb that no line knows tells of something in time, not of a state, a habit or a saying."""
    if (lemma in words.words["verbs.still"] and not _done_by_it(token, lemma, words)) or not lemma.isalpha():
        return False
    if lemma == "become" and not any(child.dep_ == "attr" and child.tag_[:2] == "NN" for child in children_of(token)):
        return False  # `became mayor`, not `became clear`
    tag = token.tag_
    if tag in ("VBD", "VBN"):
        return True
    auxiliaries = auxiliaries_of(token)
    if tag in ("VBG", "VB"):
        return bool(auxiliaries) or token.dep_ in ("xcomp", "advcl", "ccomp", "pcomp", "acl", "conj", "ROOT")
    if zone_of(token) in CLIPPED_ZONES:
        return True
    # The present tells of a habit, but where it says when: `once she returns`, `starts in May`.
    dated = any(
        child.ent_type_ in CALENDAR or (child.dep_ == "prep" and any(deep.ent_type_ in CALENDAR for deep in children_of(child)))
        for child in children_of(token)
    )
    return dated or (
        token.dep_ == "advcl"
        and any(
            child.dep_ in ("mark", "advmod") and child.lower_ in words.words["grammar.then"] for child in children_of(token)
        )
        and any(aux.lower_ in words.words["grammar.will"] for aux in auxiliaries_of(token.head))
    )


def _done_by_it(token: Token, lemma: str, words: Lexicon) -> bool:
    """Whether a verb that mostly says or is tells of a deed: `added two lines`, but not `"No," she added`."""
    if lemma in words.words["verbs.object"]:
        after = [child for child in children_of(token) if child.i > token.i]
        if any(child.dep_ in ("ccomp", "mark") for child in after):
            return False
        return any(child.dep_ == "dobj" and child.tag_[:2] == "NN" and child.ent_type_ not in PARTIES for child in after)
    if lemma in words.words["verbs.passive"] and any(child.dep_ == "auxpass" for child in children_of(token)):
        return True
    return lemma in words.words["verbs.to_a_post"] and _given_a_post(token)


def _given_a_post(verb: Token) -> bool:
    """Whether somebody is named to be something, and not told by name: `named Mia Orde (as) chair`."""
    inner = children_of(verb)
    if not any(child.dep_ in ("dobj", "oprd", "nsubjpass") and _is_person(child) for child in inner):
        return False
    return any(
        (child.dep_ == "oprd" and child.tag_[:2] == "NN" and child.ent_type_ != "PERSON")
        or (
            child.dep_ == "prep"
            and child.lower_ == "as"
            and any(noun.dep_ == "pobj" and noun.ent_type_ != "PERSON" for noun in children_of(child))
        )
        for child in inner
    )


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or any(child.ent_type_ == "PERSON" for child in children_of(noun))


def _withheld(noun: Happening, verbs: Mapping[int, Happening]) -> bool:
    """Whether help or work together is what a verb cuts off: `suspended aid` is no aid."""
    verb = verbs.get(noun.head.head.i) if noun.head.dep_ in ("dobj", "nsubjpass") else None
    return verb is not None and verb.rule.kind == "SANCTION" and noun.rule.kind in ("AID", "COOPERATE")


def _carrier(noun: Token, words: Lexicon) -> Token | None:
    """The verb that an event noun borrows its subject and time from."""
    word = first_joined(noun)
    verb = word.head
    if word.dep_ in ("dobj", "nsubjpass", "nsubj", "attr", "oprd") and verb.tag_[:2] == "VB":
        return verb if lexical(verb, words.verbs) in words.words["verbs.light"] else None
    if word.dep_ == "pobj" and verb.lower_ in ("to", "on", "in"):
        return verb.head if verb.head.lemma_.lower() in words.words["verbs.into"] else None
    return None


def _verb_bag(verb: Token) -> Bag:
    everything: set[str] = set()
    subjects: set[str] = set()
    objects: set[str] = set()
    passive = is_passive(verb)
    for child in children_of(verb):
        dep = child.dep_
        if dep in OBJECTS or dep in PASSIVE_SUBJECTS:
            found = lemmas(child)
            objects |= found
            everything |= found
            for inner in children_of(child):
                if inner.dep_ in MODIFIERS:
                    everything.add(inner.lemma_.lower())
                elif inner.dep_ == "prep":
                    everything.add(inner.lower_)
                    everything.update(noun.lemma_.lower() for noun in children_of(inner) if noun.dep_ == "pobj")
        elif dep in ("prep", "agent", "prt", "advmod"):
            if any(noun.ent_type_ in ("DATE", "TIME") for noun in children_of(child)):
                continue
            everything.add(child.lower_)
            for noun in children_of(child):
                if noun.dep_ == "pobj":
                    found = lemmas(noun)
                    everything |= found
                    everything.update(inner.lemma_.lower() for inner in children_of(noun) if inner.dep_ in MODIFIERS)
                    if dep == "agent":
                        subjects |= found
                elif noun.dep_ in ("prep", "pcomp"):
                    everything.update((noun.lemma_.lower(), noun.lower_))
                    everything.update(deep.lemma_.lower() for deep in children_of(noun) if deep.dep_ == "pobj")
        elif dep in ("xcomp", "ccomp"):
            everything.add(child.lemma_.lower())
            for inner in children_of(child):
                if inner.dep_ == "aux" and inner.tag_ == "TO":
                    everything.add("to")
                elif inner.dep_ == "mark":
                    everything.add(inner.lower_)  # `agreed that` is an opinion
                if inner.dep_ == "nsubj" and child.tag_ == "VB":
                    objects |= lemmas(inner)
                if inner.dep_ in ("dobj", "prep", "nsubj"):
                    everything.add(inner.lemma_.lower())
                    everything.update(deep.lemma_.lower() for deep in children_of(inner) if deep.dep_ == "pobj")
        elif dep == "npadvmod" or (dep == "advcl" and child.lemma_.lower() not in lexicon().words["verbs.saying"]):
            everything.add(child.lemma_.lower())
    bearer = subjects_of(verb)
    if passive:
        for token in bearer:
            objects |= lemmas(token)
        everything |= objects
    else:
        for token in bearer:
            subjects |= lemmas(token)
    return Bag(frozenset(everything), frozenset(subjects), frozenset(objects))
