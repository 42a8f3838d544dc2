"""Whether it happened, as presented by whoever speaks: tense, modals, negation and the words above, from the inside out.

Scope is the smallest clause. What hangs from a denied, a wished or a coming deed is what that deed makes of it: a foiled attack
did not happen, an attack nobody could foil did. Who says so, and how surely, is told by the statement, never here.

Method: the words of lexicons/en/reality.toml over dependency parses, in the tradition of implicative and factive verbs
(Karttunen 1971; Nairn, Condoravdi and Karttunen 2006).
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from accordingto.extract.events.clauses import (
    CLIPPED_ZONES,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    WINDED,
    auxiliaries_of,
    children_of,
    subjects_of,
    zone_of,
)
from accordingto.extract.events.lexicon import NAMED, Lexicon, lexicon
from accordingto.extract.events.participants import TELLING
from accordingto.extract.events.triggers import Happening
from accordingto.model import EventKind, Reality, Time
from accordingto.read.annotate import load, quotations_of

COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"))  # promised, they are agreements
SOON_DAYS = 90  # how far off the day of an event noun may be that is told without its year
YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
UNREAL = frozenset(("future", "hypothetical"))
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
        if clause.dep_ == "xcomp" and head.lemma_.lower() in words.words["verbs.threatening"]:
            return not _told_by_another(head, words)
        if clause.dep_ == "xcomp" and head.tag_[:2] in ("VB", "JJ"):
            clause = head
            continue
        if clause.dep_ == "ccomp" and head.lemma_.lower() in words.words["verbs.saying"]:
            modal = [aux.lower_ for aux in auxiliaries_of(clause)]
            inner = [child for child in children_of(clause) if child.dep_ == "nsubj"]
            return any(word in lexicon().words["grammar.will"] or word in ("would", "may", "could") for word in modal) and any(
                child.lower_ in ("it", "he", "she", "they", "we", "i") or child.lemma_ in {s.lemma_ for s in subjects_of(head)}
                for child in inner
            )
        return False
    return False


def _told_by_another(planning: Token, words: Lexicon) -> bool:
    """Whether a plan is told by somebody who does not share it: that is news of it, and no threat."""
    teller = planning.head
    if planning.lemma_.lower() not in words.words["verbs.planning"] or planning.dep_ != "ccomp":
        return False
    if teller.lemma_.lower() not in words.words["verbs.saying"]:
        return False
    planners = {token.lemma_.lower() for token in subjects_of(planning)}
    tellers = {token.lemma_.lower() for token in subjects_of(teller)}
    return bool(tellers) and not planners & (tellers | {"it", "he", "she", "they", "we", "i"})


def reality(happening: Happening, words: Lexicon) -> Reality:
    """Whether it happened, as the words present it. Scope is the smallest clause."""
    if happening.rule is NAMED:
        return _named_reality(happening.head, words)
    if happening.noun:
        return _noun_reality(happening.head, happening.carrier, happening.rule.kind, words)
    if happening.head.tag_ == "JJ":
        above = _reality_above(happening.head, words, 0)
        return "happened" if above == "ongoing" else above  # `three are dead`
    return verb_reality(happening.head, words)


def _named_reality(noun: Token, words: Lexicon) -> Reality:
    """`Will be the host of the Ostrel Awards`: a ceremony is to come, or may, where what is told of it is."""
    above = noun
    for _ in range(WINDED):
        if above.tag_[:2] == "VB" or above.head == above:
            break
        above = above.head
    told = verb_reality(above, words) if above.tag_[:2] == "VB" else "happened"
    return told if told in ("future", "hypothetical") else "happened"


def verb_reality(verb: Token, words: Lexicon, depth: int = 0) -> Reality:
    """Tense, modals, negation and the words above, from the inside out."""
    lists = words.words
    if verb.tag_ == "MD" or depth > WINDED:
        return "happened"
    if _under_condition(verb):
        return "hypothetical"
    if negated(verb):
        return "negated"
    auxiliaries = auxiliaries_of(verb)
    forms = {aux.lower_ for aux in auxiliaries}
    if forms & lists["grammar.will"]:
        return "hypothetical" if _asked(verb) or _framed(verb, words) == "hypothetical" else "future"
    if "would" in forms:
        return _would_be(verb, forms, words)
    if forms & lists["grammar.may"]:
        return "hypothetical"
    tag = verb.tag_
    if any(aux.tag_ == "TO" for aux in auxiliaries) or (tag == "VB" and verb.dep_ in ("xcomp", "ccomp")):
        return _infinitive_reality(verb, words, depth)
    if tag == "VBG" and not any(aux.lemma_ == "be" for aux in auxiliaries):
        return _participle_reality(verb, words, depth)
    if (framed := _framed(verb, words)) is not None:
        return framed
    if _asked(verb):
        return "hypothetical"
    if _then(verb) and (tag in ("VBZ", "VBP") or _reality_above(verb, words, depth) == "future"):
        return "future"
    if tag == "VBG":
        if verb.lemma_ == "go" and any(child.dep_ == "xcomp" for child in children_of(verb)):
            return "future"
        return "happened" if forms & {"was", "were", "had"} else "ongoing"
    if tag == "VBN" and verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not auxiliaries:
        return verb_reality(verb.head, words, depth + 1)  # `ten mills should be sold and six closed`
    if tag in ("VBD", "VBN"):
        if "being" in forms:
            return "ongoing" if any(aux.tag_ in ("VBZ", "VBP") for aux in auxiliaries) else _passive_gerund(verb, words, depth)
        return "happened"
    if tag in ("VBZ", "VBP"):
        return "happened" if zone_of(verb) in CLIPPED_ZONES or verb.lower_ in _irregular() else "ongoing"
    if verb.dep_ == "ROOT" and any(child.dep_ in SUBJECTS for child in children_of(verb)):
        return "happened"
    if verb.dep_ == "conj" and verb.head.tag_[:2] == "VB":
        return verb_reality(verb.head, words, depth + 1)
    return "hypothetical"


@cache
def _irregular() -> frozenset[str]:
    """Past forms that are no other verb's present: the tagger takes the rare ones (`retook`) for it."""
    tables = load().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    present = frozenset(tables.get_table("lemma_index")["verb"])
    return frozenset(word for word in tables.get_table("lemma_exc")["verb"] if word not in present and word[-1:] not in "gs")


