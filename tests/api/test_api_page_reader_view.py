"""The reader's view of a document: nothing lost, clauses nested, quotes marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.model import Language
from api.page.reader_parts import Cells, Group, Node, Part, Run, Table
from api.page.reader_view import view_document
from api.page.words import words_of
from corpus.model import Clause, Document, Level, Span
from tests.api.api_testing import LAW, PLAN
from tests.making import make_document

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


def runs(parts: Iterable[Part]) -> Iterator[Run]:
    """All runs of the parts, in order."""
    for part in parts:
        if isinstance(part, Table):
            for group in part.groups:
                for row in group.rows:
                    yield from chain(*row.cells)
        elif isinstance(part, Node):
            yield from runs(part.parts)
        else:
            yield from chain(*part.cells)


def nodes(parts: Iterable[Part]) -> Iterator[Node]:
    """All nodes of the parts outside tables, in order."""
    for part in parts:
        if isinstance(part, Node):
            yield part
            yield from nodes(part.parts)


def clauses(parts: Iterable[Part]) -> Iterator[Clause]:
    """All clauses of the parts, in order."""
    for part in parts:
        if isinstance(part, Table):
            for group in part.groups:
                yield from (owner for owner in (group.clause, *rows_of(group)) if owner)
        elif isinstance(part, Node):
            yield part.clause
            yield from clauses(part.parts)


def rows_of(group: Group) -> Iterator[Clause | None]:
    return (row.clause for row in group.rows)


@given(LINES)
def test_every_word_of_the_text_is_shown_once_in_order(lines: list[str]) -> None:
    document = make_document("any", "\n".join(["mở đầu", *lines]))
    shown = "".join(run.text for run in runs(view_document(document, SAY).parts))
    assert LAYOUT.sub("", shown) == LAYOUT.sub("", document.text)


@given(LINES)
def test_every_clause_is_shown_once_in_text_order(lines: list[str]) -> None:
    document = make_document("any", "\n".join(["mở đầu", *lines]))
    shown = [clause.address for clause in clauses(view_document(document, SAY).parts)]
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
    said = (
        Clause("PL", "Phụ lục", Level.ANNEX, "PHỤ LỤC", "", None, 0, len(text)),
        Clause("PL.b1", "bảng 1 Phụ lục", Level.TABLE, "", "", "PL", head, rest - 1),
        Clause("PL.r1", "dòng 1 Phụ lục", Level.ROW, "", "", "PL.b1", row, other - 1),
        Clause("PL.r2", "dòng 2 Phụ lục", Level.ROW, "", "", "PL.b1", other, rest - 1),
    )
    (annex,) = view_document(_document(text, *said), SAY).parts
    assert isinstance(annex, Node)
    _, node, last = annex.parts
    assert isinstance(node, Node)
    (table,) = node.parts
    assert isinstance(table, Table)
    (group,) = table.groups
    assert [(row.role, _words(row.cells)) for row in group.rows] == [
        ("head", ["TT", "Nhiệm vụ"]),
        ("cells", ["1", "Đào tạo", "", "Sở"]),
        ("cells", ["2", "Khác"]),
    ]
    assert not table.headed  # the rows have other columns than the head
    assert [row.clause and row.clause.address for row in group.rows] == [None, "PL.r1", "PL.r2"]
    assert [run.text for run in runs((last,))] == ["hết"]


def test_a_head_that_fits_its_rows_names_their_columns() -> None:
    text = "TT | Nhiệm vụ | Thời gian\n1 | Đào tạo | 2025\n2 | Tuyên truyền | 2026"
    row, other = text.index("1 |"), text.index("2 |")
    said = (
        Clause("b1", "bảng 1", Level.TABLE, "", "", None, 0, len(text)),
        Clause("r1", "dòng 1", Level.ROW, "", "", "b1", row, other - 1),
        Clause("r2", "dòng 2", Level.ROW, "", "", "b1", other, len(text)),
    )
    (node,) = view_document(_document(text, *said), SAY).parts
    assert isinstance(node, Node)
    (table,) = node.parts
    assert isinstance(table, Table)
    assert table.headed
    assert {row.heads for row in table.groups[0].rows} == {("TT", "Nhiệm vụ", "Thời gian")}


def test_the_muc_of_a_table_group_its_rows_under_one_head() -> None:
    text = (
        "Bảng các nhiệm vụ\nTT | Nhiệm vụ | Năm |\n| | 2025 | 2026\nI. | ĐÀO TẠO | | |\n"
        "1 | Lớp | 5 | 6\nII. | KHÁC | |\n2 | Họp | 1 | 2"
    )
    starts = [text.index(start) for start in ("I. |", "1 |", "II.", "2 |")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    said = (
        Clause("b1", "bảng 1", Level.TABLE, "", "", None, 0, len(text)),
        Clause("I", "mục I", Level.SECTION, "I.", "| ĐÀO TẠO | | |", "b1", starts[0], ends[1]),
        Clause("r1", "dòng 1", Level.ROW, "", "", "I", starts[1], ends[1]),
        Clause("II", "mục II", Level.SECTION, "II.", "| KHÁC | |", "b1", starts[2], ends[3]),
        Clause("r2", "dòng 2", Level.ROW, "", "", "II", starts[3], ends[3]),
    )
    view = view_document(_document(text, *said), SAY)
    (node,) = view.parts
    assert isinstance(node, Node)
    caption, table = node.parts
    assert [run.text for run in runs((caption,))] == ["Bảng các nhiệm vụ"]
    assert isinstance(table, Table)
    assert [group.clause and group.clause.address for group in table.groups] == [None, "I", "II"]
    assert [row.role for group in table.groups for row in group.rows] == [
        "head", "head", "title", "cells", "title", "cells",
    ]  # fmt: skip
    assert table.groups[2].rows[1].heads == ("TT", "Nhiệm vụ", "Năm 2025", "2026")
    assert [entry.text for entry in view.contents] == ["I. ĐÀO TẠO", "II. KHÁC"]


def test_a_table_goes_on_after_a_line_within_it() -> None:
    text = "TT | Việc\n1 | Một\nGhi chú\n2 | Hai"
    said = (
        Clause("b1", "bảng 1", Level.TABLE, "", "", None, 0, len(text)),
        Clause("r1", "dòng 1", Level.ROW, "", "", "b1", text.index("1 |"), text.index("\nGhi")),
        Clause("r2", "dòng 2", Level.ROW, "", "", "b1", text.index("2 |"), len(text)),
    )
    (node,) = view_document(_document(text, *said), SAY).parts
    assert isinstance(node, Node)
    (table,) = node.parts
    assert isinstance(table, Table)
    assert [_words(row.cells) for row in table.groups[0].rows][2:] == [["Ghi chú"], ["2", "Hai"]]
    assert table.groups[0].rows[3].heads == ("TT", "Việc")


def test_the_contents_of_a_law_end_at_its_dieu() -> None:
    text = "Điều 1. Phạm vi\n1. Quy định chung\nNội dung."
    said = (
        Clause("Đ1", "Điều 1", Level.ARTICLE, "Điều 1.", "Phạm vi", None, 0, len(text)),
        Clause("Đ1.1", "khoản 1", Level.KHOAN, "1.", "Quy định chung", "Đ1", 16, len(text)),
    )
    contents = view_document(_document(text, *said), SAY).contents
    assert [entry.text for entry in contents] == ["Điều 1. Phạm vi"]


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


def _words(cells: Cells) -> list[str]:
    return ["".join(run.text for run in cell) for cell in cells]
