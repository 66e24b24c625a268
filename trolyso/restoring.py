"""A backup brought back: read whole and verified first, and only then put in the place of what is
there, which is set aside and not deleted."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.durable import flush, folder_beside, sweeping
from index.model import Progress, silent
from trolyso.backup import (
    FORMAT,
    LIBRARY,
    MANIFEST,
    SETTINGS,
    SNAPSHOTS,
    STORE,
    BackupError,
    database_file,
)
from trolyso.settings import Settings
from trolyso.store.copying import check_copy

_CHUNK = 1 << 20
_PARTS = (LIBRARY, SNAPSHOTS, STORE, SETTINGS)
_TOML = "trolyso.toml"

# What reading a damaged ZIP file raises: a flipped bit may look like a password or a new method.
_NO_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back: when and by which version it was backed up, how many files, and where
    what was there before lies now, if anything was."""

    made_at: datetime
    version: str
    files: int
    set_aside: Path | None


def restore_backup(
    settings: Settings, source: Path, *, force: bool = False, progress: Progress = silent
) -> Restored:
    """Restores a backup into the data directory. Raises BackupError when the file is damaged, of a
    newer format, or when something is there already and ``force`` was not asked for; StoreError for
    a database of a newer program. In all these cases nothing has changed."""
    with _opened(source) as archive:
        manifest = _manifest(archive, source)
    taken = [path for path in _places(settings).values() if path.exists()]
    if taken and not force:
        raise BackupError(
            f"Thư mục dữ liệu {settings.home} không trống: đã có {taken[0].name}.",
            english=f"The data directory {settings.home} is not empty: {taken[0].name} is there.",
            hint="Hãy dừng máy chủ và bot, rồi thêm --force; dữ liệu cũ được để riêng, không xoá.",
        )
    with folder_beside(settings.home, "restore") as beside, sweeping(beside, ".restore.*"):
        with _opened(source) as archive:
            _extract(archive, manifest["files"], beside, source, progress)
        if (beside / STORE).exists():
            check_copy(beside / STORE)
        _write_toml(beside)
        aside = _set_aside(settings) if taken else None
        for name, place in _places(settings).items():
            if (beside / name).exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(beside / name, place)
                flush(place.parent)
    moment = datetime.fromisoformat(manifest["made_at"])
    return Restored(moment, manifest["trolyso"], len(manifest["files"]), aside)


def _places(settings: Settings) -> dict[str, Path]:
    """Where the parts belong, by their names in the backup; the database where it is a file."""
    places = {
        LIBRARY: settings.library_folder,
        SNAPSHOTS: settings.snapshots_folder,
        _TOML: settings.home / _TOML,
    }
    if (database := database_file(settings)) is not None:
        places[STORE] = database
    return places


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    if source.is_file() and not zipfile.is_zipfile(source):
        raise _foreign(source)
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except _NO_ZIP as error:
        raise _damaged(source, str(error)) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        # The archive's own directory sends the reader before the file's beginning.
        raise _damaged(source, str(error)) from error


def _manifest(archive: zipfile.ZipFile, source: Path) -> Mapping[str, Any]:
    if MANIFEST not in archive.namelist():
        raise _foreign(source)
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        found = manifest["format"]
        files, _, _ = manifest["files"], manifest["made_at"], manifest["trolyso"]
    except (KeyError, ValueError, TypeError) as error:
        raise _damaged(source, f"{MANIFEST} không đọc được ({error})") from error
    if found != FORMAT:
        raise BackupError(
            f"{source} theo khuôn sao lưu {found}, cần khuôn {FORMAT}.",
            english=f"{source} has backup format {found}, expected {FORMAT}.",
            hint="Hãy dùng bản trolyso đã tạo ra nó, hoặc bản mới hơn.",
        )
    names = {name for name in archive.namelist() if name != MANIFEST}
    if odd := sorted(names ^ files.keys()):
        raise _damaged(source, f"{odd[0]} {'thừa' if odd[0] in names else 'thiếu'}")
    for name in names:
        parts = PurePosixPath(name).parts
        if parts[0] not in _PARTS or ".." in parts:
            raise _damaged(source, f"tên tệp lạ {name!r}")
    return manifest


def _extract(
    archive: zipfile.ZipFile,
    files: Mapping[str, Mapping[str, Any]],
    folder: Path,
    source: Path,
    progress: Progress,
) -> None:
    """Writes the files of a backup below ``folder``, each compared with its digest."""
    for done, (name, seal) in enumerate(files.items()):
        progress("Kiểm tra bản sao lưu", done, len(files))
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with archive.open(name) as member, target.open("wb") as file:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
        flush(target)
        if digest.hexdigest() != seal["sha256"]:
            found = digest.hexdigest()
            raise _damaged(source, f"{name}: SHA-256 là {found}, cần {seal['sha256']}")
    progress("Kiểm tra bản sao lưu", len(files), len(files))


def _write_toml(folder: Path) -> None:
    """Turns the settings that were kept into the TOML file; a value of JSON is one of TOML, too."""
    if not (folder / SETTINGS).exists():
        return
    kept: dict[str, Any] = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    if kept:
        lines = [
            f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in kept.items()
        ]
        (folder / _TOML).write_text("".join(lines), encoding="utf-8")


def _set_aside(settings: Settings) -> Path:
    """Moves what is there into a folder of its own, and gives it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = settings.home / f"before-restore-{stamp}"
    aside.mkdir()
    for place in _places(settings).values():
        # The log and the index of a SQLite database go where it goes.
        for path in (place, *(place.with_name(place.name + end) for end in ("-wal", "-shm"))):
            if path.exists():
                shutil.move(path, aside / path.name)
    return aside


def _foreign(source: Path) -> BackupError:
    return BackupError(
        f"{source} không phải tệp sao lưu của trolyso, hoặc đã bị cắt cụt.",
        english=f"{source} is no backup of trolyso, or is cut short.",
        hint="Cần tệp .zip do trolyso backup ghi; dữ liệu hiện có vẫn như trước.",
    )


def _damaged(source: Path, what: str) -> BackupError:
    return BackupError(
        f"Bản sao lưu {source} hỏng: {what}.",
        english=f"The backup {source} is damaged: {what}.",
        hint="Hãy dùng một bản sao lưu khác; dữ liệu hiện có vẫn như trước.",
    )
