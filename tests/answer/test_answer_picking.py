"""The shortest complete piece is shown: a fact's sentence, a list's lines, a duty's clause."""

from __future__ import annotations

from answer.find.features import Likeness
from answer.find.ranking import Ranker
from answer.find.units import Units
from answer.say.picking import pick
from corpus.model import Document
from corpus.reading import document_of
from tests.answer.answer_samples import asked, plan, unit_saying

TASKS = document_of(
    "I. NHIỆM VỤ\n"
    "1. Xây dựng trang tin điện tử\n"
    "Viết bài, đưa tin hằng tuần.\n"
    "- Đơn vị chủ trì: Sở Y tế.\n"
    "- Đơn vị phối hợp: Sở Nội vụ.\n"
    "- Thời gian thực hiện: Quý II.\n"
    "2. Tập huấn cán bộ\n"
    "Mở lớp cho cấp xã.\n"
    "- Đơn vị chủ trì: Sở Công Thương.",
    source="viec.txt",
)


ALIKE = Likeness(dense=0.5, lexical=0.5)


def shown(document: Document, question: str, best: str) -> list[str]:
    """The pieces picked for a question when the unit that says ``best`` ranks first."""
    home = Units(document)
    pairs = [(home, unit) for unit in home.all]
    ranked = Ranker(lambda _word: 1.0).rank(
        asked(question), pairs, lambda units: [ALIKE] * len(units)
    )
    wanted = unit_saying(home, best)
    ranked.sort(key=lambda item: item.unit != wanted)
    pieces = pick(asked(question), ranked, {document.id: home}, alone=True)
    return [document.text[piece.start : piece.end] for piece in pieces]


def test_a_fact_is_its_sentence() -> None:
    question = "Cấp phép đào đường hoàn thành quý nào?"
    assert shown(plan(), question, "Hoàn thành trong quý II") == [
        "Hoàn thành trong quý II năm 2024."
    ]


def test_a_list_is_all_its_lines() -> None:
    question = "Quy hoạch trạm thu phát sóng gồm những gì?"
    assert shown(plan(), question, "Nội dung gồm") == [
        "Nội dung gồm:\n- trạm dùng chung;\n- trạm ven biển."
    ]


def test_the_duties_of_a_body_are_the_clause_it_heads() -> None:
    (text,) = shown(plan(), "Sở Giao thông vận tải phải làm gì?", "Hoàn thành trong quý II")
    assert text.startswith("1. Sở Giao thông vận tải:")
    assert text.endswith("đ) Báo cáo hàng quý.")


def test_the_duties_of_a_body_in_several_places_are_shown_together() -> None:
    document = document_of(
        "I. KIỆN TOÀN BỘ MÁY\n1. Kiện toàn bộ máy từ tỉnh đến UBND cấp xã\n"
        "a) Đối với UBND cấp xã: Bố trí cán bộ.\nb) Đối với UBND cấp huyện: Rà soát.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. UBND cấp huyện; UBND cấp xã\nBáo cáo hằng quý.",
        source="bo-may.txt",
    )
    assert shown(document, "UBND cấp xã phải làm gì?", "Báo cáo hằng quý") == [
        "a) Đối với UBND cấp xã: Bố trí cán bộ.",
        "1. UBND cấp huyện; UBND cấp xã\nBáo cáo hằng quý.",
    ]


def test_a_duty_narrowed_to_a_matter_is_the_clause_on_it() -> None:
    question = "Sở Giao thông vận tải phải làm gì về cấp phép đào đường?"
    assert shown(plan(), question, "Chủ trì cấp phép") == [
        "a) Chủ trì cấp phép đào đường. Hoàn thành trong quý II năm 2024."
    ]


def test_who_leads_a_task_is_told_by_its_field() -> None:
    question = "Ai chủ trì xây dựng trang tin điện tử?"
    assert shown(TASKS, question, "Xây dựng trang tin") == ["- Đơn vị chủ trì: Sở Y tế."]


def test_who_leads_and_when_are_told_by_two_fields_in_text_order() -> None:
    question = "Xây dựng trang tin điện tử bao giờ xong và ai chủ trì?"
    assert shown(TASKS, question, "Viết bài") == [
        "- Đơn vị chủ trì: Sở Y tế.",
        "- Thời gian thực hiện: Quý II.",
    ]


def test_the_fields_of_another_task_are_not_taken() -> None:
    question = "Ai chủ trì tập huấn cán bộ?"
    assert shown(TASKS, question, "Mở lớp") == ["- Đơn vị chủ trì: Sở Công Thương."]


def test_a_quote_of_a_field_begins_with_its_task() -> None:
    home = Units(TASKS)
    question = asked("Ai chủ trì xây dựng trang tin điện tử?")
    ranked = Ranker(lambda _word: 1.0).rank(
        question, [(home, unit) for unit in home.all], lambda units: [ALIKE] * len(units)
    )
    task = unit_saying(home, "Xây dựng trang tin")
    ranked.sort(key=lambda item: item.unit != task)
    (piece,) = pick(question, ranked, {TASKS.id: home}, alone=True)
    assert piece.context == task.start


def test_a_fact_under_a_heading_is_the_sentence_that_shows_it() -> None:
    document = document_of(
        "Điều 9. Hiệu lực thi hành\n1. Luật này có hiệu lực từ ngày 01 tháng 7 năm 2026.\n"
        "2. Luật cũ hết hiệu lực.",
        source="hieu-luc.txt",
    )
    question = "Luật có hiệu lực thi hành từ ngày nào?"
    assert shown(document, question, "Hiệu lực thi hành") == [
        "1. Luật này có hiệu lực từ ngày 01 tháng 7 năm 2026."
    ]


