"""Tells which reports are about one affair; since the toll of a disaster is given in reports that share no other sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from accordingto.model import Article, Claim, Event, Findings, by_id
from accordingto.relate.events import FAR_APART

SHARED = 2  # claims and events that two articles both tell, to be about one affair; with 1, years of one war become one affair
BACKGROUND = 60  # articles; what more of them tell is background, and tells nothing about the affair


def affairs(findings: Sequence[Findings], events: Sequence[Event], claims: Sequence[Claim]) -> dict[str, str]:
    """For each article the smallest id among those of its affair: what shares claims and events with it, at about the time."""
    articles: dict[str, Article] = by_id(found.article for found in findings)
    of_mention = {mention.id: found.article.id for found in findings for mention in found.event_mentions}
    groups = [{member.article for member in claim.members} for claim in claims]
    groups += [{of_mention[mention] for mention in event.mentions if mention in of_mention} for event in events]
    shared = Counter(pair for group in groups if len(group) <= BACKGROUND for pair in combinations(sorted(group), 2))
    near = sorted(pair for pair, count in shared.items() if count >= SHARED and _soon(articles, *pair))
    return _joined(sorted(articles), near)


def _soon(articles: Mapping[str, Article], one: str, other: str) -> bool:
    first, second = articles[one].published.time.days, articles[other].published.time.days
    return not (first and second) or abs(first[0] - second[0]) <= FAR_APART


def _joined(articles: Sequence[str], pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    parent = {article: article for article in articles}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for pair in pairs:
        first, second = sorted((root(pair[0]), root(pair[1])))
        parent[second] = first
    return {article: root(article) for article in articles}
