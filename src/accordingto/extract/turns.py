"""Statements that no verb of saying announces: phrases, labels, lines, relays, and quotations whose speaker goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from accordingto.extract.cues import extent, lexicon
from accordingto.extract.drafts import (
    MARKS,
    Draft,
    Tokens,
    block_end,
    block_start,
    can_speak,
    phrase_of,
    quotes_of,
    subject_of,
    subtree,
    trimmed,
)
from accordingto.extract.voices import is_mute, may_say
from accordingto.read.annotate import view_of, zone_of


def credits(doc: Doc) -> Iterator[Draft]:
    """ "Source: Lantern Radio": a label for a cue, and nothing said."""
    for block in view_of(doc).blocks:
        span = doc.char_span(block.start, block.end, alignment_mode="contract") if block.kind == "credit" else None
        if span is None or len(span) < 3:
            continue
        colon = next((i for i in range(span.start + 1, min(span.start + 4, span.end - 1)) if doc[i].text == ":"), None)
        if colon is not None and any(token.lower_ in lexicon().words["credits"] for token in doc[span.start : colon]):
            source = frozenset(range(colon + 1, min(span.end, colon + 9)))
            yield Draft((span.start, colon + 1), trimmed(doc, source), frozenset(), "credit", "credit-line", "reported", "CT+")


SPEECH = frozenset(("report", "claim", "ask", "warn", "accuse", "deny", "direct", "confirm", "commit", "believe", "know"))


def _phrases(doc: Doc, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Token bounds of each place where one of the phrases stands."""
    text = view_of(doc).text
    lower = text.lower()
    if len(lower) != len(text):
        return  # a letter that grows when folded would move every offset behind it
    for phrase in phrases:
        at = lower.find(phrase)
        while at >= 0:
            span = doc.char_span(at, at + len(phrase))
            if span is not None:
                yield span.start, span.end
            at = lower.find(phrase, at + 1)


def unclear(doc: Doc) -> Iterator[Draft]:
    """It was unclear who fired first": open, by the writer's word."""
    for start, end in _phrases(doc, lexicon().unclear):
        sentence = doc[start].sent
        rest = frozenset(i for i in range(end, sentence.end) if doc[i].text != "immediately")
        clause = next(
            (t for t in doc[end : sentence.end] if t.dep_ in ("ccomp", "csubj") and t.left_edge.i <= end + 1),
            None,
        )
        content = frozenset(subtree(clause)) - frozenset(range(start, end)) if clause is not None else rest
        if content:
            yield Draft(
                (start, end), frozenset(), content, "verify", "unclear", "unverified", "U", doc[end - 1], sourceless=True
            )
    for token in doc if "confirmation" in view_of(doc).text else ():
        if token.lower_ == "confirmation" and token.pos_ == "NOUN":
            no = next((child for child in token.children if child.lower_ == "no" and child.dep_ == "det"), None)
            of = next((child for child in token.children if child.dep_ in ("prep", "acl") and child.i > token.i), None)
            if no is not None and of is not None:
                yield Draft(
                    (no.i, token.i + 1),
                    frozenset(),
                    frozenset(subtree(of)),
                    "verify",
                    "unclear",
                    "unverified",
                    "U",
                    token,
                    sourceless=True,
                )


