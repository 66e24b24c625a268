"""How much of a list is shown where its best item is found: all of it, or the items as near."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.find.cutting import Range, Unit
from answer.find.headed import begins_with, heads_asked
from answer.find.scored import Scored
from answer.find.units import Units
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.model import Level
from corpus.structure.rows import cells_of
from corpus.text import match_key, words

# An item beside the best of a list must say this much of what it says of the topic; more items than
# so many are no list of what was asked for.
_AS_MUCH_SAID, _MOST_BESIDE = 0.9, 8

# A list is shown whole up to so many items and characters; what an item says of the topic that the
# headings above do not say may be so many words.
_MOST_WHOLE, _LONGEST_WHOLE = 12, 2_500
_WORDS_BEYOND = 1
_FIRST_WORDS = 8
_ITEMS = frozenset({Level.KHOAN, Level.SUB_KHOAN, Level.DIEM})

# So many rows of a table are named side by side.
_MOST_ROWS = 3


def whole_list(question: Understanding, home: Units, best: Scored) -> list[Range]:
    """Where a list is asked for and the best is an item of it, the list whole: each item is one of
    the things asked for ("Bước 1: …"), or the headings above say all that the item says of the
    topic, so that it is no more what was asked for than those beside it."""
    unit = best.unit
    parent = home.outline.parent(unit.cited)
    if Want.LIST not in question.wants or parent is None or unit.start != unit.cited.start:
        return []
    items = [item for item in home.outline.children(parent) if item.level is unit.cited.level]
    short = items[-1].end - items[0].start <= _LONGEST_WHOLE
    if not short or not 1 < len(items) <= _MOST_WHOLE or unit.cited.level not in _ITEMS:
        return []
    heads = heads_asked(question.search_text)
    each = heads and all(begins_with(heads, home.outline.text(item)) for item in items)
    if not each and (unit.opens or not _says_no_more(question, home, unit)):
        return []
    return [(items[0].start, items[-1].end)]


def items_called(question: Understanding, home: Units, best: Scored) -> list[Range]:
    """Where the best leads a list in which some items, and not others, begin with the very things
    that are asked for, those: "những thông tư liên tịch nào" of a list of circulars."""
    leads = home.document.text[best.unit.end - 1] == ":"
    if Want.LIST not in question.wants or not question.asked_of or not leads:
        return []
    items = [item for item in home.outline.children(best.unit.clause) if item.level in _ITEMS]
    called = [
        item
        for item in items
        for head in heads_asked(question.search_text)
        if begins_with((head,), home.outline.text(item))
        and question.asked_of.issubset(keys(home.outline.text(item))[:_FIRST_WORDS])
    ]
    short = sum(item.end - item.start for item in called) <= _LONGEST_WHOLE
    return [(c.start, c.end) for c in called] if short and 1 < len(called) < len(items) else []


def _says_no_more(question: Understanding, home: Units, unit: Unit) -> bool:
    """True when nearly all that a unit says of the topic stands in the headings above it."""
    topic = {term.key for term in question.terms} - home.title_keys
    above = topic & home.context_keys(unit)
    beyond = (topic & unit.own) - above
    return len(beyond) <= _WORDS_BEYOND and 2 * len(above) >= len(topic)


def _is_another(question: Understanding, item: Scored, best: Scored) -> bool:
    """True when what several of are asked for stands in the best and in an item as near to the
    topic: "những luật nào" of "b) Sửa đổi Luật Lưu trữ"."""
    of = question.asked_of
    named = bool(of) and of <= best.unit.own and of <= item.unit.own
    return named and item.coverage >= _AS_MUCH_SAID * best.coverage


def rows_named(question: Understanding, home: Units, best: Scored) -> list[Range]:
    """The rows beside the best that begin with what a question names side by side: "số lượng, chất
    lượng và tiến độ"."""
    unit = best.unit
    if unit.clause.level is not Level.ROW:
        return []
    said = match_key(question.search_text)
    rows = [
        row
        for row in home.outline.children(home.outline.parent(unit.clause))
        if row.level is Level.ROW and _is_named_beside(home.outline.text(row), said)
    ]
    if unit.clause not in rows or not 1 < len(rows) <= _MOST_ROWS:
        return []
    return [(row.start, row.end) for row in rows]


def _is_named_beside(row: str, said: str) -> bool:
    """True when the matter of a row begins with two words that a question names beside others."""
    matter = next((cell for cell in cells_of(row) if len(keys(cell)) > 1), "")
    name = r"\W+".join(map(re.escape, words(matter)[:2]))
    return (
        bool(name) and re.search(rf"(?:,|\bvà)\s+{name}\b|\b{name}(?:,|\s+và\b)", said) is not None
    )


def listed_beside(
    question: Understanding, home: Units, best: Scored, ranked: Sequence[Scored]
) -> list[Range]:
    """Where a list is asked for and the best is an item of one: with the items beside it that are
    as much on the topic; nothing where there are none."""
    parent = home.outline.parent(best.unit.cited)
    if Want.LIST not in question.wants or best.unit.opens or parent is None:
        return []
    items = [
        item.unit
        for item in ranked
        if item.fits
        and item.unit.document_id == best.unit.document_id
        and item.unit.start == item.unit.cited.start
        and item.unit.cited.level is best.unit.cited.level
        and (item.own >= _AS_MUCH_SAID * best.own or _is_another(question, item, best))
        and (item.of_body or not question.asks_duties_of_bodies)
        and home.outline.parent(item.unit.cited) == parent
    ]
    if best.unit not in items or not 1 < len(items) <= _MOST_BESIDE:
        return []
    beside = [c for c in home.outline.children(parent) if c.level is best.unit.cited.level]
    short = beside[-1].end - beside[0].start <= _LONGEST_WHOLE
    if question.asks_duties_of_bodies and short and 2 * len(items) > len(beside):
        return [(beside[0].start, beside[-1].end)]  # the few others are duties of the same body
    items.sort(key=lambda unit: unit.start)
    return [(unit.cited.start, unit.cited.end) for unit in items]
