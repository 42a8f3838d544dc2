"""Whose words a cue attributes, and which words: source and content by the frame the cue opens.

Each cue has a source and a content of its own, so that statements may share either and stand inside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.extract.cues import Cue, Frame, agent_of, cues, extent, governor, is_negated, is_passive, is_reduced, lexicon
from accordingto.extract.drafts import (
    MARKS,
    Draft,
    Quotes,
    Tokens,
    block_end,
    block_start,
    can_speak,
    has_that,
    is_paper,
    phrase_of,
    quotes_of,
    subject_of,
    substance_of,
    subtree,
    trimmed,
)
from accordingto.extract.names import heads
from accordingto.extract.voices import above, goes_on, is_told, may_say, standing_before, standing_behind
from accordingto.model import Certainty, ReportMode
from accordingto.read.annotate import view_of, zone_of

FAR_COLON = 8  # words between a cue and the colon that ends its paragraph
QUOTED_SHARE = 0.6  # of a content's words inside one quotation: the whole quotation is the content
CLOSED_CLAUSE = 4  # tokens, fewer of which before speaker and verb are no clause
CLOSING = 8  # tokens from a verb that closes a sentence to its end: a day, a place, a full stop
FAR = 3  # tokens between a cue and a quotation that still belong together
OWN_MIND = frozenset(("believe", "know", "suspect", "hope", "intend", "evaluate", "commit", "direct"))
NOT: dict[Certainty, Certainty] = {
    "CT+": "CT-", "PR+": "PR-", "PS+": "PS-", "CT-": "CT+", "PR-": "PR+", "PS-": "PS+", "U": "U"
}  # fmt: skip
_CLOSERS = frozenset((",", '"', "”", "’", "'", "''", "?", "!", "-", "–", "—"))
CLAUSE_CHILDREN = frozenset(("ccomp", "xcomp", "oprd"))


def attributed(doc: Doc) -> Iterator[Draft]:
    """Yield a draft for every cue that has a content, in the order of the cues."""
    quotes = quotes_of(doc)
    for cue in cues(doc):
        if zone_of(cue.head) not in ("credit", "furniture"):
            yield from (without_medium(doc, clipped(_with_antecedent(draft), quotes)) for draft in _found(cue, quotes))


def _found(cue: Cue, quotes: Quotes) -> Iterator[Draft]:
    match cue.form:
        case "verb":
            yield from _verb(cue, quotes)
        case "light":
            yield from _light(cue, quotes)
        case "showing":
            yield from _showing(cue)
        case "noun":
            yield from _noun(cue, quotes)
        case "predicate":
            yield from _predicate(cue)
        case "adverb":
            yield from _adverb(cue)
        case "adjective":
            yield from _adjective(cue)
        case "according":
            yield from _according(cue)
        case "impersonal" | "verification":
            yield from _impersonal(cue)


LABEL_WORDS = 4  # of "READ MORE:", "WATCH LIVE:" before a link


def without_medium(doc: Doc, draft: Draft) -> Draft:
    """A content without the medium that closes it behind a comma ("..., in a video issued by the group"), or a link's label."""
    if len(draft.content) < LABEL_WORDS:
        return draft
    ordered = sorted(draft.content)
    carriers = lexicon().documents | lexicon().words["carriers"]
    for place in range(len(ordered) - 3, 3, -1):
        comma, opener = doc[ordered[place]], doc[min(ordered[place] + 1, len(doc) - 1)]
        if comma.text != "," or opener.lower_ not in ("in", "via", "through", "during") or opener.i not in draft.content:
            continue
        paper = next((part for part in opener.children if part.dep_ == "pobj"), None)
        if paper is not None and paper.lemma_.lower() in carriers and opener.right_edge.i >= ordered[-1] - 1:
            draft = replace(draft, content=frozenset(ordered[:place]))
        break
    colon = next((n for n, i in enumerate(ordered[: LABEL_WORDS + 1]) if doc[i].text == ":"), None)
    if colon and all(doc[i].text.isupper() for i in ordered[:colon]) and colon >= 2:
        draft = replace(draft, content=frozenset(ordered[colon + 1 :]))
    return draft


def _with_antecedent(draft: Draft) -> Draft:
    """What a relative pronoun stands for in place of the pronoun ("the tug which they think was holed")."""
    if draft.head is None or not draft.source:
        return draft
    doc = draft.head.doc
    for i in sorted(draft.content):
        if doc[i].tag_ not in ("WDT", "WP") or doc[i].i != min(draft.content):
            continue
        clause = next((above for above in doc[i].ancestors if above.dep_ == "relcl"), None)
        if clause is None or clause.head.i >= i or clause.left_edge.i > i:
            return draft
        phrase = {part for part in subtree(clause.head) if part < clause.left_edge.i}
        return replace(draft, content=frozenset(draft.content - {i} | phrase) - draft.source, borrowed=frozenset(phrase))
    return draft


def clipped(draft: Draft, quotes: Quotes) -> Draft:
    """Snap the content to the quotations it stands in; a cue inside a quotation takes nothing from outside it."""
    if draft.cue is None or not draft.content:
        return draft
    home = quotes.around(draft.cue[0])
    content = set(draft.content)
    if home is not None:
        first = max(home[0], draft.head.sent.start) if draft.head is not None else home[0]
        content &= set(range(first, home[1]))
    for first, last in quotes.touching(frozenset(content)):
        if (first, last) == home or first <= draft.cue[0] < last:
            continue
        if home is not None and not home[0] <= first < last <= home[1]:
            continue
        inside = set(range(first, last))
        words = {i for i in content if quotes.doc[i].is_alpha}
        if len(words & inside) >= QUOTED_SHARE * len(words) or first <= min(content) or max(content) < last:
            content |= inside
    return replace(draft, content=frozenset(content - draft.source - set(range(*draft.cue))))


