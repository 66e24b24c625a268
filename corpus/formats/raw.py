"""What every reader of a format gives, the limits it keeps, and the errors of its own.

::

    ReadError                 (corpus.errors)
    ├── UnsupportedFormat     no document of a kind that is read: skipped, not failed
    ├── MissingTool           a system package is needed; the other files go on
    └── LimitExceeded         larger, longer or slower than a setting allows
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import ReadError

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes are bytes, ``seconds`` wall time, ``ratio`` unpacked to packed.

    ``pages`` caps a PDF with a text layer, ``scanned_pages`` what is recognised by OCR (about two
    seconds a page), ``memory`` the address space of the process that reads.
    """

    size: int = 100 * _MEGABYTE
    unzipped: int = 400 * _MEGABYTE
    ratio: int = 200
    pages: int = 3000
    scanned_pages: int = 200
    seconds: float = 600.0
    memory: int = 4096 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class RawText:
    """The text of a file before cleaning: paragraphs as lines, tables as rows ``| a | b |``, pages
    parted by form feeds where the format has pages, footnotes at the end.

    ``format`` is what the file is (``docx``, ``pdf``, ``scan``, …), ``method`` what read it.
    ``confidence`` and ``pages`` (one for each page, None where it has a text layer) are OCR's,
    0 to 1. ``sha256`` is of the bytes that were read.
    """

    text: str
    format: str
    method: str
    ocr: bool = False
    confidence: float | None = None
    pages: tuple[float | None, ...] = ()
    remarks: tuple[str, ...] = ()
    sha256: str = ""


class UnsupportedFormat(ReadError):  # noqa: N818 - names a state of the file
    """A file of a kind that is no document, or none that is read."""

    code = "unsupported_format"


class MissingTool(ReadError):  # noqa: N818 - names a state of the machine
    """A program that reads this kind of file is not installed; the hint names its package."""

    code = "missing_tool"


class LimitExceeded(ReadError):  # noqa: N818 - as its siblings
    """A file beyond the limits that are set."""

    code = "limit_exceeded"


def damaged(name: str, what: str, english: str) -> ReadError:
    """The error for a file whose bytes are not what its kind has to be: ``what`` says how."""
    return ReadError(
        f"Tệp “{name}” bị hỏng: {what}.",
        english=f"{name!r} is damaged: {english}.",
        hint="Hãy mở tệp bằng chương trình gốc và lưu lại, hoặc xin bản khác.",
    )


def locked(name: str) -> ReadError:
    """The error for a file that opens only with a password."""
    return ReadError(
        f"Tệp “{name}” được bảo vệ bằng mật khẩu.",
        english=f"{name!r} is protected by a password.",
        hint="Hãy gỡ mật khẩu rồi nạp lại.",
    )


def without_words(name: str) -> ReadError:
    """The error for a file in which there is nothing to read."""
    return ReadError(
        f"Tệp “{name}” không có chữ nào.",
        english=f"{name!r} has no words.",
        hint="Hãy kiểm tra lại tệp nguồn.",
    )
