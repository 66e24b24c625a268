"""The words of an answer: verbatim, numbered clause by clause, with quotes to check them by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.find.units import Units
from answer.model import Citation
from answer.say.composing import QUOTE, Composer
from answer.say.picking import Pick
from corpus.model import Document
from corpus.reading import document_of
from tests.answer.answer_samples import law, plan, report, unit_saying


def piece(home: Units, first: str, last: str | None = None) -> Pick:
    """From the unit that says ``first`` to the end of the one that says ``last``."""
    start, end = unit_saying(home, first), unit_saying(home, last or first)
    return Pick(home, start.start, end.end)


def composed(*pieces: Pick, prefix: str = "") -> Composer:
    """A composer with some pieces added at once."""
    composer = Composer()
    composer.add(pieces, prefix=prefix)
    return composer


def quoted(citations: list[Citation]) -> list[tuple[str, str]]:
    """Each citation's label and quote."""
    return [(citation.label, citation.quote) for citation in citations]


def test_one_sentence_stands_without_its_marker_and_with_its_number() -> None:
    composer = composed(piece(Units(plan()), "Phủ sóng 5G"))
    assert composer.text == "Phủ sóng 5G tại 100% trung tâm huyện trước ngày 30/9/2024 [1]."
    assert quoted(composer.citations) == [
        (
            "khoản 1 mục I",
            "1. Phủ sóng 5G tại 100% trung tâm huyện trước ngày 30/9/2024.",
        )
    ]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("trạm dùng chung", "trạm dùng chung [1];"),
        ("Nội dung gồm", "Nội dung gồm [1]:"),
        ("Trần Văn Minh", "Trần Văn Minh [1]"),
    ],
)
def test_the_number_stands_before_the_last_punctuation(words: str, line: str) -> None:
    home = Units(plan())
    assert composed(Pick(home, *_span(home, words))).text == line


def _span(home: Units, words: str) -> tuple[int, int]:
    unit = [u for u in home.all if words in home.document.text[u.start : u.end]][-1]
    return unit.start, unit.end


def test_a_mark_of_the_source_is_left_out_of_the_answer_and_kept_in_the_quote() -> None:
    composer = composed(piece(Units(plan()), "Đào tạo 120"))
    assert composer.text == "Đào tạo 120 cán bộ cấp xã; kinh phí 2.500 triệu đồng [1]."
    assert composer.citations[0].quote == (
        "2. Đào tạo 120 cán bộ cấp xã [1]; kinh phí 2.500 triệu đồng."
    )


def test_every_sentence_of_a_line_has_its_number_and_the_clause_is_cited_once() -> None:
    home = Units(plan())
    composer = composed(piece(home, "Chủ trì cấp phép", "Hoàn thành trong quý II"))
    assert composer.text == (
        "Chủ trì cấp phép đào đường [1]. Hoàn thành trong quý II năm 2024 [1]."
    )
    assert [citation.clause for citation in composer.citations] == ["II.1.a"]


def test_a_list_has_a_citation_for_each_clause_and_its_heading_says_nothing_by_itself() -> None:
    composer = composed(piece(Units(plan()), "1. Sở Giao thông", "Báo cáo hàng quý"))
    assert composer.text.split("\n") == [
        "a) Chủ trì cấp phép đào đường [1]. Hoàn thành trong quý II năm 2024 [1].",
        "b) Phối hợp với Sở Xây dựng chia sẻ dữ liệu [2].",
        "đ) Báo cáo hàng quý [3].",
    ]
    assert [citation.label for citation in composer.citations] == [
        "điểm a khoản 1 mục II",
        "điểm b khoản 1 mục II",
        "điểm đ khoản 1 mục II",
    ]


def test_the_bullets_of_one_clause_share_its_citation() -> None:
    composer = composed(piece(Units(plan()), "Rà soát quy hoạch", "trạm ven biển"))
    assert [citation.clause for citation in composer.citations] == ["II.2"]
    assert composer.text.split("\n") == ["- trạm dùng chung [1];", "- trạm ven biển [1]."]


def test_a_prefix_says_whose_answer_the_first_line_is() -> None:
    home = Units(plan())
    composer = composed(
        piece(home, "trạm dùng chung"), piece(home, "trạm ven biển"), prefix="Hà Giang"
    )
    assert composer.text == "Hà Giang: trạm dùng chung [1];\n- trạm ven biển [1]."


