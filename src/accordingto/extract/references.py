"""Which finds of one article name the same one, each link with the rule that made it.

Links are made strongest evidence first: a name introduced in brackets, a known alias, the same name folded, a surname or short
form, initials, a damaged letter. A link that would join a person to a place, or two actors
known to differ, is refused. Where two bearers fit equally well, nothing is linked: a wrong link costs more than a missing one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.extract.finds import HEADS_FIRST, ORGANISED, Find, Finds, Page, name_kind, words_of_piece
from accordingto.extract.names import Sense, Word, damaged, fits, fold, heads, lexicon
from accordingto.model import EntityKind
from accordingto.read.annotate import view_of

LOCATED_WEIGHT = 3  # votes of a name after "near" or "in" against the parser's labels elsewhere
INTRODUCED = re.compile(r"(?:['’]s)?\s?[(\[](?P<inside>[^()\[\]\n]{2,120})[)\]]")
KNOWN_AS = re.compile(
    r"(?:\s?\([^()\n]{0,60}\))?,?\s+(?:(?:who|which) (?:is|are|was|were) )?"
    r"(?:also |better |formerly |previously |commonly |sometimes )*"
    r"(?P<how>known (?:locally |in \w+ )?(?:as|by)(?: \w+ acronyms?)?|called|formerly|a\.?k\.?a\.?)\s+(?:the\s+)?[\"“‘']?"
)
NAMED = re.compile(r"[^\W\d_]\S*(?: (?:of the |of |the )?[^\W\d_a-zß-öø-ÿ][\w'’-]*)*")
OR = re.compile(r"[\"”’']?,? (?:or|and) (?:simply |just |by |as )*(?:its (?:acronym|initials),? )?(?:the )?[\"“‘']?(?=[A-Z])")
LEADING = re.compile(
    r"^(?:(?:the|or|also|better|formerly|previously|known|called|abbreviated|as|by|its|in|acronym|initials|hereafter|aka|a\.k\.a\.|"
    r"Arabic|Turkish|Spanish|French|Kurdish|Russian|German)[:\s]+)*",
)
_ARTICLES = frozenset(("the", "al", "el", "ar", "as", "ash", "an", "ad", "ed", "az", "ez", "es"))
DATELINE = 60  # characters from a paragraph's start within which a bracket after a place holds an agency


def family(kind: EntityKind) -> str:
    """Kinds that one entity may be called by turns: every body of people is one family."""
    return "body" if kind in ORGANISED else kind


@dataclass(slots=True)
class Clusters:
    """Finds joined so far, as a union-find whose root is always the smallest number."""

    finds: list[Find]
    parent: list[int] = field(default_factory=list)
    reasons: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    senses: dict[int, Sense] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.finds)))
        self.senses = {number: find.sense for number, find in enumerate(self.finds) if find.sense is not None}

    def root(self, number: int) -> int:
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, left: int, right: int, reason: str) -> bool:
        """Join two finds' clusters unless they contradict; whether they are one afterwards."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        one, other = self.senses.get(a), self.senses.get(b)
        if one is not None and other is not None and one.id != other.id:
            return False
        if not self.compatible(a, b):
            return False
        self.parent[b] = a
        if other is not None:
            self.senses[a] = other
        if reason:
            self.reasons[a].append(reason)
        self.reasons[a].extend(self.reasons.pop(b, []))
        return True

    def compatible(self, a: int, b: int) -> bool:
        kinds = {family(self.finds[a].kind), family(self.finds[b].kind)} - {"other"}
        return len(kinds) < 2

    def sense(self, number: int) -> Sense | None:
        return self.senses.get(self.root(number))


def joined(page: Page, found: Finds) -> Clusters:
    """The finds of an article, its names joined; noun phrases and pronouns are for `antecedents`."""
    _sensed(page, found.names)
    _added(page, found)
    clusters = Clusters(sorted([*found.names, *found.nominals], key=lambda find: (find.start, -find.end, find.form)))
    numbers = [number for number, find in enumerate(clusters.finds) if find.form == "name"]
    _voted(clusters.finds)
    _introductions(page, clusters)
    _same_names(page, clusters, numbers)
    _short_forms(page, clusters, numbers)
    _damaged_letters(page, clusters, numbers)
    return clusters


# -- what a known name means here ----------------------------------------------------------------------------------------------


