"""Who denies what another says: the two wordings of a contested claim that a reader may hold against each other.

A claim gathers wordings that are near one another, and its denying members may deny only a part of that, count otherwise, or
tell of the like at another time. That one contradicts the other is said here only of two voices, where one denies in so many
words what the other says, or where both say one thing and only one of them negates it. All else is left to the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from accordingto.model import Article, Claim, Entity, EventMention, Findings, Member, Span, Statement, by_id
from accordingto.relate import agreement
from accordingto.relate.acts import WORDS_ALIKE
from accordingto.relate.claims import DENIED_BACK, DENIED_WORDS, PARTS, SAYING_NOUNS, antecedent
from accordingto.relate.events import FAR_APART, stem
from accordingto.relate.folding import fold_word
from accordingto.relate.quoting import PRONOUNS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
DENYING = re.compile(r"\b(?:den(?:y|ies|ied|ying|ial)|refut\w*|rebut\w*|disput\w*|disclaim\w*)\b", re.IGNORECASE)
# What is rejected may be a plan or a visit; only what somebody said is denied by it.
REJECTING = re.compile(r"\b(?:reject\w*|dismiss\w*|contradict\w*|brush\w* (?:off|aside)|repudiat\w*)\b", re.IGNORECASE)
SAID = SAYING_NOUNS | {
    "report",
    "reports",
    "statement",
    "statements",
    "remarks",
    "comments",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
}
NEITHER = re.compile(
    r"\b(?:confirm(?:ed|s|ing)?\s+(?:n?or)|n[o']t|n’t|never|neither|without|refus\w+\s+to|declin\w+\s+to|stopp\w+\s+short\s+of)\s*"
    r"(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
HANDS = PARTS | frozenset(["participation", "complicity", "link", "links", "tie", "ties", "connection"])
NOBODY = re.compile(r"(?:no|none|nobody|neither)\b", re.IGNORECASE)
AS_WHAT = re.compile(r"\s+as\s+")  # "dismissed the report as a lie": what follows is the denier's own word
CLOSE = 200  # code points between what is said and a denial that names it only by its kind
CLOSEST = 120  # the same where a pronoun is all that names it
SHARED_WORDS = 2  # content words that a denial has in common with what it denies in the same report
SHARED_SHARE = 0.6  # of the words of the denial, at least
ALIKE = 0.5  # Jaccard of content words: the negation is then the point
CONTAINED = 0.8  # of the shorter wording, where it says little more than what it negates
SOON = timedelta(days=4)  # between two reports of which one negates what the other says: later it may have come about
NEGATED_REACH = 3  # words after a negation among which that stands which it negates
MOST = 30  # members of a side that are tried
NAME_STEM = 4  # letters that two names share to be of one family: Tarnia, Tarnian
UNSAID = frozenset(("questioned", "unverified", "declined", "intended"))
ACCUSING = frozenset(("accused", "alleged"))
DOING = re.compile(r"^(?:\S+\s+){0,6}?(?:of|for)\s")  # "the Tarn Front of burning the mill": what one is accused of


class Side(NamedTuple):
    """A member of a claim with what is needed to hold it against another: its statement, its article, who speaks."""

    member: Member
    statement: Statement | None
    article: Article
    voice: str
    speaker: str

    @property
    def words(self) -> str:
        return self.member.span.exact

    @property
    def order(self) -> tuple[str, str, Span, str]:
        return self.article.published.value or "9999", self.article.id, self.member.span, self.member.statement or ""


def denials(
    claims: Sequence[Claim], findings: Sequence[Findings], affairs: Mapping[str, str]
) -> Iterator[tuple[Claim, Member, Member, str]]:
    """Yield for each contested claim the wording and its denial that stand against each other most plainly, if any do."""
    reports = {finding.article.id: Report(finding) for finding in findings}
    for claim in sorted(claims, key=lambda claim: claim.id):
        if not claim.contested:
            continue
        yes, no = (
            sorted((reports[one.article].side(one) for one in claim.members if one.stance == stance), key=lambda one: one.order)
            for stance in ("affirms", "denies")
        )
        found = [
            (*plain, left, right)
            for left, right in product(yes[:MOST], no[:MOST])
            if (plain := opposed(left, right, reports, affairs))
        ]
        if found:
            *_, left, right = min(found, key=lambda pair: (*pair[:-2], pair[-2].order, pair[-1].order))
            yield claim, left.member, right.member, reason(left, right)


class Report:
    """The statements of one report, and whom it names where."""

    def __init__(self, finding: Findings) -> None:
        self.article = finding.article
        self.statements = by_id(finding.statements)
        self.said = sorted(finding.statements, key=lambda one: (one.extent, one.id))
        self.entities: dict[str, Entity] = by_id(finding.entities)
        self.happenings = sorted(finding.event_mentions, key=lambda one: (one.trigger, one.id))
        self.pronouns = {mention.span for mention in finding.mentions if mention.form == "pronoun"}

    def told_in(self, spans: Sequence[Span]) -> list[EventMention]:
        """What these stretches tell of."""
        return [one for one in self.happenings if any(span.covers(one.trigger) for span in spans)]

    def side(self, member: Member) -> Side:
        statement = self.statements.get(member.statement or "")
        outlet = self.article.outlet
        if statement and statement.chain:
            last = statement.chain[-1]
            name = last.name.removeprefix("doc:")
            return Side(member, statement, self.article, name, last.entity or fold_word(name))
        if statement and statement.source:
            return Side(
                member, statement, self.article, statement.source.exact, statement.source_entity or statement.source.exact
            )
        return Side(member, statement, self.article, outlet or "a report", fold_word(outlet or self.article.id))


def opposed(
    yes: Side, no: Side, reports: Mapping[str, Report], affairs: Mapping[str, str]
) -> tuple[bool, bool, bool, bool, bool, float] | None:
    """How plainly one side denies the other, the plainest first; None where it does not."""
    if not held(yes) or not held(no) or same_voice(yes, no):
        return None
    mine, theirs = yes.member.article, no.member.article
    together = mine == theirs
    if not together and (apart(yes.article, no.article) or (mine in affairs and affairs[mine] != affairs.get(theirs))):
        return None
    said = no.statement
    if said and said.report == "denied":
        if yes.statement and yes.statement.report == "denied":
            return None
        near = denied(yes, no, reports)
    elif yes.statement and yes.statement.report == "denied":
        return None
    else:
        near = negates(yes, no, reports)
    if not near:
        return None
    explicit = bool(said and said.report == "denied")
    passing = yes.member.passing or no.member.passing
    return not explicit, opens_with_pronoun(yes.words), not together, passing, yes.statement is None, -round(near, 6)


def held(side: Side) -> bool:
    """Whether somebody who is named, or an outlet, holds a thing to be so or not: neither asked, nor wanted, nor left open."""
    if fold_word(side.voice) in PRONOUNS or NOBODY.match(side.voice) or agreement.mood(side.words) in ("asked", "coming"):
        return False
    said = side.statement
    if said is None or said.report == "denied":
        return True
    return said.report not in UNSAID and said.certainty != "U" and not (said.cue and agreement.negative(said.cue.exact))


def opens_with_pronoun(words: str) -> bool:
    """Whether a wording leaves open whom it is about: "it failed", "that they had been late"."""
    return any(fold_word(match[0]) in PRONOUNS - {"that"} for match in list(WORD.finditer(words))[:2])


def same_voice(yes: Side, no: Side) -> bool:
    return yes.speaker == no.speaker or fold_word(yes.voice) == fold_word(no.voice)


def apart(one: Article, other: Article) -> bool:
    here, there = one.published.time.days, other.published.time.days
    return bool(here and there) and abs(first(here) - first(there)) > FAR_APART


def first(days: tuple[date, date] | None) -> date:
    return days[0] if days else date.max


# Denials


def denied(yes: Side, no: Side, reports: Mapping[str, Report]) -> float:
    """How near what somebody denies in so many words is to what is said: above 0 where it is that."""
    said, report = no.statement, reports[no.member.article]
    if said is None or not in_so_many_words(said, no.article):
        return 0
    text = AS_WHAT.split(" ".join(part.exact for part in said.content))[0]
    words = [fold_word(match[0]) for match in WORD.finditer(text)]
    if yes.statement and yes.statement.id in {said.nested_in, said.id}:
        return 0
    if is_anaphoric(words):
        return float(meant(yes, said, words, report))
    if any(word in SAID for word in words[:DENIED_WORDS]):
        words = [word for word in words if word not in SAID]
    denial, saying = stems(words), stems_of(yes.words)
    shared = len(denial & saying)
    if shared and is_reply(yes, said, report):
        return shared / len(denial | saying)
    if shared < max(min(SHARED_WORDS, len(denial)), SHARED_SHARE * len(denial)) or not shared:
        return 0
    accused = yes.statement is not None and yes.statement.report in ACCUSING and DOING.match(yes.words)
    if not accused and not agreement.is_clause(yes.words):
        return 0  # a name, or a thing, is nothing that could be denied
    if any(word in HANDS for word in words[:DENIED_WORDS]) and not names(yes.words, said, report):
        return 0  # who denies a part in a deed does not deny the deed
    if agreement.negative(yes.words) != agreement.negative(text):
        return 0  # who denies that they did not is at one with who says that they did
    if not same_deed(report.told_in(said.content), reports[yes.member.article].told_in([yes.member.span])):
        return 0
    return shared / len(denial | saying)


def same_deed(denied: Sequence[EventMention], said: Sequence[EventMention]) -> bool:
    """Whether one of the deeds that are denied is told, where deeds are; by its word, or by its kind."""
    if not denied:
        return True
    words = {root(fold_word(one.trigger.exact)) for one in said}
    kinds = {one.kind for one in said if one.kind}
    return any(one.kind in kinds or root(fold_word(one.trigger.exact)) in words for one in denied)


def in_so_many_words(denial: Statement, article: Article) -> bool:
    """Whether a cue denies; or rejects what somebody said. Neither to confirm nor to deny is not to deny."""
    if denial.cue is None:
        return True
    cue = denial.cue.exact
    content = " ".join(part.exact for part in denial.content)
    opening = [fold_word(match[0]) for match in WORD.finditer(content)][: DENIED_WORDS + 2]
    verb = DENYING.search(cue)
    if verb is None and not (REJECTING.search(cue) and any(word in SAID for word in opening)):
        return False
    before = article.text[max(0, denial.cue.start - 40) : denial.cue.start] + (cue[: verb.start()] if verb else "")
    return NEITHER.search(before) is None


def is_anaphoric(words: Sequence[str]) -> bool:
    """Whether a denial names what it denies only by its kind: "the charge", "any part in it", "it"."""
    if not words or len(words) > DENIED_WORDS:
        return False
    return any(word in SAID for word in words) or words[-1] in PRONOUNS or any(word in HANDS for word in words)


def meant(yes: Side, denial: Statement, words: Sequence[str], report: Report) -> bool:
    """Whether a denial that names nothing means this saying: the last one before it, close by, fit to be denied so."""
    said = yes.statement
    if said is None or yes.member.article != denial.article:
        return False
    meaning = antecedent(denial, report.said, report.article)
    gap = denial.extent[0] - said.extent[1]
    if not 0 <= gap <= DENIED_BACK or (meaning is not None and meaning.id != said.id):
        return False
    if any(word in HANDS for word in words):
        return (said.report in ACCUSING and names(yes.words, denial, report)) or (
            gap <= CLOSE and doer(yes.words, denial, report)
        )
    if words[-1] in PRONOUNS:
        return gap <= CLOSEST and not any(part in report.pronouns for part in denial.content)
    return gap <= CLOSE


def is_reply(yes: Side, denial: Statement, report: Report) -> bool:
    """Whether those who deny are the ones that are accused just before: "denied that the group was behind it"."""
    said = yes.statement
    if said is None or yes.member.article != denial.article or not 0 <= denial.extent[0] - said.extent[1] <= CLOSE:
        return False
    return names(yes.words, denial, report) if said.report in ACCUSING else doer(yes.words, denial, report)


def names(words: str, denial: Statement, report: Report) -> bool:
    """Whether a saying names who denies it, or theirs."""
    return bool(family(words) & family(spoken(denial, report)))


def doer(words: str, denial: Statement, report: Report) -> bool:
    """Whether a saying begins with who denies it, or theirs."""
    return bool(family(" ".join(words.split()[: DENIED_WORDS + 1])) & family(spoken(denial, report)))


def spoken(said: Statement, report: Report) -> str:
    """All names by which the report knows who speaks."""
    entity = report.entities.get(said.source_entity or "")
    known = [entity.name, *entity.aliases] if entity else []
    return " ".join([*known, *([said.source.exact] if said.source else []), *(link.name for link in said.chain[-1:])])


def family(words: str) -> set[str]:
    """The first letters of the names in a wording: "Tarnia's air force" and "the Tarnian government" share some."""
    return {
        fold_word(word[0])[:NAME_STEM] for word in WORD.finditer(words) if word[0][0].isupper() and len(word[0]) >= NAME_STEM
    }


# Negations


def negates(yes: Side, no: Side, reports: Mapping[str, Report]) -> float:
    """How alike two wordings are of which one negates what the other says: above 0 where that is all that parts them."""
    mine, theirs = yes.words, no.words
    if agreement.negative(mine) == agreement.negative(theirs) or agreement.mood(mine) != agreement.mood(theirs):
        return 0
    here, there = yes.article.published.time.days, no.article.published.time.days
    if here and there and abs(first(here) - first(there)) > SOON:
        return 0
    if yes.article.id == no.article.id and not (yes.statement and no.statement):
        return 0  # a report that tells of two things does not deny the one
    said, plain = (theirs, mine) if agreement.negative(theirs) else (mine, theirs)
    left, right = stems_of(said), stems_of(plain)
    if not left or not right or not negated_head(said) & right:
        return 0
    alike = len(left & right) / len(left | right)
    if alike >= ALIKE:
        return alike
    events = [{one.event for one in reports[side.member.article].told_in([side.member.span])} - {None} for side in (yes, no)]
    return alike if len(left & right) >= CONTAINED * len(left) and events[0] & events[1] else 0


def negated_head(text: str) -> set[str]:
    """The first word of content after each negation: what it negates."""
    words = [fold_word(match[0]) for match in WORD.finditer(text)]
    heads: set[str] = set()
    for place, word in enumerate(words):
        if word in agreement.NEGATIONS or word.endswith(("n't", "n’t")):
            after = [term for other in words[place + 1 : place + 1 + NEGATED_REACH] if (term := root(other))]
            heads.update(after[:1])
    return heads


def stems_of(text: str) -> set[str]:
    return stems(fold_word(match[0]) for match in WORD.finditer(text))


def stems(words: Iterable[str]) -> set[str]:
    return {term for word in words if word not in agreement.NEGATIONS and (term := root(word))}


def root(word: str) -> str:
    """A word's stem, that of its commonest fellow where reports choose between several ("gave", "burst", "failed")."""
    term = stem(word)
    return WORDS_ALIKE.get(term, term)


# Reasons


def reason(yes: Side, no: Side) -> str:
    """The two sides in one sentence, as a reporter would note them."""
    words = " ".join(yes.words.split()).strip(" ,;:").removeprefix("that ")
    if yes.statement and yes.statement.report == "accused" and DOING.match(words):
        return f"{yes.voice} accused {words}; {no.voice} denied it"
    return f"said by {yes.voice}, denied by {no.voice}: {words}"