def _verb(cue: Cue, quotes: Quotes) -> Iterator[Draft]:
    verb = cue.head
    words = lexicon()
    passive = is_passive(verb)
    if is_reduced(verb):
        return  # "gunmen believed to be rebels": they believe nothing
    governing = governor(verb, words)
    source, subject = _source(verb, governing, passive)
    if subject is not None and not passive and (subject.lower_ == "there" or (subject.lower_ == "it" and not _can_be_it(cue))):
        return
    if subject is not None and subject.lower_ in ("which", "that") and not _holds(subject):
        return
    behind = subject_of(governing) if subject is None and not passive else None
    if behind is not None and goes_on(verb, behind) and verb.lemma_.lower() not in words.words["added"]:
        return  # "the siege, demanding": nobody that the sentence names
    if subject is not None and subject.lower_ == "all" and subject.i + 1 == verb.i:
        return  # "all told"
    content, rule, preposition = _content(cue, quotes, source)
    kind = _kind(cue, rule)
    if not content or asks_for_silence(verb, content):
        return
    if not cue.frames and not (subject is not None and can_speak(subject) and _lays(verb, quotes)):
        return
    if not source and not is_passive(verb) and rule not in ("charged", "quotation", "clause", "parataxis", "as"):
        return  # nobody wants, blames or praises: a bare infinitive or participle attributes nothing
    if doc_word(verb, cue.start) == "to" and rule in ("object", "preposition", "infinitive", "passive", "quotation"):
        return  # "to discuss the inquiry": what for, and not what was said
    if rule == "preposition" and verb.dep_ == "relcl" and verb.tag_ in ("VBZ", "VBP") and verb.lemma_ == "report":
        return  # "a group which reports on the war": what it does, and nothing that it says
    wished = rule in ("object", "preposition", "infinitive", "whom") and not passive
    if wished and not (subject is not None and _holds(subject)):
        return
    if rule == "object" and verb.lemma_.lower() in words.words["sacking"] and any(map(_holds_office, verb.children)):
        return  # "dismissed the minister": from office, and not as untrue
    contested = verb.lemma_.lower() in lexicon().contested and rule == "object"
    if contested and not (subject is not None and _is_person(subject) and subject.lower_ not in ("i", "we")):
        return
    if contested and subject is not None and subject.lemma_.lower() in words.words["armed"]:
        return
    if verb.lemma_ == "quote" and passive and any(child.lower_ == "as" for child in verb.children):
        return  # "was quoted as saying": the verb of saying has the statement
    if kind in OWN_MIND and subject is not None and subject.lower_ == "you" and quotes.around(verb.i) is not None:
        return  # "you know", "as you believe": manners of speaking
    if kind == "show" and subject is not None and can_speak(subject) and _gives_a_toll(verb):
        kind = "report"  # "the police put the toll at nine"
    elif kind == "show" and subject is not None and not (_is_document(subject) or (rule == "clause" and can_speak(subject))):
        return
    start, end = cue.start, cue.end
    if preposition is not None and start <= preposition.i == end:
        end += 1
        if end < len(verb.doc) and verb.doc[end].dep_ == "prep" and verb.doc[end].head == preposition:
            end += 1
    report, certainty = stance(kind, verb)
    if rule == "charged" and kind == "suspect":
        report, certainty = "alleged", "PR+"
    if (
        rule in ("object", "passive")
        and verb.lemma_.lower() in words.words["deploring"]
        and _deplores(verb)
        and not is_negated(verb)
    ):
        report, certainty = words.modes["evaluate"]
    if kind == "confirm" and passive and not is_negated(verb) and not _modal(verb):
        pass  # "it was confirmed that": nobody says who could, and yet it was
    elif kind == "verify" or (kind == "confirm" and _nobody(subject)):
        report, certainty = "unverified", "U"
        difficult = any(verb.doc[i].lower_ in ("difficult", "impossible", "hard") for i in range(cue.start, cue.end))
        source = frozenset() if difficult or _nobody(subject) else source
    draft = Draft(
        (start, end), source, content - source - frozenset(range(start, end)), kind, f"verb-{rule}", report, certainty, verb,
        addressee=addressee_of(verb), sourceless=not source, target=_target(cue, kind),
    )  # fmt: skip
    yield draft


def _gives_a_toll(verb: Token) -> bool:
    """Whether somebody gives a number by a word for it: "gave a toll of nine", "put the number of the dead at nine"."""
    toll = next((child for child in verb.children if child.dep_ == "dobj" and child.i > verb.i), None)
    if toll is None or verb.lemma_ not in ("give", "put") or toll.lemma_.lower() not in lexicon().words["tolls"]:
        return False
    return any(part.like_num for part in verb.doc[toll.i + 1 : min(toll.i + TOLL, verb.sent.end)])


TOLL = 8  # words from "the number" to the number itself


def _nobody(subject: Token | None) -> bool:
    """Whether a subject names no one who could or could not check ("nobody", "no agency", "it is difficult")."""
    if subject is None:
        return True
    return subject.lower_ in lexicon().words["nobody"] or any(
        child.lower_ == "no" and child.dep_ == "det" for child in subject.children
    )


def _holds_office(taken: Token) -> bool:
    return taken.dep_ == "dobj" and (taken.ent_type_ == "PERSON" or taken.lemma_.lower() in heads().trades)


def _modal(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in verb.children)


def _deplores(verb: Token) -> bool:
    """Whether what is condemned or rejected is an act, which is thereby taken to have happened, and nobody is charged."""
    acts = lexicon().words["outrages"]
    taken = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    return any(one.lemma_.lower() in acts for noun in taken for one in (noun, *noun.conjuncts))


def _holds(subject: Token) -> bool:
    """Whether a subject can hold a wish or a judgement; a relative pronoun as much as what it stands for."""
    if subject.lower_ in ("who", "which", "that", "whom") and subject.head.dep_ == "relcl":
        return subject.lower_ == "who" or can_speak(subject.head.head)
    return subject.lower_ not in ("this", "that", "which", "what", "there", "these", "those")


def _can_be_it(cue: Cue) -> bool:
    """Whether "it" may be a body that speaks ("it accused them"), and no empty subject ("it means", "it seems")."""
    return any(frame.kind not in ("show", "believe", "know", "evaluate", "ask") for frame in cue.frames)


def _is_person(head: Token) -> bool:
    if head.pos_ == "PRON":
        return head.lower_ in ("he", "she", "i", "who", "we")
    return head.ent_type_ == "PERSON" or (head.pos_ == "NOUN" and head.lemma_.lower() in lexicon().unnamed)


def doc_word(token: Token, at: int) -> str:
    return token.doc[at].lower_


def asks_for_silence(verb: Token, content: Tokens) -> bool:
    """Who asked not to be named": how the source stands, and nothing said."""
    words = " ".join(verb.doc[i].lower_ for i in sorted({verb.i, *content})[:6])
    return min(content) > verb.i and any(words.startswith(phrase) for phrase in lexicon().unnamed_phrases)


def _lays(verb: Token, quotes: Quotes) -> bool:
    """Whether a verb outside the lexicon lays words at its subject's door: a clause with "that", or a quotation, follows."""
    for child in verb.children:
        if child.dep_ == "ccomp" and (has_that(child) or quotes.around(child.i) is not None) and quotes.around(verb.i) is None:
            return verb.lemma_.lower() not in lexicon().words["never"]
    return False