def test_what_is_said_inside_a_quote_is_cited_by_it() -> None:
    home = Units(plan())
    composer = composed(piece(home, "Chủ trì cấp phép"))
    composer.add([piece(home, "Hoàn thành trong quý II")])
    assert len(composer.citations) == 1
    assert composer.lines[1] == "Hoàn thành trong quý II năm 2024 [1]."


def test_a_citation_names_its_document_in_full() -> None:
    (citation,) = composed(piece(Units(plan()), "Báo cáo hàng quý")).citations
    assert citation.full_citation == (
        "điểm đ khoản 1 mục II Kế hoạch số 15/KH-UBND ngày 02/3/2024 của UBND tỉnh Hà Giang"
    )
    assert citation.url == f"/documents/{plan().id}#II.1.%C4%91"
    assert (citation.document_number, citation.issuer) == ("15/KH-UBND", "UBND tỉnh Hà Giang")


def test_a_field_is_quoted_with_the_task_it_is_of() -> None:
    text = "I. NHIỆM VỤ\n1. Xây dựng trang tin\nViết bài hằng tuần.\n- Đơn vị chủ trì: Sở Y tế."
    home = Units(document_of(text, source="viec.txt"))
    field, task = unit_saying(home, "Sở Y tế"), unit_saying(home, "Xây dựng trang tin")
    composer = composed(Pick(home, field.start, field.end, task.start))
    assert composer.text == "Đơn vị chủ trì: Sở Y tế [1]."
    assert composer.citations[0].quote == text.removeprefix("I. NHIỆM VỤ\n")


def test_a_quote_is_widened_to_its_clause_only_when_that_is_short() -> None:
    sentences = [f"Việc thứ {number} được giao cho sở phụ trách." for number in range(1, 41)]
    text = "I. NHIỆM VỤ\n1. Việc chung\n" + " ".join(sentences) + "\n2. Việc riêng\nLàm ngay."
    home = Units(document_of(text, source="dai.txt"))
    long, short = piece(home, "Việc thứ 7 "), piece(home, "Làm ngay")
    composer = composed(long, short)
    assert [citation.quote for citation in composer.citations] == [
        "Việc thứ 7 được giao cho sở phụ trách.",
        "2. Việc riêng\nLàm ngay.",
    ]
    assert len(" ".join(sentences)) > QUOTE


def test_the_preamble_is_quoted_by_the_line() -> None:
    (citation,) = composed(Pick(Units(plan()), *_span(Units(plan()), "15/KH-UBND"))).citations
    assert (citation.label, citation.quote) == ("mở đầu", "Số: 15/KH-UBND")


DOCUMENTS = {"plan": plan, "law": law, "report": report}


@given(
    name=st.sampled_from(sorted(DOCUMENTS)),
    cut=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    prefix=st.sampled_from(["", "Tỉnh Mẫu"]),
)
@settings(max_examples=80, deadline=None)
def test_any_run_of_units_is_quoted_word_for_word(
    name: str, cut: tuple[float, float], prefix: str
) -> None:
    document: Document = DOCUMENTS[name]()
    home = Units(document)
    first, last = sorted(int(share * (len(home.all) - 1)) for share in cut)
    composer = composed(Pick(home, home.all[first].start, home.all[last].end), prefix=prefix)
    assert [citation.id for citation in composer.citations] == list(
        range(1, len(composer.citations) + 1)
    )
    for citation in composer.citations:
        assert document.text[citation.start : citation.end] == citation.quote
        clause = home.outline.get(citation.clause)
        assert clause is not None
        assert clause.start <= citation.start < citation.end <= clause.end
    for line in composer.lines:
        assert "[" in line


def test_a_table_that_goes_on_behind_a_stray_line_keeps_the_heads_of_its_columns() -> None:
    text = (
        "PHỤ LỤC\nNHIỆM VỤ NĂM 2024\nTT | Nhiệm vụ | Chủ trì | Hạn\n"
        "1 | Lập quy hoạch | Sở Xây dựng | Tháng 5\n(bản sao)\n"
        "2 | Cấp phép | Sở Giao thông | Tháng 6\n3 | Đấu giá | Sở Tài chính | Tháng 9\n"
    )
    home = Units(document_of(text, source="bang.txt"))
    answer = composed(piece(home, "3 | Đấu giá", "Tháng 9"))
    assert answer.text == "Nhiệm vụ: Đấu giá; Chủ trì: Sở Tài chính; Hạn: Tháng 9 [1]"
