"""Every fixed sentence has an English twin with the same blanks."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from answer.model import Language
from answer.say.phrases import ENGLISH, VIETNAMESE, Phrases, phrases_in

SENTENCES = [field.name for field in fields(Phrases) if field.type == "str"]
BLANK = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("name", SENTENCES)
def test_a_fixed_sentence_has_an_english_twin(name: str) -> None:
    own, twin = getattr(VIETNAMESE, name), getattr(ENGLISH, name)
    assert own != twin
    assert sorted(BLANK.findall(own)) == sorted(BLANK.findall(twin))


@pytest.mark.parametrize("names", ["wants", "certainties"])
def test_what_data_call_by_a_key_has_words_in_both_languages(names: str) -> None:
    own, twin = getattr(VIETNAMESE, names), getattr(ENGLISH, names)
    assert own.keys() == twin.keys()
    assert not set(own.values()) & set(twin.values())


@pytest.mark.parametrize("language", Language)
def test_a_nearest_clause_stands_behind_the_words_that_programmes_look_for(
    language: Language,
) -> None:
    assert "Liên quan:" in phrases_in(language).related.partition("{text}")[0]
