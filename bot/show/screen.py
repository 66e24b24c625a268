"""A screen: messages that fit, in order, with the buttons under the last. Made of blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.show.buttons import Keyboard
from bot.show.richtext import Run, Style, split, to_html

Block = list[Run]
"""Lines that stay together where they can; blocks are parted by a blank line."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Telegram HTML, one text a message, and the buttons under the last of them."""

    parts: tuple[str, ...]
    keyboard: Keyboard = ()


def screen(blocks: Sequence[Block], keyboard: Keyboard = ()) -> Screen:
    """The blocks as messages."""
    return Screen(tuple(to_html(part) for part in split(joined(blocks, "\n\n"))), keyboard)


def sentence(text: str, keyboard: Keyboard = ()) -> Screen:
    """A sentence without styles."""
    return screen([[Run(text)]], keyboard)


def titled(title: str, lines: Sequence[Block]) -> Block:
    """Lines under a title."""
    return joined([[Run(title, Style.BOLD)], *lines], "\n")


def joined(blocks: Sequence[Block], separator: str) -> Block:
    """The blocks as one, the separator between them."""
    whole: Block = []
    for block in blocks:
        if whole:
            whole.append(Run(separator))
        whole.extend(block)
    return whole


def shortened(text: str, length: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1].rsplit(" ", 1)[0] if " " in text[: length - 1] else text[: length - 1]
    return f"{cut.rstrip(' ,;:.')}…"
