"""The refusals. Each says what was wrong, with the value, and what to do next.

AccordingtoError
├── UnreadableInput      an input cannot become an article; ends as a Rejection
│   ├── UndecodableText      the bytes are no text we can decode
│   ├── EmptyText            there are no words in it
│   ├── OversizedText        it is longer than one article can be
│   ├── OtherLanguage        it is confidently in a language that is not read
│   └── MissingReader        reading it needs an extra that is not installed
├── EmptyPile            there was nothing at all to read
├── UnusablePileFile     a pile.toml or pile.csv that cannot be understood
├── UnusableKnowledge    a file of one's own knowledge that cannot be understood
├── MissingWeights       the encoder's weights, or what runs them, are not there
├── UnusableRecord       the file is not a record, or one of another version
├── UnusableExport       a line of an export breaks the contract
├── UnsafeAddress        the reading room cannot or must not listen there
└── UnusableJudgement    a judgement cannot be made: of nothing known, or of nothing it fits
    └── StaleJudgement       what is judged was judged by somebody else meanwhile
"""

from __future__ import annotations

from typing import Any


class AccordingtoError(Exception):
    """Any refusal of accordingto; its message is meant for the person who asked."""


class UnreadableInput(AccordingtoError):
    """An input cannot become an article."""


class UndecodableText(UnreadableInput):
    """The bytes are no text we can decode."""


class EmptyText(UnreadableInput):
    """There are no words in the input."""


class OversizedText(UnreadableInput):
    """The input is longer than one article can be."""


class OtherLanguage(UnreadableInput):
    """The input is confidently in a language that is not read."""


class MissingReader(UnreadableInput):
    """Reading the input needs an extra that is not installed."""


class EmptyPile(AccordingtoError):
    """There was nothing at all to read."""


class UnusablePileFile(AccordingtoError):
    """A pile.toml or pile.csv that cannot be understood."""


class UnusableKnowledge(AccordingtoError):
    """A file of one's own knowledge (`--knowledge`) that cannot be understood."""


class MissingWeights(AccordingtoError):
    """The encoder's weights, or what runs them, are not there."""


class UnusableRecord(AccordingtoError):
    """The file is not a record, or one of another version."""


class UnusableExport(AccordingtoError):
    """A line of an export breaks the contract."""


class UnusableJudgement(AccordingtoError):
    """A judgement cannot be made: of nothing the record knows, or of nothing its verdict or its change fits."""


class StaleJudgement(UnusableJudgement):
    """What is judged was judged by somebody else meanwhile. `judgements` are those made since, newest last."""

    def __init__(self, message: str, judgements: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.judgements = judgements


class UnsafeAddress(AccordingtoError):
    """The reading room cannot listen at an address, or must not: others could reach it."""
