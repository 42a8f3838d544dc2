"""What a pile must be read with: on whom it rests, which reports are one report, what has no date and what was not read.

What always holds: every caution names the reports it is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from accordingto.model import Claim, Derivation
from accordingto.present.brief.account import Caution, Reliance
from accordingto.present.brief.desk import Desk
from accordingto.present.brief.wording import clear

SHARED = 8  # groups of reports with one text or one origin that are told; the rest is counted
UNREAD = 8  # inputs not read that are told one by one
CREDITS = re.compile(r"\b(?:it credits|credits)\b.*$")


def relied(desk: Desk, claims: Iterable[Claim]) -> tuple[tuple[Reliance, ...], int]:
    """Origins by how many reports and claims rest on them; and how many claims rest on nobody named.

    One name is one origin, but for who is known by what he is alone: "the company" of two reports may be two.
    """
    counted: Counter[tuple[str, str]] = Counter()
    resting: dict[tuple[str, str], set[str]] = defaultdict(set)
    standing_for: dict[tuple[str, str], set[str]] = defaultdict(set)
    unnamed = 0
    for claim in claims:
        stated = {one.article for one in claim.members if one.statement}
        origins = [origin for origin in claim.origins if stated & set(origin.articles)]
        known: set[tuple[str, str]] = set()
        for origin in origins:
            if origin.known:
                called = clear(desk.name(origin.entity) or origin.name), desk.alone(origin)
                known.add(called)
                resting[called] |= set(origin.articles) & stated
                standing_for[called].add(origin.entity or "")
        counted.update(known)
        unnamed += bool(origins) and not known
    ranked = sorted(counted, key=lambda called: (-len(resting[called]), -counted[called], called))
    ids = {called: min(found) or None if len(found) == 1 else None for called, found in standing_for.items()}
    reliances = (
        Reliance(name, counted[name, alone], len(resting[name, alone]), desk.whole(resting[name, alone]), ids[name, alone])
        for name, alone in ranked
    )
    return tuple(reliances), unnamed


def cautions(desk: Desk, *, full: bool, among: Collection[str] | None = None) -> tuple[Caution, ...]:
    """Copies, shared origins, headlines that outrun their text, the undated, the nameless and the unread.

    `among`: the articles that are in question; what is about none of them is left out.
    """

    def asked(articles: Iterable[str]) -> list[str]:
        return [article for article in articles if among is None or article in among]

    shared = [one for one in (*_texts(desk), *_origins(desk)) if asked(cited.article for cited in (*one.cited, *one.of))]
    said = shared if full else shared[:SHARED]
    if len(shared) > len(said):
        left = {one.article for caution in shared[len(said) :] for one in caution.cited}
        said.append(Caution(desk.whole(left), f"form {len(shared) - SHARED:,} more such groups"))
    outrun = set(asked(one.left.article for one in desk.contents.contradictions if one.kind == "headline"))
    if outrun:
        said.append(Caution(desk.whole(outrun), "say more in the headline than in the text" if len(outrun) > 1 else
                            "says more in its headline than in its text"))  # fmt: skip
    undated = asked(article.id for article in desk.ordered if article.published.value is None)
    if undated:
        have = "has no date" if len(undated) == 1 else "have no date"
        said.append(Caution(desk.whole(undated), f"{have} of publication: “today” or “last week” there stays undated"))
    nameless = asked(article.id for article in desk.ordered if article.outlet is None)
    if nameless:
        name = "names" if len(nameless) == 1 else "name"
        said.append(Caution(desk.whole(nameless), f"{name} no outlet: what is said there in its own words has no known origin"))
    rejections = sorted(desk.contents.rejections, key=lambda one: (one.uri, one.id))
    told = rejections if full else rejections[:UNREAD]
    said += [Caution((), f"{clear(one.uri)} was not read: {clear(one.reason).split('. ')[0]}") for one in told]
    if len(rejections) > len(told):
        said.append(Caution((), f"{len(rejections) - len(told):,} more inputs were not read: `accordingto show R rejections`"))
    return tuple(said)


def _texts(desk: Desk) -> list[Caution]:
    """Groups of reports that are one text, the largest first; then reports that take a part of their text from another."""
    groups: dict[str, set[str]] = defaultdict(set)
    for article, stands in desk.text_of.items():
        groups[stands].add(article)
    evidence: dict[str, list[Derivation]] = defaultdict(list)
    taken: dict[tuple[str, str], Derivation] = {}
    for one in sorted(desk.contents.derivations, key=lambda one: one.id):
        if one.derived not in desk.numbers or one.origin not in desk.numbers:
            continue
        if one.relation == "same_text":
            evidence[desk.text_of[one.derived]].append(one)
        elif one.relation == "derived":
            taken.setdefault((desk.text_of[one.derived], desk.text_of[one.origin]), one)
    said = []
    for stands, articles in sorted(groups.items(), key=lambda group: (-len(group[1]), desk.numbers[group[0]])):
        if len(articles) > 1:
            said.append(Caution(desk.whole(articles), "are one text", (), _why(evidence[stands])))
    for _, one in sorted(taken.items(), key=lambda pair: (desk.numbers[pair[0][0]], desk.numbers[pair[0][1]])):
        if desk.text_of[one.derived] == desk.text_of[one.origin]:
            continue
        if one.direction_known:
            said.append(Caution(desk.whole([one.derived]), "takes text from", desk.whole([one.origin]), _why([one])))
        else:
            said.append(
                Caution(
                    desk.whole([one.derived, one.origin]), "share text", (), f"{_why([one])}; which came first is not known"
                )
            )
    return said


def _why(derivations: Sequence[Derivation]) -> str:
    """How much the texts share, and whom they credit: the measure, not the whole evidence."""
    lows = [one.share.low for one in derivations if one.share.low is not None]
    highs = [one.share.high for one in derivations if one.share.high is not None]
    words = []
    if lows and highs:
        low, high = round(100 * min(lows)), round(100 * max(highs))
        words.append(f"{low}% of the words are the same" if low == high else f"{low}–{high}% of the words are the same")
    credits = sorted({found.group() for one in derivations if (found := CREDITS.search(clear(one.reason)))})
    return "; ".join([*words, *credits])


def _origins(desk: Desk) -> list[Caution]:
    """Reports that rest on one origin. Reports that are one text are said to be so already, whomever that text rests on."""
    resting: dict[str, set[str]] = defaultdict(set)
    for one in desk.contents.derivations:
        if one.relation == "same_origin" and one.derived in desk.numbers and one.origin in desk.entities:
            resting[one.origin].add(one.derived)
    by_reports: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for entity, articles in resting.items():
        if len({desk.text_of[article] for article in articles}) > 1:
            by_reports[tuple(sorted(articles, key=desk.numbers.__getitem__))].add(desk.name(entity) or "")
    ranked = sorted(by_reports.items(), key=lambda one: (-len(one[0]), [desk.numbers[article] for article in one[0]]))
    return [Caution(desk.whole(articles), f"rest on the word of {_listed(sorted(names))}") for articles, names in ranked]


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
