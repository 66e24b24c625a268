"""Word documents (.docx), walked in document order as the reader of the page sees them.

Automatic numbers are written out, insertions kept, deletions and hidden text left out, text boxes
read once, merged cells repeated, notes set at the end with their marks ``[1]`` in the text. Text in
legacy fonts becomes Unicode. Page headers and tables of contents are left out.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from lxml import etree

from corpus.errors import ReadError
from corpus.formats.archive import Archive, open_archive, parse_xml
from corpus.formats.blocks import render
from corpus.formats.raw import Limits, RawText, damaged, without_words
from corpus.formats.word_body import Body, Parts
from corpus.formats.word_xml import W, transitional

METHOD = "lxml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
# The words of a letterhead: they stand in the page header of some documents.
_LETTERHEAD = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN VIỆT NAM")


def read_docx(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a .docx file. Raises ReadError when it is damaged or beyond the limits."""
    with open_archive(path, name, limits) as archive:
        document = _main_part(archive)
        related = _related(archive, document)
        root = _root(archive, document, name)
        if root is None or (body := root.find(W + "body")) is None:
            raise damaged(name, "thiếu phần nội dung", "it has no document body")
        parts = Parts(
            body=body,
            styles=_first(archive, related.get("styles", []), name),
            numbering=_first(archive, related.get("numbering", []), name),
            footnotes=_first(archive, related.get("footnotes", []), name),
            endnotes=_first(archive, related.get("endnotes", []), name),
        )
        headers = [_root(archive, part, name) for part in related.get("header", [])]
    reader = Body(parts)
    lines = render(reader.blocks(body))
    if not any(char.isalnum() for line in lines for char in line):
        raise (
            _pictures_only(name)
            if next(body.iter(_PICTURE), None) is not None
            else (without_words(name))
        )
    head = _letterhead(reader, headers, lines)
    return RawText(
        text="\n".join([*head, *lines, *reader.notes()]),
        format="docx",
        method=METHOD,
        remarks=(*(["Tiêu ngữ đọc từ đầu trang."] if head else []), *reader.remarks()),
    )


def _pictures_only(name: str) -> ReadError:
    return ReadError(
        f"Tệp “{name}” chỉ có hình, không có chữ.",
        english=f"{name!r} has pictures and no text.",
        hint="Hãy lưu tệp thành PDF rồi nạp lại: trang quét trong PDF đọc được.",
    )


def _letterhead(reader: Body, headers: list[etree._Element | None], lines: list[str]) -> list[str]:
    """The letterhead where it stands in a page header instead of the text."""
    top = "\n".join(lines[:20]).upper()
    if any(words in top for words in _LETTERHEAD):
        return []
    for header in headers:
        found = [] if header is None else render(reader.blocks(header))
        if any(words in "\n".join(found).upper() for words in _LETTERHEAD):
            return found
    return []


def _main_part(archive: Archive) -> str:
    targets = _relationships(archive, "_rels/.rels", "")
    return next(iter(targets.get("officeDocument", [])), "word/document.xml")


def _related(archive: Archive, document: str) -> dict[str, list[str]]:
    folder, file = posixpath.split(document)
    return _relationships(archive, f"{folder}/_rels/{file}.rels", folder)


def _relationships(archive: Archive, member: str, folder: str) -> dict[str, list[str]]:
    """The parts that a part refers to, by the last word of the relation's type."""
    root = archive.xml(member)
    targets: dict[str, list[str]] = {}
    for relation in [] if root is None else root.iter(_RELATIONSHIP):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        if relation.get("TargetMode") != "External":
            targets.setdefault(kind, []).append(target.lstrip("/"))
    return targets


def _first(archive: Archive, members: list[str], name: str) -> etree._Element | None:
    return _root(archive, members[0], name) if members else None


def _root(archive: Archive, member: str, name: str) -> etree._Element | None:
    if member not in archive:
        return None
    return parse_xml(transitional(archive.read(member)), name)
