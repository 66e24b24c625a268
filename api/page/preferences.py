"""How a person wants the pages: language and colours. Kept in cookies, so that the server draws a
page right at once and without JavaScript; the links that change them are ordinary links.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from fastapi import Request, Response

from answer.model import Language

_YEAR = 365 * 24 * 3600

Choice = TypeVar("Choice", bound=StrEnum)


class Theme(StrEnum):
    """The colours of the pages; ``AUTO`` is what the machine prefers."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose, by ``?lang=`` and ``?theme=`` or before."""

    language: Language
    theme: Theme

    @classmethod
    def of(cls, request: Request) -> Preferences:
        """What the address asks for, else what a cookie remembers, else Vietnamese and the
        machine's colours."""
        return cls(
            _chosen(request, "lang", Language.VIETNAMESE), _chosen(request, "theme", Theme.AUTO)
        )

    def remember(self, request: Request, response: Response) -> None:
        """Keep in a cookie what this address asks for."""
        for name, value in (("lang", self.language), ("theme", self.theme)):
            if request.query_params.get(name) == value:
                response.set_cookie(
                    name,
                    value.value,
                    max_age=_YEAR,
                    httponly=True,
                    samesite="lax",
                    secure=request.url.scheme == "https",
                )


def link_with(request: Request, name: str, value: str) -> str:
    """The page of this request with another language or other colours."""
    kept = [item for item in request.query_params.multi_items() if item[0] not in ("lang", "theme")]
    return "?" + urlencode([*kept, (name, value)])


def _chosen(request: Request, name: str, default: Choice) -> Choice:
    for asked in (request.query_params.get(name), request.cookies.get(name)):
        for choice in type(default):
            if choice.value == asked:
                return choice
    return default
