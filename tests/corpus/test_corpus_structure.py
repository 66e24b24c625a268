"""The tree of clauses: the shipped documents, forms of numbering, and invariants."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import canonicalise
from corpus.model import Clause, Level
from corpus.structure import parse_clauses
from tests.corpus.clause_reading import children, read, shipped


def body(prefix: str, address: str) -> str:
    text, clauses, _ = shipped(prefix)
    return text[clauses[address].start : clauses[address].end]


def test_a_diem_is_its_whole_text_and_no_more() -> None:
    assert body("002", "IV.2.c") == (
        "c) Tham mưu UBND tỉnh chỉ đạo thiết lập Mạng lưới Chuyển đổi số của tỉnh; "
        "hoàn thành trong tháng 5/2024."
    )
    clause = shipped("002")[1]["IV.2.c"]
    assert (clause.label, clause.level, clause.marker, clause.parent) == (
        "điểm c khoản 2 mục IV",
        Level.DIEM,
        "c)",
        "IV.2",
    )


@pytest.mark.parametrize(
    ("parent", "letters"),
    [("IV.2", "abcdđeg"), ("IV.1", "abcde"), ("I.1", "ac")],
)
def test_letters_stand_as_printed_and_nothing_is_renumbered(parent: str, letters: str) -> None:
    clauses = shipped("002")[1]
    assert children(clauses, parent) == [f"{parent}.{letter}" for letter in letters]


def test_six_dashes_are_six_clauses() -> None:
    clauses = shipped("002")[1]
    assert children(clauses, "III.5.b") == [f"III.5.b.-{n}" for n in range(1, 7)]
    assert clauses["III.5.b.-3"].label == "gạch đầu dòng thứ 3 điểm b khoản 5 mục III"


def test_the_words_before_a_colon_are_the_heading() -> None:
    clauses = shipped("002")[1]
    assert clauses["IV.5"].heading == "Sở Nội vụ"
    assert clauses["IV.2"].heading == "Sở Thông tin và Truyền thông"
    assert clauses["IV.2.c"].heading == ""


def test_the_preamble_ends_with_the_formula_and_the_closing_speaks_to_everyone() -> None:
    assert body("002", "mở đầu").endswith("(sau đây gọi tắt là Đề án 1690) , cụ thể như sau:")
    assert body("002", "kết").startswith("Yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc")
    assert body("002", "kết").endswith("- Lưu: VT, KGVX(t).")


def test_the_fact_block_is_citable_in_the_preamble() -> None:
    assert "Người ký Hồ Quang Bửu" in body("000", "mở đầu")
    assert body("000", "II.1") == "1. Mục đích\n[...]"


def test_a_repeated_number_is_kept_addressed_apart_and_remarked() -> None:
    _, clauses, remarks = shipped("003")
    assert [clauses[a].heading for a in ("III", "III~2")] == [
        "NHIỆM VỤ VÀ GIẢI PHÁP CỤ THỂ",
        "KINH PHÍ THỰC HIỆN",
    ]
    assert clauses["III~2"].label == "mục III"
    assert clauses["III~2.2"].heading == "Sở Thông tin và Truyền thông"
    assert clauses["III~2.2"].label == "khoản 2 mục III"
    assert clauses["III~2.-1.+3"].label == "dấu cộng thứ 3 gạch đầu dòng thứ 1 mục III"
    assert remarks == (
        "“III.” lặp lại; giữ nguyên như văn bản.",
        "Số thứ tự bắt đầu lại: “1.”; giữ nguyên như văn bản.",
    )


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        # A form numbers anew under each of its titles.
        ("Phụ lục I\nPHIẾU\n1. Họ tên:\n2. Ngày sinh:\nÝ KIẾN\n1. Nhận xét:\n2. Xếp loại:", ()),
        ("1. Họ và tên: ……… 2. Giới tính: ……\n3. Ngày sinh: ……\n4. Quê quán: ……", ()),
        ("1. Một.\n2. Hai.\nHết phần một.\n1. Ba.\n2. Bốn.",
         ("Số thứ tự bắt đầu lại: “1.”; giữ nguyên như văn bản.",)),
        ("1. Một.\n2. Hai.\n2. Ba.\n5. Bốn.",
         ("“2.” lặp lại; giữ nguyên như văn bản.",
          "Số thứ tự không liên tục: “5.” sau “2. Ba.”; giữ nguyên như văn bản.")),
        ("\n".join(f"{letter}. PHẦN {letter}\n1. Một." for letter in "ABCDE"), ()),
        # Numbers of four and of three levels run apart.
        ("1. Một\n1.1. Hai\n1.1.1. Ba.\n1.1.2. Bốn\n1.1.2.1. Năm.\n1.1.2.2. Sáu.\n1.1.3. Bảy.",
         ()),
    ],
)  # fmt: skip
def test_what_is_out_of_order_is_remarked_once_and_what_forms_do_is_not(
    text: str, remarks: tuple[str, ...]
) -> None:
    assert parse_clauses(text)[1] == remarks


def test_eleven_after_ten_is_no_roman_two() -> None:
    numbers = "\n".join(f"{n}. Quy định chung thứ {n}." for n in range(1, 12))
    clauses, remarks = parse_clauses(f"I. CHUNG\n{numbers}\nII. RIÊNG\n1. Một.\nIII. CUỐI\n1. Hai.")
    assert "I.11" in {clause.address for clause in clauses}
    assert remarks == ()


def test_a_sub_number_counts_on_under_the_number_it_stands_under() -> None:
    numbers = ["1.1", "1.2", "1.2.1", "1.2.1.1", "1.2.1.6", "1.2.2", "1.2.2.1", "1.3"]
    _, clauses, _ = read(
        "\n".join(["1. Yêu cầu kỹ thuật", *(f"{n}. Bãi chôn lấp." for n in numbers)])
    )
    assert list(clauses) == ["1", *numbers]


def test_paragraphs_outside_any_marker_are_counted_and_khoan_stand_at_the_root() -> None:
    _, clauses, _ = shipped("004")
    tops = [address for address, clause in clauses.items() if clause.parent is None]
    assert tops == ["mở đầu", *(f"¶{n}" for n in range(1, 9)), "1", "2", "3", "4", "5", "kết"]
    assert body("004", "¶1") == "Về đánh giá chung:"
    assert "trình UBND tỉnh trước ngày 17/9/2022" in body("004", "2")
    assert body("004", "5").endswith("ngày 03/9/2022 của Văn phòng UBND tỉnh.")
    assert body("004", "kết").startswith("Văn phòng Ủy ban nhân dân tỉnh thông báo")


def test_an_article_without_numbers_is_paragraphs() -> None:
    _, clauses, _ = shipped("001")
    assert list(clauses) == ["mở đầu", *(f"¶{n}" for n in range(1, 16))]
    assert clauses["¶8"].label == "đoạn 8"
    assert body("001", "¶8").startswith("Tương tự, tại tỉnh Sóc Trăng, ngày 10/10/2024")
    assert body("001", "mở đầu").split("\n")[1] == "Truyền thông - Ngày đăng : 14:43, 28/11/2024"


LAW = """\
LUẬT
THỬ NGHIỆM
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Thử nghiệm.
Chương I
NHỮNG QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định việc thử nghiệm theo điểm a khoản 1 Điều 2 của Luật này.
Điều 2 Chính sách
1. Nhà nước khuyến khích:
a) Nghiên cứu;
đ) Ứng dụng.
2 Nhà nước bảo đảm kinh phí.
3. Kinh phí gồm:
3.1. Ngân sách.
Chương II
ĐIỀU KHOẢN THI HÀNH
Mục 1
SỬA ĐỔI
Điều 3. Sửa đổi luật khác
1. Sửa đổi, bổ sung khoản 2 Điều 5 của Luật Mẫu như sau:
“2. Nội dung mới gồm:
a) Phần một;
b) Phần hai.”.
2. Bãi bỏ Điều 9.
Luật này được Quốc hội thông qua ngày 22 tháng 6 năm 2023.
CHỦ TỊCH QUỐC HỘI
Nguyễn Văn A
"""


def test_articles_run_on_through_chapters_and_stand_under_them() -> None:
    text, clauses, remarks = read(LAW)
    assert list(clauses) == [
        "mở đầu", "C1", "Đ1", "Đ2", "Đ2.1", "Đ2.1.a", "Đ2.1.đ", "Đ2.2", "Đ2.3", "Đ2.3.1",
        "C2", "C2.M1", "Đ3", "Đ3.1", "Đ3.2", "kết",
    ]  # fmt: skip
    assert clauses["Đ3"].parent == "C2.M1"
    assert (clauses["C2.M1"].label, clauses["C2.M1"].heading) == ("Mục 1 Chương II", "SỬA ĐỔI")
    assert clauses["Đ2.1.đ"].label == "điểm đ khoản 1 Điều 2"
    assert clauses["Đ2.3.1"].label == "khoản 3.1 Điều 2"
    assert clauses["Đ2"].heading == "Chính sách"
    quoting = clauses["Đ3.1"]
    assert text[quoting.start : quoting.end].endswith("b) Phần hai.”.")
    assert [remark for remark in remarks if "đ)" not in remark] == []


@pytest.mark.parametrize(
    ("quotation", "own"),
    [
        # The title's mark closes first; the article's own closes later.
        ("“Điều 33. Nghĩa vụ”\nTổ chức có nghĩa vụ:\n1. Bảo đảm.\n2. Tuân thủ.”.", ["1.", "2."]),
        # Of the quoted article a khoản says what it amends, but not which place of a text.
        ("“Điều 144. Hạn:\n1. Sửa đổi, bổ sung quyết định kiểm tra: theo khoản 1.\n2. Gia hạn.”",
         ["1.", "2."]),
        # The mark that closes was forgotten.
        ("“3. Bộ trưởng chấp thuận.", ["1.", "2."]),
        # A quoted chapter with its articles.
        ("“Chương IIIa\nBÁO CÁO\nĐiều 14a. Tên\n1. Một.\n2. Hai.\nĐiều 14b. Nơi gửi\n1. Ba.”.",
         ["1.", "2."]),
    ],
)  # fmt: skip
def test_a_quoted_amendment_belongs_to_the_khoan_that_quotes_it(
    quotation: str, own: list[str]
) -> None:
    _, clauses, _ = read(
        "NGHỊ ĐỊNH\nCăn cứ Luật Mẫu;\nĐiều 1. Sửa đổi Nghị định mẫu\n"
        f"1. Sửa đổi, bổ sung Điều 33 như sau:\n{quotation}\n"
        "2. Bãi bỏ khoản 4 Điều 34.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực."
    )
    assert [c.marker for a, c in clauses.items() if c.parent == "Đ1"] == own
    assert [a for a, c in clauses.items() if c.marker.startswith("Điều")] == ["Đ1", "Đ2"]


def test_a_sign_explained_or_a_formula_is_no_heading() -> None:
    _, clauses, _ = read(
        "THÔNG TƯ\nCăn cứ Luật Mẫu;\nĐiều 7. Định dạng mã\n1. Mã gồm X và Y, trong đó:\n"
        "X: Loại hình cơ sở;\n2. Doanh thu tính thuế là:\n1 - Tỷ lệ phần trăm\n3. Hệ thống thu hồi."
    )
    assert list(clauses) == ["mở đầu", "Đ7", "Đ7.1", "Đ7.2", "Đ7.3"]


def test_a_misread_roman_number_is_taken_in_its_turn_and_only_there() -> None:
    clauses = read("I. MỘT\n1. Việc.\nII. HAI\n1. Việc.\nIIL. BA\n1. Việc.\nIV. BỐN\n1. Việc.")[1]
    assert [a for a in clauses if "." not in a] == ["I", "II", "III", "IV"]
    assert clauses["III"].marker == "IIL."


@pytest.mark.parametrize(
    "line",
    [
        "2025. Tổng số 1.000 người được đào tạo",
        "5.191.000.000 đồng cho cả giai đoạn",
        "15/12 hằng năm báo cáo",
        "03/NQ-CP ngày 09 tháng 01 năm 2025",
        "Điều 5 của Luật này được áp dụng",
        "Điều 1 Luật Giao dịch điện tử được áp dụng",
        "điểm a khoản 1 Điều 5 được áp dụng",
        "Chương trình chuyển đổi số",
        "Mục tiêu đến năm 2030",
    ],
)
def test_amounts_dates_numbers_and_references_are_no_headings(line: str) -> None:
    clauses = read(f"I. MỘT\n1. Việc thứ nhất.\n{line}.\n2. Việc thứ hai.")[1]
    assert list(clauses) == ["I", "I.1", "I.2"]


HEADINGS = st.sampled_from(
    [
        "Chương I", "Chương II", "Mục 1", "Mục 2", "PHẦN THỨ NHẤT", "A. PHẦN", "B. PHẦN",
        "I. MỤC", "II. MỤC", "III. MỤC", "Điều 1. Một", "Điều 2. Hai", "Điều 7. Bảy", "1. Một",
        "2. Hai", "3. Ba:", "1.1. Con", "2.1. Con", "2.1.1. Cháu", "a) Điểm", "b) Điểm", "đ) Điểm",
        "(1) Ý", "(2) Ý", "- Gạch", "+ Cộng", "“2. Trích", "b) trích.”", "PHỤ LỤC I", "PHỤ LỤC",
        "QUY CHẾ", "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)", "Mẫu số 01", "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN", "như sau:", "TT | Việc | Ai", "1 | Làm | Sở", "I | Nhóm | ", "| |",
        "Đoạn văn thường.", "đoạn chưa dứt", "Căn cứ Luật này;", "./.", "Trên đây là báo cáo./.",
    ]
)  # fmt: skip


@given(st.lists(HEADINGS | st.text(min_size=1, max_size=40), max_size=40))
def test_clauses_cover_the_text_in_order_without_overlap(lines: list[str]) -> None:
    text = canonicalise("\n".join(lines)).text
    clauses, _ = parse_clauses(text)
    by_address = {clause.address: clause for clause in clauses}
    assert len(by_address) == len(clauses)
    assert [clause.start for clause in clauses] == sorted(clause.start for clause in clauses)
    siblings: dict[str | None, list[Clause]] = defaultdict(list)
    for clause in clauses:
        body = text[clause.start : clause.end]
        assert body
        assert body == body.strip("\n")
        assert body.startswith(clause.marker)
        siblings[clause.parent].append(clause)
        if clause.parent is not None:
            parent = by_address[clause.parent]
            assert parent.start <= clause.start
            assert clause.end <= parent.end
    for group in siblings.values():
        for before, after in pairwise(group):
            assert before.end < after.start
    covered = "\n".join(text[clause.start : clause.end] for clause in siblings[None])
    assert covered == text
