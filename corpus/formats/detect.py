"""What a file is, by its content: magic bytes, members of a zip, streams of an OLE file.

A name's ending is never trusted: portals send web pages called .doc, offices scans called .txt.
"""

from __future__ import annotations

import json
import re
import zipfile
from enum import StrEnum
from io import BytesIO

from corpus.formats.raw import UnsupportedFormat, damaged, locked, without_words


class Format(StrEnum):
    """The kinds of files that are read."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    WORD_XML = "word xml"
    PDF = "pdf"
    IMAGE = "image"
    HTML = "html"
    MHTML = "mhtml"
    SHEETS = "sheets"
    TEXT = "txt"


OFFICE = frozenset({Format.DOC, Format.RTF, Format.ODT, Format.WORD_XML})
"""The kinds that LibreOffice opens."""

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_LARGEST_SECTOR = 12
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams of OLE files, as their directory names them.
_WORD_STREAM, _ENCRYPTED_STREAM = "WordDocument", "EncryptedPackage"
_SHEET_STREAMS = ("Workbook", "Book")
# Members of zips, and what they tell. The first of them that is there decides.
_ZIP_MEMBERS = (
    ("word/", Format.DOCX),
    ("xl/", Format.SHEETS),
    ("ppt/", None),
)
_OPEN_DOCUMENT = {
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": Format.SHEETS,
}
# The tags that only a web page begins with.
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|meta|p|font)\b", re.IGNORECASE)
# The head of a web page saved in one file.
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*MIME-Version:", re.IGNORECASE)
_WORD_XML = re.compile(rb"progid=\"Word\.Document\"|urn:oasis[^\"]*office:1\.0|/word/2003/wordml|"
                       rb"schemas\.microsoft\.com/office/2006/xmlPackage")  # fmt: skip
# Files that are neither documents nor text, by how they begin, and what to call them.
_OTHERS = (
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"Rar!", "tệp nén RAR"),
    (b"MZ", "chương trình Windows"),
    (b"\x7fELF", "chương trình"),
    (b"ID3", "tệp âm thanh"),
    (b"OggS", "tệp âm thanh"),
    (b"SQLite format 3", "cơ sở dữ liệu"),
)
_HEAD = 4096
_TEXT_FOR_JSON = (b"{", b"[")


def detect(data: bytes, name: str) -> Format:
    """The kind of a file with these bytes. ``name`` is for messages.

    Raises UnsupportedFormat for what is not read, ReadError for an empty or locked file.
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        raise without_words(name)
    if data.startswith(b"PK\x03\x04"):
        return _of_zip(data, name)
    if data.startswith(_OLE):
        return _of_ole(data, name)
    # A PDF may have other bytes before its head.
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return Format.IMAGE
    if head.startswith(b"{\\rtf"):
        return Format.RTF
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise unsupported(name, what)
    return _of_text(data, head, name)


def unsupported(name: str, what: str) -> UnsupportedFormat:
    """The error for a file that is ``what`` and not read."""
    return UnsupportedFormat(
        f"Bỏ qua tệp “{name}”: {what}, không phải văn bản đọc được.",
        english=f"{name!r} is skipped: no document of a kind that is read.",
        hint="Đọc được: .docx, .doc, .rtf, .odt, .pdf, ảnh quét, .html, .xlsx, .xls, .txt, .md.",
    )


def _of_text(data: bytes, head: bytes, name: str) -> Format:
    if _MHTML.match(head) and b"multipart/related" in data[:_HEAD].lower():
        return Format.MHTML
    if head.startswith(b"<?xml") and _WORD_XML.search(data[:_HEAD]):
        return Format.WORD_XML
    if _HTML.search(head) and head.startswith(b"<"):
        return Format.HTML
    if head.startswith(b"<?xml"):
        raise unsupported(name, "tệp XML")
    if head.startswith(_TEXT_FOR_JSON) and _is_json(data):
        raise unsupported(name, "tệp JSON")
    return Format.TEXT


def _is_json(data: bytes) -> bool:
    """True for JSON, one value or one a line."""
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        try:
            json.loads(data.lstrip().split(b"\n", 1)[0])
        except (ValueError, RecursionError):
            return False
    return True


def _of_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as zipped:
            members = zipped.namelist()
            kind = zipped.read("mimetype")[:80] if "mimetype" in members else b""
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        raise damaged(name, "không mở được gói nén", f"a broken zip archive ({error})") from error
    if found := _OPEN_DOCUMENT.get(kind.decode("ascii", errors="replace").strip()):
        return found
    for prefix, form in _ZIP_MEMBERS:
        if any(member.startswith(prefix) for member in members):
            if form is None:
                raise unsupported(name, "tệp trình chiếu")
            return form
    raise unsupported(name, "tệp nén zip")


def _of_ole(data: bytes, name: str) -> Format:
    if _stream(_ENCRYPTED_STREAM) in data:
        raise locked(name)
    if _stream(_WORD_STREAM) in data:
        return Format.DOC
    if any(_stream(stream) in data for stream in _SHEET_STREAMS):
        return Format.SHEETS
    if _is_cut_off(data):
        raise damaged(name, "tệp bị cắt cụt", "it is cut off before its directory")
    raise unsupported(name, "tệp OLE khác (không phải Word, Excel)")


def _is_cut_off(data: bytes) -> bool:
    """Whether an OLE file ends before its directory, whose place its head tells: a sector's number,
    and the power of two that is a sector's size."""
    power, sector = (int.from_bytes(data[at : at + 4], "little") for at in (30, 48))
    return (sector + 1) << min(power & 0xFFFF, _LARGEST_SECTOR) >= len(data)


def _stream(stream: str) -> bytes:
    """A stream's name as an OLE directory writes it."""
    return stream.encode("utf-16-le") + b"\x00\x00"
