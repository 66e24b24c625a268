"""The index over the documents that ship, as users get it."""

from index.model import Encoder
from index.passages import passage_text
from index.search import Index


def test_no_passage_is_over_the_encoder_s_limit(shipped_index: Index, encoder: Encoder) -> None:
    texts = [
        passage_text(shipped_index.documents[p.document_id], p) for p in shipped_index.passages
    ]
    assert max(encoder.count_tokens(texts)) <= encoder.max_tokens


def test_every_word_of_every_document_stands_in_a_passage_or_its_head(
    shipped_index: Index,
) -> None:
    for document in shipped_index.documents.values():
        own = [p for p in shipped_index.passages if p.document_id == document.id]
        heads = "\n".join(passage.head for passage in own)
        ends = [0, *(passage.end for passage in own)]
        starts = [*(passage.start for passage in own), len(document.text)]
        for end, start in zip(ends, starts, strict=True):
            for heading in filter(str.strip, document.text[end:start].split("\n")):
                assert heading in heads


def test_every_passage_lies_in_the_clause_it_is_cited_by_unless_it_is_a_run_of_paragraphs(
    shipped_index: Index,
) -> None:
    for passage in shipped_index.passages:
        owner = shipped_index.clause(passage.document_id, passage.clauses[0])
        assert owner.start <= passage.start
        assert passage.end <= owner.end or owner.address.startswith("¶")


def test_a_deep_clause_is_headed_by_its_document_and_the_headings_above(
    shipped_index: Index,
) -> None:
    heads = {
        passage.head
        for passage in shipped_index.passages
        if passage.document_id == "quang-ngai-87-kh-ubnd-2024"
        and passage.clauses[0].startswith("IV.2.")
    }
    (head,) = heads
    assert head == (
        "Kế hoạch 87/KH-UBND | UBND tỉnh Quảng Ngãi | "
        "IV. TỔ CHỨC THỰC HIỆN > 2. Sở Thông tin và Truyền thông"
    )


def test_a_body_s_duties_in_a_province_are_found_with_and_without_diacritics(
    shipped_index: Index,
) -> None:
    for query in (
        "Sở Nội vụ có nhiệm vụ gì trong kế hoạch 87 của Quảng Ngãi?",
        "so noi vu co nhiem vu gi trong ke hoach 87 quang ngai",
    ):
        best = shipped_index.search(query, k=1)[0].passage
        assert best.document_id == "quang-ngai-87-kh-ubnd-2024"
        assert best.clauses[0].startswith("IV.5")
