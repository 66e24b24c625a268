"""Whether what lies in the data directory is what was written: every file read and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.errors import TroLySoError
from index.manifest import OtherSchemaError, damaged, read_manifest, verify_files
from index.model_card import read_card, verify_card
from index.snapshot import CURRENT, current_snapshot, snapshot_folders
from trolyso.library import open_library
from trolyso.settings import Settings


def damages(settings: Settings) -> list[str]:
    """What is damaged of library, snapshots and prepared model, each with its file and how."""
    return [
        *open_library(settings).damage(),
        *_said_of(_verify_current, [settings.snapshots_folder]),
        *_said_of(_verify_snapshot, snapshot_folders(settings.snapshots_folder)),
        *_said_of(_verify_model, sorted(settings.model_folder.glob("*/"))),
    ]


def _said_of(verify: Callable[[Path], None], folders: list[Path]) -> Iterator[str]:
    for folder in folders:
        try:
            verify(folder)
        except OtherSchemaError:
            continue  # of another version, and whole; the next build replaces it
        except TroLySoError as error:
            yield error.message


def _verify_current(home: Path) -> None:
    folder = current_snapshot(home)
    if folder is not None and not folder.is_dir():
        raise damaged(home / CURRENT, f"chỉ tới {folder.name}, không có bản dựng ấy")


def _verify_snapshot(folder: Path) -> None:
    verify_files(folder, read_manifest(folder))


def _verify_model(folder: Path) -> None:
    if not folder.name.startswith("."):
        verify_card(folder, read_card(folder))
