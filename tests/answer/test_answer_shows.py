"""What kind of thing a sentence shows: dates, sums, shares, ranks, counts, fields, lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.find.shows import (
    is_enumeration,
    is_field,
    names_as_many,
    shows,
    shows_count,
    shows_time,
)
from answer.understand.cues import Want
from answer.understand.grains import Grain, grains

ANY: frozenset[Grain] = frozenset()


@pytest.mark.parametrize(
    ("want", "text"),
    [
        (Want.DATE, "hoàn thành trong tháng 5/2024"),
        (Want.DATE, "trước ngày 15/12 hằng năm"),
        (Want.DATE, "gửi vào quý IV hàng năm"),
        (Want.DATE, "thực hiện thường xuyên"),
        (Want.DATE, "đến năm 2030"),
        (Want.DATE, "trong 10 ngày làm việc"),
        (Want.DATE, "họp thường kỳ mỗi tháng một lần"),
        (Want.ISSUED_ON, "Hà Nội, ngày 02 tháng 3 năm 2024"),
        (Want.EFFECTIVE_ON, "Nghị định này có hiệu lực thi hành từ ngày ký"),
        (Want.MONEY, "dự kiến 5.191.000.000 đồng"),
        (Want.MONEY, "khoảng 2,5 tỷ đồng"),
        (Want.MONEY, "phạt tiền từ 10 triệu"),
        (Want.MONEY, "tối thiểu 5.000 (năm nghìn) tỷ đồng"),
        (Want.PERCENT, "đạt tối thiểu 80% hồ sơ"),
        (Want.PERCENT, "tăng 32,7 % so với năm trước"),
        (Want.PERCENT, "chiếm 20 phần trăm"),
        (Want.PERCENT, "quá 2/3 số thành viên"),
        (Want.RANK, "xếp thứ 47/63 tỉnh, thành phố"),
        (Want.RANK, "đứng hạng 5"),
        (Want.RANK, "thuộc top 10 cả nước"),
        (Want.NUMBER, "theo Quyết định số 749/QĐ-TTg"),
        (Want.NUMBER, "Nghị quyết số 52-NQ/TW"),
        (Want.NUMBER, "Luật Giao dịch điện tử"),
        (Want.CONTACT, "liên hệ 0903 123 456"),
        (Want.CONTACT, "gửi về hopthu@tinh.gov.vn"),
        (Want.LEAD, "Sở Nội vụ tham mưu"),
        (Want.COOPERATE, "phối hợp với các đơn vị"),
        (Want.DEFINITION, "Dữ liệu mở là dữ liệu được công bố"),
        (Want.DEFINITION, "(sau đây gọi tắt là Đề án)"),
    ],
)
def test_a_sentence_shows_what_is_wanted(want: Want, text: str) -> None:
    assert shows(want, text)


@pytest.mark.parametrize(
    ("want", "text"),
    [
        (Want.DATE, "đẩy mạnh tuyên truyền về chuyển đổi số"),
        (Want.MONEY, "bố trí kinh phí theo quy định"),
        (Want.MONEY, "tổng số 80 người"),
        (Want.MONEY, "tầm nhìn đến năm 2050 đồng bộ với các quy hoạch"),
        (Want.PERCENT, "đảm bảo tỷ lệ chi tối thiểu hằng năm"),
        (Want.RANK, "nâng cao thứ hạng của tỉnh"),
        (Want.NUMBER, "theo các văn bản có liên quan"),
        (Want.CONTACT, "công khai số điện thoại đường dây nóng"),
        (Want.COOPERATE, "chủ trì thực hiện"),
        (Want.EFFECTIVE_ON, "ban hành ngày 02/3/2024"),
        (Want.EFFECTIVE_ON, "có hiệu lực thi hành từ ngày tháng năm 2026"),
    ],
)
def test_a_sentence_about_a_thing_does_not_show_it(want: Want, text: str) -> None:
    assert not shows(want, text)


@pytest.mark.parametrize("want", [Want.DUTY, Want.LIST, Want.REASON])
def test_a_want_without_a_form_is_shown_by_any_sentence(want: Want) -> None:
    assert shows(want, "Bất kỳ câu nào")


@pytest.mark.parametrize(
    ("text", "wanted", "shown"),
    [
        ("hoàn thành trong năm 2024", {Grain.DAY}, False),
        ("hoàn thành trong năm 2024", {Grain.YEAR}, True),
        ("hoàn thành trong tháng 5/2024", {Grain.MONTH}, True),
        ("hoàn thành trong tháng 5/2024", {Grain.DAY}, False),
        ("trước ngày 15/12", {Grain.DAY}, True),
        ("trước ngày 15/12", {Grain.MONTH}, True),
        ("vào quý IV", {Grain.QUARTER}, True),
        ("vào quý IV", {Grain.MONTH}, False),
        ("thực hiện hằng năm", set(), True),
        ("thực hiện hằng năm", {Grain.DAY}, False),
        ("có hiệu lực từ ngày tháng năm 2026", {Grain.DAY}, False),
        ("không nói gì về lúc nào", set(), False),
        ("trong 45 (bốn mươi lăm) ngày", {Grain.DAY}, True),
        ("trong thời hạn mười (10) ngày", {Grain.DAY}, True),
        ("họp mỗi tháng một lần", set(), True),
        ("chậm nhất ngày thứ sáu tuần trước", {Grain.DAY}, True),
        ("chia sẻ theo thời gian thực", set(), True),
    ],
)
def test_a_time_is_shown_only_as_fine_as_it_is_wanted(
    text: str, wanted: set[Grain], shown: bool
) -> None:
    assert shows_time(text, frozenset(wanted)) is shown


def test_the_date_of_a_cited_document_is_no_time_to_do_something() -> None:
    text = "triển khai Quyết định số 852/QĐ-UBND ngày 08/7/2022 của tỉnh"
    assert not shows_time(text, frozenset({Grain.DAY}))
    assert not shows_time(text, ANY)
    assert shows_time(text, ANY, of_documents=True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("hoàn thiện 6 dữ liệu, phục vụ dân, doanh nghiệp, cán bộ", False),
        ("6 dữ liệu gồm: dân cư, đất đai, hộ tịch, thuế", True),
        ("6 dữ liệu\n- dân cư\n- đất đai\n- thuế", True),
    ],
)
def test_things_are_named_one_after_the_other(text: str, *, named: bool) -> None:
    assert names_as_many(text, 6) is named


def test_the_number_of_a_cited_document_may_be_broken_by_a_space() -> None:
    assert not shows_time("Thông tư số 17/2020/TT- BNNPTNT ngày 28 tháng 12 năm 2020", ANY)


def test_a_time_beside_a_cited_document_counts() -> None:
    text = "triển khai Quyết định số 852/QĐ-UBND ngày 08/7/2022 trong tháng 9/2022"
    assert shows_time(text, frozenset({Grain.MONTH}))


@pytest.mark.parametrize(
    ("want", "text"),
    [
        (Want.LEAD, "- Đơn vị chủ trì: Sở Nội vụ."),
        (Want.LEAD, "Cơ quan chủ trì: Sở Tài chính"),
        (Want.LEAD, "c) Chủ trì: Văn phòng"),
        (Want.COOPERATE, "- Đơn vị phối hợp: các sở, ngành"),
        (Want.COOPERATE, "+ Phối hợp: Sở Nội vụ"),
        (Want.DATE, "- Thời gian thực hiện: Hàng năm."),
        (Want.DATE, "Thời hạn hoàn thành: quý II"),
    ],
)
def test_the_field_of_a_task_is_recognised_where_it_opens_the_line(want: Want, text: str) -> None:
    assert is_field(want, text)


@pytest.mark.parametrize(
    ("want", "text"),
    [
        (Want.LEAD, "Sở Nội vụ là đơn vị chủ trì: không ai khác"),
        (Want.LEAD, "- Đơn vị phối hợp: Sở Nội vụ"),
        (Want.DATE, "Trong thời gian tới: các sở tăng cường"),
        (Want.MONEY, "- Kinh phí: 5 triệu đồng"),
    ],
)
def test_the_same_words_elsewhere_are_no_field(want: Want, text: str) -> None:
    assert not is_field(want, text)


@pytest.mark.parametrize(
    ("text", "nouns", "shown"),
    [
        ("lực lượng kiêm nhiệm là 32 người", ["người"], True),
        ("có 02 bộ phận chuyên trách", ["bộ", "bộ phận"], True),
        ("gồm ba trụ cột", ["trụ", "trụ cột"], True),
        ("đào tạo 1.000 chuyên gia", ["chuyên", "chuyên gia"], True),
        ("khoảng 5-7 thành viên", ["thành", "thành viên"], True),
        ("98 chỉ số thành phần", ["chỉ", "chỉ số"], True),
        ("trong thời hạn mười (10) ngày làm việc", ["ngày", "ngày làm"], True),
        ("nhiều thành viên", ["thành", "thành viên"], False),
        ("năm 2024 tuyển thêm người", ["người"], False),
        ("có số liệu 45", [], True),
        ("không có số liệu", [], False),
        ("mười (10) ngày làm việc", ["ngày", "ngày làm"], True),
        ("năm (05) ngày", ["ngày"], True),
        ("trên 70% diện tích nuôi cá", ["diện", "diện tích"], True),
        ("tối thiểu 500MB/hộp thư", ["dung", "dung lượng"], True),
        ("hộp thư có dung lượng lớn", ["dung", "dung lượng"], False),
    ],
)
def test_a_count_stands_before_what_is_counted(text: str, nouns: list[str], shown: bool) -> None:
    assert shows_count(text, nouns) is shown


@pytest.mark.parametrize(
    ("text", "enumerates"),
    [
        ("Thành viên bao gồm: Sở Nội vụ; Sở Tài chính", True),
        ("một là, kinh phí; hai là, nhân lực; ba là, thông tin", True),
        ("Sở Nội vụ; Sở Tài chính", False),
        ("Báo cáo hằng quý.", False),
    ],
)
def test_an_enumeration_says_so_or_runs_on_in_semicolons(text: str, enumerates: bool) -> None:
    assert is_enumeration(text) is enumerates


@given(st.integers(1, 28), st.integers(1, 12), st.integers(1990, 2049))
def test_any_full_date_shows_a_day_a_month_and_a_year(day: int, month: int, year: int) -> None:
    text = f"hoàn thành trước {day:02d}/{month}/{year}"
    for grain in set(Grain) - {Grain.SPAN}:
        assert shows_time(text, frozenset({grain}))


@given(st.integers(1, 10**12))
def test_any_sum_in_dong_shows_money(amount: int) -> None:
    assert shows(Want.MONEY, f"chi {amount:,}".replace(",", ".") + " đồng")


@pytest.mark.parametrize(
    "text", ["3. Triệu tập nhân chứng;", "2. Tỷ lệ an toàn;", "4. Đồng bộ hóa"]
)
def test_a_marker_before_a_word_that_begins_as_a_unit_does_is_no_sum(text: str) -> None:
    assert not shows(Want.MONEY, text)
    assert shows(Want.MONEY, f"{text} kinh phí 3 triệu")


def test_a_number_of_an_annex_may_have_a_letter() -> None:
    assert shows(Want.PLACE, "theo Mẫu tại Phụ lục số 14A ban hành kèm theo")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("thực hiện từ ngày ban hành đến khi kết thúc", True),
        ("giai đoạn 2026 - 2030", True),
        ("hoàn thành trước ngày 30/6/2026", False),
    ],
)
def test_from_when_to_when_wants_both_ends(text: str, *, shown: bool) -> None:
    wanted = grains("Đợt này thực hiện từ khi nào đến khi nào?")
    assert wanted == {Grain.SPAN}
    assert shows_time(text, wanted) is shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("do ông Trần Văn An làm tổ trưởng", True),
        ("Lựa chọn tổ trưởng trong năm 2026", False),
        ("theo ý kiến của đồng chí Chủ tịch", False),
    ],
)
def test_a_person_is_shown_by_a_name_after_a_title(text: str, *, shown: bool) -> None:
    assert shows(Want.PERSON, text) is shown
