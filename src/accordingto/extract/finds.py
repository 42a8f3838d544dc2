"""Where an article names someone or something: proper names and the noun phrases that stand for them, not yet joined.

Names come from three hands: the known names (`names.known`), the parser's named entities, and capitalised runs that end in a
word like *Front* or *Gazette*. A known name wins over the parser, a longer name over a name inside it. Offsets are the view's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.extract.names import Heads, Hit, Sense, Word, heads, known, repaired, words_of
from accordingto.model import EntityKind, Form, ZoneKind
from accordingto.read.annotate import quotations_of, view_of

NER_KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "NORP": "nationality", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place",
    "PRODUCT": "other", "WORK_OF_ART": "other",
}  # fmt: skip
ORGANISED: frozenset[EntityKind] = frozenset(("organisation", "armed_group", "agency", "government", "outlet"))
TITLE_CASE_SHARE = 0.7  # a line with more of its long words capitalised is a headline in title case: capitals say nothing there
SETTING = frozenset(("in", "near", "outside"))  # before a name that nobody knows, they make it a place
CAPITALS_SHARE = 0.8  # a line with more of its letters in capitals is set in capitals
LONG_WORD = 4  # letters; shorter words stay small in title case
SHORT_LINE = 4  # words; too few to judge a line's case
OFFICE_REACH = 60  # characters between an office and the body it is of
SHORTEST_LAND = 4  # letters; of shorter places no people's names are guessed
LONGEST_NAME = 10  # words; longer ones are lists, not names
LONGEST_PHRASE = 9  # tokens before a noun; longer ones are parsing errors
DATELINED = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?: [^\W\d_a-zß-öø-ÿ][\w'’-]*){0,3}(?=,| ?[(–—:]| -|/)")
AGENCY = re.compile(r"[^()\n]{0,40}\((?P<agency>[^\W\d_a-z][^()\n]{1,40})\)")
OWNED = "house|home|farm|shop|bakery|boat|car|husband|wife|son|daughter|brother|sister|mother|father|family|parents|children"
PERSONAL = re.compile(rf", (?:aged )?\d{{2}},| \(\d{{2}}\)|,? who\b|, whose (?:\w+ )?(?:{OWNED})\b")
APPOSED = re.compile(r", an? (?:[a-z-]+ ){0,2}?(?P<trade>[a-z]+)(?= who\b| from\b| in\b| at\b|,)")
COMMON_HEADS: tuple[EntityKind, ...] = ("outlet", "armed_group", "organisation")  # alone such a word is no name: "the Front"
HEADS_FIRST: dict[str, EntityKind] = {"leading_armed_group": "armed_group", "leading_organisation": "organisation"}
SPOKEN = re.compile(r"^\W?(?:I|We|My|Our)\b.*[,.!?]\W?$", re.DOTALL)
POSSESSED = re.compile(r"[^\W\d_]['’]s\s")


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules ask about an article again and again, worked out once."""

    doc: Doc
    text: str
    words: tuple[Word, ...]
    starts: tuple[int, ...]  # of the words
    hits: tuple[Hit, ...]
    blocks: tuple[int, ...]  # where each block starts
    kinds: tuple[ZoneKind, ...]
    loud: frozenset[int]  # blocks all in capitals
    titled: frozenset[int]  # blocks in title case
    quotes: tuple[tuple[int, int], ...]
    sents: tuple[int, ...]  # first tokens of the sentences
    outlet: tuple[str, ...] = ()  # the folded words of the publisher's name

    def block(self, offset: int) -> int:
        return max(0, bisect_right(self.blocks, offset) - 1)

    def quote(self, offset: int) -> int | None:
        """The number of the quotation that holds an offset; scare quotes do not count."""
        at = bisect_right(self.quotes, (offset, len(self.text) + 1)) - 1
        return at if at >= 0 and self.quotes[at][0] <= offset < self.quotes[at][1] else None

    def sent(self, token: int) -> int:
        return bisect_right(self.sents, token) - 1

    def exact(self, start: int, end: int) -> str:
        """The article's own words between two offsets, on one line."""
        return " ".join(view_of(self.doc).span(start, end).exact.split())

    def word_at(self, offset: int) -> int:
        """The number of the first word that starts at or after an offset."""
        return bisect_right(self.starts, offset - 1)


