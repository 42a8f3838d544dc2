"""What the noun phrases and pronouns of an article point back to, each by a rule with a name.

"The group" means the latest entity of a fitting kind in this or the previous paragraph, "he" the nearest person of its own,
"we" in a quotation its speaker. Nothing points across a heading or from the body into a headline, but a headline's "official"
is the one official of the body. Where two antecedents are equally near, none is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from accordingto.extract.finds import LONGEST_NAME, ORGANISED, Find, Page, speaks
from accordingto.extract.names import heads
from accordingto.extract.references import Clusters, family, name_key, sexes_of
from accordingto.model import EntityKind

NEXT = re.compile(r",? ")
BRACKETED = re.compile(r" [(\[][^()\[\]\n]+[)\]] \Z")
NEXT_SENTENCES = 2  # how far on a body is cited by name that "a monitor" has just described
NESTED = 4  # steps from a body's name up to whoever speaks for it
LONGEST_BRACKET = 64  # code points between a name and the word that calls it by its kind
REACH = 1  # paragraphs back that "the group" may point to
HEADINGS = frozenset(("headline", "heading", "caption", "related", "furniture"))


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun that a rule could resolve: its token, the find that it stands for, and the rule."""

    token: Token
    find: int
    rule: str


@dataclass(frozen=True, slots=True)
class Names:
    """The numbers of an article's names by their root and first token, and by their first and last offset."""

    by_root: dict[int, int]
    by_first: dict[int, int]
    by_start: dict[int, int]
    by_end: dict[int, int]


# -- noun phrases --------------------------------------------------------------------------------------------------------------


def phrases(page: Page, clusters: Clusters) -> None:
    """Join noun phrases: to the name they stand in apposition to, the one they contain, or the one they point back to."""
    finds = clusters.finds
    named = [(number, find) for number, find in enumerate(finds) if find.form == "name"]
    names = Names(
        {find.root: number for number, find in named},
        {find.first: number for number, find in named},
        {find.start: number for number, find in named},
        {find.end: number for number, find in named},
    )
    twins: dict[tuple[str, ...], int] = {}
    offices: dict[tuple[str, ...], int] = {}
    for number, find in [*named, *enumerate(finds)]:
        if find.role is not None and find.country is not None:
            offices.setdefault(name_key(find), number)
    before: list[int] = []
    for number, find in enumerate(finds):
        if find.form == "nominal" and clusters.root(number) == number:
            _place_nominal(page, clusters, number, names, before, twins, offices)
        before.append(number)
    _headlines(page, clusters)


def _headlines(page: Page, clusters: Clusters) -> None:
    """Join the role nouns of headlines to the one in the body that they can mean: "official says", "newspaper reports"."""
    if not any(page.kinds[block] == "headline" for block in range(len(page.blocks))):
        return
    finds = clusters.finds
    headlined = [page.kinds[page.block(find.start)] in HEADINGS for find in finds]
    for number, find in enumerate(finds):
        if find.form != "nominal" or not headlined[number] or find.plural or clusters.root(number) != number:
            continue
        if page.kinds[page.block(find.start)] != "headline" or find.kind == "place" or _completed(page.doc[find.root]):
            continue
        wanted = set(find.keys)
        fitting = sorted(
            {
                clusters.root(other)
                for other, one in enumerate(finds)
                if not headlined[other]
                and not one.plural
                and family(one.kind) == family(find.kind)
                and _means(find, wanted, one)
            }
        )
        if len(fitting) == 1:
            words = page.exact(find.start, find.end)
            clusters.join(fitting[0], number, f"headline: “{words}” is “{finds[fitting[0]].written}”")


def _means(find: Find, wanted: set[str], one: Find) -> bool:
    """Whether a role noun of a headline can mean a find of the body: the same role, or a name that holds its words."""
    if one.form == "nominal":
        return one.lemma == find.lemma and (len(wanted) == 1 or wanted <= set(one.keys))
    return (family(find.kind) == "body" and wanted < set(one.keys)) or (find.lemma in one.titles and len(wanted) == 1)


