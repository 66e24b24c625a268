"""The reader's view of a document: nothing lost, clauses nested, quotes marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.page.reader_view import Line, Node, Part, Run, Table, view_document
from api.page.words import Language, words_of
from corpus.model import Clause, Document, Level, Span
from tests.api.api_testing import LAW, PLAN, make_document

SAY = words_of(Language.VIETNAMESE)

# Lines such as documents are made of, headings and bullets in any order.
HEADINGS = (
    "I. MỤC TIÊU|II. KINH PHÍ|1. Sở Nội vụ: Phối hợp|2. Yêu cầu|a) Một|b) Hai|- Gạch|+ Cộng|"
    "Chương I|Điều 1. Phạm vi|PHỤ LỤC|Nơi nhận:"
).split("|")
WORDS = st.text("ab é.()-|", min_size=1, max_size=12).map(lambda text: " ".join(text.split()))
LINES = st.lists(st.sampled_from(HEADINGS) | WORDS.filter(bool), min_size=1, max_size=25)

# What lays a text out: line feeds everywhere, bars between the cells of a row.
LAYOUT = re.compile(r"[\n |]")


def runs(parts: tuple[Part, ...]) -> Iterator[Run]:
    """All runs of the parts, in order."""
    for part in parts:
        if isinstance(part, Table):
            yield from runs(part.rows)
        elif isinstance(part, Node):
            yield from runs(part.parts)
        else:
            for cell in part.cells:
                yield from cell


def nodes(parts: tuple[Part, ...]) -> Iterator[Node]:
    """All nodes of the parts, in order."""
    for part in parts:
        if isinstance(part, Table):
            yield from nodes(part.rows)
        elif isinstance(part, Node):
            yield part
            yield from nodes(part.parts)


@given(LINES)
def test_every_word_of_the_text_is_shown_once_in_order(lines: list[str]) -> None:
    document = make_document("any", "\n".join(["mở đầu", *lines]))
    shown = "".join(run.text for run in runs(view_document(document, SAY).parts))
    assert LAYOUT.sub("", shown) == LAYOUT.sub("", document.text)


@given(LINES)
def test_every_clause_is_shown_once_in_text_order(lines: list[str]) -> None:
    document = make_document("any", "\n".join(["mở đầu", *lines]))
    shown = [node.clause.address for node in nodes(view_document(document, SAY).parts)]
    assert shown == [clause.address for clause in document.clauses]


@given(LINES, st.data())
def test_exactly_the_quoted_words_are_marked(lines: list[str], data: st.DataObject) -> None:
    document = make_document("any", "\n".join(["mở đầu", *lines]))
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    marked = "".join(
        run.text for run in runs(view_document(document, SAY, Span(start, end)).parts) if run.marked
    )
    whole = any((clause.start, clause.end) == (start, end) for clause in document.clauses)
    expected = "" if whole else document.text[start:end]
    assert LAYOUT.sub("", marked) == LAYOUT.sub("", expected)


@pytest.mark.parametrize("quote", [Span(5, 2), Span(10**9, 10**9 + 1), Span(3, 3)])
def test_a_quote_that_is_nowhere_marks_nothing(quote: Span) -> None:
    assert not any(run.marked for run in runs(view_document(PLAN, SAY, quote).parts))


def test_children_stand_inside_their_parents() -> None:
    goals = next(
        node for node in nodes(view_document(PLAN, SAY).parts) if node.clause.address == "I"
    )
    assert [node.clause.address for node in nodes(goals.parts)] == ["I.1", "I.1.a"]


@pytest.mark.parametrize(
    ("address", "tag"), [("I", "h2"), ("I.1", "h3"), ("I.1.a", ""), ("mở đầu", "")]
)
def test_a_title_on_its_own_line_is_a_heading_of_its_depth(address: str, tag: str) -> None:
    node = next(n for n in nodes(view_document(PLAN, SAY).parts) if n.clause.address == address)
    assert node.heading_tag == tag


def test_a_title_on_the_line_after_its_marker_is_one_heading() -> None:
    chapter = next(n for n in nodes(view_document(LAW, SAY).parts) if n.clause.address == "C1")
    assert chapter.heading_tag == "h2"
    assert [(run.role, run.text) for run in runs(chapter.parts[:1])] == [
        ("marker", "Chương I"),
        ("text", "\n"),
        ("heading", "QUY ĐỊNH CHUNG"),
    ]


def test_words_before_the_colon_are_a_heading_inside_their_line() -> None:
    text = "1. Sở Nội vụ: Phối hợp."
    clause = Clause("1", "khoản 1", Level.KHOAN, "1.", "Sở Nội vụ", None, 0, len(text))
    (node,) = nodes(view_document(_document(text, clause), SAY).parts)
    assert node.heading_tag == ""
    assert [(run.role, run.text) for run in runs(node.parts)] == [
        ("marker", "1."),
        ("text", " "),
        ("heading", "Sở Nội vụ"),
        ("text", ": Phối hợp."),
    ]


def test_a_head_and_the_rows_that_follow_it_are_one_table_of_cells() -> None:
    text = "PHỤ LỤC\nTT | Nhiệm vụ\n1 | Đào tạo |  | Sở\n2 | Khác\nhết"
    head, row, other, rest = (text.index(start) for start in ("TT", "1 |", "2 |", "hết"))
    clauses = (
        Clause("PL", "Phụ lục", Level.ANNEX, "PHỤ LỤC", "", None, 0, len(text)),
        Clause("PL.b1", "bảng 1 Phụ lục", Level.TABLE, "", "", "PL", head, rest - 1),
        Clause("PL.r1", "dòng 1 Phụ lục", Level.ROW, "", "", "PL.b1", row, other - 1),
        Clause("PL.r2", "dòng 2 Phụ lục", Level.ROW, "", "", "PL.b1", other, rest - 1),
    )
    (annex,) = view_document(_document(text, *clauses), SAY).parts
    assert isinstance(annex, Node)
    _, node, last = annex.parts
    assert isinstance(node, Node)
    (table,) = node.parts
    assert isinstance(table, Table)
    assert [_cells(line) for line in table.rows] == [
        ["TT", "Nhiệm vụ"],
        ["1", "Đào tạo", "", "Sở"],
        ["2", "Khác"],
    ]
    assert table.heads == ()  # the rows have other columns than the head
    assert [isinstance(row, Node) for row in table.rows] == [False, True, True]
    assert [run.text for run in runs((last,))] == ["hết"]


def test_a_head_that_fits_its_rows_names_their_columns() -> None:
    text = "TT | Nhiệm vụ | Thời gian\n1 | Đào tạo | 2025\n2 | Tuyên truyền | 2026"
    row, other = text.index("1 |"), text.index("2 |")
    clauses = (
        Clause("b1", "bảng 1", Level.TABLE, "", "", None, 0, len(text)),
        Clause("r1", "dòng 1", Level.ROW, "", "", "b1", row, other - 1),
        Clause("r2", "dòng 2", Level.ROW, "", "", "b1", other, len(text)),
    )
    (node,) = view_document(_document(text, *clauses), SAY).parts
    assert isinstance(node, Node)
    (table,) = node.parts
    assert isinstance(table, Table)
    assert table.heads == ("TT", "Nhiệm vụ", "Thời gian")


def test_the_contents_list_titled_clauses_with_their_depth() -> None:
    assert [
        (entry.address, entry.text, entry.depth) for entry in view_document(LAW, SAY).contents
    ] == [
        ("mở đầu", "Mở đầu", 0),
        ("C1", "Chương I QUY ĐỊNH CHUNG", 0),
        ("Đ1", "Điều 1. Phạm vi điều chỉnh", 1),
        ("Đ2", "Điều 2. Đối tượng áp dụng", 1),
    ]


def _document(text: str, *clauses: Clause) -> Document:
    return Document(
        "d", None, None, "t", None, None, None, None, None, (), "d.txt", text, tuple(clauses)
    )


def _cells(row: Line | Node) -> list[str]:
    line = row if isinstance(row, Line) else row.parts[0]
    assert isinstance(line, Line)
    return ["".join(run.text for run in cell) for cell in line.cells]
