"""One build at a time in a folder of snapshots; who comes second waits, and says for whom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import SnapshotError, reason_of
from corpus.locking import locked
from index.model import Progress


@contextmanager
def building(home: Path, progress: Progress) -> Iterator[None]:
    """Holds the folder of snapshots for a build, after the build of another process if one is
    under way. The documents are to be collected in it: whoever builds last has seen the most.
    Raises SnapshotError for an error of the disk, with its reason: what was built before stays."""

    def wait(holder: str) -> None:
        progress(f"Đợi {holder} dựng xong", 0, 1)

    try:
        with locked(home, wait):
            yield
    except OSError as error:
        # NumPy's own error for a file that is cut short has no number and no file.
        whole = error.errno is not None
        reason = reason_of(error) if whole else f"tệp không ghi được trọn ({error})"
        raise SnapshotError(
            f"Không ghi được bản dựng vào {home}: {reason}.",
            english=f"The snapshot cannot be written to {home}: {error.strerror or error}.",
            hint="Hãy kiểm tra chỗ trống và quyền ghi; bản dựng cũ vẫn dùng được.",
        ) from error
