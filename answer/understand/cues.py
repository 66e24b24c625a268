"""What a question asks for, read from the words of asking (data/cues.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from corpus.text import fold, match_key

# Texts whose wants are remembered: those of a question are looked for in each of its forms.
_REMEMBERED = 16


class Want(StrEnum):
    """Kinds of thing a question asks for. The first seven are data of a document as a whole."""

    SIGNER = "signer"
    ISSUED_ON = "issued_on"
    EFFECTIVE_ON = "effective_on"
    NUMBER = "number"
    ISSUER = "issuer"
    TITLE = "title"
    LEGAL_BASIS = "legal_basis"
    DATE = "date"
    MONEY = "money"
    PERCENT = "percent"
    RANK = "rank"
    COUNT = "count"
    CONTACT = "contact"
    PERSON = "person"
    PLACE = "place"
    LEAD = "lead"
    COOPERATE = "cooperate"
    DEFINITION = "definition"
    DUTY = "duty"
    LIST = "list"
    YES_NO = "yesno"
    REASON = "reason"
    PURPOSE = "purpose"
    COMPARE = "compare"


DOERS = frozenset({Want.LEAD, Want.COOPERATE})
"""Wants of who does something, and with whom."""

# Beside these, what a question only names is part of the matter: "quá thời hạn có bị phạt không".
_NAMING_NOTHING = frozenset({Want.YES_NO, Want.REASON})


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cues of each want, those that only name one, those of follow-ups; the words of
    asking that carry no topic (as ``match_key`` gives them) and further lists of words (folded) by
    name."""

    patterns: tuple[tuple[Want, re.Pattern[str]], ...]
    named: tuple[tuple[Want, re.Pattern[str]], ...]
    asking_words: frozenset[str]
    english_words: frozenset[str]
    asking_phrases: re.Pattern[str]
    opens_followup: re.Pattern[str]
    points_back: re.Pattern[str]
    words: Mapping[str, frozenset[str]]

    def wants(self, question: str) -> frozenset[Want]:
        """The wants whose cues stand in a question.

        >>> sorted(load_cues().wants("Ai ký kế hoạch này?"))
        [<Want.SIGNER: 'signer'>]
        """
        key = match_key(question)
        wants = _wants(self.patterns, key)
        return wants if wants & _NAMING_NOTHING else wants | _wants(self.named, key)

    def comparing(self, question: str) -> list[tuple[int, int]]:
        """Where a question asks for a comparison: words that say nothing of what is compared."""
        key = match_key(question)
        pattern = dict(self.patterns)[Want.COMPARE]
        return [match.span() for match in pattern.finditer(key)]


@lru_cache(_REMEMBERED)
def _wants(patterns: tuple[tuple[Want, re.Pattern[str]], ...], key: str) -> frozenset[Want]:
    return frozenset(want for want, pattern in patterns if pattern.search(key))


@cache
def load_cues() -> Cues:
    """The cues that ship with the product."""
    data = tomllib.loads((files("answer") / "data" / "cues.toml").read_text(encoding="utf-8"))

    def compiled(kind: str) -> tuple[tuple[Want, re.Pattern[str]], ...]:
        """Of each want that has such cues."""
        cues = ((want, data["want"][want.value].get(kind)) for want in Want)
        return tuple((want, re.compile(rf"\b(?:{'|'.join(some)})")) for want, some in cues if some)

    followup = data["followup"]
    before, opens, back = (
        "|".join(map(match_key, followup[name]))
        for name in ("before_opening", "opens", "points_back")
    )
    return Cues(
        patterns=compiled("cues"),
        named=compiled("names"),
        asking_words=frozenset(match_key(word) for word in data["drop"]["words"]),
        english_words=frozenset(data["drop"]["english"]),
        asking_phrases=re.compile(
            rf"\b(?:{'|'.join(match_key(phrase) for phrase in data['drop']['phrases'])})\b"
        ),
        opens_followup=re.compile(rf"^\W*(?:(?:{before})\s+)*(?:{opens})\b"),
        points_back=re.compile(rf"\b(?:{back})\b"),
        words={name: frozenset(fold(text).split()) for name, text in data["words"].items()},
    )