def _sensed(page: Page, names: Sequence[Find]) -> None:
    """Give each known name its sense, where the article leaves no doubt about it."""
    sure = {find.hit.aliases[0].sense.id for find in names if find.hit is not None and not find.hit.doubtful}
    countries = {
        find.hit.aliases[0].sense.country
        for find in names
        if find.hit is not None and find.hit.aliases[0].sense.type != "actor"
    }
    for find in names:
        if find.hit is None or find.hit.aliases[0].sense.kind == "person":  # a person's short forms are joined like any other's
            continue
        senses = {alias.sense.id: alias.sense for alias in find.hit.aliases}
        if find.hit.doubtful:
            find.sense = _settled(page, find, list(senses.values()), sure, countries)
            if find.sense is not None:
                find.kind = find.sense.kind
                find.note = f"“{find.written}” read as {find.sense.name}: the article speaks of it"
        elif len(senses) == 1:
            find.sense = next(iter(senses.values()))
        else:
            near = _country_before(page, find)
            spoken = {near} if near is not None else countries
            fitting = [sense for sense in senses.values() if sense.country in spoken]
            find.sense = fitting[0] if len(fitting) == 1 else None
        if find.sense is not None and find.sense.kind == "agency" and find.sense.country is not None:
            named = _country_before(page, find)
            if named is not None and named != find.sense.country:
                find.sense = None
        if find.sense is not None:
            find.country, find.role = find.sense.country, find.sense.role
            if find.sense.type == "seat" and _governs(page, find):
                code = find.sense.country or ""
                find.note = f"seat of power: “{find.written}” acts"
                find.sense = Sense(f"government:{code}", "actor", "government", code, "government", find.written, ())
                find.kind, find.role = "government", "government"


def _country_before(page: Page, find: Find) -> str | None:
    """The country named straight before a name, as an adjective or an owner."""
    if find.hit is None:
        return None
    at = bisect_right(page.hits, find.hit.first - 1, key=lambda hit: hit.last) - 1
    if at >= 0 and page.hits[at].last == find.hit.first - 1:
        sense = page.hits[at].aliases[0].sense
        return sense.country if sense.type in ("country", "people") else None
    return None


def _settled(page: Page, find: Find, senses: Sequence[Sense], sure: set[str], countries: set[str | None]) -> Sense | None:
    """The one sense of a doubtful name that the article speaks for; None if it speaks for none or for two."""
    named = [sense for sense in senses if sense.id in sure]
    if named:
        return named[0] if len(named) == 1 else None
    before = _country_before(page, find)
    if before is not None:
        fitting = [sense for sense in senses if sense.country == before]
        return fitting[0] if len(fitting) == 1 else None
    sentence = {token.lower_ for token in page.doc[find.root].sent}
    if any(fold(sense.names[0]).split()[-1] in ("technology", "university") for sense in senses) and (
        sentence & heads().decide["campus"]
    ):
        return None
    before_it = page.doc[find.root - 1] if find.root and find.root == find.first else None
    if (
        before_it is not None
        and heads().nominals.get(before_it.lemma_.lower()) in ORGANISED
        and before_it.dep_ in ("compound", "nmod", "appos", "nsubj")
    ):  # "the hacking group Anonymous"
        fitting = [sense for sense in senses if sense.kind in ORGANISED]
        return fitting[0] if len(fitting) == 1 else None
    acronym = find.acronym
    local = [sense for sense in senses if sense.country is not None and sense.country in countries]
    if local and acronym:
        return local[0] if len(local) == 1 else None
    if len(senses) == 1 and find.label == "ORG" and senses[0].kind in ("outlet", "organisation"):
        only = senses[0]
        return only if only.country is None or (acronym and only.kind == "outlet") or only.country in countries else None
    return None


