"""A person's judgement changes what is counted, by the same rules that counted it: this makes it so, and no more than that.

What always holds: what a judgement does depends on the judgement, on those before it in the log, and on what the machine made;
so undoing and rebuilding go through the same door as judging. What is judged is found again by its id, or by the very words
it stood on; by nothing that is merely like it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import pairwise
from typing import Any, Protocol, TypeVar, get_args

from accordingto.errors import UnusableJudgement
from accordingto.model import (
    Article,
    Bounds,
    Certainty,
    Claim,
    Comparator,
    Contradiction,
    Counted,
    Derivation,
    Entity,
    EntityKind,
    Event,
    EventKind,
    EventMention,
    Figure,
    Findings,
    Footing,
    Judgement,
    Link,
    Manner,
    Member,
    Mention,
    Participant,
    Place,
    PlacePrecision,
    Point,
    Precision,
    Published,
    Reality,
    ReportMode,
    Role,
    Series,
    Span,
    Stance,
    Statement,
    Time,
    Verdict,
    by_id,
    identify,
)
from accordingto.relate import claims, events, questions, quoting
from accordingto.relate.copies import families
from accordingto.relate.folding import fold_name
from accordingto.relate.lineage import OUTLET_ROLES, Lineage, cited_outlets, described, is_name, within, witnessed
from accordingto.relate.speaking import governments, named_bodies, speakers, voiced_by

FOOTINGS = 60  # words of a subject that a judgement keeps: enough to know a claim or entity by, were it in a thousand reports

Noun = TypeVar("Noun", bound=Any)
Change = Mapping[str, Any]


class Holdings(Protocol):
    """What judging asks of a record: to find nouns by id or by what they hold, and to let others stand instead."""

    def noun(self, kind: type[Noun], id: str) -> Noun | None: ...
    def nouns(self, kind: type[Noun], ids: Iterable[str]) -> list[Noun]: ...
    def where(self, kind: type[Noun], way: str, ids: Iterable[str]) -> list[Noun]: ...
    def kind_of(self, id: str) -> type[Any] | None: ...
    def rejected(self, ids: Collection[str]) -> frozenset[str]: ...
    def named(self, entities: Collection[str]) -> frozenset[str]: ...
    def called(self, names: Collection[str]) -> dict[str, set[str]]: ...
    def voices(self, entities: Collection[str]) -> dict[str, dict[str, int]]: ...
    def put(self, noun: Any) -> None: ...
    def drop(self, noun: Any) -> None: ...
    def log(self) -> list[Judgement]: ...
    def judgement(self, id: str) -> Judgement | None: ...
    def last(self) -> str | None: ...
    def append(self, judgement: Judgement) -> None: ...
    def applying(self, judgement: Judgement, places: Collection[str]) -> AbstractContextManager[None]: ...
    def added(self, judgement: Judgement, id: str) -> None: ...
    def lay_aside(self, judgement: str) -> None: ...
    def unplaced(self) -> frozenset[str]: ...
    def take_back(self, judgements: Collection[str] | None = None) -> None: ...
    def dependent(self, judgements: Collection[str]) -> frozenset[str]: ...
    def is_noted(self) -> bool: ...
    def note(self, voices: Callable[[Iterable[Findings], Mapping[str, Entity]], Iterable[tuple[str, str]]]) -> None: ...


# ------------------------------------------------------------------------------------------------------------------ judge


def judge(held: Holdings, given: Judgement, undone: Callable[[Sequence[Judgement]], frozenset[str]]) -> Judgement:
    """Add a judgement to the log and make it so. `given` has no id yet; `undone` tells which judgements of a log are undone."""
    if not held.is_noted():
        rebuilt(held, undone)
    if not given.author.strip():
        raise UnusableJudgement("a judgement has an author: say who judges")
    if given.verdict not in get_args(Verdict):
        raise UnusableJudgement(f"{given.verdict!r} is no verdict; these are: {', '.join(get_args(Verdict))}")
    if given.verdict == "undo":
        return _undo(held, given, undone)
    if given.undoes is not None:
        raise UnusableJudgement(f"only an undo undoes; this is {given.verdict!r}")
    for id in given.subject:
        if held.kind_of(id) is None:
            raise UnusableJudgement(f"there is nothing called {id} in the record that could be judged; see: accordingto export")
    made = replace(given, evidence=tuple(footings(held, given.subject)), after=held.last())
    made = replace(made, id=made.proper_id)
    held.append(made)
    apply(held, made)
    return held.judgement(made.id) or made


def _undo(held: Holdings, given: Judgement, undone: Callable[[Sequence[Judgement]], frozenset[str]]) -> Judgement:
    log = held.log()
    meant = next((one for one in log if one.id == given.undoes), None)
    if meant is None:
        raise UnusableJudgement(f"there is no judgement {given.undoes}; accordingto judge RECORD --list shows them all")
    if meant.id in undone(log):
        raise UnusableJudgement(f"{meant.id} is undone already; to make it again, undo what undid it")
    if given.change is not None:
        raise UnusableJudgement("an undo changes nothing else: leave the change out")
    made = replace(given, subject=given.subject or meant.subject, after=held.last())
    made = replace(made, id=made.proper_id)
    held.append(made)
    log.append(made)
    redo(held, log, meant, undone(log))
    return held.judgement(made.id) or made


def redo(held: Holdings, log: Sequence[Judgement], meant: Judgement, undone: Collection[str]) -> None:
    """Make a log so in which a judgement was just undone: this one, and those after it that hang on it, made again."""
    first = meant
    while first.verdict == "undo":  # an undone undo: what comes back is what it undid
        first = next(one for one in log if one.id == first.undoes)
    places = {one.id: number for number, one in enumerate(log)}
    # What comes back, or had no place till now, may stand in the way of any that were made since.
    unsure = [places[one] for one in held.unplaced() if places[one] > places[first.id]]
    if first is not meant:
        unsure.append(places[first.id])
    after = [one.id for one in log[min(unsure) :]] if unsure else []
    again = held.dependent([first.id, *after])
    held.take_back(again)
    replay(held, [one for one in log if one.id in again], undone)


def rebuilt(held: Holdings, undone: Callable[[Sequence[Judgement]], frozenset[str]]) -> tuple[str, ...]:
    """Make all judgements of the log on what the machine made; ids of those that have no place in it."""
    held.take_back()
    held.note(voices)
    log = held.log()
    return replay(held, log, undone(log))


def replay(held: Holdings, log: Sequence[Judgement], undone: Collection[str]) -> tuple[str, ...]:
    """Make judgements that were taken back again, in the order of the log, but for the undone; ids of those left over."""
    left = []
    for one in log:
        if one.verdict != "undo" and one.id not in undone:
            try:
                apply(held, one)
            except UnusableJudgement:
                held.lay_aside(one.id)
                left.append(one.id)
    return tuple(left)


def voices(findings: Iterable[Findings], entities: Mapping[str, Entity]) -> Iterator[tuple[str, str]]:
    """(mention of a person, mention of a body) for each person whom an article calls head or voice of a body."""
    for found in findings:
        for person, body in speakers(found, entities):
            yield person.id, body.id


def apply(held: Holdings, judgement: Judgement) -> None:
    """Make one judgement so. Raises UnusableJudgement, with nothing changed, where it fits nothing."""
    places = [placed(held, judgement, id) for id in judgement.subject]
    subjects = [id for id in places if id is not None]
    if len(subjects) < len(places):
        raise UnusableJudgement("what was judged is not in the record any more, or its words are not")
    with held.applying(judgement, subjects):
        _VERDICTS[judgement.verdict](held, judgement, subjects)


# ---------------------------------------------------------------------------------------------------------------- placing


def footings(held: Holdings, ids: Iterable[str]) -> Iterator[Footing]:
    """Yield the words that nouns stand on, in the order of their ids."""
    for id in ids:
        kind = held.kind_of(id)
        noun = held.noun(kind, id) if kind else None
        if kind and noun:
            name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
            for article, span in list(dict.fromkeys(words_under(held, noun)))[:FOOTINGS]:
                yield Footing(id, name, article, span)


def words_under(held: Holdings, noun: Any) -> Iterator[tuple[str, Span]]:
    """Yield (article, span) for all that a noun stands on."""
    match noun:
        case Statement():
            yield from ((noun.article, span) for span in (noun.cue, noun.source, *noun.content) if span)
        case Figure():
            yield noun.article, noun.span
        case EventMention():
            yield noun.article, noun.trigger
        case Claim():
            yield from ((member.article, member.span) for member in noun.members)
        case Event():
            yield from ((one.article, one.trigger) for one in held.nouns(EventMention, noun.mentions))
        case Entity():
            mentions = held.where(Mention, "entity", [noun.id])
            yield from ((one.article, one.span) for one in sorted(mentions, key=lambda one: (one.form != "name", one.id)))
        case Derivation():
            yield from ((one.article, one.span) for one in noun.evidence)
        case Contradiction():
            yield from ((side.article, side.span) for side in (noun.left, noun.right) if side.span)
        case Series():
            yield from ((one.article, one.span) for one in held.nouns(Figure, [point.figure for point in noun.points]))
        case _:
            pass


def placed(held: Holdings, judgement: Judgement, id: str) -> str | None:
    """Where a subject stands now: by its id, else by the very words it stood on; None where that is nothing or several."""
    if held.kind_of(id) is not None:
        return id
    stood = [one for one in judgement.evidence if one.subject == id]
    if not stood:
        return None
    wanted = {(one.article, one.span) for one in stood}
    found = {
        one.id
        for one in _candidates(held, stood[0].type, {one.article for one in stood})
        if _stands_on(held, one, wanted, whole=stood[0].type not in ("claim", "event", "entity"))
    }
    return found.pop() if len(found) == 1 else None


def _candidates(held: Holdings, kind: str, articles: Collection[str]) -> list[Any]:
    some = sorted(articles)[:1]  # it stands in all of them, so those of one article are all it can be
    match kind:
        case "statement":
            return held.where(Statement, "article", some)
        case "figure":
            return held.where(Figure, "article", some)
        case "event_mention":
            return held.where(EventMention, "article", some)
        case "claim":
            return held.where(Claim, "article", some)
        case "event":
            told = held.where(EventMention, "article", some)
            return held.nouns(Event, [one.event for one in told if one.event])
        case "entity":
            return held.nouns(Entity, [one.entity for one in held.where(Mention, "article", some)])
        case "derivation":
            return [*held.where(Derivation, "derived", articles)]
        case "contradiction":
            return held.where(Contradiction, "article", articles)
        case "series":
            return held.where(Series, "held", [one.id for one in held.where(Figure, "article", some)])
        case _:
            return []


def _stands_on(held: Holdings, noun: Any, wanted: set[tuple[str, Span]], *, whole: bool) -> bool:
    stands = set(words_under(held, noun))
    return stands == wanted if whole else wanted <= stands


# --------------------------------------------------------------------------------------------------------------- verdicts


def _accept(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids, plural=True)
    _standing(held, ids)


def _reject(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids, plural=True)
    for id in ids:
        match _get(held, id):
            case Statement() as said:
                _unsay(held, said)
            case Figure() as figure:
                _uncount(held, figure)
            case EventMention() as told:
                _untell(held, told)
            case Derivation() as copy:
                if copy.relation != "same_origin":
                    _part_copies(held, copy)
            case _:
                pass  # it stands where it stood, and views do not show it


def _same(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _of_one_kind(held, ids)
    first, *others = [_get(held, id) for id in ids]
    match first:
        case Claim():
            _join_claims(held, first, others)
        case Event():
            _join_events(held, first, others, judgement.author)
        case Entity():
            _join_entities(held, first, others, judgement.author)
        case _:
            raise UnusableJudgement(f"{first.id} is neither a claim, an event nor an entity: only these can be the same")


def _different(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    kinds = [held.kind_of(id) for id in ids]
    if kinds == [Claim, Statement]:
        _part(held, _get(held, ids[0]), _get(held, ids[1]))
        return
    if kinds == [Entity, Article]:
        _part_entity(held, _get(held, ids[0]), _get(held, ids[1]), judgement)
        return
    _of_one_kind(held, ids)
    if held.kind_of(ids[0]) not in (Claim, Event, Entity):
        raise UnusableJudgement(
            f"{', '.join(ids)}: two claims, events or entities can be different, or a claim and a statement in it, or an "
            "entity and an article that names it"
        )


def _correct(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids)
    _standing(held, ids)
    change = _change(judgement)
    match _get(held, ids[0]):
        case Statement() as said:
            _correct_statement(held, said, change)
        case Figure() as figure:
            _correct_figure(held, figure, change)
        case EventMention() as told:
            _correct_mention(held, told, change)
        case Entity() as entity:
            _correct_entity(held, entity, change)
        case Article() as article:
            _correct_article(held, article, change)
        case other:
            raise UnusableJudgement(
                f"{other.id} is drawn from what reports say and follows it: correct the statement, figure, event mention, "
                "entity or article that it rests on"
            )


def _add(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids)
    article = _get(held, ids[0])
    if not isinstance(article, Article):
        raise UnusableJudgement(f"{article.id} is no article: something is added to the article that says it")
    change = dict(_change(judgement))
    kind = change.pop("type", None)
    adding = {"statement": _add_statement, "figure": _add_figure, "event_mention": _add_mention}.get(str(kind))
    if adding is None:
        raise UnusableJudgement(f"`type` is {kind!r}; what can be added: statement, figure, event_mention")
    noun = adding(held, article, change)
    held.added(judgement, noun)


def _grade(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids)
    noun, change = _get(held, ids[0]), _change(judgement)
    if not isinstance(noun, Claim | Entity | Article):
        raise UnusableJudgement(f"{noun.id} is neither a claim, an entity nor an article: only these are graded")
    _only(change, ("scale", "reliability", "credibility", "status"))
    _among(change, "scale", ("admiralty",), null=False)
    _among(change, "reliability", tuple("ABCDEF"))
    _among(change, "credibility", tuple("123456"))
    _among(change, "status", ("verified",))
    if not any(change.get(name) for name in ("reliability", "credibility", "status")):
        raise UnusableJudgement("it grades nothing: give a reliability (A to F), a credibility (1 to 6) or the status verified")
    if change.get("credibility") == "1" and isinstance(noun, Claim) and (noun.independent.low or 0) < 2:
        raise UnusableJudgement(
            f"credibility 1 is for what other sources confirm, and {noun.id} has {noun.independent.low or 0} independent "
            "origins for certain; give 2 to 6"
        )
    if change.get("status") == "verified" and not judgement.reason.strip():
        raise UnusableJudgement("verified needs a reason: say what it was checked against")


_VERDICTS: Mapping[str, Callable[[Holdings, Judgement, Sequence[str]], None]] = {
    "accept": _accept,
    "reject": _reject,
    "same": _same,
    "different": _different,
    "correct": _correct,
    "add": _add,
    "grade": _grade,
}


def _get(held: Holdings, id: str) -> Any:
    kind = held.kind_of(id)
    noun = held.noun(kind, id) if kind else None
    if noun is None:
        raise UnusableJudgement(f"there is nothing called {id} in the record that could be judged")
    return noun


def _alone(judgement: Judgement, ids: Sequence[str], *, plural: bool = False) -> None:
    if not ids or (len(ids) > 1 and not plural):
        wants = "one or more subjects" if plural else "one subject"
        raise UnusableJudgement(f"{judgement.verdict} takes {wants}; there are {len(ids)}")
    if judgement.verdict in ("accept", "reject") and judgement.change is not None:
        raise UnusableJudgement(f"{judgement.verdict} changes no field: leave the change out, or correct")


def _standing(held: Holdings, ids: Sequence[str]) -> None:
    for id in sorted(held.rejected(ids)):
        raise UnusableJudgement(f"{id} stands rejected: undo that first")


def _of_one_kind(held: Holdings, ids: Sequence[str]) -> None:
    kinds = {held.kind_of(id) for id in ids}
    if len(set(ids)) < 2 or len(set(ids)) < len(ids):
        raise UnusableJudgement("it takes two or more subjects, each once")
    if len(kinds) > 1:
        named = ", ".join(f"{id} ({getattr(held.kind_of(id), '__name__', '?').lower()})" for id in ids)
        raise UnusableJudgement(f"these are not of one kind: {named}")


def _change(judgement: Judgement) -> Change:
    if not judgement.change:
        raise UnusableJudgement(f"{judgement.verdict} needs a change: the fields and their values")
    return judgement.change


# ---------------------------------------------------------------------------------------------------------------- counted


def lineage_near(held: Holdings, articles: Collection[str], statements: Sequence[Statement]) -> Lineage:
    """What is needed to follow a word through some articles: what `lineage` says of them in a pile, looked up."""
    copied, closure = _copies_near(held, articles)
    of_copy: dict[str, tuple[Derivation, ...]] = {}
    for copy in copied:
        of_copy[copy.derived] = (*of_copy.get(copy.derived, ()), copy)
    reports: dict[str, Article] = by_id(held.nouns(Article, articles))
    links = [(said.article, link) for said in statements for link in said.chain]
    cited = {fold_name(link.name) for _, link in links}
    names = {fold_name(one.outlet) for one in reports.values() if one.outlet} | cited
    called = held.called(names.union(*map(within, cited)))
    sole = _sole(called)
    ids = {*(one for some in called.values() for one in some), *(link.entity for _, link in links if link.entity)}
    named = held.named(ids)
    # Who is only described ("the newspaper", "the directorate") may be somebody the article names elsewhere.
    unnamed = {
        article: fold_name(link.name)
        for article, link in links
        if (link.entity or sole.get(fold_name(link.name))) not in named and not is_name(link.name)
    }
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in held.where(Mention, "article", unnamed):
        mentions[mention.article].append(mention)
    papers = {article for article, link in links if article in unnamed and fold_name(link.name) in OUTLET_ROLES}
    told: dict[str, list[Statement]] = defaultdict(list)
    for said in held.where(Statement, "article", papers):
        told[said.article].append(said)
    others = [link for some in told.values() for said in some for link in said.chain]
    sole |= _sole(held.called({fold_name(link.name) for link in others} - called.keys()))
    ids |= {*sole.values(), *(link.entity for link in others if link.entity)}
    ids |= {mention.entity for some in mentions.values() for mention in some}
    named = held.named(ids)
    entities: dict[str, Entity] = by_id(held.nouns(Entity, ids))
    found = [Findings(reports[article], mentions=tuple(mentions[article])) for article in sorted(unnamed)]
    spoken = held.voices([one.id for one in entities.values() if one.kind == "person"])
    entities |= by_id(held.nouns(Entity, {body for bodies in spoken.values() for body in bodies}))
    return Lineage(
        reports,
        of_copy,
        families(closure, copied),
        sole,
        {entity.id: entity.name for entity in entities.values()},
        named,
        voiced_by(spoken, entities),
        {one.article.id: named_bodies(one, entities) for one in found},
        frozenset(one.id for one in entities.values() if one.kind == "person" and one.id not in named),
        {
            article: cited_outlets(Findings(reports[article], statements=tuple(told[article])), sole, entities, named)
            for article in sorted(papers)
        },
        governments(entities.values()),
        frozenset(id for id, article in reports.items() if witnessed(article)),
        described(cited, called, entities, named),
    )


def _sole(called: Mapping[str, Collection[str]]) -> dict[str, str]:
    return {name: min(ids) for name, ids in called.items() if len(ids) == 1}


def _copies_near(held: Holdings, articles: Collection[str]) -> tuple[list[Derivation], frozenset[str]]:
    """The copies among articles and all that share their text, at whatever hand; but for those a person rejected."""
    found: dict[str, Derivation] = {}
    seen: set[str] = set()
    ahead = set(articles)
    while ahead:
        seen |= ahead
        near = by_id([*held.where(Derivation, "derived", ahead), *held.where(Derivation, "origin", ahead)])
        rejected = held.rejected(near)
        fresh = [one for one in near.values() if one.relation != "same_origin" and one.id not in rejected]
        found |= by_id(fresh)
        ahead = {article for one in fresh for article in (one.derived, one.origin)} - seen
    return [found[id] for id in sorted(found)], frozenset(seen)


def recounted(held: Holdings, claim: Claim, members: Sequence[Member] | None = None) -> Claim:
    """A claim counted anew, with other members if given. Its text stays while a member has these words."""
    members = sorted(dict.fromkeys(claim.members if members is None else members), key=claims.member_key)
    said: dict[str, Statement] = by_id(held.nouns(Statement, [one.statement for one in members if one.statement]))
    known = lineage_near(held, {one.article for one in members}, list(said.values()))
    if questions.asks(claim):
        new = questions.counted(claim, members, held.nouns(Claim, claim.parts), said, known)
    else:
        new = claims.counted(claim, members, said, known)
    if not any(quoting.is_quoted(new.text, known.articles[one.article], one.span) for one in members):
        best = quoting.clearest_member(members, said, known)
        new = replace(new, text=quoting.shown(known.articles[best.article], best.span, said.get(best.statement or "")))
    return new


def _recount(held: Holdings, claim: Claim, members: Sequence[Member] | None = None) -> None:
    members = claim.members if members is None else members
    if members:
        new = recounted(held, claim, members)
        if claim.contested and not new.contested and questions.asks(claim):
            _remove_claim(held, claim)  # of one side there is no question
            return
        held.put(new)
        if claim.contested and not new.contested:
            for one in held.where(Contradiction, "claim", [claim.id]):
                if one.kind == "polarity":
                    held.drop(one)
    else:
        _remove_claim(held, claim)


def _remove_claim(held: Holdings, claim: Claim) -> None:
    held.drop(claim)
    for outer in held.where(Claim, "part", [claim.id]):
        held.put(replace(outer, parts=tuple(part for part in outer.parts if part != claim.id)))
    _unopposed(held, claim.id, "claim")


def _unopposed(held: Holdings, id: str, *ways: str) -> None:
    """Drop the contradictions that something was a side or the matter of."""
    for way in ("ref", *ways):
        for one in held.where(Contradiction, way, [id]):
            held.drop(one)


def retold(held: Holdings, event: Event, ids: Iterable[str]) -> Event:
    """An event drawn anew from its mentions."""
    mentions = sorted(held.nouns(EventMention, ids), key=lambda one: one.id)
    found: dict[str, Statement] = {}
    ahead = held.nouns(Statement, [one.statement for one in mentions if one.statement])
    while ahead:  # the innermost of what is nested in each other is what a mention stands in
        found |= by_id(ahead)
        ahead = [one for one in held.where(Statement, "nested_in", [one.id for one in ahead]) if one.id not in found]
    rejected = held.rejected(found)
    statements = [said for said in found.values() if said.id not in rejected]
    known = lineage_near(held, {one.article for one in mentions}, statements)
    return events.counted(event, mentions, known, events.Statements.among(statements))


def _retell(held: Holdings, id: str | None, without: str | None = None) -> None:
    event = held.noun(Event, id) if id else None
    if event is None:
        return
    mentions = [mention for mention in event.mentions if mention != without]
    if mentions:
        held.put(retold(held, event, mentions))
        return
    held.drop(event)
    for figure in held.where(Figure, "event", [event.id]):
        held.put(replace(figure, event=None))
    _unopposed(held, event.id, "event")


# ----------------------------------------------------------------------------------------------------------------- reject


def _unsay(held: Holdings, said: Statement) -> None:
    """A statement leaves the claims, and what it carried goes to whoever told it."""
    for claim in held.where(Claim, "statement", [said.id]):
        _recount(held, claim, [one for one in claim.members if one.statement != said.id])
    _unopposed(held, said.id)
    outer = _outer(held, said)
    for figure in held.where(Figure, "statement", [said.id]):
        held.put(replace(figure, statement=outer))
    told = held.where(EventMention, "statement", [said.id])
    for mention in told:
        held.put(replace(mention, statement=outer))
    # A mention may also stand in a statement that holds the rejected one: then that carries it now.
    near = [one for one in held.where(EventMention, "statement", [outer]) if outer and said.holds(one.trigger)] if outer else []
    for event in sorted({mention.event for mention in (*told, *near) if mention.event}):
        _retell(held, event)


def _outer(held: Holdings, said: Statement) -> str | None:
    """The nearest statement around one that is not rejected itself."""
    passed = {said.id}
    outer = said.nested_in
    while outer and outer not in passed and held.rejected([outer]):
        passed.add(outer)
        around = held.noun(Statement, outer)
        outer = around.nested_in if around else None
    return outer if outer not in passed and outer and held.noun(Statement, outer) else None


def _uncount(held: Holdings, figure: Figure) -> None:
    event = held.noun(Event, figure.event) if figure.event else None
    if event:
        held.put(replace(event, figures=tuple(one for one in event.figures if one != figure.id)))
    _off_series(held, figure.id)
    _unopposed(held, figure.id)


def _off_series(held: Holdings, figure: str) -> None:
    for line in held.where(Series, "held", [figure]):
        points = tuple(point for point in line.points if point.figure != figure)
        if len(points) < 2:
            held.drop(line)
            _unopposed(held, line.id)
        else:
            held.put(replace(line, points=points))


def _untell(held: Holdings, told: EventMention) -> None:
    held.put(replace(told, event=None))
    _unopposed(held, told.id)
    _retell(held, told.event, told.id)


def _part_copies(held: Holdings, copy: Derivation) -> None:
    """Count anew what both articles say, now that neither is the other's copy."""
    mine = by_id(held.where(Claim, "article", [copy.derived]))
    for claim in held.where(Claim, "article", [copy.origin]):
        if claim.id in mine:
            _recount(held, claim)
    told = {one.event for one in held.where(EventMention, "article", [copy.derived]) if one.event}
    also = {one.event for one in held.where(EventMention, "article", [copy.origin])}
    for event in sorted(told & also):
        _retell(held, event)


