"""Files into Documents: encodings, refusals, names, sidecars."""

from __future__ import annotations

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.formats import RawText
from corpus.metadata import Metadata
from corpus.model import Reading
from corpus.reading import (
    document_id,
    document_of,
    document_of_raw,
    read_corpus,
    read_document,
    shipped_documents,
)

TEXT = (
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\nKẾ HOẠCH\n"
    "Chuyển đổi số của tỉnh và các huyện được thực hiện trong năm 2025\n"
    "I. MỤC TIÊU\n1. Mục tiêu chung\n2. Mục tiêu cụ thể\n"
)


def test_the_shipped_documents_have_their_names() -> None:
    documents = read_corpus(shipped_documents())
    assert [document.id for document in documents] == [
        "quang-nam-4660-kh-ubnd-2024",
        "kien-toan-to-chuc-bo-may-tham-muu-2024",
        "quang-ngai-87-kh-ubnd-2024",
        "tay-ninh-1155-qd-ubnd-2022",
        "ninh-thuan-281-tb-vpub-2022",
    ]
    assert [document.secondary for document in documents] == [False, True, False, False, False]
    assert [document.truncated for document in documents] == [True, False, False, False, False]


def test_what_a_sidecar_tells_of_a_shipped_document_is_in_its_report() -> None:
    (article,) = [path for path in shipped_documents() if path.name.startswith("001")]
    assert read_document(article).report.remarks[0].startswith("Nguồn: bài báo")


def test_what_lies_beside_a_users_file_is_not_its_metadata(tmp_path: Path) -> None:
    (tmp_path / "kh.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kh.meta.toml").write_text('number = "99/KH-UBND"', encoding="utf-8")
    (tmp_path / "kh.json").write_text('{"number": "99/KH-UBND"}', encoding="utf-8")
    assert read_document(tmp_path / "kh.txt").number == "5/KH-UBND"


def test_source_is_the_files_name_unless_another_is_given(tmp_path: Path) -> None:
    path = tmp_path / "kế hoạch.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_document(path).source == "kế hoạch.txt"
    assert read_document(path, source="gốc.txt").source == "gốc.txt"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_in_all_its_forms(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "kh.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_document(path).text == document_of(TEXT, source="kh.txt").text


def test_windows_1258_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_bytes(_windows_1258(TEXT))
    assert read_document(path).issuer == "UBND tỉnh Lai Châu"
    assert "Chuyển đổi số của tỉnh" in read_document(path).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "không có chữ"),
        (b" \n\t", "không có chữ"),
        ("— … —".encode(), "không có chữ"),
        (b"%PDF-1.7 ...", "hỏng"),
        (b"PK\x03\x04....", "hỏng"),
        (b'{"number": "99/KH-UBND"}', "JSON"),
        (bytes(range(256)) * 4, "nhị phân|bảng mã"),
        (b"abc\x00def", "nhị phân"),
        (b"\xef\xbb\xbfa\xff\xfe", "hỏng"),
        (b"\xb8\xb5\xb6 \xa9\xae \xc7\xc8 xyz", "bảng mã"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "tệp.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=said) as caught:
        read_document(path)
    assert "tệp.txt" in caught.value.message
    assert caught.value.hint


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="Không mở được"):
        read_document(tmp_path / "không có.txt")


def test_a_number_that_ocr_read_is_unconfirmed() -> None:
    scanned = RawText(TEXT, "scan", "tesseract", ocr=True, confidence=0.8, pages=(0.8,))
    document = document_of_raw(scanned, source="kh.pdf")
    assert document.number == "5/KH-UBND"
    assert document.unconfirmed == ("number",)
    assert document.report.reading == Reading("scan", "tesseract", True, 0.8, (0.8,))


def test_a_number_on_a_page_with_a_text_layer_needs_no_confirmation() -> None:
    mixed = RawText(TEXT, "pdf", "pypdfium2", ocr=True, confidence=0.8, pages=(None, 0.8))
    assert document_of_raw(mixed, source="kh.pdf").unconfirmed == ()


