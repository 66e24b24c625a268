"""A document cut into units: sentences, and the lists that a sentence opens.

The cut never changes the text: ``text[unit.start:unit.end]`` is the unit, verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answer.words import document_keys, sentence_spans, without_titles
from corpus.model import Clause, Level
from corpus.outline import Outline

# Clauses whose first line opens the list of those under it, up to this many characters: who asks
# for a list wants no chapter and no table whole.
_OPENERS = frozenset(
    {Level.SECTION, Level.SUBSECTION, Level.ARTICLE, Level.KHOAN, Level.SUB_KHOAN, Level.DIEM}
    | {Level.BULLET}
)
_LONGEST_LIST = 4_000

# Parts whose title, not their first line, opens them: "CHƯƠNG TRÌNH", then what it is of.
TITLED = frozenset({Level.ATTACHED, Level.ANNEX})
# Between a title and what it opens, at most what it was issued with.
_IN_BRACKETS = re.compile(r"\s*(?:\([^()]*\)\s*)?")

# The parts under a colon are a list up to this many characters.
_LONGEST_UNDER_COLON = 2_500

# Up to so many words, a line with no stop behind heads the lines of its clause.
_LONGEST_HEADING = 12

# A line that says nothing: where a source cuts its text short, or a scan left one letter.
_NOTHING = re.compile(r"\W*(?:\.\.\.|…)\W*|\W*\w?\W*")
# A paragraph that goes on with the one before: it begins in lower case, or with "Cụ thể".
_CONTINUES = re.compile(r"Cụ thể\b")
_CONTINUES_MARKED = re.compile(r"[a-zđ]\s?[.)/]")

# What begins a line of a list, the outer first; the heading of an article that is quoted.
_MARKS = re.compile(
    r"[“\"]?(?:(?P<article>Điều \d+\w?\.)|(?P<khoan>\d{1,3}\w?\.)"
    r"|(?P<diem>[a-zđ]\d?\))|(?P<bullet>[-–+]))"
)
_QUOTED_ARTICLE = re.compile(r"[“\"]?Điều \d+\w?\.[^.;:]*$")

Pair = tuple[str, str]
"""Two neighbouring words."""

Range = tuple[int, int]
"""``[start, end)`` in a document's text."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, ``[start, end)`` in the document's text, with what comparing needs.

    ``clause`` is the innermost clause that holds it and ``cited`` the one officials cite.
    ``group_end`` is where the list it opens ends, ``end`` itself when it opens none: a heading or
    a lead such as "gồm:" opens the clauses under it, a colon opens the lines after it.
    """

    document_id: str
    clause: Clause
    cited: Clause
    start: int
    end: int
    line_start: int
    line_end: int
    group_end: int
    own: frozenset[str]
    pairs: frozenset[Pair]

    @property
    def opens(self) -> bool:
        """True when the unit opens a list."""
        return self.group_end > self.end


def cut(outline: Outline, lines: Sequence[Range], position: int) -> Iterator[Unit]:
    """The units of one of a document's lines, in text order."""
    text = outline.document.text
    start, end = lines[position]
    clause = outline.at(start)
    if clause is None or _NOTHING.fullmatch(text[start:end]):
        return
    group_end = _group_end(outline, clause, position, lines)
    row = clause.level in (Level.ROW, Level.TABLE)
    sentences = [(start, end)] if row else sentences_of(text, start, end)
    cited = outline.cited_as(clause)
    for first, last in sentences:
        words_of = document_keys(without_titles(text[first:last]))
        is_last = last == sentences[-1][1]
        yield Unit(
            document_id=outline.document.id,
            clause=clause,
            cited=cited,
            start=first,
            end=last,
            line_start=start,
            line_end=end,
            group_end=group_end if is_last and group_end > last else last,
            own=frozenset(words_of),
            pairs=frozenset(pairwise(words_of)),
        )


def lines_of(text: str) -> Iterator[Range]:
    """The lines of a text that are not empty."""
    position = 0
    for line in text.split("\n"):
        if line:
            yield position, position + len(line)
        position += len(line) + 1


def sentences_of(text: str, start: int, end: int) -> list[Range]:
    """The sentences of a line, or of a part of one."""
    return [(start + first, start + last) for first, last in sentence_spans(text[start:end])]


def _group_end(outline: Outline, clause: Clause, position: int, lines: Sequence[Range]) -> int:
    """Where the list that a line opens ends; the line's own end when it opens none."""
    text = outline.document.text
    start, end = lines[position]
    children = outline.children(clause)
    if start == clause.start and children:
        opens = clause.level in _OPENERS and clause.end - start <= _LONGEST_LIST
        return clause.end if opens and end + 1 >= children[0].start else end
    if clause.level in TITLED and children and _IN_BRACKETS.fullmatch(text, end, children[0].start):
        short = text[end - 1].isalnum() and clause.end - clause.start <= _LONGEST_LIST
        return clause.end if short else end
    if text[end - 1] == ":":
        return _end_under_colon(outline, clause, position, lines)
    if start == clause.start and clause.level in _OPENERS and _is_heading(text[start:end]):
        return clause.end if clause.end - start <= _LONGEST_UNDER_COLON else end
    if start != clause.start and _QUOTED_ARTICLE.match(text, start, end):
        return _end_under_colon(outline, clause, position, lines)
    last = end
    for next_start, next_end in _after(lines, position):
        if not goes_on(text, next_start):
            break
        last = next_end
    return last


def goes_on(text: str, start: int) -> bool:
    """True for a line, by its start, that goes on with the one before.

    >>> goes_on("và báo cáo.", 0), goes_on("a) báo cáo;", 0)
    (True, False)
    """
    begins = text[start : start + 1].islower() or _CONTINUES.match(text, start)
    return bool(begins) and not _CONTINUES_MARKED.match(text, start)


def _is_heading(line: str) -> bool:
    """True for a line of few words with no stop behind: "- Du lịch và dịch vụ"."""
    return line[-1].isalnum() and len(line.split()) <= _LONGEST_HEADING


def _end_under_colon(
    outline: Outline, clause: Clause, position: int, lines: Sequence[Range]
) -> int:
    """Where what follows a line ending in a colon ends: the parts of its clause, where they come
    next, else the lines of the same clause."""
    text = outline.document.text
    holder = outline.cited_as(clause)
    last = lines[position][1]
    following = next(iter(_after(lines, position)), None)
    parts = (part.start for part in outline.children(holder) if outline.cited_as(part) == part)
    if following is not None and following[0] in parts:
        return holder.end if holder.end - lines[position][0] <= _LONGEST_UNDER_COLON else last
    own = _rank(text, lines[position])
    for start, end in _after(lines, position):
        rank = _rank(text, (start, end))
        if own is None:
            own = (rank or len(_MARKS.groupindex) + 1) - 1
        if start >= holder.end or (rank is not None and rank <= own):
            break
        if rank is None and text[end - 1] == ":":
            break
        if outline.cited_as(outline.at(start) or clause) != holder:
            break
        last = end
    return last if last - lines[position][0] <= _LONGEST_LIST else lines[position][1]


def _rank(text: str, line: Range) -> int | None:
    """How deep a line's marker stands: where a text quotes what it puts into another, the clauses
    quoted are none of its own, and yet "a)" goes on from "1." and that from "Điều 6."."""
    mark = _MARKS.match(text, *line)
    return mark.lastindex if mark else None


def _after(lines: Sequence[Range], position: int) -> Iterator[Range]:
    """The lines after one; few of them are looked at."""
    return (lines[place] for place in range(position + 1, len(lines)))
