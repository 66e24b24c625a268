"""A backup made while the server answers, and restored onto an empty machine."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from corpus.locking import LOCK
from index.building import building
from index.model import silent
from index.snapshot import current_snapshot
from trolyso.backup import BackupError, make_backup
from trolyso.cli import run
from trolyso.integrity import damages
from trolyso.library import open_library
from trolyso.restoring import restore_backup
from trolyso.settings import Settings, load_settings
from trolyso.store import open_store, sqlite_url
from trolyso.store.schema import HEAD
from trolyso.wiring import open_database


@pytest.fixture
def lived_in(kept: Path) -> Settings:
    """A data directory with a document, a key and settings, one of them secret."""
    (kept / "trolyso.toml").write_text(
        'public_url = "https://hoi.tinh.vn"\nretention_days = 30\ntelegram_admins = [7, 8]\n'
        'telegram_token = "123456:secret"\n',
        encoding="utf-8",
    )
    settings = load_settings()
    with closing(open_database(settings)) as store:
        store.keys.create("cổng tỉnh", [])
    return settings


def test_a_backup_restores_onto_an_empty_machine(
    lived_in: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    backup = tmp_path / "sao lưu.zip"
    with closing(open_database(lived_in)):  # a server has it open
        assert run(["backup", "--quiet", str(backup)]) == 0
    assert "Đã sao lưu 1 văn bản" in capsys.readouterr().out
    assert backup.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("TROLYSO_HOME", str(tmp_path / "second"))
    assert run(["restore", "--quiet", str(backup)]) == 0
    settings = load_settings()
    assert open_library(settings).entries() == open_library(lived_in).entries()
    assert damages(settings) == []
    current, before = (current_snapshot(s.snapshots_folder) for s in (settings, lived_in))
    assert current is not None
    assert before is not None
    assert current.name == before.name
    with closing(open_database(settings)) as store:
        assert [key.name for key in store.keys.all()] == ["cổng tỉnh"]
    assert settings.public_url == "https://hoi.tinh.vn"
    assert settings.retention_days == 30
    assert settings.telegram_admins == {7, 8}
    assert settings.telegram_token is None
    assert b"123456:secret" not in b"".join(_contents(backup).values())
    assert [path.name for path in settings.home.glob(".*")] == []


def _killed(tmp_path: Path, step: str, watched: Path, command: list[str]) -> None:
    """Runs a command that is killed at a change of a folder."""
    dying = [sys.executable, "-m", "tests.faults.dying", str(tmp_path / "log"), step, str(watched)]
    assert subprocess.run([*dying, *command], check=False).returncode == -signal.SIGKILL


def test_of_a_backup_that_was_killed_the_next_build_takes_away_what_it_copied(
    lived_in: Settings, tmp_path: Path
) -> None:
    command = ["backup", "--quiet", str(tmp_path / "sao-luu.zip")]
    _killed(tmp_path, "settings.json", lived_in.home, command)
    assert [path.name for path in lived_in.home.rglob(".backup.*/*")] == ["store.db"]
    with building(lived_in.snapshots_folder, silent):
        assert [path for path in lived_in.home.rglob(".*") if path.name != LOCK] == []


def test_what_a_backup_that_was_killed_left_beside_its_target_the_next_one_takes_away(
    lived_in: Settings, tmp_path: Path
) -> None:
    kept = tmp_path / "sao-lưu"
    kept.mkdir()
    (kept / ".cua-ai").touch()
    command = ["backup", "--quiet", str(kept / "hôm-qua.zip")]
    _killed(tmp_path, "os.rename hôm-qua.zip", kept, command)
    assert [path.name.rpartition(".")[0] for path in kept.glob(".t*")] == [".trolyso-backup"]
    make_backup(lived_in, kept / "hôm-nay.zip")
    assert sorted(path.name for path in kept.iterdir()) == [".cua-ai", "hôm-nay.zip"]


def test_what_a_restore_that_was_killed_left_the_next_one_takes_away(
    lived_in: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup, there = tmp_path / "sao-luu.zip", Settings(home=tmp_path / "second")
    make_backup(lived_in, backup)
    monkeypatch.setenv("TROLYSO_HOME", str(there.home))
    _killed(tmp_path, "store.db", there.home, ["restore", "--quiet", str(backup)])
    assert [path.name.rpartition(".")[0] for path in there.home.iterdir()] == [".restore"]
    restore_backup(there, backup)
    assert open_library(there).entries() == open_library(lived_in).entries()
    assert [path for path in there.home.rglob(".*") if path.name != LOCK] == []


def test_a_restore_replaces_nothing_unless_told_and_then_sets_it_aside(
    lived_in: Settings, tmp_path: Path
) -> None:
    backup = tmp_path / "sao-luu.zip"
    make_backup(lived_in, backup)
    library = open_library(lived_in)
    with library.writing():
        (entry,) = library.entries()
        library.remove(entry)
    with pytest.raises(BackupError, match="không trống"):
        restore_backup(lived_in, backup)
    assert library.entries() == []
    restored = restore_backup(lived_in, backup, force=True)
    assert library.entries() == [entry]
    assert restored.set_aside is not None
    assert (restored.set_aside / "trolyso.db").exists()
    assert "telegram_token" in (restored.set_aside / "trolyso.toml").read_text("utf-8")


def test_any_damage_to_a_backup_is_found_before_anything_is_replaced(
    lived_in: Settings, tmp_path: Path
) -> None:
    backup = tmp_path / "sao-luu.zip"
    make_backup(lived_in, backup)
    data = backup.read_bytes()
    for place in range(0, len(data), len(data) // 40):
        damaged = bytearray(data)
        damaged[place] ^= 0x10
        backup.write_bytes(damaged)
        there = Settings(home=tmp_path / f"at-{place}")
        if _is_refused(there, backup):
            assert not any(there.home.glob("*"))
        else:  # what was changed says nothing, the time of a file in the ZIP file say
            assert open_library(there).entries() == open_library(lived_in).entries()
            assert damages(there) == []
    backup.write_bytes(data[: len(data) // 2])
    with pytest.raises(BackupError, match="cắt cụt"):
        restore_backup(Settings(home=tmp_path / "half"), backup)


def test_a_backup_whose_directory_points_before_its_beginning_is_damaged(
    lived_in: Settings, tmp_path: Path
) -> None:
    backup = tmp_path / "sao-luu.zip"
    make_backup(lived_in, backup)
    data = bytearray(backup.read_bytes())
    assert data[-22:-18] == b"PK\x05\x06"  # the end record, without a comment
    begins = int.from_bytes(data[-6:-2], "little")
    data[-6:-2] = (begins + len(data)).to_bytes(4, "little")
    backup.write_bytes(data)
    with pytest.raises(BackupError):
        restore_backup(Settings(home=tmp_path / "there"), backup)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": 2}, "khuôn sao lưu 2, cần khuôn 1"),
        ({"files": {}}, "thừa"),
        ({"files": None}, "không đọc được"),
    ],
)
def test_a_backup_that_is_not_ours_is_refused(
    lived_in: Settings, tmp_path: Path, change: dict[str, object], told: str
) -> None:
    backup = tmp_path / "sao-luu.zip"
    make_backup(lived_in, backup)
    contents = _contents(backup)
    manifest = {**json.loads(contents["manifest.json"]), **change}
    if manifest["files"] is None:
        del manifest["files"]
    contents["manifest.json"] = json.dumps(manifest).encode()
    _write(backup, contents)
    with pytest.raises(BackupError, match=told):
        restore_backup(Settings(home=tmp_path / "second"), backup)


@pytest.mark.parametrize("content", [b"no zip at all", b"a zip of others"])
def test_a_file_that_is_no_backup_is_called_so_whatever_is_there(
    lived_in: Settings, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "khac.zip"
    if content.startswith(b"no"):
        file.write_bytes(content)
    else:
        _write(file, {"ghi chu.txt": content})
    for settings in (lived_in, Settings(home=tmp_path / "second")):
        with pytest.raises(BackupError, match="không phải tệp sao lưu của trolyso"):
            restore_backup(settings, file)


def test_a_backup_into_a_folder_that_is_not_there_says_which(
    lived_in: Settings, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match=r"Không có thư mục .*/nowhere"):
        make_backup(lived_in, tmp_path / "nowhere" / "sao-luu.zip")


def test_a_name_that_leads_out_of_the_data_directory_is_refused(
    lived_in: Settings, tmp_path: Path
) -> None:
    backup = tmp_path / "sao-luu.zip"
    make_backup(lived_in, backup)
    contents = _contents(backup)
    manifest = json.loads(contents["manifest.json"])
    manifest["files"]["library/../../evil"] = {"bytes": 0, "sha256": ""}
    _write(
        backup,
        {**contents, "manifest.json": json.dumps(manifest).encode(), "library/../../evil": b""},
    )
    with pytest.raises(BackupError, match="tên tệp lạ"):
        restore_backup(Settings(home=tmp_path / "second"), backup)
    assert not (tmp_path.parent / "evil").exists()


def test_the_database_of_an_earlier_version_is_brought_up_to_date_on_the_way(
    lived_in: Settings, tmp_path: Path
) -> None:
    _downgrade(lived_in.database_file, "0002")
    backup = tmp_path / "sao-luu.zip"
    make_backup(lived_in, backup)
    settings = Settings(home=tmp_path / "second")
    restore_backup(settings, backup)
    with closing(sqlite3.connect(settings.database_file)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    with closing(open_store(sqlite_url(settings.database_file))) as store:
        assert [key.name for key in store.keys.all()] == ["cổng tỉnh"]


def _is_refused(settings: Settings, backup: Path) -> bool:
    try:
        restore_backup(settings, backup)
    except BackupError:
        return True
    return False


def _downgrade(file: Path, revision: str) -> None:
    """Takes the database back to an earlier schema, as an earlier program left it."""
    from alembic import command
    from alembic.config import Config

    from trolyso.store.database import make_engine
    from trolyso.store.schema import MIGRATIONS

    engine = make_engine(sqlite_url(file))
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.downgrade(config, revision)
    engine.dispose()


def _contents(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _write(backup: Path, contents: dict[str, bytes]) -> None:
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