def _kind(cue: Cue, rule: str) -> str:
    """The class of a verb that stands in several, by the frame that held: one made for the rule before one that allows it."""
    clausal = rule in ("clause", "quotation", "parataxis", "as", "colon", "announced", "trailing")

    def made_for(frame: Frame) -> bool:
        return (rule == "infinitive" and frame.infinitive) or (rule == "passive" and frame.kind == "accuse")

    def allows(frame: Frame) -> bool:
        return (
            (frame.clause and (clausal or rule == "infinitive"))
            or (frame.object and rule == "object")
            or (frame.whom and rule == "whom")
            or (bool(frame.prepositions) and rule == "preposition")
        )

    fitting = [frame.kind for held in (made_for, allows) for frame in cue.frames if held(frame)]
    return fitting[0] if fitting else cue.kind


def _source(verb: Token, governing: Token, passive: bool) -> tuple[Tokens, Token | None]:
    """The words of the one who speaks, and their head."""
    if passive:
        agent = agent_of(verb)
        return (phrase_of(agent, verb), agent) if agent is not None else (frozenset(), None)
    if (trailing := _trailing_speaker(verb)) is not None:
        words = trimmed(verb.doc, range(trailing.left_edge.i, verb.i))
        return words, trailing
    if (missed := _missed_speaker(verb)) is not None:
        return phrase_of(missed, verb), missed
    governs = verb.head if verb.tag_ == "VBG" and verb.dep_ in ("xcomp", "advcl") else verb  # "Osk said blaming the rebels"
    if (closing := _run_on(governs)) is not None:
        return closing
    subject = subject_of(governing)
    if subject is not None and any(c.dep_ == "ccomp" and subject.i < c.i < verb.i for c in verb.children):
        words, nearer = standing_before(verb, extent(verb, lexicon())[0])
        if nearer is not None and min(words) > subject.i + CLOSED_CLAUSE:
            return words, nearer  # nothing stands between a subject and its verb but what the parser took for it
    over = _speaker_over(verb)
    if over is not None and (subject is None or verb.lemma_.lower() in lexicon().words["going_on"] or not can_speak(subject)):
        subject = over
    if subject is not None and goes_on(verb, subject):
        subject = above(verb)
        return (_without_clauses(subject, verb), subject) if subject is not None else (frozenset(), None)
    subject = subject or _inverted(verb) or _speaker_above(verb)
    if subject is None:
        words, behind = standing_behind(verb)
        return (words, behind) if behind is not None else standing_before(verb, extent(verb, lexicon())[0])
    return phrase_of(subject, verb), subject


def _without_clauses(subject: Token, verb: Token) -> Tokens:
    """A noun phrase without the clause behind it in which a verb stands that goes on for it."""
    clauses = {
        part for c in subject.children if c.dep_ in ("acl", "relcl", "appos") and verb in c.subtree for part in subtree(c)
    }
    kept = sorted(trimmed(verb.doc, phrase_of(subject, verb) - clauses))
    while len(kept) > 1 and verb.doc[kept[-1]].pos_ == "ADV":
        kept.pop()
    return frozenset(kept)


def _trailing_speaker(verb: Token) -> Token | None:
    """The speaker of "CLAUSE, the chief of the service, Davin Roke, told reporters", taken by the parser for an apposition."""
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or verb.lemma_.lower() not in lexicon().words["trailing"]:
        return None
    if any(child.dep_ in ("nsubj", "ccomp", "cc") for child in verb.children):
        return None
    for token in verb.doc[max(verb.sent.start, verb.i - 25) : verb.i]:
        apart = token.left_edge.i > verb.sent.start + 2 and verb.doc[token.left_edge.i - 1].text == ","
        if token.dep_ == "appos" and apart and can_speak(token):
            return token
    return None


def _missed_speaker(verb: Token) -> Token | None:
    """Who closes the sentence, where the parser has another subject for the verb of saying.

    It takes what happened for a participle ("a bomb detonated beside a market, leaving ...") and has a clause without a verb.
    """
    closing, subject = _closing_speaker(verb), subject_of(verb)
    if closing is not None and subject is not None and subject.i > verb.sent.start + CLOSED_CLAUSE:
        return None if closing.i in subtree(subject) else closing
    return closing


def _closing_speaker(verb: Token) -> Token | None:
    """Who speaks in "CLAUSE, the Tarn police said" and "CLAUSE, said the Tarn police", by the order of the words."""
    doc, sentence = verb.doc, verb.sent
    if verb.lemma_.lower() not in lexicon().words["trailing"] or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    for token in sentence:
        if token.ent_type_ in ("DATE", "TIME") or token.pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        if token.dep_ in ("compound", "poss", "amod", "pobj"):
            continue
        first, last = token.left_edge.i, token.right_edge.i
        inverted = token.head == verb and first == verb.i + 1 and verb.lemma_ != "tell"
        closed = last + 1 == verb.i or (last + 2 == verb.i and doc[last + 1].text == ",")
        if not (inverted or closed) or not (can_speak(token) or token.pos_ == "PROPN"):
            continue
        opens = verb.i if inverted else first
        if opens > sentence.start + CLOSED_CLAUSE and doc[opens - 1].text == "," and _ends_with(verb, max(verb.i, last)):
            happened = any(part.tag_ in ("VBD", "VBZ", "VBP", "VBN") for part in doc[sentence.start : opens])
            return token if happened else None
    return None


def _run_on(verb: Token) -> tuple[Tokens, Token] | None:
    """Who speaks in "CLAUSE the Tarn police said" where the comma is lost and the parser has another subject, and the head."""
    doc, sentence = verb.doc, verb.sent
    if verb.lemma_.lower() not in lexicon().words["trailing"] or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    taken = any(child.dep_ == "prt" or (child.dep_ == "dobj" and not may_say(child)) for child in verb.children)
    if (taken or any(map(is_told, verb.children))) and not _after_the_harmed(verb):
        return None
    words, head = standing_behind(verb)
    if head is None or not _ends_with(verb, max(words)):
        if not _ends_with(verb, verb.i):
            return None
        words, head = standing_before(verb, extent(verb, lexicon())[0])
    opens = min(min(words, default=0), verb.i)
    if head is None or opens <= sentence.start + CLOSED_CLAUSE:
        return None
    before, subject = doc[opens - 1], subject_of(verb)
    if before.pos_ not in ("NOUN", "PROPN", "NUM", "ADV") and before.tag_ != "VBN" and before.text not in MARKS:
        return None
    happened = [part for part in doc[sentence.start : opens] if part.tag_ in ("VBD", "VBZ", "VBP")]
    if not happened or (subject is not None and subject.i < opens and not _is_another(subject, verb)):
        return None
    return words, head


