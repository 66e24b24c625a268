"""The manifest of a snapshot: what it was built from, and that nothing in it has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from corpus.durable import sha256_of
from corpus.errors import SnapshotError

SCHEMA = 4
MANIFEST = "manifest.json"
SEAL = "manifest.sha256"

Manifest = dict[str, Any]


class OtherSchemaError(SnapshotError):
    """A snapshot laid out by another version of the product; a build makes it anew."""


_KEYS = {"built_at", "model", "fusion", "counts", "files"}


def seal_folder(folder: Path, manifest: Mapping[str, Any]) -> str:
    """Writes the manifest of a finished folder, with the SHA-256 of every file in it, and the
    manifest's own beside it in sha256sum's form; returns that last one."""
    sealed = {"schema": SCHEMA, **manifest, "files": _digests(folder)}
    blob = (json.dumps(sealed, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    digest = hashlib.sha256(blob).hexdigest()
    (folder / MANIFEST).write_bytes(blob)
    (folder / SEAL).write_text(_seal(digest), encoding="utf-8")
    return digest


def read_manifest(folder: Path, schemas: Container[int] = (SCHEMA,)) -> Manifest:
    """The manifest of a snapshot, its own digest and its schema checked.

    Raises OtherSchemaError for one of another schema than ``schemas``, SnapshotError when there is
    none or when it was changed.
    """
    path = folder / MANIFEST
    if not path.is_file() or not (folder / SEAL).is_file():
        raise SnapshotError(
            f"Không có bản dựng ở {folder}: thiếu {MANIFEST} hoặc {SEAL}.",
            english=f"There is no snapshot in {folder}: {MANIFEST} or {SEAL} is missing.",
            hint="Hãy dựng: trolyso build.",
        )
    blob = path.read_bytes()
    sealed = (folder / SEAL).read_text(encoding="utf-8", errors="replace")
    if sealed != _seal(digest := hashlib.sha256(blob).hexdigest()):
        raise damaged(path, f"SHA-256 là {digest}, {SEAL} ghi {sealed.strip()!r}")
    try:
        manifest: Manifest = json.loads(blob)
        schema = manifest["schema"]
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path, f"không đọc được ({error})") from error
    if schema not in schemas:
        raise OtherSchemaError(
            f"Bản dựng {folder.name} theo khuôn {schema}, cần khuôn {SCHEMA}.",
            english=f"Snapshot {folder.name} has schema {schema}, expected {SCHEMA}.",
            hint="Hãy dựng lại: trolyso build.",
        )
    if missing := sorted(_KEYS - manifest.keys()):
        raise damaged(path, f"thiếu mục {missing[0]}")
    return manifest


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Compares every file with the digest the manifest keeps; SnapshotError names the first that
    is missing, too many, or changed."""
    expected: dict[str, str] = manifest["files"]
    found = _digests(folder)
    if odd := sorted(expected.keys() ^ found.keys()):
        what = "thừa" if odd[0] in found else "thiếu"
        raise damaged(folder / odd[0], f"{what} so với {MANIFEST}")
    for name, digest in expected.items():
        _compare(folder / name, found[name], digest)


def damaged(path: Path, what: str) -> SnapshotError:
    """The error for a file of a snapshot that is not as it was written."""
    return SnapshotError(
        f"Bản dựng hỏng ở {path}: {what}.",
        english=f"The snapshot is damaged at {path}.",
        hint="Hãy dựng lại: trolyso build.",
    )


def _compare(path: Path, found: str, expected: str) -> None:
    if found != expected:
        raise damaged(path, f"SHA-256 là {found}, cần {expected}")


def _seal(digest: str) -> str:
    """The manifest's digest in sha256sum's form."""
    return f"{digest}  {MANIFEST}\n"


def _digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a snapshot but the manifest and its seal, by relative path."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (MANIFEST, SEAL)
    }
