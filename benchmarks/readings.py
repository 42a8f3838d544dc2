"""One pile read in several ways: parsed once, then built whole, without a part of the reader, or with its stages timed.

This is the one place of the benchmarks that reaches behind the public names: to leave a part out it puts another function in
its place while a record is built. A part that this version of the reader does not have is said to be missing, and passed over.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import accordingto

STAGES = ("mentions", "located", "listed", "kept_vague", "timexes", "statements", "event_mentions", "figures")
Parts = Mapping[str, Sequence[tuple[str, Callable[..., Any]]]]  # what is left out -> names, and what stands in for them


def export_of(pile: Path, out: Path) -> Path:
    """The native export of a fresh record of a pile, statements by rules alone."""
    record, export = out.with_suffix(".db"), out.with_suffix(".jsonl")
    accordingto.build([pile], record=record, fresh=True, model=False)
    with accordingto.Record.open(record) as made:
        accordingto.export(made, kind="jsonl", output=export)
    return export


def sampled(pile: Path, out: Path, every: int) -> Path:
    """Every so-many-th article of a pile, as a pile of its own."""
    with pile.open(encoding="utf-8", newline="\n") as lines:
        out.write_text("".join(line for number, line in enumerate(lines) if number % every == 0), encoding="utf-8")
    return out


@contextmanager
def parsed_once() -> Iterator[None]:
    """Within it an article is parsed the first time only: parses are kept by id, in memory."""
    pipeline = import_module("accordingto.pipeline")
    parse, held = pipeline.annotate, {}

    def kept(article: Any, *given: Any) -> Any:
        if article.id not in held:
            held[article.id] = parse(article, *given)
        return held[article.id]

    with patch.object(pipeline, "annotate", kept), patch.object(pipeline, "vocabulary", nullcontext):
        yield


@contextmanager
def without(names: Sequence[tuple[str, Callable[..., Any]]]) -> Iterator[bool]:
    """With other functions in place of some; gives whether there was anything to replace."""
    with ExitStack() as stack:
        replaced = False
        for path, other in names:
            *home, name = path.split(".")
            owner: Any
            try:
                owner = import_module("accordingto." + ".".join(home))
            except ModuleNotFoundError:  # a method: its class is the last of the path
                try:
                    owner = getattr(import_module("accordingto." + ".".join(home[:-1])), home[-1], None)
                except ModuleNotFoundError:
                    owner = None
            if owner is not None and hasattr(owner, name):
                stack.enter_context(patch.object(owner, name, other))
                replaced = True
        yield replaced


def cost_rows(pile: Path, out: Path) -> Iterator[str]:
    """Yield the rows of a table of `costs`; events and figures together last."""
    shares = costs(pile, out)
    yield "| stage | share |\n|---|---|"
    yield from (f"| `{stage}` | {share:.1f} % |" for stage, share in shares)
    both = sum(share for stage, share in shares if stage in ("event_mentions", "figures"))
    yield f"| events and figures together | {both:.1f} % |"


def costs(pile: Path, out: Path) -> list[tuple[str, float]]:
    """The share of each stage in the processor time of a build by rules alone, in percent, after everything was loaded."""
    extract, pipeline = import_module("accordingto.extract"), import_module("accordingto.pipeline")
    relate = import_module("accordingto.relate")
    spent: Counter[str] = Counter()

    def timed(name: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            begin = time.process_time()
            try:
                return inner(*given, **named)
            finally:
                spent[name] += time.process_time() - begin  # type: ignore[assignment]

        return call

    places = [(extract, name) for name in STAGES] + [(pipeline, "annotate"), (relate, "relate")]
    warm = sampled(pile, out.with_suffix(".warm.jsonl"), 200)
    accordingto.build([warm], record=out.with_suffix(".warm.db"), fresh=True, model=False)
    with ExitStack() as stack:
        for owner, name in places:
            if hasattr(owner, name):
                stack.enter_context(patch.object(owner, name, timed(name, getattr(owner, name))))
        begin = time.process_time()
        accordingto.build([pile], record=out.with_suffix(".cost.db"), fresh=True, model=False)
        whole = time.process_time() - begin
    return [(name, 100 * seconds / whole) for name, seconds in spent.most_common()]


def rows(export: Path) -> list[dict[str, Any]]:
    """The lines of an export. Only a line feed ends one."""
    with export.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines]


def written(lines: Sequence[Mapping[str, Any]], out: Path) -> Path:
    out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return out
