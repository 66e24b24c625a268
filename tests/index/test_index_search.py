from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Document
from corpus.text import fold
from index.dense import EXACT_UP_TO, DenseIndex, Lists
from index.lexical import LexicalField, folded_terms, terms
from index.model import Encoder, Filters
from index.search import Index, allowed_documents
from tests.making import make_document

_PROVINCES = ("Quảng Ngãi", "Tây Ninh")

WITH_DIACRITICS = "Sở Nội vụ kiện toàn tổ chức bộ máy theo Kế hoạch 87/KH-UBND"
WITHOUT = "so noi vu kien toan to chuc bo may theo ke hoach 87/kh-ubnd"


def test_the_passage_that_answers_comes_first(index: Index) -> None:
    best = index.search(WITH_DIACRITICS, k=3)[0]
    assert best.passage.document_id == "Quảng Ngãi-2024"
    assert best.passage.clauses[0] == "II.1"


def test_a_query_without_diacritics_finds_the_same_passage(index: Index) -> None:
    assert index.search(WITHOUT)[0].passage == index.search(WITH_DIACRITICS)[0].passage


def test_of_a_restored_query_bm25_reads_no_marks(index: Index) -> None:
    mistaken = "Sỡ Nỗi vũ kiên toán tờ chức bố mày"  # every mark another than in the text
    as_typed, restored = index.search(mistaken, k=50), index.search(mistaken, k=50, restored=True)
    assert max(hit.lexical for hit in restored) == 1.0
    best = next(hit for hit in restored if hit.lexical == 1.0)
    assert best.passage == index.search(WITHOUT)[0].passage
    assert next(h for h in as_typed if h.passage == best.passage).lexical < 1.0


def test_a_query_in_decomposed_letters_is_the_same_query(index: Index) -> None:
    decomposed = "Kiện toàn bộ máy ở Quảng Ngãi"
    assert index.search(decomposed) == index.search("Kiện toàn bộ máy ở Quảng Ngãi")


def test_scores_fall_and_stay_between_zero_and_one(index: Index) -> None:
    hits = index.search("Báo cáo kết quả trước ngày nào?", k=50)
    assert len(hits) == len(index.passages)
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= value <= 1 for hit in hits for value in (hit.score, hit.dense, hit.lexical))
    assert max(hit.dense for hit in hits) == 1
    assert min(hit.dense for hit in hits) == 0


def test_k_limits_what_comes_back(index: Index) -> None:
    assert len(index.search("kinh phí", k=2)) == 2
    assert index.search("kinh phí", k=0) == []


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(), {"Quảng Ngãi-2024", "Tây Ninh-2022"}),
        (Filters(document_ids=("Tây Ninh-2022",)), {"Tây Ninh-2022"}),
        (Filters(provinces=("Quảng Ngãi",)), {"Quảng Ngãi-2024"}),
        (Filters(provinces=("tay ninh",)), {"Tây Ninh-2022"}),
        (Filters(provinces=("tỉnh Tây Ninh", "Quảng Ngãi")), {"Quảng Ngãi-2024", "Tây Ninh-2022"}),
        (Filters(years=(2022,)), {"Tây Ninh-2022"}),
        (Filters(years=(2022,), provinces=("Quảng Ngãi",)), set()),
        (Filters(document_ids=("không-có",)), set()),
    ],
)
def test_filters_let_through_only_what_they_name(
    index: Index, filters: Filters, documents: set[str]
) -> None:
    hits = index.search("kế hoạch chuyển đổi số", k=50, filters=filters)
    assert {hit.passage.document_id for hit in hits} == documents


@given(data=st.data())
def test_rows_are_those_of_the_documents_let_through_ascending(
    index: Index, data: st.DataObject
) -> None:
    counts = data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=8).filter(sum))
    years, provinces = st.sampled_from([None, 2021, 2022]), st.sampled_from([None, *_PROVINCES])
    documents = {
        key: make_document(
            key,
            "Văn bản",
            issued_on=None if (year := data.draw(years)) is None else date(year, 1, 2),
            province=data.draw(provinces),
        )
        for key in (f"d{number}" for number in range(len(counts)))
    }
    passages = [
        replace(index.passages[0], document_id=key, start=start)
        for key, count in zip(documents, counts, strict=True)
        for start in range(count)
    ]
    field = LexicalField.of(["chữ"] * len(passages), terms)
    made = Index(
        documents=documents,
        passages=passages,
        encoder=index.encoder,
        dense=DenseIndex(np.ones((len(passages), 2), np.float32)),
        accented=field,
        folded=field,
    )
    asked = Filters(
        tuple(data.draw(st.lists(st.sampled_from([*documents, "không-có"]), max_size=3))),
        tuple(data.draw(st.lists(st.sampled_from([*_PROVINCES, "tay ninh"]), max_size=2))),
        tuple(data.draw(st.lists(st.sampled_from([2021, 2022]), max_size=2))),
    )
    wanted = [key for key, document in documents.items() if _passes(document, asked)]
    assert sorted(allowed_documents(documents, asked)) == wanted
    own = [row for row, passage in enumerate(passages) if passage.document_id in wanted]
    assert made.rows(asked).tolist() == own
    assert made.rows(asked).tolist() == own  # as remembered
    assert made.rows_of(data.draw(st.permutations(wanted))).tolist() == own
    assert [made.row(p.document_id, p.start) for p in passages] == list(range(len(passages)))