def _place_nominal(
    page: Page,
    clusters: Clusters,
    number: int,
    names: Names,
    before: Sequence[int],
    twins: dict[tuple[str, ...], int],
    offices: dict[tuple[str, ...], int],
) -> None:
    find = clusters.finds[number]
    words = page.exact(find.start, find.end)
    named = _apposed(page, find, names, clusters)
    if named is not None:
        other = clusters.finds[named]
        if (
            other.form == "name"
            and other.sense is None
            and family(find.kind) == "body" == family(other.kind)
            and other.kind == "organisation"
        ):
            _called(clusters, named, find.kind)
        if clusters.join(named, number, f"apposition: “{words}”, “{other.written}”"):
            return
    held = _held(page, clusters, number)
    if held is not None and clusters.join(held, number, f"named in the phrase: “{words}”"):
        return
    watcher = _watcher(page, clusters, number)
    if watcher is not None:
        find.kind = clusters.finds[watcher].kind  # "a monitor" is a body, though a word for a person
        if clusters.join(watcher, number, f"“{words}” is “{clusters.finds[watcher].written}”"):
            return
    if find.role is not None and find.country is not None:
        key = ("role", find.role, find.country)
        other_number: int | None = offices[key] if offices[key] != number else None
        if other_number is None and find.role == "intelligence":
            other_number = _service_of(clusters, find.country)
        if other_number is not None:
            clusters.join(other_number, number, f"the same office of one country: “{words}”")
        return
    named_whole = family(find.kind) == "body" or (find.kind == "place" and find.lemma in heads().words["lands"])
    force = find.lemma == "police" and len(find.keys) == 1  # "police said", of the force just named
    if (force or (find.definite and not find.plural)) and find.note != "office" and named_whole:
        target = _containing(page, clusters, number, before)
        if target is not None and _earlier(page, clusters, find, target):
            same = twins.setdefault(("standing", page.doc[find.root].text), number)
            clusters.join(same, number, f"the same words: “{words}”")
            return
        if target is not None and clusters.join(target, number, f"“{words}” is “{clusters.finds[target].written}”"):
            return
    if find.definite and not find.plural and find.kind == "person" and find.note != "office" and len(find.keys) > 1:
        target = _bearer(page, clusters, number, before)
        if target is not None and clusters.join(target, number, f"“{words}” is “{clusters.finds[target].written}”"):
            return
    if find.definite and find.plain and find.note != "office":
        target = _pointed(page, clusters, number, before)
        if target is not None:
            clusters.join(target, number, f"“{words}” points back to “{clusters.finds[target].written}”")
            return
    if find.definite and page.doc[find.root].text.istitle():
        twins.setdefault(("standing", page.doc[find.root].text), number)
    lands = find.kind == "place" and find.lemma in heads().words["lands"] and not find.plain
    if find.plural or lands or find.role is not None or find.lemma in ("police", "government", "army", "military"):
        described = (find.kind, find.country or "", *find.keys)
        if described in twins:
            clusters.join(twins[described], number, f"the same words: “{words}”")
        else:
            twins[described] = number


def _called(clusters: Clusters, number: int, kind: EntityKind) -> None:
    """Give a name, wherever it is written, the kind of body that a phrase beside it says it is."""
    name = clusters.finds[number]
    root = clusters.root(number)
    for other, find in enumerate(clusters.finds):
        same = find.keys == name.keys or clusters.root(other) == root
        if same and find.form == "name" and find.sense is None and find.kind == "organisation":
            find.kind = kind


def _placed(clusters: Clusters, number: int) -> None:
    """Let a name that a phrase calls a town be a place wherever it is written."""
    keys = clusters.finds[number].keys
    for find in clusters.finds:
        if (
            find.keys == keys
            and find.form == "name"
            and find.sense is None
            and find.kind in ("person", "organisation", "other")
        ):
            find.kind = "place"


def _containing(page: Page, clusters: Clusters, number: int, before: Sequence[int]) -> int | None:
    """The body or place named before whose name holds all of a phrase's words: "the dam authority", the Toren Dam Authority.

    Anywhere before if there is but one; else the latest in this or the previous paragraph.
    """
    find = clusters.finds[number]
    if _completed(page.doc[find.root]):
        return None
    wanted, block = set(find.keys), page.block(find.start)
    fitting = []
    owned = _owned(clusters, before)
    for other in before:
        name = clusters.finds[other]
        if find.kind == "place" and name.keys[-1] != find.keys[-1]:
            continue
        whole = name.form == "name" or (name.words[0].text[0].isupper() and (find.kind == "place" or other in owned))
        if not whole or name.end > find.start or family(name.kind) != family(find.kind) or not wanted < set(name.keys):
            continue
        if _of_another_side(find, name):
            continue
        if page.kinds[page.block(name.start)] not in HEADINGS:
            fitting.append(other)
    if len({clusters.root(other) for other in fitting}) != 1:
        near = [other for other in fitting if block - page.block(clusters.finds[other].start) <= REACH]
        fitting = [other for other in near if page.sent(clusters.finds[other].root) == page.sent(clusters.finds[near[-1]].root)]
        if len({clusters.root(other) for other in fitting}) != 1:
            return None  # two bearers in one sentence
    return fitting[-1]