def _after_the_harmed(verb: Token) -> bool:
    """Whether what the parser made the subject is whom the clause before harmed: "killed ten men said the Tarn police"."""
    subject = subject_of(verb)
    before = verb.doc[subject.left_edge.i - 1] if subject is not None and subject.left_edge.i > verb.sent.start else None
    return before is not None and before.pos_ == "VERB" and before.lemma_.lower() in lexicon().words["harming"]


def _is_another(subject: Token, verb: Token) -> bool:
    """Whether a subject is of the clause before, and not of a verb of saying: it cannot speak, or has a clause of its own."""
    loose = verb.dep_ == "conj" and not any(child.dep_ == "cc" for child in verb.head.children)
    told = any(child.dep_ == "acl" and child.tag_ == "VBD" for child in subject.children)
    return loose or told or (subject.pos_ != "PRON" and not may_say(subject)) or _after_the_harmed(verb)


def _ends_with(verb: Token, last: int) -> bool:
    """Whether behind a word nothing is left of a sentence but when, where, or who is cited."""
    rest = [token for token in verb.doc[last + 1 : verb.sent.end] if not token.is_punct and not token.is_space]
    citing = bool(rest) and rest[0].lower_ in ("citing", "quoting") and verb.doc[last + 1].text == ","
    if not rest or citing or (rest[0].tag_ == "VBG" and rest[0].head == verb):
        return True
    return (
        len(rest) < CLOSING
        and (rest[0].pos_ == "ADP" or rest[0].ent_type_ in ("DATE", "TIME"))
        and not any(token.pos_ in ("VERB", "AUX") or token.text == "," for token in verb.doc[last + 1 : verb.sent.end])
    )


def _inverted(verb: Token) -> Token | None:
    """The noun phrase right after a speech verb that follows what is said, where the parse missed that it is the subject."""
    after = verb.i + 1
    if after >= verb.sent.end or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i == verb.sent.start:
        return None
    if verb.doc[verb.i - 1].text not in _CLOSERS:
        return None
    for chunk_head in verb.doc[after : min(after + 8, verb.sent.end)]:
        if (
            chunk_head.pos_ in ("NOUN", "PROPN", "PRON")
            and chunk_head.left_edge.i >= after
            and chunk_head.dep_ not in ("compound", "poss", "amod")
        ):
            return chunk_head if can_speak(chunk_head) or chunk_head.pos_ == "PROPN" else None
    return None


def _speaker_over(verb: Token) -> Token | None:
    """For "adding", "saying" behind a content: the one who said that content, whatever the parser hung the participle on."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl":
        return None
    words, above = lexicon(), verb.head
    while above.head != above and above.sent == verb.sent:
        if above.dep_ == "ccomp" and any(frame.clause for frame in words.verbs.get(above.head.lemma_.lower(), ())):
            speaker = subject_of(above.head)
            return speaker if speaker is not None and can_speak(speaker) else None
        above = above.head
    return None


def _speaker_above(verb: Token) -> Token | None:
    """For a participle that hangs on a clause without its own subject: the subject of the nearest clause above."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl", "conj", "pcomp", "xcomp"):
        return None
    above = verb.head
    for _ in range(4):
        if above.pos_ in ("VERB", "AUX") and (subject := subject_of(above)) is not None:
            return subject
        if above.head == above:
            return None
        above = above.head
    return None


def _content(cue: Cue, quotes: Quotes, source: Tokens) -> tuple[Tokens, str, Token | None]:
    """What is said, how it was found, and the preposition that opens its slot where there is one."""
    verb = cue.head
    doc = verb.doc
    clause_frame = any(frame.clause for frame in cue.frames) or not cue.frames
    own = set(range(cue.start, cue.end)) | source
    children = list(verb.children)
    passive = is_passive(verb)
    if clause_frame:
        clauses = [child for child in children if child.dep_ == "ccomp" and child.i not in own]
        clauses = clauses or [clause for child in children if (clause := _in_a_statement(child)) is not None]
        found: set[int] = set()
        for clause in clauses:
            found |= subtree(clause)
        untold = _after_the_harmed(verb) or not any(map(is_told, clauses))
        if found and _missed_speaker(verb) is None and not (untold and _run_on(verb) is not None):
            return _without_adjuncts(doc, found - own), "clause", None
        head = verb.head
        if verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and cue.frames and _interrupts(verb)):
            return frozenset(subtree(head) - subtree(verb) - own), "parataxis", None
        if (
            verb.dep_ == "advcl"
            and cue.kind in ("report", "claim", "warn", "confirm")
            and verb.lemma_.lower() not in lexicon().aspect  # "as the fighting continued"
            and any(child.lower_ == "as" and child.dep_ in ("mark", "advmod") for child in children)
        ):
            rest = subtree(head) - subtree(verb) - own
            return frozenset(rest), "as", None
    objects = [child for child in children if child.dep_ in ("dobj", "attr", "oprd", "dative") and child.i not in own]
    infinitive = next((child for child in children if child.dep_ == "xcomp" and child.i > verb.i), None)
    if infinitive is not None and any(frame.infinitive or frame.whom or frame.kind == "claim" for frame in cue.frames):
        found = subtree(infinitive)
        if any(frame.whom or frame.kind == "accuse" for frame in cue.frames):
            for child in objects:
                found |= subtree(child)
            return frozenset(found - own), "whom", None
        return frozenset(found - own), "infinitive", None
    taking = any(frame.object for frame in cue.frames) and not passive and verb.lemma_.lower() != "tell"
    if taking and any(child.dep_ == "dobj" and child.i > verb.i and quotes.around(child.i) is None for child in objects):
        return _object(verb, objects, own)
    if source and _trailing_speaker(verb) is not None:
        return frozenset(range(verb.sent.start, min(source))), "trailing", None
    quoted = _beside(cue, quotes, own) if clause_frame else frozenset()
    if passive and agent_of(verb) is not None and subject_of(verb) is not None:
        end = verb.sent.end  # "the claim was denied by Sarn" is whole: the quotation after it is somebody's who is told next
        quoted = quoted if min(quoted, default=end) < end else frozenset()
    if quoted:
        return quoted, "quotation", None
    for frame in cue.frames:
        for child in children:
            if child.dep_ == "prep" and child.lower_ in frame.prepositions and child.i >= verb.i:
                found = subtree(child)
                if len(found) > 1 and not any(part.ent_type_ in ("DATE", "TIME") for part in child.children):
                    # "agreed to talks": what is agreed keeps its "to", as an infinitive would
                    opener = None if child.lower_ == "to" and frame.kind == "commit" else child
                    return frozenset(found - own - ({child.i} if opener is not None else set())), "preposition", opener
    rejects = [frame for frame in cue.frames if frame.object and frame.kind in ("deny", "accuse", "evaluate")]
    if rejects and not passive and not any(child.dep_ == "dobj" for child in objects):
        called = next((child for child in children if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i), None)
        if called is not None:  # "dismissed as absurd a report that ..."
            return frozenset(subtree(called) - {called.i} - own), "object", None
    if any(frame.object for frame in cue.frames) and not passive and (taken := _object(verb, objects, own))[0]:
        return taken
    behind = verb.dep_ == "acl" and verb.tag_ == "VBN"  # "people suspected of smuggling"
    if behind and verb.lemma_.lower() in ("suspect", "accuse"):
        content, _rule, charge = _passive_content(cue, own)
        return content, "charged" if charge is not None else "", charge
    if (passive and any(frame.kind == "accuse" for frame in cue.frames)) or (passive and verb.lemma_ in ("charge", "suspect")):
        return _passive_content(cue, own)
    matter = subject_of(verb) if passive and agent_of(verb) is not None else None
    if matter is not None and cue.kind in ("deny", "confirm") and verb.lemma_.lower() not in lexicon().contested:
        return frozenset(subtree(matter) - own), "passive", None  # "the claim was denied by Sarn"
    if source and not passive and _run_on(verb) is not None:
        return frozenset(range(verb.sent.start, min(*source, verb.i))), "trailing", None
    if source and (_closes(verb, source) or (clause_frame and _closing_speaker(verb) is not None)):
        return frozenset(range(verb.sent.start, min(*source, verb.i) - 1)), "trailing", None
    if clause_frame and (told := _taken_for_object(verb)):
        return frozenset(told - own), "clause", None
    if clause_frame and (after := _next_paragraph(cue)):
        return after, "announced", None
    if clause_frame and (after := _after_colon(cue)):
        return after, "colon", None
    return frozenset(), "", None


