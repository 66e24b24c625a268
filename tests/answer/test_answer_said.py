"""What is said of a document is its matter, without its kind, and without who issued it where."""

from __future__ import annotations

import pytest

from answer.find.said import Said
from answer.find.title_words import TitleWords
from corpus.model import Document
from tests.answer.answer_samples import law, namesake, plan

TITLES = TitleWords([plan(), namesake(), law()])


@pytest.mark.parametrize(
    ("text", "document", "matter"),
    [
        ("kế hoạch hạ tầng số", plan(), {"ha", "tang", "so"}),
        ("kế hoạch của UBND tỉnh về hạ tầng số", plan(), {"ha", "tang", "so"}),
        ("kế hoạch hạ tầng số tỉnh Hà Giang", plan(), {"ha", "tang", "so", "tinh"}),
        ("kế hoạch hạ tầng số tỉnh Hà Giang", namesake(), set()),
        ("luật của Quốc hội về bưu chính số", law(), {"buu", "chinh", "so"}),
        ("luật của Chính phủ về bưu chính số", law(), set()),
    ],
)
def test_the_matter_is_said_besides_kind_issuer_and_place(
    text: str, document: Document, matter: set[str]
) -> None:
    said = Said(text, TITLES)
    assert said.matter(document) - {"cua", "ve"} == matter
    assert said.may_be_of(document) is bool(matter)


def test_bodies_and_provinces_are_no_part_of_the_bare_matter() -> None:
    said = Said("kế hoạch của Sở Xây dựng tỉnh Hà Giang về hạ tầng số", TITLES)
    assert {"xay", "dung", "giang"} <= said.whole
    assert said.bare.isdisjoint({"xay", "dung", "giang"})
    assert {"tang", "so"} <= said.bare
