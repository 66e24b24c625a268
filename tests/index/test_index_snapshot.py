import json
import shutil
from pathlib import Path

import pytest

from corpus.errors import SnapshotError
from corpus.model import Document
from index.build import build_snapshot
from index.history import roll_back
from index.manifest import (
    MANIFEST,
    SCHEMA,
    SEAL,
    OtherSchemaError,
    read_manifest,
    seal_folder,
    verify_files,
)
from index.model import Encoder
from index.snapshot import current_snapshot, load_snapshot, snapshot_folders

FILES = [
    "accented/data.npy",
    "documents.jsonl",
    "folded/terms.npy",
    "passages.jsonl",
    "vectors.npy",
]


@pytest.fixture(scope="module")
def built(
    plans: list[Document],
    encoder: Encoder,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    return build_snapshot(plans, encoder, tmp_path_factory.mktemp("snapshots"))


@pytest.fixture
def snapshot(built: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return Path(shutil.copytree(built, tmp_path / built.name))


def reseal(folder: Path, **changes: object) -> None:
    """Writes another manifest over a snapshot, with right digests, as a stranger could."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).unlink()
    seal_folder(folder, {**manifest, **changes})


def test_a_loaded_snapshot_holds_what_was_built(
    built: Path, encoder: Encoder, plans: list[Document]
) -> None:
    index = load_snapshot(built, encoder)
    assert list(index.documents.values()) == plans
    assert [passage.document_id for passage in index.passages] == sorted(
        passage.document_id for passage in index.passages
    )
    manifest = read_manifest(built)
    assert manifest["schema"] == SCHEMA
    assert manifest["model"] == {"name": encoder.name, "digest": encoder.digest}
    assert manifest["counts"] == {
        "documents": 2,
        "clauses": 14,
        "passages": len(index.passages),
        "dimensions": 384,
    }
    assert manifest["fusion"]["dense"] == index.fusion.dense
    assert set(FILES) <= manifest["files"].keys()


def test_no_file_of_a_snapshot_is_a_pickle(built: Path) -> None:
    assert {path.suffix for path in built.rglob("*") if path.is_file()} == {
        ".json",
        ".jsonl",
        ".npy",
        ".sha256",
    }


def test_the_seal_is_in_the_form_that_sha256sum_checks(built: Path) -> None:
    digest, name = (built / SEAL).read_text("utf-8").split()
    assert name == MANIFEST
    assert built.name.endswith(digest[:8])


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_one_flipped_bit_is_found_and_its_file_named(
    snapshot: Path, encoder: Encoder, name: str
) -> None:
    path = snapshot / name
    blob = bytearray(path.read_bytes())
    blob[len(blob) // 2] ^= 1
    path.write_bytes(blob)
    with pytest.raises(SnapshotError, match=path.name) as caught:
        load_snapshot(snapshot, encoder)
    assert "SHA-256" in str(caught.value)


def test_a_missing_file_is_named(snapshot: Path, encoder: Encoder) -> None:
    (snapshot / "vectors.npy").unlink()
    with pytest.raises(SnapshotError, match=r"vectors\.npy: thiếu"):
        load_snapshot(snapshot, encoder)


def test_a_file_too_many_is_named(snapshot: Path) -> None:
    (snapshot / "extra.py").write_text("", encoding="utf-8")
    with pytest.raises(SnapshotError, match=r"extra\.py: thừa"):
        verify_files(snapshot, read_manifest(snapshot))


def test_a_snapshot_of_another_schema_is_refused_with_both_values(
    snapshot: Path, encoder: Encoder
) -> None:
    reseal(snapshot, schema=7)
    with pytest.raises(OtherSchemaError, match=f"khuôn 7, cần khuôn {SCHEMA}"):
        load_snapshot(snapshot, encoder)


def test_a_snapshot_of_another_model_is_refused_with_both_values(
    snapshot: Path, encoder: Encoder
) -> None:
    reseal(snapshot, model={"name": "another", "digest": "ab" * 32})
    with pytest.raises(SnapshotError) as caught:
        load_snapshot(snapshot, encoder)
    assert "another (abababababab)" in str(caught.value)
    assert f"{encoder.name} ({encoder.digest[:12]})" in str(caught.value)


def test_a_manifest_without_one_of_its_parts_is_refused(snapshot: Path) -> None:
    manifest = read_manifest(snapshot)
    del manifest["model"]
    (snapshot / MANIFEST).unlink()
    seal_folder(snapshot, manifest)
    with pytest.raises(SnapshotError, match="thiếu mục model"):
        read_manifest(snapshot)


def test_a_sealed_snapshot_of_nonsense_is_refused(snapshot: Path, encoder: Encoder) -> None:
    (snapshot / "documents.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    reseal(snapshot)
    with pytest.raises(SnapshotError, match="không đọc được"):
        load_snapshot(snapshot, encoder)


def test_an_absent_snapshot_says_how_to_build_one(tmp_path: Path, encoder: Encoder) -> None:
    with pytest.raises(SnapshotError, match="trolyso build"):
        load_snapshot(tmp_path / "none", encoder)
    assert current_snapshot(tmp_path) is None


def test_the_newest_build_is_current_and_one_older_is_kept(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    folders = [build_snapshot(plans, encoder, tmp_path) for _ in range(3)]
    assert current_snapshot(tmp_path) == folders[2]
    kept = {path.name for path in tmp_path.iterdir()}
    assert kept == {folders[1].name, folders[2].name, "current"}


def test_a_build_survives_a_clock_set_back(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    for name in ("29991231T235959.000000Z-00000000", "29991231T235959.000001Z-00000000"):
        (tmp_path / name).mkdir()
    folder = build_snapshot(plans, encoder, tmp_path)
    assert current_snapshot(tmp_path) == folder
    assert list(load_snapshot(folder, encoder).documents) == ["Quảng Ngãi-2024", "Tây Ninh-2022"]


def test_the_order_of_names_is_that_of_builds_though_the_clock_was_set_back(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    first = build_snapshot(plans, encoder, tmp_path)
    ahead = first.rename(tmp_path / f"29991231T235959.000000Z{first.name[-9:]}")
    (tmp_path / "current").write_text(ahead.name + "\n", encoding="utf-8")
    second = build_snapshot(plans, encoder, tmp_path)
    assert second.name.startswith("29991231T235959.000001Z-")
    assert roll_back(tmp_path).name == ahead.name


def test_the_snapshot_that_served_until_a_build_is_kept_and_not_a_newer_one_left(
    plans: list[Document], encoder: Encoder, tmp_path: Path
) -> None:
    good, _bad = (build_snapshot(plans, encoder, tmp_path) for _ in range(2))
    roll_back(tmp_path)
    newest = build_snapshot(plans, encoder, tmp_path)
    assert snapshot_folders(tmp_path) == [good, newest]


def test_a_pointer_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("../elsewhere\n", encoding="utf-8")
    with pytest.raises(SnapshotError, match="elsewhere"):
        current_snapshot(tmp_path)
