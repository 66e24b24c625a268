"""An answer as Markdown text, for clients that show nothing but text."""

from __future__ import annotations

import re

from answer.model import Answer

INTERPRETED_AS = "*Hiểu là: {question}*"
SOURCES = "**Nguồn**"
NOTES = "**Lưu ý**"
SUGGESTIONS = "**Có thể hỏi**"

# What Markdown would take for a mark of its own, outside the [n] of citations.
_MARKS = re.compile(
    r"[\\`*_<>|~]|(?<=\n)[#+-](?=\s)|^[#+-](?=\s)|(?<=\n)(\d+)(?=\.\s)|^(\d+)(?=\.\s)"
)


def as_markdown(answer: Answer, public_url: str | None) -> str:
    """The answer with its sources, notes and suggestions; sources are links where the reader has a
    public address."""
    blocks = []
    if answer.interpreted_as:
        blocks.append(INTERPRETED_AS.format(question=_plain(answer.interpreted_as)))
    # Two spaces end a line: the answer's lines are clauses, and must stay apart.
    blocks.append(_plain(answer.answer).replace("\n", "  \n"))
    sources = [
        f"[{citation.id}] {_source(citation.full_citation, citation.url, public_url)}"
        for citation in answer.citations
    ]
    blocks += _block(SOURCES, sources, "  \n")
    blocks += _block(NOTES, [f"- {_plain(note.text)}" for note in answer.notes])
    blocks += _block(SUGGESTIONS, [f"- {_plain(text)}" for text in answer.suggestions])
    return "\n\n".join(blocks)


def _block(title: str, lines: list[str], separator: str = "\n") -> list[str]:
    return [f"{title}\n\n{separator.join(lines)}"] if lines else []


def _source(citation: str, path: str, public_url: str | None) -> str:
    text = _plain(citation)
    return f"[{text}]({public_url}{path})" if public_url else text


def _plain(text: str) -> str:
    """The text so that Markdown shows it as it is: "1." at a line's start stays a number, not an
    item of a list that is numbered anew."""
    return _MARKS.sub(lambda m: m[0] + "\\" if m[0][0].isdigit() else f"\\{m[0]}", text)
