"""Word files: numbering as it is seen, tables, revisions, notes, legacy fonts."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.formats.docx import read_docx
from corpus.formats.raw import Limits
from corpus.formats.word_numbering import Numbering, spell_number
from tests.corpus.formats_making import W, cell, docx, listed, numbering, p, table, zip_of

PLAN = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "")]


def lines(path: Path) -> list[str]:
    return read_docx(path, path.name, Limits()).text.split("\n")


def test_automatic_numbers_are_written_out_and_start_again_below_each_heading(
    tmp_path: Path,
) -> None:
    body = "".join(
        p(text, listed(1, level))
        for text, level in [
            ("MỤC ĐÍCH", 0), ("Mục đích", 1), ("Triển khai", 2), ("Hình thành", 2),
            ("Yêu cầu", 1), ("Chủ động", 2), ("MỤC TIÊU", 0), ("Đến năm 2025", 1), ("Đủ", 3),
        ]
    )  # fmt: skip
    assert lines(docx(tmp_path / "a.docx", body, numbering=numbering(PLAN))) == [
        "I. MỤC ĐÍCH", "1. Mục đích", "a) Triển khai", "b) Hình thành", "2. Yêu cầu",
        "a) Chủ động", "II. MỤC TIÊU", "1. Đến năm 2025", "- Đủ",
    ]  # fmt: skip


def test_a_list_that_is_told_to_start_anew_does_so_once(tmp_path: Path) -> None:
    anew = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    parts = numbering([("decimal", "Điều %1.")], anew)
    body = p("Một", listed(1)) + p("Hai", listed(1)) + p("Một", listed(2)) + p("Hai", listed(2))
    assert lines(docx(tmp_path / "a.docx", body, numbering=parts)) == [
        "Điều 1. Một", "Điều 2. Hai", "Điều 1. Một", "Điều 2. Hai",
    ]  # fmt: skip


def test_a_style_gives_its_paragraphs_their_numbers(tmp_path: Path) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="H"><w:pPr>{listed(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    )
    body = p("Phạm vi", '<w:pStyle w:val="H2"/>') + p("Thường")
    parts = numbering([("decimal", "Điều %1.")])
    assert lines(docx(tmp_path / "a.docx", body, styles=styles, numbering=parts)) == [
        "Điều 1. Phạm vi",
        "Thường",
    ]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [(9, "upperRoman", "IX"), (28, "lowerLetter", "bb"), (3, "decimalZero", "03"), (7, "odd", "7")],
)
def test_numbers_are_spelt_in_the_form_of_their_list(count: int, form: str, shown: str) -> None:
    assert spell_number(count, form) == shown


def test_a_list_that_is_not_defined_shows_nothing() -> None:
    assert Numbering(None).label("5", 0) == ""


def test_a_row_is_a_line_and_merged_cells_are_repeated(tmp_path: Path) -> None:
    body = table(
        [cell("TT"), cell("Nhiệm vụ"), cell("Thời gian", '<w:gridSpan w:val="2"/>')],
        [cell("1"), cell("Xây dựng Đề án", '<w:vMerge w:val="restart"/>'), cell("Quý I"), cell("")],
        [cell("2"), cell("", "<w:vMerge/>"), cell("Quý II"), cell("x|y")],
    )
    assert lines(docx(tmp_path / "a.docx", body)) == [
        "| TT | Nhiệm vụ | Thời gian | Thời gian |",
        "| 1 | Xây dựng Đề án | Quý I |  |",
        "| 2 | Xây dựng Đề án | Quý II | x｜y |",
    ]


def test_a_table_that_lays_out_the_letterhead_becomes_its_paragraphs(tmp_path: Path) -> None:
    body = table(
        [cell("ỦY BAN NHÂN DÂN"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        [cell("Số: 5/KH-UBND"), cell("Lai Châu, ngày 02 tháng 3 năm 2025")],
    )
    assert lines(docx(tmp_path / "a.docx", body)) == [
        "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 5/KH-UBND", "Lai Châu, ngày 02 tháng 3 năm 2025",
    ]  # fmt: skip


def test_an_empty_numbered_cell_keeps_its_number(tmp_path: Path) -> None:
    number = f"<w:tc><w:p><w:pPr>{listed(1)}</w:pPr></w:p></w:tc>"
    body = table(*[[number, cell(task), cell("2025")] for task in ("Một việc", "Việc khác")])
    path = docx(tmp_path / "a.docx", body, numbering=numbering([("decimal", "%1")]))
    assert lines(path) == ["| 1 | Một việc | 2025 |", "| 2 | Việc khác | 2025 |"]


def test_insertions_stay_and_deletions_go_also_when_they_join_paragraphs(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Trước </w:t></w:r><w:del><w:r><w:delText>30/6</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>31/12</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>đoạn</w:t></w:r></w:p>"
    )
    assert lines(docx(tmp_path / "a.docx", body)) == ["Trước 31/12", "một đoạn"]


def test_notes_stand_at_the_end_with_their_marks_in_the_text(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>Phòng</w:t><w:footnoteReference w:id="7"/><w:t>, sở</w:t></w:r></w:p>'
    note = f'<w:footnote w:id="7">{p("Văn hóa.")}</w:footnote><w:footnote w:id="9"/>'
    assert lines(docx(tmp_path / "a.docx", body, footnotes=note)) == [
        "Phòng[1], sở",
        "[1] Văn hóa.",
    ]


def test_capitals_by_format_show_and_hidden_text_does_not(tmp_path: Path) -> None:
    body = p("kế hoạch", run="<w:caps/>") + p("ẩn", run="<w:vanish/>") + p("hiện")
    assert lines(docx(tmp_path / "a.docx", body)) == ["KẾ HOẠCH", "hiện"]


def test_legacy_fonts_become_unicode_and_their_capitals_too(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii="{}"/>'
    body = (
        p("kÕ ho¹ch", run=font.format(".VnTimeH"))
        + p("ChuyÓn ®æi sè quèc gia", run=font.format(".VnTime"))
        + p("Coäng hoøa", run=font.format("VNI-Times"))
    )
    assert lines(docx(tmp_path / "a.docx", body)) == [
        "KẾ HOẠCH",
        "Chuyển đổi số quốc gia",
        "Cộng hòa",
    ]


def test_unicode_typed_in_a_legacy_font_is_left_alone(tmp_path: Path) -> None:
    font = '<w:rFonts w:ascii=".VnTime"/>'
    body = p("Ủy ban", run=font) + p("nhân dân", run=font)
    path = docx(tmp_path / "a.docx", body)
    assert lines(path) == ["Ủy ban", "nhân dân"]
    remark = "Phông chữ của tcvn3 nhưng chữ là Unicode: giữ nguyên."
    assert read_docx(path, "a.docx", Limits()).remarks == (remark,)


def test_a_table_of_contents_is_left_out_and_told(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = p("I. MỤC TIÊU\t3", '<w:pStyle w:val="TOC1"/>') + p("I. MỤC TIÊU")
    path = docx(tmp_path / "a.docx", body, styles=styles)
    assert lines(path) == ["I. MỤC TIÊU"]
    remarks = read_docx(path, "a.docx", Limits()).remarks
    assert remarks == ("Đã bỏ mục lục tự động (1 dòng).",)


def test_the_strict_variant_is_read_like_the_usual_one(tmp_path: Path) -> None:
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    xml = f"<w:document {strict}><w:body>{p('Điều 1.')}</w:body></w:document>"
    assert lines(zip_of(tmp_path / "a.docx", {"word/document.xml": xml})) == ["Điều 1."]


def test_a_file_without_a_body_is_damaged(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.docx", {"word/document.xml": f"<w:document {W}/>"})
    with pytest.raises(ReadError, match="thiếu phần nội dung"):
        read_docx(path, "a.docx", Limits())
