"""Files that come in over HTTP: under which name and where they are put."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from api.problem import Problem, ProblemError
from corpus.text import nfc

MAX_FILES = 50
"""Files of one upload."""

_LONGEST_NAME = 180
"""Bytes of a file's name; the file systems' limit is 255."""

NAMELESS = Problem(
    status=422,
    code="nameless_file",
    message="Một tệp gửi lên không có tên dùng được.",
    english="An uploaded file has no usable name.",
    hint="Gửi mỗi tệp với filename, chẳng hạn: curl -F files=@ke-hoach.docx",
    english_hint="Send every file with its filename.",
)


def safe_name(given: str) -> str:
    """The last part of a file's name as it was given, on any system, without what is invisible or
    would hide it: ``C:\\tmp\\..\\kế hoạch.docx`` → ``kế hoạch.docx``. Empty when nothing is left.
    """
    last = nfc(given).replace("\\", "/").rpartition("/")[2]
    visible = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    name = visible.strip().lstrip(".~$ ")
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    room = _LONGEST_NAME - len(f"{dot}{suffix}".encode())
    return _cut(stem, room) + dot + suffix if room > 0 else _cut(name, _LONGEST_NAME)


def store(files: Sequence[tuple[str | None, BinaryIO]], folder: Path) -> None:
    """Writes files by name into a folder; of two with one name the second goes into a folder of
    its own. Raises ProblemError for one without a usable name."""
    for number, (given, content) in enumerate(files):
        name = safe_name(given or "")
        if not name:
            raise ProblemError(NAMELESS)
        target = folder / name
        if target.exists():
            target = folder / str(number) / name
            target.parent.mkdir()
        with target.open("xb") as out:
            shutil.copyfileobj(content, out, 1 << 20)


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore")
