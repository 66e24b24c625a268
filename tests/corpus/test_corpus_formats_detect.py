"""What a file is, by its bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from corpus.errors import ReadError
from corpus.formats.detect import Format, detect
from corpus.formats.raw import UnsupportedFormat

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*members: str, kind: str = "") -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if kind:
            archive.writestr("mimetype", kind)
        for member in members:
            archive.writestr(member, "x")
    return data.getvalue()


def ole(stream: str) -> bytes:
    return OLE + b"\x00" * 500 + stream.encode("utf-16-le") + b"\x00\x00"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), Format.DOCX),
        (zipped("xl/workbook.xml"), Format.SHEETS),
        (zipped("content.xml", kind="application/vnd.oasis.opendocument.text"), Format.ODT),
        (ole("WordDocument"), Format.DOC),
        (ole("Workbook"), Format.SHEETS),
        (b"{\\rtf1\\ansi Xin", Format.RTF),
        (b"%PDF-1.7\n", Format.PDF),
        (b"\x00\x00junk before%PDF-1.4\n", Format.PDF),
        (b"\xff\xd8\xff\xe0", Format.IMAGE),
        (b"II*\x00", Format.IMAGE),
        ("\ufeff<!DOCTYPE html><html>".encode(), Format.HTML),
        (b"<p>N\xf4i dung", Format.HTML),
        (
            b"From: <Word>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n b=x",
            Format.MHTML,
        ),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', Format.WORD_XML),
        ("Điều 1. Phạm vi".encode(), Format.TEXT),
        ("[...] trích".encode(), Format.TEXT),
        ("{ngoặc} không phải JSON".encode(), Format.TEXT),
    ],
)
def test_the_content_tells_what_a_file_is(data: bytes, form: Format) -> None:
    assert detect(data, "tệp.bất kỳ") is form


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"number": "87/KH-UBND"}', "tệp JSON"),
        (b'{"a": 1}\n{"a": 2}\n', "tệp JSON"),
        (zipped("a.txt"), "tệp nén zip"),
        (zipped("ppt/presentation.xml"), "tệp trình chiếu"),
        (ole("PowerPoint Document"), "tệp OLE khác"),
        (b"\x1f\x8b\x08", "tệp nén gzip"),
        (b'<?xml version="1.0"?><config/>', "tệp XML"),
    ],
)
def test_what_is_no_document_is_skipped_with_its_name(data: bytes, what: str) -> None:
    with pytest.raises(UnsupportedFormat, match=what):
        detect(data, "tệp")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "không có chữ nào"),
        (b"\xef\xbb\xbf \r\n", "không có chữ nào"),
        (ole("EncryptedPackage"), "mật khẩu"),
        (b"PK\x03\x04 broken", "bị hỏng"),
    ],
)
def test_an_empty_locked_or_broken_file_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        detect(data, "tệp")


def test_a_word_file_that_was_cut_off_is_damaged_and_no_other_file() -> None:
    head = bytearray(OLE + b"\x00" * 504)
    head[30:32], head[48:52] = (9).to_bytes(2, "little"), (1000).to_bytes(4, "little")
    with pytest.raises(ReadError, match="bị cắt cụt") as caught:
        detect(bytes(head) + b"\x00" * 4096, "a.doc")
    assert not isinstance(caught.value, UnsupportedFormat)
