"""Text with styles, split and written as Telegram HTML.

A message is built as a list of ``Run``s and only becomes HTML when it has been split, so a cut
can never fall inside a tag or an entity, and a style that is cut is closed and opened again.

>>> [to_html(part) for part in split([Run("Nguồn", Style.BOLD), Run(": A & B")])]
['<b>Nguồn</b>: A &amp; B']
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from telegram.constants import MessageLimit

# Telegram counts a message's text after parsing, in UTF-16 code units.
MAX_UNITS = int(MessageLimit.MAX_TEXT_LENGTH)
# Telegram ignores the entities of a message after the hundredth.
MAX_ENTITIES = int(MessageLimit.MESSAGE_ENTITIES)

# A blank line: the end of a block.
_BLANK_LINE = re.compile(r"(?P<gap>\n)[^\S\n]*\n")
# A line's end: in canonical text, the end of a paragraph.
_LINE = re.compile(r"(?P<gap>\n)")
# The space after a sentence's closing mark, closing quotes and brackets included.
_SENTENCE = re.compile(r"[.!?…;][\"'”’»)\]]*(?P<gap>\s)")
# The space between two words.
_WORD = re.compile(r"(?P<gap>\s)")

# How far a forced cut may move back to keep what is seen as one character together.
_LONGEST_CLUSTER = 32
_ZERO_WIDTH_JOINER = "\u200d"


class Style(StrEnum):
    """How a run is shown; the value is its HTML tag."""

    PLAIN = ""
    BOLD = "b"
    ITALIC = "i"
    CODE = "code"
    LINK = "a"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; ``href`` is the address of a LINK."""

    text: str
    style: Style = Style.PLAIN
    href: str = ""

    def __post_init__(self) -> None:
        # Half of a surrogate pair cannot be sent as UTF-8; show it as the unknown character.
        whole = self.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        object.__setattr__(self, "text", whole)


def to_html(runs: Iterable[Run]) -> str:
    """The runs as Telegram HTML."""
    return "".join(_run_html(run) for run in runs)


def split(
    runs: Sequence[Run], max_units: int = MAX_UNITS, max_entities: int = MAX_ENTITIES
) -> list[list[Run]]:
    """Parts that each fit one message: at most ``max_units`` UTF-16 units (2 or more) and
    ``max_entities`` styled runs. Cut at a blank line, else a line, a sentence, a word; a word
    longer than a message between two characters. Only white space at a cut is left out, and a
    part in which nothing can be seen.
    """
    text = "".join(run.text for run in runs)
    ends = list(accumulate(len(run.text) for run in runs))
    styled = [
        end - len(run.text) for run, end in zip(runs, ends, strict=True) if run.style and run.text
    ]
    parts = []
    start = 0
    while (start := _skip_space(text, start)) < len(text):
        end = _reach(text, start, max_units)
        # A run begun before ``start`` continues here as one more entity: leave room for it.
        begun = [offset for offset in styled if offset > start]
        if len(begun) >= max_entities:
            end = min(end, begun[max_entities - 1])
        cut = end if end == len(text) else _best_cut(text, start, end)
        if _visible(text[start:cut]):
            parts.append(_cut_out(runs, start, start + len(text[start:cut].rstrip())))
        start = cut
    return parts


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, Telegram's measure."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _run_html(run: Run) -> str:
    text = html.escape(run.text, quote=False)
    if run.style is Style.PLAIN:
        return text
    if run.style is Style.LINK:
        return f'<a href="{html.escape(run.href)}">{text}</a>'
    return f"<{run.style}>{text}</{run.style}>"


def _cut_out(runs: Iterable[Run], start: int, end: int) -> list[Run]:
    piece = []
    offset = 0
    for run in runs:
        left, right = max(start - offset, 0), min(end - offset, len(run.text))
        if left < right:
            piece.append(replace(run, text=run.text[left:right]))
        offset += len(run.text)
    return piece


def _skip_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _reach(text: str, start: int, max_units: int) -> int:
    """The furthest end for which ``text[start:end]`` has at most ``max_units`` UTF-16 units."""
    end, units = start, 0
    while end < len(text):
        units += 2 if ord(text[end]) > 0xFFFF else 1
        if units > max_units:
            break
        end += 1
    return end


def _best_cut(text: str, start: int, end: int) -> int:
    """Where to end a part that may reach ``end`` and does not reach the end of the text."""
    half = start + (end - start) // 2
    for boundary in (_BLANK_LINE, _LINE, _SENTENCE, _WORD):
        cut = _last_gap(boundary, text, start, end)
        if cut is not None and cut >= half:  # do not send a scrap for the sake of a better place
            return cut
    word = _last_gap(_WORD, text, start, end)
    return word if word is not None else _between_characters(text, start, end)


def _last_gap(boundary: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    last = None
    for match in boundary.finditer(text, start):
        gap = match.start("gap")
        if gap > end:
            break
        last = gap
    return last


def _between_characters(text: str, start: int, end: int) -> int:
    """The last place at or before ``end`` that does not part a letter from its marks, or the
    pieces of an emoji; ``end`` itself when there is none near."""
    for cut in range(end, max(start, end - _LONGEST_CLUSTER), -1):
        if not _joined(text, start, cut):
            return cut
    return end


def _joined(text: str, start: int, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    if _ZERO_WIDTH_JOINER in (before, after):
        return True
    if unicodedata.category(after).startswith("M") or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True  # a combining mark or variation selector; a skin tone
    flags = 0  # two regional indicators make a flag: an odd number before the cut splits one
    while cut - 1 - flags >= start and _regional(text[cut - 1 - flags]):
        flags += 1
    return _regional(after) and flags % 2 == 1


def _regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _visible(text: str) -> bool:
    """Whether anything of the text shows: not only separators, controls and format characters."""
    return any(unicodedata.category(char)[0] not in "CZ" for char in text)
