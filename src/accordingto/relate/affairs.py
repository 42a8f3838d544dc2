"""Tells which reports are about one affair; since the toll of a disaster is given in reports that share no other sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, islice

from accordingto.model import Article, Claim, Event, Findings, by_id
from accordingto.relate.events import FAR_APART
from accordingto.relate.grouping import Grouping

SHARED = 2  # claims and events that two articles both tell, to be about one affair; with 1, years of one war become one affair
LEAD_SENTENCES = 2
LEAD = 500  # code points in which they must stand: text without full stops has no lead of that length
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=\W|$)|\n|$)|[.!?\n]")
WIDE = frozenset(("country", "region", "province", "sea"))  # places too wide for two reports to be of one happening there
RARE = 2  # rare words that two leads must share
COMMON_LEADS = 6  # leads of a pile that may hold a rare word, and the share of them, whichever is more
COMMON_SHARE = 0.05
STEM = 6  # letters
WORD = re.compile(r"[^\W\d_]{4,}")
# What the reports of any day share: days, numbers, the words for the dead and the hurt, for who says so, and for nothing.
WORN = frozenset(
    word[:STEM]
    for word in (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "four", "five", "seven",
        "eight", "nine", "three", "eleven", "twelve", "twenty", "thirty", "forty", "dozen", "dozens", "hundred",
        "hundreds", "thousand", "thousands", "about", "least", "more", "most", "than", "almost", "nearly", "around",
        "killed", "killing", "kills", "dead", "died", "deaths", "injured", "injuring", "wounded", "wounding", "hurt",
        "people", "others", "said", "says", "reported", "according", "told", "after", "before", "when", "while",
        "with", "from", "that", "this", "these", "those", "were", "have", "been", "into", "over", "near", "also",
        "they", "them", "their", "there", "where", "which", "what", "some", "many", "other", "during", "between",
        "against", "since", "until", "under", "late", "early",
    )
)  # fmt: skip
BACKGROUND = 60  # articles; what more of them tell is background, and tells nothing about the affair


def affairs(findings: Sequence[Findings], events: Sequence[Event], claims: Sequence[Claim]) -> dict[str, str]:
    """For each article the smallest id among those of its affair: what shares claims and events with it, at about the time."""
    articles: dict[str, Article] = by_id(found.article for found in findings)
    of_mention = {mention.id: found.article.id for found in findings for mention in found.event_mentions}
    groups = [{member.article for member in claim.members} for claim in claims]
    groups += [{of_mention[mention] for mention in event.mentions if mention in of_mention} for event in events]
    shared = Counter(pair for group in groups if len(group) <= BACKGROUND for pair in combinations(sorted(group), 2))
    near = sorted(pair for pair, count in shared.items() if count >= SHARED and _soon(articles, *pair))
    near += sorted(alike_leads(findings))
    joined = Grouping(articles)
    for one, other in near:
        joined.join(one, other)
    return joined.roots()


def led_by(findings: Sequence[Findings], events: Sequence[Event], claims: Sequence[Claim]) -> frozenset[tuple[str, str]]:
    """Pairs of articles, the smaller id first, that both tell what at least one of them leads with.

    What two reports share further down may be the background of a whole war; what one leads with is what it is about.
    """
    ends = {found.article.id: lead_end(found.article) for found in findings}
    of_mention = {
        mention.id: (found.article.id, mention.trigger.start) for found in findings for mention in found.event_mentions
    }
    told = [[(member.article, member.span.start) for member in claim.members] for claim in claims]
    told += [[of_mention[mention] for mention in event.mentions if mention in of_mention] for event in events]
    pairs: set[tuple[str, str]] = set()
    for places in told:
        articles = {article for article, _ in places}
        if not 1 < len(articles) <= BACKGROUND:
            continue
        leading = {article for article, start in places if start < ends.get(article, 0)}
        pairs.update((min(one, other), max(one, other)) for one in leading for other in articles if one != other)
    return frozenset(pairs) | alike_leads(findings)


def alike_leads(findings: Sequence[Findings]) -> frozenset[tuple[str, str]]:
    """Pairs of articles of one day, the smaller id first, that lead with one town and with the same rare words.

    So are found two reports of one happening that differ in every number, and share no sentence.
    """
    leads = [Lead(found) for found in findings if found.article.published.time.days]
    frequency = Counter(stem for lead in leads for stem in lead.stems)
    common = max(COMMON_LEADS, COMMON_SHARE * len(leads))
    at: dict[tuple[str, int], list[Lead]] = defaultdict(list)
    for lead in leads:
        lead.stems = {stem for stem in lead.stems if frequency[stem] <= common}
        for place in lead.places:
            at[place, lead.day].append(lead)
    pairs = set()
    for here in at.values():
        if len(here) > BACKGROUND:
            continue
        for one, other in combinations(here, 2):
            if one.article != other.article and len(one.stems & other.stems) >= RARE:
                pairs.add((min(one.article, other.article), max(one.article, other.article)))
    return frozenset(pairs)


class Lead:
    """What a report opens with: the towns named, and the stems of its words that name nobody and no place."""

    def __init__(self, found: Findings) -> None:
        end = lead_end(found.article)
        days = found.article.published.time.days
        self.article = found.article.id
        self.day = days[0].toordinal() if days else 0
        towns = {one.id for one in found.entities if one.kind == "place" and not (one.place and one.place.precision in WIDE)}
        named = [mention for mention in found.mentions if mention.span.start < end and mention.form == "name"]
        self.places = {mention.entity for mention in named} & towns
        text = list(found.article.text[:end].lower())
        for mention in named:
            text[mention.span.start : mention.span.end] = " " * (mention.span.end - mention.span.start)
        self.stems = {word[:STEM] for word in WORD.findall("".join(text)) if word[:STEM] not in WORN}


def lead_end(article: Article) -> int:
    """Where the opening of a report ends: its headline and the first sentences of its text."""
    headlines = [zone.end for zone in article.zones if zone.kind == "headline"]
    start = min((zone.start for zone in article.zones if zone.kind == "body"), default=max(headlines, default=0))
    ends = (
        match.end() for match in SENTENCE.finditer(article.text, start, start + 2 * LEAD) if match.end() - match.start() > 1
    )
    return min([start, *islice(ends, LEAD_SENTENCES)][-1], start + LEAD)


def _soon(articles: Mapping[str, Article], one: str, other: str) -> bool:
    first, second = articles[one].published.time.days, articles[other].published.time.days
    return not (first and second) or abs(first[0] - second[0]) <= FAR_APART