def _governs(page: Page, find: Find) -> bool:
    """Whether a seat of power stands for its government: it speaks, decides or is accused. After a word of place, never."""
    lists = heads()
    token = page.doc[find.root]
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    house = find.written in lists.houses
    if token.dep_ == "nsubjpass":  # "was urged" is a government, "was shelled" is a town
        return house or token.head.lemma_.lower() in lists.verbs["saying"] | lists.verbs["accusing"]
    if token.dep_ == "nsubj":
        return house or token.head.lemma_.lower() in lists.verbs["saying"] | lists.verbs["acting"]
    if token.dep_ in ("dobj", "dative", "obj"):
        return token.head.lemma_.lower() in lists.verbs["accusing"]
    if token.dep_ == "pobj":
        before = token.head.head
        if before.lower_ == "according":
            return True
        if token.head.lower_ in lists.where or (token.head.lower_ == "of" and before.lower_ in lists.decide["parts"]):
            return False
        if token.head.lower_ in ("between", "with") and before.lemma_.lower() in lists.decide["dealings"]:
            return True
        if token.head.lower_ == "on" and before.lemma_.lower() in lists.decide["pressing"]:
            return True
        return house or (token.head.lower_ in ("by", "agent") and token.head.head.tag_ == "VBN")
    if token.dep_ in ("compound", "poss", "nmod"):
        return house
    return False


# -- names that only the article makes known -----------------------------------------------------------------------------------


def _added(page: Page, found: Finds) -> None:
    """Find again what is known by now: surnames, names in brackets and damaged names that the parser passed over."""
    wanted: dict[str, Find] = {}
    _spelled(page, found)
    covered = {number for find in found.names for number in range(page.word_at(find.start), page.word_at(find.end))}
    for find in found.names:
        if find.kind == "person" and len(find.words) > 1:
            wanted.setdefault(find.words[-1].text, find)
        elif find.acronym and find.sense is None and find.kind in ORGANISED and find.words[0].text not in heads().not_acronyms:
            wanted.setdefault(find.words[0].text, find)
    for start, end in list(_bracketed(page, [*found.names, *found.nominals])):
        words = words_of_piece(page, start, end)
        if len(words) == 1 and words[0].text[0].isupper():
            wanted.setdefault(words[0].text, Find(start, end, 0, 0, "name", "organisation", words))
    for find in found.names:
        for start in _known_as(page, find) if family(find.kind) == "body" else ():
            word = page.words[number] if (number := page.word_at(start)) < len(page.words) else None
            if word is not None and word.start == start and word.text.isupper() and len(word.text) > 1:
                wanted.setdefault(word.text, Find(word.start, word.end, 0, 0, "name", find.kind, (word,)))
    view = view_of(page.doc)
    headed = {word.text: find for find in found.names if (word := _headed_by(find)) is not None}
    for number, word in enumerate(page.words):
        if number in covered or not word.text[0].isupper():
            continue
        model = wanted.get(word.text)
        if model is None and number and page.words[number - 1].key in ("the", "based"):
            model = headed.get(word.text)  # "the Observatory", whose name has been given
        broken = model is None and damaged(view.span(word.start, word.end).exact)
        if model is None and not broken:
            continue
        if model is not None and model.kind == "person" and page.block(word.start) in page.titled:
            continue
        slice_ = page.doc.char_span(word.lead, word.end, alignment_mode="expand")
        if slice_ is None:
            continue
        kind: EntityKind = "organisation" if model is None else model.kind
        found.names.append(Find(word.lead, word.end, slice_.start, slice_[-1].i, "name", kind, (word,)))
        found.nominals[:] = [find for find in found.nominals if find.root != slice_[-1].i]
    found.names.sort(key=lambda find: find.start)


def _spelled(page: Page, found: Finds) -> None:
    """Find whole the names that the article itself introduces, wherever it writes them: in a bracket or after "known as"."""
    told: dict[tuple[str, ...], Find] = {}
    for find in found.names:
        if find.kind not in ("place", "nationality"):
            for words in _told(page, find):
                told.setdefault(tuple(word.key for word in words), find)
    for words in _written(page, told):
        start, end = words[0].lead, words[-1].end
        near = [find for find in found.names if find.start < end and find.end > start]
        whole = any(find.start == start and find.end == end for find in near)
        if whole or any(find.start < start or find.end > end or find.hit is not None for find in near):
            continue
        slice_ = page.doc.char_span(start, end, alignment_mode="expand")
        if slice_ is None or not len(slice_):
            continue
        root = next((token for token in slice_ if not slice_.start <= token.head.i < slice_.end), slice_[-1])
        kind = told[tuple(word.key for word in words)].kind
        found.names[:] = [find for find in found.names if find not in near]
        found.names.append(Find(start, end, slice_.start, root.i, "name", kind, words))
    found.names.sort(key=lambda find: find.start)