# --------------------------------------------------------------------------------------------------------- same, different


def _join_claims(held: Holdings, first: Claim, others: Sequence[Claim]) -> None:
    members, parts = list(first.members), set(first.parts)
    gone = {other.id for other in others}
    for other in others:
        members += other.members
        parts |= set(other.parts)
        held.drop(other)
        for outer in held.where(Claim, "part", [other.id]):
            held.put(replace(outer, parts=_renamed(outer.parts, other.id, first.id, but=outer.id)))
        _oppose_as(held, other.id, first.id, "claim")
    _recount(held, replace(first, parts=tuple(sorted(parts - gone - {first.id}))), members)


def _renamed(ids: Iterable[str], old: str, new: str, but: str = "") -> tuple[str, ...]:
    return tuple(sorted({new if id == old else id for id in ids} - {but}))


def _oppose_as(held: Holdings, old: str, new: str, way: str) -> None:
    """Let the contradictions of one thing be those of another; a thing does not contradict itself."""
    for one in by_id([*held.where(Contradiction, "ref", [old]), *held.where(Contradiction, way, [old])]).values():
        left, right = (replace(side, ref=new if side.ref == old else side.ref) for side in (one.left, one.right))
        about = {way: new} if getattr(one, way) == old else {}
        if left == right:
            held.drop(one)
        else:
            held.put(replace(one, left=left, right=right, **about))


