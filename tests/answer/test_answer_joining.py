"""Answers to the parts of a question become one: marks numbered through, nothing said twice."""

from __future__ import annotations

from dataclasses import replace

from answer.model import Answer, Citation, Status
from answer.say.joining import joined

FIRST = Citation(1, "d", "15/KH-UBND", "t", None, None, "I.1", "khoản 1 mục I", "", "abc", 0, 3, "")
SECOND = replace(FIRST, clause="II.1", quote="xyz", start=10, end=13)


def answer(text: str, *citations: Citation, status: Status = Status.ANSWERED) -> Answer:
    """An answer of one line for each text."""
    return Answer(status, text, citations, confidence=0.5)


def test_marks_are_numbered_through() -> None:
    whole = joined([answer("Một [1].", FIRST), answer("Hai [1].", SECOND)])
    assert whole.answer == "Một [1].\nHai [2]."
    assert [(c.id, c.quote) for c in whole.citations] == [(1, "abc"), (2, "xyz")]


def test_a_place_cited_twice_is_one_citation() -> None:
    whole = joined([answer("Một [1].", FIRST), answer("Hai [1].", replace(FIRST, end=2))])
    assert whole.answer == "Một [1].\nHai [1]."
    assert len(whole.citations) == 1


def test_what_was_said_is_not_said_again() -> None:
    assert joined([answer("Một [1].", FIRST), answer("Một [1].", FIRST)]).answer == "Một [1]."


def test_of_two_lines_on_one_place_the_longer_is_said() -> None:
    short, long = answer("Một [1];", FIRST), answer("a) Một [1].", FIRST)
    assert joined([short, long]).answer == joined([long, short]).answer == "a) Một [1]."


def test_one_part_that_is_partial_makes_the_whole_so() -> None:
    partial = answer("Hai [1].", SECOND, status=Status.PARTIAL)
    assert joined([answer("Một [1].", FIRST), partial]).status is Status.PARTIAL
