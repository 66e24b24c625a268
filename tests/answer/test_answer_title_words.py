"""Documents are found by the words of their titles, the rare ones first."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from answer.find.title_words import TitleWords, only_in_name, title_keys
from tests.answer.answer_samples import law, namesake, plan

DOCUMENTS = (plan(), namesake(), law())
TITLES = TitleWords(DOCUMENTS)


def test_a_title_is_said_with_the_kind_the_issuer_and_the_number() -> None:
    assert {"ha", "tang", "ke", "hoach", "uy", "ban", "15"} <= title_keys(plan())
    unknown = replace(plan(), kind=None, issuer=None, number=None, title="")
    assert title_keys(unknown) == frozenset()


def test_a_word_is_said_by_the_documents_whose_titles_have_it() -> None:
    assert TITLES.saying("so") == {plan().id, namesake().id, law().id}
    assert TITLES.saying("buu") == {law().id}
    assert TITLES.saying("bien") == frozenset()


def test_words_are_said_together_by_the_documents_that_say_all_of_them() -> None:
    assert TITLES.saying_all(["phat", "trien"]) == {plan().id, namesake().id}
    assert TITLES.saying_all(["phat", "buu"]) == set()
    assert TITLES.says(plan().id, ["ha", "tang"])
    assert not TITLES.says(plan().id, ["ha", "noi"])


@pytest.mark.parametrize("most", [0.0, 0.5, 1.0, 1.5, 2.5, 9.0])
def test_who_says_none_of_the_rarest_words_lacks_too_much_already(most: float) -> None:
    rarity = {"ha": 1.0, "tang": 0.7, "so": 0.1, "buu": 1.0, "bien": 0.3}
    lacked = {
        document.id: sum(rarity[word] for word in rarity.keys() - title_keys(document))
        for document in DOCUMENTS
    }
    expected = {document_id for document_id, weight in lacked.items() if weight <= most}
    assert TITLES.lacking_at_most(most, rarity, rarity.__getitem__) == expected


@pytest.mark.parametrize(
    ("said", "naming"),
    [
        ("theo quyet dinh ve thi tuyen vien chuc cap xa thi sao", {"tuyen", "vien", "chuc", "cap"}),
        ("thi tuyen vien chuc cap xa", {"thi", "tuyen", "vien", "chuc", "cap", "xa"}),
        ("vien chuc cap xa", set()),
        ("tuyen vien chuc cap xa", set()),
    ],
)
def test_words_only_name_a_document_in_a_run_of_its_title(said: str, naming: set[str]) -> None:
    title = set(pairwise("ve thi tuyen vien chuc cap xa".split()))
    assert naming <= only_in_name(said.split(), title)
    assert naming or not only_in_name(said.split(), title)
