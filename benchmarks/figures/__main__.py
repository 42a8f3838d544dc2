"""Score counts, days and places on the ISAF press releases: two naive readers, ours, parts left out, errors by class.

    python -m benchmarks.figures --data DATA [--score SCORERS] [--out build/benchmarks] [--parts tables,ablation,errors,cost]
                                 [--samples 2000] [--readme]

Prints the tables of README.md. Records are built by rules alone; intervals are of 95 %, by drawing releases anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks import intervals, readings, tables
from benchmarks.figures import naive

COLUMNS = {
    "date": "date", "date, any event": "date_any", "province": "province", "province, any place": "province_any",
    "killed": "killed.exact", "killed > 0": "killed.exact_where_any", "killed, told": "killed.told",
    "captured": "captured.exact", "captured > 0": "captured.exact_where_any", "captured, told": "captured.told",
}  # fmt: skip


def nothing(*_: Any, **__: Any) -> None:
    """Stands in for a function that finds one thing, or changes what it is given."""


def empty(*_: Any, **__: Any) -> tuple[()]:
    """Stands in for a function that finds several."""
    return ()


def as_given(*given: Any, **__: Any) -> Any:
    """Stands in for a function that sorts what it is given last, or that chooses among it."""
    return given[-1]


PARTS: readings.Parts = {
    "nothing (the whole reader)": (),
    "people without a number": (("extract.figures.uncounted_people", empty),),
    "nobody": (("extract.figures.nobody", empty),),
    "those an arrest names": (("extract.figures.captives", empty),),
    "parts of a number": (("extract.figures.part_of", nothing),),
    "parts that are told as included": (("extract.figures.included", as_given),),
    "further ones": (("extract.figures.further", nothing),),
    "bare numbers that repeat one": (("extract.figures.echoes", empty),),
    "one count told twice is one": (("extract.figures.repeated", lambda found, _: list(found)),),
    "event nouns": (("extract.events.triggers._noun_rule", nothing),),
    "time and place by the narration": (("extract.events.narration.Narration._scene_of", nothing),),
    "joining of mentions": (("relate.events.block", empty),),
}
SHOWN = ("date", "province", "killed", "killed > 0", "captured", "captured > 0")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the measuring sets")
    parser.add_argument("--score", type=Path, help="folder of the scorers (default: `score` beside the data)")
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--parts", default="tables,ablation,errors,cost", help="with commas: tables, ablation, errors, cost")
    parser.add_argument("--samples", type=int, default=intervals.SAMPLES, help="draws of releases for an interval")
    parser.add_argument("--readme", action="store_true", help="put the tables into README.md beside this script")
    options = parser.parse_args()
    page = Path(__file__).with_name("README.md") if options.readme else None
    folder, scorers = options.data / "figures", options.score or options.data.parent / "score"
    missing = [path for path in (folder / "pile.jsonl", folder / "gold.jsonl", scorers / "figures.py") if not path.exists()]
    if missing:
        print(f"figures: skipped, {missing[0]} is not there")
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(scorers))
    parts = options.parts.split(",")
    if {"tables", "errors"} & {*parts}:
        export = readings.export_of(folder / "pile.jsonl", options.out / "figures-releases")
        if "tables" in parts:
            tables.show("figures", table(folder, export, options.out, options.samples), page)
        if "errors" in parts:
            tables.show("figures errors", classes(folder, export), page)
    if "ablation" in parts:
        tables.show("left out", ablation(folder, options.out), page)
    if "cost" in parts:
        tables.show("cost", readings.cost_rows(folder / "pile.jsonl", options.out / "figures-cost"), page)
    tables.show("measured", tables.measured(), page)
    return 0


def scored(folder: Path, export: Path) -> tuple[dict[str, Any], list[dict[str, tuple[float, float, float, float]]]]:
    """The scorer's figures for an export, and its counts for each release alone."""
    scorer, pairing = loaded()
    gold = pairing.read_jsonl(folder / "gold.jsonl")
    record = pairing.Record(pairing.read_jsonl(export), gold)
    each = [intervals.counts_in(scorer.score([one], record, pairing.Errors())) for one in gold]
    return scorer.score(gold, record, pairing.Errors()), each


