"""Bytes of a text file → its text. Unicode in all its forms, and Windows-1258.

Other Vietnamese legacy encodings and office formats are told apart and refused with a reason.
"""

from __future__ import annotations

import codecs

from corpus.errors import ReadError
from corpus.text import nfc

# Byte order marks, the longer before those they begin with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# How files begin that are no text, and what they are.
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word/Excel (zip)"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel 97"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
)

# Words with marks that no longer Vietnamese text does without: they show that a decoding is right.
_COMMON = frozenset({"và", "của", "các", "được", "số", "định", "trong", "quyền", "thực", "hiện"})
_COMMON_NEEDED = 3

# Of the bytes of UTF-16 without a mark, at least this share of every other one is zero.
_ZERO_SHARE = 0.3

_SAMPLE = 20_000


def decode(data: bytes, name: str) -> str:
    """The text of a file's bytes, in NFC. ``name`` is for the message.

    Raises ReadError when the bytes are empty, no text, or text in an unknown encoding.
    """
    if not data.strip():
        raise ReadError(
            f"Tệp “{name}” rỗng.",
            english=f"The file {name!r} is empty.",
            hint="Hãy kiểm tra lại tệp nguồn.",
        )
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise _not_text(name, f"là tệp {kind}", f"is a {kind} file")
    text = _unicode(data, name)
    if text is None and b"\x00" in data:
        raise _not_text(name, "là tệp nhị phân", "is binary")
    if text is None:
        text = _windows_1258(data)
    if text is None:
        raise ReadError(
            f"Không nhận ra bảng mã của tệp “{name}”; cần UTF-8, UTF-16 hoặc Windows-1258.",
            english=f"The encoding of {name!r} is not UTF-8, UTF-16 or Windows-1258.",
            hint="Hãy lưu lại tệp với bảng mã UTF-8.",
        )
    if "\x00" in text:
        raise _not_text(name, "là tệp nhị phân", "is binary")
    return nfc(text)


def _unicode(data: bytes, name: str) -> str | None:
    """The text when the bytes are Unicode, else None."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"Tệp “{name}” mở đầu là {encoding} nhưng hỏng ở byte {error.start}.",
                    english=f"{name!r} begins as {encoding} but is damaged at byte {error.start}.",
                    hint="Hãy lưu lại tệp với bảng mã UTF-8.",
                ) from error
    encodings = ["utf-8"]
    if (order := _utf16_order(data)) is not None:
        encodings = [order]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _utf16_order(data: bytes) -> str | None:
    """The byte order of UTF-16 that has no mark: the high bytes of spaces and digits are zero."""
    sample = data[:_SAMPLE]
    half = len(sample) / 2
    if sample[1::2].count(0) > _ZERO_SHARE * half and not sample[0::2].count(0):
        return "utf-16-le"
    if sample[0::2].count(0) > _ZERO_SHARE * half and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _windows_1258(data: bytes) -> str | None:
    """The text when, read as Windows-1258, it has Vietnamese words; else None."""
    try:
        text = nfc(data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = set(text[:_SAMPLE].lower().split())
    return text if len(_COMMON & words) >= _COMMON_NEEDED else None


def _not_text(name: str, what: str, english: str) -> ReadError:
    return ReadError(
        f"Tệp “{name}” {what}, không phải văn bản thuần (.txt, .md).",
        english=f"{name!r} {english}, not plain text (.txt, .md).",
        hint="Hãy lưu văn bản thành tệp .txt với bảng mã UTF-8 rồi nạp lại.",
    )
