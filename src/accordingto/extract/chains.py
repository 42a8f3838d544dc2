"""On whose word: from a statement's own words to the chain of those they passed through.

A chain runs from the holder nearest the article to the origin. Its links come from the tree of statements (what stands inside a
content is nested in it), from relays ("citing"), from outlets that were told, from documents with their authors and those who
obtained them, and from credit lines. A link the text does not spell out where it is used is marked `explicit=False`. What
always holds: the chain of a nested statement begins with the chain of the one that holds it; an unnamed holder stays anonymous.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from accordingto.extract.cues import lexicon
from accordingto.extract.drafts import MARKS, head_of, is_paper, subject_of, substance_of
from accordingto.extract.finds import ORGANISED
from accordingto.extract.names import heads
from accordingto.extract.voices import is_mute, is_nobody, may_say
from accordingto.model import Entity, Link, LinkKind, Mention, Span, Statement
from accordingto.read.annotate import article_of, view_of
from accordingto.read.clean import View

if TYPE_CHECKING:
    from accordingto.extract.drafts import Draft

DETERMINER = re.compile(r"^(?:the same|the|a|an|its|his|her|their|our|my|this|that|these|those)\s+", re.I)
REPORTED_BY = re.compile(r"^(?:(?:additional|with)\s+)?(?:reporting|material|information)\s+(?:by|from)\s+(?:the\s+)?", re.I)
SIGN_OFF = re.compile(r"^\W*(?P<name>[\w.&' ]{2,40}?)\W*$")
NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"))


def chained(
    doc: Doc, written: Sequence[tuple[Draft, Statement]], mentions: Sequence[Mention], entities: Sequence[Entity]
) -> tuple[Statement, ...]:
    """The statements with their nesting, their source entities and their chains, in order of their first word."""
    people = _People(mentions, entities)
    cited = {statement.id for draft, statement in written if draft.relays is not None}
    parents = _parents(written, cited)
    tellers = {draft.head.i: statement.id for draft, statement in written if draft.head is not None and draft.relays is None}
    for draft, statement in written:
        if draft.relays is not None and draft.relays.i in tellers:
            _nest(parents, statement.id, tellers[draft.relays.i])
    extents = {statement.id: statement.extent for _, statement in written}
    order = sorted(
        written,
        key=lambda pair: (extents[_top(pair[1].id, parents)], _depth(pair[1].id, parents), pair[1].extent, pair[1].id),
    )
    credit = _credit(doc, people)
    done: dict[str, Statement] = {}
    outlets_of: dict[str, tuple[Link, ...]] = {}
    last_speaker: Statement | None = None
    introduced: dict[str, tuple[Link, ...]] = {}
    stands_for: dict[str, tuple[Link, ...]] = {}  # a "spokesman" without a name -> who was called so
    for draft, statement in order:
        parent = parents.get(statement.id)
        holder = done.get(parent) if parent else None
        own, entity, anonymous = _own_links(doc, draft, statement, people, holder)
        if draft.source and is_nobody(head_of(doc, draft.source)):
            own, entity, anonymous = (), None, False  # "no group has claimed": nobody's word
        unnamed = own and entity not in people.named
        known = (_introduced_as(doc, draft, introduced) or stands_for.get(entity or "")) if unnamed else None
        reached: tuple[Link, ...] = ()
        if known is not None:
            if entity is not None:
                stands_for[entity] = known
            reached = known[:-1] if len(own) == 1 else ()
            own = (*own[:-1], replace(known[-1], span=statement.source, link=own[-1].link))
            entity, anonymous = known[-1].entity, known[-1].anonymous
        medium = next((link.span for link in own if link.link == "told" and link.span != statement.addressee), None)
        statement = replace(statement, medium=medium or _through(doc, draft))
        before = holder.chain if holder is not None else reached
        if holder is not None and own and _is_same(doc, draft, entity, holder):
            own, entity, anonymous = (), holder.source_entity, holder.anonymous
        if draft.continues is not None and statement.continues in done:
            earlier = done[statement.continues]
            before, own = (), tuple(replace(link, link="inherited", explicit=False) for link in earlier.chain)
            entity, anonymous = earlier.source_entity, earlier.anonymous
        elif holder is None and own and entity is None and _first_person(doc, draft) and last_speaker is not None:
            if 0 <= _sentences_between(doc, last_speaker, statement) <= NEXT_SENTENCES:
                own, entity, anonymous = _taken_up(last_speaker, statement, view_of(doc))
        elif holder is None and own and entity is None and _goes_on(doc, draft):
            if last_speaker is not None:
                own, entity, anonymous = _taken_up(last_speaker, statement, view_of(doc))
            if entity is None and (near := _only_person(doc, statement, people)) is not None:
                name = people.name(near) or own[-1].name
                own, entity, anonymous = (
                    (replace(own[-1], name=name, entity=near, explicit=False, anonymous=False),),
                    near,
                    False,
                )
        if holder is None and own and len(own) == 1 and statement.addressee is None and draft.continues is None:
            before = before or outlets_of.get(_key(own[0]), ()) or _through_body(doc, draft, people, outlets_of)
        if holder is None and len(own) > 1 and own[0].name.startswith("doc:") and not own[-1].explicit and not before:
            before = outlets_of.get(_key(own[-1]), ())  # the document of one who was reached through an outlet
        own, anonymous = _without_pronouns(own, anonymous)
        chain = (*before, *own)
        if (
            credit is not None
            and chain
            and holder is None
            and draft.kind != "credit"
            and not any(people.is_outlet(link.entity) for link in chain)
        ):
            chain = (credit, *chain)
        done[statement.id] = replace(
            statement, nested_in=parent, source_entity=entity, chain=chain,
            anonymous=anonymous if draft.source else draft.sourceless and draft.kind in ("hearsay", "accuse"),
        )  # fmt: skip
        _remember(outlets_of, chain, people)
        _introduce(doc, draft, chain, introduced)
        if holder is None and chain and done[statement.id].source is not None:
            last_speaker = done[statement.id]
    _named_next(done, people, view_of(doc))
    _doubted(doc, written, done)
    return tuple(sorted(_completed(doc, done, people), key=lambda one: (one.extent, one.id)))


def _is_same(doc: Doc, draft: Draft, entity: str | None, holder: Statement) -> bool:
    """Whether one who is cited inside a statement is the one who makes it: "she said she doubted it", "I believe"."""
    if entity is not None:
        return entity == holder.source_entity
    words = [doc[i].lower_ for i in sorted(draft.source)]
    return len(words) == 1 and words[0] in ("i", "we", "he", "she", "it", "they") and draft.relays is None


NEXT_PARAGRAPHS = 2  # how far on "he added" still means the speaker before


def _introduce(doc: Doc, draft: Draft, chain: Sequence[Link], introduced: dict[str, tuple[Link, ...]]) -> None:
    """Remember what a speaker was called ("Karl Osk, spokesman for the guild"), and by what outlet he was reached."""
    if not chain or chain[-1].name.startswith("doc:") or not chain[-1].explicit:
        return
    callings = heads().trades | lexicon().speakers | lexicon().roles
    outlets = tuple(replace(link, link="inherited", explicit=False) for link in chain[:-1] if link.link == "told")
    for i in sorted(draft.source):
        calls = doc[i].pos_ == "NOUN" and doc[i].tag_ == "NN" and doc[i].lemma_.lower() in callings
        if calls and _is_of_head(doc[i], draft.source):
            introduced[doc[i].lemma_.lower()] = (*outlets, chain[-1])


def _is_of_head(token: Token, source: frozenset[int]) -> bool:
    """Whether a noun says what the source is, and not whose or where: "official" of "an official at the ministry"."""
    while token.head.i in source and token.head != token:
        if token.dep_ in ("pobj", "poss", "relcl", "acl", "prep"):
            return False
        token = token.head
    return True


def _introduced_as(doc: Doc, draft: Draft, introduced: Mapping[str, tuple[Link, ...]]) -> tuple[Link, ...] | None:
    """Whom "the spokesman" means: the last one who was called so. Words that say more ("the port spokesman") must fit his."""
    words = [doc[i] for i in sorted(draft.source)]
    if not words or words[0].lower_ not in ("the", "this", "that") or words[-1].tag_ != "NN":
        return None
    reached = introduced.get(words[-1].lemma_.lower())
    if reached is None:
        return None
    known = reached[-1]
    if known.anonymous and known.entity is None and len(words) > 2:
        return None
    if not known.anonymous and known.name.casefold().endswith(" ".join(word.lower_ for word in words[1:])):
        return None  # "the union" once more
    named = known.name.casefold() + " " + (known.span.exact.casefold() if known.span else "")
    return reached if all(word.lower_ in named for word in words[1:-1]) else None


def _goes_on(doc: Doc, draft: Draft) -> bool:
    """Whether the source is a bare "he" or "she" that nothing nearer explains."""
    words = [doc[i].lower_ for i in sorted(draft.source)]
    return words in (["he"], ["she"], ["his"], ["her"])


UNNAMED = "someone not named"  # whom a pronoun means that no rule resolves
NEXT_SENTENCES = 3  # how far on an "I" that no quotation marks enclose is the speaker before
POINTING = frozenset(("this", "that", "these", "those", "who", "which", "whom", "whose", "you", "your", "one"))


def _first_person(doc: Doc, draft: Draft) -> bool:
    """Whether the source is a bare "I" or "we": words of somebody's whose quotation marks the text has lost."""
    return [doc[i].lower_ for i in sorted(draft.source)] in (["i"], ["we"], ["my"], ["our"])


