"""Snapshots switched between; their folders are real ones, of small documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import NotFoundError, SnapshotError
from corpus.model import Document
from index.build import build_snapshot
from index.history import history, is_held, roll_back, switch
from index.model import Encoder
from index.snapshot import current_snapshot


@pytest.fixture
def two(plans: list[Document], encoder: Encoder, tmp_path: Path) -> tuple[Path, Path]:
    """Two snapshots of one folder, of one document and of two, the second current."""
    return build_snapshot(plans[:1], encoder, tmp_path), build_snapshot(plans, encoder, tmp_path)


def test_all_are_listed_newest_first(two: tuple[Path, Path]) -> None:
    first, second = two
    infos = history(first.parent)
    assert [info.name for info in infos] == [second.name, first.name]
    assert [info.documents for info in infos] == [2, 1]
    assert infos[0].size > infos[1].size > 0


def test_one_is_gone_back_to_and_held_until_the_next_build(
    two: tuple[Path, Path], plans: list[Document], encoder: Encoder
) -> None:
    first, second = two
    home = first.parent
    assert not is_held(second)
    assert roll_back(home).name == first.name
    assert current_snapshot(home) == first
    assert is_held(first)
    with pytest.raises(NotFoundError, match="trước bản đang dùng"):
        roll_back(home)
    assert switch(home, second.name).name == second.name
    third = build_snapshot(plans[1:], encoder, home)
    assert not is_held(third)


def test_a_damaged_one_is_not_switched_to(two: tuple[Path, Path]) -> None:
    first, second = two
    (first / "documents.jsonl").write_bytes(b"{}")
    with pytest.raises(SnapshotError, match=r"documents\.jsonl"):
        switch(first.parent, first.name)
    assert current_snapshot(first.parent) == second


@pytest.mark.parametrize("name", ["", "..", "20240101T000000.000000Z-00000000"])
def test_one_that_is_not_there_is_not_found(two: tuple[Path, Path], name: str) -> None:
    with pytest.raises(NotFoundError):
        switch(two[0].parent, name)


def test_before_the_first_build_there_are_none(tmp_path: Path) -> None:
    assert history(tmp_path / "none") == []
