"""When and where by the narration: what an event without a time or a place of its own takes from what the report told before.

A report is read sentence by sentence. What carries a sentence (its main verb, or what a verb of saying tells) sets a scene: a
time, a place and the things named there. What goes on from a scene is of its time and place: the same clause and its
participles, the sentence that follows in the paragraph, and later ones that name what took part again ("the force", "the
operation"). An event noun that stands for one told before ("the attack") is of that one's time and place, wherever that was
told. Background never is: relative clauses, the past perfect, habits, and what those who were caught or killed had done.

Only news of the lede, where the opening tells of no other day, is of the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from accordingto.extract.events.clauses import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    WINDED,
    auxiliaries_of,
    children_of,
    is_passive,
    subjects_of,
    zone_of,
)
from accordingto.extract.events.lexicon import lexicon
from accordingto.extract.events.places import SPOKEN, Sites, harms_told_with, narrowness, place_of, place_told
from accordingto.extract.events.triggers import Happening
from accordingto.model import EventMention, Participant, Time, Timex
from accordingto.read.annotate import article_of, column_of, sentence_of, tokens_of, view_of
from accordingto.read.times import time_at, times_told, told_in

if TYPE_CHECKING:
    from accordingto.read.clean import Block

OPENING_BLOCKS = 3  # body paragraphs in which a report says of which day its news is
NEWS_DAYS = 7  # a day told there so long before publication, or less, is the day of the news
NARRATIVE_SENTENCES = 1  # what names nothing told before goes on from so many sentences back in its paragraph
LEDE_SENTENCES = 3  # of a first paragraph that goes on and on
LEDE_WORDS = 3  # words in small letters that a paragraph has at least: fewer are a heading or the rest of one
WORD = re.compile(r"\b[a-z]+\b")
TALKED = SPOKEN | {"CONSULT"}
DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST"))
NAME_SENTENCES = 30  # how far back an event is sought that a noun names by the word it was told with
KIND_SENTENCES = 8  # and by another word of its kind
RECENT_DAYS = 31  # a scene so long before publication, or less, may be gone on from in later paragraphs
SCENES = 4  # scenes that a later sentence may go on from: the last ones told, and the first, which is the news


@dataclass(slots=True)
class Scene:
    """A time and a place that a report stands at, and what was named there."""

    time: Time = field(default_factory=Time)
    place: Token | None = None
    things: frozenset[str] = frozenset()  # lemmas of the common nouns told there
    block: int = -1
    at: int = -1  # the number of the sentence that was told last in it
    caught: set[str] = field(default_factory=set)  # lemmas of those held, hurt or killed there
    tells_time: bool = False  # whether its own sentence says when
    tells_place: bool = False  # whether its own sentence says where, or names again what did
    eventful: bool = False  # whether a deed was told in it, which `the incident` may stand for


@dataclass(slots=True)
class Narration:
    """What a report has told, up to the sentence that is being read."""

    doc: Doc
    timexes: Sequence[Timex]
    by_head: Mapping[int, Happening]
    lede: int
    news: Time
    today: date | None
    sentences: Iterator[Slice]
    places: Sites = field(default_factory=Sites)
    number: int = -1
    end: int = 0
    block: int = -1
    aside: int = -1  # the sentence that told last of a time long before
    deed: int = -1  # the paragraph that told last of a deed
    scene: Scene | None = None  # that of the sentence being read
    where: Token | None = None  # the place told in it
    main: Token | None = None  # what carries it
    scenes: list[Scene] = field(default_factory=list)
    by_noun: dict[str, Scene] = field(default_factory=dict)  # of the event told last with a lemma, in a kind
    settled: dict[int, Scene] = field(default_factory=dict)  # of each event, by its head

    def setting_of(self, happening: Happening, place: Token | None) -> tuple[Time, Token | None]:
        """The time and place of an event: those told with it, else those of the scene it goes on from; else unresolved.

        `place` is what its own clause tells. Events are asked for in the order of the text.
        """
        head, main = happening.head, happening.carrier or happening.head
        while head.i >= self.end and (sent := next(self.sentences, None)) is not None:
            self._read(sent)
        told = None
        if times_told(sentence_of(head), self.timexes):
            aside = _aside(main) or self._spoken_of(happening)
            told = time_at(head, self.timexes, aside=aside)
            if told is None:  # `two were killed and nine injured on Monday`
                days = (time_at(other, self.timexes, aside=aside) for other in harms_told_with(head))
                told = next((day for day in days if day is not None), None)
        scene = self._scene_of(happening) if happening.reality == "happened" else None
        time = told if told is not None else _on_its_day(scene.time) if scene is not None else Time()
        if (
            main == self.main
            and happening.kind not in SPOKEN
            and self.where is not None
            and (place is None or narrowness(place) < narrowness(self.where))
        ):
            place = self.where
        if (
            place is None
            and scene is not None
            and (told is None or _meet(told, scene.time))
            and not self._elsewhere(main, scene)
        ):
            place = scene.place
        self._remember(happening, time, place, scene)
        return time, place

    def _spoken_of(self, happening: Happening) -> bool:
        """Whether an event noun is what somebody condemns, asks for or refuses: that is of another day than the asking."""
        noun = happening.head
        if not happening.noun or happening.carrier is not None or noun.dep_ not in ("dobj", "nsubjpass"):
            return False
        above = self.by_head.get(noun.head.i)
        return above is not None and above.kind in SPOKEN

    def _elsewhere(self, main: Token, scene: Scene) -> bool:
        """Whether a place is that of one subject of a sentence, and an event has another: only what opens it holds for both."""
        if scene is not self.scene or scene.place is None or scene.place != self.where or self.main is None:
            return False
        if main.dep_ != "conj" or not any(child.dep_ in SUBJECTS | PASSIVE_SUBJECTS for child in children_of(main)):
            return False
        return scene.place.i > min((token.i for token in subjects_of(self.main)), default=self.main.i)

    def _remember(self, happening: Happening, time: Time, place: Token | None, scene: Scene | None) -> None:
        head = happening.head
        if happening.reality != "happened" or zone_of(head) != "body":
            return
        if happening.kind in DEEDS:
            self.deed = self.block
            if self.scene is not None:
                self.scene.eventful = True
        if happening.kind in ("ASSAULT", "COERCE") and scene is not None:
            scene.caught.update(token.lemma_.lower() for token in happening.recipients)
        if time.value is None and place is None:
            return
        found = Scene(time, place, block=self.block, at=self.number)
        self.settled[head.i] = found
        if _short(time) or time.value is None:
            self.by_noun[head.lemma_.lower()] = found
            if happening.kind is not None:
                self.by_noun[happening.kind] = found

    # -- scenes ----------------------------------------------------------------------------------------------------------------

    def _read(self, sent: Slice) -> None:
        """Go on to the next sentence, and set the scene it tells."""
        view = view_of(self.doc)
        self.number, self.end = self.number + 1, sent.end
        self.block = view.block_at(sent.start_char) if view.blocks else 0
        self.scene, self.where, self.main = None, None, told_in(sent)
        if zone_of(sent[0]) != "body":
            return
        main = self.main
        if main.lemma_.lower() in lexicon().words["verbs.saying"]:
            # Nothing but the saying is told, or a noun says what of: confirmed the capture of a guard on Friday.
            nouns = (
                child for child in children_of(main) if child.dep_ in ("dobj", "nsubjpass", "nsubj") and child.i in self.by_head
            )
            noun = next((child for child in nouns if self.by_head[child.i].noun), None)
            if noun is None:
                return
            main = self.main = noun
        own = time_at(main, self.timexes) if main.pos_ in ("VERB", "AUX", "NOUN") else None
        place = place_told(main, self.places)
        if (carried := self.by_head.get(main.i)) is not None:
            own_place = place_of(carried, self.places)
            if own_place is not None and (place is None or narrowness(own_place) >= narrowness(place)):
                place = own_place
        self.where = place
        if own is not None and own.value is not None and not _short(own):
            self.aside = self.number
            return  # a year, a month: nothing goes on from it
        if not _narrates(main) and not (main.pos_ == "NOUN" and own is not None):
            return
        before, again, last = None, False, self._last()
        if own is None or own.value is not None:
            before = self._again(sent, main)
            again = before is not None
            before = before or self._gone_on_from(main)
        if before is None and own is None and any(not _short(time) for time in times_told(sent, self.timexes)):
            return  # "late in March", "for years": it has a time of its own, which is not known
        time = own if own is not None else before.time if before is not None else self._news_of(main)
        if before is not None and not _meet(time, before.time):
            before = None
        if place is None and before is not None and not _elsewhere_told(main):
            place = before.place
        if time.value is None and place is None:
            return
        things = _things(sent)
        if before is not None:
            things |= before.things
        self.scene = Scene(
            time,
            place,
            things,
            self.block,
            self.number,
            before.caught if before is not None else set(),
            tells_time=own is not None or before is None,
            tells_place=self.where is not None or again or (before is not None and before is not last),
            eventful=self.deed == self.block,
        )
        self.scenes.append(self.scene)
        del self.scenes[1:-SCENES]

    def _last(self) -> Scene | None:
        return self.scenes[-1] if self.scenes else None

    def _news_of(self, main: Token) -> Time:
        if main.idx < self.lede and _opens(main) and self.aside < 0:
            return self.news
        return Time()

    def _recent(self, scene: Scene) -> bool:
        """Whether a scene belongs to the news: one of years ago is told, and left."""
        days = scene.time.days
        return days is None or self.today is None or abs((self.today - days[0]).days) <= RECENT_DAYS

    def _gone_on_from(self, main: Token) -> Scene | None:
        """The scene that a sentence goes on from: the one before in its paragraph, or one whose doer it names again."""
        last = self._last()
        if last is None or self._of_the_caught(main, last) or _is_habit(main):
            return None
        if main.head.tag_ in ("VBZ", "VBP") and main.dep_ == "ccomp":
            return None  # what somebody says now was at any time
        if any(
            child.dep_ in SUBJECTS | PASSIVE_SUBJECTS and child.i in self.by_head and _is_another(child)
            for child in children_of(main)
        ):
            return None
        if last.block == self.block and self.number - last.at <= NARRATIVE_SENTENCES:
            return last
        named = _named_again(main)
        for scene in reversed(self.scenes):
            if named & scene.things and self._recent(scene) and not self._of_the_caught(main, scene):
                return scene
        return None

    def _of_the_caught(self, main: Token, scene: Scene) -> bool:
        """Whether someone who was held or killed does something: that was before, in a life told as background."""
        if not scene.caught or is_passive(main):
            return False
        return any(token.lemma_.lower() in scene.caught or token.lower_ in ("he", "she") for token in subjects_of(main))

    def _again(self, sent: Slice, main: Token) -> Scene | None:
        """The scene of an event that a sentence names again as its setting: during the operation, in the attack."""
        if not self.scenes and not self.by_noun:
            return None
        near = lexicon().words["grammar.then_and_there"]
        parts = column_of(sent.doc, "DEP")
        for at in range(sent.start, sent.end):
            if parts[at] != "pobj":
                continue
            noun = tokens_of(sent.doc)[at]
            if noun.tag_[:2] != "NN" or noun.head.lower_ not in near:
                continue
            if noun.head.head.tag_[:2] == "NN" and noun.head.lower_ != "during" and noun.head.head.head.lower_ != "as":
                continue
            if (scene := self._meant(noun)) is not None:
                return scene
        for noun in (each for verb in (main, *main.conjuncts) for each in children_of(verb)):
            if noun.dep_ in SUBJECTS | PASSIVE_SUBJECTS and noun.tag_[:2] == "NN" and (scene := self._meant(noun)) is not None:
                return scene
        return None

    def _meant(self, noun: Token) -> Scene | None:
        """The event told before that a noun with `the` or `this` stands for."""
        words = lexicon().words
        if _is_another(noun) or not any(c.dep_ == "det" and c.lower_ in words["grammar.again"] for c in children_of(noun)):
            return None
        lemma = noun.lemma_.lower()
        if lemma in words["grammar.everywhere"]:
            return None
        last = self._last()
        happening = self.by_head.get(noun.i)
        scene, reach = self.by_noun.get(lemma), NAME_SENTENCES
        if scene is None and lemma in words["grammar.happening_again"]:
            scene, reach = next((each for each in reversed(self.scenes) if each.eventful), None), KIND_SENTENCES
        if scene is None and happening is not None and happening.kind in DEEDS:
            scene, reach = self.by_noun.get(happening.kind or ""), KIND_SENTENCES
        if scene is None or self.number - scene.at > (reach if self._recent(scene) else NARRATIVE_SENTENCES):
            return None
        moved = last is not None and last.at > scene.at and not _meet(scene.time, last.time)
        return None if moved else scene  # two days were told since: which one is meant is not

    # -- events in a scene -----------------------------------------------------------------------------------------------------

    def _scene_of(self, happening: Happening) -> Scene | None:
        """The scene that an event is told in, where the narration says so."""
        head, main = happening.head, happening.carrier or happening.head
        if zone_of(head) != "body":
            return None
        if happening.noun and happening.kind not in TALKED and (meant := self._meant(head)) is not None:
            return meant
        if main.dep_ in ("relcl", "acl") and (event := self.settled.get(main.head.i)) is not None and main.head.i < head.i:
            return event  # a blast that killed nine
        scene = self.scene
        if scene is None or self.main is None:
            return None
        if happening.noun:
            if _in_general(head) or _is_another(head):
                return None
            if happening.carrier is None:
                if happening.kind is None:
                    return None
                if head.dep_ == "pobj" and head.head.lower_ not in ("in", "during", "with", "by"):
                    return None
                main = head.head.head if head.dep_ == "pobj" else head.head
                if head.dep_ not in ("pobj", *SUBJECTS, *PASSIVE_SUBJECTS, "dobj") or main.tag_[:2] != "VB":
                    return None
        if not self._carried(main) or self._of_the_caught(main, scene) or _is_habit(main):
            return None
        if happening.kind in TALKED:
            # Who answers, asks or blames does so elsewhere, and when is told, or it is not.
            return replace(scene, place=None) if scene.tells_time else None
        if happening.kind is None and not scene.tells_place:
            return replace(scene, place=None)
        return scene

    def _carried(self, verb: Token) -> bool:
        """Whether a verb is told as part of the story: what carries the sentence, one joined to it, or its participle."""
        if not _in_the_story(verb) or self.main is None:
            return False
        clause = verb
        for _ in range(WINDED):
            if clause == self.main:
                return True
            above = clause.head
            if (clause.dep_ == "acl" and clause.tag_ == "VBG") or _outcome(clause):
                above = next((each for each in clause.ancestors if each.tag_[:2] == "VB"), above)
            elif clause.dep_ == "advcl" and clause.tag_ != "VBG":
                marks = {
                    child.lower_ for child in children_of(clause) if child.dep_ in ("mark", "advmod") and child.i < clause.i
                }
                if not marks & {"as", "while", "when", "where"}:
                    return False
            elif clause.dep_ not in ("conj", "advcl", "xcomp", "parataxis", "dep", "acl"):
                return False
            if above == clause:
                return False
            clause = above
        return False


def narration_of(doc: Doc, timexes: Sequence[Timex], by_head: Mapping[int, Happening]) -> Narration:
    days = article_of(doc).published.time.days
    today = days[1] if days is not None else None
    return Narration(doc, timexes, by_head, _lede_end(doc), _news_day(doc, timexes), today, iter(doc.sents))


def _paragraphs(doc: Doc) -> list[Block]:
    """The paragraphs that tell something: numbers and names left over from a page's head are none."""
    view = view_of(doc)
    bodies = (block for block in view.blocks if block.kind == "body")
    return [block for block in bodies if len(WORD.findall(view.text, block.start, block.end)) >= LEDE_WORDS]


