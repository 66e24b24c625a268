import pytest

from answer.spelling import Speller
from answer.spelling.abbreviations import Abbreviation, Abbreviations, defined

SPELLER = Speller.load()


@pytest.mark.parametrize(
    ("question", "written_out"),
    [
        ("CĐS và CNTT", "chuyển đổi số và công nghệ thông tin"),
        ("cds va cntt", "chuyển đổi số và công nghệ thông tin"),
        ("STTTT làm gì?", "Sở Thông tin và Truyền thông làm gì?"),
        ("Sở TT&TT làm gì?", "Sở Thông tin và Truyền thông làm gì?"),
        ("so tttt lam gi", "Sở Thông tin và Truyền thông làm gì"),
        ("đv nào p/h?", "đơn vị nào phối hợp?"),
        ("có bn nvụ ko?", "có bao nhiêu nhiệm vụ không?"),
        ("UBND xã phải làm j", "Ủy ban nhân dân xã phải làm gì"),
        ("PTT nào ký?", "Phó Thủ tướng nào ký?"),
        ("TTHC, QLNN, ATTT", "thủ tục hành chính, quản lý nhà nước, an toàn thông tin"),
        ("HDND tỉnh", "Hội đồng nhân dân tỉnh"),
        ("KCHT và PM dùng chung", "kết cấu hạ tầng và phần mềm dùng chung"),
        ("CSDL QG", "cơ sở dữ liệu quốc gia"),
    ],
)
def test_a_short_form_is_written_out_for_search(question: str, written_out: str) -> None:
    assert SPELLER.understand(question).search_text == written_out


@pytest.mark.parametrize(
    ("question", "written_out"),
    [
        ("QĐ 749 nói gì?", "Quyết định 749 nói gì?"),
        ("được qđ tại văn bản nào?", "được quy định tại văn bản nào?"),
        ("theo nd 13/2023", "theo Nghị định 13/2023"),
        ("KH số 87", "Kế hoạch số 87"),
        ("Sở NV phụ trách", "Sở Nội vụ phụ trách"),
        ("giao nv cho ai", "giao nhiệm vụ cho ai"),
        ("điều 5 Luật GDĐT", "điều 5 Luật Giao dịch điện tử"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("so gd-đt", "sở Giáo dục và Đào tạo"),
        ("phó CT xã", "phó chủ tịch xã"),
        ("PL 01 kèm theo", "phụ lục 01 kèm theo"),
        ("cải thiện MT ĐT kinh doanh", "cải thiện môi trường đầu tư kinh doanh"),
        ("TT BĐS", "thị trường bất động sản"),
        ("K7 Đ6 của luật", "khoản 7 Điều 6 của luật"),
        ("tên miền “.vn” là gì?", "tên miền “.vn” là gì?"),
    ],
)
def test_what_stands_around_decides_the_reading(question: str, written_out: str) -> None:
    assert SPELLER.understand(question).search_text == written_out


def test_what_people_read_keeps_the_short_form() -> None:
    spelled = SPELLER.understand("CĐS ở Sở TTTT ra sao?")
    assert spelled.text == "CĐS ở Sở TTTT ra sao?"
    assert not spelled.changed


@pytest.mark.parametrize(
    ("question", "written_out"),
    [
        ("VTVL viết tắt của cụm gì?", "vị trí việc làm (VTVL) viết tắt của cụm gì?"),
        ("CSDL là gì?", "cơ sở dữ liệu (CSDL) là gì?"),
        ("CSDL gồm những gì?", "cơ sở dữ liệu gồm những gì?"),
    ],
)
def test_a_short_form_that_is_asked_about_stays(question: str, written_out: str) -> None:
    assert SPELLER.understand(question).search_text == written_out


@pytest.mark.parametrize("question", ["Điểm k khoản 2 mục II nói gì?", "mục r và nhóm k"])
def test_a_letter_that_names_a_clause_is_no_chat_word(question: str) -> None:
    assert SPELLER.understand(question).search_text == question


@pytest.mark.parametrize(
    ("question", "written_out"),
    [
        ("Q.Nam có gì?", "Quảng Nam có gì?"),
        ("phường ở TP.HCM", "phường ở thành phố Hồ Chí Minh"),
        ("xã hoà bình", "xã hoà bình"),
    ],
)
def test_short_names_of_provinces_are_written_out(question: str, written_out: str) -> None:
    assert SPELLER.understand(question).search_text == written_out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hạ tầng công nghệ thông tin (CNTT) của tỉnh", [("CNTT", "công nghệ thông tin")]),
        ("vị trí việc làm (sau đây viết tắt là VTVL)", [("VTVL", "vị trí việc làm")]),
        ("Tài nguyên và Môi trường (TNMT)", [("TNMT", "Tài nguyên và Môi trường")]),
        ("TCN (tổ công nghệ) là", [("TCN", "tổ công nghệ")]),
        ("tổ chức thực hiện (theo QĐ) của tỉnh (CNTT)", []),
        ("Điều 5 (a)", []),
    ],
)
def test_documents_define_their_own_short_forms(text: str, found: list[tuple[str, str]]) -> None:
    assert list(defined(text)) == found


def test_a_learned_reading_comes_after_the_known_ones() -> None:
    known = Abbreviations([Abbreviation("MTS", ("mục tiêu số",))])
    taught = known.with_corpus(["Ban quản lý miền Tây Sông (MTS) họp."])
    assert taught.readings("MTS") == ("mục tiêu số", "miền Tây Sông")


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Vị trí việc làm (VTVL) là nơi. Mỗi VTVL có bản mô tả; VTVL được duyệt.", "VTVL"),
        ("Vị trí việc làm (VTVL) là nơi. Mỗi vị trí việc làm có bản mô tả.", "Vị trí việc làm"),
        ("Vị trí việc làm (VTVL): VTVL này, vị trí việc làm kia.", "Vị trí việc làm"),
    ],
)
def test_a_short_form_that_its_text_goes_on_to_use_stands_for_itself(
    text: str, read_as: str
) -> None:
    assert Abbreviations([]).with_corpus([text]).readings("VTVL") == (read_as,)


def test_two_small_letters_are_a_short_form_only_where_data_says_so() -> None:
    known = Abbreviations(
        [Abbreviation("PT", ("phát triển",)), Abbreviation("ĐV", ("đơn vị",), True)]
    )
    assert known.readings("pt") == ()
    assert known.readings("PT") == ("phát triển",)
    assert known.readings("đv") == ("đơn vị",)
    assert known.readings("dv") == ("đơn vị",)


@pytest.mark.parametrize("word", ["Tư", "tư", "Bộ", "Sở"])
def test_a_syllable_in_mixed_letters_is_no_abbreviation(word: str) -> None:
    assert Abbreviations.load().readings(word) == ()