def test_a_scan_without_a_number_has_nothing_to_confirm() -> None:
    scanned = RawText("Lời nói đầu", "scan", "tesseract", ocr=True, confidence=0.8, pages=(0.8,))
    assert document_of_raw(scanned, source="a.pdf").unconfirmed == ()


MISREAD = TEXT + "\n3. Các cơ quan câp tỉnh phối hợp với cơ quan quôc gia, đề xuât kinh phí."


def test_a_text_that_ocr_made_elsewhere_is_told_by_its_syllables_and_its_number_unconfirmed() -> (
    None
):
    document = document_of_raw(RawText(MISREAD, "text", "utf-8"), source="a.txt")
    assert document.report.reading == Reading("text", "utf-8", True)
    assert document.unconfirmed == ("number",)
    assert "“câp”, “quôc”, “xuât”" in document.report.remarks[0]


def test_a_typists_error_makes_no_ocr_of_a_text() -> None:
    typed = RawText(MISREAD.replace("quôc", "quốc").replace("xuât", "xuất"), "text", "utf-8")
    document = document_of_raw(typed, source="a.txt")
    assert (document.unconfirmed, document.report.remarks) == ((), ())


def test_a_text_that_is_no_document_is_read_with_a_warning() -> None:
    blog = "Chuyện làng tôi\nHôm nay trời nắng, tôi ra đồng gặt lúa với mẹ và các em."
    document = document_of(blog, source="blog.txt")
    assert (document.kind, document.secondary) == ("Bài viết", True)
    assert "tệp được coi là bài viết, không phải văn bản" in document.report.remarks[0]


def test_what_reading_a_format_noticed_is_in_the_report() -> None:
    raw = RawText(TEXT, "txt", "tcvn3", remarks=("Chuyển từ bảng mã tcvn3.",))
    assert document_of_raw(raw, source="a.txt").report.remarks == ("Chuyển từ bảng mã tcvn3.",)


def test_two_documents_of_one_name_get_two_ids(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    seen: list[Path] = []
    documents = read_corpus([tmp_path / "a.txt", tmp_path / "b.txt"], progress=seen.append)
    assert [document.id for document in documents] == [
        "lai-chau-5-kh-ubnd-2025",
        "lai-chau-5-kh-ubnd-2025-2",
    ]
    assert [path.name for path in seen] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (
            Metadata(number="87/KH-UBND", province="Quảng Ngãi", issued_on=date(2024, 4, 5)),
            "quang-ngai-87-kh-ubnd-2024",
        ),
        (
            Metadata(number="20/2023/QH15", issuer="Quốc hội", issued_on=date(2023, 6, 22)),
            "quoc-hoi-20-2023-qh15",
        ),
        (
            Metadata(number="749/QĐ-TTg", issuer="Thủ tướng Chính phủ"),
            "thu-tuong-chinh-phu-749-qd-ttg",
        ),
        (
            Metadata(title="Ra mắt cổng dữ liệu", issued_on=date(2024, 1, 2)),
            "ra-mat-cong-du-lieu-2024",
        ),
        (Metadata(title="…"), "van-ban"),
    ],
)
def test_ids_tell_place_number_and_year(metadata: Metadata, expected: str) -> None:
    assert document_id(metadata) == expected


def test_reading_twice_gives_the_same_document(tmp_path: Path) -> None:
    source = shipped_documents()[0]
    copy = tmp_path / source.name
    shutil.copy(source, copy)
    assert read_document(copy) == read_document(source)


def _windows_1258(text: str) -> bytes:
    """The bytes Windows-1258 has for a text: letters with their hats, tone marks after them."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = _without_tone(char)
            out += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


def _without_tone(char: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", char)
    tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", marks.replace(tone, "")), tone
