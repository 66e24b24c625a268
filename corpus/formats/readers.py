"""Which reader reads which kind of file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.formats.detect import OFFICE, Format
from corpus.formats.raw import Limits, RawText
from corpus.text import nfc


def read_as(form: Format, path: Path, name: str, limits: Limits) -> RawText:
    """The text of a file of a kind, in NFC. ``name`` is what messages call it. Raises ReadError.

    The readers are imported when they are needed: each brings a library of its own, and most
    documents are of one kind.
    """
    read = _read_as(form, path, name, limits)
    return replace(read, text=nfc(read.text))


def _read_as(form: Format, path: Path, name: str, limits: Limits) -> RawText:
    if form in OFFICE:
        from corpus.formats.office import read_office

        return read_office(path, name, limits, form.value)
    match form:
        case Format.DOCX:
            from corpus.formats.docx import read_docx as read
        case Format.PDF:
            from corpus.formats.pdf import read_pdf as read
        case Format.IMAGE:
            from corpus.formats.scan import read_image as read
        case Format.HTML:
            from corpus.formats.html import read_html as read
        case Format.MHTML:
            from corpus.formats.html import read_mhtml as read
        case Format.SHEETS:
            from corpus.formats.sheets import read_sheets as read
        case _:
            from corpus.formats.plaintext import read_plain as read
    return read(path, name, limits)
