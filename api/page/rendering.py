"""Pages from templates: everything is escaped, and a name a template misses is an error."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from corpus.cite import legal_date


def render(
    template: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    /,
    **values: object,
) -> HTMLResponse:
    """The page a template makes of the values."""
    return HTMLResponse(_TEMPLATES.get_template(template).render(values), status, headers)


_TEMPLATES = Environment(
    loader=PackageLoader("api.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["legal_date"] = legal_date