def _watcher(page: Page, clusters: Clusters, number: int) -> int | None:
    """The body that watches and counts, named once in the article, which "a monitor" or "the rights group" means.

    An indefinite one opens the report before the name is given; a definite one may stand anywhere. Where two such bodies are
    cited, a definite one is the one cited last, an indefinite one neither.
    """
    find, lists = clusters.finds[number], heads()
    token = page.doc[find.root]
    if find.plural or find.form != "nominal":
        return None
    if find.lemma in lists.words["watchers"]:  # "the Orrin Observatory monitor said"
        ends = (at for at in range(number + 1, len(clusters.finds)) if clusters.finds[at].end == token.idx - 1)
        own = next((at for at in ends if clusters.finds[at].form == "name" and clusters.finds[at].kind == "organisation"), None)
        if own is not None:
            return own
    if not _watching(find, token, page):
        return None
    cited = [
        other
        for other, one in enumerate(clusters.finds)
        if one.form == "name"
        and one.kind == "organisation"
        and set(one.keys) & lists.words["watches"]
        and page.kinds[page.block(one.start)] not in HEADINGS
        and _cited(page, one)
    ]
    roots = {clusters.root(other) for other in cited}
    named = {
        clusters.root(other)
        for other, one in enumerate(clusters.finds)
        if one.form == "name" and one.start < find.start and page.kinds[page.block(one.start)] not in HEADINGS
    }
    if not find.definite:  # it comes before the name, or at least right before the body is cited by it
        here = page.sent(find.root)
        next_ = any(0 < page.sent(clusters.finds[other].root) - here <= NEXT_SENTENCES for other in cited)
        return cited[0] if len(roots) == 1 and (next_ or not roots & named) else None
    if len(roots) == 1:
        return cited[0]
    before = [other for other in cited if clusters.finds[other].end <= find.start]
    sentence = page.sent(clusters.finds[before[-1]].root) if before else -1
    latest = {clusters.root(other) for other in before if page.sent(clusters.finds[other].root) == sentence}
    return before[-1] if len(latest) == 1 else None


def _watching(find: Find, token: Token, page: Page) -> bool:
    """Whether a phrase calls a body by its watching: "a Britain-based monitor", "the rights group"; not "a truce monitor"."""
    words = heads().words
    lefts = {left.lower_ for left in token.lefts}
    if lefts & words["another"] or any(child.dep_ == "prep" and child.lower_ != "in" for child in token.rights):
        return False
    names = {
        word.key for hit in page.hits for word in page.words[hit.first : hit.last + 1] if find.start <= hit.start < find.end
    }
    rest = set(find.keys[:-1]) - names - words["watched"]
    if find.lemma in words["watchers"]:
        return rest <= words["watching"]
    said = any(child.dep_ in ("acl", "relcl") and child.lemma_.lower() in words["tracking"] for child in token.rights)
    return find.lemma in words["ngos"] and (bool(rest) or said or find.lemma == "ngo") and rest <= words["watching"]


def _cited(page: Page, find: Find) -> bool:
    """Whether a body speaks, or somebody who is said to be of it: "Orrin Watch director Oda Finch said"."""
    token = page.doc[find.root]
    after = next((word for word in page.doc[find.first : find.first + 2 * LONGEST_NAME] if word.idx >= find.end), None)
    if after is not None and after.tag_ == "VBD" and after.lemma_.lower() in heads().verbs["saying"]:
        return True  # "... the Orrin Watch said", whatever the parser thought
    for _ in range(NESTED):
        if speaks(token):
            return True
        if token.dep_ == "pobj" and token.head.lower_ in ("of", "for", "at", "from", "with"):
            token = token.head
        elif token.dep_ not in ("compound", "nmod", "poss", "appos", "prep"):
            return False
        token = token.head
    return False


def _owned(clusters: Clusters, before: Sequence[int]) -> frozenset[int]:
    """The phrases before that say whose they are by a name they begin with: "Orrin police", "the Orrin district hospital"."""
    starts = {clusters.finds[other].start for other in before if clusters.finds[other].form == "name"}
    return frozenset(
        other for other in before if clusters.finds[other].form == "nominal" and clusters.finds[other].words[0].start in starts
    )