def _lede_end(doc: Doc) -> int:
    """Where the lede ends, as an offset of the view: nothing later may take the date of publication."""
    lede = next(iter(_paragraphs(doc)), None)
    if lede is None:
        return 0
    ends = [sent.end_char for sent in doc.sents if lede.start <= sent.start_char < lede.end][:LEDE_SENTENCES]
    return min(lede.end, ends[-1]) if ends else lede.end


def _news_day(doc: Doc, timexes: Sequence[Timex]) -> Time:
    """The day of publication as the day of the news; unresolved where the report's opening tells of another recent day.

    A report of Tuesday on what happened "late on Sunday" has no news of Tuesday, whatever its first sentence leaves out.
    """
    published = article_of(doc).published
    today = published.time.days
    if published.value is None or today is None:
        return Time()
    bodies = _paragraphs(doc)[:OPENING_BLOCKS]
    if bodies:
        first, last = view_of(doc).span(bodies[0].start, bodies[0].start).start, view_of(doc).span(0, bodies[-1].end).end
        for timex in timexes:
            days = timex.time.days if first <= timex.span.start < last else None
            if days is None or (days[1] - days[0]).days > 1:
                continue
            if days[0] < today[0] and (today[0] - days[0]).days <= NEWS_DAYS:
                return Time()
    if published.precision == "minute":
        return Time(published.value[:10], "day", None, "published")  # it was printed at that minute, not done
    return Time(published.value, published.precision, None, "published")


