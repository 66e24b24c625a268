"""What people see, to the character, and that any text can be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.keeping import Complaint, Door, Exchange, Feedback, Rating
from answer.model import Answer, Note, Status
from answer.protocol import ClauseHit
from bot import texts
from bot.keeping import Applicant, Shelf, Standing
from bot.settings import Access, BotSettings
from bot.show.administration import (
    admission_screen,
    applicant_screen,
    complaints_screen,
    decided_screen,
)
from bot.show.answers import answer_screen, related_screen, shelf_of
from bot.show.buttons import Press, Verb, key_of, named
from bot.show.documents import (
    clause_screen,
    clauses_screen,
    contents_screen,
    hits_screen,
    province_screen,
    provinces_screen,
)
from bot.show.greetings import about_screen, help_screen, start_screen
from bot.show.screen import Screen, shortened
from corpus.model import Clause, Document, Level
from tests.bot.botapi_html import parse_html, units
from tests.bot.small_assistant import ANSWERED, CITATION, DOCUMENT, REFUSED

PUBLIC_URL = "https://hoi.tinhmau.vn"

HARD_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "<b>&amp;</b>",
        "👩‍👩‍👧‍👦" * 30,
        "e\u0301\u0302" * 50,
        "dài" * 1500,
        "Một câu dài. " * 300,
        "\u202eđảo chiều",
        "\0",
    ]
)
ANSWERS = st.builds(
    Answer,
    status=st.sampled_from(Status),
    answer=HARD_TEXT.map(lambda text: f"x{text}"),
    citations=st.lists(
        st.builds(
            lambda number, text: replace(CITATION, id=number, full_citation=f"điều {text}"),
            st.integers(1, 200),
            HARD_TEXT,
        ),
        max_size=8,
    ).map(tuple),
    interpreted_as=st.none() | HARD_TEXT,
    notes=st.lists(st.builds(Note, st.just("successor"), HARD_TEXT), max_size=3).map(tuple),
    suggestions=st.lists(HARD_TEXT.map(lambda text: f"x{text}"), max_size=3).map(tuple),
    id=st.uuids().map(lambda id_: id_.hex),
)


def _document(pieces: Sequence[str]) -> Document:
    """A document of hard text: a section and a clause in it for every piece."""
    text = ""
    clauses: list[tuple[str, str | None, int]] = [("I", None, 0)]
    for number, piece in enumerate(pieces):
        clauses.append((f"I.{number}", "I", len(text)))
        text += f"{number}. x{piece}\n"
    ends = [len(text), *(start for *_, start in clauses[2:]), len(text)]
    return replace(
        DOCUMENT,
        text=text,
        title=pieces[0][:40],
        clauses=tuple(
            Clause(
                address, f"khoản {address}", Level.KHOAN, "1.", pieces[0][:40], parent, start, end
            )
            for (address, parent, start), end in zip(clauses, ends, strict=True)
        ),
    )


DOCUMENTS = st.lists(HARD_TEXT.map(lambda text: text[:1500]), min_size=1, max_size=4).map(_document)


def sendable(screen: Screen) -> list[str]:
    """The texts of the screen's messages, each of which Telegram takes."""
    shown = []
    for part in screen.parts:
        text, entities = parse_html(part)
        assert 0 < units(text) <= 4096
        assert len(entities) <= 100
        shown.append(text)
    for button in chain.from_iterable(screen.keyboard):
        assert button.text.strip()
        assert (button.press is None) != (button.url is None)
        if button.press is not None:
            assert len(button.press.data.encode()) <= 64
            assert Press.read(button.press.data) == button.press
    return shown


@given(ANSWERS, st.sampled_from([None, PUBLIC_URL]), st.sampled_from(["", "<hỏi>"]))
def test_any_answer_can_be_sent_and_loses_no_word(
    answer: Answer, public_url: str | None, asked: str
) -> None:
    shown = "".join(
        "".join(text.split()) for text in sendable(answer_screen(answer, public_url, asked))
    )
    written = chain(
        [asked, answer.answer],
        (note.text for note in answer.notes),
        (source.full_citation for source in answer.citations),
    )
    for text in written:
        assert "".join(text.split()) in shown


@given(DOCUMENTS, st.sampled_from([None, PUBLIC_URL]), st.integers(0, 3))
def test_any_document_can_be_shown(document: Document, public_url: str | None, page: int) -> None:
    documents = {document.id: document}
    for shown in _screens_of(document, documents, public_url, page):
        assert sendable(shown)