def _earlier(page: Page, clusters: Clusters, find: Find, target: int) -> bool:
    """Whether an article wrote a capitalised short form before it wrote the name, so that it means something else by it."""
    word = page.doc[find.root].text
    if not word[0].isupper() or word.isupper():
        return False
    root = clusters.root(target)
    starts = [one.start for number, one in enumerate(clusters.finds) if one.form == "name" and clusters.root(number) == root]
    if not starts:
        return False
    inside = {w.start for one in clusters.finds if one.form == "name" and len(one.words) > 1 for w in one.words}
    first = next((w.start for w in page.words if w.text == word and w.start not in inside), find.start)
    return first < min(starts) and page.kinds[page.block(first)] not in HEADINGS


def _bearer(page: Page, clusters: Clusters, number: int, before: Sequence[int]) -> int | None:
    """The one named before who bears an office of several words: "the prime minister" after "Prime Minister X".

    Anywhere before if only one does; else the latest in this or the previous paragraph, unless two share a sentence.
    """
    find = clusters.finds[number]
    if _completed(page.doc[find.root]):
        return None
    wanted = frozenset(find.keys)
    past = heads().decide["past"]
    fitting = []
    for other in before:
        one = clusters.finds[other]
        if one.kind != "person" or one.plural or one.end > find.start or page.kinds[page.block(one.start)] in HEADINGS:
            continue
        titles = frozenset(one.titles) if one.form == "name" else frozenset(one.keys)
        if wanted <= titles and not (titles - wanted) & past:
            fitting.append(other)
    roots = {clusters.root(other) for other in fitting}
    if len(roots) > 1:
        near = [other for other in fitting if page.block(find.start) - page.block(clusters.finds[other].start) <= REACH]
        fitting = [other for other in near if page.sent(clusters.finds[other].root) == page.sent(clusters.finds[near[-1]].root)]
        roots = {clusters.root(other) for other in fitting}
    return fitting[-1] if len(roots) == 1 else None


def _completed(token: Token) -> bool:
    """Whether words after a noun say which one is meant, so that it points back to nothing. After a comma they do not."""
    set_off = token.i + 1 < len(token.doc) and token.doc[token.i + 1].text == ","
    return any(
        (child.dep_ in ("relcl", "acl") and not set_off) or (child.dep_ == "prep" and child.lower_ == "of")
        for child in token.rights
    )


def _service_of(clusters: Clusters, country: str) -> int | None:
    """The one intelligence service of a country that the article names."""
    roots = sorted(
        {
            clusters.root(n)
            for n, find in enumerate(clusters.finds)
            if (sense := clusters.sense(n)) is not None and sense.role == "intelligence" and sense.country == country
        }
    )
    return roots[0] if len(roots) == 1 else None


def _apposed(page: Page, find: Find, names: Names, clusters: Clusters) -> int | None:
    """The name that a phrase stands beside: "X, the minister", "the minister, X", "the hacking group Anonymous"."""
    token = page.doc[find.root]
    near = [child.i for child in token.children if child.dep_ == "appos"]
    if token.dep_ == "appos":
        near.append(token.head.i)
    after = names.by_first.get(token.i + 1)
    if after is not None and page.doc[token.i + 1].head.i == token.i:
        near.append(clusters.finds[after].root)
    if find.kind == "person" and not find.plural:
        near.extend(clusters.finds[number].root for number in _beside(page, find, names))
        near.extend(_equated(token, find))
    for root in near:
        number = names.by_root.get(root)
        if number is None or (root > token.i and page.quote(page.doc[root].idx) != page.quote(token.idx)):
            continue
        name = clusters.finds[number]
        if find.kind == "place" and find.lemma in heads().words["towns"] and name.sense is None and len(name.words) < 3:
            _placed(clusters, number)  # "the capital, Sarn", whatever the parser thought
        if family(name.kind) != family(find.kind) or (find.plural and find.kind == "person"):
            continue
        country = name.sense is not None and name.sense.type == "country"
        if find.kind == "place" and country and find.lemma not in heads().words["countries"]:
            continue
        return number
    return None


