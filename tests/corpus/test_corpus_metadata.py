"""Metadata read from texts: the five shipped documents, forms of heads, and real documents."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import canonicalise
from corpus.metadata import Metadata, read_metadata
from corpus.places import find_provinces
from corpus.reading import read_document, shipped_documents
from corpus.structure import parse_clauses
from eval.reading.metadata import score_metadata

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def metadata_of(raw: str) -> Metadata:
    text = canonicalise(raw).text
    return read_metadata(text, parse_clauses(text)[0], "tệp.txt")


def shipped(prefix: str) -> Metadata:
    (path,) = [path for path in shipped_documents() if path.name.startswith(prefix)]
    return metadata_of(path.read_text(encoding="utf-8"))


def test_a_plan_with_a_portals_facts_is_read_from_both() -> None:
    read = shipped("000")
    assert (read.number, read.kind) == ("4660/KH-UBND", "Kế hoạch")
    assert (read.issuer, read.province) == ("UBND tỉnh Quảng Nam", "Quảng Nam")
    assert read.issued_on == read.effective_on == date(2024, 6, 24)
    assert read.signer == "Hồ Quang Bửu"
    assert read.title.startswith("TRIỂN KHAI THỰC HIỆN ĐỀ ÁN “KIỆN TOÀN")
    assert read.title.endswith("TRÊN ĐỊA BÀN TỈNH QUẢNG NAM")
    assert read.legal_bases[0].startswith("Thực hiện Quyết định số 1690/QĐ-TTg")


def test_a_plan_without_a_letterhead_takes_its_issuer_from_number_and_place() -> None:
    read = shipped("002")
    assert (read.number, read.issuer) == ("87/KH-UBND", "UBND tỉnh Quảng Ngãi")
    assert (read.issued_on, read.effective_on) == (date(2024, 4, 5), None)
    assert read.signer is None


def test_an_article_on_several_documents_is_none_of_them() -> None:
    read = shipped("001")
    assert (read.number, read.issuer, read.province) == (None, None, None)
    assert (read.kind, read.issued_on) == ("Bài viết", date(2024, 11, 28))
    assert read.secondary


def test_a_page_that_gives_a_decisions_content_is_read_as_the_decision() -> None:
    read = shipped("003")
    assert (read.number, read.kind) == ("1155/QĐ-UBND", "Quyết định")
    assert (read.issuer, read.province) == ("UBND tỉnh Tây Ninh", "Tây Ninh")
    assert (read.issued_on, read.secondary) == (date(2022, 5, 24), False)
    assert read.title.startswith("Kế hoạch nâng cao nhận thức")


def test_a_reported_notice_takes_its_province_from_the_body() -> None:
    read = shipped("004")
    assert (read.number, read.kind) == ("281/TB-VPUB", "Thông báo")
    assert read.issuer == "Văn phòng UBND tỉnh Ninh Thuận"
    assert (read.province, read.issued_on) == ("Ninh Thuận", date(2022, 9, 9))


@pytest.mark.parametrize("path", shipped_documents(), ids=lambda path: path.name[:3])
def test_evidence_holds_the_value_it_is_evidence_of(path: Path) -> None:
    document = read_document(path)
    for name in ("number", "signer"):
        if (value := getattr(document, name)) is not None:
            span = document.evidence[name]
            assert value in document.text[span.start : span.end]
    if document.issued_on is not None:
        span = document.evidence["issued_on"]
        assert str(document.issued_on.year) in document.text[span.start : span.end]


@pytest.mark.parametrize(
    ("letterhead", "number", "issuer", "province"),
    [
        ("UBND TỈNH QUẢNG NAM\nSỞ THÔNG TIN VÀ\nTRUYỀN THÔNG", "12/KH-STTTT",
         "Sở Thông tin và Truyền thông tỉnh Quảng Nam", "Quảng Nam"),
        ("ỦY BAN NHÂN\nDÂN\nTHÀNH PHỐ HẢI PHÒNG", "5/KH-UBND", "UBND thành phố Hải Phòng",
         "Hải Phòng"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH NGHỆ AN", "5/KH-HĐND", "HĐND tỉnh Nghệ An", "Nghệ An"),
        ("ỦY BAN NHÂN DÂN\nTỈNH NINH THUẬN\nVĂN PHÒNG", "5/KH-VPUB",
         "Văn phòng UBND tỉnh Ninh Thuận", "Ninh Thuận"),
        ("ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH", "5/KH-UBND", "UBND xã Bình Minh", "Hà Nội"),
        ("BỘ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "5/KH-BVHTTDL", "Bộ Văn hóa, Thể thao và Du lịch",
         None),
        ("ỦY BAN THƯỜNG VỤ\nQUỐC HỘI", "5/2025/UBTVQH15", "Ủy ban Thường vụ Quốc hội", None),
        ("TỈNH ỦY QUẢNG NINH", "5-KH/TU", "Tỉnh ủy Quảng Ninh", "Quảng Ninh"),
        ("ĐẢNG ỦY CHÍNH PHỦ\nVĂN PHÒNG", "5-KH/VPĐU", "Văn phòng Đảng ủy Chính phủ", None),
        ("BỘ TÀI CHÍNH - BỘ NỘI VỤ", "5/2025/TTLT-BTC-BNV", "Bộ Tài chính - Bộ Nội vụ", None),
    ],
)  # fmt: skip
def test_the_issuer_is_read_from_the_capitals_of_a_letterhead(
    letterhead: str, number: str, issuer: str, province: str | None
) -> None:
    read = metadata_of(
        f"{letterhead}\n{MOTTO}Số: {number}\nHà Nội, ngày 5 tháng 6 năm 2025\n"
        "KẾ HOẠCH\nChuyển đổi số năm 2025\nI. MỤC TIÊU\n1. Mục tiêu chung"
    )
    assert (read.number, read.issuer, read.province) == (number, issuer, province)
    assert (read.kind, read.title) == ("Kế hoạch", "Chuyển đổi số năm 2025")


def test_an_issuer_misread_in_its_capitals_is_written_as_the_text_writes_it() -> None:
    read = metadata_of(
        f"BAN TỎ CHỨC CUỘC THỊ\n{MOTTO}Số 7-KH/BTC\nSơn La, ngày 26 tháng 7 năm 2023\n"
        "KẾ HOẠCH\nPhát động cuộc thi\nI. MỤC ĐÍCH\n1. Ban Tổ chức Cuộc thi mời các đội thi."
    )
    assert read.issuer == "Ban Tổ chức Cuộc thi"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Thông tư này có hiệu lực thi hành kể từ ngày 12/ 02/2026.", date(2026, 2, 12)),
        ("Nghị quyết này có hiệu lực thi hành từ ngày được thông qua.", date(2025, 6, 5)),
        ("Thông tư này có hiệu lực thi hành sau 45 ngày kể từ ngày ký ban hành.",
         date(2025, 7, 20)),
        ("Thông tư này có hiệu lực thi hành kể từ 31 tháng 10 năm 2025.", date(2025, 10, 31)),
        ("Thông tư này có hiệu lực thi hành từ ngày tháng năm 2025.", None),
    ],
)  # fmt: skip
def test_the_day_in_force_is_read_as_it_is_written(sentence: str, day: date | None) -> None:
    read = metadata_of(
        f"BỘ TÀI CHÍNH\n{MOTTO}Số: 5/2025/TT-BTC\nHà Nội, ngày 5 tháng 6 năm 2025\nTHÔNG TƯ\n"
        f"Quy định mẫu\nCăn cứ Luật Mẫu;\nĐiều 1. Phạm vi\nĐiều 2. Hiệu lực\n{sentence}"
    )
    assert read.effective_on == day


@pytest.mark.parametrize("block", ["( đã kí)\nTrần Thanh Mẫn", "(Đã ký)\nY Thông"])
def test_the_signer_stands_below_the_role_and_the_stamp(block: str) -> None:
    read = metadata_of(
        f"BỘ TÀI CHÍNH\n{MOTTO}Số: 5/2025/TT-BTC\nHà Nội, ngày 5 tháng 6 năm 2025\nTHÔNG TƯ\n"
        f"Quy định mẫu\nCăn cứ Luật Mẫu;\nĐiều 1. Phạm vi\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n{block}"
    )
    assert read.signer == block.split("\n")[1]


def test_a_scans_head_on_one_line_is_taken_apart() -> None:
    read = metadata_of(
        "THỦ TƯỚNG CHÍNH PHỦ CỘNG HÒA XÃ HỌI CHỦ NCHĨA VIỆT NAM\n——— Độc lập - Tự do - Hạnh phúc\n"
        "Số: 505/QĐ-TTg Hà Nội, ngày 22 tháng 4 năm 2022\n._ QUYẾTĐỊNH -\nVề Ngày Chuyển đổi số\n"
        "THỦ TƯỚNG CHÍNH PHỦ\nCăn cứ Luật Tổ chức Chính phủ;\nQUYÉT ĐỊNH:\nĐiều 1. Lấy ngày 10."
    )
    assert (read.number, read.kind) == ("505/QĐ-TTg", "Quyết định")
    assert (read.issuer, read.issued_on) == ("Thủ tướng Chính phủ", date(2022, 4, 22))


@pytest.mark.parametrize(
    "head",
    ["Số: #71 /QĐ-TTg Hà Nội, ngày4S tháng 3 năm 2022", "Số: /QĐ-TTg Hà Nội, ngày   tháng  năm"],
)
def test_what_a_scan_lost_is_not_guessed(head: str) -> None:
    read = metadata_of(
        f"THỦ TƯỚNG CHÍNH PHỦ\n{MOTTO}{head}\nQUYẾT ĐỊNH\nPhê duyệt\nĐiều 1. Phê duyệt"
    )
    assert (read.number, read.issued_on) == (None, None)
    assert read.issuer == "Thủ tướng Chính phủ"


def test_a_law_has_its_name_and_the_day_it_was_passed() -> None:
    read = metadata_of(
        f"QUỐC HỘI\n{MOTTO}Luật số: 60/2024/QH15\nLUẬT\nDỮ LIỆU\nCăn cứ Hiến pháp;\n"
        "Quốc hội ban hành Luật dữ liệu.\nĐiều 1. Phạm vi điều chỉnh\n"
        "Điều 2. Hiệu lực thi hành\nLuật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2025.\n"
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 8 "
        "thông qua ngày 30 tháng 11 năm 2024.\nCHỦ TỊCH QUỐC HỘI\nTrần Thanh Mẫn"
    )
    assert (read.kind, read.title, read.issuer) == ("Luật", "Luật Dữ liệu", "Quốc hội")
    assert (read.issued_on, read.effective_on) == (date(2024, 11, 30), date(2025, 7, 1))
    assert read.signer == "Trần Thanh Mẫn"


def test_in_force_from_the_day_of_signing_is_the_day_of_issue() -> None:
    head = f"BỘ NỘI VỤ\n{MOTTO}Số: 9/QĐ-BNV\nHà Nội, ngày 02 tháng 3 năm 2025\nQUYẾT ĐỊNH\nVề A\n"
    own = metadata_of(f"{head}Điều 1. A\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.")
    other = metadata_of(f"{head}Điều 1. Theo Quyết định số 3/QĐ-BNV có hiệu lực từ ngày 01/01/2024")
    assert own.effective_on == date(2025, 3, 2)
    assert other.effective_on is None


@pytest.mark.parametrize(
    ("block", "signer"),
    [
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nNguyễn Thị An",
            "Nguyễn Thị An",
        ),
        ("- Lưu: VT, KHTC (300). KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nPhan Tâm", "Phan Tâm"),
        ("CHÁNH VĂN PHÒNG Trần Văn Sơn", "Trần Văn Sơn"),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", None),
        ("BỘ TRƯỞNG\nBộ trưởng đã đi công tác nên chưa ký.", None),
    ],
)
def test_the_signer_is_the_name_below_a_role(block: str, signer: str | None) -> None:
    read = metadata_of(f"KẾ HOẠCH\nChuyển đổi số\nI. MỤC TIÊU\n1. Mục tiêu chung là tốt.\n{block}")
    assert read.signer == signer


def test_a_letter_without_a_kind_is_a_cong_van() -> None:
    read = metadata_of(
        f"UBND TỈNH LAI CHÂU\n{MOTTO}Số: 1234/UBND-KGVX\nV/v triển khai Đề án 06\n"
        "Lai Châu, ngày 5 tháng 6 năm 2025\nKính gửi: Các sở, ban, ngành.\nĐề nghị báo cáo."
    )
    assert (read.number, read.kind) == ("1234/UBND-KGVX", "Công văn")
    assert (read.title, read.issuer) == ("triển khai Đề án 06", "UBND tỉnh Lai Châu")


def test_a_councils_resolution_tells_its_passing_before_its_force() -> None:
    read = metadata_of(
        f"HỘI ĐỒNG NHÂN DÂN\nTỈNH BẮC GIANG\n{MOTTO}Số: 12 /NQ-HĐND\n"
        "Bắc Giang, ngày 10 tháng 7 năm 2024\nNGHỊ QUYẾT\nQuy định mức chi\n"
        "HỘI ĐỒNG NHÂN DÂN TỈNH BẮC GIANG\nKHÓA XIX, KỲ HỌP THỨ 18\nCăn cứ Luật A;\n"
        "Điều 1. Mức chi\nNghị quyết này đã được HĐND tỉnh khóa XIX thông qua ngày 10 tháng 7 "
        "năm 2024 và có hiệu lực từ ngày 20 tháng 7 năm 2024."
    )
    assert (read.number, read.title) == ("12/NQ-HĐND", "Quy định mức chi")
    assert (read.issued_on, read.effective_on) == (date(2024, 7, 10), date(2024, 7, 20))


def test_a_title_of_several_matters_runs_on_over_lines() -> None:
    read = metadata_of(
        f"CHÍNH PHỦ\n{MOTTO}Số: 12/2031/NĐ-CP\nHà Nội, ngày 10 tháng 7 năm 2031\nNGHỊ ĐỊNH\n"
        "Quy định về thư viện số;\ntrình tự mượn sách;\nvà trả sách\nCăn cứ Luật A;\nĐiều 1. Thẻ"
    )
    assert read.title == "Quy định về thư viện số; trình tự mượn sách; và trả sách"


def test_a_number_below_the_kind_is_not_the_title() -> None:
    read = metadata_of(
        "# QUYẾT ĐỊNH\n**Số: 78/QĐ-UBND**\n*Đà Nẵng, ngày 3 tháng 1 năm 2025*\n"
        "**Về việc ban hành Quy chế**\n**CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG**\n"
        "Căn cứ Luật Dữ liệu;\nĐiều 1. Ban hành Quy chế."
    )
    assert (read.number, read.title) == ("78/QĐ-UBND", "Về việc ban hành Quy chế")
    assert (read.issuer, read.issued_on) == ("UBND thành phố Đà Nẵng", date(2025, 1, 3))


def test_a_portals_page_without_the_text_is_read_from_its_facts() -> None:
    read = metadata_of(
        "Văn bản hợp nhất số 04/VBHN-BNV Quy định chi tiết Luật An toàn lao động\n"
        "Số hiệu04/VBHN-BNV\n|\nLoại văn bảnVăn bản hợp nhất\n|\nNgành--\n|\n"
        "Ngày ký xác thực02/02/2026\n|\nCơ quan ban hànhBộ Nội vụ\n|\nNgười kýNguyễn Văn An"
    )
    assert (read.number, read.kind) == ("04/VBHN-BNV", "Văn bản hợp nhất")
    assert (read.issuer, read.signer) == ("Bộ Nội vụ", "Nguyễn Văn An")
    assert (read.issued_on, read.effective_on) == (date(2026, 2, 2), None)


def test_bases_are_told_one_by_one_without_their_semicolon() -> None:
    read = metadata_of(
        "QUYẾT ĐỊNH\nVề A\nCăn cứ Luật Dữ liệu; Luật An ninh mạng;\nCăn cứ Nghị định số "
        "1/2025/NĐ-CP;\nTheo đề nghị của Sở Nội vụ.\nQUYẾT ĐỊNH:\nĐiều 1. Căn cứ vào đó mà làm"
    )
    assert read.legal_bases == ("Căn cứ Luật Dữ liệu", "Căn cứ Nghị định số 1/2025/NĐ-CP")


def test_an_annex_alone_tells_the_document_it_belongs_to() -> None:
    head = "PHỤ LỤC II\nDANH MỤC NHIỆM VỤ\n"
    told = metadata_of(
        f"{head}(Kèm theo Quyết định số 5/QĐ-UBND ngày 02/3/2025 của UBND tỉnh Lai Châu)\n1. A\n"
    )
    assert (told.kind, told.number) == ("Phụ lục", "5/QĐ-UBND")
    assert (told.issuer, told.issued_on) == ("UBND tỉnh Lai Châu", date(2025, 3, 2))
    assert told.title == "PHỤ LỤC II DANH MỤC NHIỆM VỤ"
    blank = metadata_of(
        f"{head}(Kèm theo Nghị quyết số /NQ-CP ngày 01 tháng 01 năm 2025 của Chính phủ)\n1. A\n2. B"
    )
    assert (blank.number, blank.issued_on, blank.issuer) == (None, None, "Chính phủ")


def test_a_text_without_any_head_has_its_first_line_for_a_title() -> None:
    read = metadata_of("I. MỤC ĐÍCH\n1. Mục đích\n2. Yêu cầu")
    assert (read.number, read.kind, read.issuer) == (None, None, None)
    assert read.title == "I. MỤC ĐÍCH"


def test_real_documents_are_read_right_where_they_are_legible() -> None:
    folder = SHARED / "more_documents"
    if not folder.is_dir():
        pytest.skip("the shared folder of real documents is not beside this checkout")
    rows, provinces = [], []
    for path in sorted(folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        number = truth["number"].split("/")[0].split("-")[0]
        if path.stem.startswith("ocr-") or f"{number}" not in text[:3000]:
            continue
        read = read_document(path.with_suffix(".txt"))
        issued = read.issued_on.isoformat() if read.issued_on else None
        wanted = {name: truth[name] for name in ("number", "issuer", "date")}
        if "PHỤ LỤC" in text[:60]:
            continue  # annexes that leave their resolution's number and day blank
        rows.append(
            (path.stem, wanted, {"number": read.number, "issuer": read.issuer, "date": issued})
        )
        named = [mention.name for mention in find_provinces(truth["issuer"])]
        provinces.append((path.stem, named[-1] if named else None, read.province))
    scores = score_metadata(rows)
    assert scores["number"].total >= 40
    assert {name: score.wrong for name, score in scores.items()} == dict.fromkeys(scores, ())
    assert [row for row in provinces if row[1] != row[2]] == []


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="ABCĐộậ \n|.:,;-/0123456789KHUBNDSốngàythángnămCăncứQUYẾTĐỊNHTỉnhChủtịch",
        max_size=300,
    )
)
def test_any_text_is_read_and_evidence_lies_in_it(raw: str) -> None:
    text = canonicalise(raw).text
    read = read_metadata(text, parse_clauses(text)[0], "tệp.txt")
    assert read.title
    assert all(0 <= span.start <= span.end <= len(text) for span in read.evidence.values())
