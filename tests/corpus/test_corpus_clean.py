"""Canonical text: what is kept, what is dropped and why, and that the same input gives the same."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import canonicalise
from corpus.clean.contents import CONTENTS

DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus" / "documents"


def shipped(prefix: str) -> str:
    return next(DOCUMENTS.glob(f"{prefix}_*.txt")).read_text(encoding="utf-8")


def test_spaces_of_every_kind_become_one_and_empty_lines_go() -> None:
    raw = "\ufeff  I.\u00a0\u2003MỤC\tĐÍCH \r\n\r\n\t1.  Mục đích\u200b \r"
    assert canonicalise(raw).text == "I. MỤC ĐÍCH\n1. Mục đích"


def test_decomposed_letters_are_composed() -> None:
    assert canonicalise(unicodedata.normalize("NFD", "Điều 1. Phạm vi")).text == "Điều 1. Phạm vi"


def test_an_empty_text_stays_empty() -> None:
    assert canonicalise(" \n\t\r\n").text == ""


def test_chrome_of_a_portal_is_dropped_and_reported_with_its_line_and_reason() -> None:
    canonical = canonicalise(shipped("003"))
    assert [(drop.line, drop.reason) for drop in canonical.dropped] == [
        (3, "ngày giờ và lượt xem của trang web"),
        (105, "đánh giá bài viết của trang web"),
        (107, "ý kiến bạn đọc của trang web"),
        (109, "đồng hồ phiên đăng nhập của trang web"),
    ]
    assert canonical.dropped[0].text == "Thứ năm - 02/06/2022 07:49 322 0"
    assert canonical.text.endswith("các nội dung chủ yếu trong Kế hoạch này./.")


@pytest.mark.parametrize(
    "line",
    [
        "Người ký Hồ Quang Bửu",
        "Ngày ban hành 24/06/2024",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TỈNH-QUẢNG NAM",
        "II. MỤC ĐÍCH, YÊU CẦU",
    ],
)
def test_fact_block_letterhead_and_headings_above_a_cut_are_kept(line: str) -> None:
    assert line in canonicalise(shipped("000")).text.split("\n")


def test_an_article_s_line_of_publication_is_kept() -> None:
    assert "Truyền thông - Ngày đăng : 14:43, 28/11/2024" in canonicalise(shipped("001")).text


def test_an_excerpt_cut_by_its_source_is_marked_truncated() -> None:
    canonical = canonicalise(shipped("000"))
    assert canonical.truncated
    assert canonical.remarks == ("Văn bản là trích đoạn: nguồn dừng ở “[...]”.",)
    assert not canonicalise(shipped("002")).truncated


def test_a_footnote_mark_of_the_source_stays() -> None:
    assert "phòng VHTT [1](cơ quan chuyên trách" in canonicalise(shipped("000")).text


def test_a_sentence_broken_by_an_empty_line_is_joined() -> None:
    text = canonicalise(shipped("004")).text
    assert "để có phương pháp và cách thức báo cáo, phân tích" in text


def test_a_menu_word_is_chrome_only_beside_other_chrome() -> None:
    alone = canonicalise("Điều 1. Phạm vi\nGiới thiệu\nQuy chế này quy định việc khai thác.")
    assert "Giới thiệu" in alone.text
    menu = canonicalise("Trang chủ\nGiới thiệu\nLượt xem: 1.204\nKẾ HOẠCH")
    assert menu.text == "KẾ HOẠCH"


def test_running_heads_page_numbers_and_signature_stamps_are_dropped_and_the_sentence_joined() -> (
    None
):
    raw = (
        "với các nội dung chính như sau: \n"
        "Người ký: Cổng Thông tin điện tử Chính phủ\n"
        "Email: thongtinchinhphu@chinhphu.vn\n"
        "Cơ quan: Văn phòng Chính phủ\n"
        "Thời gian ký: 03.11.2023 16:19:35 +07:00\n\n46\n"
        "CÔNG BÁO/Số 1091 + 1092/Ngày 03-11-2023\n\n"
        "Trung tâm dữ liệu quốc gia phải là nơi tập hợp các thông tin,\n\n"
        "CÔNG BÁO/Số 1091 + 1092/Ngày 03-11-2023\n47\n\n"
        "đồng bộ, lưu trữ, chia sẻ và điều phối thông tin.\n"
    )
    canonical = canonicalise(raw)
    assert canonical.text == (
        "với các nội dung chính như sau:\n"
        "Trung tâm dữ liệu quốc gia phải là nơi tập hợp các thông tin, "
        "đồng bộ, lưu trữ, chia sẻ và điều phối thông tin."
    )
    assert [drop.line for drop in canonical.dropped] == [2, 3, 4, 5, 7, 8, 12, 13]


def test_a_signer_in_a_fact_block_is_no_signature_stamp() -> None:
    assert canonicalise("Người ký: Hồ Quang Bửu\nLĩnh vực: CNTT").dropped == ()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("## **Điều 16***. ***Truy cập dữ liệu**", "Điều 16. Truy cập dữ liệu"),
        ("8.* **Xử lý dữ liệu* là quá trình", "8. Xử lý dữ liệu là quá trình"),
        ("*   Quán triệt **sâu sắc** nghị quyết", "- Quán triệt sâu sắc nghị quyết"),
        (r"**A\- TÌNH HÌNH** *(kèm theo)*", "A- TÌNH HÌNH (kèm theo)"),
        ("Xem [Cổng dữ liệu](https://data.gov.vn) và **mục 2**", "Xem Cổng dữ liệu và mục 2"),
    ],
)
def test_markdown_marks_go_and_words_stay(raw: str, expected: str) -> None:
    assert canonicalise(raw).text == expected


def test_an_asterisk_of_a_note_is_no_emphasis() -> None:
    raw = "Tọa độ đỉnh thửa (*) | **Kích thước**\n(*) Ghi chú: **đơn vị** mét"
    assert canonicalise(raw).text.count("(*)") == 2


WRAPPED = """\
**I. MỤC
ĐÍCH, YÊU CẦU**

