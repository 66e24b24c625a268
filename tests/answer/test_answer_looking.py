"""How alike a question is to the passages that hold units."""

from __future__ import annotations

import pytest

from answer.find.library import Library
from answer.find.looking import Looker
from index.search import Index
from tests.answer.answer_samples import asked


def test_units_are_as_alike_as_their_passages_together_and_one_by_one(
    shipped_index: Index,
) -> None:
    library = Library(shipped_index.documents, shipped_index.names)
    looker = Looker(shipped_index, library)
    look = looker.look(asked("Sở Nội vụ có trách nhiệm gì?"))
    together, alone = looker.likeness(look), looker.likeness(look)
    units = [unit for document_id in library.ids[:2] for unit in library.units(document_id).all]
    assert together(units) == together(units[::-1])[::-1]
    for unit, alike in list(zip(units, together(units), strict=True))[::20]:
        (one,) = alone([unit])
        assert one == pytest.approx(alike, abs=1e-6)
        own = shipped_index.passages_of(unit.document_id)
        held = [i for i, p in enumerate(own) if p.start <= unit.start < p.end]
        for _, lexical in look.scores([(unit.document_id, i) for i in held[-1:]]):
            assert alike.lexical == lexical
