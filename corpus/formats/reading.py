"""``read_text``: one file, from its bytes to its raw text, with nothing left behind."""

from __future__ import annotations

import hashlib
import tempfile
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import ReadError, reason_of
from corpus.formats.detect import Format, detect
from corpus.formats.isolation import read_isolated
from corpus.formats.raw import LimitExceeded, Limits, RawText
from corpus.formats.readers import read_as


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The bytes of a file, and what showed that they did not change while they were read."""

    data: bytes
    size: int
    changed_at: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_text(path: Path, limits: Limits = Limits()) -> RawText:
    """The raw text of a file, whatever it is.

    Raises UnsupportedFormat for a file that is no document, MissingTool where a system package is
    needed, LimitExceeded beyond ``limits``, ReadError for one that is absent, empty, damaged,
    locked, or that changes while it is read.
    """
    before = _snapshot(path, limits)
    name = unicodedata.normalize("NFC", path.name)
    form = detect(before.data, name)
    if form is Format.TEXT:
        # Decoding needs no parser that a file could break, and no copy.
        read = read_as(form, path, name, limits)
    else:
        read = _read_copy(form, before.data, name, limits)
    _check_unchanged(path, before, limits)
    return replace(read, sha256=before.sha256)


def _read_copy(form: Format, data: bytes, name: str, limits: Limits) -> RawText:
    """Read a copy under a plain name in a folder of its own, which is gone afterwards."""
    try:
        with tempfile.TemporaryDirectory(prefix="trolyso-") as folder:
            copy = Path(folder) / f"file.{form.name.lower()}"
            copy.write_bytes(data)
            return read_isolated(form, copy, name, limits)
    except OSError as error:
        raise ReadError(
            f"Không ghi được tệp tạm để đọc “{name}”: {reason_of(error)}.",
            english=f"Cannot write a temporary copy of {name!r}: {error.strerror or error}.",
            hint="Hãy kiểm tra chỗ trống và quyền ghi của thư mục tạm.",
        ) from error


def _snapshot(path: Path, limits: Limits) -> _Snapshot:
    try:
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
        after = path.stat()
    except OSError as error:
        raise ReadError(
            f"Không mở được tệp “{path.name}”: {reason_of(error)}.",
            english=f"Cannot open {str(path)!r}: {error.strerror or error}.",
            hint="Hãy kiểm tra đường dẫn và quyền đọc.",
        ) from error
    if len(data) > limits.size:
        raise LimitExceeded(
            f"Tệp “{path.name}” lớn hơn giới hạn {limits.size:,} byte.",
            english=f"{path.name!r} is larger than {limits.size:,} bytes.",
            hint="Hãy tách tệp thành nhiều phần hoặc tăng giới hạn dung lượng.",
        )
    return _Snapshot(data, after.st_size, after.st_mtime_ns)


def _check_unchanged(path: Path, before: _Snapshot, limits: Limits) -> None:
    """Raises ReadError when the file is another one than was read. A new time on the same bytes is
    no change."""
    now = path.stat() if path.exists() else None
    if now and (now.st_size, now.st_mtime_ns) == (len(before.data), before.changed_at):
        return
    if now is None or _snapshot(path, limits).sha256 != before.sha256:
        raise ReadError(
            f"Tệp “{path.name}” thay đổi trong khi đang đọc.",
            english=f"{path.name!r} changed while it was being read.",
            hint="Hãy đợi việc ghi tệp xong rồi nạp lại.",
        )
