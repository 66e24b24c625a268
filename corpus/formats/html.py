"""Web pages (.html, .mht, and those that portals call .doc): the document without the menus,
advertisements, comments and lists of links around it.
"""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from corpus.formats import legacy
from corpus.formats.blocks import render
from corpus.formats.html_blocks import HtmlBlocks, is_hidden
from corpus.formats.html_main import main_element
from corpus.formats.raw import Limits, RawText, damaged, without_words

METHOD = "lxml"
# The character set that a page declares in its first kilobytes.
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_HEAD = 4096


def read_html(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a saved web page. Raises ReadError when there is nothing to read in it."""
    return text_of_page(decode_page(path.read_bytes()), name, "html")


def read_mhtml(path: Path, name: str, limits: Limits) -> RawText:
    """The text of a web page saved in one file with its pictures (.mht)."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    page = message.get_body(("html",))
    payload = page.get_payload(decode=True) if page is not None else None
    if not isinstance(payload, bytes):
        raise damaged(name, "không có trang nào bên trong", "it holds no HTML part")
    return text_of_page(decode_page(payload), name, "mhtml")


def text_of_page(page: str, name: str, form: str) -> RawText:
    """The text of a page's HTML."""
    root = _parse(page)
    main = main_element(root) if root is not None else None
    if main is None:
        raise without_words(name)
    encoding = legacy.detect(main.text_content())
    lines = render(HtmlBlocks(encoding).of(main))
    remarks = (f"Chuyển từ bảng mã {encoding}.",) if encoding else ()
    return RawText("\n".join(lines), form, METHOD, remarks=remarks)


def decode_page(data: bytes) -> str:
    """A page's text: UTF-8 when it is, else what it declares, else Windows-1252."""
    declared = _CHARSET.search(data[:_HEAD])
    charsets = ["utf-8-sig", declared[1].decode("ascii") if declared else "cp1252", "cp1252"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        charsets.insert(0, "utf-16")
    for charset in charsets:
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _parse(page: str) -> HtmlElement | None:
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root: HtmlElement | None = etree.fromstring(page.encode("utf-8"), parser)
    except etree.LxmlError:
        return None
    if root is None:
        return None
    for element in list(root.iter()):
        if is_hidden(element) and element.getparent() is not None:
            element.drop_tree()
    return root
