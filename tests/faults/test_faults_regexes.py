"""No regular expression of the product goes back and forth over a text for ever: each is examined
by regexploit, which finds what a hostile text could make take quadratic time and worse."""

from __future__ import annotations

import importlib
import pkgutil
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import _lru_cache_wrapper, cache
from inspect import signature
from typing import Any

import pytest

with warnings.catch_warnings():
    # It uses the standard library's own parser under the name that 3.11 gave up.
    warnings.simplefilter("ignore", DeprecationWarning)
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

_PACKAGES = ["corpus", "index", "answer", "api", "bot", "eval", "trolyso"]

# A possessive repeat (x++), which regexploit does not know and which never goes back.
_POSSESSIVE = re.compile(r"(?<!\\)(?<=[*+?}])\+")


@cache
def _patterns(package: str) -> Mapping[str, re.Pattern[Any]]:
    """All compiled patterns that the modules of a package hold, by where they stand."""
    found: dict[str, re.Pattern[Any]] = {}
    folder = importlib.import_module(package).__path__
    for module in pkgutil.walk_packages(folder, f"{package}."):
        if not module.name.endswith("__main__") and ".migrations" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in _in(value):
                    if pattern not in found.values():
                        found[f"{module.name}.{name}"] = pattern
    return found


def _in(value: object) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value, also in containers."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        for part in (*value, *value.values()):
            yield from _in(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _in(part)


def _weaknesses(pattern: re.Pattern[Any]) -> list[str]:
    """Texts that make a pattern take quadratic time or worse."""
    source = pattern.pattern
    # Examined as if it could go back, which is the worse case.
    source = _POSSESSIVE.sub("", source) if isinstance(source, str) else source
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parsed = SreOpParser().parse_sre(source, pattern.flags)
        return [weakness.example() for weakness in find(parsed)]


@pytest.mark.parametrize("package", _PACKAGES)
def test_no_regular_expression_of_a_package_can_be_made_slow(package: str) -> None:
    weak = {
        where: examples
        for where, pattern in _patterns(package).items()
        if (examples := _weaknesses(pattern))
    }
    assert weak == {}


def test_no_pattern_made_of_data_can_be_made_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    made = _made_of_data(monkeypatch)
    assert len(made) > 50
    assert [pattern.pattern for pattern in made if _weaknesses(pattern)] == []


def _made_of_data(monkeypatch: pytest.MonkeyPatch) -> set[re.Pattern[Any]]:
    """What the functions compile that read a file of data once and remember what they made."""
    made: set[re.Pattern[Any]] = set()
    compile_ = re.compile

    def remembering(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        compiled = compile_(pattern, flags)
        made.add(compiled)
        return compiled

    monkeypatch.setattr(re, "compile", remembering)
    for package in ("corpus", "answer"):
        for module in pkgutil.walk_packages(
            importlib.import_module(package).__path__, f"{package}."
        ):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, _lru_cache_wrapper) and not signature(value).parameters:
                    value.cache_clear()
                    value()
    return made


def test_the_examination_finds_what_it_should() -> None:
    assert _weaknesses(re.compile(r"\s*(?:của)?\s*\(?\s*$"))
    assert len(_patterns("corpus")) > 100
