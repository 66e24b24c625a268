"""What a file links to, over the network or on this machine, is never fetched by reading it."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.errors import ReadError
from corpus.formats import Limits, read_text

_OFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs the package libreoffice-writer-nogui"
)

_MANIFEST = """<?xml version="1.0"?>
<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">
<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>
<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>"""

_ODT = """<?xml version="1.0"?>
<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:d="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:x="http://www.w3.org/1999/xlink"
 xmlns:s="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" o:version="1.2">
<o:body><o:text><t:p>KẾ HOẠCH <d:frame s:width="2cm" s:height="2cm" t:anchor-type="as-char">
<d:image x:href="{url}/i.png" x:type="simple" x:show="embed" x:actuate="onLoad"/></d:frame></t:p>
<t:section t:name="a"><t:section-source x:href="{url}/s.odt" x:type="simple"/><t:p>một</t:p>
</t:section>
<t:section t:name="b"><t:section-source x:href="{file}" x:type="simple"/><t:p>hai</t:p>
</t:section></o:text></o:body></o:document-content>"""

_RTF = r"""{{\rtf1\ansi KE HOACH so 1
{{\field{{\*\fldinst INCLUDEPICTURE "{url}/r.png"}}{{\fldrslt }}}}
{{\field{{\*\fldinst INCLUDETEXT "{file}"}}{{\fldrslt }}}}}}"""

_HTML = """<!DOCTYPE html SYSTEM "{url}/d.dtd"><html><head><base href="{url}/">
<link rel="stylesheet" href="c.css"><meta http-equiv="refresh" content="0;url={url}/m"></head>
<body><img src="i.png"><iframe src="{file}"></iframe><p>KẾ HOẠCH số một.</p></body></html>"""

_DOCX = """<!DOCTYPE d [<!ENTITY f SYSTEM "{file}"><!ENTITY u SYSTEM "{url}/x">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>
<w:r><w:t>KẾ HOẠCH &f; &u;</w:t></w:r></w:p></w:body></w:document>"""

_SECRET = "root:x:0:0 của máy này"


@pytest.fixture
def knocks() -> Iterator[tuple[str, list[bytes]]]:
    """An address on loopback, and what has been sent there."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(100))

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", heard
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(20)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.odt", _ODT, marks=_OFFICE),
        pytest.param("a.rtf", _RTF, marks=_OFFICE),
        ("a.html", _HTML),
        ("a.docx", _DOCX),
    ],
)
def test_no_link_of_a_file_is_followed(
    tmp_path: Path, knocks: tuple[str, list[bytes]], name: str, content: str
) -> None:
    url, heard = knocks
    secret = tmp_path / "passwd.txt"
    secret.write_text(_SECRET, "utf-8")
    file = tmp_path / name
    written = content.format(url=url, file=secret.as_uri())
    match file.suffix:
        case ".odt":
            with ZipFile(file, "w") as archive:
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
                archive.writestr("content.xml", written)
                archive.writestr("META-INF/manifest.xml", _MANIFEST)
        case ".docx":
            with ZipFile(file, "w") as archive:
                archive.writestr("[Content_Types].xml", "<Types/>")
                archive.writestr("word/document.xml", written)
        case _:
            file.write_text(written, "utf-8")
    try:
        read = read_text(file, Limits()).text
    except ReadError:
        read = ""
    assert (read == "") == (name == "a.docx")  # external entities: not read at all
    assert _SECRET not in read
    assert heard == []
