"""Bytes of a text file → its text: Unicode in all its forms, Windows-1258, TCVN3, VNI, VPS, and
UTF-8 that was read as Latin-1 and saved so.
"""

from __future__ import annotations

import codecs

from corpus.errors import ReadError
from corpus.formats import legacy
from corpus.formats.raw import damaged, without_words
from corpus.formats.syllables import has_unicode_vietnamese, vietnamese_share
from corpus.text import nfc

# Byte order marks, the longer before those they begin with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Of the bytes of UTF-16 without a mark, at least this share of every other one is zero.
_ZERO_SHARE = 0.3
_SAMPLE = 20_000
# Control characters that text does without; VPS has letters at some of the others.
_BINARY = frozenset("\x00\x01\x07\x08\x0e\x0f\x16\x17\x18\x1b")
_MOST_BINARY = 0.001
_BELIEVED = 0.8


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file's bytes, in NFC, and the encoding it was in. ``name`` is for messages.

    Raises ReadError when the bytes are empty, no text, or text in an unknown encoding.
    """
    if not data.strip():
        raise without_words(name)
    text, encoding = _decoded(data, name)
    if sum(char in _BINARY for char in text[:_SAMPLE]) > _MOST_BINARY * min(len(text), _SAMPLE):
        raise not_text(name)
    if encoding == "utf-8" and (mended := _twice_encoded(text)) is not None:
        text, encoding = mended, "utf-8 (mã hóa hai lần)"
    if encoding.startswith("utf") and (old := legacy.detect(text)) is not None:
        text, encoding = legacy.to_unicode(text, old), old
    return nfc(text), encoding


def not_text(name: str) -> ReadError:
    """The error for binary data in a file that its name calls text."""
    return ReadError(
        f"Tệp “{name}” là tệp nhị phân, không phải văn bản.",
        english=f"{name!r} is binary, not text.",
        hint="Hãy kiểm tra lại tệp nguồn.",
    )


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise damaged(
                    name,
                    f"mở đầu là {encoding} nhưng sai ở byte {error.start}",
                    f"begins as {encoding}, wrong at byte {error.start}",
                ) from error
    for unmarked in filter(None, (_utf16_order(data), "utf-8")):
        try:
            text = data.decode(unmarked)
        except UnicodeDecodeError:
            continue
        if unmarked == "utf-8" or _is_mostly_ascii(text):
            return text, unmarked
    return _eight_bit(data, name)


def _utf16_order(data: bytes) -> str | None:
    """The byte order of UTF-16 that has no mark: the high bytes of spaces and digits are zero."""
    sample = data[:_SAMPLE]
    half = len(sample) / 2
    if sample[1::2].count(0) > _ZERO_SHARE * half and not sample[0::2].count(0):
        return "utf-16-le"
    if sample[0::2].count(0) > _ZERO_SHARE * half and not sample[1::2].count(0):
        return "utf-16-be"
    return None


def _is_mostly_ascii(text: str) -> bool:
    """True for text in Latin letters, as Vietnamese is; numbers in two bytes give other signs."""
    sample = text[:_SAMPLE]
    return 2 * sum(char.isascii() and char.isprintable() for char in sample) > len(sample)


def _eight_bit(data: bytes, name: str) -> tuple[str, str]:
    """The text in the eight-bit encoding that gives the most Vietnamese. VPS is a table over
    Latin-1; TCVN3 and VNI keep the punctuation of Windows-1252."""
    readings = {"windows-1258": nfc(data.decode("cp1258", errors="replace"))}
    for old, surface in (("tcvn3", "cp1252"), ("vni", "cp1252"), ("vps", "latin-1")):
        readings[old] = legacy.to_unicode(data.decode(surface, errors="replace"), old)
    shares = {encoding: vietnamese_share(text)[0] for encoding, text in readings.items()}
    best = max(shares, key=lambda encoding: shares[encoding])
    if shares[best] < _BELIEVED:
        raise ReadError(
            f"Tệp “{name}” không phải tệp Word, PDF, ảnh, bảng tính hay trang web, cũng không phải "
            "tệp chữ theo bảng mã nào đã biết.",
            english=f"{name!r} is no Word file, PDF, image, sheet or web page, and no text in "
            "Unicode, Windows-1258, TCVN3, VNI or VPS.",
            hint="Hãy mở tệp bằng chương trình gốc và lưu lại; tệp chữ thì lưu với bảng mã UTF-8.",
        )
    return readings[best], best


def _twice_encoded(text: str) -> str | None:
    """The text when it is UTF-8 read as Windows-1252 or Latin-1 and encoded again, else None."""
    if has_unicode_vietnamese(text):
        return None
    for wrong in ("latin-1", "cp1252"):
        try:
            mended = text.encode(wrong).decode("utf-8")
        except UnicodeError:
            continue
        if has_unicode_vietnamese(mended):
            return mended
    return None