def _passive_gerund(verb: Token, words: Lexicon, depth: int) -> Reality:
    """`After being arrested`, `avoided being arrested`."""
    if any(aux.tag_ == "VBD" for aux in auxiliaries_of(verb)):
        return "happened"
    return _participle_reality(verb, words, depth)


def _reality_above(word: Token, words: Lexicon, depth: int) -> Reality:
    """The reality of the verb that a word hangs from."""
    return verb_reality(word.head, words, depth + 1) if word.head.tag_[:2] == "VB" else "happened"


def _reversed(verb: Token, above: Reality, words: Lexicon) -> Reality:
    """What hangs from a word of refusing or failing: `failed to sail` denies it, `did not fail to sail` tells of it."""
    if above == "negated":
        told = verb.lemma_.lower() in words.words["verbs.reversing"] and not _modal(verb, words)
        return "happened" if told else "hypothetical"
    return "hypothetical" if above == "hypothetical" else "negated"


def _lemma(word: Token) -> str:
    """A word's lemma, with its particle where the lexicon of denying words knows both together: `call off`."""
    lemma: str = word.lemma_.lower()
    whole = next((f"{lemma} {child.lower_}" for child in children_of(word) if child.dep_ == "prt"), lemma)
    return whole if whole in lexicon().words["verbs.negated"] else lemma


def _modal(verb: Token, words: Lexicon) -> bool:
    lists = words.words
    forms = {aux.lower_ for aux in auxiliaries_of(verb)}
    return bool(forms & (lists["grammar.may"] | lists["grammar.will"])) or "would" in forms


def _would_be(verb: Token, forms: set[str], words: Lexicon) -> Reality:
    """`Would` is the past of `will` in a report and in a story; elsewhere it is a condition."""
    lists = words.words
    if any(child.lower_ in lists["grammar.later"] for child in children_of(verb)):
        return "happened"
    if "have" in forms or _conditioned(verb) or _asked(verb) or verb.lemma_.lower() in lists["verbs.preferring"]:
        return "hypothetical"
    if (framed := _framed(verb, words)) is not None:
        return framed
    if _quoted(verb):
        return "hypothetical"
    if _reported(verb, words):
        return "future"
    clause = _first_of(verb)
    beside = clause.dep_ == "relcl" and clause.left_edge.i > 0 and clause.left_edge.nbor(-1).lower_ == ","
    certain = not any(
        child.dep_ in SUBJECTS and child.tag_ == "NN" and _indefinite(child, lists) for child in children_of(clause)
    )
    return "future" if beside or (clause.dep_ == "ROOT" and certain) else "hypothetical"