def _join_events(held: Holdings, first: Event, others: Sequence[Event], author: str) -> None:
    mentions, figures = list(first.mentions), set(first.figures)
    for other in others:
        mentions += other.mentions
        figures |= set(other.figures)
        for mention in held.where(EventMention, "event", [other.id]):
            held.put(replace(mention, event=first.id))
        for figure in held.where(Figure, "event", [other.id]):
            held.put(replace(figure, event=first.id))
        _oppose_as(held, other.id, first.id, "event")
        held.drop(other)
    reason = f"{events.COUNT.sub('', first.reason)}; joined by {author}"
    held.put(retold(held, replace(first, figures=tuple(sorted(figures)), reason=reason), mentions))


def _join_entities(held: Holdings, first: Entity, others: Sequence[Entity], author: str) -> None:
    ids = [first.id, *(other.id for other in others)]
    names = {name for one in others for name in (one.name, *one.aliases)}
    aliases = (*first.aliases, *sorted(names - {first.name, *first.aliases}))
    joined = " and ".join(f"“{other.name}”" for other in others)
    counted = {claim.id for claim in _claims_of(held, ids)}
    gone = {other.id for other in others}

    def of(entity: str | None) -> str | None:
        return first.id if entity in gone else entity

    def each(entities: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({of(entity) or entity for entity in entities}))

    def part(one: Participant | None) -> Participant | None:
        return replace(one, entity=of(one.entity)) if one else None

    for other in others:
        held.drop(other)
    held.put(replace(first, aliases=aliases, reason=f"{first.reason}; joined with {joined} by {author}".removeprefix("; ")))
    for mention in held.where(Mention, "entity", gone):
        held.put(replace(mention, entity=first.id))
    for said in held.where(Statement, "entity", gone):
        chain = tuple(replace(link, entity=of(link.entity)) for link in said.chain)
        held.put(replace(said, source_entity=of(said.source_entity), chain=chain))
    for told in held.where(EventMention, "entity", gone):
        held.put(
            replace(
                told,
                actor=tuple(replace(one, entity=of(one.entity)) for one in told.actor),
                recipient=tuple(replace(one, entity=of(one.entity)) for one in told.recipient),
                place=part(told.place),
            )
        )
    for event in held.where(Event, "entity", gone):
        held.put(replace(event, actor=each(event.actor), recipient=each(event.recipient), place=of(event.place)))
    for figure in held.where(Figure, "entity", gone):
        held.put(replace(figure, of_whom=of(figure.of_whom), place=of(figure.place)))
    for line in held.where(Series, "held", gone):
        held.put(replace(line, of_whom=of(line.of_whom), place=of(line.place)))
    resting = {one.derived for one in held.where(Derivation, "origin", [first.id])}
    for derivation in held.where(Derivation, "origin", gone):
        if derivation.derived in resting:
            held.drop(derivation)  # that it rests on the word of the first is said already
        else:
            resting.add(derivation.derived)
            held.put(replace(derivation, origin=first.id))
    for one in held.where(Contradiction, "ref", gone):
        _oppose_as(held, one.left.ref if one.left.ref in gone else one.right.ref, first.id, "claim")
    counted |= {claim.id for claim in _claims_of(held, [first.id])}
    for claim in held.nouns(Claim, counted):
        _recount(held, claim)


