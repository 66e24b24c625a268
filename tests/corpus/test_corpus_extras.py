"""What people are told to type for the packages of an extra."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from corpus.extras import how_to_add


def test_in_a_checkout_an_extra_has_a_name_and_the_tested_versions() -> None:
    assert how_to_add("milvus").endswith("--constraint constraints.txt --editable '.[milvus]'")


@pytest.mark.parametrize(
    ("extra", "packages"),
    [("milvus", ["cachetools", "pymilvus"]), ("eval", ["ir-measures", "scikit-learn"])],
)
def test_beside_a_wheel_its_packages_are_named(
    tmp_path: Path, extra: str, packages: list[str]
) -> None:
    told = shlex.split(how_to_add(extra, tmp_path).partition("pip install ")[2])
    assert [word.partition("<")[0] for word in told] == packages