def _sentences_between(doc: Doc, earlier: Statement, later: Statement) -> int:
    view = view_of(doc)
    first, last = (view.find(one.extent[0]) for one in (earlier, later))
    return sum(first < sent.start_char <= last for sent in doc.sents) if first <= last else -1


def _without_pronouns(links: tuple[Link, ...], anonymous: bool) -> tuple[tuple[Link, ...], bool]:
    """The links with no pronoun for a name: nobody is known by "it". Whether the last is then unnamed."""
    if not links or links[-1].entity is not None:
        return links, anonymous
    name = links[-1].name.strip("\"'“”‘’ ").casefold()
    if name not in heads().pronouns and name not in POINTING:
        return links, anonymous
    return (*links[:-1], replace(links[-1], name=UNNAMED, anonymous=True)), True


def _only_person(doc: Doc, statement: Statement, people: _People) -> str | None:
    """The one person named in the sentence of a bare "she" and the two before it; None where there are two, or none."""
    view = view_of(doc)
    at = view.find(statement.extent[0])
    before = [sent for sent in doc.sents if sent.start_char <= at][-3:]
    if not before or statement.source is None:
        return None
    first = view.at[before[0].start_char]
    named = {
        mention.entity
        for mention in people.mentions
        if first <= mention.span.start < statement.source.start and mention.form == "name" and people.is_person(mention.entity)
    }
    return next(iter(named)) if len(named) == 1 else None


