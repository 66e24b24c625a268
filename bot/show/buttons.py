"""Buttons under a message, and what they carry.

Telegram gives 64 bytes to say what a button does. A document's id or a clause's address may be
longer, so both go by a short key that anyone can make again from the id: a button works after a
restart and after a rebuild, as long as the document and the clause are there.

>>> Press.read(Press(Verb.CLAUSE, ("kXzBqf1L", "a9Pw03Cd", "0")).data)
Press(verb=<Verb.CLAUSE: 'c'>, arguments=('kXzBqf1L', 'a9Pw03Cd', '0'))
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2s

_SEPARATOR = ":"
_KEY_BYTES = 6  # eight characters; two of ten thousand clauses meet once in a few million corpora


class Verb(StrEnum):
    """What a press asks for."""

    CLAUSE = "c"  # document, clause, page; in the place of what is shown
    OPEN = "o"  # document, clause; below what is shown
    QUOTES = "n"  # answer: its cited clauses
    RELATED = "g"  # answer: its suggestions
    ASK = "q"  # shelf, which of its questions
    PROVINCES = "ps"
    PROVINCE = "p"  # province, page
    DOCUMENT = "d"  # document, page of its contents
    GOOD = "up"  # answer
    BAD = "dn"  # answer
    REASON = "w"  # answer, reason
    RESEND = "r"  # message that may not have arrived
    ARRIVED = "ok"  # the same: it has
    ERASE = "x"
    KEEP = "k"
    APPROVE = "ya"  # person
    REFUSE = "no"  # person


# A short key of a document's id, a clause's address or a province.
_KEY = re.compile(r"[\w-]{8}", re.ASCII)
# A page, a message's number, a person's number.
_NUMBER = re.compile(r"[0-9]{1,15}")
# An answer's id, or that of another shelf.
_ID = re.compile(r"[0-9a-f]{1,40}")
# A reason.
_WORD = re.compile(r"[a-z_]{1,20}")

_SHAPES: Mapping[str, tuple[re.Pattern[str], ...]] = {
    Verb.CLAUSE: (_KEY, _KEY, _NUMBER),
    Verb.OPEN: (_KEY, _KEY),
    Verb.QUOTES: (_ID,),
    Verb.RELATED: (_ID,),
    Verb.ASK: (_ID, _NUMBER),
    Verb.PROVINCES: (),
    Verb.PROVINCE: (_KEY, _NUMBER),
    Verb.DOCUMENT: (_KEY, _NUMBER),
    Verb.GOOD: (_ID,),
    Verb.BAD: (_ID,),
    Verb.REASON: (_ID, _WORD),
    Verb.RESEND: (_NUMBER,),
    Verb.ARRIVED: (_NUMBER,),
    Verb.ERASE: (),
    Verb.KEEP: (),
    Verb.APPROVE: (_NUMBER,),
    Verb.REFUSE: (_NUMBER,),
}


@dataclass(frozen=True, slots=True)
class Press:
    """A press: the verb and what it is about."""

    verb: Verb
    arguments: tuple[str, ...] = ()

    @property
    def data(self) -> str:
        """What the button carries."""
        return _SEPARATOR.join((self.verb, *self.arguments))

    @classmethod
    def read(cls, data: str) -> Press | None:
        """The press that a button's data says; None for data of no button of ours, which a client
        can be made to send."""
        verb, *arguments = data.split(_SEPARATOR)
        shapes = _SHAPES.get(verb)
        if shapes is None or len(shapes) != len(arguments):
            return None
        if not all(map(re.Pattern.fullmatch, shapes, arguments)):
            return None
        return cls(Verb(verb), tuple(arguments))


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends a press, or opens an address."""

    text: str
    press: Press | None = None
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]
"""Rows of buttons."""


@lru_cache(maxsize=65_536)
def key_of(name: str) -> str:
    """The short key of a document's id, a clause's address or a province."""
    return urlsafe_b64encode(blake2s(name.encode(), digest_size=_KEY_BYTES).digest()).decode()


def named(names: Iterable[str], key: str) -> str | None:
    """The name that the key is of, None when it is among them no longer."""
    return next((name for name in names if key_of(name) == key), None)
