"""Score statements on PolNeAR and on the annotated reports: a naive reader, rules alone, rules and encoder; peers beside them.

    python -m benchmarks.statements --data DATA [--score SCORERS] [--out build/benchmarks] [--freeze]

Prints one table a set. `--freeze` writes the predictions (ids and offsets, never words) to benchmarks/statements/frozen/, so
that a later change can be held against them without building anything.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import accordingto
from benchmarks.statements import naive

HERE = Path(__file__).parent
SETS = ("polnear", "chains")
PEERS = {
    "textacy direct_quotations": (19.2, 52.3),
    "Citron hybrid": (39.5, 47.5),
    "GenderGapTracker": (41.2, 58.1),
    "Citron retrained on PolNeAR": (47.9, 60.4),
    "MiniLM, one pass, half an epoch": (55.1, 77.8),
    "people among themselves (16 articles)": (74.7, 98.3),
}
"""Full-soft F and direct-quotation recall on PolNeAR *test*, measured for the design with the same scorer."""
KEPT = ("id", "article", "source", "cue", "content", "nested_in")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.statements", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the measuring sets")
    parser.add_argument("--score", type=Path, help="folder of the scorers (default: `score` beside the data)")
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--freeze", action="store_true", help="keep the predictions as the ones to hold later ones against")
    options = parser.parse_args()
    scorer = (options.score or options.data.parent / "score") / "statements.py"
    options.out.mkdir(parents=True, exist_ok=True)
    for name in SETS:
        folder = options.data / name
        if not (folder / "pile.jsonl").exists() or not scorer.exists():
            print(f"{name}: skipped, {folder / 'pile.jsonl'} or {scorer} is not there")
            continue
        print(f"\n{name}\n{HEAD}")
        for system, record in systems(folder, options.out / f"statements-{name}"):
            figures = scored(scorer, folder, record)
            record.with_suffix(".figures.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
            print(row(system, figures))
            if system == "rules and encoder":
                for line in (*extras(figures), *by_finder(scorer, folder, record)):
                    print(line)
                if options.freeze:
                    freeze(name, record)
        if name == "polnear":
            for peer, (whole, direct) in PEERS.items():
                print(f"| {peer} (test) | {whole} | | | | | {direct} |")
    return 0


HEAD = """| system | full-soft F | P | R | strict F source/cue/content | content tokens F | direct R |
|---|---|---|---|---|---|---|"""


def systems(folder: Path, out: Path) -> Iterator[tuple[str, Path]]:
    """Each way of reading, with the export of its record."""
    for system, model in (("rules alone", False), ("rules and encoder", True)):
        record, lines = out.with_suffix(f".{model}.db"), out.with_suffix(f".{model}.jsonl")
        accordingto.build([folder / "pile.jsonl"], record=record, fresh=True, model=model)
        with accordingto.Record.open(record) as held:
            accordingto.export(held, kind="jsonl", output=lines)
        if not model:
            yield "naive", guessed(lines)
        yield system, lines


def guessed(lines: Path) -> Path:
    """The export with the naive reader's statements in place of ours."""
    target = lines.with_suffix(".naive.jsonl")
    kept = [json.loads(line) for line in lines.read_text(encoding="utf-8").split("\n") if line.startswith('{"type":"article"')]
    found = [one for article in kept for one in naive.statements(article["id"], article["text"])]
    target.write_text("".join(json.dumps(one) + "\n" for one in [*kept, *found]), encoding="utf-8")
    return target


