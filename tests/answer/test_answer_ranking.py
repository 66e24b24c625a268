"""What of a question's wants a unit must show to come first."""

from __future__ import annotations

from dataclasses import replace

from answer.find.features import Likeness
from answer.find.ranking import Ranker
from answer.find.scored import Scored
from answer.find.units import Units
from corpus.reading import document_of
from tests.answer.answer_samples import asked

BOTH = "2. Sở Nội vụ mở lớp tập huấn 02 lần trong quý II năm 2026."
ONE = "1. Văn thư mở hộp thư công vụ của xã ít nhất 02 lần vào đầu buổi sáng."
NEITHER = "3. Văn thư bảo mật mật khẩu hộp thư công vụ của xã."


def ranked(question: str, *clauses: str) -> list[Scored]:
    units = Units(document_of("\n".join(("QUY CHẾ", *clauses)), source="quy-che.txt"))
    pairs = [(units, unit) for unit in units.all]
    likeness = [Likeness(dense=0.5, lexical=0.5)] * len(pairs)
    return Ranker(lambda _word: 1.0).rank(asked(question), pairs, lambda _units: likeness)


def test_of_two_things_one_will_do_where_nothing_on_the_matter_shows_both() -> None:
    question = "Văn thư mở hộp thư công vụ của xã mấy lần, vào tháng nào?"
    for clauses in ((ONE, NEITHER), (ONE, BOTH, NEITHER)):
        first = ranked(question, *clauses)[0]
        assert first.fits
        assert "hộp thư" in first.text


def test_what_shows_both_comes_first_where_it_is_on_the_matter() -> None:
    both = "2. Văn thư mở hộp thư công vụ 02 lần, trong tháng 6."
    first = ranked("Văn thư mở hộp thư công vụ của xã mấy lần, vào tháng nào?", ONE, both)[0]
    assert first.text == both


def test_the_one_thing_that_is_asked_for_must_be_shown() -> None:
    assert not any(item.fits for item in ranked("Văn thư mở hộp thư mấy lần?", NEITHER))


def test_a_list_of_what_is_counted_answers_how_many_though_no_number_is_told() -> None:
    items = ("a) Thư điện tử;", "b) Trang nội bộ.")
    opened = ranked("Gửi văn bản có mấy hình thức?", "1. Các hình thức gửi văn bản:", *items)[0]
    assert opened.fits
    assert opened.unit.opens
    for lead in ("1. Các hình thức gửi văn bản.", "1. Nơi gửi văn bản:"):
        assert not any(i.fits for i in ranked("Gửi văn bản có mấy hình thức?", lead, items[0]))


def test_a_bare_figure_is_a_sum_under_a_head_that_says_so() -> None:
    table = "I. ĐỊNH MỨC\n| TT | Nội dung | Mức chi |\n| 1 | Chủ tịch hội đồng | 1.800 |"
    question = "Chủ tịch hội đồng được trả bao nhiêu tiền?"
    assert ranked(question, table)[0].fits
    assert not any(item.fits for item in ranked(question, table.replace("Mức chi", "Ghi chú")))


def test_provinces_that_are_asked_for_are_named() -> None:
    question = "Những tỉnh nào được chọn thí điểm trung tâm?"
    unnamed = "1. Thí điểm trung tâm tại một số tỉnh."
    assert not any(item.fits for item in ranked(question, unnamed))
    for places in ("tỉnh Lào Cai và Hải Phòng", "các tỉnh miền núi"):
        assert ranked(question, f"1. Thí điểm trung tâm tại {places}.")[0].fits


def test_what_a_text_replaces_is_told_by_a_sentence_that_says_so() -> None:
    replaces = "1. Quy chế này thay thế Quyết định số 15/2020/QĐ-UBND."
    mentions = "2. Nội dung của quy chế căn cứ Quyết định số 16/2020/QĐ-UBND."
    first = ranked("Quy chế này thay cho quyết định nào?", mentions, replaces)[0]
    assert first.text == replaces
    assert first.features.tells


def test_what_is_said_in_other_words_is_found_where_they_stand_side_by_side() -> None:
    together = "1. Chủ tịch xã chấp thuận việc thuê chuyên gia."
    apart = "2. Chủ tịch xã chấp hành quy chế, tạo thuận lợi khi thuê chuyên gia."
    question = "Thuê chuyên gia phải được ai gật đầu?"
    one, other = sorted(ranked(question, together, apart), key=_start)[1:]
    assert one.own > other.own


