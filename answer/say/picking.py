"""From the sentence that answers to the piece that is shown: the shortest complete one.

A fact is one sentence; a list is every line of it, in order; a duty is the whole clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from answer.find.cutting import Unit
from answer.find.leads import lead_above, says_for
from answer.find.scored import Scored
from answer.find.shows import DECISIVE, is_field, shows, shows_count, shows_time
from answer.find.units import Units
from answer.say.lists import items_called, listed_beside, rows_named, whole_list
from answer.understand.cues import DOERS, Want, load_cues
from answer.understand.understanding import Understanding
from answer.words import body_keys, keys
from corpus.bodies import body_key
from corpus.model import Clause, Level
from corpus.text import match_key

# A clause up to this many characters is shown whole where no single fact was asked for.
WHOLE = 900

# A paragraph up to this many characters is read at a glance.
_SHORT_PARAGRAPH = 600

# What is longer is too long to read: the duties of a body together, what stands under a heading.
LONG = 3_000

# For a comparison inside one document the second sentence must score this much of the first.
_AS_GOOD = 0.75

# What stands beside the best and scores this little less is as good.
_AS_NEAR = 0.06

_MOST_CASES = 3

# A word weighs this much when it was said in the sentence that asks.
_FULL_WEIGHT = 0.5

# Wants that a task's fields answer.
_FIELD_WANTS = DOERS | {Want.DATE}

# What a figure may be of, where a question names no noun.
_AMOUNTS = frozenset({Want.MONEY, Want.PERCENT, Want.DATE})

# Fewer words than so many say nothing by themselves.
_SAYS_SOMETHING = 5

# The part of a task that tells the task itself: "a) Nhiệm vụ: …".
_TASK_PART = re.compile(r"[\W\w]{0,4}(?:Nhiệm vụ|Nội dung)\b[^:\n]{0,30}:")

# The heading of the part of a document that says who does what.
_PARTS = re.compile(
    r"\b(?:tổ chức (?:thực hiện|triển khai)|phân công|trách nhiệm (?:của|thực hiện))\b"
)

# Levels that are shown whole: a chapter is not.
_SHOWN_WHOLE = frozenset({Level.KHOAN, Level.SUB_KHOAN, Level.DIEM, Level.ARTICLE, Level.ROW})


@dataclass(frozen=True, slots=True)
class Pick:
    """A piece of a document to show: ``[start, end)`` of its text, verbatim. ``context`` is where
    its quote begins, when words before it say what it is of."""

    home: Units
    start: int
    end: int
    context: int | None = None


def says_something(text: str) -> bool:
    """False for a few words, as of a name, and for what only leads on to what follows.

    >>> says_something("Các sở, ban, ngành thực hiện như sau:")
    False
    """
    return not text.rstrip().endswith(":") and len(text.split()) >= _SAYS_SOMETHING


def pick(
    question: Understanding, ranked: Sequence[Scored], homes: Mapping[str, Units], *, alone: bool
) -> list[Pick]:
    """The pieces that answer a question, from its ranked units (best first), in text order.
    ``alone``: the question has this one side, so that what it compares is inside it."""
    best = ranked[0]
    home = homes[best.unit.document_id]
    facts = question.wants & (DECISIVE | DOERS | {Want.COUNT, Want.YES_NO})
    many = question.wants & {Want.LIST, Want.DUTY}
    fields = _fields(question, home, best, ranked)
    if fields:
        return [*_lead(question, home, fields), *fields]
    long = best.unit.group_end - best.unit.start > LONG
    if (facts or long) and not many and _is_bare_heading(home, best.unit):
        best = next((item for item in ranked if _is_under(best.unit, item)), best)
    duties = _all_duties(question, home, best)
    if duties:
        picks = duties
    elif whole := items_called(question, home, best) or whole_list(question, home, best):
        picks = [Pick(home, *piece) for piece in whole]
    elif best.unit.opens and not many and _says_alone(question, home, best):
        picks = [Pick(home, best.unit.start, best.unit.end)]
    elif best.unit.opens and (
        many
        or not facts
        or best.own < best.coverage / 2
        or _only_leads(home, best.unit)
        or home.opens_list_of(best.unit, question.counted)
    ):
        picks = _opened(question, home, best.unit)
    elif beside := listed_beside(question, home, best, ranked):
        picks = [Pick(home, *piece) for piece in beside]
    elif many or not facts:
        picks = [_paragraph(question, home, best)]
    else:
        picks = [Pick(home, *row) for row in rows_named(question, home, best)]
        picks = picks or _as_good_beside(home, best, ranked) or [_fact(question, home, best.unit)]
    two = Want.COMPARE in question.wants and not question.other
    if alone and two and len(homes) == 1 and not many:
        picks += _other_side(home, picks[0], best, ranked)
    return [*_lead(question, home, picks), *picks]


def _lead(question: Understanding, home: Units, picks: Sequence[Pick]) -> list[Pick]:
    """The words that what is shown goes on from, where they say what it leaves out."""
    text, first = home.document.text, picks[0]
    lead = lead_above(home, home.outline.holding(first.start), first.start)
    item = "\n".join(text[piece.start : piece.end] for piece in picks)
    if lead is None or not says_for(question, text[slice(*lead)], item):
        return []
    return [Pick(home, *lead)]


def _opened(question: Understanding, home: Units, unit: Unit) -> list[Pick]:
    """A list with the words that open it; these apart, so that they are shown, where they say what
    is wanted and the list does not: to whom its items go."""
    text = home.document.text
    lead, items = text[unit.start : unit.end], text[unit.end : unit.group_end]
    if text[unit.end - 1] != ":" or not says_for(question, lead, items):
        return [Pick(home, unit.start, unit.group_end)]
    return [Pick(home, unit.start, unit.end), Pick(home, unit.end + 1, unit.group_end)]


def _only_leads(home: Units, unit: Unit) -> bool:
    """True for the words before a short list that says what they leave open: "trong trường
    hợp:"."""
    text = home.document.text[unit.start : unit.end]
    return text.endswith(":") and unit.group_end - unit.start <= WHOLE