def _passes(document: Document, filters: Filters) -> bool:
    """Plainly what filters mean."""
    province, year = document.province, document.issued_on and document.issued_on.year
    return (
        (not filters.document_ids or document.id in filters.document_ids)
        and (not filters.provinces or fold(province or "") in map(fold, filters.provinces))
        and (not filters.years or year in filters.years)
    )


def test_scores_are_normalised_over_what_the_filters_let_through(index: Index) -> None:
    hits = index.search(WITH_DIACRITICS, k=50, filters=Filters(years=(2022,)))
    assert max(hit.dense for hit in hits) == 1
    assert max(hit.lexical for hit in hits) == 1


def test_a_look_gives_raw_cosines_and_the_best_by_either_score(
    index: Index, encoder: Encoder
) -> None:
    vector = index.encode(WITH_DIACRITICS)
    look = index.look(WITH_DIACRITICS)
    hits = index.search(WITH_DIACRITICS, k=50)
    for document in index.documents.values():
        own = index.passages_of(document.id)
        texts = [f"{p.head}\n{document.text[p.start : p.end]}" for p in own]
        cosines = [near for near, _ in look.scores([(document.id, i) for i in range(len(own))])]
        assert np.allclose(cosines, encoder.encode_passages(texts) @ vector, atol=1e-5)
    best = look.best(tuple(index.documents), 1)
    assert next(hit for hit in hits if hit.dense == 1).passage in best
    assert len(best) <= 2
    assert len(look.best(tuple(index.documents), 1000)) == len(index.passages)
    assert look.best(tuple(index.documents), 1) == best
    for document_id in index.documents:
        assert {passage.document_id for passage in look.best([document_id], 1)} == {document_id}


def many(index: Index, dense: DenseIndex, field: LexicalField) -> Index:
    """An index over so many passages, all of one document."""
    passages = [replace(index.passages[0], start=row) for row in range(len(dense))]
    return Index(
        documents=index.documents,
        passages=passages,
        encoder=index.encoder,
        dense=dense,
        accented=field,
        folded=field,
    )


def test_a_search_over_many_finds_what_looking_at_all_finds(index: Index) -> None:
    chance = np.random.default_rng(0)
    count = EXACT_UP_TO + 500
    points = chance.standard_normal((400, 32))[chance.integers(400, size=count)]
    vectors = points + 0.4 * chance.standard_normal((count, 32))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    texts = [" ".join(f"chữ{number}" for number in chance.integers(900, size=6)) for _ in vectors]
    field = LexicalField.of(texts, terms)
    exact = many(index, DenseIndex(vectors), field)
    lists = many(index, DenseIndex(vectors, Lists.over(vectors, vectors[:200])), field)
    near = 0
    for row in range(0, 400, 20):
        query = f"chữ{row} chữ{row + 1} đào tạo"
        hits = exact.search(query, query_vector=vectors[row])
        found = lists.search(query, query_vector=vectors[row])
        near += len({hit.passage for hit in hits} & {hit.passage for hit in found})
        assert found[0].score == pytest.approx(hits[0].score, abs=0.02)
    assert near >= 0.95 * 200


def test_a_query_without_known_words_is_ranked_by_meaning_alone(index: Index) -> None:
    hits = index.search("xyzzy", k=50)
    assert {hit.lexical for hit in hits} == {0.0}
    assert hits[0].dense == 1


def test_a_clause_is_found_by_document_and_address(index: Index) -> None:
    assert index.clause("Tây Ninh-2022", "II.1.b").label == "điểm b khoản 1 mục II"
    with pytest.raises(KeyError):
        index.clause("Tây Ninh-2022", "IX")


def test_parts_of_different_sizes_are_refused(index: Index) -> None:
    with pytest.raises(ValueError, match="differ in number"):
        Index(
            documents=index.documents,
            passages=index.passages,
            encoder=index.encoder,
            dense=DenseIndex(np.ones((1, 2), dtype=np.float32)),
            accented=LexicalField.of(["a"], terms),
            folded=LexicalField.of(["a"], folded_terms),
        )
