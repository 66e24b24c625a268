"""Answers to the parts of a question, joined into one: citations numbered through, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.model import Answer, Citation, Status

# The mark of a citation in an answer.
_MARK = re.compile(r"\[(\d+)\]")


def joined(answers: Sequence[Answer]) -> Answer:
    """One answer of several that all state something; a line that was said is not said again."""
    citations: list[Citation] = []
    lines: list[str] = []
    for answer in answers:
        numbers: dict[str, int] = {}
        for citation in answer.citations:
            numbers[str(citation.id)] = _number(citation, citations)
        text = _MARK.sub(lambda mark, numbers=numbers: f"[{numbers[mark[1]]}]", answer.answer)  # type: ignore[misc]
        lines += [line for line in text.split("\n") if line not in lines]
    partial = any(answer.status is Status.PARTIAL for answer in answers)
    return replace(
        answers[0],
        status=Status.PARTIAL if partial else Status.ANSWERED,
        answer="\n".join(lines),
        citations=tuple(citations),
        confidence=min(answer.confidence for answer in answers),
    )


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation among those so far, added when it is new."""
    for known in citations:
        same = known.document_id == citation.document_id
        if same and known.start <= citation.start and citation.end <= known.end:
            return known.id
    citations.append(replace(citation, id=len(citations) + 1))
    return citations[-1].id