def _says_alone(question: Understanding, home: Units, best: Scored) -> bool:
    """True for the words before a list that show the fact which nothing in the list shows: "2. Mức
    2, không quá 30 triệu đồng một tháng đối với:", or that say in passing what something is."""
    if Want.DEFINITION in question.wants and best.features.defines == 1.0:
        return True
    text, unit = home.document.text, best.unit
    lead, items = text[unit.start : unit.end], text[unit.end : unit.group_end]
    if home.opens_list_of(unit, question.counted):
        return False  # the list shows how many there are
    if question.counted:
        return shows_count(lead, question.counted) and not shows_count(items, question.counted)
    amounts = _AMOUNTS if Want.COUNT in question.wants else frozenset[Want]()
    shown = [want for want in (question.wants & DECISIVE) | amounts if shows(want, lead)]
    return bool(shown) and not any(shows(want, items) for want in shown)


def _as_good_beside(home: Units, best: Scored, ranked: Sequence[Scored]) -> list[Pick]:
    """The best with the sentences of its paragraph, or the items beside it, that are as good: one
    fact may take two sentences, and several cases may be asked for in one question."""
    unit = best.unit
    good = [
        item.unit
        for item in ranked
        if item.fits and not item.unit.opens and item.score >= best.score - _AS_NEAR
    ]
    same = [u for u in good if u.document_id == unit.document_id]
    line = [u for u in same if u.line_start == unit.line_start]
    if len(line) > 1:
        return [Pick(home, min(u.start for u in line), max(u.end for u in line))]
    parent = home.outline.parent(unit.cited)
    items = [
        u
        for u in same
        if parent is not None
        and u.start == u.cited.start
        and u.cited.level is unit.cited.level
        and home.outline.parent(u.cited) == parent
    ]
    items = items if unit in items else [u for u in same if u.cited == unit.cited]
    if not 1 < len(items) <= _MOST_CASES:
        return []
    items.sort(key=lambda u: u.start)
    return [Pick(home, u.start, u.end) for u in items]