def _taken_for_object(verb: Token) -> set[int]:
    """The clause of "police said a device detonated", taken for an object with a participle: nobody says a device."""
    if verb.lemma_.lower() != "say" or not any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children):
        return set()
    for child in verb.children:
        taken = child.dep_ == "dobj" and child.left_edge.i == verb.i + 1 and not _is_document(child)
        if taken and any(part.dep_ == "acl" and part.tag_ in ("VBD", "VBN") for part in child.children):
            adjuncts = [part for part in verb.children if part.dep_ == "advcl" and part.i > child.i]
            return subtree(child).union(*(subtree(part) for part in adjuncts))
    return set()


def _closes(verb: Token, source: Tokens) -> bool:
    """Whether speaker and verb close a sentence behind a comma ("..., the Tribune reported on Thursday")."""
    start, sentence = min(source), verb.sent
    return (
        verb.lemma_.lower() in lexicon().words["trailing"]
        and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")
        and sentence.start + 4 < start < verb.i
        and verb.doc[start - 1].text == ","
        and sentence.end - verb.i <= CLOSING
    )


def _in_a_statement(opener: Token) -> Token | None:
    """The clause of "said in a statement that ...", which the parser hangs on the statement."""
    if opener.dep_ != "prep" or opener.lower_ not in ("in", "on", "at", "to", "by"):
        return None
    paper = next((part for part in opener.children if part.dep_ == "pobj"), None)
    if paper is None:
        return None
    return next((c for c in paper.children if c.dep_ in ("acl", "ccomp", "relcl") and has_that(c)), None)


def _interrupts(verb: Token) -> bool:
    """Whether a clause of saying stands in the middle of what is said ("the road, he said, is shut")."""
    return verb.head.i != verb.i and any(child.dep_ == "nsubj" for child in verb.children) and _between_commas(verb)


def _between_commas(verb: Token) -> bool:
    left, right = verb.left_edge.i - 1, verb.right_edge.i + 1
    doc = verb.doc
    return left >= 0 and right < len(doc) and doc[left].text in ",-–—" and doc[right].text in ",.-–—"


def _object(verb: Token, objects: Sequence[Token], own: set[int]) -> tuple[Tokens, str, Token | None]:
    direct = [
        child for child in objects if child.dep_ in ("dobj", "oprd", "attr") and not child.lower_.endswith(("self", "selves"))
    ]
    found: set[int] = set()
    for child in direct:
        found |= subtree(child)
    if not found:
        return frozenset(), "", None
    edge = max(found)
    for child in verb.children:  # "accused X of Y", "described X as Y", "praised X for Y"; "denied any part in it"
        if child.dep_ == "prep" and child.lower_ == "in" and child.i == edge + 1 and verb.lemma_ in ("deny", "reject", "admit"):
            found |= subtree(child)
        if (
            child.dep_ == "prep"
            and child.i > verb.i
            and child.lower_
            in (
                "of",
                "as",
                "for",
                "with",
                "over",
                "to",
                "about",
                "on",
                "against",
                "from",
                *(("at",) if _gives_a_toll(verb) else ()),
            )
        ):
            found |= subtree(child)
    return frozenset(found - own), "object", None


def _passive_content(cue: Cue, own: set[int]) -> tuple[Tokens, str, Token | None]:
    """X was accused of Y (by Z)": the charge; with a named accuser or without a charge, the one accused too."""
    verb = cue.head
    charge = next(
        (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("of", "for", "over", "with", "as") and c.i > verb.i),
        None,
    )
    if charge is not None and not any(part.ent_type_ in ("DATE", "TIME") for part in charge.children):
        return frozenset(subtree(charge) - {charge.i} - own), "passive", charge
    if agent_of(verb) is not None and (subject := subject_of(verb)) is not None:
        return frozenset(subtree(subject) - own), "passive", None
    return frozenset(), "", None


def _beside(cue: Cue, quotes: Quotes, own: set[int]) -> Tokens:
    """Quotations of the cue's sentence that stand next to its clause."""
    doc = cue.head.doc
    edge_left = min([cue.start, *own])
    edge_right = max([cue.end - 1, *own])
    sentence = cue.head.sent
    begin, close = block_start(doc, cue.head), block_end(doc, cue.head)
    follows_only = cue.head.tag_ == "VBG" and cue.head.dep_ in (
        "advcl",
        "acl",
    )  # "responding to calls" takes no words said before
    found: set[int] = set()
    for first, last in quotes.spans:
        if first <= cue.head.i < last:
            continue
        before = (
            not follows_only
            and last <= edge_left + 1
            and last >= sentence.start - 1
            and _gap(doc, last, edge_left) <= FAR
            and doc[first].idx >= begin
        )
        after = (
            sentence.start <= first < max(sentence.end, edge_right + FAR + 2)
            and first > edge_right
            and doc[first].idx < close
            and _gap(doc, edge_right + 1, first) <= 12
        )
        if before or after:
            found |= set(range(first, last))
    return frozenset(found - own)


