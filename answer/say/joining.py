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
        for line in text.split("\n"):
            _say(line, lines)
    partial = any(answer.status is Status.PARTIAL for answer in answers)
    return replace(
        answers[0],
        status=Status.PARTIAL if partial else Status.ANSWERED,
        answer="\n".join(lines),
        citations=tuple(citations),
        confidence=min(answer.confidence for answer in answers),
    )


def _say(line: str, lines: list[str]) -> None:
    """Adds a line to those said, unless one of them says it of the same place; one that it says
    and more gives way to it."""
    for place, said in enumerate(lines):
        if _MARK.findall(said) != _MARK.findall(line):
            continue
        if _bare(line) in _bare(said):
            return
        if _bare(said) in _bare(line):
            lines[place] = line
            return
    lines.append(line)


def _bare(line: str) -> str:
    """A line without its marks and the stops that end it."""
    return _MARK.sub("", line).rstrip(" .;,")


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation among those so far, added when it is new."""
    for known in citations:
        same = known.document_id == citation.document_id
        if same and known.start <= citation.start and citation.end <= known.end:
            return known.id
    citations.append(replace(citation, id=len(citations) + 1))
    return citations[-1].id
