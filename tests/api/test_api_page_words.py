"""What the pages say: complete in both languages, and nothing said that no page says."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest

from answer.model import Language
from api.page.badges import Badge
from api.page.words import words_of

PAGE = files("api.page")
TOLD = [
    part.read_text(encoding="utf-8")
    for folder in (PAGE, PAGE.joinpath("templates"))
    for part in folder.iterdir()
    if part.name.endswith((".py", ".html"))
]

# A key, or the beginning of one that a template completes: say("ask.send"), "badge." + value.
KEY = re.compile(r"\"([a-z_]+\.(?!html\")[a-z_]*)\"")


def sentences(language: Language) -> dict[str, str]:
    return dict(words_of(language)._sentences)


def values_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_with_the_same_values() -> None:
    vietnamese, english = sentences(Language.VIETNAMESE), sentences(Language.ENGLISH)
    assert list(vietnamese) == list(english)
    for key, sentence in vietnamese.items():
        assert sentence.strip(), key
        assert values_of(sentence) == values_of(english[key]), key


def test_every_sentence_is_said_and_every_said_one_is_there() -> None:
    known = sentences(Language.VIETNAMESE)
    said = {key for text in TOLD for key in KEY.findall(text)}
    sections = {key.split(".")[0] for key in known}
    told = {key for key in said if key.split(".")[0] in sections}
    whole = {key for key in told if not key.endswith((".", "_"))}
    begun = tuple(told - whole)
    assert whole <= set(known)
    assert {key for key in known if key not in whole and not key.startswith(begun)} == set()


def test_a_value_is_put_into_its_sentence() -> None:
    assert words_of(Language.ENGLISH)("documents.count", shown=2, all=5) == "2 of 5 documents"


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        words_of(Language.VIETNAMESE)("home.nothing")


@pytest.mark.parametrize("badge", Badge)
def test_every_badge_has_its_words(badge: Badge) -> None:
    assert words_of(Language.VIETNAMESE)(f"badge.{badge}")
