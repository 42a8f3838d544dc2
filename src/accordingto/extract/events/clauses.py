"""Clauses of a parse: who is the subject of a verb, its own or the one it shares, and what its objects are."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from accordingto.extract.events.lexicon import Rule, lexicon
from accordingto.read.annotate import tokens_of, view_of

QUIET_ZONES = frozenset(("dateline", "byline", "credit", "related", "furniture"))  # nothing happens in a by-line
CLIPPED_ZONES = frozenset(("headline", "caption", "heading"))  # the present tells what happened, participles stand without `be`
NAMES = frozenset(("PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "GPE", "LOC", "NORP", "LANGUAGE", "EVENT"))
PARTIES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
NO_PARTY = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"))
STANDS_FOR = {"PERSON": "person", "NORP": "people", "GPE": "town", "LOC": "town", "FAC": "building", "ORG": "organization"}
OBJECTS = frozenset(("dobj", "dative", "oprd", "attr", "acomp", "obj"))
SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "nummod"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
WINDED = 12  # steps up or down a tree before a search gives up: no news clause nests deeper


def children_of(token: Token) -> tuple[Token, ...]:
    """A word's children in the parse, in order. All of a Doc are put into a table at the first question: they are asked for
    many times, and the parser's own are made anew at each."""
    kept: list[tuple[Token, ...]] | None = token.doc.user_data.get("children")
    if kept is None:
        kept = token.doc.user_data["children"] = _children(token.doc)
    return kept[token.i]


def _children(doc: Doc) -> list[tuple[Token, ...]]:
    below: list[list[Token]] = [[] for _ in range(len(doc))]
    for token, step in zip(tokens_of(doc), doc.to_array("HEAD").astype("int64").tolist(), strict=True):
        if step:
            below[token.i + step].append(token)
    return [tuple(each) for each in below]


def zone_of(token: Token) -> str:
    view = view_of(token.doc)
    return view.blocks[view.block_at(token.idx)].kind if view.blocks else "body"


def lexical(token: Token, table: dict[str, tuple[Rule, ...]]) -> str:
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


def lemmas(head: Token) -> frozenset[str]:
    """What a noun phrase is about: its head, the heads joined to it, what a portion is of, the class of a name."""
    kept: dict[int, frozenset[str]] = head.doc.user_data.setdefault("lemmas", {})
    if head.i not in kept:
        kept[head.i] = frozenset(_lemmas(head))
    return kept[head.i]


def _lemmas(head: Token) -> set[str]:
    found: set[str] = set()
    for token in joined(head):
        found.add(token.lemma_.lower())
        found.update(child.lemma_.lower() for child in children_of(token) if child.dep_ == "compound")
        if token.tag_ == "VBG":
            found.add(token.lower_)
        if (after := token.i + 1) < len(token.doc) and token.doc[after].tag_ == "VBG" and token.doc[after].dep_ == "acl":
            found.add(token.doc[after].lower_)  # `died in police firing`, read as police who fire
        if token.ent_type_ in STANDS_FOR:
            found.add(STANDS_FOR[token.ent_type_])
        for child in children_of(token):
            if child.dep_ == "prep" and child.lower_ == "of":
                for noun in children_of(child):
                    if noun.dep_ == "pobj":
                        found.add(noun.lemma_.lower())
                        if noun.ent_type_ == "NORP":
                            found.add("people")
    return found


def first_joined(noun: Token) -> Token:
    """The first noun of the list that a noun is joined to: what a verb has to do with that, it has with all."""
    for _ in range(WINDED):
        if noun.dep_ != "conj" or noun.head.tag_[:2] != "NN":
            break
        noun = noun.head
    return noun


def joined(head: Token) -> list[Token]:
    """A head and the heads that `and`, `or` and commas join to it."""
    found = [head]
    for token in found:
        found.extend(child for child in children_of(token) if child.dep_ == "conj" and child.tag_[:1] in "NPCJ")
        if len(found) > WINDED * 2:
            break
    return found


def is_passive(verb: Token) -> bool:
    """Whether the subject of a verb bears the deed."""
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    words = lexicon().words
    lemma = verb.lemma_.lower()
    if lemma in words["grammar.intransitive"]:
        return False
    if lemma in words["grammar.disposed"] and any(
        child.dep_ == "auxpass" and child.lemma_ == "be" for child in children_of(verb)
    ):
        return any(
            child.dep_ == "agent" for child in children_of(verb)
        )  # `is opposed to`, `was engaged in`: a stance, by its subject
    active = False
    for child in children_of(verb):
        if child.dep_ == "auxpass" or child.dep_ in PASSIVE_SUBJECTS or child.dep_ == "agent":
            return True
        if child.dep_ in ("dobj", "nsubj") or (child.dep_ == "aux" and child.tag_[:2] == "VB"):
            active = True
    shared = verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ == "VBN"
    if active and not (shared and not any(child.dep_ in ("aux", "dobj") for child in children_of(verb))):
        return False  # but `eleven were deported and 140 banned`: the second goes without its auxiliary
    if verb.dep_ in ("acl", "amod"):
        return verb.tag_ == "VBN"
    if shared:
        return is_passive(verb.head)
    return verb.dep_ == "advcl" and verb.tag_ == "VBN"


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of a verb's subject, its own or the one it shares; for a passive, of what bears the deed. Lists stay lists."""
    if depth:
        return _subjects(verb, depth)
    kept: dict[int, list[Token]] = verb.doc.user_data.setdefault("subjects", {})
    if verb.i not in kept:
        kept[verb.i] = _subjects(verb, 0)
    return list(kept[verb.i])  # whoever asks may add to it


