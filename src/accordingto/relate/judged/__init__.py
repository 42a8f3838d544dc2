"""A person's judgement changes what is counted, by the same rules that counted it: this makes it so, and no more than that.

What always holds: what a judgement does depends on the judgement, on those before it in the log, and on what the machine made;
so undoing and rebuilding go through the same door as judging. What is judged is found again by its id, or by the very words
it stood on; by nothing that is merely like it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from accordingto.errors import UnusableJudgement
from accordingto.model import (
    Article,
    Claim,
    Derivation,
    Entity,
    Event,
    EventMention,
    Figure,
    Findings,
    Judgement,
    Statement,
    Verdict,
)
from accordingto.relate.judged import given
from accordingto.relate.judged.correcting import (
    add_figure,
    add_mention,
    add_statement,
    correct_article,
    correct_entity,
    correct_figure,
    correct_mention,
    correct_statement,
)
from accordingto.relate.judged.holdings import Change, Holdings, subject
from accordingto.relate.judged.joining import join_claims, join_entities, join_events, part, part_entity
from accordingto.relate.judged.leaving import part_copies, uncount, unsay, untell
from accordingto.relate.judged.placing import footings, placed
from accordingto.relate.speaking import speakers


def judge(held: Holdings, asked: Judgement, undone: Callable[[Sequence[Judgement]], frozenset[str]]) -> Judgement:
    """Add a judgement to the log and make it so. `asked` has no id yet; `undone` tells which judgements of a log are undone."""
    if not held.is_noted():
        rebuilt(held, undone)
    if not asked.author.strip():
        raise UnusableJudgement("a judgement has an author: say who judges")
    if asked.verdict not in get_args(Verdict):
        raise UnusableJudgement(f"{asked.verdict!r} is no verdict; these are: {', '.join(get_args(Verdict))}")
    if asked.verdict == "undo":
        return _undo(held, asked, undone)
    if asked.undoes is not None:
        raise UnusableJudgement(f"only an undo undoes; this is {asked.verdict!r}")
    for id in asked.subject:
        if held.kind_of(id) is None:
            raise UnusableJudgement(f"there is nothing called {id} in the record that could be judged; see: accordingto export")
    made = replace(asked, evidence=tuple(footings(held, asked.subject)), after=held.last())
    made = replace(made, id=made.proper_id)
    held.append(made)
    apply(held, made)
    return held.judgement(made.id) or made


def _undo(held: Holdings, asked: Judgement, undone: Callable[[Sequence[Judgement]], frozenset[str]]) -> Judgement:
    log = held.log()
    meant = next((one for one in log if one.id == asked.undoes), None)
    if meant is None:
        raise UnusableJudgement(f"there is no judgement {asked.undoes}; accordingto judge RECORD --list shows them all")
    if meant.id in undone(log):
        raise UnusableJudgement(f"{meant.id} is undone already; to make it again, undo what undid it")
    if asked.change is not None:
        raise UnusableJudgement("an undo changes nothing else: leave the change out")
    made = replace(asked, subject=asked.subject or meant.subject, after=held.last())
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


def _accept(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids, plural=True)
    _standing(held, ids)


def _reject(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids, plural=True)
    for id in ids:
        match subject(held, id):
            case Statement() as said:
                unsay(held, said)
            case Figure() as figure:
                uncount(held, figure)
            case EventMention() as told:
                untell(held, told)
            case Derivation() as copy:
                if copy.relation != "same_origin":
                    part_copies(held, copy)
            case _:
                pass  # it stands where it stood, and views do not show it


def _same(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _of_one_kind(held, ids)
    first, *others = [subject(held, id) for id in ids]
    match first:
        case Claim():
            join_claims(held, first, others)
        case Event():
            join_events(held, first, others, judgement.author)
        case Entity():
            join_entities(held, first, others, judgement.author)
        case _:
            raise UnusableJudgement(f"{first.id} is neither a claim, an event nor an entity: only these can be the same")


def _different(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    kinds = [held.kind_of(id) for id in ids]
    if kinds == [Claim, Statement]:
        part(held, subject(held, ids[0]), subject(held, ids[1]))
        return
    if kinds == [Entity, Article]:
        part_entity(held, subject(held, ids[0]), subject(held, ids[1]), judgement)
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
    match subject(held, ids[0]):
        case Statement() as said:
            correct_statement(held, said, change)
        case Figure() as figure:
            correct_figure(held, figure, change)
        case EventMention() as told:
            correct_mention(held, told, change)
        case Entity() as entity:
            correct_entity(held, entity, change)
        case Article() as article:
            correct_article(held, article, change)
        case other:
            raise UnusableJudgement(
                f"{other.id} is drawn from what reports say and follows it: correct the statement, figure, event mention, "
                "entity or article that it rests on"
            )


def _add(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids)
    article = subject(held, ids[0])
    if not isinstance(article, Article):
        raise UnusableJudgement(f"{article.id} is no article: something is added to the article that says it")
    change = dict(_change(judgement))
    kind = change.pop("type", None)
    adding = {"statement": add_statement, "figure": add_figure, "event_mention": add_mention}.get(str(kind))
    if adding is None:
        raise UnusableJudgement(f"`type` is {kind!r}; what can be added: statement, figure, event_mention")
    noun = adding(held, article, change)
    held.added(judgement, noun)


def _grade(held: Holdings, judgement: Judgement, ids: Sequence[str]) -> None:
    _alone(judgement, ids)
    noun, change = subject(held, ids[0]), _change(judgement)
    if not isinstance(noun, Claim | Entity | Article):
        raise UnusableJudgement(f"{noun.id} is neither a claim, an entity nor an article: only these are graded")
    given.only(change, ("scale", "reliability", "credibility", "status"))
    given.among(change, "scale", ("admiralty",), null=False)
    given.among(change, "reliability", tuple("ABCDEF"))
    given.among(change, "credibility", tuple("123456"))
    given.among(change, "status", ("verified",))
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