def silences(doc: Doc) -> Iterator[Draft]:
    """Did not respond to a request for comment": a refusal without a verb of refusing."""
    for start, end in sorted(_phrases(doc, lexicon().silence), key=lambda bounds: (bounds[0], -bounds[1])):
        verb = next(
            (token for token in doc[start:end] if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")), None
        )
        if verb is None or (subject := subject_of(verb)) is None or subject.i >= start:
            continue
        content = frozenset(
            part.i for child in verb.children if child.dep_ == "prep" and child.i >= end for part in child.subtree
        )
        yield Draft((start, end), phrase_of(subject, verb), content, "decline", "silence", "declined", "CT-", verb)


LABEL = re.compile(
    r"(?:^|(?<=[.?!”\"…)\]—-]\s))[“\"]?(?P<name>[A-Z][\w.'’()-]*(?:\s[A-Z(][\w.'’()-]*){0,3}):(?=\s)", re.MULTILINE
)
BYLINE = re.compile(r"^(?P<said>[“\"”].{20,}[”\"’'])\s*[―—–-]+\s*(?P<name>[^\W\d_][^―—–\n]{2,80}?)\.?$", re.DOTALL)


def spoken(doc: Doc) -> Iterator[Draft]:
    """A transcript's turns, "NAME: words" each; and "'Words.' - Name", as letters and voices from the street are printed."""
    view = view_of(doc)
    turns: list[tuple[int, int, int, int]] = []
    for block in view.blocks:
        if block.kind not in ("body", "quote"):
            continue
        text = view.text[block.start : block.end]
        found = [label for label in LABEL.finditer(text) if _is_label(doc, block.start, label)]
        ends = [*(label.start() for label in found[1:]), len(text)]
        for label, end in zip(found, ends[: len(found)], strict=True):
            turns.append(
                (
                    block.start + label.start("name"),
                    block.start + label.end("name"),
                    block.start + label.end(),
                    block.start + end,
                )
            )
        if not found and (byline := BYLINE.match(text)) is not None:
            said, name = (
                doc.char_span(block.start + byline.start(part), block.start + byline.end(part), alignment_mode="expand")
                for part in ("said", "name")
            )
            if said is not None and name is not None and any(token.pos_ == "PROPN" for token in name[:3]):
                until = next((token.i for token in name if token.text == ","), name.end)
                source, content = trimmed(doc, range(name.start, until)), frozenset(range(said.start, said.end))
                yield Draft(None, source, content, "report", "signed", "reported", "CT+")
    if len(turns) < 2:
        return  # one label is no conversation
    for start, stop, begin, end in turns:
        name, words = doc.char_span(start, stop, alignment_mode="expand"), doc.char_span(begin, end, alignment_mode="contract")
        if name is not None and words is not None and len(words) > 1:
            content = frozenset(range(words.start, words.end))
            yield Draft(None, frozenset(range(name.start, name.end)), content, "report", "speaker-line", "reported", "CT+")


def _is_label(doc: Doc, start: int, label: re.Match[str]) -> bool:
    """Whether capitalised words before a colon name a speaker: all in capitals, or a person's name that opens the paragraph."""
    name = label["name"]
    if name.isupper() and len(name) > 2:
        return True
    span = doc.char_span(start + label.start("name"), start + label.end("name"), alignment_mode="expand")
    return label.start() == 0 and span is not None and span[-1].ent_type_ == "PERSON"


def headlines(doc: Doc) -> Iterator[Draft]:
    """Headline forms: "C – report", "S: C", "C, says S" (the last is found by the verb)."""
    view = view_of(doc)
    words = lexicon()
    for block in view.blocks:
        if block.kind != "headline":
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="contract")
        if span is None or len(span) < 4:
            continue
        dash = next(
            (
                token.i
                for token in reversed(span)
                if token.text in ("-", "–", "—") and token.i > span.start and token.whitespace_
            ),
            None,
        )
        if dash is not None and 0 < span.end - dash - 1 <= 4 and dash - span.start >= 3:
            tail = doc[dash + 1 : span.end]
            if (
                tail[-1].lemma_.lower() in words.documents
                or tail[-1].lemma_.lower() in words.unnamed
                or tail[-1].ent_type_ in ("ORG", "PERSON")
            ):
                yield Draft(
                    None,
                    frozenset(range(dash + 1, span.end)),
                    frozenset(range(span.start, dash)),
                    "report",
                    "headline-dash",
                    "reported",
                    "CT+",
                )
                continue
        colon = next((token.i for token in span if token.text == ":"), None)
        if colon is not None and 0 < colon - span.start <= 4 and span.end - colon > 3:
            head = doc[colon - 1]
            if head.lower_ in words.words["labels"] or is_mute(head):
                continue  # "Factbox: ..."
            if (
                head.ent_type_ in ("PERSON", "ORG", "GPE")
                or head.pos_ == "PROPN"
                or head.lemma_.lower() in words.unnamed | words.roles
            ):
                yield Draft(
                    None,
                    frozenset(range(span.start, colon)),
                    frozenset(range(colon + 1, span.end)),
                    "report",
                    "headline-colon",
                    "reported",
                    "CT+",
                )