def _gap(doc: Doc, start: int, end: int) -> int:
    return sum(1 for token in doc[start:end] if not token.is_punct and not token.is_space) if end > start else 0


def _next_paragraph(cue: Cue) -> Tokens:
    """The paragraph that a cue introduces by the colon its own ends with ("Osk added:", and what she added below)."""
    doc, view = cue.head.doc, view_of(cue.head.doc)
    block = view.block_at(cue.head.idx)
    colon = next((i for i in range(cue.end, min(cue.end + FAR_COLON, len(doc))) if doc[i].text == ":"), None)
    if colon is None or block + 1 >= len(view.blocks) or view.text[doc[colon].idx + 1 : view.blocks[block].end].strip():
        return frozenset()
    after = view.blocks[block + 1]
    span = doc.char_span(after.start, after.end, alignment_mode="contract")
    if span is None or after.kind not in ("body", "quote") or doc[colon].idx >= view.blocks[block].end:
        return frozenset()
    return frozenset(range(span.start, span.end))


def _after_colon(cue: Cue) -> Tokens:
    """The sentence that a cue introduces by a colon."""
    doc = cue.head.doc
    sentence = cue.head.sent
    for i in range(cue.end, min(cue.end + 12, len(doc))):
        if doc[i].text == ":":
            begin = i + 1
            last = sentence.end if begin < sentence.end else (doc[begin].sent.end if begin < len(doc) else begin)
            return frozenset(range(begin, last)) if last - begin > 2 else frozenset()
        if doc[i].is_sent_start:
            return frozenset()
    return frozenset()


def _without_adjuncts(doc: Doc, tokens: set[int]) -> Tokens:
    """A content clause without the time that belongs to the saying ("said on Friday two ferries had collided")."""
    ordered = sorted(tokens)
    cut = 0
    if len(ordered) > 3 and doc[ordered[0]].lower_ in ("on", "late", "early", "in", "at"):
        cut = 1
    while cut < len(ordered) - 2 and doc[ordered[cut]].ent_type_ in ("DATE", "TIME") and not _counts_things(doc[ordered[cut]]):
        cut += 1
    dated = cut and doc[ordered[cut - 1]].ent_type_ in ("DATE", "TIME")
    return frozenset(ordered[cut:] if dated and doc[ordered[cut]].text != "," else ordered)


def _counts_things(token: Token) -> bool:
    """Whether a number stands before what it counts, and is no part of a date."""
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.like_num and after.pos_ == "NOUN" and after.ent_type_ not in ("DATE", "TIME")


def addressee_of(verb: Token) -> Token | None:
    """To whom it is said: "told the council", "said to reporters"."""
    if verb.lemma_.lower() in ("tell", "inform", "assure", "remind", "notify", "brief", "advise", "reassure", "ask", "warn"):
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.i > verb.i:
                return child
        told = verb.i
        while verb.lemma_ == "tell" and told + 1 < verb.sent.end and verb.doc[told + 1].pos_ == "PROPN":
            told += 1
        if told > verb.i:
            return verb.doc[told]  # "a diplomat told Northwire", whatever the parser made of the name
        clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i), None)
        if clause is not None and verb.i + 1 < len(verb.doc):
            return None
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            return next((part for part in child.children if part.dep_ == "pobj"), None)
    return None


def _target(cue: Cue, kind: str) -> Tokens:
    """Against whom an accusation is made."""
    verb = cue.head
    if kind == "relay":
        cited = next((child for child in verb.children if child.dep_ == "dobj"), None)
        return phrase_of(cited, verb) if cited is not None and can_speak(cited) else frozenset()
    if kind != "accuse":
        return frozenset()
    if is_passive(verb):
        subject = subject_of(verb)
        return phrase_of(subject, verb) if subject is not None else frozenset()
    aim = next((child for child in verb.children if child.dep_ == "dobj"), None)
    return phrase_of(aim, verb) if aim is not None else frozenset()


def _is_document(head: Token) -> bool:
    """Whether a noun is something written, recorded or issued; "a number of letters" is letters."""
    head = substance_of(head)
    return is_paper(head) or head.ent_type_ in ("ORG", "WORK_OF_ART", "LAW")


def stance(kind: str, head: Token) -> tuple[ReportMode, Certainty]:
    """Report mode and certainty of a cue: its class's, turned round by its own negation."""
    report, certainty = lexicon().modes.get(kind, ("reported", "CT+"))
    negated = head.pos_ in ("VERB", "AUX") and is_negated(head)
    if not negated:
        return report, certainty
    if kind == "deny":
        return "reported", "U"
    if kind == "confirm":
        return "unverified", "U"
    if kind == "report" and head.lemma_.lower() in lexicon().words["answers"]:
        return "declined", "CT-"
    if kind in ("report", "claim", "show", "warn"):
        return report, "U"
    if kind in ("believe", "suspect", "hope", "evaluate", "intend", "commit"):
        return report, "CT-"
    if kind == "know":
        return "believed", "U"  # "did not know whether", "did not know that": nothing is told by it either way
    return report, "U"


def _showing(cue: Cue) -> Iterator[Draft]:
    """Printed a map that showed C", "released a report naming C": who gave it out is the source, up to the showing the cue."""
    verb, shows = cue.head, cue.preposition
    assert shows is not None
    source, subject = _source(verb, governor(verb, lexicon()), is_passive(verb))
    content = frozenset(i for i in subtree(shows) if i > shows.i)
    if subject is None or not source or not content or not can_speak(subject):
        return
    report, certainty = stance("show", verb)
    yield Draft((cue.start, cue.end), source, content - source, "show", "light-verb", report, certainty, verb)


def _light(cue: Cue, quotes: Quotes) -> Iterator[Draft]:
    """Issued a warning that", "made the claim that": verb and noun are one cue."""
    verb = cue.head
    noun = verb.doc[cue.end - 1]
    source, subject = _source(verb, governor(verb, lexicon()), is_passive(verb))
    if subject is None or not (_holds(subject) and (can_speak(subject) or subject.pos_ == "PROPN")):
        return
    if verb.lemma_ in ("take", "have") and cue.end < len(verb.doc) and verb.doc[cue.end].lower_ == "from":
        return  # "took orders from Karsia": they gave none
    own = set(range(cue.start, cue.end)) | source
    found: set[int] = set()
    end = cue.end
    showing = next(
        (
            c
            for c in noun.children
            if c.dep_ == "acl" and c.tag_ == "VBG" and c.i == end and c.lemma_.lower() in lexicon().verbs
        ),
        None,
    )
    if showing is not None:
        end += 1
        found = subtree(showing) - {showing.i}
    for child in [*noun.children, *verb.children]:
        if (
            child.i >= cue.end
            and child is not showing
            and (child.dep_ in ("acl", "ccomp", "relcl", "xcomp") or (child.dep_ == "prep" and child.head == noun))
        ):
            if child.dep_ == "prep" and child.i == end:
                end += 1
            found |= subtree(child)
    found -= own | set(range(cue.start, end))
    found |= _beside(cue, quotes, own | found) if not found else set()
    if not source or not (found or noun.lemma_.lower() in lexicon().words["acts"]):
        return
    report, certainty = stance(cue.kind, verb)
    yield Draft(
        (cue.start, end),
        source,
        frozenset(found),
        cue.kind,
        "light-verb",
        report,
        certainty,
        verb,
        addressee=addressee_of(verb),
    )


