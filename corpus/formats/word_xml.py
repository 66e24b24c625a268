"""The names of WordprocessingML, and the two ways its values are read."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# The same vocabulary under the names of ISO 29500 Strict, which newer Word can save.
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATH[1:-1].encode(),
}


def transitional(xml: bytes) -> bytes:
    """A part of a file with the names of the Strict variant replaced by the usual ones."""
    for strict, usual in _STRICT.items():
        xml = xml.replace(strict, usual)
    return xml


def value(element: etree._Element, path: str) -> str | None:
    """The ``w:val`` of the descendant at ``path`` (``numPr/ilvl``), None when either is absent."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + "val")


def number(element: etree._Element, path: str) -> int | None:
    """The ``w:val`` at ``path`` as a whole number, None when it is absent or none."""
    text = value(element, path)
    return int(text) if text is not None and text.lstrip("-").isascii() and _digits(text) else None


def switch(element: etree._Element, path: str) -> bool | None:
    """An on/off property: True, False (``w:val="0"``), or None when it says nothing."""
    found = element.find("/".join(W + step for step in path.split("/")))
    if found is None:
        return None
    return found.get(W + "val", "true") not in {"0", "false", "off", "none"}


def _digits(text: str) -> bool:
    return text.lstrip("-").isdecimal() and len(text) < 10