def test_the_sentence_that_defines_the_very_term_comes_first() -> None:
    defines = "“15. Chủ thẻ phụ là cá nhân được cho phép bằng văn bản.”"
    speaks = "2. Đối với chủ thẻ phụ của ngân hàng, ngân hàng là nơi giữ định nghĩa về thẻ."
    first = ranked("Ngân hàng định nghĩa chủ thẻ phụ thế nào?", speaks, defines)[0]
    assert first.text == defines
    assert 0.5 < first.features.defines < 1.0


def test_what_a_text_is_about_answers_nothing_else() -> None:
    scope = "1. Quy chế này quy định về quản lý biên lai thu thuế, phí, lệ phí hải quan."
    rule = "2. Cơ quan hải quan quản lý biên lai bằng sổ."
    first = ranked("Quản lý biên lai thu thuế hải quan bằng cách nào?", scope, rule)[0]
    assert first.text == rule


def test_a_list_of_the_very_things_asked_for_comes_before_a_case_told_in_passing() -> None:
    case = "1. Trường hợp có thay đổi thì cơ quan gửi đơn đề nghị mới."
    cases = "2. Các trường hợp từ chối đơn:\na) Thiếu chữ ký;\nb) Nộp muộn."
    first = ranked("Cơ quan từ chối đơn đề nghị trong những trường hợp nào?", case, cases)[0]
    assert first.text == "2. Các trường hợp từ chối đơn:"
    assert first.features.heads


def test_whether_one_may_is_told_by_a_sentence_that_forbids_or_allows() -> None:
    tells = "1. Thư công vụ dùng để đăng ký tài khoản trao đổi công việc."
    forbids = "2. Không sử dụng thư công vụ để đăng ký tài khoản mạng xã hội."
    first = ranked("Thư công vụ có được đăng ký tài khoản không?", tells, forbids)[0]
    assert first.text == forbids


def test_a_list_that_begins_with_what_is_asked_for_comes_before_one_that_speaks_of_it() -> None:
    measures = "1. Biện pháp xử lý tình huống nguy hiểm trên hồ gồm:\na) Sơ tán dân;\nb) Xả nước."
    cases = "2. Tình huống nguy hiểm trên hồ gồm:\na) Nước tràn;\nb) Thân đập nứt."
    first = ranked("Những tình huống nào là nguy hiểm trên hồ?", measures, cases)[0]
    assert first.text.startswith("2. Tình huống")


def test_the_list_whose_heading_is_all_on_the_topic_comes_first() -> None:
    wide = "1. Bảo đảm an toàn hồ chứa, đường điện, trạm phụ và nhà máy\na) Trực.\nb) Ghi sổ."
    close = "2. Bảo đảm an toàn hồ chứa\na) Đo nước.\nb) Phát quang."
    first = ranked("Về an toàn hồ chứa, giao những nhiệm vụ nào?", wide, close)[0]
    assert first.text.startswith("2. Bảo đảm")


def test_whoever_a_heading_calls_by_name_has_what_stands_under_it() -> None:
    alike = "Bảo đảm đường truyền cho buổi lễ."
    headings = (f"1. Đội Sao Mai\n{alike}", f"2. Nhóm Hướng Dương\n{alike}")
    first = ranked("Nhóm Hướng Dương phải bảo đảm những gì cho buổi lễ?", *headings)[0]
    assert "Hướng Dương" in first.text or "khoản 2" in first.unit.cited.label


def test_the_part_of_the_body_asked_about_comes_before_a_heading_that_names_it_in_passing() -> None:
    passing = "1. Kết thúc lễ phát động cuộc thi viết (Văn phòng UBND tỉnh thực\nhiện)."
    own = "2. Văn phòng UBND tỉnh\n- Chuẩn bị hội trường;\n- Xác nhận đại biểu."
    question = "Văn phòng UBND tỉnh phải lo những việc gì cho lễ phát động cuộc thi viết?"
    assert ranked(question, passing, own)[0].unit.cited.label == "khoản 2"


def test_who_has_a_task_is_told_by_the_row_that_names_them() -> None:
    told = "I. NHIỆM VỤ\n1. Hợp tác với chuyên gia nước ngoài về trồng sâm"
    table = (
        "II. PHÂN CÔNG\n| TT | Nhiệm vụ | Chủ trì |\n"
        "| 1 | Hợp tác với chuyên gia nước ngoài về trồng sâm trên núi | Sở Y tế |"
    )
    question = "Hợp tác với chuyên gia nước ngoài về trồng sâm do đơn vị nào thực hiện?"
    assert "Sở Y tế" in ranked(question, told, table)[0].text