HOLDER_WORDS = 8  # from the head of a holder to the clause of "calls by the chief of the guild, Ilse Varn, to ..."


def _clause_after(holder: Token) -> Token | None:
    """The clause right behind a holder's noun phrase, whatever the parser hung it on."""
    doc = holder.doc
    for token in doc[holder.i + 1 : min(holder.sent.end, holder.i + HOLDER_WORDS)]:
        if token.lower_ == "to" and token.head.tag_ == "VB" and token.head.i > token.i:
            return token.head
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return token.head
        if token.pos_ not in ("PROPN", "NOUN", "PUNCT", "ADJ", "DET", "PART") and token.lower_ not in ("of", "for", "in", "at"):
            return None
    return None


HELD = frozenset(("intend", "commit", "claim", "accuse", "deny", "decline", "warn", "direct", "believe", "suspect", "hope"))


def _quoted_after(noun: Token, quotes: Quotes) -> Tokens:
    """The quotation of "cries of '...'": words at nobody's door."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    if len(after) < 2 or after[0].lower_ != "of" or noun.tag_ != "NNS":
        return frozenset()
    return next((frozenset(range(*span)) for span in quotes.spans if span[0] == after[1].i), frozenset())


def _noun(cue: Cue, quotes: Quotes) -> Iterator[Draft]:
    """The minister's claim that", "calls by the union to", "a report saying"."""
    noun = cue.head
    holder = next((child for child in noun.children if child.dep_ == "poss"), None)
    start, end = cue.start, cue.end
    if holder is None:
        by = next(
            (
                child
                for child in noun.children
                if child.dep_ == "prep" and child.lower_ in ("by", "from", "among") and child.i > noun.i
            ),
            None,
        )
        holder = next((part for part in by.children if part.dep_ == "pobj"), None) if by is not None else None
        if by is not None and by.i == end:
            end += 1
    if holder is None and noun.dep_ == "dobj" and noun.head.lemma_ in ("have", "hold", "keep", "share", "abandon"):
        holder = subject_of(noun.head)
    clause = next(
        (child for child in noun.children if child.dep_ in ("acl", "ccomp") and child.i > noun.i and _is_content_clause(child)),
        None,
    )
    if clause is None and holder is not None and holder.i > noun.i and cue.kind in HELD | {"report", "show"}:
        clause = _clause_after(holder)
    if holder is None and clause is not None and cue.kind in HELD:
        holder = next(
            (c for c in noun.children if c.dep_ in ("compound", "amod") and c.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")),
            None,
        )
    quoted = _quoted_after(noun, quotes) if holder is None and clause is None else frozenset()
    if quoted:
        yield Draft(
            (start, noun.i + 2), frozenset(), quoted, cue.kind, "noun-quotation", "reported", "CT+", noun, sourceless=True
        )
        return
    if holder is None and not (clause is not None and noun.lemma_.lower() in lexicon().bare and has_that(clause)):
        return
    content: set[int] = subtree(clause) if clause is not None else set()
    if not content and noun.lemma_ == "attack" and holder is not None and holder.lemma_.lower() in lexicon().words["fighting"]:
        return  # with arms, and not with words
    if not content:
        prep = next(
            (
                c
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in ("of", "for", "about", "on", "against") and c.i > noun.i
            ),
            None,
        )
        if prep is None or cue.kind == "report" or holder is None or holder.pos_ == "PRON" or not can_speak(holder):
            return
        content = subtree(prep) - {prep.i}
        if prep.i == end:
            end += 1
    source = phrase_of(holder, noun) if holder is not None else frozenset()
    content -= source | set(range(start, end))
    if not content:
        return
    report, certainty = stance(cue.kind, noun)
    yield Draft((start, end), source, frozenset(content), cue.kind, "noun", report, certainty, noun, sourceless=holder is None)


def _is_content_clause(clause: Token) -> bool:
    return has_that(clause) or (clause.tag_ == "VB" and any(child.lower_ == "to" for child in clause.children))


def _predicate(cue: Cue) -> Iterator[Draft]:
    """Is sure that", "was furious at", "is unhappy with"."""
    word = cue.head
    verb = word.head if word.dep_ in ("acomp", "attr", "xcomp") else word
    subject = subject_of(verb)
    minded = cue.kind == "evaluate" and subject is not None and subject.pos_ in ("NOUN", "PROPN")  # who is furious has a mind
    if subject is None or not (minded or can_speak(subject)):
        return
    found: set[int] = set()
    start, end = cue.start, cue.end
    for child in [*word.children, *(verb.children if verb is not word else [])]:
        if child.i <= word.i:
            continue
        if child.dep_ in ("ccomp", "xcomp"):
            found |= subtree(child)
        elif (
            child.dep_ == "prep"
            and child.head == word
            and child.lower_ in ("of", "about", "with", "at", "to", "by", "for", "that")
        ):
            found |= subtree(child) - {child.i}
            if child.i == end:
                end += 1
    source = phrase_of(subject, verb)
    found -= source | set(range(start, end))
    if not found:
        return
    report, certainty = stance(cue.kind, verb)
    yield Draft((start, end), source, frozenset(found), cue.kind, "predicate", report, certainty, word)


def _according(cue: Cue) -> Iterator[Draft]:
    """According to S, C": the content is the clause the phrase hangs on, without the phrase."""
    to = cue.head.doc[cue.end - 1]
    holder = next((part for part in to.children if part.dep_ in ("pobj", "pcomp")), None) or _named_next(to)
    if holder is None:
        return
    if any(one.lemma_.lower() in lexicon().words["sorted_by"] for one in (holder, *holder.doc[cue.end : cue.end + 2])):
        return  # "according to type and size"
    told_of = holder.pos_ == "PROPN" or any(child.dep_ in ("det", "poss", "nummod", "amod") for child in holder.children)
    if not (told_of or can_speak(holder) or _is_document(holder)):
        return  # "according to type and size"
    source = phrase_of(holder, cue.head)
    own = set(range(cue.start, cue.end)) | source | subtree(cue.head)
    clause = _told_on(_clause_of(cue.head.head, cue.head))
    content = subtree(clause) - own
    if cue.start > cue.head.sent.start:
        content -= _coordinated(clause, cue.head)  # what opens a sentence is the word for all of it
    if not content and cue.head.dep_ == "ROOT" and (swallowed := _swallowed(holder)):
        source, content = source - swallowed, swallowed
    report, certainty = lexicon().modes[cue.kind]
    if content:
        yield Draft((cue.start, cue.end), source, frozenset(content), cue.kind, "according-to", report, certainty, cue.head)


def _named_next(to: Token) -> Token | None:
    """Who is named between the words that open a sentence and its first comma, where the parser hung the name elsewhere."""
    doc = to.doc
    comma = next((token for token in doc[to.i + 1 : to.sent.end] if token.text == ","), None)
    if to.i - to.sent.start != 1 or comma is None or comma.i - to.i < 2:
        return None
    last = doc[comma.i - 1]
    return last if last.pos_ in ("NOUN", "PROPN") and last.left_edge.i == to.i + 1 else None


def _swallowed(holder: Token) -> set[int]:
    """The clause that the parser took for a remark on who is named: "According to Ada Lund, a wall of mud hit the town"."""
    for remark in holder.children:
        told = any(part.dep_ in ("acl", "relcl") and part.tag_ in ("VBD", "VBZ", "VBP") for part in remark.children)
        if remark.dep_ == "appos" and told and _preceded_by_comma(remark.doc[remark.left_edge.i]):
            return set(range(remark.left_edge.i, remark.sent.end - (remark.sent[-1].text in ".!?")))
    return set()


def _clause_of(token: Token, hanger: Token) -> Token:
    """The clause that a sentence adverbial belongs to: the nearest finite verb above it, or the top of a verbless sentence."""
    while token.head != token and not (
        token.pos_ in ("VERB", "AUX") and token.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "advcl", "relcl")
    ):
        token = token.head
    if token.dep_ == "advcl" and hanger.i < token.i and token.head.pos_ in ("VERB", "AUX"):
        return token.head
    if token.dep_ in ("advcl", "relcl") and _preceded_by_comma(hanger) and hanger.i > token.i:
        while token.dep_ not in ("ROOT", "ccomp") and token.head != token:
            token = token.head
    return token