def _part_entity(held: Holdings, entity: Entity, article: Article, judgement: Judgement) -> None:
    """Make whom an article means, or means by one name (`{"name": ...}`), an entity of its own, with all that rests on it."""
    change = judgement.change or {}
    _only(change, ("name",))
    name = _words(change, "name", None)
    mine = held.where(Mention, "entity", [entity.id])
    here = [one for one in mine if one.article == article.id]
    leaving = [one for one in here if name is None or _written(one) == " ".join(name.split())]
    staying = [one for one in mine if one not in leaving]
    if not leaving or not staying:
        what = f"“{name}” in {article.id}" if name else article.id
        raise UnusableJudgement(
            f"{entity.id} is named by {'nothing but ' if leaving else 'no '}{what}: there is nothing to part"
        )
    whole = len(leaving) == len(here)
    names = Counter(_written(one) for one in leaving if one.form == "name") or Counter(_written(one) for one in leaving)
    called = min(names, key=lambda one: (-names[one], -len(one), one))
    links = {key: value for key, value in entity.links.items() if key != "actor"}
    reason = f"parted from “{entity.name}” by {judgement.author}"
    own = identify("e", "parted", entity.id, article.id, name or "")
    new = Entity(own, called, entity.kind, tuple(sorted(set(names) - {called})), entity.place, reason, links)
    kept = {_written(one) for one in staying} | {entity.name}
    aliases = tuple(one for one in entity.aliases if one in kept or one not in names)
    counted = {claim.id for claim in _claims_of(held, [entity.id])}
    held.put(replace(entity, aliases=aliases, reason=f"{entity.reason}; not “{called}” of one article, by {judgement.author}"))
    held.put(new)
    for mention in leaving:
        held.put(replace(mention, entity=own))

    def of(id: str | None, span: Span | None) -> str | None:
        meant = whole if span is None else any(one.span.overlaps(span) for one in leaving)
        return own if id == entity.id and meant else id

    for said in held.where(Statement, "entity", [entity.id]):
        if said.article == article.id:
            chain = tuple(replace(link, entity=of(link.entity, link.span or said.source)) for link in said.chain)
            held.put(replace(said, source_entity=of(said.source_entity, said.source), chain=chain))
    told_of: set[str] = set()
    for told in held.where(EventMention, "entity", [entity.id]):
        if told.article == article.id:
            sides = (
                tuple(replace(one, entity=of(one.entity, one.span)) for one in side) for side in (told.actor, told.recipient)
            )
            place = replace(told.place, entity=of(told.place.entity, told.place.span)) if told.place else None
            actor, recipient = sides
            held.put(replace(told, actor=actor, recipient=recipient, place=place))
            told_of |= {told.event} if told.event else set()
    for figure in held.where(Figure, "entity", [entity.id]):
        if figure.article == article.id and whole:
            held.put(replace(figure, of_whom=of(figure.of_whom, None), place=of(figure.place, None)))
            _off_series(held, figure.id)
    _unrest(held, entity.id, article.id)
    for event in sorted(told_of):
        _retell(held, event)
    for claim in held.nouns(Claim, counted | {claim.id for claim in _claims_of(held, [own])}):
        _recount(held, claim)


