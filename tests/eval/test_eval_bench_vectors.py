"""The remembering encoder, over one that counts what it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.bench.vectors import RememberingEncoder
from index.model import Vectors


class _Counting:
    """Hand-made: what the real one says is not the matter here, but how often it is asked."""

    name = "đếm"
    max_tokens = 512

    def __init__(self, digest: str = "d") -> None:
        self.digest = digest
        self.asked: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, 1.0)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, 2.0)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]

    def _encode(self, texts: Sequence[str], role: float) -> Vectors:
        self.asked += texts
        return np.array([[len(text), role] for text in texts], dtype=np.float32)


def test_what_was_embedded_is_not_embedded_again(tmp_path: Path) -> None:
    inner = _Counting()
    remembering = RememberingEncoder(inner, tmp_path / "in" / "vectors.sqlite")
    first = remembering.encode_passages(["dài hơn", "ngắn", "dài hơn"])
    assert first.tolist() == [[7.0, 2.0], [4.0, 2.0], [7.0, 2.0]]
    assert sorted(inner.asked) == ["dài hơn", "ngắn"]
    assert remembering.encode_passages(["ngắn", "mới"]).tolist() == [[4.0, 2.0], [3.0, 2.0]]
    assert sorted(inner.asked) == ["dài hơn", "mới", "ngắn"]


def test_a_later_run_remembers_too(tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    RememberingEncoder(_Counting(), file).encode_queries(["câu hỏi"])
    inner = _Counting()
    assert RememberingEncoder(inner, file).encode_queries(["câu hỏi"]).tolist() == [[7.0, 1.0]]
    assert inner.asked == []


def test_roles_and_models_are_kept_apart(tmp_path: Path) -> None:
    file = tmp_path / "vectors.sqlite"
    one, other = _Counting("one"), _Counting("other")
    remembering = RememberingEncoder(one, file)
    remembering.encode_queries(["chữ"])
    remembering.encode_passages(["chữ"])
    RememberingEncoder(other, file).encode_queries(["chữ"])
    assert (one.asked, other.asked) == (["chữ", "chữ"], ["chữ"])


def test_it_is_the_encoder_it_remembers_for(tmp_path: Path) -> None:
    remembering = RememberingEncoder(_Counting("abc"), tmp_path / "vectors.sqlite")
    assert (remembering.name, remembering.digest, remembering.max_tokens) == ("đếm", "abc", 512)
    assert remembering.count_tokens(["bốn"]) == [3]
