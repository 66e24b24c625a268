"""Which lines are headings: by form (``markers``), by place and by sequence together.

Broken sequences are kept as they stand and remarked upon; nothing is renumbered.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.structure.markers import Kind, Marker, read_markers
from corpus.structure.quotes import quoted_lines
from corpus.structure.rows import is_row

_BULLETS = (Kind.PARENTHESIS, Kind.DASH, Kind.PLUS)
# How far forward a sequence may jump and still be one (a lost điểm b, a khoản the excerpt omits).
_LARGEST_GAP = 3
_LONGEST_FORM_TITLE = 150
# The name of another text after "Điều 5": a reference at a line's start, not a heading.
_OF_A_TEXT = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế)\b"
)


@dataclass(slots=True)
class Heading:
    """A line that opens a clause. ``line`` is its index, ``parent`` the heading it stands under,
    ``ordinal`` its number (bullets, tables: their count), ``table_end`` the line after a table, 0
    for all else."""

    line: int
    marker: Marker
    parent: Heading | None
    ordinal: int
    table_end: int = 0
    children: list[Heading] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """The kind of its marker."""
        return self.marker.kind


def read_headings(lines: Sequence[str], first: int, last: int) -> tuple[list[Heading], list[str]]:
    """The headings among ``lines[first:last]`` in order, linked as a tree, and the remarks."""
    reader = _Reader(lines, first, last)
    reader.read()
    return reader.headings, reader.remarks


def lineage(heading: Heading | None) -> list[Heading]:
    """The heading and those it stands under, outermost first; of none, none."""
    line: list[Heading] = []
    while heading is not None:
        line.append(heading)
        heading = heading.parent
    return line[::-1]


class _Reader:
    """One pass over the lines, with the headings that are open where it stands."""

    def __init__(self, lines: Sequence[str], first: int, last: int) -> None:
        self._lines, self._first, self._last = lines, first, last
        self._readings = {
            i: [] if is_row(lines[i]) else read_markers(lines[i]) for i in range(first, last)
        }
        self._quoted = quoted_lines(lines, first, last)
        self._open: list[Heading] = []
        self._roots: list[Heading] = []
        self._last_article = 0
        self._khoan_closed: bool | None = None
        self.headings: list[Heading] = []
        self.remarks: list[str] = []

    def read(self) -> None:
        """Read every line in turn: a table's rows, a heading, or text."""
        table_end = self._first
        for index in range(self._first, self._last):
            if index in self._quoted or index < table_end:
                continue
            if is_row(self._lines[index]):
                table_end = self._add_table(index)
                continue
            fits = [(self._fit(index, marker), marker) for marker in self._readings[index]]
            best = max(fits, key=lambda fit: (fit[0], not fit[1].weak), default=None)
            if best is not None and best[0] > 0:
                self._add(index, best[1])

    def _parent(self, kind: Kind) -> Heading | None:
        """The open heading a marker of this kind would stand under."""
        if kind in _BULLETS:
            for position in range(len(self._open) - 1, -1, -1):
                if self._open[position].kind is kind:
                    return self._open[position].parent
            if kind is not Kind.PLUS:
                under = [h for h in self._open if h.kind is not Kind.PLUS]
                return under[-1] if under else None
            return self._open[-1] if self._open else None
        return next((h for h in reversed(self._open) if h.kind < kind), None)

    def _siblings(self, kind: Kind) -> list[Heading]:
        parent = self._parent(kind)
        return [h for h in (parent.children if parent else self._roots) if h.kind is kind]

    def _fit(self, index: int, marker: Marker) -> int:
        """How well a candidate fits its place: 0 not at all, 3 exactly."""
        if marker.kind in (Kind.DASH, Kind.PLUS):
            return 1 if self._open else 0
        if marker.kind is Kind.ARTICLE:
            return self._fit_article(index, marker)
        if marker.kind is Kind.LETTERED_PART and not self._lettered_parts_run(index, marker):
            return 0
        siblings = _of_one_number(self._siblings(marker.kind), marker)
        step = marker.ordinal - (siblings[-1].marker.ordinal if siblings else 0)
        if marker.weak:
            return (3 if self._followed(index, marker) else int(marker.ordinal > 1)) * (step == 1)
        if marker.kind is Kind.PARENTHESIS:
            return 2 if step == 1 and (marker.ordinal > 1 or self._followed(index, marker)) else 0
        if marker.kind is Kind.KHOAN and not self._in_khoan_style(index, marker, step):
            return 0
        if marker.kind is Kind.ROMAN and step != 1 and self._explains(index, marker):
            return 0
        if step == 1:
            return 3
        if marker.ordinal == 1 or 0 <= step <= _LARGEST_GAP:
            return 2
        return 1 if self._finished_before(index) and (step > 0 or marker.kind is Kind.ROMAN) else 0

    def _in_khoan_style(self, index: int, marker: Marker, step: int) -> bool:
        """Whether a number is marked as the khoản of this text are: after "1." comes no "2)"; "1 -"
        begins a formula where "5." stands before it."""
        if self._is_closed(index, marker) and self._khoan_closed is False:
            return False
        dashed = self._lines[index][: marker.length].rstrip().endswith(("-", "–", "/"))
        return step == 1 or not dashed or self._khoan_closed is None

    def _explains(self, index: int, marker: Marker) -> bool:
        """Whether a letter explains a sign ("X: Loại hình cơ sở") where a Roman number is read."""
        return self._lines[index][: marker.length].rstrip().endswith(":")

    def _is_closed(self, index: int, marker: Marker) -> bool:
        return self._lines[index][: marker.length].rstrip().endswith(")")

    def _fit_article(self, index: int, marker: Marker) -> int:
        step = marker.ordinal - self._last_article
        dotted = self._lines[index][: marker.length].rstrip().endswith((".", ":"))
        if not dotted and (step != 1 or _OF_A_TEXT.match(self._lines[index][marker.length :])):
            return 0
        if step == 1:
            return 3
        if marker.ordinal == 1 or abs(step) <= _LARGEST_GAP:
            return 2
        return 2 if step > 0 and not self._comes_later(index, self._last_article + 1) else 0

    def _comes_later(self, index: int, ordinal: int) -> bool:
        """Whether an article of this number follows: then a higher one here is another text's."""
        return any(
            other.kind is Kind.ARTICLE and other.ordinal == ordinal
            for later in range(index + 1, self._last)
            if later not in self._quoted
            for other in self._readings[later]
        )

    def _lettered_parts_run(self, index: int, marker: Marker) -> bool:
        """Whether a letter with a title in capitals is one of several (A is followed by B)."""
        if not _is_upper_title(self._lines[index][marker.length :]):
            return False
        wanted = marker.ordinal + 1
        return marker.ordinal > 1 or any(
            other.kind is Kind.LETTERED_PART and other.ordinal == wanted
            for later in range(index + 1, self._last)
            for other in self._readings[later]
        )

    def _followed(self, index: int, marker: Marker) -> bool:
        """Whether the next number of its sequence comes before a marker of an outer kind."""
        for later in range(index + 1, self._last):
            for other in self._readings[later]:
                if other.kind is marker.kind and other.ordinal == marker.ordinal + 1:
                    return True
            if any(other.kind < marker.kind and not other.weak for other in self._readings[later]):
                return False
        return False

    def _finished_before(self, index: int) -> bool:
        return index == self._first or self._lines[index - 1].endswith((".", ";", ":", "/.", "”"))

    def _add(self, index: int, marker: Marker) -> None:
        parent = self._parent(marker.kind)
        siblings = self._siblings(marker.kind)
        counted = marker.kind in (Kind.DASH, Kind.PLUS)
        heading = Heading(index, marker, parent, len(siblings) + 1 if counted else marker.ordinal)
        if marker.kind not in _BULLETS:
            self._remark(heading, siblings)
        (parent.children if parent else self._roots).append(heading)
        self._open = [*lineage(parent), heading]
        self.headings.append(heading)
        if marker.kind is Kind.ARTICLE:
            self._last_article = marker.ordinal
        if marker.kind is Kind.KHOAN and self._khoan_closed is None and not marker.weak:
            self._khoan_closed = self._is_closed(index, marker)

    def _add_table(self, first: int) -> int:
        """Add the table whose rows begin at ``first``; the line after it."""
        end = first
        while end < self._last and is_row(self._lines[end]):
            end += 1
        parent = self._parent(Kind.TABLE)
        siblings = self._siblings(Kind.TABLE)
        marker = Marker(Kind.TABLE, "", 0, 0)
        heading = Heading(first, marker, parent, len(siblings) + 1, table_end=end)
        (parent.children if parent else self._roots).append(heading)
        self._open = lineage(parent)
        self.headings.append(heading)
        return end

    def _remark(self, heading: Heading, siblings: Sequence[Heading]) -> None:
        """Remark upon a number that is not the next one. Numbers that begin again under a title
        without one (in forms) are in order."""
        printed = self._lines[heading.line][: heading.marker.length].strip()
        siblings = _of_one_number(siblings, heading.marker)
        if heading.ordinal == 1 and siblings and heading.kind is not Kind.ARTICLE:
            if not self._is_titled(heading.line):
                self.remarks.append(f"Số thứ tự bắt đầu lại: “{printed}”; giữ nguyên như văn bản.")
            return
        begun = max((i for i, each in enumerate(siblings) if each.ordinal == 1), default=0)
        siblings = siblings[begun:]
        if any(sibling.marker.token == heading.marker.token for sibling in siblings):
            self.remarks.append(f"“{printed}” lặp lại; giữ nguyên như văn bản.")
            return
        last = siblings[-1].marker.ordinal if siblings else 0
        if heading.kind is Kind.ARTICLE:
            last = self._last_article or heading.ordinal - 1
        if heading.ordinal not in _next(heading, last) and not self._runs_in(siblings, heading):
            after = self._lines[siblings[-1].line][:40] if siblings else "đầu mục"
            self.remarks.append(
                f"Số thứ tự không liên tục: “{printed}” sau “{after}”; giữ nguyên như văn bản."
            )

    def _is_titled(self, line: int) -> bool:
        """Whether the line above is a title or a blank of a form, no sentence and no number."""
        above = self._lines[line - 1] if line > self._first else ""
        return (
            0 < len(above) <= _LONGEST_FORM_TITLE
            and not self._readings.get(line - 1)
            and not above.endswith((";", ",", "."))
        ) or above.endswith(("...", "…"))

    def _runs_in(self, siblings: Sequence[Heading], heading: Heading) -> bool:
        """Whether the numbers before a heading's stand within lines of others, as forms print them:
        "1. Họ và tên: … 2. Giới tính: …"."""
        if not siblings or heading.kind is not Kind.KHOAN:
            return False
        between = " ".join(self._lines[siblings[-1].line : heading.line])
        missing = range(siblings[-1].ordinal + 1, heading.ordinal)
        return all(re.search(rf"\s{number}[.)]\s", between) for number in missing)


def _next(heading: Heading, last: int) -> tuple[int, ...]:
    """The numbers that may follow a number: after phần D comes Đ, or E as in other alphabets."""
    if (heading.kind, heading.marker.token) == (Kind.LETTERED_PART, "E"):
        return (last + 1, last + 2)
    return (last + 1,)


def _of_one_number(siblings: Sequence[Heading], marker: Marker) -> Sequence[Heading]:
    """The siblings that count under the same number: "2.2.1" for "2.2.2", not "2.2.1.6"."""
    above = marker.token.rpartition(".")[0]
    if not above:
        return siblings
    return [each for each in siblings if each.marker.token.rpartition(".")[0] == above]


def _is_upper_title(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.7 * len(letters)