def test_a_sentence_that_the_next_line_goes_on_with_opens_no_list() -> None:
    broken = "1. Kiểm tra an toàn hồ chứa theo Luật Thủy lợi.\nvà các luật có liên quan."
    first = ranked("Kiểm tra an toàn hồ chứa theo những luật nào?", broken)[0]
    assert first.unit.opens
    assert not first.features.opens


def _start(item: Scored) -> int:
    return item.unit.start


def test_who_holds_an_office_is_told_by_a_sentence_that_says_so() -> None:
    holds = "1. Chủ tịch hội đồng là giám đốc sở."
    names = "2. Chủ tịch hội đồng giao việc cho giám đốc sở."
    first = ranked("Ai làm chủ tịch hội đồng?", names, holds)[0]
    assert first.text == holds
    assert first.features.who


def test_with_whom_somebody_works_is_no_list_and_told_by_what_says_together() -> None:
    together = "1. Văn thư phối hợp với công an xã, đoàn thanh niên mở lớp."
    opens = "2. Văn thư mở lớp cho các cơ quan sau:\na) Trường học;\nb) Trạm y tế."
    first = ranked("Văn thư phải phối hợp với những cơ quan nào để mở lớp?", opens, together)[0]
    assert first.text == together


def test_the_end_of_a_preamble_only_leads_over() -> None:
    text = "THÔNG BÁO\nPhó Thủ tướng họp với xã về chuyển đổi số và đã kết luận như sau:\nI. VIỆC"
    may = ranked("Phó Thủ tướng kết luận xã có phải chuyển đổi số không?", text)
    assert not any(item.fits for item in may if item.text.endswith("như sau:"))


def test_what_a_term_means_is_told_by_the_line_on_the_very_term() -> None:
    means = "1. Xã thông minh là xã dùng công nghệ số."
    uses = "2. Xã thông minh nâng cao là việc của huyện."
    first = ranked("Xã thông minh là xã như thế nào?", uses, means)[0]
    assert first.text == means


def test_what_a_text_regulates_is_told_by_its_article_too() -> None:
    scope = "Điều 1. Phạm vi điều chỉnh\n1. Quy định mức chi hỗ trợ trả kết quả."
    states = "Điều 2. Mức chi\n1. Xã chi hỗ trợ trả kết quả 100%."
    best = ranked("Có phải mất tiền trả kết quả không?", scope, states)
    told = next(item for item in best if "Quy định mức chi" in item.text)
    assert told.features.scope
    assert best.index(told) > 0


def test_where_yes_or_no_is_asked_what_forbids_comes_first() -> None:
    forbids = "1. Không sử dụng thư công vụ để đăng ký dịch vụ."
    tells = "2. Thư công vụ của xã đăng ký dịch vụ theo mẫu."
    first = ranked("Thư công vụ đăng ký dịch vụ có được không?", tells, forbids)[0]
    assert first.text == forbids


def test_the_year_by_which_a_law_is_called_is_no_year_that_is_asked_for() -> None:
    text = "Số: 12/2023/QH15\nHà Nội, ngày 22 tháng 6 năm 2023\nLUẬT\nBƯU CHÍNH SỐ\n"
    clause = "Điều 1. Chuyển tiếp\nGiấy phép cũ được dùng đến hết ngày 30 tháng 6 năm 2027."
    units = Units(document_of(text + clause, source="luat.txt"))
    pairs = [(units, unit) for unit in units.all]
    likeness = [Likeness(dense=0.5, lexical=0.5)] * len(pairs)
    question = asked("Luật Bưu chính số 2023 cho dùng giấy phép cũ đến ngày nào?")
    first = Ranker(lambda _word: 1.0).rank(question, pairs, lambda _units: likeness)[0]
    assert first.fits
    assert "2027" in first.text


def test_whoever_a_heading_calls_is_found_without_the_name_of_the_place_behind_it() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\nSố: 15/KH-UBND\nKẾ HOẠCH\nTổ chức lễ phát động\n"
        "1. VNPT Hà Giang\nBảo đảm đường truyền.\n"
        "2. Văn phòng\nIn giấy mời lễ phát động."
    )
    units = Units(document_of(text, source="ke-hoach.txt"))
    assert units.document.province == "Hà Giang"
    pairs = [(units, unit) for unit in units.all]
    likeness = [Likeness(dense=0.5, lexical=0.5)] * len(pairs)
    question = asked("VNPT lo việc gì trong lễ phát động?")
    first = Ranker(lambda _word: 1.0).rank(question, pairs, lambda _units: likeness)[0]
    assert first.features.called
    assert "VNPT" in units.document.text[first.unit.start : first.unit.group_end]


