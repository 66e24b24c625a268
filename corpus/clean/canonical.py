"""Raw text of a file → canonical text: NFC, single spaces, one paragraph a line, LF, nothing lost.

In order: physical lines (``lines``), markdown's marks off (``markdown``), tables into rows
(``tables``), what belongs to pages (``furniture``), to a web page (``chrome``) or to a table of
contents (``contents``) dropped by rule and listed with its reason, wrapped lines joined
(``unwrap``). The same input gives the same text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.clean.chrome import chrome_reasons
from corpus.clean.contents import contents_reasons
from corpus.clean.furniture import PAGE_FURNITURE, SPECKS, furniture_reasons, without_leading_specks
from corpus.clean.lines import Line, split_lines
from corpus.clean.markdown import without_marks
from corpus.clean.notes import mark_notes
from corpus.clean.scanned import rows_as_pipes
from corpus.clean.tables import rebuild_tables
from corpus.clean.unwrap import join_paragraphs
from corpus.model import Dropped

# The mark of an excerpt that its source cut short, alone on a line: "[...]", "(…)", "…".
_CUT = re.compile(r"[\[(]?\s*(?:\.{3,}|…)\s*[\])]?")
_FEWEST_SPECKS = 3


@dataclass(frozen=True, slots=True)
class Canonical:
    """Canonical text and the account of how it came about. ``truncated``: the source itself says
    that it is cut short."""

    text: str
    dropped: tuple[Dropped, ...]
    remarks: tuple[str, ...]
    truncated: bool


def canonicalise(raw: str) -> Canonical:
    """The canonical text of a file's raw text (any line ends, any Unicode form).

    >>> canonicalise("I.  MỤC ĐÍCH\\r\\n\\r\\n1. Mục đích \\r\\n").text
    'I. MỤC ĐÍCH\\n1. Mục đích'
    """
    lines = rebuild_tables(without_marks(split_lines(rows_as_pipes(raw))))
    lines, furniture = _without(lines, furniture_reasons(lines))
    lines, chrome = _without(lines, chrome_reasons(lines))
    lines, contents = _without(lines, contents_reasons(lines))
    lines = mark_notes(lines)
    speckled = 0
    if _is_scan(lines, furniture):
        lines, speckled = without_leading_specks(lines)
    truncated = bool(lines) and _CUT.fullmatch(lines[-1].text) is not None
    remarks = ["Văn bản là trích đoạn: nguồn dừng ở “[...]”."] if truncated else []
    if speckled:
        remarks.append(f"Đã bỏ ký hiệu nhiễu ở đầu {speckled} dòng của bản quét.")
    return Canonical(
        text="\n".join(join_paragraphs(lines)),
        dropped=tuple(sorted([*furniture, *chrome, *contents], key=lambda drop: drop.line)),
        remarks=tuple(remarks),
        truncated=truncated,
    )


def _is_scan(lines: Sequence[Line], furniture: Sequence[Dropped]) -> bool:
    """Whether a text was read from a scan: it has pages, or lines of specks were dropped."""
    specks = sum(drop.reason == SPECKS for drop in furniture)
    return specks >= _FEWEST_SPECKS or any(line.page_start for line in lines)


def _without(
    lines: Sequence[Line], reasons: Sequence[str | None]
) -> tuple[list[Line], list[Dropped]]:
    """The lines without a reason to drop them, and the others as dropped. A line after dropped
    furniture begins a page: the sentence before the turn may go on in it."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    turned = False
    for line, reason in zip(lines, reasons, strict=True):
        if reason is None:
            kept.append(replace(line, page_start=line.page_start or turned))
            turned = False
        else:
            dropped.append(Dropped(line.number, line.text, reason))
            turned = turned or line.page_start or reason in PAGE_FURNITURE
    return kept, dropped
