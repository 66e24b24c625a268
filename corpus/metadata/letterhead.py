"""The head of an official text: number, place and date of issue, kind, title, issuer, and the facts
that a portal sets before it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.kinds import KINDS, kind_named
from corpus.metadata.days import DAY_WORDS, day_of
from corpus.metadata.facts import read_facts
from corpus.metadata.issuers import letterhead_issuer, without_motto
from corpus.metadata.letters import UPPER
from corpus.metadata.printed import Cell, Found
from corpus.model import Span
from corpus.numbers import canonical_number, find_numbers
from corpus.text import fold

# How many lines and cells a head may take, fact block included.
_HEAD_CELLS = 60

# A line that belongs to the body: where the head ends at the latest.
_BODY = re.compile(
    r"(?:căn cứ|kính gửi|điều \d+\s*[.:]|chương [ivx\d]+|phần (?:thứ|[ivx\d]+)|"
    r"[ivx]{1,5}\s*[.\-–)/]\s|[a-d]\s*[.–)]\s|\d{1,2}\s*[.)]\s)",
    re.IGNORECASE,
)

# A line that a title does not run on into, besides those of the body.
_AFTER_TITLE = re.compile(
    r"(?:thực hiện|theo|xét|để|nhằm|trên cơ sở|ngày \d|\(|[-+•*]\s|nơi nhận)", re.IGNORECASE
)

# "Số:" before a number, at a line's start also without the colon; a law's says what it is.
_NUMBER_MARK = re.compile(
    r"(?:^\W*|(?<=\s))(?:(?:luật|bộ luật|nghị quyết|pháp lệnh|lệnh|sắc lệnh)\s+)?s[ốô]"
    r"(?:\s+(?:ký\s+)?hiệu)?\s*:\s*|"
    r"^\W*(?:(?:luật|bộ luật|nghị quyết|pháp lệnh|lệnh|sắc lệnh)\s+)?s[ốô]\s+(?=\d)",
    re.IGNORECASE,
)

# The date of issue after its place: ", ngày 05 tháng 4 năm 2024", marks of markdown in between.
_ISSUE_DAY = re.compile(
    r",[\s*_]*ngày[\s*_]*(?P<day>\d{1,2})(?:[\s*_]*tháng[\s*_]*|/)(?P<month>\d{1,2})"
    r"(?:[\s*_]*năm[\s*_]*|/)(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)

# The date alone in its line, as some portals print it.
_DAY_LINE = re.compile(rf"\W*ngày\s+{DAY_WORDS}\W*", re.IGNORECASE)

# The place before that date: up to six words, each with a capital but for its level.
_PLACE = re.compile(
    rf"(?:(?:[{UPPER}][^\W\d_]*|TP\.?|tỉnh|thành|phố|xã|phường|huyện)[\s.–-]+){{0,5}}"
    rf"(?:[{UPPER}][^\W\d_]*|(?<=\s)\d{{1,2}})$"
)

# In folded text: the person in whose name a decision is issued, on the line before its bases.
_PERSON = re.compile(
    r"(?:chu tich|bo truong|thong doc|tong |giam doc|chanh an|vien truong|truong )"
)

# "V/v …": the title of a letter.
_ABOUT = re.compile(r"v/v:?\s+", re.IGNORECASE)

_LONGEST_TITLE = 900


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text says. ``place`` is the place of issue as printed; ``end`` is where
    the title ends, 0 in a text that names no kind."""

    number: Found[str] | None = None
    place: Found[str] | None = None
    issued_on: Found[date] | None = None
    kind: Found[str] | None = None
    title: Found[str] | None = None
    issuer: Found[str] | None = None
    end: int = 0
    facts: Mapping[str, Found[str]] = field(default_factory=dict)


def read_head(text: str, cells: Sequence[Cell]) -> Head:
    """What the head of ``text`` says, reading no further than its body begins."""
    head = _before_body(cells)
    kind_at, kind, inline = _read_kind(head)
    above = head[:kind_at] if kind_at is not None else head
    limit = head[-1].end if head else 0
    placed = _read_place_date(text, limit)
    title, end = _read_title(cells, kind_at, inline)
    return Head(
        number=_read_number(above) or _read_number(head),
        place=placed[0] if placed else None,
        issued_on=placed[1] if placed else _read_day(head),
        kind=kind,
        title=title or _read_about(head),
        issuer=_read_issuer(above, text),
        end=end,
        facts=read_facts(head),
    )


def _before_body(cells: Sequence[Cell]) -> list[Cell]:
    head = []
    for cell in cells[:_HEAD_CELLS]:
        if _BODY.match(cell.text):
            break
        head.append(cell)
    return head