def _first_of(verb: Token) -> Token:
    """The first of the verbs that `and` joins."""
    for _ in range(WINDED):
        if verb.dep_ != "conj" or verb.head.tag_[:2] != "VB":
            break
        verb = verb.head
    return verb


def _quoted(token: Token) -> bool:
    """Whether a word stands between quotation marks: what a speaker says would be is a condition."""
    return any(each.start <= token.idx < each.end for each in quotations_of(token.doc))


def _conditioned(verb: Token) -> bool:
    """Whether a clause of condition hangs from the verb."""
    return any(
        mark.dep_ in ("mark", "advmod")
        and mark.lower_ in lexicon().words["grammar.if"]
        and mark.lower_ != "whether"
        and (mark.i == 0 or mark.nbor(-1).lower_ != "even")
        for child in children_of(verb)
        if child.dep_ == "advcl"
        for mark in children_of(child)
    )


def _asked(verb: Token) -> bool:
    """Whether it is asked if it is so: `did he sail?`; `why did he sail?` takes it for granted."""
    clause = _first_of(verb)
    if clause.dep_ != "ROOT":
        return False
    asking = min((child.i for child in children_of(clause) if child.dep_ in ("aux", "auxpass")), default=None)
    asked = min((child.i for child in children_of(clause) if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS), default=None)
    if asking is None or asked is None or asking > asked:
        return False
    sentence = clause.sent
    if any(token.tag_[:1] == "W" for token in clause.doc[sentence.start : asking]):
        return False
    return any(token.lower_ == "?" for token in clause.doc[max(sentence.start, sentence.end - 3) : sentence.end])


def _then(verb: Token) -> bool:
    """Whether the clause says when something else is done: `once she returns`."""
    return verb.dep_ == "advcl" and any(
        child.dep_ in ("mark", "advmod") and child.lower_ in lexicon().words["grammar.then"] for child in children_of(verb)
    )


def _framed(verb: Token, words: Lexicon) -> Reality | None:
    """What a clause is under a verb or noun of denying, fearing, hoping; None under any other."""
    clause, lists = _first_of(verb), words.words
    governor = clause.head
    lemma = _lemma(governor)
    if clause.dep_ == "ccomp" and governor.tag_[:2] == "VB":
        if lemma == "rule out" or lemma in lists["verbs.disputing"]:
            return "hypothetical" if negated(governor) else "negated"
        return "hypothetical" if lemma in lists["verbs.doubting"] else None
    if clause.dep_ in ("acl", "ccomp") and governor.tag_[:2] == "NN" and any(c.lower_ == "that" for c in children_of(clause)):
        if lemma in lists["nouns.lacking"] or (lemma in lists["nouns.trace"] and _refuted(governor, lists)):
            return "negated"
        return "hypothetical" if lemma in lists["nouns.thought"] or lemma in lists["nouns.felt"] else None
    return None


def _refuted(trace: Token, lists: dict[str, frozenset[str]]) -> bool:
    """`No sign of`, `denied reports of`."""
    denied = trace.dep_ == "dobj" and trace.head.lemma_.lower() in lists["verbs.disputing"]
    return _empty(trace) or (denied and not negated(trace.head))


def negated(verb: Token) -> bool:
    """A word of negation with the verb, or nobody and nothing as its subject or object."""
    words = verb
    for _ in range(WINDED):
        for child in children_of(words):
            dep = child.dep_
            if dep == "neg" and not _only_after(child) and not _until(words):
                return True
            if dep in ("preconj", "advmod") and child.lower_ in lexicon().words["grammar.never"]:
                return True
            if (
                dep == "advmod"
                and child.i == words.i - 1
                and child.lower_ in lexicon().words["grammar.nearly"]
                and not _scaled(words)
            ):
                return True
            if (dep in SUBJECTS or dep in PASSIVE_SUBJECTS or dep in ("dobj", "attr")) and _empty(child) and words is verb:
                return True
        if (
            words.dep_ == "conj"
            and words.head.tag_ == words.tag_
            and not any(c.dep_ in ("aux", "auxpass") or c.dep_ in SUBJECTS for c in children_of(words))
        ):
            if any(c.dep_ == "cc" and c.lower_ == "but" for c in children_of(words.head)):
                return False
            words = words.head
            continue
        if words.dep_ != "pcomp":
            return False
        preposition = words.head
        return preposition.lower_ in ("without", "than") or (
            preposition.lower_ == "of"
            and preposition.i > 0
            and preposition.nbor(-1).lower_ in lexicon().words["grammar.instead"]
        )
    return False