def _written(mention: Mention) -> str:
    return " ".join(mention.span.exact.split())


def _unrest(held: Holdings, entity: str, article: str) -> None:
    """Say no longer that an article rests on the word of an entity that it does not cite; nor that one article alone does."""
    if any(said.article == article for said in held.where(Statement, "entity", [entity])):
        return
    resting = held.where(Derivation, "origin", [entity])
    for one in resting if len(resting) < 3 else [one for one in resting if one.derived == article]:
        if any(other.derived == article for other in resting):
            held.drop(one)


def _claims_of(held: Holdings, entities: Sequence[str]) -> list[Claim]:
    """The claims that rest on entities, or are passed on by them."""
    said = held.where(Statement, "entity", entities)
    return list(
        by_id([*held.where(Claim, "origin", entities), *held.where(Claim, "statement", [one.id for one in said])]).values()
    )


def _part(held: Holdings, claim: Claim, said: Statement) -> None:
    leaving = [one for one in claim.members if one.statement == said.id]
    staying = [one for one in claim.members if one.statement != said.id]
    if not leaving:
        raise UnusableJudgement(f"{said.id} is not in {claim.id}; see the members of the claim")
    if not staying:
        raise UnusableJudgement(f"{said.id} is all there is in {claim.id}: there is nothing to part it from")
    asked = questions.asks(claim)
    _recount(held, claim, staying)
    if not asked:  # what leaves a question stays in the claim that says it
        _claim_alone(held, said, leaving)