def _told(page: Page, find: Find) -> Iterator[tuple[Word, ...]]:
    """Yield the names that stand beside a name as its others: "Jaysh al-X (Army of X)", "KVN (Coast Watch Bureau)"."""
    match = INTRODUCED.match(page.text, find.end)
    telling = heads().name_heads.values()
    for start, end in [] if match is None or _filed(page, find) or family(find.kind) != "body" else _pieces(match):
        words = words_of_piece(page, start, end)
        headed = len(words) > 1 and _capitalised(words) and any(word.key in keys for word in words for keys in telling)
        if headed and name_kind(words, "") in ORGANISED:
            yield words
    before = page.word_at(find.start) - 1
    if len(find.words) > 1 and before >= 0 and page.text[find.end : find.end + 1] in (")", "]"):
        word = page.words[before]
        opened = page.text[word.end : find.start].strip() in ("(", "[", "(the")
        if opened and word.text.isupper() and len(word.text) > 1:
            yield (word,)
    for start in _known_as(page, find):
        named = NAMED.match(page.text, start)
        words = words_of_piece(page, start, named.end()) if named is not None else ()
        if words and _capitalised(words):
            yield words


def _written(page: Page, told: Mapping[tuple[str, ...], Find]) -> Iterator[tuple[Word, ...]]:
    """Yield where any of these names is written, longest first at each place, never across a line."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for keys in sorted(told, key=lambda keys: (-len(keys), keys)):
        by_first[keys[0]].append(keys)
    number = 0
    while told and number < len(page.words):
        for keys in by_first.get(page.words[number].key, ()):
            words = page.words[number : number + len(keys)]
            if tuple(word.key for word in words) == keys and _capitalised(words):
                if "\n" not in page.text[words[0].start : words[-1].end]:
                    yield words
                number += len(keys) - 1
                break
        number += 1


def _capitalised(words: Sequence[Word]) -> bool:
    small = heads().words["small"] | heads().words["particles"]
    return words[0].text[0].isupper() and all(word.text[0].isupper() or word.text in small for word in words)


def _bracketed(page: Page, finds: Sequence[Find]) -> Iterator[tuple[int, int]]:
    """The single capitalised words in brackets after a name or noun phrase."""
    for find in finds:
        match = INTRODUCED.match(page.text, find.end)
        if match is None or _filed(page, find):
            continue
        for start, end in _pieces(match):
            piece = page.text[start:end]
            letters = [letter for letter in piece if letter.isalpha()]
            if " " not in piece and len(letters) > 1 and sum(map(str.isupper, letters)) > 1:
                yield start, end


def _pieces(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The names listed in a bracket, without "formerly", "known as" and the like."""
    at = match.start("inside")
    for piece in re.split(r"([,;/]|\bor\b|:)", match.group("inside")):
        stripped = piece.strip(" \"'“”‘’")
        if stripped and stripped not in ",;/:" and stripped != "or":
            start = at + piece.index(stripped)
            lead = LEADING.match(stripped)
            start += lead.end() if lead else 0
            end = at + piece.index(stripped) + len(stripped)
            if start < end:
                yield start, end
        at += len(piece)


def _filed(page: Page, find: Find) -> bool:
    """Whether a find is the place of a dateline: what follows in brackets is an agency, not an alias."""
    at = page.blocks[page.block(find.start)]
    return (
        find.kind in ("place", "government")
        and find.start - at < DATELINE
        and page.text[at : find.start].strip(" ,") in ("", *_capitals(page, at, find.start))
    )


def _capitals(page: Page, start: int, end: int) -> tuple[str, ...]:
    words = page.text[start:end].strip(" ,")
    return (words,) if words.isupper() else ()


def _voted(finds: Sequence[Find]) -> None:
    """One kind for one name in one article: the kind most of its finds have (ties: alphabetical)."""
    votes: dict[tuple[str, ...], dict[EntityKind, int]] = defaultdict(lambda: defaultdict(int))
    for find in finds:
        if find.form == "name" and find.sense is None:
            votes[bare(find)][find.kind] += LOCATED_WEIGHT if find.located else 1
    for find in finds:
        if find.form == "name" and find.sense is None:
            find.kind = min(votes[bare(find)].items(), key=lambda item: (-item[1], item[0]))[0]