RELAY = re.compile(r"\b(?:citing|quoting|(?:which|who) (?:cited|cites|quoted|quotes))\b", re.IGNORECASE)
QUOTING = re.compile(r"\b(?:quot|cit)(?:ed|es|ing)\b.{1,120}\bas saying\b", re.IGNORECASE | re.DOTALL)
BEFORE_CITING = 12  # words between a verb of saying and "citing" that may still belong together
AFTER_CITING = 4
CITES = frozenset(("cited", "cites", "quoted", "quotes"))
REMARK = 12  # words of a remark between commas on who is cited


def relayed(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """A said, citing B, that C": A's statement and B's inside it, with one content. Read from the order of the words.

    A parser hangs what stands between commas on all sorts of things, so its edges are not asked here.
    """
    found = list(drafts)
    for token in doc if RELAY.search(view_of(doc).text) else ():
        opens = token.is_sent_start or token.i == 0  # "Citing B, A said that C"
        which = token.i > 0 and doc[token.i - 1].lower_ in ("which", "who") and token.lower_ in CITES
        if not which and (token.lower_ not in ("citing", "quoting") or not (opens or _apart(doc[token.i - 1]))):
            continue
        target = _cited(token)
        if not target or (which and not may_say(_first(doc, target))):
            continue  # "who cited his years at sea": a reason
        relay = frozenset(range(token.i - which, max(target) + 1))
        teller = _teller(token, max(target))
        if teller is None:
            continue
        own = next((n for n, draft in enumerate(found) if draft.head == teller and draft.kind != "relay"), None)
        subject = subject_of(teller)
        source = found[own].source if own is not None else phrase_of(subject, teller) if subject is not None else frozenset()
        if source & relay:  # "According to A, which cited B": A alone; "Citing B A said": the parser made one phrase of both
            rest = trimmed(doc, source - relay)
            source = rest or trimmed(doc, range(max(target) + 1, extent(teller, lexicon())[0]))
        content = _told(token, teller, max(target), source, found[own] if own is not None else None)
        content = _with_marks(doc, content) - relay - source
        if not source or not content:
            continue
        found = [
            replace(draft, content=draft.content - relay)
            for n, draft in enumerate(found)
            if n != own and not (draft.cue and draft.cue[0] in relay) and _says(doc, draft.content, draft.content - relay)
        ]
        start, end = extent(teller, lexicon())
        known = _drafts_of(drafts, teller)
        found.append(
            replace(known, source=source, content=content)
            if known is not None
            else Draft((start, end), source, content, "report", "relaying", "reported", "CT+", teller)
        )
        found.append(Draft((token.i, token.i + 1), target, content, "relay", "relay", "reported", "CT+", token, relays=teller))
    return found


def _first(doc: Doc, words: Tokens) -> Token:
    """The word that a phrase hangs on."""
    head = doc[min(words)]
    while head.head.i in words and head.head != head:
        head = head.head
    return head


def _with_marks(doc: Doc, content: Tokens) -> Tokens:
    """A content with the marks of the quotations that it is made of."""
    quotes = quotes_of(doc)
    whole = [frozenset(range(*span)) for span in quotes.touching(content)]
    return content.union(*(span for span in whole if len(span - content) <= len(MARKED)))


MARKED = (0, 1, 2)  # tokens of a quotation that may be missing: its marks and a full stop


def _says(doc: Doc, before: Tokens, after: Tokens) -> bool:
    """Whether a content that words are taken from still says something, if it did before."""
    return not any(doc[i].is_alpha for i in before) or any(doc[i].is_alpha for i in after)


def _drafts_of(drafts: Sequence[Draft], head: Token) -> Draft | None:
    return next((draft for draft in drafts if draft.head == head and draft.kind != "relay"), None)


def _apart(token: Token) -> bool:
    return token.text in (",", "–", "—", "-") or token.lower_ in ("reported", "said")


def _cited(citing: Token) -> Tokens:
    """Who or what is cited: the words up to the next comma, "that" or mark, if they can hold words."""
    doc, end = citing.doc, citing.i + 1
    while end < citing.sent.end and not (
        doc[end].text in (",", ";", ":", "–", "—", ".") or (doc[end].lower_ == "that" and doc[end].dep_ != "det")
    ):
        end += 1
    words = trimmed(doc, range(citing.i + 1, end))
    if not words:
        return words
    head = _first(doc, words)
    named = any(doc[i].ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or doc[i].pos_ == "PROPN" for i in words)
    return words if named or can_speak(head) else frozenset()


def _teller(citing: Token, last: int) -> Token | None:
    """The verb of saying that a relay goes with: the nearest before it, else right after it ("A, citing B, said")."""
    doc, words = citing.doc, lexicon()

    def says(token: Token) -> bool:
        if token.lower_ == "according":
            return token.i < citing.i
        frames = words.verbs.get(token.lemma_.lower(), ())
        return token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG") and any(
            frame.clause and frame.kind in SPEECH for frame in frames
        )

    reach = BEFORE_CITING if citing.is_sent_start else AFTER_CITING  # the teller's name stands between
    after = [token for token in doc[last + 1 : min(citing.sent.end, last + 1 + reach)] if says(token)]
    if not after and last + 1 < len(doc) and doc[last + 1].text == ",":  # "A, citing B, a teacher who saw it, said"
        beyond = doc[last + 2 : min(citing.sent.end, last + 2 + REMARK)]
        after = [token for token in beyond if says(token) and doc[token.i - 1].text == ","]
    before = [token for token in doc[max(citing.sent.start, citing.i - BEFORE_CITING) : citing.i] if says(token)]
    if after and not (before and any(token.lower_ == "that" for token in doc[last + 1 : after[0].i])):
        return after[0]
    return before[-1] if before else None


