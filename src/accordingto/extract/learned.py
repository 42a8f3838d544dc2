"""What the encoder takes for cues, and for the source and the content of each: a second reading of the same words.

The rules of `roles` know the language; the encoder has seen how people mark attributions. `weighed` puts the two together.
What always holds: the encoder is asked for one cue at a time; a reading depends on the article alone; what it gives are tokens
of the Doc, so every span still quotes the article.

Method: two passes over one encoder, cue first and then roles for each cue, as in semantic role labelling with a marked
predicate (Shi and Lin, arXiv 1904.05255).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from accordingto.extract.drafts import Tokens
from accordingto.extract.windows import Window, windows
from accordingto.read.encode import Encoder, Numbers

CUE = 0.5  # probability from which a word is part of a cue; swept on benchmarks/statements
GAP = 2  # words between two pieces of one role that still belong to it
SOURCE, CONTENT = 1, 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One cue as the encoder reads it, in token indices. `sure` is how sure it is of the cue, `roles` of the roles, 0 to 1."""

    cue: tuple[int, int]
    source: Tokens
    content: Tokens
    sure: float
    roles: float


class Learned:
    """The encoder's reading of a Doc. Holds what the lower layers made of each window: the roles are asked for cue by cue."""

    def __init__(self, doc: Doc, encoder: Encoder) -> None:
        self.doc, self.encoder = doc, encoder
        self._starts = [token.idx for token in doc]
        self._windows: list[tuple[Window, Numbers, list[int]]] = []
        self._home: dict[int, int] = {}  # token -> the window whose core it stands in
        self._begins, self._inside = np.zeros(len(doc)), np.zeros(len(doc))
        for window in windows(doc, encoder.pieces):
            hidden = encoder.lower(window.ids)
            labels, _ = encoder.upper(hidden)
            tokens = [bisect_right(self._starts, start) - 1 if start >= 0 else -1 for start, _ in window.characters]
            for piece in range(*window.core):
                token = tokens[piece]
                if token >= 0 and token not in self._home:
                    self._home[token] = len(self._windows)
                    self._begins[token], self._inside[token] = labels[piece, 1], labels[piece, 2]
            self._windows.append((window, hidden, tokens))

    def sure(self, cue: tuple[int, int]) -> float:
        """How sure the encoder is that words stand in a cue: the probability of the surest of them, 0 to 1."""
        return float((self._begins + self._inside)[cue[0] : cue[1]].max(initial=0.0))

    def readings(self, threshold: float = CUE) -> Iterator[Reading]:
        """Yield every cue that the encoder sees, with its roles, in order."""
        for cue in self._cues(threshold):
            yield self.reading(cue)

    def _cues(self, threshold: float) -> Iterator[tuple[int, int]]:
        chance = self._begins + self._inside
        start = None
        for i in range(len(self.doc) + 1):
            within = i < len(self.doc) and chance[i] >= threshold
            begins = within and self._begins[i] >= self._inside[i]
            if start is not None and (not within or begins or self.doc[i].is_sent_start):
                yield start, i
                start = None
            if within and start is None:
                start = i

    def reading(self, cue: tuple[int, int]) -> Reading:
        """The source and content of given cue words."""
        number = next((self._home[i] for i in range(*cue) if i in self._home), None)
        if number is None:
            return Reading(cue, frozenset(), frozenset(), 0.0, 0.0)
        window, hidden, tokens = self._windows[number]
        marked = frozenset(n for n in range(*window.core) if cue[0] <= tokens[n] < cue[1])
        first, last = window.near(min(marked))
        _, roles = self.encoder.upper(hidden[first:last], frozenset(n - first for n in marked if first <= n < last))
        shares: dict[int, list[Numbers]] = {}
        for place, token in enumerate(tokens[first:last]):
            if token >= 0 and not cue[0] <= token < cue[1]:
                shares.setdefault(token, []).append(roles[place])
        mean = {token: np.mean(found, axis=0) for token, found in shares.items()}
        best = {token: int(found.argmax()) for token, found in mean.items()}
        weight = {t: float(mean[t][SOURCE]) for t in mean}
        source = self._one_piece([t for t, role in best.items() if role == SOURCE], weight, cue)
        content = self._joined([t for t, role in best.items() if role == CONTENT], set(source) | set(range(*cue)))
        held = [float(mean[t][best[t]]) for t in (*source, *content) if t in mean]
        return Reading(cue, source, content, self.sure(cue), float(np.mean(held)) if held else 0.0)

    def _one_piece(self, tokens: Sequence[int], weight: dict[int, float], cue: tuple[int, int]) -> Tokens:
        """The weightiest unbroken run of a source; none runs over the cue."""
        sides = [t for t in tokens if t < cue[0]], [t for t in tokens if t >= cue[1]]
        runs = [run for side in sides for run in self._runs(side)]
        best = max(runs, key=lambda run: (sum(weight.get(t, 0.0) for t in range(run[0], run[1])), -run[0]), default=None)
        return frozenset(range(*best)) if best is not None else frozenset()

    def _joined(self, tokens: Sequence[int], barred: set[int]) -> Tokens:
        """All runs of a content with their small gaps filled; a run without a word of its own is dropped."""
        found: set[int] = set()
        for start, end in self._runs(tokens):
            if any(self.doc[i].is_alpha or self.doc[i].like_num for i in range(start, end)):
                found |= set(range(start, end))
        return frozenset(found - barred)

    def _runs(self, tokens: Sequence[int]) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for token in sorted(tokens):
            if runs and self._adjoins(runs[-1][1], token):
                runs[-1] = (runs[-1][0], token + 1)
            else:
                runs.append((token, token + 1))
        return runs

    def _adjoins(self, end: int, token: int) -> bool:
        """Whether a piece that ends before `end` goes on at a token: few words of one sentence, or white space, lie between."""
        if all(self.doc[i].is_space for i in range(end, token)):
            return True
        return token - end <= GAP and not any(self.doc[i].is_sent_start for i in range(end, token + 1))