def _short(time: Time) -> bool:
    days = time.days
    return days is not None and (days[1] - days[0]).days <= 1


def _meet(one: Time, other: Time) -> bool:
    """Whether two times share a day, or one is not known."""
    left, right = one.days, other.days
    return left is None or right is None or (left[0] <= right[1] and right[0] <= left[1])


def _on_its_day(time: Time) -> Time:
    """What follows an event told to the minute is of its day, not of its minute."""
    return replace(time, value=time.value[:10], precision="day") if time.precision == "minute" and time.value else time


def _things(sent: Slice) -> frozenset[str]:
    """The common nouns of a sentence: what a later one may name again."""
    where = slice(sent.start, sent.end)
    return frozenset(
        token.lemma_.lower()
        for token, tag in zip(tokens_of(sent.doc)[where], column_of(sent.doc, "TAG")[where], strict=True)
        if tag in ("NN", "NNS") and token.ent_type_ not in ("DATE", "TIME")
    )


def _named_again(main: Token) -> frozenset[str]:
    """The nouns with `the` or `this` that are the subject of what carries a sentence, or stand in a clause that opens it."""
    words = lexicon().words
    opening = [child for child in children_of(main) if child.dep_ in ("advcl", "prep") and child.i < main.i]
    inner = [deep for child in opening for deep in (child, *(each for each in children_of(child) if each.dep_ == "pcomp"))]
    verbs = (main, *(child for child in children_of(main) if child.dep_ == "conj"))
    nouns = [child for verb in verbs for child in children_of(verb) if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    nouns += [
        noun
        for clause in inner
        if clause.tag_[:2] == "VB"
        for noun in children_of(clause)
        if noun.dep_ in SUBJECTS | PASSIVE_SUBJECTS or noun.dep_ == "dobj"
    ]
    return frozenset(
        token.lemma_.lower()
        for token in nouns
        if token.tag_ in ("NN", "NNS")
        and token.lemma_.lower() not in words["grammar.everywhere"]
        and any(child.dep_ == "det" and child.lower_ in words["grammar.again"] for child in children_of(token))
    )


def _is_another(noun: Token) -> bool:
    """Whether a noun names one of a kind that is not the one told: the worst attack, the Sarn attack, that on the envoy."""
    kinds = lexicon().words["grammar.one_of_a_kind"]
    for child in children_of(noun):
        if child.lower_ in kinds or child.tag_ in ("JJS", "CD"):
            return True
        if child.dep_ in ("compound", "nmod", "poss") and child.tag_[:3] == "NNP":
            return True
        if child.dep_ == "prep" and any(deep.ent_type_ or _indefinite(deep) for deep in children_of(child)):
            return True
    return False


def _indefinite(noun: Token) -> bool:
    """Whether a noun tells of someone or something not told of before: the shooting of a cook."""
    return noun.dep_ == "pobj" and any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in children_of(noun))


