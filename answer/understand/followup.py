"""Follow-ups: a question that leaves something out takes it from the ones before, and only that.

"Thế còn Tây Ninh?" after a question on Sở Tài chính Quảng Ngãi asks the same of another province;
"bao giờ xong?" asks something new of the same matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.understand.cues import Want, load_cues
from answer.understand.understanding import Term, Understanding
from answer.words import keys
from corpus.text import match_key

# Kinds that name a matter more than a text: "Đề án 06" in a follow-up changes no subject.
_OF_MATTERS = frozenset({"Đề án", "Chương trình", "Chiến lược"})

# "đến năm 2030": a year that something is asked of, and none by which a text is called.
_WITHIN = re.compile(
    r"\b(?:đến|tới|trong|giai đoạn|vào|by)(?: (?:hết|cuối))?(?: năm)? ((?:19|20)\d{2})\b"
)

# The weight of words taken over when the question has a matter of its own, and when it has none.
_AS_CONTEXT, _AS_MATTER = 0.3, 0.7


@dataclass(frozen=True, slots=True)
class Completed:
    """A question with what it left out, and whether anything was taken over."""

    question: Understanding
    changed: bool


def complete(question: Understanding, history: Sequence[Understanding]) -> Completed:
    """The question completed from the user's earlier ones (oldest first)."""
    if not history or not _leaves_out(question):
        return Completed(question, False)
    previous = _completed_history(history)
    return Completed(_take_over(question, previous), True)


def part_of(
    whole: Understanding, part: Understanding, before: Sequence[Understanding]
) -> Understanding:
    """A part of a question with what it leaves out: its documents, where it names none, are those
    of the whole; its matter and its kind, where it has none, those of the part before, which is
    context where it has."""
    part = replace(part, is_part=True)
    if not part.names_scope and not part.references:
        part = replace(part, numbers=whole.numbers, provinces=whole.provinces, years=part.years)
    if not before:
        return part
    own = _own_matter(part)
    previous = before[-1]
    known = {term.key for term in part.terms}
    weight = _AS_CONTEXT if own else _AS_MATTER
    wants = part.wants
    if not own and Want.SIGNER in previous.wants and wants == {Want.DATE}:
        wants = frozenset({Want.DATE, Want.ISSUED_ON})
    return replace(
        part,
        wants=wants or previous.wants,
        counted=part.counted or (previous.counted if not part.wants else ()),
        bodies=part.bodies or (previous.bodies if not own else ()),
        terms=(
            *part.terms,
            *(
                Term(t.key, t.weight * weight, t.others)
                for t in previous.terms
                if t.key not in known
            ),
        ),
        search_text=part.search_text if own else _joined(part, previous),
    )


def _own_matter(question: Understanding) -> bool:
    """True when a question has words of topic besides thin ones, numbers and names of bodies."""
    bodies = {key for mention in question.bodies for key in keys(mention.name)}
    thin = load_cues().words["thin"]
    return any(
        term.key not in thin and term.key not in bodies and not term.key.isdigit()
        for term in question.terms
    )


def _leaves_out(question: Understanding) -> bool:
    key = match_key(question.text)
    cues = load_cues()
    refers = cues.opens_followup.search(key) or cues.points_back.search(key)
    return refers is not None or not question.names_scope


def _completed_history(history: Sequence[Understanding]) -> Understanding:
    previous = history[0]
    for turn in history[1:]:
        previous = _take_over(turn, previous) if _leaves_out(turn) else turn
    return previous


def _take_over(question: Understanding, previous: Understanding) -> Understanding:
    own_matter = _own_matter(question)
    numbers, provinces = question.numbers, question.provinces
    if not provinces and all(mention.kind in _OF_MATTERS for mention in numbers):
        numbers, provinces = (*previous.numbers, *numbers), previous.provinces
    taken = _matter(previous, question)
    weight = _AS_CONTEXT if own_matter else _AS_MATTER
    known = {term.key for term in question.terms}
    terms = question.terms + tuple(
        Term(t.key, t.weight * weight, t.others) for t in taken if t.key not in known
    )
    wants = question.wants
    if not wants or (not own_matter and question.bodies and wants <= {Want.YES_NO}):
        wants = previous.wants if not own_matter else wants
    same_body = not question.bodies and not own_matter and Want.LEAD not in question.wants
    return replace(
        question,
        numbers=numbers,
        provinces=provinces,
        bodies=question.bodies or (previous.bodies if same_body else ()),
        references=question.references or (() if own_matter else previous.references),
        years=question.years or (_time_frame(previous) if own_matter else previous.years),
        wants=wants,
        terms=terms,
        text=question.text,
        search_text=_joined(question, previous),
    )


def _time_frame(previous: Understanding) -> tuple[int, ...]:
    """The years within which the earlier question asks: a new matter is asked of the same time."""
    within = set(map(int, _WITHIN.findall(match_key(previous.text))))
    return previous.years if within.issuperset(previous.years) else ()


def _matter(previous: Understanding, question: Understanding) -> list[Term]:
    """The words of the earlier question, less the body that this one replaces."""
    replaced = set()
    if question.bodies:
        replaced = {key for mention in previous.bodies for key in keys(mention.name)}
    if question.years:
        replaced |= {str(year) for year in previous.years}
    return [term for term in previous.terms if term.key not in replaced]


def _joined(question: Understanding, previous: Understanding) -> str:
    return f"{question.search_text} {previous.search_text}"
