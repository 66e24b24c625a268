from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import SnapshotError
from corpus.model import Document
from index.build import build_snapshot
from index.manifest import MANIFEST, SEAL, read_manifest, seal_folder
from index.model import Encoder, PassageSettings, Vectors
from index.recipe import is_built_as_now
from index.search import FusionSettings
from index.snapshot import load_snapshot


class CountingEncoder:
    """The real encoder, with a note of every passage it was asked to embed."""

    def __init__(self, real: Encoder) -> None:
        self._real = real
        self.name, self.digest, self.max_tokens = real.name, real.digest, real.max_tokens
        self.embedded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._real.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return self._real.encode_passages(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._real.count_tokens(texts)


@pytest.fixture
def counting(encoder: Encoder) -> CountingEncoder:
    return CountingEncoder(encoder)


def test_a_rebuild_embeds_only_passages_whose_text_changed(
    plans: list[Document], counting: CountingEncoder, tmp_path: Path
) -> None:
    first = load_snapshot(build_snapshot(plans, counting, tmp_path), counting)
    assert len(counting.embedded) == len(first.passages)
    counting.embedded.clear()
    changed = replace(plans[1], text=plans[1].text.replace("hằng năm", "mỗi năm "))
    second = load_snapshot(build_snapshot([plans[0], changed], counting, tmp_path), counting)
    (embedded,) = counting.embedded
    assert "mỗi năm" in embedded
    before, after = first.look("kinh phí"), second.look("kinh phí")
    places = [(plans[0].id, position) for position in range(first.passage_count(plans[0].id))]
    one, other = ([cosine for cosine, _ in look.scores(places)] for look in (before, after))
    assert np.allclose(one, other)


def test_vectors_of_another_model_are_not_taken_over(
    plans: list[Document], counting: CountingEncoder, tmp_path: Path
) -> None:
    build_snapshot(plans, counting, tmp_path)
    before = len(counting.embedded)
    counting.digest = "00" * 32
    build_snapshot(plans, counting, tmp_path)
    assert len(counting.embedded) == 2 * before


def test_a_build_cures_a_damaged_snapshot(
    plans: list[Document], counting: CountingEncoder, tmp_path: Path
) -> None:
    damaged = build_snapshot(plans, counting, tmp_path)
    (damaged / "vectors.npy").write_bytes(b"")
    index = load_snapshot(build_snapshot(plans, counting, tmp_path), counting)
    assert len(counting.embedded) == 2 * len(index.passages)


def test_the_order_of_documents_given_does_not_matter(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    folders = [
        build_snapshot(given, encoder, tmp_path / name)
        for name, given in (("one", plans), ("two", plans[::-1]))
    ]
    for path in folders[0].rglob("*.*"):
        if not path.name.startswith("manifest"):
            assert path.read_bytes() == (folders[1] / path.relative_to(folders[0])).read_bytes()


def test_progress_is_told_from_start_to_end_of_each_stage(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    heard: list[tuple[str, int, int]] = []
    build_snapshot(plans, encoder, tmp_path, lambda *step: heard.append(step))
    for stage in dict.fromkeys(stage for stage, _, _ in heard):
        steps = [(done, total) for name, done, total in heard if name == stage]
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1] > 0
        assert steps == sorted(steps)


def test_a_snapshot_made_otherwise_than_now_is_told_from_one_made_as_now(
    plans: list[Document], counting: CountingEncoder, tmp_path: Path
) -> None:
    now = build_snapshot(plans, counting, tmp_path / "now")
    sizes = PassageSettings(whole=100)
    cut = build_snapshot(plans, counting, tmp_path / "cut", passage_settings=sizes)
    fused = build_snapshot(plans, counting, tmp_path / "fused", fusion=FusionSettings(dense=0.9))
    manifests = [read_manifest(folder) for folder in (now, cut, fused)]
    assert [is_built_as_now(manifest, counting) for manifest in manifests] == [True, False, False]
    counting.digest = "00" * 32
    assert not is_built_as_now(manifests[0], counting)


def test_two_documents_with_one_id_are_refused(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    with pytest.raises(SnapshotError, match="Có 2 văn bản cùng mang mã Quảng Ngãi-2024"):
        build_snapshot([plans[0], plans[0]], encoder, tmp_path)


def test_nothing_to_build_from_is_refused_and_leaves_nothing(
    encoder: Encoder, tmp_path: Path
) -> None:
    with pytest.raises(SnapshotError, match="nhận 0 văn bản"):
        build_snapshot([], encoder, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_rebuild_with_other_documents_comes_out_as_a_build_from_nothing(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    build_snapshot(plans, encoder, tmp_path / "grown")
    new = replace(plans[0], id="a-new", text=plans[0].text.replace("bộ máy", "hạ tầng"))
    documents = [plans[1], new]
    grown = load_snapshot(build_snapshot(documents, encoder, tmp_path / "grown"), encoder)
    fresh = load_snapshot(build_snapshot(documents, encoder, tmp_path / "fresh"), encoder)
    assert grown.documents == fresh.documents
    assert list(grown.passages) == list(fresh.passages)
    for query in ("hạ tầng", "tuyển dụng chuyên gia", "bộ máy", "kinh phi hang nam"):
        for ours, theirs in zip(grown.search(query, 50), fresh.search(query, 50), strict=True):
            assert ours.passage == theirs.passage
            assert np.isclose(ours.dense, theirs.dense, atol=1e-4)
            assert np.isclose(ours.lexical, theirs.lexical, atol=1e-4)


def test_vectors_of_a_snapshot_of_the_schema_before_are_taken_over(
    plans: list[Document], counting: CountingEncoder, tmp_path: Path
) -> None:
    folder = build_snapshot(plans, counting, tmp_path)
    manifest = read_manifest(folder)
    (folder / MANIFEST).unlink()
    (folder / SEAL).unlink()
    seal_folder(folder, {**manifest, "schema": 3})
    counting.embedded.clear()
    build_snapshot(plans, counting, tmp_path)
    assert counting.embedded == []


def test_passages_of_unchanged_documents_are_not_cut_again(
    plans: list[Document],
    counting: CountingEncoder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = load_snapshot(build_snapshot(plans, counting, tmp_path), counting)

    def not_again(texts: Sequence[str]) -> list[int]:
        raise AssertionError(f"cut again: {texts}")

    monkeypatch.setattr(counting, "count_tokens", not_again)
    second = load_snapshot(build_snapshot(plans, counting, tmp_path), counting)
    assert list(second.passages) == list(first.passages)
