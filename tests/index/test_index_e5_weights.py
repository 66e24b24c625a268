import struct
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.e5_weights import WORDS, PackedWeights

HIDDEN = 32


def q4_block(scale: float, low: list[int], high: list[int]) -> bytes:
    """One block of 32 weights: low nibbles are weights 0..15, high nibbles 16..31."""
    packed = bytes(a | b << 4 for a, b in zip(low, high, strict=True))
    return struct.pack("<e", scale) + packed


def small_model() -> bytes:
    """A file in the packed format with one layer of 32 × 32, every matrix alike."""
    row = q4_block(0.5, list(range(16)), [15] * 16)
    floats = {"emb.ln.w": 1.0, "emb.ln.b": 0.25}
    matrices = {"emb.word": 2, "emb.pos": 3, "emb.type": 1}
    for part in ("q", "k", "v", "ao", "fi", "fo"):
        matrices[f"l0.{part}.w"] = HIDDEN
        floats[f"l0.{part}.b"] = 0.0
    for norm in ("aln", "oln"):
        floats[f"l0.{norm}.w"], floats[f"l0.{norm}.b"] = 1.0, 0.0
    tensors = [(name, 1, rows * HIDDEN, row * rows) for name, rows in matrices.items()]
    tensors += [
        (name, 0, HIDDEN, struct.pack("<32f", *[value] * HIDDEN)) for name, value in floats.items()
    ]
    header = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, HIDDEN, 2, 3, 1, 1e-12, 32)
    tokenizer = struct.pack("<5iQ", 2, 0, 1, 1, 1, 3) + struct.pack("<3I2f", 0, 1, 3, 0.0, -1.0)
    tokenizer += b"abc" + struct.pack("<iI", 1, 4) + b"norm"
    directory_size = 4 + sum(2 + len(name) + 21 for name, *_ in tensors)
    offset = len(header) + len(tokenizer) + directory_size
    directory, data = struct.pack("<i", len(tensors)), b""
    for name, dtype, elements, blob in tensors:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", dtype, elements, offset + len(data), len(blob))
        data += blob
    return header + tokenizer + directory + data


def test_a_q4_block_becomes_its_thirty_two_weights(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(small_model())
    weights = PackedWeights(path)
    shape = weights.shape
    assert (shape.hidden, shape.layers, shape.heads, shape.vocabulary) == (32, 1, 2, 2)
    assert shape.layer_norm_eps == 1e-12
    word = weights.tensor(WORDS)
    assert word.shape == (2, 32)
    assert word.dtype == np.float32
    assert word[1].tolist() == [(n - 8) * 0.5 for n in range(16)] + [3.5] * 16


def test_packed_rows_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(small_model())
    row = q4_block(0.5, list(range(16)), [15] * 16)
    assert PackedWeights(path).packed(WORDS).tobytes() == row * 2


def test_float_tensors_keep_their_values_under_their_bert_names(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(small_model())
    tensors = PackedWeights(path).tensors()
    assert tensors["embeddings.LayerNorm.bias"].tolist() == [0.25] * 32
    assert tensors["encoder.layer.0.attention.self.query.weight"].shape == (32, 32)
    assert tensors["encoder.layer.0.output.LayerNorm.weight"].tolist() == [1.0] * 32


def test_another_file_is_refused_with_what_was_found_and_expected(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"GGUF" + small_model()[4:])
    with pytest.raises(ModelError, match=r"GGUF.*E5S1"):
        PackedWeights(path)


@pytest.mark.parametrize("kept", [20, 60, 500, -1])
def test_a_file_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(small_model()[:kept])
    with pytest.raises(ModelError, match="hỏng"):
        PackedWeights(path)


def test_a_model_without_one_of_its_tensors_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(small_model().replace(b"emb.ln.b", b"l9.aln.w"))
    with pytest.raises(ModelError, match=r"embeddings\.LayerNorm\.bias"):
        PackedWeights(path)
