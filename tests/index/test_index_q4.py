import numpy as np

from index.q4 import unpack_q4


def test_low_nibbles_come_first_and_eight_is_nought() -> None:
    scale = np.asarray([0.5], "<f2").view(np.uint8)
    block = np.concatenate([scale, np.arange(16, dtype=np.uint8) | 0x80])
    expected = [(n - 8) * 0.5 for n in range(16)] + [0.0] * 16
    assert unpack_q4(block[None]).tolist() == [expected]


def test_rows_of_several_blocks_keep_any_shape_before_them() -> None:
    rows = np.zeros((3, 5, 2 * 18), np.uint8)
    rows[..., 1] = rows[..., 19] = 0x3C  # the scale 1.0
    rows[2, 4, 18 + 2] = 0x19
    weights = unpack_q4(rows)
    assert weights.shape == (3, 5, 64)
    assert weights.dtype == np.float32
    assert weights[2, 4, 32] == 1
    assert weights[2, 4, 48] == -7
    assert weights[0, 0].tolist() == [-8.0] * 64
