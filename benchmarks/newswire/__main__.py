"""Render an invented newswire, build its record, and score lineage, origins and contradictions against the truth.

    python -m benchmarks.newswire --reports 1000 [--seed 1] [--out build/newswire] [--errors 20] [--no-model]
    python -m benchmarks.newswire --scale 1000,10000          # time and memory of relating, one size beside the other

Everything is our own invention: what is measured here says how the arithmetic holds on clean text, and is never mixed with
real news.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import accordingto
from accordingto import relate
from benchmarks.newswire.render import rendered
from benchmarks.newswire.scoring import read, scored


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newswire", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/newswire"))
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong pairs")
    parser.add_argument("--no-model", action="store_true", help="rules alone: no sentence encoder")
    parser.add_argument(
        "--scale", default="", help="sizes, with commas: build each in a process of its own, print time and memory"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.scale:
        return scale([int(size) for size in options.scale.split(",")], options)
    reports = list(rendered(options.reports, options.seed))
    pile, record, export = (options.out / name for name in ("pile.jsonl", "record.db", "record.jsonl"))
    pile.write_text("".join(json.dumps(report.row) + "\n" for report in reports), encoding="utf-8")
    related = 0.0

    def timed(*given: object, **named: object) -> object:
        nonlocal related
        start = time.process_time()
        try:
            return whole(*given, **named)
        finally:
            related += time.process_time() - start

    whole = relate.relate
    relate.relate = timed  # type: ignore[assignment]
    start = time.process_time()
    accordingto.build([pile], record=record, fresh=True, model=not options.no_model)
    spent = time.process_time() - start
    relate.relate = whole
    with accordingto.Record.open(record) as kept:
        accordingto.export(kept, kind="jsonl", output=export)
    figures = scored(reports, read(export), options.seed, options.errors)
    figures["seconds"] = {"build": round(spent, 1), "relate": round(related, 1)}
    figures["megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(figures, indent=1))
    return 0


def scale(sizes: list[int], options: argparse.Namespace) -> int:
    """Run each size in its own process, so that the memory told is that of its size."""
    first: float | None = None
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.newswire", "--reports", str(size), "--seed", str(options.seed)]
        command += ["--out", str(options.out / str(size)), *(["--no-model"] if options.no_model else [])]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures = json.loads(done.stdout)
        seconds = figures["seconds"]["relate"]
        first = first or seconds or 1e-9
        print(
            f"{size:8,d} reports  relate {seconds:8.1f} s  {seconds / first:6.2f} x  build {figures['seconds']['build']:8.1f} s"
            f"  {figures['megabytes']:6,d} MB  lineage F1 {figures['lineage_f1']}  origins {figures['affair_origins_exact']}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
