"""A document is called by its kind and words of its title, where no other is called as well."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answer.find.titles import Titles
from tests.answer.answer_samples import law, namesake, plan

_ASKED = "Kế hoạch phát triển hạ tầng số năm 2024 đặt ra gì?"


def test_a_title_whose_words_are_said_behind_its_kind_is_called() -> None:
    assert Titles([plan(), namesake(), law()]).called(_ASKED) == plan().id


def test_words_of_a_title_without_its_kind_call_nothing() -> None:
    assert Titles([plan(), law()]).called("phát triển hạ tầng số năm 2024 đến đâu?") is None


def test_the_name_of_its_issuer_calls_no_title() -> None:
    text = replace(
        plan(),
        id="thong-tu",
        kind="Thông tư",
        issuer="Ngân hàng Nhà nước Việt Nam",
        title="Quản lý mạng của Ngân hàng Nhà nước Việt Nam",
    )
    titles = Titles([text, law()])
    assert titles.called("thông tư về thẻ của Ngân hàng Nhà nước Việt Nam nói gì?") is None
    assert titles.called("thông tư quản lý mạng của Ngân hàng nói gì?") == "thong-tu"


def test_a_title_that_two_documents_have_calls_neither() -> None:
    assert Titles([plan(), replace(plan(), id="ban-khac")]).called(_ASKED) is None


@pytest.mark.parametrize("missing", [{"title": ""}, {"kind": None}, {"secondary": True}])
def test_a_report_or_a_text_without_title_or_kind_is_not_called(missing: dict[str, object]) -> None:
    assert Titles([replace(plan(), **missing)]).called(_ASKED) is None  # type: ignore[arg-type]
