"""All that cannot be made again, in one file: the library with its originals, the database, the
settings without their secrets; and the current snapshot, so that a restored server need not build.

::

    manifest.json     format, moment, version, and bytes and SHA-256 of each file below
    library/…         as it lies
    snapshots/…       the current one, and the pointer to it
    store.db          the SQLite database, copied while in use
    settings.json     what the TOML file sets, secrets left out

A ZIP file, so that any computer can look into it. A database on a server of its own is not in it.
"""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from corpus.durable import flush, folder_beside, sha256_of, sweeping
from corpus.errors import TroLySoError
from index.building import building
from index.model import Progress, silent
from index.snapshot import CURRENT, current_snapshot
from trolyso.library import open_library
from trolyso.settings import SECRET, Settings, config_file
from trolyso.store.copying import copy_sqlite, sqlite_file

FORMAT = 1
MANIFEST, STORE, SETTINGS = "manifest.json", "store.db", "settings.json"
LIBRARY, SNAPSHOTS = "library", "snapshots"

_UNFINISHED = ".trolyso-backup."


class BackupError(TroLySoError):
    """A backup cannot be made or restored. A branch of the tree in corpus/errors.py."""

    code = "backup_unusable"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup holds: documents of the library, files, bytes; and whether the database is
    among them."""

    documents: int
    files: int
    size: int
    store: bool


def make_backup(settings: Settings, target: Path, progress: Progress = silent) -> BackedUp:
    """Writes a backup to ``target``, whole or not at all; nobody ingests or builds meanwhile, and
    questions are answered. Raises BackupError, LibraryError, StoreError."""
    if target.is_dir():
        raise BackupError(
            f"{target} là một thư mục, cần tên tệp.",
            english=f"{target} is a folder, expected the name of a file.",
            hint="Thí dụ: trolyso backup trolyso-sao-luu.zip",
        )
    if not target.parent.is_dir():
        raise BackupError(
            f"Không có thư mục {target.parent} để ghi {target.name}.",
            english=f"There is no folder {target.parent} to write {target.name} to.",
            hint="Hãy tạo thư mục đó hoặc chọn nơi khác.",
        )
    library = open_library(settings)
    with library.writing(), building(settings.snapshots_folder, progress):
        # Where the next build takes away what a kill leaves: people's questions are in it.
        with folder_beside(settings.snapshots_folder, "backup") as beside:
            files = dict(_files(settings, beside))
            size = _write_whole(target, files, progress)
        return BackedUp(len(library.entries()), len(files), size, STORE in files)


def database_file(settings: Settings) -> Path | None:
    """The file of the database, None where it is on a server."""
    url = settings.database_url
    return settings.database_file if url is None else sqlite_file(url.get_secret_value())


def _files(settings: Settings, beside: Path) -> Iterator[tuple[str, Path]]:
    """The files to keep, by their names in the backup; what has to be made is made ``beside``."""
    yield from _below(settings.library_folder, LIBRARY)
    current = current_snapshot(settings.snapshots_folder)
    if current is not None and current.is_dir():
        yield from _below(current, f"{SNAPSHOTS}/{current.name}")
        yield f"{SNAPSHOTS}/{CURRENT}", settings.snapshots_folder / CURRENT
    database = database_file(settings)
    if database is not None and database.exists():
        copy_sqlite(database, beside / STORE)
        yield STORE, beside / STORE
    kept = {name: value for name, value in _set_in_file().items() if name not in SECRET}
    (beside / SETTINGS).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    yield SETTINGS, beside / SETTINGS


def _below(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"{name}/{path.relative_to(folder).as_posix()}", path


def _set_in_file() -> dict[str, Any]:
    file = config_file()
    return tomllib.loads(file.read_text(encoding="utf-8")) if file else {}


def _write_whole(target: Path, files: dict[str, Path], progress: Progress) -> int:
    with _beside(target) as beside:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            sealed: dict[str, dict[str, int | str]] = {}
            for done, (name, path) in enumerate(files.items()):
                progress("Sao lưu", done, len(files))
                archive.write(path, name)
                sealed[name] = {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
            manifest = {
                "format": FORMAT,
                "made_at": datetime.now(UTC).isoformat(),
                "trolyso": version("trolyso"),
                "files": sealed,
            }
            archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        progress("Sao lưu", len(files), len(files))
        return beside.stat().st_size


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file that becomes ``target`` on the way out, or nothing. It is its owner's alone: people's
    questions are in it; that of a backup that was killed goes."""
    handle, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=target.absolute().parent)
    os.close(handle)
    beside = Path(name)
    try:
        with sweeping(beside, f"{_UNFINISHED}*"):
            yield beside
        flush(beside)
        beside.replace(target)
        flush(target.absolute().parent)
    finally:
        beside.unlink(missing_ok=True)
