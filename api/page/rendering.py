"""Pages from templates: everything is escaped, and a name a template misses is an error."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from answer.model import Language
from api.page.preferences import Preferences, Theme, link_with
from api.page.words import words_of
from corpus.cite import document_name, full_citation


def render(
    request: Request,
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    /,
    **values: object,
) -> HTMLResponse:
    """The page a template makes of the values, in the language and colours the reader chose."""
    chosen = Preferences.of(request)
    other = next(language for language in Language if language is not chosen.language)
    html = _TEMPLATES.get_template(template).render(
        {
            "say": words_of(chosen.language),
            "language": chosen.language,
            "theme": chosen.theme,
            "themes": [
                (theme, link_with(request, "theme", theme))
                for theme in Theme
                if theme is not chosen.theme
            ],
            "other_language": other,
            "other_language_url": link_with(request, "lang", other),
            "here": _local_address(request),
            **values,
        }
    )
    response = HTMLResponse(html, status, headers)
    response.headers["vary"] = "cookie"
    response.headers["content-language"] = chosen.language
    chosen.remember(request, response)
    return response


def _local_address(request: Request) -> str:
    """Path and query of the page, for a form that leads back to it."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


_TEMPLATES = Environment(
    loader=PackageLoader("api.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["name"] = document_name
_TEMPLATES.filters["citation"] = full_citation
_TEMPLATES.filters["data"] = lambda value: json.dumps(value, ensure_ascii=False)