def _is_bare_heading(home: Units, unit: Unit) -> bool:
    """True for the heading of a clause that says what it says below: "Điều 9. Chính sách …"."""
    return (
        unit.opens and unit.start == unit.clause.start and home.document.text[unit.end - 1] != ":"
    )


def _is_under(heading: Unit, item: Scored) -> bool:
    return item.fits and heading.end < item.unit.start < heading.group_end


def _fact(question: Understanding, home: Units, unit: Unit) -> Pick:
    """The sentence that shows the fact: the unit, or where it only heads it, the one under it. What
    may be done is told with the exceptions beside it, in a paragraph that is short."""
    wanted = question.wants & DECISIVE
    may = Want.YES_NO in question.wants and not wanted and not question.counted
    if may and not unit.opens and unit.line_end - unit.line_start <= _SHORT_PARAGRAPH:
        return Pick(home, unit.line_start, unit.line_end)
    for inner in (unit, *home.between(unit.end, unit.group_end)):
        text = home.document.text[inner.start : inner.end]
        counts = not question.counted or shows_count(text, question.counted)
        if counts and all(shows(want, text) for want in wanted):
            return Pick(home, inner.start, inner.end)
    return Pick(home, unit.start, unit.end)


def _other_side(home: Units, shown: Pick, best: Scored, ranked: Sequence[Scored]) -> list[Pick]:
    """The next best sentence outside what is shown, for a comparison inside one document."""
    for item in ranked[1:]:
        unit = item.unit
        if item.fits and not shown.start <= unit.start < shown.end and not unit.opens:
            return [Pick(home, unit.start, unit.end)] if item.score > _AS_GOOD * best.score else []
    return []


def _fields(
    question: Understanding, home: Units, best: Scored, ranked: Sequence[Scored]
) -> list[Pick]:
    """The fields of the best unit's clause that hold what is wanted: "- Đơn vị chủ trì: …". Each
    is quoted with the task it is of."""
    clause = best.unit.cited
    found = []
    if not best.field and _tells_itself(question, best):
        return []
    for want in sorted(question.wants & _FIELD_WANTS):
        unit = _field(home, want, clause) or _field_beside(home, want, clause)
        if unit is not None:
            found.append(unit)
    if not found:
        return []
    task = min((s.unit for s in ranked if s.unit.cited == clause), key=lambda unit: unit.start)
    start = best.unit.start if not best.field else task.start
    picks = [
        Pick(home, unit.start, unit.group_end, min(start, unit.start))
        if unit.cited == clause
        else Pick(home, unit.start, unit.group_end)
        for unit in found
    ]
    if all(unit.cited != clause for unit in found):
        picks.append(Pick(home, best.unit.start, best.unit.end))
    within = {
        piece
        for piece, other in permutations(dict.fromkeys(picks), 2)
        if other.start <= piece.start and piece.end <= other.end
    }
    shown = (piece for piece in dict.fromkeys(picks) if piece not in within)
    return sorted(shown, key=lambda piece: piece.start)


def _tells_itself(question: Understanding, best: Scored) -> bool:
    """True for a sentence that shows the time asked for, where nothing else of a task is."""
    wanted = question.wants & _FIELD_WANTS
    return wanted == {Want.DATE} and shows_time(best.text, question.grains)


def _field(home: Units, want: Want, clause: Clause) -> Unit | None:
    """The first field of a clause's own that holds what is wanted."""
    for unit in home.between(clause.start, clause.end):
        text = home.document.text[unit.start : unit.end]
        says = unit.opens or not text.endswith(":")
        if unit.cited == clause and says and is_field(want, text):
            return unit
    return None


