"""Who did it and to whom. Lists stay lists; a passive without a by-phrase has no actor; who only tells is none."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from accordingto.extract.events.clauses import (
    CLIPPED_ZONES,
    NO_PARTY,
    OBJECTS,
    PARTIES,
    PASSIVE_SUBJECTS,
    PLACES,
    RELATIVE,
    SUBJECTS,
    WINDED,
    after_prepositions,
    agents_of,
    antecedent_of,
    auxiliaries_of,
    children_of,
    is_passive,
    joined,
    lemmas,
    objects_of,
    subjects_of,
    zone_of,
)
from accordingto.extract.events.lexicon import MUST, NAMED, Lexicon, lexicon
from accordingto.extract.events.triggers import VICTIM_KINDS, Happening
from accordingto.model import EventKind

NAMING_PREPOSITIONS = frozenset(("by", "of", "from", "in", "against", "to", "with", "for", "on", "between"))
SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION", "ACCUSE", "PROTEST", "THREATEN"))  # what another does to one
VAGUE = (None, "destroy", "heavy-weapons", "explosives")  # modes that a weapon or whoever wields it can make plainer
REFUSED: dict[EventKind, str | None] = {
    "AGREE": None, "SUPPORT": None, "AID": "assist", "COOPERATE": "assist", "CONSULT": "meet", "CONCEDE": "yield",
    "RETREAT": "yield",
}  # fmt: skip
DOING_PREPOSITIONS = frozenset(("by", "of", "from", "between"))  # `a blast in Chad killed two`: Chad did not
TELLING = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"))


def cast(happening: Happening, words: Lexicon) -> None:
    """Find who did it, and to whom."""
    rule = happening.rule
    happening.kind, happening.mode = rule.kind, rule.mode
    if rule is NAMED:
        return
    if not happening.noun and happening.reality == "negated":
        _refused(happening, words)
    if happening.noun:
        _cast_noun(happening, words)
    else:
        _cast_verb(happening, words)
    if happening.kind == "ASSAULT" and happening.mode in VAGUE:
        happening.mode = _weapon(happening, words) or happening.mode
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
        recipients = [t for t in recipients if _party(t)]
    if rule.mode == "expel" and not happening.actors and happening.head.lemma_.lower() in words.words["grammar.flight"]:
        happening.kind = happening.mode = None  # people flee from water too: only a driver makes it an expulsion
    taken = {token.i for token in happening.actors}
    happening.recipients = [token for token in _distinct(recipients) if token.i not in taken]
    if rule.kind is None:
        # Outside the sixteen kinds only someone can be done to: a thing bought or built is no recipient.
        happening.recipients = [
            t for t in happening.recipients if t.ent_type_ in PARTIES or t.lemma_.lower() in words.words["people"]
        ]


def _weapon(happening: Happening, words: Lexicon) -> str | None:
    """The mode that what it was done with gives: `killed by a bomb`, `jets hit the depot`, `attacked with knives`."""
    head = happening.head
    near = list(happening.actors)
    for child in children_of(head):
        if child.dep_ in ("prep", "agent") and child.lower_ in ("with", "by", "in"):
            near += [noun for noun in children_of(child) if noun.dep_ == "pobj"]
        elif child.dep_ == "advcl" and child.lemma_ == "use":
            near += [part for noun in children_of(child) if noun.dep_ == "dobj" for part in joined(noun)]
    told = {word for noun in near for word in (noun, *(c for c in children_of(noun) if c.dep_ in ("compound", "amod")))}
    modes = {words.instruments[word.lemma_.lower()] for word in told if word.lemma_.lower() in words.instruments}
    if happening.mode is not None:
        modes &= {"suicide-attack", "drone", "aerial"}
    return min(modes, key=words.ranks.__getitem__, default=None)


def _refused(happening: Happening, words: Lexicon) -> None:
    """Not letting someone pass bars him, and who says he will not help refuses: both are deeds done, not deeds left undone."""
    verb = happening.head
    if verb.lemma_.lower() in words.words["grammar.letting"]:
        happening.kind, happening.mode, happening.reality = "COERCE", "restrict", "happened"
    elif happening.kind in REFUSED and any(
        aux.lower_ in words.words["grammar.will"] or aux.lower_ == "would" for aux in auxiliaries_of(verb)
    ):
        happening.kind, happening.mode, happening.reality = "REJECT", REFUSED[happening.kind], "happened"


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
            forces = [token for token in bearers if not words.words["police"].isdisjoint(lemmas(token))]
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
    if rule.kind == "ASSAULT" and verb.lemma_ in words.words["grammar.dying"]:
        happening.actors, happening.recipients = [], bearers
        return
    if verb.lemma_ in words.words["grammar.casting"] and not any(_party(token) for token in happening.recipients):
        happening.recipients = after_prepositions(verb, ("at",)) or happening.recipients  # `fired tear gas at students`
    joint = after_prepositions(verb, roles.get("with", ()))
    if any(_party(token) for token in happening.recipients):
        joint = [token for token in joint if _party(token)]  # `met the director with tears`
    if rule.kind in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT") and joint:
        happening.actors += joint
    if rule.kind == "CONSULT" and verb.lemma_ in words.words["grammar.meeting"]:
        happening.actors += [token for token in happening.recipients if token.ent_type_ not in PLACES]
        happening.recipients = [token for token in happening.recipients if token.ent_type_ in PLACES]
    if rule.kind == "ASSAULT" and verb.lemma_ in words.words["grammar.fighting"]:
        happening.one_sided = False
        happening.actors += after_prepositions(verb, ("with",))
    naming = roles.get("recipients", ())
    things = any(child.dep_ == "dobj" and child.i not in inside for child in children_of(verb))
    if not happening.recipients:
        happening.recipients = after_prepositions(verb, naming if not things else ("to", "for"))
    elif things and rule.kind in ("AID", "AGREE", "COOPERATE", "RETREAT"):
        happening.recipients += after_prepositions(verb, ("to", "for", "from") if rule.kind == "RETREAT" else ("to", "for"))
    elif rule.kind not in VICTIM_KINDS and not any(_party(token) for token in happening.recipients):
        happening.recipients += after_prepositions(verb, naming)  # `halted aid to Chad`: whom the thing was for
    elif rule.mode == "seize" or rule.kind == "MOBILIZE":
        happening.recipients += after_prepositions(verb, ("from",) if rule.mode == "seize" else naming)
    if len(happening.parts) > 1:
        for part in happening.parts[1:]:
            noun = part.head if part.dep_ in ("compound", "amod", "nmod") else part  # `launched a mediation effort between`
            happening.recipients += after_prepositions(noun, (*naming, "of"))
            if noun.tag_[:2] == "NN" and rule.kind in TELLING:
                happening.recipients += _modifying_parties(noun)
                happening.recipients += _asked_of(noun)
            if roles.get("with"):
                joint = [noun] if noun.dep_ == "prep" else after_prepositions(noun, roles["with"])
                happening.actors += [token for token in joint if token is not noun]
    else:
        for token in objects_of(verb):
            if not _party_word(token) and rule.kind is not None:
                portion = token.lemma_.lower() in words.words["nouns.portion"]
                for noun in after_prepositions(token, ("of",)) if portion else [token]:
                    happening.recipients += after_prepositions(noun, naming)
    if rule.kind == "MOBILIZE" or (rule.kind == "RETREAT" and rule.mode in ("withdraw", "disarm")):
        # One's own forces are moved, not done to: `the withdrawal of troops from Chad` is done to Chad.
        own = [*objects_of(verb), *(noun for part in happening.parts[1:] for noun in after_prepositions(part, ("of",)))]
        happening.recipients += [place for noun in own for place in after_prepositions(noun, ("from",))]
        moved = {token.i for token in own}
        happening.recipients = [token for token in happening.recipients if token.i not in moved]
    if rule.kind in TELLING and not any(_party(t) for t in happening.recipients):
        inner = _inner_parties(verb, words, rule.kind)
        if rule.kind == "AGREE":  # what is promised to be built, or one's own forces, receive nothing
            inner = [token for token in inner if _party(token) and not any(c.tag_ == "PRP$" for c in children_of(token))]
        happening.recipients += inner
    if rule.kind == "THREATEN" and verb.lemma_ == "warn" and any(_own(token) for token in happening.recipients):
        happening.kind = happening.mode = None  # who warns his own people means them well


def _own(noun: Token) -> bool:
    """Whether somebody belongs to the one who acts: its staff, his neighbours."""
    return noun.dep_ == "dobj" and any(child.tag_ == "PRP$" for child in children_of(noun))


def _inner_parties(verb: Token, words: Lexicon, kind: EventKind) -> list[Token]:
    """Whom the clause under a verb of demanding, promising, refusing or threatening concerns."""
    found: list[Token] = []
    threatening = kind == "THREATEN"
    demanding = kind == "ACCUSE" or verb.lemma_.lower() in words.words["verbs.hypothetical"]
    clauses = [child for child in children_of(verb) if child.dep_ in ("xcomp", "ccomp", "advcl")]
    clauses += [
        deep for child in children_of(verb) if child.dep_ == "acomp" for deep in children_of(child) if deep.dep_ == "xcomp"
    ]
    for child in clauses:
        inner = [token for token in children_of(child) if token.dep_ in SUBJECTS or token.dep_ in PASSIVE_SUBJECTS]
        if child.dep_ == "advcl":
            if threatening and any(mark.lower_ in ("unless", "if", "until") for mark in children_of(child)):
                found += [part for token in inner for part in joined(token)]  # whoever can still avert it
        elif child.dep_ in ("ccomp", "xcomp") and inner and not threatening and (demanding or child.tag_ == "VB"):
            found += [part for token in inner for part in joined(token)]
        elif child.dep_ == "xcomp" or threatening:
            found += objects_of(child)
            found += after_prepositions(child, ("to", "with", "on", "against", "for", "from", "in", "of", "between"))
            for token in objects_of(child):
                found += after_prepositions(token, ("to", "with", "on", "against", "for", "from", "in", "of", "by", "between"))
            found += [part for deep in children_of(child) if deep.dep_ in ("xcomp", "ccomp") for part in objects_of(deep)]
    return found


def _clipped_passive(happening: Happening) -> bool:
    """`Two killed in blast`: a headline drops the auxiliary, and the parser takes the victims for the killers."""
    verb = happening.head
    return (
        happening.rule.kind in VICTIM_KINDS
        and verb.tag_ in ("VBD", "VBN")
        and len(happening.parts) == 1
        and zone_of(verb) in CLIPPED_ZONES
        and not any(child.dep_ in OBJECTS or child.dep_ in ("aux", "auxpass", "agent", "prt") for child in children_of(verb))
        and happening.rule.mode in (None, "abduct", "targeted", "arrest", "beat", "firearms", "torture")
        and verb.lemma_.lower() not in ("clash", "fight", "battle", "attack", "storm", "raid", "invade")
    )


def _cast_noun(happening: Happening, words: Lexicon) -> None:
    noun, rule, carrier = happening.head, happening.rule, happening.carrier
    happening.one_sided = words.side_of(rule) == "recipient"
    roles = words.roles.get(rule.kind or "", {})
    of_side = words.side_of(rule)
    possessors: list[Token] = []
    of_parts: list[Token] = []
    for child in children_of(noun):
        if child.dep_ == "poss":
            possessors += joined(antecedent_of(child, noun))
        elif child.dep_ in ("amod", "compound", "nmod", "nsubj") and (
            child.ent_type_ in ("NORP", "GPE")
            or (
                child.dep_ != "amod" and (child.ent_type_ in ("ORG", "PERSON") or child.lemma_.lower() in words.words["police"])
            )
        ):
            happening.actors.append(child)
        elif child.dep_ == "compound" and (
            owner := next((t for t in children_of(child) if t.ent_type_ in ("NORP", "GPE")), None)
        ):
            happening.actors.append(owner)  # `a US drone attack`
        elif child.dep_ in ("agent", "prep") and child.lower_ == "by":
            happening.actors += [part for deep in children_of(child) if deep.dep_ == "pobj" for part in joined(deep)]
        elif child.dep_ == "prep" and child.lower_ == "on" and (side := _part_of(child)):
            happening.actors += side
        elif child.dep_ == "prep" and child.lower_ == "of":
            of_parts += [part for deep in children_of(child) if deep.dep_ == "pobj" for part in joined(deep)]
        elif (child.dep_ == "prep" and child.lower_ in ("between", "among")) or (
            child.dep_ == "prep"
            and child.lower_ == "with"
            and (rule.kind in ("CONSULT", "AGREE", "COOPERATE", "ASSAULT") or roles.get("with"))
        ):
            happening.actors += [part for deep in children_of(child) if deep.dep_ == "pobj" for part in joined(deep)]
            happening.one_sided = False
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            happening.actors += agents_of(child)
    if noun.tag_ == "VBG" and noun.i and (before := noun.nbor(-1)).lemma_.lower() in words.words["police"]:
        if before not in happening.actors:
            happening.actors.append(before)
    elif noun.dep_ == "acl":
        happening.actors.append(noun.head)
    if of_side == "actor" and not happening.actors and carrier is None:
        happening.actors += _owners(noun)
    if rule.kind in TELLING:
        happening.recipients += _asked_of(noun)
    others = after_prepositions(noun, [word for word in roles.get("recipients", ()) if word != "of"])
    if carrier is not None and noun.dep_ != "nsubj":
        subjects = agents_of(carrier) if is_passive(carrier) else subjects_of(carrier)
        light = carrier.lemma_.lower()
        if rule.kind in SUFFERED and light in words.words["grammar.undergoing"]:
            happening.recipients += subjects  # `suffered an attack`, `face charges`
        elif rule.kind not in SUFFERED or light not in words.words["grammar.beholding"]:
            happening.actors += subjects
        if roles.get("with"):
            happening.actors += after_prepositions(carrier, roles["with"])
        others += after_prepositions(carrier, [word for word in roles.get("recipients", ()) if word not in ("of", "in")])
        others += [part for child in children_of(carrier) if child.dep_ == "dative" for part in joined(child)]
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
        if of_side == "actor" and not possessors:
            happening.actors += of_parts  # but `the protesters' blockade of the railway`
    happening.recipients += others


def _party(token: Token) -> bool:
    """Whether a noun is somebody by its word or its name."""
    return _party_word(token) or token.tag_[:3] in ("NNP", "PRP")


def _asked_of(noun: Token) -> list[Token]:
    """Of whom a demand, a warning or a promise is told in the clause that hangs from it: `demands that Chad free the envoy`."""
    return [
        part
        for clause in children_of(noun)
        if clause.dep_ in ("acl", "ccomp") and clause.tag_[:2] == "VB"
        for subject in children_of(clause)
        if subject.dep_ in SUBJECTS or subject.dep_ in PASSIVE_SUBJECTS
        for part in joined(subject)
    ]


def _owners(noun: Token) -> list[Token]:
    """Whose it is when the text says `its`: `Norway repeated its demand` is a demand of Norway's."""
    if not any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in children_of(noun)):
        return []
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    if noun.dep_ not in ("dobj", "pobj") or verb.tag_[:2] != "VB" or is_passive(verb):
        return []
    return [token for token in subjects_of(verb) if token.tag_[:2] == "NN"]


