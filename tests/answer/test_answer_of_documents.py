"""Of many documents a question looks only at those that share what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest

from answer.find.confidence import measured
from answer.find.library import Library
from answer.find.scope import beyond, resolve
from answer.of_documents import OfDocuments
from corpus.model import Document, Relation, RelationKind
from index.model import Filters
from tests.answer.answer_samples import asked, law, plan, report

_THINGS = "chợ cầu đê kênh cảng ruộng rừng hồ suối bãi đảo vịnh".split()
_PLACES = "xóm phố bản làng thôn ấp buôn sóc khóm vạn trại phường".split()


class Watched(Mapping[str, Document]):
    """Documents of which is known which were looked at."""

    def __init__(self, *documents: Document) -> None:
        self._documents = {document.id: document for document in documents}
        self.seen: set[str] = set()

    def __getitem__(self, document_id: str) -> Document:
        self.seen.add(document_id)
        return self._documents[document_id]

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._documents

    def __iter__(self) -> Iterator[str]:
        self.seen.update(self._documents)
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


def _plans() -> Iterator[Document]:
    """A plan on each thing in each place; every one repeals a plan of its own."""
    for turn, (thing, place) in enumerate(product(_THINGS, _PLACES), 1_000):
        number = f"{turn}/KH-UBND"
        repealed = f"{turn}/2011/QĐ-UBND"
        relation = Relation(
            RelationKind.REPEALS, f"Quyết định số {repealed}", repealed, None, None, None, 0, 20
        )
        title = f"Phát triển {thing} {place} năm 2024"
        yield replace(
            plan(), id=f"{thing}-{place}", number=number, title=title, relations=(relation,)
        )


@pytest.fixture(scope="module")
def documents() -> Watched:
    """A hundred and forty-four plans, a law and a report."""
    return Watched(*_plans(), law(), report())


@pytest.fixture(scope="module")
def library(documents: Watched) -> Library:
    """The library of these documents."""
    return Library(documents)


@pytest.mark.parametrize(
    ("question", "filters", "most", "answering"),
    [
        ("Kế hoạch phát triển kênh làng do ai ký?", Filters(), 23, "kênh-làng"),
        ("Kế hoạch của UBND tỉnh về phát triển kênh làng do ai ký?", Filters(), 23, "kênh-làng"),
        ("Kế hoạch phát triển tàu ngầm do ai ký?", Filters(), 0, None),
        ("Quyết định 1005/2011/QĐ-UBND còn hiệu lực không?", Filters(), 2, "chợ-ấp"),
        ("Nghị định 77/2011/NĐ-CP còn hiệu lực không?", Filters(), 1, None),
        ("Kế hoạch phát triển kênh làng giao việc gì?", Filters(), 1, None),
        ("Đề án 905 giao việc gì?", Filters(), 0, None),
        ("Mấy trung tâm huyện có sóng 5G?", Filters(), 0, None),
        ("Bài báo nói gì về trạm phát sóng?", Filters(), 0, None),
        ("Mấy trung tâm huyện có sóng 5G?", Filters(document_ids=("kênh-làng",)), 0, None),
        ("Mấy trung tâm huyện có sóng 5G?", Filters(years=(2023,)), 0, None),
        ("Mấy trung tâm huyện có sóng 5G?", Filters(provinces=("Lào Cai",)), 0, None),
    ],
)
def test_no_question_passes_by_all_documents(
    documents: Watched,
    library: Library,
    question: str,
    filters: Filters,
    most: int,
    answering: str | None,
) -> None:
    def rarity(word: str) -> float:
        return 0.1 if len(library.title_words.saying(word)) > len(documents) / 2 else 1.0

    of_documents = OfDocuments(library, rarity, measured())
    for _ in range(2):  # what is laid out once is laid out for the first
        documents.seen.clear()
        answer = of_documents.answer(asked(question), filters)
        if answer is None:
            beyond(asked(question), resolve(asked(question), filters, library), filters, library)
    assert len(documents.seen) <= most
    assert {c.document_id for c in answer.citations} == {answering} if answer else not answering