def _is_habit(verb: Token) -> bool:
    return any(
        child.dep_ in ("advmod", "neg") and child.lower_ in lexicon().words["grammar.habits"] for child in children_of(verb)
    )


def _elsewhere_told(main: Token) -> bool:
    """Whether a sentence says that it turns to another place: elsewhere, in other towns."""
    words = lexicon().words["grammar.elsewhere"]
    return any(token.lower_ in words and token.dep_ in ("advmod", "amod", "det") for token in sentence_of(main))


def _in_general(noun: Token) -> bool:
    """Whether an event noun tells of several in general: attacks, not the attacks, nor four attacks."""
    return noun.tag_ in ("NNS", "NNPS") and not any(child.dep_ in ("det", "nummod", "poss") for child in children_of(noun))


def _aside(verb: Token) -> bool:
    """Whether a clause stands beside the story: a relative clause, or what had happened before."""
    earlier = lexicon().words["grammar.before"]
    if any(child.lower_ in earlier for child in children_of(verb)):
        return True
    clause = verb
    for _ in range(WINDED):
        if (clause.dep_ in ("relcl", "appos") and not _outcome(clause)) or (
            clause.dep_ in ("acl", "amod") and clause.tag_ in ("VBN", "VBD")
        ):
            return True
        above = clause.head
        if above == clause:
            return False
        clause = above
    return False