def test_a_term_is_explained_by_its_other_name_and_by_a_longer_one_that_begins_with_it() -> None:
    terms = (
        "Điều 3. Giải thích từ ngữ\n"
        "1. Dữ liệu đất đai là dữ liệu thuộc tính và dữ liệu khác về đất đai.\n"
        "2. Dữ liệu thuộc tính đất đai là những dữ liệu về thửa đất.\n"
        "3. Dữ liệu đặc tả (Metadata) là thông tin về dữ liệu."
    )
    for question, said in (
        ("“Dữ liệu thuộc tính” trong thông tư về dữ liệu đất đai nghĩa là gì?", "thửa đất"),
        ("Trong thông tư về dữ liệu đất đai, “metadata” được hiểu là gì?", "thông tin về dữ liệu"),
    ):
        assert said in ranked(question, terms)[0].text


def test_the_article_that_is_headed_by_what_is_asked_for_comes_first() -> None:
    passing = "Điều 4. Trách nhiệm của chủ nhà\n1. Báo mất chìa khóa phòng họp.\n2. Trả phòng."
    headed = "Điều 5. Chìa khóa phòng họp\n1. Làm thành hai chiếc.\n2. Treo ở cửa."
    first = ranked("Chìa khóa phòng họp được quy định thế nào?", passing, headed)[0]
    assert first.text == "Điều 5. Chìa khóa phòng họp"
    assert first.features.headed == 1.0
    assert not ranked("Chìa khóa phòng họp là gì?", passing, headed)[0].features.headed


def test_words_that_only_call_a_document_tell_little_of_the_matter() -> None:
    text = document_of(
        "SỞ THỬ NGHIỆM\nQUYẾT ĐỊNH\nVề quản lý bến thuyền du lịch nội thành\n"
        "Điều 1. Quản lý bến thuyền du lịch nội thành giao cho phường.\n"
        "Điều 2. Thuyền neo qua đêm nộp phí theo mét.",
        source="ben.txt",
    )
    units = Units(text)
    pairs = [(units, unit) for unit in units.all]
    likeness = [Likeness(dense=0.5, lexical=0.5)] * len(pairs)
    question = (
        "Theo quyết định về quản lý bến thuyền du lịch nội thành, thuyền neo qua đêm thì sao?"
    )
    first = Ranker(lambda _word: 1.0).rank(asked(question), pairs, lambda _units: likeness)[0]
    assert "neo qua đêm" in first.text


def test_what_only_one_of_two_things_has_tells_which_is_meant() -> None:
    plain = "a) Trường hợp lỗ thì thưởng bằng 50% mức cơ bản."
    less = "b) Trường hợp giảm lỗ thì thưởng bằng 80% mức cơ bản."
    question = replace(
        asked("Hợp tác xã giảm lỗ thì thưởng bao nhiêu %?"), only=frozenset({"giam"})
    )
    units = Units(document_of(f"QUY CHẾ\n{plain}\n{less}", source="quy-che.txt"))
    pairs = [(units, unit) for unit in units.all]
    likeness = [Likeness(dense=0.5, lexical=0.5)] * len(pairs)
    first = Ranker(lambda _word: 1.0).rank(question, pairs, lambda _units: likeness)[0]
    assert first.text == less


def test_a_line_that_only_names_a_body_tells_none_of_its_duties() -> None:
    cell, duty = "- Văn phòng Chính phủ", "- Văn phòng Chính phủ mở lớp tập huấn."
    found = {item.text: item.fits for item in ranked("Văn phòng Chính phủ làm gì?", cell, duty)}
    assert found[duty]
    assert not found[cell]


def test_a_ministry_is_told_by_a_sentence_that_names_one() -> None:
    board = "1. Hội đồng thành viên quyết định mức thưởng của chủ tịch hội đồng."
    ministry = "2. Bộ Nội vụ trình mức thưởng của chủ tịch."
    first = ranked("Mức thưởng của chủ tịch hội đồng do bộ nào trình?", board, ministry)[0]
    assert first.text == ministry


def test_who_leads_is_told_by_the_field_of_a_task() -> None:
    aim = "1. Bảo đảm an toàn thông tin cho cơ sở dữ liệu của thành phố."
    task = "2. An toàn thông tin cho cơ sở dữ liệu\n- Rà soát máy chủ.\n- Đơn vị chủ trì: Công an."
    first = ranked("Ai chủ trì an toàn thông tin cho cơ sở dữ liệu?", aim, task)[0]
    assert first.text == "- Đơn vị chủ trì: Công an."
