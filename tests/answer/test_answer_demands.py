"""What a question demands beyond its kind: the currency, a bound, the end of being in force."""

from __future__ import annotations

import pytest

from answer.find.demands import demands, meets, tells
from answer.find.features import Likeness
from answer.find.ranking import Ranker
from answer.find.shows import shows_count
from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import asked, plan


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("Mỗi tổ tối đa mấy người?", "Tổ có không quá 05 người", True),
        ("Mỗi tổ tối đa mấy người?", "cử một người dự họp", False),
        ("Mỗi tổ ít nhất bao nhiêu người?", "Tổ có 03 người trở lên", True),
        ("Mỗi tổ ít nhất bao nhiêu người?", "cử một người dự họp", False),
        ("Được hỗ trợ bao nhiêu triệu đồng?", "hỗ trợ 10 triệu đồng", True),
        ("Được hỗ trợ bao nhiêu triệu đồng?", "hỗ trợ 02 tháng lương theo hợp đồng", False),
        ("Nộp chậm bị phạt bao nhiêu tiền?", "phạt tiền từ 1.000.000 đồng", True),
        ("Nộp chậm bị phạt bao nhiêu tiền?", "hỗ trợ 1.000.000 đồng", False),
        ("Lãi suất phạt tính bao nhiêu phần trăm?", "lãi suất quá hạn là 5%", True),
        ("Quyết định hết hiệu lực khi nào?", "có hiệu lực từ ngày ký", False),
        ("Quyết định hết hiệu lực khi nào?", "hết hiệu lực từ ngày 01/01/2026", True),
        ("Đã đủ giấy tờ thì giải quyết trong bao nhiêu ngày?", "nhận hồ sơ hợp lệ", True),
        ("Hồ sơ hợp lệ thì bao lâu xong?", "hồ sơ chưa đầy đủ và hợp lệ", False),
        ("Hồ sơ còn thiếu thì mấy ngày phải báo?", "nhận đầy đủ hồ sơ", False),
        ("Hồ sơ còn thiếu thì mấy ngày phải báo?", "yêu cầu bổ sung hồ sơ", True),
        ("Không được để quá mấy ngày?", "trả lời trong thời hạn 05 ngày", True),
        ("Không được để quá mấy ngày?", "cử một người dự họp", False),
        ("Gia hạn trước khi hết hạn mấy tháng?", "trước khi hết thời hạn 06 tháng", True),
        ("Ai ký văn bản này?", "số, ký hiệu của văn bản", False),
        ("Ai ký văn bản này?", "Chủ tịch ký ban hành", True),
        ("Tiền tập huấn lấy từ nguồn nào?", "do ngân sách tỉnh bảo đảm", True),
        ("Tiền tập huấn lấy từ nguồn nào?", "tổ chức lớp tập huấn hằng năm", False),
        ("Thuê đường truyền thì ai trả tiền?", "bên kết nối chi trả chi phí thuê bao", True),
        ("Kinh phí không quyết toán thì ai chịu trách nhiệm?", "thủ trưởng đơn vị", True),
        ("Thông tư này thay cho thông tư cũ nào?", "thay thế Thông tư số 01/2020/TT-BTC", True),
        ("Thông tư này thay cho thông tư cũ nào?", "theo Thông tư số 01/2020/TT-BTC", False),
        ("Nghị định 13 còn áp dụng không?", "Nghị định số 13 hết hiệu lực", True),
        ("Lệ phí cấp thẻ là bao nhiêu tiền?", "nộp lệ phí 50.000 đồng", True),
        ("Lệ phí cấp thẻ là bao nhiêu tiền?", "hỗ trợ 50% học phí, chi phí đi lại", False),
        ("Mất biên lai thu phí thì báo trong bao nhiêu ngày?", "trong 05 ngày", True),
        ("How many dong is the allowance?", "gồm 5 nhóm", False),
        ("Cắt giảm tối thiểu bao nhiêu phần trăm?", "Tôi thiêu 50% thủ tục", True),
        ("Chưa có ban quản lý thì ai làm?", "nơi ban quản lý chưa được thành lập", True),
        ("Chưa có ban quản lý thì ai làm?", "ban quản lý có trách nhiệm", False),
        ("Không có máy in thì ai in?", "công chức in và cung cấp", True),
        ("Chậm quá mấy ngày thì phải báo cáo?", "chậm quá 05 ngày", True),
        ("Quá bao nhiêu ngày thì đóng hồ sơ?", "sau 60 ngày thì đóng hồ sơ", True),
        ("Chỉ tiêu tính trên bao nhiêu tỉnh?", "bằng cụm từ “34 tỉnh”", True),
        ("Chậm quá mấy ngày thì phải báo cáo?", "báo cáo trong 05 ngày kể từ ngày ký", False),
        ("Cụm từ bị bỏ được thay bằng cụm từ nào?", "Bãi bỏ cụm từ “sở”", False),
        ("Cụm từ bị bỏ được thay bằng cụm từ nào?", "Thay cụm từ “sở” bằng “bộ”", True),
        ("Ai ký quyết định tạm dừng?", "Đội trưởng ra quyết định tạm dừng", True),
        ("Khoản vay do cơ quan nào đăng ký?", "Cục Quản lý ngoại hối", True),
        ("Nghị định 13 còn áp dụng không?", "chỉ áp dụng thuật toán an toàn", False),
        ("Phải trình phương án trước ngày nào?", "Ngày 18/11/2025 đã làm việc với tỉnh", False),
        ("Phải trình phương án trước ngày nào?", "chậm nhất là ngày 18/11/2025", True),
        ("Giấy phép có giá trị trong bao nhiêu ngày?", "trong thời hạn 05 ngày cấp", False),
        ("Giấy phép có giá trị trong bao nhiêu ngày?", "có thời hạn 05 năm", True),
        ("Thẻ có hạn mấy năm?", "tối đa 05 năm kể từ thời điểm cấp thẻ", True),
        ("Cấp phép trong thời hạn bao lâu?", "trong 05 ngày", True),
        ("Hồ sơ phải lưu trữ bao nhiêu năm?", "nộp hồ sơ trong 02 năm", False),
        ("Hồ sơ phải lưu trữ bao nhiêu năm?", "giữ hồ sơ 10 năm", True),
        ("Người vi phạm bị kỷ luật hình thức nào?", "không được yêu cầu nộp lại", False),
        ("Người vi phạm bị kỷ luật hình thức nào?", "bị khiển trách hoặc cảnh cáo", True),
        ("Giá bán được tính theo công thức nào?", "bán theo giá niêm yết", False),
        ("Giá bán được tính theo công thức nào?", "Giá bán = giá gốc x 2", True),
        ("Nhân chứng được trả thù lao bao nhiêu tiền?", "chi phí 2 triệu đồng", False),
        ("Nhân chứng được trả thù lao bao nhiêu tiền?", "mức bồi dưỡng 2 triệu đồng", True),
        ("Quá bao nhiêu ngày thì đóng hồ sơ?", "Sau 60 ngày, cơ quan đóng hồ sơ", True),
        ("Chỉ tiêu tính trên bao nhiêu tỉnh?", "tính cho 34 tỉnh", True),
        ("Dân xem cảnh báo ở trang web nào?", "đăng cảnh báo tại https://an-toan.vn", True),
        ("Dân xem cảnh báo ở trang web nào?", "đăng trên Cổng thông tin điện tử", True),
        ("Dân xem cảnh báo ở trang web nào?", "tuyên truyền cảnh báo trên báo chí", False),
        ("Thiếu mấy năm thì chứng chỉ bị thu hồi?", "tập huấn trong 02 năm", False),
        ("Trường hợp nào thì chứng thư chữ ký bị thu hồi?", "Các trường hợp thu hồi", True),
        ("Trợ cấp phải chi trong mấy ngày?", "chi tiền trong 03 ngày làm việc", True),
        ("Người dự thi cần ngoại ngữ bậc mấy?", "có chứng chỉ ngoại ngữ bậc 3", True),
        ("Người dự thi cần ngoại ngữ bậc mấy?", "có chứng chỉ ngoại ngữ", False),
    ],
)
def test_an_answer_meets_what_the_question_demands(question: str, text: str, *, met: bool) -> None:
    assert meets(question, text) is met