def _beside(page: Page, find: Find, names: Names) -> Iterator[int]:
    """The name beside a role where the parser saw no apposition: "X, spokesman for Y, said", "Director of Y, X, said"."""
    left = find.first - 1
    if left > 0 and page.doc[left].lower_ in heads().words["determiners"]:
        left -= 1
    if left > 0 and page.doc[left].text == "," and page.doc[left].idx in names.by_end:
        yield names.by_end[page.doc[left].idx]
    if find.note == "office":
        if find.start - 1 in names.by_end:  # "Oda Finch head of the Lamp Guild", whose comma is lost
            yield names.by_end[find.start - 1]
        gap = NEXT.match(page.text, find.end)
        if gap is not None and gap.end() in names.by_start:
            yield names.by_start[gap.end()]


def _equated(token: Token, find: Find) -> Iterator[int]:
    """The name that a sentence says an office is: "his deputy is X", "X was the commander"."""
    owned = any(left.dep_ == "poss" for left in token.lefts)
    verb = token.head
    if not (find.definite or owned) or verb.lemma_ != "be" or any(child.dep_ == "neg" for child in verb.children):
        return
    wanted = {"nsubj": "attr", "attr": "nsubj"}.get(token.dep_)
    yield from (child.i for child in verb.children if child.dep_ == wanted)


def _held(page: Page, clusters: Clusters, number: int) -> int | None:
    """The body that a phrase names and then calls by its kind: "Islamic State militants", "the Hurriyet newspaper"."""
    find = clusters.finds[number]
    if family(find.kind) != "body":
        return None
    last = None
    for at in range(number + 1, len(clusters.finds)):
        name = clusters.finds[at]
        if name.start >= find.end:
            break
        if name.form == "name" and name.end <= find.end:
            last = at
    told = BRACKETED.search(page.text, max(0, find.start - LONGEST_BRACKET), find.start)
    if last is None and told is not None:  # "Islamic State (IS) militants"
        ending = (at for at in range(number - 1, -1, -1) if clusters.finds[at].end == told.start())
        last = next((at for at in ending if clusters.finds[at].form == "name"), None)
    if last is None:
        return None
    name = clusters.finds[last]
    between = page.text[name.end : page.doc[find.root].idx] if name.end > find.start else ""
    lists = heads()
    if name.kind not in ORGANISED or not set(between.strip(" -").lower().split()) <= lists.decide["weak"]:
        return None  # "Islamic State militant group", but not "Harbour Guild youth group"
    outside = {word.text.lower() for word in find.words if word.end <= name.start}
    if outside & lists.decide["apart"] or any(word[0].isdigit() for word in outside):
        return None
    if any(token.dep_ == "nummod" for token in page.doc[find.root].lefts):
        return None
    if name.kind == "armed_group":
        whole = find.lemma in lists.decide["members"] or find.lemma in lists.words["armed"]
        return last if whole else None
    if (
        name.kind == "organisation"
        and name.sense is None
        and find.lemma in lists.decide["members"]
        and find.kind == "armed_group"
    ):
        _called(clusters, last, "armed_group")
        return last  # "RS fighters"
    fits = name.kind == find.kind or (name.kind == "organisation" and name.sense is None)
    if fits and find.lemma in lists.words["called"]:
        _called(clusters, last, find.kind)
        return last
    return None


def _fitting(find: Find) -> Callable[[Find], bool]:
    """What a definite noun phrase can point back to."""
    lemma, words = find.lemma, heads().words
    if lemma in heads().decide["members"] or lemma in words["factions"]:
        return lambda other: other.kind == "armed_group"
    if lemma in words["circles"]:
        return lambda other: other.kind in ("armed_group", "organisation")
    if lemma in words["papers"] or (lemma in words["services"] and find.kind == "outlet"):
        printed = lemma in words["printed"]
        return lambda other: other.kind == "outlet" and not (printed and _aired(other))
    if lemma in words["services"]:
        return lambda other: (
            other.kind == "agency"
            or (other.kind == "outlet" and (other.role == "wire" or bool({"agency", "press"} & set(other.keys))))
        )
    if lemma in words["cabinets"]:
        return lambda other: other.kind == "government"
    if lemma in words["towns"]:
        return lambda other: (
            other.kind == "place" and other.form == "name" and (other.sense is None or other.sense.type in ("seat", "region"))
        )
    if lemma in words["countries"]:
        return lambda other: other.kind == "place" and other.sense is not None and other.sense.type == "country"
    if lemma in words["firms"]:
        return lambda other: other.kind == "organisation"
    if find.kind in ORGANISED or find.kind == "place":
        return lambda other: (
            family(other.kind) == family(find.kind)
            and lemma in (*other.keys, other.lemma)
            and not _of_another_side(find, other)
        )
    return lambda other: other.kind == "person" and not other.plural and lemma in (other.lemma, *other.titles)


