"""What a number counts: its noun phrase, found by neighbourhood and by the parse.

A word in no list may be a person who could be killed, but is counted as people only where its form says so.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accordingto.extract.figures.lexicon import Lexicon, lexicon
from accordingto.extract.figures.numbers import Number
from accordingto.model import Counted
from accordingto.read.annotate import column_of, offsets_of, tokens_of, view_of

NOUN_REACH = 8  # words between a number and its noun; a longer noun phrase is almost always a wrong parse


PARTING = frozenset(",;:()—")


MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "X"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number's noun phrase: `root` is what the parse hangs it by, `noun` what is counted (None: elliptical)."""

    root: Token
    noun: Token | None
    first: Token
    last: Token
    part: bool = False


class Reading:
    """One Doc being read for figures: its tokens by place, its lexicon, and what the other rooms found in it."""

    def __init__(self, doc: Doc, lex: Lexicon) -> None:
        self.doc = doc
        self.lex = lex
        self.view = view_of(doc)
        self.text = self.view.text  # `doc.text` is put together anew at each call
        self.tokens = tokens_of(doc)
        self.starts = offsets_of(doc)
        self.lowers = column_of(doc, "LOWER")

    def token_at(self, offset: int) -> Token:
        return self.tokens[max(0, bisect_right(self.starts, offset) - 1)]

    def lower(self, place: int) -> str:
        return self.lowers[place] if 0 <= place < len(self.lowers) else ""

    def singular(self, token: Token) -> str:
        """The dictionary form of a noun, whatever its case; the parser's lemma of a word in capitals is no lemma."""
        lower = token.lower_
        lex = self.lex
        for form in (token.lemma_.lower(), lower, *stripped(lower)):
            if (
                form in lex.units
                or form in lex.lone
                or form in lex.uncounted
                or form in lex.not_people
                or form in lex.currency_words
            ):
                return form
        return token.lemma_.lower()

    def noun_after(self, place: int) -> Token | None:
        """The head of the noun phrase that begins at a token, by neighbourhood alone."""
        noun: Token | None = None
        doc, lex = self.doc, self.lex
        for token in doc[place : place + NOUN_REACH]:
            lower = token.lower_
            if self.stops(token) and not (lower == "and" and self.coordinates(token)):
                break
            if lower in self.lex.phrases["stops"] and lower != "and":
                continue
            if token.is_space or (token.is_punct and token.text not in "-–'\"‘’“”"):
                break
            if token.tag_ == "POS" and noun is not None and self.leads_to_noun(token):
                continue  # "one of the mayor's aides"
            if token.is_punct or (lower == "and" and noun is None):
                continue
            if token.is_sent_start and token.i > place:
                break
            if noun is not None and (
                lower in lex.state or lower in lex.patient or token.ent_type_ in ("DATE", "TIME", "CARDINAL")
            ):
                break
            if token.pos_ == "NUM" and lower[0].isalpha() and not lower.isalpha() and lower not in lex.number.numbers:
                continue  # a model: "six F-16 jets"
            if token.pos_ in ("VERB", "AUX", "ADV", "PRON", "NUM", "SCONJ", "PART") and not (
                token.tag_ in ("VBN", "VBG", "JJ") and (noun is None and self.leads_to_noun(token))
            ):
                break
            if token.pos_ in ("NOUN", "PROPN") and self.compounded(token):
                continue
            if token.pos_ in ("NOUN", "PROPN"):
                if noun is not None and noun.tag_ in ("NNS", "NNPS") and noun.dep_ not in ("compound", "poss"):
                    break
                noun = token
            elif token.pos_ == "ADJ" and noun is not None and not (noun.tag_ == "NNP" and self.leads_to_noun(token)):
                break
        if noun is None and self.lower(place) in ("others", "other"):
            return doc[place]
        return noun

    def compounded(self, token: Token) -> bool:
        """Whether a hyphen makes a word the first half of another: the rebel of "rebel-held towns"."""
        after = token.i + 1
        return (
            not token.whitespace_
            and self.lower(after) in ("-", "–")
            and not self.doc[after].whitespace_
            and (after + 1 < len(self.doc) and self.doc[after + 1].tag_ in ("VBN", "VBD", "JJ", "VBG"))
        )

    def coordinates(self, token: Token) -> bool:
        """Whether "and" joins two modifiers of one noun ("Afghan and foreign soldiers")."""
        before, after = self.doc[token.i - 1], self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return (
            after is not None and before.pos_ in ("ADJ", "PROPN") and after.pos_ in ("ADJ", "PROPN") and before.head.i > token.i
        )

    def stops(self, token: Token) -> bool:
        """Whether a word ends a noun phrase. A group's name in capitals ("IS") is no verb, in a text with small letters too."""
        if token.lower_ not in self.lex.phrases["stops"]:
            return False
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return not (token.is_upper and len(token) > 1 and following is not None and following.text[:1].islower())

    def leads_to_noun(self, token: Token) -> bool:
        following = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        return (
            following is not None
            and following.pos_ in MODIFIERS
            and not following.is_sent_start
            and following.lower_ not in self.lex.phrases["stops"]
        )

    def phrase(self, number: Number) -> Phrase:
        """The noun phrase of a number: its parse head where that lies near to the right, else the nearest noun that follows."""
        doc = self.doc
        first, last = self.token_at(number.core), self.token_at(number.end - 1)
        root = last
        while root.head.i != root.i and first.i <= root.head.i <= last.i:
            root = root.head
        place = last.i + 1
        if self.lower(place) == "of" or last.lower_ == "of":
            place += self.lower(place) == "of"
            whose = self.lower(place)
            place += whose in self.lex.phrases["determiners"]
            part = whose in self.lex.phrases["them"]
            if part and whose not in self.lex.phrases["determiners"]:
                return Phrase(root, None, first, doc[place], True)
            if place < len(doc) and (
                doc[place].pos_ == "NUM"
                or doc[place].lower_ in self.lex.number.vague
                or doc[place].lower_ in self.lex.number.numbers
            ):
                part, place = True, place + 1  # "one of the five": the five are a figure of their own
            noun = self.noun_after(place)
            if last.lower_ == "of" and root.i == last.i:
                root = root.head if root.head.i < root.i else root
            return Phrase(root, noun, first, noun if noun is not None else last, part)
        measure = doc[place] if place < len(doc) else None
        if (
            measure is not None
            and self.singular(measure) in self.lex.uncounted
            and not self.people(doc[place + 1] if place + 1 < len(doc) else None)
        ):
            return Phrase(measure, measure, first, measure)
        head = root.head
        if (
            root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "advmod", "poss")
            and last.i < head.i <= last.i + NOUN_REACH
            and head.pos_ in ("NOUN", "PROPN")
            and not any(
                token.text in PARTING or (token.lower_ not in ("and", "or") and self.stops(token))
                for token in doc[last.i + 1 : head.i]
            )
            and not (head.lower_ in self.lex.state and head.i > last.i + 1)
        ):
            while head.dep_ == "compound" and head.i < head.head.i <= head.i + 2 and head.head.lower_ not in self.lex.state:
                head = head.head
            after = doc[head.i + 1] if head.i + 1 < len(doc) else None
            if (
                after is not None
                and after.pos_ in ("NOUN", "PROPN")
                and self.singular(head) not in self.lex.units
                and self.singular(after) in self.lex.units
            ):
                head = after
            near = self.noun_after(place)
            # The parse wins, but for a day's name taken for the noun ("five soldiers Monday").
            noun = near if near is not None and near.i < head.i and head.ent_type_ in ("DATE", "TIME") else head
            return Phrase(noun, noun, first, noun)
        noun = self.noun_after(place)
        if noun is None:
            return Phrase(root, None, first, last)
        return Phrase(noun, noun, first, noun)

    def kind_of(self, noun: Token) -> Counted:
        """What a noun counts by itself."""
        word = self.singular(noun)
        lex = self.lex
        if word == "figure" and self.lower(noun.i - 1) not in lex.phrases["prominent"]:
            return "other"
        if word in lex.units:
            return lex.units[word]
        if word in lex.not_people:
            return "other"
        if noun.lower_.endswith(lex.people_endings) or noun.ent_type_ == "NORP":
            return "people"
        return "other"

    def people(self, noun: Token | None) -> bool:
        """Whether a noun surely names people."""
        if noun is None:
            return False
        return self.kind_of(noun) in ("people", "fighters", "troops")

    def mortal(self, noun: Token | None) -> bool:
        """Whether what a noun names could be the patient of a verb like "kill": anything but what surely could not."""
        if noun is None:
            return True
        word = self.singular(noun)
        kind = self.lex.units.get(word)
        return kind in ("people", "fighters", "troops") or (
            kind is None
            and word not in self.lex.not_people
            and word not in self.lex.uncounted
            and word not in self.lex.currency_words
        )


def stem(word: str) -> str:
    """A plural without its ending, for looking up a word that stands alone."""
    return stripped(word)[0] if word.endswith(("s", "men")) and stripped(word) else word


def stripped(word: str) -> tuple[str, ...]:
    if word.endswith("men"):
        return (word[:-3] + "man",)
    if word.endswith("ies"):
        return (word[:-3] + "y",)
    if word.endswith("es"):
        return (word[:-1], word[:-2])
    return (word[:-1],) if word.endswith("s") else ()


def unit_of(noun: Token | None) -> str | None:
    """The counted noun as written, with the common nouns that make one name with it ("police officers")."""
    if noun is None:
        return None
    first = noun
    # Of people the head noun alone: "police chief" and "chief" are one word for comparing; "car bombs" and "bombs" are two.
    while noun.lemma_.lower() not in lexicon().units or lexicon().units[noun.lemma_.lower()] in (
        "weapons",
        "vehicles",
        "attacks",
    ):
        if not (
            first.i
            and (before := noun.doc[first.i - 1]).dep_ == "compound"
            and before.head.i == noun.i
            and before.pos_ == "NOUN"
            and before.text.islower()
        ):
            break
        first = before
    return view_of(noun.doc).span(first.idx, noun.idx + len(noun)).exact
