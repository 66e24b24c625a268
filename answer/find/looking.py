"""Which units to look at: those of the passages that search finds, and the headings above them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, starmap

from answer.find.cutting import Unit
from answer.find.features import Likeness, Likenesses
from answer.find.library import Library
from answer.find.scope import Side
from answer.find.title_words import without_name
from answer.find.units import Units
from answer.understand.understanding import Understanding
from index.model import Look, Passage, PassageIndex, Place

# Passages looked into, by cosine and by BM25 each; a side with fewer is looked into whole.
_LOOKED_INTO = 24

# Documents that a question may ask one by one; of a side with more, those that hold the passages
# looked into.
_ONE_BY_ONE = 100

# Documents of which it is remembered where their passages lie.
_PLACES = 1_024

# Cosines of this kind of encoder live in a narrow band; below the floor nothing is alike.
_FLOOR, _CEILING = 0.78, 0.92


class Looker:
    """Finds the units of a side that may answer, with the likeness of each to the question."""

    def __init__(self, index: PassageIndex, library: Library) -> None:
        self._index = index
        self._library = library
        self._places = lru_cache(_PLACES)(self._read_places)

    def look(self, question: Understanding, only: str | None = None) -> Look:
        """The question laid against all passages; where all is about one document (its id), without
        the words that only say its title: they are as near to all its passages."""
        text = question.search_text
        if only is not None:
            pairs = self._library.units(only).title_pairs
            text = without_name(text, pairs, numbered=bool(question.numbers))
        return self._index.look(text)

    def likeness(self, look: Look) -> Likenesses:
        """Tells how alike the question is to the passages that hold some units (to the next one for
        a heading, which heads it)."""
        known: dict[Place, Likeness] = {}

        def likeness(units: Sequence[Unit]) -> list[Likeness]:
            places = [self._place(unit) for unit in units]
            new = [place for place in dict.fromkeys(places) if place not in known]
            known.update(zip(new, starmap(_likeness, look.scores(new)), strict=True))
            return [known[place] for place in places]

        return likeness

    def _place(self, unit: Unit) -> Place:
        """The passage that holds a unit, else the next one."""
        starts, ends = self._places(unit.document_id)
        position = bisect_right(starts, unit.start) - 1
        if position < 0 or ends[position] <= unit.start:
            position += 1
        return unit.document_id, min(position, len(starts) - 1)

    def units(self, side: Side, look: Look) -> list[tuple[Units, Unit]]:
        """The units of a side worth looking at, each with its document."""
        if self._is_small(side):
            homes = (self._library.units(document_id) for document_id in side.document_ids)
            return [(home, unit) for home in homes for unit in home.all]
        return list(self._of_passages(look.best(side.document_ids, _LOOKED_INTO)))

    def _is_small(self, side: Side) -> bool:
        """True for a side of few passages; as soon as they are many, no more are counted."""
        most = 2 * _LOOKED_INTO
        counts = accumulate(map(self._index.passage_count, side.document_ids))
        return all(count <= most for count in counts)

    def documents(self, side: Side, look: Look) -> Sequence[str]:
        """The documents of a side worth asking one by one."""
        ids = side.document_ids
        if len(ids) <= _ONE_BY_ONE:
            return ids
        passages = look.best(ids, _LOOKED_INTO)
        return list(dict.fromkeys(passage.document_id for passage in passages))

    def _of_passages(self, passages: Iterable[Passage]) -> Iterable[tuple[Units, Unit]]:
        seen: set[tuple[str, int]] = set()
        for passage in passages:
            home = self._library.units(passage.document_id)
            clause = home.outline.at(passage.start)
            above = [*home.outline.ancestors(clause), clause] if clause else []
            spans = [(c.start, c.start + 1) for c in above] + [(passage.start, passage.end)]
            for start, end in spans:
                for unit in home.between(start, end):
                    if (passage.document_id, unit.start) not in seen:
                        seen.add((passage.document_id, unit.start))
                        yield home, unit

    def _read_places(self, document_id: str) -> tuple[list[int], list[int]]:
        """Where the passages of a document start and end."""
        passages = self._index.passages_of(document_id)
        return [passage.start for passage in passages], [passage.end for passage in passages]


def _likeness(cosine: float, lexical: float) -> Likeness:
    dense = (cosine - _FLOOR) / (_CEILING - _FLOOR)
    return Likeness(min(1.0, max(0.0, dense)), lexical)