def _part_of(preposition: Token) -> list[Token]:
    """Who is meant by `on the part of` someone."""
    parts = [noun for noun in children_of(preposition) if noun.lower_ == "part"]
    return [whose for noun in parts for whose in after_prepositions(noun, ("of",))]


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
        or (not doing and lemma in lexicon().words["grammar.no_party"])
        or tag == "DT"
    ):
        return []
    if lemma == "it" and doing and any(child.dep_ in ("expl",) for child in children_of(head.head)):
        return []
    if tag == "PRP$" or lemma.endswith(("self", "selves")):
        return []
    if tag == "PRP":
        return _speaker_for(head)
    if head.ent_type_ in PARTIES:
        return [head]
    if lemma in words.words["nouns.portion"]:
        for child in children_of(head):
            if child.dep_ == "prep" and child.lower_ == "of" and any(noun.dep_ == "pobj" for noun in children_of(child)):
                return [head]
    thing = lemma in words.words["nouns.matter"] or (lemma in words.nouns and lemma not in words.words["grammar.bodies"])
    thing = thing or (
        lemma.endswith(lexicon().endings) and lemma not in lexicon().words["grammar.concrete"] and tag[:3] != "NNP"
    )
    if doing and (lemma in words.words["instrument"] or lemma in words.words["hazard"]):
        return [] if lemma in words.words["hazard"] else _modifying_parties(head, by=DOING_PREPOSITIONS)
    if not thing:
        return [] if tag[:1] not in "NPCJ" else [head]
    if kind is None and not doing:
        return []
    found = _modifying_parties(head, by=DOING_PREPOSITIONS if doing and kind in VICTIM_KINDS else NAMING_PREPOSITIONS)
    if found or doing:
        return found
    return [head] if kind in ("ASSAULT",) and lemma not in words.nouns else []


