"""One invented affair, told by three outlets, with one of every noun: what the tests of the record and its exports hold."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from accordingto.model import (
    Article,
    Bounds,
    Claim,
    Contents,
    Contradiction,
    Derivation,
    Entity,
    Event,
    EventMention,
    Evidence,
    Figure,
    Judgement,
    Link,
    Member,
    Mention,
    Origin,
    Participant,
    Place,
    Point,
    Published,
    Rejection,
    Series,
    Side,
    Span,
    Statement,
    Time,
    Timex,
    Zone,
    identify,
)

NORTHWIRE = (
    "Gate fails at Toren dam\n"
    "The eastern gate of the Toren dam failed on Sunday night, the dam authority said. "
    "At least 9 people were killed, hospital director Ana Brel told Northwire."
)
SARN = (
    "😀 Daily Sarn has learned that the gate was “opened on purpose”, an official said.\u2028"
    "Some 14 people are dead, according to Northwire. “Absurd,” said interior minister Hald."
)
KESTRA = "=Kestra Radio: the gate of the Toren dam failed, two residents said. That could not be verified."


def original(text: str) -> bytes:
    """The file the text came in, which is not the text itself: it has a mark at the start."""
    return b"\xef\xbb\xbf" + text.encode()


def article(text: str, outlet: str | None, url: str | None = None, **more: object) -> Article:
    """An article as `ingest` makes it: its id the hash of its text, outlet and URL."""
    sha256 = hashlib.sha256(original(text)).hexdigest()
    bare = Article(
        identify("a", text, outlet, url), "pile/one.txt", (), outlet, None, None, Published(), "en", sha256, text, {}, (), url
    )
    return replace(bare, **more)


def quote(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words), words)


FIRST = article(
    NORTHWIRE,
    "Northwire",
    "https://northwire.example/dam",
    headline="Gate fails at Toren dam",
    byline="Ilse Maro",
    published=Published("2015-03-03", "day", "3 March", "text", "published"),
    zones=(Zone("headline", 0, 23), Zone("body", 24, len(NORTHWIRE))),
    extra={"desk": "north", "words": 31, "rank": 1.0, "tags": ["dam", None], "meta": {"b": 1, "a": True}},
    also=("pile/copy of one.txt",),
)
SECOND = article(SARN, "Daily Sarn", published=Published("2015-03-04T14:30", "minute", None, "published", Span(0, 1, "😀")))
THIRD = article(KESTRA, None)

ORIGINALS = {each.sha256: original(each.text) for each in (FIRST, SECOND, THIRD)}
READINGS = {each.id: ("readers 1", f"findings of {each.id}".encode()) for each in (FIRST, SECOND)}

AUTHORITY = Entity("e-authority", "Toren dam authority", "agency", ("the dam authority",), None, "one name", {"wikidata": "Q0"})
BREL = Entity("e-brel", "Ana Brel", "person")
NORTH = Entity("e-northwire", "Northwire", "outlet", reason="it is the outlet of an article")
DAM = Entity("e-dam", "Toren dam", "place", (), Place(36.5, 40.0, "XK", "near", 7))
LAND = Entity("e-land", "Toren", "place", (), Place(None, None, "XK", "country"))

AS_OF = Time("2015-03-01", "day", "Sunday night", "published")

SAID = Statement(
    "s-gate",
    FIRST.id,
    quote(FIRST, "said"),
    quote(FIRST, "the dam authority"),
    (quote(FIRST, "The eastern gate of the Toren dam failed on Sunday night"),),
    AUTHORITY.id,
    (Link("Toren dam authority", AUTHORITY.id, quote(FIRST, "the dam authority"), "said", True, False),),
    "indirect",
    "reported",
    "CT+",
    False,
    kind="say",
    rule="cue-verb",
)
TOLD = Statement(
    "s-nine",
    FIRST.id,
    quote(FIRST, "told"),
    quote(FIRST, "hospital director Ana Brel"),
    (quote(FIRST, "At least 9 people were killed"),),
    BREL.id,
    (Link("Ana Brel", BREL.id, quote(FIRST, "Ana Brel"), "told", True, False),),
    "indirect",
    "reported",
    "CT+",
    False,
    addressee=quote(FIRST, "Northwire"),
)
PURPOSE = Statement(
    "s-purpose",
    SECOND.id,
    quote(SECOND, "said"),
    quote(SECOND, "an official"),
    (quote(SECOND, "the gate was"), quote(SECOND, "“opened on purpose”")),
    None,
    (Link("an official", None, quote(SECOND, "an official"), "said", True, True),),
    "mixed",
    "alleged",
    "PR+",
    True,
)
FOURTEEN = Statement(
    "s-fourteen",
    SECOND.id,
    quote(SECOND, "according to"),
    quote(SECOND, "Northwire"),
    (quote(SECOND, "Some 14 people are dead"),),
    NORTH.id,
    (
        Link("Northwire", NORTH.id, quote(SECOND, "Northwire"), "citing", True, False),
        Link("Ana Brel", BREL.id, None, "inherited", False, False),
    ),
    "indirect",
    "reported",
    "CT+",
    False,
    continues="s-purpose",
)
ABSURD = Statement(
    "s-absurd", SECOND.id, None, None, (quote(SECOND, "“Absurd,”"),), None, (), "direct", "denied", "CT-", False, "s-purpose"
)
RESIDENTS = Statement(
    "s-residents",
    THIRD.id,
    quote(THIRD, "said"),
    quote(THIRD, "two residents"),
    (quote(THIRD, "the gate of the Toren dam failed"),),
    None,
    (Link("two residents", None, quote(THIRD, "two residents"), "said", True, True),),
    "indirect",
    "unverified",
    "PS+",
    True,
)

NINE = Figure(
    "f-nine", FIRST.id, quote(FIRST, "At least 9 people"), None, Bounds(9, None), "at_least", "killed", "people", None, "count",
    AS_OF, DAM.id, "v-gate", "s-nine",
)  # fmt: skip
FOURTEEN_DEAD = Figure(
    "f-fourteen", SECOND.id, quote(SECOND, "Some 14 people"), 14, Bounds(14, 14.5), "about", "killed", "people", AUTHORITY.id,
    "total", Time(None, "unresolved", "now"), None, "v-gate", "s-fourteen",
)  # fmt: skip

JOINED = Judgement("", "same", ("c-gate", "c-purpose"), "Reader One", "2015-03-09T10:00:00Z", "one gate")
JOINED = replace(JOINED, id=JOINED.proper_id)
PARTED = Judgement("", "undo", (), "Reader One", "2015-03-09T10:01:00Z", "no", JOINED.id, after=JOINED.id)
PARTED = replace(PARTED, id=PARTED.proper_id)

STORY = Contents(
    articles=(FIRST, SECOND, THIRD),
    entities=(AUTHORITY, BREL, NORTH, DAM, LAND),
    mentions=(
        Mention("m-1", FIRST.id, quote(FIRST, "the dam authority"), AUTHORITY.id, "nominal"),
        Mention("m-2", SECOND.id, quote(SECOND, "Northwire"), NORTH.id, "name"),
    ),
    statements=(SAID, TOLD, PURPOSE, FOURTEEN, ABSURD, RESIDENTS),
    timexes=(Timex("t-1", FIRST.id, quote(FIRST, "Sunday night"), AS_OF),),
    event_mentions=(
        EventMention(
            "w-1", FIRST.id, quote(FIRST, "failed"), "v-gate", None, None, (), (), (Participant(quote(FIRST, "people"), None),),
            Participant(quote(FIRST, "Toren dam"), DAM.id), AS_OF, "happened", "s-gate",
        ),
        EventMention(
            "w-2", SECOND.id, quote(SECOND, "opened"), "v-gate", "COERCE", "sabotage", ("military",),
            (Participant(quote(SECOND, "official"), AUTHORITY.id),), (), None, Time(), "hypothetical", None,
        ),
    ),
    events=(
        Event(
            "v-gate", "COERCE", None, (AUTHORITY.id,), (), DAM.id, AS_OF, ("w-1", "w-2"), 3, Bounds(2, 3),
            ("f-fourteen", "f-nine"), "happened", "the same gate, the same night",
        ),
    ),
    figures=(NINE, FOURTEEN_DEAD),
    claims=(
        Claim(
            "c-gate",
            quote(FIRST, "The eastern gate of the Toren dam failed on Sunday night").exact,
            (
                Member("s-gate", FIRST.id, SAID.content[0], "affirms"),
                Member(None, THIRD.id, quote(THIRD, "the gate of the Toren dam failed"), "affirms"),
            ),
            2,
            (Origin("Toren dam authority", AUTHORITY.id, (FIRST.id,), True), Origin("not stated", None, (THIRD.id,), False)),
            Bounds(1, 2),
            False,
            "1 known origin, 1 unknown",
            ("c-purpose",),
            AS_OF,
            Time("2015-03", "month", "March", "published"),
        ),
        Claim(
            "c-purpose", "the gate was “opened on purpose”", (
                Member("s-purpose", SECOND.id, PURPOSE.content[1], "affirms"),
                Member("s-absurd", SECOND.id, ABSURD.content[0], "denies"),
            ), 1, (Origin("an official", None, (SECOND.id,), True),), Bounds(1, 1), True, "1 origin", (), Time(), Time(),
        ),
    ),
    derivations=(
        Derivation(
            "d-1", SECOND.id, FIRST.id, "derived", True, Bounds(0.25, 0.5),
            (Evidence(FIRST.id, quote(FIRST, "people")), Evidence(SECOND.id, quote(SECOND, "people"))), "it names Northwire",
        ),
        Derivation("d-2", SECOND.id, BREL.id, "same_origin", True, Bounds(), (), "both rest on Ana Brel"),
    ),
    contradictions=(
        Contradiction(
            "x-1", "figure", Side(FIRST.id, NINE.span, "f-nine"), Side(SECOND.id, FOURTEEN_DEAD.span, "f-fourteen"), None,
            "v-gate", "at least 9 dead vs. some 14 dead",
        ),
        Contradiction(
            "x-2", "headline", Side(FIRST.id, None, FIRST.id), Side(FIRST.id, SAID.content[0], "c-gate"), "c-gate", None,
            "its headline says more",
        ),
    ),
    series=(
        Series(
            "r-1", "killed", None, DAM.id,
            (Point(AS_OF, Bounds(9, None), "f-nine"), Point(Time(), Bounds(14, 14.5), "f-fourteen")), "the same dam, two days",
        ),
    ),
    judgements=(JOINED, PARTED),
    rejections=(Rejection.of("pile/four.txt", "read", "it is in Estonian"),),
)  # fmt: skip
