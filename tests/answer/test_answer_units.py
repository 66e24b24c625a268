"""Sentences and the lists they open, cut from real trees; the text is never changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.find.units import Units
from answer.words import document_keys, keys
from corpus.bodies import body_key
from corpus.model import Document
from corpus.reading import document_of
from tests.answer.answer_samples import law, plan, report, unit_saying


def sentences_of(line: str) -> list[str]:
    """The sentences that a line is cut into, by the real reader and cutter."""
    document = document_of(f"Mở đầu.\n{line}", source="cau.txt")
    home = Units(document)
    start = document.text.index("\n") + 1
    return [document.text[a:b] for a, b in home.sentences(start, len(document.text))]


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        ("Sở chủ trì. Huyện phối hợp.", ["Sở chủ trì.", "Huyện phối hợp."]),
        ("Hoàn thành năm 2024. Báo cáo sau.", ["Hoàn thành năm 2024.", "Báo cáo sau."]),
        ("Đạt 100%. Ưu tiên xã nghèo.", ["Đạt 100%.", "Ưu tiên xã nghèo."]),
        ("Ai làm? Sở Nội vụ.", ["Ai làm?", "Sở Nội vụ."]),
        ("Theo “Đề án”. Điều này đúng.", ["Theo “Đề án”.", "Điều này đúng."]),
        ("1. Mục đích", ["1. Mục đích"]),
        ("IV. TỔ CHỨC", ["IV. TỔ CHỨC"]),
        ("4.6. Nền tảng dữ liệu", ["4.6. Nền tảng dữ liệu"]),
        ("Điều 5. Phạm vi. Đối tượng", ["Điều 5. Phạm vi.", "Đối tượng"]),
        ("Do TP. Huế chủ trì", ["Do TP. Huế chủ trì"]),
        ("Báo cáo của ThS. Nguyễn Văn A", ["Báo cáo của ThS. Nguyễn Văn A"]),
        ("Kinh phí 1.170.385.000 đồng", ["Kinh phí 1.170.385.000 đồng"]),
        ("họp, hội nghị... để tuyên truyền", ["họp, hội nghị... để tuyên truyền"]),
        ("a) Rà soát; b) báo cáo", ["a) Rà soát; b) báo cáo"]),
    ],
)
def test_a_line_is_cut_where_a_sentence_ends(line: str, sentences: list[str]) -> None:
    assert sentences_of(line) == sentences


WORDS = st.sampled_from(
    "Sở chủ trì. 1. a) hoàn thành 2024. 5/2024; “Đề án” (TTTT). TP. Huế… báo cáo: 100%. ? !".split()
)


@given(st.lists(WORDS, min_size=1, max_size=25))
@settings(max_examples=60, deadline=None)
def test_sentences_follow_one_another_and_leave_out_only_spaces(words: list[str]) -> None:
    text = "Kế hoạch.\n" + " ".join(words)
    document = document_of(text, source="cau.txt")
    home = Units(document)
    for start, end in lines_of(document):
        spans = home.sentences(start, end)
        assert (spans[0][0], spans[-1][1]) == (start, end)
        for (_, left), (right, _) in pairwise(spans):
            assert document.text[left:right].strip() == ""
            assert left < right


@given(st.text(alphabet='aĐộ .!?…”)"12\t-', min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_line_is_covered_by_its_sentences(line: str) -> None:
    document = document_of(f"Kế hoạch số một\n{line}", source="cau.txt")
    home = Units(document)
    for start, end in lines_of(document):
        kept = "".join(document.text[a:b] for a, b in home.sentences(start, end))
        assert kept.replace(" ", "") == document.text[start:end].replace(" ", "")


def lines_of(document: Document) -> list[tuple[int, int]]:
    """The lines of a document's text, empty ones left out."""
    spans, position = [], 0
    for line in document.text.split("\n"):
        if line:
            spans.append((position, position + len(line)))
        position += len(line) + 1
    return spans


@pytest.mark.parametrize("document", [plan(), law(), report()], ids=["plan", "law", "report"])
def test_units_stand_in_text_order_in_one_line_and_in_their_clause(document: Document) -> None:
    home = Units(document)
    assert [unit.start for unit in home.all] == sorted({unit.start for unit in home.all})
    for unit in home.all:
        assert "\n" not in document.text[unit.start : unit.end]
        assert unit.line_start <= unit.start < unit.end <= unit.line_end
        assert unit.clause.start <= unit.start < unit.clause.end
        assert unit.cited.start <= unit.clause.start
        assert unit.clause.end <= unit.cited.end
        assert unit.end <= unit.group_end <= len(document.text)


