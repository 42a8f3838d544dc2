"""Intervals for figures: what other draws of as many documents give.

A scorer is asked about one document at a time; its counts (right, predicted, found, gold) add up over documents, so that a draw
is a weighted sum. Intervals hold the middle 95 % of the draws. Nothing here knows what is counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

SEED = 7
SAMPLES = 2000
Counts = npt.NDArray[np.float64]  # a row a document: right, predicted, found, gold


def counts_in(figures: Any, path: str = "") -> dict[str, tuple[float, float, float, float]]:
    """Every figure of a scorer's answer that can be added up, by its path: `sentences.KILL`, `incidents`, `date`."""
    if not isinstance(figures, dict):
        return {}
    if {"predicted", "gold", "precision", "recall"} <= figures.keys():
        right = round((figures["precision"] or 0) * figures["predicted"] / 100)
        found = round((figures["recall"] or 0) * figures["gold"] / 100)
        return {path: (right, figures["predicted"], found, figures["gold"])}
    if {"accuracy", "of"} <= figures.keys():
        right = round((figures["accuracy"] or 0) * figures["of"] / 100)
        return {path: (right, figures["of"], right, figures["of"])}
    return {
        where: held for name, inner in figures.items() for where, held in counts_in(inner, f"{path}.{name}".lstrip(".")).items()
    }


def gathered(documents: Sequence[Mapping[str, tuple[float, float, float, float]]]) -> dict[str, Counts]:
    """The counts of each figure as a table with a row a document; a document without a figure has noughts."""
    paths = sorted({path for document in documents for path in document})
    return {path: np.array([document.get(path, (0, 0, 0, 0)) for document in documents], dtype=float) for path in paths}


def f1(counts: Counts) -> Counts:
    """F1 in percent of rows of counts; where right and found are one and predicted and gold too, that is accuracy."""
    right, predicted, found, gold = (counts[..., column] for column in range(4))
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = np.nan_to_num(right / predicted), np.nan_to_num(found / gold)
        return np.asarray(np.nan_to_num(200 * precision * recall / (precision + recall)))


def interval(tables: Sequence[Counts], samples: int = SAMPLES) -> str:
    """The mean F1 (or accuracy) of some figures over the same documents, with its interval: `67.1 (64.0 to 70.2)`."""
    documents = len(tables[0])
    draws = np.random.default_rng(SEED).multinomial(documents, np.full(documents, 1 / documents), size=samples)
    values = np.mean([f1(draws @ table) for table in tables], axis=0)
    low, high = np.percentile(values, (2.5, 97.5))
    return f"{np.mean([f1(table.sum(axis=0)) for table in tables]):.1f} ({low:.1f} to {high:.1f})"
