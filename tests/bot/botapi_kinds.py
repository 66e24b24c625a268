"""What the Bot API's parameters may be: checks that return the value or refuse it.

A parameter comes as text (form or query, objects as JSON in it) or as a JSON value. Telegram
overlooks fields it does not know; this server refuses them, because here they are our mistakes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

Kind = Callable[[Any], Any]

# A whole number, as a form sends it.
_INTEGER = re.compile(r"-?\d+")


class Refusal(Exception):  # noqa: N818 - it is Telegram's "no", not a fault of this server
    """An answer ``{"ok": false}`` with Telegram's code and description, and where
    it has some its ResponseParameters."""

    def __init__(
        self, code: int, description: str, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(problem: str) -> Refusal:
    """Telegram's 400."""
    return Refusal(400, f"Bad Request: {problem}")


def integer(value: Any) -> int:
    """A whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INTEGER.fullmatch(value):
        return int(value)
    raise bad_request(f"{value!r} is not an Integer")


def boolean(value: Any) -> bool:
    """True or False."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise bad_request(f"{value!r} is not a Boolean")


def string(value: Any) -> str:
    """Text."""
    if isinstance(value, str):
        return value
    raise bad_request(f"{value!r} is not a String")


def one_of(*allowed: str) -> Kind:
    """One of some words."""

    def check(value: Any) -> str:
        if value not in allowed:
            raise bad_request(f"{value!r} is not one of {', '.join(allowed)}")
        return string(value)

    return check


def list_of(kind: Kind) -> Kind:
    """A list, as JSON or already decoded."""

    def check(value: Any) -> list[Any]:
        items = _decoded(value)
        if not isinstance(items, list):
            raise bad_request(f"{value!r} is not an Array")
        return [kind(item) for item in items]

    return check


def fields(known: Mapping[str, Kind], *required: str) -> Kind:
    """An object of known fields, as JSON or already decoded."""

    def check(value: Any) -> dict[str, Any]:
        items = _decoded(value)
        if not isinstance(items, dict):
            raise bad_request(f"{value!r} is not an Object")
        return checked(items, known, *required)

    return check


def checked(given: Mapping[str, Any], known: Mapping[str, Kind], *required: str) -> dict[str, Any]:
    """The given values by their kinds; refuses unknown and missing ones by name."""
    for name in given:
        if name not in known:
            raise bad_request(f'unknown field "{name}"')
    for name in required:
        if name not in given:
            raise bad_request(f'field "{name}" is required')
    return {name: known[name](value) for name, value in given.items()}


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError as error:
        raise bad_request(f"can't parse JSON: {error.msg}") from error