def _outcome(verb: Token) -> bool:
    """Whether a relative clause tells what came of it, and the story goes on: "fired on the car, which killed the driver"."""
    if verb.dep_ != "relcl" or verb.tag_ != "VBD" or verb.lemma_.lower() not in lexicon().words["grammar.outcomes"]:
        return False
    return any(
        child.dep_ == "nsubj" and child.lower_ == "which" and child.i and child.nbor(-1).text == ","
        for child in children_of(verb)
    )


def _narrates(verb: Token) -> bool:
    """Whether a verb is in the simple past."""
    auxiliaries = {aux.lower_ for aux in auxiliaries_of(verb)}
    finite = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(auxiliaries & {"was", "were", "got"}))
    return finite and not auxiliaries & {"have", "has", "had", "'ve", "’ve"} and not _aside(verb)


def _in_the_story(main: Token) -> bool:
    """Whether an event is told as part of the story: in the simple past, or by a participle of such a verb."""
    if main.tag_ == "VBG":
        governor = main.head
        if main.dep_ == "acl":
            return main.i > 0 and main.nbor(-1).text == "," and not _aside(main)
        return main.dep_ in ("advcl", "xcomp", "conj") and governor.tag_ in ("VBD", "VBN") and not _aside(main)
    return _narrates(main)