def _claim_alone(held: Holdings, said: Statement, members: Sequence[Member]) -> None:
    """Put a statement into a claim of its own, where it says what it says."""
    id = identify("c", [claims.member_key(one) for one in members])
    own = [replace(one, stance=claims.stance_of(said, refused=_refused(held, said), against=False)) for one in members]
    empty = Claim(id, own[0].span.exact, (), 0, (), Bounds(), False, "", (), Time(), Time())
    there = held.noun(Claim, id)
    _recount(held, there or empty, [*(there.members if there else ()), *own])


def _refused(held: Holdings, said: Statement) -> bool:
    """Whether a statement denies what it contains."""
    outer = held.noun(Statement, said.nested_in) if said.nested_in else None
    article = held.noun(Article, said.article)
    if article is None:
        return False
    return said.id in claims.refusals([Findings(article, statements=(said, outer) if outer else (said,))])


# -------------------------------------------------------------------------------------------------------------- corrected

STATEMENT_FIELDS = ("source", "cue", "content", "report", "certainty", "manner", "source_entity", "target", "addressee")
FIGURE_FIELDS = (
    "span", "value", "low", "high", "comparator", "counted", "unit", "of_whom", "role", "as_of", "place", "event",
)  # fmt: skip
MENTION_FIELDS = ("trigger", "kind", "mode", "reality", "time", "place")
ENTITY_FIELDS = ("name", "kind", "place")
PLACE_FIELDS = ("lat", "lon", "country", "precision", "geonames")


def _correct_statement(held: Holdings, said: Statement, change: Change) -> None:
    _only(change, STATEMENT_FIELDS)
    article = _article(held, said.article)
    new = _with_statement_fields(held, article, said, change)
    refused = _refused(held, said)
    held.put(new)
    for claim in held.where(Claim, "statement", [said.id]):
        members = [_following(held, one, said, new, refused) if one.statement == said.id else one for one in claim.members]
        _recount(held, claim, members)
    told = held.where(EventMention, "statement", [said.id])
    for event in sorted({mention.event for mention in told if mention.event}):
        _retell(held, event)


def _with_statement_fields(held: Holdings, article: Article, said: Statement, change: Change) -> Statement:
    new = replace(
        said,
        cue=_span(article, change, "cue", said.cue),
        source=_span(article, change, "source", said.source),
        target=_span(article, change, "target", said.target),
        addressee=_span(article, change, "addressee", said.addressee),
        content=_content(article, change) if "content" in change else said.content,
        report=_among(change, "report", get_args(ReportMode), said.report, null=False),
        certainty=_among(change, "certainty", get_args(Certainty), said.certainty, null=False),
        manner=_among(change, "manner", get_args(Manner), said.manner, null=False),
    )
    if "source" in change or "source_entity" in change:
        entity = _entity(held, change, "source_entity", said.source_entity if "source" not in change else None)
        if "source_entity" not in change and new.source is not None:
            entity = _entity_at(held, article.id, new.source)
        chain = _rechained(held, said, new.source, entity)
        new = replace(new, source_entity=entity, chain=chain, anonymous=bool(chain) and chain[-1].anonymous)
    return new


def _rechained(held: Holdings, said: Statement, source: Span | None, entity: str | None) -> tuple[Link, ...]:
    """A chain with another source in the place of the old one; the origin, where that has no place in it."""
    where = next((nth for nth, link in enumerate(said.chain) if said.source and link.span == said.source), None)
    if where is None:
        where = next((nth for nth, link in enumerate(said.chain) if entity_is(link, said.source_entity)), len(said.chain) - 1)
    before, after = said.chain[: max(where, 0)], said.chain[where + 1 :] if said.chain else ()
    if source is None and entity is None:
        return (*before, *after)
    kind = said.chain[where].link if said.chain else "said"
    named = held.noun(Entity, entity) if entity else None
    name = source.exact if source else named.name if named else ""
    anonymous = entity is None and not is_name(name)
    return (*before, Link(name, entity, source, kind, source is not None, anonymous), *after)


def entity_is(link: Link, entity: str | None) -> bool:
    return entity is not None and link.entity == entity


def _following(held: Holdings, member: Member, old: Statement, new: Statement, refused: bool) -> Member:
    """A member as its statement now stands: its words move with the content, its stance with what is said of it."""
    span = member.span
    if new.content != old.content and not any(piece.covers(span) for piece in new.content if span not in old.content):
        span = max(new.content, key=lambda piece: (piece.end - piece.start, -piece.start))
    stance: Stance = member.stance
    if (new.report, new.certainty) != (old.report, old.certainty):
        against = stance != "questions" and (stance == "denies") is not refused
        stance = claims.stance_of(new, refused=_refused(held, new), against=against)
    return replace(member, span=span, stance=stance)


