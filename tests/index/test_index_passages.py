from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.model import Clause, Document, Level
from index.model import Encoder, Passage, PassageSettings
from index.passages import passage_text, passages_of

SMALL = PassageSettings(whole=40, small=10, run=60)


def by_character(texts: Sequence[str]) -> list[int]:
    """A count of tokens that is exact and cheap: one for each character."""
    return [len(text) for text in texts]


def roomy(texts: Sequence[str]) -> list[int]:
    """A count of tokens that never asks for a cut."""
    return [1 for _ in texts]


def bodies(document: Document, sizes: PassageSettings) -> list[tuple[str, str]]:
    """Each passage as the address it is cited by and its body."""
    return [
        (passage.clauses[0], document.text[passage.start : passage.end])
        for passage in passages_of(document, roomy, sizes)
    ]


def test_parts_of_a_long_clause_are_passages_of_their_own(plans: list[Document]) -> None:
    assert bodies(plans[0], PassageSettings(whole=44, small=0)) == [
        ("mở đầu", "Số: 87/KH-UBND\nKẾ HOẠCH"),
        ("I", "Phổ cập kỹ năng số cho người dân."),
        ("II.1.a", "a) Kiện toàn tổ chức bộ máy."),
        ("II.1.b", "b) Báo cáo kết quả trước ngày 30/6/2024."),
        ("II.2", "2. Sở Tài chính: Bố trí kinh phí hằng năm."),
    ]


def test_small_neighbours_stay_together_under_their_parent(plans: list[Document]) -> None:
    assert bodies(plans[0], PassageSettings(whole=40, small=30, run=80))[2] == (
        "II.1",
        "a) Kiện toàn tổ chức bộ máy.\nb) Báo cáo kết quả trước ngày 30/6/2024.",
    )


def test_a_clause_that_is_short_enough_is_one_passage(plans: list[Document]) -> None:
    (_, _, organisation) = passages_of(plans[0], roomy, PassageSettings(whole=200))
    assert organisation.clauses == ("II", "II.1", "II.1.a", "II.1.b", "II.2")
    assert plans[0].text[organisation.start : organisation.end].startswith("II. TỔ CHỨC")


def test_the_head_names_document_issuer_and_the_headings_above(plans: list[Document]) -> None:
    passage = next(
        passage
        for passage in passages_of(plans[0], roomy, PassageSettings(whole=40, small=0))
        if passage.clauses[0] == "II.1.b"
    )
    assert passage.head == (
        "Kế hoạch 87/KH-UBND | UBND tỉnh Quảng Ngãi | II. TỔ CHỨC THỰC HIỆN > 1. Sở Nội vụ"
    )
    assert passage_text(plans[0], passage) == (
        f"{passage.head}\nb) Báo cáo kết quả trước ngày 30/6/2024."
    )


def test_a_document_without_a_number_is_named_by_its_title(plans: list[Document]) -> None:
    article = replace(
        plans[0], number=None, kind=None, issuer=None, province=None, title="Một bài " * 20
    )
    (passage,) = passages_of(replace(article, clauses=article.clauses[:1]), roomy)
    assert passage.head == "Một bài " * 10 + "…"


def test_a_province_that_the_issuer_does_not_name_stands_in_the_head(
    plans: list[Document],
) -> None:
    document = replace(plans[0], issuer="Văn phòng UBND tỉnh")
    head = passages_of(document, roomy)[0].head
    assert head == "Kế hoạch 87/KH-UBND | Văn phòng UBND tỉnh | Quảng Ngãi"


def test_a_lead_sentence_over_parts_is_kept_and_a_bare_heading_is_not() -> None:
    lead = "1. Các sở thực hiện những việc sau đây trong năm:"
    part = "a) Việc thứ nhất dài đến mức đứng riêng."
    text = f"{lead}\n{part}"
    clauses = (
        Clause("1", "khoản 1", Level.KHOAN, "1.", "", None, 0, len(text)),
        Clause("1.a", "điểm a", Level.DIEM, "a)", "", "1", len(lead) + 1, len(text)),
    )
    document = made(text, clauses)
    assert bodies(document, PassageSettings(whole=50, small=0)) == [("1", lead), ("1.a", part)]
    heading = replace(clauses[0], heading=lead.removeprefix("1. "))
    document = made(text, (heading, clauses[1]))
    assert bodies(document, PassageSettings(whole=50, small=0)) == [("1.a", part)]


def test_a_long_clause_is_cut_at_sentences_and_each_piece_points_to_it() -> None:
    text = "1. Câu thứ nhất nói một việc. Câu thứ hai nói việc khác. Câu ba."
    document = made(text, (Clause("1", "khoản 1", Level.KHOAN, "1.", "", None, 0, len(text)),))
    assert bodies(document, PassageSettings(whole=32)) == [
        ("1", "1. Câu thứ nhất nói một việc."),
        ("1", "Câu thứ hai nói việc khác."),
        ("1", "Câu ba."),
    ]


def test_a_passage_over_the_encoder_s_limit_is_cut_to_it() -> None:
    text = "Rất nhiều chữ. " * 60 + "Hết."
    document = made(text, (Clause("¶1", "đoạn 1", Level.PARAGRAPH, "", "", None, 0, len(text)),))
    sizes = PassageSettings(whole=2000, max_tokens=200)
    passages = passages_of(document, by_character, sizes)
    assert max(len(passage_text(document, passage)) for passage in passages) <= 200
    assert words_of(document, passages) == text.split()