def test_what_few_sentences_say_speaks_for_one_that_does() -> None:
    assert tells("Vốn điều lệ lấy từ đâu?", "Vốn điều lệ do ngân sách nhà nước cấp")
    assert not tells("Vốn điều lệ lấy từ đâu?", "Vốn điều lệ là 500 tỷ đồng")
    assert not tells("Mỗi tổ tối đa mấy người?", "Tổ có không quá 05 người")


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("Mạng lưới gồm những ai?", "Thành viên mạng lưới gồm:", "Hình thành mạng lưới rộng khắp"),
        ("Những ai nằm trong mạng lưới?", "Thành phần mạng lưới:", "Hình thành mạng lưới"),
        ("Khi nào giấy phép bị thu hồi?", "Các trường hợp thu hồi:", "Danh sách giấy phép"),
        (
            "Giấy phép theo luật cũ có còn dùng được không?",
            "đã cấp trước ngày Luật này có hiệu lực thì tiếp tục sử dụng",
            "phải có giấy phép",
        ),
    ],
)
def test_some_demands_speak_for_an_answer_and_rule_none_out(
    question: str, told: str, other: str
) -> None:
    assert tells(question, told)
    assert not tells(question, other)
    assert meets(question, other)


def test_most_questions_demand_nothing_more() -> None:
    assert not demands("Sở Nội vụ có nhiệm vụ gì?")


def test_a_word_that_only_looks_like_a_number_without_its_marks_counts_nothing() -> None:
    assert shows_count("gồm tám chứng thư", ["chứng thư"])
    assert not shows_count("tạm dừng chứng thư", ["chứng thư"])
    assert shows_count("05 năm kinh nghiệm", ["năm"])


def test_the_figures_of_a_date_count_nothing() -> None:
    assert not shows_count("ngày 08 tháng 12 năm 2011", ["năm"])
    assert not shows_count("ngày 08 tháng 12 năm 2011", ["tháng"])
    assert shows_count("trong 5 năm 2021 - 2025", ["năm"])


def test_a_year_that_the_document_never_speaks_of_has_no_figure_in_it() -> None:
    text = "Giai đoạn 2021 - 2025 có 32 lớp. Đến năm 2030 có 40 lớp."
    units = Units(document_of(text, source="a.txt"))
    assert units.spans_year(2023)
    assert not units.spans_year(2027)


def test_a_figure_of_no_year_does_not_answer_for_a_year_the_document_lacks() -> None:
    units = Units(plan())
    ranker = Ranker(lambda _word: 1.0)
    pairs = [(units, unit) for unit in units.all]
    likeness = [Likeness(dense=0.5, lexical=0.5)] * len(pairs)
    ranked = ranker.rank(asked("Năm 2049 có bao nhiêu lớp?"), pairs, lambda _units: likeness)
    assert not any(item.fits for item in ranked)
