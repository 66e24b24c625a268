from pathlib import Path

import numpy as np
import pytest

from index.mapping import mapped


def test_a_mapped_array_is_the_saved_one_and_cannot_be_written(tmp_path: Path) -> None:
    np.save(tmp_path / "some.npy", np.array([3, 1, 2]))
    array = mapped(tmp_path / "some.npy")
    assert array.tolist() == [3, 1, 2]
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 7


def test_an_empty_array_can_be_mapped(tmp_path: Path) -> None:
    np.save(tmp_path / "none.npy", np.zeros((0, 4), np.float32))
    assert mapped(tmp_path / "none.npy").shape == (0, 4)