@pytest.mark.parametrize("document", [plan(), law(), report()], ids=["plan", "law", "report"])
def test_every_line_with_words_is_in_some_unit(document: Document) -> None:
    covered = {unit.line_start for unit in Units(document).all}
    assert covered == {start for start, _ in lines_of(document)}


def test_a_unit_is_cited_by_the_numbered_clause_that_holds_it() -> None:
    home = Units(plan())
    assert unit_saying(home, "trạm dùng chung").clause.address == "II.2.-1"
    assert unit_saying(home, "trạm dùng chung").cited.address == "II.2"
    assert unit_saying(home, "Hoàn thành trong quý II").cited.address == "II.1.a"


def test_a_heading_opens_the_clauses_under_it() -> None:
    home = Units(plan())
    unit = unit_saying(home, "1. Sở Giao thông vận tải:")
    assert unit.opens
    assert plan().text[unit.end : unit.group_end] == (
        "\na) Chủ trì cấp phép đào đường. Hoàn thành trong quý II năm 2024."
        "\nb) Phối hợp với Sở Xây dựng chia sẻ dữ liệu."
        "\nđ) Báo cáo hàng quý."
    )


def test_a_lead_in_a_sentence_opens_the_bullets_after_it() -> None:
    home = Units(plan())
    unit = unit_saying(home, "Nội dung gồm:")
    assert plan().text[unit.end : unit.group_end] == "\n- trạm dùng chung;\n- trạm ven biển."


def test_a_sentence_without_a_list_opens_none() -> None:
    home = Units(plan())
    assert not unit_saying(home, "Báo cáo hàng quý").opens
    assert not unit_saying(home, "Phủ sóng 5G").opens


def test_units_between_two_offsets_are_those_that_begin_there() -> None:
    home = Units(plan())
    clause = home.outline.get("II.1")
    assert clause is not None
    texts = [plan().text[u.start : u.end] for u in home.between(clause.start, clause.end)]
    assert texts == [
        "1. Sở Giao thông vận tải:",
        "a) Chủ trì cấp phép đào đường.",
        "Hoàn thành trong quý II năm 2024.",
        "b) Phối hợp với Sở Xây dựng chia sẻ dữ liệu.",
        "đ) Báo cáo hàng quý.",
    ]


def test_a_source_that_breaks_off_leaves_no_unit_of_dots() -> None:
    document = document_of("I. MỤC TIÊU\n1. Mục đích\n[...]", source="cat.txt")
    assert [document.text[u.start : u.end] for u in Units(document).all] == [
        "I. MỤC TIÊU",
        "1. Mục đích",
    ]


def test_a_clause_says_something_when_more_than_its_heading_is_left() -> None:
    text = "I. MỤC TIÊU\n1. Yêu cầu\nCác sở làm đúng hạn.\n2. Mục đích\n[...]"
    home = Units(document_of(text, source="cat.txt"))
    whole, cut = home.outline.get("I.1"), home.outline.get("I.2")
    assert whole is not None
    assert cut is not None
    assert home.says_something(whole)
    assert not home.says_something(cut)


def test_a_body_is_that_of_the_heading_above() -> None:
    home = Units(plan())
    unit = unit_saying(home, "Hoàn thành trong quý II")
    assert home.bodies_of(unit) == {body_key("Sở Giao thông vận tải")}


def test_a_body_that_only_cooperates_is_not_who_a_sentence_is_about() -> None:
    home = Units(plan())
    unit = unit_saying(home, "Phối hợp với Sở Xây dựng")
    assert body_key("Sở Xây dựng") not in home.bodies_of(unit)


def test_a_heading_that_only_names_bodies_is_told_from_one_on_a_matter() -> None:
    document = document_of(
        "1. Kiện toàn bộ máy của Sở Nội vụ\nRà soát.\n2. Đối với Sở Xây dựng\nCấp phép.",
        source="hai.txt",
    )
    home = Units(document)
    assert not home.is_titled_by_body(unit_saying(home, "Rà soát"))
    assert home.is_titled_by_body(unit_saying(home, "Cấp phép"))


def test_a_recipient_is_not_who_a_text_is_about() -> None:
    text = plan().text + "\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT."
    home = Units(document_of(text, source="noi-nhan.txt"))
    assert home.bodies_of(unit_saying(home, "- Sở Y tế")) == frozenset()