def _correct_figure(held: Holdings, figure: Figure, change: Change) -> None:
    _only(change, FIGURE_FIELDS)
    new = _with_figure_fields(held, _article(held, figure.article), figure, change)
    held.put(new)
    for line in held.where(Series, "held", [figure.id]):
        points = tuple(Point(new.as_of, new.bounds, figure.id) if point.figure == figure.id else point for point in line.points)
        held.put(replace(line, points=points))
    if (figure.value, figure.bounds, figure.counted) != (new.value, new.bounds, new.counted):
        _unopposed(held, figure.id)  # what it was held against is not what it says
    for id in sorted({one for one in (figure.event, new.event) if one and figure.event != new.event}):
        event = held.noun(Event, id)
        if event:
            figures = {*event.figures} - {figure.id} | ({figure.id} if id == new.event else set())
            held.put(replace(event, figures=tuple(sorted(figures))))


def _with_figure_fields(held: Holdings, article: Article, figure: Figure, change: Change) -> Figure:
    comparator = _among(change, "comparator", get_args(Comparator), figure.comparator, null=False)
    value = _number(change, "value", figure.value)
    bounds = Bounds(_number(change, "low", figure.bounds.low), _number(change, "high", figure.bounds.high))
    if "value" in change and not {"low", "high"} & change.keys() and value is not None and comparator == "exactly":
        bounds = Bounds(value, value)
    if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
        raise UnusableJudgement(f"`low` is {bounds.low} and `high` is {bounds.high}: give the lower as low")
    span = _span(article, change, "span", figure.span)
    if span is None:
        raise UnusableJudgement("`span` cannot be null: a figure stands on words")
    return replace(
        figure,
        span=span,
        value=value,
        bounds=bounds,
        comparator=comparator,
        counted=_among(change, "counted", get_args(Counted), figure.counted, null=False),
        unit=_words(change, "unit", figure.unit),
        of_whom=_entity(held, change, "of_whom", figure.of_whom),
        role=_among(change, "role", get_args(Role), figure.role, null=False),
        as_of=_time(change, "as_of", figure.as_of),
        place=_entity(held, change, "place", figure.place),
        event=_known(held, Event, change, "event", figure.event),
    )


def _correct_mention(held: Holdings, told: EventMention, change: Change) -> None:
    _only(change, MENTION_FIELDS)
    held.put(_with_mention_fields(held, _article(held, told.article), told, change))
    _retell(held, told.event)


def _with_mention_fields(held: Holdings, article: Article, told: EventMention, change: Change) -> EventMention:
    trigger = _span(article, change, "trigger", told.trigger)
    if trigger is None:
        raise UnusableJudgement("`trigger` cannot be null: an event mention stands on words")
    return replace(
        told,
        trigger=trigger,
        kind=_among(change, "kind", get_args(EventKind), told.kind),
        mode=_words(change, "mode", told.mode),
        reality=_among(change, "reality", get_args(Reality), told.reality, null=False),
        time=_time(change, "time", told.time),
        place=_site(held, article, change, told.place),
    )


def _site(held: Holdings, article: Article, change: Change, old: Participant | None) -> Participant | None:
    """Where it happened: null, an entity (by its first mention), or {"span": [start, end], "entity": id}."""
    if "place" not in change or change["place"] is None:
        return old if "place" not in change else None
    given = change["place"]
    if isinstance(given, Mapping):
        _only(given, ("span", "entity"))
        span = _span(article, given, "span", old.span if old else None)
        entity = _entity(held, given, "entity", None)
    else:
        entity = _entity(held, change, "place", None)
        named = [one.span for one in held.where(Mention, "article", [article.id]) if one.entity == entity]
        span = min(named, default=old.span if old else None)
    if span is None:
        raise UnusableJudgement('`place` needs the words that name it: {"span": [start, end], "entity": id or null}')
    return Participant(span, entity)


def _correct_entity(held: Holdings, entity: Entity, change: Change) -> None:
    _only(change, ENTITY_FIELDS)
    name = _words(change, "name", entity.name)
    if not name:
        raise UnusableJudgement("`name` cannot be null or empty: an entity has a name")
    place = entity.place
    if "place" in change:
        place = None if change["place"] is None else _place(change["place"])
    before = _claims_of(held, [entity.id])
    kind = _among(change, "kind", get_args(EntityKind), entity.kind, null=False)
    held.put(replace(entity, name=name, kind=kind, place=place))
    for claim in held.nouns(Claim, [one.id for one in before]):
        _recount(held, claim)


def _place(given: Any) -> Place:
    if not isinstance(given, Mapping):
        raise UnusableJudgement('`place` is {"lat", "lon", "country", "precision", "geonames"} or null')
    _only(given, PLACE_FIELDS)
    lat, lon = _number(given, "lat", None), _number(given, "lon", None)
    if (lat is None) is not (lon is None) or (lat is not None and lon is not None and not (abs(lat) <= 90 and abs(lon) <= 180)):
        raise UnusableJudgement(f"lat {lat} and lon {lon} are no point; give both in degrees, or both as null")
    geonames = _number(given, "geonames", None)
    if geonames is not None and not isinstance(geonames, int):
        raise UnusableJudgement(f"`geonames` is {geonames}; it is a whole number")
    precision = _among(given, "precision", get_args(PlacePrecision), null=False)
    degrees = (None if lat is None else float(lat), None if lon is None else float(lon))
    return Place(*degrees, _words(given, "country", None), precision, geonames)


def _correct_article(held: Holdings, article: Article, change: Change) -> None:
    _only(change, ("published",))
    when = _time(change, "published", article.published.time)
    held.put(replace(article, published=Published(when.value, when.precision, None, None, None)))
    for claim in held.where(Claim, "article", [article.id]):
        _recount(held, claim)
    for event in sorted({one.event for one in held.where(EventMention, "article", [article.id]) if one.event}):
        _retell(held, event)


# ------------------------------------------------------------------------------------------------------------------ added


def _add_statement(held: Holdings, article: Article, change: Change) -> str:
    _only(change, STATEMENT_FIELDS)
    cue, source = _span(article, change, "cue", None), _span(article, change, "source", None)
    content = _content(article, change)
    # The id that the extractors would give it, so that it is one with what they may find later.
    id = identify("s", article.id, *(span and (span.start, span.end) for span in (cue, source, *content)))
    _is_new(held, id)
    report = _among(change, "report", get_args(ReportMode), "reported", null=False)
    certainty: Certainty = "CT-" if report in ("denied", "declined") else "CT+"
    bare = Statement(id, article.id, cue, None, content, None, (), "indirect", report, certainty, False, rule="person")
    said = _with_statement_fields(held, article, bare, change)
    held.put(said)
    span = max(said.content, key=lambda piece: (piece.end - piece.start, -piece.start))
    _claim_alone(held, said, [Member(id, article.id, span, "affirms")])
    return id