def loaded() -> tuple[Any, Any]:
    """The scorer, which bears the name of the set, and what it shares with others."""
    return import_module("figures"), import_module("pairing")


def table(folder: Path, export: Path, out: Path, samples: int) -> Iterator[str]:
    """Yield the rows of the table: naive readers, then ours."""
    made = {
        "always nought": naive.noughts(export, out / "figures-noughts.jsonl"),
        "regular expressions": naive.patterns(export, out / "figures-patterns.jsonl"),
        "**accordingto**": export,
    }
    whole: dict[str, Any] = {}
    yield f"| system | {' | '.join(COLUMNS)} |"
    yield "|---" * (1 + len(COLUMNS)) + "|"
    for system, path in made.items():
        whole, each = scored(folder, path)
        counts = intervals.gathered(each)
        yield f"| {system} | {' | '.join(intervals.interval([counts[name]], samples) for name in COLUMNS.values())} |"
    (out / "figures-releases.json").write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    yield (
        "\nMean absolute error: "
        + ", ".join(f"{what} {whole[what]['mean_absolute_error']}" for what in ("killed", "captured"))
        + "."
    )


def ablation(folder: Path, out: Path) -> Iterator[str]:
    """Yield a row for each part that is left out."""
    yield f"| left out | {' | '.join(SHOWN)} |"
    yield "|---" * (1 + len(SHOWN)) + "|"
    scorer, pairing = loaded()
    gold = pairing.read_jsonl(folder / "gold.jsonl")
    with readings.parsed_once():
        for part, names in PARTS.items():
            with readings.without(names) as replaced:
                if names and not replaced:
                    yield f"| {part} | not a part of this version |" + " |" * (len(SHOWN) - 1)
                    continue
                export = readings.export_of(folder / "pile.jsonl", out / "figures-part")
            record = pairing.Record(pairing.read_jsonl(export), gold)
            figures = intervals.counts_in(scorer.score(gold, record, pairing.Errors()))
            cells = [f"{100 * figures[COLUMNS[name]][0] / figures[COLUMNS[name]][1]:.1f}" for name in SHOWN]
            yield f"| {part} | {' | '.join(cells)} |"


def classes(folder: Path, export: Path) -> Iterator[str]:
    """Yield how many counts, days and provinces are wrong, by how they are wrong."""
    scorer, pairing = loaded()
    gold = pairing.read_jsonl(folder / "gold.jsonl")
    record = pairing.Record(pairing.read_jsonl(export), gold)
    held: dict[str, Counter[str]] = {}
    for one in gold:
        for what in scorer.COUNTED:
            found, told = scorer.counts(one["id"], what, record)
            why = None
            if found != one[what]:
                if one[what] in told:
                    why = "the count is told, and another is taken"
                elif not found:
                    why = "nothing is found"
                elif not one[what]:
                    why = "the gold has none"
                elif found > one[what]:
                    why = "more is found: a sum or a total over more than the operation"
                else:
                    why = "less is found: a group is missed"
            if why:
                held.setdefault(what, Counter())[why] += 1
        mentions = [m for m in record.of("event_mention", one["id"]) if m["kind"] in scorer.KINDS]
        days = [value for m in mentions if (value := (m.get("time") or {}).get("value"))]
        if not any(scorer.covers(value, one["date"]) for value in days[:1]):
            why = (
                "no event is found" if not mentions else "no event has a day" if not days
                else "a later event has it" if any(scorer.covers(value, one["date"]) for value in days) else "another day"
            )  # fmt: skip
            held.setdefault("date", Counter())[why] += 1
    yield "| figure | wrong because | releases |\n|---|---|---|"
    yield from (f"| {what} | {why} | {many} |" for what, counts in held.items() for why, many in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
