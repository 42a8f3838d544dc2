"""What is said to have happened: triggers, who did it to whom, where, when, and whether it did happen.

An event mention is made of words of one sentence: a verb, an event noun or a phrase of both. Whoever only tells of a deed is
never its actor; a passive without a by-phrase has none; a list is never split into pairs. Words inside names and idioms are no
events. `reality` is as presented by whoever speaks; who speaks stays on the statement. What can mean nothing by it (water, a
gate) assaults and expels nobody. A headline has no day of its own; an event without a time or place is of those of the event
it goes on from (see `narration`), and only news of the lede, where the opening tells of no other day, is of the day of
publication.

Method: a lexicon of frames (lexicons/en/events.toml) over dependency parses, in the tradition of the rule-based event coders;
kinds, modes and contexts are those of PLOVER 0.8, defined in our own words. Left out: events told across sentences. "Will
withdraw" counts as AGREE (a promise), an announced withdrawal as CONCEDE.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.extract.blame import answerable, is_share, takes_on
from accordingto.extract.events.clauses import children_of, zone_of
from accordingto.extract.events.contexts import Contexts
from accordingto.extract.events.doers import borrow, inherit, subject_behind, supposed_of
from accordingto.extract.events.lexicon import Lexicon, lexicon
from accordingto.extract.events.narration import lent, narration_of
from accordingto.extract.events.participants import cast, parties
from accordingto.extract.events.places import SPOKEN, know_places, place_of, placed
from accordingto.extract.events.reality import collapse, dated_reality, reality
from accordingto.extract.events.triggers import VICTIM_KINDS, Happening, triggered
from accordingto.extract.events.words import mentions_at, participant, trigger_of, word_at
from accordingto.model import Entity, EventMention, Mention, Statement, Timex, identify
from accordingto.read.annotate import article_of


def event_mentions(
    doc: Doc,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
    entities: Sequence[Entity] = (),
) -> tuple[EventMention, ...]:
    """The event mentions of an article, in the order of their triggers.

    `mentions` name who takes part, `statements` carry what is told on someone's word, `timexes` are all time expressions;
    `entities` tell which of those named are places.
    """
    know_places(doc, mentions, entities)
    words = lexicon()
    happenings = list(triggered(doc, words))
    by_head = {happening.head.i: happening for happening in happenings}
    held = _Held(statements)
    avowed: dict[int, str] = {}
    for happening in happenings:
        happening.reality = happening.rule.reality or reality(happening, words)
        happening.statement, happening.word = held.carrying(happening)
        cast(happening, words)
        if happening.kind in VICTIM_KINDS:
            _name_doers(happening, held, words)
            if (claimant := held.claimant(happening)) is not None:
                avowed[happening.head.i] = claimant
    inherit(happenings, words)
    for happening in happenings:
        borrow(happening, by_head, words)
        collapse(happening, words)
    return tuple(_told(doc, happenings, by_head, mentions, statements, timexes, avowed))


def _name_doers(happening: Happening, held: _Held, words: Lexicon) -> None:
    """Add who is said to answer for a deed, and put it on the word of whoever says whose it is, where that is not certain."""
    named, saying = answerable(happening.head)
    named = [one for head in named for one in parties(head, words, doing=True, kind=happening.kind)]
    if named and not happening.actors and held.lay(happening, saying):
        happening.actors = named
    happening.recipients = [one for one in happening.recipients if one not in named]
    if not happening.actors and not happening.noun and (subject := subject_behind(happening.head)) is not None:
        happening.actors = parties(subject, words, doing=True, kind=happening.kind)
    supposed = [one for actor in happening.actors if (one := supposed_of(actor)) is not None]
    if supposed and len(supposed) == len(happening.actors) and held.lay(happening, supposed[0][0]):
        happening.actors += [who for _, who in supposed if who is not None]


class _Held:
    """The statements of an article by what they hold, the innermost first, and by their cues."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._contents = sorted(
            (part.end - part.start, part.start, part.end, said.id, said.source_entity or said.id)
            for said in statements
            for part in said.content
        )
        self._statements = {said.id: said for said in statements}
        self._cues = sorted((said.cue.start, said.cue.end, said.id) for said in statements if said.cue is not None)

    def carrying(self, happening: Happening) -> tuple[str | None, str | None]:
        """The innermost statement that carries a deed, and on whose word that is; none where the outlet speaks itself.

        What is asked, planned, denied or only alleged does not carry the deed that it takes for granted: `asked the army to
        free the envoy, who was seized on Friday`. What stands between quotation marks is the speaker's own all the same.
        """
        trigger = trigger_of(happening)
        told = happening.reality in ("happened", "ongoing")
        for _, start, end, id, word in self._contents:
            if start <= trigger.start and trigger.end <= end:
                said = self._statements[id]
                bare = said.certainty in ("U", "CT-") or (said.source is None and said.certainty != "CT+")
                if not told or said.manner != "indirect" or not (bare or said.report == "accused"):
                    return id, word
                if not _granted(happening, start, end, charged=not bare):
                    return id, word
        return None, None

    def lay(self, happening: Happening, saying: Token | None) -> bool:
        """Put a deed on the word that names its doer, and say whether it stands on any, or needs none.

        The word has a statement of its own, inside the one that carries the deed; that somebody is behind it may be told by
        the outlet itself.
        """
        if saying is None:
            return True
        at = word_at(saying)
        id = next((id for start, end, id in self._cues if start <= at.start and at.end <= end), None)
        outer = self._statements.get(happening.statement or "")
        if id is None:
            return saying.lemma_ == "be" or (outer is not None and outer.certainty not in ("U", "CT-"))
        if outer is None or any(part.start <= at.start and at.end <= part.end for part in outer.content):
            happening.statement, happening.word = id, self._statements[id].source_entity or id
        return True

    def claimant(self, happening: Happening) -> str | None:
        """Who takes a deed on himself by the statement that carries it: the one doer, whatever the words for him are."""
        said = self._statements.get(happening.statement or "")
        if said is None or said.kind != "claim" or said.source is None or len(happening.actors) != 1:
            return None
        doer = word_at(happening.actors[0])
        own = said.source.start <= doer.start and doer.end <= said.source.end
        return said.source_entity if own or takes_on(happening.head, said.source.exact) else None


