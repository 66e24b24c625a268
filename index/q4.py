"""Q4_0, the 4-bit form the weights ship in: blocks of 32 weights in 18 bytes.

A block is a float16 scale ``d`` (little-endian) and 16 bytes whose low nibbles are weights 0..15
and whose high nibbles are weights 16..31; a weight is ``(nibble - 8) * d``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BLOCK_WEIGHTS, BLOCK_BYTES = 32, 18


def unpack_q4(rows: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """The weights of packed rows: shape (…, blocks · 18 bytes) becomes (…, blocks · 32)."""
    blocks = rows.reshape(*rows.shape[:-1], -1, BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    nibbles = np.concatenate([packed & 0x0F, packed >> 4], axis=-1).astype(np.int8) - 8
    weights: npt.NDArray[np.float32] = (nibbles * scales).reshape(*rows.shape[:-1], -1)
    return weights
