"""What a person read in a document's original, where a machine read it wrongly or not at all.

It is kept beside the file, and laid over every reading of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from corpus.kinds import kind_named
from corpus.library.errors import ConfirmationError
from corpus.metadata import ARTICLE
from corpus.metadata.days import DAY_WORDS, day_of
from corpus.metadata.issuers import short_name
from corpus.model import Correction, Document
from corpus.numbers import canonical_number, find_numbers
from corpus.places import find_provinces, province
from corpus.reading import document_id
from corpus.relations import find_relations
from corpus.text import fold, nfc

# "2024-04-05", as programs write a day.
_ISO = re.compile(r"\d{4}-\d\d-\d\d")

# A day as people write it: "05/4/2024", "ngày 05 tháng 4 năm 2024".
_DAY = re.compile(rf"(?:ngày\s+)?{DAY_WORDS}", re.IGNORECASE)

_FIRST_YEAR = 1945
_LONGEST = 1_000
"""Characters of what a person tells; the longest titles of laws have half of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A document's metadata as a person read it in the original; None where nobody did. An empty
    ``province`` says that there is none: a central body issued the document."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    kind: str | None = None
    province: str | None = None

    @property
    def told(self) -> dict[str, Any]:
        """What was told, by field."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @property
    def record(self) -> dict[str, str]:
        """The same as plain JSON values, the day in ISO form."""
        day = {"issued_on": self.issued_on.isoformat()} if self.issued_on else {}
        return {**self.told, **day}

    @property
    def said(self) -> list[str]:
        """The same in words: ``số 87/KH-UBND``."""
        return [
            f"{_FIELDS[name].called} {_shown(value) or 'không có'}"
            for name, value in self.told.items()
        ]

    def followed_by(self, later: Confirmed) -> Confirmed:
        """This with what was told later, which goes before."""
        return replace(self, **later.told)

    def over(self, reading: Document) -> Document:
        """A reading set right, which its id follows. What was read otherwise stays in the text as
        it is; a correction goes with it, so that an answer that quotes it can say so."""
        told = self.told
        if not told:
            return reading
        if (named := find_provinces(self.issuer or "")) and self.province is None:
            told["province"] = named[-1].name
        settled = replace(
            reading,
            **{**told, "province": told.get("province", reading.province) or None},
            unconfirmed=tuple(name for name in reading.unconfirmed if name not in told),
            corrections=(*reading.corrections, *self._corrections(reading)),
            secondary=reading.secondary and not (reading.kind == ARTICLE and self.kind),
        )
        if settled.secondary != reading.secondary:
            settled = replace(settled, relations=find_relations(settled))
        return replace(settled, id=document_id(settled))

    def _corrections(self, reading: Document) -> tuple[Correction, ...]:
        """Of the fields that answers are made of, those whose line in the text tells otherwise."""
        note = "Theo bản gốc, {} là “{}”; máy đọc là “{}”."
        return tuple(
            Correction(
                reading.text[span.start : span.end],
                note.format(_FIELDS[name].called, _shown(value), _shown(read)),
            )
            for name, value in self.told.items()
            if name in _QUOTED
            and (read := getattr(reading, name)) is not None
            and fold(_shown(read)) != fold(_shown(value))
            and (span := reading.evidence.get(name)) is not None
        )


def confirmed_of(record: Mapping[str, str]) -> Confirmed:
    """What ``Confirmed.record`` wrote. Raises TypeError or ValueError for anything else."""
    day = record.get("issued_on")
    told: dict[str, Any] = {**record, "issued_on": date.fromisoformat(day) if day else None}
    return Confirmed(**told)


def confirmed_of_words(given: Mapping[str, str]) -> Confirmed:
    """What a person typed, by field, in one spelling each: ``5/4/2024`` is a day, ``ỦY BAN NHÂN DÂN
    TỈNH QUẢNG NGÃI`` an issuer. Raises ConfirmationError for what is no such thing."""
    told: dict[str, Any] = {name: _FIELDS[name].read(words) for name, words in given.items()}
    return Confirmed(**told)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: what it is called, what its value is, an example of one, and what makes it of words
    (None: they tell none)."""

    called: str
    name: str
    english: str
    example: str
    value_of: Callable[[str], str | date | None]

    def read(self, words: str) -> str | date:
        """The value that words tell. Raises ConfirmationError."""
        one = " ".join(nfc(words).split())
        usable = one.isprintable() and len(one) <= _LONGEST
        if not usable or (value := self.value_of(one)) is None:
            shown = "".join(char for char in one[:80] if char.isprintable())
            raise ConfirmationError(
                f"“{shown}” không phải {self.name}.",
                english=f"“{shown}” is no {self.english}.",
                hint=f"Hãy viết như bản gốc in, chẳng hạn {self.example}.",
            )
        return value


def _number(words: str) -> str | None:
    mention = next(iter(find_numbers(words)), None)
    return canonical_number(mention.text) if mention else None


def _day(words: str) -> date | None:
    try:
        day = date.fromisoformat(words) if _ISO.fullmatch(words) else day_of(_DAY.fullmatch(words))
    except ValueError:
        return None
    # Where the sun rises first it is tomorrow already.
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if day and date(_FIRST_YEAR, 1, 1) <= day <= tomorrow else None


def _words(words: str) -> str | None:
    return words if any(char.isalpha() for char in words) else None


def _issuer(words: str) -> str | None:
    return short_name(words) if _words(words) else None


def _province(words: str) -> str | None:
    found = province(words)
    return found.name if found else None if words else ""


def _shown(value: str | date) -> str:
    return value if isinstance(value, str) else f"{value:%d/%m/%Y}"


_FIELDS: Mapping[str, _Field] = {
    "number": _Field("số", "số, ký hiệu văn bản", "document number", "87/KH-UBND", _number),
    "issued_on": _Field(
        "ngày ban hành",
        f"ngày ban hành (từ năm {_FIRST_YEAR} đến nay)",
        f"day of issue (from {_FIRST_YEAR} to now)",
        "05/4/2024",
        _day,
    ),
    "issuer": _Field(
        "cơ quan ban hành", "tên cơ quan", "issuing body", "UBND tỉnh Quảng Ngãi", _issuer
    ),
    "title": _Field("trích yếu", "trích yếu", "title", "Chuyển đổi số năm 2024", _words),
    "kind": _Field("loại", "loại văn bản", "kind of document", "Kế hoạch", kind_named),
    "province": _Field("tỉnh", "tỉnh, thành phố", "province", "Quảng Ngãi", _province),
}

# The fields that answers quote from the text.
_QUOTED = ("number", "issued_on", "issuer", "title")
