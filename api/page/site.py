"""What the pages keep between two requests, as a dependency of their routes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Generic, TypeVar, cast

from fastapi import Depends, Request

from answer.examples import example_questions
from answer.protocol import AssistantLike
from api.page.catalogue import Catalogue

_EXAMPLES = 4

Made = TypeVar("Made")


class PerAssistant(Generic[Made]):
    """Something made of the assistant that serves, kept until another one serves."""

    def __init__(self, make: Callable[[AssistantLike], Made]) -> None:
        self._make = make
        self._made: tuple[AssistantLike, Made] | None = None

    def of(self, assistant: AssistantLike) -> Made:
        """The thing of this assistant, made at the first call."""
        made = self._made
        if made is None or made[0] is not assistant:
            made = (assistant, self._make(assistant))
            self._made = made
        return made[1]


def _examples(assistant: AssistantLike) -> tuple[str, ...]:
    return tuple(example_questions(assistant, _EXAMPLES))


def _catalogue(assistant: AssistantLike) -> Catalogue:
    return Catalogue(assistant.documents)


@dataclass(frozen=True, slots=True)
class Site:
    """What is made once for all requests; ``evaluation`` is the file of the latest evaluation."""

    evaluation: Path | None = None
    examples: PerAssistant[tuple[str, ...]] = field(default_factory=lambda: PerAssistant(_examples))
    catalogue: PerAssistant[Catalogue] = field(default_factory=lambda: PerAssistant(_catalogue))


async def _site(request: Request) -> Site:
    return cast(Site, request.app.state.site)


PageSite = Annotated[Site, Depends(_site)]
