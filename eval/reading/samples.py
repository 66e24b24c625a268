"""How well files of every format are read, on made files whose true text is known.

A file whose format needs a program that is not installed counts as wrong in all it has: the figure
says which.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import ReadError
from corpus.formats import read_text
from eval.reading.figure import Figure, merged
from eval.reading.formats import (
    edit_distance,
    failed_checks,
    fused_numbers,
    leaked,
    rows_found,
    word_recall,
    words_of,
)

_ANNEX = "kh87.docx kh87_styles.docx phuluc.xlsx phuluc.xls web_kh4660.html kh87.pdf".split()
# Files of one text each, and the name of its truth.
_DIGITAL = {
    "kh87": "kh87.docx kh87.doc kh87.pdf kh87.rtf kh87.odt kh87_lo.html kh87_splitglyph.pdf",
    "kh87_styles": "kh87_styles.docx",
    "kh4660": "kh4660.docx kh4660.doc kh4660.pdf",
    "web_kh4660": "web_kh4660.html",
}
_LEGACY = {
    f"kh87_{encoding}": f"kh87_{encoding}.docx kh87_{encoding}.doc"
    for encoding in ("tcvn3", "vni", "vps")
}
# Scans, and the share of characters to get right.
_SCANS = {"scan150": 0.99, "hard150": 0.975, "bw200": 0.985}
# Their pages of nothing but prose; the others have stamps, a seal, a table.
_PROSE = ("p02", "p03")


def sample_figures(samples: Path) -> Iterator[Figure]:
    """The figures of a folder of samples."""
    read = _Reader(samples)
    yield _tricky(read)
    yield merged("Dòng phụ lục, mọi định dạng", _rows(read), 1.0)
    yield merged("Chữ, định dạng số", _recalls(read, _DIGITAL), 0.99)
    yield merged("Chữ, Word phông TCVN3, VNI, VPS", _recalls(read, _LEGACY), 0.995)
    texts = [path for path in sorted(samples.glob("txt/*.txt")) if "truth" not in path.name]
    names = " ".join(f"txt/{path.name}" for path in texts)
    yield merged("Chữ, .txt mọi bảng mã", _recalls(read, {"": names}, "txt/truth.txt"), 0.995)
    yield _noise(read)
    yield _fused(read)
    for folder, goal in _SCANS.items():
        pages = list(_pages(read, folder))
        prose = [page for page in pages if Path(page.name).stem in _PROSE]
        yield merged(f"Ký tự, {folder}, trang văn xuôi", prose, goal)
        yield merged(f"Ký tự, {folder}, cả trang có dấu và bảng", pages, goal)


class _Reader:
    """Reads samples and truths, each once."""

    def __init__(self, samples: Path) -> None:
        self.samples = samples
        self._read: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The raw text of a sample; empty when it cannot be read."""
        if name not in self._read:
            try:
                self._read[name] = read_text(self.samples / name).text
            except ReadError:
                self._read[name] = ""
        return self._read[name]

    def truth(self, name: str) -> str:
        """A truth as it stands."""
        return (self.samples / name).read_text(encoding="utf-8")


def _tricky(read: _Reader) -> Figure:
    checks = json.loads(read.truth("tricky.expect.json"))
    failed = failed_checks(checks, read("tricky.docx"))
    return Figure(
        "Chỗ khó trong Word", len(checks) - len(failed), len(checks), 18 / 19, tuple(failed)
    )


def _rows(read: _Reader) -> list[Figure]:
    grid = json.loads(read.truth("kh87.table.json"))
    return [Figure(name, *rows_found(grid, read(name))) for name in _ANNEX]


def _recalls(read: _Reader, files: dict[str, str], truth: str = "{}.truth.txt") -> list[Figure]:
    """The words of each file's truth that its text has."""
    found = []
    for name, names in files.items():
        whole = read.truth(truth.format(name))
        total = len(words_of(whole))
        found += [
            Figure(file, round(word_recall(whole, read(file)) * total), total)
            for file in names.split()
        ]
    return found


def _noise(read: _Reader) -> Figure:
    snippets = [line for line in read.truth("web_kh4660.noise.txt").splitlines() if line.strip()]
    found = leaked(snippets, read("web_kh4660.html"))
    name = "Chữ thừa của trang mạng bị bỏ"
    return Figure(name, len(snippets) - len(found), len(snippets), 1.0, tuple(found))


def _fused(read: _Reader) -> Figure:
    files = [(true, file) for true, names in _DIGITAL.items() for file in names.split()]
    fused = [
        f"{file}: {number}"
        for true, file in files
        for number in fused_numbers(read.truth(f"{true}.truth.txt"), read(file))
    ]
    name = "Tệp không dính hai số liền nhau"
    return Figure(name, len(files) - len(fused), len(files), 1.0, tuple(fused))


def _pages(read: _Reader, folder: str) -> Iterator[Figure]:
    """The characters of each page of a scan that are right."""
    for page in sorted((read.samples / "scans" / folder).iterdir()):
        whole = " ".join(words_of(read.truth(f"scans/truth_{page.stem}.txt")))
        name = f"scans/{folder}/{page.name}"
        wrong = edit_distance(whole, " ".join(words_of(read(name))))
        yield Figure(name, max(0, len(whole) - wrong), len(whole))
