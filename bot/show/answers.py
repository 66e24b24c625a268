"""Answers as messages with buttons. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from answer.model import Answer, Citation, Status
from bot import texts
from bot.keeping import Shelf
from bot.show.buttons import Button, Keyboard, Press, Verb
from bot.show.richtext import Run, Style
from bot.show.screen import Block, Screen, screen, shortened, titled

# Characters of a question on a button; a phone shows about forty and cuts the rest itself.
_BUTTON = 60


def answer_screen(answer: Answer, public_url: str | None = None, asked: str = "") -> Screen:
    """The answer: the question where the chat does not show it (``asked``), how it was understood
    when that was changed, the answer, notes, sources (linked to the web reader when ``public_url``
    is given)."""
    blocks: list[Block] = []
    if asked:
        blocks.append([Run(texts.ASKED.format(question=asked), Style.ITALIC)])
    if answer.interpreted_as:
        understood = texts.INTERPRETED_AS.format(question=answer.interpreted_as)
        blocks.append([Run(understood, Style.ITALIC)])
    blocks.append([Run(answer.answer)])
    blocks.extend([Run(texts.NOTE, Style.BOLD), Run(note.text)] for note in answer.notes)
    if answer.citations:
        sources = [_source(citation, public_url) for citation in answer.citations]
        blocks.append(titled(texts.SOURCES, sources))
    if answer.status is Status.CLARIFY and answer.suggestions:
        blocks.append(questions_block(texts.CHOICES, answer.suggestions))
        return screen(blocks, question_buttons(answer.id, answer.suggestions))
    return screen(blocks, _buttons(answer))


def shelf_of(answer: Answer, person: str) -> Shelf:
    """What the buttons under the answer refer to."""
    clauses = dict.fromkeys((cited.document_id, cited.clause) for cited in answer.citations)
    return Shelf(answer.id, person, answer.suggestions, tuple(clauses))


def related_screen(shelf: Shelf) -> Screen:
    """The questions that go with an answer."""
    return questions_screen(texts.SUGGESTIONS, shelf.key, shelf.questions)


def questions_screen(title: str, shelf_key: str, questions: Sequence[str]) -> Screen:
    """Questions to press."""
    return screen([questions_block(title, questions)], question_buttons(shelf_key, questions))


def questions_block(title: str, questions: Sequence[str]) -> Block:
    """Questions to read: a button shows only their beginning."""
    return titled(title, [[Run(f"{number}. {text}")] for number, text in enumerate(questions, 1)])


def question_buttons(shelf_key: str, questions: Sequence[str]) -> Keyboard:
    """A button for each question."""
    return tuple(
        (
            Button(
                shortened(f"{number}. {text}", _BUTTON),
                Press(Verb.ASK, (shelf_key, str(number - 1))),
            ),
        )
        for number, text in enumerate(questions, 1)
    )


def reasons_screen(answer_id: str) -> Screen:
    """What was wrong with an answer?"""
    buttons = [
        Button(text, Press(Verb.REASON, (answer_id, reason)))
        for reason, text in texts.REASONS.items()
    ]
    return screen([[Run(texts.WHAT_WAS_WRONG)]], (tuple(buttons[:2]), tuple(buttons[2:])))


def _buttons(answer: Answer) -> Keyboard:
    see = []
    if answer.citations:
        see.append(Button(texts.SEE_QUOTE, Press(Verb.QUOTES, (answer.id,))))
    if answer.suggestions:
        see.append(Button(texts.SEE_RELATED, Press(Verb.RELATED, (answer.id,))))
    rate = (
        Button(texts.GOOD, Press(Verb.GOOD, (answer.id,))),
        Button(texts.BAD, Press(Verb.BAD, (answer.id,))),
    )
    return (tuple(see), rate) if see else (rate,)


def _source(citation: Citation, public_url: str | None) -> Block:
    mark = Run(f"[{citation.id}] ")
    if public_url is None:
        return [mark, Run(citation.full_citation)]
    address = public_url.rstrip("/") + citation.url
    return [mark, Run(citation.full_citation, Style.LINK, address)]