def _only_after(negation: Token) -> bool:
    """`Not only`, `not just`: no negation at all."""
    following = negation.doc[negation.i + 1] if negation.i + 1 < len(negation.doc) else None
    return following is not None and following.lower_ in lexicon().words["grammar.only"]


def _scaled(verb: Token) -> bool:
    """`Nearly doubled`: by how much, not whether."""
    return verb.tag_ == "VBG" or verb.lemma_.lower() in lexicon().words["verbs.scaling"]


def _until(verb: Token) -> bool:
    """`Was not found until Tuesday`: then it was."""
    return verb.tag_ in ("VBD", "VBN", "VB") and any(
        (child.dep_ == "prep" and child.lower_ in ("until", "till"))
        or (child.dep_ == "advcl" and any(mark.lower_ in ("until", "till") for mark in children_of(child)))
        for child in children_of(verb)
    )


def _empty(noun: Token) -> bool:
    """Whether a noun phrase says that there was none."""
    if noun.lower_ in lexicon().words["grammar.nobody"]:
        return True
    for child in children_of(noun):
        if child.dep_ == "advmod" and child.lower_ in lexicon().words["grammar.never"]:
            return True  # `hardly anyone`
        if child.dep_ in ("det", "neg", "preconj") and child.lower_ in ("no", "neither"):
            after = noun.doc[child.i + 1].lower_
            return after not in ("fewer", "less", "more", "longer")
    return noun.lower_ == "one" and noun.i > 0 and noun.doc[noun.i - 1].lower_ == "no"


def _under_condition(verb: Token) -> bool:
    clause = _first_of(verb)
    if clause.dep_ == "acl" and _in_case(clause.head):
        return True
    for word in {verb, clause}:
        for child in children_of(word):
            if child.dep_ in ("mark", "advmod") and child.lower_ in lexicon().words["grammar.if"]:
                return True
            if child.dep_ == "prep" and child.i < word.i and any(_in_case(noun) for noun in children_of(child)):
                return True
            inverted = child.dep_ == "aux" and word.dep_ == "advcl" and child.lower_ in lexicon().words["grammar.inverted"]
            if inverted and any(child.i < other.i for other in children_of(word) if other.dep_ in SUBJECTS | PASSIVE_SUBJECTS):
                return True  # `should the dam fail, ...`
    return False


def _in_case(noun: Token) -> bool:
    """`In case she sails`, but not `in the case of`."""
    return (
        noun.lower_ == "case"
        and noun.head.lower_ == "in"
        and not any(child.dep_ in ("det", "poss", "amod", "prep") for child in children_of(noun))
    )


def _reported(verb: Token, words: Lexicon) -> bool:
    """Whether the clause is what someone said: there `would` is the past of `will`."""
    clause, lists = verb, words.words
    for _ in range(WINDED):
        if clause.dep_ == "ccomp" and clause.head.lemma_.lower() in lists["verbs.saying"]:
            return True
        if clause.dep_ in ("acl", "ccomp") and clause.head.lemma_.lower() in lists["nouns.tellings"]:
            return True
        if clause.dep_ in ("conj", "xcomp") and clause.head.tag_[:2] == "VB":
            clause = clause.head
            continue
        if clause.dep_ == "ROOT":
            return any(
                c.dep_ in ("ccomp", "parataxis") and c.lemma_.lower() in lists["verbs.saying"] for c in children_of(clause)
            )
        return False
    return False


