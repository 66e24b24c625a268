"""What a web page puts around a document: found by rule, dropped, and reported.

The rules are data (``data/chrome.toml``). A weak rule (a menu's single word) counts only beside
another line of chrome, for a document may say "Giới thiệu" too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.clean.lines import Line
from corpus.datafiles import read_data


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    weak: bool
    pattern: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule["reason"],
            rule.get("weak", False),
            re.compile("|".join(f"(?:{pattern})" for pattern in rule["patterns"]), re.IGNORECASE),
        )
        for rule in read_data("chrome")["rule"]
    )


def chrome_reasons(lines: Sequence[Line]) -> list[str | None]:
    """For each line, why it is no part of the document, or None for the lines that are kept."""
    reasons: list[str | None] = []
    weak: list[int] = []
    for position, line in enumerate(lines):
        rule = _rule_for(line.text)
        reasons.append(rule.reason if rule else None)
        if rule and rule.weak:
            weak.append(position)
    for position in weak:
        around = [*range(position - 2, position), *range(position + 1, position + 3)]
        if not any(0 <= near < len(lines) and reasons[near] for near in around):
            reasons[position] = None
    return reasons


def _rule_for(text: str) -> _Rule | None:
    if len(text) > 200:
        return None
    return next((rule for rule in _rules() if rule.pattern.fullmatch(text)), None)
