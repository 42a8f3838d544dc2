"""The one place where the encoder's weights are opened: word pieces, and what the network makes of them.

One window, one cue at a time: the weights are rounded to eight bits, and a batch of several would change each one's result.
So the same words give the same numbers in any order and on any number of processes. Weights are read from a folder and never
fetched; without them, or without onnxruntime, opening says so and the rules read alone.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from accordingto.errors import MissingWeights

FILES = ("lower.onnx", "upper.onnx", "tokenizer.json")

Numbers = NDArray[np.float32]


class Encoder:
    """A small network in two parts: the lower layers read a window once, the upper ones again for every cue marked in it."""

    def __init__(self, folder: Traversable | Path) -> None:
        """Open the three files of a folder. Raises MissingWeights where one, or a library to run them, is not there."""
        missing = [name for name in FILES if not folder.joinpath(name).is_file()]
        if missing:
            raise MissingWeights(f"no {', '.join(missing)} in {folder}: statements are found by rules alone")
        try:
            from onnxruntime import InferenceSession, SessionOptions
            from tokenizers import Tokenizer
        except ImportError as error:
            raise MissingWeights(f"{error.name} is not installed: statements are found by rules alone") from error
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes are the parallelism
        options.log_severity_level = 3
        self._lower, self._upper = (
            InferenceSession(folder.joinpath(name).read_bytes(), options, providers=["CPUExecutionProvider"])
            for name in FILES[:2]
        )
        self._tokens: Any = Tokenizer.from_str(folder.joinpath(FILES[2]).read_text(encoding="utf-8"))
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


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(1, keepdims=True))
    shares: Numbers = raised / raised.sum(1, keepdims=True)
    return shares
