"""Where on a web page the document is: the innermost element that holds nearly all the Vietnamese
words that are no links, without the parts of it that their names or their links give away.

Only words with marked letters count, so that a translation on the same page weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

# Words in the class or id of what stands around a document.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|sidebar|footer|breadcrumbs?|comments?|binh-?luan|related|"
    r"lien-?quan|ads?|advert\w*|quang-?cao|banner|share|social|toolbar|popup|modal|login|search|"
    r"paging|pagination|tags|copyright|newsletter|cookie)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "select", "input"})
_MAY_BE_AROUND = frozenset({"div", "section", "ul", "ol", "header", "table", "dl"})
# The child that is gone down to holds this share of the words, and what is left behind beside it
# has none of the signs of a document.
_NEARLY_ALL = 0.8
_SIGN = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi nhận|"
    r"^\s*(?:PHỤ LỤC|Phụ lục|TM\.|KT\.|Điều \d)",
    re.MULTILINE,
)
_LETTERHEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM")
# A child with fewer blocks than this is a paragraph or two of the document.
_FEWEST_BLOCKS = 5
_CONTAINERS = frozenset("body div section article main form center table thead tbody tr td".split())
# A document is not taken out of its table: these are gone through, for old pages are laid out so.
_IN_TABLE = frozenset({"table", "thead", "tbody", "tr"})
# A word that counts: one with a letter outside ASCII.
_MARKED = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
# What is named as standing around is believed to unless it holds this share of the words.
_TOO_MUCH = 0.3
# A block whose words are links to this share, with so many links, is a list of links.
_LINKED = 0.75
_FEWEST_LINKS = 3


def main_element(root: HtmlElement) -> HtmlElement | None:
    """The element that holds the document, what stands around it dropped; None for an empty
    page."""
    body = root.find(".//body") if root.tag == "html" else root
    if body is None or not _words(body):
        return None
    _drop_around(body)
    element = found = body
    while (inner := _inner(element)) is not None:
        element = inner
        found = found if element.tag in _IN_TABLE else element
    return found


def _inner(element: HtmlElement) -> HtmlElement | None:
    """The child that holds the document alone, None when the element itself is the document."""
    total = _weight(element)
    for child in element:
        if child.tag in _CONTAINERS and total and _weight(child) >= _NEARLY_ALL * total:
            others = [other for other in element if other is not child]
            return child if _is_alone(child, others) else None
    return None


def _is_alone(child: HtmlElement, others: Sequence[HtmlElement]) -> bool:
    """Whether nothing of the document is among what stands beside a child of it. A child that has
    the letterhead is whole; another may have its title beside it."""
    beside = "\n".join(map(_text, others))
    if _SIGN.search(beside):
        return False
    if _LETTERHEAD.search(_text(child)) or not beside.strip():
        return True
    titled = any(_words(other) and _has_heading(other) for other in others)
    return len(child) >= _FEWEST_BLOCKS and not titled


def _has_heading(element: HtmlElement) -> bool:
    return next(element.iter("h1", "h2", "h3"), None) is not None


def _drop_around(body: HtmlElement) -> None:
    total = _words(body)
    for element in list(body.iter()):
        if element is body or not isinstance(element.tag, str):
            continue
        around = element.tag in _AROUND_TAGS or _is_named_so(element) or _is_links(element)
        if around and element.getparent() is not None and _words(element) < _TOO_MUCH * total:
            element.drop_tree()


def _is_named_so(element: HtmlElement) -> bool:
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _MAY_BE_AROUND and _AROUND.search(named) is not None


def _is_links(element: HtmlElement) -> bool:
    if element.tag not in _MAY_BE_AROUND or element.tag == "table":
        return False
    links = sum(1 for _ in element.iter("a"))
    return links >= _FEWEST_LINKS and _linked(element) >= _LINKED * max(1, _words(element))


def _text(element: HtmlElement) -> str:
    return "".join(element.itertext())


def _words(element: HtmlElement) -> int:
    return len(_MARKED.findall(_text(element)))


def _linked(element: HtmlElement) -> int:
    return sum(_words(link) for link in element.iter("a"))


def _weight(element: HtmlElement) -> int:
    """The words of an element that are no links."""
    return _words(element) - _linked(element)