def _read_number(head: Sequence[Cell]) -> Found[str] | None:
    for index, cell in enumerate(head):
        mark = _NUMBER_MARK.search(cell.text)
        if mark is None:
            continue
        rest, end = cell.text[mark.end() :].lstrip(), cell.end
        if not rest and index + 1 < len(head):
            rest, end = head[index + 1].text, head[index + 1].end
        mention = next(iter(find_numbers(rest)), None)
        if mention is not None and mention.start == 0 and mention.symbol:
            return Found(canonical_number(mention.text), Span(cell.start, end))
    return None


def _read_kind(head: Sequence[Cell]) -> tuple[int | None, Found[str] | None, str]:
    """The line in capitals that names the kind: its index, the kind, and the words of a title in
    the same line."""
    for index, cell in enumerate(head):
        if cell.is_capitals and (name := kind_named(cell.text)) is not None:
            return index, Found(name, Span(cell.start, cell.end)), ""
    for index, cell in enumerate(head):
        for name in KINDS:
            said = cell.text[: len(name)]
            rest = cell.text[len(name) :].strip(" :.")
            if said.isupper() and fold(said) == fold(name) and " " in rest:
                return index, Found(name, Span(cell.start, cell.end)), rest
    return None, None, ""


def _read_title(
    cells: Sequence[Cell], kind_at: int | None, inline: str
) -> tuple[Found[str] | None, int]:
    """The title below the kind, as printed, and where it ends."""
    if kind_at is None:
        return None, 0
    kind = cells[kind_at]
    lines = [Cell(inline, kind.start, kind.end)] if inline else []
    for index in range(kind_at + 1, min(len(cells), kind_at + 14)):
        cell = cells[index]
        if not lines and (_NUMBER_MARK.match(cell.text) or _ISSUE_DAY.search(cell.text)):
            continue  # number and date printed below the kind
        if _BODY.match(cell.text) or (lines and _title_over(cells, index, lines)):
            break
        lines.append(cell)
    if not lines:
        return None, kind.end
    value = " ".join(" ".join(line.text for line in lines).split())
    return Found(value[:_LONGEST_TITLE], Span(lines[0].start, lines[-1].end)), lines[-1].end


def _title_over(cells: Sequence[Cell], index: int, lines: Sequence[Cell]) -> bool:
    """True when the cell at ``index`` is not part of the title that ``lines`` begin."""
    cell = cells[index]
    if _AFTER_TITLE.match(cell.text) or sum(len(line.text) for line in lines) > _LONGEST_TITLE:
        return True
    if cell.is_capitals:
        after = cells[index + 1] if index + 1 < len(cells) else None
        person = _PERSON.match(fold(cell.text)) is not None
        names_issuer = person or letterhead_issuer([cell.text], "") is not None
        body_next = after is not None and _BODY.match(after.text) is not None
        return names_issuer and (body_next or not lines[-1].is_capitals)
    prose = lines[-1].is_capitals and not cell.text[:1].islower()
    goes_on = lines[-1].text.endswith(";") and cell.text.endswith(";")  # "… tại cộng đồng;"
    return prose or (cell.text.endswith((".", ";", ":")) and not goes_on)


def _read_about(head: Sequence[Cell]) -> Found[str] | None:
    for cell in head:
        if match := _ABOUT.match(cell.text):
            return Found(cell.text[match.end() :].strip(), Span(cell.start, cell.end))
    return None


def _read_place_date(text: str, limit: int) -> tuple[Found[str], Found[date]] | None:
    """Place and day of issue; the place stands alone in its line or cell, or after the number."""
    for match in _ISSUE_DAY.finditer(text, 0, limit):
        begin = max(text.rfind(mark, 0, match.start()) for mark in "\n|") + 1
        before = text[begin : match.start()]
        numbers = find_numbers(before)
        begin += numbers[-1].end if numbers else 0
        place = _PLACE.match(text[begin : match.start()].strip(" *_%.,-—"))
        day = day_of(match)
        if place is not None and day is not None:
            span = Span(begin + len(text[begin:]) - len(text[begin:].lstrip()), match.end())
            return Found(place.group(), span), Found(day, span)
    return None


def _read_day(head: Sequence[Cell]) -> Found[date] | None:
    for cell in head:
        if (day := day_of(_DAY_LINE.fullmatch(cell.text))) is not None:
            return Found(day, Span(cell.start, cell.end))
    return None


def _read_issuer(above: Sequence[Cell], text: str) -> Found[str] | None:
    """The issuer in the capitals above the kind, and the lines that name it."""
    lines = [
        cell
        for cell in above
        if Cell(without_motto(cell.text), 0, 0).is_capitals and not _NUMBER_MARK.search(cell.text)
    ]
    first = next((i for i, cell in enumerate(lines) if letterhead_issuer([cell.text], "")), None)
    if first is None:
        return None
    lines = lines[first:]
    name = letterhead_issuer([cell.text for cell in lines], text)
    return Found(name, Span(lines[0].start, lines[-1].end)) if name else None