def _told_on(clause: Token) -> Token:
    """The clause that tells on behind a colon, if the parser hangs the first on it: "one blast hit Tarn: a mine went off"."""
    told_on = clause.dep_ == "ccomp" and any(token.text == ":" for token in clause.doc[clause.i : clause.head.i])
    return clause.head if told_on else clause


def _preceded_by_comma(token: Token) -> bool:
    return token.i > 0 and token.doc[token.i - 1].text == ","


def _coordinated(clause: Token, near: Token) -> set[int]:
    """Other full clauses joined to a clause, on the far side of a phrase."""
    found: set[int] = set()
    for child in clause.children:
        if (
            child.dep_ in ("conj", "parataxis")
            and any(part.dep_ in ("nsubj", "nsubjpass") for part in child.children)
            and near.i < clause.i < child.i
        ):
            found |= subtree(child)
    return found


def _adverb(cue: Cue) -> Iterator[Draft]:
    """Reportedly", "allegedly": the clause or participle they stand in, at nobody's door."""
    adverb = cue.head
    head = adverb.head
    if (
        head.dep_ in ("acl", "advcl")
        and head.tag_ in ("VBN", "VBG")
        and not any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)
    ):
        found = subtree(head)
    elif head.pos_ in ("VERB", "AUX"):
        found = subtree(head)
        for child in head.children:
            if (
                child.dep_ in ("conj", "parataxis", "advcl")
                and child.i > head.i
                and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
            ):
                found -= subtree(child)
        if head.dep_ in ("conj", "xcomp") and (subject := subject_of(head)) is not None:
            found |= subtree(subject)
    elif head != adverb:
        found = subtree(head)
    else:
        return
    found -= {adverb.i}
    report, certainty = lexicon().adverbs[adverb.lower_]
    if found:
        yield Draft(
            (cue.start, cue.end), frozenset(), frozenset(found), "hearsay", "adverb", report, certainty, adverb, sourceless=True
        )


def _adjective(cue: Cue) -> Iterator[Draft]:
    """Suspected smugglers": the noun with its modifiers after the adjective."""
    noun = cue.head.head
    found = set(range(cue.end, noun.i + 1))
    for other in noun.conjuncts:  # "suspected smugglers and their drivers": both, if the second has no article
        if other.i > noun.i and not any(child.dep_ in ("det", "poss") for child in other.children) and other.pos_ == "NOUN":
            found |= set(range(noun.i + 1, other.i + 1))
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i:
            found |= subtree(child) - {i for part in child.subtree if part.dep_ == "relcl" for i in subtree(part)}
    report, certainty = lexicon().adjectives["so-called" if cue.head.lower_ == "called" else cue.head.lower_]
    if found:
        yield Draft(
            (cue.start, cue.end),
            frozenset(),
            frozenset(found),
            "epistemic",
            "adjective",
            report,
            certainty,
            cue.head,
            sourceless=True,
        )


def _impersonal(cue: Cue) -> Iterator[Draft]:
    """X is believed to be Y", "it was reported that Y", "X could not be verified": nobody is named."""
    verb = cue.head
    found: set[int] = set()
    stated = any(child.dep_ == "nsubjpass" and child.lower_ not in ("it", "there") for child in verb.children)
    for child in verb.children:
        if child.dep_ == "ccomp" and cue.form == "verification" and stated:
            continue  # the clause beside "the video could not be verified" is another
        if child.dep_ in ("ccomp", "xcomp", "oprd") or (child.dep_ == "nsubjpass" and child.lower_ not in ("it", "there")):
            found |= subtree(child)
    if cue.form == "impersonal" and (shared := subject_of(verb)) is not None and shared.head != verb:
        found |= subtree(shared)  # "sank two boats but is not thought to have ...": the subject stands with the verb before
    if cue.form == "impersonal" and not any(child.dep_ in CLAUSE_CHILDREN for child in verb.children):
        return
    found -= set(range(cue.start, cue.end))
    if not found:
        return
    open_question: tuple[ReportMode, Certainty] = ("unverified", "U")
    report, certainty = open_question if cue.form == "verification" else lexicon().impersonal[verb.lower_]
    if cue.form == "impersonal" and is_negated(verb):
        certainty = NOT[certainty]
    yield Draft(
        (cue.start, cue.end), frozenset(), frozenset(found), cue.kind, cue.form, report, certainty, verb, sourceless=True
    )