def _of_another_side(find: Find, name: Find) -> bool:
    """Whether words for an office of state cannot mean an armed group called alike: "the army", the Army of Lanterns."""
    return find.role is not None and name.kind == "armed_group" and name.form == "name"


def _aired(find: Find) -> bool:
    """Whether an outlet is a broadcaster or an agency by its name, and so no newspaper."""
    return find.role == "wire" or bool(set(find.keys) & heads().words["aired"]) or find.keys[-1].endswith("wire")


def _pointed(page: Page, clusters: Clusters, number: int, before: Sequence[int]) -> int | None:
    """The latest find that a definite phrase can mean, in this or the previous paragraph; None if two are equally recent."""
    find = clusters.finds[number]
    token = page.doc[find.root]
    if _completed(token):
        return None
    fitting = _fitting(find)
    block, zone = page.block(find.start), page.kinds[page.block(find.start)]
    latest: list[int] = []
    sentence: int | None = None
    for other in reversed(before):
        candidate = clusters.finds[other]
        there = page.block(candidate.start)
        if block - there > REACH:
            break
        if there != block and (page.kinds[there] in HEADINGS or zone in HEADINGS):
            break
        if candidate.end > find.start or not fitting(candidate) or (candidate.plural != find.plural and find.kind == "person"):
            continue
        if candidate.form == "nominal" and candidate.plural and not find.plural and clusters.root(other) == other:
            continue  # "the group" is not "the fighters in the group"
        where = page.sent(candidate.root)
        if sentence is not None and where != sentence:
            break
        sentence = where
        latest.append(other)
    roots = sorted({clusters.root(other) for other in latest})
    if len(roots) == 1:
        return latest[0]
    if len(roots) > 1 and sentence != page.sent(token.i) and speaks(token):  # who goes on speaking is who spoke
        spoke = [other for other in latest if speaks(page.doc[clusters.finds[other].root])]
        return spoke[0] if len({clusters.root(other) for other in spoke}) == 1 else None
    if not roots and find.lemma in heads().words["papers"]:
        named = [n for n in before if clusters.finds[n].form == "name" and fitting(clusters.finds[n])]
        return next((n for n in reversed(named) if page.kinds[page.block(clusters.finds[n].start)] not in HEADINGS), None)
    if not roots and find.kind == "person" and find.lemma not in ("man", "woman", "people"):
        bearers = sorted(
            {clusters.root(n) for n in before if fitting(clusters.finds[n]) and clusters.finds[n].end <= find.start}
        )
        return bearers[0] if len(bearers) == 1 else None
    return None


# -- pronouns ------------------------------------------------------------------------------------------------------------------


def pronouns(page: Page, clusters: Clusters) -> list[Pronoun]:
    """The pronouns that a rule resolves, in text order."""
    lists = heads()
    at_root: dict[int, int] = {}
    for number, find in enumerate(clusters.finds):
        if find.root not in at_root or find.form == "name":
            at_root[find.root] = number
    sexes = sexes_of(clusters)
    resolved: dict[int, Pronoun] = {}
    spoken: list[Token] = []
    for token in page.doc:
        group = lists.pronouns.get(token.lower_)
        if group is None or token.pos_ not in ("PRON", "DET"):
            continue
        if group == "speaker":
            if not (token.lower_ == "us" and token.text == "US"):
                spoken.append(token)
            continue
        antecedent = _antecedent(page, clusters, token, group, sexes, resolved)
        if antecedent is not None:
            rule = {"he": "nearest person", "she": "nearest person", "they": "nearest plural", "it": "nearest body"}[group]
            resolved[token.i] = Pronoun(token, antecedent, f"{rule} in the same paragraph")
    sources: dict[int, int | None] = {}
    speeches = _speeches(page, clusters, at_root)
    for token in spoken:
        quote = page.quote(token.idx)
        if quote is None:
            source = speeches.get(page.block(token.idx))
        else:
            if quote not in sources:
                sources[quote] = _speaker(page, quote, at_root, resolved)
            source = sources[quote]
        if source is None:
            continue
        plural = token.lower_ in lists.words["ours"]
        body = _body_of(page, clusters, source) if plural else None
        resolved[token.i] = Pronoun(
            token, source if body is None else body, "speaker of the quotation" if body is None else "the speaker's body"
        )
    return [resolved[i] for i in sorted(resolved)]