def _told(citing: Token, teller: Token, last: int, source: Tokens, own: Draft | None) -> Tokens:
    """What is told on somebody's word: the clause behind the relay, else the sentence before it, else what the rules found."""
    doc, sentence = citing.doc, citing.sent
    stop = max(sentence.end - 1, last)
    rest = trimmed(doc, range(last + 1, stop + 1))
    if teller.i < citing.i and rest and doc[min(rest)].lower_ == "that":
        return rest
    edge = min([*source, teller.i])
    if teller.i < citing.i and len(rest) <= 2 and edge - sentence.start >= 4:
        return trimmed(doc, range(sentence.start, edge))
    return own.content if own is not None else rest


def quoting(doc: Doc) -> Iterator[Draft]:
    """ "OUTLET quoted S as saying C": what the outlet quotes, and S's words inside it."""
    for token in doc if QUOTING.search(view_of(doc).text) else ():
        if token.lower_ not in ("quoted", "quotes", "quoting", "cited", "cites") or token.pos_ not in ("VERB", "AUX"):
            continue
        saying = next((t for t in doc[token.i + 1 : min(token.sent.end, token.i + 14)] if t.lower_ == "saying"), None)
        if saying is None or doc[saying.i - 1].lower_ != "as" or saying.i - 1 == token.i + 1:
            continue
        if doc[token.i + 1].lower_ == "by":
            yield from _quoted_through(token, saying)
            continue
        cited = trimmed(doc, range(token.i + 1, saying.i - 1))
        content = trimmed(doc, range(saying.i + 1, saying.sent.end))
        if not cited or not content:
            continue
        start, end = extent(token, lexicon())
        subject = subject_of(token) or (_before(doc, start) if token.tag_ != "VBG" else None)
        if subject is not None:
            whole = frozenset(range(token.i + 1, max(content) + 1))
            yield Draft((start, end), phrase_of(subject, token), whole, "report", "quoted-as", "reported", "CT+", token)
        yield Draft((saying.i, saying.i + 1), cited, content, "report", "quoted-as", "reported", "CT+", saying)