def _opens(verb: Token) -> bool:
    """Whether a verb carries its sentence: its root, one joined to that, or what a verb of saying at its root tells."""
    clause = verb
    for _ in range(WINDED):
        above = clause.head
        if clause.dep_ == "ROOT" or above == clause:
            return True
        told = clause.dep_ == "ccomp" and above.lemma_.lower() in lexicon().words["verbs.saying"]
        beside = clause.dep_ in ("advcl", "xcomp") and clause.tag_ == "VBG"
        if not told and not beside and clause.dep_ not in ("conj", "parataxis"):
            return False
        clause = above
    return False


def lent(told: Sequence[tuple[EventMention, str, str]]) -> list[EventMention]:
    """Give headlines, and what the lede leaves undated, the time and place that the body tells for the same act.

    `told` holds each mention with its lemma and its zone. A headline alone has no day: it may tell of any.
    """
    times: dict[str, Time] = {}
    places: dict[str, Participant] = {}
    dated = [
        (mention.time, lemma)
        for mention, lemma, zone in told
        if zone == "body" and mention.reality == "happened" and _short(mention.time)
    ]
    for time, lemma in sorted(dated, key=lambda found: found[0].words is None):  # what the text tells, before the news day
        times.setdefault(lemma, time)
    for mention, lemma, zone in told:
        if zone == "body" and mention.reality == "happened" and mention.place is not None:
            places.setdefault(lemma, mention.place)
    return [_lend(mention, times.get(lemma), places.get(lemma), zone) for mention, lemma, zone in told]


def _lend(mention: EventMention, time: Time | None, place: Participant | None, zone: str) -> EventMention:
    if mention.reality != "happened" or zone not in ("headline", "body"):
        return mention
    if mention.time.words is not None or (zone != "headline" and mention.time.value is None):
        time = None
    if mention.place is not None or zone != "headline":
        place = None
    if time is None and place is None:
        return mention
    return replace(mention, time=time or mention.time, place=place or mention.place)
