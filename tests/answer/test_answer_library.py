"""The library finds documents by number, law name, province, and by what their texts mention."""

from __future__ import annotations

from collections import UserDict
from collections.abc import ValuesView

import pytest

from answer.find.library import Library
from corpus.model import Document
from corpus.numbers import find_numbers
from tests.answer.answer_samples import asked, law, library, namesake, plan, report

PLAN, NAMESAKE, LAW, REPORT = (d().id for d in (plan, namesake, law, report))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("15/KH-UBND", [PLAN, NAMESAKE]),
        ("kh 15", [PLAN, NAMESAKE]),
        ("Quyết định 15", []),
        ("12/2023/QH15", [LAW]),
        ("12/2020/QH15", []),
        ("77/KH-UBND", []),
    ],
)
def test_a_number_names_the_documents_that_bear_it(text: str, ids: list[str]) -> None:
    (mention,) = find_numbers(text)
    assert library().numbered(mention) == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("77/KH-UBND", [REPORT]),
        ("Đề án 905", [NAMESAKE]),
        ("Quyết định 411", [PLAN]),
        ("Đề án 906", []),
    ],
)
def test_a_number_is_mentioned_where_a_text_names_it(text: str, ids: list[str]) -> None:
    (mention,) = find_numbers(text)
    shelf = library()
    assert shelf.mentioning(mention, shelf.documents) == ids


def test_a_mention_is_sought_only_where_it_may_be() -> None:
    (mention,) = find_numbers("77/KH-UBND")
    assert library().mentioning(mention, [PLAN, LAW]) == []


def test_documents_of_a_province_are_its_own() -> None:
    assert library().of_province("ha giang") == [PLAN]
    assert library().of_province("Lào Cai") == []


def test_a_province_is_spoken_of_by_texts_of_no_province() -> None:
    assert library().speaking_of_province("Lào Cai") == [REPORT]
    assert library().speaking_of_province("Hà Giang") == []


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("Luật về bưu chính số do ai ký, ban hành ngày nào?", [LAW]),
        ("Quyết định về bưu chính số do ai ký?", []),
        ("Luật về thời hạn bưu chính số do ai ký?", []),
        ("Luật về bưu chính số quy định gì?", [LAW]),
    ],
)
def test_a_document_is_told_by_its_kind_and_its_title_whatever_is_asked(
    question: str, ids: list[str]
) -> None:
    assert library().titled(asked(question)) == ids


def test_the_provinces_of_a_library_are_those_with_documents() -> None:
    assert library().provinces() == ["Hà Giang", "Lạng Sơn"]


def test_a_document_is_cut_once() -> None:
    shelf = library()
    assert shelf.units(PLAN) is shelf.units(PLAN)


class _Counted(UserDict[str, Document]):
    """Documents that know how often somebody went through all of them."""

    walks = 0

    def values(self) -> ValuesView[Document]:
        self.walks += 1
        return super().values()


def test_once_prepared_it_goes_through_all_documents_no_more() -> None:
    documents = _Counted(library().documents)
    shelf = Library(documents)
    for _ in shelf.prepare():
        pass
    walks = documents.walks
    (mention,) = find_numbers("77/KH-UBND")
    assert shelf.numbered(mention) == []
    assert shelf.mentioning(mention, documents) == [REPORT]
    assert shelf.titled(asked("Luật về bưu chính số do ai ký?")) == [LAW]
    assert shelf.title_words.saying("khong co") == set()
    assert shelf.endings.of(mention, ()) == []
    assert documents.walks == walks
