"""The large parts of a text: attached texts, annexes, forms, and the tables in them."""

from __future__ import annotations

from corpus.model import Level
from corpus.structure import parse_clauses
from tests.corpus.clause_reading import children, read


def parts(text: str) -> list[str]:
    """The addresses of the large parts of a text."""
    return [clause.address for clause in parse_clauses(text)[0] if clause.parent is None]


SIGNED = "THÔNG TƯ\nĐiều 1. Ban hành Quy chuẩn.\nNơi nhận:\n- Lưu: VT.\nKT. BỘ TRƯỞNG\nNguyễn Văn A"


def test_a_regulation_without_numbers_after_the_signature_is_no_closing() -> None:
    rules = "\n".join(f"Yêu cầu thứ {n} về chất lượng của công trình cấp nước." for n in range(20))
    text = f"{SIGNED}\nQUY CHUẨN KỸ THUẬT QUỐC GIA\nVỀ CẤP NƯỚC\n{rules}"
    assert parts(text) == ["mở đầu", "Đ1", "kết", "KT"]
    # A line of the closing in capitals is none.
    assert parts(f"{SIGNED}\nQUY CHUẨN KỸ THUẬT QUỐC GIA") == ["mở đầu", "Đ1", "kết"]


def test_forms_named_one_after_the_other_are_a_list_and_no_forms() -> None:
    text = (
        "Điều 1. Một.\nPhụ lục I\nMẫu 01a\nMẫu văn bản đề nghị\nMẫu 01b\nMẫu giấy xác nhận\n"
        "Mẫu 01a\nĐƠN ĐỀ NGHỊ\nKính gửi: …\nMẫu 01b\nGIẤY XÁC NHẬN\nÔng (bà): …"
    )
    assert parts(text) == ["Đ1", "PL1", "MS1a", "MS1b"]


def test_an_appendix_without_a_number_among_numbered_ones_is_a_heading_in_them() -> None:
    text = (
        "Điều 1. Một.\nPHỤ LỤC I\nA. MỘT\n1. Việc.\nPHỤ LỤC\nB. HAI\n1. Việc.\nPHỤ LỤC II\n1. Ba."
    )
    assert parts(text) == ["Đ1", "PL1", "PL2"]
    assert parse_clauses(text)[1] == ()


def test_the_subject_of_a_letter_is_no_roman_five() -> None:
    text = "PHỤ LỤC I\nMẪU CÔNG VĂN\nV/v báo cáo truy xuất nguồn gốc\n1. Nội dung."
    assert [clause.address for clause in parse_clauses(text)[0]] == ["PL1", "PL1.1"]


DECISION = """\
QUYẾT ĐỊNH
Ban hành Quy chế
Căn cứ Luật Tổ chức chính quyền địa phương;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
QUY CHẾ
QUẢN LÝ HỆ THỐNG
(Ban hành kèm theo Quyết định số 1/QĐ-UBND)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy chế này quy định việc quản lý.
2. Áp dụng cho mọi cơ quan.
Điều 2. Hiệu lực
Có hiệu lực từ ngày ký.
PHỤ LỤC II
DANH MỤC NHIỆM VỤ
(Kèm theo Quyết định số 1/QĐ-UBND)
TT | Nhiệm vụ | Chủ trì | Thời gian
I | Hạ tầng | |
1 | Xây dựng nền tảng | Sở Khoa học và Công nghệ | 2026
Kết nối dữ liệu | Sở Tài chính | 2027
2 | Đào tạo | Sở Nội vụ | 2026
II | Dữ liệu | |
1 | Số hóa | Sở Tư pháp | 2027
"""


def test_forms_open_parts_by_number_with_or_without_a_title() -> None:
    _, clauses, _ = read(
        "THÔNG TƯ\nCăn cứ Luật Mẫu;\nĐiều 1. Ban hành mẫu\nKèm theo Mẫu số 01, Mẫu số 02.\n"
        "Nơi nhận:\n- Lưu: VT.\nBỘ TRƯỞNG\nNguyễn Văn An\n"
        "Mẫu 01-SHTT\nĐƠN ĐỀ NGHỊ\n1. Người nộp đơn:\n2. Hàng hóa:\n"
        "Mẫu số 02: Quyết định tạm dừng\nQUYẾT ĐỊNH:\nĐiều 1. Tạm dừng.\nNơi nhận:\n- Như Điều 1.\n"
        "Phụ lục số 6b\nMẪU ĐĂNG KÝ\n(Kèm theo Thông tư số 1/2025/TT-BTC)\n1. Doanh nghiệp:"
    )
    tops = {a: c.label for a, c in clauses.items() if c.parent is None}
    assert tops == {
        "mở đầu": "mở đầu", "Đ1": "Điều 1", "kết": "kết", "MS1-SHTT": "Mẫu số 01-SHTT",
        "MS2": "Mẫu số 02", "PL6b": "Phụ lục 6b",
    }  # fmt: skip
    assert clauses["MS2.Đ1"].label == "Điều 1 Mẫu số 02"


def test_attached_texts_and_annexes_are_parts_of_their_own() -> None:
    _, clauses, _ = read(DECISION)
    assert [a for a, c in clauses.items() if c.parent is None] == [
        "mở đầu", "Đ1", "Đ2", "kết", "KT", "PL2",
    ]  # fmt: skip
    assert clauses["KT"].heading == "QUY CHẾ QUẢN LÝ HỆ THỐNG"
    assert clauses["KT.Đ1.2"].label == "khoản 2 Điều 1 Quy chế kèm theo"
    assert clauses["KT.Đ1"].parent == "KT.C1"
    annex = clauses["PL2"]
    assert (annex.label, annex.marker, annex.heading) == (
        "Phụ lục II",
        "PHỤ LỤC II",
        "DANH MỤC NHIỆM VỤ",
    )


def test_rows_count_through_the_groups_of_their_table() -> None:
    text, clauses, _ = read(DECISION)
    assert children(clauses, "PL2") == ["PL2.b1"]
    assert clauses["PL2.b1"].heading == "TT | Nhiệm vụ | Chủ trì | Thời gian"
    assert children(clauses, "PL2.I") == ["PL2.r1", "PL2.r2"]
    assert clauses["PL2.II"].parent == "PL2.b1"
    row = clauses["PL2.r3"]
    assert (row.label, row.level, row.parent) == ("dòng 3 Phụ lục II", Level.ROW, "PL2.II")
    assert text[row.start : row.end] == "1 | Số hóa | Sở Tư pháp | 2027"
    merged = clauses["PL2.r1"]
    assert text[merged.start : merged.end].endswith("Kết nối dữ liệu | Sở Tài chính | 2027")


def test_a_part_enters_the_address_only_where_numbering_restarts() -> None:
    restarting = "A- TÌNH HÌNH\nI- MỘT\n1. Việc này.\nB- NHIỆM VỤ\nI- HAI\n1. Việc kia."
    clauses = read(restarting)[1]
    assert clauses["B.I.1"].label == "khoản 1 mục I phần B"
    running = "A- TÌNH HÌNH\nI- MỘT\n1. Việc này.\nB- NHIỆM VỤ\nII- HAI\n2. Việc kia."
    clauses = read(running)[1]
    assert (clauses["II"].label, clauses["II"].parent) == ("mục II", "B")