def _antecedent(
    page: Page,
    clusters: Clusters,
    token: Token,
    group: str,
    sexes: dict[int, str | None],
    resolved: dict[int, Pronoun],
) -> int | None:
    lists = heads()
    if group == "it" and not _acts(token):
        return None
    block, quote = page.block(token.idx), page.quote(token.idx)
    start = page.blocks[block]
    candidates: list[tuple[int, bool, int]] = []
    bodies: list[tuple[int, bool, int]] = []
    for number in range(bisect_left(clusters.finds, start, key=lambda find: find.start), len(clusters.finds)):
        find = clusters.finds[number]
        if find.start >= token.idx:
            break
        if find.end > token.idx or page.quote(find.start) != quote:
            continue
        if _fits_pronoun(clusters, number, group, sexes):
            candidates.append((page.sent(find.root), _subject(page.doc[find.root]), number))
        elif group == "they" and find.kind in ORGANISED and find.form == "name" and _subject(page.doc[find.root]):
            bodies.append((page.sent(find.root), True, number))
    # A pronoun already resolved carries its antecedent forward.
    for i in reversed(resolved):
        pronoun, earlier = resolved[i], page.doc[i]
        if earlier.idx < start:
            break
        if page.quote(earlier.idx) == quote and lists.pronouns[earlier.lower_] == group:
            candidates.append((page.sent(i), _subject(earlier), pronoun.find))
    if bodies and not candidates and not _many(page, bodies[-1][2], token, clusters):
        candidates = bodies  # "they" is a body only where nobody in the plural is near
    if not candidates and group == "it" and quote is None and _says(token):
        return _spoke_last(page, clusters, block)
    if not candidates:
        return _only_person(page, clusters, token, sexes, group, quote) if group in ("he", "she") else None
    here = page.sent(token.i)
    latest = max(sentence for sentence, _, _ in candidates)
    nearest = [item for item in candidates if item[0] == latest]
    subjects = [item for item in nearest if item[1]]
    chosen = subjects or nearest
    roots = {clusters.root(number) for _, _, number in chosen}
    if len(roots) == 1:
        return chosen[-1][2]
    if group == "it" and latest < here and _says(token):  # "The guild said the port had closed it down. It said ..."
        speaking = [item for item in subjects if speaks(page.doc[clusters.finds[item[2]].root])]
        if len({clusters.root(number) for _, _, number in speaking}) == 1:
            return speaking[-1][2]
    if group in ("he", "she") and latest == here and subjects:
        return chosen[-1][2]  # two subjects in one sentence: the nearer clause's
    return None


