"""What the pages keep between two requests, as a dependency of their routes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, cast

from fastapi import Depends, Request

from api.page.examples import Examples


@dataclass(frozen=True, slots=True)
class Site:
    """What is made once for all requests."""

    examples: Examples = field(default_factory=Examples)


async def _site(request: Request) -> Site:
    return cast(Site, request.app.state.site)


PageSite = Annotated[Site, Depends(_site)]