def scored(scorer: Path, folder: Path, lines: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer), "--gold", str(folder / "gold.jsonl"), "--record", str(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{scorer.name} failed:\n{done.stderr}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def row(system: str, figures: dict[str, Any]) -> str:
    one = figures["unnested"]
    strict = "/".join(f"{one[role]['strict']['f']:.1f}" for role in ("source", "cue", "content"))
    whole, tokens = one["full_soft"], one["content"]["token"]["f"]
    return f"| {system} | {whole['f']} | {whole['p']} | {whole['r']} | {strict} | {tokens} | {one['direct_recall']} |"


def extras(figures: dict[str, Any]) -> Iterable[str]:
    """What only the annotated reports can say."""
    if "core_full_soft" in figures:
        both = figures["nested_pairs"]["both_layers"]
        yield f"  core full-soft F {figures['core_full_soft']['f']}; nested pairs in both layers {both} %"
    for name, value in figures.get("beyond_spans", {}).items():
        yield f"  {name}: right for {value['accuracy']} % of those found, {value['of_gold']} % of all"
    kinds = figures.get("by_kind", {})
    if kinds:
        yield "  by kind: " + ", ".join(f"{kind} {one['found']}/{one['gold']}" for kind, one in kinds.items())


def by_finder(scorer: Path, folder: Path, lines: Path) -> Iterator[str]:
    """How many of the statements are full-soft hits, by who found them, and what is wrong with the others.

    Statements that match nothing but stand inside one that does are left out, as in the scorer's `unnested`.
    """
    sys.path.insert(0, str(scorer.parent))
    score, reading = import_module("statements"), import_module("reading")
    gold = defaultdict(list)
    for line in reading.read_lines(folder / "gold.jsonl"):
        gold[line["article"]].append(line)
    record = reading.Record(reading.read_lines(lines), reading.read_pile(folder / "pile.jsonl"))
    found_in = record.by_article("statement")
    hits: dict[str, list[bool]] = defaultdict(list)
    faults: Counter[str] = Counter()
    for article, text in record.pile.items():
        words = [match.span() for match in reading.WORD.finditer(text)]
        wanted, found = ([score.Statement.read(line, words) for line in rows.get(article, [])] for rows in (gold, found_in))
        matches = score.align(wanted, found)
        right = {match.found.line["id"] for match in matches if match.full_soft}
        kept = score.outside(found, matches)
        faults += Counter({"missed": len(wanted) - len(matches), "not in the gold": len(kept) - len(matches)})
        faults.update(fault(match) for match in matches if not match.full_soft)
        for one in kept:
            rule, hit = one.line["rule"], one.line["id"] in right
            finder = "rules and encoder" if "+" in rule else rule if rule == "encoder" else f"rules alone, {rule}"
            hits[finder].append(hit)
            if rule == "encoder":
                hits[f"encoder, confidence {one.line['confidence'] * 10 // 1 / 10}"].append(hit)
    for finder, found_by in sorted(hits.items()):
        yield f"  {finder}: {100 * sum(found_by) / len(found_by):.0f} % of {len(found_by)} right"
    yield "  wrong: " + ", ".join(f"{name} {count}" for name, count in faults.most_common())


def fault(match: Any) -> str:
    """Which parts of an aligned statement keep it from being a hit."""
    parts = []
    for role in ("source", "cue"):
        wanted, found = match.gold.tokens[role], match.found.tokens[role]
        if not wanted & found and (wanted or found):
            parts.append(role if wanted and found else f"no {role}" if wanted else f"a {role} too many")
    return " and ".join(["content"] * (match.jaccard < 0.5) + parts)


def freeze(name: str, lines: Path) -> None:
    """Keep where every statement was found; a span is [start, end]."""
    names, rows = {}, []
    for line in lines.read_text(encoding="utf-8").split("\n"):
        held = json.loads(line) if line else {"type": ""}
        if held["type"] == "article":
            names[held["id"]] = held["uri"].rpartition("#")[2]
        elif held["type"] == "statement":
            rows.append({key: bare(held[key]) for key in KEPT})
    target = HERE / "frozen" / f"{name}.jsonl.gz"
    target.parent.mkdir(exist_ok=True)
    text = "".join(
        json.dumps(row | {"article": names[row["article"]]}) + "\n" for row in sorted(rows, key=lambda row: row["id"])
    )
    target.write_bytes(gzip.compress(text.encode(), mtime=0))


def bare(value: Any) -> Any:
    if isinstance(value, list):
        return [bare(one) for one in value]
    return [value["start"], value["end"]] if isinstance(value, dict) else value


if __name__ == "__main__":
    sys.exit(main())
