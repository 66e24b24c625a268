"""Shipped and added documents put together: which stand to be answered from, and which lie aside
because another reading of the same document stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.library.entry import Entry
from corpus.library.identity import Candidate, are_one, fewest_shared, rank, reason
from corpus.library.sketch import Sketch, sketch_of
from corpus.model import Document
from corpus.reading import with_unique_ids


@dataclass(frozen=True, slots=True)
class Held:
    """A document that stands, under its own id. ``entry`` is None for a shipped document."""

    document: Document
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class Aside:
    """A reading that does not stand: ``instead`` is the id of the document that does, ``reason``
    says why in Vietnamese."""

    document: Document
    entry: Entry | None
    instead: str
    reason: str


@dataclass(frozen=True, slots=True)
class Collection:
    """The documents to answer from, in the order of their ids, and the readings put aside."""

    held: tuple[Held, ...]
    aside: tuple[Aside, ...]

    @property
    def documents(self) -> list[Document]:
        """The documents to answer from."""
        return [held.document for held in self.held]


def collect(shipped: Iterable[Document], entries: Sequence[Entry]) -> Collection:
    """Puts the shipped documents and those of the library together. ``entries`` come in the order
    in which they were added; it decides who keeps a plain id where two documents share one."""
    readings = [_Reading(document, sketch_of(document.text), None) for document in shipped]
    readings += [_Reading(entry.document, entry.sketch, entry) for entry in entries]
    groups = _groups(readings)
    standing = [_best(group) for group in groups]
    documents = with_unique_ids(best.document for best in standing)
    held = [Held(document, best.entry) for document, best in zip(documents, standing, strict=True)]
    aside = [
        Aside(other.document, other.entry, document.id, reason(best.document, other.document))
        for group, best, document in zip(groups, standing, documents, strict=True)
        for other in group
        if other is not best
    ]
    return Collection(tuple(sorted(held, key=lambda held: held.document.id)), tuple(aside))


@dataclass(frozen=True, slots=True)
class _Reading:
    document: Document
    sketch: Sketch
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class _Member:
    place: int
    candidate: Candidate
    group: list[_Reading]


class _Members:
    """The readings so far, to be asked which of them may be of a document: those of its number, and
    those that share runs of words with it. Two that are sure of different numbers are never one, so
    that only what is unsure of its number is looked for among all."""

    def __init__(self) -> None:
        self._count = 0
        self._of_number: defaultdict[str | int, list[_Member]] = defaultdict(list)
        self._unsure: defaultdict[int, list[_Member]] = defaultdict(list)
        self._all: defaultdict[int, list[_Member]] = defaultdict(list)

    def add(self, candidate: Candidate, group: list[_Reading]) -> None:
        """One more reading, in its group."""
        member = _Member(self._count, candidate, group)
        self._count += 1
        if (told := candidate.told[-1]) is not None:
            self._of_number[told].append(member)
        for number in candidate.sketch:
            self._all[number].append(member)
            if candidate.number is None:
                self._unsure[number].append(member)

    def near(self, candidate: Candidate) -> Iterator[_Member]:
        """Those of its number, then those alike, each in the order they came."""
        told = candidate.told[-1]
        yield from self._of_number.get(told, ()) if told is not None else ()
        postings = self._all if candidate.number is None else self._unsure
        shared: Counter[int] = Counter()
        found: dict[int, _Member] = {}
        for number in candidate.sketch:
            for member in postings.get(number, ()):
                shared[member.place] += 1
                found[member.place] = member
        for place in sorted(shared):
            if shared[place] >= fewest_shared(candidate, found[place].candidate):
                yield found[place]


def _groups(readings: Sequence[_Reading]) -> list[list[_Reading]]:
    """The readings by document, in the order of each one's first."""
    groups: list[list[_Reading]] = []
    members = _Members()
    for reading in readings:
        candidate = Candidate.of(reading.document, reading.sketch)
        near = members.near(candidate)
        group = next((each.group for each in near if are_one(candidate, each.candidate)), None)
        if group is None:
            groups.append(group := [])
        group.append(reading)
        members.add(candidate, group)
    return groups


def _best(group: Sequence[_Reading]) -> _Reading:
    """The reading that stands: of one file name only the last added is considered."""
    last = {reading.document.source: reading for reading in group}
    longest = max(len(reading.document.text) for reading in last.values())
    return max(last.values(), key=lambda reading: rank(reading.document, longest))
