from index.langchain import ClauseRetriever
from index.model import Filters
from index.search import Index

QUESTION = "Sở Nội vụ phải kiện toàn bộ máy theo kế hoạch nào?"


def test_a_retriever_returns_passages_with_their_clause_and_place(index: Index) -> None:
    best, second = ClauseRetriever(index=index, k=2).invoke(QUESTION)
    document = index.documents[best.metadata["document_id"]]
    assert best.page_content == document.text[best.metadata["start"] : best.metadata["end"]]
    assert best.metadata["number"] == "87/KH-UBND"
    assert best.metadata["issued_on"] == "2024-04-05"
    assert best.metadata["address"] == "II.1"
    assert best.metadata["label"] == "khoản 1 mục II"
    assert best.metadata["score"] >= second.metadata["score"]


def test_a_retriever_keeps_to_its_filters(index: Index) -> None:
    retriever = ClauseRetriever(index=index, filters=Filters(years=(2022,)))
    assert {found.metadata["number"] for found in retriever.invoke(QUESTION)} == {"12/KH-UBND"}


def test_a_retriever_composes_with_other_runnables(index: Index) -> None:
    chain = ClauseRetriever(index=index, k=1) | (lambda found: found[0].metadata["label"])
    assert chain.invoke(QUESTION) == "khoản 1 mục II"