def _taken_up(speaker: Statement, statement: Statement, view: View) -> tuple[tuple[Link, ...], str | None, bool]:
    """The last speaker's link, as inferred, for one who goes on; the pronoun alone when he spoke too far above."""
    link = speaker.chain[-1]
    here, there = (view.block_at(view.find(one.extent[0])) for one in (statement, speaker))
    if not 0 <= here - there <= NEXT_PARAGRAPHS or link.name.startswith("doc:") or speaker.extent[0] > statement.extent[0]:
        words = statement.source.exact if statement.source else link.name
        return (Link(words, None, statement.source, "said", True, False),), None, False
    return (replace(link, span=statement.source, link="said", explicit=False),), link.entity, link.anonymous


NEAR_STATEMENTS = 4  # how many statements on the body of the lead is named
INDEFINITE = re.compile(r"(?:an?|one)\s", re.I)
BODY = re.compile(
    r"\b(?:group|organi[sz]ation|agency|body|charity|watchdog|monitor|observatory|company|union|party|institute|committee|network|association)$",
    re.I,
)
ENOUGH_WORDS = 0.5  # of a headline's words in a body statement: they say the same


def _completed(doc: Doc, done: Mapping[str, Statement], people: _People) -> Iterator[Statement]:
    """The statements; a headline's that names no one takes its chain, as inferred, from the body's statement of the same."""
    article = article_of(doc)
    body = [one for one in done.values() if one.content and one.chain and article.zone_at(one.content[0].start) == "body"]
    for statement in done.values():
        headline = statement.content and article.zone_at(statement.content[0].start) == "headline"
        vague = all(link.anonymous or link.name.startswith("doc:") for link in statement.chain) and statement.chain
        state = len(statement.chain) == 1 and people.is_state(statement.source_entity)
        if headline and (vague or state):
            words = _words_of(statement)
            best = max(body, key=lambda one: (len(words & _words_of(one)), -one.extent[0], one.id), default=None)
            if best is not None and len(words & _words_of(best)) >= ENOUGH_WORDS * len(words):
                chain = tuple(replace(link, explicit=False) for link in best.chain)
                yield replace(statement, chain=chain, source_entity=best.source_entity, anonymous=best.anonymous)
                continue
        yield statement


def _named_next(done: dict[str, Statement], people: _People, view: View) -> None:
    """A body that the lead only describes is the one named next, if that one's name shares a word of the description.

    "A rights monitoring group says ... The Karsian Observatory for Civil Rights said": one source. Statements nested in such a
    one, or told by it, follow.
    """
    order = sorted(done.values(), key=lambda one: (one.extent, one.id))
    for place, lead in enumerate(order):
        link = lead.chain[-1] if lead.chain else None
        if link is None or not link.anonymous or link.entity in people.named or lead.source is None or lead.nested_in:
            continue
        if not INDEFINITE.match(lead.source.exact) or not BODY.search(link.name):
            continue
        described = set(re.findall(r"\w{5,}", link.name.casefold()))
        here = view.block_at(view.find(lead.extent[0]))
        for later in order[place + 1 : place + 1 + NEAR_STATEMENTS]:
            named = later.chain[-1] if later.chain and not later.nested_in else None
            if named is None or named.entity not in people.named or people.is_person(named.entity):
                continue
            if view.block_at(view.find(later.extent[0])) - here > NEXT_PARAGRAPHS:
                break
            if described & set(re.findall(r"\w{5,}", named.name.casefold())):
                known = replace(link, name=named.name, entity=named.entity, explicit=False, anonymous=False)
                for one in done.values():
                    if link in one.chain:
                        chain = tuple(known if each == link else each for each in one.chain)
                        mine = one.id == lead.id
                        done[one.id] = replace(
                            one, chain=chain, anonymous=one.anonymous and not mine,
                            source_entity=known.entity if mine else one.source_entity,
                        )  # fmt: skip
                break


def _words_of(statement: Statement) -> set[str]:
    return {word.casefold() for part in statement.content for word in re.findall(r"\w{4,}|\d+", part.exact)}


