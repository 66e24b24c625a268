"""Who watches is told; who does not, is not."""

from __future__ import annotations

from corpus.formats.page_progress import tell_pages, watching_pages


def test_only_who_watches_is_told() -> None:
    told: list[tuple[int, int]] = []
    tell_pages(1, 9)
    with watching_pages(lambda done, total: told.append((done, total))):
        tell_pages(2, 9)
    tell_pages(3, 9)
    assert told == [(2, 9)]
