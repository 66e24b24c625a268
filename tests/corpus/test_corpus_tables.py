"""Tables as converters write them, and the rows they become."""

from __future__ import annotations

import pytest

from corpus.clean import canonicalise
from corpus.structure.markers import Kind
from corpus.structure.rows import Group, Row, read_rows

ROWS = ["TT | Nhiệm vụ | Chủ trì", "1 | Xây dựng nền tảng | Sở Y tế", "2 | Đào tạo | Sở Nội vụ"]

# The same rows as converters lay them out, a cell to a line: bars around the cells of a row, or one
# behind each cell.
CELLS = [
    ["TT", "Nhiệm vụ", "Chủ trì"],
    ["1", "Xây dựng\nnền tảng", "Sở Y tế"],
    ["2", "Đào tạo", "Sở Nội vụ"],
]
BARRED = (
    "".join("|\n" + "".join(f"**{cell}**\n|\n" for cell in row) for row in CELLS) + "\n\nHết bảng."
)
CLOSED = "".join("".join(f"{cell}\n|\n" for cell in row) + "\n" for row in CELLS) + "Hết bảng."

MARKDOWN = """\
| TT | Nhiệm vụ | Chủ trì |
|:---|---|---:|
| 1 | Xây dựng
nền tảng | Sở Y tế |
| 2 | Đào tạo | Sở Nội vụ |

Hết bảng."""

TABBED = """\
TT\tNhiệm vụ\tChủ trì
1\tXây dựng nền tảng\tSở Y tế
2\tĐào tạo\tSở Nội vụ
Hết bảng."""


@pytest.mark.parametrize("raw", [BARRED, MARKDOWN, CLOSED, TABBED])
def test_a_table_becomes_one_line_a_row(raw: str) -> None:
    assert canonicalise(raw).text.split("\n") == [*ROWS, "Hết bảng."]


def test_an_empty_cell_stays_a_cell() -> None:
    raw = "|\nA\n|\nB\n|\nC\n|\n|\n1\n|\n** **\n|\nx\n|\n"
    assert canonicalise(raw).text == "A | B | C\n1 | | x"


def test_cells_closed_by_a_bar_may_be_empty_or_of_several_paragraphs() -> None:
    raw = (
        "A\n|\nB\n|\nC\n|\n\nI\n|\nNhóm việc\n|    |\n\n1\n|    |\nhai câu.\n\nCâu sau\n|\n\n"
        "2 | gộp | một dòng |\n\nHết."
    )
    assert canonicalise(raw).text.split("\n") == [
        "A | B | C",
        "I | Nhóm việc |",
        "1 | | hai câu. Câu sau",
        "2 | gộp | một dòng",
        "Hết.",
    ]


def test_a_row_whose_bar_was_forgotten_does_not_swallow_the_next_article() -> None:
    raw = "|\nGiá\n|\n\nA\n|\n5\n|\n\nB\n|\n6\n\nĐiều 2. Hiệu lực\n\nSở A\n|\nCHỦ TỊCH\n|"
    assert "Điều 2. Hiệu lực" in canonicalise(raw).text.split("\n")


def test_a_figure_that_stands_in_every_column_stays_in_each() -> None:
    raw = "Vùng\t2025\t2026\nI\t10\t12\nII\t5\t5\nIII\t7\t8"
    assert canonicalise(raw).text.split("\n")[2] == "II | 5 | 5"


def test_a_page_break_in_a_table_is_a_new_row() -> None:
    raw = (
        "|\nA\n|\nB\n|\nC\n|\n|\n1\n|\nx\n|\ny\n|\n\n\n|\n**B**\n|\nNHÓM\n|\n|\n2\n|\nz\n|\nt\n|\n"
    )
    assert canonicalise(raw).text.split("\n")[1:] == ["1 | x | y", "B | NHÓM", "2 | z | t"]