def _quoted_through(quoted: Token, saying: Token) -> Iterator[Draft]:
    """Yield "S was quoted by OUTLET as saying C": the outlet's statement, and S's as the outlet cites it."""
    doc = quoted.doc
    start, _ = extent(quoted, lexicon())
    subject = subject_of(quoted)
    cited = phrase_of(subject, quoted) if subject is not None else frozenset()
    source = trimmed(doc, range(quoted.i + 2, saying.i - 1))
    content = _quoted_content(doc, start, saying.i + 1, cited, frozenset()) if cited else frozenset()
    if not source or not content or max(cited) >= start:
        return
    yield Draft((start, quoted.i + 2), source, content, "report", "quoted-by", "reported", "CT+", quoted)
    yield Draft(
        (saying.i, saying.i + 1), cited, content, "report", "quoted-as-saying", "reported", "CT+", saying, relays=quoted
    )


def _before(doc: Doc, start: int) -> Token | None:
    return doc[start - 1] if start and doc[start - 1].pos_ in ("NOUN", "PROPN", "PRON") else None


def resumed(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """A quotation taken up again right behind its speaker ("...," she said. "...") is the same content in two pieces."""
    quotes = quotes_of(doc)
    outside = [draft for draft in drafts if draft.cue is None or quotes.around(draft.cue[0]) is None]
    claimed = {i for draft in outside for i in draft.content}
    starts = {first: (first, last) for first, last in quotes.spans}
    found: list[Draft] = []
    for draft in drafts:
        if (
            draft.cue is not None
            and draft.source
            and draft.kind in SPEECH
            and draft.head is not None
            and quotes.around(draft.cue[0]) is None
        ):
            quoted = quotes.touching(draft.content)
            end = max(max(draft.source), draft.cue[1] - 1, max(draft.content, default=0)) + 1
            behind = min(draft.content, default=end) < draft.cue[0]
            following = next(
                (
                    starts[i]
                    for i in range(draft.head.sent.end - 1, min(draft.head.sent.end + 2, len(doc)))
                    if i in starts and i >= end
                ),
                None,
            )
            if quoted and behind and following is not None and doc[following[0]].idx < block_end(doc, draft.head):
                fresh = set(range(*following)) - claimed
                if len(fresh) > (following[1] - following[0]) // 2:
                    draft = replace(draft, content=draft.content | frozenset(range(*following)))
                    claimed |= draft.content
        found.append(draft)
    return found


def _newcomer(doc: Doc, first: int, speaker: Tokens) -> Token | None:
    """Who was named between a speaker and a quotation, as the subject of the sentence just before it in the same paragraph."""
    if first < 2 or min(speaker) >= doc[first - 1].sent.start:
        return None
    before = doc[first - 1].sent
    if before.start_char < block_start(doc, doc[first]):
        return None
    subject = subject_of(before.root)
    if subject is None or subject.ent_type_ != "PERSON" or any(doc[i].lower_ == subject.lower_ for i in speaker):
        return None
    return subject


def _is_sentence(doc: Doc, first: int, last: int) -> bool:
    """Whether a quotation is a sentence of its own and no phrase borrowed into the writer's."""
    begins = first == 0 or doc[first].is_sent_start or doc[first + 1].is_sent_start
    closed = doc[last - 1].text in MARKS and doc[last - 2].text in (".", "!", "?", "…", ",")
    return bool(begins) and (closed or doc[last - 1].text not in MARKS)


def continuations(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations that no cue claims: the speaker of the quotation before goes on."""
    taken: set[int] = set()
    for draft in drafts:
        taken |= draft.content | draft.source
        if draft.cue:
            taken |= set(range(*draft.cue))
    spoken = sorted(
        (max(draft.content), number)
        for number, draft in enumerate(drafts)
        if draft.content
        and draft.source
        and draft.kind in ("report", "claim", "ask", "warn", "accuse", "deny", "direct")
        and draft.cue
    )
    view = view_of(doc)
    found: list[Draft] = []
    last: tuple[int, int] | None = None  # block of the last speech, and its draft
    position = 0
    for first, end in quotes_of(doc).spans:
        while position < len(spoken) and spoken[position][0] < first:
            last = (view.block_at(doc[spoken[position][0]].idx), spoken[position][1])
            position += 1
        words = [i for i in range(first, end) if doc[i].is_alpha]
        if not _is_sentence(doc, first, end):
            continue
        if last is None or not words or len([i for i in words if i in taken]) > len(words) // 3:
            continue
        block = view.block_at(doc[first].idx)
        if block - last[0] > 1 or zone_of(doc[first]) not in ("body", "quote"):
            continue
        if (newcomer := _newcomer(doc, first, drafts[last[1]].source)) is not None:
            found.append(
                Draft(
                    None,
                    phrase_of(newcomer, newcomer.head),
                    frozenset(range(first, end)),
                    "continuation",
                    "implicit-speaker",
                    "reported",
                    "CT+",
                    confidence=0.5,
                )
            )
            continue
        speaker = drafts[last[1]]
        found.append(
            Draft(
                None,
                speaker.source,
                frozenset(range(first, end)),
                "continuation",
                "continuation",
                "reported",
                "CT+",
                continues=last[1],
                confidence=0.5,
            )
        )
        last = (block, last[1])
    return found


def accounts(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Sentences that go on with somebody's account without saying so ("The truce would fail, she warned. Both camps were ...").

    Only where the sentence itself shows it: it takes up what was said with "both", "some", "these", or looks ahead from then
    with "would". Everything else that stands behind a statement is the outlet's own.
    """
    taken = {i for draft in drafts for i in (*draft.content, *draft.source, *(range(*draft.cue) if draft.cue else ()))}
    ends: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        if draft.cue and draft.source and draft.content and draft.kind in SPEECH and zone_of(doc[draft.cue[0]]) == "body":
            sentence = doc[draft.cue[0]].sent
            nested = any(other.content > draft.content and draft.cue[0] in other.content for other in drafts)
            if not nested and not any(doc[i].text in MARKS for i in draft.content):
                ends[sentence.end] = number if sentence.end not in ends else -1
    found: list[Draft] = []
    view = view_of(doc)
    for sentence in doc.sents:
        number = ends.get(sentence.start, -1)
        if number < 0 or any(token.i in taken for token in sentence):
            continue
        before = doc[sentence.start - 1]
        words = [token for token in sentence if token.is_alpha]
        if len(words) < 4 or view.block_at(before.idx) != view.block_at(sentence[0].idx):
            continue
        root = sentence.root
        subject = subject_of(root)
        ahead = any(child.lower_ in lexicon().words["looks_ahead"] and child.dep_ == "aux" for child in root.children)
        takes_up = (
            words[0].lower_ in lexicon().words["takes_up"]
            and subject is not None
            and subject.left_edge.i <= words[0].i <= subject.i
        )
        own = subject is not None and subject.ent_type_ in ("PERSON", "ORG") and subject.i not in drafts[number].content
        if (ahead and not own) or takes_up:
            content = trimmed(doc, range(sentence.start, sentence.end))
            found.append(
                Draft(
                    None, drafts[number].source, content, "continuation", "free-indirect", "reported", "CT+", continues=number,
                    confidence=0.3,
                )
            )  # fmt: skip
            ends[sentence.end] = number
    return found


def parted(drafts: Sequence[Draft]) -> list[Draft]:
    """What a speaker adds by a participle ("saying X, adding that Y") is a statement of its own, and no part of the first."""
    found = list(drafts)
    for adding in drafts:
        if (
            adding.head is None
            or adding.head.tag_ != "VBG"
            or adding.head.dep_ != "advcl"
            or not adding.source
            or not adding.cue
        ):
            continue
        for number, said in enumerate(found):
            if (
                said.source == adding.source
                and said.head is not None
                and said.head.i < adding.head.i
                and adding.cue[0] in said.content
            ):
                kept = frozenset(i for i in said.content if i < adding.cue[0])
                if kept:
                    found[number] = replace(said, content=kept)
    return found


def quoted_by(doc: Doc) -> Iterator[Draft]:
    """ "C, S was quoted as saying by OUTLET": the outlet's statement, and S's as the outlet cites it."""
    for token in doc if "quoted" in view_of(doc).text else ():
        if token.lower_ != "quoted" or token.i == 0:
            continue
        saying = next((t for t in doc[token.i + 1 : token.i + 3] if t.lower_ in ("saying", "telling", "stating")), None)
        start = token.i
        while start > token.sent.start and doc[start - 1].lemma_ in ("be", "have") and doc[start - 1].pos_ in ("AUX", "VERB"):
            start -= 1
        if saying is None or start == token.i or start == token.sent.start:
            continue
        by = next((t for t in doc[saying.i + 1 : saying.i + 2] if t.lower_ == "by"), None)
        agent = next((part for part in by.children if part.dep_ == "pobj"), None) if by is not None else None
        subject = subject_of(token)
        if (
            subject is None
            or subject.i >= start
            or doc[start - 1].i not in range(subject.left_edge.i, subject.right_edge.i + 1)
        ):
            subject = doc[start - 1]
        cited = phrase_of(subject, token)
        source = phrase_of(agent, token) if agent is not None else frozenset()
        end = saying.i + 1
        content = _quoted_content(doc, start, by.i + 1 if by is not None and source else end, cited, source)
        if not content:
            continue
        if source and by is not None:
            yield Draft((start, by.i + 1), source, content, "report", "quoted-by", "reported", "CT+", token)
        yield Draft(
            (start, end),
            cited,
            content,
            "report",
            "quoted-as-saying",
            "reported",
            "CT+",
            saying,
            relays=token if source else None,
        )


def _quoted_content(doc: Doc, start: int, end: int, cited: Tokens, source: Tokens) -> Tokens:
    """What somebody was quoted as saying: the quotation beside it, the sentence before it, or the clause behind it."""
    sentence = doc[start].sent
    first, last = min(cited), max(source, default=end - 1)
    beside = [
        span
        for span in quotes_of(doc).spans
        if (span[1] <= first and first - span[1] <= 2 and span[1] >= sentence.start - 1)
        or (span[0] > last and span[0] - last <= 3 and span[0] <= sentence.end)
    ]
    if beside:
        return frozenset(i for span in beside for i in range(*span))
    if first - sentence.start >= 4:
        return trimmed(doc, range(sentence.start, first))
    return trimmed(doc, range(last + 1, sentence.end)) if sentence.end - last > 4 else frozenset()


def past_semicolons(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts whose contents go on behind a semicolon until somebody else is cited, and do not reach back over one.

    "Osk said the bridge was safe; its cables were new" is all Osk's word; "...; Varn said it was not" is hers behind it only.
    """
    if ";" not in view_of(doc).text:
        return list(drafts)
    quotes = quotes_of(doc)
    stops = [token.i for token in doc if token.text == ";" and quotes.around(token.i) is None]
    cited = sorted(draft.cue[0] for draft in drafts if draft.cue is not None and draft.source and draft.kind in SPEECH)
    found = []
    for draft in drafts:
        if draft.cue is None or draft.head is None or not draft.content or draft.kind not in SPEECH:
            found.append(draft)
            continue
        sentence, content = draft.head.sent, set(draft.content)
        near = [stop for stop in stops if sentence.start < stop < sentence.end - 1]
        before = max((stop for stop in near if stop < draft.cue[0]), default=None)
        told = any(i >= draft.cue[1] for i in content)
        if before is not None and told and draft.source and min(draft.source) > before:
            content = {i for i in content if i > before}
        for stop, end in pairwise([*(stop for stop in near if stop > draft.cue[0]), sentence.end]):
            reached = told and content and _last_word(doc, content) == _last_word(doc, range(sentence.start, stop))
            if not reached or any(stop < cue < end for cue in cited) or not _is_clause(doc, stop + 1, end):
                break
            content |= set(range(stop, end))
        found.append(replace(draft, content=frozenset(content) - draft.source) if content else draft)
    return found


def _last_word(doc: Doc, tokens: Iterable[int]) -> int:
    return max((i for i in tokens if not doc[i].is_punct), default=-1)


def _is_clause(doc: Doc, start: int, end: int) -> bool:
    """Whether words have a verb of their own, with a subject."""
    return any(token.dep_ in ("nsubj", "nsubjpass", "expl") for token in doc[start:end])
