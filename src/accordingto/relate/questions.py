"""Asks what a pile contests at large, is one with another or against it, and gathers under it who says which.

Nobody need say the same for a question to be contested: one report has a ministry arm the rebels, another has it jail them.
Words for being with somebody and for being against them (`lexicons/en/directions.toml`) give each wording a direction between
two; narrower claims of both directions between the same two are the parts of one contested claim, in which all that tell of
being with affirm, and all that tell of being against deny. A plain war is no question: somebody must be held to be with the
other, by another than those who answer. A question says nothing new: each of its members is a member of one of its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from accordingto.model import (
    Bounds,
    Claim,
    Derivation,
    Findings,
    Member,
    Origin,
    Span,
    Stance,
    Statement,
    Time,
    by_id,
    identify,
)
from accordingto.relate import claims, quoting
from accordingto.relate.claims import member_key, refusals, telling
from accordingto.relate.directions import Act, Key, Reading, Who
from accordingto.relate.events import Wording, wordings
from accordingto.relate.lineage import Lineage, arithmetic, independent, lineage, origins

LEAD = "whether "  # how the reason of a question begins
SIDES: Mapping[int, Stance] = {1: "affirms", -1: "denies", 0: "questions"}


@dataclass(frozen=True, slots=True)
class Side:
    """A member of a narrow claim that takes a side between two: 1 with, -1 against, 0 asking."""

    claim: str
    member: Member
    direction: int
    accusing: bool
    clear: bool  # whether it names both in its own words
    speaker: str | None


def questions(
    findings: Sequence[Findings],
    narrow: Sequence[Claim],
    copies: Sequence[Derivation] = (),
    written: Sequence[Wording] = (),
    known: Lineage | None = None,
) -> tuple[Claim, ...]:
    """The contested questions of a pile, by id: claims that gather narrower ones (`narrow`) in their `parts`.

    A question's `text` is the clearest wording of a member that affirms, its stances are towards being with somebody.
    """
    findings = sorted(findings, key=lambda found: found.article.id)
    written = written or wordings(findings)
    who = Who(findings)
    members: dict[str, list[tuple[Claim, Member]]] = defaultdict(list)
    for claim in sorted(narrow, key=lambda claim: claim.id):
        for member in claim.members:
            members[member.article].append((claim, member))
    sides: dict[tuple[Key, Key], list[Side]] = defaultdict(list)
    for found, words in zip(findings, written, strict=True):
        if found.article.id in members:
            _take_sides(sides, found, words, who, members[found.article.id])
    asked = {pair: taken for pair, taken in sides.items() if _is_contested(pair[0], taken)}
    if not asked:
        return ()
    known = known or lineage(findings, copies)
    statements: dict[str, Statement] = by_id(said for found in findings for said in found.statements)
    parts: dict[str, Claim] = by_id(narrow)
    gathered = [_question(who, pair, asked[pair], parts, statements, known) for pair in sorted(asked)]
    return tuple(sorted((one for one in gathered if one.contested), key=lambda one: one.id))


def _take_sides(
    sides: dict[tuple[Key, Key], list[Side]], found: Findings, words: Wording, who: Who, members: Sequence[tuple[Claim, Member]]
) -> None:
    """Add what each member of one article says of one with another, or against them."""
    reading = Reading(found, words, who)
    acts = reading.acts()
    refused = refusals([found])
    for claim, member in members:
        statement = None if member.passing else reading.statements.get(member.statement or "")
        pieces = quoting.pieces(member, statement)
        told = [act for act in acts if any(piece.start <= act.start and act.end <= piece.end for piece in pieces)]
        taken: dict[tuple[Key, Key], list[Act]] = defaultdict(list)
        for nth, act in enumerate(told):
            actor = reading.blamed(statement, act) if nth == 0 and statement else None
            actor = actor or act.actor
            if actor and actor != act.target:
                taken[actor, act.target].append(act)
        speaker = reading.speaker(statement)
        for pair, same in taken.items():
            total = sum(act.direction for act in same)
            if not total and any(act.direction for act in same):
                continue  # it tells of both, and takes no side
            way = (total > 0) - (total < 0)
            if statement is not None:
                # "denied that he arms them" is turned round by the denial once, be it read as a word or as a statement.
                turned = [act.turned for act in same if act.turned is not None]
                outside = len(turned) == len(same) and not any(statement.holds(Span(at, at, "")) for at in turned)
                refuses = statement.id in refused and not outside
                way = 0 if statement.report in ("questioned", "unverified") else -way if refuses else way
            accusing = any(act.accusing for act in same) or (
                statement is not None and statement.report in ("accused", "alleged", "denied")
            )
            # What is said, without who says it: a question asks no less of what others say.
            shown = replace(member, span=next(piece for piece in pieces if piece.start <= same[0].start < piece.end))
            sides[pair].append(Side(claim.id, shown, way, accusing, _is_clear(same, shown.span), speaker))
        for pair in reading.answered(statement) if statement and not taken else ():
            asking = next((piece for piece in pieces if "?" in piece.exact), None)
            shown = replace(member, span=asking) if asking else member
            sides[pair].append(Side(claim.id, shown, 0 if asking else -1, True, False, speaker))


def _is_clear(acts: Sequence[Act], span: Span) -> bool:
    """Whether words name both whom they are about, in a clause or a phrase of their own."""
    return any(act.named and span.start < act.first <= act.last < span.end and act.turned is None for act in acts)


def _is_contested(actor: Key, sides: Sequence[Side]) -> bool:
    """Whether somebody holds one to be with another, somebody else has it otherwise, and the one answers the other."""
    held = [one for one in sides if one.direction > 0 and one.speaker != actor]
    quoting: dict[str, list[Span]] = defaultdict(list)
    for one in held:
        quoting[one.member.article].append(one.member.span)
    # What another wording quotes and has otherwise is no answer to it: "was never able to deny that he arms them".
    against = [
        one
        for one in sides
        if one.direction < 0 and not any(span.covers(one.member.span) for span in quoting.get(one.member.article, ()))
    ]
    if not held or not against:
        return False
    if any(one.accusing for one in held) or any(not one.direction for one in sides):
        return True
    holding, answering = ({one.speaker for one in those if one.speaker} for those in (held, against))
    return bool(holding and answering) and len(holding | answering) > 1


def _question(
    who: Who,
    pair: tuple[Key, Key],
    sides: Sequence[Side],
    narrow: Mapping[str, Claim],
    statements: Mapping[str, Statement],
    known: Lineage,
) -> Claim:
    stances = {one.member: replace(one.member, stance=SIDES[one.direction]) for one in sides}
    members = sorted(stances.values(), key=member_key)
    clear = [stances[one.member] for one in sides if one.direction > 0 and one.clear]

    def standing(one: Member) -> tuple[object, ...]:
        """What nothing else is said with says best what is asked; and the body says it better than a headline."""
        return (
            known.articles[one.article].zone_at(one.span.start) in ("headline", "heading"),
            len(one.span.exact),
            member_key(one),
        )

    shown = min(clear, key=standing, default=quoting.clearest_member(members, statements, known))
    empty = Claim(
        identify("c", "question", [member_key(one) for one in members]), shown.span.exact, (), 0, (), Bounds(), False,
        "", tuple(sorted({one.claim for one in sides})), Time(), Time(),
    )  # fmt: skip
    actor, target = (who.name(key) for key in pair)
    whom = "them" if who.are_people(pair[1]) else "it"
    empty = replace(empty, reason=f"{LEAD}{actor} is with {target} or against {whom}: ")
    return counted(empty, members, [narrow[id] for id in empty.parts], statements, known)


def counted(
    question: Claim, members: Sequence[Member], parts: Sequence[Claim], statements: Mapping[str, Statement], known: Lineage
) -> Claim:
    """A question with these members, and all that is counted of them. It still says what it asks.

    Its origins are those of its parts, each counted for itself: who tells one of them is nobody's word for another.
    """
    whole = claims.counted(question, members, statements, known)
    articles: dict[tuple[bool, str, str | None, str], set[str]] = defaultdict(set)
    tellings = []
    for part in sorted(parts, key=lambda part: part.id):
        within = {(one.statement or one.span, one.article) for one in part.members}
        mine = [one for one in members if one.stance == "affirms" and (one.statement or one.span, one.article) in within]
        told = [telling(one, statements, known) for one in mine]
        tellings += told
        for one in origins(told, known):
            articles[one.known, one.name, one.entity, "" if one.known else one.articles[0]] |= set(one.articles)
    found = [Origin(name, entity, tuple(sorted(carriers)), sure) for (sure, name, entity, _), carriers in articles.items()]
    found.sort(key=lambda one: (not one.known, -len(one.articles), one.name, one.articles))
    reason = arithmetic(len({one.article for one in members if one.stance == "affirms"}), tellings, found)
    lead, mark, _ = question.reason.partition(": ")
    _, denied, deniers = whole.reason.partition("; denied by ")
    return replace(whole, origins=tuple(found), independent=independent(found), reason=f"{lead}{mark}{reason}{denied}{deniers}")


def asks(claim: Claim) -> bool:
    """Whether a claim is a question, which gathers narrower claims. What stands inside the words of another is no such part."""
    return bool(claim.parts) and claim.reason.startswith(LEAD)