def _granted(happening: Happening, start: int, end: int, *, charged: bool) -> bool:
    """Whether a deed between two places is told by the way, of somebody or something certain that is named there.

    Of an accusation (`charged`) only what is told of the accused is: the deeds in the charge are charged.
    """
    token = happening.head
    if (
        happening.noun
        and happening.rule.kind in SPOKEN
        and not charged
        and _certain(token)
        and not _within(token.head, start, end)
    ):
        return True  # `rejected the complaint`: there was one
    while token.head.i != token.i and _within(token.head, start, end):
        noun = token.head
        if token.dep_ in ("pobj", "pcomp") and not charged and (noun.lower_ == "behind" or is_share(noun.head)):
            return True  # `denied responsibility for the raid`, `denied it was behind the raid`
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ in ("VBN", "VBD")):
            if any(child.lower_ == "it" for child in children_of(noun.head)):
                return False  # `it was the army that shelled the port` is no aside
            if not (_certain(noun) or token.left_edge.nbor(-1).lower_ == ","):
                return False
            while noun.dep_ == "appos":
                noun = noun.head
            return not charged or (noun.dep_ == "dobj" and not _within(noun.head, start, end))
        token = noun
    return False


def _within(token: Token, start: int, end: int) -> bool:
    at = word_at(token)
    return start <= at.start and at.end <= end


def _certain(noun: Token) -> bool:
    """Whether a noun names somebody or something certain."""
    return noun.pos_ == "PROPN" or any(
        child.dep_ == "poss" or child.lower_ in ("the", "this", "that", "these", "those") for child in children_of(noun)
    )


def _told(
    doc: Doc,
    happenings: Sequence[Happening],
    by_head: Mapping[int, Happening],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    timexes: Sequence[Timex],
    avowed: Mapping[int, str],
) -> list[EventMention]:
    article = article_of(doc)
    naming = mentions_at(mentions)
    narration = narration_of(doc, timexes, by_head)
    contexts = Contexts(doc, statements)
    told: list[tuple[EventMention, str, str]] = []
    seen: set[str] = set()
    for happening in happenings:
        trigger = trigger_of(happening)
        id = identify("v", article.id, trigger.start, trigger.end, happening.kind, happening.mode)
        if id in seen:
            continue
        seen.add(id)
        when, place = narration.setting_of(happening, place_of(happening, narration.places))
        actors = tuple(participant(token, naming) for token in happening.actors)
        if happening.head.i in avowed and len(actors) == 1:
            actors = (replace(actors[0], entity=avowed[happening.head.i]),)
        recipients = tuple(participant(token, naming) for token in happening.recipients)
        mention = EventMention(
            id=id,
            article=article.id,
            trigger=trigger,
            event=None,
            kind=happening.kind,
            mode=happening.mode,
            contexts=contexts.at(happening.head),
            actor=actors,
            recipient=recipients,
            place=placed(place, naming) if place is not None else None,
            time=when,
            reality=dated_reality(happening, when, article.published.time),
            statement=happening.statement,
        )
        told.append((mention, happening.head.lemma_.lower(), zone_of(happening.head)))
    return lent(told)


__all__ = ["event_mentions"]