# -- joining names -------------------------------------------------------------------------------------------------------------


def _introductions(page: Page, clusters: Clusters) -> None:
    """Join what the article introduces: "Northern Relief Front (NRF)", "X, formerly Y", "the X, known as Y"."""
    at = {find.start: number for number, find in enumerate(clusters.finds) if find.form == "name"}
    for number, find in enumerate(clusters.finds):
        match = INTRODUCED.match(page.text, find.end)
        if match is not None:
            if _filed(page, find):
                for start, _ in _pieces(match):
                    if start in at and clusters.finds[at[start]].sense is None:
                        clusters.finds[at[start]].kind = "outlet"
                continue
            for start, end in _pieces(match):
                other = at.get(start)
                if other is None or clusters.finds[other].end != end:
                    continue
                if _introduces(page, clusters, number, other):
                    _introduce(clusters, number, other, page.exact(find.start, match.end()))
        for start in _known_as(page, find):
            other = at.get(start)
            if other is None:
                continue
            alias = clusters.finds[other]
            if family(find.kind) == family(alias.kind) or (alias.sense is None and alias.hit is None):
                _introduce(clusters, number, other, page.exact(find.start, clusters.finds[other].end))


def _known_as(page: Page, find: Find) -> Iterator[int]:
    """Yield where the names begin that a find is also known by: "X, also known as the Y or Z"."""
    match = KNOWN_AS.match(page.text, find.end)
    while match is not None:
        yield match.end()
        rest = NAMED.match(page.text, match.end())
        match = OR.match(page.text, rest.end()) if rest is not None else None


def _introduce(clusters: Clusters, number: int, other: int, words: str) -> None:
    """Join a name and its alias; an alias that meant another actor until now means this one."""
    alias, find = clusters.finds[other], clusters.finds[number]
    if alias.sense is not None and alias.hit is not None and alias.hit.doubtful and alias.sense != clusters.sense(number):
        for twin, same in enumerate(clusters.finds):
            if same.form == "name" and same.keys == alias.keys and clusters.root(twin) == twin:
                same.sense = None
                clusters.senses.pop(twin, None)
    if family(find.kind) in ("body", "person") and alias.sense is None:
        for same in clusters.finds:
            if same.form == "name" and same.keys == alias.keys and same.sense is None:
                same.kind = find.kind
    if family(alias.kind) == "body" and find.sense is None and alias.sense is not None and family(find.kind) == "body":
        find.kind = alias.kind
    clusters.join(number, other, f"introduced: “{words}”")


def _introduces(page: Page, clusters: Clusters, number: int, other: int) -> bool:
    """Whether a bracket holds an alias: initials, the same known actor, or a name that the article uses again."""
    find, alias = clusters.finds[number], clusters.finds[other]
    if find.kind in ("place", "nationality") or (alias.sense is not None and alias.sense.type != "actor"):
        return False
    if find.kind == "person":
        return alias.kind == "person" and len(alias.words) > 1
    if find.form == "nominal" and find.lemma not in heads().words["named_as"] and family(find.kind) != "body":
        return False
    one, two = clusters.sense(number), alias.sense
    if one is not None and two is not None:
        return one.id == two.id or (alias.hit is not None and alias.hit.doubtful)
    if find.form == "name" and (_spells(_letters(alias), find) or _spells(_letters(find), alias)):
        return True
    if find.form == "name" and _translated(page, find, alias):
        return True
    if alias.kind == "outlet" and find.kind != "outlet" and two is not None:
        return False
    again = sum(same.form == "name" and same.keys == alias.keys for same in clusters.finds)
    again += sum(damaged(same.written) and fits(same.written, alias.written) for same in clusters.finds if same.form == "name")
    return (
        again > 1
        or two is not None
        or any(damaged(_exact(page, item)) for item in (alias,))
        or (alias.acronym and find.form == "nominal" and not find.plural)
    )


def _translated(page: Page, find: Find, alias: Find) -> bool:
    """Whether a bracket tells what a body's name means: a foreign head before it, a language or quotation marks inside it."""
    if len(alias.words) < 2 or family(find.kind) != "body" or family(alias.kind) != "body":
        return False
    match = INTRODUCED.match(page.text, find.end)
    lead = page.text[match.start("inside") : alias.start] if match is not None else ""
    foreign = any(find.keys[0] in heads().name_heads[name] for name in HEADS_FIRST)
    return foreign or ":" in lead or lead.rstrip(" the")[-1:] in tuple("\"'“‘«")