def test_a_letterhead_laid_out_as_a_table_becomes_lines() -> None:
    raw = (
        "|\n**ỦY BAN NHÂN\nDÂN**\nTỈNH ĐỒNG THÁP\n--------\n|\n**CỘNG HÒA XÃ\n"
        "HỘI CHỦ NGHĨA VIỆT NAM**\nĐộc lập - Tự do - Hạnh phúc\n|\n|\nSố:\n143/2025/QĐ-UBND\n|\n"
        "*Đồng Tháp,\nngày 02 tháng 12 năm 2025*\n|\n"
    )
    assert canonicalise(raw).text.split("\n") == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH ĐỒNG THÁP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 143/2025/QĐ-UBND",
        "Đồng Tháp, ngày 02 tháng 12 năm 2025",
    ]


def test_recipients_beside_a_signature_become_lines() -> None:
    raw = "|\nNơi nhận:\n- Bộ Công an;\n- Lưu: VT.\n|\n**TM. ỦY BAN NHÂN\nDÂN**\nCHỦ TỊCH\n|\n"
    assert canonicalise(raw).text.split("\n") == [
        "Nơi nhận:",
        "- Bộ Công an;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]


def test_a_tab_after_a_number_is_no_table() -> None:
    assert canonicalise("1.\tMục đích\na)\tViệc một").text == "1. Mục đích\na) Việc một"


def test_a_table_parted_by_tabs_keeps_its_merged_cells_and_its_empty_ones() -> None:
    raw = (
        "Mã hiệu\tThành phần\tĐơn vị\tTrị số\n10.05.01\tNhân công\n\n\t- Kỹ sư 3\tcông\t1,70\n"
        "\tNguyên vật liệu\n\n\t- Bút bi\tcái\t1,900\n10.05.02 Cài đặt ứng dụng\n\tNội dung"
    )
    assert canonicalise(raw).text.split("\n") == [
        "Mã hiệu | Thành phần | Đơn vị | Trị số",
        "10.05.01 | Nhân công",
        "| - Kỹ sư 3 | công | 1,70",
        "| Nguyên vật liệu",
        "| - Bút bi | cái | 1,900",
        "10.05.02 Cài đặt ứng dụng",
        "Nội dung",
    ]


def test_a_lone_bar_begins_no_table() -> None:
    lines = [f"{n}. Một đoạn dài của văn bản, số {n}." for n in range(1, 60)]
    assert canonicalise("\n".join(["|", *lines])).text.split("\n")[-59:] == lines


def test_a_cell_repeated_over_merged_columns_stands_once() -> None:
    raw = "TT\tViệc\tAi\tKhi\nII\tVIỄN THÔNG\tVIỄN THÔNG\tVIỄN THÔNG\n1\tPhủ sóng\tVNPT\t2026"
    assert canonicalise(raw).text.split("\n")[1] == "II | VIỄN THÔNG"


def test_groups_rows_and_merged_numbers_are_told_apart() -> None:
    lines = [
        "TT | Nhiệm vụ | Chủ trì | Thời gian",
        "A | NHÓM LỚN",
        "I. | Hạ tầng | | | năm tiếp theo",
        "1 | Việc một | Sở Y tế | 2026",
        "Việc thêm | Sở Tài chính | 2027",
        "TT | Nhiệm vụ | Chủ trì | Thời gian",
        "5.1 | | Thương mại |",
        "5.1.1 | Việc con | Sở Công Thương | 2026",
    ]
    assert read_rows(lines, 0, len(lines)) == [
        Group(1, Kind.LETTERED_PART, "A", 1, "A"),
        Group(2, Kind.ROMAN, "I", 1, "I."),
        Row(3, "1"),
        Group(6, Kind.SUB_KHOAN, "5.1", 1, "5.1"),
        Row(7, "5.1.1"),
    ]


def test_rows_without_numbers_are_rows_all_the_same() -> None:
    lines = ["Nhiệm vụ | Chủ trì", "Số hóa | Sở Tư pháp", "Đào tạo | Sở Nội vụ"]
    assert read_rows(lines, 0, 3) == [Row(1, ""), Row(2, "")]
