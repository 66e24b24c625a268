"""Which readings are of one document, and which of them stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import document_of
from corpus.library import Entry, collect
from corpus.library.entry import Given
from corpus.library.identity import Candidate, are_one
from corpus.library.sketch import containment, likeness, sketch_of
from corpus.model import Document, Reading, Report

DUTIES = [
    "Sở Nội vụ chủ trì đào tạo cán bộ, công chức về kỹ năng số",
    "Sở Tài chính bố trí kinh phí thực hiện từ ngân sách hằng năm",
    "Ủy ban nhân dân các xã thành lập tổ công nghệ số cộng đồng",
    "Công an tỉnh bảo đảm an toàn thông tin cho các hệ thống dùng chung",
    "Văn phòng theo dõi, đôn đốc và báo cáo kết quả trước ngày 15 tháng 12",
    "Báo và Đài phát thanh, truyền hình tuyên truyền về chuyển đổi số",
]
PLAN = document_of(
    "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU\nSố: 5/KH-UBND\nLai Châu, ngày 02 tháng 3 năm 2025\n"
    "KẾ HOẠCH\nChuyển đổi số\nI. NHIỆM VỤ\n"
    + "\n".join(f"{n}. {duty}" for n, duty in enumerate(DUTIES, 1)),
    source="kh.docx",
)
OTHER_TEXT = document_of(
    "PHỤ LỤC\nDanh mục máy chủ, thiết bị mạng và phần mềm được mua sắm trong năm\n"
    "1. Máy chủ cho trung tâm dữ liệu\n2. Thiết bị tường lửa",
    source="pl.docx",
).text
SCANNED = Report(reading=Reading("scan", "tesseract", True, 0.9, (0.9,)))
OCR_ELSEWHERE = Report(reading=Reading("text", "utf-8", True))


def _are_one(one: Document, other: Document) -> bool:
    candidates = [Candidate.of(document, sketch_of(document.text)) for document in (one, other)]
    forth, back = are_one(*candidates), are_one(*reversed(candidates))
    assert forth == back
    return forth


def _entry(document: Document, second: int) -> Entry:
    """A document as it would lie in the library, added at a second of one minute."""
    added_at = datetime(2026, 1, 1, 0, 0, second, tzinfo=UTC)
    return Entry(Given(document.source, f"{second:064x}", added_at), sketch_of(document.text),
                 document)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "one"),
    [
        ({}, True),
        ({"number": "05/KH-UBND"}, True),
        ({"title": "Tên khác", "signer": "Người khác"}, True),
        ({"number": "6/KH-UBND"}, False),
        ({"issued_on": date(2024, 3, 2)}, False),
        ({"issuer": "UBND tỉnh Sơn La"}, False),
        ({"kind": "Phụ lục"}, False),
        ({"text": OTHER_TEXT}, False),
        # An excerpt stands in the whole, however short it is.
        ({"text": PLAN.text[:300]}, True),
        # Unknown contradicts nothing; the text decides.
        ({"number": None}, True),
        ({"number": None, "text": OTHER_TEXT}, False),
        ({"issued_on": None}, True),
        ({"number": None, "issued_on": date(2024, 3, 2)}, False),
        # A number that OCR read may be misread; the text decides.
        ({"number": "6/KH-UBND", "unconfirmed": ("number",)}, True),
        ({"number": "6/KH-UBND", "unconfirmed": ("number",), "text": OTHER_TEXT}, False),
        # One that agrees is not misread.
        ({"unconfirmed": ("number",), "text": PLAN.text[:300]}, True),
        # So with an issuer; a year or a kind is not misread into another.
        ({"issuer": "UBND tính Lai Chân", "report": SCANNED}, True),
        ({"issuer": "UBND tính Lai Chân", "report": SCANNED, "text": OTHER_TEXT}, False),
        ({"issued_on": date(2024, 3, 2), "report": SCANNED}, False),
    ],
)
def test_number_issuer_year_and_kind_tell_and_where_they_do_not_the_text(
    changes: dict[str, object], one: bool
) -> None:
    assert _are_one(PLAN, replace(PLAN, **changes)) is one  # type: ignore[arg-type]


def test_texts_without_numbers_are_one_when_they_are_alike() -> None:
    article = replace(PLAN, number=None, issuer=None, issued_on=None, kind=None)
    assert _are_one(article, replace(article, text=f"{article.text}\nLượt xem: 12"))
    misread = article.text.replace("số", "sổ").replace("kinh phí", "kỉnh phi")
    assert not _are_one(article, replace(article, text=misread))
    assert _are_one(article, replace(article, text=misread, report=SCANNED))
    assert not _are_one(article, replace(article, text=OTHER_TEXT))


@pytest.mark.parametrize(
    ("better", "worse", "reason"),
    [
        (PLAN, replace(PLAN, truncated=True, text=PLAN.text + "\n" * 50), "là trích đoạn"),
        (PLAN, replace(PLAN, secondary=True), "là nguồn thứ cấp"),
        (PLAN, replace(PLAN, report=SCANNED, text=PLAN.text + " chữ thừa"), "đọc bằng OCR"),
        (PLAN, replace(PLAN, report=OCR_ELSEWHERE, text=PLAN.text + " chữ thừa"), "đọc bằng OCR"),
        (
            replace(PLAN, report=SCANNED),
            replace(PLAN, report=OCR_ELSEWHERE, text=PLAN.text + " chữ thừa"),
            "là chữ OCR không kèm bản quét",
        ),
        (PLAN, replace(PLAN, text=PLAN.text[:-40]), "ngắn hơn"),
        # An excerpt that does not say so, of a text that says it is cut short itself.
        (replace(PLAN, truncated=True), replace(PLAN, text=PLAN.text[:300]), "ngắn hơn"),
        (replace(PLAN, report=SCANNED), replace(PLAN, text=PLAN.text[:300]), "là trích đoạn"),
    ],
)
@pytest.mark.parametrize("better_first", [True, False])
def test_the_better_reading_stands_in_whatever_order_they_came(
    better: Document, worse: Document, reason: str, better_first: bool
) -> None:
    worse = replace(worse, source="bản kia.pdf")
    order = [better, worse] if better_first else [worse, better]
    collection = collect([], [_entry(document, n) for n, document in enumerate(order)])
    assert collection.documents == [better]
    (aside,) = collection.aside
    assert (aside.document, aside.instead, aside.reason) == (worse, PLAN.id, reason)


def test_a_copy_without_a_number_is_found_among_many_documents_whichever_came_first() -> None:
    head = PLAN.text[: PLAN.text.index("1. ")].replace("5/KH", "{}/KH")
    others = [
        document_of(head.format(n) + f"1. {' '.join(f'việc{n}x{at}' for at in range(60))}.",
                    source=f"{n}.docx")
        for n in range(10, 30)
    ]  # fmt: skip
    copy = replace(PLAN, number=None, source="bản sao.docx", text=PLAN.text + "\nLượt xem")
    for order in ([PLAN, *others, copy], [copy, *others, PLAN]):
        collection = collect([], [_entry(document, n) for n, document in enumerate(order)])
        assert len(collection.documents) == 21
        assert [aside.document.source for aside in collection.aside] == [PLAN.source]


def test_the_same_text_twice_is_what_came_first() -> None:
    copy = replace(PLAN, source="bản sao.docx")
    collection = collect([], [_entry(PLAN, 1), _entry(copy, 2)])
    assert collection.documents == [PLAN]
    assert collection.aside[0].reason == "trùng với bản có trước"


def test_of_one_file_name_the_file_added_last_stands_though_it_is_shorter() -> None:
    mended = replace(PLAN, text=PLAN.text[:-40])
    collection = collect([], [_entry(PLAN, 1), _entry(mended, 2)])
    assert collection.documents == [mended]
    assert collection.aside[0].reason == "đã có bản nạp sau của cùng tệp"


def test_a_whole_text_of_the_library_stands_for_a_shipped_excerpt() -> None:
    excerpt = replace(PLAN, source="shipped.txt", truncated=True, text=PLAN.text[:300])
    collection = collect([excerpt], [_entry(PLAN, 1)])
    assert collection.documents == [PLAN]
    assert collection.aside[0].entry is None


def test_when_the_reading_that_stood_is_gone_the_other_stands_again() -> None:
    longer, shorter = _entry(PLAN, 1), _entry(replace(PLAN, text=PLAN.text[:-40]), 2)
    shorter = replace(shorter, reading=replace(shorter.reading, source="khác.txt"))
    assert collect([], [longer, shorter]).documents == [longer.document]
    assert collect([], [shorter]).documents == [shorter.document]


def test_two_documents_of_one_name_keep_their_ids_in_the_order_they_came() -> None:
    annex = replace(PLAN, text=OTHER_TEXT, source="pl.docx")
    collection = collect([], [_entry(PLAN, 1), _entry(annex, 2)])
    ids = {held.document.source: held.document.id for held in collection.held}
    assert ids == {"kh.docx": PLAN.id, "pl.docx": f"{PLAN.id}-2"}


@given(st.lists(st.sampled_from([*DUTIES, "", "một", "87/KH-UBND năm 2024"])))
def test_likeness_and_containment_of_a_text_with_itself_are_whole(lines: list[str]) -> None:
    sketch = sketch_of("\n".join(lines))
    whole = 1.0 if sketch else 0.0
    assert likeness(sketch, sketch) == whole
    assert containment(sketch, sketch) == pytest.approx(whole)


def test_likeness_is_the_share_of_common_runs() -> None:
    first, second = (sketch_of(text) for text in ("a b c d e f", "a b c d x y"))
    assert likeness(first, second) == pytest.approx(2 / 6)
    assert containment(first, sketch_of("a b c d")) == pytest.approx(1.0)


def test_likeness_of_long_texts_is_estimated_closely() -> None:
    words = ["".join(word) for word in product("abcdefghijklmnopqrs", repeat=3)][:6000]
    half = sketch_of(" ".join(words[:4000])), sketch_of(" ".join(words[2000:]))
    assert likeness(*half) == pytest.approx(1 / 3, abs=0.1)
    assert containment(*half) == pytest.approx(1 / 2, abs=0.15)
