"""Answers and greetings as lists of Telegram HTML messages, ready to send in order. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from answer.model import MAX_QUESTION, Answer, Citation, Status
from bot import texts
from bot.richtext import Run, Style, split, to_html

# A block: lines that stay together where they can; blocks are parted by a blank line.
Block = list[Run]


def render_answer(answer: Answer, public_url: str | None = None) -> list[str]:
    """The answer as messages: how it was understood (when changed), the answer, notes, sources
    (linked to the web reader when ``public_url`` is given), suggestions."""
    blocks: list[Block] = []
    if answer.interpreted_as:
        understood = texts.INTERPRETED_AS.format(question=answer.interpreted_as)
        blocks.append([Run(understood, Style.ITALIC)])
    blocks.append([Run(answer.answer)])
    blocks.extend([Run(texts.NOTE, Style.BOLD), Run(note.text)] for note in answer.notes)
    if answer.citations:
        sources = [_source(citation, public_url) for citation in answer.citations]
        blocks.append(_titled(texts.SOURCES, sources))
    if answer.suggestions:
        title = texts.CHOICES if answer.status is Status.CLARIFY else texts.SUGGESTIONS
        blocks.append(_titled(title, [[Run(f"• {line}")] for line in answer.suggestions]))
    return _messages(blocks)


def render_start(document_count: int, examples: Sequence[str]) -> list[str]:
    """The greeting: what the assistant is, what it holds, what to ask."""
    return _messages(
        [
            [Run(texts.NAME, Style.BOLD), Run(texts.GREETING)],
            [Run(texts.HOLDINGS.format(count=document_count))],
            *_examples(examples),
            [Run(texts.MORE)],
        ]
    )


def render_help(examples: Sequence[str]) -> list[str]:
    """How to ask, with examples, the commands, and what the assistant is not."""
    commands = [[Run(f"/{name} – {vietnamese}")] for name, vietnamese, _ in texts.COMMANDS]
    max_question = f"{MAX_QUESTION:,}".replace(",", ".")
    return _messages(
        [
            _titled(texts.HELP_TITLE, [[Run(texts.HELP.format(max_question=max_question))]]),
            *_examples(examples),
            _lines(commands),
            [Run(texts.DISCLAIMER, Style.ITALIC)],
        ]
    )


def render_plain(text: str) -> list[str]:
    """A sentence without styles."""
    return _messages([[Run(text)]])


def _source(citation: Citation, public_url: str | None) -> Block:
    mark = Run(f"[{citation.id}] ")
    if public_url is None:
        return [mark, Run(citation.full_citation)]
    address = public_url.rstrip("/") + citation.url
    return [mark, Run(citation.full_citation, Style.LINK, address)]


def _examples(examples: Sequence[str]) -> list[Block]:
    if not examples:
        return []
    questions = [[Run("• "), Run(example, Style.CODE)] for example in examples]
    return [_lines([[Run(texts.EXAMPLES)], *questions])]


def _titled(title: str, lines: Sequence[Block]) -> Block:
    return _lines([[Run(title, Style.BOLD)], *lines])


def _lines(lines: Sequence[Block]) -> Block:
    return _joined(lines, "\n")


def _joined(blocks: Sequence[Block], separator: str) -> Block:
    joined: Block = []
    for block in blocks:
        if joined:
            joined.append(Run(separator))
        joined.extend(block)
    return joined


def _messages(blocks: Sequence[Block]) -> list[str]:
    return [to_html(part) for part in split(_joined(blocks, "\n\n"))]
