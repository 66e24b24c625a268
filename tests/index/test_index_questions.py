"""Questions made of texts are words of theirs, the same at every build."""

from __future__ import annotations

from index.questions import questions_of
from index.search import Index


def test_questions_are_some_words_in_a_row_of_a_passage(index: Index) -> None:
    asked = questions_of(index.documents, index.passages)
    assert len(asked) == min(200, len(index.passages))
    texts = [
        " ".join(index.documents[p.document_id].text[p.start : p.end].split())
        for p in index.passages
    ]
    for question in asked:
        assert any(question in text for text in texts)
        assert 1 <= len(question.split()) <= 12


def test_the_same_are_made_of_the_same_passages(index: Index) -> None:
    assert questions_of(index.documents, index.passages) == questions_of(
        index.documents, index.passages
    )
