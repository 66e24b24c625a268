"""What a question asks for: tables of questions as people put them."""

from __future__ import annotations

import pytest

from answer.understand.cues import Want, load_cues
from corpus.text import fold

WANTS = load_cues().wants


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Ai ký kế hoạch này?", Want.SIGNER),
        ("Người ký là ông nào?", Want.SIGNER),
        ("Văn bản do ai kí?", Want.SIGNER),
        ("Chủ tịch Ủy ban nhân dân tỉnh nào ký?", Want.SIGNER),
        ("Tỉnh đã chọn ai làm kiến trúc sư trưởng?", Want.PERSON),
        ("Ai thay mặt Chính phủ ký nghị quyết?", Want.SIGNER),
        ("Thẻ có mấy hạng, là những hạng nào?", Want.LIST),
        ("Bộ Công an bàn cùng những cơ quan nào?", Want.COOPERATE),
        ("Kiểm tra kho thì Bộ Công an làm cùng bộ nào?", Want.COOPERATE),
        ("Chủ thẻ phụ là loại chủ thẻ nào?", Want.DEFINITION),
        ("Thông tư căn cứ vào bộ luật nào về hàng hải?", Want.LEGAL_BASIS),
        ("Khi nào giấy phép bị thu hồi?", Want.LIST),
        ("Chiến lược ấy hiểu “xã số” là thế nào?", Want.DEFINITION),
        ("Hai tỉnh ấy, tỉnh nào ra kế hoạch thực hiện đề án trước?", Want.ISSUED_ON),
        ("được thưởng nhiêu tiền vậy", Want.MONEY),
        ("Bưu điện lo phần nào?", Want.DUTY),
        ("Hai quyết định ấy, ai ký từng cái?", Want.COMPARE),
        ("Luật phân biệt mã nguồn với mã máy thế nào?", Want.COMPARE),
        ("Hai nghị định ấy, cái nào có hiệu lực trước?", Want.COMPARE),
        ("Who signed the plan?", Want.SIGNER),
        ("Kế hoạch ban hành ngày nào?", Want.ISSUED_ON),
        ("Quyết định được ký khi nào?", Want.ISSUED_ON),
        ("bài viết đăng hôm nào", Want.ISSUED_ON),
        ("When was the plan issued?", Want.ISSUED_ON),
        ("Nghị định có hiệu lực từ ngày nào?", Want.EFFECTIVE_ON),
        ("Khi nào thì có hiệu lực?", Want.EFFECTIVE_ON),
        ("When does the law take effect?", Want.EFFECTIVE_ON),
        ("Thông tư có hiệu lực hôm nào?", Want.EFFECTIVE_ON),
        ("Quy chế bắt đầu áp dụng từ bao giờ?", Want.EFFECTIVE_ON),
        ("Thông tư về lưu trữ chạy từ hôm nào?", Want.EFFECTIVE_ON),
        ("Từ ngày nào áp dụng nghị định ấy?", Want.EFFECTIVE_ON),
        ("From what date do the rules apply?", Want.EFFECTIVE_ON),
        ("Số hiệu của văn bản là gì?", Want.NUMBER),
        ("Việc này theo quyết định nào?", Want.NUMBER),
        ("Căn cứ pháp lý là gì?", Want.NUMBER),
        ("Xã thông minh là xã như thế nào?", Want.DEFINITION),
        ("How does the law define a digital society?", Want.DEFINITION),
        ("Có bắt buộc dùng chữ ký số không hay chỉ khuyến khích?", Want.YES_NO),
        ("Ai là chủ sở hữu dữ liệu?", Want.LEAD),
        ("Thông tư ban hành trên cơ sở nghị định nào?", Want.LEGAL_BASIS),
        ("Kế hoạch dựa vào những quyết định nào?", Want.LEGAL_BASIS),
        ("Cơ quan nào ban hành thông báo này?", Want.ISSUER),
        ("Tên đầy đủ của kế hoạch?", Want.TITLE),
        ("Bao giờ hoàn thành?", Want.DATE),
        ("Phải báo cáo trước ngày nào?", Want.DATE),
        ("Hạn chót là hôm nào?", Want.DATE),
        ("đến khi nào thì xong", Want.DATE),
        ("By when must it be done?", Want.DATE),
        ("Tổng kinh phí là bao nhiêu?", Want.MONEY),
        ("Giá khởi điểm của phiên đấu giá là bao nhiêu?", Want.MONEY),
        ("Hết bao nhiêu tiền?", Want.MONEY),
        ("How much money is set aside?", Want.MONEY),
        ("What customs fee does it charge?", Want.MONEY),
        ("Bao nhiêu phần trăm hồ sơ trực tuyến?", Want.PERCENT),
        ("Tỷ lệ hồ sơ trực tuyến là bao nhiêu?", Want.PERCENT),
        ("Tiền trả chậm chịu lãi suất tối đa bao nhiêu?", Want.PERCENT),
        ("Đất ở chiếm tỷ lệ nào?", Want.PERCENT),
        ("Đỡ được mấy phần tiền thuê?", Want.PERCENT),
        ("Lãi suất tối đa là bao nhiêu một năm?", Want.PERCENT),
        ("How many Vietnamese dong is it?", Want.MONEY),
        ("Ai đã được chọn làm kiến trúc sư trưởng?", Want.PERSON),
        ("Ai là giám đốc Sở Nội vụ?", Want.PERSON),
        ("Chủ tịch UBND tỉnh là ai?", Want.PERSON),
        ("Tỉnh xếp hạng mấy?", Want.RANK),
        ("đứng thứ mấy cả nước", Want.RANK),
        ("Có bao nhiêu cán bộ?", Want.COUNT),
        ("Tổ gồm mấy người?", Want.COUNT),
        ("How many staff are there?", Want.COUNT),
        ("Số điện thoại liên hệ?", Want.CONTACT),
        ("Email của sở?", Want.CONTACT),
        ("Cơ quan nào chủ trì?", Want.LEAD),
        ("Việc này giao cho đơn vị nào?", Want.LEAD),
        ("Which agency leads?", Want.LEAD),
        ("Ở xã ông nào làm trưởng ban?", Want.LEAD),
        ("Muốn thuê chuyên gia thì ai gật đầu?", Want.LEAD),
        ("Thẩm quyền công nhận thuộc về ai?", Want.LEAD),
        ("Giao tổ đảng nào rà soát các luật thuế?", Want.LEAD),
        ("Nhiệm vụ Sở Nội vụ", Want.DUTY),
        ("Đơn vị nào phối hợp?", Want.COOPERATE),
        ("Phối hợp với ai?", Want.COOPERATE),
        ("Chuyển đổi số được hiểu là gì?", Want.DEFINITION),
        ("ABC viết tắt của cụm từ gì?", Want.DEFINITION),
        ("Sở Nội vụ có nhiệm vụ gì?", Want.DUTY),
        ("Sở Nội vụ phải làm gì?", Want.DUTY),
        ("Trách nhiệm của Công an tỉnh?", Want.DUTY),
        ("Sở được giao những việc gì?", Want.DUTY),
        ("What must the department do?", Want.DUTY),
        ("Liệt kê các mục tiêu", Want.LIST),
        ("Mạng lưới gồm những ai?", Want.LIST),
        ("Có những nền tảng nào?", Want.LIST),
        ("Xã có cán bộ chuyên trách không?", Want.YES_NO),
        ("Có phải đã hoàn thành rồi không?", Want.YES_NO),
        ("Vì sao bị tụt hạng?", Want.REASON),
        ("Nguyên nhân là gì?", Want.REASON),
        ("Kế hoạch nhằm mục đích gì?", Want.PURPOSE),
        ("So sánh hai kế hoạch", Want.COMPARE),
        ("Hai tỉnh khác nhau chỗ nào?", Want.COMPARE),
    ],
)
def test_a_cue_tells_what_is_asked_for(question: str, want: Want) -> None:
    assert want in WANTS(question)


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Cơ quan nào chủ trì?", Want.DATE),
        ("Bao giờ hoàn thành?", Want.ISSUED_ON),
        ("Có khi nào được miễn không?", Want.DATE),
        ("From what date do the rules apply?", Want.ISSUED_ON),
        ("Sở Nội vụ phải làm gì?", Want.DEFINITION),
        ("Tổng kinh phí là bao nhiêu?", Want.RANK),
        ("Bao giờ hoàn thành?", Want.MONEY),
        ("Vì sao bị tụt hạng?", Want.YES_NO),
        ("Có bao nhiêu cán bộ?", Want.YES_NO),
        ("Ai ký kế hoạch này?", Want.LEAD),
        ("Luật giao ai ban hành danh mục hệ thống quan trọng?", Want.ISSUER),
        ("Nhiệm vụ ban hành năm 2024", Want.DUTY),
        ("Nền tảng số phục vụ quản lý", Want.LIST),
        ("Hồ sơ đã đầy đủ thì bao lâu xong?", Want.LIST),
        ("Tàu trong danh sách thì ai kiểm tra?", Want.LIST),
        ("Giám đốc do ai bổ nhiệm?", Want.PERSON),
        ("Trưởng ban Chỉ đạo là ai?", Want.PERSON),
        ("Giám đốc nào ký hợp đồng thuê?", Want.SIGNER),
        ("Khi nào giấy phép bị thu hồi?", Want.DATE),
        ("Tiền thưởng hằng năm mấy tháng lương?", Want.DATE),
    ],
)
def test_a_question_for_one_thing_does_not_ask_for_another(question: str, want: Want) -> None:
    assert want not in WANTS(question)


