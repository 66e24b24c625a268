"""The errors of Trợ lý số, one small tree.

::

    TroLySoError            anything the product says no to, in words for people
    ├── ReadError           a file that cannot be read as a document        (corpus)
    ├── ModelError          the encoder is absent, damaged or another one   (index)
    ├── SnapshotError       a snapshot is absent, damaged or another schema (index)
    ├── QuestionError       a question outside the contract's limits        (answer)
    ├── NotFoundError       no such document or clause                      (answer)
    ├── SettingsError       a setting that cannot be used                   (trolyso)
    ├── EvalError           an evaluation that cannot be run                (eval)
    ├── ConflictError       another process polls with the bot's token      (bot)
    ├── OneAtATimeError     another process of the bot is at work           (bot)
    └── StoreError          the database cannot be used                     (trolyso)

A message says what was found and what was expected; the hint says what to do.
Messages are Vietnamese first; ``english`` is the same sentence for programs and logs.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

# What the system says of a file, by its number, in words for people.
_OF_SYSTEM: Mapping[int | None, str] = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "là một thư mục, không phải tệp",
    errno.ENOTDIR: "có phần của đường dẫn không phải thư mục",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không được phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "hết chỗ trống trên đĩa",
    errno.EEXIST: "đã có sẵn",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EADDRINUSE: "địa chỉ đang được dùng",
}


def reason_of(error: OSError | UnicodeDecodeError) -> str:
    """Why a file could not be read or written, in Vietnamese where that is known.

    >>> reason_of(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'không có tệp hoặc thư mục này'
    """
    if isinstance(error, UnicodeDecodeError):
        return f"không phải UTF-8 (byte {error.start})"
    return _OF_SYSTEM.get(error.errno) or error.strerror or str(error)


class TroLySoError(Exception):
    """Base of the tree. ``str(error)`` is the Vietnamese message with its hint."""

    code = "error"

    def __init__(self, message: str, *, english: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.english = english
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ReadError(TroLySoError):
    """A file that cannot be read as a document."""

    code = "unreadable_document"


class ModelError(TroLySoError):
    """The encoder is absent, damaged, or not the one that was expected."""

    code = "model_unavailable"


class SnapshotError(TroLySoError):
    """A snapshot is absent, damaged, or of another schema or model."""

    code = "snapshot_unavailable"


class QuestionError(TroLySoError):
    """A question outside the limits of the contract."""

    code = "invalid_question"


class NotFoundError(TroLySoError):
    """No such document, or no such clause in it."""

    code = "not_found"


class SettingsError(TroLySoError):
    """A setting that cannot be used."""

    code = "invalid_setting"


class StoreError(TroLySoError):
    """The database cannot be used."""

    code = "store_unavailable"
