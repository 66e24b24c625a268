"""A figure of the reader: a share, and the share to reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured share: ``right`` of ``total``, the share to reach where there is one, and what was
    wrong."""

    name: str
    right: int
    total: int
    goal: float | None = None
    wrong: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Right over total; 1.0 where there was nothing to get right."""
        return self.right / self.total if self.total else 1.0

    @property
    def reached(self) -> bool:
        """True when the goal is reached, or there is none."""
        return self.goal is None or self.share >= self.goal


def merged(name: str, figures: list[Figure], goal: float) -> Figure:
    """Several figures as one; what is wrong is told of those that do not reach the goal alone."""
    poor = [figure for figure in figures if figure.share < goal]
    return Figure(
        name,
        sum(figure.right for figure in figures),
        sum(figure.total for figure in figures),
        goal,
        tuple(f"{figure.name}: {figure.right}/{figure.total}" for figure in poor),
    )