def _infinitive_reality(verb: Token, words: Lexicon, depth: int) -> Reality:
    governor, lists = verb.head, words.words
    lemma, tag = _lemma(governor), governor.tag_
    if verb.dep_ == "conj" and tag[:2] == "VB":
        return verb_reality(governor, words, depth + 1)
    clipped = zone_of(verb) in CLIPPED_ZONES
    if verb.dep_ == "ROOT":
        return "future" if clipped else "hypothetical"
    if tag[:2] == "NN":
        return _hung_infinitive(verb, words, depth, clipped=clipped)
    if _after_word(verb, "yet"):
        return "negated"  # `has yet to sail`
    above: Reality = verb_reality(governor, words, depth + 1) if tag[:2] == "VB" else "happened"
    perfect = verb.tag_ == "VBN" and any(aux.lower_ == "have" for aux in auxiliaries_of(verb))
    if tag[:2] == "JJ" or lemma in ("able", "unable", "likely", "unlikely"):
        if lemma in lists["grammar.first"]:
            above = _reality_above(governor, words, depth)
            return above if above in UNREAL else "happened"
        return _after_adjective(verb, lemma, _reality_above(governor, words, depth))
    if perfect and (lemma == "be" or lemma in lists["verbs.future"]):
        return "negated" if above == "happened" else "hypothetical"  # `was to have sailed`
    if perfect and above == "ongoing":
        return "happened"  # `is said to have sailed`
    if verb.dep_ == "advcl" or lemma in lists["verbs.moving"]:
        outcome = verb.lemma_.lower() in lists["verbs.outcome"] and lemma in lists["verbs.moving"]
        if outcome or verb.lemma_.lower() in lists["verbs.becoming"] or _after_word(verb, "only"):
            return above
    if lemma in lists["verbs.negated"]:
        return _reversed(governor, above, words)
    if lemma in lists["verbs.hypothetical"] or lemma in lists["verbs.striving"]:
        return "hypothetical"
    if lemma in lists["verbs.future"]:
        return "negated" if above == "negated" else "hypothetical" if above == "hypothetical" else "future"
    if verb.dep_ == "advcl":
        return "hypothetical" if above in ("negated", "hypothetical") else "future"  # a purpose lies ahead of what serves it
    if lemma in lists["verbs.letting"]:
        return "hypothetical" if above == "ongoing" else above
    if lemma in lists["verbs.ongoing"]:
        return "ongoing" if above in ("happened", "ongoing") else above
    if lemma == "be" or (lemma == "go" and tag == "VBG"):
        return "future"
    return "hypothetical" if verb.dep_ in ("acl", "relcl") else above


def _after_word(verb: Token, word: str) -> bool:
    """Whether a word stands before an infinitive: `rose early only to find`, `has yet to sail`."""
    first = next((child for child in children_of(verb) if child.tag_ == "TO"), verb)
    return first.i > 0 and first.nbor(-1).lower_ == word


def _after_adjective(verb: Token, lemma: str, above: Reality) -> Reality:
    """`Was able to sail`, `is due to sail`, `too weak to sail`."""
    lists, adjective = lexicon().words, verb.head
    degree = {child.lower_ for child in children_of(adjective) if child.dep_ == "advmod"}
    if lemma == "able" or "enough" in degree or lemma == "enough":
        return "hypothetical" if above == "ongoing" else above
    if "too" in degree or lemma in lists["verbs.negated"]:
        return "hypothetical" if above in ("negated", *UNREAL) else "negated"
    if lemma in lists["verbs.future"]:
        return above if above in ("negated", "hypothetical") else "future"
    return "hypothetical"


def _hung_infinitive(verb: Token, words: Lexicon, depth: int, *, clipped: bool) -> Reality:
    """`The plan to sail`, `a failure to sail`, `the first woman to sail`; in a headline `Orde mill to close`."""
    noun, lists = verb.head, words.words
    lemma = noun.lemma_.lower()
    came_to_nothing = noun.dep_ == "nsubj" and noun.head.lemma_.lower() in lists["verbs.foundering"]
    if _empty(noun) or lemma in lists["nouns.failing"] or came_to_nothing:
        return "negated"
    if lemma in lists["nouns.settled"]:
        return "future"
    if any(lemma in lists[name] for name in ("nouns.thought", "nouns.felt", "nouns.tried")):
        return "hypothetical"
    marks = {child.lower_ for child in children_of(noun) if child.dep_ in ("amod", "det")} | {lemma}
    if marks & lists["grammar.first"]:
        above = _reality_above(noun, words, depth)
        return above if above in UNREAL else "happened"
    return "future" if clipped and noun.dep_ not in ("dobj", "pobj", "attr") else "hypothetical"


