"""Who and what an article names: its entities and every mention of them.

An entity is the article's own until `relate.entities` joins it with others; what that needs to know travels in its `links`:
`actor` (a known actor), `country` (ISO code), `role` (an office of state, as "police"). Every entity says in `reason` how its
names were joined. Names never overlap; a noun phrase may hold names. An unresolved pronoun is no mention.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from accordingto.extract.antecedents import Pronoun, phrases, pronouns
from accordingto.extract.finds import Find, finds, page_of, speaks
from accordingto.extract.names import damaged, fold
from accordingto.extract.references import Clusters, joined
from accordingto.model import Article, Entity, EntityKind, Form, Mention, Place, Span, identify
from accordingto.read.annotate import article_of, view_of

LONGEST_REASON = 5  # links told in words; an entity joined by more says how many


def mentions(doc: Doc) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities of one article, in order of their first mention, and its mentions in text order."""
    page, article = page_of(doc), article_of(doc)
    clusters = joined(page, finds(page))
    phrases(page, clusters)
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(clusters.finds)):
        members[clusters.root(number)].append(number)
    view = view_of(doc)  # not `span_between`: it writes out the whole text for every span
    spans = [view.span(find.start, find.end) for find in clusters.finds]
    entities = {root: _entity(article, clusters, root, numbers, spans) for root, numbers in members.items()}
    told = pronouns(page, clusters)
    kept = _kept(clusters, members, told)
    entities = {root: entity for root, entity in entities.items() if root in kept}
    found: list[Mention] = []
    for number, find in enumerate(clusters.finds):
        if clusters.root(number) not in kept:
            continue
        found.append(_mention(article, spans[number], entities[clusters.root(number)], find.form))
    for pronoun in told:
        if clusters.root(pronoun.find) not in kept:
            continue
        span = view.span(pronoun.token.idx, pronoun.token.idx + len(pronoun.token))
        found.append(_mention(article, span, entities[clusters.root(pronoun.find)], "pronoun"))
    found.sort(key=lambda mention: (mention.span.start, -mention.span.end, mention.form))
    return tuple(entities[root] for root in sorted(entities)), tuple(found)


def _kept(clusters: Clusters, members: Mapping[int, Sequence[int]], told: Sequence[Pronoun]) -> set[int]:
    """The clusters worth an entity: somebody who is named, told apart from others, or quoted. "Four men" are not."""
    kept = {root for root, numbers in members.items() if not all(clusters.finds[number].slight for number in numbers)}
    return kept | {clusters.root(pronoun.find) for pronoun in told if speaks(pronoun.token)}


def _mention(article: Article, span: Span, entity: Entity, form: Form) -> Mention:
    return Mention(identify("m", article.id, span.start, span.end, form), article.id, span, entity.id, form)


def _entity(article: Article, clusters: Clusters, root: int, numbers: list[int], spans: list[Span]) -> Entity:
    group = [clusters.finds[number] for number in numbers]
    sense = clusters.senses.get(root)
    named = [find for find in group if find.form == "name"]
    kind = sense.kind if sense is not None else _kind(named or group)
    written = Counter(_words(spans[n]) for n in numbers if clusters.finds[n].form == "name" or not named)
    canonical = None
    if sense is not None and sense.type in ("country", "people"):
        canonical = sense.names[0]
    name = _name(written, canonical, kind)
    links: dict[str, str] = {}
    country = next((find.country for find in (*named, *group) if find.country is not None), None)
    role = next((find.role for find in group if find.role is not None), None)
    if sense is not None:
        country = sense.country or country
        role = sense.role or role
        if sense.type == "actor" and not sense.id.startswith("government:"):
            links["actor"] = sense.id
    if country is not None and not (sense is not None and sense.type in ("seat", "region")):
        links["country"] = country
    if role is not None and kind in ("agency", "government"):
        links["role"] = role
    place = None
    if sense is not None and sense.type == "country" and country is not None:
        code, _, part = country.partition("-")
        place = Place(None, None, code, "region" if part else "country")
    titles = sorted({" ".join(find.titles) for find in named if find.titles})
    if titles and kind == "person":
        links["title"] = titles[-1]
    reasons = list(dict.fromkeys(clusters.reasons.get(root, [])))
    told = "; ".join(reasons[:LONGEST_REASON]) + (
        f"; and {len(reasons) - LONGEST_REASON} more" if len(reasons) > LONGEST_REASON else ""
    )
    if not told:
        told = f"one name: “{name}”" if named else f"not named: “{name}”"
    aliases = tuple(sorted({words for words in written if words != name}))
    first = spans[numbers[0]]
    form = "name" if named else "nominal"  # a word may stand both for a name and, in capitals, for what it says
    return Entity(identify("l", article.id, kind, name, first.start, first.end, form), name, kind, aliases, place, told, links)


def _words(span: Span) -> str:
    """A name as written, on one line."""
    return " ".join(span.exact.split())


def _kind(group: list[Find]) -> EntityKind:
    votes = Counter(find.kind for find in group)
    return min(votes.items(), key=lambda item: (item[0] == "other", -item[1], item[0]))[0]


def _name(written: Counter[str], canonical: str | None, kind: EntityKind) -> str:
    """The fullest name: no acronym, no damaged letter; a person's longest, else the most frequent."""
    if canonical is not None:
        return canonical

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        size = len(name.split())
        short = name.isupper() and size == 1
        return damaged(name), short, -size if kind == "person" else -min(size, 2), -written[name], fold(name) + name

    return min(written, key=rank)
