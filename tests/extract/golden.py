"""How many of the invented sentences are read as a careful reader reads them: the figures that CI does not let fall.

    python -m tests.extract.golden [--no-model | --model FOLDER] [--misses KIND | --misses all]

Statements are held against the expected ones as the scorer of the measuring sets does: `exact`, the same words in every role;
`met`, cue and source overlap and half of the content is shared. A nested pair counts when both of its layers are met and the
record says that one stands in the other.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accordingto.extract.mentions import mentions
from accordingto.extract.statements import statements
from accordingto.model import Article, Published, Span, Statement
from accordingto.read.annotate import annotate
from accordingto.read.clean import zoned
from accordingto.read.encode import Encoder
from tests.extract.sentences import Sentence, _sentence, sentences

FILE = Path(__file__).with_suffix(".toml")
WORD = re.compile(r"\w+(?:['’]\w+)?")
ENOUGH = 0.5
Parts = tuple[frozenset[int], frozenset[int], frozenset[int]]


def golden() -> list[tuple[str, Sentence]]:
    """Every invented sentence with its kind: the forty of the design, then ours."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [("design", one) for one in sentences()] + [(entry["kind"], _sentence(entry)) for entry in data["sentence"]]


def digest() -> str:
    """Fingerprint of the sentences, so that a floor says what it was measured on."""
    whole = FILE.read_bytes() + FILE.with_name("sentences.toml").read_bytes()
    return hashlib.sha256(whole.replace(b"\r\n", b"\n")).hexdigest()[:16]


def read(text: str, encoder: Encoder | None) -> tuple[Statement, ...]:
    article = Article("a-1", "story.txt", (), None, None, None, Published(), "en", "", text, {}, ())
    doc = annotate(zoned(article))
    entities, named = mentions(doc)
    return statements(doc, named, entities, encoder)


def words(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Which words of a text some spans touch: quotation marks and commas do not matter."""
    return frozenset(
        number
        for number, match in enumerate(WORD.finditer(text))
        if any(match.start() < e and match.end() > s for s, e in spans)
    )


def parts(text: str, statement: Statement) -> Parts:
    def bounds(*spans: Span | None) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in spans if span is not None]

    return words(text, bounds(statement.source)), words(text, bounds(statement.cue)), words(text, bounds(*statement.content))


def expected(sentence: Sentence, number: str) -> Parts:
    roles = sentence.roles[number]
    source, cue, content = (words(sentence.text, roles.get(role, ())) for role in "sqc")
    return source, cue, content


def meets(wanted: Parts, found: Parts) -> bool:
    """Cue and source overlap, or are absent in both, and the contents share half of their words."""
    touching = all(bool(one & other) or not (one or other) for one, other in zip(wanted[:2], found[:2], strict=True))
    either = wanted[2] | found[2]
    return touching and (not either or len(wanted[2] & found[2]) >= ENOUGH * len(either))


def link_words(statement: Statement) -> list[str]:
    return [
        f"{link.name.removeprefix('the ')} {link.link}{'' if link.explicit else '~'}{'°' if link.anonymous else ''}"
        for link in statement.chain
    ]


@dataclass
class Count:
    """What was expected and what was found, in numbers; `misses` says which and why."""

    numbers: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[tuple[str, str]] = field(default_factory=list)

    def add(self, kind: str, sentence: Sentence, found: Sequence[Statement]) -> None:
        held = {statement.id: parts(sentence.text, statement) for statement in found}
        by_id = {statement.id: statement for statement in found}
        tally = self.kinds.setdefault(kind, Counter())
        met: dict[str, str] = {}
        for number in sentence.roles:
            wanted = expected(sentence, number)
            equal = next((id for id, one in held.items() if one == wanted), None)
            close = equal or next((id for id, one in held.items() if meets(wanted, one)), None)
            for counted in (self.numbers, tally):
                counted["statements"] += 1
                counted["exact"] += equal is not None
                counted["met"] += close is not None
            if close is None:
                self.misses.append((kind, f"{sentence.name} {number}: not found"))
            elif equal is None:
                self.misses.append((kind, f"{sentence.name} {number}: edges {_said(by_id[close])}"))
            if close is not None:
                met[number] = close
            chain = sentence.chains.get(number)
            if chain is not None:
                whole = close is not None and link_words(by_id[close]) == chain
                self.numbers["chains"] += 1
                self.numbers["chains whole"] += whole
                if close is not None and not whole:
                    self.misses.append((kind, f"{sentence.name} {number}: chain {link_words(by_id[close])} not {chain}"))
            mode = sentence.modes.get(number)
            if mode is not None:
                right = close is not None and f"{by_id[close].report} {by_id[close].certainty}" == mode
                self.numbers["modes"] += 1
                self.numbers["modes right"] += right
                if close is not None and not right:
                    self.misses.append(
                        (kind, f"{sentence.name} {number}: {by_id[close].report} {by_id[close].certainty} not {mode}")
                    )
        for inner, outer in nested(sentence):
            both = inner in met and outer in met and outer_of(by_id[met[inner]], by_id, met[outer])
            self.numbers["nested"] += 1
            self.numbers["nested in both layers"] += both
            if not both:
                self.misses.append((kind, f"{sentence.name}: {inner} is not found in {outer}"))
        spare = len(found) - len(set(met.values()))
        self.numbers["not expected"] += spare
        tally["not expected"] += spare
        if spare:
            said = [_said(by_id[id]) for id in by_id if id not in met.values()]
            self.misses.append((kind, f"{sentence.name}: not expected {said}"))


def nested(sentence: Sentence) -> list[tuple[str, str]]:
    """Pairs of statements of which the second's content holds the first's cue and source; the tightest one only."""
    pairs = []
    all_parts = {number: expected(sentence, number) for number in sentence.roles}
    for inner, (source, cue, content) in all_parts.items():
        own = (source | cue) or content
        holders = [
            (len(other[2]), number)
            for number, other in all_parts.items()
            if number != inner and own and own <= other[2] and other[2] > content
        ]
        if holders:
            pairs.append((inner, min(holders)[1]))
    return pairs


def outer_of(statement: Statement, by_id: dict[str, Statement], wanted: str) -> bool:
    seen: set[str] = set()
    here = statement.nested_in
    while here is not None and here not in seen and here != wanted:
        seen.add(here)
        here = by_id[here].nested_in
    return here == wanted


def _said(statement: Statement) -> str:
    source, cue = (span.exact if span else "-" for span in (statement.source, statement.cue))
    return f"[{source} | {cue} | {' … '.join(span.exact for span in statement.content)}]"


def measured(encoder: Encoder | None) -> Count:
    count = Count()
    for kind, sentence in golden():
        count.add(kind, sentence, read(sentence.text, encoder))
    return count


def main() -> None:
    from accordingto.pipeline import encoder

    given = (
        Encoder(Path(sys.argv[sys.argv.index("--model") + 1]))
        if "--model" in sys.argv
        else encoder("--no-model" not in sys.argv)
    )
    count = measured(given)
    for name, number in count.numbers.items():
        print(f"{name}: {number}")
    for kind, tally in sorted(count.kinds.items()):
        told = f"exact {tally['exact']}, met {tally['met']} of {tally['statements']}; not expected {tally['not expected']}"
        print(f"  {kind}: {told}")
    if "--misses" in sys.argv:
        wanted = sys.argv[sys.argv.index("--misses") + 1]
        for kind, miss in count.misses:
            if wanted in (kind, "all"):
                print(f"{kind}: {miss}")


if __name__ == "__main__":
    main()