def test_the_sentence_that_sends_a_notice_to_those_it_concerns_states_nothing() -> None:
    text = plan().text.replace(
        "TM. ỦY BAN NHÂN DÂN",
        "Văn phòng UBND tỉnh thông báo để các sở, ngành biết, thực hiện./.\nTM. ỦY BAN NHÂN DÂN",
    )
    home = Units(document_of(text, source="thong-bao.txt"))
    assert home.is_recipient(unit_saying(home, "biết, thực hiện"))
    assert not home.is_recipient(unit_saying(home, "trạm ven biển"))


def test_words_are_compared_without_accents_and_numbers_whole_and_in_parts() -> None:
    assert keys("Kế hoạch 87/KH-UBND, đợt 1") == [
        "ke", "hoach", "87/kh-ubnd", "87", "kh", "ubnd", "dot", "1",
    ]  # fmt: skip


def test_what_a_document_abbreviates_is_written_out_beside() -> None:
    found = document_keys("nhân lực CNTT")
    assert found[:3] == ("nhan", "luc", "cntt")
    assert {"cong", "nghe", "thong", "tin"} <= set(found)


def test_a_word_in_small_letters_is_no_abbreviation_of_a_document() -> None:
    assert document_keys("cntt") == ("cntt",)


def test_a_sentence_stands_under_the_years_of_its_paragraph_or_of_the_heading_above() -> None:
    text = (
        "KẾ HOẠCH\nI. MỤC TIÊU\n1. Đến năm 2030\n- Theo Quyết định số 15/QĐ-TTg ngày 02 tháng 3 "
        "năm 2021. Kinh tế số đạt 30%.\n- Năm 2026 đạt 20%. Xã hội số đạt 10%."
    )
    home = Units(document_of(text, source="muc-tieu.txt"))
    years = {home.document.text[u.start : u.end]: home.years_above(u) for u in home.all}
    assert years["Kinh tế số đạt 30%."] == {"2030"}
    assert years["Xã hội số đạt 10%."] == {"2026"}


def test_a_sentence_that_ends_in_a_colon_opens_the_parts_of_its_article() -> None:
    text = (
        "Điều 7. Khai thác dữ liệu\n"
        "Cơ quan, tổ chức khai thác dữ liệu theo các phương thức sau:\n"
        "1. Kết nối trực tiếp.\n2. Gửi văn bản yêu cầu.\n"
        "Điều 8. Hiệu lực\nThông tư này có hiệu lực từ ngày ký."
    )
    home = Units(document_of(text, source="thong-tu.txt"))
    opening = unit_saying(home, "theo các phương thức sau")
    shown = home.document.text[opening.start : opening.group_end]
    assert opening.opens
    assert shown.rstrip().endswith("2. Gửi văn bản yêu cầu.")


def test_a_bullet_without_a_stop_heads_the_lines_of_its_clause() -> None:
    lines = ("- Du lịch và dịch vụ", "100% điểm đến có bản đồ số.", "Có 10 sản phẩm du lịch.")
    document = document_of("\n".join(("KẾ HOẠCH", "1. Mục tiêu", *lines)), source="ke-hoach.txt")
    heading = next(u for u in Units(document).all if "Du lịch" in document.text[u.start : u.end])
    assert document.text[heading.start : heading.group_end] == "\n".join(lines)


def test_a_letter_that_a_scan_left_is_no_unit() -> None:
    text = "KẾ HOẠCH\n1. Doanh thu tăng 10%.\n- Š\n2. Doanh thu giảm."
    document = document_of(text, source="ke-hoach.txt")
    assert not any(document.text[u.start : u.end] == "- Š" for u in Units(document).all)


def test_a_quoted_article_opens_its_clauses_and_a_quoted_lead_no_more_than_its_own() -> None:
    quoted = (
        "“Điều 6. Nộp đơn",
        "1. Hồ sơ gồm:",
        "a) Đơn;",
        "b) Giấy ủy quyền.",
        "2. Thời hạn là 20 ngày.”",
    )
    text = "\n".join(("THÔNG TƯ", "Điều 1. Sửa đổi Điều 6 như sau:", *quoted))
    document = document_of(text, source="thong-tu.txt")
    opened = {
        text[unit.start : unit.end]: text[unit.start : unit.group_end]
        for unit in Units(document).all
        if unit.opens
    }
    assert document.text == text
    assert opened[quoted[0]] == "\n".join(quoted)
    assert opened[quoted[1]] == "\n".join(quoted[1:4])
