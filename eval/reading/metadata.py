"""How right the metadata of documents is, field by field, against truths read by people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FIELDS = ("number", "kind", "issuer", "province", "date", "signer", "title")
"""Fields that truths may hold; ``date`` is the day of issue in ISO form."""


@dataclass(frozen=True, slots=True)
class FieldScore:
    """Of ``total`` documents whose truth holds a field, ``right`` were read right; ``wrong`` lists
    the others as (document, truth, read)."""

    right: int
    total: int
    wrong: tuple[tuple[str, str, str | None], ...]

    @property
    def share(self) -> float:
        """Right over total; 1.0 where no truth holds the field."""
        return self.right / self.total if self.total else 1.0


def score_metadata(
    rows: Iterable[tuple[str, Mapping[str, str | None], Mapping[str, str | None]]],
) -> dict[str, FieldScore]:
    """Scores by field of rows (document, truth, read). A field that a truth leaves empty is not
    judged; a title is right when it begins with the other, for truths may be cut.

    >>> score_metadata([("a", {"number": "87/KH-UBND"}, {"number": "87/kh-ubnd"})])["number"].share
    1.0
    """
    judged = list(rows)
    return {name: _score(name, judged) for name in FIELDS}


def agree(name: str, truth: str, read: str | None) -> bool:
    """True when a field's reading agrees with its truth, case, spaces and quotes apart."""
    wanted, given = _normal(truth), _normal(read or "")
    if name == "title":
        return bool(given) and (wanted.endswith(given) or _begins(wanted, given))
    return wanted == given


def _score(
    name: str, rows: Iterable[tuple[str, Mapping[str, str | None], Mapping[str, str | None]]]
) -> FieldScore:
    right, total = 0, 0
    wrong = []
    for document, truth, read in rows:
        if not (expected := truth.get(name)):
            continue
        total += 1
        if agree(name, expected, read.get(name)):
            right += 1
        else:
            wrong.append((document, expected, read.get(name)))
    return FieldScore(right, total, tuple(wrong))


def _begins(first: str, second: str) -> bool:
    return first.startswith(second) or second.startswith(first)


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(" " if char in "“”\"'’‘*.,;:" else char for char in plain)
    return " ".join(kept.split())
