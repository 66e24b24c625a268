"""Telegram's HTML, parsed as strictly as the Bot API's documentation words it.

Where the documentation forbids what Telegram in fact lets pass (a bare ``&`` or ``>``, an unknown
named entity, an attribute it does not know, styles around ``code``), this parser refuses: what
gets through here gets through there. Error texts follow Telegram's, offsets in UTF-8 bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

# A start tag: its name, and its attributes with or without a value.
_START_TAG = re.compile(
    r"<(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    r"(?P<attributes>(?:\s+[A-Za-z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9.-]+))?)*)\s*>"
)
# One attribute of a start tag.
_ATTRIBUTE = re.compile(
    r"(?P<name>[A-Za-z-]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>\S+)))?"
)
# An end tag.
_END_TAG = re.compile(r"</(?P<name>[A-Za-z0-9-]*)\s*>")
# What stands where a tag's name should, up to a space or the tag's end.
_TAG_NAME = re.compile(r"<(?P<name>[^\s>]*)")
# A character reference: &lt; &#60; &#x3C;
_REFERENCE = re.compile(r"&(?:(?P<named>[A-Za-z]+)|#(?P<decimal>\d+)|#x(?P<hex>[0-9A-Fa-f]+));")
# Text without a character that means something to the parser.
_PLAIN = re.compile(r"[^&<>]+")

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_STYLES = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
}
_TYPES = {
    **_STYLES,
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_NESTABLE = frozenset(_STYLES.values())
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_FIXED_WIDTH = frozenset({"code", "pre"})


class EntityError(ValueError):
    """The text cannot be parsed; the message is what follows "can't parse entities: "."""


def units(text: str) -> int:
    """Length in UTF-16 code units, Telegram's measure."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """The text with its entities (MessageEntity, by offset), trimmed. Raises EntityError."""
    return _Parser(source).parse()


def trimmed(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """The text without white space around it, and the entities moved along: Telegram trims."""
    leading = units(text) - units(text.lstrip())
    text = text.strip()
    moved = []
    for entity in entities:
        start = max(entity["offset"] - leading, 0)
        end = min(entity["offset"] + entity["length"] - leading, units(text))
        if start < end:
            moved.append({**entity, "offset": start, "length": end - start})
    return text, moved


@dataclass(frozen=True, slots=True)
class _Open:
    """A tag that has not been closed, and the entity it will make; None when it only says
    something of the tag around it."""

    tag: str
    entity: dict[str, Any] | None
    start: int


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._text: list[str] = []
        self._length = 0
        self._entities: list[dict[str, Any]] = []
        self._open: list[_Open] = []

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        while self._at < len(self._source):
            match self._source[self._at]:
                case "&":
                    self._reference()
                case "<" if self._source.startswith("</", self._at):
                    self._end_tag()
                case "<":
                    self._start_tag()
                case ">":
                    raise self._error('Character ">" must be written "&gt;"')
                case _:
                    self._append(self._match(_PLAIN, "No text")[0])
        if self._open:
            tag = self._open[-1].tag
            raise EntityError(f'Can\'t find end tag corresponding to start tag "{tag}"')
        by_offset = sorted(self._entities, key=lambda each: (each["offset"], -each["length"]))
        return trimmed("".join(self._text), by_offset)

    def _error(self, problem: str) -> EntityError:
        return EntityError(f"{problem} at byte offset {len(self._source[: self._at].encode())}")

    def _match(self, pattern: re.Pattern[str], otherwise: str) -> re.Match[str]:
        match = pattern.match(self._source, self._at)
        if match is None:
            raise self._error(otherwise)
        return match

    def _append(self, text: str, source_length: int | None = None) -> None:
        self._text.append(text)
        self._length += units(text)
        self._at += len(text) if source_length is None else source_length

    def _reference(self) -> None:
        reference = self._match(_REFERENCE, 'Character "&" must be written "&amp;"')
        self._append(self._referenced(reference), len(reference[0]))

    def _referenced(self, reference: re.Match[str]) -> str:
        if named := reference["named"]:
            if named not in _NAMED:
                raise self._error(f'Unsupported named entity "{reference[0]}"')
            return _NAMED[named]
        decimal = reference["decimal"]
        code = int(decimal) if decimal else int(reference["hex"], 16)
        if not 0 < code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise self._error(f'Unsupported numeric entity "{reference[0]}"')
        return chr(code)

    def _start_tag(self) -> None:
        name = self._match(_TAG_NAME, "No tag")["name"]
        if name.lower() not in _TYPES:
            raise self._error(f'Unsupported start tag "{name}"')
        start = self._match(_START_TAG, "Unclosed start tag")
        tag = start["name"].lower()
        entity = self._entity(tag, self._attributes(start["attributes"]))
        if entity is not None:
            for outer in self._open:
                if outer.entity and not _may_contain(outer.entity["type"], entity["type"]):
                    raise self._error(f'Tag "{tag}" can\'t be inside "{outer.tag}"')
        self._open.append(_Open(tag, entity, self._length))
        self._at = start.end()

    def _end_tag(self) -> None:
        if not self._open:
            raise self._error("Unexpected end tag")
        end = self._match(_END_TAG, "Unclosed end tag")
        opened, found = self._open.pop(), end["name"].lower()
        if found != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{found}>"'
            raise EntityError(f"{self._error('Unmatched end tag')}, {expected}")
        length = self._length - opened.start
        if opened.entity is not None and length > 0:
            self._entities.append({**opened.entity, "offset": opened.start, "length": length})
        self._at = end.end()

    def _attributes(self, source: str) -> dict[str, str]:
        attributes = {}
        for match in _ATTRIBUTE.finditer(source):
            value = match["double"] or match["single"] or match["bare"] or ""
            if "&" in _REFERENCE.sub("", value) or "<" in value or ">" in value:
                raise self._error(f'Unescaped character in the attribute "{match["name"]}"')
            attributes[match["name"].lower()] = _REFERENCE.sub(
                lambda reference: self._referenced(reference), value
            )
        return attributes

    def _entity(self, tag: str, given: dict[str, str]) -> dict[str, Any] | None:
        """The MessageEntity that a start tag begins, without offset and length."""
        entity: dict[str, Any] | None = {"type": _TYPES[tag]}
        if tag == "a":
            entity = {"type": "text_link", "url": given.pop("href", "")}
            if not entity["url"]:
                raise self._error('Tag "a" must have an attribute "href"')
        elif tag == "span" and given.pop("class", "") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"')
        elif tag == "tg-emoji":
            entity = {"type": "custom_emoji", "custom_emoji_id": given.pop("emoji-id", "")}
            if not entity["custom_emoji_id"].isdecimal():
                raise self._error('Tag "tg-emoji" must have a number as "emoji-id"')
        elif tag == "blockquote" and "expandable" in given:
            del given["expandable"]
            entity = {"type": "expandable_blockquote"}
        elif tag == "code" and self._open and self._open[-1].entity == {"type": "pre"}:
            language = given.pop("class", "")
            if not language.startswith("language-"):
                raise self._error('Tag "code" in "pre" must have class "language-…"')
            self._open[-1].entity["language"] = language.removeprefix("language-")
            entity = None
        if given:
            raise self._error(f'Unknown attribute "{next(iter(given))}" in the tag "{tag}"')
        return entity


def _may_contain(outer: str, inner: str) -> bool:
    """The documentation's nesting rules, for entities with characters in common."""
    if outer in _FIXED_WIDTH:
        return False
    if outer in _NESTABLE:
        return inner not in _FIXED_WIDTH
    if outer in _QUOTES:
        return inner not in _QUOTES
    return inner in _NESTABLE
