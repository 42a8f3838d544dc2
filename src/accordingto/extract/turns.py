"""Statements that no verb of saying announces: phrases, labels, lines, relays, and quotations whose speaker goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.extract.cues import lexicon
from accordingto.extract.drafts import (
    MARKS,
    Draft,
    Quotes,
    Tokens,
    block_end,
    block_start,
    phrase_of,
    subject_of,
    subtree,
    trimmed,
)
from accordingto.read.annotate import view_of, zone_of

CREDITS = frozenset(("source", "sources", "via", "credit", "photo", "image", "picture"))


def credits(doc: Doc) -> Iterator[Draft]:
    """ "Source: Lantern Radio": a label for a cue, and nothing said."""
    for block in view_of(doc).blocks:
        span = doc.char_span(block.start, block.end, alignment_mode="contract") if block.kind == "credit" else None
        if span is None or len(span) < 3:
            continue
        colon = next((i for i in range(span.start + 1, min(span.start + 4, span.end - 1)) if doc[i].text == ":"), None)
        if colon is not None and any(token.lower_ in CREDITS for token in doc[span.start : colon]):
            source = frozenset(range(colon + 1, min(span.end, colon + 9)))
            yield Draft((span.start, colon + 1), trimmed(doc, source), frozenset(), "credit", "credit-line", "reported", "CT+")


SPEAKER_WORDS = 5  # a line that opens with so few words and a colon may name who speaks
SPEECH = frozenset(("report", "claim", "ask", "warn", "accuse", "deny", "direct", "confirm", "commit", "believe"))


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
    for token in doc:
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


def spoken(doc: Doc) -> Iterator[Draft]:
    """A transcript's lines: "NAME: words", each in a paragraph of its own."""
    view = view_of(doc)
    turns: list[tuple[int, int, int, int]] = []
    for number, block in enumerate(view.blocks):
        if block.kind != "body":
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="contract")
        if span is None or len(span) < 5:
            continue
        colon = next(
            (i for i in range(span.start + 1, min(span.start + SPEAKER_WORDS + 1, span.end)) if doc[i].text == ":"), None
        )
        if colon is None:
            continue
        name = doc[span.start : colon]
        if all(token.text[0].isupper() or token.text in (".", "(", ")", "-") for token in name) and (
            name.text.isupper() or name[-1].ent_type_ == "PERSON"
        ):
            turns.append((number, span.start, colon, span.end))
    if len(turns) < 2:
        return  # one label is no conversation
    for _, start, colon, end in turns:
        yield Draft(
            None, frozenset(range(start, colon)), frozenset(range(colon + 1, end)), "report", "speaker-line", "reported", "CT+"
        )


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


def relayed(drafts: list[Draft]) -> list[Draft]:
    """A said, citing B": B's statement takes over A's content. A cited thing that cannot speak stays what is cited."""
    by_head = {draft.head.i: number for number, draft in enumerate(drafts) if draft.head is not None and draft.kind != "relay"}
    found: list[Draft] = []
    for draft in drafts:
        verb = draft.head
        if draft.kind != "relay" or verb is None or not draft.target:
            found.append(draft)
            continue
        teller = by_head.get(verb.head.i)
        if teller is None or verb.head.i > verb.i:
            teller = next(
                (by_head[i] for i in range(verb.i - 1, max(verb.sent.start - 1, verb.i - 4), -1) if i in by_head), None
            )
        if verb.tag_ == "VBG" and teller is not None and drafts[teller].content:
            relay = set(range(min(verb.i, *draft.target), max(draft.target) + 1))
            content = drafts[teller].content - relay
            drafts[teller] = replace(drafts[teller], content=content)
            if teller < len(found) and found[teller].head is drafts[teller].head:
                found[teller] = drafts[teller]
            found.append(
                replace(
                    draft, source=draft.target, content=content, relays=drafts[teller].head, rule="relay", target=frozenset()
                )
            )
        else:
            found.append(replace(draft, target=frozenset()))
    return found


def resumed(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """A quotation taken up again right behind its speaker ("...," she said. "...") is the same content in two pieces."""
    quotes = Quotes(doc)
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
    for first, end in Quotes(doc).spans:
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
            )
        )
        last = (block, last[1])
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
    for token in doc:
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
        for span in Quotes(doc).spans
        if (span[1] <= first and first - span[1] <= 2 and span[1] >= sentence.start - 1)
        or (span[0] > last and span[0] - last <= 3 and span[0] <= sentence.end)
    ]
    if beside:
        return frozenset(i for span in beside for i in range(*span))
    if first - sentence.start >= 4:
        return trimmed(doc, range(sentence.start, first))
    return trimmed(doc, range(last + 1, sentence.end)) if sentence.end - last > 4 else frozenset()