class _People:
    """Who is named where in the article."""

    def __init__(self, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self.mentions = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
        self.starts = [mention.span.start for mention in self.mentions]
        self.entities = {entity.id: entity for entity in entities}
        self.named = {mention.entity for mention in mentions if mention.form == "name"}
        self.papers: dict[str, tuple[list[Link], list[Link]]] = {}

    def at(self, position: int) -> Mention | None:
        """The tightest mention that holds a code point of the article."""
        best: Mention | None = None
        for number in range(bisect_right(self.starts, position) - 1, max(-1, bisect_right(self.starts, position) - 8), -1):
            mention = self.mentions[number]
            if mention.span.start <= position < mention.span.end and (
                best is None or mention.span.end - mention.span.start < best.span.end - best.span.start
            ):
                best = mention
        return best

    def writes(self, token: Token) -> bool:
        """Whether a word names a body, whose report a "report of" it is; one of an attack is nobody's."""
        mention = self.at(view_of(token.doc).at[token.idx])
        body = mention is not None and mention.form == "name" and mention.entity in self.entities
        return body and mention is not None and self.entities[mention.entity].kind in ORGANISED

    def is_outlet(self, entity: str | None) -> bool:
        return entity is not None and entity in self.entities and self.entities[entity].kind == "outlet"

    def hears_for_others(self, mention: Mention, draft: Draft, addressee: Span) -> bool:
        """Whether the one told is an outlet: a known one, or an unknown name that no body of state and no place bears."""
        if self.is_outlet(mention.entity):
            return True
        entity = self.entities.get(mention.entity)
        if entity is None or mention.form != "name" or mention.span != addressee or draft.head is None:
            return False
        words = {word.casefold() for word in entity.name.split()}
        unknown = entity.kind in ("organisation", "other", "place") and not entity.links and entity.place is None
        return unknown and draft.head.lemma_ == "tell" and draft.head.tag_ == "VBD" and not words & heads().decide["hearers"]

    def same_paper(self, head: Token, before: list[Link], after: list[Link]) -> tuple[list[Link], list[Link]]:
        """The holders of a document; for "the report", told again without any, those it was first told with, as inferred."""
        names = [head.lemma_.lower(), *(child.lemma_.lower() for child in head.children if child.dep_ == "compound")]
        articles = {child.lower_ for child in head.children if child.dep_ == "det"}
        if before or after or articles & {"a", "an", "another"}:
            self.papers[names[0]] = before, after
        elif articles & {"the", "this", "that"}:
            names += [GIVEN_OUT[name] for name in names[:1] if name in GIVEN_OUT]
            known = next((self.papers[name] for name in names if name in self.papers), ([], []))
            before, after = ([replace(link, explicit=False) for link in links] for links in known)
        return before, after

    def may_be_person(self, entity: str) -> bool:
        return entity not in self.entities or self.entities[entity].kind in ("person", "other")

    def is_state(self, entity: str | None) -> bool:
        return entity in self.entities and self.entities[entity].kind in ("government", "place", "nationality")

    def is_body(self, entity: str | None) -> bool:
        return entity in self.entities and self.entities[entity].kind in ORGANISED

    def is_person(self, entity: str | None) -> bool:
        return entity is not None and entity in self.entities and self.entities[entity].kind == "person"

    def name(self, entity: str | None) -> str | None:
        return self.entities[entity].name if entity in self.entities else None


def _parents(written: Sequence[tuple[Draft, Statement]], cited: set[str]) -> dict[str, str]:
    """For each statement the one whose content most tightly holds its source and cue; of two that do, the one cited."""
    found: dict[str, str] = {}
    holders = sorted(
        ((draft, one) for draft, one in written if one.content),
        key=lambda pair: (_width(pair[1]), pair[1].id not in cited, pair[1].id),
    )
    for inner, statement in written:
        parts = [part for part in (statement.cue, statement.source) if part is not None] or list(statement.content)
        for draft, holder in holders:
            if holder.id == statement.id or not all(holder.holds(part) for part in parts):
                continue
            if inner.cue is not None and inner.cue[0] in draft.borrowed:
                continue
            if not _circular(found, holder.id, statement.id):
                found[statement.id] = holder.id
                break
    return found


def _nest(parents: dict[str, str], inner: str, outer: str) -> None:
    """Put one statement into another, whatever held before; what would then hold itself is taken out of its holder."""
    if inner == outer:
        return
    here = outer
    while here in parents and parents[here] != inner:
        here = parents[here]
    parents.pop(here, None)
    parents[inner] = outer


def _circular(parents: dict[str, str], start: str, goal: str) -> bool:
    here: str | None = start
    while here is not None:
        if here == goal:
            return True
        here = parents.get(here)
    return False


def _width(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.content)


def _top(id: str, parents: dict[str, str]) -> str:
    while id in parents:
        id = parents[id]
    return id


def _depth(id: str, parents: dict[str, str]) -> int:
    depth = 0
    while id in parents:
        id, depth = parents[id], depth + 1
    return depth


@dataclass(frozen=True, slots=True)
class _Holder:
    """A noun phrase that holds words: how it is called, and whether that names anyone."""

    name: str
    entity: str | None
    anonymous: bool


def _own_links(
    doc: Doc, draft: Draft, statement: Statement, people: _People, parent: Statement | None
) -> tuple[tuple[Link, ...], str | None, bool]:
    """The links a statement adds to the chain it stands in, the entity of its source, and whether that is unnamed."""
    if statement.source is None or not draft.source:
        return (), None, False
    head = head_of(doc, draft.source)
    holder = _holder(doc, draft, head, people)
    links: list[Link] = []
    addressee = people.at(statement.addressee.start) if statement.addressee else None
    if statement.addressee is not None and addressee is None:
        addressee = people.at(statement.addressee.end - 1)
    if (
        addressee is not None
        and statement.addressee is not None
        and people.hears_for_others(addressee, draft, statement.addressee)
    ):
        links.append(
            Link(people.name(addressee.entity) or addressee.span.exact, addressee.entity, addressee.span, "told", True, False)
        )
    elif (medium := _medium(doc, draft, people)) is not None and (medium.entity is None or medium.entity != holder.entity):
        links.append(medium)
    if draft.rule.startswith("light-verb") and draft.head is not None and draft.cue is not None:
        paper = next(
            (t for t in doc[draft.cue[0] : draft.cue[1]] if t.dep_ == "dobj" and t.lemma_.lower() in lexicon().words["papers"]),
            None,
        )
        if paper is not None and draft.kind in ("show", "report"):
            links.append(Link(f"doc:{paper.lower_}", None, None, "document", True, False))
            links.append(Link(holder.name, holder.entity, statement.source, "document", True, holder.anonymous))
            people.papers[paper.lemma_.lower()] = [], [links[-1]]
            return tuple(links), holder.entity, holder.anonymous
    head = substance_of(head)
    # "Guild figures say" are people; "according to Guild figures" are numbers.
    people_say = head.lower_ == "figures" and draft.kind not in ("show", "relay") and not draft.rule.startswith("according")
    if is_paper(head) and not people_say and head.ent_type_ not in NAMED and head.pos_ == "NOUN":
        holder = replace(holder, name=_plain(doc, draft.source, head))
        before, after = _document_holders(head, people)
        before, after = people.same_paper(head, before, after)
        links += before
        hearsay = head.tag_ == "NNS" and head.lemma_.lower() == "report" and not (before or after)
        hearsay = hearsay and not any(child.dep_ in ("det", "poss", "nummod") for child in head.children)
        links.append(Link(f"doc:{holder.name}", holder.entity, statement.source, "document", True, hearsay))
        links += after
        return tuple(links), holder.entity, hearsay
    if head.lemma_.lower() in GIVEN_OUT and head.tag_ == "NN":
        _, after = people.same_paper(head, [], [])
        if after:  # "the claim", of a statement that a body has made
            links.append(Link(f"doc:{_plain(doc, draft.source, head)}", None, statement.source, "document", True, False))
            return (*links, *after), None, after[-1].anonymous
    for given in _given_out(draft):
        people.papers[given] = [], [Link(holder.name, holder.entity, statement.source, "document", True, holder.anonymous)]
    if draft.rule.startswith("light-verb") and draft.cue is not None:  # "issued a warning", then "the warning notice"
        for token in doc[slice(*draft.cue)]:
            if token.dep_ == "dobj" and token.lemma_.lower() in lexicon().nouns:
                people.papers[token.lemma_.lower()] = (
                    [],
                    [Link(holder.name, holder.entity, statement.source, "document", True, holder.anonymous)],
                )
    kind: LinkKind = (
        "credit"
        if draft.kind == "credit"
        else "citing"
        if draft.relays is not None
        else "nested"
        if parent is not None
        else "said"
    )
    links.append(Link(holder.name, holder.entity, statement.source, kind, True, holder.anonymous))
    return tuple(links), holder.entity, holder.anonymous


GIVEN_OUT = {"claim": "statement", "announcement": "statement", "message": "statement", "communique": "statement"}


def _given_out(draft: Draft) -> Iterator[str]:
    """What words may name later: "the claim" after "claimed", "the statement" after "said in a statement"."""
    if draft.head is None:
        return
    if draft.head.lemma_.lower() in GIVEN_OUT:
        yield draft.head.lemma_.lower()
    for child in draft.head.children:
        if child.dep_ == "prep" and child.lower_ == "in" and child.i not in draft.content:
            for paper in child.children:
                name = paper.lemma_.lower()
                if paper.dep_ == "pobj" and paper.tag_ == "NN" and (name in GIVEN_OUT or name in GIVEN_OUT.values()):
                    yield name


REACH = 5  # words between "speaking to", "in an interview with" and the outlet's name


def _medium(doc: Doc, draft: Draft, people: _People) -> Link | None:
    """The outlet to whom something is said by another road than "told": "in an interview with X", "speaking to state TV"."""
    if draft.head is None or draft.cue is None:
        return None
    view, sentence = view_of(doc), draft.head.sent
    taken = draft.content | draft.source | frozenset(range(*draft.cue))
    for token in sentence:
        asked = token.lower_ == "by" and token.i > 0 and doc[token.i - 1].lemma_.lower() in lexicon().words["asked"]
        if asked and draft.kind == "decline":
            taken = draft.source | frozenset(range(*draft.cue))
        if token.i in taken or token.lower_ not in lexicon().words["spoken_to"]:
            continue
        if not asked and not any(
            before.lemma_.lower() in lexicon().words["spoken"] for before in doc[max(sentence.start, token.i - 2) : token.i]
        ):
            continue
        found: Link | None = None
        for after in doc[token.i + 1 : min(sentence.end, token.i + 1 + REACH)]:
            if after.is_punct or after.i in taken or (found is not None and after.pos_ not in ("NOUN", "PROPN")):
                break
            mention = people.at(view.at[after.idx])
            if mention is not None and mention.form == "name" and (found is not None or people.is_outlet(mention.entity)):
                # "TV station Radio Meridian": the last of the names
                found = Link(
                    people.name(mention.entity) or mention.span.exact, mention.entity, mention.span, "told", True, False
                )
            elif found is None and after.lower_ in lexicon().words["broadcasters"]:
                span = view.span(doc[token.i + 1].idx, after.idx + len(after))
                name = DETERMINER.sub("", " ".join(span.exact.split()))
                found = Link(name, None, span, "told", True, after.lower_ == "media" and "state" not in name.casefold())
        if found is not None:
            return found
    return None


def _through(doc: Doc, draft: Draft) -> Span | None:
    """What somebody said it in or through: "in a letter", "at a news conference", "by telephone"."""
    if draft.head is None:
        return None
    carriers = lexicon().words["carriers"] | lexicon().documents
    for child in draft.head.children:
        if (
            child.dep_ != "prep"
            or child.lower_ not in ("in", "on", "at", "by", "via", "through", "during")
            or child.i in draft.content
        ):
            continue
        paper = next((part for part in child.children if part.dep_ == "pobj"), None)
        if paper is not None and paper.lemma_.lower() in carriers and paper.i not in draft.content:
            first = child.i + 1
            return view_of(doc).span(doc[first].idx, paper.idx + len(paper)) if first <= paper.i else None
    return None


def _doubted(doc: Doc, written: Sequence[tuple[Draft, Statement]], done: dict[str, Statement]) -> None:
    """Mark what rests on a document, or repeats a claim, of which the text says that it could not be checked.

    "The recording has not been verified" marks every statement whose chain runs through a recording; "the claim could not be
    verified" the last statement before it; nothing else.
    """
    view = view_of(doc)
    for draft, doubt in written:
        if draft.kind != "verify" or doubt.report != "unverified" or not draft.content:
            continue
        head = head_of(doc, draft.content)
        names = {doc[i].lemma_.lower() for i in draft.content if doc[i].pos_ in ("NOUN", "PRON")}
        if head.lemma_.lower() in lexicon().documents and head.lemma_.lower() not in lexicon().words["claims"]:
            for id, one in done.items():
                rests = any(link.name.startswith("doc:") and head.lemma_.lower() in link.name.lower() for link in one.chain)
                rests = rests or (one.medium is not None and head.lemma_.lower() in one.medium.exact.lower())
                if rests and id != doubt.id:
                    done[id] = replace(one, doubted_by=doubt.id)
        elif names & lexicon().words["claims"] and len(draft.content) <= SHORT:
            here = view.block_at(view.find(doubt.extent[0]))
            before = [
                one
                for one in done.values()
                if one.content and not one.nested_in and one.extent[1] <= doubt.extent[0]
                and here - view.block_at(view.find(one.extent[0])) <= NEXT_PARAGRAPHS
            ]  # fmt: skip
            if before:
                last = max(before, key=lambda one: (one.extent, one.id))
                for id, one in done.items():
                    if id == last.id or one.nested_in == last.id:
                        done[id] = replace(one, doubted_by=doubt.id)


SHORT = 6  # words of "the claim", "the group's figures": longer ones say themselves what could not be checked


def _holder(doc: Doc, draft: Draft, head: Token, people: _People) -> _Holder:
    view = view_of(doc)
    if (stands_for := antecedent_of(head)) is not None:
        head = stands_for  # the relative pronoun is as good as what it stands for
        draft = replace(draft, source=frozenset((head.i,)))
    mention = people.at(view.at[head.idx])
    if (closing := _named_last(doc, draft.source, people)) is not None:
        mention = closing
    voice = _of_whom(doc, draft.source, head, people)
    plain = voice[0] if voice else _in_full(doc, draft.source, _plain(doc, draft.source, head), people)
    if voice and voice[1]:
        return _Holder(plain, voice[1], False)  # who speaks for a body is that body's word
    if mention is not None and head.lower_ in ("he", "she") and not people.may_be_person(mention.entity):
        mention = None
    if mention is not None and stands_for is None and _reaches_out(doc, draft.source, mention, people):
        mention = None
    if mention is not None:
        named = mention.entity in people.named
        name = people.name(mention.entity) or plain
        many = head.tag_ == "NNS" and head.lemma_.lower() in lexicon().unnamed | heads().trades
        if (mention.form == "name" or named) and not many:
            return _Holder(name, mention.entity, False)
        unnamed = True if head.lower_ in ("he", "she") else _unnamed(doc, draft, head)
        known_longer = plain.casefold() in name.casefold() and "\n" not in mention.span.exact  # "the official", told more fully
        return _Holder(name if mention.form == "pronoun" or known_longer else plain, mention.entity, unnamed)
    return _Holder(plain, None, _unnamed(doc, draft, head))


def _reaches_out(doc: Doc, tokens: frozenset[int], mention: Mention, people: _People) -> bool:
    """Whether a mention that alone names its entity took in words before the source: "in the port state media said"."""
    if mention.form == "pronoun" or mention.span.start >= view_of(doc).at[doc[min(tokens)].idx]:
        return False
    words, name = (DETERMINER.sub("", text).casefold() for text in (mention.span.exact, people.name(mention.entity) or ""))
    return mention.form != "name" or words == name


def _named_last(doc: Doc, tokens: frozenset[int], people: _People) -> Mention | None:
    """The person whose name closes a title ("the head of the inquiry Ilse Varn")."""
    last = max(tokens)
    while last > min(tokens) and doc[last].is_punct:
        last -= 1
    mention = people.at(view_of(doc).at[doc[last].idx])
    if mention is None or mention.form != "name" or not people.is_person(mention.entity):
        return None
    if any(above.dep_ in ("relcl", "acl") and above.i in tokens for above in doc[last].ancestors):
        return None  # "the council, which has paid Ilse Varn, said": she is told of by the way
    first = last
    while first - 1 in tokens and view_of(doc).at[doc[first - 1].idx] >= mention.span.start:
        first -= 1
    head = head_of(doc, tokens)
    before = doc[first - 1] if first - 1 in tokens else None
    office = before is not None and before.lower_ in heads().words["offices"]  # "Orrin Watch director Oda Finch"
    if (
        not office
        and doc[min(tokens)].pos_ == "PROPN"
        and not mention.span.start <= view_of(doc).at[head.idx] < mention.span.end
    ):
        return None  # the source opens with a name of its own
    opening = people.at(view_of(doc).at[doc[min(tokens)].idx])
    if opening is not None and opening.form == "name" and people.is_person(opening.entity):
        return None  # "Ilse Varn, the head of Blue Keel"
    titled = before is not None and (before.pos_ in ("NOUN", "PROPN") or before.text == ",") and last + 1 - first >= 2
    return mention if titled else None


def _of_whom(doc: Doc, tokens: frozenset[int], head: Token, people: _People) -> tuple[str, str | None] | None:
    """A speaker by the body spoken for, and that body where it is named.

    "A spokesman for the Guild", "its spokesman" and "Guild spokesman" are one name.
    """
    watching = head.lemma_.lower() in heads().words["watchers"]
    if (head.lemma_.lower() not in lexicon().speakers and not watching) or any(doc[i].ent_type_ == "PERSON" for i in tokens):
        return None
    for child in head.children:
        body = child if child.dep_ == "poss" else None
        if child.dep_ == "prep" and child.lower_ in ("for", "of", "at", "from", "with"):
            body = next((part for part in child.children if part.dep_ == "pobj"), None)
        if body is None and child.dep_ in ("compound", "nmod") and child.i == head.i - 1:
            own = people.at(view_of(doc).at[child.idx])  # "a Mill Union spokesman"
            body = child if own is not None and own.form == "name" and people.is_body(own.entity) else None
        if body is None or body.i not in tokens:
            continue
        mention = people.at(view_of(doc).at[body.idx])
        name = people.name(mention.entity) if mention is not None else None
        if watching:  # "monitors at the Observatory" are its voice
            told = mention is not None and people.is_body(mention.entity) and mention.entity in people.named
            return (name, mention.entity) if name and mention is not None and told else None
        name = name or _plain(doc, frozenset(part.i for part in body.subtree), body)
        named = mention is not None and (mention.form == "name" or mention.entity in people.named)
        return f"{name} {head.lower_}", mention.entity if mention is not None and named and head.tag_ == "NN" else None
    return None


def antecedent_of(pronoun: Token) -> Token | None:
    """What a relative pronoun stands for; "who" only for somebody ("an official at the ministry, who")."""
    if pronoun.lower_ not in ("who", "which", "that", "whom") or pronoun.tag_ not in ("WP", "WDT"):
        return None
    if pronoun.lower_ in ("which", "that"):
        return pronoun.head.head if pronoun.head.dep_ == "relcl" else None
    near = pronoun.head.head if pronoun.head.dep_ == "relcl" else None
    if near is not None and (near.ent_type_ == "PERSON" or near.lemma_.lower() in lexicon().unnamed):
        return near
    for token in reversed(pronoun.doc[max(pronoun.sent.start, pronoun.i - 8) : pronoun.i]):
        if token.ent_type_ == "PERSON" or (token.pos_ == "NOUN" and token.lemma_.lower() in lexicon().unnamed):
            return token
    return near


def _plain(doc: Doc, tokens: frozenset[int], head: Token) -> str:
    """A holder's words without determiner and relative clause; a proper name in apposition stands for all of it."""
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i in tokens and head.pos_ == "NOUN":
            head = child
            break
    first = max(head.left_edge.i, min(tokens))
    if first - 1 in tokens and doc[first - 1].text in MARKS:
        first -= 1  # ‘Crystal clear’ evidence
    while head.pos_ == "PROPN" and first < head.i - 1 and doc[first].lower_ in heads().titles | heads().trades:
        first += 1
    last = head.i
    for child in head.children:
        if (
            child.i > head.i
            and child.dep_ == "prep"
            and child.lower_ in ("of", "for", "at", "in", "from")
            and child.right_edge.i in tokens
        ):
            last = max(last, child.right_edge.i)
    view = view_of(doc)
    words = view.span(doc[first].idx, doc[last].idx + len(doc[last])).exact
    return DETERMINER.sub("", " ".join(words.split())) or words


def _in_full(doc: Doc, tokens: frozenset[int], plain: str, people: _People) -> str:
    """Two holders joined by "and", a body among them by its whole name: "the Guild and local officials"."""
    if " and " not in plain:
        return plain
    view = view_of(doc)
    for i in sorted(tokens):
        mention = people.at(view.at[doc[i].idx])
        if mention is not None and mention.form == "name" and people.is_body(mention.entity):
            name, short = people.name(mention.entity) or "", mention.span.exact
            if short in plain and name not in plain and f" {short} " in f" {name} ":
                plain = plain.replace(short, name, 1)
    return plain


def _unnamed(doc: Doc, draft: Draft, head: Token) -> bool:
    """Whether a holder without a name is somebody nobody names, rather than an institution by its role."""
    words = lexicon()
    if head.ent_type_ in NAMED and head.pos_ == "PROPN":
        return False
    phrase = " ".join(doc[i].lower_ for i in sorted(draft.source))
    sentence = head.sent.text.lower()
    if any(words_ in phrase or (len(words_.split()) > 1 and words_ in sentence) for words_ in words.unnamed_phrases):
        return True
    if any(doc[i].ent_type_ == "PERSON" for i in draft.source):
        return False
    if head.pos_ == "PRON":
        return head.lower_ in ("some", "many", "others", "several", "one", "few")
    lemma = head.lemma_.lower()
    if lemma in words.speakers and head.tag_ == "NN":
        return False  # who speaks for a body is known by it
    if lemma in words.parties:
        return not any(child.dep_ == "det" and child.lower_ == "the" for child in head.children)
    if lemma in words.roles and not any(
        child.dep_ == "det" and child.lower_ in ("a", "an", "another", "one") for child in head.children
    ):
        return head.tag_ == "NNS" and lemma in words.unnamed
    if lemma in words.unnamed or lemma in words.roles:
        return True
    articles = {child.lower_ for child in head.children if child.dep_ == "det"}
    return lemma in heads().trades and ((head.tag_ == "NNS" and not articles) or bool(articles & {"a", "an", "another", "one"}))


def _document_holders(head: Token, people: _People) -> tuple[list[Link], list[Link]]:
    """Who got a document (before it in the chain), and whose it is (after it)."""
    words = lexicon()
    before: list[Link] = []
    after: list[Link] = []
    for child in head.children:
        agent = None
        if child.dep_ == "acl":
            by = next((part for part in child.children if part.dep_ == "agent"), None)
            agent = next((part for part in by.children if part.dep_ == "pobj"), None) if by is not None else None
        elif child.dep_ == "poss":
            agent = child
        elif child.dep_ == "prep" and child.lower_ in ("by", "from"):
            agent = next((part for part in child.children if part.dep_ == "pobj"), None)
            if agent is not None and (is_mute(agent) or (child.lower_ == "from" and not may_say(agent))):
                agent = None  # "pictures from the aftermath", "the results from the test"
        elif child.dep_ in ("compound", "nmod") and people.writes(child):
            agent = child  # "Coast Bureau data"
        elif child.dep_ == "prep" and child.lower_ == "of":
            agent = next((part for part in child.children if part.dep_ == "pobj" and people.writes(part)), None)
        if agent is None:
            continue
        link = _link_to(agent, people)
        (before if child.dep_ == "acl" and child.lemma_.lower() in words.got else after).append(link)
    verb = head.head
    if head.dep_ == "dobj" and verb.lemma_.lower() in words.got | words.made and (subject := subject_of(verb)) is not None:
        (before if verb.lemma_.lower() in words.got else after).append(_link_to(subject, people))
    return before, after


def _link_to(token: Token, people: _People) -> Link:
    view = view_of(token.doc)
    mention = people.at(view.at[token.idx])
    for child in token.children:  # "a Sky News reporter": the outlet
        of = people.at(view.at[child.idx]) if child.dep_ in ("compound", "poss", "nmod") else None
        if of is not None and people.is_outlet(of.entity):
            return Link(people.name(of.entity) or of.span.exact, of.entity, of.span, "document", True, False)
    start, end = token.left_edge.idx, token.idx + len(token)
    span = mention.span if mention is not None and mention.form == "name" else view.span(start, end)
    name = (people.name(mention.entity) if mention is not None else None) or DETERMINER.sub("", " ".join(span.exact.split()))
    entity = mention.entity if mention is not None else None
    named = entity in people.named or token.pos_ == "PROPN"
    lemma = token.lemma_.lower()
    definite = token.tag_ == "NN" and any(child.dep_ == "det" and child.lower_ == "the" for child in token.children)
    return Link(name, entity, span, "document", True, not named and not definite and lemma in lexicon().unnamed)


def _credit(doc: Doc, people: _People) -> Link | None:
    """The outlet that a credit line or a wire sign-off lends the whole article."""
    article = article_of(doc)
    for zone in article.zones:
        if zone.kind != "credit":
            continue
        words = article.text[zone.start : zone.end]
        label, colon, name = words.partition(":")
        if not colon and words.split(" ")[0].casefold() in ("source", "sources"):
            label, colon, name = words.partition(" ")
        if colon and label.strip().casefold() not in ("source", "sources", "via"):
            continue
        name = name.strip() if colon else words.strip(" -–—()[]")
        if not name or len(name.split()) > 6:
            continue
        reported = REPORTED_BY.match(name)
        name = name[reported.end() :] if reported else name
        start = article.text.index(name, zone.start)
        mention = people.at(start)
        if reported and not (mention and people.is_outlet(mention.entity)):  # who reported for the outlet is no one it cites
            return None
        return Link(name, mention.entity if mention else None, article.span(start, start + len(name)), "credit", False, False)
    return None


def _key(link: Link) -> str:
    return link.entity or link.name.casefold()


def _through_body(doc: Doc, draft: Draft, people: _People, outlets_of: Mapping[str, tuple[Link, ...]]) -> tuple[Link, ...]:
    """The outlet by which the body was reached for whom somebody speaks ("its spokesman, Ivo Hask, said")."""
    words = lexicon()
    if not any(doc[i].lemma_.lower() in words.speakers for i in draft.source):
        return ()
    view = view_of(doc)
    for i in sorted(draft.source):
        mention = people.at(view.at[doc[i].idx])
        if mention is not None and mention.entity in outlets_of:
            return outlets_of[mention.entity]
    return ()


def _remember(outlets_of: dict[str, tuple[Link, ...]], chain: Sequence[Link], people: _People) -> None:
    """A holder once reached through an outlet is reached through it again when cited bare."""
    if len(chain) < 2 or chain[0].link == "credit":
        return
    if not (people.is_outlet(chain[0].entity) or chain[0].link == "told" or chain[-1].link == "citing"):
        return
    if chain[-1].link in ("citing", "nested", "said") and not chain[-1].anonymous and len(chain) == 2:
        outlets_of[_key(chain[-1])] = (replace(chain[0], link="inherited", explicit=False),)