def _screens_of(
    document: Document, documents: dict[str, Document], public_url: str | None, page: int
) -> Iterator[Screen]:
    yield provinces_screen(documents.values())
    yield province_screen("<Mẫu>", [document] * 9, page)
    yield contents_screen(document, page, public_url)
    hits = [ClauseHit(document, each, 1.0, each.start, each.end) for each in document.clauses]
    yield hits_screen(document.title or "x", hits[:5])
    named_ = [(document.id, each.address) for each in document.clauses]
    chosen = clauses_screen(documents, named_, texts.WHICH_QUOTE)
    assert chosen is not None
    yield chosen
    for clause in document.clauses:
        yield clause_screen(document, clause, page, public_url)


@given(DOCUMENTS)
def test_the_pages_of_a_clause_make_the_whole_clause(document: Document) -> None:
    clause = document.clauses[0]
    page, read = 0, ""
    while True:
        (text,) = sendable(clause_screen(document, clause, page))
        head = parse_html(clause_screen(document, clause, 0).parts[0])[0].split("\n\n")[0]
        read += text.removeprefix(head)
        turn = clause_screen(document, clause, page).keyboard[0]
        if texts.NEXT not in [button.text for button in turn]:
            break
        page += 1
    visible = "".join(char for char in read if char.isalnum())
    whole = "".join(char for char in document.text[clause.start : clause.end] if char.isalnum())
    assert visible == whole


@given(HARD_TEXT.filter(str.strip), st.sampled_from(Standing))
def test_any_name_and_any_complaint_can_be_shown(text: str, standing: Standing) -> None:
    applicant = Applicant(7, f"x{text[:150]}", "CODE", standing)
    settings = BotSettings("1:A", access=Access.PAIRING, admins=frozenset({1}))
    exchange = Exchange("a1", Door.TELEGRAM, text, text, "answered", (), 1.0)
    complaint = Complaint(Feedback("a1", Rating.BAD, comment=text), exchange)
    for shown in (
        applicant_screen(applicant),
        decided_screen(applicant),
        admission_screen(settings, [applicant] * 20),
        complaints_screen([complaint] * 5),
        start_screen(5, "ab", [f"x{text}"] * 3),
        help_screen("bot", "ab", [f"x{text}"] * 3),
        related_screen(Shelf("ab", "p", (f"x{text}",))),
        about_screen([replace(DOCUMENT, province=f"x{text[:100]}")], settings, 7),
    ):
        assert sendable(shown)


def test_sources_link_to_the_reader_only_when_it_has_a_public_address() -> None:
    (message,) = answer_screen(ANSWERED, f"{PUBLIC_URL}/").parts
    assert (
        '[1] <a href="https://hoi.tinhmau.vn/documents/tinh-mau-87-kh-ubnd-2024#5">khoản 5 '
        "Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Mẫu</a>"
    ) in message
    assert "<a" not in answer_screen(ANSWERED).parts[0]


def test_a_refusal_is_its_sentence_alone() -> None:
    assert answer_screen(REFUSED, PUBLIC_URL).parts == (REFUSED.answer,)


def test_an_answer_with_more_sources_than_entities_fit_goes_on_in_another_message() -> None:
    sources = tuple(replace(CITATION, id=n, full_citation=f"Điều {n}") for n in range(1, 131))
    shown = answer_screen(replace(ANSWERED, citations=sources), PUBLIC_URL)
    (first, first_entities), (second, second_entities) = map(parse_html, shown.parts)
    # In the first: "Hiểu là", "Lưu ý" and "Nguồn" are styled too.
    assert first.endswith("\n[97] Điều 97")
    assert len(first_entities) == 100
    assert second.startswith("[98] Điều 98\n")
    assert len(second_entities) == 33


def test_a_shelf_holds_each_cited_clause_once() -> None:
    twice = replace(ANSWERED, id="a1", citations=(CITATION, replace(CITATION, id=2)))
    assert shelf_of(twice, "p") == Shelf("a1", "p", ANSWERED.suggestions, ((DOCUMENT.id, "5"),))


@pytest.mark.parametrize(
    "data",
    ["", "c", "c:a", "c:AAAAAAAA:AAAAAAAA:-1", "up:", "up:XYZ", "r:1:2", "zz:1", "x:1", "c" * 64],
)
def test_what_no_button_says_is_no_press(data: str) -> None:
    assert Press.read(data) is None


def test_a_key_leads_back_to_its_name_while_it_is_there() -> None:
    names = ["quang-ngai-87-kh-ubnd-2024", "IV.2.c", "mở đầu"]
    for name in names:
        assert named(names, key_of(name)) == name
        assert named([], key_of(name)) is None
    assert Press(Verb.CLAUSE, (key_of("a"), key_of("b"), "0")).data.startswith("c:")


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("một hai ba", 10, "một hai ba"),
        ("một hai ba", 9, "một hai…"),
        ("một\n hai   ba", 20, "một hai ba"),
        ("dàidàidài", 4, "dài…"),
        ("một, hai", 6, "một…"),
    ],
)
def test_a_text_is_shortened_at_a_word(text: str, length: int, expected: str) -> None:
    assert shortened(text, length) == expected
