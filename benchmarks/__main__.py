"""Build the record of each measuring set, export it, and let the set's scorer read the export.

    python -m benchmarks --data DATA --score SCORERS [--only statements,figures] [--out build/benchmarks]

DATA holds a folder for each set (pile.jsonl, gold.jsonl); SCORERS the scripts that score an export against gold. A set that is
absent is skipped, and said to be. The figures of every set go to OUT/<set>.json; the headline ones are printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import accordingto


@dataclass(frozen=True)
class Task:
    """A measuring set, its scorer, and where in the scorer's answer the headline figures stand."""

    data: str
    scorer: str
    headline: tuple[str, ...]
    gold: str = "gold.jsonl"


TASKS = {
    "statements": Task("polnear", "statements.py", ("unnested.full_soft.f", "all.full_soft.f", "unnested.content.token.f")),
    "chains": Task("chains", "statements.py", ("unnested.full_soft.f", "beyond_spans.origin.accuracy")),
    "entities": Task("entities", "entities.py", ("overlap.all.f1", "same_entity.accuracy", "kept_apart.accuracy")),
    "places": Task("places", "places.py", ("toponyms_overlap.f1", "end_to_end_161km.accuracy")),
    "times": Task("times", "times.py", ("relaxed.f1", "strict.f1", "value.f1")),
    "figures": Task(
        "figures", "figures.py", ("killed.exact.accuracy", "captured.exact.accuracy", "date.accuracy", "province.accuracy")
    ),
    "police_events": Task("police_events", "police_events.py", ("sentences.macro_f1", "documents.macro_f1")),
    "event_types": Task("event_types", "event_types.py", ("typed.f1", "kind_accuracy.accuracy", "detection.f1")),
    "event_types_case": Task("event_types_case", "event_types.py", ("snippets.first.accuracy", "snippets.any.accuracy")),
    "incidents": Task("incidents", "incidents.py", ("incidents.recall", "victims.f1", "relevant_documents.f1")),
    "reality": Task("meantime", "reality.py", ("matched.accuracy", "matched.macro_f1", "all_gold.accuracy")),
    "event_coreference": Task(
        "ecbplus", "event_coreference.py", ("found.conll_f1", "overlapping.conll_f1", "mentions.mention_recall")
    ),
    "coreference_within": Task(
        "meantime", "event_coreference.py", ("found.conll_f1", "overlapping.conll_f1"), gold="coreference.jsonl"
    ),
    "lineage": Task(
        "fakes",
        "lineage.py",
        (
            "headline.relation_macro_f1",
            "headline.relation_macro_f1_copies_merged",
            "pairs.origin_count.one_or_several",
            "headline.origin_count_accuracy",
            "headline.origin_names_recall",
        ),
    ),
}
GROUPS = {
    "events": ("incidents", "police_events", "event_types", "event_types_case", "reality", "event_coreference"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the measuring sets")
    parser.add_argument("--score", type=Path, help="folder of the scorers (default: `score` beside the data)")
    parser.add_argument("--only", default="", help="names, with commas: " + ", ".join([*GROUPS, *TASKS]))
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks"))
    options = parser.parse_args()
    scorers = options.score or options.data.parent / "score"
    options.out.mkdir(parents=True, exist_ok=True)
    wanted = [each for name in options.only.split(",") if name for each in GROUPS.get(name, (name,))] or list(TASKS)
    for name in wanted:
        task = TASKS[name]
        folder = options.data / task.data
        if not (folder / "pile.jsonl").exists() or not (scorers / task.scorer).exists():
            print(f"{name}: skipped, {folder / 'pile.jsonl'} or its scorer is not there")
            continue
        figures, seconds = measured(task, folder, scorers, options.out / name)
        (options.out / f"{name}.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{name} ({seconds:.0f} s to build):", ", ".join(f"{path} {value}" for path, value in headline(figures, task)))
    return 0


def measured(task: Task, folder: Path, scorers: Path, out: Path) -> tuple[dict[str, Any], float]:
    """The scorer's figures for a fresh record of a set, and the seconds its build took."""
    record, lines = out.with_suffix(".db"), out.with_suffix(".jsonl")
    begin = time.perf_counter()
    accordingto.build([folder / "pile.jsonl"], record=record, fresh=True)
    seconds = time.perf_counter() - begin
    with accordingto.Record.open(record) as held:
        accordingto.export(held, kind="jsonl", output=lines)
    command = [sys.executable, str(scorers / task.scorer), "--gold", str(folder / task.gold), "--record", str(lines)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{task.scorer} failed:\n{done.stderr}")
    return json.loads(done.stdout), seconds


def headline(figures: dict[str, Any], task: Task) -> list[tuple[str, Any]]:
    """The headline figures that the scorer gave, by their paths."""
    found = []
    for path in task.headline:
        value: Any = figures
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None and not isinstance(value, dict):
            found.append((path, value))
    return found


if __name__ == "__main__":
    sys.exit(main())
