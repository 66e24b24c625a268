"""What a question demands of an answer beyond its kind: a sum in the currency named, an upper
bound, the end of being in force. A sentence that speaks of the same matter and lacks it answers
another question. The demands are in data/demands.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from corpus.text import match_key

# Questions whose demands are remembered: one is laid against many sentences.
_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Demand:
    """``asked`` tells it in a question, ``shown`` in what answers. ``telling`` ones are of a matter
    so rare in a document that what meets them is likely the answer; without what is ``required``
    nothing is one; ``on_force`` ones are met in the article on coming into force, ``on_scope`` ones
    in those on what and whom a document is about."""

    asked: re.Pattern[str]
    shown: re.Pattern[str]
    telling: bool = False
    on_force: bool = False
    on_scope: bool = False
    required: bool = True


@lru_cache(_REMEMBERED)
def demands(question: str) -> tuple[Demand, ...]:
    """The demands of a question; mostly none.

    >>> len(demands("Mỗi xã có tối đa mấy tổ?")), len(demands("Ai phải báo cáo?"))
    (1, 0)
    """
    key = match_key(question)
    return tuple(demand for demand in _every() if demand.asked.search(key))


def meets(question: str, text: str) -> bool:
    """True when a text shows all that a question requires.

    >>> meets("Mỗi xã có tối đa mấy tổ?", "phân công một tổ trực")
    False
    """
    asked = [demand for demand in demands(question) if demand.required]
    if not asked:
        return True
    key = match_key(text)
    return all(demand.shown.search(key) is not None for demand in asked)


def tells(question: str, text: str) -> bool:
    """True when a text meets a telling demand of a question.

    >>> tells("Kinh phí lấy từ nguồn nào?", "do ngân sách nhà nước bảo đảm")
    True
    """
    telling = [demand for demand in demands(question) if demand.telling]
    key = match_key(text) if telling else ""
    return any(demand.shown.search(key) is not None for demand in telling)


@cache
def _every() -> tuple[Demand, ...]:
    data = tomllib.loads((files("answer") / "data" / "demands.toml").read_text(encoding="utf-8"))
    return tuple(
        Demand(
            re.compile(entry["asked"]),
            re.compile(entry["shown"]),
            entry.get("telling", False),
            entry.get("on_force", False),
            entry.get("on_scope", False),
            entry.get("required", True),
        )
        for entry in data.values()
    )
