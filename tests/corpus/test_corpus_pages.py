"""What pages and scans add to a text: footnotes, specks, page numbers."""

from __future__ import annotations

from corpus.clean import canonicalise

PAGED = (
    "Trung tâm dữ liệu quốc gia tích hợp kho dữ liệu tổng hợp1 của các cơ quan nhà nước,\n"
    "bảo đảm an toàn thông tin và an ninh mạng theo quy định của pháp luật, dữ liệu về\n"
    "\n1 Kho dữ liệu tổng hợp được hình thành từ cơ sở dữ liệu quốc gia gồm các trường\n"
    "thông tin được đồng bộ.\n\f"
    "con người và các dữ liệu khác phục vụ quản lý nhà nước về phát triển kinh tế số và\n"
    "xã hội số trên phạm vi cả nước.\n"
)


def test_a_footnote_comes_after_the_paragraph_its_page_breaks_off() -> None:
    paragraphs = canonicalise(PAGED).text.split("\n")
    assert len(paragraphs) == 2
    assert "dữ liệu về con người và các dữ liệu khác" in paragraphs[0]
    assert paragraphs[1] == (
        "1 Kho dữ liệu tổng hợp được hình thành từ cơ sở dữ liệu quốc gia gồm các trường "
        "thông tin được đồng bộ."
    )


def test_a_number_nobody_calls_is_no_footnote_and_stays_where_it_stands() -> None:
    paragraphs = canonicalise(PAGED.replace("tổng hợp1", "tổng hợp")).text.split("\n")
    assert [paragraph.split(" ")[0] for paragraph in paragraphs] == ["Trung", "1", "con"]


SCANNED = (
    "THỦ TƯỚNG CHÍNH PHỦ\n\f^ ^ TA, l =- ˆ. ` À\n__ Phát huy vai trò liên kết.\n"
    '. Xây dựng khung pháp lý.\n_ đ) Nghiên cứu chính sách.\n\f: c) Mở rộng kết nối.\n" 7\n'
    "- Gạch đầu dòng.\n"
)


def test_specks_of_a_scan_are_dropped_and_reported_and_bullets_stay() -> None:
    canonical = canonicalise(SCANNED)
    assert canonical.text.split("\n") == [
        "THỦ TƯỚNG CHÍNH PHỦ",
        "Phát huy vai trò liên kết.",
        "Xây dựng khung pháp lý.",
        "đ) Nghiên cứu chính sách.",
        "c) Mở rộng kết nối.",
        "- Gạch đầu dòng.",
    ]
    assert [(drop.line, drop.text) for drop in canonical.dropped] == [
        (2, "^ ^ TA, l =- ˆ. ` À"),
        (7, '" 7'),
    ]
    assert canonical.remarks == ("Đã bỏ ký hiệu nhiễu ở đầu 4 dòng của bản quét.",)


def test_a_text_that_is_no_scan_keeps_its_punctuation() -> None:
    raw = "… trở lên.\n… trở xuống.\n: như trên.\n. hết."
    assert canonicalise(raw).text == raw


def test_page_numbers_that_rise_through_a_text_are_dropped_and_table_numbers_stay() -> None:
    page = "\n".join(f"Dòng thứ {n} của một trang văn bản dài." for n in range(15))
    canonical = canonicalise(f"{page}\n1\n{page}\n2\n{page}\n3\n")
    assert [drop.text for drop in canonical.dropped] == ["1", "2", "3"]
    assert canonicalise("Mục\n1\n2\n3\nHết").dropped == ()