@dataclass(slots=True)
class Find:
    """A name or noun phrase on its way to becoming a mention: offsets into the view, its tokens, and what is thought of it."""

    start: int
    end: int
    first: int  # token
    root: int  # token
    form: Form
    kind: EntityKind
    words: tuple[Word, ...]
    label: str = ""
    hit: Hit | None = None
    sense: Sense | None = None
    country: str | None = None
    titles: tuple[str, ...] = ()
    role: str | None = None
    lemma: str = ""
    plural: bool = False
    definite: bool = False
    plain: bool = False  # a noun phrase with no modifier that tells its bearer from others
    note: str = ""
    located: bool = False  # stands where only a place can
    slight: bool = False  # of no use unless it is joined to a name, or speaks: "two people", "the agency"
    keys: tuple[str, ...] = field(init=False)  # of its words, which never change

    def __post_init__(self) -> None:
        self.keys = tuple(word.key for word in self.words)

    @property
    def written(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def acronym(self) -> bool:
        return len(self.words) == 1 and len(self.words[0].text) > 1 and self.words[0].text.isupper()


@dataclass(slots=True)
class Finds:
    """All finds of an article. Names never overlap each other; a noun phrase may hold names."""

    names: list[Find] = field(default_factory=list)
    nominals: list[Find] = field(default_factory=list)


def page_of(doc: Doc) -> Page:
    view = view_of(doc)
    text = view.text
    words = repaired(tuple(words_of(text)), text)
    blocks = tuple(block.start for block in view.blocks) or (0,)
    loud, titled = set(), set()
    starts = tuple(word.start for word in words)
    for number, block in enumerate(view.blocks):
        inside = words[bisect_right(starts, block.start - 1) : bisect_right(starts, block.end - 1)]
        if len(inside) < SHORT_LINE:
            continue
        letters = [letter for letter in text[block.start : block.end] if letter.isalpha()]
        if letters and sum(map(str.isupper, letters)) / len(letters) > CAPITALS_SHARE:
            loud.add(number)
        long = [word for word in inside if len(word.text) >= LONG_WORD]
        ends = text[block.start : block.end].rstrip(" \"'”’)")[-1:] in ".!?"  # a headline has no full stop
        if long and not ends and sum(word.text[0].isupper() for word in long) / len(long) > TITLE_CASE_SHARE:
            titled.add(number)
    quotes = tuple(
        (quote.start, quote.end)
        for quote in quotations_of(doc)
        if not quote.scare or SPOKEN.search(text, quote.start, quote.end)  # "We were asleep," is short, and speech all the same
    )
    return Page(
        doc=doc,
        text=text,
        words=words,
        starts=starts,
        hits=tuple(known(words, text)),
        blocks=blocks,
        kinds=tuple(block.kind for block in view.blocks) or ("body",),
        loud=frozenset(loud),
        titled=frozenset(titled | loud),
        quotes=quotes,
        sents=tuple(sent.start for sent in doc.sents) or (0,),
        outlet=tuple(word.key for word in words_of(view.article.outlet or "") if word.key != "the"),
    )


def finds(page: Page) -> Finds:
    """Every name and noun phrase of an article that may be a mention, in text order."""
    found = _names(page)
    names = sorted([*found, *_datelines(page, found)], key=lambda find: find.start)
    _peopled(page, names)
    nominals = list(_nominals(page, names))
    speaking = {find.lemma for find in nominals if find.kind == "organisation"} & heads().name_heads["organisation"]
    for find in nominals:
        if find.kind == "place" and find.lemma in speaking and find.definite:
            find.kind = "organisation"  # "the hospital" that speaks further down
    return Finds(names, nominals)


# -- names ---------------------------------------------------------------------------------------------------------------------


def _names(page: Page) -> list[Find]:
    labels = {}
    pieces: list[tuple[int, int, str]] = []
    for ent in page.doc.ents:
        for start, end, label in _parts(page, ent) if ent.label_ in NER_KINDS else ():
            piece = _trimmed(page, start, end, label)
            if piece is not None:
                pieces.append((*piece, label))
    hits = [hit for hit in page.hits if _plausible(page, hit, pieces)]
    found: list[Find] = []
    ends = [hit.end for hit in hits]
    spare: set[int] = set()  # hits that are part of a longer name
    for start, end, label in pieces:
        inside = []
        for number in range(max(0, bisect_right(ends, start)), len(hits)):
            if hits[number].start >= end:
                break
            inside.append(number)
        if not inside:
            kept = _find(page, start, end, label)
            if kept is not None:
                found.append(kept)
        elif all(start <= hits[number].start and hits[number].end <= end for number in inside) and _outgrows(
            page, start, end, label, [hits[number] for number in inside]
        ):
            kept = _find(page, start, end, label)
            if kept is not None:
                spare.update(inside)
                found.append(kept)
        else:
            labels.update(dict.fromkeys(inside, label))
    for number, hit in enumerate(hits):
        if number not in spare:
            find = _find(page, hit.start, hit.end, labels.get(number, ""), hit)
            if find is not None:
                found.append(find)
    return _with_runs(page, found)


def _parts(page: Page, ent: Slice) -> Iterator[tuple[int, int, str]]:
    """Yield a named entity, or the two that one is: "the mayor of | Stenn, Piet Aal |"."""
    place, comma, person = ent.text.partition(", ")
    before = [token.lower_ for token in page.doc[max(0, ent.start - 2) : ent.start]]
    seated = len(before) == 2 and before[0] in heads().words["seated"] and before[1] == "of"
    if comma and seated and 1 < len(person.split()) < 5:
        yield ent.start_char, ent.start_char + len(place), "GPE"
        yield ent.end_char - len(person), ent.end_char, "PERSON"
    else:
        yield ent.start_char, ent.end_char, ent.label_


def _datelines(page: Page, found: Sequence[Find]) -> Iterator[Find]:
    """Yield the places that open datelines and that the parser passed over; those it took for somebody become places."""
    by_start = {find.start: find for find in found}
    for number, kind in enumerate(page.kinds):
        place = DATELINED.match(page.text, page.blocks[number]) if kind == "dateline" else None
        if place is None or page.text[place.start() : place.end()].lower() in heads().titles:
            continue
        start, end = place.span()
        yield from _filed_by(page, end, found)
        find = by_start.get(start)
        if find is None and not any(other.start < end and other.end > start for other in found):
            find = _find(page, start, end, "GPE")
            if find is not None and find.kind == "place" and not _dated(find):
                find.located = True
                yield find
        elif find is not None and find.end == end and find.hit is None and find.kind in ("person", "organisation", "other"):
            headed = any(word.key in keys for word in find.words for keys in heads().name_heads.values())
            find.kind, find.located = (find.kind, False) if headed else ("place", True)


def _filed_by(page: Page, end: int, found: Sequence[Find]) -> Iterator[Find]:
    """Yield the agency in a dateline's bracket, where the parser saw none: "OSLO (Nordwire) -"."""
    bracket = AGENCY.match(page.text, end)
    if bracket is None:
        return
    start, last = bracket.span("agency")
    if not any(other.start < last and other.end > start for other in found):
        find = _find(page, start, last, "ORG")
        if find is not None and find.hit is None and not _dated(find):
            find.kind = "outlet"
            yield find


def _dated(find: Find) -> bool:
    return any(word.key in heads().words["calendar"] for word in find.words)


def _peopled(page: Page, names: Sequence[Find]) -> None:
    """Tell places from their people by each other: "Velmoran" is of the people, and Velmora then a place.

    Only of names that are known to nobody and belong to no first name or title.
    """
    lists = heads()
    endings = lists.words["demonyms"]
    written = {word.key for word in page.words if word.text[0].isupper()}
    whole = {word.key for find in names if len(find.words) > 1 for word in find.words}
    single = [
        find
        for find in names
        if len(find.words) == 1
        and len(find.words[0].key) > SHORTEST_LAND
        and (find.hit is None or find.kind == "place")
        and find.kind in ("person", "organisation", "place", "other")
    ]
    for find in single:
        key = find.words[0].key
        known_person = find.titles or key in whole or key in lists.male or key in lists.female
        if find.kind == "person" and not known_person and key[-1] in "aeio" and (key + "n" in written or key + "ns" in written):
            find.kind, find.located = "place", True
    places = {find.words[0].key for find in single if find.kind == "place"}
    stems = [(place, stem) for place in sorted(places) for stem in (place, place[:-1])]
    for find in single:
        key = find.words[0].key
        if find.hit is None and any(
            key != land and key.startswith(stem) and key[len(stem) :] in endings for land, stem in stems
        ):
            find.kind, find.located = "nationality", False


def _trimmed(page: Page, start: int, end: int, label: str) -> tuple[int, int] | None:
    """A named entity without articles, titles, quotation marks and possessive endings; None if nothing is left."""
    text = page.text
    if " - " in text[start:end]:
        return None  # "FILE - Backdropped"
    line = text.find("\n", start, end)
    end = line if line >= 0 else end
    bracket = re.search(r"[(\[]", text[start + 1 : end])
    end = start + 1 + bracket.start() if bracket is not None else end
    words = _unowned(page, list(page.words[page.word_at(start) : page.word_at(end)]))
    known_heads = heads()
    while words and (
        words[0].key in known_heads.words["never_first"]
        or (label == "PERSON" and (words[0].text.lower() in known_heads.titles or _is_people(page, words[0])))
        or (not words[0].text[0].isupper() and words[0].lead == words[0].start and not words[0].text[0].isdigit())
    ):
        words.pop(0)
    words = words[_office(words) :]
    words += _after_particles(page, words, label)
    while words and words[-1].text[0].islower() and words[-1].lead == words[-1].start:
        words.pop()
    if not words or len(words) > LONGEST_NAME or not any(word.text[0].isupper() or not word.text.isascii() for word in words):
        return None
    if words[0].text[0].isdigit() and len(words) == 1:
        return None
    if len(words) == 1 and (label == "PERSON" or PERSONAL.match(text, words[0].end)):
        words = _given(page, words[0]) + words
    return words[0].lead, words[-1].end


def _unowned(page: Page, words: list[Word]) -> list[Word]:
    """The words of a name after its owner's ("Norways | Orrin"), and after a "the" without a joint ("Orrin the | Watch")."""
    joints = heads().words["joints"]
    for at in range(len(words) - 2, -1, -1):
        if page.text[words[at].end : words[at].end + 1].isalpha():
            return words[at + 1 :]
        apart = at and words[at].text == "the" and words[at - 1].text[0].isupper() and words[at - 1].text not in joints
        if apart and words[at + 1].text[0].isupper():
            return words[at + 1 :]
    return words


def _after_particles(page: Page, words: Sequence[Word], label: str) -> list[Word]:
    """The surname that the parser cut off behind its particles: the "Brugge" of "Joren van der | Brugge"."""
    if label != "PERSON" or len(words) < 2 or words[-1].text not in heads().words["particles"]:
        return []
    number = page.word_at(words[-1].end)
    after = page.words[number] if number < len(page.words) else None
    joins = after is not None and page.text[words[-1].end : after.lead] == " " and after.text[0].isupper()
    return [after] if after is not None and joins else []


def _given(page: Page, surname: Word) -> list[Word]:
    """The first name that the parser left outside a person's name, if it hangs on it."""
    number = page.word_at(surname.start) - 1
    if number < 0 or page.text[page.words[number].end : surname.lead] != " ":
        return []
    word, token, head = page.words[number], _token_at(page, page.words[number].start), _token_at(page, surname.start)
    fits = (
        token is not None and head is not None and token.pos_ == "PROPN" and token.dep_ == "compound" and token.head.i == head.i
    )
    titled = word.text.lower() in heads().titles | heads().words["never_first"] or _is_people(page, word)
    return [word] if fits and word.text[0].isupper() and not titled else []


def _office(words: Sequence[Word]) -> int:
    """How many words of "Director of the" or "Members of the" stand before a body's name."""
    first = words[0].text.lower() if words else ""
    who = first in heads().titles or (first.endswith("s") and heads().nominals.get(first[:-1]) == "person")
    if len(words) > 2 and who and words[1].key == "of":
        return 3 if words[2].key == "the" else 2
    return 0


def _is_people(page: Page, word: Word) -> bool:
    at = bisect_right(page.hits, word.start, key=lambda hit: hit.start) - 1
    return at >= 0 and page.hits[at].start == word.start and page.hits[at].aliases[0].sense.type == "people"


def _plausible(page: Page, hit: Hit, pieces: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a known name is one here: not an ordinary word at the start of a sentence, nor a shouted "IS"."""
    if hit.first != hit.last:
        return True
    word, alias = page.words[hit.first], hit.aliases[0]
    at = bisect_right(pieces, (hit.start, len(page.text), "")) - 1
    piece = pieces[at] if at >= 0 and pieces[at][0] <= hit.start and hit.end <= pieces[at][1] else None
    named = piece is not None and piece[2] != "PERSON"
    if alias.acronym:
        loud = page.block(hit.start) in page.loud or all(
            0 <= near < len(page.words) and page.words[near].text.isupper() and len(page.words[near].text) > 1
            for near in (hit.first - 1, hit.first + 1)
        )
        return named or not (loud and word.text in heads().not_acronyms)
    token = _token_at(page, word.start)
    given = word.text.lower() in heads().male or word.text.lower() in heads().female
    if alias.sense.kind == "place" and given and piece == (hit.start, hit.end, "PERSON"):
        return False  # Georgia may be a person
    if alias.sense.type == "people" and token is not None and token.dep_ == "pobj" and token.head.lower_ in ("in", "into"):
        return False  # "in English": a language
    return named or token is None or token.pos_ in ("PROPN", "ADJ") or (token.pos_ == "NOUN" and not token.is_sent_start)


def _token_at(page: Page, offset: int) -> Token | None:
    span = page.doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _outgrows(page: Page, start: int, end: int, label: str, hits: Sequence[Hit]) -> bool:
    """Whether a named entity is more than the known names in it: a body that has one of them in its name."""
    covered = {number for hit in hits for number in range(hit.first, hit.last + 1)}
    numbers = range(page.word_at(start), page.word_at(end))
    rest = [page.words[number] for number in numbers if number not in covered]
    rest = [word for word in rest if word.text[0].isupper() and word.text.lower() not in heads().titles]
    if not rest or page.block(start) in page.titled or "," in page.text[start:end]:
        return False
    if any(hit.aliases[0].sense.type == "actor" and hit.start > start for hit in hits) and POSSESSED.search(
        page.text[start:end]
    ):
        return False
    if len(rest) == 1 and len(hits) == 1 and rest[0].end + 1 == hits[0].start and hits[0].aliases[0].sense.type == "actor":
        return False  # "According to the Observatory | Ostrans left"
    headed = any(word.key in head for word in rest for head in heads().name_heads.values())
    if any(hit.aliases[0].sense.type == "actor" and not hit.doubtful for hit in hits):
        return headed and label not in ("PERSON", "GPE", "NORP")
    return headed or label not in ("NORP",)


def _find(page: Page, start: int, end: int, label: str, hit: Hit | None = None) -> Find | None:
    """A name between two offsets; None where its kind is nothing that the record keeps."""
    words = tuple(page.words[page.word_at(start) : page.word_at(end)])
    if words and words[0].lead < start:
        start = words[0].lead
    at = page.word_at(start)
    before = page.words[at - 1] if words and at else None
    attached = before is not None and before.text[0].isupper() and page.text[before.end : start] == " "
    if attached and before is not None and before.text.lower() in heads().decide["outlet_openers"] - {"daily", "voice"}:
        words, start = (before, *words), before.start  # "TV Korava", of which the parser takes the place alone
    if hit is None and label == "ORG" and _entitled(words):
        label = "PERSON"  # "Mayor Ilse Varn", whatever the parser thought
    while label == "PERSON" and len(words) > 2 and words[0].text.lower() in heads().titles | heads().trades:
        words, start = words[1:], words[1].lead  # "Farmer Abel Corr": what he is, and no part of his name
    slice_ = page.doc.char_span(start, end, alignment_mode="expand")
    if not words or slice_ is None or not len(slice_):
        words = words_of_piece(page, start, end)
        if not words or slice_ is None or not len(slice_):
            return None
    kind = hit.aliases[0].sense.kind if hit is not None and not hit.doubtful else name_kind(words, label)
    if page.outlet and tuple(word.key for word in words if word.key != "the") == page.outlet:
        kind = "outlet"  # the article's own publisher
    army = hit is None and kind == "agency" and len(words) > 2 and (words[0].key, words[1].key) == ("army", "of")
    if army and not any(words[2].start <= known.start < end for known in page.hits):
        kind = "armed_group"  # "Army of Lanterns": no land's
    if kind is None or (hit is None and label == "ORG" and all(word.text.lower() in heads().titles for word in words)):
        return None  # the "Interior" of "Interior Minister"
    if hit is None and len(words) == 1 and kind in ORGANISED and _standing(_root(slice_)):
        return None  # "the Council": a noun phrase, which may point to a name
    located = (
        kind in ("person", "organisation", "place", "nationality")
        and hit is None
        and _located(page, start, _root(slice_), words, label)
    )
    if located:
        kind = "place"
    if (
        hit is None
        and len(words) == 1
        and words[0].text.isupper()
        and any(left.lower_ in ("a", "an") for left in _root(slice_).lefts)
    ):
        return None  # "a VBIED": a kind of thing
    find = Find(start, end, slice_.start, _root(slice_).i, "name", kind, words, label, hit, located=located)
    if hit is None and len(words) == 1 and kind in ("organisation", "person"):
        kind = find.kind = _modifying(_root(slice_), label, kind)
    titles = _titles_before(page, slice_.start)
    doubtful = kind == "organisation" and hit is None and 1 < len(words) < 4 and titles
    headed = any(word.key in keys for word in words for keys in heads().name_heads.values())
    if doubtful and not headed and heads().nominals.get(titles[-1]) == "person":
        find.kind = kind = "person"  # "Mayor Ilse Varn", whatever the parser thought
    elif hit is None and kind in ("organisation", "place", "other") and not headed and _someone(page, find):
        find.kind, find.located, kind = "person", False, "person"
    find.titles = titles if label == "PERSON" or kind == "person" else ()
    return find


def _entitled(words: Sequence[Word]) -> bool:
    """Whether a name is a title and a first and last name, with no word that makes it a body's."""
    keys = [word.text.lower() for word in words]
    if not 2 < len(keys) < 5 or not (heads().nominals.get(keys[0]) == "person" or keys[0] in heads().trades):
        return False
    if any(key in telling for key in keys[1:] for telling in heads().name_heads.values()) or "of" in keys or "for" in keys:
        return False
    return all(word.text[0].isupper() and word.text[1:].islower() for word in words)


def _standing(token: Token) -> bool:
    """Whether a capitalised noun stands for a body that has been named: "the Council", "the Department"."""
    kind = heads().nominals.get(token.lower_)
    before = token.nbor(-1) if token.i else None
    return (
        kind in ORGANISED
        and token.text[0].isupper()
        and not token.text.isupper()
        and before is not None
        and before.lower_ in heads().words["definite"]
    )


def _modifying(token: Token, label: str, kind: EntityKind) -> EntityKind:
    """The kind of a one-word name before a common noun: "Aske brothers", "Velmoran authorities"."""
    if token.dep_ not in ("compound", "amod", "nmod") or token.head.pos_ != "NOUN" or token.head.i <= token.i:
        return kind
    if token.head.lemma_.lower() in heads().words["kin"]:
        return "person"
    if label in ("ORG", "NORP", "") and not token.is_upper and token.lower_.endswith(("an", "ese", "ish")):
        return "nationality"
    return kind


def _someone(page: Page, find: Find) -> bool:
    """Whether a first and last name is a person's by what stands beside it: an age, "who", a trade, the byline's "By"."""
    if not 1 < len(find.words) < 4 or not all(word.text[0].isupper() and word.text[1:].islower() for word in find.words):
        return False
    if PERSONAL.match(page.text, find.end) or _has_trade(page, find.end):
        return True
    if page.kinds[page.block(find.start)] == "byline":
        return True
    before = page.doc[find.first - 1] if find.first else None
    return before is not None and page.text[before.idx + len(before) : find.start] == " " and _trade(before)


def _has_trade(page: Page, end: int) -> bool:
    """Whether a trade stands in apposition after a name: "Abel Corr, a baker who saw it"."""
    match = APPOSED.match(page.text, end)
    return match is not None and match["trade"] in heads().trades


def _trade(token: Token) -> bool:
    """Whether a word before a name says what somebody is: "baker Abel Corr"."""
    word = token.lower_
    return word in heads().trades or (word in heads().nominals and heads().nominals[word] == "person" and word != "people")


def _located(page: Page, start: int, token: Token, words: Sequence[Word], label: str) -> bool:
    """Whether a name the parser took for somebody stands where only a place can: "near Tal Nour", "in Kobra"."""
    if any(left.dep_ == "det" for left in token.lefts) or (len(words) == 1 and words[0].text.isupper()) or len(words) > 2:
        return False
    if words[0].text.lower() in heads().male or words[0].text.lower() in heads().female:
        return False
    if token.dep_ in ("compound", "nmod", "amod") and token.head.i == token.i + 1 and len(words) == 1 and label != "NORP":
        key = words[0].key  # "Orde valley"; not "Velmoran border"
        people = (
            len(key) > SHORTEST_LAND and key.endswith("an") and any(word.key in (key[:-1], key[:-2]) for word in page.words)
        )
        return token.head.lower_ in heads().words["lands"] and not people
    number = page.word_at(start)
    settled = heads().words["settled"] | heads().words["seated"]
    if number > 1 and page.words[number - 1].key == "of" and page.words[number - 2].text.lower() in settled:
        return page.text[page.words[number - 2].end : start] == " of "
    if number and page.words[number - 1].key in ("near", "around") and page.text[page.words[number - 1].end : start] == " ":
        return True
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in heads().words["placing"]


def words_of_piece(page: Page, start: int, end: int) -> tuple[Word, ...]:
    return tuple(Word(w.start + start, w.end + start, w.key, w.text, w.lead + start) for w in words_of(page.text[start:end]))


def _root(words: Slice) -> Token:
    """The last token of a slice that hangs on something outside it. (spaCy's `Span.root` scans the whole text each time.)"""
    for token in reversed(words):
        if not words.start <= token.head.i < words.end or token.head.i == token.i:
            return token
    return words[-1]


def _titles_before(page: Page, first: int) -> tuple[str, ...]:
    """The title words straight before a name, in order."""
    titles: list[str] = []
    if first and page.doc[first - 1].lower_ == "of":
        return ()  # "the mayor of Stenn"
    at = first - 1
    while at >= 0 and len(titles) < LONGEST_PHRASE:
        word = page.doc[at].lower_
        if word not in heads().titles and word != "of":
            break
        titles.append(word)
        at -= 1
    while titles and titles[-1] == "of":
        titles.pop()  # "of President Varn", "the town of Varn"
    return tuple(reversed(titles))


def name_kind(words: Sequence[Word], label: str) -> EntityKind | None:
    """What kind of thing a name is, by its head word first and the parser's label second. None: nothing the record keeps."""
    lists: Heads = heads()
    keys = [word.text.lower() for word in words]
    head_at = next((at - 1 for at, key in enumerate(keys) if at and key in ("of", "for")), len(keys) - 1)
    first_name = keys[0] in lists.male or keys[0] in lists.female
    if len(keys) > 1 and keys[0] in lists.decide["outlet_openers"] and words[0].text[0].isupper():
        return "outlet"
    if len(keys) > 1 and label != "NORP" and words[0].text[0].isupper():
        for name, kind in HEADS_FIRST.items():
            if keys[0] in lists.name_heads[name]:
                return kind  # "Jaysh al-Sahra", "Partido del Valle": in these languages the head comes first
    if len(keys) == 1 and len(keys[0]) > 6 and any(keys[0].endswith(ending) for ending in lists.decide["outlet_endings"]):
        return "outlet"
    if label == "ORG" and first_name and 1 < len(keys) < 5 and not any(_headed(keys, at, lists) for at in range(1, len(keys))):
        return "person"
    if len(keys) == 1 and label != "ORG" and any(keys[0] in lists.name_heads[kind] for kind in COMMON_HEADS):
        return None
    if label == "NORP" and len(keys) == 1 and (keys[0] in lists.nominals or keys[0].removesuffix("s") in lists.nominals):
        return None
    if len(keys) > 1 and not (label == "PERSON" and first_name):
        headed = _headed(keys, head_at, lists)
        if headed is not None and (headed != "place" or label in ("FAC", "LOC", "GPE")):
            return headed
        if label == "ORG":
            for at in range(head_at - 1, 0, -1):
                headed = _headed(keys, at, lists)
                if headed is not None and headed != "place":
                    return headed
    if label == "PERSON" and len(words) == 1 and words[0].text.isupper() and 1 < len(words[0].text) <= 6:
        return "organisation"
    if len(keys) == 1 and keys[0] in ("army", "navy", "police", "marines", "parliament", "congress", "senate", "military"):
        return "agency"
    if label in ("PRODUCT", "WORK_OF_ART"):
        return None
    return NER_KINDS.get(label, "organisation")


def _headed(keys: Sequence[str], at: int, lists: Heads) -> EntityKind | None:
    """The kind that one word of a name gives it."""
    key = keys[at]
    before = set(keys[:at])
    for kind in ("outlet", "government", "armed_group", "agency", "organisation", "place"):
        if key not in lists.name_heads[kind]:
            continue
        if kind == "armed_group" and (before & lists.name_heads["state_forces"] or any(word[0].isdigit() for word in before)):
            return "agency"
        if kind == "agency":
            if key in ("army", "forces", "battalion", "regiment", "corps") and before & lists.decide["fighting"]:
                return "armed_group"
            if key in ("agency", "service") and before & lists.decide["outlet_modifiers"]:
                return "outlet"
        found: EntityKind = kind
        return found
    return None


def _with_runs(page: Page, found: list[Find]) -> list[Find]:
    """Names and, beside them, capitalised runs with a telling head word that neither the parser nor the lexicon knew whole."""
    found = _apart(found)
    taken = sorted(found, key=lambda find: find.start)
    starts = [find.start for find in taken]
    grown: list[Find] = []
    gone: set[int] = set()
    for run in _runs(page):
        start, end = run[0].lead, run[-1].end
        span = range(max(0, bisect_right(starts, start) - 1), bisect_right(starts, end - 1))
        near = [n for n in span if taken[n].end > start]
        if any(taken[n].start < start or taken[n].end > end for n in near):
            continue
        known_here = [hit for n in near if (hit := taken[n].hit) is not None]
        if any(hit.aliases[0].sense.type == "actor" for hit in known_here):
            continue
        whole = any(taken[n].start == start and taken[n].end == end for n in near)
        people = [n for n in near if taken[n].label == "PERSON"]
        if (whole or people) and not (people == near and taken[near[0]].start == start):
            continue
        kind = name_kind(run, "")
        leading = any(run[0].text.lower() in heads().name_heads[name] for name in HEADS_FIRST)
        keys = [word.text.lower() for word in run]
        headed = any(_headed(keys, at, heads()) for at in range(1, len(run)))
        landed = any(taken[n].hit is not None or taken[n].label in ("GPE", "NORP", "LOC") for n in near)
        unplaced = len(run) > 2 and keys[1] in ("of", "for") and not landed  # "Army of Lanterns": no land's
        if kind in ORGANISED and (headed or leading or (unplaced and _headed(keys, 0, heads()))):
            find = _find(page, start, end, "ORG")
            if find is not None and find.kind in ORGANISED:
                gone.update(near)
                grown.append(find)
    kept = _apart([find for n, find in enumerate(taken) if n not in gone] + grown)
    kept = _apart([*kept, *_people(page, kept)])
    return _apart([*kept, *_settled(page, kept)])


def _people(page: Page, found: Sequence[Find]) -> Iterator[Find]:
    """Yield people whom the parser passed over: a common first name and a capitalised word after it."""
    lists = heads()
    covered = {number for find in found for number in range(page.word_at(find.start), page.word_at(find.end))}
    cut = {page.word_at(find.start) for find in found if len(find.words) == 1 and find.hit is None and not find.acronym}
    for number, word in enumerate(page.words[:-1]):
        after = page.words[number + 1]
        if number + 1 in cut and (word.text.lower() in lists.male or word.text.lower() in lists.female):
            covered.discard(number + 1)  # "Ana Quill", of which the parser saw the last name only
        if number in covered or number + 1 in covered or word.text[0].islower() or not after.text[0].isupper():
            continue
        given = word.text.lower()
        known_name = given in lists.male or given in lists.female
        if page.text[word.end : after.lead] == " " and given not in lists.titles and (known_name or _called(page, number)):
            if page.block(word.start) in page.titled or after.text.isupper() or not _nounlike(page, after):
                continue
            find = _find(page, word.lead, after.end, "PERSON")
            if find is not None and find.kind == "person":
                yield find


def _settled(page: Page, found: Sequence[Find]) -> Iterator[Find]:
    """Yield places that the parser passed over or took for a thing: a name after "in" or "near", wherever it stands."""
    covered = {number for find in found for number in range(page.word_at(find.start), page.word_at(find.end))}
    free = [
        (number, token)
        for number, word in enumerate(page.words)
        if number not in covered
        and word.text[0].isupper()
        and word.text[1:].islower()
        and page.block(word.start) not in page.titled
        and (token := _token_at(page, word.start)) is not None
        and token.tag_ == "NNP"
        and token.ent_type_ not in ("DATE", "TIME", "ORG", "PERSON", "NORP", "LANGUAGE")
        and token.lower_ not in heads().words["calendar"]
    ]
    settled = {page.words[number].text for number, token in free if _set_in(page, number, token)}
    for number, token in free:
        word = page.words[number]
        if word.text not in settled or token.dep_ == "compound":
            continue  # "in Lent term"
        find = _find(page, word.lead, word.end, "GPE")
        if find is not None and find.kind == "place":
            find.located = True
            yield find


def _set_in(page: Page, number: int, token: Token) -> bool:
    """Whether a name stands alone after a word of setting: "a mill in Orrin burnt"; not "in Apollo 13"."""
    before, word = page.words[number - 1], page.words[number]
    if not number or before.text not in SETTING or page.text[before.end : word.lead] != " " or token.dep_ != "pobj":
        return False
    return token.i + 1 == len(page.doc) or page.doc[token.i + 1].tag_[:2] not in ("NN", "CD", "HY")


def _called(page: Page, number: int) -> bool:
    """Whether two capitalised words are told to be somebody: "dad Piers Quill", "Piers Quill, 61,"."""
    word, after = page.words[number], page.words[number + 1]
    if after.text[1:].islower() and word.text[1:].islower() and PERSONAL.match(page.text, after.end):
        return not _headed([word.text.lower(), after.text.lower()], 1, heads())
    if not number or page.text[page.words[number - 1].end : word.lead] != " " or page.words[number - 1].text[0].isupper():
        return False
    before, token = _token_at(page, page.words[number - 1].start), _token_at(page, word.start)
    return before is not None and token is not None and token.pos_ == "PROPN" and _trade(before)


def _runs(page: Page) -> Iterator[list[Word]]:
    """Yield runs of capitalised words, joined by "of" or "for" inside, that hold a word telling a body's kind."""
    telling = frozenset().union(*(heads().name_heads[kind] for kind in (*ORGANISED, *HEADS_FIRST)))
    unfit = heads().words["never_first"] | heads().words["calendar"]
    run: list[Word] = []
    for at, word in enumerate([*page.words, None]):
        joins = word is not None and bool(run) and page.text[run[-1].end : word.lead].strip(" -'’s&") == ""
        if word is not None and word.text[0].isupper() and (not run or joins) and page.block(word.start) not in page.titled:
            run.append(word)
            continue
        joint = word is not None and joins and word.text in heads().words["joints"] and at + 1 < len(page.words)
        if word is not None and joint and (word.text != "the" or run[-1].text in heads().words["joints"]):
            run.append(word)  # "of the", but not "in Orrin the | Observatory said"
            continue
        while run and run[-1].text in heads().words["joints"]:
            run.pop()
        while run and (run[0].key in unfit or run[0].text in heads().words["joints"] or not _nounlike(page, run[0])):
            run.pop(0)
        run = run[_office(run) or _common(page, run) :]
        if len(run) > 1 and len(run) <= LONGEST_NAME and any(part.text.lower() in telling for part in run[1:] + run[:1]):
            yield run
        run = []
        if word is not None and word.text[0].isupper() and page.block(word.start) not in page.titled:
            run = [word]


def _common(page: Page, run: Sequence[Word]) -> int:
    """How many words of "Boats of the" open a sentence before a body's name."""
    token = _token_at(page, run[0].start) if len(run) > 2 and run[1].key == "of" else None
    if token is None or token.tag_ != "NNS" or not token.is_sent_start:
        return 0
    return 3 if run[2].key == "the" else 2


def _nounlike(page: Page, word: Word) -> bool:
    token = _token_at(page, word.start)
    return token is None or token.pos_ in ("PROPN", "NOUN", "ADJ")


def _apart(found: Iterable[Find]) -> list[Find]:
    """Names without overlaps: a known name first, then the longer, then the earlier."""
    kept: list[Find] = []
    starts: list[int] = []
    for find in sorted(found, key=lambda find: (find.hit is None, find.start - find.end, find.start)):
        at = bisect_right(starts, find.start)
        clear_left = at == 0 or kept[at - 1].end <= find.start
        clear_right = at == len(kept) or kept[at].start >= find.end
        if clear_left and clear_right:
            starts.insert(at, find.start)
            kept.insert(at, find)
    return kept


# -- noun phrases --------------------------------------------------------------------------------------------------------------


def _nominals(page: Page, names: Sequence[Find]) -> Iterator[Find]:
    """Yield the noun phrases that stand for people, bodies and places, in order."""
    lists = heads()
    owner: dict[int, Find] = {}
    for name in names:
        for token in page.doc[name.first :]:
            if token.idx >= name.end:
                break
            owner[token.i] = name
    for token in page.doc:
        if token.i in owner or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if page.kinds[page.block(token.idx)] in ("byline", "credit", "dateline"):
            continue
        lemma = token.lemma_.lower()
        named = token.pos_ == "PROPN" and token.text[0].isupper() and not token.is_sent_start
        if named and lemma not in lists.words["offices"] and not _standing(token) and token.text != "NGO":
            continue
        kind = lists.nominals.get(lemma) or lists.nominals.get(token.lower_)
        if kind is None or token.dep_ in ("compound", "amod", "nmod") or not token.text[0].isalpha():
            continue
        find = _phrase(page, token, lemma, kind, owner, lists)
        if find is not None:
            yield find


PREMODIFIERS = frozenset(("compound", "amod", "nmod", "poss", "nummod", "det", "quantmod", "punct", "npadvmod", "advmod"))
BREAKS = frozenset('"“”«»,;:—()[]')


def _phrase(page: Page, head: Token, lemma: str, kind: EntityKind, owner: dict[int, Find], lists: Heads) -> Find | None:
    doc, function = page.doc, lists.words
    first, block = head.i, page.block(head.idx)
    for child in head.lefts:
        if child.dep_ in PREMODIFIERS:
            first = min(first, child.left_edge.i)
    while head.i - first > LONGEST_PHRASE or page.block(doc[first].idx) != block:
        first += 1
    # A comma or a quotation mark ends the phrase on the left: what stands before it is somebody else's.
    for token in doc[first : head.i]:
        if token.text in BREAKS:
            first = token.i + 1
    if (beside := _unparted(page, head, lemma, owner, lists)) is not None:
        beside.kind, beside.label, beside.located = "person", "PERSON", False
        first = head.i
    definite, determined, owned = False, False, False
    while first < head.i and doc[first].lower_ in function["focusing"]:
        first += 1
    while first < head.i and (
        doc[first].lower_ in function["determiners"] or doc[first].lower_ in function["owners"] or doc[first].is_punct
    ):
        definite = definite or doc[first].lower_ in function["definite"]
        owned = owned or doc[first].lower_ in function["owners"]
        determined = True
        first += 1
    before = doc[first : head.i]
    inside = [owner[token.i] for token in before if token.i in owner]
    modifiers = {token.lower_ for token in before if token.i not in owner and not token.is_punct and token.tag_ != "POS"}
    plural = head.tag_ in ("NNS", "NNPS")
    country = _country(page, inside, lists) or _country_after(head, kind, owner)
    found = _nominal_kind(lemma, kind, modifiers, inside, plural, country, lists)
    if owned and plural and lemma in lists.decide["companions"]:
        found = kind  # "its partners", "our allies"
    if found == "place" and lemma in lists.name_heads["organisation"] and speaks(head):
        found = "organisation"  # "the hospital said"
    role = lemma in lists.name_heads["agency"] | function["named_as"]
    slight = found is None and definite and role and not plural and not inside
    if slight:
        found = "organisation"  # "the authority": only if the article has named one
        slight = not _standing(head)
    if found is None:
        return None
    start = doc[first].idx
    if first in owner:
        start = min(start, owner[first].start)
    words = tuple(page.words[page.word_at(start) : page.word_at(head.idx + len(head))])
    if not words:
        return None
    find = Find(
        start, head.idx + len(head), first, head.i, "nominal", found, words, lemma=lemma, plural=plural, country=country
    )
    find.definite = definite and not any(child.dep_ == "poss" for child in head.lefts)
    seated = all(page.text.startswith(("-based ", "–based "), name.end) for name in inside)  # "the Orrin-based group"
    find.plain = seated and modifiers - ({"based"} if inside else set()) <= lists.decide["weak"]
    find.role = _role([w for w in words if not any(name.start <= w.start < name.end for name in inside)], lists)
    if lemma in function["offices"]:
        _reach(find, head, owner)
    bare = not determined and not before and not plural and found in ("person", "place") and not speaks(head)
    if bare and not (find.note == "office" and (beside is not None or _set_off(page, find, owner))):
        return None  # "in church", "as president": an office or a place in general, but for a headline's "official says"
    counted = any(child.dep_ == "nummod" for child in head.lefts)
    numbers = {token.lower_ for child in head.lefts if child.dep_ == "nummod" for token in child.subtree}
    vague = plural and not inside and (modifiers - numbers <= lists.decide["counting"] or (counted and not find.definite))
    if vague and not find.definite and (found == "place" or (found == "person" and not _takes_part(head))):
        return None  # "people", "39 people": somebody, but nobody in particular
    find.slight = slight or (vague and found == "person" and lemma in lists.decide["anybody"] and not speaks(head))
    return find


def _unparted(page: Page, head: Token, lemma: str, owner: dict[int, Find], lists: Heads) -> Find | None:
    """Whose office it is that stands after a name without the comma between: "Oda Finch head of the Lamp Guild"."""
    name = owner.get(head.i - 1)
    if name is None or lemma not in lists.words["offices"] or page.text[name.end : head.idx] != " ":
        return None
    of = next((child for child in head.rights if child.lower_ in ("of", "for") and child.i == head.i + 1), None)
    if of is None or not any(child.i in owner for child in of.children) or not 1 < len(name.words) < 5:
        return None
    headed = any(word.key in keys for word in name.words for keys in lists.name_heads.values())
    fits = name.kind == "person" or (name.hit is None and name.kind in ("organisation", "other", "place") and not headed)
    return name if fits and all(word.text[0].isupper() for word in name.words) else None


def _role(words: Sequence[Word], lists: Heads) -> str | None:
    """The office of state that words call by its common name, whatever names unknown to the parser stand before it."""
    for at in range(len(words)):
        role = lists.roles.get(" ".join(word.key for word in words[at:]))
        if role is not None or not words[at].text[0].isupper():
            return role
    return None


def _set_off(page: Page, find: Find, owner: dict[int, Find]) -> bool:
    """Whether an office stands between commas beside somebody: "X, commander of Y, said", "Minister for Y, X, said"."""
    doc = page.doc
    if find.first > 1 and doc[find.first - 1].text == "," and find.first - 2 in owner:
        return owner[find.first - 2].kind == "person"
    after = _token_at(page, find.end)
    at = after.i + 1 if after is not None and after.text == "," else None
    return at is not None and at in owner and owner[at].kind == "person" and owner[at].first == at


def speaks(head: Token) -> bool:
    """Whether somebody is told to have said something here."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    if head.dep_ == "pobj":
        return head.head.lower_ in ("by", "to", "from", "according") and _saying(head.head.head)
    return head.dep_ == "nsubj" and _saying(head.head)


def _saying(token: Token) -> bool:
    return token.lemma_.lower() in heads().verbs["saying"] or token.lower_ == "according"


def _takes_part(head: Token) -> bool:
    """Whether somebody without a name does or says something here, or is told to have."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head.dep_ in ("nsubj", "nsubjpass") or (
        head.dep_ == "pobj" and head.head.lower_ in ("by", "to", "from", "according")
    )


def _reach(find: Find, head: Token, owner: dict[int, Find]) -> None:
    """Let an office hold the body it is of: "commander of the Coast Watch"."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            for body in child.children:
                if body.dep_ == "pobj" and body.i in owner and owner[body.i].end - find.end < OFFICE_REACH:
                    find.end = owner[body.i].end
                    find.note = "office"
                    return


def _country(page: Page, inside: Sequence[Find], lists: Heads) -> str | None:
    """The country whose name modifies a phrase; one that only stands behind ("Norwegian-backed") does not."""
    for name in reversed(inside):
        sense = name.hit.aliases[0].sense if name.hit is not None else None
        if sense is None or sense.type not in ("country", "people", "seat") or sense.country is None:
            continue
        after = page.text[name.end : name.end + 1]
        number = page.word_at(name.end)
        if after in ("-", "–") and number < len(page.words) and page.words[number].key in lists.decide["behind"]:
            continue
        return sense.country
    return None


def _country_after(head: Token, kind: EntityKind, owner: dict[int, Find]) -> str | None:
    """The country that an office of state is of: "the government of Norway", "police in Norway", "officials in Oslo"."""
    inside = head.lemma_.lower() in heads().decide["within"]
    if not inside and kind not in ("agency", "government"):
        return None
    seats = head.lemma_.lower() != "police"  # those in a capital may be the town's own
    for child in head.rights:
        of = child.lower_ == "of" or (child.lower_ == "in" and inside)
        if child.dep_ != "prep" or not of or child.i != head.i + 1:
            continue
        for body in child.children:
            name = owner.get(body.i) if body.dep_ == "pobj" else None
            sense = name.hit.aliases[0].sense if name is not None and name.hit is not None else None
            national = sense is not None and (sense.type == "country" or (sense.type == "seat" and seats))
            if sense is not None and national and not any(inner.dep_ == "conj" for inner in body.children):
                return sense.country
    return None


def _nominal_kind(
    lemma: str,
    kind: EntityKind,
    modifiers: set[str],
    inside: Sequence[Find],
    plural: bool,
    country: str | None,
    lists: Heads,
) -> EntityKind | None:
    """The kind of a noun phrase; None for a noun too general to mean someone here."""
    rebel = bool(modifiers & lists.decide["rebel_modifiers"]) or any(name.kind == "armed_group" for name in inside)
    bodies = any(name.kind in ORGANISED for name in inside)
    if lemma in lists.decide["bare"] and not modifiers and not inside:
        return None
    if lemma == "paper" and (plural or not modifiers <= lists.decide["outlet_modifiers"] | lists.decide["of_papers"]):
        return None  # "stolen papers"
    if lemma == "station" and modifiers and not modifiers & lists.decide["outlet_modifiers"]:
        return None  # "pumping station"
    if lemma in ("network", "cell"):
        return "armed_group" if rebel else None
    if lemma == "service" and not modifiers & (lists.decide["outlet_modifiers"] | lists.decide["public_services"]):
        return None  # "a memorial service"
    if lemma == "force":
        if not plural and not modifiers & {"police", "security", "army", "military", "air", "border"}:
            return None
        return "armed_group" if rebel else "agency"
    if lemma in ("unit", "battalion", "brigade", "troop"):
        return "armed_group" if rebel else "agency"
    if lemma == "authority":
        return "government" if plural else ("organisation" if modifiers else None)
    if lemma == "leadership" and country is None:
        return None
    if lemma in ("agency", "service", "station", "channel") and modifiers & lists.decide["outlet_modifiers"]:
        return "outlet"
    if lemma == "group":
        if modifiers & lists.decide["neutral_groups"]:
            return "organisation"
        return "armed_group" if rebel else "organisation"
    if kind == "armed_group" and lemma in lists.decide["members"] and not plural:
        return "person"
    if lemma in ("business", "team", "community", "partner", "ally", "union", "mission", "movement", "state") and not (
        modifiers or bodies
    ):
        return None
    return kind