def test_a_head_that_leaves_no_room_is_left_off() -> None:
    text = "Nội dung. " * 40
    document = replace(
        made(text, (Clause("¶1", "đoạn 1", Level.PARAGRAPH, "", "", None, 0, len(text)),)),
        title="tiêu-đề-rất-dài-" * 20,
    )
    passages = passages_of(document, by_character, PassageSettings(max_tokens=200))
    assert {passage.head for passage in passages} == {""}
    assert words_of(document, passages) == text.split()


def test_no_passage_is_over_512_tokens_of_the_real_encoder(
    encoder: Encoder,
) -> None:
    text = "1.234.567;" * 300 + "Một câu thường. " * 200
    document = made(text, (Clause("¶1", "đoạn 1", Level.PARAGRAPH, "", "", None, 0, len(text)),))
    passages = passages_of(document, encoder.count_tokens, PassageSettings(whole=4000))
    sizes = encoder.count_tokens([passage_text(document, passage) for passage in passages])
    assert max(sizes) <= 512
    assert "".join(words_of(document, passages)) == text.replace(" ", "")


def made(text: str, clauses: tuple[Clause, ...]) -> Document:
    """A document of nothing but a text and its clauses."""
    return Document(
        id="made",
        number=None,
        kind=None,
        title="Văn bản",
        issuer=None,
        province=None,
        issued_on=None,
        effective_on=None,
        signer=None,
        legal_bases=(),
        source="made.txt",
        text=text,
        clauses=clauses,
    )


def words_of(document: Document, passages: Sequence[Passage]) -> list[str]:
    return " ".join(document.text[passage.start : passage.end] for passage in passages).split()


Tree = tuple[str, list["Tree"]]
LINES = st.lists(st.sampled_from(["số", "sở", "kế hoạch.", "5/2024;", "đ"]), min_size=1, max_size=9)
TREES: st.SearchStrategy[list[Tree]] = st.recursive(
    st.lists(LINES.map(lambda words: (" ".join(words), [])), max_size=2),
    lambda trees: st.lists(st.tuples(LINES.map(" ".join), trees), min_size=1, max_size=4),
    max_leaves=12,
)


def document_of_tree(trees: list[Tree], headed: bool) -> Document:
    lines: list[str] = []
    clauses: list[Clause] = []

    def add(tree: Tree, address: str, parent: str | None) -> None:
        line, children = tree
        start = len("\n".join(lines)) + bool(lines)
        lines.append(f"{len(children)}) {line}")
        heading = line if headed and children else ""
        place = len(clauses)
        clauses.append(
            Clause(address, address, Level.KHOAN, f"{len(children)})", heading, parent, start, 0)
        )
        for number, child in enumerate(children):
            add(child, f"{address}.{number}", address)
        clauses[place] = replace(clauses[place], end=len("\n".join(lines)))

    for number, tree in enumerate(trees):
        add(tree, str(number), None)
    return made("\n".join(lines), tuple(clauses))


@given(
    TREES,
    st.booleans(),
    st.builds(
        PassageSettings,
        whole=st.integers(5, 120),
        small=st.integers(0, 40),
        run=st.integers(0, 120),
        max_tokens=st.integers(70, 200),
    ),
)
@settings(max_examples=200, deadline=None)
# A heading that only heads show, above one small part beside another.
@example(
    trees=[("số", [("số", [("số", [])]), ("số", [])])],
    headed=True,
    sizes=PassageSettings(whole=5, small=6, run=11, max_tokens=70),
)
def test_nothing_is_lost_and_every_passage_points_to_a_clause_that_holds_it(
    trees: list[Tree], headed: bool, sizes: PassageSettings
) -> None:
    document = document_of_tree(trees, headed)
    passages = passages_of(document, by_character, sizes)
    clauses = {clause.address: clause for clause in document.clauses}
    covered = [False] * len(document.text)
    for before, after in pairwise(passages):
        assert before.end <= after.start
    for passage in passages:
        assert len(passage_text(document, passage)) <= sizes.max_tokens
        owner = clauses[passage.clauses[0]]
        assert owner.start <= passage.start < passage.end <= owner.end
        assert all(clauses[address].start < passage.end for address in passage.clauses)
        for place in range(passage.start, passage.end):
            covered[place] = True
    for line_start, line in line_starts(document.text):
        if not covered[line_start]:
            # A heading: every passage below it shows it, but where the head leaves no room.
            clause = next(each for each in document.clauses if each.start == line_start)
            assert headed
            assert clause.heading
            below = [p for p in passages if p.clauses[0].startswith(clause.address)]
            assert below
            assert all(line in p.head or not p.head for p in below)
        else:
            assert all(covered[line_start + i] for i, char in enumerate(line) if not char.isspace())


def line_starts(text: str) -> list[tuple[int, str]]:
    places, start = [], 0
    for line in text.split("\n"):
        places.append((start, line))
        start += len(line) + 1
    return places if text else []


@pytest.mark.parametrize("sizes", [SMALL, PassageSettings()])
def test_cutting_twice_gives_the_same_passages(
    plans: list[Document], sizes: PassageSettings
) -> None:
    assert passages_of(plans[0], roomy, sizes) == passages_of(plans[0], roomy, sizes)