def _exact(page: Page, find: Find) -> str:
    return view_of(page.doc).span(find.start, find.end).exact


def _initials(find: Find) -> tuple[str, ...]:
    """The initials of a name without its small words and with them: the Office for the Care of Rivers, OCR and OFTCOR."""
    if len(find.words) < 2:
        return ()
    keys = [part for word in find.words for part in word.key.split("-")]
    return ("".join(key[0] for key in keys if key not in heads().words["small"]), "".join(key[0] for key in keys))


def _spells(letters: str, find: Find) -> bool:
    return bool(letters) and letters in _initials(find)


def _letters(find: Find) -> str:
    return find.words[0].key if len(find.words) == 1 else ""


def name_key(find: Find) -> tuple[str, ...]:
    """What two finds must share to be the same name."""
    sense = find.sense
    if sense is not None and sense.role is not None and sense.id.startswith("government:"):
        return ("role", "government", sense.country or "")
    if sense is not None:
        return ("sense", sense.id if sense.type != "people" else f"{sense.id.rstrip('s')}")
    if find.role is not None and find.country is not None:
        return ("role", find.role, find.country)
    return ("name", *bare(find))


def bare(find: Find) -> tuple[str, ...]:
    """A name's words without the articles of languages ("al", "el", "ash"), Tel, Tell and Tall being one word."""
    if len(find.keys) < 2:
        return find.keys
    keys = [key for key, word in zip(find.keys, find.words, strict=True) if word.text.lower() not in _ARTICLES]
    keys = keys if len(keys) > 1 or len(find.keys) == 2 else list(find.keys)
    if len(keys) > 1 and keys[0] in ("tel", "tell", "tall"):
        keys[0] = "tal"
    return tuple(keys) or find.keys


