"""Files that come in over HTTP: written as they arrive, straight to where they are read.

Starlette's own parser would spool them to the system's temporary folder first, which may be small,
and is not ours to clean after a crash.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from api.problem import Problem, ProblemError
from corpus.text import nfc

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_LOG = logging.getLogger(__name__)

FIELD = "files"
"""The name of the form's field that files are sent in."""

MAX_FILES = 50
"""Files of one upload."""

_MAX_PARTS = 200
"""Parts of one upload, those that are no files included."""

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
NO_FILES = Problem(
    status=422,
    code="no_files",
    message=f"Không có tệp nào trong trường “{FIELD}” của một biểu mẫu multipart/form-data.",
    english=f"There is no file in the field “{FIELD}” of a multipart/form-data form.",
    hint="Chẳng hạn: curl -F files=@ke-hoach.docx",
    english_hint="Such as: curl -F files=@plan.docx",
)
TOO_MANY = Problem(
    status=422,
    code="too_many_files",
    message=f"Mỗi lần gửi nhiều nhất {MAX_FILES} tệp.",
    english=f"An upload has at most {MAX_FILES} files.",
    hint="Hãy gửi làm nhiều lần.",
    english_hint="Send them in several uploads.",
)
TORN = Problem(
    status=400,
    code="invalid_multipart",
    message="Biểu mẫu gửi lên bị đứt hoặc sai cú pháp.",
    english="The form that was sent is torn or malformed.",
    hint="Hãy gửi lại.",
    english_hint="Send it again.",
)

NOT_WRITTEN = Problem(
    status=503,
    code="not_written",
    message="Máy chủ không ghi được tệp gửi lên.",
    english="The server could not write the files.",
    hint="Người quản trị hãy xem đĩa của TROLYSO_HOME còn chỗ không.",
    english_hint="See whether the disk of TROLYSO_HOME is full.",
)

Waiting = Callable[[Callable[[], object]], Awaitable[object]]
"""Does what waits for a disk, out of the way of other requests."""


async def receive(request: Request, folder: Path, wait_for: Waiting) -> None:
    """Writes the files of a form into a folder, each by its name in a folder of its own. Raises
    ProblemError for a form that is torn, has no files or too many, or one without a usable name,
    and where the disk does not take them."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise ProblemError(NO_FILES)
    parts = _Parts(folder)
    try:
        parser = MultipartParser(boundary, parts.callbacks())
        async for chunk in request.stream():
            await wait_for(partial(parser.write, chunk))
    except (FormParserError, ClientDisconnect) as error:
        raise ProblemError(TORN) from error
    except OSError as error:
        _LOG.error("an upload could not be written: %s", error)
        raise ProblemError(NOT_WRITTEN) from error
    finally:
        parts.close()
    if not parts.whole:
        raise ProblemError(TORN)
    if not parts.files:
        raise ProblemError(NO_FILES)


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


class _Parts:
    """The parts of a form as the parser finds them: files are written, all else is passed over."""

    def __init__(self, folder: Path) -> None:
        self.files = 0
        self.whole = False
        self._folder = folder
        self._parts = 0
        self._header = (bytearray(), bytearray())
        self._disposition = b""
        self._out: BinaryIO | None = None

    def callbacks(self) -> MultipartCallbacks:
        """What the parser calls, by its names."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._open,
            "on_part_data": self._write,
            "on_part_end": self.close,
            "on_end": self._end,
        }

    def close(self) -> None:
        """Closes the file that is being written."""
        if self._out is not None:
            self._out.close()
            self._out = None

    def _end(self) -> None:
        self.whole = True

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > _MAX_PARTS:
            raise ProblemError(TOO_MANY)
        self._disposition = b""

    def _header_end(self) -> None:
        name, value = map(bytes, self._header)
        self._header = (bytearray(), bytearray())
        if name.lower() == b"content-disposition":
            self._disposition = value

    def _open(self) -> None:
        _, options = parse_options_header(self._disposition)
        if options.get(b"name") != FIELD.encode() or b"filename" not in options:
            return
        self.files += 1
        if self.files > MAX_FILES:
            raise ProblemError(TOO_MANY)
        name = safe_name(_decoded(options[b"filename"]))
        if not name:
            raise ProblemError(NAMELESS)
        own = self._folder / f"{self.files:02}"
        own.mkdir()
        self._out = (own / name).open("xb")

    def _write(self, data: bytes, start: int, end: int) -> None:
        if self._out is not None:
            self._out.write(data[start:end])


def _decoded(name: bytes) -> str:
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("latin-1")


def _cut(text: str, size: int) -> str:
    return text.encode()[:size].decode("utf-8", "ignore")