def _says(token: Token) -> bool:
    """Whether a pronoun is the subject of a verb of saying."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in heads().verbs["saying"]


def _spoke_last(page: Page, clusters: Clusters, block: int) -> int | None:
    """The body that alone, of all bodies, speaks in the paragraph before, for an "it said" that opens the next one."""
    if not block or page.kinds[block] in HEADINGS or page.kinds[block - 1] in HEADINGS:
        return None
    start, end = page.blocks[block - 1], page.blocks[block]
    spoken = [
        number
        for number, find in enumerate(clusters.finds)
        if start <= find.start < end
        and page.quote(find.start) is None
        and find.kind in ORGANISED
        and not (find.form == "nominal" and find.plural)
        and speaks(page.doc[find.root])
    ]
    return spoken[-1] if len({clusters.root(number) for number in spoken}) == 1 else None


def _many(page: Page, body: int, token: Token, clusters: Clusters) -> bool:
    """Whether people in the plural stand between a body and a pronoun, though none in particular: "held two farmers"."""
    kinds = heads().nominals
    between = page.doc[clusters.finds[body].root + 1 : token.i]
    return any(word.tag_ == "NNS" and kinds.get(word.lemma_.lower()) in ("person", "armed_group") for word in between)


def _fits_pronoun(clusters: Clusters, number: int, group: str, sexes: dict[int, str | None]) -> bool:
    find = clusters.finds[number]
    if group in ("he", "she"):
        return find.kind == "person" and not find.plural and sexes.get(clusters.root(number)) in (None, group)
    if group == "they":
        if find.form == "nominal":
            return (find.plural and find.kind != "place") or find.lemma in ("police", "people")
        return find.kind == "nationality" and find.words[-1].text.endswith("s")
    if find.form == "nominal" and find.plural:
        return False
    return find.kind in ORGANISED or (find.sense is not None and find.sense.type == "country")


def _acts(token: Token) -> bool:
    """Whether an "it" or "its" stands for someone: the subject of a verb of saying or acting, or an owner."""
    lists = heads()
    if token.dep_ == "poss":
        return True
    verb = token.head
    return (
        token.dep_ in ("nsubj", "nsubjpass")
        and verb.pos_ == "VERB"
        and verb.lemma_.lower() in lists.verbs["saying"] | lists.verbs["acting"]
        and not (token.dep_ == "nsubjpass" and verb.lemma_.lower() in lists.verbs["saying"])
    )


def _subject(token: Token) -> bool:
    while token.dep_ in ("conj", "appos", "compound") and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass") or (
        token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"
    )


def _only_person(
    page: Page, clusters: Clusters, token: Token, sexes: dict[int, str | None], group: str, quote: int | None
) -> int | None:
    """The one person named so far, for a pronoun whose paragraph names nobody."""
    zone = page.kinds[page.block(token.idx)]
    if quote is not None or zone in HEADINGS:
        return None
    named = {}
    for number, find in enumerate(clusters.finds):
        if find.start >= token.idx:
            break
        if find.kind == "person" and find.form == "name" and page.kinds[page.block(find.start)] not in HEADINGS:
            named[clusters.root(number)] = number
    if len(named) == 1:
        root, number = next(iter(named.items()))
        return number if sexes.get(root) in (None, group) else None
    return None


def _speaker(page: Page, quote: int, at_root: dict[int, int], resolved: dict[int, Pronoun]) -> int | None:
    """Who is said to speak a quotation: the subject of the nearest verb of saying outside quotation marks in its paragraph."""
    lists = heads()
    start, end = page.quotes[quote]
    block = page.block(start)
    last = page.blocks[block + 1] if block + 1 < len(page.blocks) else len(page.text)
    span = page.doc.char_span(page.blocks[block], last, alignment_mode="contract")
    best: tuple[int, int] | None = None
    for token in span if span is not None else ():
        if page.quote(token.idx) is not None:
            continue
        who: int | None = None
        if token.lemma_.lower() in lists.verbs["saying"] and token.pos_ == "VERB":
            for child in token.children:
                if child.dep_ == "nsubj" and page.quote(child.idx) is None:
                    who = at_root.get(child.i)
                    if who is None and child.i in resolved:
                        who = resolved[child.i].find
        elif token.lower_ == "according":
            who = next(
                (at_root[w.i] for to in token.children for w in to.children if w.dep_ == "pobj" and w.i in at_root), None
            )
        if who is not None:
            gap = token.idx - end if token.idx >= end else start - token.idx
            if best is None or gap < best[0]:
                best = (gap, who)
    return best[1] if best is not None else None


def _speeches(page: Page, clusters: Clusters, at_root: dict[int, int]) -> dict[int, int]:
    """Who speaks in paragraphs printed as a speech: those after "X said:" that no quotation opens, up to a heading."""
    lists = heads()
    found: dict[int, int] = {}
    speaker: int | None = None
    ends = [*page.blocks[1:], len(page.text)]
    for block, (start, end) in enumerate(zip(page.blocks, ends, strict=True)):
        if page.kinds[block] in HEADINGS:
            speaker = None
        elif speaker is not None:
            found[block] = speaker
        written = page.text[start:end].rstrip()
        opened = block + 1 < len(page.blocks) and page.quote(page.blocks[block + 1]) is not None
        if not written.endswith(":") or opened:
            continue
        span = page.doc.char_span(start, start + len(written), alignment_mode="contract")
        for token in reversed(span if span is not None else ()):
            if token.pos_ == "VERB" and token.lemma_.lower() in lists.verbs["saying"]:
                subjects = (child.i for child in token.children if child.dep_ == "nsubj")
                who = next((at_root[i] for i in subjects if i in at_root), None)
                speaker = who if who is not None and clusters.finds[who].kind == "person" else None
                break
    return found


def _body_of(page: Page, clusters: Clusters, source: int) -> int | None:
    """The body that a speaker is of: "Dara Finch of the Mill Union", "Mill Union spokesman Dara Finch"."""
    root = clusters.root(source)
    bodies = {find.root: n for n, find in enumerate(clusters.finds) if find.form == "name" and find.kind in ORGANISED}
    for number, find in enumerate(clusters.finds):
        if clusters.root(number) != root or find.kind != "person":
            continue
        for child in page.doc[find.root].subtree:
            belongs = child.dep_ == "pobj" and child.head.lower_ in ("of", "for", "from", "with", "at")
            if child.i in bodies and (belongs or child.dep_ == "compound"):
                return bodies[child.i]
    return None