Thực hiện Nghị quyết số
214/NQ-CP ngày 23/7/2025 của Chính phủ ban hành Kế hoạch hành động của Chính phủ
về thúc đẩy tạo lập dữ liệu phục vụ chuyển đổi số toàn diện giai đoạn
2021-
2025 và các năm tiếp theo, bảo đảm kinh tế
- xã hội phát triển bền vững; các cơ quan phối hợp theo khoản 1 Điều
5. Quy chế này được áp dụng.

**1.
Mục đích**

a) Triển khai đảm bảo hoàn
thành đầy đủ các nhiệm vụ được giao.

b) Gắn trách nhiệm người đứng đầu
cơ quan, đơn vị trong triển khai.

c) Bảo đảm tuyệt đối về an toàn
thông tin, an ninh mạng trong tổ chức.
"""


def test_a_marker_alone_below_an_empty_line_opens_its_words_on_the_next() -> None:
    raw = (
        "1.\nQuản lý hộp thư của cơ quan, tổ\nchức\n\n"
        "a)\nHộp thư do thủ trưởng quản\nlý, phân công.\n\n"
        "b)\nCá nhân được giao có trách\nnhiệm xem xét.\n\n"
    ) * 2
    assert canonicalise(raw).text.split("\n")[:3] == [
        "1. Quản lý hộp thư của cơ quan, tổ chức",
        "a) Hộp thư do thủ trưởng quản lý, phân công.",
        "b) Cá nhân được giao có trách nhiệm xem xét.",
    ]


def test_a_heading_that_ends_in_a_word_for_numbers_is_not_joined_to_its_first_khoan() -> None:
    raw = "Điều 7. Cấu trúc mã số\n1. Mã gồm ba phần.\n2. Mã được cấp một lần."
    assert canonicalise(raw).text == raw


def test_wrapped_lines_become_paragraphs() -> None:
    basis = (
        "Thực hiện Nghị quyết số 214/NQ-CP ngày 23/7/2025 của Chính phủ ban hành Kế hoạch hành "
        "động của Chính phủ về thúc đẩy tạo lập dữ liệu phục vụ chuyển đổi số toàn diện giai đoạn "
        "2021- 2025 và các năm tiếp theo, bảo đảm kinh tế - xã hội phát triển bền vững; các cơ "
        "quan phối hợp theo khoản 1 Điều 5. Quy chế này được áp dụng."
    )
    assert canonicalise(WRAPPED).text.split("\n") == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        basis,
        "1. Mục đích",
        "a) Triển khai đảm bảo hoàn thành đầy đủ các nhiệm vụ được giao.",
        "b) Gắn trách nhiệm người đứng đầu cơ quan, đơn vị trong triển khai.",
        "c) Bảo đảm tuyệt đối về an toàn thông tin, an ninh mạng trong tổ chức.",
    ]


BODY = "I. QUY ĐỊNH CHUNG\n1. Phạm vi áp dụng\nMột.\n2. Giải thích từ ngữ\nHai.\nII. THI HÀNH\nBa."


@pytest.mark.parametrize("place", [f"{{}}\n{BODY}", f"{BODY}\n{{}}"])
def test_a_table_of_contents_is_dropped_wherever_it_stands(place: str) -> None:
    contents = (
        "MỤC LỤC\nI. QUY ĐỊNH CHUNG ....... 1\n1. Phạm vi\náp dụng .... 1\n"
        "2. Giải thích từ ngữ\t2\nII. THI HÀNH … 3"
    )
    canonical = canonicalise(place.format(contents))
    assert canonical.text == BODY
    assert [drop.text for drop in canonical.dropped][:2] == [
        "MỤC LỤC",
        "I. QUY ĐỊNH CHUNG ....... 1",
    ]
    assert {drop.reason for drop in canonical.dropped} == {CONTENTS}


def test_what_stands_under_contents_alone_is_kept() -> None:
    raw = "MỤC LỤC\nHồ sơ năm 2024\nHồ sơ năm 2025\n1. Tờ trình.\n2. Dự thảo."
    assert canonicalise(raw).text == raw


@given(st.text(alphabet=st.sampled_from("aạ đĐ1.)-|*#\t\n\r\f\u00a0“”…[]IVX:;"), max_size=400))
def test_canonical_text_has_single_spaces_no_empty_lines_and_is_stable(raw: str) -> None:
    canonical = canonicalise(raw)
    lines = canonical.text.split("\n") if canonical.text else []
    assert all(line and line == " ".join(line.split()) for line in lines)
    assert unicodedata.is_normalized("NFC", canonical.text)
    assert canonicalise(raw) == canonical


@given(st.text(alphabet=st.sampled_from("abđ .,\n"), max_size=300))
def test_no_word_is_lost_from_plain_text(raw: str) -> None:
    canonical = canonicalise(raw)
    dropped = [word for drop in canonical.dropped for word in drop.text.split()]
    kept = canonical.text.split()
    words = [word for word in raw.split() if any(char.isalnum() for char in word)]
    assert sorted(word.strip(".,") for word in [*kept, *dropped] if word.strip(".,")) == sorted(
        word.strip(".,") for word in words
    )
