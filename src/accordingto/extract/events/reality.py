"""Whether it happened, as presented by whoever speaks: tense, modals, negation and the verbs above, from the inside out."""

from __future__ import annotations

from spacy.tokens import Token

from accordingto.extract.events.clauses import (
    CLIPPED_ZONES,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    WINDED,
    auxiliaries_of,
    subjects_of,
    zone_of,
)
from accordingto.extract.events.lexicon import Lexicon, lexicon
from accordingto.extract.events.participants import TELLING
from accordingto.extract.events.triggers import Happening
from accordingto.model import EventKind, Reality, Time

COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"))  # promised, they are agreements
HARMFUL = {"SANCTION": "relations", "COERCE": "restrict", "ASSAULT": "violence", "PROTEST": "restrict"}


def collapse(happening: Happening, words: Lexicon) -> None:
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
            modal = [aux.lower_ for aux in auxiliaries_of(clause)]
            inner = [child for child in clause.children if child.dep_ == "nsubj"]
            return any(word in lexicon().words["grammar.will"] or word in ("would", "may", "could") for word in modal) and any(
                child.lower_ in ("it", "he", "she", "they", "we", "i") or child.lemma_ in {s.lemma_ for s in subjects_of(head)}
                for child in inner
            )
        return False
    return False


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
    auxiliaries = auxiliaries_of(verb)
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
        return "happened" if zone_of(verb) in CLIPPED_ZONES else "ongoing"
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
        return "future" if zone_of(verb) in CLIPPED_ZONES else "hypothetical"
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


def dated_reality(happening: Happening, when: Time, published: Time) -> Reality:
    """`Is meeting on Friday` lies ahead when that Friday does."""
    told, today = when.days, published.days
    if happening.reality == "ongoing" and told is not None and today is not None and told[0] > today[1]:
        return "future"
    return happening.reality