def _participle_reality(verb: Token, words: Lexicon, depth: int) -> Reality:
    governor, lists = verb.head, words.words
    if verb.dep_ == "pcomp":
        return _after_preposition(verb, words, depth)
    lemma = _lemma(governor)
    if verb.dep_ in ("xcomp", "ccomp", "dobj"):
        above = verb_reality(governor, words, depth + 1) if governor.tag_[:2] == "VB" else "happened"
        if lemma in lists["verbs.negated"]:
            return _reversed(governor, above, words)
        if lemma in lists["verbs.weighing"]:
            return "hypothetical"
        if lemma in lists["verbs.ongoing"]:
            return "ongoing" if above in ("happened", "ongoing") else above
    if verb.dep_ in ("advcl", "xcomp", "ccomp", "conj", "dep") and governor.tag_[:2] == "VB":
        return verb_reality(governor, words, depth + 1)
    return "ongoing" if verb.dep_ == "acl" else "happened"


def _after_preposition(verb: Token, words: Lexicon, depth: int) -> Reality:
    """A gerund after a preposition: `accused of stealing`, `prevented from sailing`, `a plan for sailing`."""
    lists = words.words
    preposition, above = verb.head.lower_, verb.head.head
    lemma, deed = _lemma(above), above.tag_[:2] == "VB"
    higher: Reality = verb_reality(above, words, depth + 1) if deed else "happened"
    if lemma in lists["verbs.negated"] and preposition in ("from", "of", "against"):
        return _reversed(above, higher, words)
    if preposition in ("of", "for", "about", "to", "against", "on", "in") and (
        any(lemma in lists[name] for name in ("nouns.thought", "nouns.felt", "nouns.to_come", "verbs.seeking"))
    ):
        return "negated" if not deed and _empty(above) else "hypothetical"
    if preposition == "of" and lemma in lists["nouns.lacking"]:
        return "negated"
    if preposition in ("at", "towards", "toward"):
        return "hypothetical"
    if deed and (preposition == "before" or preposition in lists["grammar.alongside"]):
        return higher
    return "happened"


def _noun_reality(noun: Token, carrier: Token | None, kind: EventKind | None, words: Lexicon) -> Reality:
    lists = words.words
    if _empty(noun):
        return "negated"
    for child in children_of(noun):
        if child.dep_ in ("amod", "compound", "det", "advmod"):
            if child.lower_ in lists["nouns.negated"]:
                return "negated"
            if child.lower_ == "failed" and noun.lemma_.lower() in lists["nouns.unmade"]:
                return "negated"
            if child.lower_ in lists["nouns.future"]:
                return "future"
            if child.lower_ in lists["nouns.hypothetical"]:
                return "hypothetical"
            if child.lower_ in lists["nouns.ongoing"]:
                return "ongoing"
    if carrier is not None:
        above = verb_reality(carrier, words)
        return _governed(noun, carrier, above, words) if noun.dep_ in ("dobj", "nsubjpass", "conj") else above
    if noun.dep_ in ("compound", "nmod", "amod") and noun.head.lemma_.lower() in lists["nouns.charging"]:
        return "hypothetical"  # `faces drunk-driving charges`
    word = _whole(noun, lists)
    governor = word.head
    if word.dep_ in ("dobj", "nsubjpass") and governor.tag_[:2] == "VB":
        lemma = _lemma(governor)
        if lemma in lists["grammar.disputing"] and kind in TELLING:
            return "happened"  # an accusation that is rejected has been made
        above = verb_reality(governor, words)
        if any(lemma in lists[f"verbs.{name}"] for name in ("negated", "hypothetical", "future")):
            return _governed(noun, governor, above, words)
        if _indefinite(word, lists) and lemma not in lists["verbs.regarding"]:
            if above in UNREAL:
                return above
            if above == "negated" and lemma not in lists["verbs.telling"]:
                return "hypothetical" if _modal(governor, words) else "negated"  # `cannot afford a strike`, `saw no strike`
        return "happened"
    if word.dep_ == "nsubj" and governor.tag_[:2] == "VB":
        above = verb_reality(governor, words)
        if (
            above in UNREAL
            and governor.lemma_ == "be"
            and not any(aux.lower_ in lists["grammar.will"] for aux in auxiliaries_of(governor))
        ):
            return "hypothetical"  # `the strike would be a blow`
        if above == "hypothetical" and _indefinite(word, lists):
            return above  # `a strike would cripple the port`
    if word.dep_ == "pobj":
        return _noun_after_preposition(word, words)
    return "happened"