def _add_figure(held: Holdings, article: Article, change: Change) -> str:
    _only(change, (*FIGURE_FIELDS, "statement"))
    span = _span(article, change, "span", None)
    if span is None:
        raise UnusableJudgement("`span` is missing: [start, end] of the words that give the figure")
    counted = _among(change, "counted", get_args(Counted), null=False)
    id = identify("f", article.id, span.start, span.end, counted)
    _is_new(held, id)
    said = _known(held, Statement, change, "statement", None)
    bare = Figure(id, article.id, span, None, Bounds(), "exactly", counted, None, None, "count", Time(), None, None, said)
    figure = _with_figure_fields(held, article, bare, change)
    if figure.value is None and figure.bounds == Bounds() and figure.comparator != "vague":
        raise UnusableJudgement('a figure has a `value`, a `low` or a `high`; words alone have the comparator "vague"')
    held.put(figure)
    event = held.noun(Event, figure.event) if figure.event else None
    if event:
        held.put(replace(event, figures=tuple(sorted({*event.figures, id}))))
    return id


def _add_mention(held: Holdings, article: Article, change: Change) -> str:
    _only(change, (*MENTION_FIELDS, "statement"))
    trigger = _span(article, change, "trigger", None)
    if trigger is None:
        raise UnusableJudgement("`trigger` is missing: [start, end] of the words that tell the event")
    kind, mode = _among(change, "kind", get_args(EventKind), None), _words(change, "mode", None)
    id = identify("v", article.id, trigger.start, trigger.end, kind, mode)
    _is_new(held, id)
    said = _known(held, Statement, change, "statement", None)
    event = identify("ev", [id])
    bare = EventMention(id, article.id, trigger, event, kind, mode, (), (), (), None, Time(), "happened", said)
    told = _with_mention_fields(held, article, bare, change)
    held.put(told)
    empty = Event(event, None, None, (), (), None, told.time, (), 0, Bounds(), (), told.reality, "one mention")
    held.put(retold(held, empty, [id]))
    return id


def _is_new(held: Holdings, id: str) -> None:
    if held.kind_of(id) is not None:
        raise UnusableJudgement(f"these very words are in the record already, as {id}: accept or correct that")


# ----------------------------------------------------------------------------------------------------------------- fields


def _article(held: Holdings, id: str) -> Article:
    article = held.noun(Article, id)
    if article is None:
        raise UnusableJudgement(f"its article {id} is not in the record")
    return article


def _only(change: Change, known: Sequence[str]) -> None:
    for name in change:
        if name not in known:
            raise UnusableJudgement(f"`{name}` cannot be given here; what can: {', '.join(known)}")


def _span(article: Article, change: Change, name: str, old: Span | None) -> Span | None:
    if name not in change:
        return old
    return None if change[name] is None else _words_at(article, change[name], name)


def _words_at(article: Article, given: Any, name: str) -> Span:
    if not (
        isinstance(given, list | tuple)
        and len(given) == 2
        and all(isinstance(place, int) and not isinstance(place, bool) for place in given)
        and 0 <= given[0] < given[1] <= len(article.text)
    ):
        raise UnusableJudgement(
            f"`{name}` is {given!r}; it is [start, end], code points into the {len(article.text)} of {article.id}, end excluded"
        )
    return article.span(given[0], given[1])


def _content(article: Article, change: Change) -> tuple[Span, ...]:
    given = change.get("content")
    if not isinstance(given, list | tuple) or not given:
        raise UnusableJudgement("`content` is a list of [start, end], one or more: the words that are said")
    spans = tuple(sorted(_words_at(article, one, "content") for one in given))
    if any(one.overlaps(other) for one, other in pairwise(spans)):
        raise UnusableJudgement(f"the spans of `content` overlap: {given}")
    return spans


def _among(change: Change, name: str, known: Sequence[Any], old: Any = None, *, null: bool = True) -> Any:
    if name not in change and (null or old is not None):
        return old
    value = change.get(name)
    if value not in known and not (value is None and null):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is one of: {', '.join(map(str, known))}{' or null' * null}")
    return value


def _words(change: Change, name: str, old: str | None) -> str | None:
    value = change.get(name, old)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is words, or null")
    return value


def _number(change: Change, name: str, old: float | int | None) -> float | int | None:
    value = change.get(name, old)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value != value):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is a number, or null")
    return value


def _known(held: Holdings, kind: type[Any], change: Change, name: str, old: str | None) -> str | None:
    if name not in change:
        return old
    value = change[name]
    if value is not None and (not isinstance(value, str) or held.noun(kind, value) is None):
        raise UnusableJudgement(f"`{name}` is {value!r}; it is the id of an {kind.__name__.lower()} of the record, or null")
    return value


def _entity(held: Holdings, change: Change, name: str, old: str | None) -> str | None:
    return _known(held, Entity, change, name, old)


def _entity_at(held: Holdings, article: str, span: Span) -> str | None:
    """The one entity that words name: of its mentions there, the longest that lies within."""
    within = [one for one in held.where(Mention, "article", [article]) if span.covers(one.span)]
    longest = max((one.span.end - one.span.start for one in within), default=0)
    found = {one.entity for one in within if one.span.end - one.span.start == longest}
    return found.pop() if len(found) == 1 else None


_DAY = r"\d{4}-\d{2}-\d{2}"
_PRECISIONS: tuple[tuple[str, Precision], ...] = (
    (r"\d{4}", "year"), (r"\d{4}-\d{2}", "month"), (_DAY, "day"), (rf"{_DAY}T\d{{2}}:\d{{2}}", "minute"),
    (rf"{_DAY}/{_DAY}", "interval"),
)  # fmt: skip


def _time(change: Change, name: str, old: Time) -> Time:
    if name not in change:
        return old
    value = change[name]
    if value is None:
        return Time(None, "unresolved", old.words)
    for shape, precision in _PRECISIONS:
        if isinstance(value, str) and re.fullmatch(shape, value) and _is_day(value):
            return Time(value, precision, old.words)
    raise UnusableJudgement(f"`{name}` is {value!r}; write 2015, 2015-02, 2015-02-03, 2015-02-03T14:30, 2015-02-03/2015-02-19")


def _is_day(value: str) -> bool:
    try:
        days = Time(value).days
    except ValueError:
        return False
    return days is not None and days[0] <= days[1]