def _modifying_parties(head: Token, depth: int = 0, by: frozenset[str] = NAMING_PREPOSITIONS) -> list[Token]:
    """Named parties among a noun's modifiers: `a Norwegian plan`, `the envoy's offer`, `attacks by rebels`."""
    found: list[Token] = []
    for child in children_of(head):
        dep = child.dep_
        if dep == "poss" and child.tag_ not in ("PRP$", "WP$"):
            found += joined(child)
        elif dep in ("amod", "compound", "nmod") and (
            child.ent_type_ in ("NORP", "GPE", "ORG", "PERSON") or child.lower_ == "police"
        ):
            found.append(child)
        elif dep in ("prep", "agent") and child.lower_ in by:
            for noun in children_of(child):
                if noun.dep_ != "pobj":
                    continue
                for part in joined(noun):
                    if part.ent_type_ in PARTIES or _party_word(part):
                        found.append(part)
                    elif depth < 2:
                        found += _modifying_parties(part, depth + 1, by)
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
            for inner in children_of(child):
                if inner.dep_ == "dobj":
                    found += [inner] if inner.ent_type_ in PARTIES else _modifying_parties(inner)
                elif inner.dep_ == "ccomp":
                    found += [noun for noun in children_of(inner) if noun.dep_ in SUBJECTS and noun.ent_type_ in PARTIES]
                elif inner.dep_ == "prep":
                    for noun in children_of(inner):
                        if noun.dep_ == "pobj":
                            found += [noun] if noun.ent_type_ in PARTIES else _modifying_parties(noun)
        elif child.dep_ == "pobj":
            for preposition in children_of(child):
                for noun in children_of(preposition) if preposition.dep_ == "prep" else ():
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
            if any(child.dep_ in SUBJECTS and child.tag_[:2] == "NN" for child in children_of(head)):
                break  # `the men fled when they saw it, police said`: somebody stands nearer than the speaker
            clause = head
            continue
        break
    return [token]
