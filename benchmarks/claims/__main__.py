"""Score claims on pairs of reports of our own: what says the same must be one claim, and what does not must not be.

    python -m benchmarks.claims [--held] [--words] [--no-model] [--errors] [--cost PILE]

Every pair is a pile of two reports. `same` pairs count when both reports affirm one claim; the others when they do not.
`--held` takes the half that nothing is tuned on; it prints no errors, so that nobody reads them.
`--words` leaves the vectors of meaning out, `--no-model` the encoder of statements too. `--cost` builds a pile with and without
vectors instead, in turn, and prints processor time.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import accordingto

PAIRS = Path(__file__).with_name("pairs.toml")
HELD = Path(__file__).with_name("held.toml")
DAY = "2031-05-06"
OUTLETS = ("Northwire", "Coast Herald")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.claims", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--held", action="store_true", help="the held-out pairs instead")
    parser.add_argument("--words", action="store_true", help="words alone: no vectors of meaning")
    parser.add_argument("--no-model", action="store_true", help="no vectors and no encoder of statements")
    parser.add_argument("--errors", action="store_true", help="print the pairs that came out wrong")
    parser.add_argument("--cost", type=Path, help="a pile to build with and without vectors")
    options = parser.parse_args()
    if options.cost:
        return cost(options.cost)
    right, all_pairs = Counter[str](), Counter[str]()
    with words_alone() if options.words else nullcontext():
        for pair in tomllib.loads((HELD if options.held else PAIRS).read_text(encoding="utf-8"))["pair"]:
            agree = affirmed_together(pair, model=not options.no_model)
            all_pairs[pair["kind"]] += 1
            right[pair["kind"]] += agree == pair["same"]
            if options.errors and not options.held and agree != pair["same"]:
                print(f"{pair['kind']}: {'one claim' if agree else 'apart'}\n  {pair['left']}\n  {pair['right']}")
    print(", ".join(f"{kind} {right[kind]}/{number}" for kind, number in all_pairs.items()))
    others = [kind for kind in all_pairs if kind != "paraphrase"]
    print(f"not the same, and kept apart: {sum(right[kind] for kind in others)}/{sum(all_pairs[kind] for kind in others)}")
    return 0


def affirmed_together(pair: Mapping[str, Any], *, model: bool) -> bool:
    """Whether both reports of a pair affirm one claim."""
    with tempfile.TemporaryDirectory() as folder:
        pile, record = Path(folder) / "pile.jsonl", Path(folder) / "R.db"
        rows = [
            {"id": side, "outlet": outlet, "published": DAY, "text": pair[side]}
            for side, outlet in zip(("left", "right"), OUTLETS, strict=True)
        ]
        pile.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        accordingto.build([pile], record=record, fresh=True, model=model)
        with accordingto.Record.open(record) as made:
            return any(
                len({member.article for member in claim.members if member.stance == "affirms"}) == len(rows)
                for claim in made.claims()
            )


def words_alone() -> AbstractContextManager[object]:
    """Within it builds have no vectors of meaning. This reaches behind the public names, to leave a part out."""
    return patch.object(import_module("accordingto.pipeline"), "meaning", lambda *_: None)


def cost(pile: Path, rounds: int = 3) -> int:
    """Processor seconds of building a pile with vectors and without, in turn."""
    seconds: dict[str, list[float]] = {"with": [], "without": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, kept in (("with", nullcontext()), ("without", words_alone())):
                with kept:
                    begin = time.process_time()
                    accordingto.build([pile], record=Path(folder) / "R.db", fresh=True)
                    seconds[name].append(time.process_time() - begin)
    told: Sequence[str] = [f"{name} vectors {', '.join(f'{one:.1f}' for one in times)} s" for name, times in seconds.items()]
    print("; ".join(told), f"; ratio {min(seconds['with']) / min(seconds['without']):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