STEPS = document_of(
    "QUY ĐỊNH\nĐiều 1. Trình tự xét khen thưởng\n1. Bước 1: Cá nhân viết báo cáo.\n"
    "2. Bước 2: Nhận xét\nTập thể họp góp ý.\n3. Bước 3: Giám đốc quyết định.\n"
    "Điều 2. Hiệu lực\n1. Quy định này có hiệu lực từ ngày ký.",
    source="khen-thuong.txt",
)

SAFETY = document_of(
    "QUY ĐỊNH\nĐiều 1. Trách nhiệm về an toàn hồ chứa\n1. Ủy ban nhân dân cấp xã:\n"
    "a) Chịu trách nhiệm về an toàn hồ chứa;\nb) Cử người trực;\nc) Lập kịch bản sơ tán.\n"
    "2. Chủ hồ: Báo cáo mực nước.",
    source="ho-chua.txt",
)

SCORES = document_of(
    "I. CHẤM ĐIỂM\n| TT | Tiêu chí | Điểm tối đa |\n| 1 | Số lượng bài viết | 25 |\n"
    "| 2 | Chất lượng bài viết | 30 |\n| 3 | Hình thức trình bày | 10 |",
    source="diem.txt",
)


def test_a_list_of_what_is_counted_is_shown_whole_where_no_number_of_it_is_told() -> None:
    document = document_of(
        "QUY ĐỊNH\nĐiều 1. Miễn phí\n1. Các trường hợp được miễn phí xe buýt trong tỉnh quy định "
        "như sau:\na) Học sinh;\nb) Người cao tuổi.\n2. Xe buýt chạy từ 5 giờ.",
        source="xe-buyt.txt",
    )
    for question in ("Có mấy trường hợp được miễn phí?", "Bao nhiêu trường hợp được miễn phí?"):
        (text,) = shown(document, question, "Các trường hợp được miễn")
        assert text.endswith("b) Người cao tuổi.")


def test_steps_are_shown_all_though_one_says_most_of_the_question() -> None:
    (text,) = shown(STEPS, "Xét khen thưởng qua những bước nào?", "2. Bước 2")
    assert text.startswith("1. Bước 1")
    assert text.endswith("Giám đốc quyết định.")


def test_an_item_that_says_no_more_than_its_headings_is_shown_with_those_beside_it() -> None:
    question = "UBND cấp xã chịu những trách nhiệm gì về an toàn hồ chứa?"
    (text,) = shown(SAFETY, question, "a) Chịu trách nhiệm")
    assert text.startswith("a) Chịu trách nhiệm")
    assert text.endswith("c) Lập kịch bản sơ tán.")


def test_rows_named_side_by_side_are_all_shown() -> None:
    question = "Số lượng và chất lượng bài viết được tối đa bao nhiêu điểm?"
    rows = shown(SCORES, question, "2 | Chất lượng")
    assert [row.split(" | ")[-1] for row in rows] == ["25", "30"]


LAWS = document_of(
    "CHƯƠNG TRÌNH\nI. PHÁP LUẬT\n1. Hoàn thiện pháp luật\n"
    "a) Nghiên cứu, đề xuất sửa đổi Luật Lưu trữ để lưu trữ điện tử.\n"
    "b) Nghiên cứu, xây dựng Luật Dữ liệu.\nc) Tổ chức hội thảo.",
    source="luat.txt",
)


def test_the_items_that_name_what_several_of_are_asked_for_are_shown_together() -> None:
    question = "Chương trình yêu cầu nghiên cứu sửa đổi hoặc xây dựng những luật nào?"
    items = shown(LAWS, question, "a) Nghiên cứu")
    assert [item[:2] for item in items] == ["a)", "b)"]


def test_what_may_be_done_is_told_with_the_exception_beside_it() -> None:
    rule = "1. Cuộc họp phải trực tiếp. Khi có bão thì tổ trưởng cho họp trực tuyến."
    text = document_of(f"QUY CHẾ\nĐiều 2. Họp\n{rule}", source="hop.txt")
    assert shown(text, "Có được họp trực tuyến không?", "Khi có bão") == [rule]


def test_duties_too_long_to_show_are_those_of_the_part_that_parts_them_out() -> None:
    long = "Rà soát từng trạm trên địa bàn, lập danh mục và báo cáo hằng quý. " * 60
    text = document_of(
        f"KẾ HOẠCH\nI. GIẢI PHÁP\n1. Sở Nội vụ\n- Mở sổ trạm.\n- {long}\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Lập tổ giúp việc.",
        source="dai.txt",
    )
    (piece,) = shown(text, "Sở Nội vụ phải làm gì?", "Mở sổ trạm")
    assert piece == "1. Sở Nội vụ\n- Lập tổ giúp việc."


def test_a_list_that_shows_how_many_there_are_is_shown() -> None:
    text = document_of(
        "THÔNG TƯ\nĐiều 8. Gỡ tên\n"
        "2. Thuyền được gỡ tên khi thuộc một trong các trường hợp sau:\n"
        "a) Thuyền đã hỏng;\nb) Thuyền đã bán.",
        source="thuyen.txt",
    )
    question = "Thuyền được gỡ tên khi nào, có mấy trường hợp?"
    assert "b) Thuyền đã bán." in shown(text, question, "Thuyền được gỡ tên")[-1]