def _whole(noun: Token, lists: dict[str, frozenset[str]]) -> Token:
    """The noun that stands in the clause for another: the first of a list, the portion of it (`half of the cuts`)."""
    for _ in range(WINDED):
        if noun.dep_ == "conj" and noun.head.tag_[:2] == "NN":
            noun = noun.head
        elif (
            noun.dep_ == "pobj"
            and noun.head.lower_ == "of"
            and noun.head.head.lemma_.lower() in lists["nouns.portion"]
            and noun.head.head is not noun.head
        ):
            noun = noun.head.head
        else:
            break
    return noun


def _indefinite(noun: Token, lists: dict[str, frozenset[str]]) -> bool:
    """Whether no certain one is meant."""
    marks = [child.lower_ for child in children_of(noun) if child.dep_ in ("det", "poss", "nummod")]
    return not marks or any(mark in lists["grammar.indefinite"] for mark in marks)


def _noun_after_preposition(noun: Token, words: Lexicon) -> Reality:
    lists = words.words
    preposition, above_word = noun.head.lower_, noun.head.head
    lemma, deed = _lemma(above_word), above_word.tag_[:2] == "VB"
    if preposition == "without":
        return "negated"
    if preposition == "of" and above_word.lower_ == "ahead":
        return "future"
    if preposition == "of" and noun.head.i > 0 and noun.head.nbor(-1).lower_ == "instead":
        return "negated"
    if not deed:
        if preposition in ("of", "about") and lemma in lists["nouns.trace"] and _refuted(above_word, lists):
            return "negated"
        if preposition == "of" and lemma in lists["nouns.lacking"]:
            return "negated"
        if lemma == "case" and any(child.dep_ == "det" for child in children_of(above_word)):
            return "happened"  # `in the case of the theft`, not `in case of theft`
        if preposition in ("of", "for") and lemma in lists["nouns.to_come"]:
            return "future"
        certain = not _indefinite(noun, lists)
        if preposition in ("for", "of", "to") and lemma in lists["nouns.thought"]:
            return "hypothetical"
        felt = lemma in lists["nouns.thought"] or lemma in lists["nouns.felt"]
        return (
            "hypothetical"
            if felt and preposition in ("for", "of", "to", "about", "against", "over", "on") and not certain
            else "happened"
        )
    if lemma in lists["verbs.seeking"] and (
        preposition in ("for", "of", "to") or (preposition in ("on", "about", "against") and _indefinite(noun, lists))
    ):
        return "hypothetical"
    if preposition in ("to", "on", "for") and lemma in lists["verbs.future"]:
        return "future"
    if preposition == "from" and lemma in lists["verbs.negated"]:
        return _reversed(above_word, verb_reality(above_word, words), words)
    if preposition in ("on", "for", "to", "at", "in", "with"):
        above = verb_reality(above_word, words)
        bound = lemma in lists["verbs.bringing"] or (lemma not in lists["verbs.regarding"] and _indefinite(noun, lists))
        if above in UNREAL and bound:
            return above  # `could be working on attacks`
    return "happened"


def _governed(noun: Token, verb: Token, above: Reality, words: Lexicon) -> Reality:
    """What becomes of a noun under a verb: a foiled attack did not happen, a demanded truce is not there yet."""
    lemma, lists = _lemma(verb), words.words
    if lemma in lists["verbs.negated"]:
        if noun.lemma_.lower() in lists["nouns.tried"] and above == "happened":
            return "happened"  # a foiled attempt has been made
        return _reversed(verb, above, words)
    if above == "negated":
        return "happened" if lemma in lists["verbs.telling"] and not _indefinite(noun, lists) else "negated"
    if lemma == "announce" and noun.lemma_.lower() in lists["nouns.announced"]:
        return "future"
    if lemma in lists["verbs.making"]:
        return above
    if lemma in lists["verbs.future"]:
        return "future"
    if lemma in lists["verbs.hypothetical"]:
        return "hypothetical"
    return above


def dated_reality(happening: Happening, when: Time, published: Time) -> Reality:
    """`Is meeting on Friday` lies ahead when that Friday does, and so does `Friday's meeting`."""
    noun = happening.reality == "happened" and happening.noun and happening.carrier is None
    if when.value is None or not (noun or happening.reality == "ongoing"):
        return happening.reality
    told, today = when.days, published.days
    if told is None or today is None or told[0] <= today[1]:
        return happening.reality
    if happening.reality == "ongoing":
        return "future"
    # A day without its year, half a year off, was more likely read into the wrong one.
    near = (told[0] - today[1]).days <= SOON_DAYS or (when.words is not None and YEAR.search(when.words) is not None)
    return "future" if noun and near else happening.reality