def _same_names(page: Page, clusters: Clusters, numbers: Sequence[int]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for number in numbers:
        find = clusters.finds[number]
        if find.sense is None and find.kind in ("agency", "government"):
            _office_of_state(find)
        key = name_key(find)
        if key not in first:
            first[key] = number
            if find.note:
                clusters.reasons[clusters.root(number)].append(find.note)
            continue
        other = clusters.finds[first[key]]
        if other.keys == find.keys:
            reason = "" if other.written == find.written else f"same name folded: “{other.written}”, “{find.written}”"
        elif find.sense is not None and find.sense.type == "actor":
            reason = f"known alias: “{page.exact(find.start, find.end)}” of {find.sense.name}"
        else:
            reason = f"same {'country' if find.kind == 'place' else 'name'}: “{other.written}”, “{find.written}”"
        clusters.join(first[key], number, reason)


def _office_of_state(find: Find) -> None:
    """Read "Turkish Foreign Ministry" and "Government of Turkey" as offices of a country."""
    lists = heads()
    if find.hit is None and "of" in find.keys[1:-1]:
        at = find.keys.index("of")
        role, land = lists.roles.get(" ".join(find.keys[:at])), find.keys[at + 1 :]
        land = land[1:] if land[0] == "the" else land
        senses = [alias.sense for alias in lexicon().table.get(land[0], ()) if alias.keys == land] if role and land else []
        country = next((sense.country for sense in senses if sense.type == "country"), None)
        if country is not None:
            find.country, find.role = country, role
            return
    if find.hit is None and len(find.words) > 1:
        for size in (2, 1):
            name = " ".join(find.keys[:size])
            sense = next((a.sense for a in lexicon().table.get(find.keys[0], ()) if " ".join(a.keys) == name), None)
            if sense is not None and sense.country is not None and sense.type in ("people", "country"):
                find.country = sense.country
                find.role = lists.roles.get(" ".join(find.keys[size:]))
                return
    if find.role is None:
        find.role = lists.roles.get(" ".join(find.keys))


def _short_forms(page: Page, clusters: Clusters, numbers: Sequence[int]) -> None:
    """Join surnames, short forms and initials to the one full name in the article that they can stand for."""
    finds = clusters.finds
    people = _longest(clusters, [n for n in numbers if finds[n].kind == "person" and finds[n].sense is None])
    for number in numbers:
        find = finds[number]
        if find.sense is not None or damaged(find.written):
            continue
        if find.kind == "person" and len(find.words) > 1:
            bearers = {
                clusters.root(n) for n in people if len(finds[n].words) > len(find.words) and _within(find.keys, finds[n].keys)
            }
            if len(bearers) == 1:
                clusters.join(min(bearers), number, f"longer name: “{finds[min(bearers)].written}”, “{find.written}”")
    everyone = {clusters.root(n): finds[n] for n in people}
    for number in numbers:
        find = finds[number]
        if len(find.words) == 1 and find.sense is None and not damaged(find.written):
            fitting = _bearers(clusters, find, everyone)
            if len(fitting) == 1 and (find.kind == "person" or _relabels(find)):
                for twin in numbers:
                    if finds[twin].keys == find.keys and finds[twin].sense is None:
                        finds[twin].kind = "person"
                clusters.join(fitting[0], number, f"surname: “{find.written}” of {finds[fitting[0]].written}")
            elif len(fitting) > 1 and find.kind == "person":
                clusters.reasons[clusters.root(number)].append(f"“{find.written}” has more than one bearer here")
    bodies = _longest(clusters, [n for n in numbers if finds[n].kind in ORGANISED and len(finds[n].words) > 1])
    for number in sorted(numbers, key=lambda n: (-len(finds[n].words), n)):  # "Orrin Watch" before "the Watch"
        find = finds[number]
        if find.sense is not None or (find.label in ("GPE", "LOC", "NORP") and not find.acronym) or damaged(find.written):
            continue
        if find.acronym and len(find.words[0].key) > 2:
            named = sorted({clusters.root(n) for n in bodies if _spells(find.words[0].key, finds[n])})
            if len(named) == 1 and find.kind in (*ORGANISED, "person"):
                find.kind = finds[named[0]].kind
                clusters.join(named[0], number, f"initials: “{page.exact(find.start, find.end)}” of {finds[named[0]].written}")
        elif _modifies(page, find) and not any(_cut(find, finds[n]) for n in bodies):
            continue  # "Toren dam" is not the Toren Dam Authority
        elif find.kind in ORGANISED or (find.label == "PERSON" and find.kind == "person" and len(find.words) == 1):
            named = sorted({clusters.root(n) for n in bodies if _shortens(find, finds[n])})
            if not named and find.kind in ORGANISED and len(find.words) == 1 and _after_the(page, find):
                named = sorted({clusters.root(n) for n in bodies if _head_word(finds[n]) == find.keys[0]})
            if len(named) == 1 and clusters.root(number) != named[0]:
                find.kind = finds[named[0]].kind
                clusters.join(named[0], number, f"short form: “{find.written}” of {finds[named[0]].written}")


def _modifies(page: Page, find: Find) -> bool:
    """Whether a name stands before a common noun and only tells which one is meant."""
    token = page.doc[find.root]
    joined = any(word.lower_ in ("and", "or") for word in page.doc[token.i + 1 : token.head.i])  # "the Guild and officials"
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i and token.head.pos_ == "NOUN" and not joined


def _longest(clusters: Clusters, numbers: Sequence[int]) -> list[int]:
    return sorted((n for n in numbers if len(clusters.finds[n].words) > 1), key=lambda n: (-len(clusters.finds[n].words), n))


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a person's shorter name is a longer one with words left out: the last word stays."""
    rest = iter(long)
    return short[-1] == long[-1] and all(key in rest for key in short)


def _bearers(clusters: Clusters, find: Find, everyone: dict[int, Find]) -> list[int]:
    key = find.words[0].key
    roots = sorted({clusters.root(root) for root, person in everyone.items() if person.words[-1].key == key})
    if not roots and find.kind == "person":
        roots = sorted(
            {clusters.root(root) for root, person in everyone.items() if person.words[0].key == key and len(key) > 2}
        )
    sex = sex_of_words(find.titles)
    if sex is not None:
        sexes = sexes_of(clusters)
        roots = [root for root in roots if sexes.get(root) in (None, sex)] or roots
    return roots


def _relabels(find: Find) -> bool:
    return find.label in ("", "ORG", "GPE", "NORP", "PRODUCT", "FAC", "LOC") and not find.acronym


def _shortens(find: Find, full: Find) -> bool:
    """Whether a name is the first words of a body's name, with only words like "Front" left out."""
    size = len(find.words)
    if size >= len(full.words) or full.keys[:size] != find.keys:
        return False
    telling, rest = frozenset().union(*heads().name_heads.values()), full.keys[size:]
    if _cut(find, full):
        return True
    if find.keys[-1] in telling and size > 1 and not all(key in heads().words["called"] for key in rest):
        return False  # the University is not its Hospital, nor the Guild its Youth League
    return all(key in telling for key in rest) and not all(key in telling for key in find.keys)


def _cut(find: Find, full: Find) -> bool:
    """Whether a name is a body's as far as its "of" or "for": the Orrin Institute, of the Orrin Institute for Peace."""
    size = len(find.words)
    return size > 1 and len(full.words) > size + 1 and full.keys[:size] == find.keys and full.keys[size] in ("of", "for")


def _after_the(page: Page, find: Find) -> bool:
    """Whether a name has an article, as a body's head word has that stands for the whole: "the Oslo-based Observatory"."""
    return any(left.lower_ == "the" for left in page.doc[find.root].lefts) or (
        find.first > 0 and page.doc[find.first - 1].lower_ == "the"
    )


def _headed_by(find: Find) -> Word | None:
    """The head word of a body's name, where "of" or "for" comes after it."""
    at = next((at for at, key in enumerate(find.keys) if at and key in ("of", "for")), 0)
    return find.words[at - 1] if at > 1 and find.kind in ORGANISED and find.words[at - 1].text[0].isupper() else None


def _head_word(find: Find) -> str:
    """The word of a body's name that says what it is: the one before "of" or "for", else the last."""
    at = next((at for at, key in enumerate(find.keys) if at and key in ("of", "for")), len(find.keys))
    return find.keys[at - 1]


def _damaged_letters(page: Page, clusters: Clusters, numbers: Sequence[int]) -> None:
    """Join a name with a lost letter to the one name, in the article or known, that it can have been."""
    broken = [n for n in numbers if damaged(_exact(page, clusters.finds[n]))]
    if not broken:
        return
    countries = {find.country for find in clusters.finds if find.country is not None}
    for number in broken:
        pattern = _exact(page, clusters.finds[number])
        here = [n for n in numbers if n not in broken and fits(pattern, clusters.finds[n].written)]
        roots = sorted({clusters.root(n) for n in here})
        if len(roots) == 1:
            clusters.finds[number].kind = clusters.finds[roots[0]].kind
            clusters.join(roots[0], number, f"damaged letter: “{pattern}” is “{clusters.finds[here[0]].written}”")
            continue
        if roots or clusters.sense(number) is not None:
            continue
        known = sorted(
            (sense.id, name)
            for sense in lexicon().senses.values()
            if sense.country in countries and sense.type == "actor"
            for name in sense.names
            if fits(pattern, name)
        )
        if len({id for id, _ in known}) == 1:
            id, name = known[-1]
            sense = lexicon().senses[id]
            find = clusters.finds[number]
            same = next((n for n in numbers if (held := clusters.sense(n)) is not None and held.id == id), None)
            find.kind, find.country = sense.kind, sense.country
            clusters.senses[clusters.root(number)] = sense
            reason = f"damaged letter: “{pattern}” is “{name}”, the only known name of that country that fits"
            if same is None or not clusters.join(same, number, reason):
                clusters.reasons[clusters.root(number)].append(reason)


def sex_of_words(titles: Sequence[str]) -> str | None:
    lists = heads()
    if any(title in lists.female for title in titles):
        return "she"
    return "he" if any(title in lists.male for title in titles) else None


def sexes_of(clusters: Clusters) -> dict[int, str | None]:
    """What the words for each person say about the pronoun that fits; None if they say nothing, or both."""
    found: dict[int, set[str]] = defaultdict(set)
    for number, find in enumerate(clusters.finds):
        if find.kind != "person":
            continue
        said = found[clusters.root(number)]
        words = sex_of_words((*find.titles, find.lemma))
        if words is None and len(find.words) > 1 and find.form == "name":
            words = sex_of_words((find.words[0].text.lower(),))
        if words is not None:
            said.add(words)
    return {root: next(iter(said)) if len(said) == 1 else None for root, said in found.items()}
