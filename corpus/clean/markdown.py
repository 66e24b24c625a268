"""Markdown's marks, taken off: headings, emphasis, escapes, links. The words stay as they are."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean.lines import Line, tidy

# "## " before a heading.
_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
# "> " before quoted text.
_QUOTE = re.compile(r"(?:>\s?)+(?=\S)")
# "* " or "*   " before an item of a list, where the rest of the line has its emphasis in pairs.
_ITEM = re.compile(r"\*\s+(?=\S)")
# A backslash before a mark that it makes literal.
_ESCAPE = re.compile(r"\\([-\\`*_{}\[\]()#+.!|<>~])")
# "[text](address)" and "![text](address)".
_LINK = re.compile(r"!?\[([^\]\[]*)\]\((?:https?:|mailto:|/|#)[^()\s]*\)")
# A run of asterisks, other than the mark of a note, "(*)".
_ASTERISKS = re.compile(r"(?<!\()\*+(?!\))|(?<=\()\*+(?!\*|\))")
# "<br>", "<b>", "</sup>": the few tags that converters leave.
_TAG = re.compile(
    r"</?(?:br|b|i|u|em|strong|sup|sub|span|p|div|center|font)\b[^<>]*>", re.IGNORECASE
)
# A named or numbered character reference.
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)


_LITERAL_ASTERISK = "\ue000"


def without_marks(lines: Sequence[Line]) -> list[Line]:
    """The lines without markdown's marks; a line of nothing but marks becomes an empty line."""
    emphasised = sum(line.text.count("*") for line in lines) >= 2
    kept: list[Line] = []
    blank = False
    open_run = 0
    for line in lines:
        if line.blank_before or line.page_start:
            open_run = 0
        heading = _HEADING.match(line.text)
        text = _without_leading_mark(line.text)
        text = _without_inline_marks(text)
        if emphasised:
            open_run = _emphasis_after(text, open_run)
            text = _ASTERISKS.sub("", text)
        text = tidy(text.replace(_LITERAL_ASTERISK, "*"))
        if not text:
            blank = True
            continue
        kept.append(
            replace(
                line,
                text=text,
                blank_before=line.blank_before or blank,
                alone=heading is not None,
                unclosed=open_run > 0,
                cells=tuple(tidy(_ASTERISKS.sub("", cell)) for cell in line.cells),
            )
        )
        blank = False
    return kept


def _without_leading_mark(text: str) -> str:
    if heading := _HEADING.match(text):
        return text[heading.end() :]
    if quote := _QUOTE.match(text):
        return text[quote.end() :]
    item = _ITEM.match(text)
    if item and text[item.end() :].count("*") % 2 == 0:
        return "- " + text[item.end() :]
    return text


def _without_inline_marks(text: str) -> str:
    text = _LINK.sub(r"\1", _TAG.sub(" ", text))
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _ESCAPE.sub(lambda escape: escape[1].replace("*", _LITERAL_ASTERISK), text)


def _emphasis_after(text: str, open_run: int) -> int:
    """How many asterisks are open after the text, given how many were before it: a longer run
    closes what is open and opens the rest (``**Điều 16***. ***Truy cập**``)."""
    for run in _ASTERISKS.findall(text):
        open_run = abs(len(run) - open_run)
    return open_run
