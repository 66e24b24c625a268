import hashlib
from pathlib import Path

import pytest

from corpus.durable import folder_beside, rename_in, sha256_of, sweeping, write_text


def test_sha256_is_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"ab" * 1_000_000)
    assert sha256_of(path) == hashlib.sha256(b"ab" * 1_000_000).hexdigest()


def test_writing_text_replaces_it_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "new" / "current"
    write_text(path, "một\n")
    write_text(path, "hai\n")
    assert path.read_text("utf-8") == "hai\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_keeps_the_old_text(tmp_path: Path) -> None:
    path = tmp_path / "current"
    write_text(path, "một\n")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_text("utf-8") == "một\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_there_only_once_it_is_renamed_in(tmp_path: Path) -> None:
    with folder_beside(tmp_path, "model") as beside:
        (beside / "deep").mkdir()
        (beside / "deep" / "file").write_text("đủ", encoding="utf-8")
        assert not (tmp_path / "model").exists()
        rename_in(beside, tmp_path / "model")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
    assert (tmp_path / "model" / "deep" / "file").read_text("utf-8") == "đủ"


def test_a_folder_that_fails_is_removed(tmp_path: Path) -> None:
    def fail_midway() -> None:
        with folder_beside(tmp_path, "model") as beside:
            (beside / "file").write_text("nửa", encoding="utf-8")
            raise RuntimeError("dở dang")

    with pytest.raises(RuntimeError, match="dở dang"):
        fail_midway()
    assert list(tmp_path.iterdir()) == []


def test_what_somebody_still_holds_is_not_swept(tmp_path: Path) -> None:
    dead = tmp_path / ".work.dead"
    dead.mkdir()
    (dead / "half").touch()
    with (
        folder_beside(tmp_path, "work") as one,
        sweeping(one, ".work.*"),
        folder_beside(tmp_path, "work") as other,
        sweeping(other, ".work.*"),
    ):
        assert sorted(tmp_path.iterdir()) == sorted((one, other))
    assert list(tmp_path.iterdir()) == []