def _subjects(verb: Token, depth: int) -> list[Token]:
    own = [child for child in children_of(verb) if child.dep_ in SUBJECTS or child.dep_ in PASSIVE_SUBJECTS]
    if own:
        return [part for token in own for part in joined(antecedent_of(token, verb))]
    if depth > WINDED:
        return []
    dep, head = verb.dep_, verb.head
    if dep == "conj" and head.tag_[:2] == "VB":
        return subjects_of(head, depth + 1)  # `was charged by a court and will resign`: the one charged resigns
    if dep in ("xcomp", "ccomp", "advcl", "pcomp", "dep") or (dep == "acl" and head.tag_[:2] == "VB"):
        governor = head
        if dep == "pcomp":
            governor = head.head
            if governor.tag_[:2] == "NN":
                # `accused the guards of beating a student`: they are who beat.
                charged = governor.dep_ == "dobj" and governor.head.lemma_.lower() in lexicon().words["verbs.object_control"]
                return joined(governor) if charged and head.lower_ == "of" else []
        if governor.tag_[:2] == "JJ":
            governor = governor.head
        if governor.tag_[:2] != "VB" or (dep == "ccomp" and verb.tag_ not in ("VBG", "VB")):
            return []
        if dep == "ccomp" and governor.lemma_.lower() in lexicon().words["verbs.saying"]:
            return []  # who tells of a deed is not its doer
        if dep in ("xcomp", "ccomp", "pcomp") and governor.lemma_.lower() in lexicon().words["verbs.object_control"]:
            objects = [part for child in children_of(governor) if child.dep_ in ("dobj", "dative") for part in joined(child)]
            if objects:
                return objects
            if is_passive(governor):
                return subjects_of(governor, depth + 1)
        if dep == "pcomp" and head.lower_ in ("for", "of") and governor.lemma_.lower() not in lexicon().words["grammar.using"]:
            # `sued the mill for spilling oil`, `was jailed for spying`: whoever it is done to did that before.
            if is_passive(governor):
                return subjects_of(governor, depth + 1)
            objects = [part for child in children_of(governor) if child.dep_ == "dobj" for part in joined(child)]
            if any(part.ent_type_ in PARTIES or part.lemma_.lower() in lexicon().words["people"] for part in objects):
                return objects
        if dep == "advcl" and verb.tag_ == "VB" and governor.lemma_.lower() in lexicon().words["verbs.negated"]:
            return []  # `foiled a plot to bomb the mill`: who foils does not bomb
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
    for child in children_of(noun):
        if child.dep_ == "poss":
            return joined(child)
        if child.dep_ == "prep" and child.lower_ in ("by", "of"):
            return [part for noun_ in children_of(child) if noun_.dep_ == "pobj" for part in joined(noun_)]
    if noun.dep_ == "dobj" and noun.head.tag_[:2] == "VB" and noun.head.lemma_.lower() not in lexicon().words["verbs.negated"]:
        return subjects_of(noun.head, depth + 1)  # but who foils a plot does not plot
    return []


def antecedent_of(token: Token, verb: Token) -> Token:
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
        for child in children_of(verb)
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and is_passive(verb))
        for noun in children_of(child)
        if noun.dep_ == "pobj"
        for part in joined(noun)
    ]


def objects_of(verb: Token) -> list[Token]:
    """Heads of a verb's objects; in a relative clause without one, the noun the clause hangs from."""
    own = [
        part
        for child in children_of(verb)
        if child.dep_ in ("dobj", "dative", "obj")
        for part in joined(antecedent_of(child, verb))
    ] or _at_most(verb)
    if (
        not own
        and verb.dep_ == "conj"
        and verb.head.tag_[:2] == "VB"
        and not any(c.dep_ in ("prep", "ccomp") for c in children_of(verb))
    ):
        return []
    if (
        not own
        and verb.dep_ == "relcl"
        and any(child.dep_ in SUBJECTS and antecedent_of(child, verb) is child for child in children_of(verb))
    ):
        return [verb.head]
    return own


def _at_most(verb: Token) -> list[Token]:
    """`Seized up to 16 men`: the parser takes `up` for a particle, and the men for a goal."""
    if verb.i + 2 >= len(verb.doc) or verb.nbor().lower_ != "up" or verb.nbor(2).lower_ != "to":
        return []
    return [
        part
        for noun in verb.nbor(2).children
        if noun.dep_ == "pobj" and any(c.tag_ == "CD" for c in children_of(noun))
        for part in joined(noun)
    ]


def after_prepositions(token: Token, prepositions: Iterable[str]) -> list[Token]:
    """Heads of the nouns after some prepositions, in the order of the text."""
    wanted = set(prepositions)
    found = []
    for child in children_of(token):
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in wanted:
            for noun in children_of(child):
                if noun.dep_ == "pobj":
                    found += joined(noun)
                elif noun.dep_ == "prep":
                    found += [part for deep in children_of(noun) if deep.dep_ == "pobj" for part in joined(deep)]
    return found


def auxiliaries_of(verb: Token) -> list[Token]:
    own = [child for child in children_of(verb) if child.dep_ in ("aux", "auxpass")]
    if own or verb.dep_ != "conj" or verb.head.tag_ != verb.tag_ or any(c.dep_ in SUBJECTS for c in children_of(verb)):
        return own
    return auxiliaries_of(verb.head)
