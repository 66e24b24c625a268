"""The snapshots that lie in a folder: looked at, switched between, gone back from.

A snapshot that a person switched to is *held*: whoever starts next serves it as it is, and does not
build another one because the documents read otherwise by now. The next build ends that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from corpus.durable import write_text
from corpus.errors import NotFoundError, SnapshotError
from index.manifest import read_manifest, verify_files
from index.snapshot import current_snapshot, snapshot_folders, switch_to

_HELD = "held"


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """What the manifest of a snapshot tells; ``size`` in bytes on the disk."""

    name: str
    built_at: datetime
    model: str
    documents: int
    clauses: int
    passages: int
    size: int

    @classmethod
    def of(cls, folder: Path) -> SnapshotInfo:
        """A snapshot's, read from its folder. Raises SnapshotError when it is absent or damaged."""
        manifest = read_manifest(folder)
        counts = manifest["counts"]
        return cls(
            name=folder.name,
            built_at=datetime.fromisoformat(manifest["built_at"]),
            model=manifest["model"]["name"],
            documents=counts["documents"],
            clauses=counts["clauses"],
            passages=counts["passages"],
            size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        )


def history(home: Path) -> list[SnapshotInfo]:
    """The snapshots in a folder, newest first; damaged ones and those of another schema, which
    nobody can go back to, are left out."""
    infos = []
    for folder in reversed(snapshot_folders(home)):
        try:
            infos.append(SnapshotInfo.of(folder))
        except SnapshotError:
            continue
    return infos


def switch(home: Path, name: str) -> SnapshotInfo:
    """Makes a snapshot the current one, and holds it. Raises NotFoundError when there is none of
    this name, SnapshotError when it is damaged: the current one stays."""
    folder = next((folder for folder in snapshot_folders(home) if folder.name == name), None)
    if folder is None:
        raise NotFoundError(
            f"Không có bản dựng “{name}”.",
            english=f"There is no snapshot “{name}”.",
            hint="Các bản dựng hiện có: /v1/admin/snapshots.",
        )
    verify_files(folder, read_manifest(folder))
    switch_to(folder)
    write_text(home / _HELD, f"{name}\n")
    return SnapshotInfo.of(folder)


def roll_back(home: Path) -> SnapshotInfo:
    """Switches to the snapshot built before the current one. Raises NotFoundError when there is
    none."""
    current = current_snapshot(home)
    older = [folder for folder in snapshot_folders(home) if current and folder.name < current.name]
    if not older:
        raise NotFoundError(
            "Không có bản dựng nào trước bản đang dùng.",
            english="There is no snapshot before the current one.",
            hint="Chỉ bản đang dùng và một bản trước được giữ lại.",
        )
    return switch(home, older[-1].name)


def is_held(folder: Path) -> bool:
    """True for the current snapshot when a person switched to it, and nothing was built since."""
    try:
        return (folder.parent / _HELD).read_text(encoding="utf-8").strip() == folder.name
    except FileNotFoundError:
        return False
