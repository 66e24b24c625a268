"""Which documents a question is about; what it names and is not there is told as missing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from answer.find.scope import Missing, Scope, beyond, resolve
from corpus.model import Document
from corpus.reading import document_of
from index.model import Filters
from tests.answer.answer_samples import asked, law, library, namesake, plan, report

PLAN, NAMESAKE, LAW, REPORT = (d().id for d in (plan, namesake, law, report))
ALL = (PLAN, NAMESAKE, LAW, REPORT)


def scope_of(
    question: str, filters: Filters = Filters(), documents: Sequence[Document] = ()
) -> Scope:
    """The scope of a question over the samples."""
    return resolve(asked(question), filters, library(*documents))


def sides_of(question: str) -> list[tuple[str, ...]]:
    """The documents of each side of a question."""
    return [side.document_ids for side in scope_of(question).sides]


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Sở Xây dựng phải làm gì?", [ALL]),
        ("Kế hoạch 15/KH-UBND của Hà Giang nói gì?", [(PLAN,)]),
        ("kh 15 ha giang", [(PLAN,)]),
        ("Kế hoạch số 15 của tỉnh Lạng Sơn", [(NAMESAKE,)]),
        ("Kế hoạch 15/KH-UBND nói gì?", [(PLAN, NAMESAKE)]),
        ("Kế hoạch 15/KH-UBND ngày 02/3/2024 nói gì?", [(PLAN,)]),
        ("Kế hoạch 15/KH-UBND năm 2025 nói gì?", [(NAMESAKE,)]),
        ("Kế hoạch 15/KH-UBND (2025) nói gì?", [(NAMESAKE,)]),
        ("Hà Giang phải làm gì?", [(PLAN,)]),
        ("tỉnh Hà Giang và tỉnh Lạng Sơn", [(PLAN,), (NAMESAKE,)]),
        ("Luật Bưu chính số quy định gì?", [(LAW,)]),
        ("Luật 12/2023/QH15 quy định gì?", [(LAW,)]),
        ("Đề án 905 là gì?", [(NAMESAKE,)]),
        ("Lào Cai lắp bao nhiêu trạm?", [(REPORT,)]),
        ("bài báo nói gì về trạm phát sóng?", [(REPORT,)]),
    ],
)
def test_what_a_question_names_restricts_it(question: str, sides: list[tuple[str, ...]]) -> None:
    assert sides_of(question) == sides


def test_a_law_that_is_not_there_is_missing_and_not_taken_for_a_matter() -> None:
    scope = scope_of("Luật Trẻ em quy định gì về trạm phát sóng?")
    assert (scope.sides, scope.missing) == ((), (Missing("Luật Trẻ em"),))


def test_a_law_beside_a_document_that_is_named_is_part_of_the_matter() -> None:
    scope = scope_of("Kế hoạch 15 của Hà Giang làm gì theo Luật Trẻ em?")
    assert [side.document_ids for side in scope.sides] == [(PLAN,)]
    assert scope.missing == ()


def test_a_law_compared_with_one_that_is_not_there_is_answered_for_itself() -> None:
    scope = scope_of("So sánh Luật Bưu chính số và Luật Trẻ em")
    assert [side.document_ids for side in scope.sides] == [(LAW,)]
    assert scope.missing == (Missing("Luật Trẻ em"),)


def test_a_report_is_restricted_to_what_it_says_of_the_province() -> None:
    (side,) = scope_of("Yên Bái có mấy trạm?").sides
    assert (side.province, side.document_ids) == ("Yên Bái", (REPORT,))


def test_the_number_of_a_plan_that_is_not_here_may_be_told_by_a_report() -> None:
    (side,) = scope_of("Kế hoạch của tỉnh Lào Cai mang số mấy, ban hành ngày nào?").sides
    assert (side.document_ids, side.by_name) == ((REPORT,), True)
    scope = scope_of("Kế hoạch của tỉnh Lào Cai giao Sở Xây dựng làm gì?")
    assert [missing.place for missing in scope.missing] == ["Lào Cai"]


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 15/KH-UBND của Quảng Bình nói gì?",
        "Kế hoạch của Quảng Bình nói gì?",
        "Sở Nội vụ Quảng Bình có nhiệm vụ gì?",
        "so noi vu quang binh lam gi",
    ],
)
def test_a_province_without_documents_is_missing_and_no_neighbour_answers(question: str) -> None:
    scope = scope_of(question)
    assert scope.sides == ()
    assert [missing.place for missing in scope.missing] == ["Quảng Bình"]


def test_a_number_of_another_province_is_missing_there() -> None:
    scope = scope_of("Kế hoạch 15/KH-UBND của Quảng Bình nói gì?")
    assert scope.missing == (Missing("Kế hoạch 15/KH-UBND", "Quảng Bình"),)


def test_a_text_of_the_centre_stands_for_a_province_unless_its_own_is_asked_for() -> None:
    (side,) = scope_of("Theo Luật 12/2023/QH15, tỉnh Hà Giang phải làm gì?").sides
    assert (side.province, side.document_ids) == ("Hà Giang", (LAW,))
    scope = scope_of("Kế hoạch của tỉnh Quảng Bình triển khai Luật 12/2023/QH15 giao ai?")
    assert (scope.sides, scope.missing) == ((), (Missing(place="Quảng Bình"),))


def test_beside_a_text_of_the_centre_what_the_province_says_of_it_is_looked_at() -> None:
    decision = document_of(
        "THỦ TƯỚNG CHÍNH PHỦ\n-------\nSố: 411/QĐ-TTg\nHà Nội, ngày 31 tháng 3 năm 2022\n"
        "QUYẾT ĐỊNH\nPhê duyệt Chiến lược hạ tầng số\nĐiều 1. Phê duyệt Chiến lược.",
        source="411.txt",
    )
    scope = scope_of("Hà Giang làm gì theo Quyết định 411?", documents=(plan(), law(), decision))
    assert [side.document_ids for side in scope.sides] == [(decision.id, PLAN)]


def test_a_text_of_the_centre_is_compared_with_the_plan_of_a_province() -> None:
    scope = scope_of("Luật 12/2023/QH15 so với kế hoạch của Hà Giang khác nhau thế nào?")
    assert [side.document_ids for side in scope.sides] == [(LAW,), (PLAN,)]
    assert scope.missing == ()


def test_two_documents_that_are_each_asked_of_are_two_sides() -> None:
    question = (
        "Có bao nhiêu trạm theo Kế hoạch 15 của Hà Giang, và theo phương án ở Luật 12/2023/QH15?"
    )
    assert resolve(asked(question), Filters(), library()).missing == ()
    question = "Mấy trạm theo Luật 12/2023/QH15, và theo phương án ở Kế hoạch 15/KH-UBND năm 2024?"
    assert sides_of(question) == [(LAW,), (PLAN,)]


@pytest.mark.parametrize("number", ["99/KH-UBND", "Nghị định 999/2031/NĐ-CP"])
def test_a_number_that_nothing_bears_or_mentions_is_missing(number: str) -> None:
    scope = scope_of(f"{number} quy định gì?")
    assert scope.sides == ()
    assert scope.missing == (Missing(number),)


def test_an_unknown_number_of_a_known_province_is_missing() -> None:
    scope = scope_of("Kế hoạch 99/KH-UBND của Hà Giang quy định gì?")
    assert scope.sides == ()
    assert scope.missing == (Missing("Kế hoạch 99/KH-UBND", "Hà Giang"),)


def test_a_number_that_is_only_mentioned_is_part_of_the_topic() -> None:
    scope = scope_of("Quyết định 411 giao việc gì?")
    assert [side.document_ids for side in scope.sides] == [(PLAN,)]
    assert [mention.number for mention in scope.topical] == ["411"]


@pytest.mark.parametrize(
    ("question", "looked_at"),
    [
        ("Quảng Bình thuộc nhóm mấy?", True),
        ("Hà Giang thuộc nhóm mấy?", False),
        ("Kế hoạch của tỉnh Quảng Bình giao việc gì?", False),
        ("Quyết định 99/QĐ-UBND của Quảng Bình giao việc gì?", False),
    ],
)
def test_a_province_without_documents_may_be_named_in_central_texts(
    question: str, *, looked_at: bool
) -> None:
    scope = Scope((), (Missing(place="Quảng Bình"),))
    wider = beyond(asked(question), scope, Filters(), library())
    assert (wider is not None) is looked_at
    if wider is not None:
        (side,) = wider.sides
        assert (side.province, side.by_name) == ("Quảng Bình", True)
        assert set(side.document_ids) == {LAW, REPORT}


def test_of_two_provinces_the_one_without_documents_is_named_missing() -> None:
    scope = scope_of("So sánh Hà Giang với Quảng Bình")
    assert [side.document_ids for side in scope.sides] == [(PLAN,)]
    assert scope.missing == (Missing(place="Quảng Bình"),)


def test_two_documents_compared_are_two_sides_named_for_people() -> None:
    scope = scope_of("So sánh Luật Bưu chính số và Kế hoạch 15/KH-UBND ngày 02/3/2024")
    assert [(side.name, side.document_ids) for side in scope.sides] == [
        ("Kế hoạch 15/KH-UBND của UBND tỉnh Hà Giang", (PLAN,)),
        ("Luật Bưu chính số 12/2023/QH15", (LAW,)),
    ]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (Filters(document_ids=(LAW,)), (LAW,)),
        (Filters(provinces=("lang son",)), (NAMESAKE,)),
        (Filters(provinces=("tỉnh Lạng Sơn",)), (NAMESAKE,)),
        (Filters(provinces=("Hà Giang", "Lạng Sơn")), (PLAN, NAMESAKE)),
        (Filters(years=(2025,)), (NAMESAKE,)),
        (Filters(years=(2024,), provinces=("Hà Giang",)), (PLAN,)),
    ],
)
def test_filters_restrict_what_is_looked_at(filters: Filters, ids: tuple[str, ...]) -> None:
    (side,) = scope_of("Sở Xây dựng phải làm gì?", filters).sides
    assert side.document_ids == ids


@pytest.mark.parametrize(
    "question",
    ["Kế hoạch 15/KH-UBND của Hà Giang nói gì?", "Kế hoạch phát triển hạ tầng số năm 2024 nói gì?"],
)
def test_a_filter_keeps_a_named_document_out(question: str) -> None:
    scope = scope_of(question, Filters(provinces=("Lạng Sơn",)))
    assert PLAN not in {i for side in scope.sides for i in side.document_ids}


@pytest.mark.parametrize(
    ("question", "each"),
    [
        ("Những tỉnh nào lắp trạm phát sóng?", True),
        ("Địa phương nào hoàn thành sớm?", True),
        ("Sở nào lắp trạm phát sóng?", False),
    ],
)
def test_a_question_over_places_is_answered_place_by_place(question: str, each: bool) -> None:
    assert scope_of(question).each is each


@pytest.mark.parametrize(
    ("question", "named"),
    [("Hà Giang phải làm gì?", True), ("Kế hoạch 15", True), ("Ai phải báo cáo?", False)],
)
def test_a_scope_knows_whether_the_question_named_it(question: str, named: bool) -> None:
    assert scope_of(question).named is named


DECISION = document_of(
    "THỦ TƯỚNG CHÍNH PHỦ\nSố: 905/QĐ-TTg\nHà Nội, ngày 01 tháng 3 năm 2024\nQUYẾT ĐỊNH\n"
    "Phê duyệt Đề án hạ tầng số\nĐiều 1. Phê duyệt Đề án hạ tầng số.",
    source="905.txt",
)


@pytest.mark.parametrize(
    ("question", "elsewhere"),
    [
        ("Đề án 905 do tổ nào triển khai?", [(NAMESAKE,)]),
        ("Quyết định 905/QĐ-TTg do tổ nào triển khai?", []),
        ("Kế hoạch 15/KH-UBND do tổ nào triển khai?", []),
    ],
)
def test_only_what_a_text_approved_is_looked_for_beyond_it(
    question: str, elsewhere: list[tuple[str, ...]]
) -> None:
    documents = (plan(), namesake(), DECISION)
    told = asked(question)
    named = scope_of(question, documents=documents)
    assert named.named
    wider = beyond(told, named, Filters(), library(*documents))
    assert [side.document_ids for side in (wider.sides if wider else ())] == elsewhere


_BOATS = document_of(
    "BỘ THỬ NGHIỆM\nSố: 5/2031/TT-BTN\nTHÔNG TƯ\n"
    "Quy định bến thuyền du lịch nội thành thuộc địa phận tỉnh Hà Giang\n"
    "Điều 1. Bến\nBến có mười chỗ.",
    source="ben.txt",
)
_STALLS = document_of(
    "BỘ THỬ NGHIỆM\nSố: 6/2031/TT-BTN\nTHÔNG TƯ\nQuy định quầy hàng rong phố đi bộ\n"
    "Điều 1. Quầy\nQuầy rộng hai mét.",
    source="quay.txt",
)


def test_a_text_of_the_centre_whose_title_names_a_province_is_of_it_too() -> None:
    (side,) = scope_of("Bến thuyền ở Hà Giang có mấy chỗ?", documents=(plan(), _BOATS)).sides
    assert side.document_ids == (PLAN, _BOATS.id)
    (own,) = scope_of("Kế hoạch của tỉnh Hà Giang?", documents=(plan(), _BOATS)).sides
    assert own.document_ids == (PLAN,)


def test_documents_called_by_their_titles_and_compared_are_two_sides() -> None:
    question = (
        "Thông tư về bến thuyền du lịch nội thành và thông tư về quầy hàng rong phố đi bộ, "
        "cái nào có hiệu lực sớm hơn?"
    )
    sides = scope_of(question, documents=(_BOATS, _STALLS)).sides
    assert [side.document_ids for side in sides] == [(_BOATS.id,), (_STALLS.id,)]
    assert all(side.name for side in sides)


def test_a_law_whose_clause_is_asked_for_is_told_of_by_another_text() -> None:
    question = "Danh mục bến thuyền áp dụng theo khoản nào của Luật Đất đai?"
    assert not scope_of(question).missing
    assert scope_of("Luật Đất đai quy định gì?").missing
