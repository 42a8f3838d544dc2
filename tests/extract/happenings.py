"""Invented sentences with the events and figures a careful reader finds in them, and what must not be found.

    python -m tests.extract.happenings [WORDS]

prints what is read otherwise than expected, with the stories whose `why` or text holds WORDS only. The notation stands at the
head of happenings.toml. Statements are found by rules alone, so that a change of weights moves nothing here.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accordingto.extract import findings
from accordingto.model import Article, EventMention, Figure, Findings, Participant, Published, Span, identify
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned

FILE = Path(__file__).with_suffix(".toml")
THURSDAY = "2020-03-12"
BOUNDED = frozenset(("at_least", "more_than", "at_most", "less_than", "between", "vague"))  # a bound is not a value
FIGURE_WORDS = frozenset(("words", "counted", "value", "comparator", "role"))  # what makes an entry of `never` one of figures
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SMALL = frozenset(("the", "a", "an"))
Wanted = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """A story and what it tells."""

    why: str
    text: str
    headline: str | None
    published: str
    events: tuple[Wanted, ...]
    figures: tuple[Wanted, ...]
    never: tuple[Wanted, ...]
    fails: str | None

    @property
    def name(self) -> str:
        return re.sub(r"\W+", "_", self.why.lower()).strip("_")


def happenings() -> list[Told]:
    """Every story of happenings.toml, in order."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        Told(
            one["why"], one["text"], one.get("headline"), one.get("published", THURSDAY), tuple(one.get("events", ())),
            tuple(one.get("figures", ())), tuple(one.get("never", ())), one.get("fails"),
        )
        for one in data["story"]
    ]  # fmt: skip


def read(told: Told) -> Findings:
    text = f"{told.headline}\n\n{told.text}" if told.headline else told.text
    day = Published(told.published, "day", None, "published", "published")
    article = Article(identify("a", text), "story.txt", (), "Harbour Radio", told.headline, None, day, "en", "", text, {}, ())
    return findings(annotate(zoned(article)))


def amiss(told: Told) -> list[str]:
    """What is read otherwise than expected, in words; empty when all is well."""
    found = read(told)
    held = Held(found)
    return [
        *(line for wanted in told.events for line in held.event(wanted)),
        *(line for wanted in told.figures for line in held.figure(wanted)),
        *(line for wanted in told.never for line in held.never(wanted)),
    ]


