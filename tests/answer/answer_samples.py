"""Small documents for the tests of answer/: read by the real reader, invented from end to end."""

from __future__ import annotations

from functools import cache

from answer.find.cutting import Unit
from answer.find.library import Library
from answer.find.scope import Side
from answer.find.units import Units
from answer.understand.understanding import Understanding, understand
from corpus.model import Document
from corpus.reading import document_of

_PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 15/KH-UBND
Hà Giang, ngày 02 tháng 3 năm 2024
KẾ HOẠCH
Phát triển hạ tầng số năm 2024 trên địa bàn tỉnh Hà Giang
Căn cứ Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ; \
Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển hạ tầng số như sau:
I. MỤC TIÊU
1. Phủ sóng 5G tại 100% trung tâm huyện trước ngày 30/9/2024.
2. Đào tạo 120 cán bộ cấp xã [1]; kinh phí 2.500 triệu đồng.
II. TỔ CHỨC THỰC HIỆN
1. Sở Giao thông vận tải:
a) Chủ trì cấp phép đào đường. Hoàn thành trong quý II năm 2024.
b) Phối hợp với Sở Xây dựng chia sẻ dữ liệu.
đ) Báo cáo hàng quý.
2. Sở Xây dựng: Rà soát quy hoạch trạm thu phát sóng. Nội dung gồm:
- trạm dùng chung;
- trạm ven biển.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Trần Văn Minh
"""

# The same number as the plan above, of another province and year, and by nobody in particular.
_NAMESAKE = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 15/KH-UBND
Lạng Sơn, ngày 10 tháng 01 năm 2025
KẾ HOẠCH
Phát triển kinh tế số năm 2025 trên địa bàn tỉnh Lạng Sơn
Thực hiện Đề án 905, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Đưa 300 hộ kinh doanh lên sàn thương mại điện tử.
II. TỔ CHỨC THỰC HIỆN
1. Sở Công Thương: Tổ chức hội chợ trực tuyến.
"""

_LAW = """QUỐC HỘI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Luật số: 12/{year}/QH15
Hà Nội, ngày 20 tháng 6 năm {year}
LUẬT
BƯU CHÍNH SỐ
Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
Quốc hội ban hành Luật Bưu chính số.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định về bưu chính số.
Chương II
TRÁCH NHIỆM
Điều 2. Thời hạn
1. Doanh nghiệp phải:
a) trả lời khiếu nại trong thời hạn 10 ngày;
b) bồi thường không quá 5.000.000 đồng.
2. Cơ quan quản lý lập danh mục.
"""

_REPORT = """Các tỉnh đẩy mạnh hạ tầng số
Truyền thông - Ngày đăng : 09:15, 12/07/2024
Thời gian qua nhiều địa phương đã có chuyển biến trong phát triển hạ tầng số phục vụ người dân.
Tại tỉnh Lào Cai, ngày 03/5/2024, UBND tỉnh đã ban hành Kế hoạch số 77/KH-UBND về hạ tầng số.
Kế hoạch giao Sở Xây dựng lắp đặt 40 trạm phát sóng.
Tương tự, tỉnh Yên Bái đặt mục tiêu 25 trạm phát sóng.
Cả Lào Cai và Yên Bái đều hoàn thành sớm.
Kết quả này được ghi nhận.
"""


@cache
def plan() -> Document:
    """Kế hoạch 15/KH-UBND of Hà Giang, 02/3/2024, signed by Trần Văn Minh."""
    return document_of(_PLAN, source="ke-hoach.txt")


@cache
def namesake() -> Document:
    """Kế hoạch 15/KH-UBND of Lạng Sơn, 10/01/2025, without a signer; it names Đề án 905."""
    return document_of(_NAMESAKE, source="ke-hoach-khac.txt")


@cache
def law(year: int = 2023, title: str = "Bưu chính số") -> Document:
    """Luật Bưu chính số (or of another title) of a year, with Điều 1 and 2 in two chapters."""
    text = _LAW.format(year=year).replace("BƯU CHÍNH SỐ", title.upper())
    text = text.replace("Bưu chính số", title)
    return document_of(text, source=f"luat-{year}.txt")


@cache
def report() -> Document:
    """A press article that goes from Lào Cai to Yên Bái; it names 77/KH-UBND."""
    return document_of(_REPORT, source="bai-bao.txt")


def library(*documents: Document) -> Library:
    """A library of some documents, of all samples when none is named."""
    chosen = documents or (plan(), namesake(), law(), report())
    return Library({document.id: document for document in chosen})


def asked(text: str) -> Understanding:
    """A question whose spelling needed no mending, understood."""
    return understand(text, text)


def unit_saying(home: Units, words: str) -> Unit:
    """The one unit of a document that holds some words."""
    found = [unit for unit in home.all if words in home.document.text[unit.start : unit.end]]
    assert len(found) == 1, f"{len(found)} units say {words!r}"
    return found[0]


def side_of(document: Document) -> Side:
    """A side of one document."""
    return Side("", (document.id,))
