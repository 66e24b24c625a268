"""What the documents of a corpus name: numbers of other documents, and provinces. Told once when a
snapshot is built, so that no question has to read the texts of all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.model import Document
from corpus.numbers import NumberMention, find_numbers, number_key
from corpus.places import find_provinces
from corpus.records import Record


@dataclass(frozen=True, slots=True)
class Named:
    """What one document names: each number once, without its place in the text; of a document of no
    province those that its title names, or, of a report, its text."""

    numbers: tuple[NumberMention, ...]
    provinces: tuple[str, ...]


def named_in(document: Document) -> Named:
    """What a document names."""
    numbers = {(found.text, found.kind): found for found in find_numbers(document.text)}
    provinces: tuple[str, ...] = ()
    if document.province is None:
        told = find_provinces(document.text if document.secondary else document.title)
        provinces = tuple(dict.fromkeys(mention.name for mention in told))
    return Named(tuple(map(_placeless, numbers.values())), provinces)


class Names:
    """What the documents of a corpus name, by the names. ``read`` gives what each names, and is
    called when it is first asked for: most questions name nothing that is no document here."""

    def __init__(self, read: Callable[[], Iterable[tuple[str, Named]]]) -> None:
        self._read = read

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Names:
        """Those of documents that nobody has told of before."""
        return cls(lambda: ((document.id, named_in(document)) for document in documents))

    def numbers(self, key: str) -> Sequence[tuple[str, NumberMention]]:
        """The numbers named whose first part has a key (``corpus.numbers.number_key``), each with
        the id of the document that names it."""
        return self._told[0].get(key, ())

    @property
    def provinces(self) -> Mapping[str, Sequence[str]]:
        """The ids of the documents of no province that are on each province."""
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[dict[str, list[tuple[str, NumberMention]]], dict[str, list[str]]]:
        numbers: dict[str, list[tuple[str, NumberMention]]] = {}
        provinces: dict[str, list[str]] = {}
        for document_id, named in self._read():
            for mention in named.numbers:
                numbers.setdefault(number_key(mention.number), []).append((document_id, mention))
            for name in named.provinces:
                provinces.setdefault(name, []).append(document_id)
        return numbers, provinces


def named_record(named: Named) -> Record:
    """What a document names as plain JSON values."""
    numbers = [[m.text, m.number, m.year, m.symbol, m.kind] for m in named.numbers]
    return {"numbers": numbers, "provinces": list(named.provinces)}


def named_of(record: Record) -> Named:
    """What ``named_record`` wrote; other keys of the record are left alone."""
    mentions = (NumberMention(m[0], 0, 0, *m[1:]) for m in record["numbers"])
    return Named(tuple(mentions), tuple(record["provinces"]))


def _placeless(mention: NumberMention) -> NumberMention:
    return replace(mention, start=0, end=0)