@dataclass(frozen=True)
class Held:
    """What was found in one story, to be asked."""

    found: Findings

    def event(self, wanted: Wanted) -> Iterator[str]:
        """Yield what is wrong with an expected event: the best of the mentions at its trigger decides."""
        at = [one for one in self.found.event_mentions if self.touches(one.trigger, wanted["trigger"])]
        if not at:
            yield f"{wanted['trigger']!r}: not found"
            return
        yield from min((list(self.event_differs(one, wanted)) for one in at), key=len)

    def event_differs(self, one: EventMention, wanted: Wanted) -> Iterator[str]:
        plain = {"kind": one.kind or "", "mode": one.mode or "", "reality": one.reality}
        plain |= {"time": one.time.value or "", "source": "", "report": ""}
        for field in ("kind", "mode", "reality", "time"):
            if field in wanted and plain[field] != wanted[field]:
                yield f"{one.trigger.exact!r}: {field} {plain[field]!r}, not {wanted[field]!r}"
        for side, parts in (("actor", one.actor), ("recipient", one.recipient)):
            if side in wanted and not self.same_people(wanted[side], parts):
                yield f"{one.trigger.exact!r}: {side} {[part.span.exact for part in parts]}, not {wanted[side]}"
        if "place" in wanted:
            place = one.place.span.exact if one.place else ""
            if not same(wanted["place"], place):
                yield f"{one.trigger.exact!r}: place {place!r}, not {wanted['place']!r}"
        yield from self.source_differs(one.trigger.exact, one.statement, wanted)

    def figure(self, wanted: Wanted) -> Iterator[str]:
        at = [one for one in self.found.figures if self.touches(one.span, wanted["words"])]
        if not at:
            yield f"{wanted['words']!r}: no figure"
            return
        yield from min((list(self.figure_differs(one, wanted)) for one in at), key=len)

    def figure_differs(self, one: Figure, wanted: Wanted) -> Iterator[str]:
        said = repr(one.span.exact)
        plain = {"counted": one.counted, "comparator": one.comparator, "role": one.role, "unit": one.unit or ""}
        for field, given in plain.items():
            if field in wanted and given != wanted[field]:
                yield f"{said}: {field} {given!r}, not {wanted[field]!r}"
        numbers = {"value": one.value, "low": one.bounds.low, "high": one.bounds.high}
        for field, number in numbers.items():
            if field in wanted and number != (None if wanted[field] == "open" else wanted[field]):
                yield f"{said}: {field} {number}, not {wanted[field]}"
        if wanted.get("comparator") in BOUNDED and "value" not in wanted and one.value is not None:
            yield f"{said}: value {one.value}, but a bound is not a value"
        if "of_whom" in wanted and not self.names(one.of_whom, wanted["of_whom"]):
            yield f"{said}: of whom {self.called(one.of_whom)}, not {wanted['of_whom']!r}"
        if "place" in wanted and not self.names(one.place, wanted["place"]):
            yield f"{said}: place {self.called(one.place)}, not {wanted['place']!r}"
        if "as_of" in wanted and (one.as_of.value or "") != wanted["as_of"]:
            yield f"{said}: as of {one.as_of.value}, not {wanted['as_of']!r}"
        if "event" in wanted:
            trigger = next((each.trigger for each in self.found.event_mentions if each.id == one.event), None)
            if (trigger is None) != (wanted["event"] == "") or (trigger and not self.touches(trigger, wanted["event"])):
                yield f"{said}: event {trigger.exact if trigger else ''!r}, not {wanted['event']!r}"
        yield from self.source_differs(one.span.exact, one.statement, wanted)

    def source_differs(self, said: str, statement: str | None, wanted: Wanted) -> Iterator[str]:
        held = next((each for each in self.found.statements if each.id == statement), None)
        if "source" in wanted:
            names = [held.source.exact if held.source else "", *(link.name for link in held.chain)] if held else []
            right = any(same(wanted["source"], name) for name in names) if wanted["source"] else held is None
            if not right:
                yield f"{said!r}: source {names[:1] or 'the outlet'}, not {wanted['source'] or 'the outlet'!r}"
        if "report" in wanted and (held.report if held else "") != wanted["report"]:
            yield f"{said!r}: report {held.report if held else ''!r}, not {wanted['report']!r}"

    def never(self, wanted: Wanted) -> Iterator[str]:
        """Yield what was found and must not be: an entry names fields, and nothing may have all of them."""
        if FIGURE_WORDS & wanted.keys():
            for figure in self.found.figures:
                if ("words" not in wanted or self.touches(figure.span, wanted["words"])) and not list(
                    self.figure_differs(figure, {**wanted, "comparator": wanted.get("comparator", figure.comparator)})
                ):
                    yield f"{figure.span.exact!r} is a figure of {figure.counted}, against {dict(wanted)}"
            return
        for event in self.found.event_mentions:
            if "trigger" in wanted and not self.touches(event.trigger, wanted["trigger"]):
                continue
            if "kind" in wanted and (event.kind is None if wanted["kind"] == "any" else event.kind != wanted["kind"]):
                continue
            if any(field in wanted and getattr(event, field) != wanted[field] for field in ("mode", "reality")):
                continue
            if all(
                side not in wanted or any(same(wanted[side], part.span.exact) for part in parts)
                for side, parts in (("actor", event.actor), ("recipient", event.recipient))
            ):
                yield f"{event.trigger.exact!r} is {event.kind}, against {dict(wanted)}"

    def touches(self, span: Span, words: str) -> bool:
        """Whether a span overlaps these words somewhere in the text; `words#2` are the second ones."""
        exact, _, number = words.partition("#")
        places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(exact)}(?!\w)", self.found.article.text)]
        assert places, f"{exact!r} is not in the story"
        chosen = places[int(number) - 1 : int(number)] if number else places
        return any(span.start < place + len(exact) and place < span.end for place in chosen)

    def same_people(self, wanted: Sequence[str], parts: Sequence[Participant]) -> bool:
        """As many as expected, and each of the expected among them."""
        return len(wanted) == len(parts) and all(
            any(same(one, part.span.exact) or self.names(part.entity, one) for part in parts) for one in wanted
        )

    def names(self, entity: str | None, words: str) -> bool:
        return any(same(words, name) for name in self.called(entity)) if words else entity is None

    def called(self, entity: str | None) -> list[str]:
        held = next((each for each in self.found.entities if each.id == entity), None)
        words = [mention.span.exact for mention in self.found.mentions if mention.entity == entity] if entity else []
        return [held.name, *held.aliases, *words] if held else []


def same(wanted: str, found: str) -> bool:
    """Whether one wording holds all words of the other, articles apart: `rebels` and `the northern rebels`."""
    one, other = (set(WORD.findall(words.lower())) - SMALL for words in (wanted, found))
    return one == other or bool(one and other and (one <= other or other <= one))


def main() -> None:
    words = sys.argv[1] if len(sys.argv) > 1 else ""
    stories = [told for told in happenings() if words in told.why or words in told.text]
    well = 0
    for told in stories:
        wrong = amiss(told)
        well += not wrong
        if wrong:
            print(f"{told.why}\n    {told.text}", *wrong, sep="\n      ")
    print(f"{well} of {len(stories)} as expected")


if __name__ == "__main__":
    main()