def test_a_question_may_ask_for_two_things() -> None:
    assert {Want.LEAD, Want.DATE} <= WANTS("Ai chủ trì và bao giờ xong?")


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Phải kiểm tra gì về số điện thoại?", Want.CONTACT),
        ("Giám đốc quỹ do ai bổ nhiệm?", Want.PERSON),
        ("Người có việc làm đăng ký ở đâu?", Want.DUTY),
        ("Việc truyền thông dựa trên những căn cứ gì?", Want.NUMBER),
    ],
)
def test_words_of_a_want_that_ask_for_something_else_are_no_cue(question: str, want: Want) -> None:
    assert want not in WANTS(question)


def test_a_statement_asks_for_nothing() -> None:
    assert WANTS("Phát triển hạ tầng số trên địa bàn tỉnh") == frozenset()


def test_the_placement_of_tones_and_capitals_do_not_matter() -> None:
    assert WANTS("AI KÝ KẾ HOẠCH NÀY?") == WANTS("ai ký kế hoạch này?")
    assert WANTS("Hoà giải được hiểu là gì?") == WANTS("Hòa giải được hiểu là gì?")


def test_the_words_of_comparing_are_found_where_they_stand() -> None:
    text = "So sánh nhiệm vụ của hai sở"
    assert [text[start:end] for start, end in load_cues().comparing(text)] == ["So sánh"]
    text = "Hai đề án ấy, cái nào đặt mức cắt giảm cao hơn?"
    assert [text[start:end] for start, end in load_cues().comparing(text)] == ["cái nào"]


@pytest.mark.parametrize("word", ["chủ", "kinh", "phí", "sở", "mạng", "luật", "công", "dữ"])
def test_words_of_topic_are_not_dropped_as_words_of_asking(word: str) -> None:
    assert word not in load_cues().asking_words


@pytest.mark.parametrize("word", ["gì", "nào", "ai", "bao", "nhiêu", "không"])
def test_words_of_asking_carry_no_topic(word: str) -> None:
    assert word in load_cues().asking_words


def test_every_want_has_cues_and_every_word_list_is_folded() -> None:
    assert {want for want, _ in load_cues().patterns} == set(Want)
    for words in load_cues().words.values():
        assert words
        assert all(word == fold(word) for word in words)