def _field_beside(home: Units, want: Want, clause: Clause) -> Unit | None:
    """The field in a clause beside, where a task is told in parts: "a) Nhiệm vụ: …", "b) Cơ quan
    thực hiện: …", "c) Thời gian: …"."""
    parent = home.outline.parent(clause)
    parts = home.outline.children(parent) if parent is not None else []
    if not any(_TASK_PART.match(home.outline.text(part)) for part in parts):
        return None
    found = [unit for part in parts if (unit := _field(home, want, part)) is not None]
    inner = [unit for unit in found if not unit.opens]
    return next(iter(inner or found), None)


def _paragraph(question: Understanding, home: Units, best: Scored) -> Pick:
    """The clause of a unit when it may be shown whole, else its paragraph; for a body's duties the
    clause the body heads; for a bullet of a list that was asked for, all bullets beside it."""
    unit = best.unit
    clause = unit.cited
    if Want.DUTY in question.wants and best.of_body and not _has_matter(question, home):
        clause = _headed_by_body(question, home, unit) or clause
        return Pick(home, clause.start, clause.end)
    whole = clause.level in _SHOWN_WHOLE
    if whole and (Want.DUTY in question.wants or clause.end - clause.start <= WHOLE):
        return Pick(home, clause.start, clause.end)
    if Want.LIST in question.wants and unit.clause.level is Level.BULLET:
        parent = home.outline.parent(unit.clause)
        bullets = [c for c in home.outline.children(parent) if c.level is Level.BULLET]
        return Pick(home, bullets[0].start, bullets[-1].end)
    last = home.between(unit.line_start, unit.line_end)[-1]
    return Pick(home, unit.line_start, max(unit.line_end, unit.group_end, last.group_end))


def _all_duties(question: Understanding, home: Units, best: Scored) -> list[Pick]:
    """Where a body's duties are asked for and nothing narrows them: every clause of the document
    that the body heads; where together they are too long to read, those under the heading that
    parts the duties out."""
    if Want.DUTY not in question.wants or not best.of_body or _has_matter(question, home):
        return []
    first = _headed_by_body(question, home, best.unit)
    if first is None or not home.is_titled_by_body(best.unit):
        return []
    if question.references:  # of the clause that the question names
        return [Pick(home, first.start, first.end)]
    wanted = {body_key(mention.name) for mention in question.bodies}
    found: list[Clause] = []
    for clause in home.outline:
        inside = found and clause.start < found[-1].end
        if clause.level in _SHOWN_WHOLE and not inside and home.is_about(clause, wanted):
            found.append(clause)
    if first not in found:
        return [Pick(home, first.start, first.end)]
    if sum(clause.end - clause.start for clause in found) > LONG:
        parted = [clause for clause in found if _parts_duties(home, clause)]
        found = parted if 0 < sum(c.end - c.start for c in parted) <= LONG else [first]
    return [Pick(home, clause.start, clause.end) for clause in found]


def _parts_duties(home: Units, clause: Clause) -> bool:
    """True for a clause under a heading that says who does what: "Tổ chức thực hiện"."""
    return any(_PARTS.search(match_key(head)) for head in home.outline.headings(clause))


def _has_matter(question: Understanding, home: Units) -> bool:
    """True when a question on a body's duties narrows them to some matter, not to the document."""
    names = (name for m in question.bodies for name in (m.name, body_key(m.name)))
    named = {key for name in names for key in keys(name)}
    duty_words = load_cues().words["duty"]
    return any(
        term.weight >= _FULL_WEIGHT and term.key not in named | duty_words | home.title_keys
        for term in question.terms
    )


def _headed_by_body(question: Understanding, home: Units, unit: Unit) -> Clause | None:
    """The innermost clause above a unit whose heading names the body asked about."""
    wanted = {body_key(mention.name) for mention in question.bodies}
    for clause in (unit.cited, *reversed(home.outline.ancestors(unit.cited))):
        if clause.level in _SHOWN_WHOLE and wanted & body_keys(clause.heading):
            return clause
    return None
