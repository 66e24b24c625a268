"""Web pages: the document without what stands around it, as a browser shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.formats.html import decode_page, read_mhtml, text_of_page
from corpus.formats.raw import Limits

CLAUSES = "".join(
    f"<p>Điều {at}. Các cơ quan, đơn vị có trách nhiệm thực hiện Kế hoạch này đúng tiến độ.</p>"
    for at in range(1, 9)
)


def lines(page: str) -> list[str]:
    return text_of_page(page, "a.html", "html").text.split("\n")


def test_menus_links_comments_and_footers_are_left_out() -> None:
    page = (
        "<html><head><title>Tiêu đề</title><style>p {}</style></head><body>"
        "<ul class='menu'><li><a href='/'>Trang chủ</a></li></ul>"
        f"<div class='wrap'><div id='noidung'>{CLAUSES}</div>"
        "<div><h3>Văn bản khác</h3>"
        "<a href='/1'>Quyết định một</a><a href='/2'>Quyết định hai</a><a>Kế hoạch ba</a></div>"
        "</div><div class='comments'><p>Nguyễn Văn A: còn hiệu lực không?</p></div>"
        "<div id='footer'>Bản quyền của Thư viện</div><script>quảng('cáo')</script></body></html>"
    )
    assert [line[:7] for line in lines(page)] == [f"Điều {at}." for at in range(1, 9)]


def test_a_translation_on_the_same_page_is_left_out() -> None:
    english = "<p>Article 1. Agencies shall carry out this plan on time and in full.</p>" * 20
    page = f"<body><div><div>{CLAUSES}</div><div>{english}</div></div></body>"
    assert len(lines(page)) == 8


def test_what_stands_beside_the_text_stays_when_it_is_a_part_of_it() -> None:
    page = (
        "<body><div><div><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></div>"
        f"<div>{CLAUSES}</div><div><p>Nơi nhận:</p></div></div></body>"
    )
    assert (lines(page)[0], lines(page)[-1]) == (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Nơi nhận:",
    )


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>Số:\n  87/KH-UBND<br>Quảng Ngãi</p>", ["Số: 87/KH-UBND", "Quảng Ngãi"]),
        ("<p>Kế <b>ho</b>ạch</p>và", ["Kế hoạch", "và"]),
        ("<ol type=a start=2><li>Một</li><li>Hai</li></ol>", ["b. Một", "c. Hai"]),
        ("<ul><li>Một</li><li>- Hai</li></ul>", ["- Một", "- Hai"]),
        ("<p>chú thích<a href='#_ftn1'><sup>1</sup></a> ấy</p>", ["chú thích[1] ấy"]),
        ("<p>diện tích 5 m<sup>2</sup></p>", ["diện tích 5 m2"]),
        ("<p style='text-transform: uppercase'>kế hoạch</p>", ["KẾ HOẠCH"]),
        ("<p>hiện<span style='display: none'>ẩn</span></p>", ["hiện"]),
    ],
)
def test_text_reads_as_a_browser_shows_it(html: str, shown: list[str]) -> None:
    assert lines(f"<body>{html}</body>") == shown


def test_cells_that_span_rows_and_columns_are_repeated() -> None:
    page = (
        "<table><tr><th>TT</th><th>Việc</th><th colspan=2>Thời gian</th></tr>"
        "<tr><td>1</td><td>Một</td><td rowspan='2'>Sở A</td><td>2024</td></tr>"
        "<tr><td>2</td><td>Hai</td><td>2025</td></tr></table>"
    )
    assert lines(f"<body>{page}</body>") == [
        "| TT | Việc | Thời gian | Thời gian |",
        "| 1 | Một | Sở A | 2024 |",
        "| 2 | Hai | Sở A | 2025 |",
    ]


def test_a_page_in_tcvn3_becomes_unicode_with_the_capitals_of_its_fonts() -> None:
    text = "TriÓn khai thùc hiÖn §Ò ¸n vÒ chuyÓn ®æi sè cña tØnh, cña c¸c c¬ quan."
    page = f"<body><p><font face='.VnTimeH'>kÕ ho¹ch</font></p><p>{text}</p></body>"
    assert lines(page) == [
        "KẾ HOẠCH",
        "Triển khai thực hiện Đề án về chuyển đổi số của tỉnh, của các cơ quan.",
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>số".encode(), "<p>số"),
        ("<p>số".encode("utf-16"), "<p>số"),
        (b"<meta charset=windows-1252><p>s\xe8", "<meta charset=windows-1252><p>sè"),
        (b"<meta charset=nonsense><p>s\xe8", "<meta charset=nonsense><p>sè"),
    ],
)
def test_a_page_is_decoded_as_it_says_unless_it_is_utf_8(data: bytes, text: str) -> None:
    assert decode_page(data) == text


def test_a_page_saved_in_one_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>K=E1=BA=BF ho=E1=BA=A1ch</p>\r\n"
        b"--b\r\nContent-Type: image/png\r\n\r\nxx\r\n--b--\r\n"
    )
    read = read_mhtml(path, "a.mht", Limits())
    assert (read.text, read.format) == ("Kế hoạch", "mhtml")


@pytest.mark.parametrize("page", ["<html></html>", "<body><script>x</script></body>", "<!-- x -->"])
def test_a_page_without_words_says_so(page: str) -> None:
    with pytest.raises(ReadError, match="không có chữ nào"):
        text_of_page(page, "a.html", "html")
